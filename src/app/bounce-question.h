/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-net-client.h"

G_BEGIN_DECLS

/**
 * BounceQuestionKind:
 * @BOUNCE_QUESTION_LISTS: is this address on a blocklist
 * @BOUNCE_QUESTION_REGISTRY: who runs this address
 * @BOUNCE_QUESTION_DOMAIN: does this domain take mail
 *
 * What can be asked.
 */
typedef enum {
  BOUNCE_QUESTION_LISTS,
  BOUNCE_QUESTION_REGISTRY,
  BOUNCE_QUESTION_DOMAIN,
  BOUNCE_N_QUESTIONS
} BounceQuestionKind;

/**
 * BounceQuestionState:
 * @BOUNCE_QUESTION_NOT_ASKED: nobody was asked
 * @BOUNCE_QUESTION_WAITING: it is asked when the one before it is answered
 * @BOUNCE_QUESTION_ASKING: services are being asked
 * @BOUNCE_QUESTION_ANSWERED: the answer is among the checks
 * @BOUNCE_QUESTION_FAILED: there is no answer, and an error that says why
 *
 * How far a question is.
 */
typedef enum {
  BOUNCE_QUESTION_NOT_ASKED,
  BOUNCE_QUESTION_WAITING,
  BOUNCE_QUESTION_ASKING,
  BOUNCE_QUESTION_ANSWERED,
  BOUNCE_QUESTION_FAILED,
} BounceQuestionState;

#define BOUNCE_TYPE_QUESTION (bounce_question_get_type ())
G_DECLARE_FINAL_TYPE (BounceQuestion, bounce_question, BOUNCE, QUESTION, GObject)

BounceQuestion      *bounce_question_new          (BounceQuestionKind   kind,
                                                   const char          *subject);
BounceQuestionKind   bounce_question_get_kind     (BounceQuestion      *self);
const char          *bounce_question_get_subject  (BounceQuestion      *self);
BounceQuestionState  bounce_question_get_state    (BounceQuestion      *self);
double               bounce_question_get_fraction (BounceQuestion      *self);
const GError        *bounce_question_get_error    (BounceQuestion      *self);
void                 bounce_question_set_state    (BounceQuestion      *self,
                                                   BounceQuestionState  state);
void                 bounce_question_set_progress (BounceQuestion      *self,
                                                   guint                n_done,
                                                   guint                n_total);
void                 bounce_question_take_error   (BounceQuestion      *self,
                                                   GError              *error);

G_END_DECLS
