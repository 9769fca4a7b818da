/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int bounce_explain_code (const char *code);

G_END_DECLS
