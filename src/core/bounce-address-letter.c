/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-address-letter-private.h"

#include <string.h>

#include "bounce-limits.h"

/* RFC 6531 allows letters of any script. Those that are written without spaces run on
 * into the words around an address, so where they meet ASCII the address ends. */
static gboolean
is_address_letter (gunichar c,
                   char     neighbour)
{
  if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
    return FALSE;

  return c < BOUNCE_FIRST_WIDE_LETTER || !g_ascii_isalnum (neighbour);
}

/* What is copied from a page has hyphens, spaces and joiners in it that have no width. A
 * server that cannot find such an address repeats it. What sets the direction stands
 * around an address, not in it. */
static gboolean
has_no_width (gunichar c)
{
  return c == 0x00ad || (c >= 0x200b && c <= 0x200d) || (c >= 0x2060 && c <= 0x2064) ||
         c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
}

/* Such a character only belongs to an address between two that do for certain. */
static gboolean
is_certain (char byte)
{
  return g_ascii_isalnum (byte) || byte == '@' || byte == '.';
}

static gsize
step_back_hidden (const char *text,
                  gsize       position)
{
  gsize at = position;

  if (!is_certain (text[position]))
    return position;

  for (guint i = 0; i < BOUNCE_LIMIT_HIDDEN && at > 0 && (guchar) text[at - 1] >= 0x80; i++)
    {
      const char *before = g_utf8_prev_char (text + at);

      if (!has_no_width (g_utf8_get_char (before)))
        return position;
      at = (gsize) (before - text);
    }

  return at > 0 && is_certain (text[at - 1]) ? at : position;
}

static gsize
step_hidden (const char *text,
             gsize       length,
             gsize       position)
{
  gsize at = position;

  if (!is_certain (text[position - 1]))
    return position;

  for (guint i = 0; i < BOUNCE_LIMIT_HIDDEN && at < length && (guchar) text[at] >= 0x80; i++)
    {
      if (!has_no_width (g_utf8_get_char (text + at)))
        return position;
      at = (gsize) (g_utf8_next_char (text + at) - text);
    }

  return at < length && g_ascii_isalnum (text[at]) ? at : position;
}

/* The start of the character before @position if it belongs to a local part, else
 * @position. */
gsize
bounce_address_step_back (const char *text,
                          gsize       position)
{
  char byte = text[position - 1];
  const char *before = NULL;

  if ((guchar) byte < 0x80)
    return g_ascii_isalnum (byte) || (byte != 0 && strchr ("!#$%&'*+-/=?^_`{|}~.", byte) != NULL)
           ? position - 1 : position;

  before = g_utf8_prev_char (text + position);

  return is_address_letter (g_utf8_get_char (before), text[position])
         ? (gsize) (before - text) : step_back_hidden (text, position);
}

/* The end of the character at @position if it belongs to a domain, else @position. */
gsize
bounce_address_step_domain (const char *text,
                            gsize       length,
                            gsize       position)
{
  char byte = text[position];

  if ((guchar) byte < 0x80)
    return g_ascii_isalnum (byte) || byte == '-' || byte == '.' || byte == '_'
           ? position + 1 : position;

  return is_address_letter (g_utf8_get_char (text + position), text[position - 1])
         ? (gsize) (g_utf8_next_char (text + position) - text)
         : step_hidden (text, length, position);
}
