/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-answer-private.h"
#include "bounce-words-private.h"

static const char *const *
find_steps (const BounceWordsAnswer *answer)
{
  /* Whom the steps of a cause are written for; the rest is for "you". */
  static const BounceParty usual[BOUNCE_N_CAUSES] = {
    [BOUNCE_CAUSE_UNKNOWN] = BOUNCE_PARTY_UNCLEAR,
    [BOUNCE_CAUSE_RECIPIENT_REFUSED] = BOUNCE_PARTY_RECIPIENT,
    [BOUNCE_CAUSE_MAILBOX_FULL] = BOUNCE_PARTY_RECIPIENT,
    [BOUNCE_CAUSE_MAILBOX_DISABLED] = BOUNCE_PARTY_RECIPIENT,
    [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] = BOUNCE_PARTY_RECIPIENT,
    [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] = BOUNCE_PARTY_RECIPIENT,
    [BOUNCE_CAUSE_LIST_POSTING_REFUSED] = BOUNCE_PARTY_RECIPIENT,
    [BOUNCE_CAUSE_RELAY_DENIED] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_SERVER_REPUTATION] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_TLS_REQUIRED] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_SUPPRESSED] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_PROTOCOL_ERROR] = BOUNCE_PARTY_YOUR_PROVIDER,
    [BOUNCE_CAUSE_NO_ANSWER] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_DNS_FAILURE] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_ROUTING_ERROR] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_TLS_FAILED] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_SYSTEM_FULL] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_SYSTEM_ERROR] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_EXPIRED] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_MAIL_LOOP] = BOUNCE_PARTY_THEIR_PROVIDER,
    [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = BOUNCE_PARTY_THEIR_PROVIDER,
  };
  BounceCause cause = answer->cause;
  BounceParty party = answer->party;
  BounceParty written_for = usual[cause];

  for (guint i = 0; i < bounce_words_n_steps_variants; i++)
    {
      const BounceStepsVariant *variant = &bounce_words_steps_variants[i];

      if (variant->cause == cause && variant->party == party)
        return variant->steps;
    }

  if (cause != BOUNCE_CAUSE_UNKNOWN && written_for == BOUNCE_PARTY_UNCLEAR)
    written_for = BOUNCE_PARTY_YOU;

  if (!bounce_words_is_failure (answer) || party == written_for || party == BOUNCE_PARTY_UNCLEAR ||
      party == BOUNCE_PARTY_NOBODY)
    return bounce_words_steps[cause];

  /* What "you" can do about the other side is the same whoever is to blame. */
  if (party == BOUNCE_PARTY_YOU &&
      (written_for == BOUNCE_PARTY_RECIPIENT || written_for == BOUNCE_PARTY_THEIR_PROVIDER))
    return bounce_words_steps[cause];

  return bounce_words_party_steps[party];
}

static void
take_step (GPtrArray *steps,
           char      *step)
{
  if (steps->len < BOUNCE_WORDS_MAX_STEPS)
    g_ptr_array_add (steps, step);
  else
    g_free (step);
}

static char *
dup_waiting (const BounceWordsUntil *until)
{
  if (until->text == NULL)
    return g_strdup (_("Nothing to do for now: your mail service keeps trying by itself."));
  if (until->is_weekday)
    /* Translators: %s is a weekday and time, such as "Tuesday 14:00" */
    return g_strdup_printf (C_("until a weekday",
                               "Nothing to do until %s: your mail service keeps trying by itself."),
                            until->text);

  /* Translators: %s is a date and time, such as "3 December 2026, 14:00" */
  return g_strdup_printf (C_("until a date",
                             "Nothing to do until %s: your mail service keeps trying by itself."),
                          until->text);
}

static void
add_waiting (GPtrArray               *steps,
             const BounceWordsAnswer *answer)
{
  BounceWordsUntil until = { NULL, FALSE, FALSE };

  if (bounce_words_find_until (answer, &until) && until.is_over)
    take_step (steps, g_strdup (_("If no other notice has come since, ask the person whether "
                                  "the message arrived.")));
  else
    {
      take_step (steps, dup_waiting (&until));
      take_step (steps, g_strdup (_("If it is urgent, reach the person another way meanwhile.")));
    }
  g_free (until.text);
}

static void
add_suggestion (GPtrArray               *steps,
                const BounceWordsAnswer *answer)
{
  if (!bounce_words_is_failure (answer) || answer->recipient == NULL ||
      !bounce_words_is_fit (answer->recipient->suggestion))
    return;

  /* Translators: %s is a mail address that is probably the right one */
  take_step (steps, g_strdup_printf (_("Did you mean %s? If so, send the message to that address."),
                                     answer->recipient->suggestion));
}

/* Names the list, in place of the usual first step; says whether it did. */
static gboolean
add_delisting (GPtrArray               *steps,
               const BounceWordsAnswer *answer)
{
  if (!bounce_words_is_failure (answer) || answer->cause != BOUNCE_CAUSE_SERVER_BLOCKLISTED ||
      answer->party != BOUNCE_PARTY_YOUR_PROVIDER || bounce_words_get_blocklist (answer) == NULL)
    return FALSE;

  /* Translators: %s is the name of a blocklist, such as bl.spamcop.net, or of the
   * provider that keeps it */
  take_step (steps, g_strdup_printf (_("Pass the notice on to your provider: only they can have "
                                       "the server taken off the list (%s)."),
                                     bounce_words_get_blocklist (answer)));
  return TRUE;
}

/**
 * bounce_words_dup_steps:
 * @report: a report
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Returns: (transfer full) (array zero-terminated=1): one to four things to do,
 *   the most useful first; "nothing" is one of them
 */
GStrv
bounce_words_dup_steps (const BounceReport *report,
                        guint               recipient)
{
  g_autoptr (GPtrArray) steps = NULL;
  const char *const *usual;
  BounceWordsAnswer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (bounce_words_is_recipient (report, recipient), NULL);

  answer = bounce_words_find_answer (report, recipient);
  steps = g_ptr_array_new_with_free_func (g_free);

  if (bounce_words_is_tried (&answer) &&
      (answer.party == BOUNCE_PARTY_NOBODY || answer.party == BOUNCE_PARTY_UNCLEAR))
    {
      add_waiting (steps, &answer);
      add_suggestion (steps, &answer);
    }
  else
    {
      gboolean has_first;

      add_suggestion (steps, &answer);
      has_first = add_delisting (steps, &answer);

      usual = find_steps (&answer);
      for (guint i = has_first ? 1 : 0; i < BOUNCE_WORDS_MAX_STEPS && usual[i] != NULL; i++)
        take_step (steps, g_strdup (g_dgettext (GETTEXT_PACKAGE, usual[i])));
    }

  g_ptr_array_add (steps, NULL);

  return (GStrv) g_ptr_array_steal (steps, NULL);
}

/* The row for a cause, else what the party is asked for every other one. */
static const BounceRequest *
find_request (BounceCause cause,
              BounceParty party)
{
  const BounceRequest *usual = NULL;

  for (guint i = 0; i < bounce_words_n_requests; i++)
    {
      const BounceRequest *request = &bounce_words_requests[i];

      if (request->party != party)
        continue;
      if (request->cause == cause)
        return request;
      if (request->cause == BOUNCE_CAUSE_UNKNOWN)
        usual = request;
    }

  return usual;
}

/**
 * bounce_words_dup_request:
 * @report: a report
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Tells the recipient what is wrong and what to do about it, as the sender would
 * write it to them.
 *
 * Returns: (transfer full) (nullable): a few sentences, or %NULL where there is
 *   nothing that the recipient could do
 */
char *
bounce_words_dup_request (const BounceReport *report,
                          guint               recipient)
{
  const BounceRequest *request;
  char *text = NULL;
  BounceWordsAnswer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (bounce_words_is_recipient (report, recipient), NULL);

  answer = bounce_words_find_answer (report, recipient);
  request = bounce_words_is_failure (&answer) ? find_request (answer.cause, answer.party) : NULL;
  if (request == NULL)
    return NULL;

  bounce_words_add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, request->problem));
  if (answer.verdict->confidence != BOUNCE_CONFIDENCE_CERTAIN)
    bounce_words_add_sentence (&text, _("This is how I understand the notice that I got; it does "
                                        "not say so outright."));
  bounce_words_add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, request->request));

  return text;
}
