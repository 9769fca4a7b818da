/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <gio/gio.h>

#include "bounce-parallel.h"

/*
 * Numbers go through, as items of memory: whoever touches one that is not theirs,
 * or forgets one, is seen by a sanitizer. This test is the one to run under one
 * that looks at threads (CONTRIBUTING.md).
 */

typedef struct
{
  guint number;
  guint64 product;
} Item;

typedef struct
{
  guint n_items;                /* how many there are */
  guint stop_at;                /* the one that nobody takes, or none */
  guint slow;                   /* each so many takes long, or none */
  gboolean endless;             /* the rest of the items never comes */

  guint n_taken;                /* by take alone */
  guint n_given;                /* by give alone */
  int n_taking;                 /* at a time */
  int n_giving;
  int n_alive;
  int most_alive;
} Row;

static Item *
make_item (Row  *row,
           guint number)
{
  Item *item = g_new0 (Item, 1);
  int n_alive = g_atomic_int_add (&row->n_alive, 1) + 1;
  int most = g_atomic_int_get (&row->most_alive);

  while (n_alive > most && !g_atomic_int_compare_and_exchange (&row->most_alive, most, n_alive))
    most = g_atomic_int_get (&row->most_alive);

  item->number = number;

  return item;
}

static gpointer
take (GCancellable *cancellable,
      gpointer      user_data)
{
  Row *row = user_data;
  Item *item = NULL;

  g_assert_cmpint (g_atomic_int_add (&row->n_taking, 1), ==, 0);

  if (row->n_taken < row->n_items)
    {
      item = make_item (row, row->n_taken++);
    }
  else if (row->endless)
    {
      GPollFD fd;

      g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
      g_poll (&fd, 1, -1);
      g_cancellable_release_fd (cancellable);
    }

  g_atomic_int_add (&row->n_taking, -1);

  return item;
}

static void
work (gpointer data,
      gpointer user_data)
{
  Row *row = user_data;
  Item *item = data;
  guint turns = row->slow > 0 && item->number % row->slow == 0 ? 200000 : item->number % 7;

  item->product = item->number + 1;
  for (guint i = 0; i < turns; i++)
    item->product = item->product * 6364136223846793005u + 1442695040888963407u;
}

static gsize
measure (gpointer data)
{
  Item *item = data;

  /* now and then one that lets nobody go further before it is gone */
  return item->number % 1000 == 999 ? 16 * 1024 * 1024 : sizeof *item;
}

static gboolean
give (gpointer data,
      gpointer user_data)
{
  Row *row = user_data;
  Item *item = data;

  g_assert_cmpint (g_atomic_int_add (&row->n_giving, 1), ==, 0);
  g_assert_cmpuint (item->number, ==, row->n_given);
  g_assert_cmpuint (item->product, !=, 0);
  row->n_given++;
  g_atomic_int_add (&row->n_giving, -1);

  return item->number != row->stop_at;
}

static Row *current;

static void
free_item (gpointer data)
{
  g_atomic_int_add (&current->n_alive, -1);
  g_free (data);
}

static const BounceParallelFuncs funcs = { take, work, measure, give, free_item };

static void
run_row (Row          *row,
         guint         n_threads,
         GCancellable *cancellable)
{
  current = row;
  bounce_parallel_run (n_threads, &funcs, row, cancellable);
  g_assert_cmpint (row->n_alive, ==, 0);
}

static const guint numbers_of_threads[] = { 1, 2, 4, 16 };

static void
test_order (gconstpointer data)
{
  guint n_threads = *(const guint *) data;

  for (guint n_items = 0; n_items < 3000; n_items = n_items * 3 + 1)
    {
      Row row = { .n_items = n_items, .stop_at = G_MAXUINT, .slow = 50 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      run_row (&row, n_threads, cancellable);
      g_assert_cmpuint (row.n_given, ==, n_items);
      g_assert_false (g_cancellable_is_cancelled (cancellable));
    }
}

/* However slow the first one is, the others do not pile up. */
static void
test_bounded (gconstpointer data)
{
  guint n_threads = *(const guint *) data;
  Row row = { .n_items = 20000, .stop_at = G_MAXUINT, .slow = 700 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  run_row (&row, n_threads, cancellable);
  g_assert_cmpuint (row.n_given, ==, row.n_items);
  g_assert_cmpint (row.most_alive, <=, 256 + 1);
}

/* Nobody takes what is given any more: what was taken goes, and no more comes,
 * though the rest of the row is still waited for. */
static void
test_stop (gconstpointer data)
{
  guint n_threads = *(const guint *) data;
  Row row = { .n_items = 1000, .stop_at = 300, .endless = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  run_row (&row, n_threads, cancellable);
  g_assert_cmpuint (row.n_given, ==, 301);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

/* Whoever does not want to wait gets what is there. */
static void
test_cancel (gconstpointer data)
{
  guint n_threads = *(const guint *) data;
  Row row = { .n_items = 100, .stop_at = G_MAXUINT, .endless = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  run_row (&row, n_threads, cancellable);
  g_assert_cmpuint (row.n_given, ==, 100);
  g_thread_join (thread);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "order", test_order },
    { "bounded", test_bounded },
    { "stop", test_stop },
    { "cancel", test_cancel },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint j = 0; j < G_N_ELEMENTS (numbers_of_threads); j++)
      {
        g_autofree char *path = g_strdup_printf ("/parallel/%s/%u", tests[i].name,
                                                 numbers_of_threads[j]);

        g_test_add_data_func (path, &numbers_of_threads[j], tests[i].func);
      }

  return g_test_run ();
}
