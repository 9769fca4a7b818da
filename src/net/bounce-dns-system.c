/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>
#include <sys/random.h>

#include "bounce-dns-query-private.h"
#include "bounce-net-client-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-operation-private.h"

/*
 * The system's resolver. GResolver is no help here: without another address than
 * loopback it says of every name that it is not there, which is "not listed", and it
 * chokes on texts that are not UTF-8. res_nsend() blocks, so it has threads of its
 * own, or the ten of GTask would be busy with it.
 */

/* Seconds that a server of the system may take, and how often it is asked: once. */
#define SERVER_TIMEOUT_S 2
#define SERVER_TRIES 1

typedef struct
{
  BounceNetOperation *operation;
  char *name;
  BounceDnsType type;
  guint16 id;
  GBytes *query;
  GSocketAddress *nameserver;
  BounceDnsAnswer *answer;
  GError *error;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->operation, bounce_net_operation_unref);
  g_clear_pointer (&job->name, g_free);
  g_clear_pointer (&job->query, g_bytes_unref);
  g_clear_object (&job->nameserver);
  g_clear_pointer (&job->answer, bounce_dns_answer_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* In a thread. Refusals, failures and silence are one to res_nsend(). */
static void
send_query (Job                *job,
            struct __res_state *state)
{
  g_autofree guint8 *buffer = g_malloc (NS_MAXMSG);
  gsize size = 0;
  const guint8 *query = g_bytes_get_data (job->query, &size);
  int length = 0;

  state->retrans = SERVER_TIMEOUT_S;
  state->retry = SERVER_TRIES;
  if (job->nameserver != NULL)
    {
      g_socket_address_to_native (job->nameserver, &state->nsaddr_list[0],
                                  sizeof state->nsaddr_list[0], NULL);
      state->nscount = 1;
    }

  length = res_nsend (state, query, (int) size, buffer, NS_MAXMSG);
  if (length < 0)
    g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                         "The resolver of this network gave no answer");
  else
    job->answer = bounce_dns_message_read (buffer, length, job->name, job->type, job->id,
                                           &job->error);
}

/* Back in the context of the caller. */
static gboolean
done_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->answer != NULL)
    bounce_net_operation_return_pointer (job->operation, g_steal_pointer (&job->answer),
                                         (GDestroyNotify) bounce_dns_answer_unref);
  else
    bounce_net_operation_return_error (job->operation, g_steal_pointer (&job->error));

  return G_SOURCE_REMOVE;
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  struct __res_state state = { 0 };
  g_autoptr (GSource) source = NULL;

  /* The caller went away while the job waited for a thread. */
  if (g_cancellable_is_cancelled (bounce_net_operation_get_work (job->operation)))
    {
      job_free (job);
      return;
    }

  if (res_ninit (&state) == 0)
    {
      send_query (job, &state);
      res_nclose (&state);
    }
  else
    g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         "The resolver of this network cannot be asked");

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, done_cb, job, job_free);
  g_source_attach (source, bounce_net_operation_get_context (job->operation));
}

/* The threads that ask. A pool that frees what waits in it hands GLib 2.74's own marks
 * to the function for that; so each job runs, and those that nobody waits for end at
 * once. */
GThreadPool *
bounce_dns_system_new_pool (void)
{
  return g_thread_pool_new (run_job, NULL, BOUNCE_NET_LIMIT_IN_FLIGHT, FALSE, NULL);
}

/**
 * bounce_dns_system_async: (skip)
 * @client: the client
 * @service: on whose consent
 * @name: a name in ASCII that bounce_dns_message_new_query() takes
 * @type: what to ask for
 * @cancellable: (nullable): to cancel
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks the system's resolver once.
 */
void
bounce_dns_system_async (BounceNetClient     *client,
                         BounceServices       service,
                         const char          *name,
                         BounceDnsType        type,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (BounceNetOperation) operation = NULL;
  GSocketAddress *nameserver = NULL;
  Job *job = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (client));
  g_return_if_fail (name != NULL);

  operation = bounce_net_operation_new (client, service, BOUNCE_NET_LIMIT_QUESTION_MS,
                                        cancellable, callback, user_data,
                                        bounce_dns_system_async);
  if (!bounce_net_operation_is_running (operation))
    return;

  nameserver = bounce_net_client_get_nameserver (client);
  job = g_new0 (Job, 1);
  job->operation = g_steal_pointer (&operation);
  job->name = g_strdup (name);
  job->type = type;
  if (getrandom (&job->id, sizeof job->id, 0) != sizeof job->id)
    job->id = g_random_int ();
  job->query = bounce_dns_message_new_query (name, type, job->id);
  g_set_object (&job->nameserver, nameserver);

  g_thread_pool_push (bounce_net_client_get_pool (client), job, NULL);
}

/**
 * bounce_dns_system_finish: (skip)
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL
 */
BounceDnsAnswer *
bounce_dns_system_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_dns_system_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
