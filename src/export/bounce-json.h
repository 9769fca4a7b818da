/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"

G_BEGIN_DECLS

char *bounce_json_from_report (const BounceReport *report,
                               BounceChecks       *checks,
                               const char         *source,
                               const char         *file,
                               guint               index);
char *bounce_json_for_data    (const char         *source,
                               const char         *file,
                               guint               index);

G_END_DECLS
