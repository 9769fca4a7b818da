/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include <glib/gi18n.h>

#include "bounce-addresses-window.h"
#include "bounce-list-export.h"
#include "bounce-save.h"
#include "bounce-window-private.h"

/* Nobody has to read of what is over by then. */
#define SAVING_DELAY_MS 300

/* The lists of addresses by the name that actions have for them. */
static const char *const list_names[BOUNCE_N_ADDRESS_LISTS] = {
  [BOUNCE_ADDRESSES_RETRY] = "retry",
  [BOUNCE_ADDRESSES_REMOVE] = "remove",
  [BOUNCE_ADDRESSES_CORRECT] = "correct",
};

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_missing;
  gboolean saved;
  BounceWindow *self;

  saved = bounce_list_export_finish (BOUNCE_INBOX (object), result, &n_missing, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = BOUNCE_WINDOW (user_data);
  bounce_window_stop_saving (self);

  if (!saved)
    {
      g_debug ("Cannot save the list: %s", error->message);
      bounce_notice_show_text (self->notice, _("The list could not be saved."),
                               bounce_window_get_saving_hint (error));
      return;
    }

  if (n_missing > 0)
    {
      /* Translators: %u is a number of messages that are not in the saved list. */
      text = g_strdup_printf (ngettext ("%u message is not in it, as its file has changed or gone.",
                                        "%u messages are not in it, as their files have changed "
                                        "or gone.", n_missing), n_missing);
      bounce_notice_show_text (self->notice, _("The list is saved, but not all of it."), text);
      return;
    }

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The list is saved")));
}

static gboolean
saving_takes_time_cb (gpointer user_data)
{
  BounceWindow *self = BOUNCE_WINDOW (user_data);

  self->saving_timeout_id = 0;
  gtk_widget_set_visible (self->saving_box, TRUE);

  return G_SOURCE_REMOVE;
}

static void
export_to_file (BounceWindow *self,
                GFile        *file)
{
  if (self->list_page == NULL)
    return;

  /* No toast: one that is taken back while it still comes ends the program in
   * libadwaita 1.2. */
  self->saving_timeout_id = g_timeout_add (SAVING_DELAY_MS, saving_takes_time_cb, self);
  bounce_list_export_async (self->inbox, bounce_list_page_get_shown (self->list_page),
                            self->saving_format, file, self->saving, exported_cb, self);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GFile) file = bounce_save_choose_finish (result, NULL);

  /* Where there is none, the window may be gone. */
  if (file != NULL)
    export_to_file (BOUNCE_WINDOW (user_data), file);
}

static void
choose_file (BounceWindow     *self,
             const char       *name,
             BounceListFormat  format)
{
  bounce_notice_dismiss (self->notice);
  bounce_window_stop_saving (self);
  self->saving = g_cancellable_new ();
  self->saving_format = format;
  bounce_save_choose_async (GTK_WINDOW (self), _("Save the list"), name, self->saving, chosen_cb,
                            self);
}

static void
export_csv_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  /* Translators: the name of a file with a list of messages that came back; keep the end. */
  choose_file (BOUNCE_WINDOW (widget), _("bounces.csv"), BOUNCE_LIST_FORMAT_CSV);
}

static void
export_json_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  /* Translators: the name of a file with a list of messages that came back; keep the end. */
  choose_file (BOUNCE_WINDOW (widget), _("bounces.jsonl"), BOUNCE_LIST_FORMAT_JSON);
}

static void
cancel_saving_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  bounce_window_stop_saving (BOUNCE_WINDOW (widget));
}

static void
show_addresses_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < BOUNCE_N_ADDRESS_LISTS; i++)
    if (g_strcmp0 (list_names[i], name) == 0)
      {
        const BounceTally *tally = bounce_inbox_lock_tally (self->inbox);
        BounceAddressesWindow *window = bounce_addresses_window_new (GTK_WINDOW (self), tally, i);

        bounce_inbox_unlock_tally (self->inbox);
        gtk_window_present (GTK_WINDOW (window));
      }
}

/**
 * bounce_window_install_list_actions:
 * @widget_class: the class of the window
 *
 * Installs what takes a list out of the window, to a file or to be copied.
 */
void
bounce_window_install_list_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export-csv", NULL, export_csv_cb);
  gtk_widget_class_install_action (widget_class, "win.export-json", NULL, export_json_cb);
  gtk_widget_class_install_action (widget_class, "win.cancel-saving", NULL, cancel_saving_cb);
  gtk_widget_class_install_action (widget_class, "win.show-addresses", "s", show_addresses_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.export-csv", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.export-json", NULL);
}
