/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-unwrap-private.h"

#include <string.h>

#include "bounce-fields-private.h"
#include "bounce-limits.h"
#include "bounce-match-private.h"

/* Where the words stand that give a text its structure; G_MAXSIZE for none. */
typedef struct
{
  gsize notice;
  gsize evidence;
  gsize copy;
  gsize forward;
} Landmarks;

static const char * const daemon_names[] = {
  "mailer-daemon", "mailerdaemon", "mailer_daemon", "mail-daemon", "maildaemon",
  "mail delivery", "mail administrator", "system administrator", "microsoftexchange329e71ec",
  "mailsystem", "mail system",
};

static gboolean
contains (const char *text,
          const char *words)
{
  return text != NULL && strcasestr (text, words) != NULL;
}

static gboolean
is_forward_subject (const char *subject)
{
  static const char * const prefixes[] = {
    "fw:", "fwd:", "wg:", "tr:", "rv:", "enc:", "i:", "vs:", "vb:", "vl:", "pd:", "doorst:", "re:",
    "aw:", "sv:",
  };

  if (subject == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (subject, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
begins_line (const char *line,
             const char *name)
{
  return g_ascii_strncasecmp (line, name, strlen (name)) == 0;
}

/* Whether a server program left its mark in the lines of a header. */
static gboolean
has_software_mark (const char *text,
                   GArray     *matches)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (matches, BounceMatch, i);
      const BounceSoftwareRow *row = NULL;
      gsize start = match->start;

      if (match->table != BOUNCE_TABLE_SOFTWARE)
        continue;
      row = &bounce_software_rows[match->row];
      if (!row->is_bounce)
        continue;

      while (start > 0 && text[start - 1] != '\n'
             && match->start - start < BOUNCE_LIMIT_MARKED_FIELD)
        start--;
      if ((row->place == BOUNCE_SOFTWARE_HEADER && start == match->start) ||
          (row->place == BOUNCE_SOFTWARE_FROM && begins_line (text + start, "from:")) ||
          (row->place == BOUNCE_SOFTWARE_SUBJECT && begins_line (text + start, "subject:")))
        return TRUE;
    }

  return FALSE;
}

/* Whether a header is that of a notice which a server wrote, so that a message
 * inside is the one that came back and no forward. An inline header has no part. */
gboolean
bounce_unwrap_is_notice_header (const BouncePart *header,
                                GPtrArray        *fields)
{
  const char *type = bounce_fields_get (fields, "Content-Type");
  const char *path = bounce_fields_get (fields, "Return-Path");
  const char *from = bounce_fields_get (fields, "From");
  const char *subject = bounce_fields_get (fields, "Subject");

  if (type != NULL && g_ascii_strncasecmp (type, "multipart/report", 16) == 0)
    return TRUE;
  if (path != NULL && (strcmp (path, "<>") == 0 || *path == '\0'))
    return TRUE;
  if (bounce_fields_get (fields, "X-Failed-Recipients") != NULL ||
      bounce_fields_get (fields, "X-MS-Exchange-Message-Is-Ndr") != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (daemon_names); i++)
    if (contains (from, daemon_names[i]))
      return TRUE;

  /* Exchange's own name, of which forwards show no address */
  if (from != NULL && strchr (from, '@') == NULL
      && (contains (from, "microsoft outlook") || contains (from, "microsoft exchange")))
    return TRUE;

  /* These a person may use too. */
  if (is_forward_subject (subject))
    return FALSE;

  return contains (from, "postmaster") ||
         (header != NULL && has_software_mark (header->text, header->matches));
}

static gsize
find_line_start (const char *text,
                 gsize       at)
{
  while (at > 0 && text[at - 1] != '\n')
    at--;

  return at;
}

static gsize
find_next_line (const char *text,
                gsize       length,
                gsize       at)
{
  const char *newline = at < length ? memchr (text + at, '\n', length - at) : NULL;

  return newline != NULL ? (gsize) (newline - text) + 1 : length;
}

/* A heading has its line for itself, up to decoration; the same words inside
 * a sentence mean nothing. */
static gboolean
starts_line (const char *text,
             gsize       at)
{
  while (at > 0 && text[at - 1] != '\n' && strchr (" \t-=*_|#+:", text[at - 1]) != NULL)
    at--;

  return at == 0 || text[at - 1] == '\n';
}

static gboolean
is_reply_code (const char *at,
               const char *end)
{
  return end - at >= 4 && (at[0] == '4' || at[0] == '5') && at[1] >= '0' && at[1] <= '7' &&
         g_ascii_isdigit (at[2]) && !g_ascii_isalnum (at[3]);
}

/* Whether words stand here that a verdict can rest on: an address or a code. */
static gsize
find_evidence (const char *text,
               gsize       start,
               gsize       end)
{
  for (gsize i = start; i < end; i++)
    {
      if (text[i] == '@' && i > start && i + 1 < end && g_ascii_isalnum (text[i - 1]) &&
          g_ascii_isalnum (text[i + 1]))
        return i;
      if ((i == 0 || !g_ascii_isalnum (text[i - 1])) && is_reply_code (text + i, text + end))
        return i;
    }

  return G_MAXSIZE;
}

static Landmarks
find_landmarks (const char *text,
                GArray     *matches,
                gsize       from)
{
  Landmarks marks = { G_MAXSIZE, G_MAXSIZE, G_MAXSIZE, G_MAXSIZE };

  for (guint i = 0; i < matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (matches, BounceMatch, i);

      if (match->start < from)
        continue;
      if (match->table == BOUNCE_TABLE_PHRASE)
        {
          if (bounce_phrase_rows[match->row].strength > BOUNCE_STRENGTH_WEAK)
            marks.evidence = MIN (marks.evidence, match->start);
        }
      else if (match->table == BOUNCE_TABLE_SOFTWARE)
        {
          if (bounce_software_rows[match->row].is_bounce &&
              bounce_software_rows[match->row].place == BOUNCE_SOFTWARE_TEXT)
            marks.notice = MIN (marks.notice, match->start);
        }
      else if (match->table == BOUNCE_TABLE_MARK)
        switch (bounce_mark_rows[match->row].mark)
          {
          case BOUNCE_MARK_NOTICE:
            marks.notice = MIN (marks.notice, match->start);
            break;
          case BOUNCE_MARK_COPY_STARTS:
            if (starts_line (text, match->start))
              marks.copy = MIN (marks.copy, match->start);
            break;
          case BOUNCE_MARK_FORWARD_STARTS:
            if (starts_line (text, match->start))
              marks.forward = MIN (marks.forward, match->start);
            break;
          default:
            break;
          }
    }

  return marks;
}

/* Whether the words of a part are those of a notice. */
gboolean
bounce_unwrap_is_notice_text (const BouncePart *part)
{
  g_autoptr (GArray) matches = bounce_match_text (part->text, part->length);
  Landmarks marks = find_landmarks (part->text, matches, 0);

  return marks.notice < marks.forward;
}

static gboolean
has_code (const char *text,
          gsize       start,
          gsize       end)
{
  for (gsize i = start; i < end; i++)
    if ((i == 0 || !g_ascii_isalnum (text[i - 1])) && is_reply_code (text + i, text + end))
      return TRUE;

  return FALSE;
}

/* Whether the words of a part say what failed: a code, or words with a cause. An
 * address alone may be that of the postmaster. */
gboolean
bounce_unwrap_has_reason (const BouncePart *part)
{
  g_autoptr (GArray) matches = bounce_match_text (part->text, part->length);
  Landmarks marks = find_landmarks (part->text, matches, 0);

  return marks.evidence != G_MAXSIZE || has_code (part->text, 0, part->length);
}

/* Programs that go on behind the copy close it with a line of their own. */
static gsize
find_copy_end (const char *text,
               gsize       length,
               gsize       from)
{
  static const char * const closings[] = {
    "end of message", "end of returned message", "end of original message",
    "end of the original message", "end of header", "end of returned header",
  };
  gsize at = find_next_line (text, length, from);

  while (at < length)
    {
      gsize next = find_next_line (text, length, at);
      const char *words = text + at;

      if (next - at < 120 && strchr ("-=*", *words) != NULL)
        {
          words += strspn (words, "-=* ");
          for (gsize i = 0; i < G_N_ELEMENTS (closings); i++)
            if (g_ascii_strncasecmp (words, closings[i], strlen (closings[i])) == 0)
              return next;
        }
      at = next;
    }

  return length;
}

static void
take_copy_fields (BounceParts *parts,
                  const char  *text,
                  gsize        start,
                  gsize        end)
{
  g_autoptr (GPtrArray) fields = NULL;

  parts->has_attached_copy = TRUE;
  if (parts->returned_fields->len > 0)
    return;

  fields = bounce_fields_new_from_text (text + start, end - start, NULL);
  if (fields->len == 0)
    return;

  if (bounce_fields_are_cut (fields))
    parts->omissions |= BOUNCE_OMISSION_FIELDS;
  g_ptr_array_unref (parts->returned_fields);
  parts->returned_fields = g_steal_pointer (&fields);
}

/* Whether a header shows the way of its message. One without is that of a copy as
 * well as the summary that a filter writes in the middle of its notice. */
static gboolean
has_trace (const char *text,
           gsize       start,
           gsize       end)
{
  while (start < end)
    {
      if (g_ascii_strncasecmp (text + start, "received:", 9) == 0 ||
          g_ascii_strncasecmp (text + start, "dkim-signature:", 15) == 0 ||
          g_ascii_strncasecmp (text + start, "mime-version:", 13) == 0)
        return TRUE;
      start = find_next_line (text, end, start);
    }

  return FALSE;
}

/* "Attached is a copy": then no copy stands in the text, and the notice may go on,
 * often in a second language. */
static gboolean
has_returned_part (const BounceParts *parts)
{
  for (guint i = 0; i < parts->parts->len; i++)
    if (((BouncePart *) g_ptr_array_index (parts->parts, i))->role == BOUNCE_PART_RETURNED)
      return TRUE;

  return FALSE;
}

/* Cuts the copy of the returned message out of the search text. */
static void
cut_copy (BounceParts *parts,
          BouncePart  *part,
          gboolean     is_notice,
          gsize        from)
{
  const char *text = part->search;
  gsize length = part->search_length;
  Landmarks marks = find_landmarks (text, part->matches, from);
  gsize mark = MIN (marks.copy, marks.forward);
  gsize header = G_MAXSIZE, header_end = 0;
  gsize start = G_MAXSIZE, end = length;
  gboolean has_reason = FALSE;

  /* In a mail that is no notice a forward's heading heads no copy. */
  if (!is_notice && marks.forward < marks.copy && marks.forward < marks.notice)
    mark = marks.copy;

  if (!bounce_unwrap_find_header (text, length, from, TRUE, &header, &header_end))
    header = G_MAXSIZE;
  if (mark != G_MAXSIZE)
    {
      gsize below = find_next_line (text, length, mark);
      gsize other = 0, other_end = 0;

      start = find_line_start (text, mark);
      /* below a heading fewer signs are enough */
      if ((bounce_unwrap_find_announced (text, length, below, &other, &other_end) ||
           bounce_unwrap_find_header (text, length, below, FALSE, &other, &other_end)) &&
          (header == G_MAXSIZE || other <= header))
        {
          header = other;
          header_end = other_end;
        }
    }
  if (header < start)
    start = header;
  if (start == G_MAXSIZE || (header == G_MAXSIZE && has_returned_part (parts)))
    return;

  end = find_copy_end (text, length, start);
  if (mark == G_MAXSIZE && end == length && !has_trace (text, header, header_end))
    end = header_end;
  has_reason = marks.evidence < start || find_evidence (text, from, start) < start;
  if (!has_reason && end == length)
    {
      /* Nothing was said yet: the reason comes behind the copy's header. */
      gsize rest = header != G_MAXSIZE ? header_end : find_next_line (text, length, start);

      if (find_evidence (text, rest, length) != G_MAXSIZE)
        end = rest;
    }

  if (header != G_MAXSIZE)
    take_copy_fields (parts, text, header, header_end);
  parts->has_attached_copy = TRUE;
  bounce_unwrap_take_out (part, start, end);
}

/* Swallows fields that were read from the part's search text. */
static void
take_fields (BounceParts *parts,
             BouncePart  *part,
             GPtrArray   *fields)
{
  if (bounce_fields_are_cut (fields))
    parts->omissions |= BOUNCE_OMISSION_FIELDS;

  for (guint i = 0; i < fields->len; i++)
    {
      BounceField *field = g_ptr_array_index (fields, i);

      field->offset = bounce_part_map_offset (part, field->offset);
    }

  g_ptr_array_unref (parts->fields);
  parts->fields = fields;
}

/* Finds a notice that stands in the text with its whole header: somebody copied
 * its source, or a list server wrapped it into words of its own. */
static gboolean
find_source (BounceParts *parts,
             BouncePart  *part,
             gboolean     is_notice,
             gsize       *begin)
{
  const char *text = part->search;
  Landmarks marks = find_landmarks (text, part->matches, 0);
  g_autoptr (GPtrArray) fields = NULL;
  gsize start = 0, end = 0;

  if (!bounce_unwrap_find_header (text, part->search_length, 0, TRUE, &start, &end))
    return FALSE;
  if (marks.copy < start)
    return FALSE;
  /* A notice that says what failed returns a notice. */
  if (is_notice ? marks.evidence < start || has_code (text, 0, start) : marks.notice < start)
    return FALSE;

  fields = bounce_fields_new_from_text (text + start, end - start, NULL);
  if (!bounce_unwrap_is_notice_header (NULL, fields))
    return FALSE;

  for (guint i = 0; i < fields->len; i++)
    ((BounceField *) g_ptr_array_index (fields, i))->offset += start;
  take_fields (parts, part, g_steal_pointer (&fields));
  *begin = end;

  return TRUE;
}

/* Finds where a forwarded or quoted notice starts in an ordinary mail's text. */
static gboolean
find_forward (BounceParts *parts,
              BouncePart  *part,
              gsize        first_quote,
              gsize       *begin)
{
  const char *text = part->search;
  gsize length = part->search_length;
  Landmarks marks = find_landmarks (text, part->matches, 0);
  g_autoptr (GPtrArray) fields = NULL;
  gsize forward = MIN (MIN (marks.forward, marks.copy), first_quote);
  gsize start = 0, end = 0;
  gsize header_end = 0;
  gboolean from_daemon = FALSE;

  /* A forward of a forward has a header each; the last above the notice is its own. */
  for (guint i = 0; i < BOUNCE_LIMIT_DEPTH && !from_daemon; i++)
    {
      if (!bounce_unwrap_find_inline (text, length, end, &start, &end) || start > marks.notice)
        break;

      forward = MIN (forward, start);
      header_end = end;
      g_clear_pointer (&fields, g_ptr_array_unref);
      fields = bounce_unwrap_dup_inline (text, start, end);
      from_daemon = bounce_unwrap_is_notice_header (NULL, fields);
    }
  if (forward == G_MAXSIZE || marks.notice < forward)
    return FALSE;
  if (marks.notice == G_MAXSIZE && !from_daemon)
    return FALSE;

  /* What the person wrote above adds nothing, nor does the header of that mail. */
  *begin = find_line_start (text, forward);
  g_ptr_array_set_size (parts->fields, 0);
  if (fields != NULL)
    {
      *begin = header_end;
      take_fields (parts, part, g_steal_pointer (&fields));
    }

  return TRUE;
}

/* Makes the search text of a part of words: without quoting, without the words
 * above a forwarded notice, and without the copy of the returned message. */
void
bounce_unwrap_read (BounceParts *parts,
                    BouncePart  *part,
                    gboolean     is_notice)
{
  gsize first_quote = G_MAXSIZE, last_quote = 0;
  gsize begin = 0;

  bounce_unwrap_unquote (part, &first_quote, &last_quote);
  part->matches = bounce_match_text (part->search, part->search_length);

  if (!parts->was_forwarded &&
      (find_source (parts, part, is_notice, &begin) ||
       (!is_notice && find_forward (parts, part, first_quote, &begin))))
    {
      parts->was_forwarded = TRUE;
      /* Words below what was quoted are the person's again. */
      if (begin >= first_quote && begin < last_quote)
        bounce_unwrap_take_out (part, last_quote, part->search_length);
    }

  if (begin > 0)
    begin += strspn (part->search + begin, "\n");
  cut_copy (parts, part, is_notice || parts->was_forwarded, begin);
  bounce_unwrap_take_out (part, 0, begin);
}
