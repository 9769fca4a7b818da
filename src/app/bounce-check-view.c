/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-check-view.h"

#include <glib/gi18n.h>

#include "bounce-check-answer.h"
#include "bounce-check-words.h"
#include "bounce-consent-dialog.h"
#include "bounce-style.h"

/* One question that can be asked on the Internet: the button, how far it is, and the
 * answer. */
struct _BounceCheckView
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *ask_button;
  GtkLabel *ask_label;
  GtkWidget *asking_box;
  GtkLabel *asking_label;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  GtkWidget *answer_box;
  GtkWidget *answer_heading;
  GtkImage *answer_icon;
  GtkLabel *answer_label;
  GtkBox *findings;
  GtkExpander *others;
  GtkLabel *others_label;

  BounceChecker *checker;
  BounceQuestion *question;
  GSignalGroup *signals;        /* of the question */
  GCancellable *asking;         /* the person, for consent */
};

G_DEFINE_FINAL_TYPE (BounceCheckView, bounce_check_view, GTK_TYPE_WIDGET)

static const char *
get_title (BounceQuestionKind kind)
{
  switch (kind)
    {
    case BOUNCE_QUESTION_REGISTRY:
      return bounce_check_words_get_holder_title ();
    case BOUNCE_QUESTION_DOMAIN:
      return bounce_check_words_get_domain_title ();
    case BOUNCE_QUESTION_LISTS:
    case BOUNCE_N_QUESTIONS:
    default:
      return bounce_check_words_get_lists_title ();
    }
}

static const char *const asking_words[BOUNCE_N_QUESTIONS] = {
  [BOUNCE_QUESTION_LISTS] = N_("Asking the blocklists…"),
  [BOUNCE_QUESTION_REGISTRY] = N_("Asking the registry…"),
  [BOUNCE_QUESTION_DOMAIN] = N_("Asking about the domain…"),
};

static void
show_answer (BounceCheckView *self)
{
  BounceChecks *checks = bounce_checker_get_checks (self->checker);
  BounceCheckAnswer answer = { .tone = BOUNCE_CHECK_TONE_OPEN };
  gboolean has_findings;

  bounce_check_answer_fill (&answer, self->question, checks, self->findings);

  gtk_image_set_from_icon_name (self->answer_icon,
                                bounce_check_answer_get_icon (answer.tone));
  bounce_style_set_sentence (self->answer_label, answer.sentence);
  has_findings = gtk_widget_get_first_child (GTK_WIDGET (self->findings)) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->findings), has_findings);
  gtk_widget_set_visible (GTK_WIDGET (self->others), answer.others != NULL);
  gtk_expander_set_label (self->others,
                          has_findings ? _("The other lists") : _("The lists that were asked"));
  gtk_label_set_text (self->others_label, answer.others != NULL ? answer.others : "");

  bounce_check_answer_clear (&answer);
}

static void
progress_changed_cb (BounceCheckView *self)
{
  gtk_progress_bar_set_fraction (self->progress, bounce_question_get_fraction (self->question));
}

/* Also while the dialog is in front and the window has no focus at all. */
static gboolean
has_focus_inside (BounceCheckView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
state_changed_cb (BounceCheckView *self)
{
  BounceQuestionKind kind = bounce_question_get_kind (self->question);
  BounceQuestionState state = bounce_question_get_state (self->question);
  gboolean asking = state == BOUNCE_QUESTION_ASKING || state == BOUNCE_QUESTION_WAITING;
  gboolean shows_answer = !asking &&
                          (state == BOUNCE_QUESTION_FAILED ||
                           bounce_check_answer_is_there (self->question,
                                                         bounce_checker_get_checks (self->checker)));
  gboolean had_focus = has_focus_inside (self);
  GtkWidget *const parts[] = { self->ask_button, self->asking_box, self->answer_box };
  GtkWidget *shown = asking ? self->asking_box
                            : shows_answer ? self->answer_box : self->ask_button;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), kind == BOUNCE_QUESTION_LISTS);
  gtk_label_set_label (self->asking_label,
                       state == BOUNCE_QUESTION_WAITING
                         ? _("Waiting until the question before it is answered…")
                         : _(asking_words[kind]));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, asking, -1);
  if (shows_answer)
    show_answer (self);

  /* Whoever works by keys stays here, and a screen reader reads the answer out. GTK 4.8
   * takes the focus elsewhere when what has it is hidden, so that comes last. */
  gtk_widget_set_visible (shown, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (asking ? self->cancel_button
                                  : shows_answer ? self->answer_heading : self->ask_button);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], parts[i] == shown);
}

static void
consent_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  BounceServices services = bounce_consent_dialog_ask_finish (result, &error);
  BounceCheckView *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = BOUNCE_CHECK_VIEW (user_data);
  g_clear_object (&self->asking);
  if (bounce_consent_is_enough (bounce_question_get_kind (self->question), services))
    bounce_checker_ask (self->checker, self->question, services);
}

static void
ask_cb (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  BounceCheckView *self = BOUNCE_CHECK_VIEW (widget);
  BounceQuestionKind kind = bounce_question_get_kind (self->question);
  GSettings *settings = bounce_checker_get_settings (self->checker);
  BounceServices services = bounce_consent_get_remembered (settings, kind);

  if (bounce_consent_is_enough (kind, services))
    {
      bounce_checker_ask (self->checker, self->question, services);
      return;
    }
  if (self->asking != NULL)
    return;

  self->asking = g_cancellable_new ();
  bounce_consent_dialog_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), self->question,
                                   settings, self->asking, consent_cb, self);
}

static void
cancel_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  BounceCheckView *self = BOUNCE_CHECK_VIEW (widget);

  bounce_checker_cancel (self->checker, self->question);
}

static void
stop_asking (BounceCheckView *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
bounce_check_view_dispose (GObject *object)
{
  BounceCheckView *self = BOUNCE_CHECK_VIEW (object);

  stop_asking (self);
  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->question);
  g_clear_object (&self->checker);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_check_view_parent_class)->dispose (object);
}

static void
bounce_check_view_class_init (BounceCheckViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_check_view_dispose;

  gtk_widget_class_install_action (widget_class, "check.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "check.cancel", NULL, cancel_cb);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-check-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, content);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, ask_button);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, ask_label);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, asking_box);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, asking_label);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, progress);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, answer_box);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, answer_heading);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, answer_icon);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, answer_label);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, findings);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, others);
  gtk_widget_class_bind_template_child (widget_class, BounceCheckView, others_label);
}

static void
bounce_check_view_init (BounceCheckView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (BOUNCE_TYPE_QUESTION);
  g_signal_group_connect_object (self->signals, "notify::state",
                                 G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::fraction",
                                 G_CALLBACK (progress_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bounce_check_view_new:
 *
 * Returns: (transfer floating): a view without a question
 */
GtkWidget *
bounce_check_view_new (void)
{
  return g_object_new (BOUNCE_TYPE_CHECK_VIEW, NULL);
}

/**
 * bounce_check_view_set_question:
 * @self: a view
 * @checker: who asks
 * @kind: what to ask
 * @subject: the IP address or domain to ask about
 *
 * Offers a question, or shows how far it is where it was asked before.
 */
void
bounce_check_view_set_question (BounceCheckView    *self,
                                BounceChecker      *checker,
                                BounceQuestionKind  kind,
                                const char         *subject)
{
  g_return_if_fail (BOUNCE_IS_CHECK_VIEW (self));
  g_return_if_fail (BOUNCE_IS_CHECKER (checker));
  g_return_if_fail (subject != NULL);

  stop_asking (self);
  g_set_object (&self->checker, checker);
  g_set_object (&self->question, bounce_checker_get_question (checker, kind, subject));
  g_signal_group_set_target (self->signals, self->question);

  gtk_label_set_label (self->ask_label, get_title (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_title (kind),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subject,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ask_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_title (kind),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subject,
                                  -1);
  progress_changed_cb (self);
  state_changed_cb (self);
}
