/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checks.h"
#include "bounce-question.h"

G_BEGIN_DECLS

/**
 * BounceCheckTone:
 * @BOUNCE_CHECK_TONE_OPEN: not found out
 * @BOUNCE_CHECK_TONE_PLAIN: found out, neither good nor bad
 * @BOUNCE_CHECK_TONE_GOOD: nothing speaks against the address or domain
 * @BOUNCE_CHECK_TONE_BAD: listed, or no mail gets there
 *
 * Which symbol stands beside an answer; its sentence says the same in words.
 */
typedef enum {
  BOUNCE_CHECK_TONE_OPEN,
  BOUNCE_CHECK_TONE_PLAIN,
  BOUNCE_CHECK_TONE_GOOD,
  BOUNCE_CHECK_TONE_BAD,
} BounceCheckTone;

/**
 * BounceCheckAnswer:
 * @tone: how good it is
 * @sentence: the answer in whole sentences
 * @others: (nullable): what the lists said that do not have the address
 *
 * What a view says of an answer.
 */
typedef struct
{
  BounceCheckTone tone;
  char *sentence;
  char *others;
} BounceCheckAnswer;

gboolean    bounce_check_answer_is_there (BounceQuestion    *question,
                                          BounceChecks      *checks);
void        bounce_check_answer_fill     (BounceCheckAnswer *self,
                                          BounceQuestion    *question,
                                          BounceChecks      *checks,
                                          GtkBox            *findings);
void        bounce_check_answer_clear    (BounceCheckAnswer *self);
const char *bounce_check_answer_get_icon (BounceCheckTone    tone);

G_END_DECLS
