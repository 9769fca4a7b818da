/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-fold.h"

#include <string.h>

/* Accents and vowel signs stand below this in Unicode, up to those of Arabic. Behind it
 * come scripts in which such a sign makes another letter, as the voiced kana. */
#define FIRST_SCRIPT_OF_SIGNS 0x0700

/* Letters that people type without their stroke or dot, and that Unicode does not take
 * apart. */
static const struct
{
  gunichar letter;
  char plain;
} plain_letters[] = {
  { 0x00f8, 'o' },              /* ø */
  { 0x0111, 'd' },              /* đ */
  { 0x0131, 'i' },              /* dotless i: its capital is that of i */
  { 0x0142, 'l' },              /* ł */
  { 0x2010, '-' },              /* what is left of a hyphen that no line ends at */
};

static gunichar
find_plain (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == letter)
      return (gunichar) plain_letters[i].plain;

  return letter;
}

/**
 * bounce_fold:
 * @text: what is searched, or what is looked for
 *
 * Makes alike what people take for the same word when they search: capital and small
 * letters, letters with and without accents. It serves for comparing only.
 *
 * Returns: (transfer full): the folded text, empty where @text is not UTF-8
 */
char *
bounce_fold (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  GString *plain;

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (normal == NULL)
    return g_strdup ("");

  folded = g_utf8_casefold (normal, -1);
  plain = g_string_sized_new (strlen (folded));
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter < FIRST_SCRIPT_OF_SIGNS
          && g_unichar_type (letter) == G_UNICODE_NON_SPACING_MARK)
        continue;
      g_string_append_unichar (plain, find_plain (letter));
    }

  return g_string_free (plain, FALSE);
}
