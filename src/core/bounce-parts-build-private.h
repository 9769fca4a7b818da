/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-parts-private.h"

G_BEGIN_DECLS

/* The parameter that keeps the subtype of a message whose header alone was left. */
#define BOUNCE_PARTS_KIND "x-bounceback-kind"

/*
 * BounceCopies: which messages inside a message keep their bodies
 * @BOUNCE_COPIES_NONE: none: a report holds the message that came back
 * @BOUNCE_COPIES_REPORTS: reports: a notice in prose may have one in it
 * @BOUNCE_COPIES_ALL: all: an ordinary mail may forward anything
 */
typedef enum {
  BOUNCE_COPIES_NONE,
  BOUNCE_COPIES_REPORTS,
  BOUNCE_COPIES_ALL,
} BounceCopies;

BounceParts *bounce_parts_alloc     (void);
BouncePart  *bounce_parts_take_text (BounceParts    *self,
                                     BouncePartRole  role,
                                     const char     *path,
                                     const char     *content_type,
                                     char           *text,
                                     gsize           length);
void         bounce_parts_walk      (BounceParts    *self,
                                     GByteArray     *bytes,
                                     BounceCopies    copies);

GByteArray  *bounce_parts_limit     (const char     *bytes,
                                     gsize           length,
                                     gboolean        is_read,
                                     BounceCopies    copies,
                                     BounceOmission *omissions);

G_END_DECLS
