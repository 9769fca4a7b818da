/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bed.h"
#include "bounce-net-limits.h"
#include "bounce-registry-check.h"
#include "names.h"

/* Who runs an address: the whole way from the list of registries to the answer, with
 * servers that behave, and with servers that do not. */

#define IP "1.2.3.4"
#define WEB "https://doh.test:8460"

/* A client for which @base is the registry of all addresses but 9.0.0.0/8. */
static BounceNetClient *
create_client (const char       *base,
               const BedOptions *options,
               BounceServices    services)
{
  BedOptions with_bootstrap = options != NULL ? *options : (BedOptions) { NULL };
  g_autoptr (GBytes) bootstrap = NULL;
  char *text = NULL;

  text = g_strdup_printf ("{\"services\":[[[\"1.0.0.0/8\",\"2000::/3\"],[\"%s\"]]]}", base);
  bootstrap = g_bytes_new_take (text, strlen (text));
  with_bootstrap.bootstrap = bootstrap;

  return bed_client_new (&with_bootstrap, services);
}

/* A client whose registry is a server that does what a script says. */
static BounceNetClient *
create_registry (BedScript         script,
                 const char       *path,
                 const BedOptions *options,
                 BounceServices    services)
{
  g_autofree char *base = g_strdup_printf ("https://doh.test:%u%s", bed_server_start (script), path);

  return create_client (base, options, services);
}

static BounceRegistryCheck *
ask_client (BounceNetClient  *client,
            const char       *ip,
            GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bounce_registry_check_async (client, ip, NULL, bed_ready_cb, &result);
  bed_wait (&result);

  return bounce_registry_check_finish (result, error);
}

static BounceRegistryCheck *
ask_quietly (BounceNetClient *client)
{
  g_autoptr (GError) error = NULL;
  BounceRegistryCheck *check = ask_client (client, IP, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (check->ip, ==, IP);

  return check;
}

static BounceRegistryCheck *
ask_base (const char *base)
{
  g_autoptr (BounceNetClient) client = create_client (base, NULL, BOUNCE_SERVICE_REGISTRY);

  return ask_quietly (client);
}

/* The client is gone before its server stops. */
static BounceRegistryCheck *
ask_script (BedScript   script,
            const char *path)
{
  g_autoptr (BounceNetClient) client = create_registry (script, path, NULL,
                                                        BOUNCE_SERVICE_REGISTRY);

  return ask_quietly (client);
}

static void
assert_found (const BounceRegistryCheck *check)
{
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_FOUND);
  g_assert_cmpstr (check->network, ==, "1.2.3.0/24");
  g_assert_cmpstr (check->holder, ==, "Example Hosting, Inc.");
  g_assert_cmpstr (check->abuse_address, ==, "abuse@hosting.example");
  g_assert_cmpstr (check->registry, ==, "doh.test");
}

/* What nginx answers, over HTTP/2. A question mark at the end of a base leaves the
 * path alone. */
typedef struct
{
  const char *name;
  const char *path;
  BounceRegistryState state;
  guint retry_after_s;
} Page;

static const Page pages[] = {
  { "/registry/found", "/rdap/", BOUNCE_REGISTRY_FOUND, 0 },
  { "/registry/redirected", "/r/moved?", BOUNCE_REGISTRY_FOUND, 0 },
  { "/registry/redirected-in-a-loop", "/r/loop?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/redirected-to-http", "/r/http?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/redirected-to-an-address", "/r/literal?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/404", "/rdap/nothing/", BOUNCE_REGISTRY_NO_DATA, 0 },
  { "/registry/429", "/c/429?", BOUNCE_REGISTRY_LATER, 7 },
  { "/registry/429-without-a-time", "/c/429-bare?", BOUNCE_REGISTRY_LATER,
    BOUNCE_NET_LIMIT_RETRY_DEFAULT_S },
  { "/registry/429-with-a-date", "/c/429-date?", BOUNCE_REGISTRY_LATER, BOUNCE_NET_LIMIT_RETRY_S },
  { "/registry/403", "/c/403?", BOUNCE_REGISTRY_LATER, BOUNCE_NET_LIMIT_RETRY_DEFAULT_S },
  { "/registry/204", "/c/204?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/500", "/c/500?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/502", "/c/502?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/html", "/html?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/empty", "/empty?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/an-empty-object", "/json?", BOUNCE_REGISTRY_UNKNOWN, 0 },
  { "/registry/closed", "/close?", BOUNCE_REGISTRY_UNKNOWN, 0 },
};

static void
test_page (gconstpointer data)
{
  const Page *page = data;
  g_autofree char *base = g_strconcat (WEB, page->path, NULL);
  g_autoptr (BounceRegistryCheck) check = ask_base (base);

  g_assert_cmpint (check->state, ==, page->state);
  g_assert_cmpuint (check->retry_after_s, ==, page->retry_after_s);
  g_assert_cmpstr (check->registry, ==, "doh.test");
  if (page->state == BOUNCE_REGISTRY_FOUND)
    assert_found (check);
  else
    g_assert_null (check->holder);
}

/* What a server of our own answers, over HTTP/1.1. */

static void
put_redirect (GIOStream  *stream,
              const char *location)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 302 Found\r\n%s%s%sContent-Length: 0\r\n\r\n",
                                           location != NULL ? "Location: " : "",
                                           location != NULL ? location : "",
                                           location != NULL ? "\r\n" : "");

  bed_put (stream, head);
}

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\n"
#define ANSWER "{\"startAddress\":\"1.2.3.0\",\"endAddress\":\"1.2.3.255\",\"name\":\"X\"}"

static void
put_answer (GIOStream  *stream,
            const char *answer)
{
  g_autofree char *all = g_strdup_printf (HEAD "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                          strlen (answer), answer);

  bed_put (stream, all);
}

/* Where it leads, for a server that leads anywhere; NULL for nowhere. */
static const char *redirect_to = NULL;

static void
put_elsewhere (GIOStream  *stream,
               const char *request)
{
  put_redirect (stream, redirect_to);
}

/* "/N/ip/…" leads on to "/N-1/…", and "/0/…" answers. */
static void
put_chain (GIOStream  *stream,
           const char *request)
{
  guint left = g_ascii_digit_value (request[strlen ("GET /")]);
  g_autofree char *next = g_strdup_printf ("/%u/ip/1.2.3.4", left - 1);

  if (left > 0)
    put_redirect (stream, next);
  else
    put_answer (stream, ANSWER);
}

static void
put_declared_20_mb (GIOStream  *stream,
                    const char *request)
{
  bed_put (stream, HEAD "Content-Length: 20000000\r\n\r\n{");
  bed_hang (stream);
}

static void
put_endless_chunks (GIOStream  *stream,
                    const char *request)
{
  g_autofree char *blanks = g_strnfill (0x1000, ' ');
  g_autofree char *chunk = g_strdup_printf ("1000\r\n%s\r\n", blanks);

  bed_put (stream, HEAD "Transfer-Encoding: chunked\r\n\r\n");
  while (bed_put (stream, chunk))
    ;
}

/* libsoup 3.2 takes this for a whole answer. */
static void
put_half (GIOStream  *stream,
          const char *request)
{
  bed_put (stream, HEAD "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"startAddress\":\"1.2.3.0\",");
}

static void
put_nothing (GIOStream  *stream,
             const char *request)
{
  bed_hang (stream);
}

static void
put_rate_limit_notice (GIOStream  *stream,
                       const char *request)
{
  put_answer (stream, "{\"notices\":[{\"title\":\"Rate Limit Notice\"}]}");
}

static void
put_plain_json (GIOStream  *stream,
                const char *request)
{
  bed_put (stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
               "Connection: close\r\n\r\n" ANSWER);
}

static void
put_nested (GIOStream  *stream,
            const char *request)
{
  g_autofree char *brackets = g_strnfill (100000, '[');

  put_answer (stream, brackets);
}

typedef struct
{
  const char *name;
  BedScript script;
  const char *path;
  BounceRegistryState state;
  guint n_requests;
} Script;

static const Script scripts[] = {
  { "/registry/redirected-three-times", put_chain, "/3/", BOUNCE_REGISTRY_FOUND, 4 },
  { "/registry/redirected-four-times", put_chain, "/4/", BOUNCE_REGISTRY_UNKNOWN, 4 },
  { "/registry/20-mb-declared", put_declared_20_mb, "/", BOUNCE_REGISTRY_UNKNOWN, 1 },
  { "/registry/endless", put_endless_chunks, "/", BOUNCE_REGISTRY_UNKNOWN, 1 },
  { "/registry/half-an-answer", put_half, "/", BOUNCE_REGISTRY_UNKNOWN, 1 },
  { "/registry/no-answer-in-time", put_nothing, "/", BOUNCE_REGISTRY_UNKNOWN, 1 },
  { "/registry/rate-limit-notice", put_rate_limit_notice, "/", BOUNCE_REGISTRY_LATER, 1 },
  { "/registry/plain-json", put_plain_json, "/", BOUNCE_REGISTRY_FOUND, 1 },
  { "/registry/nested-deep", put_nested, "/", BOUNCE_REGISTRY_UNKNOWN, 1 },
};

static void
test_script (gconstpointer data)
{
  const Script *script = data;
  g_autoptr (BounceRegistryCheck) check = ask_script (script->script, script->path);

  g_assert_cmpint (check->state, ==, script->state);
  g_assert_cmpuint (bed_server_count (), ==, script->n_requests);
  bed_server_stop ();
}

/* Places that no registry may lead to. */
typedef struct
{
  const char *name;
  const char *location;
} Redirect;

static const Redirect redirects[] = {
  { "/registry/redirected-to-a-file", "file:///etc/hostname" },
  { "/registry/redirected-to-data", "data:application/rdap+json,{}" },
  { "/registry/redirected-to-nothing", "" },
  { "/registry/redirected-nowhere", NULL },
  { "/registry/redirected-with-a-user", "https://somebody@doh.test:8460/rdap/ip/1.2.3.4" },
  { "/registry/redirected-to-an-ipv6-address", "https://[::1]:8460/rdap/ip/1.2.3.4" },
  { "/registry/redirected-to-a-short-address", "https://127.1:8460/rdap/ip/1.2.3.4" },
  { "/registry/redirected-to-a-name-of-this-computer", "https://localhost:8460/rdap/ip/1.2.3.4" },
};

static BounceRegistryCheck *
ask_for_redirect (const char *location)
{
  BounceRegistryCheck *check = NULL;

  redirect_to = location;
  check = ask_script (put_elsewhere, "/");
  g_assert_cmpuint (bed_server_count (), ==, 1);
  bed_server_stop ();

  return check;
}

static void
test_redirect (gconstpointer data)
{
  const Redirect *redirect = data;
  g_autoptr (BounceRegistryCheck) check = ask_for_redirect (redirect->location);

  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_UNKNOWN);
}

static void
test_other_registry (void)
{
  g_autoptr (BounceRegistryCheck) check = ask_for_redirect (WEB "/rdap/ip/1.2.3.4");

  assert_found (check);
}

/* What the registry learns is the address, and nothing of the computer or the mail. */
static char *seen_request = NULL;

static void
keep_request (GIOStream  *stream,
              const char *request)
{
  g_free (seen_request);
  seen_request = g_strdup (request);
  put_answer (stream, ANSWER);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
assert_request (const char *ip,
                const char *path)
{
  guint port = bed_server_start (keep_request);
  g_autofree char *base = g_strdup_printf ("https://doh.test:%u/rdap", port);
  g_autofree char *first = g_strdup_printf ("GET /rdap/ip/%s HTTP/1.1", path);
  g_autofree char *host = g_strdup_printf ("Host: doh.test:%u", port);
  g_autoptr (BounceNetClient) client = create_client (base, NULL, BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (BounceRegistryCheck) check = ask_client (client, ip, &error);
  g_auto (GStrv) lines = NULL;
  const char *wanted[] = {
    "", "", "Accept: application/rdap+json", "Connection: Keep-Alive", first, host,
    "User-Agent: Bounceback", NULL,
  };

  g_assert_no_error (error);
  lines = g_strsplit (seen_request, "\r\n", -1);
  g_assert_cmpstr (lines[0], ==, first);
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  g_assert_cmpstrv (lines, wanted);

  g_clear_pointer (&seen_request, g_free);
  bed_server_stop ();
}

static void
test_request (void)
{
  assert_request (IP, IP);
}

static void
test_request_ipv6 (void)
{
  assert_request ("2a00:bad::0:1", "2a00:bad::1");
}

static void
test_request_mapped (void)
{
  assert_request ("::ffff:1.2.3.4", IP);
}

/* Nobody is asked about these. */
typedef struct
{
  const char *name;
  const char *ip;
} Address;

static const Address not_public[] = {
  { "/registry/not-public/private", "10.0.0.1" },
  { "/registry/not-public/shared", "100.64.0.1" },
  { "/registry/not-public/loopback", "127.0.0.1" },
  { "/registry/not-public/documentation", "192.0.2.1" },
  { "/registry/not-public/multicast", "224.0.0.1" },
  { "/registry/not-public/unique-local", "fd00::1" },
  { "/registry/not-public/link-local", "fe80::1" },
  { "/registry/not-public/documentation-ipv6", "2001:db8::1" },
  { "/registry/not-public/mapped-private", "::ffff:10.0.0.1" },
  { "/registry/not-public/no-address", "mx.example.net" },
  { "/registry/not-public/with-a-path", "1.2.3.4/24" },
  { "/registry/not-public/empty", "" },
};

static void
test_not_public (gconstpointer data)
{
  const Address *address = data;
  g_autoptr (BounceNetClient) client = create_registry (keep_request, "/", NULL,
                                                        BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceRegistryCheck) check = ask_client (client, address->ip, &error);

  g_assert_null (check);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC);
  g_assert_cmpuint (bed_server_count (), ==, 0);
  bed_server_stop ();
}

static void
test_no_registry (void)
{
  g_autoptr (BounceNetClient) client = create_registry (keep_request, "/", NULL,
                                                        BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceRegistryCheck) check = ask_client (client, "9.9.9.9", &error);

  g_assert_no_error (error);
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_NO_DATA);
  g_assert_null (check->registry);
  g_assert_cmpuint (bed_server_count (), ==, 0);
  bed_server_stop ();
}

/* The other consents are none to this. */
static void
test_not_allowed (void)
{
  g_autoptr (BounceNetClient) client = create_registry (keep_request, "/", NULL,
                                                        BED_ALL_SERVICES
                                                        & ~BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceRegistryCheck) check = ask_client (client, IP, &error);

  g_assert_null (check);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (bed_server_count (), ==, 0);
  bed_server_stop ();
}

/* Ends a question that hangs, and sees that its server heard it. */
static void
end_hanging (BounceNetClient  *client,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;

  bounce_registry_check_async (client, IP, cancellable, bed_ready_cb, &result);
  while (bed_server_count () == 0)
    g_main_context_iteration (NULL, FALSE);

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  else
    bounce_net_client_set_allowed (client, BOUNCE_SERVICE_NONE);
  bed_wait (&result);

  check = bounce_registry_check_finish (result, error);
  g_assert_null (check);
}

static void
test_cancelled (void)
{
  g_autoptr (BounceNetClient) client = create_registry (put_nothing, "/", NULL,
                                                        BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  end_hanging (client, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  bed_server_stop ();
}

static void
test_cancelled_before (void)
{
  g_autoptr (BounceNetClient) client = create_registry (keep_request, "/", NULL,
                                                        BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  bounce_registry_check_async (client, IP, cancellable, bed_ready_cb, &result);
  bed_wait (&result);
  check = bounce_registry_check_finish (result, &error);

  g_assert_null (check);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (bed_server_count (), ==, 0);
  bed_server_stop ();
}

static void
test_consent_withdrawn (void)
{
  g_autoptr (BounceNetClient) client = create_registry (put_nothing, "/", NULL,
                                                        BOUNCE_SERVICE_REGISTRY);
  g_autoptr (GError) error = NULL;

  end_hanging (client, NULL, &error);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
  bed_server_stop ();
}

/* A registry that had enough is not asked again, about another address either. */
static void
test_left_alone (void)
{
  g_autoptr (BounceNetClient) client = create_registry (put_rate_limit_notice, "/", NULL,
                                                        BOUNCE_SERVICE_REGISTRY);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BounceRegistryCheck) check = ask_client (client, i == 0 ? IP : "1.2.3.5", &error);

      g_assert_no_error (error);
      g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_LATER);
      g_assert_cmpuint (check->retry_after_s, >, 0);
      g_assert_cmpuint (check->retry_after_s, <=, BOUNCE_NET_LIMIT_RETRY_DEFAULT_S);
    }

  g_assert_cmpuint (bed_server_count (), ==, 1);
  bed_server_stop ();
}

static void
test_unknown_authority (void)
{
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;

  client = create_client (WEB "/rdap/", &(BedOptions) { .authority = "TEST_OTHER_CA" },
                          BOUNCE_SERVICE_REGISTRY);
  check = ask_client (client, IP, &error);

  g_assert_no_error (error);
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_UNKNOWN);
}

static void
test_wrong_name (void)
{
  g_autoptr (BounceRegistryCheck) check = ask_base ("https://wrong.test:8460/rdap/");

  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_UNKNOWN);
}

static void
test_nobody_listens (void)
{
  g_autoptr (BounceRegistryCheck) check = ask_base ("https://doh.test:1/rdap/");

  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_UNKNOWN);
}

/* A name that leads to this computer, or into its network, is not followed. */
static void
test_guarded (void)
{
  g_autoptr (BounceNetClient) client = create_registry (keep_request, "/",
                                                        &(BedOptions) { .loopback_is_private = TRUE },
                                                        BOUNCE_SERVICE_REGISTRY);
  g_autoptr (BounceRegistryCheck) check = ask_quietly (client);

  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_UNKNOWN);
  g_assert_cmpuint (bed_server_count (), ==, 0);
  bed_server_stop ();
}

/* Without a network no name is found. */
static void
test_offline (void)
{
  g_autoptr (BounceNetClient) client = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;

  client = create_client ("https://rdap.example/", NULL, BOUNCE_SERVICE_REGISTRY);
  check = ask_client (client, IP, &error);

  g_assert_null (check);
  g_assert_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE);
}

int
main (int   argc,
      char *argv[])
{
  bed_init (&argc, &argv);
  names_use_test_names ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    g_test_add_data_func (pages[i].name, &pages[i], test_page);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    g_test_add_data_func (scripts[i].name, &scripts[i], test_script);
  for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
    g_test_add_data_func (redirects[i].name, &redirects[i], test_redirect);
  for (guint i = 0; i < G_N_ELEMENTS (not_public); i++)
    g_test_add_data_func (not_public[i].name, &not_public[i], test_not_public);
  g_test_add_func ("/registry/redirected-to-another-registry", test_other_registry);
  g_test_add_func ("/registry/request", test_request);
  g_test_add_func ("/registry/request-ipv6", test_request_ipv6);
  g_test_add_func ("/registry/request-mapped", test_request_mapped);
  g_test_add_func ("/registry/no-registry", test_no_registry);
  g_test_add_func ("/registry/not-allowed", test_not_allowed);
  g_test_add_func ("/registry/cancelled", test_cancelled);
  g_test_add_func ("/registry/cancelled-before", test_cancelled_before);
  g_test_add_func ("/registry/consent-withdrawn", test_consent_withdrawn);
  g_test_add_func ("/registry/left-alone", test_left_alone);
  g_test_add_func ("/registry/unknown-authority", test_unknown_authority);
  g_test_add_func ("/registry/wrong-name", test_wrong_name);
  g_test_add_func ("/registry/nobody-listens", test_nobody_listens);
  g_test_add_func ("/registry/guarded", test_guarded);
  g_test_add_func ("/registry/offline", test_offline);

  return g_test_run ();
}
