/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-net-client.h"

G_BEGIN_DECLS

BounceNetClient *bounce_world_new_client (const char *doh_uri);

G_END_DECLS
