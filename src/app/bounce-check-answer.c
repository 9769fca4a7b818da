/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-check-answer.h"

#include <glib/gi18n.h>

#include "bounce-blocklist-row.h"
#include "bounce-check-words.h"
#include "bounce-style.h"
#include "bounce-wrap-box.h"

/* The lists that do not have an address, by what they said. */
static const struct
{
  BounceListingState state;
  const char *heading;
} other_lists[] = {
  { BOUNCE_LISTING_NOT_LISTED, N_("The address is not on these lists:") },
  { BOUNCE_LISTING_REFUSED, N_("These lists do not answer the service that was asked:") },
  { BOUNCE_LISTING_UNKNOWN, N_("These lists could not be asked:") },
  { BOUNCE_LISTING_NOT_ASKED, N_("These lists were not asked, as they answer only your network’s "
                                 "own name service:") },
};

static void
add_fact (GtkBox     *findings,
          const char *label,
          const char *value)
{
  GtkWidget *row;
  GtkWidget *name;
  GtkWidget *text;

  if (value == NULL || *value == '\0')
    return;

  row = g_object_new (BOUNCE_TYPE_WRAP_BOX, NULL);
  name = gtk_label_new (label);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_widget_add_css_class (name, "quiet");
  gtk_widget_set_parent (name, row);
  text = g_object_new (GTK_TYPE_LABEL,
                       "xalign", 0.0,
                       "hexpand", TRUE,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "selectable", TRUE,
                       NULL);
  bounce_style_set_text (GTK_LABEL (text), value);
  gtk_widget_add_css_class (text, "address");
  gtk_widget_set_parent (text, row);
  gtk_box_append (findings, row);
}

static char *
dup_others (const BounceListCheck *check)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (other_lists); i++)
    {
      if (bounce_list_check_count (check, other_lists[i].state) == 0)
        continue;

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "",
                              _(other_lists[i].heading));
      for (guint j = 0; j < bounce_list_check_get_n_listings (check); j++)
        {
          const BounceListing *listing = bounce_list_check_get_listing (check, j);

          if (listing->state == other_lists[i].state)
            g_string_append_printf (text, "\n%s", listing->list->name);
        }
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
fill_lists (BounceCheckAnswer     *self,
            const BounceListCheck *check,
            GtkBox                *findings)
{
  self->sentence = bounce_check_words_dup_lists (check);
  self->others = dup_others (check);
  if (bounce_list_check_count (check, BOUNCE_LISTING_LISTED) > 0)
    self->tone = BOUNCE_CHECK_TONE_BAD;
  else if (bounce_list_check_count (check, BOUNCE_LISTING_NOT_LISTED) > 0)
    self->tone = BOUNCE_CHECK_TONE_GOOD;

  for (guint i = 0; i < bounce_list_check_get_n_listings (check); i++)
    {
      const BounceListing *listing = bounce_list_check_get_listing (check, i);

      if (listing->state == BOUNCE_LISTING_LISTED)
        gtk_box_append (findings, bounce_blocklist_row_new (listing));
    }
}

static void
fill_registry (BounceCheckAnswer         *self,
               const BounceRegistryCheck *check,
               GtkBox                    *findings)
{
  self->sentence = bounce_check_words_dup_holder (check);
  if (check->state != BOUNCE_REGISTRY_FOUND)
    return;

  self->tone = BOUNCE_CHECK_TONE_PLAIN;
  add_fact (findings, _("Network:"), check->network);
  add_fact (findings, _("Name of the network:"), check->network_name);
  add_fact (findings,
            check->abuse_is_guess ? _("Perhaps for complaints and questions:")
                                  : _("For complaints and questions:"),
            check->abuse_address);
  /* Translators: Followed by the name of a server of a registry. */
  add_fact (findings, _("The registry that says so:"), check->registry);
}

static void
fill_domain (BounceCheckAnswer       *self,
             const BounceDomainCheck *check,
             GtkBox                  *findings)
{
  g_autofree char *exchangers = NULL;

  self->sentence = bounce_check_words_dup_domain (check);
  switch (check->state)
    {
    case BOUNCE_DOMAIN_TAKES_MAIL:
      self->tone = BOUNCE_CHECK_TONE_GOOD;
      break;
    case BOUNCE_DOMAIN_ADDRESS_ONLY:
      self->tone = BOUNCE_CHECK_TONE_PLAIN;
      break;
    case BOUNCE_DOMAIN_TAKES_NO_MAIL:
    case BOUNCE_DOMAIN_NO_SERVER:
    case BOUNCE_DOMAIN_DOES_NOT_EXIST:
      self->tone = BOUNCE_CHECK_TONE_BAD;
      break;
    case BOUNCE_DOMAIN_UNKNOWN:
    case BOUNCE_N_DOMAIN_STATES:
    default:
      break;
    }

  if (check->exchangers != NULL)
    exchangers = g_strjoinv ("\n", check->exchangers);
  add_fact (findings, _("Its servers for mail:"), exchangers);
}

/**
 * bounce_check_answer_is_there:
 * @question: a question
 * @checks: the answers so far
 *
 * Returns: whether the question is answered
 */
gboolean
bounce_check_answer_is_there (BounceQuestion *question,
                              BounceChecks   *checks)
{
  const char *subject;

  g_return_val_if_fail (BOUNCE_IS_QUESTION (question), FALSE);
  g_return_val_if_fail (BOUNCE_IS_CHECKS (checks), FALSE);

  subject = bounce_question_get_subject (question);
  switch (bounce_question_get_kind (question))
    {
    case BOUNCE_QUESTION_REGISTRY:
      return bounce_checks_get_registry (checks, subject) != NULL;
    case BOUNCE_QUESTION_DOMAIN:
      return bounce_checks_get_domain (checks, subject) != NULL;
    case BOUNCE_QUESTION_LISTS:
    case BOUNCE_N_QUESTIONS:
    default:
      return bounce_checks_get_lists (checks, subject) != NULL;
    }
}

/**
 * bounce_check_answer_fill:
 * @self: (out caller-allocates): what to say
 * @question: a question that is answered or failed
 * @checks: the answers so far
 * @findings: emptied, and filled with what was found
 *
 * Puts an answer into words, and what belongs to it into rows.
 */
void
bounce_check_answer_fill (BounceCheckAnswer *self,
                          BounceQuestion    *question,
                          BounceChecks      *checks,
                          GtkBox            *findings)
{
  const GError *error;
  const char *subject;
  GtkWidget *child;

  g_return_if_fail (self != NULL);
  g_return_if_fail (BOUNCE_IS_QUESTION (question));
  g_return_if_fail (BOUNCE_IS_CHECKS (checks));
  g_return_if_fail (GTK_IS_BOX (findings));

  *self = (BounceCheckAnswer) { .tone = BOUNCE_CHECK_TONE_OPEN };
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (findings))) != NULL)
    gtk_box_remove (findings, child);

  error = bounce_question_get_error (question);
  if (error != NULL)
    {
      self->sentence = g_strdup (bounce_check_words_get_error (error));
      return;
    }

  subject = bounce_question_get_subject (question);
  switch (bounce_question_get_kind (question))
    {
    case BOUNCE_QUESTION_REGISTRY:
      fill_registry (self, bounce_checks_get_registry (checks, subject), findings);
      break;
    case BOUNCE_QUESTION_DOMAIN:
      fill_domain (self, bounce_checks_get_domain (checks, subject), findings);
      break;
    case BOUNCE_QUESTION_LISTS:
    case BOUNCE_N_QUESTIONS:
    default:
      fill_lists (self, bounce_checks_get_lists (checks, subject), findings);
      break;
    }
}

/**
 * bounce_check_answer_clear:
 * @self: an answer in words
 *
 * Frees what it holds.
 */
void
bounce_check_answer_clear (BounceCheckAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->others, g_free);
}

/**
 * bounce_check_answer_get_icon:
 * @tone: how good an answer is
 *
 * Returns: (transfer none): the name of its symbol
 */
const char *
bounce_check_answer_get_icon (BounceCheckTone tone)
{
  switch (tone)
    {
    case BOUNCE_CHECK_TONE_PLAIN:
      return "bounce-info-symbolic";
    case BOUNCE_CHECK_TONE_GOOD:
      return "bounce-success-symbolic";
    case BOUNCE_CHECK_TONE_BAD:
      return "bounce-permanent-symbolic";
    case BOUNCE_CHECK_TONE_OPEN:
    default:
      return "bounce-unclear-symbolic";
    }
}
