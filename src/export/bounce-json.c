/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-json.h"

#include <json-glib/json-glib.h>

#include "bounce-data-private.h"
#include "bounce-words.h"

#define SCHEMA 1

/* Names of files are bytes, and JSON is UTF-8 (RFC 8259 §8.1). */
static void
add_value (JsonBuilder *builder,
           const char  *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  if (!g_utf8_validate (value, -1, NULL))
    valid = g_utf8_make_valid (value, -1);

  json_builder_add_string_value (builder, valid != NULL ? valid : value);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  add_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder,
             const char  *name,
             gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_strings (JsonBuilder       *builder,
             const char        *name,
             const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_value (builder, values[i]);
  json_builder_end_array (builder);
}

/* RFC 3339; g_date_time_format_iso8601() would add fractions of a second. */
static void
add_time (JsonBuilder *builder,
          const char  *name,
          GDateTime   *time)
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

  add_string (builder, name, text);
}

static void
add_verdict (JsonBuilder         *builder,
             const BounceVerdict *verdict,
             const char          *headline,
             const char          *explanation,
             const char *const   *steps)
{
  json_builder_set_member_name (builder, "verdict");
  json_builder_begin_object (builder);

  add_string (builder, "severity", bounce_severity_to_string (verdict->severity));
  add_string (builder, "responsible", bounce_party_to_string (verdict->responsible));
  add_string (builder, "stopped_at", bounce_stop_to_string (verdict->stopped_at));
  add_string (builder, "cause", bounce_cause_to_string (verdict->cause));
  add_string (builder, "confidence", bounce_confidence_to_string (verdict->confidence));
  add_string (builder, "headline", headline);
  add_string (builder, "explanation", explanation);
  add_strings (builder, "steps", steps);

  json_builder_end_object (builder);
}

static void
add_report_verdict (JsonBuilder         *builder,
                    const BounceReport  *report,
                    const BounceVerdict *verdict,
                    guint                recipient)
{
  g_autofree char *headline = bounce_words_dup_headline (report, recipient);
  g_autofree char *explanation = bounce_words_dup_explanation (report, recipient);
  g_auto (GStrv) steps = bounce_words_dup_steps (report, recipient);

  add_verdict (builder, verdict, headline, explanation, (const char *const *) steps);
}

static void
add_evidence (JsonBuilder          *builder,
              const BounceEvidence *evidence)
{
  json_builder_begin_object (builder);

  add_string (builder, "what", bounce_evidence_to_string (evidence->what));
  add_string (builder, "text", evidence->text);
  add_string (builder, "part", evidence->part);
  add_number (builder, "offset", evidence->offset);
  add_number (builder, "length", evidence->length);

  json_builder_end_object (builder);
}

static void
add_codes (JsonBuilder           *builder,
           const BounceRecipient *recipient)
{
  g_autofree char *enhanced = NULL;

  json_builder_set_member_name (builder, "reply_code");
  if (recipient->reply_code != 0)
    json_builder_add_int_value (builder, recipient->reply_code);
  else
    json_builder_add_null_value (builder);

  if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
    enhanced = bounce_enhanced_code_to_string (&recipient->enhanced_code);
  add_string (builder, "enhanced_code", enhanced);
}

static void
add_recipient (JsonBuilder        *builder,
               const BounceReport *report,
               guint               index)
{
  const BounceRecipient *recipient = bounce_report_get_recipient (report, index);

  json_builder_begin_object (builder);

  add_string (builder, "address", recipient->address);
  add_string (builder, "original_address", recipient->original_address);
  add_string (builder, "action", bounce_action_to_string (recipient->action));
  add_codes (builder, recipient);
  add_string (builder, "diagnostic", recipient->diagnostic);
  add_string (builder, "said_by", recipient->said_by);
  add_report_verdict (builder, report, &recipient->verdict, index);

  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < recipient->evidence->len; i++)
    add_evidence (builder, g_ptr_array_index (recipient->evidence, i));
  json_builder_end_array (builder);

  add_string (builder, "conflict", recipient->conflict);
  add_string (builder, "suggestion", recipient->suggestion);
  add_time (builder, "retry_until", recipient->retry_until);

  json_builder_end_object (builder);
}

static void
add_host (JsonBuilder      *builder,
          const BounceHost *host)
{
  json_builder_begin_object (builder);

  add_string (builder, "ip", host->ip);
  add_string (builder, "name", host->name);
  add_string (builder, "role", bounce_ip_role_to_string (host->role));
  add_boolean (builder, "refused", host->refused);
  add_boolean (builder, "public", host->is_public);
  add_strings (builder, "blocklists", (const char *const *) host->blocklists);

  json_builder_end_object (builder);
}

static void
add_reporter (JsonBuilder *builder,
              const char  *software,
              const char  *host)
{
  json_builder_set_member_name (builder, "reporter");
  json_builder_begin_object (builder);

  add_string (builder, "software", software);
  add_string (builder, "host", host);

  json_builder_end_object (builder);
}

static void
add_returned (JsonBuilder          *builder,
              const BounceReturned *returned)
{
  json_builder_set_member_name (builder, "returned");
  json_builder_begin_object (builder);

  add_string (builder, "from", returned->from);
  add_string (builder, "to", returned->to);
  add_string (builder, "subject", returned->subject);
  add_string (builder, "date", returned->date);
  add_string (builder, "message_id", returned->message_id);

  json_builder_end_object (builder);
}

static void
add_hop (JsonBuilder     *builder,
         const BounceHop *hop)
{
  json_builder_begin_object (builder);

  add_string (builder, "from", hop->from);
  add_string (builder, "by", hop->by);
  add_string (builder, "with", hop->with);
  add_time (builder, "time", hop->time);

  json_builder_set_member_name (builder, "delay_s");
  if (hop->delay_s >= 0)
    json_builder_add_int_value (builder, hop->delay_s);
  else
    json_builder_add_null_value (builder);

  json_builder_end_object (builder);
}

static JsonBuilder *
begin_message (const char *source,
               const char *file,
               guint       index,
               BounceKind  kind)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_number (builder, "schema", SCHEMA);
  add_string (builder, "source", source);
  if (file != NULL)
    add_string (builder, "file", file);
  add_number (builder, "index", index);
  add_string (builder, "kind", bounce_kind_to_string (kind));

  return g_steal_pointer (&builder);
}

static char *
end_message (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
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
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  builder = begin_message (source, file, index, bounce_report_get_kind (report));

  add_report_verdict (builder, report, bounce_report_get_verdict (report),
                      BOUNCE_WORDS_MESSAGE);

  json_builder_set_member_name (builder, "recipients");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    add_recipient (builder, report, i);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "hosts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    add_host (builder, bounce_report_get_host (report, i));
  json_builder_end_array (builder);

  add_reporter (builder,
                bounce_report_get_software (report), bounce_report_get_reporter (report));
  add_returned (builder, bounce_report_get_returned (report));

  json_builder_set_member_name (builder, "hops");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bounce_report_get_n_hops (report); i++)
    add_hop (builder, bounce_report_get_hop (report, i));
  json_builder_end_array (builder);

  add_boolean (builder, "truncated", bounce_report_get_truncated (report));

  return end_message (builder);
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
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  builder = begin_message (source, file, index, BOUNCE_KIND_NOT_A_BOUNCE);

  add_verdict (builder, &bounce_data_verdict,
               bounce_data_get_headline (), bounce_data_get_explanation (), steps);
  add_strings (builder, "recipients", NULL);
  add_strings (builder, "hosts", NULL);
  add_reporter (builder, NULL, NULL);
  add_returned (builder, &nothing);
  add_strings (builder, "hops", NULL);
  add_boolean (builder, "truncated", FALSE);

  return end_message (builder);
}
