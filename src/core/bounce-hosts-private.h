/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-kind-private.h"
#include "bounce-report-private.h"

G_BEGIN_DECLS

void bounce_hosts_collect (BounceReport        *report,
                           const BounceDossier *dossier);
void bounce_hops_collect  (BounceReport        *report,
                           const BounceDossier *dossier);

G_END_DECLS
