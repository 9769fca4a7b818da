/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BounceListColumn:
 *
 * The columns of a list, in their order. The first stands for all where the window
 * is too narrow for more.
 */
typedef enum {
  BOUNCE_LIST_COLUMN_WHAT,
  BOUNCE_LIST_COLUMN_PARTY,
  BOUNCE_LIST_COLUMN_RECIPIENT,
  BOUNCE_LIST_COLUMN_DOMAIN,
  BOUNCE_LIST_COLUMN_SERVER,
  BOUNCE_LIST_COLUMN_DATE,
  BOUNCE_LIST_COLUMN_FILE,
  BOUNCE_N_LIST_COLUMNS
} BounceListColumn;

GtkColumnViewColumn *bounce_list_columns_new        (BounceListColumn  column);
GtkColumnViewColumn *bounce_list_columns_new_narrow (void);
const char          *bounce_list_columns_get_title  (BounceListColumn  column);

G_END_DECLS
