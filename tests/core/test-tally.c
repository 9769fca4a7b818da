/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-decode.h"
#include "bounce-limits.h"
#include "bounce-report-private.h"
#include "bounce-words.h"

#define NOTICE(id, fields) \
  "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mail.example.com>\n" \
  "To: alice@example.com\nSubject: Undelivered Mail Returned to Sender\n" \
  "Message-ID: <" id "@mail.example.com>\nMIME-Version: 1.0\n" \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n" \
  "--b\n\nYour message could not be delivered.\n\n--b\n" \
  "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.com\n" \
  fields "\n--b--\n"
#define TO(address, action, status, words) \
  "\nFinal-Recipient: rfc822; " address "\nAction: " action "\nStatus: " status "\n" \
  "Remote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; " words "\n"

#define WRONG(id, address) \
  NOTICE (id, TO (address, "failed", "5.1.1", "550 5.1.1 User unknown"))
#define FULL(id, address) \
  NOTICE (id, TO (address, "failed", "5.2.2", "552 5.2.2 Mailbox full"))
#define BLOCKED(id, address, ip) \
  NOTICE (id, TO (address, "failed", "5.7.1", "554 5.7.1 Service unavailable; Client host [" ip \
                  "] blocked using zen.spamhaus.org"))

static gboolean
add (BounceTally *tally,
     const char  *message)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (message, strlen (message));
  g_autoptr(BounceReport) report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, NULL);

  return bounce_tally_add (tally, report, bounce_tally_fingerprint (bytes));
}

/* The addresses of a list, in one line. */
static char *
dup_addresses (const BounceTally *tally,
               BounceAddressList  list)
{
  g_autoptr(GPtrArray) addresses = bounce_tally_get_addresses (tally, list);
  GString *line = g_string_new (NULL);

  g_assert_cmpuint (addresses->len, ==, bounce_tally_get_n_addresses (tally, list));
  for (guint i = 0; i < addresses->len; i++)
    {
      const BounceTallyAddress *address = g_ptr_array_index (addresses, i);

      g_assert_cmpint (address->list, ==, list);
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", address->address);
      if (address->suggestion != NULL)
        g_string_append_printf (line, ">%s", address->suggestion);
    }

  return g_string_free (line, FALSE);
}

static void
assert_addresses (const BounceTally *tally,
                  BounceAddressList  list,
                  const char        *expected)
{
  g_autofree char *line = dup_addresses (tally, list);

  g_assert_cmpstr (line, ==, expected);
}

static void
assert_summary (const BounceTally *tally,
                const char        *expected)
{
  g_autofree char *sentence = bounce_words_dup_tally (tally);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_summary (void)
{
  g_autoptr(BounceTally) tally = bounce_tally_new ();
  g_autofree char *copies = NULL;

  assert_summary (tally, "0 bounces");

  g_assert_true (add (tally, WRONG ("1", "bob@example.org")));
  assert_summary (tally, "1 bounce: 1 wrong address");

  g_assert_true (add (tally, BLOCKED ("2", "carol@example.org", "203.0.113.5")));
  g_assert_true (add (tally, BLOCKED ("3", "dave@example.org", "203.0.113.5")));
  g_assert_true (add (tally, BLOCKED ("4", "erin@example.org", "203.0.113.5")));
  g_assert_true (add (tally, FULL ("5", "frank@example.org")));
  g_assert_true (add (tally, FULL ("6", "grace@example.org")));
  assert_summary (tally, "6 bounces: 3 from one blocked server, 2 full mailboxes, "
                         "1 wrong address");
  g_assert_null (bounce_words_dup_tally_copies (tally));

  g_assert_false (add (tally, FULL ("6", "grace@example.org")));
  assert_summary (tally, "6 bounces: 3 from one blocked server, 2 full mailboxes, "
                         "1 wrong address");
  copies = bounce_words_dup_tally_copies (tally);
  g_assert_cmpstr (copies, ==, "1 copy of the same message is not counted.");

  g_assert_true (add (tally, BLOCKED ("7", "heidi@example.org", "203.0.113.6")));
  g_assert_true (add (tally, "From: bob@example.org\nSubject: Rehearsal\n\nSee you on Monday.\n"));
  assert_summary (tally, "8 messages: 4 from blocked servers, 2 full mailboxes, "
                         "1 wrong address, 1 ordinary mail");
  g_assert_cmpuint (bounce_tally_get_n_messages (tally), ==, 8);
  g_assert_cmpuint (bounce_tally_get_n_bounces (tally), ==, 7);
  g_assert_cmpuint (bounce_tally_get_n_servers (tally), ==, 2);
}

static void
test_addresses (void)
{
  g_autoptr(BounceTally) tally = bounce_tally_new ();

  add (tally, WRONG ("1", "zoe@example.org"));
  add (tally, WRONG ("2", "bob@example.org"));
  add (tally, WRONG ("3", "Bob@example.org"));
  add (tally, FULL ("4", "carol@example.org"));
  add (tally, NOTICE ("5", TO ("dave@gmial.com", "failed", "5.1.2", "Host or domain not found")
                           TO ("erin@example.org", "failed", "5.2.2", "552 5.2.2 Mailbox full")));
  assert_addresses (tally, BOUNCE_ADDRESSES_REMOVE, "bob@example.org zoe@example.org");
  assert_addresses (tally, BOUNCE_ADDRESSES_RETRY, "carol@example.org erin@example.org");
  assert_addresses (tally, BOUNCE_ADDRESSES_CORRECT, "dave@gmial.com>dave@gmail.com");

  /* the mailbox was full first, and then gone */
  add (tally, WRONG ("6", "carol@example.org"));
  assert_addresses (tally, BOUNCE_ADDRESSES_REMOVE,
                    "bob@example.org carol@example.org zoe@example.org");
  assert_addresses (tally, BOUNCE_ADDRESSES_RETRY, "erin@example.org");
  add (tally, FULL ("7", "carol@example.org"));
  assert_addresses (tally, BOUNCE_ADDRESSES_RETRY, "erin@example.org");
}

/* What somebody still tries, what is only a guess, and what passes mail on. */
static void
test_no_wrong_advice (void)
{
  g_autoptr(BounceTally) tally = bounce_tally_new ();

  add (tally, NOTICE ("1", TO ("bob@example.org", "delayed", "4.2.2", "452 4.2.2 Mailbox full")));
  add (tally, NOTICE ("2", TO ("carol@example.org", "failed", "5.0.0", "550 No")));
  add (tally, NOTICE ("3", "\nOriginal-Recipient: rfc822; dave@example.org\n"
                           "Final-Recipient: rfc822; d.old@example.net\nAction: failed\n"
                           "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"));
  add (tally, "From: Erin <erin@example.org>\nTo: alice@example.com\n"
              "Subject: Automatic reply: Hello\nAuto-Submitted: auto-replied\n\nI am away.\n");
  for (guint list = BOUNCE_ADDRESSES_RETRY; list < BOUNCE_N_ADDRESS_LISTS; list++)
    assert_addresses (tally, list, "");
  g_assert_cmpuint (bounce_tally_get_n_in_group (tally, BOUNCE_TALLY_DELAYED), ==, 1);
  g_assert_cmpuint (bounce_tally_get_n_in_group (tally, BOUNCE_TALLY_AUTO_REPLY), ==, 1);
}

typedef struct
{
  const char *name;
  const char *first;
  const char *second;
  gboolean same;
} CopyCase;

static const CopyCase copies[] = {
  { "as-it-is", "From: a@b\n\nText\n", "From: a@b\n\nText\n", TRUE },
  { "other-line-ends", "From: a@b\n\nText\nmore", "From: a@b\r\n\r\nText\r\nmore", TRUE },
  { "line-ends-of-old", "From: a@b\n\nText\nmore", "From: a@b\r\rText\rmore", TRUE },
  { "another-way", "Received: by x\nFrom: a@b\n\nText\n",
    "Received: by y\n\twith z\nDelivered-To: c@d\nFrom: a@b\n\nText\n", TRUE },
  { "marks-of-a-mail-program", "From: a@b\n\nText\n",
    "X-Mozilla-Status: 0001\nFrom: a@b\n\nText\n", TRUE },
  { "another-text", "From: a@b\n\nText\n", "From: a@b\n\nText 2\n", FALSE },
  { "another-identifier", "Message-ID: <1@b>\n\nText\n", "Message-ID: <2@b>\n\nText\n", FALSE },
  { "pasted-lines", "550 5.1.1 No such user", "552 5.2.2 Mailbox full", FALSE },
  { "pasted-paragraphs", "bob: unknown\n\nYours\n", "amy: full\n\nYours\n", FALSE },
  { "received-in-the-text", "From: a@b\n\nReceived: x\n", "From: a@b\n\nReceived: y\n", FALSE },
};

static void
test_copy (gconstpointer data)
{
  const CopyCase *copy = data;
  g_autoptr(GBytes) first = g_bytes_new_static (copy->first, strlen (copy->first));
  g_autoptr(GBytes) second = g_bytes_new_static (copy->second, strlen (copy->second));

  if (copy->same)
    g_assert_cmpuint (bounce_tally_fingerprint (first), ==, bounce_tally_fingerprint (second));
  else
    g_assert_cmpuint (bounce_tally_fingerprint (first), !=, bounce_tally_fingerprint (second));
}

static void
test_data (void)
{
  g_autoptr(BounceTally) tally = bounce_tally_new ();

  g_assert_true (bounce_tally_add_data (tally, 1));
  g_assert_false (bounce_tally_add_data (tally, 1));
  assert_summary (tally, "1 message: 1 ordinary mail");
}

/* "name n", the most first */
static char *
dup_servers (const BounceTally *tally,
             gboolean           refused)
{
  g_autoptr (GPtrArray) servers = bounce_tally_get_servers (tally, refused);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < servers->len; i++)
    {
      const BounceTallyServer *server = g_ptr_array_index (servers, i);

      g_string_append_printf (line, "%s%s %u", i > 0 ? ", " : "",
                              server->name, server->n_messages);
    }

  return g_string_free (line, FALSE);
}

static void
test_counts (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autofree char *answering = NULL;
  g_autofree char *refused = NULL;

  add (tally, BLOCKED ("1", "bob@example.org", "203.0.113.5"));
  add (tally, BLOCKED ("2", "carol@example.org", "203.0.113.6"));
  add (tally, BLOCKED ("3", "dave@example.org", "203.0.113.6"));
  add (tally, BLOCKED ("3", "dave@example.org", "203.0.113.6"));
  /* several recipients are one message more of their server */
  add (tally, NOTICE ("4", TO ("erin@example.org", "failed", "5.1.1", "550 5.1.1 User unknown")
                           TO ("ann@example.org", "failed", "5.1.1", "550 5.1.1 User unknown")));

  g_assert_cmpuint (bounce_tally_get_n_of_party (tally, BOUNCE_PARTY_YOUR_PROVIDER), ==, 3);
  g_assert_cmpuint (bounce_tally_get_n_of_party (tally, BOUNCE_PARTY_YOU), ==, 1);
  g_assert_cmpuint (bounce_tally_get_n_of_cause (tally, BOUNCE_CAUSE_SERVER_BLOCKLISTED), ==, 3);
  g_assert_cmpuint (bounce_tally_get_n_of_cause (tally, BOUNCE_CAUSE_ADDRESS_UNKNOWN), ==, 1);

  answering = dup_servers (tally, FALSE);
  g_assert_cmpstr (answering, ==, "mx.example.org 4");
  refused = dup_servers (tally, TRUE);
  g_assert_cmpstr (refused, ==, "203.0.113.6 2, 203.0.113.5 1");
}

/* Past what is remembered everything is still counted, and that copies may be is said. */
static void
test_too_many_messages (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();

  for (guint64 i = 0; i <= BOUNCE_LIMIT_TALLY_MESSAGES; i++)
    g_assert_true (bounce_tally_add_data (tally, i));
  g_assert_false (bounce_tally_get_is_full (tally));

  g_assert_true (bounce_tally_add_data (tally, G_MAXUINT64));
  g_assert_true (bounce_tally_get_is_full (tally));
  g_assert_true (bounce_tally_add_data (tally, G_MAXUINT64));
  for (guint64 i = 0; i <= BOUNCE_LIMIT_TALLY_MESSAGES; i++)
    g_assert_false (bounce_tally_add_data (tally, i));

  g_assert_cmpuint (bounce_tally_get_n_messages (tally), ==, BOUNCE_LIMIT_TALLY_MESSAGES + 3);
  g_assert_cmpuint (bounce_tally_get_n_copies (tally), ==, BOUNCE_LIMIT_TALLY_MESSAGES + 1);
}

/* Every group has words of its own, and some cause or severity leads to each. */
static void
test_groups (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint severity = 0; severity < BOUNCE_N_SEVERITIES; severity++)
    for (guint cause = 0; cause < BOUNCE_N_CAUSES; cause++)
      {
        g_autoptr (BounceReport) report = bounce_report_new ();

        report->kind = BOUNCE_KIND_BOUNCE;
        report->verdict.severity = severity;
        report->verdict.cause = cause;
        g_assert_true (bounce_tally_add (tally, report, severity * BOUNCE_N_CAUSES + cause + 1));
      }

  for (guint group = 0; group < BOUNCE_N_TALLY_GROUPS; group++)
    {
      g_autofree char *words = bounce_words_dup_tally_group (tally, group);
      char *end = NULL;

      g_assert_cmpuint (bounce_tally_get_n_in_group (tally, group), >, 0);
      g_assert_cmpuint (g_ascii_strtoull (words, &end, 10), ==,
                        bounce_tally_get_n_in_group (tally, group));
      g_assert_true (g_str_has_prefix (end, " "));
      g_assert_true (g_hash_table_add (seen, g_strdup (end)));
      g_assert_true (g_hash_table_add (seen, g_strdup (bounce_tally_group_to_string (group))));
    }
}

static void
test_too_many_addresses (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autoptr (BounceReport) report = bounce_report_new ();
  g_auto (GStrv) left_out = NULL;
  BounceRecipient *recipient = bounce_recipient_new ();

  recipient->verdict = (BounceVerdict) {
    .severity = BOUNCE_SEVERITY_PERMANENT,
    .responsible = BOUNCE_PARTY_RECIPIENT,
    .cause = BOUNCE_CAUSE_MAILBOX_FULL,
    .confidence = BOUNCE_CONFIDENCE_CERTAIN,
  };
  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict = recipient->verdict;
  g_ptr_array_add (report->recipients, recipient);

  for (guint i = 0; i < BOUNCE_LIMIT_TALLY_ADDRESSES + 2; i++)
    {
      g_free (recipient->address);
      recipient->address = g_strdup_printf ("bob%u@example.org", i);
      g_assert_true (bounce_tally_add (tally, report, i));
    }

  g_assert_cmpuint (bounce_tally_get_n_in_group (tally, BOUNCE_TALLY_FULL_MAILBOX), ==,
                    BOUNCE_LIMIT_TALLY_ADDRESSES + 2);
  g_assert_cmpuint (bounce_tally_get_n_addresses (tally, BOUNCE_ADDRESSES_RETRY), ==,
                    BOUNCE_LIMIT_TALLY_ADDRESSES);
  g_assert_cmpuint (bounce_tally_get_n_unlisted (tally), ==, 2);
  left_out = bounce_words_dup_tally_omissions (tally);
  g_assert_cmpstr (left_out[0], ==, "Only the first 100000 addresses are listed.");
  g_assert_null (left_out[1]);
}

/* Up to the limit each server is told apart; past it that there are more is said. */
static void
test_too_many_servers (void)
{
  g_autoptr (BounceTally) tally = bounce_tally_new ();
  g_autoptr (BounceReport) report = bounce_report_new ();
  g_autoptr (GPtrArray) servers = NULL;
  g_auto (GStrv) left_out = NULL;
  BounceRecipient *recipient = bounce_recipient_new ();

  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict = (BounceVerdict) {
    .severity = BOUNCE_SEVERITY_PERMANENT,
    .responsible = BOUNCE_PARTY_RECIPIENT,
    .cause = BOUNCE_CAUSE_MAILBOX_FULL,
    .confidence = BOUNCE_CONFIDENCE_CERTAIN,
  };
  g_ptr_array_add (report->recipients, recipient);

  for (guint i = 0; i <= BOUNCE_LIMIT_TALLY_SERVERS; i++)
    {
      g_assert_false (bounce_tally_get_has_more_servers (tally));
      g_free (recipient->said_by);
      recipient->said_by = g_strdup_printf ("mx%u.example.org", i);
      g_assert_true (bounce_tally_add (tally, report, i));
    }

  g_assert_true (bounce_tally_get_has_more_servers (tally));
  servers = bounce_tally_get_servers (tally, FALSE);
  g_assert_cmpuint (servers->len, ==, BOUNCE_LIMIT_TALLY_SERVERS);
  left_out = bounce_words_dup_tally_omissions (tally);
  g_assert_cmpstr (left_out[0], ==, "Only the first 1000 servers are counted.");
  g_assert_null (left_out[1]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bounce_words_init ();

  g_test_add_func ("/tally/summary", test_summary);
  g_test_add_func ("/tally/groups", test_groups);
  g_test_add_func ("/tally/addresses", test_addresses);
  g_test_add_func ("/tally/no-wrong-advice", test_no_wrong_advice);
  g_test_add_func ("/tally/data", test_data);
  g_test_add_func ("/tally/counts", test_counts);
  g_test_add_func ("/tally/too-many-messages", test_too_many_messages);
  g_test_add_func ("/tally/too-many-addresses", test_too_many_addresses);
  g_test_add_func ("/tally/too-many-servers", test_too_many_servers);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *path = g_strconcat ("/tally/copy/", copies[i].name, NULL);

      g_test_add_data_func (path, &copies[i], test_copy);
    }

  return g_test_run ();
}
