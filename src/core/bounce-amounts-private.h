/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"

G_BEGIN_DECLS

void       bounce_amounts_find_sizes       (const BounceCase    *found,
                                            guint64             *sent,
                                            guint64             *limit);
GDateTime *bounce_amounts_find_retry_until (const BounceDossier *dossier,
                                            const BounceCase    *found);

G_END_DECLS
