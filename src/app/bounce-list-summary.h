/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-inbox.h"
#include "bounce-list-filter.h"

G_BEGIN_DECLS

/* What many messages have in common: how many of which sort, each a button that
 * shows only these; the addresses to do something about; how far the reading got. */
#define BOUNCE_TYPE_LIST_SUMMARY (bounce_list_summary_get_type ())
G_DECLARE_FINAL_TYPE (BounceListSummary, bounce_list_summary, BOUNCE, LIST_SUMMARY, GtkWidget)

void bounce_list_summary_set_inbox        (BounceListSummary  *self,
                                           BounceInbox        *inbox,
                                           BounceListFilter   *filter);
void bounce_list_summary_show_all_groups  (BounceListSummary  *self);
void bounce_list_summary_update           (BounceListSummary  *self);

G_END_DECLS
