/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bounce-limits.h"
#include "bounce-report-private.h"
#include "bounce-summary.h"
#include "bounce-words.h"

/* What many bounces have in common, in words and for programs. How it is counted is for
 * test-tally. */

/* A bounce of one recipient, whose server refused the one at this address. */
static void
add (BounceTally *tally,
     BounceParty  responsible,
     BounceCause  cause,
     const char  *address,
     const char  *suggestion,
     const char  *refused_ip)
{
  g_autoptr (BounceReport) report = bounce_report_new ();
  BounceRecipient *recipient = bounce_recipient_new ();

  recipient->address = g_strdup (address);
  recipient->suggestion = g_strdup (suggestion);
  recipient->verdict = (BounceVerdict) {
    .severity = BOUNCE_SEVERITY_PERMANENT,
    .responsible = responsible,
    .cause = cause,
    .confidence = BOUNCE_CONFIDENCE_CERTAIN,
  };
  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict = recipient->verdict;
  g_ptr_array_add (report->recipients, recipient);

  if (refused_ip != NULL)
    {
      BounceHost *host = g_new0 (BounceHost, 1);

      host->ip = g_strdup (refused_ip);
      host->role = BOUNCE_IP_ROLE_YOUR_SERVER;
      host->refused = TRUE;
      g_ptr_array_add (report->hosts, host);
    }

  g_assert_true (bounce_tally_add (tally, report, bounce_tally_get_n_messages (tally) + 1));
}

static void
assert_says (const char *text,
             const char *words)
{
  if (strstr (text, words) == NULL)
    g_test_message ("%s\nhas not: %s", text, words);
  g_assert_nonnull (strstr (text, words));
}

static void
test_empty (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autofree char *text = bounce_summary_new_text (tally, TRUE);

  g_assert_cmpstr (text, ==, "0 bounces\n");
}

/* Whoever stopped the reading must not take the numbers for all there is. */
static void
test_stopped (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;
  g_autofree char *line = NULL;

  add (tally, BOUNCE_PARTY_RECIPIENT, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.org", NULL, NULL);
  whole = bounce_summary_new_text (tally, TRUE);
  part = bounce_summary_new_text (tally, FALSE);
  line = bounce_summary_new_json (tally, FALSE);

  g_assert_null (strstr (whole, "Reading was stopped"));
  assert_says (part, "Reading was stopped: what was not read by then is not counted.");
  assert_says (line, "\"complete\":false");
}

static void
test_suggestion (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  add (tally, BOUNCE_PARTY_YOU, BOUNCE_CAUSE_DOMAIN_UNKNOWN,
       "bob@exmaple.org", "bob@example.org", NULL);
  text = bounce_summary_new_text (tally, TRUE);
  line = bounce_summary_new_json (tally, TRUE);

  assert_says (text, "\n  bob@exmaple.org → bob@example.org\n");
  assert_says (line, "{\"address\":\"bob@exmaple.org\",\"suggestion\":\"bob@example.org\"}");
}

/* Ten servers are enough for people; programs get all. */
static void
test_servers (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *ip = g_strdup_printf ("192.0.2.%u", 10 + i);

      for (guint j = 0; j < 12 - i; j++)
        add (tally, BOUNCE_PARTY_YOUR_PROVIDER, BOUNCE_CAUSE_SERVER_BLOCKLISTED,
             "bob@example.org", NULL, ip);
    }
  text = bounce_summary_new_text (tally, TRUE);
  line = bounce_summary_new_json (tally, TRUE);

  assert_says (text, "192.0.2.19\n  and 2 other servers\n");
  g_assert_null (strstr (text, "192.0.2.20"));
  assert_says (line, "{\"ip\":\"192.0.2.21\",\"messages\":1}");
}

static void
test_too_many_addresses (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i <= BOUNCE_LIMIT_TALLY_ADDRESSES; i++)
    {
      g_autofree char *address = g_strdup_printf ("bob%u@example.org", i);

      add (tally, BOUNCE_PARTY_RECIPIENT, BOUNCE_CAUSE_MAILBOX_FULL, address, NULL, NULL);
    }
  text = bounce_summary_new_text (tally, TRUE);

  assert_says (text, "Only the first 100000 addresses are listed.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  bounce_words_init ();

  g_test_add_func ("/summary/empty", test_empty);
  g_test_add_func ("/summary/stopped", test_stopped);
  g_test_add_func ("/summary/suggestion", test_suggestion);
  g_test_add_func ("/summary/servers", test_servers);
  g_test_add_func ("/summary/too-many-addresses", test_too_many_addresses);

  return g_test_run ();
}
