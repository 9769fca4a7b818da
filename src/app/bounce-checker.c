/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-checker.h"

#include "bounce-consent.h"
#include "bounce-world.h"

/* A question that a person agreed to, and the services that he agreed to for it. */
typedef struct
{
  BounceQuestion *question;
  BounceServices services;
} Request;

/**
 * BounceChecker:
 *
 * Asks the questions of one window, one after the other, and keeps the answers. It
 * does nothing that bounce_checker_ask() was not told that somebody agreed to, and
 * has no client before that.
 */
struct _BounceChecker
{
  GObject parent_instance;

  GSettings *settings;
  BounceChecks *checks;
  GHashTable *questions;        /* of BounceQuestion, by kind and subject */
  GQueue waiting;               /* of Request */
  Request *current;
  GCancellable *cancellable;    /* of the run that goes on, also while it ends */

  BounceNetClient *client;
  char *client_uri;
  char *doh_uri;                /* of the service that people agree to now */
  BounceServices remembered[BOUNCE_N_QUESTIONS];
};

G_DEFINE_FINAL_TYPE (BounceChecker, bounce_checker, G_TYPE_OBJECT)

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask_next (BounceChecker *self);

static void
request_free (Request *request)
{
  g_object_unref (request->question);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* The client belongs to one DNS-over-HTTPS service; another one needs another. */
static BounceNetClient *
ensure_client (BounceChecker *self)
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (self->settings);

  if (self->client != NULL && !g_str_equal (self->client_uri, uri))
    g_clear_object (&self->client);

  if (self->client == NULL)
    {
      g_free (self->client_uri);
      self->client_uri = g_strdup (uri);
      self->client = bounce_world_new_client (uri);
    }

  return self->client;
}

/* Ends the current question and turns to the next. */
static void
finish (BounceChecker *self,
        GError        *error)
{
  g_autoptr(Request) request = g_steal_pointer (&self->current);

  g_clear_object (&self->cancellable);
  bounce_net_client_set_allowed (self->client, BOUNCE_SERVICE_NONE);

  if (error == NULL)
    {
      bounce_question_set_state (request->question, BOUNCE_QUESTION_ANSWERED);
      g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, request->question);
    }
  else
    {
      bounce_question_take_error (request->question, error);
    }

  ask_next (self);
}

/* A run that was cancelled has ended when its callback comes, not before; whoever
 * cancelled it has dealt with its question. */
static gboolean
is_cancelled (BounceChecker *self,
              const GError  *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  g_clear_object (&self->cancellable);
  bounce_net_client_set_allowed (self->client, BOUNCE_SERVICE_NONE);
  ask_next (self);

  return TRUE;
}

static void
lists_checked_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(BounceChecker) self = BOUNCE_CHECKER (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) checks = bounce_list_check_finish (result, &error);

  if (is_cancelled (self, error))
    return;

  for (guint i = 0; checks != NULL && i < checks->len; i++)
    bounce_checks_take_lists (self->checks,
                              bounce_list_check_ref (g_ptr_array_index (checks, i)));
  finish (self, g_steal_pointer (&error));
}

static void
registry_checked_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(BounceChecker) self = BOUNCE_CHECKER (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceRegistryCheck) check = bounce_registry_check_finish (result, &error);

  if (is_cancelled (self, error))
    return;

  if (check != NULL)
    bounce_checks_take_registry (self->checks, g_steal_pointer (&check));
  finish (self, g_steal_pointer (&error));
}

static void
domain_checked_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(BounceChecker) self = BOUNCE_CHECKER (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceDomainCheck) check = bounce_domain_check_finish (result, &error);

  if (is_cancelled (self, error))
    return;

  if (check != NULL)
    bounce_checks_take_domain (self->checks, g_steal_pointer (&check));
  finish (self, g_steal_pointer (&error));
}

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  bounce_question_set_progress (BOUNCE_QUESTION (user_data), n_done, n_total);
}

static void
ask_next (BounceChecker *self)
{
  BounceQuestion *question;
  BounceNetClient *client;
  const char *subject;

  if (self->cancellable != NULL || g_queue_is_empty (&self->waiting))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  self->cancellable = g_cancellable_new ();
  question = self->current->question;
  subject = bounce_question_get_subject (question);
  bounce_question_set_state (question, BOUNCE_QUESTION_ASKING);

  client = ensure_client (self);
  bounce_net_client_set_allowed (client, self->current->services);
  switch (bounce_question_get_kind (question))
    {
    case BOUNCE_QUESTION_REGISTRY:
      bounce_registry_check_async (client, subject, self->cancellable,
                                   registry_checked_cb, g_object_ref (self));
      break;
    case BOUNCE_QUESTION_DOMAIN:
      bounce_domain_check_async (client, subject, self->cancellable,
                                 domain_checked_cb, g_object_ref (self));
      break;
    case BOUNCE_QUESTION_LISTS:
    case BOUNCE_N_QUESTIONS:
    default:
      bounce_list_check_async (client, (const char *const[]) { subject, NULL },
                               self->cancellable, progress_cb, question,
                               lists_checked_cb, g_object_ref (self));
      break;
    }
}

/* Takes note of what is agreed to now, and returns what of that was taken back. */
static void
update_agreed (BounceChecker  *self,
               BounceServices  taken_back[BOUNCE_N_QUESTIONS])
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (self->settings);
  /* Whoever agreed to one service, if only for once, has not agreed to another. */
  BounceServices unknown = g_strcmp0 (uri, self->doh_uri) != 0 ? BOUNCE_SERVICE_DOH
                                                               : BOUNCE_SERVICE_NONE;

  for (BounceQuestionKind kind = 0; kind < BOUNCE_N_QUESTIONS; kind++)
    {
      BounceServices remembered = bounce_consent_get_remembered (self->settings, kind);

      taken_back[kind] = (self->remembered[kind] & ~remembered) | unknown;
      self->remembered[kind] = remembered;
    }

  g_free (self->doh_uri);
  self->doh_uri = g_steal_pointer (&uri);
}

/* The client takes the leave to ask about a domain for enough, whoever is asked. */
static void
take_back (Request              *request,
           const BounceServices  taken_back[BOUNCE_N_QUESTIONS])
{
  BounceQuestionKind kind = bounce_question_get_kind (request->question);

  request->services &= ~taken_back[kind];
  if (!bounce_consent_is_enough (kind, request->services))
    request->services = BOUNCE_SERVICE_NONE;
}

/* What was taken back in the preferences counts at once, also for what was agreed to
 * a moment ago. */
static void
settings_changed_cb (BounceChecker *self)
{
  BounceServices taken_back[BOUNCE_N_QUESTIONS];

  update_agreed (self, taken_back);
  for (GList *iter = self->waiting.head; iter != NULL; iter = iter->next)
    take_back (iter->data, taken_back);
  if (self->current != NULL)
    {
      take_back (self->current, taken_back);
      bounce_net_client_set_allowed (self->client, self->current->services);
    }
}

static void
bounce_checker_dispose (GObject *object)
{
  BounceChecker *self = BOUNCE_CHECKER (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) request_free);
  g_clear_pointer (&self->current, request_free);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (bounce_checker_parent_class)->dispose (object);
}

static void
bounce_checker_finalize (GObject *object)
{
  BounceChecker *self = BOUNCE_CHECKER (object);

  /* Whatever runs holds the checker, so nothing does. */
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->questions, g_hash_table_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->checks);
  g_free (self->client_uri);
  g_free (self->doh_uri);

  G_OBJECT_CLASS (bounce_checker_parent_class)->finalize (object);
}

static void
bounce_checker_class_init (BounceCheckerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bounce_checker_dispose;
  object_class->finalize = bounce_checker_finalize;

  /**
   * BounceChecker::answered:
   * @question: the question
   *
   * A question was answered, and its answer is among the checks.
   */
  signals[SIGNAL_ANSWERED] =
    g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, BOUNCE_TYPE_QUESTION);
}

static void
bounce_checker_init (BounceChecker *self)
{
  g_queue_init (&self->waiting);
  self->checks = bounce_checks_new ();
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * bounce_checker_new:
 * @settings: (nullable): which service is preferred, and what is agreed to for good
 *
 * Returns: (transfer full): a checker that asks nobody until it is told to
 */
BounceChecker *
bounce_checker_new (GSettings *settings)
{
  BounceChecker *self;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (BOUNCE_TYPE_CHECKER, NULL);
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      update_agreed (self, (BounceServices[BOUNCE_N_QUESTIONS]) { BOUNCE_SERVICE_NONE, });
      g_signal_connect_object (settings, "changed",
                               G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
    }
  return self;
}

/**
 * bounce_checker_get_settings:
 * @self: a checker
 *
 * Returns: (transfer none) (nullable): what it was made with
 */
GSettings *
bounce_checker_get_settings (BounceChecker *self)
{
  g_return_val_if_fail (BOUNCE_IS_CHECKER (self), NULL);

  return self->settings;
}

/**
 * bounce_checker_get_checks:
 * @self: a checker
 *
 * Returns: (transfer none): the answers that came so far
 */
BounceChecks *
bounce_checker_get_checks (BounceChecker *self)
{
  g_return_val_if_fail (BOUNCE_IS_CHECKER (self), NULL);

  return self->checks;
}

/**
 * bounce_checker_get_question:
 * @self: a checker
 * @kind: what to ask
 * @subject: the IP address or the domain to ask about
 *
 * Finds the question about something; there is one of each, so that an answer is
 * seen wherever its address stands.
 *
 * Returns: (transfer none): the question
 */
BounceQuestion *
bounce_checker_get_question (BounceChecker      *self,
                             BounceQuestionKind  kind,
                             const char         *subject)
{
  g_autofree char *key = NULL;
  BounceQuestion *question;

  g_return_val_if_fail (BOUNCE_IS_CHECKER (self), NULL);
  g_return_val_if_fail (kind < BOUNCE_N_QUESTIONS, NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  key = g_strdup_printf ("%d %s", kind, subject);
  question = g_hash_table_lookup (self->questions, key);
  if (question == NULL)
    {
      question = bounce_question_new (kind, subject);
      g_hash_table_insert (self->questions, g_steal_pointer (&key), question);
    }

  return question;
}

/**
 * bounce_checker_ask:
 * @self: a checker
 * @question: one of its questions
 * @services: the services that somebody agreed to for this question
 *
 * Asks a question, when those before it are answered.
 */
void
bounce_checker_ask (BounceChecker  *self,
                    BounceQuestion *question,
                    BounceServices  services)
{
  Request *request;
  BounceQuestionState state;

  g_return_if_fail (BOUNCE_IS_CHECKER (self));
  g_return_if_fail (BOUNCE_IS_QUESTION (question));

  state = bounce_question_get_state (question);
  if (state == BOUNCE_QUESTION_WAITING || state == BOUNCE_QUESTION_ASKING)
    return;

  request = g_new0 (Request, 1);
  request->question = g_object_ref (question);
  request->services = services;
  g_queue_push_tail (&self->waiting, request);
  bounce_question_set_state (question, BOUNCE_QUESTION_WAITING);
  ask_next (self);
}

/**
 * bounce_checker_cancel:
 * @self: a checker
 * @question: one of its questions
 *
 * Stops asking a question, at once. Where there was an answer before, it is shown
 * again.
 */
void
bounce_checker_cancel (BounceChecker  *self,
                       BounceQuestion *question)
{
  g_return_if_fail (BOUNCE_IS_CHECKER (self));
  g_return_if_fail (BOUNCE_IS_QUESTION (question));

  if (self->current != NULL && self->current->question == question)
    {
      g_clear_pointer (&self->current, request_free);
      g_cancellable_cancel (self->cancellable);
      bounce_question_set_state (question, BOUNCE_QUESTION_NOT_ASKED);
      return;
    }

  for (GList *iter = self->waiting.head; iter != NULL; iter = iter->next)
    {
      Request *request = iter->data;

      if (request->question != question)
        continue;

      g_queue_delete_link (&self->waiting, iter);
      bounce_question_set_state (question, BOUNCE_QUESTION_NOT_ASKED);
      request_free (request);
      return;
    }
}

/**
 * bounce_checker_cancel_all:
 * @self: a checker
 *
 * Stops asking anything, when the window closes.
 */
void
bounce_checker_cancel_all (BounceChecker *self)
{
  g_return_if_fail (BOUNCE_IS_CHECKER (self));

  while (!g_queue_is_empty (&self->waiting))
    bounce_checker_cancel (self, ((Request *) g_queue_peek_tail (&self->waiting))->question);
  if (self->current != NULL)
    bounce_checker_cancel (self, self->current->question);
}
