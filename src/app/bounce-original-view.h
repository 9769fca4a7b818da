/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_ORIGINAL_VIEW (bounce_original_view_get_type ())
G_DECLARE_FINAL_TYPE (BounceOriginalView, bounce_original_view, BOUNCE, ORIGINAL_VIEW, GtkWidget)

void bounce_original_view_set_report     (BounceOriginalView    *self,
                                          BounceReport          *report,
                                          const BounceRecipient *recipient);
void bounce_original_view_show_evidence  (BounceOriginalView    *self,
                                          guint                  index);
void bounce_original_view_show_text      (BounceOriginalView    *self,
                                          const char            *text);
void bounce_original_view_focus_search   (BounceOriginalView    *self);

G_END_DECLS
