/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-json-writer-private.h"

/* Characters that stand in a string behind a backslash (RFC 8259 §7), where a
 * letter says which; DEL, which JSON would allow, is none to show in a terminal. */
static const char escapes[128] = {
  ['\b'] = 'b',
  ['\f'] = 'f',
  ['\n'] = 'n',
  ['\r'] = 'r',
  ['\t'] = 't',
  ['"'] = '"',
  ['\\'] = '\\',
};

static gboolean
is_plain (guchar byte)
{
  return byte >= 0x80 || (byte >= ' ' && byte != 0x7f && escapes[byte] == 0);
}

static void
append_string (GString    *text,
               const char *value)
{
  g_string_append_c (text, '"');

  while (*value != '\0')
    {
      const char *start = value;

      while (*value != '\0' && is_plain ((guchar) *value))
        value++;
      g_string_append_len (text, start, value - start);
      if (*value == '\0')
        break;

      if (escapes[(guchar) *value] != 0)
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, escapes[(guchar) *value]);
        }
      else
        g_string_append_printf (text, "\\u%04x", (guchar) *value);
      value++;
    }

  g_string_append_c (text, '"');
}

static void
begin_value (BounceJsonWriter *self)
{
  if (self->has_value)
    g_string_append_c (self->text, ',');
  self->has_value = TRUE;
}

static void
open_bracket (BounceJsonWriter *self,
              char              bracket)
{
  begin_value (self);
  g_string_append_c (self->text, bracket);
  self->has_value = FALSE;
}

static void
close_bracket (BounceJsonWriter *self,
               char              bracket)
{
  g_string_append_c (self->text, bracket);
  self->has_value = TRUE;
}

void
bounce_json_writer_init (BounceJsonWriter *self)
{
  self->text = g_string_sized_new (4096);
  self->has_value = FALSE;
}

/* Returns: (transfer full): what was written; the writer is empty from then on. */
char *
bounce_json_writer_finish (BounceJsonWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

void
bounce_json_writer_begin_object (BounceJsonWriter *self)
{
  open_bracket (self, '{');
}

void
bounce_json_writer_end_object (BounceJsonWriter *self)
{
  close_bracket (self, '}');
}

void
bounce_json_writer_begin_array (BounceJsonWriter *self)
{
  open_bracket (self, '[');
}

void
bounce_json_writer_end_array (BounceJsonWriter *self)
{
  close_bracket (self, ']');
}

void
bounce_json_writer_set_name (BounceJsonWriter *self,
                             const char       *name)
{
  begin_value (self);
  append_string (self->text, name);
  g_string_append_c (self->text, ':');
  self->has_value = FALSE;
}

void
bounce_json_writer_add_string (BounceJsonWriter *self,
                               const char       *value)
{
  begin_value (self);
  append_string (self->text, value);
}

void
bounce_json_writer_add_int (BounceJsonWriter *self,
                            gint64            value)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  begin_value (self);
  g_string_append (self->text, digits);
}

void
bounce_json_writer_add_boolean (BounceJsonWriter *self,
                                gboolean          value)
{
  begin_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

void
bounce_json_writer_add_null (BounceJsonWriter *self)
{
  begin_value (self);
  g_string_append (self->text, "null");
}
