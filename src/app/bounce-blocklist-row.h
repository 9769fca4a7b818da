/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-list-check.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_BLOCKLIST_ROW (bounce_blocklist_row_get_type ())
G_DECLARE_FINAL_TYPE (BounceBlocklistRow, bounce_blocklist_row, BOUNCE, BLOCKLIST_ROW, GtkWidget)

GtkWidget *bounce_blocklist_row_new            (const BounceListing *listing);
GtkWidget *bounce_blocklist_row_new_for_quoted (const char          *name);

G_END_DECLS
