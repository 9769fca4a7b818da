/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include <glib/gi18n.h>

#include "bounce-document.h"
#include "bounce-print.h"
#include "bounce-recent.h"
#include "bounce-save.h"
#include "bounce-text.h"
#include "bounce-window-private.h"

/* Where it was printed to a file. */
static void
forget_output (GtkPrintOperation *operation)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  const char *uri = NULL;
  g_autoptr(GFile) file = NULL;

  if (settings != NULL)
    uri = gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  if (uri == NULL)
    return;

  file = g_file_new_for_uri (uri);
  bounce_recent_forget (file);
}

static void
print_done_cb (BounceWindow            *self,
               GtkPrintOperationResult  result,
               GtkPrintOperation       *operation)
{
  g_autoptr(GError) error = NULL;

  self->print = NULL;

  forget_output (operation);

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      /* The next answer goes to the same printer or folder. */
      g_set_object (&self->print_settings,
                    gtk_print_operation_get_print_settings (operation));
      return;
    }

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (operation, &error);
  g_debug ("Cannot print: %s", error != NULL ? error->message : "no reason given");
  bounce_notice_show_text (self->notice,
                           _("The answer could not be printed."),
                           _("Try another printer, or save the answer as text."));
}

static void
print_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  BounceReport *report = bounce_answer_page_get_report (self->answer_page);
  g_autoptr(GtkPrintSettings) settings = NULL;
  g_autoptr(BouncePrint) print = NULL;
  g_autofree char *name = NULL;

  if (self->print != NULL)
    return;

  bounce_notice_dismiss (self->notice);

  settings = self->print_settings != NULL ? gtk_print_settings_copy (self->print_settings)
                                          : gtk_print_settings_new ();
  name = bounce_document_dup_file_name (report);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);

  /* GTK keeps the operation until the printer has all of it. */
  print = bounce_print_new (report, bounce_checker_get_checks (self->checker));
  gtk_print_operation_set_print_settings (GTK_PRINT_OPERATION (print), settings);
  g_signal_connect_object (print, "done", G_CALLBACK (print_done_cb), self, G_CONNECT_SWAPPED);
  self->print = print;
  bounce_print_run (print, GTK_WINDOW (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean saved = bounce_save_text_finish (result, &error);
  BounceWindow *self;

  /* The dialog went away, perhaps together with its window. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = BOUNCE_WINDOW (user_data);
  if (saved)
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The answer is saved")));
      return;
    }

  g_debug ("Cannot save: %s", error->message);
  bounce_notice_show_text (self->notice, _("The answer could not be saved."),
                           bounce_window_get_saving_hint (error));
}

static void
save_text_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  BounceReport *report = bounce_answer_page_get_report (self->answer_page);
  g_autofree char *text = bounce_text_new_from_report (report,
                                                        bounce_checker_get_checks (self->checker));
  g_autofree char *stem = bounce_document_dup_file_name (report);
  g_autofree char *name = g_strconcat (stem, ".txt", NULL);

  bounce_notice_dismiss (self->notice);
  bounce_window_stop_saving (self);
  self->saving = g_cancellable_new ();
  bounce_save_text_async (GTK_WINDOW (self), _("Save the answer as text"), name, text,
                          self->saving, saved_cb, self);
}

/**
 * bounce_window_install_print_actions:
 * @widget_class: the class of the window
 *
 * Installs what takes an answer out of the window, to paper or to a file.
 */
void
bounce_window_install_print_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "win.save-text", NULL, save_text_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "win.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "win.save-text", NULL);
}

/**
 * bounce_window_stop_saving:
 * @self: a window
 *
 * Closes the dialog that asks for a file, or ends the writing.
 */
void
bounce_window_stop_saving (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
  g_clear_object (&self->saving);

  g_clear_handle_id (&self->saving_timeout_id, g_source_remove);
  gtk_widget_set_visible (self->saving_box, FALSE);
}

/**
 * bounce_window_get_saving_hint:
 * @error: why something could not be saved
 *
 * What a person can do about it depends on the reason; the name of the operation
 * that failed helps nobody.
 *
 * Returns: (transfer none): what to do
 */
const char *
bounce_window_get_saving_hint (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _("There is no room left there. Make room, or choose another place.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return _("Nothing may be written there. Choose another place.");

  return _("Choose another place, or copy what you need and paste it into another program.");
}
