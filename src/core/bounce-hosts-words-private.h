/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-reading-private.h"

G_BEGIN_DECLS

/**
 * BounceHostSide:
 * @BOUNCE_HOST_SIDE_OPEN: the words leave it open
 * @BOUNCE_HOST_SIDE_ANSWERING: a server that was connected to, or that answered
 * @BOUNCE_HOST_SIDE_BRINGING: whoever brought the message, without blame
 * @BOUNCE_HOST_SIDE_BLAMED: whoever brought it and is named as the reason
 * @BOUNCE_HOST_SIDE_ASIDE: neither: a blocklist's answer, somebody's resolver
 *
 * What the words around an IP address make of it.
 */
typedef enum {
  BOUNCE_HOST_SIDE_OPEN,
  BOUNCE_HOST_SIDE_ANSWERING,
  BOUNCE_HOST_SIDE_BRINGING,
  BOUNCE_HOST_SIDE_BLAMED,
  BOUNCE_HOST_SIDE_ASIDE,
} BounceHostSide;

BounceHostSide bounce_host_side_in_words (const char       *text,
                                          gsize             length,
                                          const BounceFact *fact,
                                          gboolean          in_reply);

G_END_DECLS
