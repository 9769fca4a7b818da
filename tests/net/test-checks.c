/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bounce-checks.h"
#include "bounce-list-check-private.h"
#include "bounce-report-private.h"

/* What checks add to a verdict, and which services may be chosen: no server is asked. */

typedef struct
{
  const char *zone;
  BounceListingState state;
  const char *code;
} Listing;

typedef struct
{
  const char *name;
  BounceCause cause;
  const char *quoted;
  const char *quoted_with_host;
  Listing listings[3];
  BounceCheckAdvice advice;
} ListCase;

#define BLOCKLISTED BOUNCE_CAUSE_SERVER_BLOCKLISTED
#define ZEN "zen.spamhaus.org"
#define COP "bl.spamcop.net"
#define PSBL "psbl.surriel.com"
#define IN BOUNCE_LISTING_LISTED
#define OUT BOUNCE_LISTING_NOT_LISTED
#define REFUSED BOUNCE_LISTING_REFUSED
#define UNKNOWN BOUNCE_LISTING_UNKNOWN

static const ListCase lists[] = {
  { "still", BLOCKLISTED, "SpamCop", NULL, { { COP, IN, "127.0.0.2" }, { PSBL, OUT } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "still-by-zone", BLOCKLISTED, NULL, COP, { { COP, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "still-and-elsewhere", BLOCKLISTED, "SpamCop", NULL,
    { { COP, IN, "127.0.0.2" }, { PSBL, IN, "127.0.0.2" } }, BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "no-longer", BLOCKLISTED, "SpamCop", COP, { { COP, OUT }, { PSBL, UNKNOWN } },
    BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED },
  { "no-longer-of-two", BLOCKLISTED, "SpamCop", PSBL, { { COP, OUT }, { PSBL, OUT } },
    BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED },
  { "one-of-two-unknown", BLOCKLISTED, "SpamCop", PSBL, { { COP, OUT }, { PSBL, UNKNOWN } },
    BOUNCE_CHECK_ADVICE_NONE },
  { "refused", BLOCKLISTED, "Spamhaus ZEN", NULL, { { ZEN, REFUSED }, { COP, OUT } },
    BOUNCE_CHECK_ADVICE_NONE },
  { "elsewhere", BLOCKLISTED, "SpamCop", NULL, { { COP, OUT }, { PSBL, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE },
  { "refused-and-elsewhere", BLOCKLISTED, "Spamhaus ZEN", NULL,
    { { ZEN, REFUSED }, { PSBL, IN, "127.0.0.2" } }, BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE },
  { "private", BLOCKLISTED, "Microsoft 365", NULL, { { COP, OUT } }, BOUNCE_CHECK_ADVICE_NONE },
  { "dead", BLOCKLISTED, "SORBS", NULL, { { COP, OUT } }, BOUNCE_CHECK_ADVICE_NONE },
  { "unheard-of", BLOCKLISTED, "list.example.org", NULL, { { COP, OUT } },
    BOUNCE_CHECK_ADVICE_NONE },
  { "unnamed", BLOCKLISTED, NULL, NULL, { { COP, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_LISTED_UNNAMED },
  { "unnamed-unlisted", BLOCKLISTED, NULL, NULL, { { COP, OUT } }, BOUNCE_CHECK_ADVICE_NONE },
  { "other-reason", BOUNCE_CAUSE_AUTHENTICATION_FAILED, NULL, NULL, { { COP, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_NONE },
  { "sent-too-much", BOUNCE_CAUSE_RATE_LIMITED, NULL, NULL, { { COP, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_NONE },
  { "over-the-limit", BOUNCE_CAUSE_SENDING_LIMIT, NULL, NULL, { { COP, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_NONE },
  { "no-reason", BOUNCE_CAUSE_UNKNOWN, NULL, NULL, { { COP, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_LISTED_UNNAMED },
  { "part", BLOCKLISTED, "Spamhaus XBL", NULL, { { ZEN, IN, "127.0.0.4" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "part-by-zone", BLOCKLISTED, NULL, "xbl.spamhaus.org", { { ZEN, IN, "127.0.0.4" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "other-part", BLOCKLISTED, "Spamhaus SBL", NULL, { { ZEN, IN, "127.0.0.10" } },
    BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE },
  { "part-of-the-zone", BLOCKLISTED, NULL, "sbl.spamhaus.org", { { ZEN, IN, "127.0.0.3" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "part-beside-it", BLOCKLISTED, "Spamhaus CSS", NULL, { { ZEN, IN, "127.0.0.2" } },
    BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE },
  { "part-renamed", BLOCKLISTED, NULL, "cbl.abuseat.org", { { ZEN, IN, "127.0.0.4" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "renamed-and-other-part", BLOCKLISTED, NULL, "cbl.abuseat.org", { { ZEN, IN, "127.0.0.10" } },
    BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE },
  { "part-no-longer", BLOCKLISTED, "Spamhaus CSS", NULL, { { ZEN, OUT } },
    BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED },
  { "any-part", BLOCKLISTED, "Spamhaus", NULL, { { ZEN, IN, "127.0.0.10" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
  { "whole-quoted", BLOCKLISTED, "Spamhaus ZEN", NULL, { { ZEN, IN, "127.0.0.10" } },
    BOUNCE_CHECK_ADVICE_STILL_LISTED },
};

static void
take_names (GStrv      *names,
            const char *name)
{
  *names = g_new0 (char *, 2);
  (*names)[0] = g_strdup (name);
}

static BounceReport *
create_report (BounceCause  cause,
               const char  *quoted,
               const char  *quoted_with_host)
{
  BounceReport *report = bounce_report_new ();
  BounceRecipient *recipient = bounce_recipient_new ();
  BounceHost *host = g_new0 (BounceHost, 1);

  recipient->address = g_strdup ("bob@Example.org");
  recipient->verdict.cause = cause;
  g_clear_pointer (&recipient->blocklists, g_strfreev);
  take_names (&recipient->blocklists, quoted);
  g_ptr_array_add (report->recipients, recipient);

  host->ip = g_strdup ("1.2.3.4");
  host->refused = TRUE;
  host->is_public = TRUE;
  take_names (&host->blocklists, quoted_with_host);
  g_ptr_array_add (report->hosts, host);

  return report;
}

static BounceListCheck *
create_check (const char    *ip,
              const Listing *listings)
{
  BounceListCheck *check = bounce_list_check_new (ip);

  for (guint i = 0; i < 3 && listings[i].zone != NULL; i++)
    {
      BounceListing *listing = NULL;

      listing = bounce_list_check_add (check, bounce_blocklist_find (listings[i].zone));
      listing->state = listings[i].state;
      g_strfreev (listing->codes);
      take_names (&listing->codes, listings[i].code);
    }

  return check;
}

static void
test_lists (gconstpointer data)
{
  const ListCase *row = data;
  g_autoptr (BounceReport) report = create_report (row->cause, row->quoted,
                                                   row->quoted_with_host);
  g_autoptr (BounceChecks) checks = bounce_checks_new ();

  g_assert_cmpint (bounce_checks_get_advice (checks, report, 0), ==, BOUNCE_CHECK_ADVICE_NONE);
  bounce_checks_take_lists (checks, create_check ("1.2.3.4", row->listings));
  g_assert_cmpint (bounce_checks_get_advice (checks, report, 0), ==, row->advice);

  /* What is known of another address says nothing about the refused one. */
  g_clear_object (&checks);
  checks = bounce_checks_new ();
  bounce_checks_take_lists (checks, create_check ("1.2.3.5", row->listings));
  g_assert_cmpint (bounce_checks_get_advice (checks, report, 0), ==, BOUNCE_CHECK_ADVICE_NONE);
}

/* That each refused address is off the list has to be known of each. */
static void
test_two_addresses (void)
{
  const Listing out[3] = { { COP, OUT } };
  const Listing in[3] = { { COP, IN, "127.0.0.2" } };
  g_autoptr (BounceReport) report = create_report (BLOCKLISTED, "SpamCop", NULL);
  g_autoptr (BounceChecks) checks = bounce_checks_new ();
  BounceHost *second = g_new0 (BounceHost, 1);

  second->ip = g_strdup ("1.2.3.5");
  second->refused = TRUE;
  second->blocklists = g_new0 (char *, 1);
  g_ptr_array_add (report->hosts, second);

  bounce_checks_take_lists (checks, create_check ("1.2.3.4", out));
  g_assert_cmpint (bounce_checks_get_advice (checks, report, 0), ==, BOUNCE_CHECK_ADVICE_NONE);
  bounce_checks_take_lists (checks, create_check ("1.2.3.5", out));
  g_assert_cmpint (bounce_checks_get_advice (checks, report, 0), ==,
                   BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED);
  bounce_checks_take_lists (checks, create_check ("1.2.3.5", in));
  g_assert_cmpint (bounce_checks_get_advice (checks, report, G_MAXUINT), ==,
                   BOUNCE_CHECK_ADVICE_STILL_LISTED);
}

typedef struct
{
  BounceDomainState state;
  BounceCause cause;
  BounceCheckAdvice advice;
} DomainCase;

static const DomainCase domains[] = {
  { BOUNCE_DOMAIN_DOES_NOT_EXIST, BOUNCE_CAUSE_DOMAIN_UNKNOWN,
    BOUNCE_CHECK_ADVICE_DOMAIN_MISSING },
  { BOUNCE_DOMAIN_DOES_NOT_EXIST, BOUNCE_CAUSE_NO_ANSWER, BOUNCE_CHECK_ADVICE_DOMAIN_MISSING },
  { BOUNCE_DOMAIN_TAKES_NO_MAIL, BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL,
    BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL },
  { BOUNCE_DOMAIN_NO_SERVER, BOUNCE_CAUSE_DNS_FAILURE,
    BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL },
  { BOUNCE_DOMAIN_TAKES_MAIL, BOUNCE_CAUSE_DOMAIN_UNKNOWN,
    BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL },
  { BOUNCE_DOMAIN_TAKES_MAIL, BOUNCE_CAUSE_DNS_FAILURE, BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL },
  { BOUNCE_DOMAIN_TAKES_MAIL, BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_CHECK_ADVICE_NONE },
  { BOUNCE_DOMAIN_ADDRESS_ONLY, BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_CHECK_ADVICE_NONE },
  { BOUNCE_DOMAIN_UNKNOWN, BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_CHECK_ADVICE_NONE },
};

static void
changed_cb (BounceChecks *checks,
            gpointer      user_data)
{
  guint *n_changes = user_data;

  (*n_changes)++;
}

static void
test_domain (gconstpointer data)
{
  const DomainCase *row = data;
  g_autoptr (BounceReport) report = create_report (row->cause, NULL, NULL);
  g_autoptr (BounceChecks) checks = bounce_checks_new ();
  BounceDomainCheck *check = g_new0 (BounceDomainCheck, 1);
  guint n_changes = 0;

  check->domain = g_strdup ("example.ORG");
  check->state = row->state;
  check->exchangers = g_new0 (char *, 1);
  g_signal_connect (checks, "changed", G_CALLBACK (changed_cb), &n_changes);
  bounce_checks_take_domain (checks, check);

  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (bounce_checks_get_domain (checks, "Example.org") == check);
  g_assert_null (bounce_checks_get_domain (checks, "example.com"));
  g_assert_cmpint (bounce_checks_get_advice (checks, report, 0), ==, row->advice);
}

/* What somebody may type as the address of a service. */
typedef struct
{
  const char *uri;
  gboolean is_good;
} UriCase;

static const UriCase uris[] = {
  { "https://dns.example/dns-query", TRUE },
  { "https://dns.example:8443/", TRUE },
  { "https://dns.example", TRUE },
  { "https://d\303\274nn.example/q", TRUE },
  { "https://9.9.9.9/dns-query", TRUE },
  { "https://[2620:fe::fe]/dns-query", TRUE },
  { "http://dns.example/dns-query", FALSE },
  { "HTTPS://dns.example/dns-query", TRUE },
  { "ftp://dns.example/", FALSE },
  { "file:///etc/passwd", FALSE },
  { "dns.example", FALSE },
  { "dns.example/dns-query", FALSE },
  { "https://", FALSE },
  { "https:///dns-query", FALSE },
  { "https://somebody@dns.example/", FALSE },
  { "https://somebody:secret@dns.example/", FALSE },
  { "https://localhost/dns-query", FALSE },
  { "https://127.0.0.1/dns-query", FALSE },
  { "https://127.1/dns-query", FALSE },
  { "https://2130706433/dns-query", FALSE },
  { "https://0x7f.1/dns-query", FALSE },
  { "https://0x7f000001/dns-query", FALSE },
  { "https://10.0.0.1/dns-query", FALSE },
  { "https://[::1]/dns-query", FALSE },
  { "https://[fd00::1]/dns-query", FALSE },
  { "https://[::ffff:10.0.0.1]/dns-query", FALSE },
  { "https://dns.example/dns-query?x=1", FALSE },
  { "https://dns.example/dns-query{?dns}", FALSE },
  { "https://dns.example/#top", FALSE },
  { "https://dns..example/", FALSE },
  { "https://-dns.example/", FALSE },
  { "https://dns.example:99999/", FALSE },
  { "", FALSE },
};

static void
test_uri (gconstpointer data)
{
  const UriCase *row = data;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", row->uri);
  g_assert_cmpint (bounce_doh_service_check_uri (row->uri, &error), ==, row->is_good);
  g_assert_cmpint (error == NULL, ==, row->is_good);
}

static void
test_services (void)
{
  g_autoptr (BounceNetClient) client = bounce_net_client_new (NULL);

  g_assert_cmpuint (bounce_doh_service_get_n (), >, 1);
  for (guint i = 0; i < bounce_doh_service_get_n (); i++)
    {
      const BounceDohService *service = bounce_doh_service_get (i);
      g_autoptr (GError) error = NULL;

      g_assert_true (bounce_doh_service_check_uri (service->uri, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (service->privacy_page, "https://"));
    }

  g_assert_cmpstr (bounce_net_client_get_doh_uri (client), ==, bounce_doh_service_get (0)->uri);
  g_assert_cmpint (bounce_net_client_get_allowed (client), ==, BOUNCE_SERVICE_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strconcat ("/checks/lists/", lists[i].name, NULL);

      g_test_add_data_func (path, &lists[i], test_lists);
    }
  g_test_add_func ("/checks/lists/two-addresses", test_two_addresses);
  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autofree char *path = g_strdup_printf ("/checks/domain/%d-%d", domains[i].state,
                                               domains[i].cause);

      g_test_add_data_func (path, &domains[i], test_domain);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *path = g_strdup_printf ("/checks/uri/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &uris[i], test_uri);
    }
  g_test_add_func ("/checks/services", test_services);

  return g_test_run ();
}
