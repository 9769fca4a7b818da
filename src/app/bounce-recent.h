/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bounce_recent_forget (GFile *file);

G_END_DECLS
