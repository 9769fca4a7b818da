/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-rdap-entity-private.h"

G_BEGIN_DECLS

char *bounce_rdap_abuse_dup_address (JsonObject *answer,
                                     GArray     *entities,
                                     gboolean   *is_guess);

G_END_DECLS
