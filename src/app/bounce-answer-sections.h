/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checker.h"
#include "bounce-report.h"

G_BEGIN_DECLS

/*
 * The parts of the answer page that repeat: each filling function empties a box and
 * fills it from the report.
 */

void       bounce_answer_sections_fill_steps  (GtkBox                *box,
                                               const char *const     *steps);
char      *bounce_answer_sections_dup_codes   (const BounceRecipient *recipient);
void       bounce_answer_sections_fill_codes  (GtkBox                *box,
                                               const BounceRecipient *recipient);
void       bounce_answer_sections_fill_hosts  (GtkBox                *box,
                                               BounceReport          *report,
                                               BounceChecker         *checker);
void       bounce_answer_sections_fill_hops   (GtkBox                *box,
                                               BounceReport          *report);
int        bounce_answer_sections_find_proof  (const BounceRecipient *recipient);
GtkWidget *bounce_answer_sections_find_fact   (GtkBox                *box,
                                               const char            *name);

G_END_DECLS
