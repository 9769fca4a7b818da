/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BounceParallelFuncs:
 * @take: gets the next item, or %NULL at the end. Called by one thread at a time;
 *   may block as long as it heeds the cancellable
 * @work: does the work on one item. Called by several threads at a time, each with
 *   an item of its own
 * @measure: how many bytes a finished item holds while it waits for its turn
 * @give: takes a finished item, in the order in which the items were taken. Called
 *   by one thread at a time; the item is freed behind it. %FALSE ends everything
 * @free: frees an item
 *
 * What is to be done with a row of items. Each function may be called in any
 * thread of the run. @take and @give may run at the same time.
 */
typedef struct
{
  gpointer (*take)    (GCancellable *cancellable,
                       gpointer      user_data);
  void     (*work)    (gpointer      item,
                       gpointer      user_data);
  gsize    (*measure) (gpointer      item);
  gboolean (*give)    (gpointer      item,
                       gpointer      user_data);
  void     (*free)    (gpointer      item);
} BounceParallelFuncs;

void bounce_parallel_run (guint                      n_threads,
                          const BounceParallelFuncs *funcs,
                          gpointer                   user_data,
                          GCancellable              *cancellable);

G_END_DECLS
