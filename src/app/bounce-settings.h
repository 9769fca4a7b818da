/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *bounce_settings_new (void);

G_END_DECLS
