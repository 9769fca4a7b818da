/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char         *bounce_ip_normalise  (const char *text,
                                    gsize       length);
GInetAddress *bounce_ip_parse      (const char *ip);
gboolean      bounce_ip_is_private (const char *ip);
gboolean      bounce_ip_is_public  (const char *ip);

G_END_DECLS
