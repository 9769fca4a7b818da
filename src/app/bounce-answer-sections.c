/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-answer-sections.h"

#include "bounce-app-limits.h"
#include "bounce-code-card.h"
#include "bounce-hop-row.h"
#include "bounce-host-card.h"
#include "bounce-words.h"

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static int
find_evidence (const BounceRecipient *recipient,
               BounceEvidenceWhat     what,
               const char            *text)
{
  int found = -1;

  for (guint i = 0; i < recipient->evidence->len; i++)
    {
      const BounceEvidence *evidence = g_ptr_array_index (recipient->evidence, i);

      if (evidence->what != what)
        continue;
      if (g_strcmp0 (evidence->text, text) == 0)
        return i;
      if (found < 0)
        found = i;
    }

  return found;
}

/**
 * bounce_answer_sections_find_proof:
 * @recipient: (nullable): whose evidence
 *
 * Finds the words that the explanation rests on most: what tells the cause, else the
 * code that does.
 *
 * Returns: which piece of the evidence, or -1
 */
int
bounce_answer_sections_find_proof (const BounceRecipient *recipient)
{
  static const BounceEvidenceWhat best_first[] = {
    BOUNCE_EVIDENCE_PROVIDER,
    BOUNCE_EVIDENCE_PHRASE,
    BOUNCE_EVIDENCE_ENHANCED_CODE,
    BOUNCE_EVIDENCE_REPLY_CODE,
    BOUNCE_EVIDENCE_FIELD,
  };

  for (guint i = 0; recipient != NULL && i < G_N_ELEMENTS (best_first); i++)
    {
      int found = find_evidence (recipient, best_first[i], NULL);

      if (found >= 0)
        return found;
    }

  return -1;
}

/**
 * bounce_answer_sections_find_fact:
 * @box: a box that was filled with codes or hosts
 * @name: a code or an IP address
 *
 * Returns: (transfer none) (nullable): its card, or the first one
 */
GtkWidget *
bounce_answer_sections_find_fact (GtkBox     *box,
                                  const char *name)
{
  GtkWidget *card;

  g_return_val_if_fail (GTK_IS_BOX (box), NULL);

  for (card = gtk_widget_get_first_child (GTK_WIDGET (box)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (g_strcmp0 (gtk_widget_get_name (card), name) == 0)
      return card;

  return gtk_widget_get_first_child (GTK_WIDGET (box));
}

/**
 * bounce_answer_sections_fill_steps:
 * @box: where to
 * @steps: (array zero-terminated=1): what to do
 *
 * Shows numbered steps; a single one needs no number.
 */
void
bounce_answer_sections_fill_steps (GtkBox            *box,
                                   const char *const *steps)
{
  g_return_if_fail (GTK_IS_BOX (box));

  empty (box);

  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    {
      GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                     "spacing", 14,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                     NULL);
      GtkWidget *label = gtk_label_new (steps[i]);

      if (steps[1] != NULL)
        {
          g_autofree char *text = g_strdup_printf ("%u", i + 1);
          GtkWidget *number = gtk_label_new (text);

          gtk_widget_add_css_class (number, "step-number");
          gtk_widget_set_valign (number, GTK_ALIGN_START);
          gtk_box_append (GTK_BOX (row), number);
        }
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0.0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (label, "reading");
      gtk_box_append (GTK_BOX (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, steps[i], -1);
      gtk_box_append (box, row);
    }
}

/**
 * bounce_answer_sections_dup_codes:
 * @recipient: (nullable): whose codes
 *
 * Returns: (transfer full): the codes in short, empty where there are none
 */
char *
bounce_answer_sections_dup_codes (const BounceRecipient *recipient)
{
  g_autofree char *enhanced = NULL;
  gboolean has_reply;

  if (recipient == NULL)
    return g_strdup ("");

  has_reply = recipient->reply_code >= 100 && recipient->reply_code <= 999;
  if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
    enhanced = bounce_enhanced_code_to_string (&recipient->enhanced_code);

  if (has_reply && enhanced != NULL)
    return g_strdup_printf ("%u · %s", recipient->reply_code, enhanced);
  if (has_reply)
    return g_strdup_printf ("%u", recipient->reply_code);

  return g_strdup (enhanced != NULL ? enhanced : "");
}

/**
 * bounce_answer_sections_fill_codes:
 * @box: where to
 * @recipient: (nullable): whose codes
 *
 * Shows each code taken apart, the more exact one first.
 */
void
bounce_answer_sections_fill_codes (GtkBox                *box,
                                   const BounceRecipient *recipient)
{
  g_return_if_fail (GTK_IS_BOX (box));

  empty (box);
  if (recipient == NULL)
    return;

  if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
    {
      g_autofree char *text = bounce_enhanced_code_to_string (&recipient->enhanced_code);
      BounceCodeCard *card = BOUNCE_CODE_CARD (bounce_code_card_new ());

      gtk_widget_set_name (GTK_WIDGET (card), text);
      bounce_code_card_set_enhanced (card, &recipient->enhanced_code);
      bounce_code_card_set_evidence (card,
                                     find_evidence (recipient, BOUNCE_EVIDENCE_ENHANCED_CODE,
                                                    text));
      gtk_box_append (box, GTK_WIDGET (card));
    }

  if (recipient->reply_code >= 100 && recipient->reply_code <= 999)
    {
      g_autofree char *text = g_strdup_printf ("%u", recipient->reply_code);
      BounceCodeCard *card = BOUNCE_CODE_CARD (bounce_code_card_new ());

      if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
        gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_widget_set_name (GTK_WIDGET (card), text);
      bounce_code_card_set_reply (card, recipient->reply_code);
      bounce_code_card_set_evidence (card,
                                     find_evidence (recipient, BOUNCE_EVIDENCE_REPLY_CODE, text));
      gtk_box_append (box, GTK_WIDGET (card));
    }
}

/**
 * bounce_answer_sections_fill_hosts:
 * @box: where to
 * @report: a report
 * @checker: who asks about an address, if the person wants that
 *
 * Shows a card for each address, those that were refused first.
 */
void
bounce_answer_sections_fill_hosts (GtkBox        *box,
                                   BounceReport  *report,
                                   BounceChecker *checker)
{
  g_autofree char *more = NULL;
  guint n_hosts;
  guint n_shown = 0;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (report != NULL);

  empty (box);
  n_hosts = bounce_report_get_n_hosts (report);

  for (int refused = TRUE; refused >= FALSE; refused--)
    {
      for (guint i = 0; i < n_hosts && n_shown < BOUNCE_APP_LIMIT_HOSTS; i++)
        {
          const BounceHost *host = bounce_report_get_host (report, i);
          GtkWidget *card;

          if (!!host->refused != refused)
            continue;
          card = bounce_host_card_new (host, checker);
          gtk_widget_set_name (card, host->ip);
          gtk_box_append (box, card);
          n_shown++;
        }
    }

  more = bounce_words_dup_more_hosts (n_hosts - n_shown);
  if (more != NULL)
    {
      GtkWidget *label = gtk_label_new (more);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "quiet");
      gtk_box_append (box, label);
    }
}

/**
 * bounce_answer_sections_fill_hops:
 * @box: where to
 * @report: a report
 *
 * Shows the way of the returned message, oldest step first.
 */
void
bounce_answer_sections_fill_hops (GtkBox       *box,
                                  BounceReport *report)
{
  gint64 longest = 0;
  guint n_hops;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (report != NULL);

  empty (box);
  n_hops = bounce_report_get_n_hops (report);

  for (guint i = 0; i < n_hops; i++)
    longest = MAX (longest, bounce_report_get_hop (report, i)->delay_s);
  for (guint i = 0; i < n_hops; i++)
    gtk_box_append (box, bounce_hop_row_new (bounce_report_get_hop (report, i), i + 1, longest));
}
