/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-tally.h"

G_BEGIN_DECLS

char *bounce_summary_new_text (const BounceTally *tally,
                               gboolean           complete);
char *bounce_summary_new_json (const BounceTally *tally,
                               gboolean           complete);

G_END_DECLS
