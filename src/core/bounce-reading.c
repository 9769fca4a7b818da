/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-reading-private.h"

#include <string.h>

/* Reads a part once: its facts and the rows of the tables that match. */
BounceReading *
bounce_reading_new (const BouncePart *part)
{
  BounceReading *self = NULL;

  g_assert (part != NULL);

  self = g_new0 (BounceReading, 1);
  self->part = part;
  self->facts = bounce_facts_scan (part->search, part->search_length);
  self->matches = part->matches != NULL
                    ? g_array_ref (part->matches)
                    : bounce_match_text (part->search, part->search_length);
  self->sentences = g_new0 (guint8, self->matches->len);

  return self;
}

/* Frees a reading; the part stays. */
void
bounce_reading_free (BounceReading *self)
{
  g_array_unref (self->facts);
  g_array_unref (self->matches);
  g_free (self->sentences);
  g_free (self);
}

/* The next fact inside @range; start with a @cursor of 0. Facts lie in the order
 * of their ends, so a binary search finds the first. */
const BounceFact *
bounce_range_next_fact (const BounceRange *range,
                        guint             *cursor)
{
  const GArray *facts = range->reading->facts;

  if (*cursor == 0)
    {
      guint low = 0;
      guint high = facts->len;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (g_array_index (facts, BounceFact, middle).end <= range->start)
            low = middle + 1;
          else
            high = middle;
        }
      *cursor = low;
    }

  while (*cursor < facts->len)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, (*cursor)++);

      if (fact->end > range->end)
        return NULL;
      if (fact->start >= range->start)
        return fact;
    }

  return NULL;
}

/* The next table row inside @range; start with a @cursor of 0. */
const BounceMatch *
bounce_range_next_match (const BounceRange *range,
                         guint             *cursor)
{
  const GArray *matches = range->reading->matches;

  if (*cursor == 0)
    {
      guint low = 0;
      guint high = matches->len;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (g_array_index (matches, BounceMatch, middle).start < range->start)
            low = middle + 1;
          else
            high = middle;
        }
      *cursor = low;
    }

  while (*cursor < matches->len)
    {
      const BounceMatch *match = &g_array_index (matches, BounceMatch, (*cursor)++);

      if (match->start >= range->end)
        return NULL;
      if (match->end <= range->end)
        return match;
    }

  return NULL;
}

/* The words of @range, white space folded. */
char *
bounce_range_dup_text (const BounceRange *range)
{
  return bounce_text_fold_spaces (range->reading->part->search + range->start,
                                  range->end - range->start);
}

/* Whether @match is this structural mark. */
gboolean
bounce_match_is_mark (const BounceMatch *match,
                      BounceMark         mark)
{
  return match->table == BOUNCE_TABLE_MARK
         && bounce_mark_rows[match->row].mark == mark;
}

/* Whether a structural mark stands inside @range. */
gboolean
bounce_range_has_mark (const BounceRange *range,
                       BounceMark         mark)
{
  const BounceMatch *match = NULL;
  guint cursor = 0;

  while ((match = bounce_range_next_match (range, &cursor)) != NULL)
    if (bounce_match_is_mark (match, mark))
      return TRUE;

  return FALSE;
}

/* @text with every run of white space as one space and none at its ends. */
char *
bounce_text_fold_spaces (const char *text,
                         gsize       length)
{
  GString *folded = g_string_sized_new (MIN (length, 4096));

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isspace (text[i]))
        g_string_append_c (folded, text[i]);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);

  return g_string_free (folded, FALSE);
}

/* Whether anything but white space and signs stands in @text. */
gboolean
bounce_text_has_words (const char *text,
                       gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]) || (guchar) text[i] >= 0x80)
      return TRUE;

  return FALSE;
}

/* Whether one of @words, in lower case, stands in @text; nothing stands in NULL. */
gboolean
bounce_text_holds_one_of (const char        *text,
                          const char *const *words)
{
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; lower != NULL && words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}
