/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-domain-check.h"

#include <string.h>

#include "bounce-dns-query-private.h"
#include "bounce-net-client-private.h"
#include "bounce-net-operation-private.h"
#include "bounce-net-text-private.h"

/* Whether a domain takes mail: its MX records, or its address where it has none. */

/* RFC 6761, RFC 6762, RFC 7686, RFC 8375 and what ICANN reserved: names that mean
 * something in a network of one's own, or in none. */
static const char *const local_endings[] = {
  ".local", ".localhost", ".invalid", ".onion", ".home.arpa", ".internal", NULL
};

typedef struct
{
  BounceNetOperation *operation;
  BounceNetClient *client;
  char *ascii;
  char *domain;
  BounceDnsTransport transport;
  BounceDnsType type;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_clear_pointer (&lookup->operation, bounce_net_operation_unref);
  g_clear_object (&lookup->client);
  g_clear_pointer (&lookup->ascii, g_free);
  g_clear_pointer (&lookup->domain, g_free);
  g_free (lookup);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static void
ended_cb (gpointer user_data)
{
  g_autoptr (BounceNetClient) client = user_data;

  bounce_net_client_end_run (client, BOUNCE_SERVICE_DOMAIN);
}

/* (transfer full) @exchangers */
static void
deliver (Lookup            *lookup,
         BounceDomainState  state,
         GStrv              exchangers)
{
  BounceDomainCheck *check = g_new0 (BounceDomainCheck, 1);

  check->domain = g_steal_pointer (&lookup->domain);
  check->state = state;
  check->exchangers = exchangers != NULL ? exchangers : g_new0 (char *, 1);
  bounce_net_operation_return_pointer (lookup->operation, check,
                                       (GDestroyNotify) bounce_domain_check_free);
}

static gint
compare_exchangers (gconstpointer a,
                    gconstpointer b)
{
  const BounceDnsRecord *first = a;
  const BounceDnsRecord *second = b;

  if (first->preference != second->preference)
    return first->preference < second->preference ? -1 : 1;

  return strcmp (first->text, second->text);
}

static void
deliver_exchangers (Lookup          *lookup,
                    BounceDnsAnswer *answer)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean has_name = FALSE;

  g_array_sort (answer->records, compare_exchangers);
  for (guint i = 0; i < answer->records->len; i++)
    {
      const BounceDnsRecord *record = bounce_dns_answer_get (answer, i);
      g_autofree char *name = bounce_net_text_clean (record->text, record->length);

      if (name == NULL)
        continue;
      g_strv_builder_add (names, name);
      has_name = TRUE;
    }

  /* RFC 7505 §3: the root in place of a server. */
  deliver (lookup, has_name ? BOUNCE_DOMAIN_TAKES_MAIL : BOUNCE_DOMAIN_TAKES_NO_MAIL,
           g_strv_builder_end (names));
}

/* Whether "no such name" is what the servers of the zone say. Quad9 says so, in its own
 * name, of domains that are held to be harmful too, which are there all the same. The
 * resolvers of one's own network leave the zone out of any answer that they kept. */
static gboolean
is_believable (Lookup                *lookup,
               const BounceDnsAnswer *answer)
{
  return answer->has_zone || lookup->transport != BOUNCE_DNS_OVER_HTTPS;
}

static void ask (Lookup        *lookup,
                 BounceDnsType  type);

/* (transfer full) @lookup */
static void
take_answer (Lookup          *lookup,
             BounceDnsAnswer *answer)
{
  g_autoptr (Lookup) owned = lookup;

  switch (answer->outcome)
    {
    case BOUNCE_DNS_NO_NAME:
      deliver (owned, is_believable (owned, answer) ? BOUNCE_DOMAIN_DOES_NOT_EXIST
                                                    : BOUNCE_DOMAIN_UNKNOWN, NULL);
      break;

    case BOUNCE_DNS_FOUND:
      if (owned->type == BOUNCE_DNS_MX)
        deliver_exchangers (owned, answer);
      else
        deliver (owned, BOUNCE_DOMAIN_ADDRESS_ONLY, NULL);
      break;

    case BOUNCE_DNS_NO_DATA:
      if (owned->type == BOUNCE_DNS_MX)
        ask (g_steal_pointer (&owned), BOUNCE_DNS_A);
      else if (owned->type == BOUNCE_DNS_A)
        ask (g_steal_pointer (&owned), BOUNCE_DNS_AAAA);
      else
        deliver (owned, BOUNCE_DOMAIN_NO_SERVER, NULL);
      break;

    case BOUNCE_DNS_REFUSED:
    case BOUNCE_DNS_FAILED:
    default:
      deliver (owned, BOUNCE_DOMAIN_UNKNOWN, NULL);
      break;
    }
}

static void
query_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceDnsAnswer) answer = bounce_dns_query_finish (result, &error);

  if (!bounce_net_operation_is_running (lookup->operation))
    return;

  if (answer != NULL)
    take_answer (g_steal_pointer (&lookup), answer);
  else if (error->domain == BOUNCE_NET_ERROR && error->code == BOUNCE_NET_ERROR_NOT_ALLOWED)
    bounce_net_operation_return_error (lookup->operation, g_steal_pointer (&error));
  else if (bounce_dns_error_is_unreachable (error))
    bounce_net_operation_return_error (
      lookup->operation, g_error_new (BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE,
                                      "No service could be reached: %s", error->message));
  else
    deliver (lookup, BOUNCE_DOMAIN_UNKNOWN, NULL);
}

/* (transfer full) @lookup */
static void
ask (Lookup        *lookup,
     BounceDnsType  type)
{
  lookup->type = type;
  bounce_dns_query_async (lookup->client, lookup->transport, BOUNCE_SERVICE_DOMAIN,
                          lookup->ascii, type, bounce_net_operation_get_work (lookup->operation),
                          query_cb, lookup);
}

/* The domain as the DNS knows it, or NULL where nobody there can know it. */
static char *
dup_public_name (const char *domain)
{
  g_autofree char *ascii = g_hostname_to_ascii (domain);
  g_autofree char *lower = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
  g_autoptr (GBytes) query = NULL;

  if (lower == NULL)
    return NULL;
  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  if (strchr (lower, '.') == NULL || g_hostname_is_ip_address (lower))
    return NULL;
  for (guint i = 0; local_endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, local_endings[i]))
      return NULL;

  query = bounce_dns_message_new_query (lower, BOUNCE_DNS_MX, 0);
  return query != NULL ? g_steal_pointer (&lower) : NULL;
}

void
bounce_domain_check_free (BounceDomainCheck *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->exchangers, g_strfreev);
  g_free (self);
}

/**
 * bounce_domain_check_async:
 * @client: the client
 * @domain: what stands behind the "@" of an address
 * @cancellable: (nullable): to cancel
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks whether @domain takes mail. The consent to %BOUNCE_SERVICE_DOMAIN is enough; the
 * system's resolver is asked where the reader agreed to that and to no other.
 */
void
bounce_domain_check_async (BounceNetClient     *client,
                           const char          *domain,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (BounceNetOperation) operation = NULL;
  g_autofree char *ascii = NULL;
  g_autoptr (GError) error = NULL;
  BounceServices transports;
  Lookup *lookup = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (client));
  g_return_if_fail (domain != NULL);

  operation = bounce_net_operation_new (client, BOUNCE_SERVICE_DOMAIN, 0, cancellable, callback,
                                        user_data, bounce_domain_check_async);
  if (!bounce_net_operation_is_running (operation))
    return;

  ascii = dup_public_name (domain);
  if (ascii == NULL)
    g_set_error_literal (&error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC,
                         "This is no domain of the Internet");
  if (ascii == NULL || !bounce_net_client_begin_run (client, BOUNCE_SERVICE_DOMAIN, &error))
    {
      bounce_net_operation_return_error (operation, g_steal_pointer (&error));
      return;
    }

  transports = bounce_net_client_get_allowed (client)
               & (BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS);
  lookup = g_new0 (Lookup, 1);
  lookup->operation = g_steal_pointer (&operation);
  lookup->client = g_object_ref (client);
  lookup->ascii = g_steal_pointer (&ascii);
  lookup->domain = g_strdup (domain);
  lookup->transport = transports == BOUNCE_SERVICE_SYSTEM_DNS ? BOUNCE_DNS_OF_SYSTEM
                                                              : BOUNCE_DNS_OVER_HTTPS;
  bounce_net_operation_set_ended (lookup->operation, ended_cb, g_object_ref (client));
  ask (lookup, BOUNCE_DNS_MX);
}

/**
 * bounce_domain_check_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what the DNS says, or %NULL
 */
BounceDomainCheck *
bounce_domain_check_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_domain_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
