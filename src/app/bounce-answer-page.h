/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checker.h"
#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_ANSWER_PAGE (bounce_answer_page_get_type ())
G_DECLARE_FINAL_TYPE (BounceAnswerPage, bounce_answer_page, BOUNCE, ANSWER_PAGE, GtkWidget)

void                   bounce_answer_page_show           (BounceAnswerPage *self,
                                                          BounceReport     *report,
                                                          guint             position,
                                                          guint             n_messages,
                                                          guint             n_unread);
BounceReport          *bounce_answer_page_get_report     (BounceAnswerPage *self);
const BounceRecipient *bounce_answer_page_get_recipient  (BounceAnswerPage *self);
guint                  bounce_answer_page_get_index      (BounceAnswerPage *self);
gboolean               bounce_answer_page_get_hides_addresses
                                                         (BounceAnswerPage *self);
void                   bounce_answer_page_set_checker    (BounceAnswerPage *self,
                                                          BounceChecker    *checker);
void                   bounce_answer_page_set_settings   (BounceAnswerPage *self,
                                                          GSettings        *settings);
gboolean               bounce_answer_page_go_back        (BounceAnswerPage *self);
void                   bounce_answer_page_find           (BounceAnswerPage *self);

G_END_DECLS
