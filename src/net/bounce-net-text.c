/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-net-text-private.h"

#include "bounce-net-limits.h"
#include "bounce-plain.h"

#define REPLACEMENT 0xfffd

/* What stands for @letter where it is shown: signs that turn the direction around, hide
 * or steer something are none to show. */
static gunichar
clean_letter (gunichar letter)
{
  switch (g_unichar_type (letter))
    {
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return ' ';

    case G_UNICODE_CONTROL:
      return g_unichar_isspace (letter) ? ' ' : REPLACEMENT;

    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      return REPLACEMENT;

    default:
      return letter;
    }
}

/**
 * bounce_net_text_clean: (skip)
 * @text: bytes from outside, which may be anything
 * @length: how many
 *
 * Returns: (transfer full) (nullable): plain text to show, of bearable length and on
 *   one line, or %NULL where nothing is left
 */
char *
bounce_net_text_clean (const char *text,
                       gsize       length)
{
  g_autofree char *valid = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *at = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length == 0)
    return NULL;

  /* No character has more bytes than this. */
  valid = g_utf8_make_valid (text, MIN (length, BOUNCE_NET_LIMIT_TEXT * 6));
  at = valid;
  for (guint n = 0; *at != '\0' && n < BOUNCE_NET_LIMIT_TEXT; n++)
    {
      g_string_append_unichar (clean, clean_letter (g_utf8_get_char (at)));
      at = g_utf8_next_char (at);
    }

  plain = bounce_plain_dup (clean->str);
  if (*plain == '\0')
    return NULL;

  return g_steal_pointer (&plain);
}
