/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-interrupt.h"

#include <signal.h>
#include <unistd.h>

/* The signal that came first, or 0. */
static int raised;

static void
note_signal (int number)
{
  g_atomic_int_set (&raised, number);
}

static void
fill_watched (sigset_t *signals)
{
  static const int candidates[] = { SIGINT, SIGTERM };

  sigemptyset (signals);

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      struct sigaction action;

      /* whoever started this in the background may have them ignored */
      if (sigaction (candidates[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
        sigaddset (signals, candidates[i]);
    }
}

/* A handler may do next to nothing, but a thread that waits for signals may. */
static gpointer
wait_for_signal (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t signals;
  int number;

  fill_watched (&signals);
  if (sigwait (&signals, &number) != 0)
    return NULL;

  g_atomic_int_set (&raised, number);
  g_cancellable_cancel (cancellable);
  g_clear_object (&cancellable);

  pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
  for (;;)
    pause ();

  return NULL;
}

static void
start_thread (const sigset_t *signals,
              GCancellable   *cancellable)
{
  GThread *thread;

  pthread_sigmask (SIG_BLOCK, signals, NULL);
  thread = g_thread_try_new ("bounce-signals", wait_for_signal, g_object_ref (cancellable), NULL);
  if (thread == NULL)
    {
      pthread_sigmask (SIG_UNBLOCK, signals, NULL);
      g_object_unref (cancellable);
      return;
    }

  g_thread_unref (thread);
}

static void
install_handler (const sigset_t *signals)
{
  struct sigaction action = { .sa_handler = note_signal, .sa_flags = SA_RESTART | SA_RESETHAND };

  for (int number = 1; number < NSIG; number++)
    if (sigismember (signals, number) == 1)
      sigaction (number, &action, NULL);
}

/**
 * bounce_interrupt_watch:
 * @may_wait: whether the program may have to wait for its input
 * @cancellable: what ends such waiting
 *
 * From now on the first interruption (SIGINT, SIGTERM) is noted, and the second ends
 * the program at once: somebody is in a hurry, or what is asked to end does not
 * hear it. Called once, before other threads are started.
 *
 * Only a program that may wait needs a thread for this, and a program without
 * threads is faster.
 */
void
bounce_interrupt_watch (gboolean      may_wait,
                        GCancellable *cancellable)
{
  sigset_t signals;

  g_return_if_fail (G_IS_CANCELLABLE (cancellable));

  fill_watched (&signals);
  if (may_wait)
    start_thread (&signals, cancellable);
  else
    install_handler (&signals);
}

/**
 * bounce_interrupt_was_raised:
 *
 * Returns: whether somebody interrupted the program
 */
gboolean
bounce_interrupt_was_raised (void)
{
  return g_atomic_int_get (&raised) != 0;
}

/**
 * bounce_interrupt_finish:
 *
 * Ends an interrupted program the way an interrupted program ends: by the signal,
 * so that a shell does not go on with its next line. Returns where there was none.
 */
void
bounce_interrupt_finish (void)
{
  sigset_t signals;
  int number = g_atomic_int_get (&raised);

  if (number == 0)
    return;

  signal (number, SIG_DFL);
  sigemptyset (&signals);
  sigaddset (&signals, number);
  pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
  raise (number);
}
