/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Puts text into a file that a person chooses, or only asks for the file. Where writing fails, what was in
 * the file before is still there.
 */

void      bounce_save_text_async   (GtkWindow            *parent,
                                    const char           *title,
                                    const char           *name,
                                    const char           *text,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
void      bounce_save_choose_async (GtkWindow            *parent,
                                    const char           *title,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GFile    *bounce_save_choose_finish (GAsyncResult         *result,
                                    GError              **error);
void      bounce_save_file_async   (GFile                *file,
                                    const char           *text,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean  bounce_save_text_finish  (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
