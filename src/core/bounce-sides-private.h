/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"

G_BEGIN_DECLS

/**
 * BounceSides:
 * @reader: (element-type utf8): domains of whoever got the notice
 * @sender: (element-type utf8): domains of whoever stands as the writer of the
 *   returned message
 * @theirs: (element-type utf8): domains of the recipients
 *
 * Whose domains are whose, as far as a notice tells. Each is the part of a name
 * that somebody registered.
 */
struct _BounceSides
{
  GPtrArray *reader;
  GPtrArray *sender;
  GPtrArray *theirs;
};

BounceSides *bounce_sides_new         (const BounceDossier *dossier);
void         bounce_sides_free        (BounceSides         *self);
void         bounce_sides_add_their   (BounceSides         *self,
                                       const char          *address);
gboolean     bounce_sides_are_ours    (const BounceSides   *self,
                                       const char          *host);
gboolean     bounce_sides_are_theirs  (const BounceSides   *self,
                                       const char          *host);
gboolean     bounce_sides_are_readers (const BounceSides   *self,
                                       const char          *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceSides, bounce_sides_free)

G_END_DECLS
