/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_WELCOME_PAGE (bounce_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (BounceWelcomePage, bounce_welcome_page, BOUNCE, WELCOME_PAGE, GtkWidget)

G_END_DECLS
