/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-match-private.h"

#include "bounce-automaton-private.h"
#include "bounce-limits.h"

/* "AUP#In-1020": the word between a range's literal and its number is short */
#define WORD_REACH 16

/* what a notice has, so that the array does not grow step by step */
#define USUAL_MATCHES 32

#define N_PLACES (BOUNCE_AUTOMATON_LONGEST + 1)

#define CLASS_FLAGS (BOUNCE_AUTOMATON_CLASS_WORD | BOUNCE_AUTOMATON_CLASS_FREE)

/* where each of the last steps started; the length of a literal in the text is
 * not that in the table, since any run of white space is one step */
typedef struct
{
  const char *text;
  gsize length;
  GArray *matches;
  guint32 places[N_PLACES];
} Matcher;

G_STATIC_ASSERT ((N_PLACES & BOUNCE_AUTOMATON_LONGEST) == 0);

static inline guint16
get_class (guint32 character)
{
  guint page = bounce_automaton_pages[character / BOUNCE_AUTOMATON_PAGE];

  return bounce_automaton_classes[page * BOUNCE_AUTOMATON_PAGE +
                                  character % BOUNCE_AUTOMATON_PAGE];
}

static gboolean
is_continuation (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* Reads the class of the character at @at and returns the byte behind it. What no
 * literal holds, characters beyond the basic plane and bytes that are not UTF-8, may
 * be taken byte by byte. */
static gsize
read_character (const char *text,
                gsize       length,
                gsize       at,
                guint16    *class)
{
  guchar byte = text[at];
  guint32 character;

  if (byte < 0x80)
    {
      *class = get_class (byte);
      return at + 1;
    }

  if (byte >= 0xc2 && byte <= 0xdf &&
      length - at > 1 && is_continuation (text[at + 1]))
    {
      character = (byte & 0x1fu) << 6 | ((guchar) text[at + 1] & 0x3fu);
      *class = get_class (character);
      return at + 2;
    }

  if (byte >= 0xe0 && byte <= 0xef && length - at > 2 &&
      is_continuation (text[at + 1]) && is_continuation (text[at + 2]))
    {
      character = (byte & 0x0fu) << 12 |
                  ((guchar) text[at + 1] & 0x3fu) << 6 |
                  ((guchar) text[at + 2] & 0x3fu);
      if (character >= 0x800)
        {
          *class = get_class (character);
          return at + 3;
        }
    }

  *class = 0;
  return at + 1;
}

/* Reads one step: a character, or a run of white space. Nearly all characters are ASCII
 * and nearly all runs one space long, so these are read here. */
static inline gsize
read_step (const char *text,
           gsize       length,
           gsize       at,
           guint16     space,
           guint16    *class)
{
  if ((guchar) text[at] < 0x80)
    *class = get_class ((guchar) text[at++]);
  else
    at = read_character (text, length, at, class);

  if (*class != space || space == 0)
    return at;

  while (at < length)
    {
      guint16 next_class;
      gsize next = at + 1;

      if ((guchar) text[at] < 0x80)
        next_class = get_class ((guchar) text[at]);
      else
        next = read_character (text, length, at, &next_class);

      if (next_class != space)
        break;
      at = next;
    }

  return at;
}

static inline gboolean
has_class_flag (guint16 class,
                guint8  flag)
{
  return (bounce_automaton_class_flags[class] & flag) != 0;
}

/* Passes over the rest of a word, in which no literal starts. */
static gsize
skip_word (const char *text,
           gsize       length,
           gsize       at)
{
  while (at < length && (guchar) text[at] < 0x80)
    {
      guint16 class = get_class ((guchar) text[at]);

      if ((bounce_automaton_class_flags[class] & CLASS_FLAGS) != BOUNCE_AUTOMATON_CLASS_WORD)
        break;
      at++;
    }

  return at;
}

static inline guint32
follow (guint32  state,
        guint16  class,
        gboolean is_inside_word)
{
  guint32 next;

  /* No literal holds this character. */
  if (class == 0)
    return 0;

  for (; state != 0; state = bounce_automaton_states[state].fail)
    {
      const BounceAutomatonState *here = &bounce_automaton_states[state];

      next = here->base + class;
      if (here->only == class)
        return here->base;
      if (here->only == 0 && bounce_automaton_checks[next] == state)
        return next;
    }

  if (is_inside_word && !has_class_flag (class, BOUNCE_AUTOMATON_CLASS_FREE))
    return 0;

  next = bounce_automaton_states[0].base + class;

  return bounce_automaton_checks[next] == 0 ? next : 0;
}

static gboolean
is_alnum_at (const Matcher *self,
             gsize          at)
{
  return at < self->length && g_ascii_isalnum (self->text[at]);
}

static gboolean
is_digit_at (const Matcher *self,
             gsize          at)
{
  return at < self->length && g_ascii_isdigit (self->text[at]);
}

/* Whether the character before @at is a letter or digit, or one with an accent. */
static gboolean
is_word_before (const Matcher *self,
                gsize          at)
{
  gsize before = at;
  guint16 class;

  while (before > 0 && at - before < 3 && is_continuation (self->text[before - 1]))
    before--;
  if (before == 0)
    return FALSE;
  if (before == at)
    return g_ascii_isalnum (self->text[at - 1]);

  return read_character (self->text, at, before - 1, &class) == at
         && has_class_flag (class, BOUNCE_AUTOMATON_CLASS_WORD);
}

static gboolean
is_bounded (const Matcher *self,
            guint8         flags,
            gsize          start,
            gsize          end)
{
  if ((flags & BOUNCE_AUTOMATON_LEFT) != 0 && is_word_before (self, start))
    return FALSE;

  if ((flags & BOUNCE_AUTOMATON_RIGHT) != 0 && is_alnum_at (self, end))
    return FALSE;

  if ((flags & BOUNCE_AUTOMATON_DOTS) != 0)
    {
      if (start > 1 &&
          self->text[start - 1] == '.' &&
          is_alnum_at (self, start - 2))
        return FALSE;

      /* A full stop may end the sentence. */
      if (end < self->length &&
          self->text[end] == '.' &&
          is_digit_at (self, end + 1))
        return FALSE;
    }

  return TRUE;
}

/* Reads what follows the literal of a range at @end and moves @end behind it. */
static gboolean
read_range (const Matcher           *self,
            const BounceProviderRow *row,
            guint8                   flags,
            gsize                   *end)
{
  gsize at = *end;
  gsize start;
  guint number = 0;

  if ((flags & BOUNCE_AUTOMATON_WORD) != 0)
    {
      start = at;
      while (at - start < WORD_REACH && is_alnum_at (self, at))
        at++;
      if (at == start || at >= self->length || self->text[at] != '-')
        return FALSE;
      at++;
    }

  start = at;
  while (at - start < 6 && is_digit_at (self, at))
    number = number * 10 + (guint) (self->text[at++] - '0');

  if (at == start || is_digit_at (self, at) || number < row->low || number > row->high)
    return FALSE;

  /* 5.7.0606 is not 5.7.606. */
  if (self->text[start] == '0' && at - start > 1)
    return FALSE;

  *end = at;
  return TRUE;
}

/* Keeps every literal that ends with the step that stands before @end. */
static void
take_outputs (Matcher *self,
              guint32  output,
              guint32  n_steps,
              gsize    end)
{
  while (output != 0 && self->matches->len < BOUNCE_LIMIT_MATCHES)
    {
      guint32 index = bounce_automaton_outputs[output].pattern;
      const BounceAutomatonPattern *pattern = &bounce_automaton_patterns[index];
      gsize start = self->places[(n_steps - pattern->steps) % N_PLACES];
      gsize match_end = end;

      output = bounce_automaton_outputs[output].next;

      if ((pattern->flags & BOUNCE_AUTOMATON_RANGE) != 0 &&
          !read_range (self, &bounce_provider_rows[pattern->row], pattern->flags, &match_end))
        continue;

      if (is_bounded (self, pattern->flags, start, match_end))
        {
          BounceMatch match = {
            .table = pattern->table,
            .row = pattern->row,
            .start = (guint32) start,
            .end = (guint32) match_end,
          };

          g_array_append_val (self->matches, match);
        }
    }
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

  return (one->row > two->row) - (one->row < two->row);
}

/**
 * bounce_match_text:
 * @text: (array length=length): UTF-8; other bytes do no harm
 * @length: of @text, less than 4 GiB
 *
 * Finds all literals of all tables in one pass. Letters match without case, Latin
 * ones without accents too; any white space matches a space, typographic quotation
 * marks match plain ones. A letter or digit at the edge of a literal has none beside it in the
 * text, unless the table says so with a star. Literals that overlap are all
 * found; past %BOUNCE_LIMIT_MATCHES the rest of the text is not searched.
 *
 * Returns: (transfer full) (element-type BounceMatch): the matches by their
 *   start, of one start the longest first
 */
GArray *
bounce_match_text (const char *text,
                   gsize       length)
{
  g_autoptr (GArray) matches = NULL;
  Matcher self = { .text = text, .length = length };
  gboolean is_inside_word = FALSE;
  guint16 space = get_class (' ');
  guint32 state = 0;
  guint32 n_steps = 0;
  gsize at = 0;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (length < G_MAXUINT32, NULL);

  matches = g_array_sized_new (FALSE, FALSE, sizeof (BounceMatch), USUAL_MATCHES);
  self.matches = matches;

  while (at < length && matches->len < BOUNCE_LIMIT_MATCHES)
    {
      guint32 output;
      guint16 class;

      self.places[n_steps++ % N_PLACES] = (guint32) at;
      at = read_step (text, length, at, space, &class);
      state = follow (state, class, is_inside_word);
      is_inside_word = has_class_flag (class, BOUNCE_AUTOMATON_CLASS_WORD);
      if (state == 0 && is_inside_word)
        at = skip_word (text, length, at);
      output = bounce_automaton_states[state].output;
      if (output != 0)
        take_outputs (&self, output, n_steps, at);
    }

  if (matches->len > 1)
    g_array_sort (matches, compare_matches);

  return g_steal_pointer (&matches);
}
