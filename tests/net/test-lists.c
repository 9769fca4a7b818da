/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bed.h"
#include "bounce-net-limits.h"
#include "names.h"

/* Whole runs over real lists: rbldnsd behind dnsdist, unbound and the C library. */

#define LIST(zone_) { \
  .name = zone_, .zone = zone_, .state = BOUNCE_BLOCKLIST_ALIVE, \
  .meaning = BOUNCE_LIST_MEANING_LISTED, .is_asked = TRUE, .takes_ipv4 = TRUE, \
  .takes_ipv6 = TRUE }

static const BounceBlocklist ok_list = LIST ("ok.bl.test");
static const BounceBlocklist home_list = {
  .name = "home", .zone = "multi.bl.test", .is_asked = TRUE, .takes_ipv4 = TRUE,
  .refuses_public = TRUE };

typedef struct
{
  GAsyncResult *result;
  guint n_done;
  guint n_total;
  guint cancel_at;
  GCancellable *cancellable;
} Watch;

static gint64 cancelled_at = 0;

static gboolean
cancel_cb (gpointer user_data)
{
  cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_null (watch->result);
  g_assert_cmpuint (n_done, ==, watch->n_done + 1);
  g_assert_cmpuint (n_done, <=, n_total);
  watch->n_done = n_done;
  watch->n_total = n_total;
  if (watch->cancel_at == n_done)
    cancel_cb (watch->cancellable);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Watch *watch = user_data;

  bed_ready_cb (source, result, &watch->result);
}

static GPtrArray *
run (BounceNetClient    *client,
     const char *const  *ips,
     GError            **error)
{
  Watch watch = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *checks = NULL;

  bounce_list_check_async (client, ips, NULL, progress_cb, &watch, ready_cb, &watch);
  g_assert_cmpuint (watch.n_done, ==, 0);
  bed_wait (&watch.result);
  result = watch.result;
  checks = bounce_list_check_finish (result, error);
  if (checks != NULL)
    g_assert_cmpuint (watch.n_done, ==, watch.n_total);

  return checks;
}

typedef enum {
  DNSDIST,
  UNBOUND,
  SYSTEM,
} Road;

static BounceNetClient *
create_client (Road                          road,
               const BounceBlocklist *const *lists)
{
  return bed_client_new (&(BedOptions) {
                           .doh = road == UNBOUND ? bed_get ("TEST_DOH2") : NULL,
                           .lists = lists,
                         },
                         road == SYSTEM ? BOUNCE_SERVICE_SYSTEM_DNS : BOUNCE_SERVICE_DOH);
}

/* What a list does, and what is said of it. Beside it the list that works is asked. */
typedef struct
{
  const char *name;
  Road road;
  const char *zone;
  const char *ip;
  BounceListingState state;
  const char *codes;
  const char *text;
} ListCase;

#define BIG "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define WORDS "Listed, see https://bl.test/q?ip="

static const ListCase cases[] = {
  { "listed", DNSDIST, "many1.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    WORDS "1.2.3.4" },
  { "range", DNSDIST, "many1.bl.test", "9.9.8.7", BOUNCE_LISTING_LISTED, "127.0.0.4",
    "Botnet range, 9.9.8.7 seen" },
  { "hole-in-range", DNSDIST, "many1.bl.test", "9.9.8.5", BOUNCE_LISTING_NOT_LISTED, "", NULL },
  { "not-listed", DNSDIST, "many1.bl.test", "1.2.3.5", BOUNCE_LISTING_NOT_LISTED, "", NULL },
  { "several-answers", DNSDIST, "multi.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED,
    "127.0.0.2,127.0.0.10", WORDS "1.2.3.4 Policy 1.2.3.4" },
  { "open-resolver", DNSDIST, "open.bl.test", "1.2.3.4", BOUNCE_LISTING_REFUSED, "", NULL },
  { "parked", DNSDIST, "parked.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "lists-the-world", DNSDIST, "world.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "no-test-entry", DNSDIST, "nopoint.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "refused", DNSDIST, "refused.bl.test", "1.2.3.4", BOUNCE_LISTING_REFUSED, "", NULL },
  { "silent", DNSDIST, "silent.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "server-failure", DNSDIST, "servfail.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "no-data", DNSDIST, "nodata.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "dropped", DNSDIST, "drop.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "alias", DNSDIST, "cname.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "short-address", DNSDIST, "short.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "no-such-zone", DNSDIST, "nowhere.bl.test", "1.2.3.4", BOUNCE_LISTING_REFUSED, "", NULL },
  { "text-of-strings", DNSDIST, "bigtxt.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    BIG BIG BIG BIG "tail" },
  { "hostile-text", DNSDIST, "hostile.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    "<b>bold</b> \357\277\275[31mred \357\277\275back\357\277\275 \357\277\275\357\277\275 end" },
  { "ipv6-listed", DNSDIST, "ok.bl.test", "2a00:bad::1", BOUNCE_LISTING_LISTED, "127.0.0.2",
    WORDS "2a00:bad::1" },
  { "ipv6-not-listed", DNSDIST, "ok.bl.test", "2a00:bade::1", BOUNCE_LISTING_NOT_LISTED, "",
    NULL },
  { "ipv4-in-ipv6", DNSDIST, "many1.bl.test", "::ffff:1.2.3.4", BOUNCE_LISTING_LISTED,
    "127.0.0.2", WORDS "1.2.3.4" },

  { "listed", UNBOUND, "many1.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    WORDS "1.2.3.4" },
  { "not-listed", UNBOUND, "many1.bl.test", "1.2.3.5", BOUNCE_LISTING_NOT_LISTED, "", NULL },
  { "slow", UNBOUND, "slow.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    WORDS "1.2.3.4" },
  { "refused", UNBOUND, "refused.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "silent", UNBOUND, "silent.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "alias", UNBOUND, "cname.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },

  { "listed", SYSTEM, "many1.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    WORDS "1.2.3.4" },
  { "not-listed", SYSTEM, "many1.bl.test", "1.2.3.5", BOUNCE_LISTING_NOT_LISTED, "", NULL },
  { "several-answers", SYSTEM, "multi.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED,
    "127.0.0.2,127.0.0.10", WORDS "1.2.3.4 Policy 1.2.3.4" },
  { "open-resolver", SYSTEM, "open.bl.test", "1.2.3.4", BOUNCE_LISTING_REFUSED, "", NULL },
  { "refused", SYSTEM, "refused.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "silent", SYSTEM, "silent.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "lists-the-world", SYSTEM, "world.bl.test", "1.2.3.4", BOUNCE_LISTING_UNKNOWN, "", NULL },
  { "hostile-text", SYSTEM, "hostile.bl.test", "1.2.3.4", BOUNCE_LISTING_LISTED, "127.0.0.2",
    "<b>bold</b> \357\277\275[31mred \357\277\275back\357\277\275 \357\277\275\357\277\275 end" },
};

static const char *const road_names[] = { "dnsdist", "unbound", "system" };

static void
test_list (gconstpointer data)
{
  const ListCase *row = data;
  const BounceBlocklist list = LIST (row->zone);
  const BounceBlocklist *lists[] = { &ok_list, &list, NULL };
  const char *const ips[] = { row->ip, NULL };
  g_autoptr (BounceNetClient) client = create_client (row->road, lists);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = run (client, ips, &error);
  g_autofree char *codes = NULL;
  const BounceListing *listing = NULL;
  BounceListCheck *check = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, 1);
  check = g_ptr_array_index (checks, 0);
  g_assert_true (bounce_list_check_is_complete (check));
  g_assert_cmpuint (bounce_list_check_get_n_listings (check), ==, 2);
  listing = bounce_list_check_get_listing (check, 0);
  g_assert_true (listing->list == &ok_list);
  g_assert_cmpint (listing->state, !=, BOUNCE_LISTING_UNKNOWN);

  listing = bounce_list_check_get_listing (check, 1);
  codes = g_strjoinv (",", listing->codes);
  g_assert_true (listing->list == &list);
  g_assert_cmpint (listing->state, ==, row->state);
  g_assert_cmpstr (codes, ==, row->codes);
  g_assert_cmpint (listing->meaning, ==, BOUNCE_LIST_MEANING_LISTED);
  if (row->text == NULL || strncmp (row->text, "AAAA", 4) != 0)
    g_assert_cmpstr (listing->text, ==, row->text);
  else
    g_assert_true (g_str_has_suffix (listing->text, "Atail"));
}

static void
expect_error (BounceNetClient *client,
              const char      *ip,
              gint             code)
{
  const char *const ips[] = { ip, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = run (client, ips, &error);

  g_assert_null (checks);
  g_assert_error (error, BOUNCE_NET_ERROR, code);
}

/* Not one packet before somebody agreed, and none about what is not public. */
static void
test_consent (void)
{
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) { .lists = lists },
                                                       BOUNCE_SERVICE_NONE);
  static const char *const not_public[] = {
    "10.0.0.1", "192.0.2.1", "100.64.0.1", "127.0.0.2", "fe80::1", "2001:db8::1", "nonsense",
    "010.1.2.3", ""
  };
  guint n_queries = bed_count_queries ();

  expect_error (client, "1.2.3.4", BOUNCE_NET_ERROR_NOT_ALLOWED);
  bounce_net_client_set_allowed (client, BOUNCE_SERVICE_REGISTRY | BOUNCE_SERVICE_DOMAIN);
  expect_error (client, "1.2.3.4", BOUNCE_NET_ERROR_NOT_ALLOWED);

  bounce_net_client_set_allowed (client, BED_ALL_SERVICES);
  for (gsize i = 0; i < G_N_ELEMENTS (not_public); i++)
    expect_error (client, not_public[i], BOUNCE_NET_ERROR_NOT_PUBLIC);

  g_assert_cmpuint (bed_count_queries (), ==, n_queries);
}

/* A list that refuses public resolvers is left alone without the system's. */
static void
test_refuses_public (void)
{
  const BounceBlocklist *lists[] = { &home_list, NULL };
  const char *const ips[] = { "1.2.3.4", NULL };
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) { .lists = lists },
                                                       BOUNCE_SERVICE_DOH);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  guint n_queries = bed_count_queries ();

  checks = run (client, ips, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bounce_list_check_get_listing (g_ptr_array_index (checks, 0), 0)->state, ==,
                   BOUNCE_LISTING_NOT_ASKED);
  g_assert_cmpuint (bed_count_queries (), ==, n_queries);

  bounce_net_client_set_allowed (client, BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS);
  g_clear_pointer (&checks, g_ptr_array_unref);
  checks = run (client, ips, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bounce_list_check_get_listing (g_ptr_array_index (checks, 0), 0)->state, ==,
                   BOUNCE_LISTING_LISTED);
}

/* A list is tried once, and nothing is asked twice. */
static void
test_cached (void)
{
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  const char *const first[] = { "1.2.3.5", NULL };
  const char *const both[] = { "1.2.3.5", "1.2.3.6", "1.2.3.5", NULL };
  g_autoptr (BounceNetClient) client = create_client (DNSDIST, lists);
  guint n_queries = bed_count_queries ();
  guint n_asked = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) checks = run (client, i < 2 ? first : both, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (checks->len, ==, i < 2 ? 1 : 2);
      n_asked = bed_count_queries () - n_queries;
      /* dnsdist and rbldnsd write down each */
      g_assert_cmpuint (n_asked, ==, i < 2 ? 6 : 8);
    }
}

/* They have to outlive the client that asks them. */
static BounceBlocklist many[70];
static const BounceBlocklist *many_lists[G_N_ELEMENTS (many) + 1];

static void
fill_many (guint       n,
           const char *format)
{
  for (guint i = 0; i < n; i++)
    {
      const BounceBlocklist list = LIST (NULL);

      g_free ((char *) many[i].zone);
      many[i] = list;
      many[i].zone = format != NULL ? g_strdup (format) : g_strdup_printf ("many%u.bl.test", i + 1);
      many[i].name = many[i].zone;
      many_lists[i] = &many[i];
    }
  many_lists[n] = NULL;
}

static const char *const five[] = { "1.2.3.4", "1.2.3.5", "1.2.3.6", "9.9.8.7", "9.9.8.5", NULL };

/* Forty lists and five addresses, each answer at its place. */
static void
test_many (void)
{
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;

  fill_many (40, NULL);
  client = create_client (DNSDIST, many_lists);
  checks = run (client, five, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checks->len, ==, 5);
  for (guint i = 0; i < checks->len; i++)
    {
      BounceListCheck *check = g_ptr_array_index (checks, i);

      g_assert_cmpstr (bounce_list_check_get_ip (check), ==, five[i]);
      g_assert_cmpuint (bounce_list_check_get_n_listings (check), ==, 40);
      g_assert_cmpuint (bounce_list_check_count (check, i == 0 || i == 3
                                                        ? BOUNCE_LISTING_LISTED
                                                        : BOUNCE_LISTING_NOT_LISTED), ==, 40);
    }
}

/* How many questions the servers write down of a run over forty lists and those five
 * addresses: two to try each list, one for each address, and one for the text of the two
 * that are listed; each of dnsdist and of rbldnsd. */
#define FULL (2 * 40 * (2 + 5 + 2))

/* Cancelled at each stage, over each road. What is under way ends with the answer, and
 * nothing more is sent. */
typedef struct
{
  const char *name;
  Road road;
  guint cancel_at;
  gint after_ms;
} CancelCase;

static const CancelCase cancels[] = {
  { "before", DNSDIST, 0, -1 },
  { "at-once", DNSDIST, 0, 0 },
  { "trying-lists", UNBOUND, 0, 100 },
  { "first-answer", DNSDIST, 1, 0 },
  { "many-answers", DNSDIST, 100, 0 },
  { "system-at-once", SYSTEM, 0, 0 },
  { "system-first-answer", SYSTEM, 1, 0 },
};

static void
test_cancel (gconstpointer data)
{
  const CancelCase *row = data;
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { .cancel_at = row->cancel_at, .cancellable = cancellable };
  guint n_queries = bed_count_queries ();

  cancelled_at = 0;
  fill_many (40, row->after_ms > 0 ? "slow.bl.test" : NULL);
  client = create_client (row->road, many_lists);
  if (row->after_ms < 0)
    g_cancellable_cancel (cancellable);
  bounce_list_check_async (client, five, cancellable, progress_cb, &watch, ready_cb, &watch);
  if (row->cancel_at == 0)
    {
      if (row->after_ms > 0)
        bed_iterate (row->after_ms);
      g_assert_null (watch.result);
      g_idle_add (cancel_cb, cancellable);
    }
  bed_wait (&watch.result);
  if (cancelled_at > 0)
    g_test_message ("answered a cancel after %.1f ms",
                    (g_get_monotonic_time () - cancelled_at) / 1000.);

  result = watch.result;
  g_assert_null (bounce_list_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_cmpuint (bed_count_queries () - n_queries, <, row->after_ms < 0 ? 1 : FULL);

  /* Another run may begin. */
  {
    g_autoptr (GPtrArray) checks = NULL;

    g_clear_error (&error);
    checks = run (client, (const char *[]) { "1.2.3.4", NULL }, &error);
    g_assert_no_error (error);
  }
}

/* 200 questions under way, all cancelled: each ends, and with it all that it held. */
static void
test_cancel_released (void)
{
  BounceNetClient *client = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { NULL };

  fill_many (40, "silent.bl.test");
  client = create_client (UNBOUND, many_lists);
  bounce_list_check_async (client, five, cancellable, progress_cb, &watch, ready_cb, &watch);
  g_object_add_weak_pointer (G_OBJECT (client), (gpointer *) &client);
  g_object_unref (client);
  bed_iterate (300);
  g_assert_nonnull (client);

  g_cancellable_cancel (cancellable);
  bed_wait (&watch.result);
  result = g_steal_pointer (&watch.result);
  g_assert_null (bounce_list_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  while (client != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Taken back in the middle. */
static void
test_withdrawn (gconstpointer data)
{
  Road road = GPOINTER_TO_UINT (data);
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { NULL };
  guint n_queries = bed_count_queries ();

  fill_many (40, road == SYSTEM ? "silent.bl.test" : NULL);
  client = create_client (road, many_lists);
  bounce_list_check_async (client, five, NULL, progress_cb, &watch, ready_cb, &watch);
  if (road == SYSTEM)
    bed_iterate (300);
  else
    while (watch.n_done < 10)
      g_main_context_iteration (NULL, TRUE);
  g_assert_null (watch.result);

  bounce_net_client_set_allowed (client, BOUNCE_SERVICE_REGISTRY);
  bed_wait (&watch.result);
  result = watch.result;
  g_assert_null (bounce_list_check_finish (result, &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);

  g_assert_cmpuint (bed_count_queries () - n_queries, <, FULL);
}

/* Of two services that are being asked one is taken back. */
static void
test_withdrawn_one (void)
{
  const BounceBlocklist *lists[] = { &ok_list, &home_list, NULL };
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) { .lists = lists },
                                                       BED_ALL_SERVICES);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { NULL };

  bounce_list_check_async (client, five, NULL, progress_cb, &watch, ready_cb, &watch);
  bounce_net_client_set_allowed (client, BOUNCE_SERVICE_DOH);
  bed_wait (&watch.result);
  result = watch.result;
  g_assert_null (bounce_list_check_finish (result, &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
}

static void
test_busy (void)
{
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  g_autoptr (BounceNetClient) client = create_client (DNSDIST, lists);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { NULL };

  bounce_list_check_async (client, five, NULL, progress_cb, &watch, ready_cb, &watch);
  expect_error (client, "1.2.3.4", BOUNCE_NET_ERROR_BUSY);
  bed_wait (&watch.result);
  result = watch.result;
  checks = bounce_list_check_finish (result, &error);
  g_assert_no_error (error);
}

/* Nobody is there. */
static void
test_offline (gconstpointer data)
{
  Road road = GPOINTER_TO_UINT (data);
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
                                                         .doh = "https://127.0.0.1:5399/q",
                                                         .nameserver = "127.0.0.1:5399",
                                                         .lists = lists,
                                                       },
                                                       road == SYSTEM ? BOUNCE_SERVICE_SYSTEM_DNS
                                                                      : BOUNCE_SERVICE_DOH);

  expect_error (client, "1.2.3.4", BOUNCE_NET_ERROR_OFFLINE);
}

/* A service that cannot prove who it is learns nothing. */
static void
test_certificate (gconstpointer data)
{
  const char *uri = data;
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
                                                         .doh = uri,
                                                         .authority = uri == NULL
                                                                      ? "TEST_OTHER_CA" : NULL,
                                                         .lists = lists,
                                                       },
                                                       BOUNCE_SERVICE_DOH);
  guint n_queries = bed_count_queries ();

  expect_error (client, "1.2.3.4", BOUNCE_NET_ERROR_OFFLINE);
  g_assert_cmpuint (bed_count_queries (), ==, n_queries);
}

/* The right name, by its name. */
static void
test_name (void)
{
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  const char *const ips[] = { "1.2.3.4", NULL };
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
                                                         .doh = "https://doh.test:8453/dns-query",
                                                         .lists = lists,
                                                       },
                                                       BOUNCE_SERVICE_DOH);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) checks = run (client, ips, &error);

  g_assert_no_error (error);
}

/* Servers that only look like such services. */

static void
script_later (GIOStream  *stream,
              const char *request)
{
  static const char text[] = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n"
                             "Connection: close\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                             NULL, NULL);
}

static void
script_nonsense (GIOStream  *stream,
                 const char *request)
{
  static const char text[] = "HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\n"
                             "Content-Length: 8\r\nConnection: close\r\n\r\nnonsense";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                             NULL, NULL);
}

static gint n_seen = 0;

static void
script_fade (GIOStream  *stream,
             const char *request)
{
  char byte = 0;

  if (g_atomic_int_add (&n_seen, 1) == 0)
    script_nonsense (stream, request);
  else
    while (g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL) > 0)
      ;
}

/* The question of a request (RFC 8484 §4.1), or NULL. */
static GByteArray *
dup_question (const char *request)
{
  const char *at = strstr (request, "?dns=");
  g_autofree char *encoded = NULL;
  g_autofree char *padded = NULL;
  guint8 *data = NULL;
  gsize size = 0;

  if (at == NULL)
    return NULL;

  at += strlen ("?dns=");
  encoded = g_strndup (at, strcspn (at, " "));
  g_strdelimit (encoded, "-", '+');
  g_strdelimit (encoded, "_", '/');
  padded = g_strdup_printf ("%s%.*s", encoded, (int) (-strlen (encoded) & 3), "===");
  data = g_base64_decode (padded, &size);

  return g_byte_array_new_take (data, size);
}

static gboolean
is_about (GByteArray *question,
          const char *labels)
{
  return memmem (question->data, question->len, labels, strlen (labels)) != NULL;
}

/* A list that has 1.2.3.4, keeps silent about its reason, and wants to be asked no more
 * when it is asked about the next one. */
static void
script_refuse_next (GIOStream  *stream,
                    const char *request)
{
  static const guint8 record[] = { 0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 0, 0, 4, 127, 0, 0, 2 };
  g_autoptr (GByteArray) message = dup_question (request);
  g_autofree char *head = NULL;
  char byte = 0;

  g_assert_nonnull (message);
  if (message->data[message->len - 3] == 16)  /* TXT */
    {
      while (g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL) > 0)
        ;
      return;
    }

  message->data[2] |= 0x80;
  if (is_about (message, "\0015\0013\0012\0011"))
    message->data[3] = 5;  /* REFUSED */
  else if (is_about (message, "\0011\0010\0010\003127"))
    message->data[3] = 3;  /* NXDOMAIN */
  else
    {
      message->data[7] = 1;
      g_byte_array_append (message, record, sizeof record);
    }
  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/dns-message\r\n"
                          "Content-Length: %u\r\nConnection: close\r\n\r\n", message->len);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL,
                             NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), message->data, message->len,
                             NULL, NULL, NULL);
}

static GPtrArray *
run_script (BedScript script,
            guint     n_lists)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/q", bed_server_start (script));
  const char *const ips[] = { "1.2.3.4", NULL };
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *checks = NULL;

  fill_many (n_lists, NULL);
  client = bed_client_new (&(BedOptions) { .doh = uri, .lists = many_lists }, BOUNCE_SERVICE_DOH);
  checks = run (client, ips, &error);
  g_assert_no_error (error);

  return checks;
}

/* A service that had enough is asked no more in this run. */
static void
test_later (void)
{
  g_autoptr (GPtrArray) checks = run_script (script_later, 40);

  g_assert_cmpuint (bounce_list_check_count (g_ptr_array_index (checks, 0),
                                             BOUNCE_LISTING_UNKNOWN), ==, 40);
  g_assert_cmpuint (bed_server_count (), <=, BOUNCE_NET_LIMIT_IN_FLIGHT);
  bed_server_stop ();
}

/* Not in the next run either, until its time is over. */
static void
test_later_again (void)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/q", bed_server_start (script_later));
  g_autoptr (BounceNetClient) client = NULL;
  guint n_requests = 0;

  fill_many (3, NULL);
  client = bed_client_new (&(BedOptions) { .doh = uri, .lists = many_lists }, BOUNCE_SERVICE_DOH);
  for (guint i = 0; i < 2; i++)
    {
      const char *const ips[] = { "1.2.3.4", NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) checks = run (client, ips, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (bounce_list_check_count (g_ptr_array_index (checks, 0),
                                                 BOUNCE_LISTING_UNKNOWN), ==, 3);
      if (i == 0)
        n_requests = bed_server_count ();
    }

  g_assert_cmpuint (bed_server_count (), ==, n_requests);
  bed_server_stop ();
}

static void
test_nonsense (void)
{
  g_autoptr (GPtrArray) checks = run_script (script_nonsense, 5);

  g_assert_cmpuint (bounce_list_check_count (g_ptr_array_index (checks, 0),
                                             BOUNCE_LISTING_UNKNOWN), ==, 5);
  bed_server_stop ();
}

/* What a list said of one address holds, whatever it says of the next. */
static void
test_listed_and_refused (void)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/q",
                                          bed_server_start (script_refuse_next));
  const char *const ips[] = { "1.2.3.4", "1.2.3.5", NULL };
  const BounceBlocklist *lists[] = { &ok_list, NULL };
  const BounceListing *listing = NULL;
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;

  client = bed_client_new (&(BedOptions) { .doh = uri, .lists = lists }, BOUNCE_SERVICE_DOH);
  checks = run (client, ips, &error);
  g_assert_no_error (error);

  listing = bounce_list_check_get_listing (g_ptr_array_index (checks, 0), 0);
  g_assert_cmpint (listing->state, ==, BOUNCE_LISTING_LISTED);
  g_assert_cmpstr (listing->codes[0], ==, "127.0.0.2");
  listing = bounce_list_check_get_listing (g_ptr_array_index (checks, 1), 0);
  g_assert_cmpint (listing->state, ==, BOUNCE_LISTING_REFUSED);
  bed_server_stop ();
}

/* What is not there when the time is over was not waited for. */
static void
test_deadline (void)
{
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/q", bed_server_start (script_fade));
  const char *const ips[] = { "1.2.3.4", NULL };
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { NULL };
  gint64 started = g_get_monotonic_time ();

  fill_many (70, NULL);
  client = bed_client_new (&(BedOptions) { .doh = uri, .lists = many_lists }, BOUNCE_SERVICE_DOH);
  bounce_list_check_async (client, ips, NULL, progress_cb, &watch, ready_cb, &watch);
  bed_wait (&watch.result);
  result = watch.result;
  checks = bounce_list_check_finish (result, &error);
  g_test_message ("a run ended after %.1f s", (g_get_monotonic_time () - started) / 1e6);

  g_assert_no_error (error);
  g_assert_false (bounce_list_check_is_complete (g_ptr_array_index (checks, 0)));
  g_assert_cmpuint (watch.n_done, <, watch.n_total);
  g_assert_cmpuint (bounce_list_check_count (g_ptr_array_index (checks, 0),
                                             BOUNCE_LISTING_UNKNOWN), ==, 70);
  bed_server_stop ();
}

int
main (int    argc,
      char **argv)
{
  bed_init (&argc, &argv);
  names_use_test_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/lists/%s/%s", road_names[cases[i].road],
                                               cases[i].name);

      g_test_add_data_func (path, &cases[i], test_list);
    }
  g_test_add_func ("/lists/consent", test_consent);
  g_test_add_func ("/lists/refuses-public", test_refuses_public);
  g_test_add_func ("/lists/cached", test_cached);
  g_test_add_func ("/lists/many", test_many);
  for (gsize i = 0; i < G_N_ELEMENTS (cancels); i++)
    {
      g_autofree char *path = g_strconcat ("/lists/cancel/", cancels[i].name, NULL);

      g_test_add_data_func (path, &cancels[i], test_cancel);
    }
  g_test_add_func ("/lists/cancel/released", test_cancel_released);
  g_test_add_data_func ("/lists/withdrawn/dnsdist", GUINT_TO_POINTER (DNSDIST), test_withdrawn);
  g_test_add_data_func ("/lists/withdrawn/unbound", GUINT_TO_POINTER (UNBOUND), test_withdrawn);
  g_test_add_data_func ("/lists/withdrawn/system", GUINT_TO_POINTER (SYSTEM), test_withdrawn);
  g_test_add_func ("/lists/withdrawn/one-of-two", test_withdrawn_one);
  g_test_add_func ("/lists/busy", test_busy);
  g_test_add_data_func ("/lists/offline/https", GUINT_TO_POINTER (DNSDIST), test_offline);
  g_test_add_data_func ("/lists/offline/system", GUINT_TO_POINTER (SYSTEM), test_offline);
  g_test_add_data_func ("/lists/certificate/authority", NULL, test_certificate);
  g_test_add_data_func ("/lists/certificate/name", "https://wrong.test:8453/dns-query",
                        test_certificate);
  g_test_add_func ("/lists/name", test_name);
  g_test_add_func ("/lists/too-many-requests", test_later);
  g_test_add_func ("/lists/too-many-requests/again", test_later_again);
  g_test_add_func ("/lists/nonsense", test_nonsense);
  g_test_add_func ("/lists/listed-and-refused", test_listed_and_refused);
  g_test_add_func ("/lists/deadline", test_deadline);

  return g_test_run ();
}
