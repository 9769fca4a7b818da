/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bed.h"
#include "bounce-fetch-private.h"
#include "bounce-net-client-private.h"

/* One HTTP GET, against each way in which a server goes wrong. */

#define DNS_TYPE "application/dns-message"
#define JSON_TYPE "application/rdap+json"

static const char *const media_types[] = { JSON_TYPE, "application/json", DNS_TYPE, NULL };

/* Answers that come are waited for, on a busy machine, too. */
#define LONG_MS 20000
#define SHORT_MS 1500

static BounceFetchReply *
fetch (BounceNetClient  *client,
       const char       *uri,
       guint             timeout_ms,
       GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bounce_fetch_async (client,
                      &(BounceFetchRequest) {
                        .uri = uri,
                        .service = BOUNCE_SERVICE_REGISTRY,
                        .media_types = media_types,
                        .max_size = 64 * 1024,
                        .timeout_ms = timeout_ms,
                      },
                      NULL, bed_ready_cb, &result);
  bed_wait (&result);

  return bounce_fetch_finish (result, error);
}

static BounceFetchReply *
fetch_path (const char  *path,
            GError     **error)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BOUNCE_SERVICE_REGISTRY);
  g_autofree char *uri = g_strconcat (bed_get ("TEST_WEB"), path, NULL);

  return fetch (client, uri, LONG_MS, error);
}

/* What nginx answers, over HTTP/2. */
typedef struct
{
  const char *path;
  guint status;
  const char *location;
  guint retry_min;
  guint retry_max;
} StatusCase;

static const StatusCase statuses[] = {
  { "/rdap/ip/1.2.3.4", 200, NULL, 0, 0 },
  { "/rdap/ip/4.4.4.4", 404, NULL, 0, 0 },
  { "/r/moved", 301, "https://127.0.0.1:8460/rdap/ip/1.2.3.4", 0, 0 },
  { "/r/http", 302, "http://127.0.0.1:8461/x", 0, 0 },
  { "/r/loop", 302, "https://127.0.0.1:8460/r/loop", 0, 0 },
  { "/r/literal", 302, "https://127.0.0.66:8461/", 0, 0 },
  { "/c/204", 204, NULL, 0, 0 },
  { "/c/403", 403, NULL, 0, 0 },
  { "/c/429", 429, NULL, 7, 7 },
  { "/c/429-bare", 429, NULL, 0, 0 },
  { "/c/429-date", 429, NULL, 300, 300 },
  { "/c/500", 500, NULL, 0, 0 },
  { "/c/502", 502, NULL, 0, 0 },
};

static void
test_status (gconstpointer data)
{
  const StatusCase *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = fetch_path (row->path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, row->status);
  g_assert_cmpstr (reply->location, ==, row->location);
  g_assert_cmpuint (reply->retry_after_s, >=, row->retry_min);
  g_assert_cmpuint (reply->retry_after_s, <=, row->retry_max);
  g_assert_cmpint (reply->body != NULL, ==, row->status == 200);
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = fetch_path ("/empty", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 0);
}

static void
test_html (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = fetch_path ("/html", &error);

  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_closed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = fetch_path ("/close", &error);

  g_assert_null (reply);
  g_assert_nonnull (error);
}

/* What a server of our own answers, over HTTP/1.1, or HTTP/2 through nginx: scripts. */

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: " JSON_TYPE "\r\n"

static void
script_right (GIOStream  *stream,
              const char *request)
{
  bed_put (stream, HEAD "Content-Length: 2\r\n\r\n{}");
}

static void
script_hang (GIOStream  *stream,
             const char *request)
{
  bed_hang (stream);
}

static void
script_close (GIOStream  *stream,
              const char *request)
{
}

static void
script_half_head (GIOStream  *stream,
                  const char *request)
{
  bed_put (stream, "HTTP/1.1 200 OK\r\nContent-Ty");
  bed_hang (stream);
}

static void
script_head_flood (GIOStream  *stream,
                   const char *request)
{
  bed_put (stream, "HTTP/1.1 200 OK\r\n");
  for (guint i = 0; i < 100000; i++)
    if (!bed_put (stream, "X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"))
      return;
  bed_hang (stream);
}

static void
script_short_length (GIOStream  *stream,
                     const char *request)
{
  bed_put (stream, HEAD "Content-Length: 1000\r\n\r\n{\"half\":");
}

static void
script_drip (GIOStream  *stream,
             const char *request)
{
  bed_put (stream, HEAD "Content-Length: 1000\r\n\r\n");
  while (bed_put (stream, " "))
    g_usleep (50 * 1000);
}

static void
script_endless_chunks (GIOStream  *stream,
                       const char *request)
{
  g_autofree char *blanks = g_strnfill (4096, ' ');

  bed_put (stream, HEAD "Transfer-Encoding: chunked\r\n\r\n");
  while (bed_put (stream, "1000\r\n") && bed_put (stream, blanks) && bed_put (stream, "\r\n"))
    ;
}

static void
script_declared_huge (GIOStream  *stream,
                      const char *request)
{
  bed_put (stream, HEAD "Content-Length: 20971520\r\n\r\n{");
  bed_hang (stream);
}

static void
script_packed (GIOStream  *stream,
               const char *request)
{
  bed_put (stream, HEAD "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x01");
}

static void
script_log_in (GIOStream  *stream,
               const char *request)
{
  bed_put (stream, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
           "Content-Length: 0\r\n\r\n");
}

/* Returns: where the script is served */
static char *
start_script (BedScript script,
              gboolean  is_http2)
{
  if (!is_http2)
    return g_strdup_printf ("https://127.0.0.1:%u/", bed_server_start (script));

  bed_backend_start (script);
  return g_strconcat (bed_get ("TEST_WEB"), "/raw/x", NULL);
}

typedef struct
{
  const char *name;
  BedScript script;
  gboolean is_http2;
  gint code;          /* of G_IO_ERROR, or -1 for any error, or -2 for a reply */
  guint status;
} ScriptCase;

static const ScriptCase scripts[] = {
  { "http1-only", script_right, FALSE, -2, 200 },
  { "hang", script_hang, FALSE, G_IO_ERROR_TIMED_OUT, 0 },
  { "close-after-accept", script_close, FALSE, -1, 0 },
  { "half-header", script_half_head, FALSE, G_IO_ERROR_TIMED_OUT, 0 },
  { "header-flood", script_head_flood, FALSE, -1, 0 },
  { "truncated-length", script_short_length, FALSE, -1, 0 },
  { "drip-feed", script_drip, FALSE, G_IO_ERROR_TIMED_OUT, 0 },
  { "endless-chunks", script_endless_chunks, FALSE, G_IO_ERROR_MESSAGE_TOO_LARGE, 0 },
  { "declared-20-MB", script_declared_huge, FALSE, G_IO_ERROR_MESSAGE_TOO_LARGE, 0 },
  { "gzip-bomb", script_packed, FALSE, G_IO_ERROR_INVALID_DATA, 0 },
  { "log-in", script_log_in, FALSE, -2, 401 },
  /* nginx resets the stream when what it passes on ends too early. */
  { "http2-reset", script_short_length, TRUE, -1, 0 },
  { "http2-hang", script_hang, TRUE, G_IO_ERROR_TIMED_OUT, 0 },
  { "http2-drip-feed", script_drip, TRUE, G_IO_ERROR_TIMED_OUT, 0 },
  { "http2-endless", script_endless_chunks, TRUE, G_IO_ERROR_MESSAGE_TOO_LARGE, 0 },
  { "http2-declared-20-MB", script_declared_huge, TRUE, G_IO_ERROR_MESSAGE_TOO_LARGE, 0 },
  { "http2-gzip-bomb", script_packed, TRUE, G_IO_ERROR_INVALID_DATA, 0 },
};

static void
test_script (gconstpointer data)
{
  const ScriptCase *row = data;
  g_autofree char *uri = start_script (row->script, row->is_http2);
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = NULL;

  /* A reset stream hangs in libsoup 3.2 until the deadline. */
  reply = fetch (client, uri,
                 row->code == G_IO_ERROR_TIMED_OUT || row->script == script_short_length
                 ? SHORT_MS : LONG_MS, &error);
  if (row->code == -2)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, row->status);
    }
  else
    {
      g_assert_null (reply);
      g_assert_nonnull (error);
      if (row->code >= 0)
        g_assert_error (error, G_IO_ERROR, row->code);
    }

  bed_server_stop ();
}

static char *seen_request = NULL;

static void
script_note (GIOStream  *stream,
             const char *request)
{
  seen_request = g_ascii_strdown (request, -1);
  bed_put (stream, HEAD "Set-Cookie: a=b\r\nContent-Length: 2\r\n\r\n{}");
}

/* What a server learns of us: nothing but the question. */
static void
test_request (void)
{
  guint port = bed_server_start (script_note);
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/ip/1.2.3.4", port);
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BOUNCE_SERVICE_REGISTRY);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      G_GNUC_UNUSED g_autoptr (BounceFetchReply) reply = fetch (client, uri, LONG_MS, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (seen_request, "get /ip/1.2.3.4 http/1.1\r\n"));
      g_assert_nonnull (strstr (seen_request, "\r\nuser-agent: bounceback\r\n"));
      g_assert_nonnull (strstr (seen_request, "\r\naccept: " JSON_TYPE "\r\n"));
      g_assert_null (strstr (seen_request, "accept-language"));
      g_assert_null (strstr (seen_request, "accept-encoding"));
      g_assert_null (strstr (seen_request, "cookie"));
      g_assert_null (strstr (seen_request, "authorization"));
      g_assert_null (strstr (seen_request, "referer"));
      g_clear_pointer (&seen_request, g_free);
    }

  bed_server_stop ();
}

/* Nobody is asked before somebody agreed to that service. */
static void
test_consent (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BED_ALL_SERVICES
                                                       & ~BOUNCE_SERVICE_REGISTRY);
  g_autofree char *uri = g_strconcat (bed_get ("TEST_WEB"), "/rdap/ip/1.2.3.4", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = NULL;
  guint n_queries = bed_count_queries ();

  reply = fetch (client, uri, LONG_MS, &error);
  g_assert_null (reply);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (bed_count_queries (), ==, n_queries);
}

/* A redirect or a name that leads into the reader's own network gets no request. */
static void
test_guard (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
    .loopback_is_private = TRUE }, BOUNCE_SERVICE_REGISTRY);
  static const char *const uris[] = {
    "https://127.0.0.1:8460/rdap/ip/1.2.3.4",
    "https://localhost:8460/rdap/ip/1.2.3.4",
    "https://[::1]:8460/",
    "https://[::ffff:127.0.0.1]:8460/",
    "https://10.0.0.1/",
  };
  guint n_queries = bed_count_queries ();

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BounceFetchReply) reply = fetch (client, uris[i], LONG_MS, &error);

      g_assert_null (reply);
      g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC);
    }

  g_assert_cmpuint (bed_count_queries (), ==, n_queries);
}

static void
test_uri (gconstpointer data)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = fetch (client, data, LONG_MS, &error);

  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* A certificate of an authority that nobody trusts, and one for another name. */
static void
test_wrong_authority (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
    .authority = "TEST_OTHER_CA" }, BOUNCE_SERVICE_REGISTRY);
  g_autofree char *uri = g_strconcat (bed_get ("TEST_WEB"), "/rdap/ip/1.2.3.4", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = fetch (client, uri, LONG_MS, &error);

  g_assert_null (reply);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

static void
script_proxy (GIOStream  *stream,
              const char *request)
{
  seen_request = g_strdup (request);
  bed_put (stream, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

/* The proxy of the system, which may stand in the reader's own network, is used, and is
 * told where to connect; names are for it to look up. */
static void
test_proxy (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (&(BedOptions) {
    .loopback_is_private = TRUE }, BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GProxyResolver) resolver = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceFetchReply) reply = NULL;

  bed_backend_start (script_proxy);
  resolver = g_simple_proxy_resolver_new ("http://127.0.0.1:8462", NULL);
  soup_session_set_proxy_resolver (bounce_net_client_get_session (client), resolver);
  reply = fetch (client, "https://rdap.example/ip/1.2.3.4", LONG_MS, &error);

  /* libsoup hands on what the proxy says. */
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_null (reply->body);
  g_assert_nonnull (seen_request);
  g_assert_true (g_str_has_prefix (seen_request, "CONNECT rdap.example:443 HTTP/1.1\r\n"));
  g_assert_null (strstr (seen_request, "1.2.3.4"));
  g_clear_pointer (&seen_request, g_free);
  bed_server_stop ();
}

/* Cancelled before it begins, while the connection is made, while the server thinks, and
 * while it talks, over HTTP/1.1 and HTTP/2. The time is the one promised. */
typedef struct
{
  const char *name;
  BedScript script;
  gboolean is_http2;
  gint after_ms;
} CancelCase;

static const CancelCase cancels[] = {
  { "before", script_right, FALSE, -1 },
  { "connecting", script_right, FALSE, 0 },
  { "waiting", script_hang, FALSE, 200 },
  { "reading", script_drip, FALSE, 200 },
  { "http2-waiting", script_hang, TRUE, 200 },
  { "http2-reading", script_drip, TRUE, 200 },
};

static gint64 cancelled_at = 0;

static gboolean
cancel_cb (gpointer user_data)
{
  cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (gconstpointer data)
{
  const CancelCase *row = data;
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  uri = start_script (row->script, row->is_http2);
  if (row->after_ms < 0)
    g_cancellable_cancel (cancellable);

  bounce_fetch_async (client,
                      &(BounceFetchRequest) {
                        .uri = uri,
                        .service = BOUNCE_SERVICE_REGISTRY,
                        .media_types = media_types,
                        .max_size = 1024,
                        .timeout_ms = 20000,
                      },
                      cancellable, bed_ready_cb, &result);
  if (row->after_ms > 0)
    bed_iterate (row->after_ms);
  g_assert_null (result);
  g_idle_add (cancel_cb, cancellable);
  bed_wait (&result);
  g_test_message ("answered a cancel after %.1f ms", (g_get_monotonic_time () - cancelled_at) / 1000.);

  g_assert_null (bounce_fetch_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  bed_server_stop ();
}

/* Taken back while the server thinks. */
static void
test_withdrawn (void)
{
  g_autoptr (BounceNetClient) client = bed_client_new (NULL, BED_ALL_SERVICES);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/", bed_server_start (script_hang));

  bounce_fetch_async (client,
                      &(BounceFetchRequest) {
                        .uri = uri,
                        .service = BOUNCE_SERVICE_REGISTRY,
                        .media_types = media_types,
                        .max_size = 1024,
                        .timeout_ms = 20000,
                      },
                      NULL, bed_ready_cb, &result);
  bed_iterate (100);
  bounce_net_client_set_allowed (client, BED_ALL_SERVICES & ~BOUNCE_SERVICE_DOH);
  bed_iterate (50);
  g_assert_null (result);

  bounce_net_client_set_allowed (client, BED_ALL_SERVICES & ~BOUNCE_SERVICE_REGISTRY);
  bed_wait (&result);
  g_assert_null (bounce_fetch_finish (result, &error));
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
  bed_server_stop ();
}

static const char *const wrong_uris[] = {
  "http://127.0.0.1:8461/x",
  "file:///etc/passwd",
  "https://",
  "https://somebody@127.0.0.1:8460/",
  "https:/127.0.0.1/",
  "//127.0.0.1/",
  "",
};

int
main (int    argc,
      char **argv)
{
  bed_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strconcat ("/fetch/http2", statuses[i].path, NULL);

      g_test_add_data_func (path, &statuses[i], test_status);
    }
  g_test_add_func ("/fetch/http2/empty", test_empty);
  g_test_add_func ("/fetch/http2/text-html", test_html);
  g_test_add_func ("/fetch/http2/closed", test_closed);
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strconcat ("/fetch/script/", scripts[i].name, NULL);

      g_test_add_data_func (path, &scripts[i], test_script);
    }
  g_test_add_func ("/fetch/request", test_request);
  g_test_add_func ("/fetch/consent", test_consent);
  g_test_add_func ("/fetch/guard", test_guard);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_uris); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fetch/wrong-uri/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, wrong_uris[i], test_uri);
    }
  g_test_add_func ("/fetch/certificate/authority", test_wrong_authority);
  g_test_add_func ("/fetch/proxy", test_proxy);
  for (gsize i = 0; i < G_N_ELEMENTS (cancels); i++)
    {
      g_autofree char *path = g_strconcat ("/fetch/cancel/", cancels[i].name, NULL);

      g_test_add_data_func (path, &cancels[i], test_cancel);
    }
  g_test_add_func ("/fetch/withdrawn", test_withdrawn);

  return g_test_run ();
}
