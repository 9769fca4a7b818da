/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-decode.h"
#include "bounce-ip.h"
#include "bounce-reading-private.h"

/*
 * Whose the IP addresses of a notice are. A row shows a message and all of its
 * hosts: "IP role", then "!" where it is refused, its name, and the lists.
 */
typedef struct
{
  const char *name;
  const char *message;
  const char *hosts;
} HostsCase;

/* A report about bob@example.org, written by mail.example.com, whose server mx
 * .example.org answered. */
#define NOTICE(received) \
  "Return-Path: <>\n" received \
  "From: MAILER-DAEMON@mail.example.com (Mail Delivery System)\n" \
  "To: alice@example.com\n" \
  "Subject: Undelivered Mail Returned to Sender\n" \
  "MIME-Version: 1.0\n" \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n" \
  "--b\n\nThis is the mail system.\n"

#define REPORT(mta, fields) \
  "\n--b\nContent-Type: message/delivery-status\n\n" \
  "Reporting-MTA: dns; " mta "\n\n" \
  "Final-Recipient: rfc822; bob@example.org\nAction: failed\n" fields

#define RETURNED(received) \
  "\n--b\nContent-Type: message/rfc822\n\n" received \
  "From: alice@example.com\nTo: bob@example.org\nSubject: Hello\n" \
  "Message-ID: <1@example.com>\n\nHello.\n--b--\n"

#define LOGIN \
  "Received: from desk (pc.isp.example.net [198.51.100.77])\n" \
  "\tby mail.example.com (Postfix) with ESMTPSA id 1\n" \
  "\tfor <bob@example.org>; Tue, 5 Mar 2024 10:00:00 +0100\n"

#define LISTED \
  "Status: 5.7.1\nRemote-MTA: dns; mx.example.org\nDiagnostic-Code: smtp; 554 5.7.1 "

#define PASTE(words) "<bob@example.org>: host mx.example.org said: " words "\n"

static const HostsCase cases[] = {
  /* devices and servers of the sender */
  { "login/esmtpsa",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n") RETURNED (LOGIN),
    "198.51.100.77 your-device pc.isp.example.net" },
  { "login/esmtpa",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from desk ([198.51.100.77]) by mail.example.com with ESMTPA; x\n"),
    "198.51.100.77 your-device" },
  { "login/exim",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from [198.51.100.77] (helo=desk.example.com)\n"
              "\tby mail.example.com with esmtpsa (TLS1.3) (Exim 4.96.2) id 1; x\n"),
    "198.51.100.77 your-device desk.example.com" },
  { "login/sendmail",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from desk (pc.example.net [198.51.100.77] (may be forged))\n"
              "\t(authenticated bits=0) by mail.example.com (8.17.1/8.17.1) with ESMTP; x\n"),
    "198.51.100.77 your-device pc.example.net" },
  { "login/http",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from 198.51.100.77 by webmail.example.com with HTTP; x\n"),
    "198.51.100.77 your-device" },
  { "login/webmail",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("X-Originating-IP: [198.51.100.77]\n"),
    "198.51.100.77 your-device" },
  { "login/qmail",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from unknown (HELO desk.example.com) (smtp-auth username alice)"
              " (198.51.100.77)\n  by mail.example.com with SMTP; x\n"),
    "198.51.100.77 your-device desk.example.com" },
  { "no-login",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from desk (pc.isp.example.net [198.51.100.77])"
              " by mail.example.com with ESMTP; x\n"),
    "198.51.100.77 your-server pc.isp.example.net" },
  { "no-login/unauthenticated",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from desk ([198.51.100.77]) (unauthenticated)"
              " by mail.example.com with ESMTP; x\n"),
    "198.51.100.77 your-server" },
  { "chain/yours-until-theirs",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from edge.example.org (edge.example.org [192.0.2.20])"
              " by store.example.org (192.0.2.21) with LMTP; x\n"
              "Received: from out.example.com (out.example.com [203.0.113.9])"
              " by edge.example.org with ESMTP; x\n"
              "Received: from relay.example.com (relay.example.com [203.0.113.8])"
              " by out.example.com with ESMTP; x\n" LOGIN),
    "198.51.100.77 your-device pc.isp.example.net; 203.0.113.8 your-server relay.example.com; "
    "203.0.113.9 your-server out.example.com; 192.0.2.20 recipient-server edge.example.org; "
    "192.0.2.21 recipient-server store.example.org" },
  { "chain/login-behind-theirs-is-theirs",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from edge.example.org ([192.0.2.20])"
              " by store.example.org with ESMTPSA; x\n"
              "Received: from out.example.com ([203.0.113.9])"
              " by edge.example.org with ESMTP; x\n"),
    "203.0.113.9 your-server out.example.com; 192.0.2.20 recipient-server edge.example.org" },
  { "chain/forwarder-is-theirs",
    NOTICE ("") REPORT ("mx.example.org", "Original-Recipient: rfc822; bob@example.org\n"
                        "Status: 5.1.1\n")
    RETURNED ("Received: from fwd.example.org ([192.0.2.20]) by next.example.net; x\n"
              "Received: from out.example.com ([203.0.113.9])"
              " by mx.example.org with ESMTP; x\n"),
    "203.0.113.9 your-server out.example.com; 192.0.2.20 recipient-server fwd.example.org" },

  /* private and special ranges */
  { "private/rfc1918",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from pc ([10.1.2.3]) by mail.example.com with ESMTPSA; x\n"
              "Received: from pc ([172.16.5.4]) by mail.example.com with ESMTPSA; x\n"
              "Received: from pc ([192.168.1.2]) by mail.example.com with ESMTPSA; x\n"),
    "192.168.1.2 private; 172.16.5.4 private; 10.1.2.3 private" },
  { "private/others",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\n")
    RETURNED ("Received: from a ([100.64.0.9]) by mail.example.com with ESMTPA; x\n"
              "Received: from a ([IPv6:fe80::1]) by mail.example.com with ESMTPA; x\n"
              "Received: from a ([IPv6:fd00::1]) by mail.example.com with ESMTPA; x\n"
              "Received: from localhost (localhost [127.0.0.1]) by mail.example.com; x\n"
              "Received: from localhost ([::1]) by mail.example.com; x\n"),
    "::1 private; 127.0.0.1 private; fd00::1 private; fe80::1 private; 100.64.0.9 private" },
  { "private/beats-remote-mta",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\nRemote-MTA: dns; [10.0.0.9]\n"),
    "10.0.0.9 private" },
  { "private/list-answer-is-not-blamed",
    NOTICE ("") REPORT ("mail.example.com", LISTED
                        "[203.0.113.9] blocked by zen.spamhaus.org (127.0.0.4)\n"),
    "203.0.113.9 your-server! {zen.spamhaus.org}; 127.0.0.4 private zen.spamhaus.org" },

  /* the refused address */
  { "refused/client-host",
    NOTICE ("") REPORT ("mail.example.com", LISTED "Service unavailable; Client host"
                        " [203.0.113.9] blocked using zen.spamhaus.org\n"),
    "203.0.113.9 your-server! {zen.spamhaus.org}" },
  { "refused/with-name",
    NOTICE ("") REPORT ("mail.example.com", LISTED "Client host"
                        " out.example.com[203.0.113.9] blocked using bl.spamcop.net\n"),
    "203.0.113.9 your-server! out.example.com {bl.spamcop.net}" },
  { "refused/link",
    NOTICE ("") REPORT ("mail.example.com", LISTED "Blocked, see"
                        " https://www.spamhaus.org/query/ip/203.0.113.9\n"),
    "203.0.113.9 your-server! {zen.spamhaus.org}" },
  { "refused/ipv6",
    NOTICE ("") REPORT ("mail.example.com", LISTED "Client host"
                        " [IPv6:2001:DB8:0:0:0:0:0:9] blocked using zen.spamhaus.org\n"),
    "2001:db8::9 your-server! {zen.spamhaus.org}" },
  { "refused/first-of-the-list",
    NOTICE ("") REPORT ("mail.example.com", LISTED "Client host"
                        " [203.0.113.9] blocked using zen.spamhaus.org\n") RETURNED (LOGIN),
    "203.0.113.9 your-server! {zen.spamhaus.org}; "
    "198.51.100.77 your-device pc.isp.example.net" },
  { "refused/qmail-two-addresses",
    "Hi. This is the qmail-send program at mail.example.com.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
    "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
    "<bob@example.org>:\nConnected to 192.0.2.25 but sender was rejected.\n"
    "Remote host said: 553 sorry, your mailserver [203.0.113.9] is rejected by"
    " http://spamcop.net/\n",
    "203.0.113.9 your-server! {bl.spamcop.net}; 192.0.2.25 recipient-server" },
  { "refused/speaker-first",
    NOTICE ("\n") REPORT ("mail.example.com", "Status: 5.7.1\nDiagnostic-Code: smtp;"
                          " 554 mx.example.org [192.0.2.25] connection from 203.0.113.9"
                          " rejected due to poor reputation\n"),
    "203.0.113.9 your-server!; 192.0.2.25 recipient-server mx.example.org" },
  { "refused/speaker-last",
    NOTICE ("") REPORT ("mail.example.com", LISTED "[203.0.113.9] is listed at"
                        " zen.spamhaus.org, refused by mx.example.org [192.0.2.25]\n"),
    "203.0.113.9 your-server! {zen.spamhaus.org}; 192.0.2.25 recipient-server mx.example.org" },
  { "refused/postfix-said",
    NOTICE ("") "\n<bob@example.org>: host mx.example.org[192.0.2.25] said: 550 5.7.1\n"
    "    Blocked: 203.0.113.9 is on a blocklist, see bl.spamcop.net (in reply to\n"
    "    RCPT TO command)\n--b--\n",
    "203.0.113.9 your-server! {bl.spamcop.net}; 192.0.2.25 recipient-server mx.example.org" },
  { "refused/spf",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.7.23\nRemote-MTA: dns;"
                        " mx.example.org\nDiagnostic-Code: smtp; 550 5.7.23 SPF fail:"
                        " example.com does not designate 203.0.113.9 as permitted sender\n"),
    "203.0.113.9 your-server!" },
  { "refused/reverse-name",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.7.25\nRemote-MTA: dns;"
                        " mx.example.org\nDiagnostic-Code: smtp; 550 5.7.25 The IP address"
                        " sending this message [203.0.113.9] does not have a PTR record\n"),
    "203.0.113.9 your-server!" },
  { "refused/device-that-is-blamed",
    "An error occurred while sending mail. The mail server responded: 554 5.7.1 Service"
    " unavailable; Client host [203.0.113.77] blocked using zen.spamhaus.org.\n",
    "203.0.113.77 your-server! {zen.spamhaus.org}" },
  { "refused/not-for-other-causes",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\nRemote-MTA: dns;"
                        " mx.example.org\nDiagnostic-Code: smtp; 550 5.1.1 User unknown"
                        " (203.0.113.9)\n"),
    "203.0.113.9 mentioned" },
  { "refused/resolver-is-not",
    NOTICE ("") REPORT ("mail.example.com", LISTED "Error: open resolver;"
                        " https://www.spamhaus.org/returnc/pub/192.0.2.53\n"),
    "192.0.2.53 mentioned" },
  { "refused/paste",
    "554 5.7.1 Your IP address 203.0.113.9 is listed at bl.spamcop.net\n",
    "203.0.113.9 your-server! {bl.spamcop.net}" },

  /* ways in which servers name the address that they blame */
  { "blamed/messages-from",
    PASTE ("550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent, part of"
           " their network is on our block list (S3140)."),
    "203.0.113.9 your-server! {Outlook.com and Hotmail}" },
  { "blamed/pointer",
    PASTE ("550-5.7.25 [203.0.113.9] The IP address sending this message does not have a"
           " PTR record"),
    "203.0.113.9 your-server!" },
  { "blamed/reverse-for",
    PASTE ("550 5.7.1 Fix reverse DNS for 203.0.113.9"),
    "203.0.113.9 your-server!" },
  { "blamed/reverse-lookup",
    PASTE ("554 5.7.1 Reverse DNS lookup for 203.0.113.9 failed"),
    "203.0.113.9 your-server!" },
  { "blamed/reverse-last",
    PASTE ("450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.9]"),
    "203.0.113.9 your-server!" },
  { "blamed/link-value",
    PASTE ("554-IP address is block listed. See https://example.net/case?c=hi&i=ip&v=203.0.113.9"),
    "203.0.113.9 your-server!" },
  { "blamed/equals",
    PASTE ("554 IP=203.0.113.9 is blacklisted"),
    "203.0.113.9 your-server!" },
  { "blamed/poor-reputation",
    PASTE ("550 5.7.1 Rejected because your IP (203.0.113.9) has a poor reputation"),
    "203.0.113.9 your-server!" },
  { "blamed/spf",
    PASTE ("550 5.7.23 SPF: 203.0.113.9 is not allowed to send mail from example.com"),
    "203.0.113.9 your-server!" },
  { "blamed/relay",
    PASTE ("550 5.7.1 Relay access denied for 203.0.113.9"),
    "203.0.113.9 your-server!" },
  { "blamed/many-complaints",
    PASTE ("421 4.7.0 Messages from 203.0.113.9 temporarily deferred due to user complaints"),
    "203.0.113.9 your-server!" },
  { "blamed/with-did-not-pass",
    PASTE ("550-5.7.26 The sender is unauthenticated. SPF [example.com] with ip:"
           " [203.0.113.9] = did not pass"),
    "203.0.113.9 your-server!" },

  /* who answered */
  { "answer/remote-mta",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\nRemote-MTA: dns; mx.example.org"
                        " (192.0.2.25)\n"),
    "192.0.2.25 recipient-server mx.example.org" },
  { "answer/own-outgoing-server",
    NOTICE ("") REPORT ("desk.example.com", "Status: 5.7.1\nRemote-MTA: dns; smtp.example.com"
                        " (203.0.113.5)\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n")
    RETURNED (""),
    "203.0.113.5 your-server smtp.example.com" },
  { "answer/exim",
    "This message was created automatically by mail delivery software.\n\n"
    "A message that you sent could not be delivered to one or more of its\n"
    "recipients. This is a permanent error. The following address(es) failed:\n\n"
    "  bob@example.org\n    host mx.example.org [192.0.2.25]\n"
    "    SMTP error from remote mail server after RCPT TO:<bob@example.org>:\n"
    "    550 5.1.1 User unknown\n",
    "192.0.2.25 recipient-server mx.example.org" },
  { "answer/connect-to",
    NOTICE ("") "\n<bob@example.org>: connect to mx.example.org[192.0.2.25]:25:"
    " Connection timed out\n--b--\n",
    "192.0.2.25 recipient-server mx.example.org" },
  { "answer/qmail",
    "Hi. This is the qmail-send program at mail.example.com.\n\n"
    "<bob@example.org>:\n192.0.2.25 does not like recipient.\n"
    "Remote host said: 550 no such user\nGiving up on 192.0.2.25.\n",
    "192.0.2.25 recipient-server" },
  { "answer/gmail",
    "Delivery to the following recipient failed permanently:\n\n     bob@example.org\n\n"
    "Google tried to deliver your message, but it was rejected by the server for the"
    " recipient domain example.org by mx.example.org. [192.0.2.25].\n\n"
    "The error that the other server returned was:\n550 5.1.1 User unknown\n",
    "192.0.2.25 recipient-server mx.example.org" },
  { "answer/gmx",
    "This message was created automatically by mail delivery software.\n\n"
    "The following address failed:\n\nbob@example.org:\n"
    "SMTP error from remote server for RCPT TO command, host: mx.example.org"
    " (192.0.2.25) reason: 550 User unknown\n",
    "192.0.2.25 recipient-server mx.example.org" },
  { "answer/sendmail-client",
    "The original message was received at Tue, 5 Mar 2024 10:00:00 +0100\n"
    "from pc.example.net [198.51.100.77]\n\n"
    "   ----- The following addresses had permanent fatal errors -----\n"
    "<bob@example.org>\n\n   ----- Transcript of session follows -----\n"
    "... while talking to mx.example.org [192.0.2.25]:\n"
    ">>> RCPT To:<bob@example.org>\n<<< 550 5.1.1 User unknown\n",
    "198.51.100.77 your-server pc.example.net; 192.0.2.25 recipient-server mx.example.org" },
  { "answer/send-error-is-yours",
    "An error occurred while sending mail. The mail server [203.0.113.5] responded:"
    " 5.1.1 <bob@example.org>: Recipient address rejected\n",
    "203.0.113.5 your-server" },

  /* the writer of the notice */
  { "writer/yours",
    NOTICE ("Received: from mail.example.com (mail.example.com [203.0.113.9])"
            " by imap.example.com; x\n")
    REPORT ("mail.example.com", "Status: 5.1.1\n"),
    "203.0.113.9 your-server mail.example.com" },
  { "writer/theirs-by-name",
    NOTICE ("Received: from mx.example.org (mx.example.org [192.0.2.25])"
            " by mail.example.com; x\n")
    REPORT ("mx.example.org", "Status: 5.1.1\n"),
    "192.0.2.25 recipient-server mx.example.org" },
  { "writer/theirs-by-taking-over",
    NOTICE ("Received: from mx.filter.example.net (mx.filter.example.net [192.0.2.40])"
            " by mail.example.com; x\n")
    REPORT ("mx.filter.example.net", "Status: 5.1.1\n")
    RETURNED ("Received: from mail.example.com (mail.example.com [203.0.113.9])"
              " by mx.filter.example.net with ESMTP; x\n" LOGIN),
    "198.51.100.77 your-device pc.isp.example.net; 203.0.113.9 your-server mail.example.com; "
    "192.0.2.40 recipient-server mx.filter.example.net" },
  { "writer/bystander",
    NOTICE ("Received: from scan.example.net (scan.example.net [192.0.2.41])"
            " by mail.example.com; x\n")
    REPORT ("scan.example.net", "Status: 5.7.1\n")
    RETURNED ("Received: from desk.example.com ([198.51.100.77])"
              " by mail.example.com with ESMTPA; x\n"),
    "198.51.100.77 your-device desk.example.com; 192.0.2.41 reporter scan.example.net" },
  { "writer/only-the-sending-side",
    NOTICE ("Received: from mail.example.com (mail.example.com [203.0.113.9])"
            " by imap.example.com (192.0.2.99); x\n")
    REPORT ("mail.example.com", "Status: 5.1.1\n"),
    "203.0.113.9 your-server mail.example.com" },
  { "writer/then-your-own-house",
    NOTICE ("Received: from edge.example.com ([203.0.113.10]) by imap.example.com; x\n"
            "Received: from mx.example.org (mx.example.org [192.0.2.25])"
            " by edge.example.com; x\n")
    REPORT ("mx.example.org", "Status: 5.1.1\n"),
    "192.0.2.25 recipient-server mx.example.org; 203.0.113.10 your-server edge.example.com" },
  { "writer/complaint",
    "Return-Path: <>\n"
    "Received: from fbl.example.org (fbl.example.org [192.0.2.60]) by mail.example.com; x\n"
    "From: complaints@example.org\nTo: abuse@example.com\nSubject: complaint\n"
    "MIME-Version: 1.0\n"
    "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
    "--b\n\nThis is an email abuse report for an email message.\n"
    "\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
    "User-Agent: Loop/1.0\nVersion: 1\nSource-IP: 203.0.113.9\n"
    "Original-Rcpt-To: bob@example.org\n"
    RETURNED (""),
    "192.0.2.60 reporter fbl.example.org; 203.0.113.9 your-server" },
  { "writer/auto-reply",
    "Return-Path: <>\n"
    "Received: from mx.example.org (mx.example.org [192.0.2.25]) by mail.example.com; x\n"
    "From: Bob <bob@example.org>\nTo: alice@example.com\nSubject: Out of office: Hello\n"
    "Auto-Submitted: auto-replied\n\nI am out of the office until Monday.\n",
    "192.0.2.25 recipient-server mx.example.org" },
  { "writer/ordinary-mail",
    "Received: from mx.example.org (mx.example.org [192.0.2.25]) by mail.example.com; x\n"
    "From: Bob <bob@example.org>\nTo: alice@example.com\nSubject: Hello\n\nHow are you?\n",
    "192.0.2.25 mentioned mx.example.org" },
  { "forward/outer-header-adds-nothing",
    "Received: from home.example.net ([198.51.100.5]) by mail.example.com with ESMTPA; x\n"
    "From: carol@example.net\nTo: alice@example.com\nSubject: Fwd: it came back\n"
    "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    NOTICE ("Received: from mail.example.com (mail.example.com [203.0.113.9])"
            " by imap.example.com; x\n")
    REPORT ("mail.example.com", "Status: 5.1.1\n"),
    "203.0.113.9 your-server mail.example.com" },

  /* never addresses */
  { "not/builds-and-versions",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1"
                        " User unknown (Exim 4.96.2.1) build 16.0.1.2 version 1.2.3.4\n")
    RETURNED ("X-Mailer: Mail 15.0.4.1\n"),
    "" },
  { "not/host-names",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\nRemote-MTA: dns;"
                        " 4.184.96.66.static.example.net\n"),
    "" },
  { "not/dates",
    NOTICE ("") REPORT ("mail.example.com", "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1"
                        " closed on 31.12.2023 at 10:20:30\n"),
    "" },
};

static char *
dup_hosts (const BounceReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);

      if (text->len > 0)
        g_string_append (text, "; ");
      g_string_append_printf (text, "%s %s%s", host->ip,
                              bounce_ip_role_to_string (host->role),
                              host->refused ? "!" : "");
      if (host->name != NULL)
        g_string_append_printf (text, " %s", host->name);
      if (host->blocklists[0] != NULL)
        {
          g_autofree char *lists = g_strjoinv (",", host->blocklists);

          g_string_append_printf (text, " {%s}", lists);
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_hosts (gconstpointer data)
{
  const HostsCase *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (row->message, strlen (row->message));
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceReport) report =
    bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);
  g_autofree char *hosts = NULL;

  g_assert_no_error (error);
  hosts = dup_hosts (report);
  g_assert_cmpstr (hosts, ==, row->hosts);
}

/* An address, the form RFC 5952 gives it, and whether it is private or public. */
typedef struct
{
  const char *written;
  const char *shown;
  gboolean is_private;
  gboolean is_public;
} RangeCase;

static const RangeCase ranges[] = {
  { "8.8.8.8", "8.8.8.8", FALSE, TRUE },
  { "10.0.0.1", "10.0.0.1", TRUE, FALSE },
  { "172.15.255.255", "172.15.255.255", FALSE, TRUE },
  { "172.16.0.0", "172.16.0.0", TRUE, FALSE },
  { "172.31.255.255", "172.31.255.255", TRUE, FALSE },
  { "172.32.0.0", "172.32.0.0", FALSE, TRUE },
  { "192.168.255.1", "192.168.255.1", TRUE, FALSE },
  { "192.169.0.1", "192.169.0.1", FALSE, TRUE },
  { "100.63.255.255", "100.63.255.255", FALSE, TRUE },
  { "100.64.0.0", "100.64.0.0", TRUE, FALSE },
  { "100.127.255.255", "100.127.255.255", TRUE, FALSE },
  { "100.128.0.0", "100.128.0.0", FALSE, TRUE },
  { "127.0.0.2", "127.0.0.2", TRUE, FALSE },
  { "169.254.1.1", "169.254.1.1", TRUE, FALSE },
  { "192.0.2.1", "192.0.2.1", FALSE, FALSE },
  { "198.51.100.1", "198.51.100.1", FALSE, FALSE },
  { "203.0.113.1", "203.0.113.1", FALSE, FALSE },
  { "198.18.0.1", "198.18.0.1", FALSE, FALSE },
  { "224.0.0.1", "224.0.0.1", FALSE, FALSE },
  { "255.255.255.255", "255.255.255.255", FALSE, FALSE },
  { "0.0.0.0", "0.0.0.0", FALSE, FALSE },
  { "2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", FALSE, FALSE },
  { "2001:4860:4860::8888", "2001:4860:4860::8888", FALSE, TRUE },
  { "2001:4860:0000:0000:0000:0000:0000:0001", "2001:4860::1", FALSE, TRUE },
  { "::1", "::1", TRUE, FALSE },
  { "::", "::", FALSE, FALSE },
  { "fe80::1", "fe80::1", TRUE, FALSE },
  { "fc00::1", "fc00::1", TRUE, FALSE },
  { "fdff::1", "fdff::1", TRUE, FALSE },
  { "fe00::1", "fe00::1", FALSE, FALSE },
  { "ff02::1", "ff02::1", FALSE, FALSE },
  { "2002:a17:90b:1234::", "2002:a17:90b:1234::", FALSE, FALSE },
  { "2002:808:808::1", "2002:808:808::1", FALSE, FALSE },
  { "::FFFF:10.0.0.1", "::ffff:10.0.0.1", TRUE, FALSE },
  { "::ffff:8.8.8.8", "::ffff:8.8.8.8", FALSE, TRUE },
  { "::ffff:192.0.2.1", "::ffff:192.0.2.1", FALSE, FALSE },
  { "0.1.2.3", "0.1.2.3", FALSE, FALSE },
  { "192.0.0.8", "192.0.0.8", FALSE, FALSE },
  { "192.31.196.1", "192.31.196.1", FALSE, FALSE },
  { "192.52.193.1", "192.52.193.1", FALSE, FALSE },
  { "192.88.99.1", "192.88.99.1", FALSE, FALSE },
  { "192.175.48.1", "192.175.48.1", FALSE, FALSE },
  { "240.0.0.1", "240.0.0.1", FALSE, FALSE },
  { "2001:10::1", "2001:10::1", FALSE, FALSE },
  { "2001:1ff:ffff::1", "2001:1ff:ffff::1", FALSE, FALSE },
  { "2001:200::1", "2001:200::1", FALSE, TRUE },
  { "64:ff9b::808:808", "64:ff9b::808:808", FALSE, FALSE },
  { "100::1", "100::1", FALSE, FALSE },
  { "3fff::1", "3fff::1", FALSE, FALSE },
  { "3fff:1000::1", "3fff:1000::1", FALSE, TRUE },
  { "5f00::1", "5f00::1", FALSE, FALSE },
  { "4000::1", "4000::1", FALSE, FALSE },
};

static void
test_range (gconstpointer data)
{
  const RangeCase *row = data;
  g_autofree char *shown = bounce_ip_normalise (row->written, strlen (row->written));

  g_assert_cmpstr (shown, ==, row->shown);
  g_assert_cmpint (bounce_ip_is_private (shown), ==, row->is_private);
  g_assert_cmpint (bounce_ip_is_public (shown), ==, row->is_public);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hosts/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_hosts);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ranges/%s", ranges[i].written);

      g_test_add_data_func (path, &ranges[i], test_range);
    }

  return g_test_run ();
}
