/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "bounce-save.h"
#include "bounce-window-private.h"

/* More than one write takes, and more than a full disk has room for. */
#define LONG_TEXT (1024 * 1024)

typedef struct
{
  char *folder;
  GFile *file;
  GMainLoop *loop;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("bounceback-save-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "answer.txt", NULL);
  fixture->file = g_file_new_for_path (path);
  fixture->loop = g_main_loop_new (NULL, FALSE);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_remove (g_file_peek_path (fixture->file));
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
  g_main_loop_unref (fixture->loop);
  g_clear_object (&fixture->result);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
  g_main_loop_quit (fixture->loop);
}

static gboolean
save (Fixture       *fixture,
      GFile         *file,
      const char    *text,
      GCancellable  *cancellable,
      GError       **error)
{
  bounce_save_file_async (file, text, cancellable, saved_cb, fixture);
  g_main_loop_run (fixture->loop);

  return bounce_save_text_finish (fixture->result, error);
}

static void
write_old (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (g_file_peek_path (fixture->file), "old", -1, &error);
  g_assert_no_error (error);
}

static void
assert_text (Fixture    *fixture,
             const char *text)
{
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (g_file_peek_path (fixture->file), &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');
  g_autoptr(GError) error = NULL;

  g_assert_true (save (fixture, fixture->file, text, NULL, &error));
  g_assert_no_error (error);
  assert_text (fixture, text);
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  write_old (fixture);
  g_assert_true (save (fixture, fixture->file, "neu: \xc3\xa4\n", NULL, &error));
  g_assert_no_error (error);
  assert_text (fixture, "neu: \xc3\xa4\n");
  g_assert_true (save (fixture, fixture->file, "", NULL, &error));
  g_assert_no_error (error);
  assert_text (fixture, "");
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');
  g_autoptr(GError) error = NULL;

  write_old (fixture);
  g_setenv ("BOUNCEBACK_FULL_DISK", fixture->folder, TRUE);
  g_assert_false (save (fixture, fixture->file, text, NULL, &error));
  g_unsetenv ("BOUNCEBACK_FULL_DISK");

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (bounce_window_get_saving_hint (error), ==,
                   "There is no room left there. Make room, or choose another place.");
  assert_text (fixture, "old");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* More than the system lets one file have. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');
  g_autoptr(GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  write_old (fixture);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  g_assert_false (save (fixture, fixture->file, text, NULL, &error));

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (error);
  assert_text (fixture, "old");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr(GFile) file = g_file_resolve_relative_path (folder, "missing/answer.txt");
  g_autoptr(GError) error = NULL;

  g_assert_false (save (fixture, file, "x", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (save (fixture, folder, "x", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  write_old (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (save (fixture, fixture->file, "new", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_text (fixture, "old");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/save/new", Fixture, NULL, set_up, test_new, tear_down);
  g_test_add ("/save/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/save/disk-full-keeps-the-old-file", Fixture, NULL, set_up, test_full, tear_down);
  g_test_add ("/save/limit-keeps-the-old-file", Fixture, NULL, set_up, test_limit, tear_down);
  g_test_add ("/save/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/save/cancelled-keeps-the-old-file", Fixture, NULL, set_up, test_cancelled, tear_down);

  return g_test_run ();
}
