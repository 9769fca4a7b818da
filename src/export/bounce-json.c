/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-json.h"

#include "bounce-data-private.h"
#include "bounce-json-writer-private.h"
#include "bounce-words.h"

#define SCHEMA 1

/* Names of files are bytes, and JSON is UTF-8 (RFC 8259 §8.1). */
static void
add_value (BounceJsonWriter *writer,
           const char       *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    {
      bounce_json_writer_add_null (writer);
      return;
    }

  if (!g_utf8_validate (value, -1, NULL))
    valid = g_utf8_make_valid (value, -1);

  bounce_json_writer_add_string (writer, valid != NULL ? valid : value);
}

static void
add_string (BounceJsonWriter *writer,
            const char       *name,
            const char       *value)
{
  bounce_json_writer_set_name (writer, name);
  add_value (writer, value);
}

static void
add_number (BounceJsonWriter *writer,
            const char       *name,
            gint64            value)
{
  bounce_json_writer_set_name (writer, name);
  bounce_json_writer_add_int (writer, value);
}

static void
add_boolean (BounceJsonWriter *writer,
             const char       *name,
             gboolean          value)
{
  bounce_json_writer_set_name (writer, name);
  bounce_json_writer_add_boolean (writer, value);
}

static void
add_strings (BounceJsonWriter  *writer,
             const char        *name,
             const char *const *values)
{
  bounce_json_writer_set_name (writer, name);
  bounce_json_writer_begin_array (writer);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_value (writer, values[i]);
  bounce_json_writer_end_array (writer);
}

/* RFC 3339; g_date_time_format_iso8601() would add fractions of a second. */
static void
add_time (BounceJsonWriter *writer,
          const char       *name,
          GDateTime        *time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *text = NULL;

  if (time != NULL)
    utc = g_date_time_to_utc (time);
  if (utc != NULL)
    text = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ",
                            g_date_time_get_year (utc),
                            g_date_time_get_month (utc),
                            g_date_time_get_day_of_month (utc),
                            g_date_time_get_hour (utc),
                            g_date_time_get_minute (utc),
                            g_date_time_get_second (utc));

  add_string (writer, name, text);
}

static void
add_verdict (BounceJsonWriter    *writer,
             const BounceVerdict *verdict,
             const char          *headline,
             const char          *explanation,
             const char *const   *steps)
{
  bounce_json_writer_set_name (writer, "verdict");
  bounce_json_writer_begin_object (writer);

  add_string (writer, "severity", bounce_severity_to_string (verdict->severity));
  add_string (writer, "responsible", bounce_party_to_string (verdict->responsible));
  add_string (writer, "stopped_at", bounce_stop_to_string (verdict->stopped_at));
  add_string (writer, "cause", bounce_cause_to_string (verdict->cause));
  add_string (writer, "confidence", bounce_confidence_to_string (verdict->confidence));
  add_string (writer, "headline", headline);
  add_string (writer, "explanation", explanation);
  add_strings (writer, "steps", steps);

  bounce_json_writer_end_object (writer);
}

static void
add_report_verdict (BounceJsonWriter    *writer,
                    const BounceReport  *report,
                    const BounceVerdict *verdict,
                    guint                recipient)
{
  g_autofree char *headline = bounce_words_dup_headline (report, recipient);
  g_autofree char *explanation = bounce_words_dup_explanation (report, recipient);
  g_auto (GStrv) steps = bounce_words_dup_steps (report, recipient);

  add_verdict (writer, verdict, headline, explanation, (const char *const *) steps);
}

static void
add_evidence (BounceJsonWriter     *writer,
              const BounceEvidence *evidence)
{
  bounce_json_writer_begin_object (writer);

  add_string (writer, "what", bounce_evidence_to_string (evidence->what));
  add_string (writer, "text", evidence->text);
  add_string (writer, "part", evidence->part);
  add_number (writer, "offset", evidence->offset);
  add_number (writer, "length", evidence->length);

  bounce_json_writer_end_object (writer);
}

static void
add_codes (BounceJsonWriter      *writer,
           const BounceRecipient *recipient)
{
  g_autofree char *enhanced = NULL;

  bounce_json_writer_set_name (writer, "reply_code");
  if (recipient->reply_code != 0)
    bounce_json_writer_add_int (writer, recipient->reply_code);
  else
    bounce_json_writer_add_null (writer);

  if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
    enhanced = bounce_enhanced_code_to_string (&recipient->enhanced_code);
  add_string (writer, "enhanced_code", enhanced);
}

static void
add_recipient (BounceJsonWriter   *writer,
               const BounceReport *report,
               guint               index)
{
  const BounceRecipient *recipient = bounce_report_get_recipient (report, index);

  bounce_json_writer_begin_object (writer);

  add_string (writer, "address", recipient->address);
  add_string (writer, "original_address", recipient->original_address);
  add_string (writer, "action", bounce_action_to_string (recipient->action));
  add_codes (writer, recipient);
  add_string (writer, "diagnostic", recipient->diagnostic);
  add_string (writer, "said_by", recipient->said_by);
  add_report_verdict (writer, report, &recipient->verdict, index);

  bounce_json_writer_set_name (writer, "evidence");
  bounce_json_writer_begin_array (writer);
  for (guint i = 0; i < recipient->evidence->len; i++)
    add_evidence (writer, g_ptr_array_index (recipient->evidence, i));
  bounce_json_writer_end_array (writer);

  add_string (writer, "conflict", recipient->conflict);
  add_string (writer, "suggestion", recipient->suggestion);
  add_time (writer, "retry_until", recipient->retry_until);

  bounce_json_writer_end_object (writer);
}

static void
add_host (BounceJsonWriter *writer,
          const BounceHost *host)
{
  bounce_json_writer_begin_object (writer);

  add_string (writer, "ip", host->ip);
  add_string (writer, "name", host->name);
  add_string (writer, "role", bounce_ip_role_to_string (host->role));
  add_boolean (writer, "refused", host->refused);
  add_boolean (writer, "public", host->is_public);
  add_strings (writer, "blocklists", (const char *const *) host->blocklists);

  bounce_json_writer_end_object (writer);
}

static void
add_reporter (BounceJsonWriter *writer,
              const char       *software,
              const char       *host)
{
  bounce_json_writer_set_name (writer, "reporter");
  bounce_json_writer_begin_object (writer);

  add_string (writer, "software", software);
  add_string (writer, "host", host);

  bounce_json_writer_end_object (writer);
}

static void
add_returned (BounceJsonWriter     *writer,
              const BounceReturned *returned)
{
  bounce_json_writer_set_name (writer, "returned");
  bounce_json_writer_begin_object (writer);

  add_string (writer, "from", returned->from);
  add_string (writer, "to", returned->to);
  add_string (writer, "subject", returned->subject);
  add_string (writer, "date", returned->date);
  add_string (writer, "message_id", returned->message_id);

  bounce_json_writer_end_object (writer);
}

static void
add_hop (BounceJsonWriter *writer,
         const BounceHop  *hop)
{
  bounce_json_writer_begin_object (writer);

  add_string (writer, "from", hop->from);
  add_string (writer, "by", hop->by);
  add_string (writer, "with", hop->with);
  add_time (writer, "time", hop->time);

  bounce_json_writer_set_name (writer, "delay_s");
  if (hop->delay_s >= 0)
    bounce_json_writer_add_int (writer, hop->delay_s);
  else
    bounce_json_writer_add_null (writer);

  bounce_json_writer_end_object (writer);
}

static void
begin_message (BounceJsonWriter *writer,
               const char       *source,
               const char       *file,
               guint             index,
               BounceKind        kind)
{
  bounce_json_writer_init (writer);
  bounce_json_writer_begin_object (writer);
  add_number (writer, "schema", SCHEMA);
  add_string (writer, "source", source);
  if (file != NULL)
    add_string (writer, "file", file);
  add_number (writer, "index", index);
  add_string (writer, "kind", bounce_kind_to_string (kind));
}

static char *
end_message (BounceJsonWriter *writer)
{
  bounce_json_writer_end_object (writer);

  return bounce_json_writer_finish (writer);
}

/**
 * bounce_json_from_report:
 * @report: an answer
 * @source: where the message was read, as the person named it
 * @file: (nullable): the file inside @source, where that is a folder
 * @index: which message of @source it is, from 0
 *
 * Writes everything that is known of one message. The names of the fields and
 * the words in them are a promise to programs; headlines, explanations and steps
 * are in the language of the process. Fields that have no value are null.
 *
 * Returns: (transfer full): one line of JSON, without a line end
 */
char *
bounce_json_from_report (const BounceReport *report,
                         const char         *source,
                         const char         *file,
                         guint               index)
{
  BounceJsonWriter writer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  begin_message (&writer, source, file, index, bounce_report_get_kind (report));

  add_report_verdict (&writer, report, bounce_report_get_verdict (report),
                      BOUNCE_WORDS_MESSAGE);

  bounce_json_writer_set_name (&writer, "recipients");
  bounce_json_writer_begin_array (&writer);
  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    add_recipient (&writer, report, i);
  bounce_json_writer_end_array (&writer);

  bounce_json_writer_set_name (&writer, "hosts");
  bounce_json_writer_begin_array (&writer);
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    add_host (&writer, bounce_report_get_host (report, i));
  bounce_json_writer_end_array (&writer);

  add_reporter (&writer,
                bounce_report_get_software (report), bounce_report_get_reporter (report));
  add_returned (&writer, bounce_report_get_returned (report));

  bounce_json_writer_set_name (&writer, "hops");
  bounce_json_writer_begin_array (&writer);
  for (guint i = 0; i < bounce_report_get_n_hops (report); i++)
    add_hop (&writer, bounce_report_get_hop (report, i));
  bounce_json_writer_end_array (&writer);

  add_boolean (&writer, "truncated", bounce_report_get_truncated (report));

  return end_message (&writer);
}

/**
 * bounce_json_for_data:
 * @source: where it was read, as the person named it
 * @file: (nullable): the file inside @source, where that is a folder
 * @index: which message of @source it is, from 0
 *
 * The line for a picture, a PDF or other data (%BOUNCE_ERROR_NOT_TEXT): it was
 * read, and it is not a bounce.
 *
 * Returns: (transfer full): one line of JSON, without a line end
 */
char *
bounce_json_for_data (const char *source,
                      const char *file,
                      guint       index)
{
  static const BounceReturned nothing = { NULL, };
  const char *steps[] = { bounce_data_get_step (), NULL };
  BounceJsonWriter writer;

  g_return_val_if_fail (source != NULL, NULL);

  begin_message (&writer, source, file, index, BOUNCE_KIND_NOT_A_BOUNCE);

  add_verdict (&writer, &bounce_data_verdict,
               bounce_data_get_headline (), bounce_data_get_explanation (), steps);
  add_strings (&writer, "recipients", NULL);
  add_strings (&writer, "hosts", NULL);
  add_reporter (&writer, NULL, NULL);
  add_returned (&writer, &nothing);
  add_strings (&writer, "hops", NULL);
  add_boolean (&writer, "truncated", FALSE);

  return end_message (&writer);
}
