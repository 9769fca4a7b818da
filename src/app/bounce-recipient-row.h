/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_RECIPIENT_ITEM (bounce_recipient_item_get_type ())
G_DECLARE_FINAL_TYPE (BounceRecipientItem, bounce_recipient_item, BOUNCE, RECIPIENT_ITEM, GObject)

GListModel *bounce_recipient_item_list_new   (BounceReport        *report);
guint       bounce_recipient_item_get_index  (BounceRecipientItem *self);

#define BOUNCE_TYPE_RECIPIENT_ROW (bounce_recipient_row_get_type ())
G_DECLARE_FINAL_TYPE (BounceRecipientRow, bounce_recipient_row, BOUNCE, RECIPIENT_ROW, GtkWidget)

GtkWidget *bounce_recipient_row_new       (void);
void       bounce_recipient_row_set_item  (BounceRecipientRow  *self,
                                           BounceRecipientItem *item);

G_END_DECLS
