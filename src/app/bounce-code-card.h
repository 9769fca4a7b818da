/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-codebook.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_CODE_CARD (bounce_code_card_get_type ())
G_DECLARE_FINAL_TYPE (BounceCodeCard, bounce_code_card, BOUNCE, CODE_CARD, GtkWidget)

GtkWidget *bounce_code_card_new           (void);
void       bounce_code_card_set_reply     (BounceCodeCard           *self,
                                           guint                     reply);
void       bounce_code_card_set_enhanced  (BounceCodeCard           *self,
                                           const BounceEnhancedCode *code);
void       bounce_code_card_set_entry     (BounceCodeCard           *self,
                                           const BounceCodeEntry    *entry);
void       bounce_code_card_set_evidence  (BounceCodeCard           *self,
                                           int                       index);

G_END_DECLS
