/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-world.h"

/**
 * bounce_world_new_client:
 * @doh_uri: (nullable): the DNS-over-HTTPS service to ask
 *
 * The Internet as it is. A program of the tests is linked with another function of
 * this name, which leads to servers of its own, so that nothing in the environment of
 * this program can.
 *
 * Returns: (transfer full): a client that may ask nobody yet
 */
BounceNetClient *
bounce_world_new_client (const char *doh_uri)
{
  return bounce_net_client_new (&(BounceNetOptions) { .doh_uri = doh_uri });
}
