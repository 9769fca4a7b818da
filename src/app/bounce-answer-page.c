/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-answer-page-private.h"

#include <glib/gi18n.h>

#include "bounce-advice-view.h"
#include "bounce-answer-sections.h"
#include "bounce-recipient-row.h"
#include "bounce-style.h"
#include "bounce-words.h"
#include "bounce-wrap-box.h"

/* A list makes up to 200 rows at once, which keeps the window from answering for a
 * tenth of a second; so they come in portions, with a picture after each. */
#define ROWS_AT_ONCE 5

G_DEFINE_FINAL_TYPE (BounceAnswerPage, bounce_answer_page, GTK_TYPE_WIDGET)

/* What stands around a label is there where the label has something to say. */
static void
show_with (GtkWidget *box,
           GtkLabel  *label)
{
  gtk_widget_set_visible (box, gtk_widget_get_visible (GTK_WIDGET (label)));
}

static void
show_verdict (BounceAnswerPage *self)
{
  const BounceVerdict *verdict = bounce_answer_page_get_verdict (self);
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self);
  const BounceReturned *returned = bounce_report_get_returned (self->report);
  guint n_others = self->index == BOUNCE_WORDS_MESSAGE && recipient != NULL
                     ? bounce_report_get_n_recipients (self->report) - 1
                     : 0;
  const char *written_to = NULL;
  const char *failed = NULL;
  g_autofree char *headline = bounce_words_dup_headline (self->report, self->index);
  g_autofree char *others = NULL;

  bounce_style_set_severity (self->verdict, verdict->severity);
  gtk_image_set_from_icon_name (self->severity_icon,
                                bounce_style_get_severity_icon (verdict->severity));
  gtk_label_set_label (self->severity, bounce_words_get_severity (verdict->severity));
  gtk_label_set_label (self->headline, headline);

  if (recipient != NULL)
    {
      written_to = recipient->address;
      if (recipient->original_address != NULL &&
          g_strcmp0 (recipient->original_address, recipient->address) != 0)
        {
          written_to = recipient->original_address;
          failed = recipient->address;
        }
    }
  bounce_style_set_name (self->written_to, written_to);
  show_with (self->written_to_box, self->written_to);
  bounce_style_set_name (self->failed, failed);
  show_with (self->failed_box, self->failed);
  bounce_style_set_text (self->look, bounce_words_get_look (recipient));
  if (n_others > 0)
    /* Translators: %u is a number of people a message was for, besides the one named above. */
    others = g_strdup_printf (ngettext ("%u other recipient is listed below.",
                                        "%u other recipients are listed below.", n_others),
                              n_others);
  bounce_style_set_text (self->others, others);
  bounce_style_set_text (self->subject, returned != NULL ? returned->subject : NULL);
  show_with (self->subject_box, self->subject);
  gtk_widget_set_visible (self->facts, gtk_widget_get_visible (self->written_to_box) ||
                                       gtk_widget_get_visible (self->subject_box));
}

static void
show_path (BounceAnswerPage *self)
{
  g_autofree char *sentence = bounce_words_dup_path (self->report, self->index);
  g_autofree char *summary = bounce_words_dup_path_summary (self->report, self->index);
  const char *title = _("Who must act");
  gboolean has_picture;

  bounce_path_view_set_verdict (self->path, bounce_answer_page_get_verdict (self), sentence);
  gtk_label_set_label (self->path_sentence, summary);

  /* With nothing marked on it the picture would only raise questions. */
  has_picture = bounce_answer_page_get_verdict (self)->stopped_at != BOUNCE_STOP_UNKNOWN ||
                bounce_path_view_marks_party (self->path);
  gtk_widget_set_visible (GTK_WIDGET (self->path), has_picture);
  if (has_picture)
    title = _("How far it got");
  else if (bounce_answer_page_get_verdict (self)->responsible == BOUNCE_PARTY_THIRD_PARTY)
    title = _("Who is behind it");
  gtk_label_set_label (self->path_title, title);

  /* The picture says it all where it marks who must act. */
  gtk_widget_set_visible (GTK_WIDGET (self->path_sentence),
                          !bounce_path_view_marks_party (self->path));

  /* An ordinary mail went no way that anybody would ask about. */
  gtk_widget_set_visible (self->path_card,
                          bounce_report_get_kind (self->report) != BOUNCE_KIND_NOT_A_BOUNCE);
}

static void
show_explanation (BounceAnswerPage *self)
{
  const BounceVerdict *verdict = bounce_answer_page_get_verdict (self);
  g_autofree char *explanation = bounce_words_dup_explanation (self->report, self->index);
  int proof;

  bounce_style_set_text (self->explanation, explanation);
  gtk_label_set_label (self->confidence, bounce_words_get_confidence (verdict->confidence));
  /* Where a reason is given, the explanation says itself how sure it is. */
  gtk_widget_set_visible (GTK_WIDGET (self->confidence),
                          bounce_answer_page_is_failure (self) &&
                          verdict->cause == BOUNCE_CAUSE_UNKNOWN);

  proof = bounce_answer_sections_find_proof (bounce_answer_page_get_recipient (self));
  gtk_widget_set_visible (self->proof_button, proof >= 0);
  if (proof >= 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->proof_button), "u", (guint) proof);
}

/* What is folded away is built when somebody unfolds it: the verdict must not
 * wait for cards that few look at. */
static void
fill_sections (BounceAnswerPage *self)
{
  if (self->report == NULL)
    return;

  if (bounce_section_get_expanded (self->codes_section) && !self->has_codes)
    {
      bounce_answer_sections_fill_codes (self->codes, bounce_answer_page_get_recipient (self));
      self->has_codes = TRUE;
    }
  if (bounce_section_get_expanded (self->hosts_section) && !self->has_hosts)
    {
      bounce_answer_sections_fill_hosts (self->hosts, self->report, self->checker);
      self->has_hosts = TRUE;
    }
  if (bounce_section_get_expanded (self->hops_section) && !self->has_hops)
    {
      bounce_answer_sections_fill_hops (self->hops, self->report);
      self->has_hops = TRUE;
    }
}

static void
show_details (BounceAnswerPage *self)
{
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self);
  gboolean has_codes = recipient != NULL &&
                       (recipient->reply_code != 0 ||
                        bounce_enhanced_code_is_set (&recipient->enhanced_code));
  gboolean has_words = recipient != NULL && recipient->diagnostic != NULL;
  gboolean has_provider = recipient != NULL && recipient->provider != NULL && has_codes;
  g_autofree char *subtitle = bounce_answer_sections_dup_codes (recipient);
  guint n_hosts;
  guint n_hops;

  gtk_widget_set_visible (GTK_WIDGET (self->codes_section), has_codes || has_words);
  bounce_section_set_subtitle (self->codes_section, subtitle);
  gtk_widget_set_visible (self->said_box, has_words);
  bounce_style_set_text (self->diagnostic, has_words ? recipient->diagnostic : NULL);
  bounce_style_set_name (self->said_by, has_words ? recipient->said_by : NULL);
  gtk_widget_set_visible (self->conflict_box, recipient != NULL && recipient->conflict != NULL);
  bounce_style_set_text (self->conflict, recipient != NULL ? recipient->conflict : NULL);
  gtk_widget_set_visible (self->provider_box, has_provider);
  bounce_style_set_text (self->provider, has_provider ? recipient->provider : NULL);
  gtk_label_set_label (self->provider_meaning,
                       has_provider ? bounce_words_get_cause (recipient->verdict.cause) : "");

  n_hosts = bounce_report_get_n_hosts (self->report);
  gtk_widget_set_visible (GTK_WIDGET (self->hosts_section), n_hosts > 0);
  g_clear_pointer (&subtitle, g_free);
  /* Translators: %u is the number of IP addresses in a message. */
  subtitle = g_strdup_printf (ngettext ("%u address of a computer", "%u addresses of computers",
                                        n_hosts), n_hosts);
  bounce_section_set_subtitle (self->hosts_section, subtitle);

  n_hops = bounce_report_get_n_hops (self->report);
  gtk_widget_set_visible (GTK_WIDGET (self->hops_section), n_hops > 0);
  g_clear_pointer (&subtitle, g_free);
  /* Translators: %u is the number of servers that a message went through. */
  subtitle = g_strdup_printf (ngettext ("%u stage before it came back",
                                        "%u stages before it came back", n_hops), n_hops);
  bounce_section_set_subtitle (self->hops_section, subtitle);

  gtk_widget_set_visible (GTK_WIDGET (self->original_section),
                          bounce_report_get_n_originals (self->report) > 0);
  bounce_section_set_subtitle (self->original_section,
                                 _("With the words that the answer rests on in colour"));
  bounce_original_view_set_report (self->original, self->report, recipient);

  self->has_codes = self->has_hosts = self->has_hops = FALSE;
  fill_sections (self);
}

static void
show_index (BounceAnswerPage *self,
            guint             index)
{
  gboolean several = bounce_report_get_n_recipients (self->report) > 1;

  self->index = index;
  gtk_widget_set_visible (self->all_button, index != BOUNCE_WORDS_MESSAGE);
  gtk_widget_set_visible (self->recipients_card, several && index == BOUNCE_WORDS_MESSAGE);

  show_verdict (self);
  show_path (self);
  show_explanation (self);
  bounce_answer_page_show_steps (self);
  bounce_advice_view_set_answer (self->advice, self->checker, self->report, index);
  show_details (self);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  gtk_list_item_set_child (list_item, bounce_recipient_row_new ());
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             gpointer                  user_data)
{
  bounce_recipient_row_set_item (BOUNCE_RECIPIENT_ROW (gtk_list_item_get_child (list_item)),
                                 BOUNCE_RECIPIENT_ITEM (gtk_list_item_get_item (list_item)));
}

static void
recipient_activated_cb (BounceAnswerPage *self,
                        guint             position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->recipients));
  g_autoptr(BounceRecipientItem) item = g_list_model_get_item (model, position);

  if (item != NULL)
    show_index (self, bounce_recipient_item_get_index (item));
}

/* Called once before each picture. An idle source would not do: when one picture takes
 * long, several portions gather for the next, which then takes even longer. */
static gboolean
more_rows_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  BounceAnswerPage *self = BOUNCE_ANSWER_PAGE (widget);
  GListModel *all = gtk_slice_list_model_get_model (self->rows);
  guint size = gtk_slice_list_model_get_size (self->rows) + ROWS_AT_ONCE;

  gtk_slice_list_model_set_size (self->rows, size);
  if (size < g_list_model_get_n_items (all))
    return G_SOURCE_CONTINUE;

  self->rows_id = 0;

  return G_SOURCE_REMOVE;
}

static void
stop_rows (BounceAnswerPage *self)
{
  if (self->rows_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->rows_id);
  self->rows_id = 0;
  g_clear_object (&self->rows);
}

static void
fill_recipients (BounceAnswerPage *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  stop_rows (self);

  if (bounce_report_get_n_recipients (self->report) > 1)
    {
      self->rows = gtk_slice_list_model_new (bounce_recipient_item_list_new (self->report),
                                             0, ROWS_AT_ONCE);
      selection = GTK_SELECTION_MODEL (
        gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
      if (bounce_report_get_n_recipients (self->report) > ROWS_AT_ONCE)
        self->rows_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), more_rows_cb, NULL, NULL);
    }
  gtk_list_view_set_model (self->recipients, selection);
}

static void
show_all_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  bounce_answer_page_go_back (BOUNCE_ANSWER_PAGE (widget));
}

static void
show_evidence_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  BounceAnswerPage *self = BOUNCE_ANSWER_PAGE (widget);

  bounce_section_set_expanded (self->original_section, TRUE);
  bounce_original_view_show_evidence (self->original, g_variant_get_uint32 (parameter));
}

static void
show_fact_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  bounce_answer_page_show_fact (BOUNCE_ANSWER_PAGE (widget), g_variant_get_uint32 (parameter));
}

static void
show_text_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  BounceAnswerPage *self = BOUNCE_ANSWER_PAGE (widget);

  bounce_section_set_expanded (self->original_section, TRUE);
  bounce_original_view_show_text (self->original, g_variant_get_string (parameter, NULL));
}

static gboolean
bounce_answer_page_grab_focus (GtkWidget *widget)
{
  BounceAnswerPage *self = BOUNCE_ANSWER_PAGE (widget);

  return gtk_widget_grab_focus (self->heading);
}

static void
bounce_answer_page_dispose (GObject *object)
{
  BounceAnswerPage *self = BOUNCE_ANSWER_PAGE (object);
  GtkWidget *scroller = GTK_WIDGET (self->scroller);

  stop_rows (self);
  self->scroller = NULL;
  g_clear_pointer (&scroller, gtk_widget_unparent);
  g_clear_pointer (&self->report, bounce_report_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->checker);

  G_OBJECT_CLASS (bounce_answer_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, messages_bar);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, messages_label);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, reading_note);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, severity_icon);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, severity);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, heading);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, headline);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, facts);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, written_to_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, written_to);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, others);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, failed_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, failed);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, look);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, subject_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, subject);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, path_card);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, path_title);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, path);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, path_sentence);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, explanation);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, confidence);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, proof_button);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, omissions);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, todo_card);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, steps);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, advice);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, suggestion_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, suggestion);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, request_button);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, owner_button);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, note_button);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, postmaster_button);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, hide_check);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, recipients_card);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, recipients);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, codes_section);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, said_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, diagnostic);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, said_by);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, conflict_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, conflict);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, provider_box);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, provider);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, provider_meaning);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, codes);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, hosts_section);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, hosts);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, hops_section);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, hops);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, original_section);
  gtk_widget_class_bind_template_child (widget_class, BounceAnswerPage, original);
}

static void
bounce_answer_page_class_init (BounceAnswerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_answer_page_dispose;
  widget_class->grab_focus = bounce_answer_page_grab_focus;

  g_type_ensure (BOUNCE_TYPE_ADVICE_VIEW);
  g_type_ensure (BOUNCE_TYPE_ORIGINAL_VIEW);
  g_type_ensure (BOUNCE_TYPE_PATH_VIEW);
  g_type_ensure (BOUNCE_TYPE_SECTION);
  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);

  gtk_widget_class_install_action (widget_class, "answer.show-all", NULL, show_all_cb);
  gtk_widget_class_install_action (widget_class, "answer.show-evidence", "u", show_evidence_cb);
  gtk_widget_class_install_action (widget_class, "answer.show-fact", "u", show_fact_cb);
  gtk_widget_class_install_action (widget_class, "answer.show-text", "s", show_text_cb);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-answer-page.ui");
  bind_children (widget_class);
}

static void
bounce_answer_page_init (BounceAnswerPage *self)
{
  GtkListItemFactory *factory;

  self->index = BOUNCE_WORDS_MESSAGE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The least height of a list is that of one row: the page scrolls, so that all of
   * them can be seen. */
  gtk_scrollable_set_vscroll_policy (
    GTK_SCROLLABLE (gtk_scrolled_window_get_child (self->scroller)), GTK_SCROLL_NATURAL);

  /* The words of these are known only later. */
  gtk_button_set_label (GTK_BUTTON (self->owner_button), "");
  gtk_button_set_label (GTK_BUTTON (self->request_button), "");
  bounce_style_wrap_buttons (GTK_WIDGET (self->scroller));

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  gtk_list_view_set_factory (self->recipients, factory);
  g_object_unref (factory);
  g_signal_connect_object (self->codes_section, "notify::expanded",
                           G_CALLBACK (fill_sections), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hosts_section, "notify::expanded",
                           G_CALLBACK (fill_sections), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hops_section, "notify::expanded",
                           G_CALLBACK (fill_sections), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recipients, "activate",
                           G_CALLBACK (recipient_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
show_messages_bar (BounceAnswerPage *self,
                   guint             position,
                   guint             n_messages,
                   guint             n_unread)
{
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;

  gtk_widget_set_visible (self->messages_bar, n_messages > 1);
  /* Translators: The first %u is the number of the message shown, the second how many there are. */
  text = g_strdup_printf (_("Message %u of %u"), position + 1, n_messages);
  gtk_label_set_label (self->messages_label, text);

  if (n_unread > 0)
    /* Translators: %u is a number of files or messages, besides those that were read. */
    note = g_strdup_printf (ngettext ("%u other file or message could not be read.",
                                      "%u other files or messages could not be read.",
                                      n_unread), n_unread);
  bounce_style_set_text (self->reading_note, note);
}

static void
show_omissions (BounceAnswerPage *self)
{
  g_auto (GStrv) omissions = bounce_words_dup_omissions (self->report);
  g_autofree char *text = g_strjoinv ("\n", omissions);

  bounce_style_set_text (self->omissions, text);
}

/**
 * bounce_answer_page_show:
 * @self: an answer page
 * @report: what a message says
 * @position: which of several messages it is, from 0
 * @n_messages: how many there are to leaf through
 * @n_unread: how many others could not be read
 *
 * Shows the answer to a message and puts the focus on its headline.
 */
void
bounce_answer_page_show (BounceAnswerPage *self,
                         BounceReport     *report,
                         guint             position,
                         guint             n_messages,
                         guint             n_unread)
{
  gboolean unfold;

  g_return_if_fail (BOUNCE_IS_ANSWER_PAGE (self));
  g_return_if_fail (report != NULL);
  g_return_if_fail (self->checker != NULL);

  bounce_report_ref (report);
  g_clear_pointer (&self->report, bounce_report_unref);
  self->report = report;

  fill_recipients (self);

  unfold = self->settings != NULL && g_settings_get_boolean (self->settings, "unfold-details");
  bounce_section_set_expanded (self->codes_section, unfold);
  bounce_section_set_expanded (self->hosts_section, unfold);
  bounce_section_set_expanded (self->hops_section, unfold);
  bounce_section_set_expanded (self->original_section, unfold);

  show_messages_bar (self, position, n_messages, n_unread);
  show_omissions (self);
  show_index (self, BOUNCE_WORDS_MESSAGE);
}

/**
 * bounce_answer_page_get_report:
 * @self: an answer page
 *
 * Returns: (transfer none) (nullable): what is shown
 */
BounceReport *
bounce_answer_page_get_report (BounceAnswerPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_ANSWER_PAGE (self), NULL);

  return self->report;
}

/**
 * bounce_answer_page_get_recipient:
 * @self: an answer page
 *
 * Returns: (transfer none) (nullable): the recipient shown, or the one who needs
 *   attention most
 */
const BounceRecipient *
bounce_answer_page_get_recipient (BounceAnswerPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_ANSWER_PAGE (self), NULL);

  if (self->report == NULL || bounce_report_get_n_recipients (self->report) == 0)
    return NULL;
  if (self->index != BOUNCE_WORDS_MESSAGE)
    return bounce_report_get_recipient (self->report, self->index);

  return bounce_report_get_top_recipient (self->report);
}

/**
 * bounce_answer_page_get_index:
 * @self: an answer page
 *
 * Returns: which recipient is shown, or %BOUNCE_WORDS_MESSAGE for the whole message
 */
guint
bounce_answer_page_get_index (BounceAnswerPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_ANSWER_PAGE (self), BOUNCE_WORDS_MESSAGE);

  return self->index;
}

/**
 * bounce_answer_page_get_hides_addresses:
 * @self: an answer page
 *
 * Returns: whether a note is to leave personal addresses out
 */
gboolean
bounce_answer_page_get_hides_addresses (BounceAnswerPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_ANSWER_PAGE (self), FALSE);

  return gtk_check_button_get_active (self->hide_check);
}

/**
 * bounce_answer_page_set_checker:
 * @self: an answer page
 * @checker: who asks about addresses, if the person wants that
 *
 * To be called before anything is shown.
 */
void
bounce_answer_page_set_checker (BounceAnswerPage *self,
                                BounceChecker    *checker)
{
  g_return_if_fail (BOUNCE_IS_ANSWER_PAGE (self));
  g_return_if_fail (BOUNCE_IS_CHECKER (checker));

  g_set_object (&self->checker, checker);
}

/**
 * bounce_answer_page_set_settings:
 * @self: an answer page
 * @settings: (nullable): what is preferred
 *
 * Keeps what a person prefers for every answer.
 */
void
bounce_answer_page_set_settings (BounceAnswerPage *self,
                                 GSettings        *settings)
{
  g_return_if_fail (BOUNCE_IS_ANSWER_PAGE (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (!g_set_object (&self->settings, settings) || settings == NULL)
    return;

  g_settings_bind (settings, "hide-addresses", self->hide_check, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

/**
 * bounce_answer_page_go_back:
 * @self: an answer page
 *
 * Goes from one recipient back to all of them.
 *
 * Returns: whether there was a way back
 */
gboolean
bounce_answer_page_go_back (BounceAnswerPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_ANSWER_PAGE (self), FALSE);

  if (self->report == NULL || self->index == BOUNCE_WORDS_MESSAGE)
    return FALSE;

  show_index (self, BOUNCE_WORDS_MESSAGE);

  return TRUE;
}

/**
 * bounce_answer_page_find:
 * @self: an answer page
 *
 * Unfolds the original and puts the cursor into its search field.
 */
void
bounce_answer_page_find (BounceAnswerPage *self)
{
  g_return_if_fail (BOUNCE_IS_ANSWER_PAGE (self));

  bounce_section_set_expanded (self->original_section, TRUE);
  bounce_original_view_focus_search (self->original);
}
