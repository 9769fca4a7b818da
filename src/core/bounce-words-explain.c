/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-answer-private.h"
#include "bounce-words-private.h"

/* What a mail program adds when it packs attachments (base64, RFC 2045 §6.8, with
 * its line ends) leaves this much of a limit for them. */
#define SHARE_OF_ATTACHMENTS (100.0 / 137.0)

/* Causes that pass by themselves: that nobody waits for it any more is news. */
static gboolean
is_passing (BounceCause cause)
{
  switch ((guint) cause)
    {
    case BOUNCE_CAUSE_RATE_LIMITED:
    case BOUNCE_CAUSE_NO_ANSWER:
    case BOUNCE_CAUSE_DNS_FAILURE:
    case BOUNCE_CAUSE_TLS_FAILED:
    case BOUNCE_CAUSE_SYSTEM_FULL:
    case BOUNCE_CAUSE_SYSTEM_ERROR:
    case BOUNCE_CAUSE_EXPIRED:
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
find_explanation (BounceCause cause,
                  BounceParty party)
{
  for (guint i = 0; i < bounce_words_n_explanation_variants; i++)
    {
      const BounceExplanationVariant *variant = &bounce_words_explanation_variants[i];

      if (variant->cause == cause && variant->party == party)
        return variant->sentence;
    }

  return bounce_words_explanations[cause];
}

/* Says first how sure it is, for what follows is told as if it were. */
static void
add_confidence (char                    **text,
                const BounceWordsAnswer  *answer)
{
  BounceConfidence confidence = answer->verdict->confidence;

  if (confidence == BOUNCE_CONFIDENCE_CERTAIN || answer->cause == BOUNCE_CAUSE_UNKNOWN)
    return;

  if (answer->verdict->severity == BOUNCE_SEVERITY_SUSPICIOUS)
    bounce_words_add_sentence (text, _("The signs point that way, but they are no proof."));
  else if (bounce_words_is_failure (answer) && confidence == BOUNCE_CONFIDENCE_LIKELY)
    bounce_words_add_sentence (text, _("This is the likely reason, though the notice does not "
                                       "say so outright."));
  else if (bounce_words_is_failure (answer))
    bounce_words_add_sentence (text, _("The notice is not clear, so this is only the best guess."));
}

static void
add_forwarding (char                    **text,
                const BounceWordsAnswer  *answer)
{
  const BounceRecipient *recipient = answer->recipient;
  g_autofree char *sentence = NULL;

  if (!bounce_words_is_failure (answer) || recipient == NULL ||
      !bounce_words_is_fit (recipient->address) ||
      !bounce_words_is_fit (recipient->original_address) ||
      g_ascii_strcasecmp (recipient->address, recipient->original_address) == 0)
    return;

  /* Translators: the first %s is the address written to, the second another one */
  sentence = g_strdup_printf (_("You wrote to %s; the address that failed is %s."),
                              recipient->original_address, recipient->address);
  bounce_words_add_sentence (text, sentence);
}

static void
add_blocklist (char                    **text,
               const BounceWordsAnswer  *answer)
{
  g_autofree char *sentence = NULL;

  if (!bounce_words_is_failure (answer) || answer->cause != BOUNCE_CAUSE_SERVER_BLOCKLISTED ||
      bounce_words_get_blocklist (answer) == NULL)
    return;

  /* Translators: %s is the name of a blocklist, such as bl.spamcop.net, or of the
   * provider that keeps it */
  sentence = g_strdup_printf (_("The list is %s."), bounce_words_get_blocklist (answer));
  bounce_words_add_sentence (text, sentence);
}

/* A size as mail servers and mail programs tell it, in powers of two. */
static char *
dup_size (gdouble bytes)
{
  gdouble megabytes = bytes / (1024 * 1024);

  if (megabytes >= 9.95)
    /* Translators: a size in megabytes without decimals, such as "18 MB" */
    return g_strdup_printf (C_("size", "%.0f MB"), megabytes);
  if (megabytes >= 0.95)
    /* Translators: a size in megabytes with one decimal, such as "7.3 MB" */
    return g_strdup_printf (C_("size", "%.1f MB"), megabytes);

  /* Translators: a size in kilobytes, such as "500 kB" */
  return g_strdup_printf (C_("size", "%.0f kB"), MAX (bytes / 1024, 1));
}

static void
add_sizes (char                    **text,
           const BounceWordsAnswer  *answer)
{
  const BounceRecipient *recipient = answer->recipient;
  g_autofree char *limit = NULL;
  g_autofree char *room = NULL;
  g_autofree char *sizes = NULL;
  g_autofree char *advice = NULL;

  if (!bounce_words_is_failure (answer) || answer->cause != BOUNCE_CAUSE_MESSAGE_TOO_BIG
      || recipient == NULL || recipient->size_limit == 0)
    return;

  limit = dup_size (recipient->size_limit);
  room = dup_size (recipient->size_limit * SHARE_OF_ATTACHMENTS);
  if (recipient->size_sent > 0)
    {
      g_autofree char *sent = dup_size (recipient->size_sent);

      /* Translators: both are sizes, such as "18 MB" */
      sizes = g_strdup_printf (_("Your message was %s in size; the limit is %s."), sent, limit);
    }
  else
    /* Translators: %s is a size, such as "10 MB" */
    sizes = g_strdup_printf (_("The limit is %s."), limit);
  bounce_words_add_sentence (text, sizes);

  /* Translators: %s is a size, such as "7.3 MB" */
  advice = g_strdup_printf (_("Attachments of up to about %s fit."), room);
  bounce_words_add_sentence (text, advice);
}

static void
add_either (char                    **text,
            const BounceWordsAnswer  *answer)
{
  const BounceVerdict *verdict = answer->verdict;
  const char *sentence = NULL;

  if (answer->party != BOUNCE_PARTY_UNCLEAR || !bounce_words_is_failure (answer))
    return;

  if (verdict->either[0] < BOUNCE_N_PARTIES && verdict->either[1] < BOUNCE_N_PARTIES)
    sentence = bounce_words_either[verdict->either[0]][verdict->either[1]];

  if (sentence != NULL)
    bounce_words_add_sentence (text, g_dgettext (GETTEXT_PACKAGE, sentence));
  else
    bounce_words_add_sentence (text, _("So it is not clear who has to do something."));
}

static char *
dup_trying_until (const BounceWordsUntil *until)
{
  if (until->is_over && until->is_weekday)
    /* Translators: %s is a weekday and time in the past, such as "Tuesday 14:00" */
    return g_strdup_printf (C_("until a weekday",
                               "Your mail service meant to keep trying until %s."), until->text);
  if (until->is_over)
    /* Translators: %s is a date and time in the past, such as "3 December 2026, 14:00" */
    return g_strdup_printf (C_("until a date",
                               "Your mail service meant to keep trying until %s."), until->text);
  if (until->is_weekday)
    /* Translators: %s is a weekday and time, such as "Tuesday 14:00" */
    return g_strdup_printf (C_("until a weekday",
                               "Your mail service keeps trying by itself until %s."), until->text);

  /* Translators: %s is a date and time, such as "3 December 2026, 14:00" */
  return g_strdup_printf (C_("until a date",
                             "Your mail service keeps trying by itself until %s."), until->text);
}

static void
add_retries (char                    **text,
             const BounceWordsAnswer  *answer)
{
  g_autofree char *sentence = NULL;
  BounceWordsUntil until = { NULL, FALSE, FALSE };

  if (answer->kind == BOUNCE_KIND_SEND_ERROR)
    {
      bounce_words_add_sentence (text, _("Nothing was sent yet: the message should still be in "
                                         "your mail program."));
      return;
    }

  if (!bounce_words_is_tried (answer))
    {
      if (bounce_words_is_failure (answer) && is_passing (answer->cause))
        bounce_words_add_sentence (text, _("Nobody is trying any more."));
      return;
    }

  if (!bounce_words_find_until (answer, &until))
    {
      bounce_words_add_sentence (text, _("Your mail service keeps trying by itself, often for "
                                         "several days."));
      return;
    }

  sentence = dup_trying_until (&until);
  g_free (until.text);
  bounce_words_add_sentence (text, sentence);
}

/**
 * bounce_words_dup_explanation:
 * @report: a report
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Returns: (transfer full): what happened, in a few sentences
 */
char *
bounce_words_dup_explanation (const BounceReport *report,
                              guint               recipient)
{
  const BounceVerdict *verdict;
  char *text = NULL;
  BounceWordsAnswer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (bounce_words_is_recipient (report, recipient), NULL);

  answer = bounce_words_find_answer (report, recipient);
  verdict = answer.verdict;

  add_confidence (&text, &answer);
  bounce_words_add_sentence (&text, g_dgettext (GETTEXT_PACKAGE,
                                                find_explanation (answer.cause, answer.party)));
  add_blocklist (&text, &answer);
  add_sizes (&text, &answer);

  /* that relaying was denied says by itself whose server it is not */
  if (verdict->note != BOUNCE_NOTE_NONE
      && !(verdict->note == BOUNCE_NOTE_WRONG_SERVER
           && verdict->cause == BOUNCE_CAUSE_RELAY_DENIED))
    bounce_words_add_sentence (&text,
                               g_dgettext (GETTEXT_PACKAGE, bounce_words_notes[verdict->note]));

  add_forwarding (&text, &answer);

  if (bounce_words_is_failure (&answer) &&
      answer.recipient != NULL && answer.recipient->conflict != NULL)
    bounce_words_add_sentence (&text, _("Two codes in the notice contradict each other."));

  add_either (&text, &answer);
  add_retries (&text, &answer);

  return text;
}
