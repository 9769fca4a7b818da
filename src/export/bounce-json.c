/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-json.h"

#include "bounce-check-words.h"
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
add_listing (BounceJsonTree      *tree,
             const BounceListing *listing)
{
  bounce_json_tree_begin_object (tree, NULL);

  add_string (tree, "name", listing->list->name);
  add_string (tree, "zone", listing->list->zone);
  add_string (tree, "state", bounce_listing_state_to_string (listing->state));
  add_string (tree, "sub_list", listing->sub_list);
  add_strings (tree, "codes", (const char *const *) listing->codes);
  add_string (tree, "text", listing->text);
  add_string (tree, "removal_page", listing->list->removal_page);

  bounce_json_tree_end (tree);
}

/* Null where the lists were not asked about the address. */
static void
add_list_check (BounceJsonTree        *tree,
                const BounceListCheck *check)
{
  if (check == NULL)
    {
      bounce_json_tree_add_null (tree, "lists");
      return;
    }

  bounce_json_tree_begin_array (tree, "lists");
  for (guint i = 0; i < bounce_list_check_get_n_listings (check); i++)
    add_listing (tree, bounce_list_check_get_listing (check, i));
  bounce_json_tree_end (tree);
}

static void
add_registry_check (BounceJsonTree            *tree,
                    const BounceRegistryCheck *check)
{
  if (check == NULL)
    {
      bounce_json_tree_add_null (tree, "registry");
      return;
    }

  bounce_json_tree_begin_object (tree, "registry");

  add_string (tree, "state", bounce_registry_state_to_string (check->state));
  add_string (tree, "registry", check->registry);
  add_string (tree, "network", check->network);
  add_string (tree, "network_name", check->network_name);
  add_string (tree, "holder", check->holder);
  add_string (tree, "country", check->country);
  add_string (tree, "abuse_address", check->abuse_address);
  bounce_json_tree_add_boolean (tree, "abuse_is_guess", check->abuse_is_guess);
  bounce_json_tree_add_int (tree, "retry_after_s", check->retry_after_s);

  bounce_json_tree_end (tree);
}

static void
add_host_checks (BounceJsonTree   *tree,
                 BounceChecks     *checks,
                 const BounceHost *host)
{
  const BounceListCheck *lists = bounce_checks_get_lists (checks, host->ip);
  const BounceRegistryCheck *registry = bounce_checks_get_registry (checks, host->ip);

  if (lists == NULL && registry == NULL)
    {
      bounce_json_tree_add_null (tree, "checks");
      return;
    }

  bounce_json_tree_begin_object (tree, "checks");
  add_list_check (tree, lists);
  add_registry_check (tree, registry);
  bounce_json_tree_end (tree);
}

static void
add_domain_check (BounceJsonTree          *tree,
                  const BounceDomainCheck *check)
{
  if (check == NULL)
    {
      bounce_json_tree_add_null (tree, "domain_check");
      return;
    }

  bounce_json_tree_begin_object (tree, "domain_check");
  add_string (tree, "domain", check->domain);
  add_string (tree, "state", bounce_domain_state_to_string (check->state));
  add_strings (tree, "exchangers", (const char *const *) check->exchangers);
  bounce_json_tree_end (tree);
}

static void
add_recipient_checks (BounceJsonTree     *tree,
                      BounceChecks       *checks,
                      const BounceReport *report,
                      guint               index)
{
  const char *domain = bounce_checks_get_domain_to_ask (report, index);
  BounceCheckAdvice advice = bounce_checks_get_advice (checks, report, index);

  add_domain_check (tree, domain != NULL ? bounce_checks_get_domain (checks, domain) : NULL);
  add_string (tree, "check_advice", bounce_check_advice_to_string (advice));
}

static void
add_recipient (BounceJsonTree     *tree,
               const BounceReport *report,
               BounceChecks       *checks,
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
  if (checks != NULL)
    add_recipient_checks (tree, checks, report, index);

  bounce_json_tree_end (tree);
}

static void
add_host (BounceJsonTree   *tree,
          BounceChecks     *checks,
          const BounceHost *host)
{
  bounce_json_tree_begin_object (tree, NULL);

  add_string (tree, "ip", host->ip);
  add_string (tree, "name", host->name);
  add_string (tree, "role", bounce_ip_role_to_string (host->role));
  bounce_json_tree_add_boolean (tree, "refused", host->refused);
  bounce_json_tree_add_boolean (tree, "public", host->is_public);
  add_strings (tree, "blocklists", (const char *const *) host->blocklists);
  if (checks != NULL)
    add_host_checks (tree, checks, host);

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
 * @checks: (nullable): what was found online, or %NULL where nobody was asked
 * @source: where the message was read, as the person named it
 * @file: (nullable): the file inside @source, where that is a folder
 * @index: which message of @source it is, from 0
 *
 * Writes everything that is known of one message. The names of the fields and
 * the words in them are a promise to programs; headlines, explanations and steps
 * are in the language of the process. Fields that have no value are null. Those
 * about the checks are there with @checks alone.
 *
 * Returns: (transfer full): one line of JSON, without a line end
 */
char *
bounce_json_from_report (const BounceReport *report,
                         BounceChecks       *checks,
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
    add_recipient (tree, report, checks, i);
  bounce_json_tree_end (tree);

  bounce_json_tree_begin_array (tree, "hosts");
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    add_host (tree, checks, bounce_report_get_host (report, i));
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
