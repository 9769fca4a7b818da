/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>
#include <libglib-testing/signal-logger.h>

#include "bounce-app-limits.h"
#include "bounce-inbox.h"
#include "bounce-list-choices.h"
#include "bounce-list-columns.h"
#include "bounce-list-export.h"
#include "bounce-list-filter.h"
#include "bounce-list-places.h"

/* What narrows a list, and what is written of it. */

typedef struct
{
  const char *address;
  const char *reply;
} Message;

static const Message messages[] = {
  { "bob@example.org", "550 5.1.1 User unknown" },
  { "carol@example.org", "552 5.2.2 Mailbox full" },
  { "dave@example.com", "550 5.1.1 User unknown" },
  { "+erin@example.com", "552 5.2.2 Mailbox full" },
};

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static BounceInbox *
load_input (BounceInput *input)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bounce_input_free);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  BounceInbox *inbox;

  g_ptr_array_add (inputs, input);
  inbox = bounce_inbox_new (inputs);
  bounce_inbox_load_async (inbox, NULL, done_cb, &result);
  bounce_inbox_load_finish (inbox, wait_for (&result), &error);
  g_assert_no_error (error);

  return inbox;
}

static BounceInbox *
load_mbox (const char *mbox)
{
  g_autoptr(GBytes) bytes = g_bytes_new (mbox, strlen (mbox));

  return load_input (bounce_input_new_for_bytes (bytes));
}

static BounceInbox *
load (void)
{
  g_autoptr(GString) mbox = g_string_new (NULL);
  BounceInbox *inbox;

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    g_string_append_printf (mbox, "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"
                            "From: MAILER-DAEMON@example.net\n"
                            "Subject: Undelivered Mail Returned to Sender\n\n"
                            "Your message could not be delivered.\n\n"
                            "<%s>: host mx.example.org[203.0.113.25] said: %s\n\n",
                            messages[i].address, messages[i].reply);
  inbox = load_mbox (mbox->str);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, G_N_ELEMENTS (messages));

  return inbox;
}

/* The rows that fit, as digits. */
static char *
match (BounceInbox      *inbox,
       BounceListFilter *filter)
{
  GString *fits = g_string_new (NULL);

  for (guint i = 0; i < bounce_inbox_get_n_messages (inbox); i++)
    {
      g_autoptr(BounceInboxRow) row = g_list_model_get_item (G_LIST_MODEL (inbox), i);

      if (gtk_filter_match (GTK_FILTER (filter), row))
        g_string_append_printf (fits, "%u", i);
    }

  return g_string_free (fits, FALSE);
}

static void
assert_matches (BounceInbox      *inbox,
                BounceListFilter *filter,
                const char       *expected)
{
  g_autofree char *fits = match (inbox, filter);

  g_assert_cmpstr (fits, ==, expected);
}

static void
test_filter (void)
{
  g_autoptr(BounceInbox) inbox = load ();
  g_autoptr(BounceListFilter) filter = bounce_list_filter_new ();
  g_autoptr(BounceInboxRow) row = g_list_model_get_item (G_LIST_MODEL (inbox), 2);
  BounceListValue value;

  assert_matches (inbox, filter, "0123");
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (filter)), ==, GTK_FILTER_MATCH_ALL);

  bounce_list_field_get_value (BOUNCE_LIST_FIELD_DOMAIN, row, &value);
  bounce_list_filter_set_value (filter, BOUNCE_LIST_FIELD_DOMAIN, &value);
  assert_matches (inbox, filter, "23");

  bounce_list_field_get_value (BOUNCE_LIST_FIELD_CAUSE, row, &value);
  bounce_list_filter_set_value (filter, BOUNCE_LIST_FIELD_CAUSE, &value);
  assert_matches (inbox, filter, "2");
  g_assert_true (bounce_list_filter_get_is_set (filter));

  bounce_list_filter_set_value (filter, BOUNCE_LIST_FIELD_DOMAIN, NULL);
  assert_matches (inbox, filter, "02");
  bounce_list_filter_set_value (filter, BOUNCE_LIST_FIELD_CAUSE, NULL);
  assert_matches (inbox, filter, "0123");
  g_assert_false (bounce_list_filter_get_is_set (filter));
}

typedef struct
{
  const char *search;
  const char *expected;
} SearchCase;

static const SearchCase searches[] = {
  { "bob", "0" },
  { "BOB@Example", "0" },
  { "example.com", "23" },
  { "mailbox FULL", "13" },
  { "mx.example", "0123" },
  { "  carol ", "1" },
  { "nobody at all", "" },
  { "", "0123" },
};

static void
test_search (gconstpointer data)
{
  const SearchCase *search = data;
  g_autoptr(BounceInbox) inbox = load ();
  g_autoptr(BounceListFilter) filter = bounce_list_filter_new ();

  bounce_list_filter_set_search (filter, search->search);
  assert_matches (inbox, filter, search->expected);
}

/* What GTK need not look at again it does not: typing on only narrows. */
static void
test_changes (void)
{
  g_autoptr(BounceListFilter) filter = bounce_list_filter_new ();
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  gt_signal_logger_connect (logger, filter, "changed");

  bounce_list_filter_set_search (filter, "b");
  gt_signal_logger_assert_emission_pop (logger, filter, "changed", &change);
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_MORE_STRICT);
  bounce_list_filter_set_search (filter, "bo");
  gt_signal_logger_assert_emission_pop (logger, filter, "changed", &change);
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_MORE_STRICT);
  bounce_list_filter_set_search (filter, "BO ");
  gt_signal_logger_assert_no_emissions (logger);
  bounce_list_filter_set_search (filter, "ca");
  gt_signal_logger_assert_emission_pop (logger, filter, "changed", &change);
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_DIFFERENT);
  bounce_list_filter_set_search (filter, "");
  gt_signal_logger_assert_emission_pop (logger, filter, "changed", &change);
  g_assert_cmpint (change, ==, GTK_FILTER_CHANGE_LESS_STRICT);
  bounce_list_filter_set_value (filter, BOUNCE_LIST_FIELD_PARTY, NULL);
  gt_signal_logger_assert_no_emissions (logger);
}

static void
assert_choices (GListModel *model,
                const char *expected)
{
  g_autoptr(GString) labels = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(GObject) choice = g_list_model_get_item (model, i);
      g_autofree char *label = NULL;

      g_object_get (choice, "label", &label, NULL);
      g_string_append_printf (labels, "%s%s", i > 0 ? "|" : "", label);
    }
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_choices (void)
{
  g_autoptr(BounceInbox) inbox = load ();
  g_autoptr(BounceListChoices) domains = bounce_list_choices_new (BOUNCE_LIST_FIELD_DOMAIN, "zz");
  g_autoptr(BounceListChoices) causes = bounce_list_choices_new (BOUNCE_LIST_FIELD_CAUSE, "zz");

  /* In two portions, as they come. */
  for (guint i = 0; i < bounce_inbox_get_n_messages (inbox); i += 2)
    {
      bounce_list_choices_add (domains, G_LIST_MODEL (inbox), i, 2);
      bounce_list_choices_add (causes, G_LIST_MODEL (inbox), i, 2);
    }

  assert_choices (bounce_list_choices_get_model (domains), "zz|example.com|example.org");
  assert_choices (bounce_list_choices_get_model (causes), "zz|Address not found|Mailbox full");
  g_assert_false (bounce_list_choices_get_has_more (domains));
}

/* Up to the limit all can be chosen; past it that there are more is known. */
static void
test_too_many_choices (void)
{
  g_autoptr(GString) mbox = g_string_new (NULL);
  g_autoptr(BounceInbox) inbox = NULL;
  g_autoptr(BounceListChoices) domains = bounce_list_choices_new (BOUNCE_LIST_FIELD_DOMAIN, "zz");
  GListModel *model = bounce_list_choices_get_model (domains);

  for (guint i = 0; i <= BOUNCE_APP_LIMIT_CHOICES; i++)
    g_string_append_printf (mbox, "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"
                            "From: MAILER-DAEMON@example.net\n"
                            "Subject: Undelivered Mail Returned to Sender\n\n"
                            "<bob@d%u.example.org>: 550 5.1.1 User unknown\n\n", i);
  inbox = load_mbox (mbox->str);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, BOUNCE_APP_LIMIT_CHOICES + 1);

  bounce_list_choices_add (domains, G_LIST_MODEL (inbox), 0, BOUNCE_APP_LIMIT_CHOICES);
  /* the same ones again */
  bounce_list_choices_add (domains, G_LIST_MODEL (inbox), 0, 10);
  g_assert_false (bounce_list_choices_get_has_more (domains));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, BOUNCE_APP_LIMIT_CHOICES + 1);

  bounce_list_choices_add (domains, G_LIST_MODEL (inbox), BOUNCE_APP_LIMIT_CHOICES, 1);
  g_assert_true (bounce_list_choices_get_has_more (domains));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, BOUNCE_APP_LIMIT_CHOICES + 1);
}

/* The rows that stand in the places that are held, as digits. */
static void
assert_places (GPtrArray  *places,
               GListModel *rows,
               const char *expected)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      BounceInboxRow *row = bounce_list_place_get_row (g_ptr_array_index (places, i));
      guint position;

      for (position = 0; position < g_list_model_get_n_items (rows); position++)
        {
          g_autoptr(BounceInboxRow) other = g_list_model_get_item (rows, position);

          if (other == row)
            break;
        }
      g_string_append_printf (found, "%u", position);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static int
compare_backwards (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  return (int) bounce_inbox_row_get_number ((BounceInboxRow *) b) -
         (int) bounce_inbox_row_get_number ((BounceInboxRow *) a);
}

static void
wait_for_places (GListModel *places,
                 guint       n_places)
{
  while (g_list_model_get_n_items (places) != n_places)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (g_list_model_get_n_items (places), ==, n_places);
}

/* What the head of a column brings to the top: the urgent before the harmless, letters
 * without regard to their size, the known before the unknown. */
static const struct
{
  BounceListColumn column;
  const char *order;
} sort_cases[] = {
  { BOUNCE_LIST_COLUMN_WHAT, "0312" },
  { BOUNCE_LIST_COLUMN_PARTY, "0312" },
  { BOUNCE_LIST_COLUMN_RECIPIENT, "2013" },
  { BOUNCE_LIST_COLUMN_DOMAIN, "2031" },
  { BOUNCE_LIST_COLUMN_SERVER, "1023" },
  { BOUNCE_LIST_COLUMN_DATE, "1023" },
  { BOUNCE_LIST_COLUMN_FILE, "0123" },
};

#define RETURNED(date, address, host, reply) \
  "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\nFrom: MAILER-DAEMON@example.net\n" \
  "Subject: Undelivered Mail Returned to Sender\n" date "\n" \
  "Your message could not be delivered.\n\n<" address ">: host " host " said: " reply "\n\n"

static void
test_sort (void)
{
  g_autoptr(BounceInbox) inbox =
    load_mbox (RETURNED ("Date: Tue, 10 Mar 2026 12:00:00 +0000\n", "carol@example.net",
                         "b.example.net[192.0.2.2]", "550 5.1.1 User unknown")
               RETURNED ("Date: Mon, 9 Mar 2026 12:00:00 +0000\n", "dave@example.org",
                         "a.example.net[192.0.2.1]", "552 5.2.2 Mailbox full")
               RETURNED ("Date: Wed, 11 Mar 2026 12:00:00 +0000\n", "Bob@example.com",
                         "C.example.net[192.0.2.3]", "552 5.2.2 Mailbox full")
               RETURNED ("Date: Thu, 12 Mar 2026 12:00:00 +0000\n", "erin@example.net",
                         "d.example.net[192.0.2.4]", "550 5.1.1 User unknown"));

  for (guint i = 0; i < G_N_ELEMENTS (sort_cases); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = bounce_list_columns_new (sort_cases[i].column);
      g_autoptr(GtkSortListModel) sorted = NULL;
      g_autoptr(GString) order = g_string_new (NULL);

      sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (inbox)),
                                        g_object_ref (gtk_column_view_column_get_sorter (column)));
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (sorted)); j++)
        {
          g_autoptr(BounceInboxRow) row = g_list_model_get_item (G_LIST_MODEL (sorted), j);

          g_string_append_printf (order, "%u", (guint) bounce_inbox_row_get_place (row)->index);
        }
      g_test_message ("%s", bounce_list_columns_get_title (sort_cases[i].column));
      g_assert_cmpstr (order->str, ==, sort_cases[i].order);
    }
}

/* Who shows a list makes widgets anew where rows are said to come and go; where they
 * only change places, and while somebody types, none does. */
static void
test_places (void)
{
  g_autoptr(BounceInbox) inbox = load ();
  GListModel *rows = G_LIST_MODEL (inbox);
  g_autoptr(BounceListFilter) filter = bounce_list_filter_new ();
  g_autoptr(GtkFilterListModel) filtered = NULL;
  g_autoptr(GtkSortListModel) sorted = NULL;
  g_autoptr(BounceListPlaces) places = NULL;
  g_autoptr(GtSignalLogger) logger = gt_signal_logger_new ();
  g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = 0;
  guint removed = 0;
  guint added = 0;

  filtered = gtk_filter_list_model_new (g_object_ref (rows), g_object_ref (GTK_FILTER (filter)));
  gtk_filter_list_model_set_incremental (filtered, TRUE);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (filtered)), NULL);
  places = bounce_list_places_new (filtered, G_LIST_MODEL (sorted));
  gt_signal_logger_connect (logger, places, "items-changed");

  wait_for_places (G_LIST_MODEL (places), 4);
  gt_signal_logger_assert_emission_pop (logger, places, "items-changed", &position, &removed,
                                        &added);
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (added, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (places), i));
  assert_places (held, rows, "0123");

  gtk_sort_list_model_set_sorter (sorted, GTK_SORTER (gtk_custom_sorter_new (compare_backwards,
                                                                             NULL, NULL)));
  wait_for_places (G_LIST_MODEL (places), 4);
  gt_signal_logger_assert_no_emissions (logger);
  assert_places (held, rows, "3210");

  bounce_list_filter_set_search (filter, "bob");
  wait_for_places (G_LIST_MODEL (places), 1);
  gt_signal_logger_assert_emission_pop (logger, places, "items-changed", &position, &removed,
                                        &added);
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpuint (removed, ==, 3);
  g_assert_cmpuint (added, ==, 0);
  gt_signal_logger_assert_no_emissions (logger);
  g_ptr_array_set_size (held, 1);
  assert_places (held, rows, "0");

  bounce_list_filter_set_search (filter, "");
  bounce_list_places_catch_up (places);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (places)), ==, 4);
  assert_places (held, rows, "3");
}

static char *
export (BounceInbox       *inbox,
        GListModel        *rows,
        BounceListFormat   format,
        const char        *path,
        GCancellable      *cancellable,
        GError           **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  char *text = NULL;
  guint n_missing;

  bounce_list_export_async (inbox, rows, format, file, cancellable, done_cb, &result);
  if (bounce_list_export_finish (inbox, wait_for (&result), &n_missing, error))
    g_assert_cmpuint (n_missing, ==, 0);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* What is shown, in the order in which it is shown, and nothing else. */
static void
test_export (void)
{
  g_autoptr(BounceInbox) inbox = load ();
  g_autofree char *folder = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list", NULL);
  g_autoptr(GListStore) rows = g_list_store_new (BOUNCE_TYPE_INBOX_ROW);
  g_autoptr(BounceInboxRow) first = g_list_model_get_item (G_LIST_MODEL (inbox), 3);
  g_autoptr(BounceInboxRow) second = g_list_model_get_item (G_LIST_MODEL (inbox), 0);
  g_autoptr(GError) error = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;
  g_auto(GStrv) lines = NULL;

  g_list_store_append (rows, first);
  g_list_store_append (rows, second);

  csv = export (inbox, G_LIST_MODEL (rows), BOUNCE_LIST_FORMAT_CSV, path, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "source,file,index,kind,address,"));
  /* A spreadsheet must not take it for a formula. */
  g_assert_nonnull (strstr (lines[1], ",3,bounce,\"'+erin@example.com\","));
  g_assert_nonnull (strstr (lines[2], ",0,bounce,bob@example.org,"));

  json = export (inbox, G_LIST_MODEL (rows), BOUNCE_LIST_FORMAT_JSON, path, NULL, &error);
  g_assert_no_error (error);
  g_strfreev (g_steal_pointer (&lines));
  lines = g_strsplit (json, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (lines[0], "\"index\":3,"));
  g_assert_nonnull (strstr (lines[1], "\"address\":\"bob@example.org\""));

  g_remove (path);
  g_rmdir (folder);
}

static void
test_export_cancelled (void)
{
  g_autoptr(BounceInbox) inbox = load ();
  g_autofree char *folder = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  text = export (inbox, G_LIST_MODEL (inbox), BOUNCE_LIST_FORMAT_CSV, path, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (text, ==, "old");

  g_remove (path);
  g_rmdir (folder);
}

/* Messages are read again while they are saved; what is not there any more is counted. */
static void
test_export_missing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list", NULL);
  g_autofree char *source = g_build_filename (folder, "returned.mbox", NULL);
  const char *first = RETURNED ("", "bob@example.org", "a.example.net", "550 5.1.1 User unknown");
  g_autofree char *both = g_strconcat (first, RETURNED ("", "carol@example.org", "a.example.net",
                                                        "552 5.2.2 Mailbox full"), NULL);
  g_autoptr(GFile) file = g_file_new_for_path (source);
  g_autoptr(GFile) list = g_file_new_for_path (path);
  g_autoptr(BounceInbox) inbox = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_missing = 0;

  g_assert_true (g_file_set_contents (source, both, -1, NULL));
  inbox = load_input (bounce_input_new_for_file (file));
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 2);
  g_assert_true (g_file_set_contents (source, first, -1, NULL));

  bounce_list_export_async (inbox, G_LIST_MODEL (inbox), BOUNCE_LIST_FORMAT_CSV, list, NULL,
                            done_cb, &result);
  g_assert_true (bounce_list_export_finish (inbox, wait_for (&result), &n_missing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_missing, ==, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "bob@example.org"));
  g_assert_null (strstr (text, "carol@example.org"));

  g_remove (path);
  g_remove (source);
  g_rmdir (folder);
}

static void
test_export_full (void)
{
  g_autoptr(BounceInbox) inbox = load ();
  g_autofree char *folder = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_setenv ("BOUNCEBACK_FULL_DISK", folder, TRUE);
  text = export (inbox, G_LIST_MODEL (inbox), BOUNCE_LIST_FORMAT_CSV, path, NULL, &error);
  g_unsetenv ("BOUNCEBACK_FULL_DISK");

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (text, ==, "old");

  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list/filter", test_filter);
  g_test_add_func ("/list/changes", test_changes);
  g_test_add_func ("/list/choices", test_choices);
  g_test_add_func ("/list/too-many-choices", test_too_many_choices);
  g_test_add_func ("/list/export-missing", test_export_missing);
  g_test_add_func ("/list/sort", test_sort);
  g_test_add_func ("/list/places", test_places);
  g_test_add_func ("/list/export", test_export);
  g_test_add_func ("/list/export/cancelled", test_export_cancelled);
  g_test_add_func ("/list/export/full", test_export_full);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *path = g_strdup_printf ("/list/search/%u", i);

      g_test_add_data_func (path, &searches[i], test_search);
    }

  return g_test_run ();
}
