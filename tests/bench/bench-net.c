/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#include "bounce-dns-message-private.h"
#include "bounce-list-check-private.h"

/*
 * 200 questions, of 40 lists about 5 addresses, as a check asks them, against the same
 * bytes sent bare over one connection of libsoup and thrown away. Run through
 * tests/net/with-testbed. Both take turns; the median of the
 * ratios of neighbouring runs is told, which other work on the machine troubles least.
 */

#define RUNS 31
#define N_LISTS 40
#define N_ADDRESSES 5

static BounceBlocklist lists[N_LISTS];
static const BounceBlocklist *asked[N_LISTS + 1];

static const char *
get (const char *name)
{
  const char *value = g_getenv (name);

  if (value == NULL)
    g_error ("%s is not set: run this through tests/net/with-testbed", name);
  return value;
}

static GTlsDatabase *
get_authority (void)
{
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (get ("TEST_CA"), &error);

  if (database == NULL)
    g_error ("%s", error->message);
  return database;
}

/* Five addresses that no list has and nobody asked about before. */
static GStrv
next_addresses (void)
{
  static guint n_used = 0;
  g_autoptr (GStrvBuilder) ips = g_strv_builder_new ();

  for (guint i = 0; i < N_ADDRESSES; i++, n_used++)
    {
      g_autofree char *ip = g_strdup_printf ("11.1.%u.%u", n_used / 250, n_used % 250 + 1);

      g_strv_builder_add (ips, ip);
    }

  return g_strv_builder_end (ips);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  gboolean *is_done = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = bounce_list_check_finish (result, &error);

  if (checks == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < checks->len; i++)
    if (bounce_list_check_count (g_ptr_array_index (checks, i), BOUNCE_LISTING_NOT_LISTED)
        != N_LISTS)
      g_error ("a list did not answer");
  *is_done = TRUE;
}

static gint64
measure_check (BounceNetClient *client)
{
  g_auto (GStrv) ips = next_addresses ();
  gint64 started = g_get_monotonic_time ();
  gboolean is_done = FALSE;

  bounce_list_check_async (client, (const char *const *) ips, NULL, NULL, NULL, checked_cb,
                           &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);

  return g_get_monotonic_time () - started;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  guint *n_open = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                               &error);

  if (body == NULL)
    g_error ("%s", error->message);
  (*n_open)--;
}

static char *
dup_uri (const char *ip,
         const char *zone)
{
  g_autofree char *name = bounce_list_answer_name (ip, zone);
  g_autoptr (GBytes) query = bounce_dns_message_new_query (name, BOUNCE_DNS_A, 0);
  g_autofree char *encoded = g_base64_encode (g_bytes_get_data (query, NULL),
                                              g_bytes_get_size (query));

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  g_strdelimit (encoded, "=", '\0');
  return g_strconcat (get ("TEST_DOH"), "?dns=", encoded, NULL);
}

static gint64
measure_bare (SoupSession *session,
              guint        n_lists)
{
  g_auto (GStrv) ips = next_addresses ();
  gint64 started = g_get_monotonic_time ();
  guint n_open = 0;

  for (guint i = 0; ips[i] != NULL; i++)
    for (guint j = 0; j < n_lists; j++)
      {
        g_autofree char *uri = dup_uri (ips[i], lists[j].zone);
        g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);

        soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                      "application/dns-message");
        soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb,
                                          &n_open);
        n_open++;
      }
  while (n_open > 0)
    g_main_context_iteration (NULL, TRUE);

  return g_get_monotonic_time () - started;
}

static int
compare (const void *a,
         const void *b)
{
  const gint64 *first = a;
  const gint64 *second = b;

  return (*first > *second) - (*first < *second);
}

/* The median of some times, or of ratios in thousandths. */
static double
median (gint64 *numbers)
{
  qsort (numbers, RUNS, sizeof *numbers, compare);
  return numbers[RUNS / 2] / 1000.;
}

int
main (void)
{
  g_autoptr (GTlsDatabase) authority = get_authority ();
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (BounceNetClient) client = NULL;
  gint64 checks[RUNS];
  gint64 bare[RUNS];
  gint64 ratios[RUNS];
  double check_ms, bare_ms, ratio;

  for (guint i = 0; i < N_LISTS; i++)
    {
      lists[i].zone = lists[i].name = g_strdup_printf ("many%u.bl.test", i + 1);
      lists[i].is_asked = lists[i].takes_ipv4 = TRUE;
      asked[i] = &lists[i];
    }

  soup_session_set_tls_database (session, authority);
  client = bounce_net_client_new (&(BounceNetOptions) {
    .doh_uri = get ("TEST_DOH"),
    .tls_database = authority,
    .public_addresses = (const char *const[]) { "127.0.0.1", NULL },
    .lists = asked,
  });
  bounce_net_client_set_allowed (client, BOUNCE_SERVICE_DOH);

  /* Both are connected, and the lists have shown that they work. */
  measure_bare (session, 1);
  measure_bare (session, N_LISTS);
  measure_check (client);

  for (guint i = 0; i < RUNS; i++)
    {
      bare[i] = measure_bare (session, N_LISTS);
      checks[i] = measure_check (client);
      ratios[i] = checks[i] * 1000 / bare[i];
    }

  check_ms = median (checks);
  bare_ms = median (bare);
  ratio = median (ratios);
  g_print ("%u questions: a check %.1f ms, bare %.1f ms, ratio %.2f\n", N_LISTS * N_ADDRESSES,
           check_ms, bare_ms, ratio);
  g_print ("{\"check_ms\": %.1f, \"bare_ms\": %.1f, \"ratio\": %.3f}\n", check_ms, bare_ms,
           ratio);

  for (guint i = 0; i < N_LISTS; i++)
    g_free ((char *) lists[i].zone);
  return 0;
}
