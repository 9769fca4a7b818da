/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "compose.h"

#include "bounce-report-private.h"

static const char *const blocklists[] = { "bl.example.net", NULL };

static void
add_recipient (BounceReport *report)
{
  BounceRecipient *recipient = bounce_recipient_new ();
  BounceEvidence *evidence = g_new0 (BounceEvidence, 1);

  recipient->address = g_strdup ("bob@example.org");
  recipient->original_address = g_strdup ("robert@example.org");
  recipient->action = BOUNCE_ACTION_FAILED;
  recipient->reply_code = 554;
  recipient->enhanced_code = (BounceEnhancedCode) { 5, 7, 1 };
  recipient->diagnostic = g_strdup ("554 5.7.1 <bob@example.org>: \"blocked\"\x1b[2J using "
                                    "bl.example.net, ask <help@example.org>");
  recipient->said_by = g_strdup ("mx.example.org");
  recipient->verdict = report->verdict;
  recipient->conflict = g_strdup ("554 against 4.7.1");
  recipient->suggestion = g_strdup ("bob@example.com");
  recipient->retry_until = g_date_time_new_from_iso8601 ("2024-03-10T09:15:01.5+01:00", NULL);
  recipient->blocklists = g_strdupv ((char **) blocklists);

  evidence->what = BOUNCE_EVIDENCE_ENHANCED_CODE;
  evidence->text = g_strdup ("5.7.1");
  evidence->part = g_strdup ("1.2");
  evidence->offset = 812;
  evidence->length = 5;
  g_ptr_array_add (recipient->evidence, evidence);

  g_ptr_array_add (report->recipients, recipient);
}

static void
add_host (BounceReport *report,
          const char   *ip,
          const char   *name,
          BounceIpRole  role,
          gboolean      refused)
{
  BounceHost *host = g_new0 (BounceHost, 1);

  host->ip = g_strdup (ip);
  host->name = g_strdup (name);
  host->role = role;
  host->refused = refused;
  host->is_public = TRUE;
  host->blocklists = refused ? g_strdupv ((char **) blocklists) : g_new0 (char *, 1);

  g_ptr_array_add (report->hosts, host);
}

static void
add_hop (BounceReport *report,
         const char   *from,
         const char   *by,
         const char   *time,
         gint64        delay_s)
{
  BounceHop *hop = g_new0 (BounceHop, 1);

  hop->from = g_strdup (from);
  hop->by = g_strdup (by);
  hop->with = by != NULL ? g_strdup ("ESMTPS") : NULL;
  hop->time = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  hop->delay_s = delay_s;

  g_ptr_array_add (report->hops, hop);
}

BounceReport *
compose_full_report (void)
{
  BounceReport *report = bounce_report_new ();

  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict = (BounceVerdict) {
    .severity = BOUNCE_SEVERITY_PERMANENT,
    .responsible = BOUNCE_PARTY_YOUR_PROVIDER,
    .stopped_at = BOUNCE_STOP_THEIR_SERVER,
    .cause = BOUNCE_CAUSE_SERVER_BLOCKLISTED,
    .confidence = BOUNCE_CONFIDENCE_CERTAIN,
  };
  add_recipient (report);
  add_host (report, "2001:db8::9", "mail.example.com", BOUNCE_IP_ROLE_YOUR_SERVER, TRUE);
  add_host (report, "192.0.2.25", NULL, BOUNCE_IP_ROLE_RECIPIENT_SERVER, FALSE);
  add_hop (report, "desk.example.com", "mail.example.com", "2024-03-05T09:15:01+01:00", -1);
  add_hop (report, "mail.example.com", "mx.example.org", "2024-03-05T08:15:04Z", 3);
  add_hop (report, NULL, NULL, NULL, -1);

  report->returned.from = g_strdup ("Alice Example <alice@example.com>");
  report->returned.to = g_strdup ("\"Bob\" <bob@example.org>, carol@example.org");
  report->returned.subject = g_strdup ("Probe am Dienstag – „sieben“");
  report->returned.date = g_strdup ("Tue, 5 Mar 2024 09:14:59 +0100");
  report->returned.message_id = g_strdup ("<20240305081459.3B0F1A2C@desk.example.com>");
  report->software = g_strdup ("Postfix");
  report->reporter = g_strdup ("mail.example.com");
  report->omissions = BOUNCE_OMISSION_TEXT;

  return report;
}

BounceReport *
compose_empty_report (void)
{
  BounceReport *report = bounce_report_new ();

  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict.severity = BOUNCE_SEVERITY_PERMANENT;
  g_ptr_array_add (report->recipients, bounce_recipient_new ());
  add_host (report, "192.0.2.25", NULL, BOUNCE_IP_ROLE_MENTIONED, FALSE);
  add_hop (report, NULL, NULL, NULL, -1);

  return report;
}
