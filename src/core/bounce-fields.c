/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-fields-private.h"

#include <string.h>

#include "bounce-encoded-word-private.h"
#include "bounce-limits.h"

/* Names that a mail's header holds, in lower case and sorted for bsearch(). A firm
 * one is written by servers and mail programs only; people and summaries of
 * a message quote the others as well. */
static const struct
{
  const char *name;
  gboolean is_firm;
} mail_names[] = {
  { "accept-language", TRUE },
  { "arc-authentication-results", TRUE },
  { "arc-message-signature", TRUE },
  { "arc-seal", TRUE },
  { "authentication-results", TRUE },
  { "auto-submitted", TRUE },
  { "bcc", FALSE },
  { "cc", FALSE },
  { "content-disposition", FALSE },
  { "content-language", FALSE },
  { "content-transfer-encoding", FALSE },
  { "content-type", FALSE },
  { "date", FALSE },
  { "delivered-to", TRUE },
  { "dkim-signature", TRUE },
  { "domainkey-signature", TRUE },
  { "envelope-to", TRUE },
  { "errors-to", TRUE },
  { "feedback-id", TRUE },
  { "from", FALSE },
  { "importance", FALSE },
  { "in-reply-to", TRUE },
  { "list-help", TRUE },
  { "list-id", TRUE },
  { "list-post", TRUE },
  { "list-subscribe", TRUE },
  { "list-unsubscribe", TRUE },
  { "message-id", TRUE },
  { "mime-version", TRUE },
  { "organization", FALSE },
  { "precedence", TRUE },
  { "priority", FALSE },
  { "received", TRUE },
  { "received-spf", TRUE },
  { "references", TRUE },
  { "reply-to", FALSE },
  { "resent-date", TRUE },
  { "resent-from", TRUE },
  { "resent-message-id", TRUE },
  { "resent-to", TRUE },
  { "return-path", TRUE },
  { "sender", FALSE },
  { "subject", FALSE },
  { "thread-index", TRUE },
  { "thread-topic", TRUE },
  { "to", FALSE },
  { "user-agent", TRUE },
};

static void
field_free (BounceField *field)
{
  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static int
find_mail_name (const char *name,
                gsize       length)
{
  char lower[BOUNCE_LIMIT_FIELD_NAME + 1];
  int low = 0, high = G_N_ELEMENTS (mail_names) - 1;

  if (length == 0 || length > BOUNCE_LIMIT_FIELD_NAME)
    return -1;

  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (name[i]);
  lower[length] = '\0';

  while (low <= high)
    {
      int middle = (low + high) / 2;
      int order = strcmp (lower, mail_names[middle].name);

      if (order == 0)
        return middle;
      if (order < 0)
        high = middle - 1;
      else
        low = middle + 1;
    }

  return -1;
}

static const char *
skip_blanks (const char *at,
             const char *end)
{
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;

  return at;
}

static const char *
find_line_end (const char *at,
               const char *end)
{
  const char *newline = memchr (at, '\n', end - at);

  return newline != NULL ? newline : end;
}

static const char *
trim_end (const char *start,
          const char *end)
{
  while (end > start && g_ascii_isspace (end[-1]))
    end--;

  return end;
}

/* Folding is white space around a line end; RFC 5322 §2.2.3 keeps the white
 * space, which then means no more than one space. */
static char *
unfold (const char *raw,
        gsize       length)
{
  const char *end = raw + length;
  GString *line = NULL;

  if (memchr (raw, '\n', length) == NULL && memchr (raw, '\r', length) == NULL)
    return g_strndup (raw, length);

  line = g_string_sized_new (length);
  while (raw < end)
    {
      const char *stop = find_line_end (raw, end);
      const char *words = trim_end (raw, stop);

      g_string_append_len (line, raw, words - raw);
      raw = stop;
      while (raw < end && g_ascii_isspace (*raw))
        raw++;
      if (raw < end && line->len > 0)
        g_string_append_c (line, ' ');
    }

  return g_string_free (line, FALSE);
}

GPtrArray *
bounce_fields_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
}

/* Gives a field's value without folding and encoded words; raw is valid UTF-8. */
char *
bounce_fields_decode_value (const char *raw,
                            gsize       length)
{
  g_autofree char *line = NULL;

  g_return_val_if_fail (raw != NULL || length == 0, NULL);

  while (length > 0 && g_ascii_isspace (*raw))
    {
      raw++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (raw[length - 1]))
    length--;
  if (length > BOUNCE_LIMIT_FIELD_LENGTH)
    {
      length = BOUNCE_LIMIT_FIELD_LENGTH;
      while (length > 0 && (raw[length] & 0xc0) == 0x80)
        length--;
    }

  line = unfold (raw, length);
  if (strstr (line, "=?") == NULL)
    return g_steal_pointer (&line);

  return bounce_encoded_words_decode (line);
}

void
bounce_fields_take (GPtrArray *self,
                    char      *name,
                    char      *value,
                    gsize      offset,
                    gsize      length)
{
  BounceField *field = g_new (BounceField, 1);

  g_return_if_fail (self != NULL);

  field->name = name;
  field->value = value;
  field->offset = offset;
  field->length = length;
  g_ptr_array_add (self, field);
}

/* Whether one of the fields was too long to be kept whole, or there are as many as are
 * kept. */
gboolean
bounce_fields_are_cut (GPtrArray *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->len; i++)
    if (((BounceField *) g_ptr_array_index (self, i))->length > BOUNCE_LIMIT_FIELD_LENGTH)
      return TRUE;

  return self->len >= BOUNCE_LIMIT_FIELDS;
}

/* Gives the length of the field name at the start of a line, or 0. White space
 * before the colon is obsolete (RFC 5322 §4.5) and still met. */
gsize
bounce_fields_get_name_length (const char *line,
                               const char *end)
{
  const char *at = line;
  gsize length = 0;

  while (at < end && at - line <= BOUNCE_LIMIT_FIELD_NAME &&
         (g_ascii_isalnum (*at) || *at == '-' || *at == '_' || *at == '.'))
    at++;

  if (at == line || at - line > BOUNCE_LIMIT_FIELD_NAME)
    return 0;

  length = (gsize) (at - line);
  at = skip_blanks (at, end);

  return at < end && *at == ':' ? length : 0;
}

/* Whether a mail's header has fields of this name; "X-…" ones count. */
gboolean
bounce_fields_is_mail_name (const char *name,
                            gsize       length)
{
  if (length > 2 && (name[0] == 'X' || name[0] == 'x') && name[1] == '-')
    return TRUE;

  return find_mail_name (name, length) >= 0;
}

/* Whether only servers and mail programs write fields of this name. */
gboolean
bounce_fields_is_firm_name (const char *name,
                            gsize       length)
{
  int index = find_mail_name (name, length);

  return index >= 0 && mail_names[index].is_firm;
}

/* Whether two names begin alike: letters differ in one bit from their other case. It says
 * no to nearly all of the hundreds of names that each message is asked for, without a call. */
static inline gboolean
may_equal (const char *a,
           const char *b)
{
  return ((a[0] ^ b[0]) & ~0x20) == 0 && (a[0] == '\0' || ((a[1] ^ b[1]) & ~0x20) == 0);
}

/**
 * bounce_fields_get: (skip)
 * @fields: (nullable) (element-type BounceField): fields
 * @name: a name, in any case
 *
 * Gives the value of the first field of that name.
 *
 * Returns: (nullable) (transfer none): the value
 */
const char *
bounce_fields_get (GPtrArray  *fields,
                   const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (may_equal (field->name, name) && g_ascii_strcasecmp (field->name, name) == 0)
        return field->value;
    }

  return NULL;
}

/**
 * bounce_fields_new_from_text: (skip)
 * @text: header fields, valid UTF-8 with LF line ends
 * @length: of @text in bytes
 * @used: (out) (optional): how many bytes the block and the empty lines around
 *   it take
 *
 * Reads one block of header fields, up to an empty line. Reports in the wild
 * indent a whole block, leave out the space behind the colon, put one before it,
 * and wrap values without indenting them; all of these are read.
 *
 * Returns: (transfer full) (element-type BounceField): the fields, none at the
 *   end of the text
 */
GPtrArray *
bounce_fields_new_from_text (const char *text,
                             gsize       length,
                             gsize      *used)
{
  g_autoptr (GPtrArray) fields = bounce_fields_new ();
  const char *end = text + length;
  const char *at = text;
  const char *name = NULL, *value = NULL, *value_end = NULL;
  gsize name_length = 0;
  gssize margin = -1;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  while (at <= end)
    {
      const char *stop = at < end ? find_line_end (at, end) : end;
      const char *words = skip_blanks (at, stop);
      const char *words_end = trim_end (words, stop);
      gssize indent = words - at;
      gsize found = 0;

      if (words == words_end)
        {
          if (margin >= 0 || at >= end)
            break;
          at = stop + 1;
          continue;
        }

      if (margin < 0)
        margin = indent;
      if (indent <= margin)
        found = bounce_fields_get_name_length (words, words_end);

      if (found > 0)
        {
          if (name != NULL && fields->len < BOUNCE_LIMIT_FIELDS)
            bounce_fields_take (fields, g_strndup (name, name_length),
                                bounce_fields_decode_value (value, value_end - value),
                                value - text, value_end - value);
          name = words;
          name_length = found;
          value = (const char *) memchr (words, ':', words_end - words) + 1;
          value = skip_blanks (value, words_end);
          value_end = words_end;
        }
      else if (name != NULL)
        {
          /* A value that starts below its name starts with its own words. */
          if (value == value_end)
            value = words;
          value_end = words_end;
        }

      at = stop + 1;
    }

  if (name != NULL && fields->len < BOUNCE_LIMIT_FIELDS)
    bounce_fields_take (fields, g_strndup (name, name_length),
                        bounce_fields_decode_value (value, value_end - value),
                        value - text, value_end - value);

  while (at < end && (*at == '\n' || *at == ' ' || *at == '\t'))
    {
      const char *stop = find_line_end (at, end);

      if (skip_blanks (at, stop) != stop)
        break;
      at = MIN (stop + 1, end);
    }
  if (used != NULL)
    *used = MIN (at, end) - text;

  return g_steal_pointer (&fields);
}
