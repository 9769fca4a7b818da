/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

#include "bounce-decode.h"
#include "bounce-inbox-row.h"
#include "bounce-input.h"
#include "bounce-report.h"

G_BEGIN_DECLS

/**
 * BounceInboxProgress:
 * @fraction: how much was read, from 0 to 1; less than 0 where nobody knows
 * @seconds_left: how long the rest may take; less than 0 where nobody knows
 * @n_unread: how many files or messages could not be read
 *
 * How far the reading got.
 */
typedef struct
{
  double fraction;
  double seconds_left;
  guint n_unread;
} BounceInboxProgress;

/* What was opened, dropped or pasted, as a list of #BounceInboxRow that grows
 * while it is read. */
#define BOUNCE_TYPE_INBOX (bounce_inbox_get_type ())
G_DECLARE_FINAL_TYPE (BounceInbox, bounce_inbox, BOUNCE, INBOX, GObject)

BounceInbox       *bounce_inbox_new            (GPtrArray            *inputs);
void               bounce_inbox_load_async     (BounceInbox          *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean           bounce_inbox_load_finish    (BounceInbox          *self,
                                                GAsyncResult         *result,
                                                GError              **error);
gboolean           bounce_inbox_get_is_loading (BounceInbox          *self);
gboolean           bounce_inbox_get_is_whole   (BounceInbox          *self);
void               bounce_inbox_get_progress   (BounceInbox          *self,
                                                BounceInboxProgress  *progress);
guint              bounce_inbox_get_n_messages (BounceInbox          *self);
BounceReport      *bounce_inbox_get_report     (BounceInbox          *self);
const BounceTally *bounce_inbox_lock_tally     (BounceInbox          *self);
void               bounce_inbox_unlock_tally   (BounceInbox          *self);
char              *bounce_inbox_dup_name       (BounceInbox          *self);

void               bounce_inbox_open_async     (BounceInbox          *self,
                                                BounceInboxRow       *row,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
BounceReport      *bounce_inbox_open_finish    (BounceInbox          *self,
                                                GAsyncResult         *result,
                                                GError              **error);
BounceReport      *bounce_inbox_decode_row     (GPtrArray            *inputs,
                                                BounceInboxRow       *row,
                                                BounceDecodeFlags     flags,
                                                GCancellable         *cancellable,
                                                GError              **error);
GPtrArray         *bounce_inbox_get_inputs     (BounceInbox          *self);

G_END_DECLS
