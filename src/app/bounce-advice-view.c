/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-advice-view.h"

#include "bounce-check-view.h"
#include "bounce-check-words.h"
#include "bounce-style.h"

/* What online checks add to the steps of an answer, and the question about the
 * domain of the address. */
struct _BounceAdviceView
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *advice_box;
  GtkLabel *advice;
  GtkWidget *domain_box;
  GtkLabel *domain;
  BounceCheckView *domain_check;

  GSignalGroup *signals;        /* of the checker */
  BounceChecker *checker;
  BounceReport *report;
  guint recipient;
};

G_DEFINE_FINAL_TYPE (BounceAdviceView, bounce_advice_view, GTK_TYPE_WIDGET)

static void
update (BounceAdviceView *self)
{
  g_autofree char *advice = bounce_check_words_dup_advice (bounce_checker_get_checks (self->checker),
                                                           self->report, self->recipient);

  bounce_style_set_sentence (self->advice, advice);
  gtk_widget_set_visible (self->advice_box, advice != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          advice != NULL || gtk_widget_get_visible (self->domain_box));
}

static void
bounce_advice_view_dispose (GObject *object)
{
  BounceAdviceView *self = BOUNCE_ADVICE_VIEW (object);

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->checker);
  g_clear_pointer (&self->report, bounce_report_unref);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_advice_view_parent_class)->dispose (object);
}

static void
bounce_advice_view_class_init (BounceAdviceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_advice_view_dispose;

  g_type_ensure (BOUNCE_TYPE_CHECK_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-advice-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceAdviceView, content);
  gtk_widget_class_bind_template_child (widget_class, BounceAdviceView, advice_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAdviceView, advice);
  gtk_widget_class_bind_template_child (widget_class, BounceAdviceView, domain_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAdviceView, domain);
  gtk_widget_class_bind_template_child (widget_class, BounceAdviceView, domain_check);
}

static void
bounce_advice_view_init (BounceAdviceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (BOUNCE_TYPE_CHECKER);
  g_signal_group_connect_object (self->signals, "answered",
                                 G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * bounce_advice_view_set_answer:
 * @self: an advice view
 * @checker: who asks
 * @report: the answer that the checks add to
 * @recipient: which recipient, or %BOUNCE_WORDS_MESSAGE
 *
 * Shows what the checks add to an answer, now and whenever another is made, and
 * offers to ask about the domain where that could explain something. Hidden where
 * there is nothing of either.
 */
void
bounce_advice_view_set_answer (BounceAdviceView *self,
                               BounceChecker    *checker,
                               BounceReport     *report,
                               guint             recipient)
{
  const char *domain;

  g_return_if_fail (BOUNCE_IS_ADVICE_VIEW (self));
  g_return_if_fail (BOUNCE_IS_CHECKER (checker));
  g_return_if_fail (report != NULL);

  bounce_report_ref (report);
  g_clear_pointer (&self->report, bounce_report_unref);
  self->report = report;
  self->recipient = recipient;
  g_set_object (&self->checker, checker);
  g_signal_group_set_target (self->signals, checker);

  domain = bounce_checks_get_domain_to_ask (report, recipient);
  gtk_widget_set_visible (self->domain_box, domain != NULL);
  bounce_style_set_name (self->domain, domain);
  if (domain != NULL)
    bounce_check_view_set_question (self->domain_check, checker,
                                    BOUNCE_QUESTION_DOMAIN, domain);

  update (self);
}
