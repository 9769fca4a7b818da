/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-export.h"

#include <string.h>

#include "bounce-csv.h"
#include "bounce-json.h"

/* What the thread needs; all of it is its own. */
typedef struct
{
  GPtrArray *inputs;
  GPtrArray *rows;              /* of BounceInboxRow, in the order that is shown */
  BounceListFormat format;
  GFile *file;
  guint n_missing;              /* that could not be read again */
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_ptr_array_unref (export->inputs);
  g_ptr_array_unref (export->rows);
  g_object_unref (export->file);
  g_free (export);
}

static gboolean
write_text (GOutputStream  *stream,
            const char     *text,
            GCancellable   *cancellable,
            GError        **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error);
}

static char *
dup_lines (Export             *export,
           BounceInboxRow     *row,
           const BounceReport *report)
{
  const BounceInput *input = g_ptr_array_index (export->inputs, bounce_inbox_row_get_input (row));
  guint number = bounce_inbox_row_get_number (row);
  g_autofree char *source = NULL;
  g_autofree char *line = NULL;
  const char *file = NULL;

  if (input->file != NULL)
    source = g_file_get_basename (input->file);
  if (g_strcmp0 (source, bounce_inbox_row_get_file (row)) != 0)
    file = bounce_inbox_row_get_file (row);

  if (export->format == BOUNCE_LIST_FORMAT_CSV)
    return bounce_csv_from_report (report, source != NULL ? source : "", file, number);

  line = bounce_json_from_report (report, NULL, source != NULL ? source : "", file, number);

  return g_strconcat (line, "\n", NULL);
}

static gboolean
write_rows (Export         *export,
            GOutputStream  *stream,
            GCancellable   *cancellable,
            GError        **error)
{
  if (export->format == BOUNCE_LIST_FORMAT_CSV)
    {
      g_autofree char *header = bounce_csv_new_header ();

      if (!write_text (stream, header, cancellable, error))
        return FALSE;
    }

  for (guint i = 0; i < export->rows->len; i++)
    {
      BounceInboxRow *row = g_ptr_array_index (export->rows, i);
      g_autoptr(BounceReport) report = NULL;
      g_autofree char *lines = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      report = bounce_inbox_decode_row (export->inputs, row, BOUNCE_DECODE_DEFAULT, cancellable,
                                        NULL);
      if (report == NULL)
        {
          export->n_missing++;
          continue;
        }

      lines = dup_lines (export, row, report);
      if (!write_text (stream, lines, cancellable, error))
        return FALSE;
    }

  return g_output_stream_flush (stream, cancellable, error);
}

static void
export_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr(GFileOutputStream) file_stream = NULL;
  g_autoptr(GOutputStream) stream = NULL;
  GError *error = NULL;

  file_stream = g_file_replace (export->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable,
                                &error);
  if (file_stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  stream = g_buffered_output_stream_new (G_OUTPUT_STREAM (file_stream));
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (stream), FALSE);
  if (!write_rows (export, stream, cancellable, &error))
    {
      g_autoptr(GCancellable) cancelled = g_cancellable_new ();

      /* Closing puts the new file in place of the old one, unless it is
       * cancelled. What is still in the buffer must not be tried again. */
      g_cancellable_cancel (cancelled);
      g_output_stream_close (G_OUTPUT_STREAM (file_stream), cancelled, NULL);
      g_task_return_error (task, error);
      return;
    }

  if (!g_output_stream_close (G_OUTPUT_STREAM (file_stream), cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * bounce_list_export_async:
 * @inbox: what was read
 * @rows: those of its rows that are shown, in their order
 * @format: how to write them
 * @file: where to
 * @cancellable: (nullable): ends it early
 * @callback: called in the main loop when it is done
 * @user_data: for @callback
 *
 * Reads the messages again and writes what is known of each to a file, in a thread
 * of its own. Where that fails, what was in the file before is still there.
 */
void
bounce_list_export_async (BounceInbox         *inbox,
                          GListModel          *rows,
                          BounceListFormat     format,
                          GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Export *export;
  guint n_rows;

  g_return_if_fail (BOUNCE_IS_INBOX (inbox));
  g_return_if_fail (G_IS_LIST_MODEL (rows));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  n_rows = g_list_model_get_n_items (rows);
  export = g_new0 (Export, 1);
  export->inputs = g_ptr_array_ref (bounce_inbox_get_inputs (inbox));
  export->rows = g_ptr_array_new_full (n_rows, g_object_unref);
  export->format = format;
  export->file = g_object_ref (file);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (export->rows, g_list_model_get_item (rows, i));

  task = g_task_new (inbox, cancellable, callback, user_data);
  g_task_set_source_tag (task, bounce_list_export_async);
  g_task_set_task_data (task, export, free_export);
  g_task_run_in_thread (task, export_thread);
}

/**
 * bounce_list_export_finish:
 * @inbox: what was read
 * @result: what the callback got
 * @n_missing: (out): how many messages could not be read again
 * @error: set where nothing was saved
 *
 * Returns: whether the list is in the file
 */
gboolean
bounce_list_export_finish (BounceInbox   *inbox,
                           GAsyncResult  *result,
                           guint         *n_missing,
                           GError       **error)
{
  Export *export;

  g_return_val_if_fail (BOUNCE_IS_INBOX (inbox), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, inbox), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_list_export_async), FALSE);
  g_return_val_if_fail (n_missing != NULL, FALSE);

  export = g_task_get_task_data (G_TASK (result));
  *n_missing = export->n_missing;

  return g_task_propagate_boolean (G_TASK (result), error);
}
