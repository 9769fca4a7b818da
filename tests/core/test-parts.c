/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "check-parts.h"

#include <string.h>

#include "bounce-limits.h"

#define HEADER \
  "Return-Path: <>\n" \
  "From: Mail Delivery System <MAILER-DAEMON@mail.example.net>\n" \
  "To: ann@example.org\n" \
  "Subject: Undelivered Mail Returned to Sender\n" \
  "MIME-Version: 1.0\n"
#define REPORT "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n"
#define STATUS \
  "Reporting-MTA: dns; mail.example.net\n" \
  "\n" \
  "Final-Recipient: rfc822; bob@example.com\n" \
  "Action: failed\n" \
  "Status: 5.1.1\n"
#define COPY "From: ann@example.org\nTo: bob@example.com\nSubject: Lunch\n\nSee you.\n"
#define PERSON \
  "From: Ann <ann@example.org>\n" \
  "To: Help <help@example.net>\n" \
  "Subject: Fwd: please look at this\n" \
  "Message-ID: <1@example.org>\n" \
  "MIME-Version: 1.0\n"

static const PartsCase cases[] = {
  {
    .name = "report",
    .message = HEADER REPORT "\nThis is a MIME message.\n\n--b\n\nIt failed.\n"
               "--b\nContent-Type: message/delivery-status\n\n" STATUS
               "\n--b\nContent-Type: message/rfc822\n\n" COPY "\n--b--\n",
    .parts = "header:header 1:text 2:status 3:returned",
    .search = "It failed.", .subject = "Undelivered Mail Returned to Sender", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "report-header-only-copy",
    .message = HEADER REPORT "\n--b\n\nIt failed.\n"
               "--b\nContent-Type: message/global-delivery-status\n\n" STATUS
               "\n--b\nContent-Type: text/rfc822-headers\n\n"
               "From: ann@example.org\nSubject: =?utf-8?q?L=C3=BCnch?=\n\n--b--\n",
    .parts = "header:header 1:text 2:status 3:returned",
    .returned = "Lünch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-behind-empty-line",
    .message = HEADER REPORT "\n--b\n\nIt failed.\n"
               "--b\nContent-Type: message/rfc822\n\n\n" COPY "\n--b--\n",
    .parts = "header:header 1:text 2:returned",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-holds-a-report",
    .message = HEADER REPORT "\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n"
               STATUS "\n--b\nContent-Type: message/rfc822\n\n" HEADER
               "Content-Type: multipart/report; report-type=delivery-status; boundary=c\n\n"
               "--c\n\nInner.\n--c\nContent-Type: message/delivery-status\n\n"
               "Final-Recipient: rfc822; carol@example.com\n--c--\n\n--b--\n",
    .parts = "header:header 1:text 2:status 3:returned",
    .search = "It failed.", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "status-as-plain-text",
    .message = HEADER "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIt failed.\n"
               "--b\nContent-Type: text/plain\n\n" STATUS "--b\nContent-Type: "
               "application/octet-stream\n\n" STATUS "--b--\n",
    .parts = "header:header 1:text 2:status 3:status", .is_mail = TRUE,
  },
  {
    .name = "receipt",
    .message = HEADER "Content-Type: multipart/report; report-type=disposition-notification; "
               "boundary=b\n\n--b\n\nRead.\n--b\nContent-Type: message/disposition-notification\n\n"
               "Reporting-UA: mail.example.org\nFinal-Recipient: rfc822; bob@example.com\n"
               "Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n",
    .parts = "header:header 1:text 2:disposition", .search = "Read.", .is_mail = TRUE,
  },
  {
    .name = "complaint",
    .message = HEADER "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
               "--b\n\nSpam.\n--b\nContent-Type: message/feedback-report\n\n"
               "Feedback-Type: abuse\nUser-Agent: Test/1\n--b\nContent-Type: message/rfc822\n\n"
               COPY "\n--b--\n",
    .parts = "header:header 1:text 2:feedback 3:returned", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "alternative-takes-plain",
    .message = HEADER "Content-Type: multipart/alternative; boundary=b\n\n"
               "--b\nContent-Type: text/plain\n\nPlain words.\n"
               "--b\nContent-Type: text/html\n\n<p>Rich words.\n--b--\n",
    .parts = "header:header 1:text", .search = "Plain words.", .is_mail = TRUE,
  },
  {
    .name = "alternative-plain-is-empty",
    .message = HEADER "Content-Type: multipart/alternative; boundary=b\n\n"
               "--b\nContent-Type: text/plain\n\n \n\n"
               "--b\nContent-Type: text/html\n\n<p>Rich words.\n--b--\n",
    .parts = "header:header 2:text", .search = "Rich words.\n", .is_mail = TRUE,
  },
  {
    .name = "alternative-plain-is-an-excuse",
    .message = HEADER "Content-Type: multipart/alternative; boundary=b\n\n"
               "--b\nContent-Type: text/plain\n\nYour mail program does not support HTML.\n"
               "--b\nContent-Type: text/html\n\n<p>Rich words.\n--b--\n",
    .parts = "header:header 2:text", .search = "Rich words.\n", .is_mail = TRUE,
  },
  {
    .name = "alternative-with-related",
    .message = HEADER "Content-Type: multipart/mixed; boundary=a\n\n"
               "--a\nContent-Type: multipart/alternative; boundary=b\n\n"
               "--b\nContent-Type: multipart/related; boundary=c\n\n"
               "--c\nContent-Type: text/html\n\n<p>Rich words.\n"
               "--c\nContent-Type: image/png\n\nx\n--c--\n--b--\n"
               "--a\nContent-Type: message/delivery-status\n\n" STATUS "--a--\n",
    .parts = "header:header 1.1.1:text 2:status", .search = "Rich words.\n", .is_mail = TRUE,
  },
  {
    .name = "footer-behind-copy",
    .message = HEADER REPORT "\n--b\n\nIt failed.\n"
               "--b\nContent-Type: message/rfc822\n\n" COPY
               "\n--b\n\nList footer.\n"
               "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nNotes.\n--b--\n",
    .parts = "header:header 1:text 2:returned 3:text", .search = "It failed.",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-as-plain-text",
    .message = HEADER "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIt failed.\n"
               "--b\nContent-Type: text/plain\n\nReceived: from a by b\n"
               "Message-ID: <1@example.org>\nSubject: Lunch\n\nSee you.\n--b--\n",
    .parts = "header:header 1:text 2:returned", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "base64",
    .message = HEADER "Content-Transfer-Encoding: base64\n\nSXQgZmFpbGVkLg0KU29ycnku\n",
    .parts = "header:header 1:text", .search = "It failed.\nSorry.", .is_mail = TRUE,
  },
  {
    .name = "base64-cut-short",
    .message = HEADER "Content-Transfer-Encoding: base64\n\nSXQgZmFpbGVkLg0KU29y",
    .parts = "header:header 1:text", .search = "It failed.\nSor", .is_mail = TRUE,
  },
  {
    .name = "quoted-printable",
    .message = HEADER "Content-Type: text/plain; charset=iso-8859-1\n"
               "Content-Transfer-Encoding: quoted-printable\n\nUnzustellbar f=FCr=\n Bob =ZZ\n",
    .parts = "header:header 1:text", .search = "Unzustellbar für Bob =ZZ\n", .is_mail = TRUE,
  },
  {
    .name = "uuencode",
    .message = HEADER "Content-Transfer-Encoding: x-uuencode\n\n"
               "begin 644 a.txt\n*270@9F%I;&5D+@``\n`\nend\n",
    .parts = "header:header 1:text", .search = "It failed.", .is_mail = TRUE,
  },
  {
    .name = "crlf",
    .message = "From: a@example.org\r\nTo: b@example.org\r\n\r\nOne\r\nTwo\r\n",
    .parts = "header:header 1:text", .search = "One\nTwo\n", .is_mail = TRUE,
  },
  {
    .name = "cr-only",
    .message = "From: a@example.org\rTo: b@example.org\r\rOne\rTwo\r",
    .parts = "header:header 1:text", .search = "One\nTwo\n", .is_mail = TRUE,
  },
  {
    .name = "mixed-line-ends",
    .message = "From: a@example.org\r\nTo: b@example.org\n\r\nOne\r\r\nTwo\nThree\rFour",
    .parts = "header:header 1:text", .search = "One\nTwo\nThree\nFour", .is_mail = TRUE,
  },
  {
    .name = "mbox-envelope",
    .message = "\n\nFrom MAILER-DAEMON Mon Jan  5 10:00:00 2026\nX-Mozilla-Status: 0001\n"
               "Subject: Hello\n\nIt failed.\n",
    .parts = "header:header 1:text", .search = "It failed.\n", .subject = "Hello", .is_mail = TRUE,
  },
  {
    .name = "byte-order-mark",
    .message = "\357\273\277From: a@example.org\nSubject: Hello\n\nIt failed.\n",
    .parts = "header:header 1:text", .subject = "Hello", .is_mail = TRUE,
  },
  {
    .name = "header-alone",
    .message = "From: a@example.org\nSubject: Hello",
    .parts = "header:header", .subject = "Hello", .is_mail = TRUE,
  },
  {
    .name = "header-folded-encoded-raw",
    .message = "From: =?iso-8859-1?Q?J=FCrgen?= <a@example.org>\n"
               "Subject: Gr\xfc\xdf\x65\n from here\n\nx",
    .parts = "header:header 1:text", .subject = "Grüße from here", .is_mail = TRUE,
  },
  {
    .name = "boundary-not-indented",
    .message = HEADER "Content-Type: multipart/mixed;\nboundary=\"b\"\n\n--b\n\nIt failed.\n--b--\n",
    .parts = "header:header 1:text", .search = "It failed.", .is_mail = TRUE,
  },
  {
    .name = "boundary-is-another",
    .message = HEADER REPORT "\nPreamble\n--c\nContent-Type: text/plain\n\nIt failed.\n"
               "--c\nContent-Type: message/delivery-status\n\n" STATUS "--c--\n",
    .parts = "header:header 1:text 2:status", .search = "It failed.", .is_mail = TRUE,
  },
  {
    .name = "boundary-indented",
    .message = HEADER REPORT "\n --b\n\nIt failed.\n\n --b\nContent-Type: message/delivery-status\n\n"
               STATUS "\n --b--\n",
    .parts = "header:header 1:text 2:status", .search = "It failed.\n", .is_mail = TRUE,
  },
  {
    .name = "boundary-never-comes",
    .message = HEADER REPORT "\nIt failed.\n",
    .parts = "header:header 1:text", .search = "It failed.\n", .is_mail = TRUE,
  },
  {
    .name = "report-cut-short",
    .message = HEADER REPORT "\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n"
               "Final-Recipient: rfc822; bob@example.com\nAct",
    .parts = "header:header 1:text 2:status", .search = "It failed.", .is_mail = TRUE,
  },
  {
    .name = "filter-wraps-report",
    .message = "From: MAILER-DAEMON@filter.example.net\nSubject: Returned mail\n"
               "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nThis came back.\n"
               "--f\nContent-Type: message/rfc822\n\n" HEADER REPORT
               "\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n" STATUS
               "--b\nContent-Type: message/rfc822\n\n" COPY "--b--\n--f--\n",
    .parts = "2:header 2.1:text 2.2:status 2.3:returned", .search = "It failed.",
    .subject = "Undelivered Mail Returned to Sender", .returned = "Lunch",
    .is_mail = TRUE, .was_forwarded = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "list-server-wraps-report",
    .message = "From: team-bounces@lists.example.org\nSubject: Uncaught bounce notification\n"
               "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nThis was received as a bounce. "
               "See <https://lists.example.org/> or write to team-owner@lists.example.org.\n"
               "--f\nContent-Type: message/rfc822\n\n" HEADER REPORT
               "\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n" STATUS
               "--b--\n--f--\n",
    .parts = "2:header 2.1:text 2.2:status", .search = "It failed.",
    .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "notice-returns-a-report",
    .message = HEADER "Content-Type: multipart/mixed; boundary=f\n\n--f\n\n"
               "bob@example.com: 550 5.1.1 no such user\n"
               "--f\nContent-Type: message/rfc822\n\n" HEADER REPORT
               "\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n" STATUS
               "--b--\n--f--\n",
    .parts = "header:header 1:text 2:returned", .search = "bob@example.com: 550 5.1.1 no such user",
    .returned = "Undelivered Mail Returned to Sender", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "forward-attached",
    .message = PERSON "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nWhat is this?\n"
               "--f\nContent-Type: message/rfc822\n\n" HEADER REPORT
               "\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\n" STATUS
               "--b\nContent-Type: message/rfc822\n\n" COPY "--b--\n--f--\n",
    .parts = "2:header 2.1:text 2.2:status 2.3:returned", .search = "It failed.",
    .subject = "Undelivered Mail Returned to Sender", .returned = "Lunch",
    .is_mail = TRUE, .was_forwarded = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "forward-of-a-forward",
    .message = PERSON "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nWhat is this?\n"
               "--f\nContent-Type: message/rfc822\n\n" PERSON
               "Content-Type: multipart/mixed; boundary=g\n\n--g\n\nSee below.\n"
               "--g\nContent-Type: message/rfc822\n\n" HEADER "\nIt failed.\n--g--\n--f--\n",
    .parts = "2.2:header 2.2.1:text", .search = "It failed.",
    .subject = "Undelivered Mail Returned to Sender", .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "forward-as-base64-file",
    .message = PERSON "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nWhat is this?\n"
               "--f\nContent-Type: application/octet-stream; name=\"bounce.eml\"\n"
               "Content-Transfer-Encoding: base64\n\n"
               "RnJvbTogTUFJTEVSLURBRU1PTkBleGFtcGxlLm5ldApTdWJqZWN0OiBmYWlsdXJlIG5vdGlj\n"
               "ZQoKSXQgZmFpbGVkLgo=\n--f--\n",
    .parts = "2:header 2.1:text", .search = "It failed.\n", .subject = "failure notice",
    .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "ordinary-mail-attached",
    .message = PERSON "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nLook.\n"
               "--f\nContent-Type: message/rfc822\n\n" COPY "--f--\n",
    .parts = "header:header 1:text 2:returned", .search = "Look.", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  { .name = "paste", .message = "550 5.1.1 unknown user\r\n", .parts = "text:text",
    .search = "550 5.1.1 unknown user\n" },
  { .name = "paste-empty", .message = "", .parts = "text:text", .search = "" },
  { .name = "paste-of-a-report", .message = "\n" STATUS, .parts = "text:status" },
  { .name = "paste-html", .message = "<html><body><p>It <b>failed</b>.</p></body></html>",
    .parts = "text:text", .search = "It failed.\n" },
  { .name = "paste-of-one-field", .message = "Diagnostic-Code: smtp; 550 5.1.1 no\n",
    .parts = "text:text", .search = "Diagnostic-Code: smtp; 550 5.1.1 no\n" },
  { .name = "paste-of-a-view",
    .message = "From: Mail Delivery System\nSent: Monday\nTo: Ann\nSubject: Undeliverable\n\nNo.\n",
    .parts = "text:text", .search = "No.\n", .subject = "Undeliverable", .was_forwarded = TRUE },
};

/* Mails that would cost a parser much are read within the limits. */
static void
check_hostile (const char *head,
               const char *repeated,
               guint       times,
               BounceOmission omissions)
{
  GString *message = g_string_new (head);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BounceParts) parts = NULL;

  for (guint i = 0; i < times; i++)
    g_string_append (message, repeated);
  bytes = g_string_free_to_bytes (message);
  parts = bounce_parts_new (bytes);

  g_assert_cmpuint (parts->parts->len, <=, BOUNCE_LIMIT_PARTS + 1);
  g_assert_cmpuint (parts->fields->len, <=, BOUNCE_LIMIT_FIELDS);
  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);

      g_assert_cmpuint (part->length, <=, BOUNCE_LIMIT_PART_TEXT);
    }
  g_assert_cmpuint (parts->omissions, ==, omissions);
}

static void
test_many_parts (void)
{
  check_hostile (HEADER "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 100000, BOUNCE_OMISSION_PARTS);
}

static void
test_many_messages (void)
{
  check_hostile (PERSON "Content-Type: multipart/mixed; boundary=b\n\n",
                 "--b\nContent-Type: message/rfc822\n\nFrom: a@example.org\n\nx\n", 10000, BOUNCE_OMISSION_PARTS);
}

static void
test_many_fields (void)
{
  check_hostile (HEADER, "X-Filler: words\n", 100000, BOUNCE_OMISSION_FIELDS);
}

static void
test_long_field (void)
{
  check_hostile (HEADER "X-Filler:", " words\n", 100000, BOUNCE_OMISSION_FIELDS);
}

static void
test_many_parameters (void)
{
  check_hostile (HEADER "Content-Type: multipart/mixed", ";\n a=b", 100000, BOUNCE_OMISSION_FIELDS);
}

static void
test_long_text (void)
{
  check_hostile (HEADER "\n", "550 5.1.1 no such user\n", 200000, BOUNCE_OMISSION_TEXT);
}

static void
test_quotes (void)
{
  check_hostile (HEADER "\n", "> > ", 200000, 0);
}

static void
test_nested (void)
{
  GString *message = g_string_new (HEADER);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BounceParts) parts = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (message, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  bytes = g_string_free_to_bytes (message);
  parts = bounce_parts_new (bytes);
  g_assert_cmpuint (parts->omissions, ==, BOUNCE_OMISSION_PARTS);
}

static void
test_nul_bytes (void)
{
  static const char message[] = "From: a@example.org\nTo: b@example.org\n\nA\0B\n";
  g_autoptr (GBytes) bytes = g_bytes_new (message, sizeof (message) - 1);
  g_autoptr (BounceParts) parts = bounce_parts_new (bytes);
  const BouncePart *part = g_ptr_array_index (parts->parts, 1);

  check_parts (parts);
  g_assert_cmpstr (part->text, ==, "A\357\277\275B\n");
}

static void
test_too_big (void)
{
  gsize length = BOUNCE_LIMIT_MESSAGE + 1;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (length), length);
  g_autoptr (BounceParts) parts = bounce_parts_new (bytes);

  g_assert_cmpuint (parts->omissions, ==, BOUNCE_OMISSION_TEXT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_parts_cases ("/parts", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/parts/limits/parts", test_many_parts);
  g_test_add_func ("/parts/limits/messages", test_many_messages);
  g_test_add_func ("/parts/limits/fields", test_many_fields);
  g_test_add_func ("/parts/limits/long-field", test_long_field);
  g_test_add_func ("/parts/limits/parameters", test_many_parameters);
  g_test_add_func ("/parts/limits/long-text", test_long_text);
  g_test_add_func ("/parts/limits/quotes", test_quotes);
  g_test_add_func ("/parts/limits/nested", test_nested);
  g_test_add_func ("/parts/limits/size", test_too_big);
  g_test_add_func ("/parts/nul-bytes", test_nul_bytes);

  return g_test_run ();
}
