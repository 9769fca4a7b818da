/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-registry-check.h"

G_BEGIN_DECLS

BounceRegistryCheck *bounce_rdap_answer_parse (const char *ip,
                                               const char *data,
                                               gsize       length);

G_END_DECLS
