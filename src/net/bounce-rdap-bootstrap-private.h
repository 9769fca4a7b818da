/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *bounce_rdap_bootstrap_dup_uri (GBytes       *file,
                                     GInetAddress *address);

G_END_DECLS
