/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BounceProgress:
 *
 * A line on a terminal's standard error that says how far the work is. All zeros
 * is one that never shows.
 */
typedef struct
{
  gboolean is_enabled;
  gboolean is_shown;
  gint64 started;               /* in monotonic time, as the next */
  gint64 next;                  /* when the line is drawn anew */
} BounceProgress;

void bounce_progress_start  (BounceProgress *self);
void bounce_progress_update (BounceProgress *self,
                             double          fraction,
                             guint           n_messages);
void bounce_progress_hide   (BounceProgress *self);

G_END_DECLS
