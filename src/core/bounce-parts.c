/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-parts-private.h"

#include <string.h>

#include "bounce-charset-private.h"
#include "bounce-fields-private.h"
#include "bounce-html-private.h"
#include "bounce-limits.h"
#include "bounce-match-private.h"
#include "bounce-parts-build-private.h"
#include "bounce-unwrap-private.h"

/* Header fields without which text is no mail. */
#define FEWEST_FIELDS 2

static void
part_free (BouncePart *part)
{
  if (part->search != part->text)
    g_free (part->search);
  g_free (part->text);
  g_free (part->path);
  g_free (part->content_type);
  g_clear_pointer (&part->shifts, g_array_unref);
  g_clear_pointer (&part->matches, g_array_unref);
  g_free (part);
}

BounceParts *
bounce_parts_alloc (void)
{
  BounceParts *self = g_new0 (BounceParts, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->fields = bounce_fields_new ();
  self->returned_fields = bounce_fields_new ();

  return self;
}

/* Swallows text, which is valid UTF-8 with LF line ends. */
BouncePart *
bounce_parts_take_text (BounceParts    *self,
                        BouncePartRole  role,
                        const char     *path,
                        const char     *content_type,
                        char           *text,
                        gsize           length)
{
  BouncePart *part = g_new0 (BouncePart, 1);

  if (length > BOUNCE_LIMIT_PART_TEXT)
    {
      length = BOUNCE_LIMIT_PART_TEXT;
      while (length > 0 && (text[length] & 0xc0) == 0x80)
        length--;
      text[length] = '\0';
      text = g_realloc (text, length + 1);
      self->omissions |= BOUNCE_OMISSION_TEXT;
    }

  part->role = role;
  part->path = g_strdup (path);
  part->content_type = g_strdup (content_type);
  part->text = part->search = text;
  part->length = part->search_length = length;
  if (role == BOUNCE_PART_HEADER)
    part->matches = bounce_match_text (text, length);
  g_ptr_array_add (self->parts, part);

  return part;
}

/* Old Mac files end lines in CR, and some tools leave CR alone in headers, where
 * the parser takes it for part of a value. */
static char *
dup_without_cr (const char *bytes,
                gsize       length,
                gsize      *new_length)
{
  char *copy = g_malloc (length + 1);
  char *out = copy;

  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] != '\r')
        *out++ = bytes[i];
      else if (i + 1 == length || (bytes[i + 1] != '\n' && bytes[i + 1] != '\r'))
        *out++ = '\n';
      else if (bytes[i + 1] == '\r' && (i + 2 == length || bytes[i + 2] != '\n'))
        *out++ = '\n';
    }
  *out = '\0';
  *new_length = out - copy;

  return copy;
}

static gboolean
has_lone_cr (const char *bytes,
             gsize       length)
{
  const char *end = bytes + length;
  const char *at = bytes;

  while ((at = memchr (at, '\r', end - at)) != NULL)
    {
      if (at + 1 < end && at[1] != '\n')
        return TRUE;
      if (++at == end)
        break;
    }

  return FALSE;
}

/* Gives where the header starts: behind a byte order mark, empty lines and the
 * "From " line of an mbox. */
static const char *
find_header (const char *at,
             const char *end,
             gboolean   *has_envelope)
{
  *has_envelope = FALSE;

  if (end - at >= 3 && memcmp (at, "\357\273\277", 3) == 0)
    at += 3;

  for (;;)
    {
      while (at < end && g_ascii_isspace (*at))
        at++;
      if (end - at > 5 && (memcmp (at, "From ", 5) == 0 || memcmp (at, ">From ", 6) == 0))
        {
          const char *next = memchr (at, '\n', end - at);

          if (next == NULL)
            return end;
          *has_envelope = TRUE;
          at = next + 1;
          continue;
        }

      return at;
    }
}

/* Gives the end of a mail's header, its empty line not included, or NULL where
 * the text is no mail. */
static const char *
find_header_end (const char *start,
                 const char *end,
                 gboolean    has_envelope)
{
  const char *at = start;
  guint n_known = 0, n_firm = 0, n_odd = 0;
  gboolean has_sent = FALSE, has_date = FALSE;

  while (at < end)
    {
      const char *stop = memchr (at, '\n', end - at);
      const char *words_end = stop = stop != NULL ? stop : end;
      gsize name = 0;

      while (words_end > at && g_ascii_isspace (words_end[-1]))
        words_end--;
      if (words_end == at)
        break;

      if (*at != ' ' && *at != '\t')
        {
          name = bounce_fields_get_name_length (at, words_end);
          if (name == 0)
            n_odd++;
          else if (bounce_fields_is_mail_name (at, name))
            {
              n_known++;
              n_firm += bounce_fields_is_firm_name (at, name);
              has_date |= name == 4 && g_ascii_strncasecmp (at, "date", 4) == 0;
            }
          else
            has_sent |= name == 4 && g_ascii_strncasecmp (at, "sent", 4) == 0;
        }
      else if (at == start)
        n_odd++;

      /* The first line decides most pastes, some odd ones the others. */
      if (n_odd > 0 && (n_known < FEWEST_FIELDS || n_odd > 8))
        return NULL;
      at = MIN (stop + 1, end);
    }

  /* A mail program's view of a header ("Sent:") was copied, not the header. */
  if (has_sent && !has_date && n_firm == 0)
    return NULL;

  return n_known >= (has_envelope ? 1 : FEWEST_FIELDS) ? at : NULL;
}

static BouncePart *
read_header (BounceParts *self,
             const char  *start,
             gsize        length)
{
  g_autofree char *raw = bounce_charset_to_utf8 (start, length, NULL, &length);
  g_autoptr (GPtrArray) read = bounce_fields_new_from_text (raw, length, NULL);
  GString *text = g_string_sized_new (length);

  if (bounce_fields_are_cut (read))
    self->omissions |= BOUNCE_OMISSION_FIELDS;

  for (guint i = 0; i < read->len; i++)
    {
      BounceField *field = g_ptr_array_index (read, i);
      gsize value_length = strlen (field->value);

      if (text->len + value_length > BOUNCE_LIMIT_PART_TEXT)
        {
          self->omissions |= BOUNCE_OMISSION_FIELDS;
          break;
        }

      g_string_append (text, field->name);
      g_string_append (text, ": ");
      bounce_fields_take (self->fields, g_steal_pointer (&field->name), field->value,
                          text->len, value_length);
      g_string_append_len (text, field->value, value_length);
      g_string_append_c (text, '\n');
      field->value = NULL;
    }

  length = text->len;

  return bounce_parts_take_text (self, BOUNCE_PART_HEADER, "header", "text/plain",
                                 g_string_free (text, FALSE), length);
}

static gboolean
begins_with_field (const char *text,
                   const char *name)
{
  while (g_ascii_isspace (*text))
    text++;

  return g_ascii_strncasecmp (text, name, strlen (name)) == 0 &&
         text[strlen (name) + strspn (text + strlen (name), " \t")] == ':';
}

static gboolean
first_line_holds (const char *text,
                  const char *word)
{
  const char *line = text + strspn (text, " \t\r\n");

  return g_strstr_len (line, (gssize) strcspn (line, "\r\n"), word) != NULL;
}

static void
read_paste (BounceParts *self,
            const char  *bytes,
            gsize        length)
{
  g_autofree char *charset = NULL;
  char *text = NULL;
  BouncePartRole role = BOUNCE_PART_TEXT;

  if (memchr (bytes, '<', MIN (length, BOUNCE_LIMIT_HTML_START)) != NULL
      && bounce_html_is_likely (bytes, length))
    charset = bounce_html_dup_charset (bytes, length);

  if (length > BOUNCE_LIMIT_PASTE)
    {
      length = BOUNCE_LIMIT_PASTE;
      self->omissions |= BOUNCE_OMISSION_TEXT;
    }
  text = bounce_charset_to_utf8 (bytes, length, charset, &length);

  if (bounce_html_is_likely (text, length))
    {
      char *words = bounce_html_to_text (text, length, &length, &self->omissions);

      g_free (text);
      bounce_parts_take_text (self, BOUNCE_PART_TEXT, "text", "text/html", words, length);
      return;
    }

  /* a paste that lost its line ends has all the fields in one line: that is prose */
  if ((begins_with_field (text, "Reporting-MTA") || begins_with_field (text, "Final-Recipient"))
      && !first_line_holds (text, "Action:"))
    role = BOUNCE_PART_STATUS;
  bounce_parts_take_text (self, role, "text", "text/plain", text, length);
}

/**
 * bounce_parts_new: (skip)
 * @bytes: one message, or some text of one
 *
 * Takes a message apart. Anything can be read; what makes no sense gives a part of
 * plain text.
 *
 * Returns: (transfer full): its parts
 */
BounceParts *
bounce_parts_new (GBytes *bytes)
{
  g_autofree char *without_cr = NULL;
  BounceParts *self = NULL;
  const char *data = NULL, *end = NULL, *start = NULL, *header_end = NULL;
  gboolean has_envelope = FALSE;
  gboolean is_notice = FALSE;
  gsize length = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = bounce_parts_alloc ();
  data = g_bytes_get_data (bytes, &length);
  if (data == NULL)
    data = "";
  if (length > BOUNCE_LIMIT_MESSAGE)
    {
      length = BOUNCE_LIMIT_MESSAGE;
      self->omissions |= BOUNCE_OMISSION_TEXT;
    }

  if (has_lone_cr (data, MIN (length, BOUNCE_LIMIT_LINE_END_SAMPLE)))
    data = without_cr = dup_without_cr (data, length, &length);
  end = data + length;

  start = find_header (data, end, &has_envelope);
  header_end = start < end ? find_header_end (start, end, has_envelope) : NULL;
  if (header_end == NULL)
    {
      read_paste (self, data, length);
    }
  else
    {
      BounceCopies copies = BOUNCE_COPIES_ALL;
      BouncePart *header = read_header (self, start, header_end - start);
      const char *type = NULL;

      self->is_mail = TRUE;
      is_notice = bounce_unwrap_is_notice_header (header, self->fields);
      type = bounce_fields_get (self->fields, "Content-Type");
      if (type != NULL && g_ascii_strncasecmp (type, "multipart/report", 16) == 0)
        copies = BOUNCE_COPIES_NONE;
      else if (is_notice)
        copies = BOUNCE_COPIES_REPORTS;
      bounce_parts_walk (self,
                         bounce_parts_limit (start, end - start, TRUE, copies, &self->omissions),
                         copies);
    }

  for (guint i = 0; i < self->parts->len; i++)
    {
      BouncePart *part = g_ptr_array_index (self->parts, i);

      if (part->role == BOUNCE_PART_TEXT)
        bounce_unwrap_read (self, part, is_notice);
    }
  if (self->was_forwarded && self->parts->len > 0 &&
      strcmp (((BouncePart *) g_ptr_array_index (self->parts, 0))->path, "header") == 0)
    g_ptr_array_remove_index (self->parts, 0);

  return self;
}

/**
 * bounce_parts_is_paste: (skip)
 * @self: a message taken apart
 *
 * Returns: whether it is a fragment that somebody pasted: no header vouches for it, and
 *   none was found in it
 */
gboolean
bounce_parts_is_paste (const BounceParts *self)
{
  return !self->is_mail && !self->was_forwarded;
}

/**
 * bounce_parts_free: (skip)
 * @self: (nullable) (transfer full): a message taken apart
 *
 * Frees it.
 */
void
bounce_parts_free (BounceParts *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->returned_fields, g_ptr_array_unref);
  g_free (self->report_type);
  g_free (self);
}

/**
 * bounce_part_map_offset: (skip)
 * @part: a part
 * @search_offset: a place in its search text
 *
 * Gives the same place in the part's text, where evidence is shown.
 *
 * Returns: the offset in @part.text
 */
gsize
bounce_part_map_offset (const BouncePart *part,
                        gsize             search_offset)
{
  guint low = 0, high = 0;
  const BounceShift *shift = NULL;

  g_return_val_if_fail (part != NULL, 0);

  if (part->shifts == NULL || part->shifts->len == 0)
    return search_offset;

  high = part->shifts->len;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (part->shifts, BounceShift, middle).search <= search_offset)
        low = middle;
      else
        high = middle;
    }

  shift = &g_array_index (part->shifts, BounceShift, low);
  if (search_offset < shift->search)
    return search_offset;

  return shift->text + (search_offset - shift->search);
}
