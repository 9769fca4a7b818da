/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-parts-build-private.h"

#include <string.h>

#include "bounce-fields-private.h"
#include "bounce-limits.h"

/*
 * What the MIME parser is given. It builds the whole tree of a message and its time
 * grows with depth times lines, so the bytes are thinned out first: what nobody
 * will read (pictures, archives, the body of the returned message) and what
 * goes past a limit stays behind. No part is moved, so all paths stay the same.
 */

typedef enum {
  BODY_LEAF,
  BODY_UNREAD,
  BODY_MULTIPART,
  BODY_MESSAGE,
} Body;

/* which fields of a header the parser is given */
typedef enum {
  WANTED_ALL,
  WANTED_LABELS,
  WANTED_PART,
} Wanted;

/* declared is NULL where the lines in the body are those that the header names */
typedef struct
{
  const char *start;
  gsize length;
  const char *declared;
} Boundary;

typedef struct
{
  const char *at;
  const char *end;
  GByteArray *out;
  Boundary open[BOUNCE_LIMIT_DEPTH];
  guint n_open;
  guint n_messages;
  guint n_parts;
  BounceCopies copies;
  BounceOmission omissions;
} Limiter;

typedef struct
{
  GString *type;
  GString *encoding;
} Labels;

static const char *
find_next_line (const char *at,
                const char *end)
{
  const char *newline = memchr (at, '\n', end - at);

  return newline != NULL ? newline + 1 : end;
}

static gboolean
is_empty_line (const char *at,
               const char *next)
{
  while (at < next && (*at == '\r' || *at == '\n'))
    at++;

  return at == next;
}

static void
keep (Limiter    *limiter,
      const char *start,
      const char *end)
{
  if (end > start)
    g_byte_array_append (limiter->out, (const guint8 *) start, end - start);
}

static void
keep_newline (Limiter *limiter)
{
  g_byte_array_append (limiter->out, (const guint8 *) "\n", 1);
}

static void
keep_space (Limiter *limiter)
{
  g_byte_array_append (limiter->out, (const guint8 *) " ", 1);
}

static void
keep_boundary (Limiter    *limiter,
               const char *line,
               const char *next,
               int         index,
               gboolean    closes)
{
  const char *declared = limiter->open[index].declared;

  if (declared == NULL && *line == '-')
    {
      keep (limiter, line, next);
      return;
    }
  if (declared == NULL)
    declared = limiter->open[index].start;

  g_byte_array_append (limiter->out, (const guint8 *) "--", 2);
  g_byte_array_append (limiter->out, (const guint8 *) declared, strlen (declared));
  g_byte_array_append (limiter->out, (const guint8 *) (closes ? "--\n" : "\n"), closes ? 3 : 1);
}

/* Gives the index of the open boundary that a line is, or -1. Copying indents
 * lines: one space before the hyphens is forgiven. */
static int
match_boundary (const Limiter *limiter,
                const char    *line,
                gboolean      *closes)
{
  const char *stop = NULL;

  if (line < limiter->end && *line == ' ')
    line++;
  if (limiter->n_open == 0 || limiter->end - line < 3 || line[0] != '-' || line[1] != '-')
    return -1;

  stop = find_next_line (line, limiter->end);
  while (stop > line && g_ascii_isspace (stop[-1]))
    stop--;
  line += 2;

  for (int i = limiter->n_open - 1; i >= 0; i--)
    {
      const Boundary *boundary = &limiter->open[i];
      gsize length = boundary->length;

      if ((gsize) (stop - line) < length || memcmp (line, boundary->start, length) != 0)
        continue;
      if ((gsize) (stop - line) == length)
        {
          *closes = FALSE;
          return i;
        }
      if ((gsize) (stop - line) == length + 2 && memcmp (stop - 2, "--", 2) == 0)
        {
          *closes = TRUE;
          return i;
        }
    }

  return -1;
}

/* Finds the first boundary line that begins like this. */
static const char *
find_boundary_as (const Limiter *limiter,
                  const char    *end,
                  const char    *beginning,
                  int           *index,
                  gboolean      *closes)
{
  const char *at = limiter->at;

  while (at < end)
    {
      *index = match_boundary (limiter, at, closes);
      if (*index >= 0)
        return at;

      at = memmem (at, end - at, beginning, strlen (beginning));
      if (at == NULL)
        break;
      at++;
    }

  return NULL;
}

static const char *
find_boundary (const Limiter *limiter,
               int           *index,
               gboolean      *closes)
{
  const char *found = NULL, *indented = NULL;
  const char *end = limiter->end;
  gboolean indented_closes = FALSE;
  int indented_index = -1;

  *index = -1;
  if (limiter->n_open == 0)
    return end;

  found = find_boundary_as (limiter, end, "\n--", index, closes);
  if (found != NULL)
    end = found;
  end = MIN (end, limiter->at + MIN (limiter->end - limiter->at, BOUNCE_LIMIT_PREAMBLE));
  indented = find_boundary_as (limiter, end, "\n --", &indented_index, &indented_closes);
  if (indented == NULL)
    return found != NULL ? found : limiter->end;

  *index = indented_index;
  *closes = indented_closes;

  return indented;
}

/* Whether a line is a parameter that its writer forgot to indent. */
static gboolean
is_stray_parameter (const char *line,
                    const char *next)
{
  const char *at = line;

  while (at < next && (g_ascii_isalnum (*at) || *at == '-' || *at == '*'))
    at++;

  return at > line && at < next && *at == '=';
}

static void
note_label (Labels     *labels,
            const char *line,
            const char *next,
            GString   **current)
{
  static const char type[] = "content-type";
  static const char encoding[] = "content-transfer-encoding";

  if (*line != ' ' && *line != '\t')
    {
      *current = NULL;
      if (next - line > (gssize) strlen (type) &&
          g_ascii_strncasecmp (line, type, strlen (type)) == 0 && labels->type->len == 0)
        {
          *current = labels->type;
          line += strlen (type);
        }
      else if (next - line > (gssize) strlen (encoding) &&
               g_ascii_strncasecmp (line, encoding, strlen (encoding)) == 0 &&
               labels->encoding->len == 0)
        {
          *current = labels->encoding;
          line += strlen (encoding);
        }
      while (*current != NULL && line < next && (*line == ' ' || *line == '\t' || *line == ':'))
        line++;
    }

  if (*current != NULL && (*current)->len + (next - line) <= BOUNCE_LIMIT_LABEL)
    g_string_append_len (*current, line, next - line);
}

/* Whether a field says how a body is to be read. */
static gboolean
is_label (const char *line,
          const char *next)
{
  static const char * const names[] = { "type", "transfer-encoding", "disposition" };
  const char *name = line + strlen ("content-");

  if (next - line <= (gssize) strlen ("content-") ||
      g_ascii_strncasecmp (line, "content-", strlen ("content-")) != 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (next - name > (gssize) strlen (names[i]) &&
        g_ascii_strncasecmp (name, names[i], strlen (names[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Copies one header block with its empty line, as far as the limits go. Of the message's own
 * header and those of parts, only what says how the body is to be read is given to the
 * parser, which makes an object of each field. A line that is no field begins a body whose
 * empty line is missing: from there on a part is kept as it is. */
static void
copy_header (Limiter  *limiter,
             Labels   *labels,
             Wanted    wanted)
{
  GString *label = NULL;
  guint n_fields = 0;
  gsize field_length = 0;
  gboolean is_kept = TRUE;
  gboolean closes;

  g_string_truncate (labels->type, 0);
  g_string_truncate (labels->encoding, 0);

  while (limiter->at < limiter->end)
    {
      const char *line = limiter->at;
      const char *next = find_next_line (line, limiter->end);

      if (match_boundary (limiter, line, &closes) >= 0)
        return;
      if (is_empty_line (line, next))
        {
          keep (limiter, line, next);
          limiter->at = next;
          return;
        }

      if (label != NULL && is_stray_parameter (line, next))
        {
          keep_space (limiter);
          g_string_append_len (label, line, MIN (next - line, BOUNCE_LIMIT_LABEL));
        }
      else
        note_label (labels, line, next, &label);
      if (*line != ' ' && *line != '\t')
        {
          n_fields++;
          field_length = 0;
          if (wanted == WANTED_PART && bounce_fields_get_name_length (line, next) == 0)
            wanted = WANTED_ALL;
          is_kept = wanted == WANTED_ALL || label != NULL || is_label (line, next);
        }
      field_length += next - line;
      limiter->at = next;
      if (!is_kept)
        continue;

      if (n_fields <= BOUNCE_LIMIT_FIELDS &&
          field_length <= (label != NULL ? BOUNCE_LIMIT_LABEL : BOUNCE_LIMIT_FIELD_LENGTH))
        keep (limiter, line, next);
      else if (field_length == (gsize) (next - line) && n_fields <= BOUNCE_LIMIT_FIELDS)
        {
          /* one endless line: its start is kept */
          keep (limiter, line,
                line + (label != NULL ? BOUNCE_LIMIT_LABEL : BOUNCE_LIMIT_FIELD_LENGTH));
          keep_newline (limiter);
          limiter->omissions |= BOUNCE_OMISSION_FIELDS;
        }
      else
        limiter->omissions |= BOUNCE_OMISSION_FIELDS;
    }
}

static gboolean
has_prefix (const GString *text,
            const char    *prefix)
{
  return g_ascii_strncasecmp (text->str, prefix, strlen (prefix)) == 0;
}

static char *
dup_boundary (const Labels *labels)
{
  const char *at = labels->type->str;
  const char *stop = NULL;

  while ((at = strcasestr (at, "boundary")) != NULL)
    {
      at += strlen ("boundary");
      while (g_ascii_isspace (*at))
        at++;
      if (*at == '=')
        break;
    }
  if (at == NULL)
    return NULL;

  at++;
  while (g_ascii_isspace (*at))
    at++;
  if (*at == '"')
    {
      at++;
      stop = at + strcspn (at, "\"\r\n");
    }
  else
    stop = at + strcspn (at, "; \t\r\n");
  while (stop > at && g_ascii_isspace (stop[-1]))
    stop--;

  return stop > at ? g_strndup (at, stop - at) : NULL;
}

/* Finds the first line that looks like a boundary, with a part's header below, and
 * is none of those open already. */
static char *
guess_boundary (const Limiter *limiter)
{
  const char *end = limiter->at + MIN (limiter->end - limiter->at, BOUNCE_LIMIT_PREAMBLE);
  const char *at = limiter->at;

  while (at < end)
    {
      const char *next = find_next_line (at, limiter->end);
      gboolean closes;

      if (next - at >= 4 && at[0] == '-' && at[1] == '-' && limiter->end - next > 8 &&
          g_ascii_strncasecmp (next, "content-", 8) == 0)
        {
          const char *stop = next;

          if (match_boundary (limiter, at, &closes) >= 0)
            return NULL;
          while (stop > at && g_ascii_isspace (stop[-1]))
            stop--;
          return stop - at > 2 ? g_strndup (at + 2, stop - at - 2) : NULL;
        }
      at = next;
    }

  return NULL;
}

/* Opens a multipart. Where no line of the body is the boundary that the header
 * names, as in mails that were edited, the lines that are there stand in for it. */
static void
open_multipart (Limiter      *limiter,
                const Labels *labels,
                GPtrArray    *strings)
{
  Boundary *boundary = &limiter->open[limiter->n_open];
  gsize length = MIN (limiter->end - limiter->at, BOUNCE_LIMIT_PREAMBLE);
  g_autofree char *line = NULL;
  char *declared = dup_boundary (labels);
  char *guess = NULL;

  if (declared == NULL)
    return;

  g_ptr_array_add (strings, declared);
  boundary->start = declared;
  boundary->declared = NULL;
  line = g_strconcat ("--", declared, NULL);
  if (memmem (limiter->at, length, line, strlen (line)) == NULL)
    guess = guess_boundary (limiter);
  if (guess != NULL)
    {
      g_ptr_array_add (strings, guess);
      boundary->start = guess;
      boundary->declared = declared;
    }
  boundary->length = strlen (boundary->start);
  limiter->n_open++;
}

static Body
classify (const Labels *labels)
{
  static const char * const unread[] = { "image/", "audio/", "video/", "font/", "model/" };

  if (has_prefix (labels->type, "multipart/"))
    return BODY_MULTIPART;
  if (has_prefix (labels->type, "message/rfc822") || has_prefix (labels->type, "message/news") ||
      (has_prefix (labels->type, "message/global") &&
       !has_prefix (labels->type, "message/global-")))
    return has_prefix (labels->encoding, "base64") || has_prefix (labels->encoding, "quoted") ?
           BODY_LEAF : BODY_MESSAGE;
  if (has_prefix (labels->type, "application/") &&
      !has_prefix (labels->type, "application/octet-stream"))
    return BODY_UNREAD;
  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    if (has_prefix (labels->type, unread[i]))
      return BODY_UNREAD;

  return BODY_LEAF;
}

/* Copies the header of a message inside the message. Returns TRUE where its body
 * is wanted too; else only the header goes on, as a part of text: header is where
 * that of the part starts in what was kept. */
static gboolean
walk_copy (Limiter *limiter,
           Labels  *labels,
           guint    header)
{
  const char *kind = has_prefix (labels->type, "message/global") ? "global" :
                     has_prefix (labels->type, "message/news") ? "news" : "rfc822";
  g_autofree char *label = NULL;
  g_autofree guint8 *copy = NULL;
  guint start = limiter->out->len;
  guint length;

  /* some servers put an empty line before the copy */
  while (limiter->at < limiter->end &&
         is_empty_line (limiter->at, find_next_line (limiter->at, limiter->end)))
    limiter->at = find_next_line (limiter->at, limiter->end);

  copy_header (limiter, labels, WANTED_ALL);
  if (limiter->copies == BOUNCE_COPIES_ALL ||
      (limiter->copies == BOUNCE_COPIES_REPORTS &&
       has_prefix (labels->type, "multipart/report")))
    {
      if (++limiter->n_messages <= BOUNCE_LIMIT_DEPTH)
        return TRUE;
      limiter->omissions |= BOUNCE_OMISSION_PARTS;
    }

  length = limiter->out->len - start;
  copy = g_memdup2 (limiter->out->data + start, length);
  label = g_strdup_printf ("Content-Type: text/rfc822-headers; " BOUNCE_PARTS_KIND "=%s\n\n", kind);
  g_byte_array_set_size (limiter->out, header);
  g_byte_array_append (limiter->out, (const guint8 *) label, strlen (label));
  if (length > 0)
    g_byte_array_append (limiter->out, copy, length);

  return FALSE;
}

/* Walks one message: header, body, and at each boundary line the next header. */
static void
limit (Limiter   *limiter,
       Labels    *labels,
       GPtrArray *strings,
       Wanted     wanted)
{
  gboolean has_header = FALSE;

  for (;;)
    {
      gboolean unread = FALSE;
      gboolean closes = FALSE;
      const char *stop = NULL;
      guint header;
      int index = -1;

      header = limiter->out->len;
      if (!has_header)
        copy_header (limiter, labels, wanted);
      has_header = FALSE;
      wanted = WANTED_PART;
      switch (classify (labels))
        {
        case BODY_MULTIPART:
          if (limiter->n_open == BOUNCE_LIMIT_DEPTH)
            {
              limiter->omissions |= BOUNCE_OMISSION_PARTS;
              unread = TRUE;
            }
          else
            open_multipart (limiter, labels, strings);
          break;
        case BODY_MESSAGE:
          if (walk_copy (limiter, labels, header))
            {
              has_header = TRUE;
              continue;
            }
          unread = TRUE;
          break;
        case BODY_UNREAD:
          unread = TRUE;
          break;
        case BODY_LEAF:
          break;
        }

      for (;;)
        {
          stop = find_boundary (limiter, &index, &closes);
          if (!unread && stop - limiter->at > BOUNCE_LIMIT_ENCODED_PART)
            {
              keep (limiter, limiter->at, limiter->at + BOUNCE_LIMIT_ENCODED_PART);
              keep_newline (limiter);
              limiter->omissions |= BOUNCE_OMISSION_TEXT;
            }
          else if (!unread)
            keep (limiter, limiter->at, stop);
          else if (limiter->out->len > 0 && limiter->out->data[limiter->out->len - 1] != '\n')
            keep_newline (limiter);

          limiter->at = find_next_line (stop, limiter->end);
          if (index < 0)
            return;

          limiter->n_open = closes ? index : index + 1;
          keep_boundary (limiter, stop, limiter->at, index, closes);
          if (!closes)
            break;
          unread = TRUE;
        }

      if (++limiter->n_parts > BOUNCE_LIMIT_PARTS)
        {
          limiter->omissions |= BOUNCE_OMISSION_PARTS;
          return;
        }
    }
}

/* Gives what of a message the parser reads; with is_read the message's own header
 * was read already. */
GByteArray *
bounce_parts_limit (const char     *bytes,
                    gsize           length,
                    gboolean        is_read,
                    BounceCopies    copies,
                    BounceOmission *omissions)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Labels labels = { g_string_new (NULL), g_string_new (NULL) };
  Limiter limiter = {
    .at = bytes,
    .end = bytes + length,
    .out = g_byte_array_sized_new (MIN (length, 256 * 1024) + 1),
    .copies = copies,
  };

  limit (&limiter, &labels, strings, is_read ? WANTED_LABELS : WANTED_ALL);

  g_string_free (labels.type, TRUE);
  g_string_free (labels.encoding, TRUE);
  *omissions |= limiter.omissions;

  return limiter.out;
}
