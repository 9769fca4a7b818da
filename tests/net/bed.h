/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-list-check.h"
#include "bounce-net-client.h"

G_BEGIN_DECLS

/* What the tests of the network share: a client for the servers of with-testbed, a way
 * to wait, and what the servers wrote down. */

/* All that can be agreed to. */
#define BED_ALL_SERVICES (BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS \
                          | BOUNCE_SERVICE_REGISTRY | BOUNCE_SERVICE_DOMAIN)

typedef struct
{
  const char *doh;
  const char *authority;
  const char *nameserver;
  const BounceBlocklist *const *lists;
  GBytes *bootstrap;
  gboolean loopback_is_private;
} BedOptions;

void             bed_init         (int                *argc,
                                   char             ***argv);
const char      *bed_get          (const char         *name);
BounceNetClient *bed_client_new   (const BedOptions   *options,
                                   BounceServices      services);
void             bed_ready_cb     (GObject            *source,
                                   GAsyncResult       *result,
                                   gpointer            slot);
void             bed_wait         (GAsyncResult      **slot);
void             bed_iterate      (guint               milliseconds);
guint            bed_count_queries (void);

/* A server on a port of its own that writes what a test wants, over TLS, HTTP/1.1. */
typedef void (*BedScript) (GIOStream  *stream,
                           const char *request);

guint            bed_server_start (BedScript           script);
void             bed_backend_start (BedScript          script);
guint            bed_server_count (void);
void             bed_server_stop  (void);
gboolean         bed_put          (GIOStream           *stream,
                                   const char          *text);
void             bed_hang         (GIOStream           *stream);

G_END_DECLS
