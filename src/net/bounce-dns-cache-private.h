/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-dns-message-private.h"

G_BEGIN_DECLS

/**
 * BounceDnsTransport:
 * @BOUNCE_DNS_OVER_HTTPS: the DNS-over-HTTPS service of the client (RFC 8484)
 * @BOUNCE_DNS_OF_SYSTEM: the resolver of the computer's own network
 *
 * Who looks a name up. They may get different answers from a list.
 */
typedef enum {
  BOUNCE_DNS_OVER_HTTPS,
  BOUNCE_DNS_OF_SYSTEM,
  BOUNCE_N_DNS_TRANSPORTS
} BounceDnsTransport;

/* Answers in memory; on a disk they would be a list of what somebody looked up. */
typedef struct _BounceDnsCache BounceDnsCache;

BounceDnsCache  *bounce_dns_cache_new    (void);
void             bounce_dns_cache_free   (BounceDnsCache     *self);
BounceDnsAnswer *bounce_dns_cache_lookup (BounceDnsCache     *self,
                                          BounceDnsTransport  transport,
                                          const char         *name,
                                          BounceDnsType       type,
                                          gint64              now);
void             bounce_dns_cache_store  (BounceDnsCache     *self,
                                          BounceDnsTransport  transport,
                                          const char         *name,
                                          BounceDnsType       type,
                                          BounceDnsAnswer    *answer,
                                          gint64              now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceDnsCache, bounce_dns_cache_free)

G_END_DECLS
