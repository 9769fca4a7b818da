/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"
#include "bounce-report.h"

G_BEGIN_DECLS

char *bounce_list_owner_find (const BounceDossier *dossier,
                              const BounceReport  *report);

G_END_DECLS
