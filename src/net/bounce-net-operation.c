/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-net-operation-private.h"

#include "bounce-net-client-private.h"

struct _BounceNetOperation
{
  gatomicrefcount ref_count;
  GTask *task;
  GMainContext *context;
  BounceServices service;
  GCancellable *work;
  GSource *deadline;
  GSource *cancel;
  gulong allowed_id;
  GDestroyNotify ended;
  gpointer ended_data;
};

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Ends the operation towards its caller, who is told through the task returned. */
static GTask *
finish (BounceNetOperation *self)
{
  GTask *task = g_steal_pointer (&self->task);

  drop_source (&self->deadline);
  drop_source (&self->cancel);
  g_clear_signal_handler (&self->allowed_id, g_task_get_source_object (task));
  if (self->ended != NULL)
    self->ended (self->ended_data);
  self->ended = NULL;
  g_cancellable_cancel (self->work);

  return task;
}

static gboolean
deadline_cb (gpointer user_data)
{
  BounceNetOperation *self = user_data;

  bounce_net_operation_return_error (self,
                                     g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                                          "No answer in time"));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  BounceNetOperation *self = user_data;

  bounce_net_operation_return_error (self,
                                     g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                          "Cancelled"));
  return G_SOURCE_REMOVE;
}

static void
allowed_changed_cb (BounceNetClient    *client,
                    BounceNetOperation *self)
{
  if (!bounce_net_client_is_allowed (client, self->service))
    bounce_net_operation_return_error (self, bounce_net_error_new_not_allowed ());
}

/* A source that keeps the operation for as long as it may be called. */
static void
attach (BounceNetOperation *self,
        GSource            *source,
        GSourceFunc         callback)
{
  g_source_set_callback (source, callback, bounce_net_operation_ref (self),
                         (GDestroyNotify) bounce_net_operation_unref);
  g_source_attach (source, self->context);
}

/**
 * bounce_net_operation_new: (skip)
 * @client: the client
 * @service: a flag, or flags of which one is enough
 * @timeout_ms: after which it ends by itself, or 0
 * @cancellable: (nullable): for the caller to cancel
 * @callback: called when it ended
 * @user_data: for @callback
 * @source_tag: the public function
 *
 * Begins an operation. Where it must not begin, because nobody agreed to @service or
 * it is cancelled already, it has ended when this returns, and @callback follows.
 *
 * Returns: (transfer full): the operation
 */
BounceNetOperation *
bounce_net_operation_new (BounceNetClient     *client,
                          BounceServices       service,
                          guint                timeout_ms,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data,
                          gpointer             source_tag)
{
  BounceNetOperation *self = g_new0 (BounceNetOperation, 1);
  g_autoptr (GTask) ended = NULL;

  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (client), NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->service = service;
  self->work = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, source_tag);

  if (!bounce_net_client_is_allowed (client, service))
    {
      ended = finish (self);
      g_task_return_error (ended, bounce_net_error_new_not_allowed ());
      return self;
    }
  if (g_cancellable_is_cancelled (cancellable))
    {
      ended = finish (self);
      g_task_return_error_if_cancelled (ended);
      return self;
    }

  self->allowed_id = g_signal_connect (client, "allowed-changed",
                                       G_CALLBACK (allowed_changed_cb), self);
  if (timeout_ms > 0)
    {
      self->deadline = g_timeout_source_new (timeout_ms);
      attach (self, self->deadline, deadline_cb);
    }
  if (cancellable != NULL)
    {
      self->cancel = g_cancellable_source_new (cancellable);
      g_source_set_priority (self->cancel, G_PRIORITY_HIGH);
      attach (self, self->cancel, G_SOURCE_FUNC (cancelled_cb));
    }

  return self;
}

BounceNetOperation *
bounce_net_operation_ref (BounceNetOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
bounce_net_operation_unref (BounceNetOperation *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  /* Whoever begins one holds it until it answers. */
  g_assert (self->task == NULL);
  g_clear_object (&self->work);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

/* Whether the caller still waits. */
gboolean
bounce_net_operation_is_running (BounceNetOperation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->task != NULL;
}

/* The client, while the operation runs. */
BounceNetClient *
bounce_net_operation_get_client (BounceNetOperation *self)
{
  g_return_val_if_fail (self != NULL && self->task != NULL, NULL);

  return g_task_get_source_object (self->task);
}

/* What is cancelled when the operation ends, for whatever works for it. */
GCancellable *
bounce_net_operation_get_work (BounceNetOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->work;
}

/* Where the operation was begun, and where its callback is called. */
GMainContext *
bounce_net_operation_get_context (BounceNetOperation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->context;
}

/* What is called once, before the caller hears that @self ended, however that came. */
void
bounce_net_operation_set_ended (BounceNetOperation *self,
                                GDestroyNotify      ended,
                                gpointer            user_data)
{
  g_return_if_fail (self != NULL && self->task != NULL);

  self->ended = ended;
  self->ended_data = user_data;
}

/**
 * bounce_net_operation_return_error: (skip)
 * @self: an operation
 * @error: (transfer full): why it failed
 *
 * Ends @self, unless it has ended before.
 */
void
bounce_net_operation_return_error (BounceNetOperation *self,
                                   GError             *error)
{
  g_autoptr (BounceNetOperation) kept = bounce_net_operation_ref (self);
  g_autoptr (GError) owned = error;
  g_autoptr (GTask) task = NULL;

  if (kept->task == NULL)
    return;

  task = finish (kept);
  g_task_return_error (task, g_steal_pointer (&owned));
}

/**
 * bounce_net_operation_return_pointer: (skip)
 * @self: an operation
 * @result: (transfer full): its result
 * @destroy: frees @result
 *
 * Ends @self, unless it has ended before.
 */
void
bounce_net_operation_return_pointer (BounceNetOperation *self,
                                     gpointer            result,
                                     GDestroyNotify      destroy)
{
  g_autoptr (BounceNetOperation) kept = bounce_net_operation_ref (self);
  g_autoptr (GTask) task = NULL;

  if (kept->task == NULL)
    {
      destroy (result);
      return;
    }

  task = finish (kept);
  g_task_return_pointer (task, result, destroy);
}
