/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checks.h"
#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_PRINT (bounce_print_get_type ())
G_DECLARE_FINAL_TYPE (BouncePrint, bounce_print, BOUNCE, PRINT, GtkPrintOperation)

BouncePrint *bounce_print_new  (BounceReport *report,
                                BounceChecks *checks);
void         bounce_print_run  (BouncePrint  *self,
                                GtkWindow    *parent);

G_END_DECLS
