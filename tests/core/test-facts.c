/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-facts-private.h"

/* What a text holds literally: "r" reply code, "e" enhanced code, "a" address,
 * "i" IP address; "?" after a reply code that only its company can confirm. */
typedef struct
{
  const char *name;
  const char *text;
  const char *found;
} Case;

static const Case cases[] = {
  { "empty", "", "" },
  { "line", "550 5.1.1 <bob@example.net>: unknown", "r550 e5.1.1 abob@example.net" },
  { "hyphen", "550-5.7.26 gsmtp", "r550 e5.7.26" },
  { "ip", "host mx.example.net[192.0.2.25] said: 450 later", "i192.0.2.25 r450" },
  { "ipv6", "[IPv6:2001:db8::25] 550 no", "i2001:db8::25 r550?" },
  { "version", "Exim 4.96.2", "" },
  { "two-versions", "Update from 5.1.1 to 5.1.2", "" },
  { "order-number", "Your order 5.5.0-4711 is on its way", "" },
  { "german-word", "Fehler 550", "r550" },
  { "russian-word", "Ошибка 550", "r550" },
  { "python-reply", "(535, b'5.7.8 Username and Password not accepted')", "r535 e5.7.8" },
  { "dotted-name", "4.184.96.66.static.example", "" },
  { "amount", "retried for 450 minutes", "" },
  { "no-break-space", "said:\u00a0550\u00a05.1.1\u00a0no", "r550 e5.1.1" },
  { "fine-quotes", "returned “550 5.1.10 not found”", "r550 e5.1.10" },
  { "fine-quote-alone", "Antwort: „550 unbekannt“", "r550" },
  { "chinese", "退信代码550，收件人bob@example.net不存在", "r550 abob@example.net" },
  { "chinese-colon", "错误：550 5.1.1 用户不存在，收件人：bob@example.net", "r550 e5.1.1 abob@example.net" },
  { "japanese", "宛先bob@example.netは見つかりません（550 5.1.1）", "abob@example.net r550 e5.1.1" },
  { "japanese-ip", "サーバー192.0.2.25から", "i192.0.2.25" },
  { "korean", "수신자 bob@example.net에게 배달하지 못했습니다", "abob@example.net" },
  { "letters-of-latin", "<müller@bücher.example>", "amüller@bücher.example" },
  { "letters-of-chinese", "<用户@例子.广告>", "a用户@例子.广告" },
  { "letters-beside", "é550 550é", "" },
  { "ellipsis", "bob@example.net…", "abob@example.net" },
  { "guillemets", "«bob@example.net»", "abob@example.net" },
  { "mailto", "mailto:bob@example.net", "abob@example.net" },
  { "literal", "bob@[192.0.2.1]", "abob@[192.0.2.1]" },

  /* codes as servers write them */
  { "code/plain", "550 no", "r550" },
  { "code/alone", "550", "r550" },
  { "code/pair", "550 5.1.1", "r550 e5.1.1" },
  { "code/pair-hyphens", "550-5.1.1", "r550 e5.1.1" },
  { "code/pair-tab", "550\t5.1.1", "r550 e5.1.1" },
  { "code/pair-hash", "550 #5.1.0 Address rejected", "r550 e5.1.0" },
  { "code/pair-hash-touching", "#5.1.1", "e5.1.1" },
  { "code/pair-brackets", "550 [5.1.1] unknown", "r550 e5.1.1" },
  { "code/pair-angles", "550 <5.1.1> unknown", "r550 e5.1.1" },
  { "code/pair-colon", "550: 5.1.1 unknown", "r550 e5.1.1" },
  { "code/pair-dot", "554.5.7.1 refused", "r554 e5.7.1" },
  { "code/pair-slash", "550/5.7.1 refused", "r550 e5.7.1" },
  { "code/pair-comma", "550,5.1.1", "r550 e5.1.1" },
  { "code/pair-detail-of-three", "550 5.7.511 Access denied", "r550 e5.7.511" },
  { "code/pair-subject-of-two", "450 4.16.55 Later", "r450 e4.16.55" },
  { "code/pair-zero", "554 5.0.0 Service unavailable", "r554 e5.0.0" },
  { "code/qmail", "Sorry, no mailbox here by that name. (#5.1.1)", "e5.1.1" },
  { "code/enhanced-colon", "5.1.1: unknown", "e5.1.1" },
  { "code/enhanced-quoted", "'5.1.10'", "e5.1.10" },
  { "code/enhanced-full-stop", "It was 5.1.1.", "e5.1.1" },
  { "code/enhanced-and-rest", "5.1.1 ... User unknown", "e5.1.1" },
  { "code/status-field", "Status: 5.1.1 (bad destination)", "e5.1.1" },
  { "code/diagnostic-type", "smtp;550 unknown", "r550" },
  { "code/diagnostic-type-space", "smtp; 550 unknown", "r550" },
  { "code/transcript", "<<< 550 unknown", "r550" },
  { "code/touching-colon", "550: unknown", "r550" },
  { "code/touching-dot", "failed with 550.", "r550" },
  { "code/zoho", "ERROR_CODE :550, ERROR_CODE :5.1.1", "r550 e5.1.1" },
  { "code/exchange", "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", "r550 e5.1.1" },
  { "code/exchange-quoted", "Remote Server returned '550 5.1.10 no'", "r550 e5.1.10" },
  { "code/said", "host mx.example.net said: 550 no", "r550" },
  { "code/said-multiline", "550-5.7.26 a\n550-5.7.26 b\n550 5.7.26 c",
    "r550 e5.7.26 r550 e5.7.26 r550 e5.7.26" },
  { "code/banner-name", "554-mx.example.net refused", "r554" },
  { "code/reply-from-an-address", "550-192.0.2.9 is blocked", "r550 i192.0.2.9" },
  { "code/mail-server-rejects", "554 mail server permanently rejected message", "r554" },
  { "code/recipients-are-refused", "452 recipients over limit", "r452" },
  { "code/error-number", "Server error: 550", "r550" },
  { "code/smtp-word", "SMTP error 421 timeout", "r421" },
  { "code/equals", "code=550 text", "r550" },
  { "code/brackets", "failed (550)", "r550" },
  { "code/aside", "Recipient unknown (550)", "r550" },
  { "code/aside-abbreviated", "mailbox full (err. 552)", "r552" },
  { "code/success", "250 2.1.5 ok", "r250 e2.1.5" },
  { "code/unsure", "They saw 550 there", "r550?" },
  { "code/of-class-three-is-none", "354 go on 3.1.1", "" },
  { "code/of-class-six-is-none", "650 6.1.1", "" },

  /* numbers that are no codes */
  { "not/build", "build 5.1.1", "" },
  { "not/build-of-four", "16.0.14332.20238", "" },
  { "not/build-of-three", "(5.5.2653.19)", "" },
  { "not/exchange-id", "id 15.20.7291.26", "" },
  { "not/version-word", "version 5.1.1", "" },
  { "not/version-colon", "Version: 5.1.1", "" },
  { "not/version-v", "v5.1.1 and v 5.1.1", "" },
  { "not/version-postfix", "Postfix 2.11.4", "" },
  { "not/version-mailman", "Mailman 2.1.39", "" },
  { "not/version-spamassassin", "SpamAssassin 4.0.0", "" },
  { "not/version-linux", "Linux 5.4.0-42-generic", "" },
  { "not/version-slash", "Sendmail/5.7.1", "" },
  { "not/version-sendmail", "(8.17.1/8.17.1)", "" },
  { "not/version-arrow", "firmware 4.4.1 -> 5.1.1", "" },
  { "not/exercise", "Aufgabe 5.1.1: Nullstellen", "" },
  { "not/version-of-four", "Exim 4.96.2.1", "" },
  { "not/version-with-letter", "5.1.1b", "" },
  { "not/section", "RFC 5321, section 4.5.3", "" },
  { "not/section-sign", "RFC 5321 § 4.5.3", "" },
  { "not/section-link", "rfc5321#section-4.5.3", "" },
  { "not/path", "https://example.net/4.2.1/", "" },
  { "not/date-german", "31.12.2023", "" },
  { "not/date-short", "am 5.1.24 um 10:20", "" },
  { "not/date-short-comma", "5.1.24, 9:05", "" },
  { "not/date-iso", "2024-05-17T10:20:30.450Z", "" },
  { "not/date-mail", "Tue, 5 Mar 2024 10:45:50 +0500", "" },
  { "not/year", "in 2024", "" },
  { "not/time", "10:20:45", "" },
  { "not/time-of-three", "4:50 and 450:20", "" },
  { "not/zone", "GMT-500", "" },
  { "not/phone", "Tel. 555-0199", "" },
  { "not/phone-long", "+49 30 5501234", "" },
  { "not/phone-brackets", "(555) 450-1234", "" },
  { "not/phone-word", "phone: 550", "" },
  { "not/phone-extension", "ext 550", "" },
  { "not/phone-dotted", "555.0199", "" },
  { "not/phone-international", "1-800-555-0199", "" },
  { "not/score", "score 5.4", "" },
  { "not/score-whole", "score: 450", "" },
  { "not/queue-id", "id 4F5502B1", "" },
  { "not/queue-id-number", "id 550-4F3", "" },
  { "not/queue-id-exim", "1rXk5Y-0005.5.0-AB", "" },
  { "not/size", "450 bytes", "" },
  { "not/size-kb", "450KB and 450 kB", "" },
  { "not/size-thousands", "450,000 or 450.000 or 450 000", "" },
  { "not/size-colon", "Size: 450 bytes", "" },
  { "not/port", "port 587, port 465, port 450", "" },
  { "not/port-colon", "192.0.2.1:450", "i192.0.2.1" },
  { "not/port-of-a-name", "mail.example.net:587 (Connection refused)", "" },
  { "not/money", "$550 and 550 EUR", "" },
  { "not/percent", "450%", "" },
  { "not/amount", "550 messages per hour", "r550" },
  { "not/amount-in-words", "sent 550 messages per hour", "" },
  { "not/count", "over 550 people", "" },
  { "not/ticket", "ticket #550, order 451, room 452", "" },
  { "not/host-name", "mx5.1.1.example.net", "" },
  { "not/host-name-first", "5.1.1.example.net", "" },
  { "not/host-name-reverse", "4.184.96.66.static.example.net", "" },
  { "not/host-name-hyphens", "host-4-5-5-0.example.net and 5-1-1.example.net", "" },
  { "not/host-name-number", "mail550.example.net, 550.example.net", "" },
  { "not/message-id", "<5.1.1.20240305@mail>", "a5.1.1.20240305@mail" },
  { "not/in-an-address", "bob.5.1.1@example.net", "abob.5.1.1@example.net" },
  { "not/in-an-address-number", "550@example.net", "a550@example.net" },
  { "not/longer-number", "1550 and 5501 and 15.1.1", "" },
  { "not/decimal", "4.5 and 5.50", "" },

  /* IP addresses */
  { "ip/brackets", "[192.0.2.1]", "i192.0.2.1" },
  { "ip/parentheses", "(192.0.2.1)", "i192.0.2.1" },
  { "ip/full-stop", "Giving up on 192.0.2.1.", "i192.0.2.1" },
  { "ip/comma", "192.0.2.1, 192.0.2.2", "i192.0.2.1 i192.0.2.2" },
  { "ip/link", "https://example.net/q?ip=192.0.2.1", "i192.0.2.1" },
  { "ip/link-value", "https://example.net/case?c=hi&i=ip&v=192.0.2.1", "i192.0.2.1" },
  { "ip/path", "https://example.net/query/ip/192.0.2.1", "i192.0.2.1" },
  { "ip/server", "server 192.0.2.1 said", "i192.0.2.1" },
  { "ip/touching-name", "mx.example.net[192.0.2.1]:25", "i192.0.2.1" },
  { "ip/not-too-big", "192.0.2.256 and 300.1.1.1", "" },
  { "ip/not-leading-zero", "192.000.002.001", "" },
  { "ip/not-of-five", "1.2.3.4.5", "" },
  { "ip/not-network", "192.0.2.0/24", "" },
  { "ip/not-version", "release 1.2.3.4", "" },
  { "ip/not-name", "192.0.2.1.dsl.example.net and dsl-192.0.2.1", "" },
  { "ip/v6-brackets", "[2001:db8::1]", "i2001:db8::1" },
  { "ip/v6-full", "2001:db8:0:0:0:0:0:1", "i2001:db8:0:0:0:0:0:1" },
  { "ip/v6-mapped", "::ffff:192.0.2.1", "i::ffff:192.0.2.1" },
  { "ip/v6-full-stop", "from 2001:db8::1.", "i2001:db8::1" },
  { "ip/v6-colon", "2001:db8::1: refused", "i2001:db8::1" },
  { "ip/v6-loopback", "[::1]", "i::1" },
  { "ip/v6-not-time", "10:20:30", "" },
  { "ip/v6-not-hardware", "00:1a:2b:3c:4d:5e", "" },
  { "ip/v6-not-fingerprint", "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99", "" },
  { "ip/v6-not-module", "De::Fa and Mail::Abc and std::dec", "" },
  { "ip/v6-not-two-gaps", "2001::db8::1", "" },

  /* mail addresses */
  { "address/angles", "<bob@example.org>:", "abob@example.org" },
  { "address/hidden-space", "<bob@exam\u200bple.org>", "abob@exam\u200bple.org" },
  { "address/hidden-before-at", "<bob\u200b@example.org>", "abob\u200b@example.org" },
  { "address/hidden-behind-at", "<bob@\u2060" "example.org>", "abob@\u2060" "example.org" },
  { "address/soft-hyphen", "bo\u00adb@example.org", "abo\u00adb@example.org" },
  { "address/hidden-around", "\u200bbob@example.org\u200b.\ufeff", "abob@example.org" },
  { "address/direction-around", "\u202a" "bob@example.org\u202c", "abob@example.org" },
  { "address/hidden-in-a-row", "\u200b\u200b\u200b\u200b\u200b\u200b" "bob@example.org",
    "abob@example.org" },
  { "address/behind-thai", "ที่\u200bbob@example.org\u200bไม่", "abob@example.org" },
  { "address/full-stop", "to bob@example.org.", "abob@example.org" },
  { "address/plus", "bob+tag@example.org", "abob+tag@example.org" },
  { "address/quoted", "\"bob smith\"@example.org", "a\"bob smith\"@example.org" },
  { "address/quoted-at", "\"bob@home\"@example.org", "a\"bob@home\"@example.org" },
  { "address/single-quotes", "'bob@example.org'", "abob@example.org" },
  { "address/typewriter-quotes", "`bob@example.org'", "abob@example.org" },
  { "address/parameter", "rcpt=bob@example.org", "abob@example.org" },
  { "address/srs", "SRS0=Ab1=XY=example.org=bob@example.net",
    "aSRS0=Ab1=XY=example.org=bob@example.net" },
  { "address/exchange", "IMCEAEX-_o=EXAMPLE_cn=bob@example.org",
    "aIMCEAEX-_o=EXAMPLE_cn=bob@example.org" },
  { "address/no-dot", "root@localhost", "aroot@localhost" },
  { "address/rfc822", "rfc822;bob@example.org", "abob@example.org" },
  { "address/dots", "...bob@example.org...", "abob@example.org" },
  { "address/two", "bob@example.org,eve@example.net", "abob@example.org aeve@example.net" },
  { "address/not-alone", "a @ b, @example.org, bob@", "" },
  { "address/not-a-link", "https://bob@example.org/", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GArray) facts = bounce_facts_scan (row->text, strlen (row->text));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);

      g_string_append_printf (found, "%s%c%.*s",
                              i > 0 ? " " : "",
                              "reai"[fact->kind],
                              (int) (fact->end - fact->start),
                              row->text + fact->start);
      if (fact->kind == BOUNCE_FACT_REPLY_CODE && fact->weight == BOUNCE_FACT_BARE)
        g_string_append_c (found, '?');
    }

  g_assert_cmpstr (found->str, ==, row->found);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/facts/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
