/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-answer-page.h"
#include "bounce-codebook-page.h"
#include "bounce-inbox.h"
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
  GtkRevealer *drop_revealer;
  GtkWidget *back_button;
  GtkWidget *open_button;
  GtkStack *pages;
  GtkSpinner *spinner;
  GtkWidget *cancel_button;
  GtkWidget *welcome_page;

  /* Made when they are needed first, as the start must not wait for them. */
  BounceAnswerPage *answer_page;
  BounceProblemPage *problem_page;
  BounceCodebookPage *codebook_page;

  GSettings *settings;
  GCancellable *reading;        /* what is being read now; new work cancels it */
  guint busy_id;
  char *input_name;             /* of the file being read, for an error */
  GPtrArray *earlier;           /* of BounceInbox, the answers to go back to */
  BounceInbox *inbox;
  guint message;
  char *page_below;             /* the page that the code book covers */
  GtkFileChooserNative *chooser;
  GCancellable *saving;         /* the answer, as text */
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
void bounce_window_show_message     (BounceWindow   *self,
                                     guint           message);
void bounce_window_show_codebook    (BounceWindow   *self,
                                     const char     *code);
void bounce_window_go_back          (BounceWindow   *self);
void bounce_window_update_actions   (BounceWindow   *self);

void bounce_window_install_actions  (GtkWidgetClass *widget_class);
void bounce_window_add_drop_target  (BounceWindow   *self);

void bounce_window_install_print_actions (GtkWidgetClass *widget_class);
void bounce_window_stop_saving           (BounceWindow   *self);

G_END_DECLS
