/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-parts-decode-private.h"

#include <string.h>

#include "bounce-charset-private.h"
#include "bounce-html-private.h"
#include "bounce-limits.h"

#define CHUNK 16384

/* Decodes what the parser's own step functions cannot do alone. */
static GByteArray *
decode_stream (GMimeStream          *stream,
               GMimeContentEncoding  encoding)
{
  GMimeStream *filtered = g_mime_stream_filter_new (stream);
  GMimeFilter *filter = g_mime_filter_basic_new (encoding, FALSE);
  GByteArray *bytes = g_byte_array_new ();

  g_mime_stream_filter_add (GMIME_STREAM_FILTER (filtered), filter);
  while (bytes->len < BOUNCE_LIMIT_DECODED_PART)
    {
      guint length = bytes->len;
      gssize n_read;

      g_byte_array_set_size (bytes, length + CHUNK);
      n_read = g_mime_stream_read (filtered, (char *) bytes->data + length, CHUNK);
      g_byte_array_set_size (bytes, length + MAX (n_read, 0));
      if (n_read <= 0)
        break;
    }

  g_object_unref (filter);
  g_object_unref (filtered);

  return bytes;
}

/* Gives the decoded bytes of a part. The bodies stand in memory, so those that are
 * not encoded are lent as they are; owner keeps the others. */
const char *
bounce_parts_decode (GMimePart       *part,
                     GByteArray     **owner,
                     gsize           *length,
                     BounceOmission  *omissions)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeContentEncoding encoding;
  GMimeEncoding decoder;
  GMimeStream *stream = NULL;
  GByteArray *memory = NULL;
  const char *start = NULL;
  gint64 size;

  *length = 0;
  if (content == NULL)
    return "";

  stream = g_mime_data_wrapper_get_stream (content);
  encoding = g_mime_data_wrapper_get_encoding (content);
  g_mime_stream_reset (stream);
  size = g_mime_stream_length (stream);
  if (size <= 0)
    return "";

  if (!GMIME_IS_STREAM_MEM (stream) || encoding == GMIME_CONTENT_ENCODING_UUENCODE)
    {
      *owner = decode_stream (stream, encoding);
    }
  else
    {
      memory = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
      start = (const char *) memory->data + stream->bound_start;
      if (encoding != GMIME_CONTENT_ENCODING_BASE64 &&
          encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        {
          *length = MIN (size, BOUNCE_LIMIT_DECODED_PART);
          if (size > BOUNCE_LIMIT_DECODED_PART)
            *omissions |= BOUNCE_OMISSION_TEXT;
          return start;
        }

      g_mime_encoding_init_decode (&decoder, encoding);
      *owner = g_byte_array_new ();
      g_byte_array_set_size (*owner, g_mime_encoding_outlen (&decoder, size));
      size = g_mime_encoding_flush (&decoder, start, size, (char *) (*owner)->data);
      g_byte_array_set_size (*owner, size);
    }

  *length = (*owner)->len;
  if (*length > BOUNCE_LIMIT_DECODED_PART)
    {
      *length = BOUNCE_LIMIT_DECODED_PART;
      *omissions |= BOUNCE_OMISSION_TEXT;
    }

  return *length > 0 ? (const char *) (*owner)->data : "";
}

static const char *
get_charset (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));

  return type != NULL ? g_mime_content_type_get_parameter (type, "charset") : NULL;
}

/* Gives the text of a part as its reader sees it. is_html says whether the label
 * calls it HTML, and then whether it is. */
char *
bounce_parts_read_words (GMimePart      *part,
                         gboolean       *is_html,
                         gsize          *length,
                         BounceOmission *omissions)
{
  g_autoptr (GByteArray) owner = NULL;
  g_autofree char *named = NULL;
  const char *charset = get_charset (part);
  const char *bytes = bounce_parts_decode (part, &owner, length, omissions);
  char *text = NULL;

  if (*is_html && charset == NULL)
    charset = named = bounce_html_dup_charset (bytes, *length);

  text = bounce_charset_to_utf8 (bytes, *length, charset, length);
  if (!*is_html)
    *is_html = memchr (text, '<', MIN (*length, BOUNCE_LIMIT_FIRST_TAG)) != NULL &&
               (strcasestr (text, "<html") != NULL || strcasestr (text, "<!doctype html") != NULL) &&
               bounce_html_is_likely (text, *length);
  if (*is_html)
    {
      char *words = bounce_html_to_text (text, *length, length, omissions);

      g_free (text);
      text = words;
    }

  return text;
}
