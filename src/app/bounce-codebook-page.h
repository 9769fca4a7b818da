/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_CODEBOOK_PAGE (bounce_codebook_page_get_type ())
G_DECLARE_FINAL_TYPE (BounceCodebookPage, bounce_codebook_page, BOUNCE, CODEBOOK_PAGE, GtkWidget)

void     bounce_codebook_page_look_up  (BounceCodebookPage *self,
                                        const char         *code);
gboolean bounce_codebook_page_go_back  (BounceCodebookPage *self);

G_END_DECLS
