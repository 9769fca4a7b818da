/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <libintl.h>

#include <glib/gi18n-lib.h>

#include "bounce-words-answer-private.h"
#include "bounce-words-private.h"

static const BounceSaid *
find_headline (BounceCause cause,
               BounceParty party)
{
  for (guint i = 0; i < bounce_words_n_headline_variants; i++)
    {
      const BounceHeadlineVariant *variant = &bounce_words_headline_variants[i];

      if (variant->cause == cause && variant->party == party)
        return &variant->said;
    }

  return &bounce_words_headlines[cause];
}

static const char *
choose_headline (const BounceWordsAnswer *answer)
{
  const BounceVerdict *verdict = answer->verdict;
  const BounceSaid *said = find_headline (answer->cause, answer->party);

  if (answer->cause == BOUNCE_CAUSE_UNKNOWN && answer->kind == BOUNCE_KIND_SEND_ERROR)
    return N_("Your message was not sent, and the reason is not clear");

  if (bounce_words_is_tried (answer))
    {
      const char *late = bounce_words_headlines[BOUNCE_CAUSE_EXPIRED].delayed;

      if (verdict->confidence != BOUNCE_CONFIDENCE_CERTAIN || said->delayed == NULL)
        return late;

      return said->delayed;
    }

  switch (verdict->confidence)
    {
    case BOUNCE_CONFIDENCE_CERTAIN:
      return said->certain;

    case BOUNCE_CONFIDENCE_UNCLEAR:
      if (said->unclear != NULL)
        return said->unclear;
      if (bounce_words_is_failure (answer) && said->certain != NULL)
        return bounce_words_headlines[BOUNCE_CAUSE_UNKNOWN].unclear;
      return said->likely;

    case BOUNCE_CONFIDENCE_LIKELY:
    case BOUNCE_N_CONFIDENCES:
    default:
      return said->likely;
    }
}

/* How far it got, as a sentence. */
static const char *
get_stop (const BounceWordsAnswer *answer)
{
  BounceStop stop = answer->verdict->stopped_at;

  return bounce_words_is_tried (answer) ? bounce_words_path_delayed[stop]
                                 : bounce_words_path_failed[stop];
}

/**
 * bounce_words_init:
 *
 * Makes the translations of the library known to gettext. Programs call it once,
 * after setlocale(). The environment variable BOUNCEBACK_LOCALEDIR names the
 * folder of a program that was built but not installed.
 */
void
bounce_words_init (void)
{
  const char *folder = g_getenv ("BOUNCEBACK_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

/**
 * bounce_words_add_sentence:
 * @text: (inout) (transfer full) (nullable): sentences, or %NULL for none yet
 * @sentence: one more whole sentence
 *
 * Puts a sentence behind others, as the reader's language does that: not in every
 * one is there a space between them.
 */
void
bounce_words_add_sentence (char       **text,
                           const char  *sentence)
{
  g_autofree char *before = NULL;

  g_return_if_fail (text != NULL);
  g_return_if_fail (sentence != NULL);

  before = g_steal_pointer (text);
  if (before == NULL)
    *text = g_strdup (sentence);
  else
    /* Translators: puts two whole sentences one after the other. Leave out the
     * space if your language has none there. */
    *text = g_strdup_printf (C_("two sentences", "%s %s"), before, sentence);
}

/**
 * bounce_words_dup_headline:
 * @report: a report
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Returns: (transfer full): the problem in one short sentence, without a full
 *   stop
 */
char *
bounce_words_dup_headline (const BounceReport *report,
                           guint               recipient)
{
  BounceWordsAnswer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (bounce_words_is_recipient (report, recipient), NULL);

  answer = bounce_words_find_answer (report, recipient);

  return g_strdup (g_dgettext (GETTEXT_PACKAGE, choose_headline (&answer)));
}

/**
 * bounce_words_dup_path:
 * @report: a report
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Returns: (transfer full): what the picture of the path shows, for a screen
 *   reader: how far the message got, why, and who must act
 */
char *
bounce_words_dup_path (const BounceReport *report,
                       guint               recipient)
{
  const char *headline;
  const char *stop;
  const char *party;
  BounceWordsAnswer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (bounce_words_is_recipient (report, recipient), NULL);

  answer = bounce_words_find_answer (report, recipient);
  headline = g_dgettext (GETTEXT_PACKAGE, choose_headline (&answer));
  party = g_dgettext (GETTEXT_PACKAGE, bounce_words_path_parties[answer.verdict->responsible]);

  if (!bounce_words_is_failure (&answer))
    /* Translators: what happened, as a heading without a full stop, and then who
     * needs to act, as a sentence with one */
    return g_strdup_printf (C_("path", "%s. %s"), headline, party);

  stop = get_stop (&answer);

  /* Translators: how far the message got, as a sentence; then what happened, as a
   * heading without a full stop; then who needs to act, as a sentence */
  return g_strdup_printf (C_("path", "%s %s. %s"),
                          g_dgettext (GETTEXT_PACKAGE, stop), headline, party);
}

/**
 * bounce_words_dup_path_summary:
 * @report: a report
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Says what bounce_words_dup_path() says, without the headline: for where that
 * stands above it already.
 *
 * Returns: (transfer full): how far the message got and who must act
 */
char *
bounce_words_dup_path_summary (const BounceReport *report,
                               guint               recipient)
{
  char *text = NULL;
  BounceWordsAnswer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (bounce_words_is_recipient (report, recipient), NULL);

  answer = bounce_words_find_answer (report, recipient);
  if (bounce_words_is_failure (&answer))
    bounce_words_add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, get_stop (&answer)));
  bounce_words_add_sentence (&text,
                             g_dgettext (GETTEXT_PACKAGE,
                                         bounce_words_path_parties[answer.verdict->responsible]));

  return text;
}
