/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-answer-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bounce-answer-sections.h"
#include "bounce-style.h"
#include "bounce-words.h"

/* What the answer page offers to do, and the way between what it says and the words
 * that say so. */

/* The verdict of what is shown: of one recipient, or of the whole message. */
const BounceVerdict *
bounce_answer_page_get_verdict (BounceAnswerPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_ANSWER_PAGE (self), NULL);

  if (self->index == BOUNCE_WORDS_MESSAGE)
    return bounce_report_get_verdict (self->report);

  return &bounce_report_get_recipient (self->report, self->index)->verdict;
}

/* Whether it did not arrive, or not yet. */
gboolean
bounce_answer_page_is_failure (BounceAnswerPage *self)
{
  BounceSeverity severity = bounce_answer_page_get_verdict (self)->severity;

  return severity == BOUNCE_SEVERITY_PERMANENT || severity == BOUNCE_SEVERITY_TEMPORARY;
}

static void
mark_button (GtkWidget *button,
             gboolean   is_first)
{
  if (is_first)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* Shows what can be done for this answer; what helps the party who must act stands
 * out. */
static void
show_buttons (BounceAnswerPage *self)
{
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self);
  BounceParty party = bounce_answer_page_get_verdict (self)->responsible;
  g_autofree char *request = bounce_words_dup_request (self->report, self->index);
  gboolean has_owner = request != NULL && bounce_report_get_list_owner (self->report) != NULL;
  gboolean is_list = bounce_answer_page_get_verdict (self)->cause == BOUNCE_CAUSE_LIST_POSTING_REFUSED ||
                     bounce_report_get_kind (self->report) == BOUNCE_KIND_LIST_REJECTION;
  gboolean has_postmaster = bounce_answer_page_is_failure (self) && party == BOUNCE_PARTY_THEIR_PROVIDER &&
                            recipient != NULL && recipient->address != NULL &&
                            strchr (recipient->address, '@') != NULL;

  gtk_widget_set_visible (self->request_button, request != NULL);
  gtk_button_set_label (GTK_BUTTON (self->request_button),
                        is_list ? _("Copy a note for the list owner")
                                : _("Copy a note for the recipient"));
  gtk_widget_set_visible (self->owner_button, has_owner);
  gtk_button_set_label (GTK_BUTTON (self->owner_button),
                        is_list ? _("Write to the list owner") : _("Write to the group owner"));
  gtk_widget_set_visible (self->postmaster_button, has_postmaster);
  gtk_widget_set_visible (self->note_button, bounce_answer_page_is_failure (self));
  gtk_widget_set_visible (GTK_WIDGET (self->hide_check), bounce_answer_page_is_failure (self));

  mark_button (self->owner_button, has_owner);
  mark_button (self->request_button, !has_owner && party == BOUNCE_PARTY_RECIPIENT);
  mark_button (self->postmaster_button, has_postmaster);
  mark_button (self->note_button, party == BOUNCE_PARTY_YOUR_PROVIDER);
}

/* Shows what to do, and the buttons that do it. */
void
bounce_answer_page_show_steps (BounceAnswerPage *self)
{
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self);
  const char *suggestion = recipient != NULL ? recipient->suggestion : NULL;
  g_auto(GStrv) steps = bounce_words_dup_steps (self->report, self->index);

  bounce_answer_sections_fill_steps (self->steps, (const char *const *) steps);
  bounce_style_set_name (self->suggestion, suggestion);
  gtk_widget_set_visible (self->suggestion_box, suggestion != NULL);

  show_buttons (self);
}

/* The page scrolls to what has the focus. What was unfolded a moment ago has its place
 * only with the next picture, so it is asked again behind that. */
static gboolean
focus_again_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  gint64 *first_frame = user_data;

  if (*first_frame == 0)
    *first_frame = gdk_frame_clock_get_frame_counter (clock);
  if (gdk_frame_clock_get_frame_counter (clock) <= *first_frame)
    return G_SOURCE_CONTINUE;

  gtk_widget_grab_focus (widget);

  return G_SOURCE_REMOVE;
}

static void
focus_fact (GtkWidget *fact)
{
  GtkWidget *focus;

  if (fact == NULL)
    return;

  if (!gtk_widget_grab_focus (fact) && !gtk_widget_child_focus (fact, GTK_DIR_TAB_FORWARD))
    return;

  focus = gtk_root_get_focus (gtk_widget_get_root (fact));
  if (focus != NULL)
    gtk_widget_add_tick_callback (focus, focus_again_cb, g_new0 (gint64, 1), g_free);
}

/* Goes from words of the original to what they prove. */
void
bounce_answer_page_show_fact (BounceAnswerPage *self,
                              guint             index)
{
  const BounceRecipient *recipient = bounce_answer_page_get_recipient (self);
  const BounceEvidence *evidence;

  g_return_if_fail (BOUNCE_IS_ANSWER_PAGE (self));

  if (recipient == NULL || index >= recipient->evidence->len)
    return;

  evidence = g_ptr_array_index (recipient->evidence, index);
  switch (evidence->what)
    {
    case BOUNCE_EVIDENCE_REPLY_CODE:
    case BOUNCE_EVIDENCE_ENHANCED_CODE:
      bounce_section_set_expanded (self->codes_section, TRUE);
      focus_fact (bounce_answer_sections_find_fact (self->codes, evidence->text));
      break;

    case BOUNCE_EVIDENCE_IP:
      bounce_section_set_expanded (self->hosts_section, TRUE);
      focus_fact (bounce_answer_sections_find_fact (self->hosts, evidence->text));
      break;

    case BOUNCE_EVIDENCE_ADDRESS:
      focus_fact (self->heading);
      break;

    case BOUNCE_EVIDENCE_PHRASE:
    case BOUNCE_EVIDENCE_PROVIDER:
    case BOUNCE_EVIDENCE_FIELD:
    case BOUNCE_N_EVIDENCES:
    default:
      focus_fact (self->proof_button);
      break;
    }
}
