/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bed.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

static GSocketService *server = NULL;
static gboolean speaks_tls = FALSE;
static gint n_requests = 0;
static gint n_talking = 0;

/* Before everything else. Threads that are idle stay, all of them: a sanitizer that looks for
 * leaks in the end stumbles over one that is just going. */
void
bed_init (int    *argc,
          char ***argv)
{
  g_test_init (argc, argv, NULL);
  g_thread_pool_set_max_idle_time (0);
  g_thread_pool_set_max_unused_threads (-1);
}

/* What with-testbed says of a server. */
const char *
bed_get (const char *name)
{
  const char *value = g_getenv (name);

  if (value == NULL)
    g_error ("%s is not set: run this through tests/net/with-testbed", name);
  return value;
}

BounceNetClient *
bed_client_new (const BedOptions *options,
                BounceServices    services)
{
  static const char *const loopback[] = { "127.0.0.1", NULL };
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  BounceNetClient *client = NULL;

  database = g_tls_file_database_new (bed_get (options != NULL && options->authority != NULL
                                               ? options->authority : "TEST_CA"), &error);
  g_assert_no_error (error);
  client = bounce_net_client_new (&(BounceNetOptions) {
    .doh_uri = options != NULL && options->doh != NULL ? options->doh : bed_get ("TEST_DOH"),
    .tls_database = database,
    .public_addresses = options != NULL && options->loopback_is_private ? NULL : loopback,
    .lists = options != NULL ? options->lists : NULL,
    .bootstrap = options != NULL ? options->bootstrap : NULL,
    .nameserver = options != NULL && options->nameserver != NULL
                  ? options->nameserver : bed_get ("TEST_NAMESERVER"),
  });
  bounce_net_client_set_allowed (client, services);

  return client;
}

void
bed_ready_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      slot)
{
  GAsyncResult **kept = slot;

  /* A callback is called once. */
  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

void
bed_wait (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
over_cb (gpointer user_data)
{
  gboolean *is_over = user_data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* For what is to show that nothing more comes, or to let something get under way. */
void
bed_iterate (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* unbound writes more into its log than questions, and asks about what does not answer
 * again and again, long after whoever wanted to know went away. */
static guint
count_lines (void)
{
  enum { UNBOUND = 2 };
  static const char *const logs[] = { "dnsdist", "rbldnsd", "unbound", "nginx" };
  guint n_lines = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.queries", bed_get ("TEST_FOLDER"), logs[i]);
      g_autofree char *contents = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      lines = g_strsplit (contents, "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        n_lines += lines[j][0] != '\0' && strstr (lines[j], "health.bl.test") == NULL
                   && (i == UNBOUND ? strstr (lines[j], " IN") != NULL
                                    : strstr (lines[j], "silent.bl.test") == NULL
                                      && strstr (lines[j], "slow.bl.test") == NULL);
    }

  return n_lines;
}

/* How many questions the servers wrote down, once they have nothing more to write; those
 * of their own health are left out. */
guint
bed_count_queries (void)
{
  guint n_queries = 0;

  do
    {
      n_queries = count_lines ();
      bed_iterate (150);
    }
  while (count_lines () != n_queries);

  return n_queries;
}

static void
talk (GSocketConnection *connection,
      BedScript          script)
{
  g_autofree char *chain = g_build_filename (bed_get ("TEST_FOLDER"), "chain.pem", NULL);
  g_autofree char *key = g_build_filename (bed_get ("TEST_FOLDER"), "srv.key", NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GString) request = g_string_new (NULL);
  char byte = 0;

  if (speaks_tls)
    {
      certificate = g_tls_certificate_new_from_files (chain, key, NULL);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), certificate, NULL);
      if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, NULL))
        return;
    }
  else
    stream = g_object_ref (G_IO_STREAM (connection));

  while (strstr (request->str, "\r\n\r\n") == NULL
         && g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL) == 1)
    g_string_append_c (request, byte);
  g_atomic_int_inc (&n_requests);
  script (stream, request->str);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  g_atomic_int_inc (&n_talking);
#ifdef __SANITIZE_ADDRESS__
  /* GLib's TLS keeps the error of a write to a client that went away; what is watched
   * for leaks is the client. */
  __lsan_disable ();
#endif
  talk (connection, user_data);
#ifdef __SANITIZE_ADDRESS__
  __lsan_enable ();
#endif
  g_atomic_int_dec_and_test (&n_talking);

  return TRUE;
}

static guint
start (BedScript script,
       guint     port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocketAddress) got = NULL;

  g_assert_null (server);
  server = g_threaded_socket_service_new (32);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  g_atomic_int_set (&n_requests, 0);
  g_signal_connect (server, "run", G_CALLBACK (run_cb), script);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

/* Returns: its port */
guint
bed_server_start (BedScript script)
{
  speaks_tls = TRUE;
  return start (script, 0);
}

/* What nginx passes on, over HTTP/2, below "/raw/". */
void
bed_backend_start (BedScript script)
{
  speaks_tls = FALSE;
  start (script, 8462);
}

/* How many requests it got. */
guint
bed_server_count (void)
{
  return g_atomic_int_get (&n_requests);
}

/* Ends when its threads have seen that the client went away, so that none of them is
 * taken for a leak. */
void
bed_server_stop (void)
{
  for (guint i = 0; i < 40 && g_atomic_int_get (&n_talking) > 0; i++)
    bed_iterate (50);
  g_socket_service_stop (server);
  g_socket_listener_close (G_SOCKET_LISTENER (server));
  g_clear_object (&server);
}

/* Returns: whether the client is still there */
gboolean
bed_put (GIOStream  *stream,
         const char *text)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text),
                                    NULL, NULL, NULL);
}

/* Until the client goes away. */
void
bed_hang (GIOStream *stream)
{
  char byte = 0;

  while (g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL) > 0)
    ;
}
