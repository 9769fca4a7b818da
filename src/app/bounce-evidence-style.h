/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

void        bounce_evidence_style_add_tags     (GtkTextBuffer      *buffer);
void        bounce_evidence_style_update_tags  (GtkTextBuffer      *buffer,
                                                GtkWidget          *widget);
const char *bounce_evidence_style_get_tag      (BounceEvidenceWhat  what);
GtkWidget  *bounce_evidence_style_new_key      (BounceEvidenceWhat  what);

G_END_DECLS
