/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes the names below "test" those of this machine, and all others unknown, so that
 * a test cannot reach anybody else. */
void names_use_test_names (void);

G_END_DECLS
