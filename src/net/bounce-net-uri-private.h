/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GUri         *bounce_net_uri_parse        (const char  *text,
                                           GError     **error);
GInetAddress *bounce_net_uri_dup_address  (GUri        *uri);
gboolean      bounce_net_uri_has_name     (GUri        *uri);

G_END_DECLS
