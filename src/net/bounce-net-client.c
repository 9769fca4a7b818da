/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-net-client-private.h"

#include "bounce-dns-query-private.h"
#include "bounce-ip.h"
#include "bounce-net-limits.h"

/* Says who asks and nothing of the computer. A blank at its end would make libsoup
 * add its version. */
#define USER_AGENT "Bounceback"

/**
 * BounceNetClient:
 *
 * Asks services on the Internet, each only after somebody agreed to it with
 * bounce_net_client_set_allowed(). Belongs to one thread, and calls back in the main
 * context of whoever asked.
 */
struct _BounceNetClient
{
  GObject parent_instance;

  char *doh_uri;
  GTlsDatabase *tls_database;
  GStrv public_addresses;
  GSocketAddress *nameserver;
  GBytes *bootstrap;

  BounceServices allowed;
  BounceServices running;
  SoupSession *session;
  GHashTable *pauses;
  GThreadPool *pool;
  BounceDnsCache *cache;
  GPtrArray *lists;
  GHashTable *probes;
};

enum
{
  SIGNAL_ALLOWED_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BounceNetClient, bounce_net_client, G_TYPE_OBJECT)

G_DEFINE_QUARK (bounce-net-error-quark, bounce_net_error)

static SoupSession *
create_session (BounceNetClient *self)
{
  SoupSession *session = soup_session_new ();

  soup_session_set_user_agent (session, USER_AGENT);
  soup_session_set_timeout (session, BOUNCE_NET_LIMIT_SOCKET_S);
  soup_session_set_idle_timeout (session, BOUNCE_NET_LIMIT_IDLE_S);
  if (self->tls_database != NULL)
    soup_session_set_tls_database (session, self->tls_database);

  /* Unpacking has no bound: 48 kilobytes became 50 megabytes. And nobody here has a
   * password to send. Cookies, a cache and sniffing are off by themselves. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  return session;
}

/* "127.0.0.1:5300" */
static GSocketAddress *
parse_nameserver (const char *text)
{
  g_autoptr (GNetworkAddress) parsed = NULL;

  parsed = G_NETWORK_ADDRESS (g_network_address_parse (text, 53, NULL));
  g_return_val_if_fail (parsed != NULL, NULL);

  return g_inet_socket_address_new_from_string (g_network_address_get_hostname (parsed),
                                                g_network_address_get_port (parsed));
}

static void
bounce_net_client_finalize (GObject *object)
{
  BounceNetClient *self = BOUNCE_NET_CLIENT (object);

  /* Each operation holds the client, so that none is under way. */
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, FALSE, FALSE);
  self->pool = NULL;
  g_clear_object (&self->tls_database);
  g_clear_pointer (&self->pauses, g_hash_table_unref);
  g_clear_pointer (&self->bootstrap, g_bytes_unref);
  g_clear_pointer (&self->public_addresses, g_strfreev);
  g_clear_pointer (&self->doh_uri, g_free);
  g_clear_object (&self->nameserver);
  g_clear_pointer (&self->cache, bounce_dns_cache_free);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->probes, g_hash_table_unref);

  G_OBJECT_CLASS (bounce_net_client_parent_class)->finalize (object);
}

static void
bounce_net_client_class_init (BounceNetClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bounce_net_client_finalize;

  /**
   * BounceNetClient::allowed-changed:
   *
   * Somebody agreed to a service, or took that back.
   */
  signals[SIGNAL_ALLOWED_CHANGED] =
    g_signal_new ("allowed-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bounce_net_client_init (BounceNetClient *self)
{
  self->cache = bounce_dns_cache_new ();
  self->lists = g_ptr_array_new ();
  self->probes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * bounce_net_client_new:
 * @options: (nullable): how it reaches the world
 *
 * Creates a client that may ask nobody yet.
 *
 * Returns: (transfer full): the client
 */
BounceNetClient *
bounce_net_client_new (const BounceNetOptions *options)
{
  BounceNetClient *self = g_object_new (BOUNCE_TYPE_NET_CLIENT, NULL);

  if (options != NULL)
    {
      g_set_object (&self->tls_database, options->tls_database);
      self->public_addresses = g_strdupv ((GStrv) options->public_addresses);
      if (options->nameserver != NULL)
        self->nameserver = parse_nameserver (options->nameserver);
      if (options->bootstrap != NULL)
        self->bootstrap = g_bytes_ref (options->bootstrap);
      self->doh_uri = g_strdup (options->doh_uri);
    }

  if (options != NULL && options->lists != NULL)
    for (guint i = 0; options->lists[i] != NULL; i++)
      g_ptr_array_add (self->lists, (gpointer) options->lists[i]);
  else
    for (guint i = 0; i < bounce_blocklist_get_n (); i++)
      g_ptr_array_add (self->lists, (gpointer) bounce_blocklist_get (i));

  if (self->doh_uri == NULL)
    self->doh_uri = g_strdup (bounce_doh_service_get (0)->uri);

  return self;
}

/**
 * bounce_net_client_set_allowed:
 * @self: a client
 * @services: who may be asked from now on
 *
 * Takes note of what somebody agreed to. What is being asked of a service that is
 * not among @services ends at once with %BOUNCE_NET_ERROR_NOT_ALLOWED.
 */
void
bounce_net_client_set_allowed (BounceNetClient *self,
                               BounceServices   services)
{
  g_return_if_fail (BOUNCE_IS_NET_CLIENT (self));

  if (self->allowed == services)
    return;

  self->allowed = services;
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_ALLOWED_CHANGED], 0);
  g_object_unref (self);
}

/**
 * bounce_net_client_get_allowed:
 * @self: a client
 *
 * Returns: who may be asked
 */
BounceServices
bounce_net_client_get_allowed (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), BOUNCE_SERVICE_NONE);

  return self->allowed;
}

/**
 * bounce_net_client_get_doh_uri:
 * @self: a client
 *
 * Returns: (transfer none): the DNS-over-HTTPS service that is asked
 */
const char *
bounce_net_client_get_doh_uri (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  return self->doh_uri;
}

GError *
bounce_net_error_new_not_allowed (void)
{
  return g_error_new_literal (BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED,
                              "Nobody agreed to asking this service");
}

/* Whether one of the services in @service may be asked. */
gboolean
bounce_net_client_is_allowed (BounceNetClient *self,
                              BounceServices   service)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), FALSE);

  return (self->allowed & service) != 0;
}

/* Lets one run of a kind begin, of which there is one at a time: asking who runs an
 * address need not wait for the lists. */
gboolean
bounce_net_client_begin_run (BounceNetClient  *self,
                             BounceServices    kind,
                             GError          **error)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), FALSE);

  if ((self->running & kind) != 0)
    {
      g_set_error_literal (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_BUSY,
                           "Another check of this kind is going on");
      return FALSE;
    }

  self->running |= kind;
  return TRUE;
}

void
bounce_net_client_end_run (BounceNetClient *self,
                           BounceServices   kind)
{
  g_return_if_fail (BOUNCE_IS_NET_CLIENT (self));

  self->running &= ~kind;
}

/* Whether a connection to @address leads out into the Internet, and not to a machine
 * of the reader's own network that a name or a redirect was pointed at. */
gboolean
bounce_net_client_may_connect (BounceNetClient *self,
                               GInetAddress    *address)
{
  g_autofree char *written = g_inet_address_to_string (address);

  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), FALSE);

  if (self->public_addresses != NULL
      && g_strv_contains ((const char *const *) self->public_addresses, written))
    return TRUE;

  return bounce_ip_is_public (written);
}

/* Made when it is needed first, so that a client that never asks costs nothing. */
SoupSession *
bounce_net_client_get_session (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  if (self->session == NULL)
    self->session = create_session (self);

  return self->session;
}

/* The threads in which the system's resolver is asked. */
GThreadPool *
bounce_net_client_get_pool (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  if (self->pool == NULL)
    self->pool = bounce_dns_system_new_pool ();

  return self->pool;
}

BounceDnsCache *
bounce_net_client_get_cache (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  return self->cache;
}

GSocketAddress *
bounce_net_client_get_nameserver (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  return self->nameserver;
}

/* (element-type BounceBlocklist): those that there are. */
GPtrArray *
bounce_net_client_get_lists (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  return self->lists;
}

/* What lists did when they were tried; see bounce-list-run.c. */
GHashTable *
bounce_net_client_get_probes (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  return self->probes;
}

GBytes *
bounce_net_client_get_bootstrap (BounceNetClient *self)
{
  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), NULL);

  return self->bootstrap;
}

/* Leaves a service alone for as long as it wishes. */
void
bounce_net_client_pause (BounceNetClient *self,
                         const char      *host,
                         guint            seconds)
{
  gint64 *until = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (self));
  g_return_if_fail (host != NULL);

  until = g_new (gint64, 1);
  *until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  if (self->pauses == NULL)
    self->pauses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->pauses, g_ascii_strdown (host, -1), until);
}

/* Seconds for which @host is still to be left alone, or 0. */
guint
bounce_net_client_get_pause (BounceNetClient *self,
                             const char      *host)
{
  g_autofree char *key = NULL;
  const gint64 *until = NULL;
  gint64 left = 0;

  g_return_val_if_fail (BOUNCE_IS_NET_CLIENT (self), 0);
  g_return_val_if_fail (host != NULL, 0);

  key = g_ascii_strdown (host, -1);
  if (self->pauses != NULL)
    until = g_hash_table_lookup (self->pauses, key);
  if (until != NULL)
    left = *until - g_get_monotonic_time ();

  return left > 0 ? (left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND : 0;
}
