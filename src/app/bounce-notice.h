/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_NOTICE (bounce_notice_get_type ())
G_DECLARE_FINAL_TYPE (BounceNotice, bounce_notice, BOUNCE, NOTICE, GtkWidget)

void bounce_notice_show_text (BounceNotice *self,
                              const char   *title,
                              const char   *hint);
void bounce_notice_dismiss   (BounceNotice *self);

G_END_DECLS
