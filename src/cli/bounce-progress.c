/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* What is over sooner needs no line, and an eye cannot follow faster ones. */
#define FIRST (500 * G_TIME_SPAN_MILLISECOND)
#define INTERVAL (200 * G_TIME_SPAN_MILLISECOND)

/* The time left is a guess that needs something to go by. */
#define MIN_FRACTION 0.01

static char *
dup_time_left (gint64 left)
{
  guint seconds = MIN (left / G_TIME_SPAN_SECOND + 1, G_MAXINT);
  guint minutes = (seconds + 30) / 60;
  guint hours = (minutes + 30) / 60;

  if (seconds < 60)
    /* Translators: behind how much is read; %u is a guess */
    return g_strdup_printf (ngettext ("%u second left", "%u seconds left", seconds), seconds);
  if (minutes < 90)
    /* Translators: behind how much is read; %u is a guess */
    return g_strdup_printf (ngettext ("%u minute left", "%u minutes left", minutes), minutes);

  /* Translators: behind how much is read; %u is a guess */
  return g_strdup_printf (ngettext ("%u hour left", "%u hours left", hours), hours);
}

/* Facts beside each other, no sentence: how much, how many, how long. */
static char *
dup_line (const BounceProgress *self,
          double                fraction,
          guint                 n_messages,
          gint64                now)
{
  GString *line = g_string_new (NULL);
  gint64 passed = now - self->started;

  if (fraction >= 0)
    {
      /* Translators: how much of the work is done, in percent; %% is the sign */
      g_string_append_printf (line, _("%u %%"), (guint) (fraction * 100));
      g_string_append (line, " · ");
    }

  g_string_append_printf (line, ngettext ("%u message", "%u messages", n_messages), n_messages);

  if (fraction >= MIN_FRACTION && fraction < 1)
    {
      g_autofree char *left = dup_time_left (passed / fraction * (1 - fraction));

      g_string_append_printf (line, " · %s", left);
    }

  return g_string_free (line, FALSE);
}

/**
 * bounce_progress_start:
 * @self: all zeros
 *
 * Starts the clock. Nothing is ever shown where standard error is no terminal: it
 * may be a file or a program that reads each line.
 */
void
bounce_progress_start (BounceProgress *self)
{
  g_return_if_fail (self != NULL);

  self->is_enabled = isatty (STDERR_FILENO) &&
                     g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  self->started = g_get_monotonic_time ();
  self->next = self->started + FIRST;
}

/**
 * bounce_progress_update:
 * @self: a progress
 * @fraction: how much is done, from 0 to 1; less than 0 where nobody knows
 * @n_messages: how many messages are read
 *
 * Shows it, now and then.
 */
void
bounce_progress_update (BounceProgress *self,
                        double          fraction,
                        guint           n_messages)
{
  g_autofree char *line = NULL;
  gint64 now;

  g_return_if_fail (self != NULL);

  if (!self->is_enabled)
    return;

  now = g_get_monotonic_time ();
  if (now < self->next)
    return;

  /* what the line before had more of is erased (ECMA-48, EL) */
  line = dup_line (self, fraction, n_messages, now);
  fprintf (stderr, "\r%s\033[K", line);
  fflush (stderr);
  self->is_shown = TRUE;
  self->next = now + INTERVAL;
}

/**
 * bounce_progress_hide:
 * @self: a progress
 *
 * Clears the line, at the end or for something else that is to stand there.
 */
void
bounce_progress_hide (BounceProgress *self)
{
  g_return_if_fail (self != NULL);

  if (!self->is_shown)
    return;

  fputs ("\r\033[K", stderr);
  fflush (stderr);
  self->is_shown = FALSE;
}
