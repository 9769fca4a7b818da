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

enum {
  PROP_0,
  PROP_ROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BounceListCell, bounce_list_cell, GTK_TYPE_WIDGET)

static void
bounce_list_cell_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  BounceListCell *self = BOUNCE_LIST_CELL (object);

  switch (property_id)
    {
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bounce_list_cell_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  BounceListCell *self = BOUNCE_LIST_CELL (object);

  switch (property_id)
    {
    case PROP_ROW:
      bounce_list_cell_set_row (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

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
  object_class->get_property = bounce_list_cell_get_property;
  object_class->set_property = bounce_list_cell_set_property;

  properties[PROP_ROW] =
    g_param_spec_object ("row", NULL, NULL, BOUNCE_TYPE_INBOX_ROW,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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

static void
show_severity (BounceListCell *self,
               BounceSeverity  severity)
{
  gtk_inscription_set_text (self->severity, bounce_words_get_severity (severity));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                bounce_style_get_severity_icon (severity));
  bounce_style_set_severity (self->icon, severity);
  bounce_style_set_severity (self->content, severity);
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
 * @row: (nullable): what to show; %NULL leaves what was shown
 *
 * Shows a message.
 */
void
bounce_list_cell_set_row (BounceListCell *self,
                          BounceInboxRow *row)
{
  g_autofree char *recipient = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (BOUNCE_IS_LIST_CELL (self));
  g_return_if_fail (row == NULL || BOUNCE_IS_INBOX_ROW (row));

  if (row == NULL || row == self->row)
    return;

  /* New colours cost more than all the rest, and most rows have the same. */
  if (self->row == NULL ||
      bounce_inbox_row_get_severity (row) != bounce_inbox_row_get_severity (self->row))
    show_severity (self, bounce_inbox_row_get_severity (row));

  g_set_object (&self->row, row);
  recipient = bounce_inbox_row_dup_recipient (row);
  gtk_inscription_set_text (self->cause,
                            bounce_words_get_short_cause (bounce_inbox_row_get_cause (row)));
  shown = bounce_style_dup_cell (recipient);
  gtk_inscription_set_text (self->recipient, shown);
  name_row (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
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
