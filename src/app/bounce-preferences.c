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
  AdwComboRow *doh_row;
  AdwEntryRow *doh_entry;
  GtkWidget *doh_error;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (BouncePreferences, bounce_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The last row of the services is for one that we do not know. */
static gboolean
is_other (BouncePreferences *self)
{
  return adw_combo_row_get_selected (self->doh_row) >= bounce_doh_service_get_n ();
}

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
doh_selected_cb (BouncePreferences *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->doh_entry), is_other (self));
  gtk_widget_set_visible (self->doh_error, FALSE);
  if (!is_other (self))
    set_doh_uri (self, bounce_doh_service_get (adw_combo_row_get_selected (self->doh_row))->uri);
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
show_doh_services (BouncePreferences *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *uri = bounce_consent_dup_doh_uri (self->settings);
  guint selected = bounce_doh_service_get_n ();

  for (guint i = 0; i < bounce_doh_service_get_n (); i++)
    {
      const BounceDohService *service = bounce_doh_service_get (i);

      gtk_string_list_append (names, service->name);
      if (g_str_equal (service->uri, uri))
        selected = i;
    }
  /* Translators: The last choice in a list of services; an address is then typed in. */
  gtk_string_list_append (names, _("Another service"));

  adw_combo_row_set_model (self->doh_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->doh_row, selected);
  if (is_other (self))
    gtk_editable_set_text (GTK_EDITABLE (self->doh_entry), uri);
  gtk_widget_set_visible (GTK_WIDGET (self->doh_entry), is_other (self));
  g_signal_connect_object (self->doh_row, "notify::selected",
                           G_CALLBACK (doh_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->doh_entry, "apply",
                           G_CALLBACK (doh_entered_cb), self, G_CONNECT_SWAPPED);
}

/* The switch of a service that is remembered by its address. */
static gboolean
get_agreed_cb (GValue   *value,
               GVariant *variant,
               gpointer  user_data)
{
  BouncePreferences *self = BOUNCE_PREFERENCES (user_data);
  g_autofree char *uri = bounce_consent_dup_doh_uri (self->settings);

  g_value_set_boolean (value, g_str_equal (g_variant_get_string (variant, NULL), uri));

  return TRUE;
}

static GVariant *
set_agreed_cb (const GValue       *value,
               const GVariantType *expected_type,
               gpointer            user_data)
{
  BouncePreferences *self = BOUNCE_PREFERENCES (user_data);
  g_autofree char *uri = bounce_consent_dup_doh_uri (self->settings);

  return g_variant_new_string (g_value_get_boolean (value) ? uri : "");
}

static void
bounce_preferences_dispose (GObject *object)
{
  BouncePreferences *self = BOUNCE_PREFERENCES (object);

  g_clear_object (&self->settings);

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
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_row);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_entry);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, doh_error);
}

static void
bounce_preferences_init (BouncePreferences *self)
{
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
                                get_agreed_cb, set_agreed_cb, self, NULL);
  g_settings_bind_with_mapping (settings, "agreed-domain-service", self->domain_switch, "active",
                                G_SETTINGS_BIND_DEFAULT,
                                get_agreed_cb, set_agreed_cb, self, NULL);
  show_doh_services (self);

  return GTK_WINDOW (self);
}
