/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-progress.h"

G_BEGIN_DECLS

/* The exit statuses that other programs rely on. */
enum
{
  BOUNCE_STATUS_DONE = 0,
  BOUNCE_STATUS_UNREADABLE = 1,
  BOUNCE_STATUS_USAGE = 2,
};

/**
 * BounceOutput:
 * @unreadable: whether at least one input could not be read
 * @write_errno: why standard output takes no more, or 0
 * @progress: the line that makes room for the others
 *
 * What went out so far, and how that went.
 */
typedef struct
{
  gboolean unreadable;
  int write_errno;
  BounceProgress progress;
} BounceOutput;

gboolean bounce_output_write          (BounceOutput       *self,
                                       const char         *text);
void     bounce_output_complain_about (BounceOutput       *self,
                                       const char         *name,
                                       const char         *file,
                                       const GError       *error);
void     bounce_output_complain       (BounceOutput       *self,
                                       const char         *sentence);
int      bounce_output_finish         (const BounceOutput *self);
void     bounce_complain              (const char         *sentence);
char    *bounce_dup_display_name      (const char         *name);

G_END_DECLS
