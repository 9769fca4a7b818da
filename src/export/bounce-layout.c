/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-layout-private.h"

#include <string.h>

#include "bounce-plain.h"

/* Leaves two columns of the usual eighty for a quoting mark and a border. */
#define LINE_WIDTH 78

/* A translated label longer than this does not push all values to the right. */
#define WIDEST_LABEL 24

typedef struct
{
  char *label;
  char *value;
} Row;

struct _BounceRows
{
  GArray *rows;
};

static guint
measure_char (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

/* Scripts without spaces break between any two characters, but a line does not
 * start with a closing mark. */
static gboolean
can_start_line (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_MODIFIER_LETTER:
      return FALSE;

    default:
      return TRUE;
    }
}

/* What must stay together at the start of @text: a word, or a wide character
 * with the marks that cling to it. */
static const char *
find_piece_end (const char *text,
                guint      *width)
{
  gunichar previous = 0;

  *width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == ' ' || c == '\n')
        break;
      if (previous != 0 &&
          (g_unichar_iswide (previous) || g_unichar_iswide (c)) &&
          can_start_line (c))
        break;

      *width += measure_char (c);
      previous = c;
    }

  return text;
}

static void
add_spaces (GString *out,
            guint    n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

static void
break_line (GString *out,
            guint    indent)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  g_string_append_c (out, '\n');
  add_spaces (out, indent);
}

/* The columns that @text takes on a screen. */
guint
bounce_layout_measure (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += measure_char (g_utf8_get_char (text));

  return width;
}

/* Adds a paragraph: @lead, then @text from the column @indent on. */
void
bounce_layout_add_text (GString    *out,
                        const char *lead,
                        guint       indent,
                        const char *text)
{
  guint column = bounce_layout_measure (lead);
  gboolean starts_line = TRUE;
  guint gap = 0;

  g_string_append (out, lead);
  if (column > indent)
    break_line (out, indent);
  else
    add_spaces (out, indent - column);
  column = indent;

  while (*text != '\0')
    {
      const char *end;
      guint width;

      if (*text == ' ')
        {
          gap = 1;
          text++;
          continue;
        }

      if (*text == '\n')
        {
          break_line (out, indent);
          column = indent;
          starts_line = TRUE;
          gap = 0;
          text++;
          continue;
        }

      end = find_piece_end (text, &width);
      if (!starts_line && column + gap + width > LINE_WIDTH)
        {
          break_line (out, indent);
          column = indent;
          starts_line = TRUE;
        }

      if (!starts_line && gap > 0)
        {
          g_string_append_c (out, ' ');
          column++;
        }

      g_string_append_len (out, text, end - text);
      column += width;
      starts_line = FALSE;
      gap = 0;
      text = end;
    }

  break_line (out, 0);
}

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->label);
  g_free (row->value);
}

BounceRows *
bounce_rows_new (void)
{
  BounceRows *self = g_new (BounceRows, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);

  return self;
}

void
bounce_rows_free (BounceRows *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

/* A row without a value is left out. */
void
bounce_rows_add (BounceRows *self,
                 const char *label,
                 const char *value)
{
  Row row;

  if (value == NULL || *value == '\0')
    return;

  row.label = g_strdup (label);
  row.value = bounce_plain_dup (value);
  g_array_append_val (self->rows, row);
}

/* Adds an address or a host's name, which may look like another one. */
void
bounce_rows_add_name (BounceRows *self,
                      const char *label,
                      const char *name)
{
  g_autofree char *shown = name != NULL ? bounce_plain_dup_name (name) : NULL;

  bounce_rows_add (self, label, shown);
}

gboolean
bounce_rows_is_empty (BounceRows *self)
{
  return self->rows->len == 0;
}

void
bounce_layout_add_rows (GString    *out,
                        BounceRows *rows,
                        guint       indent)
{
  guint widest = 0;

  for (guint i = 0; i < rows->rows->len; i++)
    {
      guint width = bounce_layout_measure (g_array_index (rows->rows, Row, i).label);

      if (width <= WIDEST_LABEL)
        widest = MAX (widest, width);
    }

  for (guint i = 0; i < rows->rows->len; i++)
    {
      const Row *row = &g_array_index (rows->rows, Row, i);
      g_autofree char *lead = g_strdup_printf ("%*s%s", (int) indent, "", row->label);

      bounce_layout_add_text (out, lead, indent + widest + 2, row->value);
    }
}
