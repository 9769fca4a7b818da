/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-source.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "bounce-source-reader-private.h"

struct _BounceSource
{
  GObject parent_instance;

  GFile *file;                  /* until it is opened */
  BounceSourceReader *reader;
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

static GInputStream *
open_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  const char *path;
  GFileType type;

  type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);
  path = g_file_peek_path (file);

  if (type == G_FILE_TYPE_SPECIAL && path != NULL)
    return open_special_file (path, error);

  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

static void
bounce_source_finalize (GObject *object)
{
  BounceSource *self = BOUNCE_SOURCE (object);

  g_clear_object (&self->file);
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
 * The file is opened when the first message is asked for.
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
  self->reader = bounce_source_reader_new (stream);

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
 * What gzip packed is unpacked on the way.
 *
 * A source always has a message: where there is nothing to read, it is empty.
 * Of a message larger than %BOUNCE_LIMIT_MESSAGE the first bytes are returned,
 * one more than the limit; the rest is passed over.
 *
 * A folder is %G_IO_ERROR_IS_DIRECTORY. After an error there are no more
 * messages.
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
      g_autoptr (GInputStream) stream = NULL;

      stream = open_file (file, cancellable, error);
      if (stream == NULL)
        return NULL;

      self->reader = bounce_source_reader_new (stream);
    }

  if (self->reader == NULL)
    return NULL;

  return bounce_source_reader_next (self->reader, cancellable, error);
}
