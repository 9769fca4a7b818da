/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-json.h"

#include "bounce-data-private.h"
#include "bounce-json-tree-private.h"
#include "bounce-words.h"

#define SCHEMA 1

/* Each thread writes over a tree of its own, so that a line is still a matter of the report
 * alone. */
static GPrivate tree_of_thread = G_PRIVATE_INIT ((GDestroyNotify) bounce_json_tree_free);

/* Names of files are bytes, and JSON is UTF-8 (RFC 8259 §8.1). */
static void
add_string (BounceJsonTree *tree,
            const char     *name,
            const char     *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    {
      bounce_json_tree_add_null (tree, name);
      return;
    }

  if (!g_utf8_validate (value, -1, NULL))
    valid = g_utf8_make_valid (value, -1);

  bounce_json_tree_add_string (tree, name, valid != NULL ? valid : value);
}

static void
add_strings (BounceJsonTree    *tree,
             const char        *name,
             const char *const *values)
{
  bounce_json_tree_begin_array (tree, name);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_string (tree, NULL, values[i]);
  bounce_json_tree_end (tree);
}

/* RFC 3339; g_date_time_format_iso8601() would add fractions of a second. */
static void
add_time (BounceJsonTree *tree,
          const char     *name,
          GDateTime      *time)
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

  add_string (tree, name, text);
}

static void
add_verdict (BounceJsonTree      *tree,
             const BounceVerdict *verdict,
             const char          *headline,
             const char          *explanation,
             const char *const   *steps)
{
  bounce_json_tree_begin_object (tree, "verdict");

  add_string (tree, "severity", bounce_severity_to_string (verdict->severity));
  add_string (tree, "responsible", bounce_party_to_string (verdict->responsible));
  add_string (tree, "stopped_at", bounce_stop_to_string (verdict->stopped_at));
  add_string (tree, "cause", bounce_cause_to_string (verdict->cause));
  add_string (tree, "confidence", bounce_confidence_to_string (verdict->confidence));
  add_string (tree, "headline", headline);
  add_string (tree, "explanation", explanation);
  add_strings (tree, "steps", steps);

  bounce_json_tree_end (tree);
}

static void
add_report_verdict (BounceJsonTree      *tree,
                    const BounceReport  *report,
                    const BounceVerdict *verdict,
                    guint                recipient)
{
  g_autofree char *headline = bounce_words_dup_headline (report, recipient);
  g_autofree char *explanation = bounce_words_dup_explanation (report, recipient);
  g_auto (GStrv) steps = bounce_words_dup_steps (report, recipient);

  add_verdict (tree, verdict, headline, explanation, (const char *const *) steps);
}

static void
add_evidence (BounceJsonTree       *tree,
              const BounceEvidence *evidence)
{
  bounce_json_tree_begin_object (tree, NULL);

  add_string (tree, "what", bounce_evidence_to_string (evidence->what));
  add_string (tree, "text", evidence->text);
  add_string (tree, "part", evidence->part);
  bounce_json_tree_add_int (tree, "offset", evidence->offset);
  bounce_json_tree_add_int (tree, "length", evidence->length);

  bounce_json_tree_end (tree);
}

static void
add_codes (BounceJsonTree        *tree,
           const BounceRecipient *recipient)
{
  g_autofree char *enhanced = NULL;

  if (recipient->reply_code != 0)
    bounce_json_tree_add_int (tree, "reply_code", recipient->reply_code);
  else
    bounce_json_tree_add_null (tree, "reply_code");

  if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
    enhanced = bounce_enhanced_code_to_string (&recipient->enhanced_code);
  add_string (tree, "enhanced_code", enhanced);
}

static void
add_recipient (BounceJsonTree     *tree,
               const BounceReport *report,
               guint               index)
{
  const BounceRecipient *recipient = bounce_report_get_recipient (report, index);

  bounce_json_tree_begin_object (tree, NULL);

  add_string (tree, "address", recipient->address);
  add_string (tree, "original_address", recipient->original_address);
  add_string (tree, "action", bounce_action_to_string (recipient->action));
  add_codes (tree, recipient);
  add_string (tree, "diagnostic", recipient->diagnostic);
  add_string (tree, "said_by", recipient->said_by);
  add_report_verdict (tree, report, &recipient->verdict, index);

  bounce_json_tree_begin_array (tree, "evidence");
  for (guint i = 0; i < recipient->evidence->len; i++)
    add_evidence (tree, g_ptr_array_index (recipient->evidence, i));
  bounce_json_tree_end (tree);

  add_string (tree, "conflict", recipient->conflict);
  add_string (tree, "suggestion", recipient->suggestion);
  add_time (tree, "retry_until", recipient->retry_until);

  bounce_json_tree_end (tree);
}

static void
add_host (BounceJsonTree   *tree,
          const BounceHost *host)
{
  bounce_json_tree_begin_object (tree, NULL);

  add_string (tree, "ip", host->ip);
  add_string (tree, "name", host->name);
  add_string (tree, "role", bounce_ip_role_to_string (host->role));
  bounce_json_tree_add_boolean (tree, "refused", host->refused);
  bounce_json_tree_add_boolean (tree, "public", host->is_public);
  add_strings (tree, "blocklists", (const char *const *) host->blocklists);

  bounce_json_tree_end (tree);
}

static void
add_reporter (BounceJsonTree *tree,
              const char     *software,
              const char     *host)
{
  bounce_json_tree_begin_object (tree, "reporter");

  add_string (tree, "software", software);
  add_string (tree, "host", host);

  bounce_json_tree_end (tree);
}

static void
add_returned (BounceJsonTree       *tree,
              const BounceReturned *returned)
{
  bounce_json_tree_begin_object (tree, "returned");

  add_string (tree, "from", returned->from);
  add_string (tree, "to", returned->to);
  add_string (tree, "subject", returned->subject);
  add_string (tree, "date", returned->date);
  add_string (tree, "message_id", returned->message_id);

  bounce_json_tree_end (tree);
}

static void
add_hop (BounceJsonTree  *tree,
         const BounceHop *hop)
{
  bounce_json_tree_begin_object (tree, NULL);

  add_string (tree, "from", hop->from);
  add_string (tree, "by", hop->by);
  add_string (tree, "with", hop->with);
  add_time (tree, "time", hop->time);

  if (hop->delay_s >= 0)
    bounce_json_tree_add_int (tree, "delay_s", hop->delay_s);
  else
    bounce_json_tree_add_null (tree, "delay_s");

  bounce_json_tree_end (tree);
}

static BounceJsonTree *
begin_message (const char *source,
               const char *file,
               guint       index,
               BounceKind  kind)
{
  BounceJsonTree *tree = g_private_get (&tree_of_thread);

  if (tree == NULL)
    {
      tree = bounce_json_tree_new ();
      g_private_set (&tree_of_thread, tree);
    }

  bounce_json_tree_begin_object (tree, NULL);
  bounce_json_tree_add_int (tree, "schema", SCHEMA);
  add_string (tree, "source", source);
  if (file != NULL)
    add_string (tree, "file", file);
  bounce_json_tree_add_int (tree, "index", index);
  add_string (tree, "kind", bounce_kind_to_string (kind));

  return tree;
}

static char *
end_message (BounceJsonTree *tree)
{
  bounce_json_tree_end (tree);

  return bounce_json_tree_to_line (tree);
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
  BounceJsonTree *tree = NULL;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  tree = begin_message (source, file, index, bounce_report_get_kind (report));

  add_report_verdict (tree, report, bounce_report_get_verdict (report),
                      BOUNCE_WORDS_MESSAGE);

  bounce_json_tree_begin_array (tree, "recipients");
  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    add_recipient (tree, report, i);
  bounce_json_tree_end (tree);

  bounce_json_tree_begin_array (tree, "hosts");
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    add_host (tree, bounce_report_get_host (report, i));
  bounce_json_tree_end (tree);

  add_reporter (tree,
                bounce_report_get_software (report), bounce_report_get_reporter (report));
  add_returned (tree, bounce_report_get_returned (report));

  bounce_json_tree_begin_array (tree, "hops");
  for (guint i = 0; i < bounce_report_get_n_hops (report); i++)
    add_hop (tree, bounce_report_get_hop (report, i));
  bounce_json_tree_end (tree);

  bounce_json_tree_add_boolean (tree, "truncated", bounce_report_get_truncated (report));

  return end_message (tree);
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
  BounceJsonTree *tree = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  tree = begin_message (source, file, index, BOUNCE_KIND_NOT_A_BOUNCE);

  add_verdict (tree, &bounce_data_verdict,
               bounce_data_get_headline (), bounce_data_get_explanation (), steps);
  add_strings (tree, "recipients", NULL);
  add_strings (tree, "hosts", NULL);
  add_reporter (tree, NULL, NULL);
  add_returned (tree, &nothing);
  add_strings (tree, "hops", NULL);
  bounce_json_tree_add_boolean (tree, "truncated", FALSE);

  return end_message (tree);
}
