/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-net-client.h"

G_BEGIN_DECLS

/*
 * One thing that is being asked, which answers its caller itself: when its deadline
 * is over, when the caller cancels, or when the consent to it is taken back. What
 * works for it below, an HTTP request or a thread, may end much later; that only
 * drops a reference. libsoup 3.2 tells of a cancelled HTTP/2 stream when its socket
 * moves the next time, and a thread in the resolver cannot be stopped at all.
 *
 * Everything but the last unref happens in the main context of the caller.
 */
typedef struct _BounceNetOperation BounceNetOperation;

BounceNetOperation *bounce_net_operation_new            (BounceNetClient     *client,
                                                         BounceServices       service,
                                                         guint                timeout_ms,
                                                         GCancellable        *cancellable,
                                                         GAsyncReadyCallback  callback,
                                                         gpointer             user_data,
                                                         gpointer             source_tag);
BounceNetOperation *bounce_net_operation_ref            (BounceNetOperation  *self);
void                bounce_net_operation_unref          (BounceNetOperation  *self);

gboolean            bounce_net_operation_is_running     (BounceNetOperation  *self);
BounceNetClient    *bounce_net_operation_get_client     (BounceNetOperation  *self);
GCancellable       *bounce_net_operation_get_work       (BounceNetOperation  *self);
GMainContext       *bounce_net_operation_get_context    (BounceNetOperation  *self);
void                bounce_net_operation_set_ended      (BounceNetOperation  *self,
                                                         GDestroyNotify       ended,
                                                         gpointer             user_data);
void                bounce_net_operation_return_error   (BounceNetOperation  *self,
                                                         GError              *error);
void                bounce_net_operation_return_pointer (BounceNetOperation  *self,
                                                         gpointer             result,
                                                         GDestroyNotify       destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceNetOperation, bounce_net_operation_unref)

G_END_DECLS
