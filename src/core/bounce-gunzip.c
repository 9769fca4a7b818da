/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-gunzip-private.h"

#include <string.h>

#include "bounce-source.h"

#define BUFFER_SIZE (64 * 1024)

struct _BounceGunzip
{
  GConverter *converter;
  gboolean at_end;              /* of the packed stream */
  gboolean between_members;
  gsize start;
  gsize end;
  char buffer[BUFFER_SIZE];
};

/* The two bytes that every file has, and the one method there is. */
gboolean
bounce_gunzip_recognises (const char *data,
                          gsize       length)
{
  return length >= 3 && memcmp (data, "\x1f\x8b\x08", 3) == 0;
}

/* @first is what was already taken from the stream. */
BounceGunzip *
bounce_gunzip_new (const char *first,
                   gsize       length)
{
  BounceGunzip *self = NULL;

  g_assert (length <= BUFFER_SIZE);

  self = g_new (BounceGunzip, 1);
  self->converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  self->at_end = FALSE;
  self->between_members = FALSE;
  self->start = 0;
  self->end = length;
  memcpy (self->buffer, first, length);

  return self;
}

void
bounce_gunzip_free (BounceGunzip *self)
{
  g_object_unref (self->converter);
  g_free (self);
}

static gboolean
fill_buffer (BounceGunzip  *self,
             GInputStream  *stream,
             goffset       *n_packed,
             GCancellable  *cancellable,
             GError       **error)
{
  gssize n_read;

  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }

  n_read = g_input_stream_read (stream, self->buffer + self->end, BUFFER_SIZE - self->end,
                                cancellable, error);
  if (n_read < 0)
    return FALSE;

  self->at_end = n_read == 0;
  self->end += n_read;
  *n_packed += n_read;

  return TRUE;
}

/* Returns 0 at the end, and -1 with @error; what was packed by halves or is no
 * gzip after all is BOUNCE_SOURCE_ERROR_DAMAGED. */
gssize
bounce_gunzip_read (BounceGunzip  *self,
                    GInputStream  *stream,
                    char          *buffer,
                    gsize          size,
                    goffset       *n_packed,
                    GCancellable  *cancellable,
                    GError       **error)
{
  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      GConverterResult result;
      gsize n_taken = 0;
      gsize n_made = 0;

      if (!self->at_end && self->end - self->start < 3 &&
          !fill_buffer (self, stream, n_packed, cancellable, error))
        return -1;

      /* One member may follow another (RFC 1952 §2.2); anything else behind
       * the last one is padding, which gzip itself passes over. */
      if (self->between_members)
        {
          if (self->end - self->start < 3 && !self->at_end)
            continue;
          if (!bounce_gunzip_recognises (self->buffer + self->start, self->end - self->start))
            return 0;

          g_converter_reset (self->converter);
          self->between_members = FALSE;
        }

      result = g_converter_convert (self->converter,
                                    self->buffer + self->start, self->end - self->start,
                                    buffer, size,
                                    self->at_end ? G_CONVERTER_INPUT_AT_END
                                                 : G_CONVERTER_NO_FLAGS,
                                    &n_taken, &n_made, &local_error);

      if (result == G_CONVERTER_ERROR)
        {
          if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) &&
              !self->at_end)
            {
              if (!fill_buffer (self, stream, n_packed, cancellable, error))
                return -1;
              continue;
            }

          g_set_error (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_DAMAGED,
                       "The packed data is damaged: %s", local_error->message);
          return -1;
        }

      self->start += n_taken;
      self->between_members = result == G_CONVERTER_FINISHED;

      if (n_made > 0)
        return n_made;
    }
}
