/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"

G_BEGIN_DECLS

char *bounce_note_new_for_it        (const BounceReport *report,
                                     BounceChecks       *checks,
                                     gboolean            hide_addresses);
char *bounce_note_new_for_recipient (const BounceReport *report,
                                     guint               recipient);

G_END_DECLS
