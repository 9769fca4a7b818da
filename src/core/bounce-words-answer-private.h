/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/*
 * What the files behind bounce-words.h share: the answer that the sentences are
 * for, and how sentences are put together.
 */

/* What one answer is told from: @recipient is NULL where the notice names nobody,
 * @cause and @party are those that the sentences are for. */
typedef struct
{
  BounceKind kind;
  const BounceVerdict *verdict;
  const BounceRecipient *recipient;
  BounceCause cause;
  BounceParty party;
} BounceWordsAnswer;

/* A time until which a message is tried, as it is told now. */
typedef struct
{
  char *text;
  gboolean is_over;
  gboolean is_weekday;
} BounceWordsUntil;

BounceWordsAnswer  bounce_words_find_answer    (const BounceReport       *report,
                                                guint                     recipient);
gboolean           bounce_words_is_tried       (const BounceWordsAnswer  *answer);
gboolean           bounce_words_is_failure     (const BounceWordsAnswer  *answer);
gboolean           bounce_words_find_until     (const BounceWordsAnswer  *answer,
                                                BounceWordsUntil         *until);
const char        *bounce_words_get_blocklist  (const BounceWordsAnswer  *answer);

gboolean           bounce_words_is_recipient   (const BounceReport       *report,
                                                guint                     recipient);
gboolean           bounce_words_is_fit         (const char               *text);

G_END_DECLS
