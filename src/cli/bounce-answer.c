/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-answer.h"

#include "bounce-csv.h"
#include "bounce-decode.h"
#include "bounce-json.h"
#include "bounce-tally.h"
#include "bounce-text.h"

static char *
format_json (const BounceAnswer *self,
             BounceChecks       *checks)
{
  g_autofree char *json = NULL;

  if (self->report != NULL)
    json = bounce_json_from_report (self->report, checks, self->name, self->file, self->index);
  else
    json = bounce_json_for_data (self->name, self->file, self->index);

  return g_strconcat (json, "\n", NULL);
}

static char *
format_csv (const BounceAnswer *self)
{
  if (self->report != NULL)
    return bounce_csv_from_report (self->report, self->name, self->file, self->index);

  return bounce_csv_for_data (self->name, self->file, self->index);
}

static char *
format_text (const BounceAnswer *self,
             BounceChecks       *checks)
{
  if (self->report != NULL)
    return bounce_text_new_from_report (self->report, checks);

  return bounce_text_new_for_data ();
}

/**
 * bounce_answer_new:
 * @name: where the message was read, as it was given
 * @file: (nullable): the file inside @name, where that is a folder
 * @index: which message of @name it is, from 0
 *
 * Returns: (transfer full): an answer that knows nothing yet
 */
BounceAnswer *
bounce_answer_new (const char *name,
                   const char *file,
                   guint       index)
{
  BounceAnswer *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (BounceAnswer, 1);
  self->name = g_strdup (name);
  self->file = g_strdup (file);
  self->index = index;
  self->fraction = -1;

  return self;
}

/**
 * bounce_answer_free:
 * @self: an answer
 *
 * Frees an answer.
 */
void
bounce_answer_free (BounceAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->report, bounce_report_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->file);
  g_free (self->text);
  g_free (self);
}

/**
 * bounce_answer_decode:
 * @self: an answer with bytes
 * @options: what was asked for
 *
 * Makes the report of the bytes, or the error.
 */
void
bounce_answer_decode (BounceAnswer        *self,
                      const BounceOptions *options)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->bytes != NULL);
  g_return_if_fail (options != NULL);

  bytes = g_steal_pointer (&self->bytes);
  if (options->summary)
    self->fingerprint = bounce_tally_fingerprint (bytes);
  self->report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &self->error);

  /* such data is answered, too */
  if (g_error_matches (self->error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT))
    g_clear_error (&self->error);
}

/**
 * bounce_answer_format:
 * @self: an answer without an error
 * @checks: (nullable): what was found online, or %NULL where nobody was asked
 * @options: what was asked for
 *
 * Sets the text; none where only a summary was asked for.
 */
void
bounce_answer_format (BounceAnswer        *self,
                      BounceChecks        *checks,
                      const BounceOptions *options)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->error == NULL);
  g_return_if_fail (options != NULL);

  g_clear_pointer (&self->text, g_free);
  if (options->json)
    self->text = format_json (self, checks);
  else if (options->csv)
    self->text = format_csv (self);
  else if (!options->summary)
    self->text = format_text (self, checks);
}
