/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checker.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_CHECK_VIEW (bounce_check_view_get_type ())
G_DECLARE_FINAL_TYPE (BounceCheckView, bounce_check_view, BOUNCE, CHECK_VIEW, GtkWidget)

GtkWidget *bounce_check_view_new          (void);
void       bounce_check_view_set_question (BounceCheckView    *self,
                                           BounceChecker      *checker,
                                           BounceQuestionKind  kind,
                                           const char         *subject);

G_END_DECLS
