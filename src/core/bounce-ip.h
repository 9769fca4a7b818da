/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BounceIpScope:
 * @BOUNCE_IP_SCOPE_NONE: it is no address
 * @BOUNCE_IP_SCOPE_PRIVATE: a network of somebody's own
 * @BOUNCE_IP_SCOPE_SPECIAL: none: for documents, for tests, to all
 * @BOUNCE_IP_SCOPE_PUBLIC: the Internet
 *
 * In which networks an address means somebody.
 */
typedef enum {
  BOUNCE_IP_SCOPE_NONE,
  BOUNCE_IP_SCOPE_PRIVATE,
  BOUNCE_IP_SCOPE_SPECIAL,
  BOUNCE_IP_SCOPE_PUBLIC,
} BounceIpScope;

char          *bounce_ip_normalise  (const char *text,
                                     gsize       length);
GInetAddress  *bounce_ip_parse      (const char *ip);
BounceIpScope  bounce_ip_get_scope  (const char *ip);
gboolean       bounce_ip_is_private (const char *ip);
gboolean       bounce_ip_is_public  (const char *ip);

G_END_DECLS
