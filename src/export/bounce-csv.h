/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

char *bounce_csv_new_header  (void);
char *bounce_csv_from_report (const BounceReport *report,
                              const char         *source,
                              const char         *file,
                              guint               index);
char *bounce_csv_for_data    (const char         *source,
                              const char         *file,
                              guint               index);

G_END_DECLS
