/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-parallel.h"

#include "bounce-limits.h"

/*
 * There is no thread that only reads and none that only writes: each one takes the
 * next item itself, works on it, and gives away what is finished by then, in order.
 * So what belongs to an item is made, used and freed by one thread, which is what
 * allocators and caches like best, and a thread sleeps only where there is
 * nothing to do.
 */

typedef struct
{
  gpointer item;
  gsize n_bytes;
  gboolean is_finished;
} Slot;

typedef struct
{
  const BounceParallelFuncs *funcs;
  gpointer user_data;
  GCancellable *cancellable;

  GMutex mutex;                 /* over all that follows */
  GCond changed;
  guint n_sleeping;
  gboolean is_taking;
  gboolean is_giving;
  gboolean at_end;              /* nothing more is taken */
  gboolean is_stopped;          /* nor given */
  guint64 n_taken;
  guint64 n_given;
  gsize n_bytes;                /* of finished items */
  Slot slots[BOUNCE_LIMIT_WAITING];   /* the items between the two, by number */
} Run;

static Slot *
get_slot (Run     *run,
          guint64  number)
{
  return &run->slots[number % BOUNCE_LIMIT_WAITING];
}

/* A thread may be woken in vain, but never a sleeping one left to sleep. */
static void
wake_sleepers (Run *run)
{
  if (run->n_sleeping > 0)
    g_cond_broadcast (&run->changed);
}

static void
stop (Run *run)
{
  run->is_stopped = TRUE;
  run->at_end = TRUE;
  wake_sleepers (run);
}

/* The first item waits for nothing but its own thread, so that what is full
 * becomes empty again. */
static gboolean
is_full (const Run *run)
{
  return run->n_taken - run->n_given >= BOUNCE_LIMIT_WAITING
         || run->n_bytes >= BOUNCE_LIMIT_WAITING_BYTES;
}

/* Returns NULL where there is nothing more to do. Called and returns with the
 * mutex locked, as the others do. */
static Slot *
take_item (Run *run)
{
  gpointer item;
  Slot *slot;

  while (!run->at_end && (run->is_taking || is_full (run)))
    {
      run->n_sleeping++;
      g_cond_wait (&run->changed, &run->mutex);
      run->n_sleeping--;
    }

  if (run->at_end)
    return NULL;

  run->is_taking = TRUE;
  g_mutex_unlock (&run->mutex);
  item = run->funcs->take (run->cancellable, run->user_data);
  g_mutex_lock (&run->mutex);
  run->is_taking = FALSE;

  if (item != NULL && run->is_stopped)
    g_clear_pointer (&item, run->funcs->free);
  if (item == NULL)
    run->at_end = TRUE;
  wake_sleepers (run);
  if (item == NULL)
    return NULL;

  slot = get_slot (run, run->n_taken++);
  slot->item = item;
  slot->is_finished = FALSE;

  return slot;
}

static void
work_on_item (Run  *run,
              Slot *slot)
{
  gpointer item = slot->item;
  gsize n_bytes;

  g_mutex_unlock (&run->mutex);
  run->funcs->work (item, run->user_data);
  n_bytes = run->funcs->measure (item);
  g_mutex_lock (&run->mutex);

  slot->n_bytes = n_bytes;
  slot->is_finished = TRUE;
  run->n_bytes += n_bytes;
}

/* Whoever finishes the item whose turn it is gives it away, and those that waited
 * behind it. */
static void
give_items (Run *run)
{
  if (run->is_giving)
    return;

  run->is_giving = TRUE;

  while (run->n_given < run->n_taken && get_slot (run, run->n_given)->is_finished)
    {
      Slot *slot = get_slot (run, run->n_given);
      gpointer item = g_steal_pointer (&slot->item);
      gboolean goes_on = !run->is_stopped;

      run->n_bytes -= slot->n_bytes;
      slot->is_finished = FALSE;
      run->n_given++;
      wake_sleepers (run);

      g_mutex_unlock (&run->mutex);
      if (goes_on)
        goes_on = run->funcs->give (item, run->user_data);
      run->funcs->free (item);
      /* what is being taken may wait for bytes that nobody sends */
      if (!goes_on)
        g_cancellable_cancel (run->cancellable);
      g_mutex_lock (&run->mutex);

      if (!goes_on)
        stop (run);
    }

  run->is_giving = FALSE;
}

static gpointer
run_thread (gpointer data)
{
  Run *run = data;
  Slot *slot;

  g_mutex_lock (&run->mutex);

  while ((slot = take_item (run)) != NULL)
    {
      work_on_item (run, slot);
      give_items (run);
    }

  g_mutex_unlock (&run->mutex);

  return NULL;
}

/**
 * bounce_parallel_run:
 * @n_threads: how many threads work, this one among them
 * @funcs: what they do
 * @user_data: for the functions
 * @cancellable: what @take is given; cancelled where @give ends everything
 *
 * Works on a row of items with several threads, and gives the results away in the
 * order of the items, each as soon as it and those before it are finished. How many
 * items and bytes wait for their turn is bounded. Where a thread cannot be
 * started, the others do its share.
 *
 * Whoever cancels @cancellable sees to it that @take returns %NULL: what was taken
 * before is finished and given away.
 */
void
bounce_parallel_run (guint                      n_threads,
                     const BounceParallelFuncs *funcs,
                     gpointer                   user_data,
                     GCancellable              *cancellable)
{
  g_autoptr (GPtrArray) threads = NULL;
  g_autofree Run *run = NULL;

  g_return_if_fail (n_threads > 0 && n_threads <= BOUNCE_LIMIT_THREADS);
  g_return_if_fail (funcs != NULL);
  g_return_if_fail (G_IS_CANCELLABLE (cancellable));

  run = g_new0 (Run, 1);
  run->funcs = funcs;
  run->user_data = user_data;
  run->cancellable = cancellable;
  g_mutex_init (&run->mutex);
  g_cond_init (&run->changed);

  threads = g_ptr_array_new ();
  for (guint i = 1; i < n_threads; i++)
    {
      GThread *thread = g_thread_try_new ("bounce-worker", run_thread, run, NULL);

      if (thread != NULL)
        g_ptr_array_add (threads, thread);
    }

  run_thread (run);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));

  g_assert (run->n_given == run->n_taken);
  g_cond_clear (&run->changed);
  g_mutex_clear (&run->mutex);
}
