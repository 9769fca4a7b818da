/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include <glib.h>

/* Preloaded into a program, this makes the locks of GLib those of POSIX threads. On Linux
 * GLib's own are system calls, which no checker of threads understands: Helgrind and
 * the thread sanitizer would take each use of a lock for a race. CONTRIBUTING.md has
 * the commands. */


static pthread_mutex_t *
new_mutex (void)
{
  pthread_mutex_t *mutex = malloc (sizeof *mutex);

  if (mutex == NULL || pthread_mutex_init (mutex, NULL) != 0)
    abort ();

  return mutex;
}

static pthread_cond_t *
new_cond (void)
{
  pthread_cond_t *cond = malloc (sizeof *cond);
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  if (cond == NULL || pthread_cond_init (cond, &attributes) != 0)
    abort ();
  pthread_condattr_destroy (&attributes);

  return cond;
}

/* A static one is all zeros until it is used for the first time. */
static pthread_mutex_t *
get_mutex (GMutex *mutex)
{
  gpointer found = g_atomic_pointer_get (&mutex->p);
  gpointer made;

  if (found != NULL)
    return found;

  made = new_mutex ();
  if (g_atomic_pointer_compare_and_exchange (&mutex->p, NULL, made))
    return made;

  pthread_mutex_destroy (made);
  free (made);

  return g_atomic_pointer_get (&mutex->p);
}

static pthread_cond_t *
get_cond (GCond *cond)
{
  gpointer found = g_atomic_pointer_get (&cond->p);
  gpointer made;

  if (found != NULL)
    return found;

  made = new_cond ();
  if (g_atomic_pointer_compare_and_exchange (&cond->p, NULL, made))
    return made;

  pthread_cond_destroy (made);
  free (made);

  return g_atomic_pointer_get (&cond->p);
}

void
g_mutex_init (GMutex *mutex)
{
  mutex->p = new_mutex ();
}

void
g_mutex_clear (GMutex *mutex)
{
  if (mutex->p != NULL)
    pthread_mutex_destroy (mutex->p);
  free (mutex->p);
  mutex->p = NULL;
}

void
g_mutex_lock (GMutex *mutex)
{
  pthread_mutex_lock (get_mutex (mutex));
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  return pthread_mutex_trylock (get_mutex (mutex)) == 0;
}

void
g_mutex_unlock (GMutex *mutex)
{
  pthread_mutex_unlock (get_mutex (mutex));
}

void
g_cond_init (GCond *cond)
{
  cond->p = new_cond ();
}

void
g_cond_clear (GCond *cond)
{
  if (cond->p != NULL)
    pthread_cond_destroy (cond->p);
  free (cond->p);
  cond->p = NULL;
}

void
g_cond_wait (GCond  *cond,
             GMutex *mutex)
{
  pthread_cond_wait (get_cond (cond), get_mutex (mutex));
}

gboolean
g_cond_wait_until (GCond  *cond,
                   GMutex *mutex,
                   gint64  end_time)
{
  struct timespec end = { end_time / G_USEC_PER_SEC, end_time % G_USEC_PER_SEC * 1000 };

  return pthread_cond_timedwait (get_cond (cond), get_mutex (mutex), &end) != ETIMEDOUT;
}

void
g_cond_signal (GCond *cond)
{
  pthread_cond_signal (get_cond (cond));
}

void
g_cond_broadcast (GCond *cond)
{
  pthread_cond_broadcast (get_cond (cond));
}
