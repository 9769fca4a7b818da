/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-charset-private.h"

#include <errno.h>
#include <string.h>

#include <gmime/gmime.h>

#include "bounce-limits.h"

#define REPLACEMENT "\357\277\275"

/* Labels that mean a larger set in practice: who writes the smaller name uses
 * the characters of the larger one (the WHATWG encoding standard agrees). */
static const struct
{
  const char *label;
  const char *charset;
} larger_sets[] = {
  { "ascii", NULL },
  { "us-ascii", NULL },
  { "ansi_x3.4-1968", NULL },
  { "utf-8", NULL },
  { "utf8", NULL },
  { "utf-7", "UTF-7" },
  { "unicode-1-1-utf-7", "UTF-7" },
  { "iso-8859-1", "CP1252" },
  { "iso8859-1", "CP1252" },
  { "iso_8859-1", "CP1252" },
  { "latin1", "CP1252" },
  { "ansi", "CP1252" },
  { "iso-8859-9", "CP1254" },
  { "tis-620", "CP874" },
  { "iso-8859-11", "CP874" },
  { "gb2312", "GB18030" },
  { "gb_2312-80", "GB18030" },
  { "gbk", "GB18030" },
  { "x-gbk", "GB18030" },
  { "cp936", "GB18030" },
  { "hz-gb-2312", "HZ" },
  { "big5", "BIG5-HKSCS" },
  { "ks_c_5601-1987", "CP949" },
  { "ks_c_5601", "CP949" },
  { "ksc5601", "CP949" },
  { "euc-kr", "CP949" },
  { "shift_jis", "CP932" },
  { "shift-jis", "CP932" },
  { "sjis", "CP932" },
  { "x-sjis", "CP932" },
  { "cp932", "CP932" },
  { "iso-2022-jp", "ISO-2022-JP-3" },
  { "x-mac-cyrillic", "MAC-CYRILLIC" },
};

/* what the bytes look like before any charset is tried */
typedef struct
{
  gsize n_high;
  gsize n_nul;
  gsize n_escape;
  gsize n_sequences;
  gsize n_long;
  gsize n_invalid;
} Look;

static Look
look_at (const char *bytes,
         gsize       length)
{
  const char *end = bytes + length;
  Look look = { 0 };

  while (bytes < end)
    {
      const guchar byte = *bytes;
      gunichar c;

      if (byte < 0x80)
        {
          look.n_nul += byte == '\0';
          look.n_escape += byte == 0x1b;
          bytes++;
          continue;
        }

      c = g_utf8_get_char_validated (bytes, end - bytes);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          look.n_invalid++;
          look.n_high++;
          bytes++;
        }
      else
        {
          gsize step = g_utf8_skip[byte];

          look.n_sequences++;
          look.n_long += step > 2;
          look.n_high += step;
          bytes += step;
        }
    }

  return look;
}

/* Copies text with LF line ends: CR, CRLF and the CRCRLF of a twice converted
 * mail all end one line. */
static char *
dup_lines (const char *text,
           gsize       length,
           gsize      *new_length)
{
  const char *end = text + length;
  char *copy = g_malloc (length + 1);
  char *out = copy;

  while (text < end)
    {
      const char *stop = memchr (text, '\r', end - text);

      if (stop == NULL)
        stop = end;
      memcpy (out, text, stop - text);
      out += stop - text;
      text = stop;
      if (text == end)
        break;

      while (stop < end && *stop == '\r')
        stop++;
      if (stop < end && *stop == '\n')
        text = stop;
      *out++ = '\n';
      text++;
    }

  *out = '\0';
  if (new_length != NULL)
    *new_length = out - copy;

  return copy;
}

/* A NUL cannot stand in a C string. */
static char *
finish (GString *text,
        gsize   *length)
{
  char *lines = NULL;

  if (memchr (text->str, '\0', text->len) != NULL)
    {
      GString *copy = g_string_sized_new (text->len + 64);

      for (gsize i = 0; i < text->len; i++)
        {
          if (text->str[i] == '\0')
            g_string_append (copy, REPLACEMENT);
          else
            g_string_append_c (copy, text->str[i]);
        }
      g_string_free (text, TRUE);
      text = copy;
    }

  if (memchr (text->str, '\r', text->len) == NULL)
    {
      if (length != NULL)
        *length = text->len;
      return g_string_free (text, FALSE);
    }

  lines = dup_lines (text->str, text->len, length);
  g_string_free (text, TRUE);

  return lines;
}

static GString *
make_valid (const char *bytes,
            gsize       length)
{
  GString *text = g_string_sized_new (length + 16);
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *stop = NULL;

      /* Stops at a NUL too, which finish() deals with. */
      g_utf8_validate (bytes, end - bytes, &stop);
      g_string_append_len (text, bytes, stop - bytes);
      if (stop < end && *stop == '\0')
        g_string_append_c (text, '\0');
      else if (stop < end)
        g_string_append (text, REPLACEMENT);
      bytes = stop + 1;
    }

  return text;
}

static const char *
find_charset (const char *declared)
{
  for (gsize i = 0; i < G_N_ELEMENTS (larger_sets); i++)
    if (g_ascii_strcasecmp (declared, larger_sets[i].label) == 0)
      return larger_sets[i].charset;

  bounce_charset_init ();

  return g_mime_charset_iconv_name (declared);
}

/* Gives NULL where the charset is unknown. */
static GString *
convert (const char *bytes,
         gsize       length,
         const char *charset,
         gsize      *n_bad)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  GString *text = NULL;
  char *in = (char *) bytes;
  gsize left = length;

  *n_bad = 0;
  if (converter == (GIConv) -1)
    return NULL;

  text = g_string_sized_new (length * 3 / 2 + 16);
  while (left > 0)
    {
      char buffer[4096];
      char *out = buffer;
      gsize room = sizeof (buffer);
      gsize done = g_iconv (converter, &in, &left, &out, &room);
      int error = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (done != (gsize) -1 || error == E2BIG)
        continue;

      g_string_append (text, REPLACEMENT);
      ++*n_bad;
      /* The C library's UHC and ISO-2022-CN-EXT take what they refuse at the very end. */
      if (left == 0)
        break;
      in++;
      left--;
    }
  if (length > 0)
    {
      /* Some converters hold the last character back, in case an accent follows. */
      char buffer[64];
      char *out = buffer;
      gsize room = sizeof (buffer);

      g_iconv (converter, NULL, NULL, &out, &room);
      g_string_append_len (text, buffer, out - buffer);
    }
  g_iconv_close (converter);

  /* A converter may write what GLib does not take for UTF-8 (surrogates, numbers beyond
   * Unicode). A NUL is none to GLib either, and stays for finish(). */
  if (!g_utf8_validate_len (text->str, text->len, NULL))
    {
      GString *valid = make_valid (text->str, text->len);

      g_string_free (text, TRUE);
      text = valid;
    }

  return text;
}

static gboolean
is_east_asian (const char *charset)
{
  static const char * const names[] = {
    "GB18030", "BIG5-HKSCS", "CP949", "CP932", "EUC-JP", "EUC-TW",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i]) == 0)
      return TRUE;

  return FALSE;
}

/* ISO-2022 and its kin hide other characters behind 7-bit bytes. */
static gboolean
is_seven_bit (const char *charset)
{
  return g_ascii_strncasecmp (charset, "ISO-2022", 8) == 0 ||
         g_ascii_strcasecmp (charset, "HZ") == 0 ||
         g_ascii_strcasecmp (charset, "UTF-7") == 0;
}

static gboolean
is_wide (const char *charset)
{
  return g_ascii_strncasecmp (charset, "UTF-16", 6) == 0 ||
         g_ascii_strncasecmp (charset, "UTF-32", 6) == 0 ||
         g_ascii_strncasecmp (charset, "UCS-", 4) == 0 ||
         g_ascii_strncasecmp (charset, "iso-10646", 9) == 0;
}

static const char *
guess_wide (const char *bytes,
            gsize       length)
{
  gsize even = 0, odd = 0;

  length = MIN (length, BOUNCE_LIMIT_WIDE_SAMPLE);
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] == '\0' && i % 2 == 0)
        even++;
      else if (bytes[i] == '\0')
        odd++;
    }

  /* Every second byte of Latin text is a NUL. */
  if (odd > length / 4 && even < length / 16)
    return "UTF-16LE";
  if (even > length / 4 && odd < length / 16)
    return "UTF-16BE";

  return NULL;
}

/* Decides which charset to try, NULL for UTF-8. A label is wrong as often as it
 * is missing: what the bytes themselves show comes first. */
static const char *
choose (const char *bytes,
        gsize       length,
        const char *declared,
        const Look *look)
{
  const char *charset = NULL;

  if (declared != NULL && *declared != '\0')
    charset = find_charset (declared);

  if (look->n_nul > 0)
    {
      const char *wide = guess_wide (bytes, length);

      if (wide != NULL)
        return wide;
    }
  if (charset != NULL && is_wide (charset))
    return look->n_nul > 0 ? charset : NULL;

  if (look->n_escape > 0 && (charset == NULL || !is_seven_bit (charset)))
    {
      const char *guess = bounce_charset_guess (bytes, length);

      if (guess != NULL && is_seven_bit (guess))
        return guess;
    }

  if (look->n_high == 0)
    return charset != NULL && is_seven_bit (charset) ? charset : NULL;

  /* Bytes that happen to be UTF-8 are UTF-8, except for a few pairs, which two
   * bytes of an East Asian charset can look like. */
  if (look->n_invalid == 0)
    return charset != NULL && is_east_asian (charset) && look->n_long == 0 ? charset : NULL;
  if (look->n_sequences > 4 * look->n_invalid)
    return NULL;

  if (charset == NULL || g_ascii_strcasecmp (charset, "CP1252") == 0)
    {
      const char *guess = bounce_charset_guess (bytes, length);

      return guess != NULL ? guess : "CP1252";
    }

  return charset;
}

/* Whether no byte is above 0x7f. Eight at a time: GLib's validation, which also takes them
 * one by one, was 1.5 % of a run. */
static gboolean
is_seven_bits_wide (const char *bytes,
                    gsize       length)
{
  gsize i = 0;

  for (; i + sizeof (guint64) <= length; i += sizeof (guint64))
    {
      guint64 eight;

      memcpy (&eight, bytes + i, sizeof eight);
      if ((eight & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        return FALSE;
    }
  for (; i < length; i++)
    if ((guchar) bytes[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/* What g_utf8_validate_len() says. */
static gboolean
is_utf8 (const char *bytes,
         gsize       length)
{
  if (is_seven_bits_wide (bytes, length))
    return memchr (bytes, '\0', length) == NULL;

  return g_utf8_validate_len (bytes, length, NULL);
}

/* Whether the bytes are plain UTF-8 on the face of it, as nearly all are. */
static gboolean
is_plain (const char *bytes,
          gsize       length,
          const char *declared)
{
  const char *charset = NULL;

  if (memchr (bytes, 0x1b, length) != NULL || !is_utf8 (bytes, length))
    return FALSE;
  if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    return FALSE;
  if (declared == NULL || *declared == '\0' || g_ascii_strcasecmp (declared, "us-ascii") == 0 ||
      g_ascii_strcasecmp (declared, "utf-8") == 0 ||
      g_ascii_strcasecmp (declared, "iso-8859-1") == 0)
    return TRUE;

  charset = find_charset (declared);

  return charset == NULL || !(is_seven_bit (charset) || is_east_asian (charset));
}

/* GMime registers a type when it is asked for it first, and that without a lock: two
 * threads that ask at once would register it twice. */
static GType (*const gmime_types[]) (void) = {
  g_mime_application_pkcs7_mime_get_type,
  g_mime_content_disposition_get_type,
  g_mime_content_type_get_type,
  g_mime_data_wrapper_get_type,
  g_mime_filter_basic_get_type,
  g_mime_filter_get_type,
  g_mime_header_get_type,
  g_mime_header_list_get_type,
  g_mime_message_get_type,
  g_mime_message_part_get_type,
  g_mime_message_partial_get_type,
  g_mime_multipart_encrypted_get_type,
  g_mime_multipart_get_type,
  g_mime_multipart_signed_get_type,
  g_mime_object_get_type,
  g_mime_param_get_type,
  g_mime_param_list_get_type,
  g_mime_parser_get_type,
  g_mime_part_get_type,
  g_mime_stream_filter_get_type,
  g_mime_stream_get_type,
  g_mime_stream_mem_get_type,
  g_mime_stream_null_get_type,
  g_mime_text_part_get_type,
  internet_address_get_type,
  internet_address_group_get_type,
  internet_address_list_get_type,
  internet_address_mailbox_get_type,
};

/**
 * bounce_charset_init: (skip)
 *
 * Sets GMime up, once for all threads. Whoever calls GMime calls this first.
 */
void
bounce_charset_init (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      for (guint i = 0; i < G_N_ELEMENTS (gmime_types); i++)
        gmime_types[i] ();
      g_once_init_leave (&once, 1);
    }
}

/**
 * bounce_charset_to_utf8: (skip)
 * @bytes: text in any charset
 * @length: of @bytes
 * @declared: (nullable): the charset that its label names
 * @utf8_length: (out) (optional): the length of the result
 *
 * Turns text into valid UTF-8 with LF line ends. What cannot be converted becomes
 * U+FFFD, a NUL too.
 *
 * Returns: (transfer full): the text
 */
char *
bounce_charset_to_utf8 (const char *bytes,
                        gsize       length,
                        const char *declared,
                        gsize      *utf8_length)
{
  const char *charset = NULL;
  GString *text = NULL;
  Look look;
  gsize n_bad = 0;

  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  if (length == 0 || is_plain (bytes, length, declared))
    return dup_lines (bytes, length, utf8_length);

  if (length >= 3 && memcmp (bytes, "\357\273\277", 3) == 0)
    {
      bytes += 3;
      length -= 3;
      declared = "utf-8";
    }
  else if (length >= 2 && memcmp (bytes, "\377\376", 2) == 0)
    charset = "UTF-16LE";
  else if (length >= 2 && memcmp (bytes, "\376\377", 2) == 0)
    charset = "UTF-16BE";

  if (charset != NULL)
    {
      bytes += 2;
      length -= 2;
    }
  else
    {
      look = look_at (bytes, length);
      charset = choose (bytes, length, declared, &look);
    }

  if (charset != NULL)
    text = convert (bytes, length, charset, &n_bad);
  if (text == NULL && charset != NULL)
    {
      /* The C library does not know the label. */
      charset = bounce_charset_guess (bytes, length);
      text = convert (bytes, length, charset != NULL ? charset : "CP1252", &n_bad);
    }
  else if (text != NULL && n_bad > 0 && n_bad * 8 > text->len)
    {
      const char *guess = bounce_charset_guess (bytes, length);
      GString *other = NULL;
      gsize n_worse = 0;

      if (guess != NULL)
        other = convert (bytes, length, guess, &n_worse);
      if (other != NULL && n_worse < n_bad)
        {
          g_string_free (text, TRUE);
          text = g_steal_pointer (&other);
        }
      if (other != NULL)
        g_string_free (other, TRUE);
    }
  if (text == NULL)
    text = make_valid (bytes, length);

  return finish (text, utf8_length);
}
