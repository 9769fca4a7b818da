/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-dns-query-private.h"

#include "bounce-fetch-private.h"
#include "bounce-net-client-private.h"
#include "bounce-net-limits.h"

#define HTTP_OK 200
#define HTTP_TOO_MANY_REQUESTS 429

typedef struct
{
  BounceDnsTransport transport;
  char *name;
  BounceDnsType type;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->name, g_free);
  g_free (question);
}

static void
return_answer (GTask           *task,
               BounceDnsAnswer *answer,
               GError          *error)
{
  const Question *question = g_task_get_task_data (task);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  bounce_dns_cache_store (bounce_net_client_get_cache (g_task_get_source_object (task)),
                          question->transport, question->name, question->type, answer,
                          g_get_monotonic_time ());
  g_task_return_pointer (task, answer, (GDestroyNotify) bounce_dns_answer_unref);
}

static void
system_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  BounceDnsAnswer *answer = bounce_dns_system_finish (result, &error);

  return_answer (task, answer, error);
}

static void
set_later (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, BOUNCE_DNS_ERROR_LATER,
                       "The service answers no more questions for now");
}

static char *
dup_service_host (BounceNetClient *client)
{
  g_autoptr (GUri) uri = g_uri_parse (bounce_net_client_get_doh_uri (client), G_URI_FLAGS_ENCODED,
                                      NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/* A service that had enough of us is left alone for as long as it wishes. */
static void
pause_service (BounceNetClient *client,
               guint            seconds)
{
  g_autofree char *host = dup_service_host (client);

  bounce_net_client_pause (client, host, seconds > 0 ? seconds
                                                     : BOUNCE_NET_LIMIT_RETRY_DEFAULT_S);
}

static gboolean
is_paused (BounceNetClient *client)
{
  g_autofree char *host = dup_service_host (client);

  return host != NULL && bounce_net_client_get_pause (client, host) > 0;
}

static void
fetch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BounceFetchReply) reply = bounce_fetch_finish (result, &error);
  BounceDnsAnswer *answer = NULL;
  gsize size = 0;

  if (reply != NULL && reply->body != NULL)
    {
      const guint8 *data = g_bytes_get_data (reply->body, &size);

      answer = bounce_dns_message_read (data, size, question->name, question->type, 0, &error);
    }
  else if (reply != NULL && reply->status == HTTP_TOO_MANY_REQUESTS)
    {
      pause_service (g_task_get_source_object (task), reply->retry_after_s);
      set_later (&error);
    }
  else if (reply != NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "The service answered with status %u", reply->status);

  return_answer (task, answer, error);
}

/* RFC 8484 §4.1: the question in base64url, without padding, which is no part of that
 * alphabet. */
static char *
dup_uri (const char *service,
         GBytes     *query)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (query, &size);
  g_autofree char *encoded = g_base64_encode (data, size);

  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  g_strdelimit (encoded, "=", '\0');

  return g_strconcat (service, "?dns=", encoded, NULL);
}

static void
ask_over_https (GTask          *task,
                BounceServices  service,
                GBytes         *query)
{
  static const char *const media_types[] = { "application/dns-message", NULL };
  BounceNetClient *client = g_task_get_source_object (task);
  g_autofree char *uri = dup_uri (bounce_net_client_get_doh_uri (client), query);

  if (is_paused (client))
    {
      GError *error = NULL;

      set_later (&error);
      g_task_return_error (task, error);
      return;
    }

  bounce_fetch_async (client,
                      &(BounceFetchRequest) {
                        .uri = uri,
                        .service = service,
                        .media_types = media_types,
                        .max_size = BOUNCE_NET_LIMIT_DNS_ANSWER,
                        .timeout_ms = BOUNCE_NET_LIMIT_QUESTION_MS,
                      },
                      g_task_get_cancellable (task), fetch_cb, g_object_ref (task));
}

/**
 * bounce_dns_query_async: (skip)
 * @client: the client
 * @transport: who is to look it up
 * @service: on whose consent
 * @name: a name in ASCII
 * @type: what to ask for
 * @cancellable: (nullable): to cancel
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks once; an answer that still holds is not asked for again.
 */
void
bounce_dns_query_async (BounceNetClient     *client,
                        BounceDnsTransport   transport,
                        BounceServices       service,
                        const char          *name,
                        BounceDnsType        type,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (BounceDnsAnswer) known = NULL;
  g_autoptr (GBytes) query = NULL;
  Question *question = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (client));
  g_return_if_fail (name != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, bounce_dns_query_async);
  question = g_new0 (Question, 1);
  question->transport = transport;
  question->name = g_strdup (name);
  question->type = type;
  g_task_set_task_data (task, question, question_free);

  query = bounce_dns_message_new_query (name, type, 0);
  if (query == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               "Nothing can have this name");
      return;
    }

  if (bounce_net_client_is_allowed (client, service))
    known = bounce_dns_cache_lookup (bounce_net_client_get_cache (client), transport, name, type,
                                     g_get_monotonic_time ());
  if (known != NULL)
    g_task_return_pointer (task, g_steal_pointer (&known),
                           (GDestroyNotify) bounce_dns_answer_unref);
  else if (transport == BOUNCE_DNS_OF_SYSTEM)
    bounce_dns_system_async (client, service, name, type, cancellable, system_cb,
                             g_object_ref (task));
  else
    ask_over_https (task, service, query);
}

/**
 * bounce_dns_query_finish: (skip)
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL
 */
BounceDnsAnswer *
bounce_dns_query_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_dns_query_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Whether the service said that, and so was reached: a status of HTTP, or an answer that
 * cannot be used. */
gboolean
bounce_dns_error_is_answer (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE)
         || g_error_matches (error, G_IO_ERROR, BOUNCE_DNS_ERROR_LATER);
}

/* Whether the service itself could not be reached. Silence about one name is none of
 * that: only the server of that name may be slow. */
gboolean
bounce_dns_error_is_unreachable (const GError *error)
{
  return !bounce_dns_error_is_answer (error)
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
         && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         && !g_error_matches (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED);
}
