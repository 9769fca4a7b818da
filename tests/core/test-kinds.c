/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-decode.h"

/*
 * What kind of message it is. Most of these are no failures but look like one, or
 * are one and look like something else.
 */
typedef struct
{
  const char *name;
  BounceKind kind;
  const char *message;
} KindCase;

#define PERSON "From: Bob Example <bob@example.org>\nTo: alice@example.com\n"
#define DAEMON \
  "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mail.example.com>\n" \
  "To: alice@example.com\n"
#define REPORT_TYPE(type) \
  "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=" type "; boundary=b\n\n--b\n\n"
#define STATUS(fields) \
  "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.com\n\n" \
  "Final-Recipient: rfc822; bob@example.org\n" fields "\n--b--\n"
#define DISPOSITION(value) \
  "\n--b\nContent-Type: message/disposition-notification\n\n" \
  "Reporting-UA: example.org; Reader\nFinal-Recipient: rfc822; bob@example.org\n" \
  "Original-Message-ID: <1@example.com>\nDisposition: " value "\n\n--b--\n"
#define COPY(header) \
  "\n--b\nContent-Type: text/rfc822-headers\n\n" header "\n\n--b--\n"

/* A notice of mx.example.org about a message that says it is from alice@example.com. */
#define STRANGE(received, header) \
  "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nTo: alice@example.com\n" \
  "Subject: Undelivered Mail Returned to Sender\n" \
  REPORT_TYPE ("delivery-status") "Your message could not be delivered.\n" \
  "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n" \
  "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\n" \
  COPY (received "From: alice@example.com\nTo: bob@example.org\nSubject: Pills\n" header)
#define BOT \
  "Received: from dsl-17.isp.test (dsl-17.isp.test [198.51.100.17])" \
  " by mx.example.org with SMTP; x\n"

static const KindCase cases[] = {
  /* a person is away */
  { "auto/exchange", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Automatic reply: Rehearsal\nX-Auto-Response-Suppress: All\n"
    "Auto-Submitted: auto-generated\n\nI am out of the office until 12 May.\n" },
  { "auto/exchange-old", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Out of Office AutoReply: Rehearsal\n\nBack on Monday.\n" },
  { "auto/gmail-vacation", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: On holiday Re: Rehearsal\nPrecedence: bulk\nX-Autoreply: yes\n"
    "Auto-Submitted: auto-replied\nIn-Reply-To: <1@example.com>\n\nI am on holiday.\n" },
  { "auto/vacation-program", BOUNCE_KIND_AUTO_REPLY,
    "Return-Path: <>\n" PERSON "Subject: away from my mail\nPrecedence: bulk\n"
    "Auto-Submitted: auto-replied (vacation)\n\n"
    "I will not be reading my mail for a while. Your mail regarding \"Rehearsal\" will be"
    " read when I return.\n" },
  { "auto/sieve-vacation", BOUNCE_KIND_AUTO_REPLY,
    "Return-Path: <>\n" PERSON "Subject: Auto: Rehearsal\nX-Sieve: Pigeonhole Sieve 0.5\n"
    "Auto-Submitted: auto-replied (vacation)\nPrecedence: bulk\n\nI am back in June.\n" },
  { "auto/speaks-of-delivery", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Automatic reply: Delivery failed\nAuto-Submitted: auto-replied\n\n"
    "I am out of the office. Your message will not be forwarded.\n" },
  { "auto/with-a-telephone-number", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Out of office\nAuto-Submitted: auto-replied\n\n"
    "I am on leave. Call 555 550 421 or 5.1.1 Main Street.\n" },
  { "auto/german", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Abwesenheitsnotiz: Probe\nAuto-Submitted: auto-replied\n"
    "Content-Type: text/plain; charset=utf-8\n\nIch bin bis Montag nicht im Büro.\n" },
  { "auto/german-exchange", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Automatische Antwort: Probe\nContent-Type: text/plain; charset=utf-8\n\n"
    "Ich bin im Urlaub.\n" },
  { "auto/french", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_r=C3=A9p=C3=A9tition?=\n"
    "Content-Type: text/plain; charset=utf-8\n\nJe suis absent du bureau.\n" },
  { "auto/spanish", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: =?utf-8?q?Respuesta_autom=C3=A1tica=3A_ensayo?=\n"
    "Content-Type: text/plain; charset=utf-8\n\nEstoy de vacaciones.\n" },
  { "auto/italian", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Risposta automatica: prova\n\nSono in ferie.\n" },
  { "auto/dutch", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Automatisch antwoord: repetitie\n\nIk ben afwezig.\n" },
  { "auto/ticket", BOUNCE_KIND_AUTO_REPLY,
    "From: Support <support@example.org>\nTo: alice@example.com\n"
    "Subject: [Ticket 550] We got your request\nAuto-Submitted: auto-replied\n\n"
    "Thank you. We will answer within two days.\n" },
  { "auto/pasted", BOUNCE_KIND_AUTO_REPLY,
    "I am out of the office until 12 May with limited access to email.\n" },
  { "auto/address-changed", BOUNCE_KIND_AUTO_REPLY,
    PERSON "Subject: Auto-Reply: I have moved\nAuto-Submitted: auto-replied\n\n"
    "I no longer work here. Please write to carol@example.org.\n" },
  { "auto/from-a-null-path", BOUNCE_KIND_AUTO_REPLY,
    "Return-Path: <>\n" PERSON "Subject: Vacation reply\n"
    "Auto-Submitted: auto-replied\n\nI am on vacation.\n" },

  /* receipts */
  { "receipt/thunderbird", BOUNCE_KIND_READ_RECEIPT,
    PERSON "Subject: Return Receipt (displayed) - Rehearsal\n"
    REPORT_TYPE ("disposition-notification")
    "This is a Return Receipt for the mail that you sent to bob@example.org.\n"
    DISPOSITION ("manual-action/MDN-sent-manually; displayed") },
  { "receipt/exchange", BOUNCE_KIND_READ_RECEIPT,
    PERSON "Subject: Read: Rehearsal\n" REPORT_TYPE ("disposition-notification")
    "Your message\n\n   To: Bob\n   Subject: Rehearsal\n\nwas read on 5 March 2024.\n"
    DISPOSITION ("automatic-action/MDN-sent-automatically; displayed") },
  { "receipt/exchange-not-read", BOUNCE_KIND_READ_RECEIPT,
    PERSON "Subject: Not read: Rehearsal\n" REPORT_TYPE ("disposition-notification")
    "Your message\n\n   To: Bob\n   Subject: Rehearsal\n\n"
    "was deleted without being read on 5 March 2024.\n"
    DISPOSITION ("automatic-action/MDN-sent-automatically; deleted") },
  { "receipt/dispatched", BOUNCE_KIND_READ_RECEIPT,
    PERSON "Subject: Disposition Notification\n" REPORT_TYPE ("disposition-notification")
    "The message was forwarded.\n"
    DISPOSITION ("automatic-action/MDN-sent-automatically; dispatched") },
  { "receipt/german", BOUNCE_KIND_READ_RECEIPT,
    PERSON "Subject: =?utf-8?q?Lesebest=C3=A4tigung_=28angezeigt=29_-_Probe?=\n"
    REPORT_TYPE ("disposition-notification") "Angezeigt.\n"
    DISPOSITION ("manual-action/MDN-sent-manually; displayed") },
  { "receipt/not-a-report", BOUNCE_KIND_READ_RECEIPT,
    PERSON "Subject: Read: Rehearsal\n\nYour message was read on 5 March 2024 10:00.\n" },
  { "receipt/sieve-reject", BOUNCE_KIND_BOUNCE,
    "Return-Path: <>\nFrom: Mail Delivery Subsystem <postmaster@mx.example.org>\n"
    "To: alice@example.com\nSubject: Automatically rejected mail\n"
    REPORT_TYPE ("disposition-notification")
    "Your message to <bob@example.org> was automatically rejected:\n"
    "I take no mail with attachments.\n"
    DISPOSITION ("automatic-action/MDN-sent-automatically; deleted") },
  { "receipt/dovecot-quota", BOUNCE_KIND_BOUNCE,
    "Return-Path: <>\nFrom: Mail Delivery Subsystem <postmaster@mx.example.org>\n"
    "To: alice@example.com\nSubject: Rejected: Rehearsal\nAuto-Submitted: auto-replied (rejected)\n"
    REPORT_TYPE ("disposition-notification")
    "Your message to <bob@example.org> was automatically rejected:\n"
    "Quota exceeded (mailbox for user is full)\n"
    DISPOSITION ("automatic-action/MDN-sent-automatically; deleted") },

  /* complaints */
  { "complaint/arf", BOUNCE_KIND_SPAM_COMPLAINT,
    "From: feedback@example.org\nTo: abuse@example.com\nSubject: FW: Rehearsal\n"
    REPORT_TYPE ("feedback-report") "This is an email abuse report.\n"
    "\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
    "User-Agent: Loop/1.0\nVersion: 1\n" COPY ("From: alice@example.com\nTo: bob@example.org") },
  { "complaint/dmarc-forensic", BOUNCE_KIND_SPAM_COMPLAINT,
    "From: dmarc@example.org\nTo: postmaster@example.com\nSubject: FW: Pills\n"
    REPORT_TYPE ("feedback-report") "A message failed DMARC.\n"
    "\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: auth-failure\n"
    "User-Agent: Loop/1.0\nVersion: 1\nAuth-Failure: dmarc\nSource-IP: 203.0.113.9\n"
    COPY ("From: alice@example.com\nTo: bob@example.org") },
  { "complaint/hotmail", BOUNCE_KIND_SPAM_COMPLAINT,
    "From: staff@hotmail.com\nTo: abuse@example.com\n"
    "Subject: complaint about message from 203.0.113.9\n\nSee the message below.\n" },

  /* success */
  { "success/delivered", BOUNCE_KIND_SUCCESS_REPORT,
    DAEMON "Subject: Successful Mail Delivery Report\n" REPORT_TYPE ("delivery-status")
    "Your message was successfully delivered to the destination(s) listed below.\n"
    STATUS ("Action: delivered\nStatus: 2.0.0\n") },
  { "success/relayed", BOUNCE_KIND_SUCCESS_REPORT,
    DAEMON "Subject: Delivery Status Notification (Relay)\n" REPORT_TYPE ("delivery-status")
    "Your message has been successfully relayed.\n"
    STATUS ("Action: relayed\nStatus: 2.1.9\n") },
  { "success/expanded", BOUNCE_KIND_SUCCESS_REPORT,
    DAEMON "Subject: Delivery report\n" REPORT_TYPE ("delivery-status") "It went to a list.\n"
    STATUS ("Action: expanded\nStatus: 2.1.5\n") },
  { "success/exchange-relayed", BOUNCE_KIND_SUCCESS_REPORT,
    DAEMON "Subject: Relayed: Rehearsal\n" REPORT_TYPE ("delivery-status")
    "Delivery to these recipients or groups is complete, but no delivery notification was"
    " sent by the destination server:\n\nbob@example.org\n"
    STATUS ("Action: relayed\nStatus: 2.0.0\n") },
  { "success/one-failed-is-a-bounce", BOUNCE_KIND_BOUNCE,
    DAEMON "Subject: Report\n" REPORT_TYPE ("delivery-status") "Two people.\n"
    "\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.com\n\n"
    "Final-Recipient: rfc822; carol@example.org\nAction: delivered\nStatus: 2.0.0\n\n"
    "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\n\n--b--\n" },

  /* people and newsletters */
  { "person/says-delivery-failed", BOUNCE_KIND_NOT_A_BOUNCE,
    PERSON "Subject: Re: Delivery failed\nIn-Reply-To: <1@example.com>\n\n"
    "Hi Alice, the delivery failed again, the parcel came back. Bob\n" },
  { "person/quotes-a-code", BOUNCE_KIND_NOT_A_BOUNCE,
    PERSON "Subject: Re: your server\nIn-Reply-To: <1@example.com>\n\n"
    "I saw 550 5.7.1 in the log yesterday, do you know why? Bob\n" },
  { "person/mailbox-full", BOUNCE_KIND_NOT_A_BOUNCE,
    PERSON "Subject: sorry\n\nMy mailbox was full last week, please send it again.\n" },
  { "person/invoice", BOUNCE_KIND_NOT_A_BOUNCE,
    PERSON "Subject: Invoice 5501\n\nPlease pay 554.00 EUR within 30 days. Tel. 555 421 450.\n" },
  { "person/moderator", BOUNCE_KIND_NOT_A_BOUNCE,
    PERSON "Subject: Re: choir list\nIn-Reply-To: <1@example.com>\n\n"
    "You are not allowed to post to this list until Monday, I think. Bob\n" },
  { "news/about-bounces", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: News <news@example.net>\nTo: alice@example.com\nList-Id: <news.example.net>\n"
    "List-Unsubscribe: <https://news.example.net/u>\nSubject: Why mail bounces\n\n"
    "550 5.1.1 means that the user is unknown, 552 5.2.2 that the mailbox is full. A notice"
    " such as \"Undelivered Mail Returned to Sender\" comes from Postfix.\n" },
  { "news/delivery-of-a-parcel", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: Shop <orders@example.net>\nTo: alice@example.com\n"
    "Subject: Delivery attempt failed\n\nYour parcel could not be delivered. We will try"
    " again tomorrow. Tracking number 5501234.\n" },
  { "news/server-update", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: News <news@example.net>\nTo: alice@example.com\nSubject: Exim 4.97.1 is out\n\n"
    "Exim 4.97.1 and Postfix 3.8.5 mend a fault. See https://example.net/4.2.1/\n" },
  { "list/digest", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: singers-request@lists.example.org\nTo: singers@lists.example.org\n"
    "List-Id: <singers.lists.example.org>\nSubject: Singers Digest, Vol 5, Issue 50\n\n"
    "Today's topics: 1. Rehearsal\n" },
  { "nothing", BOUNCE_KIND_NOT_A_BOUNCE, "" },
  { "nothing/greeting", BOUNCE_KIND_NOT_A_BOUNCE, "Hello Alice, how are you?\n" },

  /* list managers */
  { "list/mailman-2", BOUNCE_KIND_LIST_REJECTION,
    "Return-Path: <singers-bounces@lists.example.org>\n"
    "From: singers-bounces@lists.example.org\nTo: alice@example.com\n"
    "Subject: Request to mailing list singers rejected\nX-Mailman-Version: 2.1.39\n"
    "X-BeenThere: singers@lists.example.org\n\n"
    "Your request to the singers mailing list\n\n    Posting of your message titled"
    " \"Rehearsal\"\n\nhas been rejected by the list moderator. The moderator gave the"
    " following reason for rejecting your request:\n\n\"Non-members are not allowed to post"
    " messages to this list.\"\n" },
  { "list/mailman-2-held", BOUNCE_KIND_LIST_REJECTION,
    "From: singers-bounces@lists.example.org\nTo: alice@example.com\n"
    "Subject: Your message to singers awaits moderator approval\n"
    "X-BeenThere: singers@lists.example.org\n\n"
    "Your mail to 'singers' with the subject\n\n    Rehearsal\n\nIs being held until the list"
    " moderator can review it for approval.\n\nThe reason it is being held:\n\n"
    "    Post by non-member to a members-only list\n" },
  { "list/mailman-2-refused", BOUNCE_KIND_LIST_REJECTION,
    "From: singers-owner@lists.example.org\nTo: alice@example.com\nSubject: Rehearsal\n"
    "X-Mailman-Version: 2.1.39\n\n"
    "You are not allowed to post to this mailing list, and your message has been"
    " automatically rejected.  If you think that your messages are being rejected in error,"
    " contact the mailing list owner at singers-owner@lists.example.org.\n" },
  { "list/mailman-3", BOUNCE_KIND_LIST_REJECTION,
    "From: singers-owner@lists.example.org\nTo: alice@example.com\n"
    "Subject: Request to mailing list \"Singers\" rejected\n\n"
    "Your request to the singers@lists.example.org mailing list\n\n    Posting of your message"
    " titled \"Rehearsal\"\n\nhas been rejected by the list moderator.  The moderator gave the"
    " following reason for rejecting your request:\n\n\"No reason given\"\n" },
  { "list/sympa", BOUNCE_KIND_LIST_REJECTION,
    "From: SYMPA <sympa@lists.example.org>\nTo: alice@example.com\n"
    "Subject: Rehearsal\nX-Loop: sympa@lists.example.org\n\n"
    "Your message to singers@lists.example.org was rejected.\n"
    "You are not allowed to send this message for the following reason:\n"
    "Message distribution in the list is restricted to list subscribers.\n" },
  { "list/majordomo", BOUNCE_KIND_LIST_REJECTION,
    "From: owner-singers@lists.example.org\nTo: alice@example.com\n"
    "Subject: BOUNCE singers@lists.example.org: Non-member submission from"
    " [alice@example.com]\n\nFrom: alice@example.com\nSubject: Rehearsal\n\nHello\n" },
  { "list/listserv", BOUNCE_KIND_LIST_REJECTION,
    "From: \"L-Soft list server\" <LISTSERV@LISTS.EXAMPLE.ORG>\nTo: alice@example.com\n"
    "Subject: Rejected posting to SINGERS@LISTS.EXAMPLE.ORG\n\n"
    "You are not authorized to send mail to the SINGERS list from your alice@example.com"
    " account.\n" },
  { "list/google-groups", BOUNCE_KIND_LIST_REJECTION,
    "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@googlegroups.com>\n"
    "To: alice@example.com\nSubject: Your message to the group was rejected\n\n"
    "We're writing to let you know that the group you tried to contact (singers) may not"
    " exist, or you may not have permission to post messages to the group.\n" },
  { "list/ezmlm", BOUNCE_KIND_LIST_REJECTION,
    "Return-Path: <>\nFrom: singers-help@lists.example.org\nTo: alice@example.com\n"
    "Subject: Returned post for singers@lists.example.org\n\n"
    "Hi! This is the ezmlm program. I'm managing the singers@lists.example.org mailing"
    " list.\n\nI'm sorry, your message (enclosed) was not accepted by the moderator.\n" },
  { "list/fml", BOUNCE_KIND_LIST_REJECTION,
    "From: singers-admin@lists.example.org\nTo: alice@example.com\n"
    "Subject: You are not a member (singers ML)\nX-MLServer: fml [fml 4.0.3]\n\n"
    "Sorry, you are not a member of this mailing list.\n" },

  /* the mail program's own errors */
  { "send/thunderbird", BOUNCE_KIND_SEND_ERROR,
    "An error occurred while sending mail. The mail server responded:  5.1.1"
    " <bob@example.org>: Recipient address rejected. Please check the message recipient"
    " \"bob@example.org\" and try again.\n" },
  { "send/thunderbird-login", BOUNCE_KIND_SEND_ERROR,
    "Sending of the message failed. Unable to authenticate to Outgoing server (SMTP)"
    " mail.example.com. Please check the password.\n" },
  { "send/outlook", BOUNCE_KIND_SEND_ERROR,
    "The message could not be sent because one of the recipients was rejected by the"
    " server. The rejected e-mail address was 'bob@example.org'. Subject 'Hello', Account:"
    " 'alice', Server: 'mail.example.com', Protocol: SMTP, Server Response: '550 5.7.1"
    " Unable to relay', Port: 25, Secure(SSL): No, Server Error: 550, Error Number:"
    " 0x800CCC79\n" },
  { "send/outlook-sending-reported", BOUNCE_KIND_SEND_ERROR,
    "Task 'alice@example.com - Sending' reported error (0x80042109): 'Outlook cannot connect"
    " to your outgoing (SMTP) e-mail server.'\n" },
  { "send/apple", BOUNCE_KIND_SEND_ERROR,
    "Cannot send message using the server mail.example.com\n\nThe sender address"
    " alice@example.com was rejected by the server mail.example.com. The server response was:"
    " Authentication required\n" },
  { "send/iphone", BOUNCE_KIND_SEND_ERROR,
    "Cannot Send Mail\nA copy has been placed in your Outbox. The recipient"
    " \"bob@example.org\" was rejected by the server because it does not allow relaying.\n" },

  /* never sent */
  { "never-sent/spf", BOUNCE_KIND_BACKSCATTER,
    STRANGE (BOT, "Received-SPF: Fail (mx.example.org: not permitted)\n"
             "Message-ID: <1@dsl-17>") },
  { "never-sent/dmarc", BOUNCE_KIND_BACKSCATTER,
    STRANGE (BOT, "Authentication-Results: mx.example.org; spf=softfail; dkim=none; dmarc=fail") },
  { "never-sent/foreign-id", BOUNCE_KIND_BACKSCATTER,
    STRANGE (BOT, "Message-ID: <77@example.net>") },
  { "never-sent/mailer", BOUNCE_KIND_BACKSCATTER,
    STRANGE (BOT, "Message-ID: <77@example.com>\nX-Mailer: PHPMailer 6.1") },
  { "never-sent/one-sign-only", BOUNCE_KIND_BOUNCE,
    STRANGE (BOT, "Message-ID: <77@example.com>") },
  { "never-sent/logged-in", BOUNCE_KIND_BOUNCE,
    STRANGE ("Received: from mail.example.com (mail.example.com [203.0.113.9])"
             " by mx.example.org with ESMTP; x\n"
             "Received: from pc (pc.example.net [198.51.100.17])"
             " by mail.example.com with ESMTPSA; x\n",
             "Received-SPF: Fail (mx.example.org: not permitted)\nMessage-ID: <1@example.net>") },
  { "never-sent/own-house", BOUNCE_KIND_BOUNCE,
    STRANGE ("Received: from mail.example.com (mail.example.com [203.0.113.9])"
             " by mx.example.org with ESMTP; x\n",
             "Received-SPF: Fail (mx.example.org: not permitted)\nMessage-ID: <1@example.net>") },
  { "never-sent/own-greeting", BOUNCE_KIND_BOUNCE,
    STRANGE ("Received: from mail.example.com (static-9.example.net [203.0.113.9])"
             " by mx.example.org with ESMTP; x\n",
             "Received-SPF: Fail (mx.example.org: not permitted)") },
  { "never-sent/passed", BOUNCE_KIND_BOUNCE,
    STRANGE (BOT, "Authentication-Results: mx.example.org; spf=pass; dkim=fail\n"
             "Message-ID: <77@example.net>") },
  { "never-sent/hoster-with-bad-spf", BOUNCE_KIND_BOUNCE,
    STRANGE ("Received: from srv1.hoster.test (srv1.hoster.test [203.0.113.9])"
             " by mx.example.org with ESMTP; x\n"
             "Received: by srv1.hoster.test (Postfix, from userid 33); x\n",
             "Received-SPF: Fail (mx.example.org: not permitted)\n"
             "Message-ID: <1@srv1.hoster.test>") },
  { "never-sent/own-provider-without-a-mark", BOUNCE_KIND_BOUNCE,
    STRANGE ("Received: from out.hoster.test (out.hoster.test [203.0.113.9])"
             " by mx.example.org with ESMTP; x\n"
             "Received: from pc ([198.51.100.17]) by out.hoster.test with ESMTP; x\n",
             "Received-SPF: Fail (mx.example.org: not permitted)\n"
             "Message-ID: <1@out.hoster.test>") },
  { "never-sent/server-that-signs", BOUNCE_KIND_BOUNCE,
    STRANGE ("Received: from mx4.example.net (mx4.example.net [203.0.113.9])"
             " by mx.example.org with ESMTP; x\n", "Message-ID: <77@mx4.example.net>") },
  { "never-sent/name-inside-a-house", BOUNCE_KIND_BOUNCE,
    STRANGE (BOT, "Message-ID: <77@exchange.choir.local>") },
  { "never-sent/no-way-shown", BOUNCE_KIND_BOUNCE,
    STRANGE ("", "Message-ID: <77@example.net>") },
  { "never-sent/telephone", BOUNCE_KIND_BOUNCE,
    STRANGE (BOT, "Message-ID: <77@email.android.com>") },

  /* dressed as a bounce */
  { "fake/pending-messages", BOUNCE_KIND_FAKE_BOUNCE,
    "From: \"Mail Delivery System\" <info@shop.test>\nTo: alice@example.com\n"
    "Subject: Undelivered messages\n\nYou have 7 undelivered messages. Log in here to confirm"
    " your account: https://shop.test/login\n" },
  { "fake/own-domain-forged", BOUNCE_KIND_FAKE_BOUNCE,
    "From: Postmaster <postmaster@example.com>\nTo: alice@example.com\n"
    "Subject: Delivery failure\n\n5 incoming messages are pending. Verify your mailbox at"
    " http://198.51.100.80/owa\n" },
  { "fake/with-a-code", BOUNCE_KIND_FAKE_BOUNCE,
    "From: \"example.com mail server\" <x@shop.test>\nTo: alice@example.com\n"
    "Subject: 550 5.1.1 Error\n\nYour mailbox storage is full, 3 incoming emails failed."
    " Upgrade your storage: https://shop.test/q\nWithin 24hrs your mailbox will be closed.\n" },
  { "fake/html-link", BOUNCE_KIND_FAKE_BOUNCE,
    "From: IT Support <desk@shop.test>\nTo: alice@example.com\nSubject: Mail on hold\n"
    "Content-Type: text/html\n\n<p>4 messages are on hold. <a href=\"https://evil.test/x\">"
    "https://mail.example.com/</a></p><p>Keep your password or your account will be"
    " suspended.</p>\n" },
  { "fake/link-with-a-false-name", BOUNCE_KIND_FAKE_BOUNCE,
    "From: Mailbox <x@shop.test>\nTo: alice@example.com\nSubject: Pending messages\n\n"
    "You have pending messages. Confirm your email:"
    " https://mail.example.com@evil.test/login\n" },
  { "fake/pasted", BOUNCE_KIND_FAKE_BOUNCE,
    "Your mailbox has 5 pending incoming messages. Verify your account and confirm your"
    " password here: https://evil.test/login to avoid suspension.\n" },
  { "fake/not-quarantine-of-your-own", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: Quarantine <quarantine@example.com>\nTo: alice@example.com\n"
    "Subject: 3 messages in quarantine\n\nRelease your messages:"
    " https://filter.example.com/q\n" },
  { "fake/not-a-filter's-digest", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: Filter <digest@filter.test>\nTo: alice@example.com\n"
    "Subject: 3 quarantined messages\n\nReview pending messages: https://filter.test/q\n" },
  { "fake/not-storage-of-the-provider", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: Provider <news@provider.test>\nTo: alice@example.com\nSubject: Your storage\n\n"
    "Your mailbox is almost full and may stop receiving emails. Upgrade your storage:"
    " https://www.provider.test/plans\n" },
  { "fake/not-a-network-that-notifies", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: Friends Notification <news@friends.test>\nTo: alice@example.com\n"
    "Subject: You have 3 pending messages\n\nConfirm your email to read them:"
    " https://www.friends.test/confirm\n" },
  { "fake/not-support-of-a-provider", BOUNCE_KIND_NOT_A_BOUNCE,
    "From: Mailbox Support <support@mailbox.test>\nTo: alice@example.com\n"
    "Subject: Your password will expire\n\nTo go on receiving messages log in here and"
    " update your mailbox: https://www.mailbox.test/login\n" },
  { "fake/not-a-person-who-warns", BOUNCE_KIND_NOT_A_BOUNCE,
    PERSON "Subject: Re: strange mail\nIn-Reply-To: <1@example.com>\n\nIf it says you have"
    " pending messages and to verify your account at https://evil.test, delete it.\n" },
  { "fake/not-a-real-bounce-with-a-link", BOUNCE_KIND_BOUNCE,
    DAEMON "Subject: Undelivered Mail Returned to Sender\n" REPORT_TYPE ("delivery-status")
    "See https://help.shop.test/ and confirm your email. Incoming mail is refused.\n"
    STATUS ("Action: failed\nStatus: 5.1.1\n") },

  /* bounces and delays, for the border between them */
  { "delay/action", BOUNCE_KIND_DELAY,
    DAEMON "Subject: Delayed\n" REPORT_TYPE ("delivery-status") "It could not be delivered.\n"
    STATUS ("Action: delayed\nStatus: 4.4.1\n") },
  { "delay/failed-with-4", BOUNCE_KIND_BOUNCE,
    DAEMON "Subject: Gone\n" REPORT_TYPE ("delivery-status") "Given up.\n"
    STATUS ("Action: failed\nStatus: 4.4.7\n") },
  { "delay/lone-code-4", BOUNCE_KIND_DELAY, "451 4.7.1 Try again later\n" },
  { "delay/lone-code-5", BOUNCE_KIND_BOUNCE, "550 5.7.1\n" },
  { "bounce/reply-from-daemon", BOUNCE_KIND_BOUNCE,
    DAEMON "Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n\n"
    "This is the mail system at host mail.example.com.\n\n<bob@example.org>: host"
    " mx.example.org[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO"
    " command)\n" },
};

static void
test_kind (gconstpointer data)
{
  const KindCase *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (row->message, strlen (row->message));
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceReport) report =
    bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bounce_kind_to_string (bounce_report_get_kind (report)), ==,
                   bounce_kind_to_string (row->kind));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/kinds/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_kind);
    }

  return g_test_run ();
}
