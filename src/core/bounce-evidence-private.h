/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"
#include "bounce-report-private.h"

G_BEGIN_DECLS

void bounce_recipient_add_evidence      (BounceRecipient     *self,
                                         BounceEvidenceWhat   what,
                                         const BounceRange   *range);
void bounce_recipient_add_kind_evidence (BounceRecipient     *self,
                                         const BounceDossier *dossier,
                                         const BounceCase    *found,
                                         BounceKind           kind);
void bounce_report_add_ip_evidence      (BounceReport        *self,
                                         const BounceDossier *dossier);

G_END_DECLS
