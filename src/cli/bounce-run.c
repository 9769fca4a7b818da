/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-run.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "bounce-answer.h"
#include "bounce-csv.h"
#include "bounce-output.h"
#include "bounce-source.h"

typedef struct
{
  const BounceOptions *options;
  BounceOutput output;
  guint n_files;
  guint n_answers;
} Run;

/* Between answers stands a line that names what the next one is about. */
static char *
dup_title (const Run          *run,
           const BounceAnswer *answer)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (run->n_files == 1 && answer->file == NULL && answer->index == 0)
    return g_strdup ("");

  path = answer->file != NULL ? g_build_filename (answer->name, answer->file, NULL)
                              : g_strdup (answer->name);
  shown = bounce_dup_display_name (path);
  if (answer->index == 0 || answer->file != NULL)
    title = g_steal_pointer (&shown);
  else
    /* Translators: the name of a file with many mails, and the number of one */
    title = g_strdup_printf (_("%s, message %u"), shown, answer->index + 1);

  return g_strdup_printf ("%s── %s ──\n\n", run->n_answers > 0 ? "\n" : "", title);
}

/* Returns FALSE where nobody reads the answers any more. */
static gboolean
write_answer (Run          *run,
              BounceAnswer *answer)
{
  gboolean written;

  if (answer->error != NULL)
    {
      bounce_output_complain_about (&run->output, answer->name, answer->file, answer->error);
      return TRUE;
    }

  if (run->options->json || run->options->csv)
    {
      written = bounce_output_write (&run->output, answer->text);
    }
  else
    {
      g_autofree char *title = dup_title (run, answer);
      g_autofree char *all = g_strconcat (title, answer->text, NULL);

      written = bounce_output_write (&run->output, all);
    }

  run->n_answers++;

  return written;
}

static BounceSource *
open_input (const char *name)
{
  g_autoptr (GFile) file = NULL;

  if (strcmp (name, "-") == 0)
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      return bounce_source_new_for_stream (stream);
    }

  /* Never a URI: without --check nothing is fetched from anywhere. */
  file = g_file_new_for_path (name);

  return bounce_source_new_for_file (file);
}

static gboolean
answer_input (Run        *run,
              const char *name)
{
  g_autoptr (BounceSource) source = open_input (name);

  for (guint i = 0; ; )
    {
      g_autoptr (BounceAnswer) answer = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      bytes = bounce_source_next_message (source, NULL, &error);
      if (bytes == NULL && error == NULL)
        return TRUE;

      answer = bounce_answer_new (name, bounce_source_get_file_name (source), i);
      if (error != NULL)
        {
          answer->error = g_steal_pointer (&error);
        }
      else
        {
          i++;
          bounce_answer_decode (answer, bytes);
          if (answer->error == NULL)
            bounce_answer_format (answer, run->options);
        }

      if (!write_answer (run, answer))
        return FALSE;
    }
}

/**
 * bounce_run:
 * @options: what was asked for
 *
 * Reads each input and prints what came of it, in their order.
 *
 * Returns: the exit status
 */
int
bounce_run (const BounceOptions *options)
{
  const char *const standard_input[] = { "-", NULL };
  const char *const *files = standard_input;
  Run run = { .options = options };

  g_return_val_if_fail (options != NULL, BOUNCE_STATUS_USAGE);

  if (options->files != NULL)
    files = (const char *const *) options->files;
  run.n_files = g_strv_length ((GStrv) files);

  if (options->csv)
    {
      g_autofree char *header = bounce_csv_new_header ();

      if (!bounce_output_write (&run.output, header))
        return bounce_output_finish (&run.output);
    }

  for (guint i = 0; files[i] != NULL; i++)
    if (!answer_input (&run, files[i]))
      break;

  return bounce_output_finish (&run.output);
}
