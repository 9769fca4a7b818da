/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-inbox.h"

G_BEGIN_DECLS

/* Many messages: what they have in common, then one row for each. Emits
 * "row-activated" with the #BounceInboxRow that somebody wants to see. */
#define BOUNCE_TYPE_LIST_PAGE (bounce_list_page_get_type ())
G_DECLARE_FINAL_TYPE (BounceListPage, bounce_list_page, BOUNCE, LIST_PAGE, GtkWidget)

BounceListPage *bounce_list_page_new           (BounceInbox     *inbox);
BounceInbox    *bounce_list_page_get_inbox     (BounceListPage  *self);
GListModel     *bounce_list_page_get_shown     (BounceListPage  *self);
guint           bounce_list_page_find_row      (BounceListPage  *self,
                                                BounceInboxRow  *row);
void            bounce_list_page_focus_row     (BounceListPage  *self,
                                                BounceInboxRow  *row);
void            bounce_list_page_find          (BounceListPage  *self);
void            bounce_list_page_update        (BounceListPage  *self);

G_END_DECLS
