/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "bounce-decode.h"

/*
 * What holds for every message, whatever its verdict: the promises of
 * bounce_decode_message(). The verdicts themselves are in test-stories.c.
 */

static BounceReport *
decode (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  BounceReport *report =
    bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);

  return report;
}

static const BounceOriginal *
find_original (const BounceReport *report,
               const char         *path)
{
  for (guint i = 0; i < bounce_report_get_n_originals (report); i++)
    {
      const BounceOriginal *original = bounce_report_get_original (report, i);

      if (g_strcmp0 (original->path, path) == 0)
        return original;
    }

  return NULL;
}

/* Every piece of evidence stands where it says, and every code in the text. */
static void
check_evidence (const BounceReport *report)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < bounce_report_get_n_originals (report); i++)
    {
      const BounceOriginal *original = bounce_report_get_original (report, i);

      g_assert_true (g_utf8_validate (original->text, (gssize) original->length, NULL));
      g_assert_null (memchr (original->text, '\r', original->length));
      g_string_append_len (all, original->text, (gssize) original->length);
    }

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);
      g_autofree char *enhanced =
        bounce_enhanced_code_to_string (&recipient->enhanced_code);
      g_autofree char *reply = g_strdup_printf ("%u", recipient->reply_code);

      if (enhanced != NULL)
        g_assert_nonnull (strstr (all->str, enhanced));
      if (recipient->reply_code != 0)
        g_assert_nonnull (strstr (all->str, reply));

      for (guint j = 0; j < recipient->evidence->len; j++)
        {
          const BounceEvidence *evidence = g_ptr_array_index (recipient->evidence, j);
          const BounceOriginal *original = find_original (report, evidence->part);

          g_assert_nonnull (original);
          g_assert_cmpuint (evidence->offset + evidence->length, <=, original->length);
          g_assert_cmpmem (original->text + evidence->offset, evidence->length,
                           evidence->text, strlen (evidence->text));
        }
    }
}

static void
test_sample (gconstpointer data)
{
  const char *path = data;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (BounceReport) again = NULL;
  gsize length = 0;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  bytes = g_bytes_new (content, length);
  report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);
  if (g_error_matches (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT))
    return;
  g_assert_no_error (error);

  check_evidence (report);

  again = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, NULL);
  g_assert_cmpint (bounce_report_get_kind (report), ==, bounce_report_get_kind (again));
  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==,
                    bounce_report_get_n_recipients (again));
  g_assert_cmpuint (bounce_report_get_n_originals (again), ==, 0);
  g_assert_cmpint (bounce_report_get_verdict (report)->cause, ==,
                   bounce_report_get_verdict (again)->cause);
}

static void
test_other_data (void)
{
  static const guint8 jpeg[] = { 0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (jpeg, sizeof jpeg);
  g_autoptr (GError) error = NULL;

  g_assert_null (bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error));
  g_assert_error (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT);
}

static void
test_nothing (void)
{
  g_autoptr (BounceReport) report = decode ("");

  g_assert_cmpint (bounce_report_get_kind (report), ==, BOUNCE_KIND_NOT_A_BOUNCE);
  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, 0);
}

/* The verdict of the message is that of the recipient who needs attention most. */
static void
test_worst_first (void)
{
  g_autoptr (BounceReport) report =
    decode ("Reporting-MTA: dns; relay.example.com\n\n"
            "Final-Recipient: rfc822; early@example.org\n"
            "Action: delayed\nStatus: 4.4.1\n\n"
            "Final-Recipient: rfc822; late@example.org\n"
            "Action: failed\nStatus: 5.2.2\n");

  g_assert_cmpint (bounce_report_get_kind (report), ==, BOUNCE_KIND_BOUNCE);
  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, 2);
  g_assert_cmpint (bounce_report_get_recipient (report, 0)->verdict.severity, ==,
                   BOUNCE_SEVERITY_TEMPORARY);
  g_assert_cmpstr (bounce_report_get_top_recipient (report)->address, ==,
                   "late@example.org");
  g_assert_cmpint (bounce_report_get_verdict (report)->cause, ==,
                   BOUNCE_CAUSE_MAILBOX_FULL);
}

static void
test_conflict (void)
{
  g_autoptr (BounceReport) report =
    decode ("<bob@example.org>: 553 sorry, mailbox unavailable (#4.7.1)\n");

  g_assert_cmpstr (bounce_report_get_top_recipient (report)->conflict, ==,
                   "553 against 4.7.1");
}

/* A code in another paragraph than the reason is not among the program's words. */
static void
test_own_words (void)
{
  g_autoptr (BounceReport) report =
    decode ("From: MAILER-DAEMON@mx.example.org\nSubject: Undelivered mail\n\n"
            "Your message could not be delivered to the following recipients:\n\n"
            "<bob@example.com>\n\nUnrouteable address\n\n"
            "Other lines of the log: rcpt (250 2.1.5 ok) and so on.\n");

  g_assert_cmpstr (bounce_report_get_top_recipient (report)->diagnostic, ==,
                   "Unrouteable address");
}

typedef struct
{
  const char *name;
  const char *text;
  guint64 sent;
  guint64 limit;
} SizeCase;

static const SizeCase size_cases[] = {
  { "both", "<bob@example.org>: 552 5.3.4 Message size (18 MB) exceeds the limit of 10 MB\n",
    18 * 1024 * 1024, 10 * 1024 * 1024 },
  { "bytes", "<bob@example.org>: 552 5.3.4 Message size exceeds fixed maximum message size "
    "(10485760)\n", 0, 10485760 },
  { "thousands", "<bob@example.org>: 552 5.3.4 message size 20,971,520 exceeds size limit "
    "10,485,760 of server mx.example.org\n", 20971520, 10485760 },
  { "none", "<bob@example.org>: 552 5.3.4 Message too big for system\n", 0, 0 },
};

static void
test_sizes (gconstpointer data)
{
  const SizeCase *row = data;
  g_autoptr (BounceReport) report = decode (row->text);
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);

  g_assert_cmpint (recipient->verdict.cause, ==, BOUNCE_CAUSE_MESSAGE_TOO_BIG);
  g_assert_cmpuint (recipient->size_sent, ==, row->sent);
  g_assert_cmpuint (recipient->size_limit, ==, row->limit);
}

typedef struct
{
  const char *name;
  const char *words;
  const char *until;
} RetryCase;

static const RetryCase retry_cases[] = {
  { "hours", "There was a temporary problem delivering your message to bob@example.org. "
    "Gmail will retry for 47 more hours.\n", "2026-03-06T09:00:00Z" },
  { "days", "The message to bob@example.org was delayed. "
    "Message will be retried for 4 more day(s)\n", "2026-03-08T10:00:00Z" },
  { "no time", "There was a temporary problem delivering your message to bob@example.org. "
    "Gmail will retry.\n", NULL },
};

static void
test_retry_until (gconstpointer data)
{
  const RetryCase *row = data;
  g_autofree char *text =
    g_strdup_printf ("Return-Path: <>\n"
                     "From: Mail Delivery Subsystem <mailer-daemon@example.com>\n"
                     "To: alice@example.com\n"
                     "Date: Wed, 4 Mar 2026 10:00:00 +0000\n"
                     "Subject: Delivery Status Notification (Delay)\n\n%s", row->words);
  g_autoptr (BounceReport) report = decode (text);
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *until = NULL;

  g_assert_cmpint (bounce_report_get_kind (report), ==, BOUNCE_KIND_DELAY);
  if (recipient->retry_until != NULL)
    {
      utc = g_date_time_to_utc (recipient->retry_until);
      until = g_date_time_format_iso8601 (utc);
    }
  g_assert_cmpstr (until, ==, row->until);
}

/* The recipients of a block of delivery status fields, in one line. */
typedef struct
{
  const char *name;
  const char *fields;
  const char *addresses;
} StatusCase;

static const StatusCase status_cases[] = {
  { "plain", "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\n",
    "bob@example.org 5.1.1" },
  { "in-brackets", "Final-Recipient: rfc822;<bob@example.org>\nAction: failed\nStatus: 5.1.1\n",
    "bob@example.org 5.1.1" },
  /* RFC 6533, 3: letters beyond ASCII, written in ASCII */
  { "unitext", "Final-Recipient: utf-8; j\\x{F6}rg@example.org\nAction: failed\nStatus: 5.1.1\n",
    "j\u00f6rg@example.org 5.1.1" },
  { "unitext-cut-off", "Final-Recipient: utf-8; bob\\x{F6@example.org\nAction: failed\n"
    "Status: 5.1.1\n", "bob\ufffd@example.org 5.1.1" },
  { "unitext-of-no-letter", "Final-Recipient: utf-8; bob\\x{D800}@example.org\n"
    "Action: failed\nStatus: 5.1.1\n", "bob\ufffd@example.org 5.1.1" },
  /* programs that forget the empty line between recipients */
  { "two-in-one-block",
    "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\n"
    "Final-Recipient: rfc822; carol@example.org\nAction: failed\nStatus: 5.2.2\n",
    "bob@example.org 5.1.1, carol@example.org 5.2.2" },
  { "two-with-originals-in-one-block",
    "Original-Recipient: rfc822; bob@example.org\nFinal-Recipient: rfc822; bob@example.net\n"
    "Action: failed\nStatus: 5.1.1\n"
    "Original-Recipient: rfc822; carol@example.org\nFinal-Recipient: rfc822; carol@example.net\n"
    "Action: failed\nStatus: 5.2.2\n",
    "bob@example.net 5.1.1, carol@example.net 5.2.2" },
};

static void
test_status_fields (gconstpointer data)
{
  const StatusCase *row = data;
  g_autofree char *text =
    g_strdup_printf ("Return-Path: <>\nFrom: MAILER-DAEMON@example.com\nTo: alice@example.com\n"
                     "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
                     "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                     "--b\n\nYour message could not be delivered.\n\n"
                     "--b\nContent-Type: message/delivery-status\n\n"
                     "Reporting-MTA: dns; mail.example.com\n\n%s\n--b--\n", row->fields);
  g_autoptr (BounceReport) report = decode (text);
  g_autoptr (GString) addresses = g_string_new (NULL);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);
      g_autofree char *code = bounce_enhanced_code_to_string (&recipient->enhanced_code);

      g_string_append_printf (addresses, "%s%s %s", i > 0 ? ", " : "", recipient->address, code);
    }
  g_assert_cmpstr (addresses->str, ==, row->addresses);
}

typedef struct
{
  const char *name;
  const char *field;
  const char *words;
  const char *owner;
} OwnerCase;

/* Who is to be asked is what the notice says, and nothing else. */
static const OwnerCase owner_cases[] = {
  { "field", "List-Owner: <mailto:anna@example.com?subject=x> (the librarian)\n",
    "singers-owner@lists.example.org", "anna@example.com" },
  { "field-escaped", "List-Owner: <https://lists.example.org/>, <mailto:a%2Bb@example.com>\n",
    "", "a+b@example.com" },
  { "field-of-several", "List-Owner: <mailto:anna@example.com,eve@example.net>\n", "",
    "anna@example.com" },
  { "field-without-address", "List-Owner: <https://lists.example.org/owner>\n", "", NULL },
  { "words", "", "Write to singers-request@lists.example.org or to "
    "Singers-Owner@lists.example.org.", "Singers-Owner@lists.example.org" },
  { "request", "", "Write to singers-request@lists.example.org.",
    "singers-request@lists.example.org" },
  { "old-name", "", "Write to owner-singers@lists.example.org.",
    "owner-singers@lists.example.org" },
  { "of-another-list", "", "Write to players-owner@lists.example.org.", NULL },
  { "of-another-domain", "", "Write to singers-owner@lists.example.net.", NULL },
  { "nowhere", "", "Ask the owner.", NULL },
};

static void
test_list_owner (gconstpointer data)
{
  const OwnerCase *row = data;
  g_autofree char *text =
    g_strdup_printf ("From: singers-bounces@lists.example.org\n"
                     "To: alice@example.com\n"
                     "Subject: Request to mailing list Singers rejected\n"
                     "X-BeenThere: singers@lists.example.org\n"
                     "X-Mailman-Version: 2.1.39\n"
                     "%s\n"
                     "Your request to the singers@lists.example.org mailing list\n\n"
                     "    Posting of your message titled \"Rehearsal\"\n\n"
                     "has been rejected by the list moderator. The moderator gave the\n"
                     "following reason for rejecting your request:\n\n"
                     "\"Non-members are not allowed to post messages to this list.\"\n\n"
                     "%s\n", row->field, row->words);
  g_autoptr (BounceReport) report = decode (text);

  g_assert_cmpint (bounce_report_get_kind (report), ==, BOUNCE_KIND_LIST_REJECTION);
  g_assert_cmpstr (bounce_report_get_list_owner (report), ==, row->owner);
}

/* The address of an owner in the refusal of a person's mailbox is somebody else's. */
static void
test_no_list_owner (void)
{
  g_autoptr (BounceReport) report =
    decode ("<bob@example.org>: host mx.example.org[192.0.2.9] said: 550 5.1.1 User unknown, "
            "ask bob-owner@example.org (in reply to RCPT TO command)\n");

  g_assert_null (bounce_report_get_list_owner (report));
}

/* What was read is kept as it was, for those who want to see it. */
static void
test_source (void)
{
  static const char text[] = "<bob@example.org>: 550 5.1.1 caf\xe9 User unknown\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (BounceReport) with =
    bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, NULL);
  g_autoptr (BounceReport) without = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, NULL);

  g_assert_true (g_bytes_equal (bounce_report_get_source (with), bytes));
  g_assert_null (bounce_report_get_source (without));
}

/* A reader of a report in another thread sees the same one. */
static gpointer
decode_in_thread (gpointer data)
{
  return bounce_decode_message (data, BOUNCE_DECODE_DEFAULT, NULL);
}

static void
test_threads (void)
{
  static const char text[] = "<bob@example.org>: host mx.example.org[192.0.2.9] said: "
                             "550 5.1.1 User unknown (in reply to RCPT TO command)\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("decode", decode_in_thread, bytes);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (BounceReport) report = g_thread_join (threads[i]);

      g_assert_cmpint (bounce_report_get_verdict (report)->cause, ==,
                       BOUNCE_CAUSE_ADDRESS_UNKNOWN);
    }
}

/* The identifiers are what programs read: they never change. */
static void
test_identifiers (void)
{
  g_assert_cmpstr (bounce_kind_to_string (BOUNCE_KIND_FAKE_BOUNCE), ==, "fake-bounce");
  g_assert_cmpstr (bounce_kind_to_string (BOUNCE_KIND_LIST_REJECTION), ==, "list-rejection");
  g_assert_cmpstr (bounce_severity_to_string (BOUNCE_SEVERITY_SUSPICIOUS), ==, "suspicious");
  g_assert_cmpstr (bounce_party_to_string (BOUNCE_PARTY_THIRD_PARTY), ==, "third-party");
  g_assert_cmpstr (bounce_party_to_string (BOUNCE_PARTY_THEIR_PROVIDER), ==, "their-provider");
  g_assert_cmpstr (bounce_stop_to_string (BOUNCE_STOP_ARRIVED), ==, "arrived");
  g_assert_cmpstr (bounce_cause_to_string (BOUNCE_CAUSE_FAKE), ==, "fake");
  g_assert_cmpstr (bounce_cause_to_string (BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED), ==,
                   "delivery-program-failed");
  g_assert_cmpstr (bounce_cause_to_string (BOUNCE_CAUSE_RELAY_DENIED), ==, "relay-denied");
  g_assert_cmpstr (bounce_confidence_to_string (BOUNCE_CONFIDENCE_CERTAIN), ==, "certain");
  g_assert_cmpstr (bounce_action_to_string (BOUNCE_ACTION_EXPANDED), ==, "expanded");
  g_assert_null (bounce_action_to_string (BOUNCE_ACTION_NONE));
  g_assert_cmpstr (bounce_ip_role_to_string (BOUNCE_IP_ROLE_PRIVATE), ==, "private");
  g_assert_cmpstr (bounce_evidence_to_string (BOUNCE_EVIDENCE_IP), ==, "ip");
}

static void
add_samples (const char *folder,
             GPtrArray  *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      if (g_str_has_suffix (name, ".eml") || g_str_has_suffix (name, ".txt"))
        {
          g_autofree char *test = g_strdup_printf ("/decode/sample/%s", name);

          g_test_add_data_func (test, path, test_sample);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *data = NULL;
  g_autofree char *stories = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  data = g_test_build_filename (G_TEST_DIST, "data", NULL);
  stories = g_build_filename (data, "stories", NULL);
  add_samples (data, paths);
  add_samples (stories, paths);

  g_test_add_func ("/decode/other-data", test_other_data);
  g_test_add_func ("/decode/nothing", test_nothing);
  g_test_add_func ("/decode/worst-first", test_worst_first);
  g_test_add_func ("/decode/conflict", test_conflict);
  g_test_add_func ("/decode/own-words", test_own_words);
  g_test_add_func ("/decode/threads", test_threads);
  g_test_add_func ("/decode/no-list-owner", test_no_list_owner);
  g_test_add_func ("/decode/source", test_source);
  g_test_add_func ("/decode/identifiers", test_identifiers);
  for (gsize i = 0; i < G_N_ELEMENTS (size_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/decode/sizes/%s", size_cases[i].name);

      g_test_add_data_func (name, &size_cases[i], test_sizes);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (retry_cases); i++)
    {
      g_autofree char *name =
        g_strdup_printf ("/decode/retry-until/%s", retry_cases[i].name);

      g_test_add_data_func (name, &retry_cases[i], test_retry_until);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (status_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/decode/status/%s", status_cases[i].name);

      g_test_add_data_func (name, &status_cases[i], test_status_fields);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (owner_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/decode/list-owner/%s", owner_cases[i].name);

      g_test_add_data_func (name, &owner_cases[i], test_list_owner);
    }

  return g_test_run ();
}
