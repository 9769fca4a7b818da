/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Plain text for a terminal or a clipboard: paragraphs and rows of label and
 * value, wrapped by the columns that characters take on a screen.
 */

/**
 * BounceRows:
 *
 * Labels with their values, to be set in two columns.
 */
typedef struct _BounceRows BounceRows;

BounceRows *bounce_rows_new          (void);
void        bounce_rows_free         (BounceRows *self);
void        bounce_rows_add          (BounceRows *self,
                                      const char *label,
                                      const char *value);
void        bounce_rows_add_name     (BounceRows *self,
                                      const char *label,
                                      const char *name);
gboolean    bounce_rows_is_empty     (BounceRows *self);
void        bounce_layout_add_rows   (GString    *out,
                                      BounceRows *rows,
                                      guint       indent);
void        bounce_layout_add_text   (GString    *out,
                                      const char *lead,
                                      guint       indent,
                                      const char *text);
guint       bounce_layout_measure    (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceRows, bounce_rows_free)

G_END_DECLS
