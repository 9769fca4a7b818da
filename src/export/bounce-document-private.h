/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/* Recipients in full, on paper and in a note; of more only the number is given.
 * What is repeated for hundreds of people would bury the answer, and who looks for
 * the reason needs the pattern. */
#define BOUNCE_DOCUMENT_MOST_RECIPIENTS 20

char *bounce_document_dup_rest (const BounceReport *report);

G_END_DECLS
