/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-answer.h"

G_BEGIN_DECLS

/*
 * All that is to be read, one message after the other.
 */
typedef struct _BounceInputs BounceInputs;

BounceInputs *bounce_inputs_new          (const char *const  *names);
void          bounce_inputs_free         (BounceInputs       *self);
guint         bounce_inputs_get_n        (const BounceInputs *self);
gboolean      bounce_inputs_get_may_wait (const BounceInputs *self);
BounceAnswer *bounce_inputs_next         (BounceInputs       *self,
                                          GCancellable       *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceInputs, bounce_inputs_free)

G_END_DECLS
