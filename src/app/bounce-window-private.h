/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-answer-page.h"
#include "bounce-checker.h"
#include "bounce-codebook-page.h"
#include "bounce-inbox.h"
#include "bounce-list-export.h"
#include "bounce-list-page.h"
#include "bounce-notice.h"
#include "bounce-print.h"
#include "bounce-problem-page.h"
#include "bounce-window.h"

G_BEGIN_DECLS

struct _BounceWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  BounceNotice *notice;
  GtkWidget *saving_box;
  GtkRevealer *drop_revealer;
  GtkWidget *back_button;
  GtkWidget *open_button;
  gboolean is_narrow;           /* too much so for that button beside the title */
  GtkStack *pages;
  GtkSpinner *spinner;
  GtkWidget *cancel_button;
  GtkWidget *welcome_page;

  /* Made when they are needed first, as the start must not wait for them. */
  BounceAnswerPage *answer_page;
  BounceProblemPage *problem_page;
  BounceCodebookPage *codebook_page;

  GSettings *settings;
  BounceChecker *checker;       /* asks nobody before the person agreed */
  GCancellable *reading;        /* what is being read now; new work cancels it */
  guint busy_id;
  char *input_name;             /* of the file being read, for an error */
  BounceInbox *incoming;        /* what is being read, where it is mail */
  GPtrArray *earlier;           /* of BounceVisit, what to go back to */
  BounceInbox *inbox;           /* what is shown */
  BounceListPage *list_page;    /* of it, where it has several messages */
  BounceInboxRow *row;          /* the one of them whose answer is shown */
  guint position;               /* where it stands in the list */
  GCancellable *opening;        /* of another row … */
  BounceInboxRow *opening_row;  /* … which is this one */
  char *page_below;             /* the page that the code book covers */
  GtkFileChooserNative *chooser;
  GCancellable *saving;         /* the answer as text, or the list */
  guint saving_timeout_id;      /* after which it is said, where it takes time */
  BounceListFormat saving_format;       /* of the list */
  BouncePrint *print;           /* not ours; gone when it is done */
  GtkPrintSettings *print_settings;
};

void bounce_window_read             (BounceWindow   *self,
                                     GPtrArray      *inputs);
void bounce_window_inputs_taken_cb  (GObject        *object,
                                     GAsyncResult   *result,
                                     gpointer        user_data);
void bounce_window_start_reading    (BounceWindow   *self);
void bounce_window_stop_reading     (BounceWindow   *self);
void bounce_window_show_error       (BounceWindow   *self,
                                     const GError   *error);
void bounce_window_show_page        (BounceWindow   *self,
                                     const char     *name);
gboolean bounce_window_is_page      (BounceWindow   *self,
                                     const char     *name);
void bounce_window_start_waiting    (BounceWindow   *self);
void bounce_window_stop_waiting     (BounceWindow   *self);
void bounce_window_cancel           (BounceWindow   *self);
void bounce_window_show_codebook    (BounceWindow   *self,
                                     const char     *code);
void bounce_window_go_back          (BounceWindow   *self);
void bounce_window_update_actions   (BounceWindow   *self);

void bounce_window_install_actions  (GtkWidgetClass *widget_class);
void bounce_window_add_drop_target  (BounceWindow   *self);

void bounce_window_install_list_actions  (GtkWidgetClass *widget_class);
void bounce_window_forget_visits         (BounceWindow   *self);
void bounce_window_load                  (BounceWindow   *self,
                                          GPtrArray      *inputs);
void bounce_window_show_list             (BounceWindow   *self);
void bounce_window_show_answer           (BounceWindow   *self,
                                          BounceReport   *report);
void bounce_window_open_row              (BounceWindow   *self,
                                          BounceInboxRow *row);
void bounce_window_open_position         (BounceWindow   *self,
                                          guint           position);
void bounce_window_stop_opening          (BounceWindow   *self);
void bounce_window_leave                 (BounceWindow   *self);
void bounce_window_update_list_actions   (BounceWindow   *self);

void bounce_window_install_print_actions (GtkWidgetClass *widget_class);
void bounce_window_stop_saving           (BounceWindow   *self);
const char *bounce_window_get_saving_hint (const GError   *error);

G_END_DECLS
