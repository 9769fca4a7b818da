/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-run.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bounce-csv.h"
#include "bounce-inputs.h"
#include "bounce-interrupt.h"
#include "bounce-online.h"
#include "bounce-output.h"
#include "bounce-parallel.h"
#include "bounce-summary.h"

/* About, with all that they hold. */
#define SIZE_OF_REPORT 4096
#define SIZE_OF_RECIPIENT 1024

typedef struct
{
  const BounceOptions *options;
  BounceInputs *inputs;         /* of take_answer() */
  BounceOnline *online;         /* of work_on_answer(), or NULL */
  GCancellable *cancellable;
  BounceOutput output;          /* of give_answer(), as the rest */
  BounceTally *tally;           /* where a summary was asked for */
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

  if (bounce_inputs_get_n (run->inputs) == 1 && answer->file == NULL && answer->index == 0)
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

static gboolean
write_answer (Run          *run,
              BounceAnswer *answer)
{
  g_autofree char *title = NULL;
  g_autofree char *all = NULL;

  if (answer->text == NULL)
    return TRUE;

  if (run->options->json || run->options->csv)
    return bounce_output_write (&run->output, answer->text);

  title = dup_title (run, answer);
  all = g_strconcat (title, answer->text, NULL);

  return bounce_output_write (&run->output, all);
}

static gpointer
take_answer (GCancellable *cancellable,
             gpointer      user_data)
{
  Run *run = user_data;

  if (bounce_interrupt_was_raised ())
    return NULL;

  return bounce_inputs_next (run->inputs, cancellable);
}

static void
work_on_answer (gpointer item,
                gpointer user_data)
{
  BounceAnswer *answer = item;
  Run *run = user_data;
  BounceChecks *checks = NULL;

  if (answer->error != NULL)
    return;

  bounce_answer_decode (answer, run->options);
  if (answer->error != NULL)
    return;

  if (run->online != NULL)
    checks = bounce_online_ask (run->online, answer->report, run->cancellable);
  bounce_answer_format (answer, checks, run->options);
}

/* For the tally, which comes in the order of the messages. */
static void
count_answer (Run                *run,
              const BounceAnswer *answer)
{
  if (run->tally == NULL)
    return;

  if (answer->report != NULL)
    bounce_tally_add (run->tally, answer->report, answer->fingerprint);
  else
    bounce_tally_add_data (run->tally, answer->fingerprint);
}

static gsize
measure_answer (gpointer item)
{
  const BounceAnswer *answer = item;
  gsize n_bytes = sizeof *answer;

  if (answer->text != NULL)
    n_bytes += strlen (answer->text);
  if (answer->report != NULL)
    n_bytes += SIZE_OF_REPORT +
               SIZE_OF_RECIPIENT * bounce_report_get_n_recipients (answer->report);

  return n_bytes;
}

/* Returns FALSE where nobody reads the answers any more. */
static gboolean
give_answer (gpointer item,
             gpointer user_data)
{
  BounceAnswer *answer = item;
  Run *run = user_data;

  if (answer->error != NULL)
    {
      bounce_output_complain_about (&run->output, answer->name, answer->file, answer->error);
      return TRUE;
    }

  if (!write_answer (run, answer))
    return FALSE;

  run->n_answers++;
  count_answer (run, answer);
  bounce_progress_update (&run->output.progress, answer->fraction, run->n_answers);

  return TRUE;
}

static void
free_answer (gpointer item)
{
  bounce_answer_free (item);
}

static void
write_summary (Run *run)
{
  gboolean complete = !bounce_interrupt_was_raised ();
  g_autofree char *text = NULL;

  if (run->options->json)
    {
      g_autofree char *json = bounce_summary_new_json (run->tally, complete);

      text = g_strconcat (json, "\n", NULL);
    }
  else
    {
      text = bounce_summary_new_text (run->tally, complete);
    }

  bounce_output_write (&run->output, text);
}

static const BounceParallelFuncs answer_funcs = {
  .take = take_answer,
  .work = work_on_answer,
  .measure = measure_answer,
  .give = give_answer,
  .free = free_answer,
};

static void
answer_inputs (Run *run)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_jobs = run->options->n_jobs;

  if (run->options->csv)
    {
      g_autofree char *header = bounce_csv_new_header ();

      if (!bounce_output_write (&run->output, header))
        return;
    }

  /* The network answers one thread, message by message; it waits for others, too. */
  run->cancellable = cancellable;
  if (run->online != NULL)
    {
      bounce_online_announce (run->online);
      n_jobs = 1;
    }

  bounce_interrupt_watch (run->online != NULL || bounce_inputs_get_may_wait (run->inputs),
                          cancellable);
  bounce_progress_start (&run->output.progress);
  bounce_parallel_run (n_jobs, &answer_funcs, run, cancellable);
  bounce_progress_hide (&run->output.progress);
  if (run->online != NULL)
    bounce_online_conclude (run->online);

  if (run->tally != NULL && run->output.write_errno == 0)
    write_summary (run);
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
  const char *const *names = standard_input;
  g_autoptr (BounceInputs) inputs = NULL;
  g_autoptr (BounceTally) tally = NULL;
  g_autoptr (BounceOnline) online = NULL;
  Run run = { .options = options };
  int status;

  g_return_val_if_fail (options != NULL, BOUNCE_STATUS_USAGE);

  if (options->files != NULL)
    names = (const char *const *) options->files;
  inputs = bounce_inputs_new (names);
  run.inputs = inputs;
  if (options->summary)
    tally = bounce_tally_new ();
  run.tally = tally;
  online = bounce_online_new (options, &run.output);
  run.online = online;

  answer_inputs (&run);
  status = bounce_output_finish (&run.output);
  bounce_interrupt_finish ();

  return status;
}
