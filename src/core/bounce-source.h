/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Where bounces come from: files, folders, standard input, drops and pastes, taken apart
 * into single messages. An mbox is read message by message and never held as a
 * whole. Everything here may block: call it from a worker thread.
 */

#define BOUNCE_SOURCE_ERROR (bounce_source_error_quark ())

/**
 * BounceSourceError:
 * @BOUNCE_SOURCE_ERROR_DAMAGED: what is packed or laid out in a file of its own
 *   kind is not whole
 * @BOUNCE_SOURCE_ERROR_TOO_BIG: more than a limit lets through
 * @BOUNCE_SOURCE_ERROR_NO_FILES: a folder without a file in it
 *
 * What is wrong with a source, where the system found nothing wrong with it.
 */
typedef enum {
  BOUNCE_SOURCE_ERROR_DAMAGED,
  BOUNCE_SOURCE_ERROR_TOO_BIG,
  BOUNCE_SOURCE_ERROR_NO_FILES,
} BounceSourceError;

GQuark        bounce_source_error_quark   (void);

/**
 * BounceSourcePlace:
 * @offset: where it starts in its file, in bytes; -1 where reading cannot start
 *   in the middle, as of what is packed
 * @index: which message of its file it is, from 0
 * @is_mail: whether the file is one mail, whatever it looks like
 *
 * Where a message lies in a file, to read it again.
 */
typedef struct
{
  goffset offset;
  guint index;
  gboolean is_mail;
} BounceSourcePlace;

#define BOUNCE_TYPE_SOURCE (bounce_source_get_type ())
G_DECLARE_FINAL_TYPE (BounceSource, bounce_source, BOUNCE, SOURCE, GObject)

BounceSource *bounce_source_new_for_file   (GFile         *file);
BounceSource *bounce_source_new_for_stream (GInputStream  *stream);
BounceSource *bounce_source_new_for_bytes  (GBytes        *bytes);
GBytes       *bounce_source_next_message   (BounceSource  *self,
                                            GCancellable  *cancellable,
                                            GError       **error);
const char   *bounce_source_get_file_name  (BounceSource  *self);
double        bounce_source_get_fraction   (BounceSource  *self);
void          bounce_source_get_place      (BounceSource       *self,
                                            BounceSourcePlace  *place);
GBytes       *bounce_source_read_again     (GInputStream             *stream,
                                            const BounceSourcePlace  *place,
                                            GCancellable             *cancellable,
                                            GError                  **error);

G_END_DECLS
