/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-source.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "bounce-folder-private.h"
#include "bounce-source-reader-private.h"

struct _BounceSource
{
  GObject parent_instance;

  GFile *file;                  /* until it is opened */
  BounceFolder *folder;         /* where it is one */
  BounceSourceReader *reader;   /* of the file at hand */
  goffset size;                 /* of that file; 0 where nobody knows */
  guint n_messages;             /* read from that file */
};

G_DEFINE_FINAL_TYPE (BounceSource, bounce_source, G_TYPE_OBJECT)

G_DEFINE_QUARK (bounce-source-error-quark, bounce_source_error)

/* Opening a pipe waits until somebody writes to it, and no cancellable ends that
 * wait. Opened like this it is the first read that waits, and that can be
 * cancelled. */
static GInputStream *
open_special_file (const char  *path,
                   GError     **error)
{
  int saved_errno;
  int fd;

  fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || fcntl (fd, F_SETFL, O_RDONLY) < 0)
    {
      saved_errno = errno;
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error,
                           G_IO_ERROR, g_io_error_from_errno (saved_errno),
                           g_strerror (saved_errno));
      return NULL;
    }

  return g_unix_input_stream_new (fd, TRUE);
}

static gboolean
open_file (BounceSource  *self,
           GFile         *file,
           gboolean       is_mail,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  const char *path = g_file_peek_path (file);

  /* what cannot be asked about may be read all the same */
  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  self->size = info != NULL ? g_file_info_get_size (info) : 0;

  if (info != NULL && path != NULL &&
      g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    stream = open_special_file (path, error);
  else
    stream = G_INPUT_STREAM (g_file_read (file, cancellable, error));

  if (stream == NULL)
    return FALSE;

  self->reader = bounce_source_reader_new (stream, is_mail);
  self->n_messages = 0;

  return TRUE;
}

static GBytes *
read_reader (BounceSource  *self,
             GCancellable  *cancellable,
             GError       **error)
{
  GBytes *bytes = bounce_source_reader_next (self->reader, cancellable, error);

  if (bytes != NULL)
    self->n_messages++;

  return bytes;
}

static GBytes *
read_folder (BounceSource  *self,
             GCancellable  *cancellable,
             GError       **error)
{
  for (;;)
    {
      g_autoptr (GFile) file = NULL;

      if (self->reader != NULL)
        {
          g_autoptr (GError) local_error = NULL;
          GBytes *bytes;

          bytes = read_reader (self, cancellable, &local_error);
          if (bytes != NULL)
            return bytes;

          g_clear_pointer (&self->reader, bounce_source_reader_free);
          if (local_error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return NULL;
            }
        }

      file = bounce_folder_next (self->folder, cancellable, error);
      if (file == NULL ||
          !open_file (self, file, bounce_folder_get_is_mail (self->folder), cancellable, error))
        return NULL;
    }
}

static void
bounce_source_finalize (GObject *object)
{
  BounceSource *self = BOUNCE_SOURCE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->folder, bounce_folder_free);
  g_clear_pointer (&self->reader, bounce_source_reader_free);

  G_OBJECT_CLASS (bounce_source_parent_class)->finalize (object);
}

static void
bounce_source_class_init (BounceSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_source_finalize;
}

static void
bounce_source_init (BounceSource *self)
{
}

/**
 * bounce_source_new_for_file:
 * @file: where to read; need not be on this computer
 *
 * A folder or a Maildir is its files, in the order of their names; hidden ones,
 * links to folders and devices are passed over. @file is opened when the first message is asked for.
 *
 * Returns: (transfer full): the messages in @file
 */
BounceSource *
bounce_source_new_for_file (GFile *file)
{
  BounceSource *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (BOUNCE_TYPE_SOURCE, NULL);
  self->file = g_object_ref (file);

  return self;
}

/**
 * bounce_source_new_for_stream:
 * @stream: what to read, to its end or until there is enough
 *
 * Returns: (transfer full): the messages in @stream
 */
BounceSource *
bounce_source_new_for_stream (GInputStream *stream)
{
  BounceSource *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_object_new (BOUNCE_TYPE_SOURCE, NULL);
  self->reader = bounce_source_reader_new (stream, FALSE);

  return self;
}

/**
 * bounce_source_new_for_bytes:
 * @bytes: what was pasted or dropped
 *
 * Returns: (transfer full): the messages in @bytes
 */
BounceSource *
bounce_source_new_for_bytes (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  stream = g_memory_input_stream_new_from_bytes (bytes);

  return bounce_source_new_for_stream (stream);
}

/**
 * bounce_source_next_message:
 * @self: a source
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Reads on to the end of the next message. Blocks.
 *
 * What gzip packed is unpacked on the way, and what Outlook saved (.msg) becomes a
 * mail again.
 *
 * A source always has a message: where there is nothing to read, it is empty.
 * Of a message larger than %BOUNCE_LIMIT_MESSAGE the first bytes are returned,
 * one more than the limit; the rest is passed over.
 *
 * After an error there are no more messages, but for a folder: there the next
 * call goes on with the next file.
 *
 * Returns: (transfer full) (nullable): the bytes of the next message, or %NULL
 *   without @error at the end
 */
GBytes *
bounce_source_next_message (BounceSource  *self,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_return_val_if_fail (BOUNCE_IS_SOURCE (self), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (self->file != NULL)
    {
      g_autoptr (GFile) file = g_steal_pointer (&self->file);

      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) ==
          G_FILE_TYPE_DIRECTORY)
        self->folder = bounce_folder_new (file);
      else if (!open_file (self, file, FALSE, cancellable, error))
        return NULL;
    }

  if (self->folder != NULL)
    return read_folder (self, cancellable, error);

  if (self->reader == NULL)
    return NULL;

  return read_reader (self, cancellable, error);
}

/**
 * bounce_source_get_file_name:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): where the source is a folder, the path
 *   inside it of the file with the last message or error
 */
const char *
bounce_source_get_file_name (BounceSource *self)
{
  g_return_val_if_fail (BOUNCE_IS_SOURCE (self), NULL);

  return self->folder != NULL ? bounce_folder_get_name (self->folder) : NULL;
}

/**
 * bounce_source_get_fraction:
 * @self: a source
 *
 * Returns: how much of the source was read, from 0 to 1; less than 0 where
 *   nobody knows, as of a pipe
 */
double
bounce_source_get_fraction (BounceSource *self)
{
  g_return_val_if_fail (BOUNCE_IS_SOURCE (self), -1);

  if (self->folder != NULL)
    return bounce_folder_get_fraction (self->folder);
  if (self->file != NULL)
    return 0;
  if (self->reader == NULL || self->size <= 0)
    return -1;

  return MIN ((double) bounce_source_reader_get_n_read (self->reader) / self->size, 1);
}

/**
 * bounce_source_get_place:
 * @self: a source
 * @place: (out caller-allocates): where the last message lies in its file
 *
 * Tells where bounce_source_read_again() finds the message that was read last.
 */
void
bounce_source_get_place (BounceSource      *self,
                         BounceSourcePlace *place)
{
  g_return_if_fail (BOUNCE_IS_SOURCE (self));
  g_return_if_fail (place != NULL);
  g_return_if_fail (self->reader != NULL && self->n_messages > 0);

  place->offset = bounce_source_reader_get_offset (self->reader);
  place->index = self->n_messages - 1;
  place->is_mail = self->folder != NULL && bounce_folder_get_is_mail (self->folder);
}

/**
 * bounce_source_read_again:
 * @stream: the file in which the message was, opened anew
 * @place: where it was
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #GError
 *
 * Reads one message of many without those before it, where that can be done.
 * What stands there now may be another one, or nothing. Blocks.
 *
 * Returns: (transfer full) (nullable): the bytes of a message, or %NULL without
 *   @error where nothing is there
 */
GBytes *
bounce_source_read_again (GInputStream             *stream,
                          const BounceSourcePlace  *place,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  g_autoptr (BounceSourceReader) reader = NULL;
  gboolean jumps;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (place != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  jumps = place->offset > 0 && G_IS_SEEKABLE (stream) &&
          g_seekable_can_seek (G_SEEKABLE (stream));
  if (jumps &&
      !g_seekable_seek (G_SEEKABLE (stream), place->offset, G_SEEK_SET, cancellable, error))
    return NULL;

  reader = bounce_source_reader_new (stream, place->is_mail);
  for (guint i = jumps ? place->index : 0; ; i++)
    {
      GBytes *bytes = bounce_source_reader_next (reader, cancellable, error);

      if (bytes == NULL || i == place->index)
        return bytes;

      g_bytes_unref (bytes);
    }
}
