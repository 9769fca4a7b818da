/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"

G_BEGIN_DECLS

char *bounce_text_new_from_report (const BounceReport *report,
                                   BounceChecks       *checks);
char *bounce_text_new_for_data    (void);

G_END_DECLS
