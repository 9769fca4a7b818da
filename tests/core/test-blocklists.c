/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-blocklist.h"
#include "bounce-tables-private.h"
#include "bounce-words.h"

/* What is known of the lists. */

/* What a report calls a list, and which one that is. */
typedef struct
{
  const char *called;
  const char *name;
} FindCase;

static const FindCase finds[] = {
  { "zen.spamhaus.org", "Spamhaus ZEN" },
  { "ZEN.Spamhaus.org", "Spamhaus ZEN" },
  { "sbl.spamhaus.org", "Spamhaus SBL" },
  { "Spamhaus CSS", "Spamhaus CSS" },
  { "bl.spamcop.net", "SpamCop" },
  { "dnsbl.sorbs.net", "SORBS" },
  { "Microsoft 365", "Microsoft 365" },
  { "list.example.org", NULL },
};

static void
test_find (gconstpointer data)
{
  const FindCase *row = data;
  const BounceBlocklist *list = bounce_blocklist_find (row->called);

  g_assert_cmpstr (list != NULL ? list->name : NULL, ==, row->name);
}

/* What a list answers, and what that says. */
typedef struct
{
  const char *list;
  guint8 answer[4];
  gboolean is_known;
  BounceListCodeKind kind;
  const char *part;
  BounceListMeaning meaning;
} CodeCase;

#define NONE BOUNCE_N_LIST_MEANINGS

static const CodeCase codes[] = {
  { "zen.spamhaus.org", { 127, 0, 0, 2 }, TRUE, BOUNCE_LIST_CODE_LISTED, "Spamhaus SBL",
    BOUNCE_LIST_MEANING_SPAM_SOURCE },
  { "zen.spamhaus.org", { 127, 0, 0, 3 }, TRUE, BOUNCE_LIST_CODE_LISTED, "Spamhaus CSS",
    BOUNCE_LIST_MEANING_SPAM_SOURCE },
  { "zen.spamhaus.org", { 127, 0, 0, 6 }, TRUE, BOUNCE_LIST_CODE_LISTED, "Spamhaus XBL",
    BOUNCE_LIST_MEANING_EXPLOITED },
  { "zen.spamhaus.org", { 127, 0, 0, 11 }, TRUE, BOUNCE_LIST_CODE_LISTED, "Spamhaus PBL",
    BOUNCE_LIST_MEANING_POLICY },
  { "zen.spamhaus.org", { 127, 255, 255, 254 }, TRUE, BOUNCE_LIST_CODE_REFUSED, NULL, NONE },
  { "zen.spamhaus.org", { 127, 255, 255, 255 }, TRUE, BOUNCE_LIST_CODE_REFUSED, NULL, NONE },
  { "zen.spamhaus.org", { 127, 0, 0, 99 }, FALSE, 0, NULL, NONE },
  { "bl.spamcop.net", { 127, 0, 0, 2 }, FALSE, 0, NULL, NONE },
  { "bl.spamcop.net", { 127, 0, 0, 1 }, TRUE, BOUNCE_LIST_CODE_REFUSED, NULL, NONE },
  { "dbl.spamhaus.org", { 127, 0, 1, 255 }, TRUE, BOUNCE_LIST_CODE_REFUSED, NULL, NONE },
  { "multi.uribl.com", { 127, 0, 0, 1 }, TRUE, BOUNCE_LIST_CODE_REFUSED, NULL, NONE },
  { "multi.uribl.com", { 127, 0, 0, 14 }, TRUE, BOUNCE_LIST_CODE_LISTED, "URIBL black",
    BOUNCE_LIST_MEANING_DOMAIN },
  { "multi.uribl.com", { 127, 0, 0, 12 }, TRUE, BOUNCE_LIST_CODE_LISTED, NULL,
    BOUNCE_LIST_MEANING_DOMAIN },
  { "bl.score.senderscore.com", { 127, 0, 0, 20 }, TRUE, BOUNCE_LIST_CODE_LISTED, NULL,
    BOUNCE_LIST_MEANING_TRAP },
  { "hostkarma.junkemailfilter.com", { 127, 0, 0, 1 }, TRUE, BOUNCE_LIST_CODE_GOOD, NULL, NONE },
  { "hostkarma.junkemailfilter.com", { 127, 0, 0, 3 }, TRUE, BOUNCE_LIST_CODE_GOOD, NULL, NONE },
  { "hostkarma.junkemailfilter.com", { 127, 0, 0, 2 }, TRUE, BOUNCE_LIST_CODE_LISTED, NULL,
    BOUNCE_LIST_MEANING_SPAM_SOURCE },
  { "rep.mailspike.net", { 127, 0, 0, 18 }, TRUE, BOUNCE_LIST_CODE_GOOD, NULL, NONE },
  { "all.spamrats.com", { 127, 0, 0, 37 }, TRUE, BOUNCE_LIST_CODE_LISTED, "SpamRATS NoPtr",
    BOUNCE_LIST_MEANING_NO_NAME },
  { "all.spamrats.com", { 127, 0, 0, 2 }, TRUE, BOUNCE_LIST_CODE_UNKNOWN, NULL, NONE },
  { "all.spamrats.com", { 127, 255, 255, 1 }, TRUE, BOUNCE_LIST_CODE_REFUSED, NULL, NONE },
  { "rbl.efnetrbl.org", { 127, 0, 0, 1 }, TRUE, BOUNCE_LIST_CODE_LISTED, NULL, NONE },
};

static void
test_code (gconstpointer data)
{
  const CodeCase *row = data;
  const BounceBlocklist *list = bounce_blocklist_find (row->list);
  const BounceListCode *code = NULL;
  guint32 answer = 0;

  g_assert_nonnull (list);
  for (guint i = 0; i < 4; i++)
    answer = answer << 8 | row->answer[i];
  code = bounce_blocklist_find_code (list, answer);

  g_assert_cmpint (code != NULL, ==, row->is_known);
  if (code == NULL)
    return;
  g_assert_cmpint (code->kind, ==, row->kind);
  g_assert_cmpstr (code->part, ==, row->part);
  g_assert_cmpint (code->meaning, ==, row->meaning);
}

/* Each list that a bounce can quote has an explanation, under its name and its zone. */
static void
test_quoted (void)
{
  for (guint i = 0; i < bounce_n_blocklist_rows; i++)
    {
      const BounceBlocklistRow *row = &bounce_blocklist_rows[i];
      const BounceBlocklist *list = bounce_blocklist_find (row->name);

      g_test_message ("%s", row->name);
      g_assert_nonnull (list);
      g_assert_cmpint (list->state, ==, row->state);
      if (row->zone == NULL)
        continue;
      g_assert_cmpstr (list->zone, ==, row->zone);
      g_assert_nonnull (bounce_blocklist_find (row->zone));
    }
}

/* A closed or private list is never asked, and neither is one that only registered
 * readers may ask, but through their own network. */
static void
test_asked (void)
{
  guint n_asked = 0;

  for (guint i = 0; i < bounce_blocklist_get_n (); i++)
    {
      const BounceBlocklist *list = bounce_blocklist_get (i);

      g_test_message ("%s", list->name);
      if (list->state == BOUNCE_BLOCKLIST_PRIVATE)
        g_assert_null (list->zone);
      if (!list->is_asked)
        continue;
      n_asked++;
      g_assert_cmpint (list->state, ==, BOUNCE_BLOCKLIST_ALIVE);
      g_assert_nonnull (list->zone);
      g_assert_true (list->takes_ipv4 || list->takes_ipv6);
      g_assert_cmpint (list->meaning, !=, BOUNCE_LIST_MEANING_DOMAIN);
    }

  g_assert_cmpuint (n_asked, >=, 15);
  g_assert_true (bounce_blocklist_find ("zen.spamhaus.org")->is_asked);
  g_assert_false (bounce_blocklist_find ("dnsbl.sorbs.net")->is_asked);
}

static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < BOUNCE_N_LIST_MEANINGS; i++)
    {
      const char *words = bounce_words_get_list_meaning (i);

      g_assert_true (g_str_has_suffix (words, "."));
      g_assert_true (g_hash_table_add (seen, (gpointer) words));
    }
  for (guint i = 0; i <= BOUNCE_BLOCKLIST_UNSURE; i++)
    {
      const char *words = bounce_words_get_list_state (i);

      g_assert_true (g_str_has_suffix (words, "."));
      g_assert_true (g_hash_table_add (seen, (gpointer) words));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (finds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/blocklists/find/%s", finds[i].called);

      g_test_add_data_func (path, &finds[i], test_find);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const guint8 *answer = codes[i].answer;
      g_autofree char *path = g_strdup_printf ("/blocklists/code/%s/%u.%u.%u.%u", codes[i].list,
                                               answer[0], answer[1], answer[2], answer[3]);

      g_test_add_data_func (path, &codes[i], test_code);
    }
  g_test_add_func ("/blocklists/quoted", test_quoted);
  g_test_add_func ("/blocklists/asked", test_asked);
  g_test_add_func ("/blocklists/words", test_words);

  return g_test_run ();
}
