/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-net-client.h"

G_BEGIN_DECLS

/**
 * BounceRegistryState:
 * @BOUNCE_REGISTRY_UNKNOWN: the registry could not be asked or understood
 * @BOUNCE_REGISTRY_FOUND: it told whose the address is
 * @BOUNCE_REGISTRY_NO_DATA: it has no entry for this address
 * @BOUNCE_REGISTRY_LATER: it answers no more questions for now
 *
 * What the registry of an Internet region said about an address.
 */
typedef enum {
  BOUNCE_REGISTRY_UNKNOWN,
  BOUNCE_REGISTRY_FOUND,
  BOUNCE_REGISTRY_NO_DATA,
  BOUNCE_REGISTRY_LATER,
  BOUNCE_N_REGISTRY_STATES
} BounceRegistryState;

/**
 * BounceRegistryCheck:
 * @ip: the address that was asked about
 * @state: what came of it
 * @registry: (nullable): the host that was asked last ("rdap.db.ripe.net"), or %NULL
 *   where no registry has the address; the fields below are %NULL unless @state is
 *   %BOUNCE_REGISTRY_FOUND
 * @network: (nullable): the network, as a prefix or as its first and last address
 * @network_name: (nullable): what its holder calls it
 * @holder: (nullable): who holds it
 * @country: (nullable): two letters of ISO 3166
 * @abuse_address: (nullable): where to complain, or to ask for help
 * @abuse_is_guess: no contact of the entry is marked as the one for complaints
 * @retry_after_s: seconds after which to ask again, where @state is
 *   %BOUNCE_REGISTRY_LATER; or 0
 *
 * Who runs an address, as RDAP (RFC 9083) has it. All texts are cleaned of what is
 * no plain text and cut to a bearable length.
 */
typedef struct
{
  char *ip;
  BounceRegistryState state;
  char *registry;
  char *network;
  char *network_name;
  char *holder;
  char *country;
  char *abuse_address;
  gboolean abuse_is_guess;
  guint retry_after_s;
} BounceRegistryCheck;

void                 bounce_registry_check_free   (BounceRegistryCheck  *self);

void                 bounce_registry_check_async  (BounceNetClient      *client,
                                                   const char           *ip,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
BounceRegistryCheck *bounce_registry_check_finish (GAsyncResult         *result,
                                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceRegistryCheck, bounce_registry_check_free)

G_END_DECLS
