/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <adwaita.h>

#include "bounce-application.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_WINDOW (bounce_window_get_type ())
G_DECLARE_FINAL_TYPE (BounceWindow, bounce_window, BOUNCE, WINDOW, AdwApplicationWindow)

BounceWindow *bounce_window_new         (BounceApplication  *application);
void          bounce_window_open_files  (BounceWindow       *self,
                                         GFile             **files,
                                         int                 n_files);

G_END_DECLS
