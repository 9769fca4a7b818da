/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-inbox.h"

G_BEGIN_DECLS

/**
 * BounceListFormat:
 * @BOUNCE_LIST_FORMAT_CSV: one row for each recipient, for spreadsheets
 * @BOUNCE_LIST_FORMAT_JSON: one line of JSON for each message, for programs
 *
 * How a list is written to a file.
 */
typedef enum {
  BOUNCE_LIST_FORMAT_CSV,
  BOUNCE_LIST_FORMAT_JSON,
} BounceListFormat;

void      bounce_list_export_async   (BounceInbox          *inbox,
                                      GListModel           *rows,
                                      BounceListFormat      format,
                                      GFile                *file,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  bounce_list_export_finish  (BounceInbox          *inbox,
                                      GAsyncResult         *result,
                                      guint                *n_missing,
                                      GError              **error);

G_END_DECLS
