/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bounce-domain-check.h"
#include "bounce-list-check.h"

/* The program as it is shipped, on a machine without a network: nobody is told that an
 * address is on no list. */

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

static void
test_lists (gconstpointer data)
{
  const char *const ips[] = { "1.2.3.4", "2a00:bad::1", NULL };
  g_autoptr (BounceNetClient) client = bounce_net_client_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;

  bounce_net_client_set_allowed (client, GPOINTER_TO_UINT (data));
  bounce_list_check_async (client, ips, NULL, NULL, NULL, ready_cb, &result);
  checks = bounce_list_check_finish (wait_for (&result), &error);
  g_assert_null (checks);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE);
}

static void
test_domain (void)
{
  g_autoptr (BounceNetClient) client = bounce_net_client_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BounceDomainCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  bounce_net_client_set_allowed (client, BOUNCE_SERVICE_DOMAIN);
  bounce_domain_check_async (client, "example.org", NULL, ready_cb, &result);
  check = bounce_domain_check_finish (wait_for (&result), &error);
  g_assert_null (check);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/offline/lists/https", GUINT_TO_POINTER (BOUNCE_SERVICE_DOH),
                        test_lists);
  g_test_add_data_func ("/offline/lists/system", GUINT_TO_POINTER (BOUNCE_SERVICE_SYSTEM_DNS),
                        test_lists);
  g_test_add_data_func ("/offline/lists/both",
                        GUINT_TO_POINTER (BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS),
                        test_lists);
  g_test_add_func ("/offline/domain", test_domain);

  return g_test_run ();
}
