/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"
#include "bounce-options.h"
#include "bounce-output.h"

G_BEGIN_DECLS

/**
 * BounceOnline:
 *
 * The online checks of one run.
 */
typedef struct _BounceOnline BounceOnline;

BounceOnline *bounce_online_new      (const BounceOptions *options,
                                      BounceOutput        *output);
void          bounce_online_free     (BounceOnline        *self);
void          bounce_online_announce (BounceOnline        *self);
BounceChecks *bounce_online_ask      (BounceOnline        *self,
                                      const BounceReport  *report,
                                      GCancellable        *cancellable);
void          bounce_online_conclude (BounceOnline        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceOnline, bounce_online_free)

G_END_DECLS
