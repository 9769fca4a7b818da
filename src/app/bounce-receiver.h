/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gdk/gdk.h>

#include "bounce-inbox.h"

G_BEGIN_DECLS

/*
 * Takes what another program offers, by drop or by clipboard, and makes it
 * something to read: files, or bytes.
 */

GdkContentFormats *bounce_receiver_get_formats           (void);
void               bounce_receiver_take_drop_async       (GdkDrop              *drop,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
void               bounce_receiver_take_clipboard_async  (GdkClipboard         *clipboard,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
GPtrArray         *bounce_receiver_take_finish           (GAsyncResult         *result,
                                                          GError              **error);

G_END_DECLS
