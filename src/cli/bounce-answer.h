/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"
#include "bounce-options.h"
#include "bounce-report.h"

G_BEGIN_DECLS

/**
 * BounceAnswer:
 * @name: where the message was read, as it was given
 * @file: (nullable): the file inside @name, where that is a folder
 * @index: which message of @name it is, from 0
 * @fraction: how much of all input was read by then, from 0 to 1; less than 0 where
 *   nobody knows
 * @bytes: (nullable): the message, until it is decoded
 * @report: (nullable): what was found; %NULL for data in which no mail can be read,
 *   and where there is an error
 * @fingerprint: of the message, where it is asked for
 * @error: (nullable): why nothing could be read
 * @text: (nullable): what is printed
 *
 * One message on its way from bytes to words.
 */
typedef struct
{
  char *name;
  char *file;
  guint index;
  double fraction;
  GBytes *bytes;
  BounceReport *report;
  guint64 fingerprint;
  GError *error;
  char *text;
} BounceAnswer;

BounceAnswer *bounce_answer_new    (const char          *name,
                                    const char          *file,
                                    guint                index);
void          bounce_answer_free   (BounceAnswer        *self);
void          bounce_answer_decode (BounceAnswer        *self,
                                    const BounceOptions *options);
void          bounce_answer_format (BounceAnswer        *self,
                                    BounceChecks        *checks,
                                    const BounceOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceAnswer, bounce_answer_free)

G_END_DECLS
