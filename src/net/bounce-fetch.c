/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-fetch-private.h"

#include <string.h>

#include "bounce-net-client-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-operation-private.h"
#include "bounce-net-uri-private.h"

/*
 * One GET over HTTPS. What is not done is as much the point: no redirect is followed,
 * nothing unpacked, no password sent, no certificate excused (there is no handler of
 * SoupMessage::accept-certificate), and no more read than was agreed.
 */
typedef struct
{
  BounceNetOperation *operation;
  SoupMessage *message;
  GStrv media_types;
  gsize max_size;
  BounceFetchReply *reply;
  GByteArray *bytes;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_signal_handlers_disconnect_by_data (fetch->message, fetch);
  g_clear_pointer (&fetch->operation, bounce_net_operation_unref);
  g_clear_object (&fetch->message);
  g_clear_pointer (&fetch->media_types, g_strfreev);
  g_clear_pointer (&fetch->reply, bounce_fetch_reply_free);
  g_clear_pointer (&fetch->bytes, g_byte_array_unref);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
fail (Fetch      *fetch,
      gint        code,
      const char *message)
{
  bounce_net_operation_return_error (fetch->operation,
                                     g_error_new_literal (G_IO_ERROR, code, message));
}

/* Where the connection goes to is known here, and nothing has been sent. A proxy, which
 * the reader chose, may stand anywhere, and connects for us. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GSocketAddress) address = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTING || !G_IS_SOCKET_CONNECTION (connection)
      || !bounce_net_operation_is_running (fetch->operation))
    return;

  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (G_IS_PROXY_ADDRESS (address))
    return;

  if (!G_IS_INET_SOCKET_ADDRESS (address)
      || !bounce_net_client_may_connect (
            bounce_net_operation_get_client (fetch->operation),
            g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    bounce_net_operation_return_error (
      fetch->operation,
      g_error_new_literal (BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC,
                           "The service is at an address that is not public"));
}

/* RFC 9110 §10.2.3: seconds, or a date. */
static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds = 0;

  if (text == NULL)
    return 0;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return MIN (seconds, BOUNCE_NET_LIMIT_RETRY_S);
  if (*text != '\0' && text[strspn (text, "0123456789")] == '\0')
    return BOUNCE_NET_LIMIT_RETRY_S;

  date = soup_date_time_new_from_http_string (text);
  now = g_date_time_new_now_utc ();
  if (date == NULL || g_date_time_compare (date, now) <= 0)
    return 0;

  return CLAMP (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND, 1,
                BOUNCE_NET_LIMIT_RETRY_S);
}

/* Whether the answer that begins is one to read. */
static gboolean
check_headers (Fetch              *fetch,
               SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *packing = soup_message_headers_get_one (headers, "Content-Encoding");
  gboolean is_known = FALSE;

  for (guint i = 0; type != NULL && fetch->media_types[i] != NULL; i++)
    is_known |= g_ascii_strcasecmp (type, fetch->media_types[i]) == 0;

  if (!is_known)
    {
      fail (fetch, G_IO_ERROR_INVALID_DATA, "The answer is of another kind than was asked for");
      return FALSE;
    }
  if (packing != NULL && g_ascii_strcasecmp (packing, "identity") != 0)
    {
      fail (fetch, G_IO_ERROR_INVALID_DATA, "The answer is packed, which was not asked for");
      return FALSE;
    }
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > (goffset) fetch->max_size)
    {
      fail (fetch, G_IO_ERROR_MESSAGE_TOO_LARGE, "The answer is too long");
      return FALSE;
    }

  return TRUE;
}

static void
deliver (Fetch *fetch)
{
  bounce_net_operation_return_pointer (fetch->operation, g_steal_pointer (&fetch->reply),
                                       (GDestroyNotify) bounce_fetch_reply_free);
}

static void read_on (Fetch        *fetch,
                     GInputStream *stream);

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object),
                                                               result, &error);

  if (!bounce_net_operation_is_running (fetch->operation))
    return;

  if (bytes == NULL)
    {
      bounce_net_operation_return_error (fetch->operation, g_steal_pointer (&error));
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      fetch->reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&fetch->bytes));
      deliver (fetch);
      return;
    }
  if (g_bytes_get_size (bytes) > fetch->max_size - fetch->bytes->len)
    {
      fail (fetch, G_IO_ERROR_MESSAGE_TOO_LARGE, "The answer is too long");
      return;
    }

  g_byte_array_append (fetch->bytes, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  read_on (g_steal_pointer (&fetch), G_INPUT_STREAM (object));
}

/* (transfer full) @fetch */
static void
read_on (Fetch        *fetch,
         GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, BOUNCE_NET_LIMIT_CHUNK, G_PRIORITY_DEFAULT,
                                   bounce_net_operation_get_work (fetch->operation),
                                   read_cb, fetch);
}

static void
send_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result,
                                                              &error);
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);

  if (!bounce_net_operation_is_running (fetch->operation))
    return;

  if (stream == NULL)
    {
      bounce_net_operation_return_error (fetch->operation, g_steal_pointer (&error));
      return;
    }

  fetch->reply = g_new0 (BounceFetchReply, 1);
  fetch->reply->status = soup_message_get_status (fetch->message);
  fetch->reply->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  fetch->reply->retry_after_s = read_retry_after (headers);

  /* Only this status has an answer in its body; that of another page says no more.
   * Ending the operation stops what is still to come. */
  if (fetch->reply->status != SOUP_STATUS_OK)
    {
      deliver (fetch);
      return;
    }
  if (!check_headers (fetch, headers))
    return;

  fetch->bytes = g_byte_array_new ();
  read_on (g_steal_pointer (&fetch), stream);
}

/* The message, or NULL with an error where nothing at all may be sent to @uri. */
static SoupMessage *
create_message (BounceNetClient  *client,
                const char       *uri,
                GError          **error)
{
  g_autoptr (GUri) parsed = bounce_net_uri_parse (uri, error);
  g_autoptr (GInetAddress) address = NULL;
  SoupMessage *message = NULL;

  if (parsed == NULL)
    return NULL;

  address = bounce_net_uri_dup_address (parsed);
  if (address != NULL && !bounce_net_client_may_connect (client, address))
    {
      g_set_error_literal (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC,
                           "The service is at an address that is not public");
      return NULL;
    }

  message = soup_message_new_from_uri (SOUP_METHOD_GET, parsed);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

void
bounce_fetch_reply_free (BounceFetchReply *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * bounce_fetch_async: (skip)
 * @client: the client
 * @request: what to ask; copied
 * @cancellable: (nullable): to cancel
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks once. An answer with another status than 200 is a reply, too.
 */
void
bounce_fetch_async (BounceNetClient          *client,
                    const BounceFetchRequest *request,
                    GCancellable             *cancellable,
                    GAsyncReadyCallback       callback,
                    gpointer                  user_data)
{
  g_autoptr (BounceNetOperation) operation = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  Fetch *fetch = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (client));
  g_return_if_fail (request != NULL && request->uri != NULL);
  g_return_if_fail (request->media_types != NULL && request->media_types[0] != NULL);

  operation = bounce_net_operation_new (client, request->service, request->timeout_ms,
                                        cancellable, callback, user_data, bounce_fetch_async);
  if (!bounce_net_operation_is_running (operation))
    return;

  message = create_message (client, request->uri, &error);
  if (message == NULL)
    {
      bounce_net_operation_return_error (operation, g_steal_pointer (&error));
      return;
    }

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                request->media_types[0]);

  fetch = g_new0 (Fetch, 1);
  fetch->operation = g_steal_pointer (&operation);
  fetch->message = g_steal_pointer (&message);
  fetch->media_types = g_strdupv ((GStrv) request->media_types);
  fetch->max_size = request->max_size;
  g_signal_connect (fetch->message, "network-event", G_CALLBACK (network_event_cb), fetch);

  soup_session_send_async (bounce_net_client_get_session (client), fetch->message,
                           G_PRIORITY_DEFAULT,
                           bounce_net_operation_get_work (fetch->operation), send_cb, fetch);
}

/**
 * bounce_fetch_finish: (skip)
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply, or %NULL
 */
BounceFetchReply *
bounce_fetch_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
