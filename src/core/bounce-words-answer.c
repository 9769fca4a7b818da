/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words-answer-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "bounce-limits.h"
#include "bounce-plain.h"
#include "bounce-words.h"

/* Within this many days a weekday says when; later a date has to. */
#define WEEKDAY_IS_ENOUGH (6 * G_TIME_SPAN_DAY)

/* Finds what the sentences about a recipient, or about the message, are told from. */
BounceWordsAnswer
bounce_words_find_answer (const BounceReport *report,
                          guint               recipient)
{
  BounceWordsAnswer answer = { .kind = bounce_report_get_kind (report) };

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

/* Whether there is such a recipient, for who is called from outside. */
gboolean
bounce_words_is_recipient (const BounceReport *report,
                           guint               recipient)
{
  return recipient == BOUNCE_WORDS_MESSAGE ||
         recipient < bounce_report_get_n_recipients (report);
}

/* What stands in a mail may hold anything, also what turns the direction of a whole
 * sentence around, or what deceives: where a name stands alone its true form is beside
 * it, for which a sentence has no room. Such words are left out. */
gboolean
bounce_words_is_fit (const char *text)
{
  if (text == NULL || *text == '\0' || strlen (text) > BOUNCE_LIMIT_ARGUMENT ||
      !g_utf8_validate (text, -1, NULL) ||
      bounce_plain_get_look (text) > BOUNCE_LOOK_FOREIGN)
    return FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isgraph (c) || bounce_plain_is_right_to_left (c))
        return FALSE;
    }

  return TRUE;
}

/* Whether somebody still tries to deliver the message. */
gboolean
bounce_words_is_tried (const BounceWordsAnswer *answer)
{
  return answer->verdict->severity == BOUNCE_SEVERITY_TEMPORARY;
}

/* Whether it has not arrived. */
gboolean
bounce_words_is_failure (const BounceWordsAnswer *answer)
{
  return answer->verdict->severity == BOUNCE_SEVERITY_PERMANENT ||
         answer->verdict->severity == BOUNCE_SEVERITY_TEMPORARY;
}

/* Finds until when it is tried; says whether that is known. The text is the caller's. */
gboolean
bounce_words_find_until (const BounceWordsAnswer *answer,
                         BounceWordsUntil        *until)
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

/* Gives the name of the list that refused, where it helps to say it. */
const char *
bounce_words_get_blocklist (const BounceWordsAnswer *answer)
{
  if (answer->recipient == NULL || answer->recipient->blocklists == NULL ||
      !bounce_words_is_fit (answer->recipient->blocklists[0]))
    return NULL;
  /* a provider's own list has that provider's name: "the list is Comcast" says less
   * than the note does */
  if (answer->recipient->verdict.note == BOUNCE_NOTE_BLOCKLIST_PRIVATE
      && strchr (answer->recipient->blocklists[0], '.') == NULL)
    return NULL;

  return answer->recipient->blocklists[0];
}
