/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-columns.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-inbox-row.h"
#include "bounce-list-cell.h"
#include "bounce-list-places.h"
#include "bounce-style.h"
#include "bounce-words.h"

/* Most bad first: what a person looks for. */
static const guint urgency[BOUNCE_N_SEVERITIES] = {
  [BOUNCE_SEVERITY_SUSPICIOUS] = 0,
  [BOUNCE_SEVERITY_PERMANENT] = 1,
  [BOUNCE_SEVERITY_TEMPORARY] = 2,
  [BOUNCE_SEVERITY_INFO] = 3,
  [BOUNCE_SEVERITY_SUCCESS] = 4,
};

static int
compare_numbers (gint64 first,
                 gint64 second)
{
  return (first > second) - (first < second);
}

/* Those without stand at the end. Addresses and names of hosts need no collation,
 * and a hundred thousand of them could not afford any. */
static int
compare_texts (const char *first,
               const char *second)
{
  if (first == second)
    return 0;
  if (first == NULL || second == NULL)
    return first == NULL ? 1 : -1;

  return g_ascii_strcasecmp (first, second);
}

static int
compare_whats (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  BounceInboxRow *first = (BounceInboxRow *) a;
  BounceInboxRow *second = (BounceInboxRow *) b;
  int order = compare_numbers (urgency[bounce_inbox_row_get_severity (first)],
                               urgency[bounce_inbox_row_get_severity (second)]);

  return order != 0 ? order : compare_numbers (bounce_inbox_row_get_cause (first),
                                               bounce_inbox_row_get_cause (second));
}

static int
compare_parties (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return compare_numbers (bounce_inbox_row_get_party ((BounceInboxRow *) a),
                          bounce_inbox_row_get_party ((BounceInboxRow *) b));
}

static int
compare_recipients (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  return compare_texts (bounce_inbox_row_get_address ((BounceInboxRow *) a),
                        bounce_inbox_row_get_address ((BounceInboxRow *) b));
}

static int
compare_domains (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return compare_texts (bounce_inbox_row_get_domain ((BounceInboxRow *) a),
                        bounce_inbox_row_get_domain ((BounceInboxRow *) b));
}

static int
compare_servers (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return compare_texts (bounce_inbox_row_get_server ((BounceInboxRow *) a),
                        bounce_inbox_row_get_server ((BounceInboxRow *) b));
}

static int
compare_dates (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return compare_numbers (bounce_inbox_row_get_date ((BounceInboxRow *) a),
                          bounce_inbox_row_get_date ((BounceInboxRow *) b));
}

static int
compare_files (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const char *first = bounce_inbox_row_get_file ((BounceInboxRow *) a);
  const char *second = bounce_inbox_row_get_file ((BounceInboxRow *) b);
  int order = compare_texts (first, second);

  /* In one file, as they lie there. */
  return order != 0 ? order
                    : compare_numbers (bounce_inbox_row_get_place ((BounceInboxRow *) a)->index,
                                       bounce_inbox_row_get_place ((BounceInboxRow *) b)->index);
}

static char *
dup_party (BounceInboxRow *row)
{
  return g_strdup (bounce_words_get_party (bounce_inbox_row_get_party (row)));
}

static char *
dup_domain (BounceInboxRow *row)
{
  return g_strdup (bounce_inbox_row_get_domain (row));
}

static char *
dup_server (BounceInboxRow *row)
{
  return g_strdup (bounce_inbox_row_get_server (row));
}

/* One column: what it is called, what stands in it, and what comes first. */
typedef struct
{
  const char *title;
  char *(*dup_text) (BounceInboxRow *row);
  GCompareDataFunc compare;
  guint width;                  /* in letters */
  gboolean expands;
} Column;

static const Column columns[BOUNCE_N_LIST_COLUMNS] = {
  [BOUNCE_LIST_COLUMN_WHAT] =
    { NC_("column", "What happened"), NULL, compare_whats, 24, TRUE },
  [BOUNCE_LIST_COLUMN_PARTY] =
    { NC_("column", "Who must act"), dup_party, compare_parties, 16, FALSE },
  [BOUNCE_LIST_COLUMN_RECIPIENT] =
    { NC_("column", "Recipient"), bounce_inbox_row_dup_recipient, compare_recipients, 24, TRUE },
  [BOUNCE_LIST_COLUMN_DOMAIN] =
    { NC_("column", "Domain"), dup_domain, compare_domains, 14, FALSE },
  [BOUNCE_LIST_COLUMN_SERVER] =
    { NC_("column", "Server"), dup_server, compare_servers, 14, FALSE },
  [BOUNCE_LIST_COLUMN_DATE] =
    { NC_("column", "Date"), bounce_inbox_row_dup_date, compare_dates, 10, FALSE },
  [BOUNCE_LIST_COLUMN_FILE] =
    { NC_("column", "File"), bounce_inbox_row_dup_file, compare_files, 12, FALSE },
};

/* A text that is cut off is shown whole where the pointer rests. To set it with each
 * row would ask the display each time where the pointer is. */
static gboolean
tooltip_cb (GtkWidget  *text,
            int         x,
            int         y,
            gboolean    is_by_keys,
            GtkTooltip *tooltip,
            gpointer    user_data)
{
  const char *words = gtk_inscription_get_text (GTK_INSCRIPTION (text));

  gtk_tooltip_set_text (tooltip, words);

  return words != NULL && *words != '\0';
}

static char *
dup_text_cb (GtkListItem    *list_item,
             BounceInboxRow *row,
             const Column   *column)
{
  g_autofree char *text = row != NULL ? column->dup_text (row) : g_strdup ("");

  return bounce_style_dup_cell (text);
}

/* The row of a list item, whichever that is by now. */
static GtkExpression *
create_row_expression (void)
{
  GtkExpression *place = gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item");

  return gtk_property_expression_new (BOUNCE_TYPE_LIST_PLACE, place, "row");
}

static void
text_setup_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               const Column             *column)
{
  GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION,
                                  "min-chars", column->width / 2,
                                  "nat-chars", column->width,
                                  "nat-lines", 1,
                                  "valign", GTK_ALIGN_CENTER,
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "xalign", 0.0,
                                  "has-tooltip", TRUE,
                                  NULL);
  GtkExpression *row = create_row_expression ();
  GtkExpression *words = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 1, &row,
                                                      G_CALLBACK (dup_text_cb),
                                                      (gpointer) column, NULL);

  gtk_expression_bind (words, text, "text", list_item);
  g_signal_connect (text, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  gtk_list_item_set_child (list_item, text);
}

static void
set_up_cell (GtkListItem *list_item,
             gboolean     is_narrow)
{
  GtkWidget *cell = bounce_list_cell_new (is_narrow);

  gtk_list_item_set_child (list_item, cell);
  gtk_expression_bind (create_row_expression (), cell, "row", list_item);
}

static void
wide_setup_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  user_data)
{
  set_up_cell (list_item, FALSE);
}

static void
narrow_setup_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *list_item,
                 gpointer                  user_data)
{
  set_up_cell (list_item, TRUE);
}

static GtkColumnViewColumn *
create_column (BounceListColumn    column,
               GtkListItemFactory *factory)
{
  GtkColumnViewColumn *result;
  g_autoptr(GtkSorter) sorter = NULL;

  sorter = GTK_SORTER (gtk_custom_sorter_new (columns[column].compare, NULL, NULL));
  result = gtk_column_view_column_new (bounce_list_columns_get_title (column), factory);
  gtk_column_view_column_set_sorter (result, sorter);
  gtk_column_view_column_set_resizable (result, TRUE);
  gtk_column_view_column_set_expand (result, columns[column].expands);

  return result;
}

/**
 * bounce_list_columns_new:
 * @column: a column
 *
 * Returns: (transfer full): that column, which can be sorted
 */
GtkColumnViewColumn *
bounce_list_columns_new (BounceListColumn column)
{
  GtkListItemFactory *factory;

  g_return_val_if_fail (column < BOUNCE_N_LIST_COLUMNS, NULL);

  factory = gtk_signal_list_item_factory_new ();
  if (column == BOUNCE_LIST_COLUMN_WHAT)
    g_signal_connect (factory, "setup", G_CALLBACK (wide_setup_cb), NULL);
  else
    g_signal_connect (factory, "setup", G_CALLBACK (text_setup_cb), (gpointer) &columns[column]);

  return create_column (column, factory);
}

/**
 * bounce_list_columns_new_narrow:
 *
 * Returns: (transfer full): one column for all, where there is no room for more
 */
GtkColumnViewColumn *
bounce_list_columns_new_narrow (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (narrow_setup_cb), NULL);

  return create_column (BOUNCE_LIST_COLUMN_WHAT, factory);
}

/**
 * bounce_list_columns_get_title:
 * @column: a column
 *
 * Returns: (transfer none): what it is called
 */
const char *
bounce_list_columns_get_title (BounceListColumn column)
{
  g_return_val_if_fail (column < BOUNCE_N_LIST_COLUMNS, NULL);

  return g_dpgettext2 (NULL, "column", columns[column].title);
}
