/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-encoded-word-private.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-charset-private.h"
#include "bounce-limits.h"

/*
 * Encoded words, RFC 2047: "=?charset?encoding?text?=".
 *
 * They are decoded here and kept from GMime, which trusts iconv() to leave the last bytes
 * of its input where it refuses them. The C library takes them in two charsets (UHC and
 * ISO-2022-CN-EXT), and GMime then counts below zero: two bytes in a subject would end
 * the program.
 */

/* stands for the question mark of "=?"; no mail needs this control character */
#define HIDDEN '\032'

typedef struct
{
  const char *charset;
  gsize charset_length;
  char encoding;
  const char *text;
  gsize length;
  const char *end;
} Word;

/* Reads the word that starts here. A language may follow the charset's name after a star
 * (RFC 2231, 5.). Spaces in the text are forgiven: many programs leave them in. */
static gboolean
read_word (const char *at,
           Word       *word)
{
  const char *stop = NULL;

  if (at[0] != '=' || at[1] != '?')
    return FALSE;

  word->charset = at + 2;
  stop = word->charset + strcspn (word->charset, "? \t=");
  if (*stop != '?' || stop == word->charset || stop - word->charset > BOUNCE_LIMIT_CHARSET_NAME)
    return FALSE;
  word->charset_length = strcspn (word->charset, "*?");

  word->encoding = g_ascii_toupper (stop[1]);
  if ((word->encoding != 'B' && word->encoding != 'Q') || stop[2] != '?')
    return FALSE;

  word->text = stop + 3;
  stop = memmem (word->text, strnlen (word->text, BOUNCE_LIMIT_ENCODED_WORD), "?=", strlen ("?="));
  if (stop == NULL)
    return FALSE;
  word->length = stop - word->text;
  word->end = stop + strlen ("?=");

  return TRUE;
}

static void
append_bytes (GByteArray *bytes,
              const Word *word)
{
  GMimeEncoding decoder;
  guint start = bytes->len;
  gsize length;

  g_mime_encoding_init_decode (&decoder, word->encoding == 'B' ?
                               GMIME_CONTENT_ENCODING_BASE64 :
                               GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_byte_array_set_size (bytes, start + g_mime_encoding_outlen (&decoder, word->length));
  if (word->encoding == 'Q')
    {
      g_autofree char *text = g_strndup (word->text, word->length);

      length = g_mime_encoding_flush (&decoder, g_strdelimit (text, "_", ' '), word->length,
                                      (char *) bytes->data + start);
    }
  else
    length = g_mime_encoding_flush (&decoder, word->text, word->length,
                                    (char *) bytes->data + start);
  g_byte_array_set_size (bytes, start + length);
}

static gboolean
has_same_charset (const Word *one,
                  const Word *other)
{
  return one->charset_length == other->charset_length &&
         g_ascii_strncasecmp (one->charset, other->charset, one->charset_length) == 0;
}

/**
 * bounce_encoded_words_decode: (skip)
 * @line: an unfolded field value in valid UTF-8
 *
 * Decodes the encoded words of a line. The space between two of them goes (RFC 2047, 6.2),
 * and those of one charset are put together before they are converted: many programs cut
 * a character in two.
 *
 * Returns: (transfer full): the line in valid UTF-8, without a line end or a NUL
 */
char *
bounce_encoded_words_decode (const char *line)
{
  GString *decoded = g_string_new (NULL);
  const char *at = line;
  const char *start = NULL;
  gboolean is_after_word = FALSE;

  while ((start = strstr (at, "=?")) != NULL)
    {
      g_autoptr (GByteArray) bytes = NULL;
      g_autofree char *charset = NULL;
      g_autofree char *text = NULL;
      gsize length = 0;
      Word word, next;

      if (!read_word (start, &word))
        {
          g_string_append_len (decoded, at, start + strlen ("=?") - at);
          at = start + strlen ("=?");
          is_after_word = FALSE;
          continue;
        }

      if (!is_after_word || at + strspn (at, " \t") != start)
        g_string_append_len (decoded, at, start - at);

      bytes = g_byte_array_new ();
      append_bytes (bytes, &word);
      at = word.end;
      while (read_word (at + strspn (at, " \t"), &next) && has_same_charset (&word, &next))
        {
          append_bytes (bytes, &next);
          at = next.end;
        }

      charset = g_strndup (word.charset, word.charset_length);
      text = bounce_charset_to_utf8 ((const char *) bytes->data, bytes->len, charset, &length);
      g_string_append_len (decoded, text, length);
      is_after_word = TRUE;
    }
  g_string_append (decoded, at);

  return g_strdelimit (g_string_free (decoded, FALSE), "\r\n", ' ');
}

/**
 * bounce_encoded_words_hide: (skip)
 * @bytes: what GMime is about to read
 * @length: of @bytes
 *
 * Makes the encoded words in @bytes look like none, so that GMime leaves them alone. All
 * the bytes are looked at, whatever seems to be a header: GMime may see another one there.
 */
void
bounce_encoded_words_hide (char  *bytes,
                           gsize  length)
{
  char *end = bytes + length;
  char *at = bytes;

  while ((at = memmem (at, end - at, "=?", 2)) != NULL)
    {
      at[1] = HIDDEN;
      at += 2;
    }
}

/**
 * bounce_encoded_words_show: (skip)
 * @bytes: what bounce_encoded_words_hide() changed, or a piece of it
 * @length: of @bytes
 *
 * Takes bounce_encoded_words_hide() back.
 */
void
bounce_encoded_words_show (char  *bytes,
                           gsize  length)
{
  static const char hidden[] = { '=', HIDDEN };
  char *end = bytes + length;
  char *at = bytes;

  while ((at = memmem (at, end - at, hidden, sizeof hidden)) != NULL)
    {
      at[1] = '?';
      at += 2;
    }
}
