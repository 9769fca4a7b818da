/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_SECTION (bounce_section_get_type ())
G_DECLARE_FINAL_TYPE (BounceSection, bounce_section, BOUNCE, SECTION, GtkWidget)

void     bounce_section_set_subtitle  (BounceSection *self,
                                       const char    *subtitle);
gboolean bounce_section_get_expanded  (BounceSection *self);
void     bounce_section_set_expanded  (BounceSection *self,
                                       gboolean       expanded);

G_END_DECLS
