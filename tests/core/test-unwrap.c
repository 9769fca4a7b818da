/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "check-parts.h"

#include <string.h>

#define DAEMON \
  "From: Mail Delivery System <MAILER-DAEMON@mail.example.net>\n" \
  "Subject: Mail delivery failed\n"
#define PERSON \
  "From: Ann <ann@example.org>\n" \
  "To: Help <help@example.net>\n" \
  "Subject: Fwd: please look at this\n"
#define NOTICE \
  "This message was created automatically by mail delivery software.\n" \
  "\n" \
  "  bob@example.com\n" \
  "    host mx.example.com [192.0.2.9]: 550 5.1.1 no such user\n"
#define COPY \
  "Received: from pc by mail.example.net; Mon, 5 Jan 2026 10:00:00 +0000\n" \
  "Message-ID: <1@example.org>\n" \
  "From: ann@example.org\n" \
  "Subject: Lunch\n" \
  "\n" \
  "I got a 554 5.7.1 yesterday.\n"

static const PartsCase cases[] = {
  {
    .name = "copy-below-heading",
    .message = DAEMON "\n" NOTICE
               "\n------ This is a copy of the message, including all the headers. ------\n\n" COPY,
    .parts = "header:header 1:text", .search = NOTICE "\n", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-without-heading",
    .message = DAEMON "\n" NOTICE "\n" COPY,
    .parts = "header:header 1:text", .search = NOTICE "\n", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-wrapped-anyhow",
    .message = DAEMON "\n" NOTICE "\nOriginal message headers:\n\n"
               "DKIM-Signature: v=1; a=rsa-sha256;\nd=example.org;\ns=one;\nb=abc\n"
               "Received: from pc by\nmail.example.net\nSubject: Lunch\n",
    .parts = "header:header 1:text", .search = NOTICE "\n", .returned = "Lunch",
    .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-with-an-end",
    .message = DAEMON "\n" NOTICE "\n--- Original message follows.\n\n" COPY
               "\n----- End of message -----\n\nWe tried for five days.\n",
    .parts = "header:header 1:text", .search = NOTICE "\n\nWe tried for five days.\n",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-before-the-reason",
    .message = DAEMON "\nYour message was returned.\n\nOriginal message follows:\n\n"
               "Received: from pc by mail.example.net\nFrom: ann@example.org\nSubject: Lunch\n\n"
               "550 5.1.1 no such user bob@example.com\n",
    .parts = "header:header 1:text",
    .search = "Your message was returned.\n\n\n550 5.1.1 no such user bob@example.com\n",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "copy-behind-a-report",
    .message = DAEMON "\n" NOTICE "\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\n" COPY,
    .parts = "header:header 1:text",
    .search = NOTICE "\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\n",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "heading-without-a-copy",
    .message = DAEMON "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" NOTICE
               "--- Attachment is a copy of the message.\n\nBob gibt es nicht.\n"
               "--b\nContent-Type: message/rfc822\n\n" COPY "--b--\n",
    .parts = "header:header 1:text 2:returned",
    .search = NOTICE "--- Attachment is a copy of the message.\n\nBob gibt es nicht.",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "summary-stays",
    .message = DAEMON "\nYour message\n\nTo: bob@example.com\nSubject: Lunch\nSent: Monday\n\n"
               "did not reach the following recipient(s):\n\nbob@example.com\n",
    .parts = "header:header 1:text",
    .search = "Your message\n\nTo: bob@example.com\nSubject: Lunch\nSent: Monday\n\n"
              "did not reach the following recipient(s):\n\nbob@example.com\n",
    .is_mail = TRUE,
  },
  {
    .name = "summary-in-the-middle",
    .message = DAEMON "\nA virus was found.\n\nReturn-Path: <ann@example.org>\n"
               "Message-ID: <1@example.org>\nSubject: Lunch\n\n"
               "Not delivered to bob@example.com\n",
    .parts = "header:header 1:text",
    .search = "A virus was found.\n\n\nNot delivered to bob@example.com\n",
    .returned = "Lunch", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "transcript-is-no-quote",
    .message = DAEMON "\n   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.com>\n"
               "<<< 550 5.1.1 no such user\n>>> DATA\n>>> QUIT\n",
    .parts = "header:header 1:text",
    .search = "   ----- Transcript of session follows -----\n>>> RCPT To:<bob@example.com>\n"
              "<<< 550 5.1.1 no such user\n>>> DATA\n>>> QUIT\n",
    .is_mail = TRUE,
  },
  {
    .name = "quoted-reply",
    .message = PERSON "\nWhat does this mean?\n\nAnn\n\nOn Monday the system wrote:\n> "
               "This message was created automatically by mail delivery software.\n>\n"
               ">   bob@example.com\n>     550 5.1.1 no such user\n>>>> DATA\n",
    .parts = "1:text",
    .search = "This message was created automatically by mail delivery software.\n\n"
              "  bob@example.com\n    550 5.1.1 no such user\n>>> DATA\n",
    .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "forward-with-inline-header",
    .message = PERSON "\nPlease help. Call 550 5.0.0.\n\n---------- Forwarded message ---------\n"
               "From: Mail Delivery System <MAILER-DAEMON@mail.example.net>\n"
               "Date: Mon, Jan 5, 2026 at 10:00 AM\nSubject: Mail delivery failed\n"
               "To: <ann@example.org>\n\n\n" NOTICE,
    .parts = "1:text", .search = NOTICE, .subject = "Mail delivery failed",
    .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "forward-in-german",
    .message = PERSON "\nBitte helfen.\n\n-----Urspr\303\274ngliche Nachricht-----\n"
               "Von: Mail Delivery System <MAILER-DAEMON@mail.example.net>\n"
               "Gesendet: Montag, 5. Januar 2026 10:00\nAn: Ann\nBetreff: Unzustellbar\n\n" NOTICE,
    .parts = "1:text", .search = NOTICE, .subject = "Unzustellbar",
    .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "forward-with-a-copy",
    .message = PERSON "\nSee below.\n\nBegin forwarded message:\n\n> From: MAILER-DAEMON@example.net\n"
               "> Subject: Mail delivery failed\n> Date: 5 January 2026\n> To: ann@example.org\n> \n"
               "> bob@example.com: 550 5.1.1 no such user\n> \n"
               "> ------ This is a copy of the message, including all the headers. ------\n> \n"
               "> Received: from pc by mail.example.net\n> Subject: Lunch\n> \n> 554 5.7.1\n",
    .parts = "1:text", .search = "bob@example.com: 550 5.1.1 no such user\n\n",
    .subject = "Mail delivery failed", .returned = "Lunch",
    .is_mail = TRUE, .was_forwarded = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "forward-starred-header",
    .message = PERSON "\nSee below.\n\n*From:* postmaster@example.com\n*Sent:* Monday\n*To:* Ann\n"
               "*Subject:* Undeliverable: Lunch\n\nbob@example.com: 550 5.1.1 no such user\n",
    .parts = "1:text", .search = "bob@example.com: 550 5.1.1 no such user\n",
    .subject = "Undeliverable: Lunch", .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "forward-in-html",
    .message = PERSON "Content-Type: text/html\n\n<p>Help</p><hr><div><b>From:</b> "
               "postmaster@example.com<br><b>Sent:</b> Monday<br><b>To:</b> Ann<br>"
               "<b>Subject:</b> Undeliverable: Lunch</div><div><p>550 5.1.1 no such user</p></div>",
    .parts = "1:text", .search = "550 5.1.1 no such user\n",
    .subject = "Undeliverable: Lunch", .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "notice-whose-copy-is-a-forward",
    .message = DAEMON "\n" NOTICE
               "\n------ This is a copy of the message, including all the headers. ------\n\n"
               "Received: from pc by mail.example.net\nFrom: ann@example.org\nSubject: Fwd: help\n\n"
               "-----Original Message-----\nFrom: MAILER-DAEMON@example.org\nSent: Monday\n"
               "Subject: failure notice\n\n" NOTICE,
    .parts = "header:header 1:text", .search = NOTICE "\n", .subject = "Mail delivery failed",
    .returned = "Fwd: help", .is_mail = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "forward-of-a-forward",
    .message = PERSON "\nPlease help.\n\nFrom: Ann <ann@example.org>\nSent: Tuesday\nTo: Boss\n"
               "Subject: Fwd: no\n\nCan you help?\n\nFrom: postmaster@example.com\nSent: Monday\n"
               "To: Ann\nSubject: Undeliverable: Lunch\n\nbob@example.com: 550 5.1.1 no\n",
    .parts = "1:text", .search = "bob@example.com: 550 5.1.1 no\n",
    .subject = "Undeliverable: Lunch", .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "words-below-a-quote",
    .message = PERSON "\nLook:\n\n> " "This message was created automatically by mail delivery "
               "software.\n>   bob@example.com\n>     550 5.1.1 no\n\nAnn, 554 5.7.1 High Street\n",
    .parts = "1:text",
    .search = "This message was created automatically by mail delivery software.\n"
              "  bob@example.com\n    550 5.1.1 no\n",
    .is_mail = TRUE, .was_forwarded = TRUE,
  },
  {
    .name = "source-in-the-text",
    .message = PERSON "\nThis is its source:\n\nReturn-Path: <>\nReceived: from a by b\n"
               "From: MAILER-DAEMON@mail.example.net\nSubject: failure notice\n"
               "Content-Type: multipart/report; boundary=b\n\n--b\n\n" NOTICE
               "\n--b\nContent-Type: message/rfc822\n\n" COPY,
    .parts = "1:text",
    .search = "--b\n\n" NOTICE "\n--b\nContent-Type: message/rfc822\n\n",
    .subject = "failure notice", .returned = "Lunch",
    .is_mail = TRUE, .was_forwarded = TRUE, .has_attached_copy = TRUE,
  },
  {
    .name = "ordinary-reply",
    .message = PERSON "\nThursday is fine.\n\n-----Original Message-----\nFrom: Bob\nSent: Monday\n"
               "To: Ann\nSubject: Lunch\n\nWhen do we meet?\n",
    .parts = "header:header 1:text", .subject = "Fwd: please look at this", .is_mail = TRUE,
  },
  {
    .name = "pasted-forward",
    .message = "Hello, what is this?\n\n-----Original Message-----\n"
               "From: MAILER-DAEMON@example.net\nSent: Monday\nTo: Ann\nSubject: failure notice\n\n"
               NOTICE,
    .parts = "text:text", .search = NOTICE, .subject = "failure notice", .was_forwarded = TRUE,
  },
  {
    .name = "pasted-with-copy",
    .message = NOTICE "\n" COPY, .parts = "text:text", .search = NOTICE "\n", .returned = "Lunch",
    .has_attached_copy = TRUE,
  },
};

/* Each step keeps the way back to the text, in whatever order. */
static void
test_map (void)
{
  static const char message[] =
    PERSON "\nWords above.\n\n> " "one\n> two\n\n> This message was created automatically by "
    "mail delivery software.\n> bob@example.com 550 5.1.1 no\n> --- Original message follows.\n>\n"
    "> Received: from a by b\n> Subject: Lunch\n> To: bob@example.com\n>\n> text\n"
    "> ----- End of message -----\n> tail\nlast\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (message, sizeof (message) - 1);
  g_autoptr (BounceParts) parts = bounce_parts_new (bytes);
  const BouncePart *part = g_ptr_array_index (parts->parts, 0);
  const char *tail = strstr (part->search, "tail");

  check_parts (parts);
  g_assert_true (parts->was_forwarded);
  g_assert_nonnull (tail);
  g_assert_null (strstr (part->search, "last"));
  g_assert_null (strstr (part->search, "Received"));
  g_assert_cmpuint (bounce_part_map_offset (part, tail - part->search), ==,
                    strstr (part->text, "tail") - part->text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_parts_cases ("/unwrap", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/unwrap/map", test_map);

  return g_test_run ();
}
