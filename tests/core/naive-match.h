/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The naive twin of bounce-match.c: every literal is looked for at every place
 * of a folded copy. Slow and plain, so that it can be believed.
 */

GArray *naive_match_text        (const char *text,
                                 gsize       length);
char   *naive_match_random_text (GRand      *rand);
void    naive_match_compare     (const char *text,
                                 gsize       length);

G_END_DECLS
