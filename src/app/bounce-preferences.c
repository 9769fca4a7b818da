/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-preferences.h"

#include <glib/gi18n.h>

#include "bounce-consent.h"
#include "bounce-net-client.h"
#include "bounce-style.h"

/* Few on purpose: what a person would have to say again with every message. */
struct _BouncePreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *hide_switch;
  GtkSwitch *unfold_switch;
  GtkSwitch *doh_switch;
  GtkSwitch *system_switch;
  GtkSwitch *registry_switch;
  GtkSwitch *domain_switch;
  AdwPreferencesGroup *doh_group;
  GtkWidget *doh_other_group;
  AdwEntryRow *doh_entry;
  GtkWidget *doh_error;
  GPtrArray *doh_checks;        /* lent; of the services, then of one that we do not know */

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (BouncePreferences, bounce_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* Whoever agreed to one service has not agreed to another. */
static void
set_doh_uri (BouncePreferences *self,
             const char        *uri)
{
  g_autofree char *before = bounce_consent_dup_doh_uri (self->settings);

  if (g_str_equal (before, uri))
    return;

  g_settings_set_string (self->settings, "agreed-doh-service", "");
  g_settings_set_string (self->settings, "agreed-domain-service", "");
  g_settings_set_string (self->settings, "doh-service", uri);
}

static void
doh_chosen_cb (BouncePreferences *self,
               GtkCheckButton    *check)
{
  guint index = 0;
  gboolean is_known;

  if (self->doh_checks == NULL || !gtk_check_button_get_active (check) ||
      !g_ptr_array_find (self->doh_checks, check, &index))
    return;

  is_known = index < bounce_doh_service_get_n ();
  gtk_widget_set_visible (self->doh_other_group, !is_known);
  gtk_widget_set_visible (self->doh_error, FALSE);
  if (is_known)
    set_doh_uri (self, bounce_doh_service_get (index)->uri);
}

static void
doh_entered_cb (BouncePreferences *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->doh_entry));
  gboolean is_valid = bounce_doh_service_check_uri (text, NULL);

  bounce_style_set_class (GTK_WIDGET (self->doh_entry), "error", !is_valid);
  gtk_widget_set_visible (self->doh_error, !is_valid);
  if (is_valid)
    set_doh_uri (self, text);
}

static void
add_doh_service (BouncePreferences *self,
                 const char        *title,
                 const char        *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->doh_checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                                g_ptr_array_index (self->doh_checks, 0));
  g_ptr_array_add (self->doh_checks, check);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->doh_group, row);
  g_signal_connect_object (check, "toggled",
                           G_CALLBACK (doh_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
show_doh_services (BouncePreferences *self)
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (self->settings);
  guint n_services = bounce_doh_service_get_n ();
  guint chosen = n_services;

  for (guint i = 0; i < n_services; i++)
    {
      const BounceDohService *service = bounce_doh_service_get (i);

      add_doh_service (self, service->name, service->uri);
      if (g_str_equal (service->uri, uri))
        chosen = i;
    }
  /* Translators: The last choice in a list of services; an address is then typed in. */
  add_doh_service (self, _("Another service"), "");

  gtk_widget_set_visible (self->doh_other_group, chosen == n_services);
  if (chosen == n_services)
    gtk_editable_set_text (GTK_EDITABLE (self->doh_entry), uri);
  gtk_check_button_set_active (g_ptr_array_index (self->doh_checks, chosen), TRUE);
  g_signal_connect_object (self->doh_entry, "apply",
                           G_CALLBACK (doh_entered_cb), self, G_CONNECT_SWAPPED);
}

/* The switch of a service that is remembered by its address. It may be there for longer
 * than its window, where a screen reader looks at it. */
static gboolean
get_agreed_cb (GValue   *value,
               GVariant *variant,
               gpointer  user_data)
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (G_SETTINGS (user_data));

  g_value_set_boolean (value, g_str_equal (g_variant_get_string (variant, NULL), uri));

  return TRUE;
}

static GVariant *
set_agreed_cb (const GValue       *value,
               const GVariantType *expected_type,
               gpointer            user_data)
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (G_SETTINGS (user_data));

  return g_variant_new_string (g_value_get_boolean (value) ? uri : "");
}

static void
bounce_preferences_dispose (GObject *object)
{
  BouncePreferences *self = BOUNCE_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->doh_checks, g_ptr_array_unref);

  G_OBJECT_CLASS (bounce_preferences_parent_class)->dispose (object);
}

static void
bounce_preferences_class_init (BouncePreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_preferences_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, hide_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, unfold_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, system_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, registry_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, domain_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_group);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_other_group);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_entry);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_error);
}

static void
bounce_preferences_init (BouncePreferences *self)
{
  self->doh_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bounce_preferences_new:
 * @parent: the window that asks
 * @settings: where they are kept
 *
 * Creates the window with the preferences. A change holds at once.
 *
 * Returns: (transfer none): a new window, owned by GTK until it is closed
 */
GtkWindow *
bounce_preferences_new (GtkWindow *parent,
                        GSettings *settings)
{
  BouncePreferences *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (BOUNCE_TYPE_PREFERENCES,
                       "transient-for", parent,
                       "destroy-with-parent", TRUE,
                       NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "hide-addresses", self->hide_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "unfold-details", self->unfold_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);

  g_settings_bind (settings, "agreed-system-dns", self->system_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "agreed-registry", self->registry_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "agreed-doh-service", self->doh_switch, "active",
                                G_SETTINGS_BIND_DEFAULT,
                                get_agreed_cb, set_agreed_cb,
                                g_object_ref (settings), g_object_unref);
  g_settings_bind_with_mapping (settings, "agreed-domain-service", self->domain_switch, "active",
                                G_SETTINGS_BIND_DEFAULT,
                                get_agreed_cb, set_agreed_cb,
                                g_object_ref (settings), g_object_unref);
  show_doh_services (self);

  return GTK_WINDOW (self);
}
