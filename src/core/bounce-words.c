/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <libintl.h>

#include <glib/gi18n-lib.h>

#include "bounce-words-private.h"

/* An address or a list's name from a mail is named in a sentence up to this
 * length; RFC 5321 §4.5.3.1 allows 320 bytes, which nobody wants to read. */
#define MAX_ARGUMENT 100

/* Within this many days a weekday says when; later a date has to. */
#define WEEKDAY_IS_ENOUGH (6 * G_TIME_SPAN_DAY)

/* What one answer is told from: @recipient is NULL where the notice names nobody,
 * @cause and @party are those that the sentences are for. */
typedef struct
{
  BounceKind kind;
  const BounceVerdict *verdict;
  const BounceRecipient *recipient;
  BounceCause cause;
  BounceParty party;
} Answer;

static Answer
find_answer (const BounceReport *report,
             guint               recipient)
{
  Answer answer = { .kind = bounce_report_get_kind (report) };

  if (recipient == BOUNCE_WORDS_MESSAGE)
    {
      answer.recipient = bounce_report_get_top_recipient (report);
      answer.verdict = bounce_report_get_verdict (report);
    }
  else
    {
      answer.recipient = bounce_report_get_recipient (report, recipient);
      answer.verdict = &answer.recipient->verdict;
    }

  answer.cause = answer.verdict->cause;
  answer.party = answer.verdict->responsible;

  /* That a list refused the post is a reason of its own. */
  if (answer.kind == BOUNCE_KIND_LIST_REJECTION && answer.cause == BOUNCE_CAUSE_UNKNOWN)
    answer.cause = BOUNCE_CAUSE_LIST_POSTING_REFUSED;

  /* Whether the name of the own server cannot be found or nobody answers there, the
   * settings and the connection are what to look at. */
  if (answer.kind == BOUNCE_KIND_SEND_ERROR && answer.cause == BOUNCE_CAUSE_DNS_FAILURE)
    answer.cause = BOUNCE_CAUSE_NO_ANSWER;

  /* A mail program talks to one server only, which is the sender's own. What
   * "you" did wrong when another server did not answer is the address. */
  if (answer.kind == BOUNCE_KIND_SEND_ERROR &&
      (answer.party == BOUNCE_PARTY_NOBODY || answer.party == BOUNCE_PARTY_THEIR_PROVIDER))
    answer.party = BOUNCE_PARTY_YOU;
  else if (answer.kind != BOUNCE_KIND_SEND_ERROR && answer.cause == BOUNCE_CAUSE_NO_ANSWER &&
           answer.party == BOUNCE_PARTY_YOU)
    answer.party = BOUNCE_PARTY_THEIR_PROVIDER;

  return answer;
}

static gboolean
is_valid_recipient (const BounceReport *report,
                    guint               recipient)
{
  return recipient == BOUNCE_WORDS_MESSAGE ||
         recipient < bounce_report_get_n_recipients (report);
}

/* What stands in a mail may hold anything, also signs that turn the direction of
 * a whole sentence around. Such words are left out. */
static gboolean
is_fit_to_print (const char *text)
{
  if (text == NULL || *text == '\0' || strlen (text) > MAX_ARGUMENT ||
      !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isgraph (g_utf8_get_char (at)))
      return FALSE;

  return TRUE;
}

static gboolean
is_still_tried (const Answer *answer)
{
  return answer->verdict->severity == BOUNCE_SEVERITY_TEMPORARY;
}

static gboolean
is_failure (const Answer *answer)
{
  return answer->verdict->severity == BOUNCE_SEVERITY_PERMANENT ||
         answer->verdict->severity == BOUNCE_SEVERITY_TEMPORARY;
}

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

/* Takes two texts and gives them as one. */
static void
add_sentence (char       **text,
              const char  *sentence)
{
  g_autofree char *before = g_steal_pointer (text);

  if (before == NULL)
    *text = g_strdup (sentence);
  else
    /* Translators: puts two whole sentences one after the other. Leave out the
     * space if your language has none there. */
    *text = g_strdup_printf (C_("two sentences", "%s %s"), before, sentence);
}

/* A time until which a message is tried, as it is told now. */
typedef struct
{
  char *text;
  gboolean is_over;
  gboolean is_weekday;
} Until;

static gboolean
find_until (const Answer *answer,
            Until        *until)
{
  GDateTime *time = answer->recipient != NULL ? answer->recipient->retry_until : NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) now = NULL;
  const char *format;

  if (time == NULL)
    return FALSE;

  now = g_date_time_new_now_utc ();
  local = g_date_time_to_local (time);
  until->is_over = g_date_time_compare (time, now) < 0;
  until->is_weekday = ABS (g_date_time_difference (time, now)) < WEEKDAY_IS_ENOUGH;
  if (until->is_weekday)
    /* Translators: a time of this week, such as "Tuesday 14:00"; the signs are
     * those of g_date_time_format(). It stands in the sentences "until a weekday". */
    format = C_("time", "%A %H:%M");
  else
    /* Translators: a date and time, such as "3 December 2026, 14:00"; the signs
     * are those of g_date_time_format(). It stands in the sentences "until a date". */
    format = C_("time", "%-d %B %Y, %H:%M");
  until->text = g_date_time_format (local, format);

  return TRUE;
}

static const char *
get_blocklist (const Answer *answer)
{
  if (answer->recipient == NULL || answer->recipient->blocklists == NULL ||
      !is_fit_to_print (answer->recipient->blocklists[0]))
    return NULL;
  /* a provider's own list has that provider's name: "the list is Comcast" says less
   * than the note does */
  if (answer->recipient->verdict.note == BOUNCE_NOTE_BLOCKLIST_PRIVATE
      && strchr (answer->recipient->blocklists[0], '.') == NULL)
    return NULL;

  return answer->recipient->blocklists[0];
}

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
choose_headline (const Answer *answer)
{
  const BounceVerdict *verdict = answer->verdict;
  const BounceSaid *said = find_headline (answer->cause, answer->party);

  if (answer->cause == BOUNCE_CAUSE_UNKNOWN && answer->kind == BOUNCE_KIND_SEND_ERROR)
    return N_("Your message was not sent, and the reason is not clear");

  if (is_still_tried (answer))
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
      if (is_failure (answer) && said->certain != NULL)
        return bounce_words_headlines[BOUNCE_CAUSE_UNKNOWN].unclear;
      return said->likely;

    case BOUNCE_CONFIDENCE_LIKELY:
    case BOUNCE_N_CONFIDENCES:
    default:
      return said->likely;
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
add_confidence (char         **text,
                const Answer  *answer)
{
  BounceConfidence confidence = answer->verdict->confidence;

  if (confidence == BOUNCE_CONFIDENCE_CERTAIN || answer->cause == BOUNCE_CAUSE_UNKNOWN)
    return;

  if (answer->verdict->severity == BOUNCE_SEVERITY_SUSPICIOUS)
    add_sentence (text, _("The signs point that way, but they are no proof."));
  else if (is_failure (answer) && confidence == BOUNCE_CONFIDENCE_LIKELY)
    add_sentence (text, _("This is the likely reason, though the notice does not say so outright."));
  else if (is_failure (answer))
    add_sentence (text, _("The notice is not clear, so this is only the best guess."));
}

static void
add_forwarding (char         **text,
                const Answer  *answer)
{
  const BounceRecipient *recipient = answer->recipient;
  g_autofree char *sentence = NULL;

  if (!is_failure (answer) || recipient == NULL ||
      !is_fit_to_print (recipient->address) ||
      !is_fit_to_print (recipient->original_address) ||
      g_ascii_strcasecmp (recipient->address, recipient->original_address) == 0)
    return;

  /* Translators: the first %s is the address written to, the second another one */
  sentence = g_strdup_printf (_("You wrote to %s; the address that failed is %s."),
                              recipient->original_address, recipient->address);
  add_sentence (text, sentence);
}

static void
add_blocklist (char         **text,
               const Answer  *answer)
{
  g_autofree char *sentence = NULL;

  if (!is_failure (answer) || answer->cause != BOUNCE_CAUSE_SERVER_BLOCKLISTED ||
      get_blocklist (answer) == NULL)
    return;

  /* Translators: %s is the name of a blocklist, such as bl.spamcop.net, or of the
   * provider that keeps it */
  sentence = g_strdup_printf (_("The list is %s."), get_blocklist (answer));
  add_sentence (text, sentence);
}

/* What a mail program adds when it packs attachments (base64, RFC 2045 §6.8, with
 * its line ends) leaves this much of a limit for them. */
#define SHARE_OF_ATTACHMENTS (100.0 / 137.0)

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
add_sizes (char         **text,
           const Answer  *answer)
{
  const BounceRecipient *recipient = answer->recipient;
  g_autofree char *limit = NULL;
  g_autofree char *room = NULL;
  g_autofree char *sizes = NULL;
  g_autofree char *advice = NULL;

  if (!is_failure (answer) || answer->cause != BOUNCE_CAUSE_MESSAGE_TOO_BIG
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
  add_sentence (text, sizes);

  /* Translators: %s is a size, such as "7.3 MB" */
  advice = g_strdup_printf (_("Attachments of up to about %s fit."), room);
  add_sentence (text, advice);
}

static void
add_either (char         **text,
            const Answer  *answer)
{
  const BounceVerdict *verdict = answer->verdict;
  const char *sentence = NULL;

  if (answer->party != BOUNCE_PARTY_UNCLEAR || !is_failure (answer))
    return;

  if (verdict->either[0] < BOUNCE_N_PARTIES && verdict->either[1] < BOUNCE_N_PARTIES)
    sentence = bounce_words_either[verdict->either[0]][verdict->either[1]];

  if (sentence != NULL)
    add_sentence (text, g_dgettext (GETTEXT_PACKAGE, sentence));
  else
    add_sentence (text, _("So it is not clear who has to do something."));
}

static char *
dup_trying_until (const Until *until)
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
add_retries (char         **text,
             const Answer  *answer)
{
  g_autofree char *sentence = NULL;
  Until until = { NULL, FALSE, FALSE };

  if (answer->kind == BOUNCE_KIND_SEND_ERROR)
    {
      add_sentence (text, _("Nothing was sent yet: the message should still be in your mail "
                            "program."));
      return;
    }

  if (!is_still_tried (answer))
    {
      if (is_failure (answer) && is_passing (answer->cause))
        add_sentence (text, _("Nobody is trying any more."));
      return;
    }

  if (!find_until (answer, &until))
    {
      add_sentence (text, _("Your mail service keeps trying by itself, often for several days."));
      return;
    }

  sentence = dup_trying_until (&until);
  g_free (until.text);
  add_sentence (text, sentence);
}

static const char *const *
find_steps (const Answer *answer)
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

  if (!is_failure (answer) || party == written_for || party == BOUNCE_PARTY_UNCLEAR ||
      party == BOUNCE_PARTY_NOBODY)
    return bounce_words_steps[cause];

  /* What "you" can do about the other side is the same whoever is to blame. */
  if (party == BOUNCE_PARTY_YOU &&
      (written_for == BOUNCE_PARTY_RECIPIENT || written_for == BOUNCE_PARTY_THEIR_PROVIDER))
    return bounce_words_steps[cause];

  return bounce_words_party_steps[party];
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

/* How far it got, as a sentence. */
static const char *
get_stop (const Answer *answer)
{
  BounceStop stop = answer->verdict->stopped_at;

  return is_still_tried (answer) ? bounce_words_path_delayed[stop]
                                 : bounce_words_path_failed[stop];
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
dup_waiting (const Until *until)
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
add_waiting (GPtrArray    *steps,
             const Answer *answer)
{
  Until until = { NULL, FALSE, FALSE };

  if (find_until (answer, &until) && until.is_over)
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
add_suggestion (GPtrArray    *steps,
                const Answer *answer)
{
  if (!is_failure (answer) || answer->recipient == NULL ||
      !is_fit_to_print (answer->recipient->suggestion))
    return;

  /* Translators: %s is a mail address that is probably the right one */
  take_step (steps, g_strdup_printf (_("Did you mean %s? If so, send the message to that address."),
                                     answer->recipient->suggestion));
}

/* Names the list, in place of the usual first step; says whether it did. */
static gboolean
add_delisting (GPtrArray    *steps,
               const Answer *answer)
{
  if (!is_failure (answer) || answer->cause != BOUNCE_CAUSE_SERVER_BLOCKLISTED ||
      answer->party != BOUNCE_PARTY_YOUR_PROVIDER || get_blocklist (answer) == NULL)
    return FALSE;

  /* Translators: %s is the name of a blocklist, such as bl.spamcop.net, or of the
   * provider that keeps it */
  take_step (steps, g_strdup_printf (_("Pass the notice on to your provider: only they can have "
                                       "the server taken off the list (%s)."),
                                     get_blocklist (answer)));
  return TRUE;
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
  g_return_if_fail (text != NULL);
  g_return_if_fail (sentence != NULL);

  add_sentence (text, sentence);
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
  Answer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (is_valid_recipient (report, recipient), NULL);

  answer = find_answer (report, recipient);

  return g_strdup (g_dgettext (GETTEXT_PACKAGE, choose_headline (&answer)));
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
  Answer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (is_valid_recipient (report, recipient), NULL);

  answer = find_answer (report, recipient);
  verdict = answer.verdict;

  add_confidence (&text, &answer);
  add_sentence (&text, g_dgettext (GETTEXT_PACKAGE,
                                   find_explanation (answer.cause, answer.party)));
  add_blocklist (&text, &answer);
  add_sizes (&text, &answer);

  /* that relaying was denied says by itself whose server it is not */
  if (verdict->note != BOUNCE_NOTE_NONE
      && !(verdict->note == BOUNCE_NOTE_WRONG_SERVER
           && verdict->cause == BOUNCE_CAUSE_RELAY_DENIED))
    add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, bounce_words_notes[verdict->note]));

  add_forwarding (&text, &answer);

  if (is_failure (&answer) && answer.recipient != NULL && answer.recipient->conflict != NULL)
    add_sentence (&text, _("Two codes in the notice contradict each other."));

  add_either (&text, &answer);
  add_retries (&text, &answer);

  return text;
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
  Answer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (is_valid_recipient (report, recipient), NULL);

  answer = find_answer (report, recipient);
  steps = g_ptr_array_new_with_free_func (g_free);

  if (is_still_tried (&answer) &&
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
  Answer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (is_valid_recipient (report, recipient), NULL);

  answer = find_answer (report, recipient);
  request = is_failure (&answer) ? find_request (answer.cause, answer.party) : NULL;
  if (request == NULL)
    return NULL;

  add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, request->problem));
  if (answer.verdict->confidence != BOUNCE_CONFIDENCE_CERTAIN)
    add_sentence (&text, _("This is how I understand the notice that I got; it does not say so "
                           "outright."));
  add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, request->request));

  return text;
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
  Answer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (is_valid_recipient (report, recipient), NULL);

  answer = find_answer (report, recipient);
  headline = g_dgettext (GETTEXT_PACKAGE, choose_headline (&answer));
  party = g_dgettext (GETTEXT_PACKAGE, bounce_words_path_parties[answer.verdict->responsible]);

  if (!is_failure (&answer))
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
  Answer answer;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (is_valid_recipient (report, recipient), NULL);

  answer = find_answer (report, recipient);
  if (is_failure (&answer))
    add_sentence (&text, g_dgettext (GETTEXT_PACKAGE, get_stop (&answer)));
  add_sentence (&text, g_dgettext (GETTEXT_PACKAGE,
                                   bounce_words_path_parties[answer.verdict->responsible]));

  return text;
}
