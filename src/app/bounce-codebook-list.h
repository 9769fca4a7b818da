/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-codebook.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_CODEBOOK_ITEM (bounce_codebook_item_get_type ())
G_DECLARE_FINAL_TYPE (BounceCodebookItem, bounce_codebook_item, BOUNCE, CODEBOOK_ITEM, GObject)

const char            *bounce_codebook_item_get_code   (BounceCodebookItem *self);
const char            *bounce_codebook_item_get_name   (BounceCodebookItem *self);
const BounceCodeEntry *bounce_codebook_item_get_entry  (BounceCodebookItem *self);
const BounceDigit     *bounce_codebook_item_get_digit  (BounceCodebookItem *self);
const char            *bounce_codebook_item_get_place  (BounceCodebookItem *self);
guint                  bounce_codebook_item_get_class  (BounceCodebookItem *self);

#define BOUNCE_TYPE_CODEBOOK_LIST (bounce_codebook_list_get_type ())
G_DECLARE_FINAL_TYPE (BounceCodebookList, bounce_codebook_list, BOUNCE, CODEBOOK_LIST, GObject)

BounceCodebookList *bounce_codebook_list_new         (void);
void                bounce_codebook_list_set_search  (BounceCodebookList *self,
                                                      const char         *search);
guint               bounce_codebook_list_find_best   (BounceCodebookList *self);
GStrv               bounce_codebook_list_dup_codes   (BounceCodebookList *self,
                                                      guint               most);

G_END_DECLS
