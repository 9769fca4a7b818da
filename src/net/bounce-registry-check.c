/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-registry-check.h"

#include <libsoup/soup.h>

#include "bounce-fetch-private.h"
#include "bounce-ip.h"
#include "bounce-net-client-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-operation-private.h"
#include "bounce-net-uri-private.h"
#include "bounce-rdap-answer-private.h"
#include "bounce-rdap-bootstrap-private.h"

/* RFC 7480 §4.2 */
static const char *const media_types[] = { "application/rdap+json", "application/json", NULL };

/* RFC 6585 §4, which libsoup does not know */
#define TOO_MANY_REQUESTS 429

/*
 * One question, which goes from registry to registry until one answers. It is never
 * asked again by itself: they all count.
 */
typedef struct
{
  BounceNetOperation *operation;
  char *ip;
  GUri *uri;
  guint n_redirects;
  gint64 deadline;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_clear_pointer (&lookup->operation, bounce_net_operation_unref);
  g_clear_pointer (&lookup->uri, g_uri_unref);
  g_clear_pointer (&lookup->ip, g_free);
  g_free (lookup);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

/* (transfer full) @check */
static void
deliver (Lookup              *lookup,
         BounceRegistryCheck *check)
{
  if (lookup->uri != NULL)
    check->registry = g_strdup (g_uri_get_host (lookup->uri));
  bounce_net_operation_return_pointer (lookup->operation, check,
                                       (GDestroyNotify) bounce_registry_check_free);
}

static void
deliver_state (Lookup              *lookup,
               BounceRegistryState  state,
               guint                retry_after_s)
{
  BounceRegistryCheck *check = g_new0 (BounceRegistryCheck, 1);

  check->ip = g_strdup (lookup->ip);
  check->state = state;
  check->retry_after_s = retry_after_s;
  deliver (lookup, check);
}

/* A registry that had enough of us is left alone for as long as it wishes. */
static void
deliver_later (Lookup *lookup,
               guint   retry_after_s)
{
  BounceNetClient *client = bounce_net_operation_get_client (lookup->operation);

  if (retry_after_s == 0)
    retry_after_s = BOUNCE_NET_LIMIT_RETRY_DEFAULT_S;
  bounce_net_client_pause (client, g_uri_get_host (lookup->uri), retry_after_s);
  deliver_state (lookup, BOUNCE_REGISTRY_LATER, retry_after_s);
}

static void
deliver_answer (Lookup *lookup,
                GBytes *body)
{
  g_autoptr (BounceRegistryCheck) check = NULL;
  const char *data;
  gsize length = 0;

  data = g_bytes_get_data (body, &length);
  check = bounce_rdap_answer_parse (lookup->ip, data, length);

  /* said in an answer, not by the status */
  if (check->state == BOUNCE_REGISTRY_LATER)
    deliver_later (lookup, 0);
  else
    deliver (lookup, g_steal_pointer (&check));
}

/* Where a redirect leads, if it may be followed: to another registry, by its name. */
static GUri *
resolve_redirect (Lookup     *lookup,
                  const char *location)
{
  g_autoptr (GUri) target = NULL;
  g_autoptr (GUri) checked = NULL;
  g_autofree char *text = NULL;

  if (location == NULL || *location == '\0'
      || lookup->n_redirects == BOUNCE_NET_LIMIT_REDIRECTS)
    return NULL;

  target = g_uri_parse_relative (lookup->uri, location,
                                 G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (target == NULL)
    return NULL;

  text = g_uri_to_string (target);
  checked = bounce_net_uri_parse (text, NULL);
  if (checked == NULL || !bounce_net_uri_has_name (checked))
    return NULL;

  return g_steal_pointer (&checked);
}

static void ask (Lookup *lookup);

static void
follow (Lookup     *lookup,
        const char *location)
{
  GUri *target = resolve_redirect (lookup, location);

  if (target == NULL)
    {
      deliver_state (lookup, BOUNCE_REGISTRY_UNKNOWN, 0);
      lookup_free (lookup);
      return;
    }

  g_uri_unref (lookup->uri);
  lookup->uri = target;
  lookup->n_redirects++;
  ask (lookup);
}

/* Whether nobody at all could be reached, for want of a network. */
static gboolean
is_offline (const Lookup *lookup,
            const GError *error)
{
  return lookup->n_redirects == 0
         && (error->domain == G_RESOLVER_ERROR
             || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE));
}

static void
fetch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (BounceFetchReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = bounce_fetch_finish (result, &error);
  if (!bounce_net_operation_is_running (lookup->operation))
    return;

  if (reply == NULL)
    {
      if (is_offline (lookup, error))
        bounce_net_operation_return_error (lookup->operation,
                                           g_error_new_literal (BOUNCE_NET_ERROR,
                                                                BOUNCE_NET_ERROR_OFFLINE,
                                                                error->message));
      else
        deliver_state (lookup, BOUNCE_REGISTRY_UNKNOWN, 0);
      return;
    }

  switch (reply->status)
    {
    case SOUP_STATUS_OK:
      deliver_answer (lookup, reply->body);
      return;
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
    case SOUP_STATUS_SEE_OTHER:
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      follow (g_steal_pointer (&lookup), reply->location);
      return;
    case SOUP_STATUS_NOT_FOUND:
      deliver_state (lookup, BOUNCE_REGISTRY_NO_DATA, 0);
      return;
    case SOUP_STATUS_FORBIDDEN:
    case TOO_MANY_REQUESTS:
      deliver_later (lookup, reply->retry_after_s);
      return;
    default:
      deliver_state (lookup, BOUNCE_REGISTRY_UNKNOWN, 0);
      return;
    }
}

/* (transfer full) @lookup */
static void
ask (Lookup *lookup)
{
  g_autoptr (Lookup) owned = lookup;
  BounceNetClient *client = bounce_net_operation_get_client (lookup->operation);
  g_autofree char *text = g_uri_to_string (lookup->uri);
  gint64 left_ms = (lookup->deadline - g_get_monotonic_time ()) / 1000;
  guint pause_s = bounce_net_client_get_pause (client, g_uri_get_host (lookup->uri));
  const BounceFetchRequest request = {
    .uri = text,
    .service = BOUNCE_SERVICE_REGISTRY,
    .media_types = media_types,
    .max_size = BOUNCE_NET_LIMIT_REGISTRY_ANSWER,
    .timeout_ms = MAX (left_ms, 1),
  };

  if (pause_s > 0)
    {
      deliver_state (lookup, BOUNCE_REGISTRY_LATER, pause_s);
      return;
    }

  bounce_fetch_async (client, &request, bounce_net_operation_get_work (lookup->operation),
                      fetch_cb, g_steal_pointer (&owned));
}

/**
 * bounce_registry_check_free:
 * @self: (transfer full): what a registry said
 *
 * Frees it.
 */
void
bounce_registry_check_free (BounceRegistryCheck *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->ip);
  g_free (self->registry);
  g_free (self->network);
  g_free (self->network_name);
  g_free (self->holder);
  g_free (self->country);
  g_free (self->abuse_address);
  g_free (self);
}

/**
 * bounce_registry_check_async:
 * @client: the client, which may ask %BOUNCE_SERVICE_REGISTRY
 * @ip: a public IP address
 * @cancellable: (nullable): to cancel
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Asks the registry of the Internet region who runs an address: one question, or one
 * per registry that passes it on.
 */
void
bounce_registry_check_async (BounceNetClient     *client,
                             const char          *ip,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (Lookup) lookup = NULL;
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *base = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (client));
  g_return_if_fail (ip != NULL);

  lookup = g_new0 (Lookup, 1);
  lookup->ip = g_strdup (ip);
  lookup->deadline = g_get_monotonic_time () + BOUNCE_NET_LIMIT_REGISTRY_MS * 1000;
  lookup->operation = bounce_net_operation_new (client, BOUNCE_SERVICE_REGISTRY, 0, cancellable,
                                                callback, user_data, bounce_registry_check_async);
  if (!bounce_net_operation_is_running (lookup->operation))
    return;

  address = bounce_ip_parse (ip);
  if (address != NULL)
    plain = g_inet_address_to_string (address);
  if (plain == NULL || !bounce_ip_is_public (plain))
    {
      bounce_net_operation_return_error (lookup->operation,
                                         g_error_new_literal (BOUNCE_NET_ERROR,
                                                              BOUNCE_NET_ERROR_NOT_PUBLIC,
                                                              "The address is not public"));
      return;
    }

  /* given to nobody: there is no registry to ask */
  base = bounce_rdap_bootstrap_dup_uri (bounce_net_client_get_bootstrap (client), address);
  if (base == NULL)
    {
      deliver_state (lookup, BOUNCE_REGISTRY_NO_DATA, 0);
      return;
    }

  text = g_strconcat (base, "ip/", plain, NULL);
  lookup->uri = bounce_net_uri_parse (text, NULL);
  if (lookup->uri == NULL)
    {
      deliver_state (lookup, BOUNCE_REGISTRY_UNKNOWN, 0);
      return;
    }

  ask (g_steal_pointer (&lookup));
}

/**
 * bounce_registry_check_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what the registry said, or %NULL where it was
 *   not asked
 */
BounceRegistryCheck *
bounce_registry_check_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_registry_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
