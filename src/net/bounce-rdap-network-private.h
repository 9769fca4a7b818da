/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BounceRdapFit:
 * @BOUNCE_RDAP_FIT_UNKNOWN: the answer does not say which network it is about
 * @BOUNCE_RDAP_FIT_OTHER: it is about a network that does not have the address
 * @BOUNCE_RDAP_FIT_ALL: it is about the whole Internet
 * @BOUNCE_RDAP_FIT_HAS: it is about a network that has the address
 *
 * Whether an answer is one to the question.
 */
typedef enum {
  BOUNCE_RDAP_FIT_UNKNOWN,
  BOUNCE_RDAP_FIT_OTHER,
  BOUNCE_RDAP_FIT_ALL,
  BOUNCE_RDAP_FIT_HAS,
} BounceRdapFit;

BounceRdapFit bounce_rdap_network_read (JsonObject    *answer,
                                        GInetAddress  *address,
                                        char         **network);

G_END_DECLS
