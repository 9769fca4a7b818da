/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "bounce-report-private.h"
#include "bounce-words-private.h"
#include "bounce-words.h"

/* DESIGN.md's budget of sentences for verdicts and notes. */
#define BUDGET 400

/* A sentence to a person is read in one breath. */
#define MAX_HEADLINE 100
#define MAX_STEP 110

static BounceReport *
report_new (BounceKind       kind,
            BounceCause      cause,
            BounceParty      party,
            BounceConfidence confidence)
{
  BounceReport *report = bounce_report_new ();
  BounceRecipient *recipient = bounce_recipient_new ();

  recipient->verdict = (BounceVerdict) {
    .severity = bounce_kind_get_severity (kind),
    .responsible = party,
    .stopped_at = BOUNCE_STOP_THEIR_SERVER,
    .cause = cause,
    .confidence = confidence,
  };
  g_ptr_array_add (report->recipients, recipient);
  report->kind = kind;
  report->verdict = recipient->verdict;

  return report;
}

static BounceRecipient *
get_recipient (BounceReport *report)
{
  return g_ptr_array_index (report->recipients, 0);
}

/* Every rule for what people read, whatever the sentence says. */
static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "(null)"));
  g_assert_null (strchr (text, '!'));
  g_assert_null (strchr (text, '%'));
  g_assert_null (strchr (text, '<'));
  g_assert_null (strchr (text, '&'));
  g_assert_null (strstr (text, "  "));
  g_assert_null (strstr (text, ".."));
  g_assert_false (g_ascii_isspace (text[strlen (text) - 1]));
}

static void
check_sentence (const char *text)
{
  check_text (text);
  g_assert_true (g_str_has_suffix (text, ".") || g_str_has_suffix (text, "?"));
}

/* Sentences of one text come from several tables, so "It" may point to another's. */
static void
check_subject (const char *text)
{
  g_assert_false (g_str_has_prefix (text, "It "));
  g_assert_null (strstr (text, "outright. It "));
  g_assert_null (strstr (text, "guess. It "));
  g_assert_null (strstr (text, "proof. It "));
}

static void
check_headline (const char *headline)
{
  check_text (headline);
  g_assert_false (g_str_has_suffix (headline, "."));
  g_assert_cmpuint (strlen (headline), <=, MAX_HEADLINE);

  for (const char *at = headline; *at != '\0'; at++)
    g_assert_false (g_ascii_isdigit (*at));
}

/* What the recipient is asked: only of those who can do something, and never what
 * is for the sender to do. */
static void
check_request (BounceReport *report,
               const char   *request)
{
  const BounceVerdict *verdict = bounce_report_get_verdict (report);
  gboolean is_failure = verdict->severity == BOUNCE_SEVERITY_PERMANENT ||
                        verdict->severity == BOUNCE_SEVERITY_TEMPORARY;

  if (verdict->responsible == BOUNCE_PARTY_RECIPIENT && is_failure)
    g_assert_nonnull (request);
  if (verdict->responsible == BOUNCE_PARTY_YOU ||
      verdict->responsible == BOUNCE_PARTY_YOUR_PROVIDER ||
      verdict->responsible == BOUNCE_PARTY_UNCLEAR || !is_failure)
    {
      /* "You" and no answer is the one pair that stands for the other side. */
      if (verdict->cause != BOUNCE_CAUSE_NO_ANSWER)
        g_assert_null (request);
      return;
    }

  if (request != NULL)
    {
      check_sentence (request);
      g_assert_nonnull (strstr (request, "lease "));
    }
}

typedef struct
{
  BounceKind kind;
  BounceCause cause;
  BounceParty party;
} Combination;

static void
test_combination (gconstpointer data)
{
  const Combination *row = data;

  for (BounceConfidence confidence = 0; confidence < BOUNCE_N_CONFIDENCES; confidence++)
    {
      g_autoptr (BounceReport) report = report_new (row->kind, row->cause, row->party,
                                                    confidence);
      g_autofree char *headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
      g_autofree char *of_recipient = bounce_words_dup_headline (report, 0);
      g_autofree char *explanation = bounce_words_dup_explanation (report, 0);
      g_autofree char *path = bounce_words_dup_path (report, 0);
      g_autofree char *summary = bounce_words_dup_path_summary (report, 0);
      g_autofree char *request = bounce_words_dup_request (report, 0);
      g_auto (GStrv) steps = bounce_words_dup_steps (report, 0);

      check_request (report, request);
      check_headline (headline);
      g_assert_cmpstr (headline, ==, of_recipient);
      check_sentence (explanation);
      check_subject (explanation);
      check_sentence (path);
      check_sentence (summary);
      g_assert_null (strstr (summary, headline));
      g_assert_nonnull (strstr (path, headline));
      g_assert_cmpuint (g_strv_length (steps), >=, 1);
      g_assert_cmpuint (g_strv_length (steps), <=, BOUNCE_WORDS_MAX_STEPS);

      for (guint i = 0; steps[i] != NULL; i++)
        {
          check_sentence (steps[i]);
          g_assert_cmpuint (strlen (steps[i]), <=, MAX_STEP);

          for (guint j = 0; j < i; j++)
            g_assert_cmpstr (steps[i], !=, steps[j]);
        }
    }
}

/* Which causes a kind of message can have. */
static gboolean
can_have (BounceKind  kind,
          BounceCause cause)
{
  switch (kind)
    {
    case BOUNCE_KIND_NOT_A_BOUNCE:
      return cause == BOUNCE_CAUSE_NOT_A_BOUNCE;
    case BOUNCE_KIND_SUCCESS_REPORT:
      return cause == BOUNCE_CAUSE_DELIVERED || cause == BOUNCE_CAUSE_RELAYED ||
             cause == BOUNCE_CAUSE_EXPANDED;
    case BOUNCE_KIND_AUTO_REPLY:
      return cause == BOUNCE_CAUSE_AUTO_REPLY;
    case BOUNCE_KIND_READ_RECEIPT:
      return cause == BOUNCE_CAUSE_READ;
    case BOUNCE_KIND_SPAM_COMPLAINT:
      return cause == BOUNCE_CAUSE_COMPLAINT;
    case BOUNCE_KIND_BACKSCATTER:
      return cause == BOUNCE_CAUSE_NEVER_SENT;
    case BOUNCE_KIND_FAKE_BOUNCE:
      return cause == BOUNCE_CAUSE_FAKE;
    case BOUNCE_KIND_BOUNCE:
    case BOUNCE_KIND_DELAY:
    case BOUNCE_KIND_LIST_REJECTION:
    case BOUNCE_KIND_SEND_ERROR:
    case BOUNCE_N_KINDS:
    default:
      return cause < BOUNCE_CAUSE_DELIVERED;
    }
}

typedef struct
{
  BounceCause cause;
  BounceParty party;
} Doubt;

static const Doubt doubts[] = {
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_YOU },
  { BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_PARTY_YOU },
  { BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT },
  { BOUNCE_CAUSE_CONTENT_SPAM, BOUNCE_PARTY_YOU },
  { BOUNCE_CAUSE_RELAY_DENIED, BOUNCE_PARTY_THEIR_PROVIDER },
  { BOUNCE_CAUSE_SERVER_BLOCKLISTED, BOUNCE_PARTY_YOUR_PROVIDER },
  { BOUNCE_CAUSE_AUTHENTICATION_FAILED, BOUNCE_PARTY_YOUR_PROVIDER },
  { BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_THEIR_PROVIDER },
  { BOUNCE_CAUSE_SYSTEM_ERROR, BOUNCE_PARTY_THEIR_PROVIDER },
};

/* Certain, likely and unclear must not sound alike. */
static void
test_doubt (gconstpointer data)
{
  const Doubt *row = data;
  char *headlines[BOUNCE_N_CONFIDENCES];

  for (BounceConfidence i = 0; i < BOUNCE_N_CONFIDENCES; i++)
    {
      g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, row->cause, row->party, i);

      headlines[i] = bounce_words_dup_headline (report, 0);
    }

  for (BounceConfidence i = 1; i < BOUNCE_N_CONFIDENCES; i++)
    for (BounceConfidence j = 0; j < i; j++)
      g_assert_cmpstr (headlines[i], !=, headlines[j]);

  for (BounceConfidence i = 0; i < BOUNCE_N_CONFIDENCES; i++)
    g_free (headlines[i]);
}

typedef struct
{
  const char *name;
  BounceKind kind;
  BounceCause cause;
  BounceParty party;
  BounceConfidence confidence;
  const char *headline;
  const char *first_step;
} Said;

static const Said said[] = {
  { "wrong-address", BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_YOU,
    BOUNCE_CONFIDENCE_CERTAIN,
    "This address does not exist",
    "Compare the address letter by letter with one you know to be right, and send again." },
  { "forwarded-address", BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN,
    BOUNCE_PARTY_RECIPIENT, BOUNCE_CONFIDENCE_CERTAIN,
    "The recipient forwards mail to an address that does not exist",
    "Tell the person another way that the address their mail is forwarded to fails." },
  { "full-mailbox", BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Their mailbox is full",
    "Tell the person another way that their mailbox is full." },
  { "relay-theirs", BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_RELAY_DENIED, BOUNCE_PARTY_THEIR_PROVIDER,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Their mail server says that it is not the one for this address",
    "Look for a typing mistake after the @, and send again." },
  { "relay-yours", BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_RELAY_DENIED, BOUNCE_PARTY_YOU,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Your outgoing mail server does not know who you are",
    "Switch on signing in for outgoing mail in your mail program." },
  { "no-reason", BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR,
    BOUNCE_CONFIDENCE_UNCLEAR,
    "Your message was not delivered, and the reason is not clear",
    "Compare the address letter by letter with one you know to be right, and send again." },
  { "delay", BOUNCE_KIND_DELAY, BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_NOBODY,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Your message is late: their mail server cannot be reached",
    "Nothing to do for now: your mail service keeps trying by itself." },
  { "delay-guessed", BOUNCE_KIND_DELAY, BOUNCE_CAUSE_SYSTEM_ERROR, BOUNCE_PARTY_NOBODY,
    BOUNCE_CONFIDENCE_LIKELY,
    "Your message is late, and is still being tried",
    "Nothing to do for now: your mail service keeps trying by itself." },
  { "delay-full", BOUNCE_KIND_DELAY, BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Your message is late: their mailbox is full",
    "Tell the person another way that their mailbox is full." },
  { "send-error", BOUNCE_KIND_SEND_ERROR, BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_THEIR_PROVIDER,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Your outgoing mail server could not be reached",
    "Check that you are connected to the Internet." },
  { "send-error-unknown", BOUNCE_KIND_SEND_ERROR, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR,
    BOUNCE_CONFIDENCE_UNCLEAR,
    "Your message was not sent, and the reason is not clear",
    "Compare the address letter by letter with one you know to be right, and send again." },
  { "list", BOUNCE_KIND_LIST_REJECTION, BOUNCE_CAUSE_LIST_POSTING_REFUSED,
    BOUNCE_PARTY_RECIPIENT, BOUNCE_CONFIDENCE_CERTAIN,
    "The mailing list did not take your message",
    "Send it from the address you joined the list with, or join the list." },
  { "success", BOUNCE_KIND_SUCCESS_REPORT, BOUNCE_CAUSE_DELIVERED, BOUNCE_PARTY_NOBODY,
    BOUNCE_CONFIDENCE_CERTAIN, "Your message arrived", "Nothing to do." },
  { "auto-reply", BOUNCE_KIND_AUTO_REPLY, BOUNCE_CAUSE_AUTO_REPLY, BOUNCE_PARTY_NOBODY,
    BOUNCE_CONFIDENCE_CERTAIN,
    "This is an automatic answer, not a failure",
    "Read what it says; otherwise there is nothing to do." },
  { "receipt", BOUNCE_KIND_READ_RECEIPT, BOUNCE_CAUSE_READ, BOUNCE_PARTY_NOBODY,
    BOUNCE_CONFIDENCE_CERTAIN,
    "This is a receipt for your message, not a failure", "Nothing to do." },
  { "complaint", BOUNCE_KIND_SPAM_COMPLAINT, BOUNCE_CAUSE_COMPLAINT, BOUNCE_PARTY_YOU,
    BOUNCE_CONFIDENCE_CERTAIN,
    "Somebody marked a message from you as spam",
    "Take the person off your newsletters and other mail to many people." },
  { "fake", BOUNCE_KIND_FAKE_BOUNCE, BOUNCE_CAUSE_FAKE, BOUNCE_PARTY_THIRD_PARTY,
    BOUNCE_CONFIDENCE_LIKELY,
    "This notice is probably a fake",
    "Do not follow any link in it, and do not type a password." },
  { "backscatter", BOUNCE_KIND_BACKSCATTER, BOUNCE_CAUSE_NEVER_SENT, BOUNCE_PARTY_THIRD_PARTY,
    BOUNCE_CONFIDENCE_LIKELY,
    "This is about a message that you probably did not send",
    "Nothing to do: you can delete the notice." },
  { "ordinary", BOUNCE_KIND_NOT_A_BOUNCE, BOUNCE_CAUSE_NOT_A_BOUNCE, BOUNCE_PARTY_NOBODY,
    BOUNCE_CONFIDENCE_CERTAIN,
    "This is no notice of a failed delivery",
    "Nothing to do. If you meant another message, bring that one here." },
};

static void
test_said (gconstpointer data)
{
  const Said *row = data;
  g_autoptr (BounceReport) report = report_new (row->kind, row->cause, row->party,
                                                row->confidence);
  g_autofree char *headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
  g_auto (GStrv) steps = bounce_words_dup_steps (report, BOUNCE_WORDS_MESSAGE);

  g_assert_cmpstr (headline, ==, row->headline);
  g_assert_cmpstr (steps[0], ==, row->first_step);
}

/* One recipient failed and one is late: each has an answer of its own kind. */
static void
test_several_recipients (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN,
                                                BOUNCE_PARTY_YOU, BOUNCE_CONFIDENCE_CERTAIN);
  BounceRecipient *late = bounce_recipient_new ();
  g_autofree char *of_message = NULL;
  g_autofree char *of_late = NULL;
  g_auto (GStrv) steps = NULL;

  late->verdict = report->verdict;
  late->verdict.severity = BOUNCE_SEVERITY_TEMPORARY;
  late->verdict.cause = BOUNCE_CAUSE_NO_ANSWER;
  late->verdict.responsible = BOUNCE_PARTY_NOBODY;
  g_ptr_array_add (report->recipients, late);

  of_message = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
  of_late = bounce_words_dup_headline (report, 1);
  steps = bounce_words_dup_steps (report, 1);

  g_assert_cmpstr (of_message, ==, "This address does not exist");
  g_assert_cmpstr (of_late, ==, "Your message is late: their mail server cannot be reached");
  g_assert_cmpstr (steps[0], ==,
                   "Nothing to do for now: your mail service keeps trying by itself.");
}

static void
test_no_recipient (void)
{
  g_autoptr (BounceReport) report = bounce_report_new ();
  g_autofree char *headline = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) steps = NULL;

  report->kind = BOUNCE_KIND_NOT_A_BOUNCE;
  report->verdict = (BounceVerdict) {
    .severity = BOUNCE_SEVERITY_INFO,
    .responsible = BOUNCE_PARTY_NOBODY,
    .cause = BOUNCE_CAUSE_NOT_A_BOUNCE,
    .confidence = BOUNCE_CONFIDENCE_CERTAIN,
  };

  headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
  path = bounce_words_dup_path (report, BOUNCE_WORDS_MESSAGE);
  steps = bounce_words_dup_steps (report, BOUNCE_WORDS_MESSAGE);

  g_assert_cmpstr (headline, ==, "This is no notice of a failed delivery");
  g_assert_cmpstr (path, ==, "This is no notice of a failed delivery. Nobody needs to act.");
  g_assert_cmpuint (g_strv_length (steps), ==, 1);
}

static void
test_suggestion (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_DOMAIN_UNKNOWN,
                                                BOUNCE_PARTY_YOU, BOUNCE_CONFIDENCE_CERTAIN);
  g_auto (GStrv) steps = NULL;

  get_recipient (report)->suggestion = g_strdup ("bob@example.com");
  steps = bounce_words_dup_steps (report, 0);

  g_assert_cmpstr (steps[0], ==,
                   "Did you mean bob@example.com? If so, send the message to that address.");
  g_assert_cmpuint (g_strv_length (steps), ==, 4);
}

/* An address may hold signs that turn a sentence around; it is left out then. */
static void
test_hostile_words (void)
{
  static const char *const hostile[] = {
    "bob\xe2\x80\xae@example.com", "bob\n@example.com", "bob @example.com", "bob\xff@example.com", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE,
                                                    BOUNCE_CAUSE_SERVER_BLOCKLISTED,
                                                    BOUNCE_PARTY_YOUR_PROVIDER,
                                                    BOUNCE_CONFIDENCE_CERTAIN);
      BounceRecipient *recipient = get_recipient (report);
      g_auto (GStrv) steps = NULL;
      g_autofree char *explanation = NULL;

      recipient->suggestion = g_strdup (hostile[i]);
      recipient->address = g_strdup (hostile[i]);
      recipient->original_address = g_strdup ("ann@example.com");
      g_strfreev (recipient->blocklists);
      recipient->blocklists = g_new0 (char *, 2);
      recipient->blocklists[0] = g_strdup (hostile[i]);

      steps = bounce_words_dup_steps (report, 0);
      explanation = bounce_words_dup_explanation (report, 0);

      g_assert_cmpstr (steps[0], ==, "Pass the notice on to your provider, who can ask for the "
                                     "server to be removed.");
      check_sentence (explanation);
      g_assert_null (strstr (explanation, "ann@"));
    }
}

static void
test_blocklist (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE,
                                                BOUNCE_CAUSE_SERVER_BLOCKLISTED,
                                                BOUNCE_PARTY_YOUR_PROVIDER,
                                                BOUNCE_CONFIDENCE_CERTAIN);
  BounceRecipient *recipient = get_recipient (report);
  g_auto (GStrv) steps = NULL;
  g_autofree char *explanation = NULL;

  g_strfreev (recipient->blocklists);
  recipient->blocklists = g_strsplit ("list.example.org other.example.org", " ", -1);
  steps = bounce_words_dup_steps (report, 0);
  explanation = bounce_words_dup_explanation (report, 0);

  g_assert_cmpstr (steps[0], ==, "Pass the notice on to your provider: only they can have the "
                                 "server taken off the list (list.example.org).");
  g_assert_cmpuint (g_strv_length (steps), ==, 2);
  g_assert_nonnull (strstr (explanation, "The list is list.example.org."));
}

static void
test_forwarded (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN,
                                                BOUNCE_PARTY_RECIPIENT,
                                                BOUNCE_CONFIDENCE_CERTAIN);
  BounceRecipient *recipient = get_recipient (report);
  g_autofree char *explanation = NULL;
  g_autofree char *same = NULL;

  recipient->address = g_strdup ("bob@example.net");
  recipient->original_address = g_strdup ("office@example.org");
  explanation = bounce_words_dup_explanation (report, 0);
  g_assert_nonnull (strstr (explanation, "You wrote to office@example.org; the address that "
                                         "failed is bob@example.net."));

  g_free (recipient->original_address);
  recipient->original_address = g_strdup ("Bob@Example.net");
  same = bounce_words_dup_explanation (report, 0);
  g_assert_null (strstr (same, "You wrote to"));
}

static void
test_conflict (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN,
                                                BOUNCE_PARTY_UNCLEAR,
                                                BOUNCE_CONFIDENCE_UNCLEAR);
  BounceRecipient *recipient = get_recipient (report);
  g_autofree char *explanation = NULL;

  recipient->conflict = g_strdup ("553 against 4.7.1");
  recipient->verdict.either[0] = BOUNCE_PARTY_YOU;
  recipient->verdict.either[1] = BOUNCE_PARTY_THEIR_PROVIDER;
  explanation = bounce_words_dup_explanation (report, 0);

  g_assert_true (g_str_has_prefix (explanation,
                                   "The notice is not clear, so this is only the best guess. "));
  g_assert_nonnull (strstr (explanation, "Two codes in the notice contradict each other."));
  g_assert_nonnull (strstr (explanation, "Either the address or the message is at fault, or "
                                         "their mail service has a problem."));
}

typedef struct
{
  BounceParty one;
  BounceParty other;
} Pair;

static const Pair pairs[] = {
  { BOUNCE_PARTY_YOU, BOUNCE_PARTY_YOUR_PROVIDER },
  { BOUNCE_PARTY_YOU, BOUNCE_PARTY_RECIPIENT },
  { BOUNCE_PARTY_YOU, BOUNCE_PARTY_THEIR_PROVIDER },
  { BOUNCE_PARTY_YOUR_PROVIDER, BOUNCE_PARTY_RECIPIENT },
  { BOUNCE_PARTY_YOUR_PROVIDER, BOUNCE_PARTY_THEIR_PROVIDER },
  { BOUNCE_PARTY_RECIPIENT, BOUNCE_PARTY_THEIR_PROVIDER },
};

static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  const char *sentence = bounce_words_either[pair->one][pair->other];

  check_sentence (sentence);
  g_assert_cmpstr (sentence, ==, bounce_words_either[pair->other][pair->one]);
}

static void
test_note (gconstpointer data)
{
  BounceNote note = *(const BounceNote *) data;
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_POLICY_REFUSED,
                                                BOUNCE_PARTY_YOU, BOUNCE_CONFIDENCE_CERTAIN);
  g_autofree char *explanation = NULL;

  get_recipient (report)->verdict.note = note;
  explanation = bounce_words_dup_explanation (report, 0);

  check_sentence (bounce_words_notes[note]);
  check_subject (bounce_words_notes[note]);
  g_assert_nonnull (strstr (explanation, bounce_words_notes[note]));
}

/* "Nothing to do until Tuesday 14:00": a weekday within a week, else a date. */
static void
test_until (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_DELAY, BOUNCE_CAUSE_NO_ANSWER,
                                                BOUNCE_PARTY_NOBODY, BOUNCE_CONFIDENCE_CERTAIN);
  BounceRecipient *recipient = get_recipient (report);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *explanation = NULL;
  g_auto (GStrv) steps = NULL;
  g_auto (GStrv) far_steps = NULL;

  recipient->retry_until = g_date_time_add_days (now, 2);
  day = g_date_time_format (recipient->retry_until, "%A %H:%M");
  expected = g_strdup_printf ("Nothing to do until %s: your mail service keeps trying by itself.",
                              day);
  steps = bounce_words_dup_steps (report, BOUNCE_WORDS_MESSAGE);
  explanation = bounce_words_dup_explanation (report, BOUNCE_WORDS_MESSAGE);

  g_assert_cmpstr (steps[0], ==, expected);
  g_assert_nonnull (strstr (explanation, "Your mail service keeps trying by itself until "));

  g_date_time_unref (recipient->retry_until);
  recipient->retry_until = g_date_time_new_utc (2199, 3, 5, 14, 0, 0);
  far_steps = bounce_words_dup_steps (report, BOUNCE_WORDS_MESSAGE);

  g_assert_cmpstr (far_steps[0], ==,
                   "Nothing to do until 5 March 2199, 14:00: your mail service keeps trying by "
                   "itself.");
}

static void
test_until_is_over (void)
{
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_DELAY, BOUNCE_CAUSE_NO_ANSWER,
                                                BOUNCE_PARTY_NOBODY, BOUNCE_CONFIDENCE_CERTAIN);
  g_autofree char *explanation = NULL;
  g_auto (GStrv) steps = NULL;

  get_recipient (report)->retry_until = g_date_time_new_utc (2011, 3, 5, 14, 0, 0);
  steps = bounce_words_dup_steps (report, 0);
  explanation = bounce_words_dup_explanation (report, 0);

  g_assert_cmpstr (steps[0], ==, "If no other notice has come since, ask the person whether the "
                                 "message arrived.");
  g_assert_cmpuint (g_strv_length (steps), ==, 1);
  g_assert_nonnull (strstr (explanation,
                            "Your mail service meant to keep trying until 5 March 2011, 14:00."));
}

typedef struct
{
  BounceStop stop;
  BounceSeverity severity;
  const char *path;
} Path;

static const Path paths[] = {
  { BOUNCE_STOP_UNKNOWN, BOUNCE_SEVERITY_PERMANENT,
    "Your message did not arrive. This address does not exist. You need to act." },
  { BOUNCE_STOP_THEIR_SERVER, BOUNCE_SEVERITY_PERMANENT,
    "Your message reached their mail service, which did not take it. This address does not "
    "exist. You need to act." },
  { BOUNCE_STOP_THEIR_SERVER, BOUNCE_SEVERITY_TEMPORARY,
    "Your message waits, because their mail service has not taken it yet. Your message is late: "
    "this address was not found so far. You need to act." },
};

static void
test_path (gconstpointer data)
{
  const Path *row = data;
  g_autoptr (BounceReport) report = report_new (BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN,
                                                BOUNCE_PARTY_YOU, BOUNCE_CONFIDENCE_CERTAIN);
  g_autofree char *path = NULL;

  get_recipient (report)->verdict.stopped_at = row->stop;
  get_recipient (report)->verdict.severity = row->severity;
  path = bounce_words_dup_path (report, 0);

  g_assert_cmpstr (path, ==, row->path);
}

static void
test_stops (void)
{
  for (BounceStop stop = 0; stop < BOUNCE_N_STOPS; stop++)
    {
      check_sentence (bounce_words_path_failed[stop]);
      check_sentence (bounce_words_path_delayed[stop]);
    }
}

typedef struct
{
  BounceIpRole role;
  gboolean refused;
  const char *blocklist;
  const char *text;
} Host;

static const Host hosts[] = {
  { BOUNCE_IP_ROLE_YOUR_SERVER, TRUE, NULL,
    "Your provider's server: this is the one that was refused" },
  { BOUNCE_IP_ROLE_YOUR_SERVER, TRUE, "list.example.org",
    "Your provider's server: this is the one on a blocklist" },
  { BOUNCE_IP_ROLE_YOUR_SERVER, FALSE, NULL,
    "Your provider's server: your message went this way" },
  { BOUNCE_IP_ROLE_YOUR_DEVICE, TRUE, NULL,
    "Your own Internet connection: this is the one that was refused" },
  { BOUNCE_IP_ROLE_MENTIONED, TRUE, NULL,
    "This is the address that was refused" },
  { BOUNCE_IP_ROLE_RECIPIENT_SERVER, FALSE, NULL,
    "The recipient's server: it only gave the answer" },
};

static void
test_host (gconstpointer data)
{
  const Host *row = data;
  const char *lists[2] = { row->blocklist, NULL };
  BounceHost host = { .role = row->role, .refused = row->refused, .blocklists = (GStrv) lists };
  g_autofree char *text = bounce_words_dup_host_role (&host);

  g_assert_cmpstr (text, ==, row->text);
}

static void
test_labels (void)
{
  for (BounceCause i = 0; i < BOUNCE_N_CAUSES; i++)
    {
      g_auto (GStrv) words = g_strsplit (bounce_words_get_short_cause (i), " ", -1);

      check_text (bounce_words_get_cause (i));
      g_assert_cmpuint (g_strv_length (words), <=, 3);
    }

  for (BounceSeverity i = 0; i < BOUNCE_N_SEVERITIES; i++)
    check_text (bounce_words_get_severity (i));
  for (BounceParty i = 0; i < BOUNCE_N_PARTIES; i++)
    check_text (bounce_words_get_party (i));
  for (BounceStop i = 0; i < BOUNCE_N_STOPS; i++)
    check_text (bounce_words_get_stop (i));
  for (BounceConfidence i = 0; i < BOUNCE_N_CONFIDENCES; i++)
    check_text (bounce_words_get_confidence (i));
  for (BounceEvidenceWhat i = 0; i < BOUNCE_N_EVIDENCES; i++)
    check_text (bounce_words_get_evidence (i));
  for (BounceIpRole i = 0; i < BOUNCE_N_IP_ROLES; i++)
    {
      BounceHost host = { .role = i };
      g_autofree char *text = bounce_words_dup_host_role (&host);

      check_text (text);
    }
}

static void
count (GHashTable *sentences,
       const char *text)
{
  if (text != NULL)
    g_hash_table_add (sentences, (gpointer) text);
}

static void
count_steps (GHashTable        *sentences,
             const char *const *steps)
{
  for (guint i = 0; i < BOUNCE_WORDS_MAX_STEPS && steps[i] != NULL; i++)
    count (sentences, steps[i]);
}

static void
count_said (GHashTable       *sentences,
            const BounceSaid *heading)
{
  count (sentences, heading->certain);
  count (sentences, heading->likely);
  count (sentences, heading->unclear);
  count (sentences, heading->delayed);
}

static void
test_budget (void)
{
  /* Sentences that stand in bounce-words.c and bounce-words-labels.c themselves,
   * because they take words from the mail or stand alone. */
  const guint in_code = 34;
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);

  for (BounceCause i = 0; i < BOUNCE_N_CAUSES; i++)
    {
      g_assert_nonnull (bounce_words_headlines[i].certain);
      g_assert_nonnull (bounce_words_headlines[i].likely);
      count_said (sentences, &bounce_words_headlines[i]);
      check_sentence (bounce_words_explanations[i]);
      count (sentences, bounce_words_explanations[i]);
      count_steps (sentences, bounce_words_steps[i]);
    }

  for (guint i = 0; i < bounce_words_n_headline_variants; i++)
    count_said (sentences, &bounce_words_headline_variants[i].said);
  for (guint i = 0; i < bounce_words_n_explanation_variants; i++)
    count (sentences, bounce_words_explanation_variants[i].sentence);
  for (guint i = 0; i < bounce_words_n_steps_variants; i++)
    count_steps (sentences, bounce_words_steps_variants[i].steps);

  for (BounceParty i = 0; i < BOUNCE_N_PARTIES; i++)
    {
      count_steps (sentences, bounce_words_party_steps[i]);
      count (sentences, bounce_words_path_parties[i]);
      for (BounceParty j = 0; j < BOUNCE_N_PARTIES; j++)
        count (sentences, bounce_words_either[i][j]);
    }

  for (BounceNote i = BOUNCE_NOTE_NONE + 1; i < BOUNCE_N_NOTES; i++)
    count (sentences, bounce_words_notes[i]);

  for (guint i = 0; i < bounce_words_n_requests; i++)
    {
      count (sentences, bounce_words_requests[i].problem);
      count (sentences, bounce_words_requests[i].request);
    }

  for (BounceStop i = 0; i < BOUNCE_N_STOPS; i++)
    {
      count (sentences, bounce_words_path_failed[i]);
      count (sentences, bounce_words_path_delayed[i]);
    }

  g_test_message ("%u sentences", g_hash_table_size (sentences) + in_code);
  g_assert_cmpuint (g_hash_table_size (sentences) + in_code, <=, BUDGET);
}

static GPtrArray *
add_combinations (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (BounceKind kind = 0; kind < BOUNCE_N_KINDS; kind++)
    for (BounceCause cause = 0; cause < BOUNCE_N_CAUSES; cause++)
      for (BounceParty party = 0; party < BOUNCE_N_PARTIES; party++)
        {
          g_autofree char *path = NULL;
          Combination *row;

          if (!can_have (kind, cause))
            continue;

          row = g_new (Combination, 1);
          *row = (Combination) { kind, cause, party };
          g_ptr_array_add (rows, row);

          path = g_strdup_printf ("/words/%s/%s/%s", bounce_kind_to_string (kind),
                                  bounce_cause_to_string (cause), bounce_party_to_string (party));
          g_test_add_data_func (path, row, test_combination);
        }

  return rows;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) rows = NULL;
  BounceNote notes[BOUNCE_N_NOTES];

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  bounce_words_init ();

  rows = add_combinations ();

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/words/doubt/%s", bounce_cause_to_string (doubts[i].cause));

      g_test_add_data_func (path, &doubts[i], test_doubt);
    }

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *path = g_strdup_printf ("/words/said/%s", said[i].name);

      g_test_add_data_func (path, &said[i], test_said);
    }

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/words/either/%s/%s", bounce_party_to_string (pairs[i].one),
                         bounce_party_to_string (pairs[i].other));

      g_test_add_data_func (path, &pairs[i], test_pair);
    }

  for (BounceNote i = BOUNCE_NOTE_NONE + 1; i < BOUNCE_N_NOTES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/words/note/%u", i);

      notes[i] = i;
      g_test_add_data_func (path, &notes[i], test_note);
    }

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/words/path/%s/%s", bounce_stop_to_string (paths[i].stop),
                         bounce_severity_to_string (paths[i].severity));

      g_test_add_data_func (path, &paths[i], test_path);
    }

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/words/host/%s%s%s", bounce_ip_role_to_string (hosts[i].role),
                         hosts[i].refused ? "/refused" : "",
                         hosts[i].blocklist != NULL ? "/listed" : "");

      g_test_add_data_func (path, &hosts[i], test_host);
    }

  g_test_add_func ("/words/several-recipients", test_several_recipients);
  g_test_add_func ("/words/no-recipient", test_no_recipient);
  g_test_add_func ("/words/suggestion", test_suggestion);
  g_test_add_func ("/words/hostile-words", test_hostile_words);
  g_test_add_func ("/words/blocklist", test_blocklist);
  g_test_add_func ("/words/forwarded", test_forwarded);
  g_test_add_func ("/words/conflict", test_conflict);
  g_test_add_func ("/words/until", test_until);
  g_test_add_func ("/words/until-is-over", test_until_is_over);
  g_test_add_func ("/words/stops", test_stops);
  g_test_add_func ("/words/labels", test_labels);
  g_test_add_func ("/words/budget", test_budget);

  return g_test_run ();
}
