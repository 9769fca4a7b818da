/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-parts-private.h"

G_BEGIN_DECLS

/**
 * BounceReceivedIp:
 * @ip: an IP address as RFC 5952 writes it
 * @name: (nullable): the host name standing beside it
 */
typedef struct
{
  char *ip;
  char *name;
} BounceReceivedIp;

/**
 * BounceReceived:
 * @from: (nullable): what the client called itself
 * @name: (nullable): the name that the server found for it
 * @by: (nullable): the server
 * @with: (nullable): the protocol
 * @clients: (element-type BounceReceivedIp): addresses of the client
 * @servers: (element-type BounceReceivedIp): addresses of the server
 * @value: (transfer none): the field
 * @has_from: the message came from somewhere else
 * @has_login: the client had logged in
 *
 * One Received field, RFC 5321 §4.4, with what server programs add to it.
 */
typedef struct
{
  char *from;
  char *name;
  char *by;
  char *with;
  GPtrArray *clients;
  GPtrArray *servers;
  const char *value;
  gboolean has_from;
  gboolean has_login;
} BounceReceived;

GPtrArray      *bounce_received_new_from_fields (GPtrArray      *fields);
BounceReceived *bounce_received_new             (const char     *value);
void            bounce_received_free            (BounceReceived *self);
const char     *bounce_received_get_client      (const BounceReceived *self);
char           *bounce_host_name_before         (const char     *text,
                                                 gsize           position,
                                                 gsize          *start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceReceived, bounce_received_free)

G_END_DECLS
