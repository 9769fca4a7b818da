/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "bounce-inbox.h"

/* What was opened, dropped or pasted becomes reports, or one clear error. */

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  g_set_object (&wait->result, result);
  g_main_loop_quit (wait->loop);
}

static BounceInbox *
load (GPtrArray     *inputs,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { loop, NULL };
  g_autoptr(BounceInbox) inbox = bounce_inbox_new (inputs);
  gboolean loaded;

  bounce_inbox_load_async (inbox, cancellable, done_cb, &wait);
  g_main_loop_run (loop);
  loaded = bounce_inbox_load_finish (inbox, wait.result, error);
  g_clear_object (&wait.result);

  return loaded ? g_steal_pointer (&inbox) : NULL;
}

static guint
count_unread (BounceInbox *inbox)
{
  BounceInboxProgress progress;

  bounce_inbox_get_progress (inbox, &progress);

  return progress.n_unread;
}

static GPtrArray *
new_inputs (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_input_free);
}

static GPtrArray *
inputs_for_path (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GPtrArray *inputs = new_inputs ();

  g_ptr_array_add (inputs, bounce_input_new_for_file (file));

  return inputs;
}

static GPtrArray *
inputs_for_text (const char *text,
                 gssize      length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));
  GPtrArray *inputs = new_inputs ();

  g_ptr_array_add (inputs, bounce_input_new_for_bytes (bytes));

  return inputs;
}

static char *
data_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", name, NULL);
}

static void
test_file (void)
{
  g_autofree char *path = data_path ("postfix-unknown-user.eml");
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);
  g_autoptr(BounceInboxRow) row = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 1);
  row = g_list_model_get_item (G_LIST_MODEL (inbox), 0);
  g_assert_cmpstr (bounce_inbox_row_get_file (row), ==, "postfix-unknown-user.eml");
  g_assert_cmpint (bounce_report_get_kind (bounce_inbox_get_report (inbox)), ==,
                   BOUNCE_KIND_BOUNCE);
  g_assert_cmpuint (bounce_report_get_n_originals (bounce_inbox_get_report (inbox)), >, 0);
  g_assert_true (bounce_inbox_get_is_whole (inbox));
  g_assert_cmpuint (count_unread (inbox), ==, 0);
}

static void
test_paste (void)
{
  g_autoptr(GPtrArray) inputs = inputs_for_text ("550 5.1.1 User unknown", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 1);
  g_assert_null (bounce_inbox_dup_name (inbox));
  g_assert_cmpint (bounce_report_get_verdict (bounce_inbox_get_report (inbox))->cause, ==,
                   BOUNCE_CAUSE_ADDRESS_UNKNOWN);
}

static void
test_mbox (void)
{
  g_autofree char *path = data_path ("three.mbox");
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 3);
}

static BounceReport *
open_row (BounceInbox  *inbox,
          guint         position,
          GError      **error)
{
  g_autoptr(BounceInboxRow) row = g_list_model_get_item (G_LIST_MODEL (inbox), position);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { loop, NULL };
  BounceReport *report;

  bounce_inbox_open_async (inbox, row, NULL, done_cb, &wait);
  g_main_loop_run (loop);
  report = bounce_inbox_open_finish (inbox, wait.result, error);
  g_clear_object (&wait.result);

  return report;
}

static char *
compose (guint       id,
         const char *address)
{
  return g_strdup_printf ("From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"
                          "From: MAILER-DAEMON@example.net\n"
                          "Subject: Undelivered Mail Returned to Sender\n"
                          "Date: Tue, 10 Mar 2026 19:42:11 +0100\n"
                          "Message-ID: <%u@example.net>\n\n"
                          "Your message could not be delivered.\n\n"
                          "<%s>: host mx.example.org[203.0.113.25] said: 550 5.1.1 User unknown\n"
                          "\n", id, address);
}

/* Adds what comes, as whoever shows the list does. */
static void
add_up_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           guint      *n)
{
  g_assert_cmpuint (position, ==, *n);
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (added, >, 0);
  *n += added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, *n);
}

/* The list only ever grows at its end, and says so truly. */
static void
test_grows (void)
{
  g_autoptr(GString) mbox = g_string_new (NULL);
  g_autoptr(GPtrArray) inputs = NULL;
  g_autoptr(BounceInbox) inbox = NULL;
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  Wait wait = { loop, NULL };
  guint n = 0;

  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *address = g_strdup_printf ("user%u@example.org", i);
      g_autofree char *message = compose (i, address);

      g_string_append (mbox, message);
    }
  inputs = inputs_for_text (mbox->str, mbox->len);
  inbox = bounce_inbox_new (inputs);
  g_signal_connect (inbox, "items-changed", G_CALLBACK (add_up_cb), &n);
  bounce_inbox_load_async (inbox, NULL, done_cb, &wait);
  g_main_loop_run (loop);
  g_assert_true (bounce_inbox_load_finish (inbox, wait.result, &error));
  g_assert_no_error (error);
  g_clear_object (&wait.result);

  g_assert_cmpuint (n, ==, 700);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 700);

  /* Rows are where they say that they are. */
  for (guint i = 0; i < 700; i += 233)
    {
      g_autoptr(BounceReport) report = open_row (inbox, i, &error);
      g_autofree char *address = g_strdup_printf ("user%u@example.org", i);

      g_assert_no_error (error);
      g_assert_cmpstr (bounce_report_get_top_recipient (report)->address, ==, address);
      g_assert_cmpuint (bounce_report_get_n_originals (report), >, 0);
    }
}

static void
test_row (void)
{
  g_autofree char *message = compose (1, "Bob@Example.ORG");
  g_autofree char *other = compose (2, "carol@example.org");
  g_autofree char *text = g_strconcat (message, other, NULL);
  g_autoptr(GPtrArray) inputs = inputs_for_text (text, -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);
  g_autoptr(BounceInboxRow) first = NULL;
  g_autoptr(BounceInboxRow) second = NULL;

  g_assert_no_error (error);
  first = g_list_model_get_item (G_LIST_MODEL (inbox), 0);
  second = g_list_model_get_item (G_LIST_MODEL (inbox), 1);
  g_assert_cmpstr (bounce_inbox_row_get_address (first), ==, "Bob@Example.ORG");
  g_assert_cmpstr (bounce_inbox_row_get_domain (first), ==, "example.org");
  g_assert_true (bounce_inbox_row_get_domain (first) == bounce_inbox_row_get_domain (second));
  g_assert_cmpint (bounce_inbox_row_get_cause (first), ==, BOUNCE_CAUSE_ADDRESS_UNKNOWN);
  g_assert_cmpint (bounce_inbox_row_get_date (first), ==, 1773168131);
  g_assert_cmpuint (bounce_inbox_row_get_number (second), ==, 1);
}

/* The same notice twice is one row, and the copy is counted. */
static void
test_copies (void)
{
  g_autofree char *message = compose (1, "bob@example.org");
  g_autofree char *other = compose (2, "carol@example.org");
  g_autofree char *text = g_strconcat (message, other, message, NULL);
  g_autoptr(GPtrArray) inputs = inputs_for_text (text, -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 2);
  g_assert_cmpuint (bounce_tally_get_n_copies (bounce_inbox_lock_tally (inbox)), ==, 1);
  bounce_inbox_unlock_tally (inbox);
}

/* A folder is its files; one that changes, goes or becomes a pipe is not answered wrongly. */
static void
test_changed_folder (void)
{
  g_autofree char *path = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (path, "1.eml", NULL);
  g_autofree char *second = g_build_filename (path, "2.eml", NULL);
  g_autofree char *third = g_build_filename (path, "3.eml", NULL);
  g_autofree char *fourth = g_build_filename (path, "4.eml", NULL);
  g_autofree char *bob = compose (1, "bob@example.org");
  g_autofree char *carol = compose (2, "carol@example.org");
  g_autofree char *dave = compose (3, "dave@example.org");
  g_autofree char *erin = compose (4, "erin@example.org");
  g_autofree char *frank = compose (5, "frank@example.org");
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = NULL;
  g_autoptr(BounceReport) report = NULL;
  g_autoptr(BounceInboxRow) row = NULL;

  g_assert_true (g_file_set_contents (first, bob, -1, NULL));
  g_assert_true (g_file_set_contents (second, carol, -1, NULL));
  g_assert_true (g_file_set_contents (third, dave, -1, NULL));
  g_assert_true (g_file_set_contents (fourth, frank, -1, NULL));
  inbox = load (inputs, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 4);
  row = g_list_model_get_item (G_LIST_MODEL (inbox), 1);
  g_assert_cmpstr (bounce_inbox_row_get_file (row), ==, "2.eml");

  g_assert_true (g_file_set_contents (second, erin, -1, NULL));
  g_remove (third);
  g_remove (fourth);
  g_assert_cmpint (mkfifo (fourth, 0600), ==, 0);

  report = open_row (inbox, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bounce_report_get_top_recipient (report)->address, ==, "bob@example.org");
  g_assert_null (open_row (inbox, 1, &error));
  g_assert_error (error, BOUNCE_INBOX_ERROR, BOUNCE_INBOX_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_null (open_row (inbox, 2, &error));
  g_assert_error (error, BOUNCE_INBOX_ERROR, BOUNCE_INBOX_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (open_row (inbox, 3, &error));
  g_assert_error (error, BOUNCE_INBOX_ERROR, BOUNCE_INBOX_ERROR_CHANGED);

  g_remove (first);
  g_remove (second);
  g_remove (fourth);
  g_rmdir (path);
}

/* Cancels after the first rows. */
static void
cancel_cb (GListModel   *model,
           guint         position,
           guint         removed,
           guint         added,
           GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* What was read until it was stopped stays. */
static void
test_stopped (void)
{
  g_autofree char *path = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (path, "many.mbox", NULL);
  g_autoptr(GString) mbox = g_string_new (NULL);
  g_autoptr(GPtrArray) inputs = inputs_for_path (file);
  g_autoptr(BounceInbox) inbox = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  Wait wait = { loop, NULL };

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *message = compose (i, "bob@example.org");

      g_string_append (mbox, message);
    }
  g_assert_true (g_file_set_contents (file, mbox->str, mbox->len, NULL));

  inbox = bounce_inbox_new (inputs);
  g_signal_connect (inbox, "items-changed", G_CALLBACK (cancel_cb), cancellable);
  bounce_inbox_load_async (inbox, cancellable, done_cb, &wait);
  g_main_loop_run (loop);
  g_assert_false (bounce_inbox_load_finish (inbox, wait.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&wait.result);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), >, 0);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), <, 20000);
  g_assert_false (bounce_inbox_get_is_loading (inbox));
  g_assert_false (bounce_inbox_get_is_whole (inbox));

  g_remove (file);
  g_rmdir (path);
}

/* One bad file among good ones costs only itself. */
static void
test_mixed (void)
{
  g_autofree char *good = data_path ("postfix-unknown-user.eml");
  g_autoptr(GPtrArray) inputs = inputs_for_path ("/nonexistent/message.eml");
  g_autoptr(GFile) file = g_file_new_for_path (good);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = NULL;

  g_ptr_array_add (inputs, bounce_input_new_for_file (file));
  inbox = load (inputs, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 1);
  g_assert_cmpuint (count_unread (inbox), ==, 1);
}

static void
assert_fails (GPtrArray        *inputs,
              BounceInboxError  code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);

  g_assert_error (error, BOUNCE_INBOX_ERROR, (int) code);
  g_assert_null (inbox);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_empty_file (void)
{
  g_autofree char *path = data_path ("empty.txt");
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);

  assert_fails (inputs, BOUNCE_INBOX_ERROR_EMPTY);
}

static void
test_white_space (void)
{
  g_autoptr(GPtrArray) inputs = inputs_for_text (" \n\t\r\n ", -1);

  assert_fails (inputs, BOUNCE_INBOX_ERROR_EMPTY);
}

static void
test_folder (void)
{
  g_autofree char *path = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);

  assert_fails (inputs, BOUNCE_INBOX_ERROR_FOLDER);
  g_rmdir (path);
}

static void
test_missing (void)
{
  g_autoptr(GPtrArray) inputs = inputs_for_path ("/nonexistent/message.eml");

  assert_fails (inputs, BOUNCE_INBOX_ERROR_MISSING);
}

/* A device would give bytes for ever. */
static void
test_device (void)
{
  g_autoptr(GPtrArray) inputs = inputs_for_path ("/dev/zero");

  assert_fails (inputs, BOUNCE_INBOX_ERROR_UNREADABLE);
}

static void
test_picture (void)
{
  g_autofree char *path = data_path ("picture.jpg");
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);

  assert_fails (inputs, BOUNCE_INBOX_ERROR_NOT_TEXT);
}

static void
test_cancelled (void)
{
  g_autofree char *path = data_path ("three.mbox");
  g_autoptr(GPtrArray) inputs = inputs_for_path (path);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = NULL;

  g_cancellable_cancel (cancellable);
  inbox = load (inputs, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (inbox);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inbox/file", test_file);
  g_test_add_func ("/inbox/paste", test_paste);
  g_test_add_func ("/inbox/mbox", test_mbox);
  g_test_add_func ("/inbox/grows", test_grows);
  g_test_add_func ("/inbox/row", test_row);
  g_test_add_func ("/inbox/copies", test_copies);
  g_test_add_func ("/inbox/changed-folder", test_changed_folder);
  g_test_add_func ("/inbox/stopped", test_stopped);
  g_test_add_func ("/inbox/mixed", test_mixed);
  g_test_add_func ("/inbox/empty-file", test_empty_file);
  g_test_add_func ("/inbox/white-space", test_white_space);
  g_test_add_func ("/inbox/folder", test_folder);
  g_test_add_func ("/inbox/missing", test_missing);
  g_test_add_func ("/inbox/device", test_device);
  g_test_add_func ("/inbox/picture", test_picture);
  g_test_add_func ("/inbox/cancelled", test_cancelled);

  return g_test_run ();
}
