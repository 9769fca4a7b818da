/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

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
  BounceInbox *inbox;

  bounce_inbox_load_async (inputs, cancellable, done_cb, &wait);
  g_main_loop_run (loop);
  inbox = bounce_inbox_load_finish (wait.result, error);
  g_clear_object (&wait.result);

  return inbox;
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

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 1);
  g_assert_cmpstr (bounce_inbox_get_name (inbox, 0), ==, "postfix-unknown-user.eml");
  g_assert_cmpint (bounce_report_get_kind (bounce_inbox_get_report (inbox, 0)), ==,
                   BOUNCE_KIND_BOUNCE);
  g_assert_cmpuint (bounce_report_get_n_originals (bounce_inbox_get_report (inbox, 0)), >, 0);
  g_assert_false (bounce_inbox_get_is_cut (inbox));
  g_assert_cmpuint (bounce_inbox_get_n_unread (inbox), ==, 0);
}

static void
test_paste (void)
{
  g_autoptr(GPtrArray) inputs = inputs_for_text ("550 5.1.1 User unknown", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = load (inputs, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, 1);
  g_assert_null (bounce_inbox_get_name (inbox, 0));
  g_assert_cmpint (bounce_report_get_verdict (bounce_inbox_get_report (inbox, 0))->cause, ==,
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

/* More messages than are kept: the first of them, and it is said. */
static void
test_cut (void)
{
  g_autoptr(GString) mbox = g_string_new (NULL);
  g_autoptr(GPtrArray) inputs = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceInbox) inbox = NULL;

  for (guint i = 0; i < BOUNCE_INBOX_LIMIT_MESSAGES + 1; i++)
    g_string_append (mbox, "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"
                           "From: MAILER-DAEMON@example.net\nSubject: x\n\nHello\n\n");
  inputs = inputs_for_text (mbox->str, mbox->len);
  inbox = load (inputs, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bounce_inbox_get_n_messages (inbox), ==, BOUNCE_INBOX_LIMIT_MESSAGES);
  g_assert_true (bounce_inbox_get_is_cut (inbox));
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
  g_assert_cmpuint (bounce_inbox_get_n_unread (inbox), ==, 1);
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
  g_test_add_func ("/inbox/cut", test_cut);
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
