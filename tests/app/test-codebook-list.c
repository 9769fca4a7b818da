/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <libglib-testing/signal-logger.h>

#include "bounce-codebook-list.h"

/* Searching the code book, as it happens while somebody types. */

typedef struct
{
  const char *search;
  const char *best;     /* the code that is chosen; NULL for none */
} Search;

static const Search searches[] = {
  { "550", "550" },
  { "5.1.1", "X.1.1" },
  { "4.2.2", "X.2.2" },
  { "x.7.1", "X.7.1" },
  { "X.7.1", "X.7.1" },
  { "550 5.7.1", "X.7.1" },
  { "550-5.7.1", "X.7.1" },
  { "  (550) ", "550" },
  { "5.7.1:", "X.7.1" },
  { "5.7.", "X.7.0" },
  { "55", "550" },
  { "mailbox full 552", "552" },
  { "zzz", NULL },
  { "999999", NULL },
  { "5xx", "5xx" },
};

static void
test_search (gconstpointer data)
{
  const Search *search = data;
  g_autoptr(BounceCodebookList) list = bounce_codebook_list_new ();
  guint best;

  bounce_codebook_list_set_search (list, search->search);
  best = bounce_codebook_list_find_best (list);

  if (search->best == NULL)
    {
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
      g_assert_cmpuint (best, ==, GTK_INVALID_LIST_POSITION);
    }
  else
    {
      g_autoptr(BounceCodebookItem) item = g_list_model_get_item (G_LIST_MODEL (list), best);

      g_assert_nonnull (item);
      g_assert_cmpstr (bounce_codebook_item_get_code (item), ==, search->best);
      g_assert_nonnull (bounce_codebook_item_get_name (item));
    }
}

typedef struct
{
  const char *search;
  const char *codes;    /* the first of them */
} Answer;

static const Answer answers[] = {
  { "550 5.7.1", "5.7.1 550" },
  { "550", "550" },
  { "x.7.1", "X.7.1" },
  { "571", "571 X.7.1" },
  { "5.7", "X.7.0 X.7.1 X.7.2" },
  { "mailbox full", "X.2.2 422" },
  { "4.2.2 mailbox full", "4.2.2" },
  { "zzz", "" },
};

/* What the search of a desktop shows. */
static void
test_answer (gconstpointer data)
{
  const Answer *answer = data;
  g_auto(GStrv) expected = g_strsplit (answer->codes, " ", -1);
  g_autoptr(BounceCodebookList) list = bounce_codebook_list_new ();
  g_auto(GStrv) codes = NULL;
  g_autofree char *found = NULL;

  bounce_codebook_list_set_search (list, answer->search);
  codes = bounce_codebook_list_dup_codes (list, MAX (1, g_strv_length (expected)));
  found = g_strjoinv (" ", codes);

  g_assert_cmpstr (found, ==, answer->codes);
}

/* Every entry of the book is in the list, and has a group above it. */
static void
test_complete (void)
{
  g_autoptr(BounceCodebookList) list = bounce_codebook_list_new ();
  g_autoptr(GHashTable) entries = g_hash_table_new (NULL, NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(BounceCodebookItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (bounce_codebook_item_get_entry (item) != NULL)
        g_hash_table_add (entries, (gpointer) bounce_codebook_item_get_entry (item));
      else
        g_assert_nonnull (bounce_codebook_item_get_place (item));
      if (i == 0)
        g_assert_null (bounce_codebook_item_get_entry (item));
    }

  g_assert_cmpuint (g_hash_table_size (entries), ==, bounce_codebook_get_n_entries ());
}

/* Searches that come to the same say nothing, others one change. */
static void
test_changes (void)
{
  g_autoptr(BounceCodebookList) list = bounce_codebook_list_new ();
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();

  gt_signal_logger_connect (logger, list, "items-changed");

  bounce_codebook_list_set_search (list, "  ");
  g_assert_cmpuint (gt_signal_logger_get_n_emissions (logger), ==, 0);

  bounce_codebook_list_set_search (list, "550");
  g_assert_cmpuint (gt_signal_logger_get_n_emissions (logger), ==, 1);

  bounce_codebook_list_set_search (list, "550 ");
  g_assert_cmpuint (gt_signal_logger_get_n_emissions (logger), ==, 1);

  bounce_codebook_list_set_search (list, "");
  g_assert_cmpuint (gt_signal_logger_get_n_emissions (logger), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *path = g_strdup_printf ("/codebook-list/search/%u", i);

      g_test_add_data_func (path, &searches[i], test_search);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/codebook-list/answer/%u", i);

      g_test_add_data_func (path, &answers[i], test_answer);
    }
  g_test_add_func ("/codebook-list/complete", test_complete);
  g_test_add_func ("/codebook-list/changes", test_changes);

  return g_test_run ();
}
