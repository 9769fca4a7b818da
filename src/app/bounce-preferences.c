/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-preferences.h"

/* Few on purpose: what a person would have to say again with every message. */
struct _BouncePreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *hide_switch;
  GtkSwitch *unfold_switch;
};

G_DEFINE_FINAL_TYPE (BouncePreferences, bounce_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
bounce_preferences_class_init (BouncePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, hide_switch);
  gtk_widget_class_bind_template_child (widget_class, BouncePreferences, unfold_switch);
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
  g_settings_bind (settings, "hide-addresses", self->hide_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "unfold-details", self->unfold_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);

  return GTK_WINDOW (self);
}
