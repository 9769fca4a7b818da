/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-limits.h"
#include "bounce-match-private.h"
#include "naive-match.h"

/* The rules of the matcher, shown with the tables in tests/data/match. */
typedef struct
{
  const char *name;
  const char *text;
  const char *found;    /* the matches, "start-end" and the words, "·" between them */
} Case;

static const Case cases[] = {
  { "empty", "", "" },
  { "nothing", "all is well", "" },
  /* three tables hold "mailbox full" */
  { "overlap", "mailbox full", "0-12 mailbox full·0-12 mailbox full·0-12 mailbox full·8-12 full" },
  { "case", "MailBox FULL",
    "0-12 MailBox FULL·0-12 MailBox FULL·0-12 MailBox FULL·8-12 FULL" },
  { "wrapped", "so full\n    \tof it", "3-7 full" },
  { "wrapped-inside", "user doesn't\r\n  exist", "0-21 user doesn't\r\n  exist" },
  { "no-break-space", "user\u00a0doesn't\u00a0 exist", "0-21 user\u00a0doesn't\u00a0 exist" },
  { "apostrophe", "user doesn’t exist", "0-20 user doesn’t exist" },
  { "apostrophe-as-accent", "user doesn´t exist", "0-19 user doesn´t exist" },
  { "apostrophe-lost", "user doesnt exist", "0-17 user doesnt exist" },
  { "apostrophe-as-space", "user doesn t exist", "0-18 user doesn t exist" },
  { "quotes", "“no such user”", "0-18 “no such user”" },
  { "half-a-quote", "\"no such user\xe2\x80", "" },
  { "cut-quote-at-end", "user doesn\xe2", "" },
  { "cut-space-at-end", "mailbox\xc2", "" },
  { "bound-left", "xfull", "" },
  { "bound-right", "fully", "" },
  { "bound-digit", "full1", "" },
  { "bound-underscore", "_full_", "1-5 full" },
  { "bound-accent", "éfull", "" },
  { "bound-other-alphabet", "яfullя", "2-6 full" },
  { "bound-punctuation", "(full)", "1-5 full" },
  { "star-both", "overquotas", "4-9 quota" },
  { "star-right", "listedX", "0-6 listed" },
  { "star-right-left-bound", "blocklistedX", "" },
  { "star-left", "mx1.example", "3-11 .example" },
  { "star-left-right-bound", "mx1.examples", "" },
  { "symbols", "<<<550", "0-3 <<<" },
  { "true-stars", "** Gone **", "1-9 * Gone *" },
  { "space-at-edge", "said:\n 550", "0-7 said:\n " },
  { "space-missing", "said:550", "" },
  { "accents", "Boîte aux lettres pleine", "0-25 Boîte aux lettres pleine" },
  { "accents-shouted", "BOÎTE AUX LETTRES PLEINE", "0-25 BOÎTE AUX LETTRES PLEINE" },
  { "accents-lost", "boite aux lettres pleine", "0-24 boite aux lettres pleine" },
  { "umlauts-lost", "Empfaenger ungueltig", "0-20 Empfaenger ungueltig" },
  { "umlauts-bare", "EMPFANGER UNGULTIG", "0-18 EMPFANGER UNGULTIG" },
  { "umlauts", "Empfänger ungültig", "0-20 Empfänger ungültig" },
  { "accents-added", "mâilbôx", "" },
  { "accents-of-others", "thé füll", "1-4 hé·5-10 füll" },
  { "narrow-space", "so\u202ffull", "5-9 full" },
  { "hyphen", "AUP#In\u20101020", "" },
  { "overlong", "\xe0\x81\xa6ull", "" },
  { "overlong-short", "\xc1\xa6ull", "" },
  { "cyrillic-shouted", "ЯЩИК ПЕРЕПОЛНЕН", "0-29 ЯЩИК ПЕРЕПОЛНЕН" },
  { "cyrillic-inside", "Ваш Ящик переполнен", "7-36 Ящик переполнен" },
  { "cyrillic", "Ящик переполнен", "0-29 Ящик переполнен" },
  { "japanese", "このメールボックスは", "6-27 メールボックス" },
  { "overlapping-start", "a a a a b", "2-9 a a a b" },
  { "suffixes", "ushers", "2-6 hers·2-4 he" },
  { "token", "550 5.7.13 no", "4-10 5.7.13" },
  { "token-full-stop", "code 5.7.13.", "5-11 5.7.13" },
  { "token-full-stop-word", "code 5.7.13.See", "5-11 5.7.13" },
  { "token-longer", "5.7.133", "" },
  { "token-longer-left", "15.7.13", "" },
  { "token-dotted-left", "1.5.7.13", "" },
  { "token-dotted-left-word", "build.5.7.13", "" },
  { "token-dotted-right", "5.7.13.2", "" },
  { "token-after-full-stop", ".5.7.13", "1-7 5.7.13" },
  { "token-hyphen", "550-5.7.13-x", "4-10 5.7.13" },
  { "token-brackets", "refused (bl)", "8-12 (bl)" },
  { "url", "https://example.com/?p=NoSuchUser 1", "21-33 p=NoSuchUser" },
  { "url-longer", "?p=NoSuchUsers", "" },
  { "range", "550 5.7.606 x", "4-11 5.7.606" },
  { "range-high", "5.7.649", "0-7 5.7.649" },
  { "range-below", "5.7.605", "" },
  { "range-above", "5.7.650", "" },
  { "range-longer", "5.7.6060", "" },
  { "range-zero", "5.7.0606", "" },
  { "range-dotted", "5.7.606.1", "" },
  { "range-no-number", "5.7.", "" },
  { "range-left", "1.5.7.606", "" },
  { "range-huge", "5.7.99999999999999999999606", "" },
  { "range-word", "AUP#Out-1020", "0-12 AUP#Out-1020" },
  { "range-word-case", "aup#in-1080.", "0-11 aup#in-1080" },
  { "range-word-missing", "AUP#-1020", "" },
  { "range-word-no-hyphen", "AUP#Out1020", "" },
  { "range-word-long", "AUP#0123456789abcdefg-1020", "" },
  { "range-at-end", "AUP#Out-", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GArray) matches = bounce_match_text (row->text, strlen (row->text));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (matches, BounceMatch, i);

      g_string_append_printf (found, "%s%u-%u %.*s",
                              i > 0 ? "·" : "",
                              match->start,
                              match->end,
                              (int) (match->end - match->start),
                              row->text + match->start);
    }

  g_assert_cmpstr (found->str, ==, row->found);
  naive_match_compare (row->text, strlen (row->text));
}

static void
test_tables (void)
{
  g_autoptr (GArray) matches = bounce_match_text ("mailbox full", 12);
  guint tables = 0;

  for (guint i = 0; i < matches->len; i++)
    tables |= 1u << g_array_index (matches, BounceMatch, i).table;

  g_assert_cmpuint (tables, ==,
                    1u << BOUNCE_TABLE_PHRASE |
                    1u << BOUNCE_TABLE_PROVIDER |
                    1u << BOUNCE_TABLE_MARK);

  g_assert_cmpuint (bounce_n_blocklist_rows, ==, 0);
  g_assert_cmpuint (bounce_n_software_rows, ==, 0);
  g_assert_cmpuint (bounce_n_phrase_rows, ==, 18);
  g_assert_cmpstr (bounce_tables_get_literal (bounce_phrase_rows[2].literal), ==, "quota");
  g_assert_cmpint (bounce_phrase_rows[2].party, ==, BOUNCE_PARTY_RECIPIENT);
  g_assert_cmpint (bounce_phrase_rows[2].strength, ==, BOUNCE_STRENGTH_LIKELY);
  g_assert_cmpstr (bounce_tables_get_literal (bounce_phrase_rows[10].literal), ==,
                   "boîte aux lettres pleine");

  g_assert_cmpstr (bounce_provider_rows[1].provider, ==, "One");
  g_assert_cmpstr (bounce_provider_rows[1].host_masks, ==, "one.example");
  g_assert_cmpstr (bounce_provider_rows[1].reply_mask, ==, "5xx");
  g_assert_cmpuint (bounce_provider_rows[1].low, ==, 606);
  g_assert_cmpuint (bounce_provider_rows[1].high, ==, 649);
  g_assert_cmpuint (bounce_provider_rows[1].enhanced_class, ==, 0);
  g_assert_false (bounce_provider_rows[1].needs_host);
  g_assert_cmpint (bounce_provider_rows[1].note, ==, BOUNCE_NOTE_DYNAMIC_IP);
  g_assert_cmpint (bounce_provider_rows[1].kind, ==, BOUNCE_PROVIDER_RANGE);
  g_assert_true (bounce_provider_rows[0].needs_host);
  g_assert_cmpuint (bounce_provider_rows[0].enhanced_class, ==, 5);
  g_assert_cmpint (bounce_provider_rows[0].party, ==, BOUNCE_PARTY_YOU);
  g_assert_null (bounce_provider_rows[2].host_masks);
}

static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) matches = NULL;

  for (guint i = 0; i < BOUNCE_LIMIT_MATCHES + 100; i++)
    g_string_append (text, "full ");

  matches = bounce_match_text (text->str, text->len);
  g_assert_cmpuint (matches->len, ==, BOUNCE_LIMIT_MATCHES);
  g_assert_cmpuint (g_array_index (matches, BounceMatch, BOUNCE_LIMIT_MATCHES - 1).start,
                    ==, 5 * (BOUNCE_LIMIT_MATCHES - 1));
}

/* What would cost the square of the length if done naively, and then end at Meson's limit.
 * The pieces are half a literal, so that nothing is found and the search goes to the end. */
static void
test_hostile (gconstpointer data)
{
  const char *piece = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) matches = NULL;

  while (text->len < 8 * 1024 * 1024)
    g_string_append (text, piece);

  matches = bounce_match_text (text->str, text->len);
  g_assert_cmpuint (matches->len, ==, 0);
}

static void
test_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  char text[300];

  for (guint i = 0; i < 500; i++)
    {
      for (guint j = 0; j < sizeof text; j++)
        text[j] = (char) g_rand_int_range (rand, 0, 256);
      naive_match_compare (text, sizeof text);
    }
}

static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = naive_match_random_text (rand);

      naive_match_compare (text, strlen (text));
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char *const hostile[] = {
    " ", "a ", "a a a ", "AUP#aaaaaaaaaaaaaaa", "AUP#", "\u00a0", "5.7.9", "5.7.", "\xe2\x80",
    "mailbox ", "boîte aux ", "user doesn’t",
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/match/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strdup_printf ("/match/hostile/%u", i);

      g_test_add_data_func (path, hostile[i], test_hostile);
    }

  g_test_add_func ("/match/tables", test_tables);
  g_test_add_func ("/match/limit", test_limit);
  g_test_add_func ("/match/bytes", test_bytes);
  g_test_add_func ("/match/twin", test_twin);

  return g_test_run ();
}
