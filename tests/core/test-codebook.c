/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-codebook.h"

/* DESIGN.md's budget of sentences for the code book; names do not count. */
#define BUDGET 350

/*
 * The tables of codes that this program grew from, cell by cell: the code, and
 * the words that its cell has in common with any honest account of it. Each must
 * stand in the entry's name, meaning or remark, in capitals or not.
 */
typedef struct
{
  const char *code;
  const char *words[4];
} Cell;

static const Cell cells[] = {
  { "X.1.0", { "other address status" } },
  { "X.1.1", { "bad destination mailbox address" } },
  { "X.1.2", { "bad destination system address" } },
  { "X.1.3", { "bad destination mailbox address syntax" } },
  { "X.1.4", { "destination mailbox address ambiguous" } },
  { "X.1.5", { "address valid" } },
  { "X.1.6", { "mailbox has moved" } },
  { "X.1.7", { "bad sender's mailbox address syntax" } },
  { "X.1.8", { "bad sender's system address" } },
  { "X.2.0", { "other or undefined mailbox status" } },
  { "X.2.1", { "mailbox disabled, not accepting messages" } },
  { "X.2.2", { "mailbox full" } },
  { "X.2.3", { "message length exceeds administrative limit" } },
  { "X.2.4", { "mailing list expansion" } },
  { "X.3.0", { "other or undefined mail system status" } },
  { "X.3.1", { "mail system full" } },
  { "X.3.2", { "system not accepting network messages" } },
  { "X.3.3", { "system not capable of selected features" } },
  { "X.3.4", { "message too big for system" } },
  { "X.3.5", { "system incorrectly configured" } },
  { "X.4.0", { "other or undefined network or routing status" } },
  { "X.4.1", { "no answer from host" } },
  { "X.4.2", { "bad connection" } },
  { "X.4.3", { "routing server", "failure" } },
  { "X.4.4", { "unable to route" } },
  { "X.4.5", { "network congestion" } },
  { "X.4.6", { "routing loop detected" } },
  { "X.4.7", { "delivery time expired" } },
  { "X.5.0", { "other or undefined protocol status" } },
  { "X.5.1", { "invalid command" } },
  { "X.5.2", { "syntax error" } },
  { "X.5.3", { "too many recipients" } },
  { "X.5.4", { "invalid command arguments" } },
  { "X.5.5", { "wrong protocol version" } },
  { "X.6.0", { "other or undefined media error" } },
  { "X.6.1", { "media not supported" } },
  { "X.6.2", { "conversion required and prohibited" } },
  { "X.6.3", { "conversion required but not supported" } },
  { "X.6.4", { "conversion with loss performed" } },
  { "X.6.5", { "conversion failed" } },
  { "X.7.0", { "other or undefined security status" } },
  { "X.7.1", { "delivery not authorized, message refused" } },
  { "X.7.2", { "mailing list expansion prohibited" } },
  { "X.7.3", { "security conversion required but not possible" } },
  { "X.7.4", { "security features not supported" } },
  { "X.7.5", { "cryptographic failure" } },
  { "X.7.6", { "cryptographic algorithm not supported" } },
  { "X.7.7", { "message integrity failure" } },

  { "211", { "system status", "system help reply" } },
  { "214", { "help message" } },
  { "220", { "domain service ready" } },
  { "221", { "service closing transmission channel" } },
  { "250", { "requested mail action okay", "completed" } },
  { "251", { "will forward to", "path" } },
  { "252", { "pending messages", "cannot verify user", "will take", "attempt delivery" } },
  { "253", { "pending messages for node started" } },
  { "354", { "start mail input; end with" } },
  { "355", { "octet-offset is the transaction offset" } },
  { "421", { "domain service not available", "closing transmission channel" } },
  { "432", { "domain service not available", "closing transmission channel" } },
  { "450", { "requested mail action not taken", "mailbox unavailable", "request refused" } },
  { "451", { "requested action aborted", "local error in processing",
             "request is unable to be processed, try again" } },
  { "452", { "requested action not taken", "insufficient system storage" } },
  { "453", { "no mail" } },
  { "454", { "TLS not available due to temporary reason",
             "encryption required for requested authentication mechanism" } },
  { "458", { "unable to queue messages for node" } },
  { "459", { "node not allowed" } },
  { "500", { "syntax error", "could not recognize" } },
  { "501", { "syntax error", "no parameters allowed" } },
  { "502", { "command not implemented" } },
  { "503", { "bad sequence of commands" } },
  { "504", { "command parameter not implemented" } },
  { "510", { "check the recipient address" } },
  { "512", { "host unknown", "domain cannot be found" } },
  { "515", { "destination mailbox address invalid" } },
  { "517", { "problem with sender", "mail attribute", "properties" } },
  { "521", { "machine does not accept mail" } },
  { "522", { "recipient has exceeded mailbox limit" } },
  { "523", { "server or connector limit exceeded", "message too large" } },
  { "530", { "must issue a STARTTLS command first",
             "encryption required for requested authentication mechanism" } },
  { "531", { "mail system full" } },
  { "533", { "remote server has insufficient disk space to hold email" } },
  { "534", { "authentication mechanism is too weak", "message is too big" } },
  { "535", { "multiple servers", "using the same IP" } },
  { "538", { "encryption required for requested authentication mechanism" } },
  { "540", { "no DNS server for email address" } },
  { "541", { "no answer from host" } },
  { "542", { "bad connection" } },
  { "543", { "routing server failure", "no available route" } },
  { "546", { "email looping" } },
  { "547", { "delivery time-out" } },
  { "550", { "requested action not taken", "mailbox unavailable" } },
  { "551", { "user not local; please try", "forward path" } },
  { "552", { "requested mail action aborted", "exceeded storage allocation" } },
  { "553", { "requested action not taken", "mailbox name not allowed" } },
  { "554", { "transaction failed" } },
};

static const BounceCodeEntry *
find_label (const char *label)
{
  for (guint i = 0; i < bounce_codebook_get_n_entries (); i++)
    {
      const BounceCodeEntry *entry = bounce_codebook_get_entry (i);
      g_autofree char *other = bounce_codebook_entry_dup_label (entry);

      if (g_str_equal (other, label))
        return entry;
    }

  return NULL;
}

static void
test_cell (gconstpointer data)
{
  const Cell *cell = data;
  const BounceCodeEntry *entry = find_label (cell->code);
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  g_assert_nonnull (entry);

  all = g_strjoin ("\n", entry->name, entry->meaning,
                   entry->remark != NULL ? entry->remark : "", NULL);
  folded = g_utf8_casefold (all, -1);

  for (guint i = 0; i < G_N_ELEMENTS (cell->words) && cell->words[i] != NULL; i++)
    {
      g_autofree char *words = g_utf8_casefold (cell->words[i], -1);

      if (strstr (folded, words) == NULL)
        g_test_message ("“%s” is not in: %s", cell->words[i], all);
      g_assert_nonnull (strstr (folded, words));
    }
}

/* The digits' tables that this program grew from, in the same manner. */
typedef struct
{
  BounceCodeFamily family;
  gboolean is_subject;
  guint digit;
  const char *word;
} DigitCell;

static const DigitCell digit_cells[] = {
  { BOUNCE_CODE_REPLY, FALSE, 1, "confirm" },
  { BOUNCE_CODE_REPLY, FALSE, 2, "success" },
  { BOUNCE_CODE_REPLY, FALSE, 3, "accepted" },
  { BOUNCE_CODE_REPLY, FALSE, 4, "again" },
  { BOUNCE_CODE_REPLY, FALSE, 5, "put right" },
  { BOUNCE_CODE_REPLY, TRUE, 0, "syntax" },
  { BOUNCE_CODE_REPLY, TRUE, 1, "information" },
  { BOUNCE_CODE_REPLY, TRUE, 2, "connections" },
  { BOUNCE_CODE_REPLY, TRUE, 3, "undefined" },
  { BOUNCE_CODE_REPLY, TRUE, 4, "undefined" },
  { BOUNCE_CODE_REPLY, TRUE, 5, "mail system" },
  { BOUNCE_CODE_ENHANCED, FALSE, 2, "success" },
  { BOUNCE_CODE_ENHANCED, FALSE, 4, "temporary" },
  { BOUNCE_CODE_ENHANCED, FALSE, 5, "permanent" },
  { BOUNCE_CODE_ENHANCED, TRUE, 0, "undefined" },
  { BOUNCE_CODE_ENHANCED, TRUE, 1, "address" },
  { BOUNCE_CODE_ENHANCED, TRUE, 2, "mailbox" },
  { BOUNCE_CODE_ENHANCED, TRUE, 3, "mail system" },
  { BOUNCE_CODE_ENHANCED, TRUE, 4, "routing" },
  { BOUNCE_CODE_ENHANCED, TRUE, 5, "protocol" },
  { BOUNCE_CODE_ENHANCED, TRUE, 6, "content" },
  { BOUNCE_CODE_ENHANCED, TRUE, 7, "policy" },
};

static void
test_digit_cell (gconstpointer data)
{
  const DigitCell *cell = data;
  const BounceDigit *digit;
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  digit = cell->is_subject ? bounce_codebook_get_subject (cell->family, cell->digit)
                           : bounce_codebook_get_class (cell->family, cell->digit);
  g_assert_nonnull (digit);

  all = g_strjoin ("\n", digit->name, digit->meaning, NULL);
  folded = g_utf8_casefold (all, -1);
  g_assert_nonnull (strstr (folded, cell->word));
}

static void
test_missing_digits (void)
{
  g_assert_null (bounce_codebook_get_class (BOUNCE_CODE_REPLY, 0));
  g_assert_null (bounce_codebook_get_class (BOUNCE_CODE_REPLY, 6));
  g_assert_null (bounce_codebook_get_class (BOUNCE_CODE_ENHANCED, 1));
  g_assert_null (bounce_codebook_get_class (BOUNCE_CODE_ENHANCED, 3));
  g_assert_null (bounce_codebook_get_subject (BOUNCE_CODE_ENHANCED, 8));
  g_assert_null (bounce_codebook_get_subject (BOUNCE_CODE_ENHANCED, 999));
  g_assert_nonnull (bounce_codebook_get_subject (BOUNCE_CODE_REPLY, 7));
}

typedef struct
{
  guint reply;
  const char *read_as;
  BounceCause cause;
  BounceParty responsible;
  gboolean is_general;
} ReplyFact;

static const ReplyFact reply_facts[] = {
  { 421, NULL, BOUNCE_CAUSE_SYSTEM_ERROR, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 422, "4.2.2", BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT, TRUE },
  { 432, "4.3.2", BOUNCE_CAUSE_SYSTEM_ERROR, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 441, "4.4.1", BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 449, "4.4.9", BOUNCE_CAUSE_ROUTING_ERROR, BOUNCE_PARTY_YOUR_PROVIDER, FALSE },
  { 450, NULL, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
  { 454, NULL, BOUNCE_CAUSE_TLS_FAILED, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 510, "5.1.0", BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_YOU, TRUE },
  { 512, "5.1.2", BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_PARTY_YOU, FALSE },
  { 515, "5.1.5", BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_YOU, TRUE },
  { 517, "5.1.7", BOUNCE_CAUSE_SENDER_REFUSED, BOUNCE_PARTY_YOU, FALSE },
  { 522, "5.2.2", BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT, FALSE },
  { 523, "5.2.3", BOUNCE_CAUSE_MESSAGE_TOO_BIG, BOUNCE_PARTY_YOU, TRUE },
  { 530, NULL, BOUNCE_CAUSE_LOGIN_REQUIRED, BOUNCE_PARTY_YOU, TRUE },
  { 531, "5.3.1", BOUNCE_CAUSE_SYSTEM_FULL, BOUNCE_PARTY_THEIR_PROVIDER, FALSE },
  { 533, "5.3.3", BOUNCE_CAUSE_SYSTEM_FULL, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 534, "5.3.4", BOUNCE_CAUSE_LOGIN_FAILED, BOUNCE_PARTY_YOU, TRUE },
  { 535, "5.3.5", BOUNCE_CAUSE_LOGIN_FAILED, BOUNCE_PARTY_YOU, TRUE },
  { 538, NULL, BOUNCE_CAUSE_TLS_REQUIRED, BOUNCE_PARTY_YOU, TRUE },
  { 540, "5.4.0", BOUNCE_CAUSE_DNS_FAILURE, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 541, "5.4.1", BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 542, "5.4.2", BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 543, "5.4.3", BOUNCE_CAUSE_DNS_FAILURE, BOUNCE_PARTY_THEIR_PROVIDER, FALSE },
  { 546, "5.4.6", BOUNCE_CAUSE_MAIL_LOOP, BOUNCE_PARTY_THEIR_PROVIDER, FALSE },
  { 547, "5.4.7", BOUNCE_CAUSE_EXPIRED, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { 550, NULL, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
  { 554, NULL, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
  { 571, "5.7.1", BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
};

static void
test_reply_fact (gconstpointer data)
{
  const ReplyFact *fact = data;
  const BounceCodeEntry *entry = bounce_codebook_find_reply (fact->reply);

  g_assert_nonnull (entry);
  g_assert_cmpuint (entry->reply, ==, fact->reply);
  g_assert_cmpint (entry->cause, ==, fact->cause);
  g_assert_cmpint (entry->responsible, ==, fact->responsible);
  g_assert_cmpint (entry->is_general, ==, fact->is_general);

  if (fact->read_as == NULL)
    {
      g_assert_false (bounce_enhanced_code_is_set (&entry->read_as));
    }
  else
    {
      g_autofree char *read_as = bounce_enhanced_code_to_string (&entry->read_as);

      g_assert_cmpstr (read_as, ==, fact->read_as);
      g_assert_nonnull (entry->remark);
    }
}

typedef struct
{
  BounceEnhancedCode code;
  BounceCause cause;
  BounceParty responsible;
  gboolean is_general;
} EnhancedFact;

static const EnhancedFact enhanced_facts[] = {
  { { 5, 0, 0 }, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
  { { 5, 1, 1 }, BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_YOU, FALSE },
  { { 4, 1, 1 }, BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_YOU, FALSE },
  { { 5, 1, 2 }, BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_PARTY_YOU, FALSE },
  { { 5, 1, 10 }, BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL, BOUNCE_PARTY_YOU, TRUE },
  { { 4, 2, 2 }, BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT, FALSE },
  { { 5, 2, 2 }, BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT, FALSE },
  { { 5, 4, 6 }, BOUNCE_CAUSE_MAIL_LOOP, BOUNCE_PARTY_THEIR_PROVIDER, FALSE },
  { { 4, 4, 7 }, BOUNCE_CAUSE_EXPIRED, BOUNCE_PARTY_THEIR_PROVIDER, TRUE },
  { { 5, 7, 0 }, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
  { { 5, 7, 1 }, BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_UNCLEAR, TRUE },
  { { 5, 7, 8 }, BOUNCE_CAUSE_LOGIN_FAILED, BOUNCE_PARTY_YOU, FALSE },
  { { 5, 7, 25 }, BOUNCE_CAUSE_REVERSE_DNS_MISSING, BOUNCE_PARTY_YOUR_PROVIDER, FALSE },
  { { 5, 7, 26 }, BOUNCE_CAUSE_AUTHENTICATION_FAILED, BOUNCE_PARTY_YOUR_PROVIDER, FALSE },
};

static void
test_enhanced_fact (gconstpointer data)
{
  const EnhancedFact *fact = data;
  const BounceCodeEntry *entry = bounce_codebook_find_enhanced (&fact->code);

  g_assert_nonnull (entry);
  g_assert_cmpuint (entry->subject, ==, fact->code.subject);
  g_assert_cmpuint (entry->detail, ==, fact->code.detail);
  g_assert_cmpint (entry->cause, ==, fact->cause);
  g_assert_cmpint (entry->responsible, ==, fact->responsible);
  g_assert_cmpint (entry->is_general, ==, fact->is_general);
}

static void
test_not_found (void)
{
  BounceEnhancedCode of_a_provider = { 5, 1, 351 };
  BounceEnhancedCode unset = { 0, 0, 0 };

  g_assert_null (bounce_codebook_find_reply (0));
  g_assert_null (bounce_codebook_find_reply (100));
  g_assert_null (bounce_codebook_find_reply (549));
  g_assert_null (bounce_codebook_find_reply (999));
  g_assert_null (bounce_codebook_find_enhanced (&of_a_provider));
  g_assert_null (bounce_codebook_find_enhanced (&unset));
  g_assert_null (bounce_codebook_translate (NULL));
}

static void
check_sentence (GHashTable *sentences,
                const char *text)
{
  if (text == NULL)
    return;

  g_assert_cmpstr (text, !=, "");
  g_assert_null (strchr (text, '!'));
  g_assert_true (g_str_has_suffix (text, ".") || g_str_has_suffix (text, "?"));
  g_hash_table_add (sentences, (gpointer) text);
}

static void
test_sentences (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_replies = 0;

  for (guint i = 0; i < bounce_codebook_get_n_entries (); i++)
    {
      const BounceCodeEntry *entry = bounce_codebook_get_entry (i);

      n_replies += entry->family == BOUNCE_CODE_REPLY;
      g_assert_cmpstr (entry->name, !=, "");
      g_assert_nonnull (entry->meaning);
      g_assert_nonnull (entry->advice);
      g_assert_true (entry->standard != NULL || entry->remark != NULL);
      g_assert_cmpstr (bounce_codebook_translate (entry->name), ==, entry->name);
      check_sentence (sentences, entry->meaning);
      check_sentence (sentences, entry->advice);
      check_sentence (sentences, entry->remark);
    }

  for (guint digit = 0; digit < 10; digit++)
    for (BounceCodeFamily family = BOUNCE_CODE_REPLY; family <= BOUNCE_CODE_ENHANCED; family++)
      {
        const BounceDigit *class = bounce_codebook_get_class (family, digit);
        const BounceDigit *subject = bounce_codebook_get_subject (family, digit);

        check_sentence (sentences, class != NULL ? class->meaning : NULL);
        check_sentence (sentences, subject != NULL ? subject->meaning : NULL);
      }

  g_assert_cmpuint (n_replies, ==, 84);
  g_assert_cmpuint (bounce_codebook_get_n_entries () - n_replies, ==, 83);

  g_test_message ("%u sentences", g_hash_table_size (sentences));
  g_assert_cmpuint (g_hash_table_size (sentences), <=, BUDGET);
}

/* The searches rely on the order, and a window shows the book in it. */
static void
test_order (void)
{
  for (guint i = 1; i < bounce_codebook_get_n_entries (); i++)
    {
      const BounceCodeEntry *before = bounce_codebook_get_entry (i - 1);
      const BounceCodeEntry *entry = bounce_codebook_get_entry (i);

      if (entry->family != before->family)
        continue;

      if (entry->family == BOUNCE_CODE_REPLY)
        {
          g_assert_cmpuint (before->reply, <, entry->reply);
          g_assert_true (bounce_codebook_find_reply (entry->reply) == entry);
        }
      else
        {
          BounceEnhancedCode code = { 5, entry->subject, entry->detail };

          g_assert_cmpuint (before->subject * 1000 + before->detail, <,
                            entry->subject * 1000 + entry->detail);
          g_assert_true (bounce_codebook_find_enhanced (&code) == entry);
        }
    }
}

/* A squeezed code whose name is that of its enhanced code says the same of it. */
static void
test_squeezed (void)
{
  for (guint i = 0; i < bounce_codebook_get_n_entries (); i++)
    {
      const BounceCodeEntry *entry = bounce_codebook_get_entry (i);
      const BounceCodeEntry *full;

      if (!bounce_enhanced_code_is_set (&entry->read_as))
        continue;

      full = bounce_codebook_find_enhanced (&entry->read_as);
      g_assert_nonnull (full);
      g_assert_cmpuint (entry->reply, ==, entry->read_as.class * 100 +
                        entry->read_as.subject * 10 + entry->read_as.detail);

      if (g_str_equal (entry->name, full->name) && entry->reply != 471)
        {
          g_assert_cmpstr (entry->meaning, ==, full->meaning);
          g_assert_cmpint (entry->cause, ==, full->cause);
          g_assert_cmpint (entry->responsible, ==, full->responsible);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *path = g_strdup_printf ("/codebook/cell/%s", cells[i].code);

      g_test_add_data_func (path, &cells[i], test_cell);
    }

  for (guint i = 0; i < G_N_ELEMENTS (digit_cells); i++)
    {
      const DigitCell *cell = &digit_cells[i];
      g_autofree char *path =
        g_strdup_printf ("/codebook/digit/%s/%s/%u",
                         cell->family == BOUNCE_CODE_REPLY ? "reply" : "enhanced",
                         cell->is_subject ? "subject" : "class", cell->digit);

      g_test_add_data_func (path, cell, test_digit_cell);
    }

  for (guint i = 0; i < G_N_ELEMENTS (reply_facts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/codebook/reply/%u", reply_facts[i].reply);

      g_test_add_data_func (path, &reply_facts[i], test_reply_fact);
    }

  for (guint i = 0; i < G_N_ELEMENTS (enhanced_facts); i++)
    {
      g_autofree char *code = bounce_enhanced_code_to_string (&enhanced_facts[i].code);
      g_autofree char *path = g_strdup_printf ("/codebook/enhanced/%s", code);

      g_test_add_data_func (path, &enhanced_facts[i], test_enhanced_fact);
    }

  g_test_add_func ("/codebook/missing-digits", test_missing_digits);
  g_test_add_func ("/codebook/not-found", test_not_found);
  g_test_add_func ("/codebook/sentences", test_sentences);
  g_test_add_func ("/codebook/order", test_order);
  g_test_add_func ("/codebook/squeezed", test_squeezed);

  return g_test_run ();
}
