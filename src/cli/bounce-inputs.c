/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-inputs.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounce-source.h"

#define STANDARD_INPUT "-"

struct _BounceInputs
{
  GStrv names;
  guint n_names;
  double *weights;              /* of each; together 1. NULL where nobody knows */
  double n_done;                /* of those weights */
  gboolean may_wait;

  guint at;                     /* the name that is read */
  BounceSource *source;         /* of that one, once it is open */
  guint index;                  /* of its next message */
};

static gboolean
is_standard_input (const char *name)
{
  return strcmp (name, STANDARD_INPUT) == 0;
}

static gboolean
get_status (const char  *name,
            struct stat *status)
{
  if (is_standard_input (name))
    return fstat (STDIN_FILENO, status) == 0;

  return stat (name, status) == 0;
}

/* Of files the bytes count. A folder would have to be walked through first, so where
 * there is one each input counts the same. What has no end in sight has no share. */
static void
weigh (BounceInputs *self)
{
  g_autofree double *sizes = g_new0 (double, self->n_names);
  gboolean has_folder = FALSE;
  double total = 0;

  for (guint i = 0; i < self->n_names; i++)
    {
      struct stat status;

      if (!get_status (self->names[i], &status))
        continue;

      has_folder |= S_ISDIR (status.st_mode);
      if (S_ISREG (status.st_mode))
        sizes[i] = status.st_size;
      else if (!S_ISDIR (status.st_mode))
        self->may_wait = TRUE;
    }

  if (self->may_wait)
    return;

  for (guint i = 0; i < self->n_names; i++)
    {
      if (has_folder)
        sizes[i] = 1;
      total += sizes[i];
    }
  if (total <= 0)
    return;

  for (guint i = 0; i < self->n_names; i++)
    sizes[i] /= total;
  self->weights = g_steal_pointer (&sizes);
}

static BounceSource *
open_source (const char *name)
{
  g_autoptr (GFile) file = NULL;

  if (is_standard_input (name))
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      return bounce_source_new_for_stream (stream);
    }

  /* Never a URI: without --check nothing is fetched from anywhere. */
  file = g_file_new_for_path (name);

  return bounce_source_new_for_file (file);
}

static double
get_source_fraction (const BounceInputs *self)
{
  struct stat status;
  goffset position;

  if (!is_standard_input (self->names[self->at]))
    return MAX (bounce_source_get_fraction (self->source), 0);

  /* a file that a shell opened */
  position = lseek (STDIN_FILENO, 0, SEEK_CUR);
  if (position < 0 || fstat (STDIN_FILENO, &status) < 0 || status.st_size <= 0)
    return 0;

  return MIN ((double) position / status.st_size, 1);
}

/**
 * bounce_inputs_new:
 * @names: what to read; "-" is standard input
 *
 * Returns: (transfer full): all of it
 */
BounceInputs *
bounce_inputs_new (const char *const *names)
{
  BounceInputs *self;

  g_return_val_if_fail (names != NULL, NULL);

  self = g_new0 (BounceInputs, 1);
  self->names = g_strdupv ((GStrv) names);
  self->n_names = g_strv_length (self->names);
  weigh (self);

  return self;
}

/**
 * bounce_inputs_free:
 * @self: inputs
 *
 * Frees inputs.
 */
void
bounce_inputs_free (BounceInputs *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->source);
  g_strfreev (self->names);
  g_free (self->weights);
  g_free (self);
}

/**
 * bounce_inputs_get_n:
 * @self: inputs
 *
 * Returns: how many names there are
 */
guint
bounce_inputs_get_n (const BounceInputs *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_names;
}

/**
 * bounce_inputs_get_may_wait:
 * @self: inputs
 *
 * Returns: whether there is a pipe, a terminal or the like among them
 */
gboolean
bounce_inputs_get_may_wait (const BounceInputs *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->may_wait;
}

/**
 * bounce_inputs_next:
 * @self: inputs
 * @cancellable: ends the waiting for more
 *
 * Reads on to the end of the next message. May block.
 *
 * Returns: (transfer full) (nullable): an answer with the bytes of a message, or
 *   with the error that stands in place of one; %NULL at the end, and where it was
 *   cancelled
 */
BounceAnswer *
bounce_inputs_next (BounceInputs *self,
                    GCancellable *cancellable)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  for (; self->at < self->n_names; self->at++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      const char *name = self->names[self->at];
      BounceAnswer *answer;

      if (self->source == NULL)
        {
          self->source = open_source (name);
          self->index = 0;
        }

      bytes = bounce_source_next_message (self->source, cancellable, &error);
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;

      if (bytes == NULL && error == NULL)
        {
          g_clear_object (&self->source);
          if (self->weights != NULL)
            self->n_done += self->weights[self->at];
          continue;
        }

      answer = bounce_answer_new (name, bounce_source_get_file_name (self->source), self->index);
      answer->bytes = g_steal_pointer (&bytes);
      answer->error = g_steal_pointer (&error);
      if (answer->error == NULL)
        self->index++;
      if (self->weights != NULL)
        answer->fraction = self->n_done + self->weights[self->at] * get_source_fraction (self);

      return answer;
    }

  return NULL;
}
