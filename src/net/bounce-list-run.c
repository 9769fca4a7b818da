/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include <string.h>

#include "bounce-dns-query-private.h"
#include "bounce-ip.h"
#include "bounce-list-check-private.h"
#include "bounce-net-client-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-operation-private.h"

/*
 * One run: some addresses, all lists. Each list first has to show that it works (RFC
 * 5782 §5): its test entry is listed, and the address beside it is not. A closed list
 * that answers for everything, one that answers for nothing, a resolver that drops
 * answers in 127.0.0.0/8, and a network that is not there all fail at that.
 */

#define LIST_SERVICES (BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS)

/* One address that a list is to be asked about. */
typedef struct
{
  BounceListCheck *check;
  guint listing;
  gboolean is_settled;
} Ask;

/* A list, for addresses of one family. */
typedef struct
{
  const BounceBlocklist *list;
  BounceDnsTransport transport;
  gboolean is_ipv6;
  GPtrArray *asks;
} Target;

typedef enum {
  STAGE_TEST_ENTRY,     /* is listed where the list works */
  STAGE_COUNTER_ENTRY,  /* is not */
  STAGE_ADDRESS,
  STAGE_TEXT,
} Stage;

typedef struct
{
  grefcount ref_count;
  BounceNetOperation *operation;
  BounceNetClient *client;
  GPtrArray *checks;
  GPtrArray *targets;
  GQueue questions;
  guint n_in_flight;
  guint n_done;
  guint n_total;
  GSource *deadline;
  BounceNetProgress progress;
  gpointer progress_data;
  gboolean was_asked[BOUNCE_N_DNS_TRANSPORTS];
  gboolean was_reached[BOUNCE_N_DNS_TRANSPORTS];
  gboolean is_silent[BOUNCE_N_DNS_TRANSPORTS];
  GError *first_error;
} Run;

typedef struct
{
  Run *run;
  Target *target;
  Ask *ask;
  Stage stage;
} Question;

/* What a list did when it was tried. */
typedef struct
{
  BounceListingState state;
  gint64 until;
} Probe;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_clear_pointer (&target->asks, g_ptr_array_unref);
  g_free (target);
}

static void
run_unref (gpointer data)
{
  Run *run = data;

  if (!g_ref_count_dec (&run->ref_count))
    return;

  g_clear_pointer (&run->operation, bounce_net_operation_unref);
  g_queue_clear_full (&run->questions, g_free);
  g_clear_pointer (&run->targets, g_ptr_array_unref);
  g_clear_pointer (&run->checks, g_ptr_array_unref);
  g_clear_object (&run->client);
  g_clear_error (&run->first_error);
  g_free (run);
}

static Run *
run_ref (Run *run)
{
  g_ref_count_inc (&run->ref_count);
  return run;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_unref)

/* However the run ended: another one may begin now. */
static void
ended_cb (gpointer user_data)
{
  g_autoptr (Run) run = user_data;

  if (run->deadline != NULL)
    g_source_destroy (run->deadline);
  g_clear_pointer (&run->deadline, g_source_unref);
  bounce_net_client_end_run (run->client, LIST_SERVICES);
}

static void
deliver (Run *run)
{
  gboolean is_reached = FALSE;
  gboolean is_asked = FALSE;

  for (guint i = 0; i < BOUNCE_N_DNS_TRANSPORTS; i++)
    {
      is_asked |= run->was_asked[i];
      is_reached |= run->was_reached[i];
    }

  if (is_asked && !is_reached)
    {
      bounce_net_operation_return_error (
        run->operation,
        g_error_new (BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE, "No service could be reached: %s",
                     run->first_error != NULL ? run->first_error->message : "no answer in time"));
      return;
    }

  bounce_net_operation_return_pointer (run->operation, g_ptr_array_ref (run->checks),
                                       (GDestroyNotify) g_ptr_array_unref);
}

static BounceListing *
get_listing (Ask *ask)
{
  return &g_array_index (ask->check->listings, BounceListing, ask->listing);
}

/* Time is up: what is known by now is the result. */
static gboolean
deadline_cb (gpointer user_data)
{
  Run *run = user_data;

  for (guint i = 0; i < run->targets->len; i++)
    {
      Target *target = g_ptr_array_index (run->targets, i);

      for (guint j = 0; j < target->asks->len; j++)
        {
          Ask *ask = g_ptr_array_index (target->asks, j);

          if (!ask->is_settled && get_listing (ask)->state != BOUNCE_LISTING_LISTED)
            ask->check->is_complete = FALSE;
        }
    }
  deliver (run);

  return G_SOURCE_REMOVE;
}

static void
settle (Run                *run,
        Ask                *ask,
        BounceListingState  state)
{
  if (ask->is_settled)
    return;

  ask->is_settled = TRUE;
  if (get_listing (ask)->state != BOUNCE_LISTING_LISTED)
    get_listing (ask)->state = state;
  run->n_done++;
  if (run->progress != NULL)
    run->progress (run->n_done, run->n_total, run->progress_data);
}

static void
settle_target (Run                *run,
               Target             *target,
               BounceListingState  state)
{
  for (guint i = 0; i < target->asks->len; i++)
    settle (run, g_ptr_array_index (target->asks, i), state);
}

static char *
dup_probe_key (Target *target)
{
  return g_strdup_printf ("%u %u %s", target->transport, target->is_ipv6, target->list->zone);
}

/* Whether the list was tried within the last hour, and how that went. */
static gboolean
find_probe (Run                *run,
            Target             *target,
            BounceListingState *state)
{
  g_autofree char *key = dup_probe_key (target);
  const Probe *probe = g_hash_table_lookup (bounce_net_client_get_probes (run->client), key);

  if (probe == NULL || probe->until <= g_get_monotonic_time ())
    return FALSE;

  *state = probe->state;
  return TRUE;
}

static void
remember_probe (Run                *run,
                Target             *target,
                BounceListingState  state)
{
  Probe *probe = g_new0 (Probe, 1);

  probe->state = state;
  probe->until = g_get_monotonic_time () + BOUNCE_NET_LIMIT_PROBE_S * G_TIME_SPAN_SECOND;
  g_hash_table_replace (bounce_net_client_get_probes (run->client), dup_probe_key (target),
                        probe);
}

static Question *
create_question (Run    *run,
                 Target *target,
                 Ask    *ask,
                 Stage   stage)
{
  Question *question = g_new0 (Question, 1);

  question->run = run;
  question->target = target;
  question->ask = ask;
  question->stage = stage;

  return question;
}

/* @state is that of a list that was tried: not listed where it works, which is what it
 * says of the counter entry. */
static void
begin_target (Run                *run,
              Target             *target,
              BounceListingState  state)
{
  if (state != BOUNCE_LISTING_NOT_LISTED)
    {
      settle_target (run, target, state);
      return;
    }

  for (guint i = 0; i < target->asks->len; i++)
    g_queue_push_tail (&run->questions,
                       create_question (run, target, g_ptr_array_index (target->asks, i),
                                        STAGE_ADDRESS));
}

/* What came of trying a list: the test entry has to be there, the counter entry not. */
static void
take_probe (Question           *question,
            BounceListingState  state)
{
  Run *run = question->run;
  Target *target = question->target;
  BounceListingState wanted = question->stage == STAGE_TEST_ENTRY ? BOUNCE_LISTING_LISTED
                                                                   : BOUNCE_LISTING_NOT_LISTED;

  if (state == wanted && question->stage == STAGE_TEST_ENTRY)
    {
      g_queue_push_head (&run->questions,
                         create_question (run, target, NULL, STAGE_COUNTER_ENTRY));
      return;
    }

  if (state != wanted && state != BOUNCE_LISTING_REFUSED)
    state = BOUNCE_LISTING_UNKNOWN;
  remember_probe (run, target, state);
  begin_target (run, target, state);
}

static void
take_answer (Question        *question,
             BounceDnsAnswer *answer)
{
  Run *run = question->run;
  BounceListing *listing = NULL;
  BounceListingState state = BOUNCE_LISTING_UNKNOWN;

  if (question->stage == STAGE_TEXT)
    {
      get_listing (question->ask)->text = bounce_list_answer_text (answer);
      settle (run, question->ask, BOUNCE_LISTING_LISTED);
      return;
    }

  state = bounce_list_answer_judge (question->target->list, answer);
  if (question->stage != STAGE_ADDRESS)
    {
      /* That it could not answer is no proof that it is dead. */
      if (answer->outcome == BOUNCE_DNS_FAILED)
        settle_target (run, question->target, BOUNCE_LISTING_UNKNOWN);
      else
        take_probe (question, state);
      return;
    }

  listing = get_listing (question->ask);
  switch (state)
    {
    case BOUNCE_LISTING_LISTED:
      /* Holds, whatever comes of its text or of other addresses. */
      listing->state = BOUNCE_LISTING_LISTED;
      bounce_list_answer_explain (listing, answer);
      g_queue_push_head (&run->questions,
                         create_question (run, question->target, question->ask, STAGE_TEXT));
      break;

    case BOUNCE_LISTING_REFUSED:
      /* It said once that it does not want to be asked. */
      remember_probe (run, question->target, BOUNCE_LISTING_REFUSED);
      settle_target (run, question->target, BOUNCE_LISTING_REFUSED);
      break;

    case BOUNCE_LISTING_UNKNOWN:
    case BOUNCE_LISTING_NOT_LISTED:
    default:
      settle (run, question->ask, state);
      break;
    }
}

static void
take_error (Question *question,
            GError   *error)
{
  Run *run = question->run;
  BounceDnsTransport transport = question->target->transport;

  if (bounce_dns_error_is_answer (error))
    run->was_reached[transport] = TRUE;
  if (run->first_error == NULL)
    run->first_error = g_error_copy (error);

  if (g_error_matches (error, G_IO_ERROR, BOUNCE_DNS_ERROR_LATER)
      || (!run->was_reached[transport] && bounce_dns_error_is_unreachable (error)))
    run->is_silent[transport] = TRUE;

  /* An answer without its text is an answer. */
  if (question->stage == STAGE_TEXT)
    settle (run, question->ask, BOUNCE_LISTING_LISTED);
  else if (question->stage == STAGE_ADDRESS)
    settle (run, question->ask, BOUNCE_LISTING_UNKNOWN);
  else
    settle_target (run, question->target, BOUNCE_LISTING_UNKNOWN);
}

static void pump (Run *run);

static void
query_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (Run) run = question->run;
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceDnsAnswer) answer = bounce_dns_query_finish (result, &error);

  run->n_in_flight--;
  if (!bounce_net_operation_is_running (run->operation))
    return;

  if (g_error_matches (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED))
    {
      bounce_net_operation_return_error (run->operation, g_steal_pointer (&error));
      return;
    }

  if (answer != NULL)
    {
      run->was_reached[question->target->transport] = TRUE;
      take_answer (question, answer);
    }
  else
    take_error (question, error);

  pump (run);
}

static char *
dup_name (Question *question)
{
  static const char *const test_entries[] = { "127.0.0.2", "::ffff:7f00:2" };
  static const char *const counter_entries[] = { "127.0.0.1", "::ffff:7f00:1" };
  Target *target = question->target;
  const char *ip = NULL;

  if (question->stage == STAGE_TEST_ENTRY)
    ip = test_entries[target->is_ipv6];
  else if (question->stage == STAGE_COUNTER_ENTRY)
    ip = counter_entries[target->is_ipv6];
  else
    ip = question->ask->check->ip;

  return bounce_list_answer_name (ip, target->list->zone);
}

/* (transfer full) @question */
static void
ask (Question *question)
{
  Run *run = question->run;
  Target *target = question->target;
  g_autofree char *name = dup_name (question);

  run_ref (run);
  run->n_in_flight++;
  run->was_asked[target->transport] = TRUE;
  bounce_dns_query_async (run->client, target->transport,
                          target->transport == BOUNCE_DNS_OVER_HTTPS ? BOUNCE_SERVICE_DOH
                                                                     : BOUNCE_SERVICE_SYSTEM_DNS,
                          name, question->stage == STAGE_TEXT ? BOUNCE_DNS_TXT : BOUNCE_DNS_A,
                          bounce_net_operation_get_work (run->operation), query_cb, question);
}

/* Keeps so many questions under way, and ends the run after the last. A caller may end
 * it from within the progress. */
static void
pump (Run *run)
{
  while (bounce_net_operation_is_running (run->operation)
         && run->n_in_flight < BOUNCE_NET_LIMIT_IN_FLIGHT)
    {
      g_autofree Question *question = g_queue_pop_head (&run->questions);

      if (question == NULL)
        break;
      if (question->ask != NULL && question->ask->is_settled)
        continue;
      if (!run->is_silent[question->target->transport])
        ask (g_steal_pointer (&question));
      else if (question->stage == STAGE_TEXT)
        settle (run, question->ask, BOUNCE_LISTING_LISTED);
      else
        settle_target (run, question->target, BOUNCE_LISTING_UNKNOWN);
    }

  if (bounce_net_operation_is_running (run->operation) && run->n_in_flight == 0)
    deliver (run);
}

static gboolean
start_cb (gpointer user_data)
{
  Run *run = user_data;

  for (guint i = 0; i < run->targets->len; i++)
    {
      Target *target = g_ptr_array_index (run->targets, i);
      BounceListingState state = BOUNCE_LISTING_UNKNOWN;

      if (!bounce_net_operation_is_running (run->operation))
        return G_SOURCE_REMOVE;
      if (find_probe (run, target, &state))
        begin_target (run, target, state);
      else
        g_queue_push_tail (&run->questions,
                           create_question (run, target, NULL, STAGE_TEST_ENTRY));
    }
  pump (run);

  return G_SOURCE_REMOVE;
}

/* The list for one family, among the addresses of which nobody was asked yet; NULL where
 * it cannot be asked as things are. */
static Target *
create_target (Run                   *run,
               const BounceBlocklist *list,
               gboolean               is_ipv6)
{
  BounceServices allowed = bounce_net_client_get_allowed (run->client);
  Target *target = NULL;

  if (list->refuses_public && (allowed & BOUNCE_SERVICE_SYSTEM_DNS) == 0)
    return NULL;

  target = g_new0 (Target, 1);
  target->list = list;
  target->is_ipv6 = is_ipv6;
  target->asks = g_ptr_array_new_with_free_func (g_free);
  target->transport = list->refuses_public || (allowed & BOUNCE_SERVICE_DOH) == 0
                      ? BOUNCE_DNS_OF_SYSTEM : BOUNCE_DNS_OVER_HTTPS;
  g_ptr_array_add (run->targets, target);

  return target;
}

static void
add_target (Run                   *run,
            const BounceBlocklist *list,
            gboolean               is_ipv6)
{
  Target *target = NULL;

  for (guint i = 0; i < run->checks->len; i++)
    {
      BounceListCheck *check = g_ptr_array_index (run->checks, i);
      BounceListing *listing = NULL;
      Ask *one = NULL;

      if ((strchr (check->ip, ':') != NULL) != is_ipv6)
        continue;

      listing = bounce_list_check_add (check, list);
      if (target == NULL)
        target = create_target (run, list, is_ipv6);
      if (target == NULL)
        {
          listing->state = BOUNCE_LISTING_NOT_ASKED;
          continue;
        }

      one = g_new0 (Ask, 1);
      one->check = check;
      one->listing = check->listings->len - 1;
      g_ptr_array_add (target->asks, one);
      run->n_total++;
    }
}

static void
add_targets (Run *run)
{
  GPtrArray *lists = bounce_net_client_get_lists (run->client);

  for (guint i = 0; i < lists->len; i++)
    {
      const BounceBlocklist *list = g_ptr_array_index (lists, i);

      if (!list->is_asked || list->zone == NULL)
        continue;
      if (list->takes_ipv4)
        add_target (run, list, FALSE);
      if (list->takes_ipv6)
        add_target (run, list, TRUE);
    }
}

/* Each address once, an IPv4 address taken out of IPv6, in the order given. */
static GPtrArray *
create_checks (const char *const  *ips,
               GError            **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bounce_list_check_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ips[i] != NULL && checks->len < BOUNCE_NET_LIMIT_ADDRESSES; i++)
    {
      g_autoptr (GInetAddress) address = bounce_ip_parse (ips[i]);
      g_autofree char *written = NULL;
      BounceListCheck *check = NULL;

      if (address == NULL || !bounce_ip_is_public (ips[i]))
        {
          g_set_error (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC,
                       "%s is no address of the Internet", ips[i]);
          return NULL;
        }

      written = g_inet_address_to_string (address);
      if (g_hash_table_contains (seen, written))
        continue;
      check = bounce_list_check_new (written);
      g_hash_table_add (seen, check->ip);
      g_ptr_array_add (checks, check);
    }

  return g_steal_pointer (&checks);
}

/**
 * bounce_list_check_async:
 * @client: the client
 * @ips: (array zero-terminated=1): public addresses, the one that matters most first;
 *   of more than 64 the first
 * @cancellable: (nullable): to cancel
 * @progress: (nullable) (scope notified): called when a list has answered
 * @progress_data: for @progress
 * @callback: called when the run ended
 * @user_data: for @callback
 *
 * Asks all usable lists about some addresses, once each. Needs the consent to
 * %BOUNCE_SERVICE_DOH or %BOUNCE_SERVICE_SYSTEM_DNS; lists that refuse public resolvers
 * are asked through the latter alone, and are %BOUNCE_LISTING_NOT_ASKED without it. A run
 * ends after 20 seconds with what is known by then.
 */
void
bounce_list_check_async (BounceNetClient     *client,
                         const char *const   *ips,
                         GCancellable        *cancellable,
                         BounceNetProgress    progress,
                         gpointer             progress_data,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (BounceNetOperation) operation = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSource) start = NULL;
  Run *run = NULL;

  g_return_if_fail (BOUNCE_IS_NET_CLIENT (client));
  g_return_if_fail (ips != NULL);

  operation = bounce_net_operation_new (client, LIST_SERVICES, 0, cancellable, callback,
                                        user_data, bounce_list_check_async);
  if (!bounce_net_operation_is_running (operation))
    return;

  checks = create_checks (ips, &error);
  if (checks == NULL || !bounce_net_client_begin_run (client, LIST_SERVICES, &error))
    {
      bounce_net_operation_return_error (operation, g_steal_pointer (&error));
      return;
    }

  run = g_new0 (Run, 1);
  g_ref_count_init (&run->ref_count);
  run->operation = g_steal_pointer (&operation);
  run->client = g_object_ref (client);
  run->checks = g_steal_pointer (&checks);
  run->targets = g_ptr_array_new_with_free_func (target_free);
  run->progress = progress;
  run->progress_data = progress_data;
  g_queue_init (&run->questions);
  add_targets (run);

  /* The run belongs to its end. */
  bounce_net_operation_set_ended (run->operation, ended_cb, run);
  run->deadline = g_timeout_source_new (BOUNCE_NET_LIMIT_RUN_MS);
  g_source_set_callback (run->deadline, deadline_cb, run_ref (run), run_unref);
  g_source_attach (run->deadline, bounce_net_operation_get_context (run->operation));

  /* Neither progress nor the result come before this returned. */
  start = g_idle_source_new ();
  g_source_set_priority (start, G_PRIORITY_DEFAULT);
  g_source_set_callback (start, start_cb, run_ref (run), run_unref);
  g_source_attach (start, bounce_net_operation_get_context (run->operation));
}

/**
 * bounce_list_check_finish:
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Returns: (transfer container) (element-type BounceListCheck) (nullable): one result
 *   for each address, in their order, or %NULL
 */
GPtrArray *
bounce_list_check_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_list_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
