/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/* No answer has more steps than a person will read. */
#define BOUNCE_WORDS_MAX_STEPS 4

/**
 * BounceSaid:
 * @certain: the sentence where the notice leaves no doubt
 * @likely: the same, said with care
 * @unclear: (nullable): the same as a guess, where a guess helps
 * @delayed: (nullable): the same while the message is still being tried
 *
 * A headline in its degrees. All are (translatable), without a full stop.
 */
typedef struct
{
  const char *certain;
  const char *likely;
  const char *unclear;
  const char *delayed;
} BounceSaid;

/* What is said of a cause when this party must act: where the truth differs. */
typedef struct
{
  BounceCause cause;
  BounceParty party;
  BounceSaid said;
} BounceHeadlineVariant;

typedef struct
{
  BounceCause cause;
  BounceParty party;
  const char *sentence;
} BounceExplanationVariant;

/* steps ends with NULL, or is full */
typedef struct
{
  BounceCause cause;
  BounceParty party;
  const char *steps[BOUNCE_WORDS_MAX_STEPS];
} BounceStepsVariant;

/* @problem and @request are sentences to the recipient */
typedef struct
{
  BounceCause cause;
  BounceParty party;
  const char *problem;
  const char *request;
} BounceRequest;

extern const BounceSaid bounce_words_headlines[BOUNCE_N_CAUSES];
extern const BounceHeadlineVariant bounce_words_headline_variants[];
extern const guint bounce_words_n_headline_variants;

extern const char *const bounce_words_explanations[BOUNCE_N_CAUSES];
extern const BounceExplanationVariant bounce_words_explanation_variants[];
extern const guint bounce_words_n_explanation_variants;

extern const char *const bounce_words_notes[BOUNCE_N_NOTES];
extern const char *const bounce_words_either[BOUNCE_N_PARTIES][BOUNCE_N_PARTIES];

extern const char *const bounce_words_steps[BOUNCE_N_CAUSES][BOUNCE_WORDS_MAX_STEPS];
extern const BounceStepsVariant bounce_words_steps_variants[];
extern const guint bounce_words_n_steps_variants;
extern const char *const bounce_words_party_steps[BOUNCE_N_PARTIES][BOUNCE_WORDS_MAX_STEPS];

extern const BounceRequest bounce_words_requests[];
extern const guint bounce_words_n_requests;

extern const char *const bounce_words_path_parties[BOUNCE_N_PARTIES];
extern const char *const bounce_words_path_failed[BOUNCE_N_STOPS];
extern const char *const bounce_words_path_delayed[BOUNCE_N_STOPS];

G_END_DECLS
