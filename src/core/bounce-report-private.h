/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/*
 * The report while it is being written; only the stages of the decoder see
 * inside. Behind bounce_decode_message() it never changes again.
 */
struct _BounceReport
{
  gatomicrefcount ref_count;

  BounceKind kind;
  BounceVerdict verdict;
  guint top;
  GPtrArray *recipients;        /* of BounceRecipient */
  GPtrArray *hosts;             /* of BounceHost */
  GPtrArray *hops;              /* of BounceHop, oldest first */
  GPtrArray *originals;         /* of BounceOriginal */
  BounceReturned returned;
  char *software;
  char *reporter;
  char *notice_subject;
  char *list_owner;
  GBytes *source;
  GDateTime *notice_date;
  BounceOmission omissions;
};

BounceReport    *bounce_report_new        (void);
BounceRecipient *bounce_recipient_new     (void);
void             bounce_recipient_free    (BounceRecipient *self);
void             bounce_evidence_free     (BounceEvidence  *self);

G_END_DECLS
