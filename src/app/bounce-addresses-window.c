/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-addresses-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bounce-plain.h"
#include "bounce-style.h"
#include "bounce-words.h"

struct _BounceAddressesWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkLabel *hint;
  GtkLabel *left_out;
  GtkListView *view;

  char *text;                   /* what is copied */
};

G_DEFINE_FINAL_TYPE (BounceAddressesWindow, bounce_addresses_window, ADW_TYPE_WINDOW)

static const char *const hints[BOUNCE_N_ADDRESS_LISTS] = {
  [BOUNCE_ADDRESSES_RETRY] =
    N_("These addresses seem right. Send to them again once the reason is gone: the answer to "
       "each message says which it is."),
  [BOUNCE_ADDRESSES_REMOVE] =
    N_("Nobody gets mail at these addresses, or wants any. Take them off your list: servers stop "
       "trusting whoever goes on writing to such addresses."),
  [BOUNCE_ADDRESSES_CORRECT] =
    N_("These addresses seem to be mistyped. Where a likelier one is known, it stands behind the "
       "arrow; ask before you rely on it."),
};

static void
copy_cb (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  BounceAddressesWindow *self = BOUNCE_ADDRESSES_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The addresses are copied")));
}

static void
bounce_addresses_window_finalize (GObject *object)
{
  g_free (BOUNCE_ADDRESSES_WINDOW (object)->text);

  G_OBJECT_CLASS (bounce_addresses_window_parent_class)->finalize (object);
}

static void
bounce_addresses_window_class_init (BounceAddressesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bounce_addresses_window_finalize;

  gtk_widget_class_install_action (widget_class, "addresses.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "addresses.copy", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-addresses-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceAddressesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BounceAddressesWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, BounceAddressesWindow, left_out);
  gtk_widget_class_bind_template_child (widget_class, BounceAddressesWindow, view);
}

static void
bounce_addresses_window_init (BounceAddressesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A cell that a spreadsheet would calculate is made text, as in the CSV. From what is pasted
 * spreadsheets take quotes away first. */
static void
append_cell (GString    *text,
             const char *address)
{
  g_autofree char *plain = bounce_plain_dup (address);

  if (bounce_plain_is_formula (plain + strspn (plain, "\" ")))
    g_string_append_c (text, '\'');
  g_string_append (text, plain);
}

/**
 * bounce_addresses_window_new:
 * @parent: the window that shows the list
 * @tally: what the messages have in common; not kept
 * @list: which addresses
 *
 * Returns: (transfer none): a new window, owned by GTK until it is closed
 */
BounceAddressesWindow *
bounce_addresses_window_new (GtkWindow         *parent,
                             const BounceTally *tally,
                             BounceAddressList  list)
{
  BounceAddressesWindow *self;
  g_autoptr(GPtrArray) addresses = NULL;
  g_autoptr(GPtrArray) shown = NULL;
  g_autoptr(GString) text = NULL;
  g_autofree char *left_out = NULL;
  g_autoptr(GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (tally != NULL, NULL);
  g_return_val_if_fail (list != BOUNCE_ADDRESSES_NONE && list < BOUNCE_N_ADDRESS_LISTS, NULL);

  addresses = bounce_tally_get_addresses (tally, list);
  shown = g_ptr_array_new_full (addresses->len + 1, g_free);
  text = g_string_new (NULL);
  for (guint i = 0; i < addresses->len; i++)
    {
      const BounceTallyAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *name = bounce_plain_dup_name (address->address);

      append_cell (text, address->address);
      if (address->suggestion != NULL)
        {
          g_autofree char *meant = bounce_plain_dup_name (address->suggestion);

          /* Addresses are read from left to right everywhere, and two columns in
           * a spreadsheet are made by a tab. */
          g_ptr_array_add (shown, g_strdup_printf ("\342\201\246%s → %s\342\201\251",
                                                   name, meant));
          g_string_append_c (text, '\t');
          append_cell (text, address->suggestion);
        }
      else
        {
          g_ptr_array_add (shown, g_steal_pointer (&name));
        }
      g_string_append_c (text, '\n');
    }
  g_ptr_array_add (shown, NULL);

  self = g_object_new (BOUNCE_TYPE_ADDRESSES_WINDOW, "transient-for", parent, NULL);
  gtk_window_set_title (GTK_WINDOW (self), bounce_words_get_address_list (list));
  gtk_label_set_label (self->hint, _(hints[list]));
  left_out = bounce_words_dup_tally_unlisted (tally);
  bounce_style_set_text (self->left_out, left_out);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bounce_words_get_address_list (list), -1);
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new ((const char *const *) shown->pdata))));
  gtk_list_view_set_model (self->view, selection);

  return self;
}
