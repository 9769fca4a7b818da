/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-limits.h"
#include "bounce-suggest-private.h"

#include <string.h>

/*
 * A person's name beside a mistyped address tells how it was meant: "Anna Schmidt"
 * <ana.schmit@example.org>. Only a local part that is plainly made of that name is
 * mended; a nickname, a number or an office is left alone.
 */

/* The shortest part of a name that a letter may be wrong in. */
#define SHORTEST_PART 3

/* How letters that local parts avoid are written there; both ways are in use. */
static const struct
{
  const char *letter;
  const char *full;
  const char *plain;
} foldings[] = {
  { "ä", "ae", "a" }, { "ö", "oe", "o" }, { "ü", "ue", "u" }, { "ß", "ss", "ss" },
  { "æ", "ae", "ae" }, { "ø", "oe", "o" }, { "å", "aa", "a" }, { "ł", "l", "l" },
  { "đ", "d", "d" }, { "þ", "th", "th" }, { "ð", "d", "d" }, { "œ", "oe", "oe" },
};

/* How local parts are made of a first and a last name. */
typedef enum {
  SHAPE_FIRST_LAST,
  SHAPE_LAST_FIRST,
  SHAPE_INITIAL_LAST,
  SHAPE_FIRST_INITIAL,
  SHAPE_LAST_INITIAL,
  N_SHAPES
} Shape;

typedef struct
{
  char *spelling;
  guint distance;
  gboolean is_tied;
} Best;

/* Letters inserted, dropped, changed, or swapped with the next, between two short
 * words; stops counting above @limit. */
guint
bounce_suggest_distance (const char *a,
                         const char *b,
                         guint       limit)
{
  guint rows[3][BOUNCE_LIMIT_SLIP + 2];
  gsize a_length = strlen (a);
  gsize b_length = strlen (b);

  if (a_length > BOUNCE_LIMIT_SLIP || b_length > BOUNCE_LIMIT_SLIP
      || MAX (a_length, b_length) - MIN (a_length, b_length) > limit)
    return limit + 1;

  for (guint j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i - 1) % 3];
      const guint *higher = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint cost = a[i - 1] != b[j - 1];

          row[j] = MIN (MIN (above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], higher[j - 2] + 1);
        }
    }

  return rows[a_length % 3][b_length];
}

/* @word in the letters that local parts are made of. */
static char *
fold_word (const char *word,
           gboolean    full)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  GString *folded = g_string_new (NULL);

  for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar parts[4];
      gboolean known = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (foldings) && !known; i++)
        if (g_str_has_prefix (at, foldings[i].letter))
          {
            g_string_append (folded, full ? foldings[i].full : foldings[i].plain);
            known = TRUE;
          }
      if (known)
        continue;

      /* é is an e with an accent */
      if (g_unichar_fully_decompose (g_utf8_get_char (at), FALSE, parts, 4) > 0
          && parts[0] < 0x80 && g_ascii_isalpha ((char) parts[0]))
        g_string_append_c (folded, (char) parts[0]);
    }

  return g_string_free (folded, FALSE);
}

/* The display name that stands before "<@address>" in a To field, or NULL. */
static char *
dup_display_name (const char *to,
                  const char *address)
{
  g_autofree char *lower = g_ascii_strdown (to, -1);
  g_autofree char *wanted = g_ascii_strdown (address, -1);
  g_autofree char *angled = g_strdup_printf ("<%s>", wanted);
  const char *at = strstr (lower, angled);
  gsize end = 0;
  gsize start = 0;

  if (at == NULL)
    return NULL;

  end = (gsize) (at - lower);
  while (end > 0 && g_ascii_isspace (to[end - 1]))
    end--;
  if (end > 0 && to[end - 1] == '"')
    {
      end--;
      start = end;
      while (start > 0 && to[start - 1] != '"')
        start--;
    }
  else
    {
      start = end;
      while (start > 0 && strchr (",;>\"", to[start - 1]) == NULL)
        start--;
    }

  return g_strndup (to + start, end - start);
}

static gboolean
is_name_word (const char *word)
{
  if (g_utf8_strlen (word, -1) < 2)
    return FALSE;
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isalpha (g_utf8_get_char (at)) && *at != '-' && *at != '\'')
      return FALSE;

  return TRUE;
}

/* The first and the last name of "Dr. Anna M. Schmidt" and of "Schmidt, Anna". */
static gboolean
split_name (const char  *name,
            char       **first,
            char       **last)
{
  const char *comma = strchr (name, ',');
  g_auto (GStrv) words = g_strsplit_set (name, " \t,", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (is_name_word (words[i]))
      g_ptr_array_add (kept, words[i]);
    else if (*words[i] != '\0' && !g_str_has_suffix (words[i], "."))
      return FALSE;

  if (kept->len < 2 || kept->len > 3 || (comma != NULL && kept->len != 2))
    return FALSE;

  *first = g_strdup (g_ptr_array_index (kept, comma != NULL ? 1 : 0));
  *last = g_strdup (g_ptr_array_index (kept, comma != NULL ? 0 : kept->len - 1));

  return TRUE;
}

/* One letter may be wrong, in a long part two; an initial must be right. */
static gboolean
part_fits (const char *part,
           const char *meant,
           guint      *distance)
{
  gsize length = strlen (meant);
  guint allowed = length >= 7 ? 2 : length >= SHORTEST_PART ? 1 : 0;
  guint found = bounce_suggest_distance (part, meant, allowed);

  if (found > allowed || *part != *meant)
    return FALSE;
  *distance += found;

  return TRUE;
}

static void
offer (Best       *best,
       const char *local,
       const char *one,
       const char *two,
       char        separator)
{
  g_autofree char *spelling = NULL;
  guint distance = 0;

  if (separator != '\0')
    {
      const char *split = strchr (local, separator);
      g_autofree char *before = g_strndup (local, (gsize) (split - local));

      if (!part_fits (before, one, &distance) || !part_fits (split + 1, two, &distance))
        return;
      spelling = g_strdup_printf ("%s%c%s", one, separator, two);
    }
  else
    {
      spelling = g_strconcat (one, two, NULL);
      if (strlen (spelling) < 6 || !part_fits (local, spelling, &distance))
        return;
    }

  if (best->spelling != NULL && distance == best->distance
      && strcmp (spelling, best->spelling) != 0)
    best->is_tied = TRUE;
  if (best->spelling == NULL || distance < best->distance)
    {
      g_free (best->spelling);
      best->spelling = g_steal_pointer (&spelling);
      best->distance = distance;
      best->is_tied = FALSE;
    }
}

static void
offer_shapes (Best       *best,
              const char *local,
              const char *first,
              const char *last,
              char        separator)
{
  char first_initial[2] = { *first, '\0' };
  char last_initial[2] = { *last, '\0' };

  for (Shape shape = 0; shape < N_SHAPES; shape++)
    switch (shape)
      {
      case SHAPE_FIRST_LAST:
        offer (best, local, first, last, separator);
        break;
      case SHAPE_LAST_FIRST:
        offer (best, local, last, first, separator);
        break;
      case SHAPE_INITIAL_LAST:
        offer (best, local, first_initial, last, separator);
        break;
      case SHAPE_FIRST_INITIAL:
        offer (best, local, first, last_initial, separator);
        break;
      case SHAPE_LAST_INITIAL:
        offer (best, local, last, first_initial, separator);
        break;
      case N_SHAPES:
      default:
        break;
      }
}

/**
 * bounce_suggest_by_name: (skip)
 * @address: an address that nobody has
 * @to: the To field that it was written in
 *
 * Returns: (transfer full) (nullable): the address as the name beside it has it
 */
char *
bounce_suggest_by_name (const char *address,
                        const char *to)
{
  const char *at = strrchr (address, '@');
  g_autofree char *local = NULL;
  g_autofree char *name = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  Best best = { NULL, 0, FALSE };
  char separator = '\0';
  char *suggestion = NULL;

  if (at == NULL || at - address > BOUNCE_LIMIT_SLIP || strlen (address) > BOUNCE_LIMIT_PATH)
    return NULL;

  local = g_ascii_strdown (address, (gssize) (at - address));
  for (const char *byte = local; *byte != '\0'; byte++)
    {
      if (g_ascii_isalpha (*byte))
        continue;
      if (strchr ("._-", *byte) == NULL || separator != '\0')
        return NULL;
      separator = *byte;
    }

  name = dup_display_name (to, address);
  if (name == NULL || !g_utf8_validate (name, -1, NULL) || !split_name (name, &first, &last))
    return NULL;

  for (guint full = 0; full < 2; full++)
    {
      g_autofree char *one = fold_word (first, full);
      g_autofree char *two = fold_word (last, full);

      if (*one != '\0' && *two != '\0')
        offer_shapes (&best, local, one, two, separator);
    }

  if (best.spelling != NULL && best.distance > 0 && !best.is_tied)
    suggestion = g_strdup_printf ("%s%s", best.spelling, at);
  g_free (best.spelling);

  return suggestion;
}
