/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <libsoup/soup.h>

#include "bounce-dns-cache-private.h"
#include "bounce-net-client.h"

G_BEGIN_DECLS

GError                       *bounce_net_error_new_not_allowed   (void);

gboolean                      bounce_net_client_is_allowed       (BounceNetClient *self,
                                                                  BounceServices   service);
gboolean                      bounce_net_client_begin_run        (BounceNetClient *self,
                                                                  BounceServices   kind,
                                                                  GError         **error);
void                          bounce_net_client_end_run          (BounceNetClient *self,
                                                                  BounceServices   kind);
gboolean                      bounce_net_client_may_connect      (BounceNetClient *self,
                                                                  GInetAddress    *address);
SoupSession                  *bounce_net_client_get_session      (BounceNetClient *self);
GThreadPool                  *bounce_net_client_get_pool         (BounceNetClient *self);
BounceDnsCache               *bounce_net_client_get_cache        (BounceNetClient *self);
GSocketAddress               *bounce_net_client_get_nameserver   (BounceNetClient *self);
GPtrArray                    *bounce_net_client_get_lists        (BounceNetClient *self);
GHashTable                   *bounce_net_client_get_probes       (BounceNetClient *self);
GBytes                       *bounce_net_client_get_bootstrap    (BounceNetClient *self);
void                          bounce_net_client_pause            (BounceNetClient *self,
                                                                  const char      *host,
                                                                  guint            seconds);
guint                         bounce_net_client_get_pause        (BounceNetClient *self,
                                                                  const char      *host);

G_END_DECLS
