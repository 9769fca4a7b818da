/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "naive-match.h"

#include <string.h>

#include "bounce-automaton-private.h"
#include "bounce-match-private.h"

/* a text as characters, folded, and where each of them stood */
typedef struct
{
  GArray *characters;
  GArray *starts;
  GArray *ends;
} Folded;

/* one way that the literal of a row is written, folded */
typedef struct
{
  BounceTable table;
  guint row;
  guint8 flags;
  GArray *characters;
} Literal;

static void
append_step (Folded   *self,
             gunichar  c,
             gsize     start,
             gsize     end)
{
  guint32 start32 = (guint32) start;
  guint32 end32 = (guint32) end;

  g_array_append_val (self->characters, c);
  g_array_append_val (self->starts, start32);
  g_array_append_val (self->ends, end32);
}

static gunichar
fold_character (gunichar c)
{
  static const struct { const char *from; gunichar to; } likes[] = {
    { " \t\r\n\u00a0\u202f\u3000", ' ' }, { "‘’´`", '\'' }, { "“”", '"' },
    { "\u2010\u2011", '-' }, { "łŁ", 'l' }, { "øØ", 'o' }, { "đĐ", 'd' }, { "ı", 'i' },
    { "ёЁ", 0x435 },
  };
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  for (guint i = 0; i < G_N_ELEMENTS (likes); i++)
    if (g_utf8_strchr (likes[i].from, -1, c) != NULL)
      return likes[i].to;

  g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  if (parts[0] < 0x80 && g_ascii_isalpha ((char) parts[0]))
    return (gunichar) g_ascii_tolower ((char) parts[0]);

  return g_unichar_tolower (c);
}

static void
fold (Folded     *self,
      const char *text,
      gsize       length)
{
  gsize at = 0;

  self->characters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));

  while (at < length)
    {
      gunichar c = g_utf8_get_char_validated (text + at, (gssize) (length - at));
      gsize size = 1;

      if (text[at] == '\0' || c >= 0x10000)
        c = 0xffff;
      else
        {
          size = (gsize) g_unichar_to_utf8 (c, NULL);
          c = fold_character (c);
        }

      if (c == ' ' && self->characters->len > 0 &&
          g_array_index (self->characters, gunichar, self->characters->len - 1) == ' ')
        g_array_index (self->ends, guint32, self->ends->len - 1) = (guint32) (at + size);
      else
        append_step (self, c, at, at + size);

      at += size;
    }
}

static void
clear_folded (Folded *self)
{
  g_array_unref (self->characters);
  g_array_unref (self->starts);
  g_array_unref (self->ends);
}

static gboolean
is_alnum_at (const char *text,
             gsize       length,
             gsize       at)
{
  return at < length && g_ascii_isalnum (text[at]);
}

static gboolean
is_word (gunichar c)
{
  return c < 0x80 && g_ascii_isalnum ((char) c);
}

static gboolean
is_digit_at (const char *text,
             gsize       length,
             gsize       at)
{
  return at < length && g_ascii_isdigit (text[at]);
}

static gboolean
read_range (const BounceProviderRow *row,
            const char              *text,
            gsize                    length,
            gsize                   *end)
{
  g_autofree char *rest = g_strndup (text + *end, MIN (length - *end, 64));
  const char *digits = rest;
  gsize n_digits;

  if (g_str_has_suffix (row->literal, "#"))
    {
      while (g_ascii_isalnum (*digits))
        digits++;
      if (digits == rest || digits - rest > 16 || *digits != '-')
        return FALSE;
      digits++;
    }

  n_digits = strspn (digits, "0123456789");
  if (n_digits == 0 || n_digits > 6 || (digits[0] == '0' && n_digits > 1))
    return FALSE;
  if (g_ascii_strtoull (digits, NULL, 10) < row->low ||
      g_ascii_strtoull (digits, NULL, 10) > row->high)
    return FALSE;

  *end += (gsize) (digits - rest) + n_digits;
  return TRUE;
}

static void
find_literal (GArray        *matches,
              const Folded  *folded,
              const char    *text,
              gsize          length,
              const Literal *literal)
{
  BounceTable table = literal->table;
  guint row = literal->row;
  guint8 flags = literal->flags;
  gsize n_steps = literal->characters->len;

  for (gsize i = 0; i + n_steps <= folded->characters->len; i++)
    {
      BounceMatch match = { .table = (guint16) table, .row = (guint16) row };
      gsize start = g_array_index (folded->starts, guint32, i);
      gsize end = g_array_index (folded->ends, guint32, i + n_steps - 1);
      gboolean dotted = FALSE;

      if (memcmp (&g_array_index (folded->characters, gunichar, i),
                  literal->characters->data,
                  n_steps * sizeof (gunichar)) != 0)
        continue;

      if (table == BOUNCE_TABLE_PROVIDER)
        {
          const BounceProviderRow *provider = &bounce_provider_rows[row];

          if (provider->kind == BOUNCE_PROVIDER_RANGE &&
              !read_range (provider, text, length, &end))
            continue;
          dotted = provider->kind == BOUNCE_PROVIDER_RANGE ||
                   provider->kind == BOUNCE_PROVIDER_TOKEN;
        }

      if ((flags & BOUNCE_AUTOMATON_LEFT) != 0 &&
          i > 0 && is_word (g_array_index (folded->characters, gunichar, i - 1)))
        continue;
      if ((flags & BOUNCE_AUTOMATON_RIGHT) != 0 && is_alnum_at (text, length, end))
        continue;
      if (dotted && start > 1 && text[start - 1] == '.' &&
          g_ascii_isalnum (text[start - 2]))
        continue;
      if (dotted && end < length && text[end] == '.' &&
          is_digit_at (text, length, end + 1))
        continue;

      match.start = (guint32) start;
      match.end = (guint32) end;
      g_array_append_val (matches, match);
    }
}

static const char *
get_literal (BounceTable table,
             guint       row)
{
  switch (table)
    {
    case BOUNCE_TABLE_PHRASE:
      return bounce_tables_get_literal (bounce_phrase_rows[row].literal);
    case BOUNCE_TABLE_PROVIDER:
      return bounce_provider_rows[row].literal;
    case BOUNCE_TABLE_BLOCKLIST:
      return bounce_blocklist_rows[row].literal;
    case BOUNCE_TABLE_MARK:
      return bounce_tables_get_literal (bounce_mark_rows[row].literal);
    case BOUNCE_TABLE_SOFTWARE:
      return bounce_software_rows[row].literal;
    case BOUNCE_N_TABLES:
    default:
      g_assert_not_reached ();
    }
}

/* Letters that are written as two where there are no accents. */
static char *
expand_letters (const char *text,
                gboolean    german)
{
  static const struct { const char *from, *to; gboolean german; } letters[] = {
    { "ß", "ss" }, { "æ", "ae" }, { "Æ", "Ae" }, { "œ", "oe" }, { "Œ", "Oe" },
    { "ä", "ae", TRUE }, { "ö", "oe", TRUE }, { "ü", "ue", TRUE },
    { "Ä", "Ae", TRUE }, { "Ö", "Oe", TRUE }, { "Ü", "Ue", TRUE },
  };
  GString *expanded = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (german || !letters[i].german)
      g_string_replace (expanded, letters[i].from, letters[i].to, 0);

  return g_string_free (expanded, FALSE);
}

static GPtrArray *
dup_variants (const char *literal)
{
  g_autoptr (GPtrArray) variants = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (variants, g_strdup (literal));
  if (!g_str_is_ascii (literal))
    {
      g_ptr_array_add (variants, expand_letters (literal, FALSE));
      g_ptr_array_add (variants, expand_letters (literal, TRUE));
    }

  return g_steal_pointer (&variants);
}

static guint
count_rows (BounceTable table)
{
  const guint counts[BOUNCE_N_TABLES] = {
    [BOUNCE_TABLE_PHRASE] = bounce_n_phrase_rows,
    [BOUNCE_TABLE_PROVIDER] = bounce_n_provider_rows,
    [BOUNCE_TABLE_BLOCKLIST] = bounce_n_blocklist_rows,
    [BOUNCE_TABLE_MARK] = bounce_n_mark_rows,
    [BOUNCE_TABLE_SOFTWARE] = bounce_n_software_rows,
  };

  return counts[table];
}

/* Stars are gone from the rows: whether an edge is free stands with the patterns,
 * which are in the order of the tables and their rows. */
static guint8
find_flags (guint       *pattern,
            BounceTable  table,
            guint        row)
{
  while (bounce_automaton_patterns[*pattern].table != table ||
         bounce_automaton_patterns[*pattern].row != row)
    *pattern += 1;

  return bounce_automaton_patterns[*pattern].flags;
}

static gint
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const BounceMatch *one = a;
  const BounceMatch *two = b;

  if (one->start != two->start)
    return one->start < two->start ? -1 : 1;
  if (one->end != two->end)
    return one->end > two->end ? -1 : 1;
  if (one->table != two->table)
    return one->table < two->table ? -1 : 1;
  if (one->row != two->row)
    return one->row < two->row ? -1 : 1;

  return 0;
}

static gboolean
is_letter_at (const GArray *characters,
              guint         at)
{
  gunichar c = at < characters->len ? g_array_index (characters, gunichar, at) : 0;

  return c >= 'a' && c <= 'z';
}

/* The folded @characters with @other, or nothing for 0, for each apostrophe inside a
 * word: who retypes a notice leaves it out. */
static GArray *
replace_apostrophes (const GArray *characters,
                     gunichar      other)
{
  GArray *replaced = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (guint i = 0; i < characters->len; i++)
    {
      gunichar c = g_array_index (characters, gunichar, i);
      gboolean is_inside = c == '\'' && i > 0 && is_letter_at (characters, i - 1)
                           && is_letter_at (characters, i + 1);

      if (is_inside)
        c = other;
      if (c != 0)
        g_array_append_val (replaced, c);
    }

  return replaced;
}

/* All literals, folded once for many texts. */
static GArray *
new_literals (void)
{
  GArray *literals = g_array_new (FALSE, FALSE, sizeof (Literal));
  guint pattern = 0;

  for (guint table = 0; table < BOUNCE_N_TABLES; table++)
    for (guint row = 0; row < count_rows (table); row++)
      {
        g_autoptr (GPtrArray) variants = dup_variants (get_literal (table, row));
        guint8 flags = find_flags (&pattern, table, row);

        for (guint i = 0; i < variants->len; i++)
          {
            const char *variant = g_ptr_array_index (variants, i);
            Literal literal = { .table = table, .row = row, .flags = flags };
            Folded folded = { 0 };

            fold (&folded, variant, strlen (variant));
            literal.characters = g_array_ref (folded.characters);
            clear_folded (&folded);
            g_array_append_val (literals, literal);

            if (strpbrk (variant, "'’") != NULL)
              for (guint k = 0; k < 2; k++)
                {
                  Literal other = literal;

                  other.characters = replace_apostrophes (literal.characters,
                                                          k == 0 ? 0 : ' ');
                  g_array_append_val (literals, other);
                }
          }
      }

  return literals;
}

GArray *
naive_match_text (const char *text,
                  gsize       length)
{
  static GArray *literals = NULL;
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (BounceMatch));
  Folded folded = { 0 };

  if (literals == NULL)
    literals = new_literals ();

  fold (&folded, text, length);
  for (guint i = 0; i < literals->len; i++)
    find_literal (matches, &folded, text, length, &g_array_index (literals, Literal, i));

  clear_folded (&folded);
  g_array_sort (matches, compare_matches);

  /* Two variants of a literal may be the same after folding. */
  for (guint i = matches->len; i-- > 1;)
    if (compare_matches (&g_array_index (matches, BounceMatch, i - 1),
                         &g_array_index (matches, BounceMatch, i)) == 0)
      g_array_remove_index (matches, i);

  return g_steal_pointer (&matches);
}

static const char *
choose (GRand             *rand,
        const char *const *strings,
        guint              n_strings)
{
  return strings[g_rand_int_range (rand, 0, (gint) n_strings)];
}

/* Writes a literal the way mail has it: wrapped, shouted, with fine quotation
 * marks, sometimes cut short. */
static void
append_disguised (GString    *text,
                  GRand      *rand,
                  const char *literal)
{
  static const char *const spaces[] = {
    " ", " ", "  ", "\n", "\n  ", "\r\n\t", "\u00a0", "\t", " \u00a0 ",
  };
  gint style = g_rand_int_range (rand, 0, 6);
  g_autofree char *other = style == 0 ? g_utf8_strup (literal, -1) :
                           style == 1 ? g_utf8_strdown (literal, -1) :
                                        g_strdup (literal);
  gsize length = strlen (other);

  if (g_rand_int_range (rand, 0, 8) == 0)
    length = (gsize) g_rand_int_range (rand, 0, (gint) length + 1);

  for (gsize i = 0; i < length; i++)
    if (other[i] == ' ')
      g_string_append (text, choose (rand, spaces, G_N_ELEMENTS (spaces)));
    else if (other[i] == '\'' && g_rand_boolean (rand))
      g_string_append (text, g_rand_boolean (rand) ? "’" : "‘");
    else if (other[i] == '"' && g_rand_boolean (rand))
      g_string_append (text, g_rand_boolean (rand) ? "“" : "”");
    else
      g_string_append_c (text, other[i]);
}

/* A text made of the literals of the tables. */
char *
naive_match_random_text (GRand *rand)
{
  static const char *const joints[] = {
    "", " ", "\n", ".", ". ", "x", "7", ".7", ", ", "-", "\u00a0", "é", "\xe2\x80",
    "\xc2", "1.", "*", "610", "1030", "X-1030", "0999", "’", "“", "  \n  ",
  };
  GString *text = g_string_new (NULL);
  gint n_pieces = g_rand_int_range (rand, 1, 14);

  for (gint i = 0; i < n_pieces; i++)
    {
      BounceTable table = (BounceTable) g_rand_int_range (rand, 0, BOUNCE_N_TABLES);
      guint n_rows = count_rows (table);

      if (n_rows > 0)
        {
          guint row = (guint) g_rand_int_range (rand, 0, (gint) n_rows);

          append_disguised (text, rand, get_literal (table, row));
        }
      g_string_append (text, choose (rand, joints, G_N_ELEMENTS (joints)));
    }

  return g_string_free (text, FALSE);
}

/* Fails where the matcher and its twin find different things. */
void
naive_match_compare (const char *text,
                     gsize       length)
{
  g_autoptr (GArray) found = bounce_match_text (text, length);
  g_autoptr (GArray) expected = naive_match_text (text, length);
  guint n = MIN (found->len, expected->len);

  for (guint i = 0; i < n; i++)
    {
      const BounceMatch *one = &g_array_index (found, BounceMatch, i);
      const BounceMatch *two = &g_array_index (expected, BounceMatch, i);

      if (compare_matches (one, two) != 0)
        g_test_message ("in \"%.*s\": found \"%s\" at %u, expected \"%s\" at %u",
                        (int) length, text,
                        get_literal (one->table, one->row), one->start,
                        get_literal (two->table, two->row), two->start);
      g_assert_cmpint (compare_matches (one, two), ==, 0);
    }
  g_assert_cmpuint (found->len, ==, expected->len);
}
