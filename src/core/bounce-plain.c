/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-plain.h"

#include <string.h>

#include "bounce-limits.h"

/* In UTF-8, as these cannot be seen. */
#define LEFT_TO_RIGHT_MARK "\342\200\216"
#define RIGHT_TO_LEFT_MARK "\342\200\217"
#define FIRST_STRONG_ISOLATE "\342\201\250"
#define POP_ISOLATE "\342\201\251"

/* Unicode's replacement character, which stands for what cannot be shown. */
#define REPLACEMENT 0xfffd

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* What is not seen itself, and hides or orders other characters (Unicode TR 9, TR 36
 * §2.10.1). Letters of the Arabic script that Unicode counts as format characters are
 * seen, so the general category alone does not tell. */
static const Range hidden[] = {
  { 0x00ad, 0x00ad },           /* soft hyphen */
  { 0x034f, 0x034f },           /* combining grapheme joiner */
  { 0x061c, 0x061c },           /* Arabic letter mark */
  { 0x115f, 0x1160 },           /* Hangul fillers */
  { 0x17b4, 0x17b5 },           /* Khmer inherent vowels */
  { 0x180b, 0x180f },           /* Mongolian variants and vowel separator */
  { 0x200b, 0x200f },           /* zero width, and marks of direction */
  { 0x2028, 0x202e },           /* separators, embeddings and overrides */
  { 0x2060, 0x206f },           /* invisible operators, isolates */
  { 0x3164, 0x3164 },           /* Hangul filler */
  { 0xfe00, 0xfe0f },           /* variants of a character */
  { 0xfeff, 0xfeff },           /* byte order mark */
  { 0xffa0, 0xffa0 },           /* halfwidth Hangul filler */
  { 0xfff0, 0xfffb },           /* interlinear annotation, and what is kept free */
  { 0x1bca0, 0x1bca3 },         /* shorthand */
  { 0x1d173, 0x1d17a },         /* beams and slurs of music */
  { 0xe0000, 0xe0fff },         /* tags */
};

/* Alphabets that are written together in one word: UTS 39 §5.2, "highly restrictive". */
typedef enum
{
  GROUP_LATIN = 1 << 0,
  GROUP_HAN = 1 << 1,
  GROUP_KANA = 1 << 2,
  GROUP_HANGUL = 1 << 3,
  GROUP_BOPOMOFO = 1 << 4,
  GROUP_OTHER = 1 << 5
} Group;

static const guint together[] = {
  GROUP_LATIN | GROUP_HAN | GROUP_KANA,
  GROUP_LATIN | GROUP_HAN | GROUP_HANGUL,
  GROUP_LATIN | GROUP_HAN | GROUP_BOPOMOFO,
};

/* Letters of Cyrillic, Greek and Armenian that a reader takes for Latin ones (the
 * confusables of UTS 39). */
static const char look_alikes[] =
  "асԁеһіјӏорԛѕԝхуѵҽъьпгѡ" "АВСЕНІЈКМОРЅТХУԚԜЬ"
  "αγηικνορστυχω" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
  "զհոսցօ" "ՍՕ";

/* Joins letters of scripts that need it, and pictures to one picture, or chooses how they
 * look; behind a letter of ASCII it can only hide. */
static gboolean
is_joiner_in_place (gunichar c,
                    gunichar previous)
{
  return (c == 0x200c || c == 0x200d || (c >= 0x180b && c <= 0x180d) || c == 0x180f ||
          (c >= 0xfe00 && c <= 0xfe0f)) && previous >= 0x0600;
}

/* Those that stand above, below or through a letter, and take no room of their own. */
static gboolean
is_stacking_mark (gunichar c)
{
  GUnicodeType type;

  if (c < 0x0300)
    return FALSE;

  type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

static gboolean
has_letters (const char *text,
             gboolean    right_to_left)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalpha (c) && bounce_plain_is_right_to_left (c) == right_to_left)
        return TRUE;
    }

  return FALSE;
}

static Group
get_group (GUnicodeScript script)
{
  switch ((int) script)
    {
    case G_UNICODE_SCRIPT_LATIN:
      return GROUP_LATIN;
    case G_UNICODE_SCRIPT_HAN:
      return GROUP_HAN;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return GROUP_KANA;
    case G_UNICODE_SCRIPT_HANGUL:
      return GROUP_HANGUL;
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return GROUP_BOPOMOFO;
    default:
      return GROUP_OTHER;
    }
}

static gboolean
belong_together (guint groups)
{
  for (guint i = 0; i < G_N_ELEMENTS (together); i++)
    if ((groups & ~together[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Judges what stands between two dots. */
static BounceLook
get_label_look (const char *label,
                const char *end,
                gboolean    ends_in_ascii)
{
  GUnicodeScript other = G_UNICODE_SCRIPT_COMMON;
  gboolean is_ascii = TRUE;
  gboolean is_alike = TRUE;
  guint groups = 0;

  for (const char *at = label; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      GUnicodeScript script = g_unichar_get_script (c);
      Group group;

      is_ascii = is_ascii && c < 0x80;
      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;

      group = get_group (script);
      if (group == GROUP_OTHER && other != G_UNICODE_SCRIPT_COMMON && other != script)
        return BOUNCE_LOOK_MIXED;
      if (group == GROUP_OTHER)
        other = script;
      groups |= group;
      is_alike = is_alike && group == GROUP_OTHER &&
                 g_utf8_strchr (look_alikes, -1, c) != NULL;
    }

  if (groups != GROUP_OTHER && !belong_together (groups))
    return BOUNCE_LOOK_MIXED;
  if (groups == GROUP_OTHER && is_alike && ends_in_ascii)
    return BOUNCE_LOOK_ALIKE;

  return is_ascii ? BOUNCE_LOOK_PLAIN : BOUNCE_LOOK_FOREIGN;
}

/* Nobody can write to it, but what deceives in its domain shall not pass by its length. */
static const char *
skip_long_local_part (const char *name)
{
  const char *at = strlen (name) > BOUNCE_LIMIT_ADDRESS ? strrchr (name, '@') : NULL;

  return at != NULL ? at + 1 : name;
}

/**
 * bounce_plain_is_hidden:
 * @c: a character
 *
 * Returns: whether it is not seen, and hides or orders others
 */
gboolean
bounce_plain_is_hidden (gunichar c)
{
  if (c < hidden[0].first)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (c >= hidden[i].first && c <= hidden[i].last)
      return TRUE;

  return FALSE;
}

/**
 * bounce_plain_hides:
 * @c: a character
 * @previous: the one before it, or 0
 *
 * Returns: whether it hides or orders others where it stands, as
 *   bounce_plain_is_hidden() tells; what joins letters of a script that needs it, or
 *   pictures, does not
 */
gboolean
bounce_plain_hides (gunichar c,
                    gunichar previous)
{
  return bounce_plain_is_hidden (c) && !is_joiner_in_place (c, previous);
}

/**
 * bounce_plain_is_right_to_left:
 * @c: a character
 *
 * Returns: whether it stands in one of the blocks that Unicode keeps for letters that
 *   are written from right to left
 */
gboolean
bounce_plain_is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

/**
 * bounce_plain_is_formula:
 * @cell: words from a mail, without blanks before them
 *
 * Returns: whether a spreadsheet would calculate them; some take wide signs, too,
 *   where people type those
 */
gboolean
bounce_plain_is_formula (const char *cell)
{
  static const char *const signs[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };

  g_return_val_if_fail (cell != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (cell, signs[i]))
      return TRUE;

  return FALSE;
}

/* What nobody writes into a line of words but to deceive or by a fault: it steers a
 * terminal, or has letters read in another order than they stand in. */
static gboolean
must_be_noticed (gunichar c)
{
  if (c == '\t' || c == '\n' || c == '\r')
    return FALSE;

  return c == 0x202d || c == 0x202e || g_unichar_iscntrl (c);
}

/**
 * bounce_plain_dup:
 * @text: words from a mail, or a file's name
 *
 * Makes words safe to show: valid UTF-8, on one line, and without anything that moves
 * a terminal's cursor, turns the reading order or covers other lines.
 *
 * Control characters and the overrides of the reading order (U+202D, U+202E) have no
 * honest use in a line, so that a reader shall see that there was one: U+FFFD stands
 * for a run of them. Ends of lines and tabs become spaces. What else is not seen is
 * left out without a trace: mail programs that write Arabic or Hebrew put embeddings,
 * isolates and marks of direction around words, in subjects and names of people too,
 * and once they are out nothing is turned or hidden by them.
 *
 * Returns: (transfer full): the words
 */
char *
bounce_plain_dup (const char *text)
{
  g_autofree char *valid = NULL;
  gunichar previous = 0;
  guint n_marks = 0;
  GString *plain;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  plain = g_string_sized_new (strlen (valid));

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (must_be_noticed (c))
        {
          if (previous == REPLACEMENT)
            continue;
          c = REPLACEMENT;
        }
      else if (g_unichar_iscntrl (c))
        c = ' ';
      else if (bounce_plain_hides (c, previous))
        continue;

      n_marks = is_stacking_mark (c) ? n_marks + 1 : 0;
      if (n_marks > BOUNCE_LIMIT_MARKS)
        continue;

      g_string_append_unichar (plain, c);
      previous = c;
    }

  return g_strstrip (g_string_free (plain, FALSE));
}

/**
 * bounce_plain_dup_inside:
 * @text: words of others
 * @sentence: our sentence that they are to stand in, or another one in its language
 *
 * Makes words safe to stand in a sentence. Where they are written in the other
 * direction than the sentence, they are isolated (Unicode TR 9 §2.4), so that they
 * reorder nothing but themselves. What lays text out tells its direction by the first
 * letter, and not everything passes over those of an isolate: hence the mark before it.
 *
 * Returns: (transfer full): the words
 */
char *
bounce_plain_dup_inside (const char *text,
                         const char *sentence)
{
  g_autofree char *plain = NULL;
  gboolean right_to_left;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (sentence != NULL, NULL);

  plain = bounce_plain_dup (text);
  /* Latin words stand in sentences of every language. */
  right_to_left = has_letters (sentence, TRUE);
  if (!has_letters (plain, !right_to_left))
    return g_steal_pointer (&plain);

  return g_strconcat (right_to_left ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK,
                      FIRST_STRONG_ISOLATE, plain, POP_ISOLATE, NULL);
}

/**
 * bounce_plain_get_look:
 * @name: an address or a host's name from a mail
 *
 * Tells whether a name may be taken for another one, as impostors want it. A name in
 * ASCII, also one that begins with "xn--", is what it seems.
 *
 * Returns: the worst that is true of one of its parts
 */
BounceLook
bounce_plain_get_look (const char *name)
{
  BounceLook worst = BOUNCE_LOOK_PLAIN;
  const char *label;
  const char *last;
  gboolean ends_in_ascii = TRUE;

  g_return_val_if_fail (name != NULL, BOUNCE_LOOK_PLAIN);

  name = skip_long_local_part (name);
  if (strlen (name) > BOUNCE_LIMIT_ADDRESS || !g_utf8_validate (name, -1, NULL))
    return BOUNCE_LOOK_PLAIN;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (bounce_plain_is_hidden (c) || g_unichar_iscntrl (c))
        return BOUNCE_LOOK_HIDDEN;
    }

  last = strrchr (name, '.');
  for (const char *at = last != NULL ? last : name; *at != '\0'; at++)
    ends_in_ascii = ends_in_ascii && g_ascii_isprint (*at);

  label = name;
  while (*label != '\0')
    {
      const char *end = label + strcspn (label, ".@");
      BounceLook look = get_label_look (label, end, ends_in_ascii);

      worst = MAX (worst, look);
      label = *end != '\0' ? end + 1 : end;
    }

  return worst;
}

/**
 * bounce_plain_dup_ascii:
 * @name: an address or a host's name from a mail
 *
 * Returns: (transfer full) (nullable): the name by which programs know its domain (RFC
 *   5891), where that is another one than what is written
 */
char *
bounce_plain_dup_ascii (const char *name)
{
  const char *domain;
  char *ascii;

  g_return_val_if_fail (name != NULL, NULL);

  domain = strrchr (name, '@');
  domain = domain != NULL ? domain + 1 : name;
  if (strlen (domain) > BOUNCE_LIMIT_ADDRESS || !g_utf8_validate (domain, -1, NULL) ||
      !g_hostname_is_non_ascii (domain))
    return NULL;

  /* It has mapped what cannot be seen away; what is left may be nothing special. */
  ascii = g_hostname_to_ascii (domain);
  if (ascii != NULL && !g_hostname_is_ascii_encoded (ascii))
    g_clear_pointer (&ascii, g_free);

  return ascii;
}

/**
 * bounce_plain_dup_name:
 * @name: an address or a host's name from a mail
 *
 * Makes a name safe to show. One that may be taken for another is followed by what it
 * really is, as in "аpple.example (xn--pple-43d.example)".
 *
 * Returns: (transfer full): the name
 */
char *
bounce_plain_dup_name (const char *name)
{
  g_autofree char *plain = NULL;
  g_autofree char *ascii = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  plain = bounce_plain_dup (name);
  ascii = bounce_plain_dup_ascii (name);
  if (ascii == NULL)
    return g_steal_pointer (&plain);

  return g_strdup_printf ("%s (%s)", plain, ascii);
}

/**
 * bounce_plain_dup_names:
 * @text: words from a mail among which addresses stand, as in From and To
 *
 * Makes words safe to show, and each address in them as bounce_plain_dup_name() does:
 * "Bob <bob@аpple.example> (xn--pple-43d.example)".
 *
 * Returns: (transfer full): the words
 */
char *
bounce_plain_dup_names (const char *text)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) shown = NULL;
  const char *at;

  g_return_val_if_fail (text != NULL, NULL);

  plain = bounce_plain_dup (text);
  shown = g_string_sized_new (strlen (plain));

  at = plain;
  while (*at != '\0')
    {
      gsize length = strcspn (at, " <>,;:\"'()");
      g_autofree char *word = g_strndup (at, length);
      g_autofree char *ascii = strchr (word, '@') != NULL ? bounce_plain_dup_ascii (word) : NULL;

      g_string_append (shown, word);
      at += length;
      if (ascii != NULL && *at == '>')
        g_string_append_c (shown, *at++);
      if (ascii != NULL)
        g_string_append_printf (shown, " (%s)", ascii);
      if (*at != '\0')
        g_string_append_c (shown, *at++);
    }

  return g_string_free (g_steal_pointer (&shown), FALSE);
}
