/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

#include "bounce-blocklist.h"

G_BEGIN_DECLS

#define BOUNCE_NET_ERROR (bounce_net_error_quark ())

/**
 * BounceNetError:
 * @BOUNCE_NET_ERROR_NOT_ALLOWED: nobody agreed to asking this service, or the
 *   agreement was taken back while it was being asked
 * @BOUNCE_NET_ERROR_NOT_PUBLIC: the address means nothing on the Internet, so
 *   there is nobody to ask
 * @BOUNCE_NET_ERROR_OFFLINE: no service could be reached at all
 * @BOUNCE_NET_ERROR_BUSY: a run of this client is going on
 *
 * Why a check was not made. What single lists or registries answered is no error.
 */
typedef enum {
  BOUNCE_NET_ERROR_NOT_ALLOWED,
  BOUNCE_NET_ERROR_NOT_PUBLIC,
  BOUNCE_NET_ERROR_OFFLINE,
  BOUNCE_NET_ERROR_BUSY,
} BounceNetError;

GQuark bounce_net_error_quark (void);

/**
 * BounceServices:
 * @BOUNCE_SERVICE_NONE: nobody may be asked
 * @BOUNCE_SERVICE_DOH: the DNS-over-HTTPS service learns IP addresses, and each
 *   blocklist that it asks
 * @BOUNCE_SERVICE_SYSTEM_DNS: the resolver of this computer's network, mostly the
 *   Internet provider's, learns IP addresses, and each blocklist that it asks
 * @BOUNCE_SERVICE_REGISTRY: the registry of the Internet region learns one IP address
 * @BOUNCE_SERVICE_DOMAIN: whichever of the two DNS services is used learns one domain
 *
 * Who may be asked, each agreed to by itself.
 */
typedef enum {
  BOUNCE_SERVICE_NONE = 0,
  BOUNCE_SERVICE_DOH = 1 << 0,
  BOUNCE_SERVICE_SYSTEM_DNS = 1 << 1,
  BOUNCE_SERVICE_REGISTRY = 1 << 2,
  BOUNCE_SERVICE_DOMAIN = 1 << 3,
} BounceServices;

/**
 * BounceNetOptions:
 * @doh_uri: (nullable): the https URI of the DNS-over-HTTPS service (RFC 8484),
 *   without a query; %NULL for the first of bounce_doh_service_get()
 * @tls_database: (nullable): the authorities to trust; %NULL for the system's
 * @public_addresses: (nullable) (array zero-terminated=1): addresses that may be
 *   connected to although they are not public, for tests with servers of their own
 * @nameserver: (nullable): an address and port ("127.0.0.1:5300") to ask in place
 *   of the system's resolvers, for tests
 * @lists: (nullable) (array zero-terminated=1): the blocklists to ask in place of the
 *   known ones, for tests; they have to outlive the client
 * @bootstrap: (nullable): a bootstrap file of RFC 9224 in place of the shipped ones,
 *   for tests
 *
 * How a client reaches the world. A program passes @doh_uri at most.
 */
typedef struct
{
  const char *doh_uri;
  GTlsDatabase *tls_database;
  const char *const *public_addresses;
  const char *nameserver;
  const BounceBlocklist *const *lists;
  GBytes *bootstrap;
} BounceNetOptions;

/**
 * BounceNetProgress:
 * @n_done: how many questions are answered or given up
 * @n_total: how many there are
 * @user_data: of the caller
 *
 * Called in the main context of the caller while a run goes on.
 */
typedef void (*BounceNetProgress) (guint    n_done,
                                   guint    n_total,
                                   gpointer user_data);

#define BOUNCE_TYPE_NET_CLIENT (bounce_net_client_get_type ())
G_DECLARE_FINAL_TYPE (BounceNetClient, bounce_net_client, BOUNCE, NET_CLIENT, GObject)

BounceNetClient *bounce_net_client_new         (const BounceNetOptions *options);
void             bounce_net_client_set_allowed (BounceNetClient        *self,
                                                BounceServices          services);
BounceServices   bounce_net_client_get_allowed (BounceNetClient        *self);
const char      *bounce_net_client_get_doh_uri (BounceNetClient        *self);

/**
 * BounceDohService:
 * @name: who runs it, as they write themselves
 * @uri: where it answers (RFC 8484)
 * @privacy_page: what they say about what they keep
 *
 * A public DNS-over-HTTPS service to choose from.
 */
typedef struct
{
  const char *name;
  const char *uri;
  const char *privacy_page;
} BounceDohService;

guint                   bounce_doh_service_get_n      (void);
const BounceDohService *bounce_doh_service_get        (guint        index);
gboolean                bounce_doh_service_check_uri  (const char  *uri,
                                                       GError     **error);

G_END_DECLS
