/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-host-card.h"

#include <glib/gi18n.h>

#include "bounce-blocklist-row.h"
#include "bounce-check-view.h"
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
  GtkLabel *look;
  GtkLabel *role;
  GtkWidget *refused;
  GtkWidget *lists;
  GtkBox *quoted_lists;
  GtkLabel *nothing_to_ask;
  GtkWidget *checks;
  BounceCheckView *lists_check;
  BounceCheckView *registry_check;
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

  g_type_ensure (BOUNCE_TYPE_CHECK_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-host-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, content);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, icon);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, ip);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, name);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, look);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, role);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, refused);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, lists);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, quoted_lists);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, nothing_to_ask);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, checks);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, lists_check);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, registry_check);
  gtk_widget_class_bind_template_child (widget_class, BounceHostCard, show_button);
}

static void
bounce_host_card_init (BounceHostCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_lists (BounceHostCard   *self,
            const BounceHost *host)
{
  for (guint i = 0; host->blocklists != NULL && host->blocklists[i] != NULL; i++)
    gtk_box_append (self->quoted_lists, bounce_blocklist_row_new_for_quoted (host->blocklists[i]));

  gtk_widget_set_visible (self->lists,
                          gtk_widget_get_first_child (GTK_WIDGET (self->quoted_lists)) != NULL);
}

static void
show_checks (BounceHostCard   *self,
             const BounceHost *host,
             BounceChecker    *checker)
{
  const char *nothing_to_ask = NULL;

  if (host->role == BOUNCE_IP_ROLE_PRIVATE)
    nothing_to_ask = _("An address like this is used in many homes and offices at once, so nobody "
                       "can be asked about it.");
  else if (!host->is_public)
    nothing_to_ask = _("This address is kept for examples or other special purposes and belongs "
                       "to nobody, so there is nobody to ask about it.");

  bounce_style_set_text (self->nothing_to_ask, nothing_to_ask);
  gtk_widget_set_visible (self->checks, nothing_to_ask == NULL);
  if (nothing_to_ask != NULL)
    return;

  bounce_check_view_set_question (self->lists_check, checker,
                                  BOUNCE_QUESTION_LISTS, host->ip);
  bounce_check_view_set_question (self->registry_check, checker,
                                  BOUNCE_QUESTION_REGISTRY, host->ip);
}

/**
 * bounce_host_card_new:
 * @host: an address on the way
 * @checker: who asks about it, if the person wants that
 *
 * Returns: (transfer floating): a card for it
 */
GtkWidget *
bounce_host_card_new (const BounceHost *host,
                      BounceChecker    *checker)
{
  BounceHostCard *self;
  g_autofree char *role = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (BOUNCE_IS_CHECKER (checker), NULL);

  self = g_object_new (BOUNCE_TYPE_HOST_CARD, NULL);
  role = bounce_words_dup_host_role (host);

  gtk_image_set_from_icon_name (self->icon, bounce_style_get_role_icon (host->role));
  bounce_style_set_text (self->ip, host->ip);
  bounce_style_set_name (self->name, host->name);
  bounce_style_set_text (self->look, host->name != NULL ? bounce_words_get_name_look (host->name)
                                                        : NULL);
  bounce_style_set_text (self->role, role);
  gtk_widget_set_visible (self->refused, host->refused);
  show_lists (self, host);
  show_checks (self, host, checker);

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
