/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-note.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bounce-check-words.h"
#include "bounce-document-private.h"
#include "bounce-export-limits.h"
#include "bounce-layout-private.h"
#include "bounce-plain.h"
#include "bounce-words.h"

/* What stands before the @ names a person; the domain is what IT needs. A list's return
 * path holds a whole address there ("bounces+bob=example.org@…"). Message ids have the same
 * form, but they are what a server's log is searched for. */
static char *
hide_local_parts (const char *text)
{
  g_autoptr (GRegex) regex = NULL;

  regex = g_regex_new ("(?:\"[^\"]*\"|(?!')[^\\s<>()\\[\\]\",:;]+)@(?=[^\\s<>])",
                       G_REGEX_DEFAULT, 0, NULL);
  g_assert (regex != NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "…@", 0, NULL);
}

/* From and To hold names of people too: only the domains are left. */
static char *
keep_domains (const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char *plain = bounce_plain_dup (text);
  g_auto (GStrv) words = g_strsplit_set (plain, " <>,;\"'()", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *at = strrchr (words[i], '@');
      g_autofree char *domain = NULL;

      if (at == NULL || at[1] == '\0')
        continue;

      domain = bounce_plain_dup_name (at);
      g_string_append_printf (kept, "%s…%s", kept->len > 0 ? ", " : "", domain);
    }

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

static void
add_people (BounceRows *rows,
            const char *label,
            const char *value,
            gboolean    hide_addresses)
{
  g_autofree char *shown = NULL;

  if (value == NULL)
    return;

  shown = hide_addresses ? keep_domains (value) : bounce_plain_dup_names (value);
  bounce_rows_add (rows, label, shown);
}

static void
add_mail_text (BounceRows *rows,
               const char *label,
               const char *value,
               gboolean    hide_addresses)
{
  g_autofree char *plain = NULL;
  g_autofree char *hidden = NULL;

  if (value == NULL)
    return;

  plain = bounce_plain_dup (value);
  if (hide_addresses)
    hidden = hide_local_parts (plain);

  /* Where they could not be found the row is left out. */
  bounce_rows_add (rows, label, hide_addresses ? hidden : plain);
}

static void
add_section (GString    *out,
             const char *heading)
{
  g_string_append_c (out, '\n');
  bounce_layout_add_text (out, "", 0, heading);
}

static char *
dup_codes (const BounceRecipient *recipient)
{
  g_autofree char *enhanced = NULL;
  gboolean has_enhanced = bounce_enhanced_code_is_set (&recipient->enhanced_code);

  if (has_enhanced)
    enhanced = bounce_enhanced_code_to_string (&recipient->enhanced_code);
  if (recipient->reply_code == 0)
    return g_steal_pointer (&enhanced);
  if (!has_enhanced)
    return g_strdup_printf ("%u", recipient->reply_code);

  return g_strdup_printf ("%u %s", recipient->reply_code, enhanced);
}

static char *
dup_time (GDateTime *time)
{
  g_autoptr (GDateTime) utc = NULL;

  if (time != NULL)
    utc = g_date_time_to_utc (time);
  if (utc == NULL)
    return NULL;

  return g_date_time_format (utc, "%Y-%m-%d %H:%M:%S UTC");
}

static char *
dup_name (const char *name)
{
  return name != NULL ? bounce_plain_dup_name (name) : NULL;
}

static void
add_recipient (GString               *out,
               const BounceRecipient *recipient,
               gboolean               hide_addresses)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();
  g_autofree char *codes = dup_codes (recipient);
  g_autofree char *retry_until = dup_time (recipient->retry_until);
  g_autofree char *address = dup_name (recipient->address);
  g_autofree char *original_address = dup_name (recipient->original_address);
  g_autofree char *blocklists = NULL;

  if (recipient->blocklists != NULL)
    blocklists = g_strjoinv (", ", recipient->blocklists);

  add_mail_text (rows, _("Recipient"), address, hide_addresses);
  add_mail_text (rows, _("Written to"), original_address, hide_addresses);
  bounce_rows_add (rows, _("Beware"), bounce_words_get_look (recipient));
  bounce_rows_add (rows, _("Action"), bounce_action_to_string (recipient->action));
  bounce_rows_add (rows, _("Codes"), codes);
  bounce_rows_add (rows, _("Contradiction"), recipient->conflict);
  add_mail_text (rows, _("The server's reply"), recipient->diagnostic, hide_addresses);
  bounce_rows_add_name (rows, _("Who said so"), recipient->said_by);
  bounce_rows_add (rows, _("Blocklists"), blocklists);
  bounce_rows_add (rows, _("Tried until"), retry_until);
  bounce_rows_add (rows, _("Judged as"), bounce_cause_to_string (recipient->verdict.cause));

  if (bounce_rows_is_empty (rows))
    return;

  g_string_append_c (out, '\n');
  bounce_layout_add_rows (out, rows, 0);
}

static void
add_recipients (GString            *out,
                const BounceReport *report,
                gboolean            hide_addresses)
{
  guint n_recipients = MIN (bounce_report_get_n_recipients (report),
                            BOUNCE_EXPORT_LIMIT_RECIPIENTS);
  g_autofree char *rest = bounce_document_dup_rest (report);

  for (guint i = 0; i < n_recipients; i++)
    add_recipient (out, bounce_report_get_recipient (report, i), hide_addresses);

  if (rest == NULL)
    return;

  g_string_append_c (out, '\n');
  bounce_layout_add_text (out, "", 0, rest);
}

static void
add_message (GString            *out,
             const BounceReport *report,
             gboolean            hide_addresses)
{
  const BounceReturned *returned = bounce_report_get_returned (report);
  g_autoptr (BounceRows) rows = bounce_rows_new ();
  g_auto (GStrv) omissions = bounce_words_dup_omissions (report);

  bounce_rows_add_name (rows, _("Notice written by"), bounce_report_get_reporter (report));
  bounce_rows_add (rows, _("Server program"), bounce_report_get_software (report));
  add_people (rows, C_("message", "From"), returned->from, hide_addresses);
  add_people (rows, C_("message", "To"), returned->to, hide_addresses);
  if (!hide_addresses)
    bounce_rows_add (rows, _("Subject"), returned->subject);
  bounce_rows_add (rows, C_("message", "Date"), returned->date);
  bounce_rows_add (rows, _("Message-ID"), returned->message_id);
  for (guint i = 0; omissions[i] != NULL; i++)
    bounce_rows_add (rows, _("Beware"), omissions[i]);

  if (bounce_rows_is_empty (rows))
    return;

  add_section (out, _("The message"));
  bounce_layout_add_rows (out, rows, 2);
}

static void
add_hosts (GString            *out,
           const BounceReport *report)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);
      g_autofree char *name = dup_name (host->name);
      g_autoptr (GString) value = g_string_new (NULL);

      if (name != NULL)
        g_string_append_printf (value, "%s, ", name);
      g_string_append (value, bounce_ip_role_to_string (host->role));
      if (host->refused)
        g_string_append (value, ", refused");

      bounce_rows_add (rows, host->ip, value->str);
    }

  if (bounce_rows_is_empty (rows))
    return;

  add_section (out, _("IP addresses"));
  bounce_layout_add_rows (out, rows, 2);
}

/* The list with the part that has it, and its answers: "Spamhaus CSS, 127.0.0.3". */
static void
add_listing (BounceRows          *rows,
             const BounceListing *listing)
{
  g_autofree char *codes = NULL;
  g_autofree char *value = NULL;

  if (listing->state == BOUNCE_LISTING_NOT_LISTED)
    return;

  if (listing->codes != NULL)
    codes = g_strjoinv (" ", listing->codes);
  value = g_strdup_printf ("%s %s%s%s", bounce_listing_state_to_string (listing->state),
                           codes != NULL ? codes : "",
                           listing->text != NULL ? " " : "",
                           listing->text != NULL ? listing->text : "");
  bounce_rows_add (rows, listing->sub_list != NULL ? listing->sub_list : listing->list->name,
                   value);
}

static void
add_registry (BounceRows                *rows,
              const BounceRegistryCheck *check)
{
  if (check->state != BOUNCE_REGISTRY_FOUND)
    return;

  bounce_rows_add (rows, _("Holder"), check->holder);
  bounce_rows_add (rows, _("Network"), check->network);
  bounce_rows_add (rows, _("Name of the network"), check->network_name);
  bounce_rows_add (rows, _("Country"), check->country);
  bounce_rows_add (rows,
                   check->abuse_is_guess ? _("Complaints to, probably") : _("Complaints to"),
                   check->abuse_address);
  bounce_rows_add (rows, _("According to (RDAP)"), check->registry);
}

static void
add_host_checks (GString          *out,
                 BounceChecks     *checks,
                 const BounceHost *host)
{
  const BounceListCheck *lists = bounce_checks_get_lists (checks, host->ip);
  const BounceRegistryCheck *registry = bounce_checks_get_registry (checks, host->ip);
  g_autoptr (BounceRows) rows = bounce_rows_new ();
  g_autofree char *summary = NULL;

  if (lists == NULL && registry == NULL)
    return;

  add_section (out, host->ip);
  if (lists != NULL)
    {
      summary = bounce_check_words_dup_lists (lists);
      bounce_layout_add_text (out, "", 2, summary);
      for (guint i = 0; i < bounce_list_check_get_n_listings (lists); i++)
        add_listing (rows, bounce_list_check_get_listing (lists, i));
    }
  if (registry != NULL)
    add_registry (rows, registry);
  if (!bounce_rows_is_empty (rows))
    bounce_layout_add_rows (out, rows, 2);
}

static void
add_domain_check (GString                 *out,
                  const BounceDomainCheck *check)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();
  g_autofree char *domain = dup_name (check->domain);
  g_autofree char *exchangers = NULL;

  if (check->exchangers != NULL)
    exchangers = g_strjoinv (", ", check->exchangers);

  add_section (out, domain);
  bounce_rows_add (rows, "DNS", bounce_domain_state_to_string (check->state));
  bounce_rows_add (rows, "MX", exchangers);
  bounce_layout_add_rows (out, rows, 2);
}

/* What IT would look up first: whether the server is listed, and whose it is. */
static void
add_checks (GString            *out,
            const BounceReport *report,
            BounceChecks       *checks)
{
  g_autoptr (GPtrArray) domains = bounce_checks_dup_domains (checks, report);

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    add_host_checks (out, checks, bounce_report_get_host (report, i));

  for (guint i = 0; i < domains->len; i++)
    add_domain_check (out, g_ptr_array_index (domains, i));
}

static void
add_hops (GString            *out,
          const BounceReport *report)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();

  for (guint i = 0; i < bounce_report_get_n_hops (report); i++)
    {
      const BounceHop *hop = bounce_report_get_hop (report, i);
      g_autofree char *time = dup_time (hop->time);
      g_autofree char *from = dup_name (hop->from);
      g_autofree char *by = dup_name (hop->by);
      g_autoptr (GString) value = g_string_new (NULL);

      if (from != NULL)
        g_string_append_printf (value, "from %s ", from);
      if (by != NULL)
        g_string_append_printf (value, "by %s ", by);
      if (hop->with != NULL)
        g_string_append_printf (value, "with %s ", hop->with);
      if (hop->delay_s >= 0)
        g_string_append_printf (value, "(+%" G_GINT64_FORMAT " s)", hop->delay_s);

      bounce_rows_add (rows, time != NULL ? time : "?", value->str);
    }

  if (bounce_rows_is_empty (rows))
    return;

  add_section (out, _("The way of the message"));
  bounce_layout_add_rows (out, rows, 2);
}

/**
 * bounce_note_new_for_it:
 * @report: an answer
 * @checks: (nullable): what was found online, or %NULL where nobody was asked
 * @hide_addresses: whether to leave out what stands before the @ of addresses,
 *   and the subject
 *
 * Writes what an administrator asks for: codes, the server's words, servers and
 * their IP addresses, times and the message's id. Protocol words and the
 * identifiers of the verdict stay in English.
 *
 * Returns: (transfer full): lines of text, the last with its line end
 */
char *
bounce_note_new_for_it (const BounceReport *report,
                        BounceChecks       *checks,
                        gboolean            hide_addresses)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *headline = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  out = g_string_new (NULL);
  headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
  bounce_layout_add_text (out, "", 0, headline);

  add_recipients (out, report, hide_addresses);
  add_message (out, report, hide_addresses);
  add_hosts (out, report);
  if (checks != NULL)
    add_checks (out, report, checks);
  add_hops (out, report);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_paragraph (GString    *out,
               const char *text)
{
  g_string_append_c (out, '\n');
  bounce_layout_add_text (out, "", 0, text);
}

/* Whoever has a name in letters of their own language knows it as it is, and what it is
 * for programs would only puzzle them. One that deceives they shall see: it is not theirs. */
static char *
dup_reader (const char *address)
{
  return bounce_plain_get_look (address) > BOUNCE_LOOK_FOREIGN ? bounce_plain_dup_name (address)
                                                               : bounce_plain_dup (address);
}

static char *
dup_opening (const BounceRecipient *recipient)
{
  const char *address = recipient->original_address != NULL ? recipient->original_address
                                                            : recipient->address;
  g_autofree char *clean = address != NULL ? dup_reader (address) : NULL;

  if (recipient->verdict.severity == BOUNCE_SEVERITY_TEMPORARY)
    {
      if (clean == NULL)
        return g_strdup (_("My message to you has not arrived so far."));

      /* Translators: %s is the mail address of the person who reads this */
      return g_strdup_printf (_("My message to %s has not arrived so far."), clean);
    }

  if (clean == NULL)
    return g_strdup (_("My message to you came back to me."));

  /* Translators: %s is the mail address of the person who reads this */
  return g_strdup_printf (_("My message to %s came back to me."), clean);
}

/**
 * bounce_note_new_for_recipient:
 * @report: an answer
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Writes what the sender would tell the recipient, or the owner of a list: that the
 * message did not arrive, why in plain words, and what they can do about it. The
 * words of the server come last, for whoever looks after their mail.
 *
 * Returns: (transfer full) (nullable): lines of text, the last with its line end; or
 *   %NULL where there is nothing that the recipient could do
 */
char *
bounce_note_new_for_recipient (const BounceReport *report,
                               guint               recipient)
{
  const BounceRecipient *person;
  const char *subject;
  g_autoptr (GString) out = NULL;
  g_autofree char *request = NULL;
  g_autofree char *opening = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  request = bounce_words_dup_request (report, recipient);
  person = recipient == BOUNCE_WORDS_MESSAGE ? bounce_report_get_top_recipient (report)
                                             : bounce_report_get_recipient (report, recipient);
  if (request == NULL || person == NULL)
    return NULL;

  out = g_string_new (NULL);
  /* Translators: the first line of a message to somebody whom we do not know by name */
  bounce_layout_add_text (out, "", 0, _("Hello,"));

  opening = dup_opening (person);
  add_paragraph (out, opening);
  subject = bounce_report_get_returned (report)->subject;
  if (subject != NULL && *subject != '\0')
    {
      g_autofree char *clean = bounce_plain_dup_inside (subject, request);
      g_autofree char *sentence = NULL;

      /* Translators: %s is the subject of a mail */
      sentence = g_strdup_printf (_("Its subject is “%s”."), clean);
      bounce_layout_add_text (out, "", 0, sentence);
    }

  add_paragraph (out, request);

  if (person->diagnostic != NULL)
    {
      g_autofree char *clean = bounce_plain_dup (person->diagnostic);

      add_paragraph (out, _("For whoever looks after your mail, the words of the server:"));
      bounce_layout_add_text (out, "", 2, clean);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
