/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

void        bounce_style_set_class          (GtkWidget      *widget,
                                             const char     *css_class,
                                             gboolean        set);
void        bounce_style_set_severity       (GtkWidget      *widget,
                                             BounceSeverity  severity);
const char *bounce_style_get_severity_icon  (BounceSeverity  severity);
const char *bounce_style_get_role_icon      (BounceIpRole    role);
void        bounce_style_set_text           (GtkLabel       *label,
                                             const char     *text);
void        bounce_style_set_sentence       (GtkLabel       *label,
                                             const char     *sentence);
void        bounce_style_set_name           (GtkLabel       *label,
                                             const char     *name);
char       *bounce_style_dup_cell           (const char     *text);
void        bounce_style_wrap_buttons       (GtkWidget      *widget);

G_END_DECLS
