/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

/* The first of a type below a widget, in the order of reading; or NULL. */
GtkWidget *find_widget (GtkWidget *widget,
                        GType      type);
