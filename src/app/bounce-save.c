/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-save.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-recent.h"

/* What one saving needs while it goes on. */
typedef struct
{
  char *text;                   /* NULL where only a file is asked for */
  GtkFileChooserNative *chooser;
  gulong cancelled_id;
  GError *error;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_free (saving->text);
  g_clear_object (&saving->chooser);
  g_clear_error (&saving->error);
  g_free (saving);
}

static GTask *
create_task (gpointer             source_tag,
             const char          *text,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->text = g_strdup (text);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, saving, free_saving);

  return task;
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Saving *saving = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gboolean closed = g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error);

  if (saving->error != NULL)
    g_task_return_error (task, g_steal_pointer (&saving->error));
  else if (!closed)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GOutputStream *stream = G_OUTPUT_STREAM (object);
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GCancellable) cancellable = NULL;
  Saving *saving = g_task_get_task_data (task);

  if (g_output_stream_write_all_finish (stream, result, NULL, &saving->error))
    {
      g_set_object (&cancellable, g_task_get_cancellable (task));
    }
  else
    {
      /* Closing puts the new file in place of the old one. A cancelled close, and
       * nothing else, leaves the old file alone; GLib's own replace_contents
       * does not do so. */
      cancellable = g_cancellable_new ();
      g_cancellable_cancel (cancellable);
    }

  g_output_stream_close_async (stream, G_PRIORITY_DEFAULT, cancellable,
                               closed_cb, g_steal_pointer (&task));
}

static void
replaced_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileOutputStream) stream = g_file_replace_finish (G_FILE (object), result, &error);
  Saving *saving = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_output_stream_write_all_async (G_OUTPUT_STREAM (stream), saving->text, strlen (saving->text),
                                   G_PRIORITY_DEFAULT, cancellable,
                                   written_cb, g_steal_pointer (&task));
}

static void
write_file (GTask *task,
            GFile *file)
{
  g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT,
                        g_task_get_cancellable (task), replaced_cb, g_object_ref (task));
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Saving *saving = g_task_get_task_data (task);
  g_autoptr(GtkFileChooserNative) chooser = g_steal_pointer (&saving->chooser);
  g_autoptr(GFile) file = NULL;

  if (cancellable != NULL)
    g_signal_handler_disconnect (cancellable, saving->cancelled_id);
  g_signal_handlers_disconnect_by_func (chooser, response_cb, task);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_destroy (dialog);
  if (file != NULL)
    bounce_recent_forget (file);

  if (file != NULL && saving->text == NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else if (file == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "No file was chosen");
  else
    write_file (task, file);
}

/* The window that asked is going. */
static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  Saving *saving = g_task_get_task_data (task);

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (saving->chooser));
  g_signal_emit_by_name (saving->chooser, "response", GTK_RESPONSE_CANCEL);
}

/* The answer takes the task over. */
static void
ask (GTask      *task,
     GtkWindow  *parent,
     const char *title,
     const char *name)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Saving *saving = g_task_get_task_data (task);

  saving->chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                 NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (saving->chooser), TRUE);

  g_signal_connect (saving->chooser, "response", G_CALLBACK (response_cb), task);
  if (cancellable != NULL)
    saving->cancelled_id = g_signal_connect (cancellable, "cancelled",
                                             G_CALLBACK (cancelled_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}

/**
 * bounce_save_text_async:
 * @parent: the window that asks
 * @title: of the dialog
 * @name: the name that is proposed
 * @text: what to save
 * @cancellable: (nullable): closes the dialog and ends the writing
 * @callback: called when the file is written, or is not
 * @user_data: for @callback
 *
 * Asks for a file and puts text into it.
 */
void
bounce_save_text_async (GtkWindow           *parent,
                        const char          *title,
                        const char          *name,
                        const char          *text,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL && name != NULL && text != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  ask (create_task (bounce_save_text_async, text, cancellable, callback, user_data),
       parent, title, name);
}

/**
 * bounce_save_choose_async:
 * @parent: the window that asks
 * @title: of the dialog
 * @name: the name that is proposed
 * @cancellable: (nullable): closes the dialog
 * @callback: called when a file is chosen, or none is
 * @user_data: for @callback
 *
 * Asks for a file to be written.
 */
void
bounce_save_choose_async (GtkWindow           *parent,
                          const char          *title,
                          const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL && name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  ask (create_task (bounce_save_choose_async, NULL, cancellable, callback, user_data),
       parent, title, name);
}

/**
 * bounce_save_choose_finish:
 * @result: what the callback got
 * @error: set to %G_IO_ERROR_CANCELLED where no file was chosen
 *
 * Returns: (transfer full) (nullable): the file to write
 */
GFile *
bounce_save_choose_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_save_choose_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bounce_save_file_async:
 * @file: where to
 * @text: what to save
 * @cancellable: (nullable): ends it early
 * @callback: called when the file is written, or is not
 * @user_data: for @callback
 *
 * Puts text into a file, in place of what is in it. bounce_save_text_finish() tells
 * how it went.
 */
void
bounce_save_file_async (GFile               *file,
                        const char          *text,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (text != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = create_task (bounce_save_text_async, text, cancellable, callback, user_data);
  write_file (task, file);
}

/**
 * bounce_save_text_finish:
 * @result: what the callback got
 * @error: set where nothing was saved; %G_IO_ERROR_CANCELLED where no file was
 *   chosen
 *
 * Returns: whether the text is in the file
 */
gboolean
bounce_save_text_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_save_text_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
