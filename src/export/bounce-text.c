/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-text.h"

#include <glib/gi18n-lib.h>

#include "bounce-check-words.h"
#include "bounce-code-text-private.h"
#include "bounce-data-private.h"
#include "bounce-export-limits.h"
#include "bounce-layout-private.h"
#include "bounce-plain.h"
#include "bounce-words.h"

static void
add_heading (GString    *out,
             const char *heading)
{
  g_string_append_c (out, '\n');
  bounce_layout_add_text (out, "", 0, heading);
}

static void
add_steps (GString           *out,
           const char *const *steps)
{
  if (steps == NULL || steps[0] == NULL)
    return;

  add_heading (out, _("What to do"));

  /* a number in front of a single step asks for the second one */
  if (steps[1] == NULL)
    {
      bounce_layout_add_text (out, "", 2, steps[0]);
      return;
    }

  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autofree char *lead = g_strdup_printf ("  %u. ", i + 1);

      bounce_layout_add_text (out, lead, 5, steps[i]);
    }
}

static void
add_answer (GString             *out,
            const BounceVerdict *verdict,
            const char          *headline,
            const char          *explanation,
            const char *const   *steps)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();

  bounce_layout_add_text (out, "", 0, headline);
  g_string_append_c (out, '\n');

  bounce_rows_add (rows, _("Result"), bounce_words_get_severity (verdict->severity));
  bounce_rows_add (rows,
                   verdict->responsible == BOUNCE_PARTY_THIRD_PARTY ? _("Who is behind it")
                                                                    : _("Who must act"),
                   bounce_words_get_party (verdict->responsible));
  if (verdict->stopped_at != BOUNCE_STOP_UNKNOWN)
    bounce_rows_add (rows, _("How far it got"), bounce_words_get_stop (verdict->stopped_at));
  bounce_layout_add_rows (out, rows, 2);

  g_string_append_c (out, '\n');
  bounce_layout_add_text (out, "", 0, explanation);

  add_steps (out, steps);
}

/* What confirms or contradicts the answer comes before all details. */
static void
add_advice (GString            *out,
            const BounceReport *report,
            BounceChecks       *checks,
            guint               recipient,
            guint               indent)
{
  g_autofree char *advice = NULL;

  if (checks != NULL)
    advice = bounce_check_words_dup_advice (checks, report, recipient);
  if (advice == NULL)
    return;

  if (recipient == BOUNCE_WORDS_MESSAGE)
    add_heading (out, _("What the online checks say"));
  bounce_layout_add_text (out, "", indent, advice);
}

static void
add_recipients (GString            *out,
                const BounceReport *report,
                BounceChecks       *checks)
{
  add_heading (out, _("The recipients"));

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);
      g_autofree char *headline = bounce_words_dup_headline (report, i);
      g_autofree char *address = NULL;
      g_autoptr (BounceRows) rows = bounce_rows_new ();

      if (recipient->address != NULL)
        address = bounce_plain_dup_name (recipient->address);
      else
        address = g_strdup (_("Somebody whom the notice does not name"));

      bounce_layout_add_text (out, "", 2, address);
      bounce_layout_add_text (out, "", 4, headline);
      bounce_rows_add (rows, _("Who must act"),
                       bounce_words_get_party (recipient->verdict.responsible));
      bounce_rows_add_name (rows, _("Perhaps meant"), recipient->suggestion);
      bounce_rows_add (rows, _("Beware"), bounce_words_get_look (recipient));
      bounce_layout_add_rows (out, rows, 4);
      add_advice (out, report, checks, i, 4);
    }
}

static void
add_codes (GString            *out,
           const BounceReport *report)
{
  g_autoptr (GHashTable) seen = NULL;

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);
      char *label;

      if (g_hash_table_size (seen) >= BOUNCE_EXPORT_LIMIT_TEXT_CODES)
        return;

      label = g_strdup_printf ("%u", recipient->reply_code);
      if (recipient->reply_code == 0)
        {
          g_free (label);
        }
      else if (g_hash_table_add (seen, label))
        {
          g_string_append_c (out, '\n');
          bounce_code_text_add_reply (out, recipient->reply_code, 2);
        }

      if (!bounce_enhanced_code_is_set (&recipient->enhanced_code))
        continue;

      if (g_hash_table_add (seen, bounce_enhanced_code_to_string (&recipient->enhanced_code)))
        {
          g_string_append_c (out, '\n');
          bounce_code_text_add_enhanced (out, &recipient->enhanced_code, FALSE, 2);
        }
    }
}

static void
take_text (GString *out,
           guint    indent,
           char    *text)
{
  if (text != NULL)
    bounce_layout_add_text (out, "", indent, text);
  g_free (text);
}

/* Those that have it, each with what that means; the others are only counted. */
static void
add_lists (GString               *out,
           const BounceListCheck *check)
{
  take_text (out, 4, bounce_check_words_dup_lists (check));

  for (guint i = 0; i < bounce_list_check_get_n_listings (check); i++)
    {
      const BounceListing *listing = bounce_list_check_get_listing (check, i);
      g_autofree char *text = NULL;

      if (listing->state != BOUNCE_LISTING_LISTED)
        continue;
      text = bounce_check_words_dup_listing (listing);
      bounce_layout_add_text (out, "    • ", 6, text);
    }
}

static void
add_host_checks (GString          *out,
                 BounceChecks     *checks,
                 const BounceHost *host)
{
  const BounceListCheck *lists = bounce_checks_get_lists (checks, host->ip);
  const BounceRegistryCheck *registry = bounce_checks_get_registry (checks, host->ip);
  g_autoptr (BounceRows) rows = bounce_rows_new ();

  if (lists != NULL)
    add_lists (out, lists);
  if (registry == NULL)
    return;

  take_text (out, 4, bounce_check_words_dup_holder (registry));
  take_text (out, 4, bounce_check_words_dup_abuse (registry));
  bounce_rows_add (rows, _("Network"), registry->network);
  bounce_rows_add (rows, _("Name of the network"), registry->network_name);
  bounce_layout_add_rows (out, rows, 4);
}

static void
add_domains (GString            *out,
             const BounceReport *report,
             BounceChecks       *checks)
{
  g_autoptr (GPtrArray) domains = bounce_checks_dup_domains (checks, report);

  if (domains->len > 0)
    add_heading (out, _("The domain of the recipient"));

  for (guint i = 0; i < domains->len; i++)
    take_text (out, 2, bounce_check_words_dup_domain (g_ptr_array_index (domains, i)));
}

static void
add_hosts (GString            *out,
           const BounceReport *report,
           BounceChecks       *checks)
{
  if (bounce_report_get_n_hosts (report) == 0)
    return;

  add_heading (out, _("Addresses on the way"));

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);
      g_autofree char *role = bounce_words_dup_host_role (host);
      g_autofree char *name = NULL;
      g_autofree char *title = NULL;

      if (host->name != NULL)
        name = bounce_plain_dup_name (host->name);
      title = name != NULL ? g_strdup_printf ("%s  %s", host->ip, name) : g_strdup (host->ip);

      bounce_layout_add_text (out, "", 2, title);
      bounce_layout_add_text (out, "", 4, role);
      if (checks != NULL)
        add_host_checks (out, checks, host);
    }
}

/* What the notice says about the recipient that the answer is for. */
static void
add_details (BounceRows         *rows,
             const BounceReport *report)
{
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);
  g_autofree char *blocklists = NULL;

  if (recipient != NULL)
    {
      bounce_rows_add_name (rows, _("Recipient"), recipient->address);
      bounce_rows_add_name (rows, _("Written to"), recipient->original_address);
      bounce_rows_add (rows, _("Beware"), bounce_words_get_look (recipient));
      bounce_rows_add (rows, _("The server's reply"), recipient->diagnostic);
      bounce_rows_add_name (rows, _("Who said so"), recipient->said_by);
      bounce_rows_add (rows, _("Contradiction"), recipient->conflict);
      if (recipient->blocklists != NULL)
        blocklists = g_strjoinv (", ", recipient->blocklists);
      bounce_rows_add (rows, _("Blocklists"), blocklists);
    }

  bounce_rows_add_name (rows, _("Notice written by"), bounce_report_get_reporter (report));
  bounce_rows_add (rows, _("Server program"), bounce_report_get_software (report));

  bounce_rows_add (rows, _("How sure"),
                   bounce_words_get_confidence (bounce_report_get_verdict (report)->confidence));
}

/**
 * bounce_text_new_from_report:
 * @report: an answer
 * @checks: (nullable): what was found online, or %NULL where nobody was asked
 *
 * Writes the answer for people, in the language of the process: the problem,
 * who must act and what to do; then, for those who want to know, the codes taken
 * apart and the addresses on the way. Lines have at most 78 columns, except
 * where a single word has more.
 *
 * Returns: (transfer full): lines of text, the last with its line end
 */
char *
bounce_text_new_from_report (const BounceReport *report,
                             BounceChecks       *checks)
{
  g_autoptr (GString) out = NULL;
  g_autoptr (BounceRows) details = NULL;
  g_autofree char *headline = NULL;
  g_autofree char *explanation = NULL;
  g_auto (GStrv) steps = NULL;
  g_auto (GStrv) omissions = NULL;
  gboolean is_notice;

  g_return_val_if_fail (report != NULL, NULL);

  out = g_string_new (NULL);
  headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
  explanation = bounce_words_dup_explanation (report, BOUNCE_WORDS_MESSAGE);
  steps = bounce_words_dup_steps (report, BOUNCE_WORDS_MESSAGE);
  omissions = bounce_words_dup_omissions (report);

  add_answer (out, bounce_report_get_verdict (report),
              headline, explanation, (const char *const *) steps);

  if (bounce_report_get_n_recipients (report) > 1)
    add_recipients (out, report, checks);
  else
    add_advice (out, report, checks, BOUNCE_WORDS_MESSAGE, 2);

  /* of an ordinary mail nobody wants to know the servers */
  is_notice = bounce_report_get_kind (report) != BOUNCE_KIND_NOT_A_BOUNCE;
  details = bounce_rows_new ();

  if (is_notice)
    add_details (details, report);
  for (guint i = 0; omissions[i] != NULL; i++)
    bounce_rows_add (details, _("Beware"), omissions[i]);

  if (!bounce_rows_is_empty (details))
    {
      add_heading (out, _("Technical details"));
      bounce_layout_add_rows (out, details, 2);
    }

  if (is_notice)
    {
      add_codes (out, report);
      if (checks != NULL)
        add_domains (out, report, checks);
      add_hosts (out, report, checks);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * bounce_text_new_for_data:
 *
 * Returns: (transfer full): the answer to a picture, a PDF or other data
 *   (%BOUNCE_ERROR_NOT_TEXT), in the manner of bounce_text_new_from_report()
 */
char *
bounce_text_new_for_data (void)
{
  const char *steps[] = { bounce_data_get_step (), NULL };
  g_autoptr (GString) out = g_string_new (NULL);

  add_answer (out, &bounce_data_verdict,
              bounce_data_get_headline (), bounce_data_get_explanation (), steps);

  return g_string_free (g_steal_pointer (&out), FALSE);
}
