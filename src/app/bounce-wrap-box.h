/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_WRAP_BOX (bounce_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (BounceWrapBox, bounce_wrap_box, BOUNCE, WRAP_BOX, GtkWidget)

void bounce_wrap_box_append  (BounceWrapBox *self,
                              GtkWidget     *child);
void bounce_wrap_box_clear   (BounceWrapBox *self);

G_END_DECLS
