/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-mailto.h"
#include "bounce-note.h"
#include "bounce-receiver.h"
#include "bounce-text.h"
#include "bounce-window-private.h"

static void
copy (BounceWindow *self,
      const char   *text,
      AdwToast     *echo)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, echo);
}

static void
chooser_response_cb (BounceWindow *self,
                     int           response)
{
  g_autoptr(GListModel) files = NULL;
  g_autoptr(GPtrArray) inputs = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (files == NULL)
    return;

  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_input_free);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (inputs, bounce_input_new_for_file (file));
    }
  if (inputs->len > 0)
    bounce_window_read (self, inputs);
}

static void
show_chooser (BounceWindow         *self,
              const char           *title,
              GtkFileChooserAction  action)
{
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response",
                           G_CALLBACK (chooser_response_cb), self, G_CONNECT_SWAPPED);
}

static void
open_folder_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);

  if (self->chooser != NULL)
    return;

  show_chooser (self, _("Open a folder with messages that came back"),
                GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  g_autoptr(GtkFileFilter) mail = NULL;
  g_autoptr(GtkFileFilter) all = NULL;

  if (self->chooser != NULL)
    return;

  mail = gtk_file_filter_new ();
  gtk_file_filter_set_name (mail, _("Mail and text"));
  gtk_file_filter_add_mime_type (mail, "message/rfc822");
  gtk_file_filter_add_mime_type (mail, "application/mbox");
  gtk_file_filter_add_mime_type (mail, "application/vnd.ms-outlook");
  gtk_file_filter_add_mime_type (mail, "application/gzip");
  gtk_file_filter_add_mime_type (mail, "text/plain");
  gtk_file_filter_add_mime_type (mail, "text/html");
  gtk_file_filter_add_suffix (mail, "eml");
  gtk_file_filter_add_suffix (mail, "mbox");
  gtk_file_filter_add_suffix (mail, "msg");
  gtk_file_filter_add_suffix (mail, "gz");
  gtk_file_filter_add_suffix (mail, "txt");
  all = gtk_file_filter_new ();
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");

  show_chooser (self, _("Open the message that came back"), GTK_FILE_CHOOSER_ACTION_OPEN);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), mail);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
paste_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);

  bounce_window_start_reading (self);
  bounce_receiver_take_clipboard_async (gtk_widget_get_clipboard (widget), self->reading,
                                        bounce_window_inputs_taken_cb, self);
}

static void
example_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  g_autoptr(GPtrArray) inputs = NULL;
  g_autoptr(GBytes) bytes = NULL;

  bytes = g_resources_lookup_data (RESOURCE_PATH "/bounce-example.eml",
                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_input_free);
  g_ptr_array_add (inputs, bounce_input_new_for_bytes (bytes));
  bounce_window_read (self, inputs);
}

static void
codebook_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  bounce_window_show_codebook (BOUNCE_WINDOW (widget), "");
}

static void
lookup_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  bounce_window_show_codebook (BOUNCE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  bounce_window_go_back (BOUNCE_WINDOW (widget));
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  bounce_window_cancel (BOUNCE_WINDOW (widget));
}

static void
previous_message_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);

  bounce_window_open_position (self, self->position - 1);
}

static void
next_message_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);

  bounce_window_open_position (self, self->position + 1);
}

static void
find_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);

  if (bounce_window_is_page (self, "list"))
    bounce_list_page_find (self->list_page);
  else
    bounce_answer_page_find (self->answer_page);
}

static void
copy_note_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  g_autofree char *note = NULL;

  note = bounce_note_new_for_it (bounce_answer_page_get_report (self->answer_page),
                                 bounce_checker_get_checks (self->checker),
                                 bounce_answer_page_get_hides_addresses (self->answer_page));
  copy (self, note, adw_toast_new (_("The note is copied. Paste it into a message to those who "
                                     "run your mail.")));
}

static void
copy_request_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  g_autofree char *note = NULL;

  note = bounce_note_new_for_recipient (bounce_answer_page_get_report (self->answer_page),
                                        bounce_answer_page_get_index (self->answer_page));
  if (note != NULL)
    copy (self, note, adw_toast_new (_("The note is copied. Give it to them another way, as mail "
                                       "does not arrive.")));
}

static void
copy_text_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  g_autofree char *text = NULL;

  text = bounce_text_new_from_report (bounce_answer_page_get_report (self->answer_page),
                                      bounce_checker_get_checks (self->checker));
  copy (self, text, adw_toast_new (_("The answer is copied")));
}

static void
copy_suggestion_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self->answer_page);

  if (recipient != NULL && recipient->suggestion != NULL)
    copy (self, recipient->suggestion, adw_toast_new (_("The address is copied")));
}

static void
mail_program_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceWindow) self = BOUNCE_WINDOW (user_data);

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("No mail program: %s", error->message);
  adw_toast_overlay_add_toast (self->toasts,
                               adw_toast_new (_("No mail program could be opened.")));
}

/* Opens the mail program with a draft. The person reads it and sends it, or not. */
static void
write_to (BounceWindow *self,
          const char   *address,
          const char   *subject,
          const char   *body)
{
  g_autofree char *uri = bounce_mailto_new (address, subject, body);

  if (uri == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts,
                                   adw_toast_new (_("This is not a mail address that a mail "
                                                    "program takes.")));
      return;
    }

  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, NULL,
                     mail_program_cb, g_object_ref (self));
}

static void
write_postmaster_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self->answer_page);
  g_autofree char *note = NULL;
  g_autofree char *address = NULL;
  const char *at;

  at = recipient != NULL && recipient->address != NULL ? strrchr (recipient->address, '@') : NULL;
  if (at == NULL)
    return;

  /* RFC 5321 §4.5.1: every domain that takes mail has this address. */
  address = g_strconcat ("postmaster", at, NULL);
  note = bounce_note_new_for_it (bounce_answer_page_get_report (self->answer_page),
                                 bounce_checker_get_checks (self->checker), FALSE);
  write_to (self, address, _("Mail to you came back"), note);
}

static void
write_owner_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  BounceReport *report = bounce_answer_page_get_report (self->answer_page);
  g_autofree char *note = NULL;

  if (bounce_report_get_list_owner (report) == NULL)
    return;

  note = bounce_note_new_for_recipient (report, bounce_answer_page_get_index (self->answer_page));
  write_to (self, bounce_report_get_list_owner (report), _("My message was not let through"),
            note);
}

static void
write_suggestion_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  BounceReport *report = bounce_answer_page_get_report (self->answer_page);
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self->answer_page);

  if (recipient != NULL && recipient->suggestion != NULL)
    write_to (self, recipient->suggestion, bounce_report_get_returned (report)->subject, NULL);
}

/* GTK would build it with each window if its file had the name that GTK looks for: a
 * tenth of the memory of a window, for what is seldom looked at. */
static void
shortcuts_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr(GtkBuilder) builder = NULL;

      builder = gtk_builder_new_from_resource (RESOURCE_PATH "/bounce-help-overlay.ui");
      gtk_application_window_set_help_overlay (
        window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

/**
 * bounce_window_install_actions:
 * @widget_class: the class of the window
 *
 * Installs what a window can do, with its keys. Menus, buttons and tests all use
 * these names.
 */
void
bounce_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, open_folder_cb);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "win.example", NULL, example_cb);
  gtk_widget_class_install_action (widget_class, "win.codebook", NULL, codebook_cb);
  gtk_widget_class_install_action (widget_class, "win.lookup", "s", lookup_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "win.previous-message", NULL,
                                   previous_message_cb);
  gtk_widget_class_install_action (widget_class, "win.next-message", NULL, next_message_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-note", NULL, copy_note_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-text", NULL, copy_text_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-suggestion", NULL,
                                   copy_suggestion_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-request", NULL, copy_request_cb);
  gtk_widget_class_install_action (widget_class, "win.write-postmaster", NULL,
                                   write_postmaster_cb);
  gtk_widget_class_install_action (widget_class, "win.write-owner", NULL, write_owner_cb);
  gtk_widget_class_install_action (widget_class, "win.write-suggestion", NULL,
                                   write_suggestion_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK,
                                       "win.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.open-folder", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK,
                                       "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK,
                                       "win.codebook", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                       "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "win.previous-message", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "win.next-message", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-text", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}
