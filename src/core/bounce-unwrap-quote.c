/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-unwrap-private.h"

#include <string.h>

#include "bounce-match-private.h"

static gboolean
is_smtp_word (const char *words,
              const char *end)
{
  static const char * const verbs[] = {
    "EHLO", "HELO", "LHLO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "QUIT", "STARTTLS", "AUTH",
    "VRFY", "NOOP", ".",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      gsize length = strlen (verbs[i]);

      if ((gsize) (end - words) >= length && g_ascii_strncasecmp (words, verbs[i], length) == 0 &&
          (words + length == end || !g_ascii_isalnum (words[length])))
        return TRUE;
    }

  return FALSE;
}

/* Gives how many bytes of quoting a line starts with. Sendmail and its imitators
 * write what they said behind ">>>", which is no quoting. */
static gsize
measure_quote (const char *line,
               const char *end,
               gboolean    in_run)
{
  const char *at = line;

  while (at < end && *at == '>')
    {
      if (end - at > 4 && memcmp (at, ">>> ", 4) == 0 && (!in_run || is_smtp_word (at + 4, end)))
        break;
      at++;
      if (end - at > 1 && at[0] == ' ' && at[1] == '>')
        at++;
    }
  if (at > line && at < end && *at == ' ')
    at++;

  return at - line;
}

/* Takes "> " off the lines of a part's search text. first_quote is where the
 * first run of two quoted lines starts in it, or G_MAXSIZE, and last_quote is
 * behind the last quoted line. */
void
bounce_unwrap_unquote (BouncePart *part,
                       gsize      *first_quote,
                       gsize      *last_quote)
{
  const char *end = part->text + part->length;
  const char *at = part->text;
  g_autoptr (GArray) shifts = NULL;
  GString *search = NULL;
  gboolean was_quoted = FALSE;

  *first_quote = G_MAXSIZE;
  *last_quote = 0;
  g_return_if_fail (part->search == part->text);

  if (*at != '>' && strstr (at, "\n>") == NULL)
    return;

  shifts = g_array_new (FALSE, FALSE, sizeof (BounceShift));
  search = g_string_sized_new (part->length);
  while (at < end)
    {
      const char *stop = memchr (at, '\n', end - at);
      const char *next = stop != NULL ? stop + 1 : end;
      gboolean next_is_quoted = next < end && *next == '>';
      gsize quote = measure_quote (at, stop != NULL ? stop : end, was_quoted || next_is_quoted);

      if (quote > 0 && !was_quoted && next_is_quoted && *first_quote == G_MAXSIZE)
        *first_quote = search->len;
      if (quote > 0 || shifts->len == 0 || was_quoted)
        {
          BounceShift shift = { search->len, (at - part->text) + quote };

          g_array_append_val (shifts, shift);
        }
      was_quoted = quote > 0;
      g_string_append_len (search, at + quote, (next - at) - quote);
      if (quote > 0)
        *last_quote = search->len;
      at = next;
    }

  part->search_length = search->len;
  part->search = g_string_free (search, FALSE);
  part->shifts = g_steal_pointer (&shifts);
}

/* Keeps the matches outside of what is taken out, at their new places. */
static void
move_matches (GArray *matches,
              gsize   start,
              gsize   end)
{
  guint n_kept = 0;

  for (guint i = 0; i < matches->len; i++)
    {
      BounceMatch match = g_array_index (matches, BounceMatch, i);

      if (match.start < end && match.end > start)
        continue;
      if (match.start >= end)
        {
          match.start -= end - start;
          match.end -= end - start;
        }
      g_array_index (matches, BounceMatch, n_kept++) = match;
    }

  g_array_set_size (matches, n_kept);
}

/* Takes the bytes from start to end out of a part's search text. */
void
bounce_unwrap_take_out (BouncePart *part,
                        gsize       start,
                        gsize       end)
{
  g_autoptr (GArray) shifts = g_array_new (FALSE, FALSE, sizeof (BounceShift));
  BounceShift shift = { 0 };
  GString *search = NULL;

  end = MIN (end, part->search_length);
  if (start >= end)
    return;

  if (start > 0)
    {
      shift.text = bounce_part_map_offset (part, 0);
      g_array_append_val (shifts, shift);
    }
  for (guint i = 0; part->shifts != NULL && i < part->shifts->len; i++)
    {
      shift = g_array_index (part->shifts, BounceShift, i);
      if (shift.search > 0 && shift.search < start)
        g_array_append_val (shifts, shift);
    }
  shift.search = start;
  shift.text = bounce_part_map_offset (part, end);
  g_array_append_val (shifts, shift);
  for (guint i = 0; part->shifts != NULL && i < part->shifts->len; i++)
    {
      shift = g_array_index (part->shifts, BounceShift, i);
      if (shift.search <= end)
        continue;
      shift.search -= end - start;
      g_array_append_val (shifts, shift);
    }

  if (part->matches != NULL)
    move_matches (part->matches, start, end);
  search = g_string_sized_new (part->search_length - (end - start));
  g_string_append_len (search, part->search, start);
  g_string_append_len (search, part->search + end, part->search_length - end);
  if (part->search != part->text)
    g_free (part->search);
  part->search_length = search->len;
  part->search = g_string_free (search, FALSE);
  g_clear_pointer (&part->shifts, g_array_unref);
  part->shifts = g_steal_pointer (&shifts);
}
