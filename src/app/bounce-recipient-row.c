/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-recipient-row.h"

#include <glib/gi18n.h>

#include "bounce-style.h"
#include "bounce-words.h"

/* A recipient in a list model. */
struct _BounceRecipientItem
{
  GObject parent_instance;

  BounceReport *report;
  guint index;
};

G_DEFINE_FINAL_TYPE (BounceRecipientItem, bounce_recipient_item, G_TYPE_OBJECT)

/* One recipient with an answer in short. */
struct _BounceRecipientRow
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *icon;
  GtkLabel *address;
  GtkLabel *headline;
  GtkLabel *severity;
};

G_DEFINE_FINAL_TYPE (BounceRecipientRow, bounce_recipient_row, GTK_TYPE_WIDGET)

/* Lower needs attention more: the order of the contract. */
static int
get_rank (BounceSeverity severity)
{
  switch (severity)
    {
    case BOUNCE_SEVERITY_SUSPICIOUS:
      return 0;
    case BOUNCE_SEVERITY_PERMANENT:
      return 1;
    case BOUNCE_SEVERITY_TEMPORARY:
      return 2;
    case BOUNCE_SEVERITY_INFO:
      return 3;
    case BOUNCE_SEVERITY_SUCCESS:
    case BOUNCE_N_SEVERITIES:
    default:
      return 4;
    }
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const BounceRecipientItem *left = a;
  const BounceRecipientItem *right = b;
  const BounceRecipient *l = bounce_report_get_recipient (left->report, left->index);
  const BounceRecipient *r = bounce_report_get_recipient (right->report, right->index);
  int order = get_rank (l->verdict.severity) - get_rank (r->verdict.severity);

  if (order != 0)
    return order;

  return left->index < right->index ? -1 : left->index > right->index;
}

static void
bounce_recipient_item_finalize (GObject *object)
{
  BounceRecipientItem *self = BOUNCE_RECIPIENT_ITEM (object);

  g_clear_pointer (&self->report, bounce_report_unref);

  G_OBJECT_CLASS (bounce_recipient_item_parent_class)->finalize (object);
}

static void
bounce_recipient_item_class_init (BounceRecipientItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_recipient_item_finalize;
}

static void
bounce_recipient_item_init (BounceRecipientItem *self)
{
}

static void
bounce_recipient_row_dispose (GObject *object)
{
  BounceRecipientRow *self = BOUNCE_RECIPIENT_ROW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_recipient_row_parent_class)->dispose (object);
}

static void
bounce_recipient_row_class_init (BounceRecipientRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_recipient_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-recipient-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceRecipientRow, content);
  gtk_widget_class_bind_template_child (widget_class, BounceRecipientRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BounceRecipientRow, address);
  gtk_widget_class_bind_template_child (widget_class, BounceRecipientRow, headline);
  gtk_widget_class_bind_template_child (widget_class, BounceRecipientRow, severity);
}

static void
bounce_recipient_row_init (BounceRecipientRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bounce_recipient_item_list_new:
 * @report: a report
 *
 * Makes a list of a report's recipients, those who need attention most first.
 *
 * Returns: (transfer full): a model of #BounceRecipientItem
 */
GListModel *
bounce_recipient_item_list_new (BounceReport *report)
{
  g_autoptr(GListStore) store = NULL;
  g_autoptr(GPtrArray) items = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      BounceRecipientItem *item = g_object_new (BOUNCE_TYPE_RECIPIENT_ITEM, NULL);

      item->report = bounce_report_ref (report);
      item->index = i;
      g_ptr_array_add (items, item);
    }

  store = g_list_store_new (BOUNCE_TYPE_RECIPIENT_ITEM);
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  g_list_store_sort (store, compare_items, NULL);

  return G_LIST_MODEL (g_steal_pointer (&store));
}

/**
 * bounce_recipient_item_get_index:
 * @self: an item
 *
 * Returns: which recipient of the report it is
 */
guint
bounce_recipient_item_get_index (BounceRecipientItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_RECIPIENT_ITEM (self), 0);

  return self->index;
}

/**
 * bounce_recipient_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
bounce_recipient_row_new (void)
{
  return g_object_new (BOUNCE_TYPE_RECIPIENT_ROW, NULL);
}

/**
 * bounce_recipient_row_set_item:
 * @self: a row
 * @item: whom to show
 *
 * Shows a recipient.
 */
void
bounce_recipient_row_set_item (BounceRecipientRow  *self,
                               BounceRecipientItem *item)
{
  const BounceRecipient *recipient;
  g_autofree char *headline = NULL;

  g_return_if_fail (BOUNCE_IS_RECIPIENT_ROW (self));
  g_return_if_fail (BOUNCE_IS_RECIPIENT_ITEM (item));

  recipient = bounce_report_get_recipient (item->report, item->index);
  headline = bounce_words_dup_headline (item->report, item->index);

  bounce_style_set_name (self->address, recipient->address != NULL
                                          ? recipient->address
                                          : _("Somebody whom the notice does not name"));
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->severity, bounce_words_get_severity (recipient->verdict.severity));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                bounce_style_get_severity_icon (recipient->verdict.severity));
  bounce_style_set_severity (self->icon, recipient->verdict.severity);
  bounce_style_set_severity (self->content, recipient->verdict.severity);
}
