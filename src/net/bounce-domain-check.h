/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-net-client.h"

G_BEGIN_DECLS

/**
 * BounceDomainState:
 * @BOUNCE_DOMAIN_UNKNOWN: it could not be checked
 * @BOUNCE_DOMAIN_TAKES_MAIL: it names servers for mail
 * @BOUNCE_DOMAIN_ADDRESS_ONLY: it names none, but has an address, which is asked in
 *   their place (RFC 5321 §5.1)
 * @BOUNCE_DOMAIN_TAKES_NO_MAIL: it says that it takes none (RFC 7505)
 * @BOUNCE_DOMAIN_NO_SERVER: it exists, with neither servers for mail nor an address
 * @BOUNCE_DOMAIN_DOES_NOT_EXIST: there is no such domain
 *
 * Whether a domain takes mail.
 */
typedef enum {
  BOUNCE_DOMAIN_UNKNOWN,
  BOUNCE_DOMAIN_TAKES_MAIL,
  BOUNCE_DOMAIN_ADDRESS_ONLY,
  BOUNCE_DOMAIN_TAKES_NO_MAIL,
  BOUNCE_DOMAIN_NO_SERVER,
  BOUNCE_DOMAIN_DOES_NOT_EXIST,
  BOUNCE_N_DOMAIN_STATES
} BounceDomainState;

/**
 * BounceDomainCheck:
 * @domain: the domain that was asked about
 * @state: what came of it
 * @exchangers: (array zero-terminated=1): its servers for mail, the preferred first
 *
 * What the DNS says about the mail of a domain.
 */
typedef struct
{
  char *domain;
  BounceDomainState state;
  GStrv exchangers;
} BounceDomainCheck;

void               bounce_domain_check_free   (BounceDomainCheck    *self);

void               bounce_domain_check_async  (BounceNetClient      *client,
                                               const char           *domain,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
BounceDomainCheck *bounce_domain_check_finish (GAsyncResult         *result,
                                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceDomainCheck, bounce_domain_check_free)

G_END_DECLS
