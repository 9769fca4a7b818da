/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-parts-private.h"

G_BEGIN_DECLS

BounceParts *bounce_parts_alloc     (void);
BouncePart  *bounce_parts_take_text (BounceParts    *self,
                                     BouncePartRole  role,
                                     const char     *path,
                                     const char     *content_type,
                                     char           *text,
                                     gsize           length);
void         bounce_parts_walk      (BounceParts    *self,
                                     GByteArray     *bytes,
                                     gboolean        is_notice);

GByteArray  *bounce_parts_limit     (const char     *bytes,
                                     gsize           length,
                                     gboolean        cut_copies,
                                     gboolean       *truncated);

G_END_DECLS
