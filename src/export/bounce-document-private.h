/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

char *bounce_document_dup_rest (const BounceReport *report);

G_END_DECLS
