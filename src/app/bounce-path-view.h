/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_PATH_VIEW (bounce_path_view_get_type ())
G_DECLARE_FINAL_TYPE (BouncePathView, bounce_path_view, BOUNCE, PATH_VIEW, GtkWidget)

GtkWidget *bounce_path_view_new          (void);
void       bounce_path_view_set_verdict  (BouncePathView      *self,
                                          const BounceVerdict *verdict,
                                          const char          *sentence);
gboolean   bounce_path_view_marks_party  (BouncePathView      *self);

G_END_DECLS
