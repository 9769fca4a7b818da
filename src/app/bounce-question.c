/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-question.h"

/**
 * BounceQuestion:
 *
 * One question that can be asked on the Internet, and how far it is. Cards show it;
 * a #BounceChecker asks it.
 */
struct _BounceQuestion
{
  GObject parent_instance;

  BounceQuestionKind kind;
  char *subject;
  BounceQuestionState state;
  double fraction;
  GError *error;
};

G_DEFINE_FINAL_TYPE (BounceQuestion, bounce_question, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FRACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
bounce_question_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BounceQuestion *self = BOUNCE_QUESTION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_question_finalize (GObject *object)
{
  BounceQuestion *self = BOUNCE_QUESTION (object);

  g_clear_pointer (&self->subject, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bounce_question_parent_class)->finalize (object);
}

static void
bounce_question_class_init (BounceQuestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bounce_question_get_property;
  object_class->finalize = bounce_question_finalize;

  /**
   * BounceQuestion:state:
   *
   * How far it is, one of #BounceQuestionState.
   */
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL,
                       BOUNCE_QUESTION_NOT_ASKED, BOUNCE_QUESTION_FAILED,
                       BOUNCE_QUESTION_NOT_ASKED,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * BounceQuestion:fraction:
   *
   * How much of it is answered while it is being asked, from 0 to 1.
   */
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bounce_question_init (BounceQuestion *self)
{
}

/**
 * bounce_question_new:
 * @kind: what to ask
 * @subject: the IP address or the domain to ask about
 *
 * Returns: (transfer full): a question that nobody was asked yet
 */
BounceQuestion *
bounce_question_new (BounceQuestionKind  kind,
                     const char         *subject)
{
  BounceQuestion *self;

  g_return_val_if_fail (kind < BOUNCE_N_QUESTIONS, NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  self = g_object_new (BOUNCE_TYPE_QUESTION, NULL);
  self->kind = kind;
  self->subject = g_strdup (subject);

  return self;
}

/**
 * bounce_question_get_kind:
 * @self: a question
 *
 * Returns: what it asks
 */
BounceQuestionKind
bounce_question_get_kind (BounceQuestion *self)
{
  g_return_val_if_fail (BOUNCE_IS_QUESTION (self), BOUNCE_QUESTION_LISTS);

  return self->kind;
}

/**
 * bounce_question_get_subject:
 * @self: a question
 *
 * Returns: (transfer none): the IP address or domain that it asks about
 */
const char *
bounce_question_get_subject (BounceQuestion *self)
{
  g_return_val_if_fail (BOUNCE_IS_QUESTION (self), NULL);

  return self->subject;
}

/**
 * bounce_question_get_state:
 * @self: a question
 *
 * Returns: how far it is
 */
BounceQuestionState
bounce_question_get_state (BounceQuestion *self)
{
  g_return_val_if_fail (BOUNCE_IS_QUESTION (self), BOUNCE_QUESTION_NOT_ASKED);

  return self->state;
}

/**
 * bounce_question_get_fraction:
 * @self: a question
 *
 * Returns: how much of it is answered, from 0 to 1
 */
double
bounce_question_get_fraction (BounceQuestion *self)
{
  g_return_val_if_fail (BOUNCE_IS_QUESTION (self), 0.0);

  return self->fraction;
}

/**
 * bounce_question_get_error:
 * @self: a question
 *
 * Returns: (transfer none) (nullable): why it has no answer, where its state is
 *   %BOUNCE_QUESTION_FAILED
 */
const GError *
bounce_question_get_error (BounceQuestion *self)
{
  g_return_val_if_fail (BOUNCE_IS_QUESTION (self), NULL);

  return self->error;
}

/**
 * bounce_question_set_state:
 * @self: a question
 * @state: how far it is now, any but %BOUNCE_QUESTION_FAILED
 *
 * For whoever asks it.
 */
void
bounce_question_set_state (BounceQuestion      *self,
                           BounceQuestionState  state)
{
  g_return_if_fail (BOUNCE_IS_QUESTION (self));
  g_return_if_fail (state != BOUNCE_QUESTION_FAILED);

  g_clear_error (&self->error);
  bounce_question_set_progress (self, 0, 0);

  /* Also where nothing changed: another answer to the same question is news. */
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * bounce_question_set_progress:
 * @self: a question
 * @n_done: how many services have answered
 * @n_total: how many are asked; 0 where that is not known yet
 *
 * For whoever asks it.
 */
void
bounce_question_set_progress (BounceQuestion *self,
                              guint           n_done,
                              guint           n_total)
{
  double fraction = n_total > 0 ? MIN ((double) n_done / n_total, 1.0) : 0.0;

  g_return_if_fail (BOUNCE_IS_QUESTION (self));

  if (fraction == self->fraction)
    return;

  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/**
 * bounce_question_take_error:
 * @self: a question
 * @error: (transfer full): why there is no answer
 *
 * Ends a question without an answer. For whoever asks it.
 */
void
bounce_question_take_error (BounceQuestion *self,
                            GError         *error)
{
  g_return_if_fail (BOUNCE_IS_QUESTION (self));
  g_return_if_fail (error != NULL);

  g_clear_error (&self->error);
  self->error = error;
  self->state = BOUNCE_QUESTION_FAILED;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
