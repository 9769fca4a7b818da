/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/*
 * The answer to data in which no mail can be read (BOUNCE_ERROR_NOT_TEXT). The
 * decoder has no report for it; a run over many files goes on all the same.
 */
extern const BounceVerdict bounce_data_verdict;

const char *bounce_data_get_headline    (void);
const char *bounce_data_get_explanation (void);
const char *bounce_data_get_step        (void);

G_END_DECLS
