/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checker.h"
#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_ADVICE_VIEW (bounce_advice_view_get_type ())
G_DECLARE_FINAL_TYPE (BounceAdviceView, bounce_advice_view, BOUNCE, ADVICE_VIEW, GtkWidget)

void bounce_advice_view_set_answer (BounceAdviceView *self,
                                    BounceChecker    *checker,
                                    BounceReport     *report,
                                    guint             recipient);

G_END_DECLS
