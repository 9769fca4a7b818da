/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-inbox-private.h"

#include "bounce-plain.h"

/* Rows that join the list at once. Each batch costs whoever shows the list a few
 * milliseconds, and the window draws and listens between two of them. */
#define BATCH 500

/* Rows that are not freed beside other work. */
#define MANY 5000

/* Before this the speed of reading is anybody's guess. */
#define GUESS_AFTER_S 2

struct _BounceInbox
{
  GObject parent_instance;

  GPtrArray *inputs;            /* of BounceInput */
  GPtrArray *rows;              /* of BounceInboxRow */
  BounceInboxFeed feed;
  GTask *loading;
  GMainContext *context;        /* in which the list grows */
  gint64 started;
  gboolean is_loading;
  gboolean is_whole;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BounceInbox, bounce_inbox, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
bounce_inbox_get_item_type (GListModel *model)
{
  return BOUNCE_TYPE_INBOX_ROW;
}

static guint
bounce_inbox_get_n_items (GListModel *model)
{
  return BOUNCE_INBOX (model)->rows->len;
}

static gpointer
bounce_inbox_get_item (GListModel *model,
                       guint       position)
{
  BounceInbox *self = BOUNCE_INBOX (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = bounce_inbox_get_item_type;
  iface->get_n_items = bounce_inbox_get_n_items;
  iface->get_item = bounce_inbox_get_item;
}

static void
finish_loading (BounceInbox *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->loading);
  GError *error = g_steal_pointer (&self->feed.error);

  self->is_loading = FALSE;
  self->is_whole = error == NULL;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* A few rows at a time, when nothing more pressing is to be done. */
static gboolean
take_rows_cb (gpointer user_data)
{
  BounceInbox *self = BOUNCE_INBOX (user_data);
  guint position = self->rows->len;
  gboolean has_more;
  gboolean is_done;

  g_mutex_lock (&self->feed.lock);
  for (guint i = 0; i < BATCH && !g_queue_is_empty (&self->feed.rows); i++)
    g_ptr_array_add (self->rows, g_queue_pop_head (&self->feed.rows));
  has_more = !g_queue_is_empty (&self->feed.rows);
  is_done = self->feed.is_done && !has_more;
  self->feed.is_scheduled = has_more;
  g_mutex_unlock (&self->feed.lock);

  if (self->rows->len > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->rows->len - position);
  if (is_done && self->is_loading)
    finish_loading (self);

  return has_more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* In the thread. The loading task keeps the inbox until the last rows are taken. */
static void
wake_cb (gpointer user_data)
{
  BounceInbox *self = BOUNCE_INBOX (user_data);
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (source, take_rows_cb, g_object_ref (self), g_object_unref);
  g_source_set_static_name (source, "bounce-inbox-rows");
  g_source_attach (source, self->context);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  BounceInbox *self = BOUNCE_INBOX (source_object);

  bounce_inbox_feed_read (&self->feed, self->inputs, cancellable, wake_cb, self);
  g_task_return_boolean (task, TRUE);
}

/* What a thread needs to read one message again. */
typedef struct
{
  GPtrArray *inputs;
  BounceInboxRow *row;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_ptr_array_unref (opening->inputs);
  g_object_unref (opening->row);
  g_free (opening);
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  BounceReport *report;
  GError *error = NULL;

  report = bounce_inbox_decode_row (opening->inputs, opening->row, BOUNCE_DECODE_ORIGINALS,
                                    cancellable, &error);
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) bounce_report_unref);
  else
    g_task_return_error (task, error);
}

static GInputStream *
open_input (BounceInput     *input,
            BounceInboxRow  *row,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr(GFile) file = NULL;
  GFileType type;

  if (input->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (input->bytes);

  file = g_object_ref (input->file);
  type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);
  if (type == G_FILE_TYPE_DIRECTORY && bounce_inbox_row_get_file (row) != NULL)
    {
      g_object_unref (file);
      file = g_file_resolve_relative_path (input->file, bounce_inbox_row_get_file (row));
      type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);
    }

  /* Where a pipe has taken the file's place, opening it would wait for ever. */
  if (type == G_FILE_TYPE_SPECIAL)
    {
      g_propagate_error (error, bounce_inbox_error_new (BOUNCE_INBOX_ERROR_CHANGED));
      return NULL;
    }

  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

/* What nobody sees any more. */
typedef struct
{
  GPtrArray *rows;
  BounceTally *tally;
} Remains;

static void
free_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Remains *remains = task_data;

  g_ptr_array_unref (remains->rows);
  bounce_tally_free (remains->tally);
  g_free (remains);

  g_task_return_boolean (task, TRUE);
}

/* To free a hundred thousand rows takes longer than a window may stand still. */
static void
free_elsewhere (BounceInbox *self)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Remains *remains = g_new0 (Remains, 1);

  remains->rows = g_steal_pointer (&self->rows);
  remains->tally = g_steal_pointer (&self->feed.tally);
  g_task_set_source_tag (task, free_elsewhere);
  g_task_set_task_data (task, remains, NULL);
  g_task_run_in_thread (task, free_thread);
}

static void
bounce_inbox_finalize (GObject *object)
{
  BounceInbox *self = BOUNCE_INBOX (object);

  if (self->rows->len > MANY)
    free_elsewhere (self);
  bounce_inbox_feed_clear (&self->feed);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (bounce_inbox_parent_class)->finalize (object);
}

static void
bounce_inbox_class_init (BounceInboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_inbox_finalize;
}

static void
bounce_inbox_init (BounceInbox *self)
{
  bounce_inbox_feed_init (&self->feed);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * bounce_inbox_new:
 * @inputs: (element-type BounceInput): what to read, in this order
 *
 * Returns: (transfer full): an inbox with nothing in it yet
 */
BounceInbox *
bounce_inbox_new (GPtrArray *inputs)
{
  BounceInbox *self;

  g_return_val_if_fail (inputs != NULL, NULL);

  self = g_object_new (BOUNCE_TYPE_INBOX, NULL);
  self->inputs = g_ptr_array_ref (inputs);

  return self;
}

/**
 * bounce_inbox_load_async:
 * @self: an inbox that was not loaded yet
 * @cancellable: (nullable): ends it early; what was read until then stays
 * @callback: called in the main loop when all is read
 * @user_data: for @callback
 *
 * Reads and decodes in a thread of its own. The list grows as messages come; the
 * same notice twice is one row. Things that cannot be read are counted; only if
 * nothing at all could be read is it an error.
 */
void
bounce_inbox_load_async (BounceInbox         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) thread = NULL;

  g_return_if_fail (BOUNCE_IS_INBOX (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (self->context == NULL);

  self->context = g_main_context_ref_thread_default ();
  self->started = g_get_monotonic_time ();
  self->is_loading = TRUE;
  self->loading = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->loading, bounce_inbox_load_async);

  /* The last rows tell when it is done, and not the end of the thread. */
  thread = g_task_new (self, cancellable, NULL, NULL);
  g_task_set_check_cancellable (thread, FALSE);
  g_task_run_in_thread (thread, load_thread);
}

/**
 * bounce_inbox_load_finish:
 * @self: an inbox
 * @result: what the callback got
 * @error: set to a %BOUNCE_INBOX_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is at least one message
 */
gboolean
bounce_inbox_load_finish (BounceInbox   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_inbox_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * bounce_inbox_get_is_loading:
 * @self: an inbox
 *
 * Returns: whether more may come
 */
gboolean
bounce_inbox_get_is_loading (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), FALSE);

  return self->is_loading;
}

/**
 * bounce_inbox_get_is_whole:
 * @self: an inbox
 *
 * Returns: whether everything was read, and nobody ended it early
 */
gboolean
bounce_inbox_get_is_whole (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), FALSE);

  return self->is_whole;
}

/**
 * bounce_inbox_get_progress:
 * @self: an inbox
 * @progress: (out caller-allocates): how far it is
 *
 * Tells how far the reading got.
 */
void
bounce_inbox_get_progress (BounceInbox         *self,
                           BounceInboxProgress *progress)
{
  double seconds;

  g_return_if_fail (BOUNCE_IS_INBOX (self));
  g_return_if_fail (progress != NULL);

  g_mutex_lock (&self->feed.lock);
  progress->fraction = self->feed.fraction;
  progress->n_unread = self->feed.n_unread;
  g_mutex_unlock (&self->feed.lock);

  seconds = (g_get_monotonic_time () - self->started) / (double) G_USEC_PER_SEC;
  progress->seconds_left = -1;
  if (seconds >= GUESS_AFTER_S && progress->fraction > 0)
    progress->seconds_left = seconds * (1 - progress->fraction) / progress->fraction;
}

/**
 * bounce_inbox_get_n_messages:
 * @self: an inbox
 *
 * Returns: how many rows there are by now
 */
guint
bounce_inbox_get_n_messages (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), 0);

  return self->rows->len;
}

/**
 * bounce_inbox_get_report:
 * @self: an inbox that was loaded
 *
 * Returns: (transfer none) (nullable): what the first message says, with its
 *   original
 */
BounceReport *
bounce_inbox_get_report (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);
  g_return_val_if_fail (!self->is_loading, NULL);

  return self->feed.first;
}

/**
 * bounce_inbox_lock_tally:
 * @self: an inbox
 *
 * Lends what all messages have in common. Reading stands still until
 * bounce_inbox_unlock_tally().
 *
 * Returns: (transfer none): the tally
 */
const BounceTally *
bounce_inbox_lock_tally (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);

  g_mutex_lock (&self->feed.lock);

  return self->feed.tally;
}

/**
 * bounce_inbox_unlock_tally:
 * @self: an inbox
 *
 * Gives back what bounce_inbox_lock_tally() lent.
 */
void
bounce_inbox_unlock_tally (BounceInbox *self)
{
  g_return_if_fail (BOUNCE_IS_INBOX (self));

  g_mutex_unlock (&self->feed.lock);
}

/**
 * bounce_inbox_dup_name:
 * @self: an inbox
 *
 * Returns: (transfer full) (nullable): the name of the one file or folder it is,
 *   as it can be shown
 */
char *
bounce_inbox_dup_name (BounceInbox *self)
{
  g_autofree char *basename = NULL;
  g_autofree char *shown = NULL;
  BounceInput *input;

  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);

  if (self->inputs->len != 1)
    return NULL;

  input = g_ptr_array_index (self->inputs, 0);
  basename = input->file != NULL ? g_file_get_basename (input->file) : NULL;

  if (basename == NULL)
    return NULL;

  shown = g_filename_display_name (basename);

  return bounce_plain_dup (shown);
}

/**
 * bounce_inbox_get_inputs:
 * @self: an inbox
 *
 * Returns: (transfer none) (element-type BounceInput): what it was read from;
 *   never changes, so that threads may look
 */
GPtrArray *
bounce_inbox_get_inputs (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);

  return self->inputs;
}

/**
 * bounce_inbox_decode_row:
 * @inputs: (element-type BounceInput): of an inbox
 * @row: one of its rows
 * @flags: what to keep
 * @cancellable: (nullable): ends it early
 * @error: set to a %BOUNCE_INBOX_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Reads and decodes a message again. Blocks: for a worker thread.
 *
 * Returns: (transfer full) (nullable): what it says
 */
BounceReport *
bounce_inbox_decode_row (GPtrArray          *inputs,
                         BounceInboxRow     *row,
                         BounceDecodeFlags   flags,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(BounceReport) report = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (inputs != NULL, NULL);
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (row), NULL);
  g_return_val_if_fail (bounce_inbox_row_get_input (row) < inputs->len, NULL);

  stream = open_input (g_ptr_array_index (inputs, bounce_inbox_row_get_input (row)), row,
                       cancellable, &local_error);
  if (stream != NULL)
    bytes = bounce_source_read_again (stream, bounce_inbox_row_get_place (row), cancellable,
                                      &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, bounce_inbox_error_translate (local_error));
      return NULL;
    }

  /* Another message in its place would be a wrong answer. */
  if (bytes != NULL && bounce_tally_fingerprint (bytes) == bounce_inbox_row_get_fingerprint (row))
    report = bounce_decode_message (bytes, flags, NULL);
  if (report == NULL)
    g_propagate_error (error, bounce_inbox_error_new (BOUNCE_INBOX_ERROR_CHANGED));

  return g_steal_pointer (&report);
}

/**
 * bounce_inbox_open_async:
 * @self: an inbox
 * @row: one of its rows
 * @cancellable: (nullable): ends it early
 * @callback: called in the main loop when it is decoded
 * @user_data: for @callback
 *
 * Reads and decodes a message again, in a thread of its own.
 */
void
bounce_inbox_open_async (BounceInbox         *self,
                         BounceInboxRow      *row,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (BOUNCE_IS_INBOX (self));
  g_return_if_fail (BOUNCE_IS_INBOX_ROW (row));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  opening = g_new0 (Opening, 1);
  opening->inputs = g_ptr_array_ref (self->inputs);
  opening->row = g_object_ref (row);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bounce_inbox_open_async);
  g_task_set_task_data (task, opening, free_opening);
  g_task_run_in_thread (task, open_thread);
}

/**
 * bounce_inbox_open_finish:
 * @self: an inbox
 * @result: what the callback got
 * @error: set to a %BOUNCE_INBOX_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the message says, with its original
 */
BounceReport *
bounce_inbox_open_finish (BounceInbox   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_inbox_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
