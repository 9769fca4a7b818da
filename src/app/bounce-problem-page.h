/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_PROBLEM_PAGE (bounce_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (BounceProblemPage, bounce_problem_page, BOUNCE, PROBLEM_PAGE, GtkWidget)

void bounce_problem_page_set_error (BounceProblemPage *self,
                                    const GError      *error,
                                    const char        *name);

G_END_DECLS
