/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-code.h"

/* RFC 3463 §2 allows one to three digits for subject and detail. */
static gboolean
parse_number (const char *text,
              gsize       length,
              gsize      *position,
              guint16    *number)
{
  gsize start = *position;
  guint value = 0;

  while (*position < length && *position - start < 3
         && g_ascii_isdigit (text[*position]))
    value = value * 10 + (guint) g_ascii_digit_value (text[(*position)++]);

  if (*position == start)
    return FALSE;

  *number = (guint16) value;

  return TRUE;
}

/**
 * bounce_enhanced_code_parse:
 * @text: text that may start with an enhanced status code
 * @length: of @text in bytes
 * @code: (out): the code
 * @used: (out) (optional): how many bytes it takes
 *
 * Reads an enhanced status code (RFC 3463 §2) at the start of @text. What
 * stands before it is for the caller to judge; behind it there must be neither
 * another digit nor another dotted number, so that IP addresses and version
 * numbers are not taken for codes.
 *
 * Returns: whether there is one
 */
gboolean
bounce_enhanced_code_parse (const char         *text,
                            gsize               length,
                            BounceEnhancedCode *code,
                            gsize              *used)
{
  BounceEnhancedCode found = { 0, };
  gsize position = 1;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  if (length < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5')
      || text[1] != '.')
    return FALSE;

  found.class = (guint16) g_ascii_digit_value (text[0]);
  position = 2;
  if (!parse_number (text, length, &position, &found.subject)
      || position >= length || text[position] != '.')
    return FALSE;

  position++;
  if (!parse_number (text, length, &position, &found.detail))
    return FALSE;

  if (position < length && g_ascii_isalnum (text[position]))
    return FALSE;
  if (position + 1 < length && text[position] == '.'
      && g_ascii_isalnum (text[position + 1]))
    return FALSE;

  *code = found;
  if (used != NULL)
    *used = position;

  return TRUE;
}

/**
 * bounce_enhanced_code_is_set:
 * @code: a code
 *
 * Returns: whether @code holds one
 */
gboolean
bounce_enhanced_code_is_set (const BounceEnhancedCode *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return code->class != 0;
}

/**
 * bounce_enhanced_code_equal:
 * @a: a code
 * @b: another
 *
 * Returns: whether all three numbers are the same
 */
gboolean
bounce_enhanced_code_equal (const BounceEnhancedCode *a,
                            const BounceEnhancedCode *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->class == b->class && a->subject == b->subject
         && a->detail == b->detail;
}

/**
 * bounce_enhanced_code_to_string:
 * @code: a code
 *
 * Returns: (transfer full) (nullable): the code with its dots, %NULL where
 *   @code is not set
 */
char *
bounce_enhanced_code_to_string (const BounceEnhancedCode *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  if (code->class == 0)
    return NULL;

  return g_strdup_printf ("%u.%u.%u", code->class, code->subject, code->detail);
}
