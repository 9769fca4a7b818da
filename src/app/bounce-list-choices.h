/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-list-filter.h"

G_BEGIN_DECLS

/* One thing that can be chosen to narrow a list. */
#define BOUNCE_TYPE_LIST_CHOICE (bounce_list_choice_get_type ())
G_DECLARE_FINAL_TYPE (BounceListChoice, bounce_list_choice, BOUNCE, LIST_CHOICE, GObject)

const BounceListValue *bounce_list_choice_get_value (BounceListChoice *self);

/* What occurs in one field of a list, behind a first choice that means all. */
#define BOUNCE_TYPE_LIST_CHOICES (bounce_list_choices_get_type ())
G_DECLARE_FINAL_TYPE (BounceListChoices, bounce_list_choices, BOUNCE, LIST_CHOICES, GObject)

BounceListChoices *bounce_list_choices_new       (BounceListField     field,
                                                  const char         *all);
void               bounce_list_choices_add       (BounceListChoices  *self,
                                                  GListModel         *rows,
                                                  guint               position,
                                                  guint               n_rows);
gboolean           bounce_list_choices_get_has_more
                                                 (BounceListChoices  *self);
GListModel        *bounce_list_choices_get_model (BounceListChoices  *self);

G_END_DECLS
