/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bed.h"
#include "bounce-domain-check.h"

/* Whether domains take mail. */

static BounceDomainCheck *
run (BounceNetClient  *client,
     const char       *domain,
     GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bounce_domain_check_async (client, domain, NULL, bed_ready_cb, &result);
  bed_wait (&result);

  return bounce_domain_check_finish (result, error);
}

typedef struct
{
  const char *domain;
  BounceDomainState state;
  const char *exchangers;
  gboolean of_system;
} DomainCase;

static const DomainCase cases[] = {
  { "good.mail.test", BOUNCE_DOMAIN_TAKES_MAIL, "mx1.good.mail.test mx2.good.mail.test", FALSE },
  { "GOOD.mail.test.", BOUNCE_DOMAIN_TAKES_MAIL, "mx1.good.mail.test mx2.good.mail.test", FALSE },
  { "b\303\274cher.mail.test", BOUNCE_DOMAIN_TAKES_MAIL, "mx.example.test", FALSE },
  { "web.mail.test", BOUNCE_DOMAIN_ADDRESS_ONLY, "", FALSE },
  { "six.mail.test", BOUNCE_DOMAIN_ADDRESS_ONLY, "", FALSE },
  { "null.mail.test", BOUNCE_DOMAIN_TAKES_NO_MAIL, "", FALSE },
  { "bare.mail.test", BOUNCE_DOMAIN_NO_SERVER, "", FALSE },
  { "missing.mail.test", BOUNCE_DOMAIN_DOES_NOT_EXIST, "", FALSE },
  { "hidden.mail.test", BOUNCE_DOMAIN_UNKNOWN, "", FALSE },
  { "servfail.bl.test", BOUNCE_DOMAIN_UNKNOWN, "", FALSE },
  { "elsewhere.test", BOUNCE_DOMAIN_UNKNOWN, "", FALSE },
  { "good.mail.test", BOUNCE_DOMAIN_TAKES_MAIL, "mx1.good.mail.test mx2.good.mail.test", TRUE },
  { "missing.mail.test", BOUNCE_DOMAIN_DOES_NOT_EXIST, "", TRUE },
  { "bare.mail.test", BOUNCE_DOMAIN_NO_SERVER, "", TRUE },
};

static void
test_domain (gconstpointer data)
{
  const DomainCase *row = data;
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (BounceDomainCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *exchangers = NULL;

  client = bed_client_new (NULL, row->of_system
                                 ? BOUNCE_SERVICE_DOMAIN | BOUNCE_SERVICE_SYSTEM_DNS
                                 : BOUNCE_SERVICE_DOMAIN);
  check = run (client, row->domain, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (check->domain, ==, row->domain);
  g_assert_cmpint (check->state, ==, row->state);
  exchangers = g_strjoinv (" ", check->exchangers);
  g_assert_cmpstr (exchangers, ==, row->exchangers);
}

/* A consent of its own: what was agreed to for addresses does not count. */
static void
test_consent (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BED_ALL_SERVICES
                                                       & ~BOUNCE_SERVICE_DOMAIN);
  g_autoptr (GError) error = NULL;
  guint n_queries = bed_count_queries ();

  g_assert_null (run (client, "good.mail.test", &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (bed_count_queries (), ==, n_queries);
}

static const char *const not_public[] = {
  "localhost", "intranet", "printer.local", "router.home.arpa", "[192.0.2.1]", "192.0.2.1", "::1",
  "a..b.example", "a b.example", "", ".", "x.onion"
};

static void
test_not_public (gconstpointer data)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BED_ALL_SERVICES);
  g_autoptr (GError) error = NULL;
  guint n_queries = bed_count_queries ();

  g_assert_null (run (client, data, &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC);
  g_assert_cmpuint (bed_count_queries (), ==, n_queries);
}

static void
test_offline (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
    .doh = "https://127.0.0.1:5399/q" }, BOUNCE_SERVICE_DOMAIN);
  g_autoptr (GError) error = NULL;

  g_assert_null (run (client, "good.mail.test", &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE);
}

static void
test_cancel (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BOUNCE_SERVICE_DOMAIN);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bounce_domain_check_async (client, "good.mail.test", cancellable, bed_ready_cb, &result);
  g_cancellable_cancel (cancellable);
  bed_wait (&result);
  g_assert_null (bounce_domain_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_withdrawn (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BED_ALL_SERVICES);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  bounce_domain_check_async (client, "good.mail.test", NULL, bed_ready_cb, &result);
  bounce_domain_check_async (client, "web.mail.test", NULL, bed_ready_cb, &second);
  bed_wait (&second);
  g_assert_null (bounce_domain_check_finish (second, &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_BUSY);
  g_clear_error (&error);

  bounce_net_client_set_allowed (client, BED_ALL_SERVICES & ~BOUNCE_SERVICE_DOMAIN);
  bed_wait (&result);
  g_assert_null (bounce_domain_check_finish (result, &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
}

int
main (int    argc,
      char **argv)
{
  bed_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/%s/%s",
                                               cases[i].of_system ? "system" : "https",
                                               cases[i].domain);

      g_test_add_data_func (path, &cases[i], test_domain);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (not_public); i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/not-public/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, not_public[i], test_not_public);
    }
  g_test_add_func ("/domain/consent", test_consent);
  g_test_add_func ("/domain/offline", test_offline);
  g_test_add_func ("/domain/cancel", test_cancel);
  g_test_add_func ("/domain/withdrawn", test_withdrawn);

  return g_test_run ();
}
