/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-inbox-row.h"

G_BEGIN_DECLS

/* What happened, with its severity as a symbol, a colour and a word; in a narrow
 * window also to whom. */
#define BOUNCE_TYPE_LIST_CELL (bounce_list_cell_get_type ())
G_DECLARE_FINAL_TYPE (BounceListCell, bounce_list_cell, BOUNCE, LIST_CELL, GtkWidget)

GtkWidget      *bounce_list_cell_new      (gboolean         is_narrow);
void            bounce_list_cell_set_row  (BounceListCell  *self,
                                           BounceInboxRow  *row);
BounceInboxRow *bounce_list_cell_get_row  (BounceListCell  *self);

G_END_DECLS
