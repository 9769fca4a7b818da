/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-host-card.h"

#include <glib/gi18n.h>

#include "bounce-style.h"
#include "bounce-words.h"

/* One IP address on the way, and whose it is. */
struct _BounceHostCard
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkImage *icon;
  GtkLabel *ip;
  GtkLabel *name;
  GtkLabel *role;
  GtkWidget *refused;
  GtkWidget *lists;
  GtkLabel *list_names;
  GtkWidget *show_button;
};

G_DEFINE_FINAL_TYPE (BounceHostCard, bounce_host_card, GTK_TYPE_WIDGET)

static void
bounce_host_card_dispose (GObject *object)
{
  BounceHostCard *self = BOUNCE_HOST_CARD (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_host_card_parent_class)->dispose (object);
}

static void
bounce_host_card_class_init (BounceHostCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_host_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-host-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, content);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, icon);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, ip);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, name);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, role);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, refused);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, lists);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, list_names);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, show_button);
}

static void
bounce_host_card_init (BounceHostCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bounce_host_card_new:
 * @host: an address on the way
 *
 * Returns: (transfer floating): a card for it
 */
GtkWidget *
bounce_host_card_new (const BounceHost *host)
{
  BounceHostCard *self;
  g_autofree char *role = NULL;
  g_autofree char *label = NULL;
  g_autofree char *lists = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  self = g_object_new (BOUNCE_TYPE_HOST_CARD, NULL);
  role = bounce_words_dup_host_role (host);
  if (host->blocklists != NULL && host->blocklists[0] != NULL)
    lists = g_strjoinv ("\n", host->blocklists);

  gtk_image_set_from_icon_name (self->icon, bounce_style_get_role_icon (host->role));
  bounce_style_set_text (self->ip, host->ip);
  bounce_style_set_text (self->name, host->name);
  bounce_style_set_text (self->role, role);
  gtk_widget_set_visible (self->refused, host->refused);
  gtk_widget_set_visible (self->lists, lists != NULL);
  bounce_style_set_text (self->list_names, lists);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, host->ip,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, role,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_button), "s", host->ip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_button), "answer.show-text");
  /* Translators: %s is an IP address. Read out by a screen reader. */
  label = g_strdup_printf (_("Show %s in the original"), host->ip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}
