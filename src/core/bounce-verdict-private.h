/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-finding-private.h"
#include "bounce-kind-private.h"

G_BEGIN_DECLS

void bounce_verdict_decide       (const BounceDossier *dossier,
                                  const BounceCase    *found,
                                  const BounceCodes   *codes,
                                  const BounceFinding *finding,
                                  BounceKind           kind,
                                  BounceVerdict       *verdict);
void bounce_verdict_for_kind     (BounceKind           kind,
                                  BounceAction         action,
                                  BounceVerdict       *verdict);

G_END_DECLS
