/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

char *bounce_note_new_for_it (const BounceReport *report,
                              gboolean            hide_addresses);

G_END_DECLS
