/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-match-private.h"
#include "naive-match.h"

/* The tables that are shipped: the automaton over all of them finds what looking
 * for each literal by itself finds. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = naive_match_random_text (rand);

      naive_match_compare (text, strlen (text));
    }
}

static void
assert_finds_itself (BounceTable  table,
                     guint        row,
                     const char  *literal)
{
  g_autoptr (GArray) matches = bounce_match_text (literal, strlen (literal));

  for (guint i = 0; i < matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (matches, BounceMatch, i);

      if (match->table == table && match->row == row)
        return;
    }

  g_test_message ("\"%s\" is not found in itself", literal);
  g_test_fail ();
}

static void
test_each_row (void)
{
  for (guint i = 0; i < bounce_n_phrase_rows; i++)
    assert_finds_itself (BOUNCE_TABLE_PHRASE, i,
                         bounce_tables_get_literal (bounce_phrase_rows[i].literal));

  for (guint i = 0; i < bounce_n_provider_rows; i++)
    {
      const BounceProviderRow *row = &bounce_provider_rows[i];
      g_autofree char *text = NULL;

      if (row->kind != BOUNCE_PROVIDER_RANGE)
        text = g_strdup (row->literal);
      else if (g_str_has_suffix (row->literal, "#"))
        text = g_strdup_printf ("%sIn-%u", row->literal, row->high);
      else
        text = g_strdup_printf ("%s%u", row->literal, row->low);
      assert_finds_itself (BOUNCE_TABLE_PROVIDER, i, text);
    }

  for (guint i = 0; i < bounce_n_blocklist_rows; i++)
    assert_finds_itself (BOUNCE_TABLE_BLOCKLIST, i, bounce_blocklist_rows[i].literal);
  for (guint i = 0; i < bounce_n_mark_rows; i++)
    assert_finds_itself (BOUNCE_TABLE_MARK, i,
                         bounce_tables_get_literal (bounce_mark_rows[i].literal));
  for (guint i = 0; i < bounce_n_software_rows; i++)
    assert_finds_itself (BOUNCE_TABLE_SOFTWARE, i, bounce_software_rows[i].literal);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/match-tables/each-row", test_each_row);
  g_test_add_func ("/match-tables/twin", test_twin);

  return g_test_run ();
}
