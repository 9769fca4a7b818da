/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "bounce-decode.h"
#include "bounce-limits.h"
#include "bounce-words.h"

/*
 * Past a limit the answer says what was left out, and up to it nothing: each row is a
 * mail that meets one limit, or stays just below.
 */

#define HEADER                                         \
  "From: MAILER-DAEMON@example.net\n"                  \
  "To: ann@example.com\n"                              \
  "Subject: Undelivered Mail Returned to Sender\n"

#define REPORT                                                                     \
  HEADER "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n" \
         "--b\n\nIt failed.\n"

typedef struct
{
  const char *name;
  const char *head;
  const char *repeated;         /* with the number of its turn for %u */
  guint times;
  const char *tail;
  BounceOmission omissions;
  const char *sentence;
} Row;

#define TOO_LONG "A part of this message is very long, and only its beginning was read."
#define UNUSUAL \
  "This message is put together in an unusual way, and not all of it was read."
#define LONG_HEADER "A header in this message is very long, and not all of it was read."
#define MORE_RECIPIENTS \
  "This message has more recipients. Only the first 1000 are listed."
#define MORE_HOSTS "This message names more IP addresses. Only 128 are listed."
#define MORE_HOPS "The way of this message has more steps. Only the first 128 are listed."

static const Row rows[] = {
  { "nothing", HEADER, "", 0, "\nIt failed.\n", 0, NULL },
  { "text", HEADER "\n", "Nothing but line %u of a long text.\n", 40000, "",
    BOUNCE_OMISSION_TEXT, TOO_LONG },
  { "words", HEADER "\n", "mailbox full ", BOUNCE_LIMIT_MATCHES + 10, "\n",
    BOUNCE_OMISSION_TEXT, TOO_LONG },
  { "codes", HEADER "\n", "x 5.1.1 y\n", BOUNCE_LIMIT_FACTS + 10, "\n",
    BOUNCE_OMISSION_TEXT, TOO_LONG },
  { "nested", HEADER, "Content-Type: multipart/mixed; boundary=b%1$u\n\n--b%1$u\n", 20,
    "\nIt failed.\n", BOUNCE_OMISSION_PARTS, UNUSUAL },
  { "parts", HEADER "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nPart %u.\n",
    BOUNCE_LIMIT_PARTS + 10, "--b--\n", BOUNCE_OMISSION_PARTS, UNUSUAL },
  { "forwards", "From: bob@example.org\nTo: ann@example.com\nSubject: Fwd\n",
    "Content-Type: multipart/mixed; boundary=b%1$u\n\n--b%1$u\n"
    "Content-Type: message/rfc822\n\nFrom: bob@example.org\nTo: ann@example.com\n"
    "Subject: Fwd\n", BOUNCE_LIMIT_DEPTH + 4, "\nLook.\n", BOUNCE_OMISSION_PARTS, UNUSUAL },
  { "fields", HEADER, "X-Filler: %u\n", BOUNCE_LIMIT_FIELDS + 10, "\nIt failed.\n",
    BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "long-field", HEADER "X-Filler:", " words\n", 10000 + 1000, "\nIt failed.\n",
    BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "status-field", REPORT "--b\nContent-Type: message/delivery-status\n\n"
                           "Reporting-MTA: dns; mail.example.net\n\n"
                           "Final-Recipient: rfc822; bob@example.org\nAction: failed\n"
                           "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n"
                           "X-Filler:", " words\n", 11000, "--b--\n",
    BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "status-fields", REPORT "--b\nContent-Type: message/delivery-status\n\n"
                            "Reporting-MTA: dns; mail.example.net\n\n"
                            "Final-Recipient: rfc822; bob@example.org\nAction: failed\n"
                            "Status: 5.1.1\n", "X-Filler: %u\n", BOUNCE_LIMIT_FIELDS + 10,
    "--b--\n", BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "returned-field", REPORT "--b\nContent-Type: text/rfc822-headers\n\n"
                             "From: ann@example.com\nSubject: Choir\nTo:",
    " singer%u@example.org,\n", 4000, " bob@example.org\n--b--\n",
    BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "copied-field", HEADER "\nThis could not be delivered to <bob@example.org>: no such user.\n\n"
                    "--- Below this line is a copy of the message.\n\n"
                    "Return-Path: <ann@example.com>\n"
                    "Received: from a.example.com by b.example.com; "
                    "Tue, 5 Mar 2024 09:15:01 +0100\n"
                    "From: ann@example.com\nSubject: Choir\nTo:", " singer%u@example.org,\n", 4000,
    " bob@example.org\n\nDear all\n", BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "quoted-field", "From: ann@example.com\nTo: help@example.com\nSubject: Fwd: failure\n\n"
                    "What is this?\n\n-------- Forwarded Message --------\n"
                    "Subject: Undelivered Mail Returned to Sender\n"
                    "From: MAILER-DAEMON@example.net\nTo: ",
    "singer%u@example.org, ", 4000, "bob@example.org\n\n<bob@example.org>: no such user\n",
    BOUNCE_OMISSION_FIELDS, LONG_HEADER },
  { "recipients", REPORT "--b\nContent-Type: message/delivery-status\n\n"
                         "Reporting-MTA: dns; mail.example.net\n\n",
    "Final-Recipient: rfc822; user%u@example.org\nAction: failed\nStatus: 5.1.1\n\n",
    BOUNCE_LIMIT_RECIPIENTS + 1, "--b--\n", BOUNCE_OMISSION_RECIPIENTS, MORE_RECIPIENTS },
  { "recipients-all", REPORT "--b\nContent-Type: message/delivery-status\n\n"
                             "Reporting-MTA: dns; mail.example.net\n\n",
    "Final-Recipient: rfc822; user%u@example.org\nAction: failed\nStatus: 5.1.1\n\n",
    BOUNCE_LIMIT_RECIPIENTS, "--b--\n", 0, NULL },
  { "recipients-of-a-field", HEADER "X-Failed-Recipients:", " user%u@example.org,\n",
    BOUNCE_LIMIT_RECIPIENTS + 1, " last@example.org\n\nDelivery to them failed permanently.\n",
    BOUNCE_OMISSION_RECIPIENTS, MORE_RECIPIENTS },
  { "recipients-in-words", HEADER "\n", "<user%u@example.org>: no such user here\n",
    BOUNCE_LIMIT_RECIPIENTS + 1, "", BOUNCE_OMISSION_RECIPIENTS, MORE_RECIPIENTS },
  { "hosts", HEADER "\nThe mail could not be delivered to <bob@example.org>.\n",
    "Connected to 198.51.100.%u but it did not answer.\n", BOUNCE_LIMIT_HOSTS + 10, "",
    BOUNCE_OMISSION_HOSTS, MORE_HOSTS },
  { "hops", REPORT "--b\nContent-Type: text/rfc822-headers\n\n",
    "Received: from a%1$u.example.com by b%1$u.example.com; Tue, 5 Mar 2024 09:15:01 +0100\n",
    BOUNCE_LIMIT_HOPS + 1, "From: ann@example.com\nTo: bob@example.org\nSubject: Choir\n--b--\n",
    BOUNCE_OMISSION_HOPS, MORE_HOPS },
  { "hops-all", REPORT "--b\nContent-Type: text/rfc822-headers\n\n",
    "Received: from a%1$u.example.com by b%1$u.example.com; Tue, 5 Mar 2024 09:15:01 +0100\n",
    BOUNCE_LIMIT_HOPS, "From: ann@example.com\nTo: bob@example.org\nSubject: Choir\n--b--\n",
    0, NULL },
};

static BounceReport *
decode (const Row *row)
{
  GString *mail = g_string_new (row->head);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  BounceReport *report = NULL;

  for (guint i = 0; i < row->times; i++)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (mail, row->repeated, i);
#pragma GCC diagnostic pop
    }
  g_string_append (mail, row->tail);
  bytes = g_string_free_to_bytes (mail);
  report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);
  g_assert_no_error (error);

  return report;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (BounceReport) report = decode (row);
  g_auto (GStrv) sentences = bounce_words_dup_omissions (report);

  g_assert_cmpuint (bounce_report_get_omissions (report), ==, row->omissions);
  g_assert_cmpint (bounce_report_get_truncated (report), ==, row->omissions != 0);
  g_assert_cmpstr (sentences[0], ==, row->sentence);
  g_assert_cmpuint (g_strv_length (sentences), ==, row->sentence != NULL ? 1 : 0);
}

/* What a server says is cut where one can see it. */
static void
test_server_words (void)
{
  const Row row = {
    "server-words", REPORT "--b\nContent-Type: message/delivery-status\n\n"
                           "Reporting-MTA: dns; mail.example.net\n\n"
                           "Final-Recipient: rfc822; bob@example.org\nAction: failed\n"
                           "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1",
    " no such user “here” at all", 200, "\n\n--b--\n", 0, NULL,
  };
  g_autoptr (BounceReport) report = decode (&row);
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);

  g_assert_nonnull (recipient);
  g_assert_true (g_str_has_prefix (recipient->diagnostic, "550 5.1.1 no such user"));
  g_assert_true (g_str_has_suffix (recipient->diagnostic, "…"));
  g_assert_cmpuint (strlen (recipient->diagnostic), <=, BOUNCE_LIMIT_DIAGNOSTIC);
  g_assert_true (g_utf8_validate (recipient->diagnostic, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/omissions/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/omissions/server-words", test_server_words);

  return g_test_run ();
}
