/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-advice-view.h"
#include "bounce-answer-page.h"
#include "bounce-original-view.h"
#include "bounce-path-view.h"
#include "bounce-section.h"

G_BEGIN_DECLS

/* The answer, in such an order that reading can stop at any point. */
struct _BounceAnswerPage
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *messages_bar;
  GtkLabel *messages_label;
  GtkLabel *reading_note;
  GtkWidget *all_button;

  GtkWidget *verdict;
  GtkImage *severity_icon;
  GtkLabel *severity;
  GtkWidget *heading;
  GtkLabel *headline;
  GtkWidget *facts;
  GtkWidget *written_to_box;
  GtkLabel *written_to;
  GtkLabel *others;
  GtkWidget *failed_box;
  GtkLabel *failed;
  GtkLabel *look;
  GtkWidget *subject_box;
  GtkLabel *subject;

  GtkWidget *path_card;
  GtkLabel *path_title;
  BouncePathView *path;
  GtkLabel *path_sentence;

  GtkLabel *explanation;
  GtkLabel *confidence;
  GtkWidget *proof_button;

  GtkLabel *omissions;
  GtkWidget *todo_card;
  GtkBox *steps;
  BounceAdviceView *advice;
  GtkWidget *suggestion_box;
  GtkLabel *suggestion;
  GtkWidget *request_button;
  GtkWidget *owner_button;
  GtkWidget *note_button;
  GtkWidget *postmaster_button;
  GtkCheckButton *hide_check;

  GtkWidget *recipients_card;
  GtkListView *recipients;

  BounceSection *codes_section;
  GtkWidget *said_box;
  GtkLabel *diagnostic;
  GtkLabel *said_by;
  GtkWidget *conflict_box;
  GtkLabel *conflict;
  GtkWidget *provider_box;
  GtkLabel *provider;
  GtkLabel *provider_meaning;
  GtkBox *codes;
  BounceSection *hosts_section;
  GtkBox *hosts;
  BounceSection *hops_section;
  GtkBox *hops;
  BounceSection *original_section;
  BounceOriginalView *original;

  GSettings *settings;
  BounceChecker *checker;
  GtkSliceListModel *rows;
  guint rows_id;
  BounceReport *report;
  guint index;
  gboolean has_codes;   /* whether what is folded away is of this report */
  gboolean has_hosts;
  gboolean has_hops;
};

const BounceVerdict *bounce_answer_page_get_verdict (BounceAnswerPage *self);
gboolean             bounce_answer_page_is_failure  (BounceAnswerPage *self);
void                 bounce_answer_page_show_steps  (BounceAnswerPage *self);
void                 bounce_answer_page_show_fact   (BounceAnswerPage *self,
                                                     guint             index);

G_END_DECLS
