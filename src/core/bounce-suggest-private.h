/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

char *bounce_suggest_address (const BounceRecipient *recipient,
                              const char            *to);

/* bounce-suggest-name.c */
char *bounce_suggest_by_name (const char            *address,
                              const char            *to);
guint bounce_suggest_distance (const char           *a,
                               const char           *b,
                               guint                 limit);

G_END_DECLS
