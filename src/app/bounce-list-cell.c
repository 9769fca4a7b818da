/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-cell.h"

#include <glib/gi18n.h>

#include "bounce-style.h"
#include "bounce-words.h"

struct _BounceListCell
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *icon;
  GtkInscription *cause;
  GtkInscription *severity;
  GtkInscription *recipient;

  BounceInboxRow *row;
};

G_DEFINE_FINAL_TYPE (BounceListCell, bounce_list_cell, GTK_TYPE_WIDGET)

static void
bounce_list_cell_dispose (GObject *object)
{
  BounceListCell *self = BOUNCE_LIST_CELL (object);

  g_clear_object (&self->row);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_list_cell_parent_class)->dispose (object);
}

static void
bounce_list_cell_class_init (BounceListCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_list_cell_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-list-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceListCell, content);
  gtk_widget_class_bind_template_child (widget_class, BounceListCell, icon);
  gtk_widget_class_bind_template_child (widget_class, BounceListCell, cause);
  gtk_widget_class_bind_template_child (widget_class, BounceListCell, severity);
  gtk_widget_class_bind_template_child (widget_class, BounceListCell, recipient);
}

static void
bounce_list_cell_init (BounceListCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* One sentence for who hears the list. GTK 4.8 has no way to name a row but by
 * naming what holds its cells. */
static void
name_row (BounceListCell *self)
{
  const char *address = bounce_inbox_row_get_address (self->row);
  const char *cause = bounce_words_get_short_cause (bounce_inbox_row_get_cause (self->row));
  const char *severity = bounce_words_get_severity (bounce_inbox_row_get_severity (self->row));
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *holder = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *name = NULL;

  if (address != NULL)
    /* Translators: what a screen reader says of a row: the first %s is how bad it is,
     * such as “Not delivered”, the second what happened, such as “Mailbox full”, the
     * third a mail address. */
    name = g_strdup_printf (C_("row", "%s: %s, %s"), severity, cause, address);
  else
    /* Translators: what a screen reader says of a row: the first %s is how bad it is,
     * such as “Not delivered”, the second what happened, such as “Mailbox full”. */
    name = g_strdup_printf (C_("row", "%s: %s"), severity, cause);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (holder),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * bounce_list_cell_new:
 * @is_narrow: whether it stands for all columns
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
bounce_list_cell_new (gboolean is_narrow)
{
  BounceListCell *self = g_object_new (BOUNCE_TYPE_LIST_CELL, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->recipient), is_narrow);

  return GTK_WIDGET (self);
}

/**
 * bounce_list_cell_set_row:
 * @self: a cell
 * @row: what to show
 *
 * Shows a message.
 */
void
bounce_list_cell_set_row (BounceListCell *self,
                          BounceInboxRow *row)
{
  BounceSeverity severity;
  g_autofree char *recipient = NULL;

  g_return_if_fail (BOUNCE_IS_LIST_CELL (self));
  g_return_if_fail (BOUNCE_IS_INBOX_ROW (row));

  g_set_object (&self->row, row);
  severity = bounce_inbox_row_get_severity (row);
  recipient = bounce_inbox_row_dup_recipient (row);

  gtk_inscription_set_text (self->cause,
                            bounce_words_get_short_cause (bounce_inbox_row_get_cause (row)));
  gtk_inscription_set_text (self->severity, bounce_words_get_severity (severity));
  gtk_inscription_set_text (self->recipient, recipient);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                bounce_style_get_severity_icon (severity));
  bounce_style_set_severity (self->icon, severity);
  bounce_style_set_severity (self->content, severity);
  name_row (self);
}

/**
 * bounce_list_cell_get_row:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what is shown
 */
BounceInboxRow *
bounce_list_cell_get_row (BounceListCell *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_CELL (self), NULL);

  return self->row;
}
