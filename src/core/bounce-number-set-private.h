/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which numbers were there before, as many as a limit lets in. Sixteen bytes for
 * each at most: a GHashTable whose keys have to be allocated takes six times that.
 */
typedef struct _BounceNumberSet BounceNumberSet;

BounceNumberSet *bounce_number_set_new         (gsize                  limit);
void             bounce_number_set_free        (BounceNumberSet       *self);
gboolean         bounce_number_set_add         (BounceNumberSet       *self,
                                                guint64                number);
gboolean         bounce_number_set_get_is_full (const BounceNumberSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceNumberSet, bounce_number_set_free)

G_END_DECLS
