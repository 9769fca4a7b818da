/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_DELAY_BAR (bounce_delay_bar_get_type ())
G_DECLARE_FINAL_TYPE (BounceDelayBar, bounce_delay_bar, BOUNCE, DELAY_BAR, GtkWidget)

#define BOUNCE_TYPE_HOP_ROW (bounce_hop_row_get_type ())
G_DECLARE_FINAL_TYPE (BounceHopRow, bounce_hop_row, BOUNCE, HOP_ROW, GtkWidget)

GtkWidget *bounce_hop_row_new (const BounceHop *hop,
                               guint            number,
                               gint64           longest_delay_s);

G_END_DECLS
