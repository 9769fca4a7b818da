/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_PREFERENCES (bounce_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BouncePreferences, bounce_preferences, BOUNCE, PREFERENCES,
                      AdwPreferencesWindow)

GtkWindow *bounce_preferences_new (GtkWindow *parent,
                                   GSettings *settings);

G_END_DECLS
