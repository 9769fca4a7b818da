/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-blocklist-row.h"

#include <glib/gi18n.h>

#include "bounce-style.h"
#include "bounce-words.h"

/* One blocklist that has an address: what that means, and where to be removed. */
struct _BounceBlocklistRow
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *name;
  GtkLabel *meaning;
  GtkWidget *words_box;
  GtkLabel *words;
  GtkWidget *removal_box;
  GtkLabel *removal_label;
  GtkLinkButton *removal_link;
  GtkLabel *removal_page;
};

G_DEFINE_FINAL_TYPE (BounceBlocklistRow, bounce_blocklist_row, GTK_TYPE_WIDGET)

static void
bounce_blocklist_row_dispose (GObject *object)
{
  BounceBlocklistRow *self = BOUNCE_BLOCKLIST_ROW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_blocklist_row_parent_class)->dispose (object);
}

static void
bounce_blocklist_row_class_init (BounceBlocklistRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_blocklist_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-blocklist-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, content);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, name);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, meaning);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, words_box);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, words);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, removal_box);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, removal_label);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, removal_link);
  gtk_widget_class_bind_template_child (widget_class, BounceBlocklistRow, removal_page);
}

static void
bounce_blocklist_row_init (BounceBlocklistRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create (const char        *name,
        const char        *words,
        BounceListMeaning  listed_as,
        const char        *meaning,
        const char        *page)
{
  BounceBlocklistRow *self = g_object_new (BOUNCE_TYPE_BLOCKLIST_ROW, NULL);

  bounce_style_set_text (self->name, name);
  bounce_style_set_text (self->meaning, meaning);
  bounce_style_set_text (self->words, words);
  gtk_widget_set_visible (self->words_box, words != NULL);
  gtk_widget_set_visible (self->removal_box, page != NULL);
  if (page != NULL)
    {
      /* Homes are on such a list by rule: nobody has to be removed from it. */
      gtk_label_set_label (self->removal_label,
                           listed_as == BOUNCE_LIST_MEANING_POLICY
                             ? _("More about it stands here:")
                             : _("Whoever runs the server can have it removed here:"));
      gtk_link_button_set_uri (self->removal_link, page);
      gtk_label_set_text (self->removal_page, page);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->removal_link),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, page, -1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

/**
 * bounce_blocklist_row_new:
 * @listing: the answer of a list that has the address
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
bounce_blocklist_row_new (const BounceListing *listing)
{
  g_return_val_if_fail (listing != NULL, NULL);

  return create (listing->sub_list != NULL ? listing->sub_list : listing->list->name,
                 listing->text,
                 listing->meaning,
                 bounce_words_get_list_meaning (listing->meaning),
                 listing->list->removal_page);
}

/**
 * bounce_blocklist_row_new_for_quoted:
 * @name: a list, by its name or its zone, as the notice has it
 *
 * Tells what is known of a list that a notice quotes, without asking it.
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
bounce_blocklist_row_new_for_quoted (const char *name)
{
  const BounceBlocklist *list;
  const char *meaning = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  list = bounce_blocklist_find (name);
  if (list == NULL)
    return create (name, NULL, BOUNCE_LIST_MEANING_LISTED, NULL, NULL);

  /* What stands on a closed list says nothing any more. */
  if (list->state == BOUNCE_BLOCKLIST_ALIVE)
    meaning = bounce_words_get_list_meaning (list->meaning);
  else
    meaning = bounce_words_get_list_state (list->state);

  return create (list->name, NULL, list->meaning, meaning,
                 list->state == BOUNCE_BLOCKLIST_DEAD ? NULL : list->removal_page);
}
