/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounce-limits.h"
#include "bounce-source.h"

#define FROM "From bob@example.org Mon Feb  9 12:36:39 2026\n"

/* What is read, and the messages that come out. */
typedef struct
{
  const char *name;
  const char *input;
  const char *messages[6];
} Case;

static const Case cases[] = {
  { "empty", "", { "" } },
  { "blank", "\n\n", { "\n\n" } },
  { "one-mail", "Subject: a\n\nb\n", { "Subject: a\n\nb\n" } },
  { "one-mail-crlf", "Subject: a\r\n\r\nb\r\n", { "Subject: a\r\n\r\nb\r\n" } },
  { "one-mail-cr", "Subject: a\r\rb\r", { "Subject: a\r\rb\r" } },
  { "a-paste", "550 5.7.1 no", { "550 5.7.1 no" } },
  { "mozilla-status-first", "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nSubject: a\n\nb\n",
    { "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nSubject: a\n\nb\n" } },

  { "mbox-of-one", FROM "Subject: a\n\nb\n", { "Subject: a\n\nb\n" } },
  { "mbox-without-date", "From bob@example.org\nSubject: a\n\nb\n", { "Subject: a\n\nb\n" } },
  { "mbox-of-two", FROM "Subject: a\n\nb\n\n" FROM "Subject: c\n\nd\n",
    { "Subject: a\n\nb\n", "Subject: c\n\nd\n" } },
  { "mbox-of-three", FROM "A: 1\n\n" FROM "A: 2\n\n\n" FROM "A: 3\n\n\n\n",
    { "A: 1\n", "A: 2\n\n", "A: 3\n\n\n" } },
  { "mbox-crlf",
    "From - Mon Feb  9 12:36:39 2026\r\nA: 1\r\n\r\nb\r\n\r\n"
    "From - Mon Feb  9 12:36:39 2026\r\nA: 2\r\n\r\nd\r\n",
    { "A: 1\r\n\r\nb\r\n", "A: 2\r\n\r\nd\r\n" } },
  { "mbox-cr",
    "From - Mon Feb  9 12:36:39 2026\rA: 1\r\rb\r\rFrom - Mon Feb  9 12:36:39 2026\rA: 2\r\rd\r",
    { "A: 1\r\rb\r", "A: 2\r\rd\r" } },
  { "mbox-mixed",
    "From - Mon Feb  9 12:36:39 2026\r\nA: 1\n\r\nb\r\n\n"
    "From - Mon Feb  9 12:36:39 2026\nA: 2\r\rd\n",
    { "A: 1\n\r\nb\r\n", "A: 2\r\rd\n" } },
  { "mbox-behind-bom", "\xef\xbb\xbf" FROM "A: 1\n", { "A: 1\n" } },
  { "mbox-behind-empty-lines", "\n\r\n" FROM "A: 1\n", { "A: 1\n" } },
  { "mbox-without-last-line-end", FROM "A: 1\n\nb", { "A: 1\n\nb" } },
  { "mbox-mozilla", "From - Mon Feb  9 12:36:39 2026\nX-Mozilla-Status: 0001\nA: 1\n\nb\n",
    { "X-Mozilla-Status: 0001\nA: 1\n\nb\n" } },
  { "mbox-daemon",
    "From MAILER-DAEMON  Mon Feb  9 12:36:39 2026\nA: 1\n\nb\n\n"
    "From MAILER-DAEMON Tue Feb 10 06:54 2026\nA: 2\n",
    { "A: 1\n\nb\n", "A: 2\n" } },
  { "mbox-zone-after-year",
    "From bob@example.org Mon Feb  9 12:36:39 2026 +0100\nA: 1\n\n"
    "From bob@example.org Mon Feb  9 12:36:39 CET 2026\nA: 2\n",
    { "A: 1\n", "A: 2\n" } },
  { "mbox-rfc-5322-date",
    "From bob@example.org Mon, 9 Feb 2026 12:36:39 +0100\nA: 1\n\n"
    "From bob@example.org 9 Feb 2026 12:36:39 +0100\nA: 2\n",
    { "A: 1\n", "A: 2\n" } },
  { "mbox-second-from-in-header", FROM ">From alice@example.net Mon Feb  9 12:36:39 2026\nA: 1\n",
    { ">From alice@example.net Mon Feb  9 12:36:39 2026\nA: 1\n" } },

  { "mboxo", FROM "A: 1\n\n>From here on\n", { "A: 1\n\nFrom here on\n" } },
  { "mboxrd", FROM "A: 1\n\n>>From here on\nmid >From\n> From\n>Fro",
    { "A: 1\n\n>From here on\nmid >From\n> From\n>Fro" } },
  { "no-quoting-in-one-mail", "A: 1\n\n>From here on\n", { "A: 1\n\n>From here on\n" } },

  /* System V's way: nothing is quoted, and the header has the size of the body */
  { "length", FROM "Content-Length: 57\n\nb\n\n" FROM "A: 2\n\nc\n\n" FROM "A: 3\n",
    { "Content-Length: 57\n\nb\n\n" FROM "A: 2\n\nc\n", "A: 3\n" } },
  { "length-without-last-line-end",
    FROM "Content-Length:56\n\nb\n\n" FROM "A: 2\n\nc\n\n" FROM "A: 3\n",
    { "Content-Length:56\n\nb\n\n" FROM "A: 2\n\nc\n", "A: 3\n" } },
  { "length-of-the-last", FROM "content-length: 57\n\nb\n\n" FROM "A: 2\n\nc\n",
    { "content-length: 57\n\nb\n\n" FROM "A: 2\n\nc\n" } },
  { "length-too-small", FROM "Content-Length: 1\n\nb\n\n" FROM "A: 2\n\nc\n",
    { "Content-Length: 1\n\nb\n", "A: 2\n\nc\n" } },
  { "length-too-large", FROM "Content-Length: 1000\n\nb\n\n" FROM "A: 2\n\nc\n\n" FROM "A: 3\n",
    { "Content-Length: 1000\n\nb\n", "A: 2\n\nc\n", "A: 3\n" } },
  { "length-within-a-line",
    FROM "Content-Length: 53\n\nb\n\n" FROM "A: 2\n\nc\n\n" FROM "A: 3\n",
    { "Content-Length: 53\n\nb\n", "A: 2\n\nc\n", "A: 3\n" } },
  { "length-in-no-number", FROM "Content-Length: 99999999999999999999\n\nb\n\n" FROM "A: 2\n",
    { "Content-Length: 99999999999999999999\n\nb\n", "A: 2\n" } },
  { "length-wrong-once",
    FROM "Content-Length: 90\n\nb\n\n" FROM "Content-Length: 57\n\nb\n\n" FROM "A: 2\n\nc\n",
    { "Content-Length: 90\n\nb\n", "Content-Length: 57\n\nb\n", "A: 2\n\nc\n" } },
  { "length-and-quoted", FROM "Content-Length: 1000\n\nb\n\n" FROM "A: 2\n\n>From c\n",
    { "Content-Length: 1000\n\nb\n", "A: 2\n\nFrom c\n" } },

  { "no-empty-line-before", FROM "A: 1\n\nb\n" FROM "A: 2\n",
    { "A: 1\n\nb\n" FROM "A: 2\n" } },
  { "no-header-behind", FROM "A: 1\n\nb\n\n" FROM "\nA: 2\n",
    { "A: 1\n\nb\n\n" FROM "\nA: 2\n" } },
  { "prose", FROM "A: 1\n\nb\n\nFrom Monday on it is different:\nNote: see below\n",
    { "A: 1\n\nb\n\nFrom Monday on it is different:\nNote: see below\n" } },
  { "prose-with-a-time", FROM "A: 1\n\nb\n\nFrom now on, at 10:30 in May 2026\nNote: no weekday\n",
    { "A: 1\n\nb\n\nFrom now on, at 10:30 in May 2026\nNote: no weekday\n" } },
  { "prose-first", "From what they say it is full:\nnobody knows\n",
    { "From what they say it is full:\nnobody knows\n" } },
  { "copy-announced", FROM "A: 1\n\nBounced mail:\n\n" FROM "A: 2\n",
    { "A: 1\n\nBounced mail:\n\n" FROM "A: 2\n" } },
  { "copy-announced-with-dashes", FROM "A: 1\n\n--- Your message: ---\n\n\n" FROM "A: 2\n",
    { "A: 1\n\n--- Your message: ---\n\n\n" FROM "A: 2\n" } },
  { "boundary-at-end", FROM "A: 1\n\n--next--of--\n\n" FROM "A: 2\n",
    { "A: 1\n\n--next--of--\n", "A: 2\n" } },
  { "field-without-value-at-end", FROM "A:\n\n" FROM "A: 2\n", { "A:\n", "A: 2\n" } },
  { "separator-in-one-mail", "A: 1\n\nb\n\n" FROM "A: 2\n", { "A: 1\n\nb\n\n" FROM "A: 2\n" } },
  { "cut-in-the-separator", FROM "A: 1\n\nb\n\nFrom bob@example.org Mon F",
    { "A: 1\n\nb\n\nFrom bob@example.org Mon F" } },
};

/* A stream as a slow pipe is: each read gives one byte more than the last. */
#define TEST_TYPE_DRIP (test_drip_get_type ())
G_DECLARE_FINAL_TYPE (TestDrip, test_drip, TEST, DRIP, GInputStream)

struct _TestDrip
{
  GInputStream parent_instance;

  const char *text;
  gsize length;
  gsize size;
  gsize step;                   /* bytes of one read; 0: one more each time */
  GError *error;                /* at the end */
};

G_DEFINE_FINAL_TYPE (TestDrip, test_drip, G_TYPE_INPUT_STREAM)

static gssize
test_drip_read (GInputStream  *stream,
                void          *buffer,
                gsize          count,
                GCancellable  *cancellable,
                GError       **error)
{
  TestDrip *self = TEST_DRIP (stream);
  gsize size = self->step > 0 ? self->step : ++self->size;
  gsize n = MIN (MIN (count, size), self->length);

  if (self->length == 0 && self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return -1;
    }

  memcpy (buffer, self->text, n);
  self->text += n;
  self->length -= n;

  return n;
}

static void
test_drip_finalize (GObject *object)
{
  g_clear_error (&TEST_DRIP (object)->error);

  G_OBJECT_CLASS (test_drip_parent_class)->finalize (object);
}

static void
test_drip_class_init (TestDripClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_drip_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_drip_read;
}

static void
test_drip_init (TestDrip *self)
{
}

static TestDrip *
drip_new (const char *text,
          gsize       length)
{
  TestDrip *self = g_object_new (TEST_TYPE_DRIP, NULL);

  self->text = text;
  self->length = length;

  return self;
}

static void
assert_messages (BounceSource      *source,
                 const char *const *messages)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  for (guint i = 0; messages[i] != NULL; i++)
    {
      bytes = bounce_source_next_message (source, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (bytes);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       messages[i], strlen (messages[i]));
      g_bytes_unref (bytes);
    }

  /* the end stays the end */
  for (guint i = 0; i < 2; i++)
    {
      bytes = bounce_source_next_message (source, NULL, &error);
      g_assert_no_error (error);
      g_assert_null (bytes);
    }
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (test->input, strlen (test->input));
  g_autoptr (BounceSource) pasted = bounce_source_new_for_bytes (bytes);
  g_autoptr (TestDrip) drip = drip_new (test->input, strlen (test->input));
  g_autoptr (BounceSource) piped = bounce_source_new_for_stream (G_INPUT_STREAM (drip));

  assert_messages (pasted, test->messages);
  assert_messages (piped, test->messages);
}

/* Wherever the reads of a stream end, the messages are the same. */
static void
test_seams (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new ("A: 1\r\n\r\n");

  /* longer than what is looked ahead, so that lines meet the buffer's edges */
  for (guint i = 0; i < 700; i++)
    g_string_append_printf (body, "line %u\r\n%s", i, i % 7 == 0 ? "\r\n\r\n" : "");

  g_string_append_printf (text, "%s%s\r\n%s%s\r\n", FROM, body->str, FROM, body->str);

  for (gsize step = 1; step < 5000; step += 37)
    {
      const char *messages[] = { body->str, body->str, NULL };
      g_autoptr (TestDrip) drip = drip_new (text->str, text->len);
      g_autoptr (BounceSource) source = NULL;

      drip->step = step;
      source = bounce_source_new_for_stream (G_INPUT_STREAM (drip));
      assert_messages (source, messages);
    }
}

static char *
make_path (const char *name)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("bounceback-source-XXXXXX", &error);
  g_assert_no_error (error);

  return g_build_filename (folder, name, NULL);
}

static void
remove_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_remove (folder);
}

static void
test_file (void)
{
  const char *messages[] = { "A: 1\n\nb\n", "A: 2\n", NULL };
  g_autofree char *path = make_path ("a mail \xff.mbox");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BounceSource) source = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, FROM "A: 1\n\nb\n\n" FROM "A: 2\n", -1, &error);
  g_assert_no_error (error);

  source = bounce_source_new_for_file (file);
  assert_messages (source, messages);

  remove_path (path);
}

static void
assert_fails (const char *path,
              GQuark      domain,
              gint        code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BounceSource) source = bounce_source_new_for_file (file);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  bytes = bounce_source_next_message (source, NULL, &error);
  g_assert_true (g_error_matches (error, domain, code));
  g_assert_null (bytes);
  g_clear_error (&error);

  bytes = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (bytes);
}

static void
test_unreadable (void)
{
  g_autofree char *path = make_path ("loop");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *through_file = NULL;

  assert_fails (path, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_fails (folder, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_NO_FILES);

  g_assert_cmpint (symlink ("loop", path), ==, 0);
  assert_fails (path, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_assert_cmpint (g_remove (path), ==, 0);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  through_file = g_build_filename (path, "mail.eml", NULL);
  assert_fails (through_file, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);

  remove_path (path);
}

/* Makes a file below @root, with the folders it lies in. */
static void
write_below (const char *root,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
link_below (const char *root,
            const char *name,
            const char *target)
{
  g_autofree char *path = g_build_filename (root, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
remove_all (const char *path)
{
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_all (child);
        }
    }

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* @wanted has pairs: the name of a file, and its message or NULL for an error. */
static void
assert_folder (const char        *path,
               const char *const *wanted,
               gsize              n_wanted)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BounceSource) source = bounce_source_new_for_file (file);
  double fraction = 0;

  for (gsize i = 0; i < n_wanted; i += 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = bounce_source_next_message (source, NULL, &error);

      g_assert_cmpstr (bounce_source_get_file_name (source), ==, wanted[i]);
      if (wanted[i + 1] != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                           wanted[i + 1], strlen (wanted[i + 1]));
        }
      else
        {
          g_assert_null (bytes);
          g_assert_nonnull (error);
        }

      g_assert_cmpfloat (bounce_source_get_fraction (source), >=, fraction);
      g_assert_cmpfloat (bounce_source_get_fraction (source), <=, 1);
      fraction = bounce_source_get_fraction (source);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bounce_source_next_message (source, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
test_folder (void)
{
  const char *wanted[] = {
    "B.eml", "A: B\n",
    "a.eml", "A: a\n",
    "broken", NULL,
    "c/d/e.mbox", "A: 1\n",
    "c/d/e.mbox", "A: 2\n",
    "link.eml", "A: a\n",
    "z.eml", "",
  };
  g_autofree char *root = g_dir_make_tmp ("bounceback-source-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (root, "pipe", NULL);

  write_below (root, "a.eml", "A: a\n");
  write_below (root, "B.eml", "A: B\n");
  write_below (root, "z.eml", "");
  write_below (root, ".hidden.eml", "A: hidden\n");
  write_below (root, ".hidden/a.eml", "A: hidden\n");
  write_below (root, "c/d/e.mbox", FROM "A: 1\n\n" FROM "A: 2\n");
  link_below (root, "link.eml", "a.eml");
  link_below (root, "broken", "nowhere");
  link_below (root, "c/circle", "..");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  assert_folder (root, wanted, G_N_ELEMENTS (wanted));

  remove_all (root);
}

/* One file is one mail there, whatever its first line and its body look like. */
static void
test_maildir (void)
{
  const char *wanted[] = {
    "cur/1.a:2,S", "A: 1\n\n" FROM "B: 2\n",
    "cur/2.a:2,", "A: 2\n",
    "new/0.a", "A: 0\n",
  };
  g_autofree char *root = g_dir_make_tmp ("bounceback-source-XXXXXX", NULL);

  write_below (root, "cur/2.a:2,", "A: 2\n");
  write_below (root, "cur/1.a:2,S", FROM "A: 1\n\n" FROM "B: 2\n");
  write_below (root, "new/0.a", "A: 0\n");
  write_below (root, "tmp/3.a", "A: 3\n");
  write_below (root, "maildirsize", "1S\n");

  assert_folder (root, wanted, G_N_ELEMENTS (wanted));

  remove_all (root);
}

static void
test_deep_folder (void)
{
  g_autofree char *root = g_dir_make_tmp ("bounceback-source-XXXXXX", NULL);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *deepest = NULL;
  const char *wanted[] = { NULL, "A: 1\n", NULL, NULL };

  for (guint i = 1; i < BOUNCE_LIMIT_FOLDER_DEPTH; i++)
    g_string_append (path, i > 1 ? "/d" : "d");
  deepest = g_strconcat (path->str, "/a", NULL);
  write_below (root, deepest, "A: 1\n");
  wanted[0] = deepest;
  g_string_append (path, "/d");
  wanted[2] = path->str;
  g_string_append (path, "/a");
  write_below (root, path->str, "A: 2\n");
  g_string_truncate (path, path->len - 2);

  assert_folder (root, wanted, G_N_ELEMENTS (wanted));

  remove_all (root);
}

static gpointer
write_to_pipe (gpointer data)
{
  const char *path = data;
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, "A: 1\n", 5), ==, 5);
  g_assert_cmpint (close (fd), ==, 0);

  return NULL;
}

static void
test_fifo (void)
{
  const char *messages[] = { "A: 1\n", NULL };
  g_autofree char *path = make_path ("pipe");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BounceSource) source = bounce_source_new_for_file (file);
  GThread *writer;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  writer = g_thread_new ("writer", write_to_pipe, path);
  assert_messages (source, messages);
  g_thread_join (writer);

  remove_path (path);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (data);

  return NULL;
}

/* Nobody ever writes to the pipe. */
static void
test_fifo_cancelled (void)
{
  g_autofree char *path = make_path ("pipe");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BounceSource) source = bounce_source_new_for_file (file);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *canceller;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  canceller = g_thread_new ("canceller", cancel_soon, cancellable);
  g_assert_null (bounce_source_next_message (source, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (canceller);

  remove_path (path);
}

static void
test_cancelled (void)
{
  g_autoptr (TestDrip) drip = drip_new ("A: 1\n", 5);
  g_autoptr (BounceSource) source = bounce_source_new_for_stream (G_INPUT_STREAM (drip));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (bounce_source_next_message (source, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was whole before the stream broke is handed out. */
static void
test_broken_stream (void)
{
  const char text[] = FROM "A: 1\n\n" FROM "A: 2\n\nbod";
  g_autoptr (TestDrip) drip = drip_new (text, strlen (text));
  g_autoptr (BounceSource) source = NULL;
  g_autoptr (GString) long_text = g_string_new (text);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GError) error = NULL;

  /* past the look-ahead, so that the first message is out before the error */
  while (long_text->len < 8192)
    g_string_append (long_text, "y of the second\n");

  drip->text = long_text->str;
  drip->length = long_text->len;
  drip->step = 1000;
  drip->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "gone");
  source = bounce_source_new_for_stream (G_INPUT_STREAM (drip));

  first = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), "A: 1\n", 5);

  g_assert_null (bounce_source_next_message (source, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_clear_error (&error);

  g_assert_null (bounce_source_next_message (source, NULL, &error));
  g_assert_no_error (error);
}

/* A message over the limit is cut, one byte behind it, and the next is found. */
static void
test_limit (void)
{
  g_autoptr (GString) text = g_string_new (FROM "A: 1\n\n");
  g_autoptr (BounceSource) source = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GError) error = NULL;

  while (text->len < BOUNCE_LIMIT_MESSAGE + 1000000)
    g_string_append (text, "a line of a very long message, as long as they come\n");
  g_string_append (text, "\n" FROM "A: 2\n");

  input = g_string_free_to_bytes (g_steal_pointer (&text));
  source = bounce_source_new_for_bytes (input);

  first = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (first), ==, BOUNCE_LIMIT_MESSAGE + 1);

  second = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (second, NULL), g_bytes_get_size (second), "A: 2\n", 5);

  g_assert_null (bounce_source_next_message (source, NULL, &error));
  g_assert_no_error (error);
}

/* /dev/zero never ends; reading must. */
static void
test_endless (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr (BounceSource) source = bounce_source_new_for_file (file);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, BOUNCE_LIMIT_MESSAGE + 1);
  g_assert_null (bounce_source_next_message (source, NULL, &error));
  g_assert_no_error (error);
}

static GBytes *
pack (const char *text,
      gsize       length)
{
  g_autoptr (GZlibCompressor) compressor = NULL;
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr (GInputStream) packing = NULL;
  g_autoptr (GOutputStream) packed = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  packing = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_output_stream_splice (packed, packing, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (packed));
}

/* What gzip made of a text gives the same messages, in one member or in two,
 * with padding behind it, and however slowly it comes. */
static void
test_gzip (void)
{
  const char *mails[] = { "A: 1\n\nb\n", "A: 2\n", NULL };
  const char *nothing[] = { "", NULL };
  g_autoptr (GBytes) first = pack (FROM "A: 1\n\nb\n\n", strlen (FROM "A: 1\n\nb\n\n"));
  g_autoptr (GBytes) second = pack (FROM "A: 2\n", strlen (FROM "A: 2\n"));
  g_autoptr (GBytes) empty = pack ("", 0);
  g_autoptr (GByteArray) both = g_byte_array_new ();

  g_byte_array_append (both, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_byte_array_append (both, g_bytes_get_data (empty, NULL), g_bytes_get_size (empty));
  g_byte_array_append (both, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  g_byte_array_append (both, (const guint8 *) "\0\0\0\0", 4);

  for (gsize step = 0; step < both->len; step += 7)
    {
      g_autoptr (TestDrip) drip = drip_new ((const char *) both->data, both->len);
      g_autoptr (BounceSource) source = NULL;

      drip->step = step;
      source = bounce_source_new_for_stream (G_INPUT_STREAM (drip));
      assert_messages (source, mails);
    }

  {
    g_autoptr (BounceSource) source = bounce_source_new_for_bytes (empty);

    assert_messages (source, nothing);
  }
}

/* Cut anywhere or with a wrong byte, packed data ends with an error, and never
 * with half a message. */
static void
test_gzip_damaged (void)
{
  const char text[] = FROM "A: 1\n\nb\n\n" FROM "A: 2\n";
  g_autoptr (GBytes) packed = pack (text, strlen (text));
  gsize size;
  const char *data = g_bytes_get_data (packed, &size);

  for (gsize length = 3; length < size; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, length);
      g_autoptr (BounceSource) source = bounce_source_new_for_bytes (cut);
      g_autoptr (GError) error = NULL;

      while (error == NULL)
        {
          g_autoptr (GBytes) bytes = bounce_source_next_message (source, NULL, &error);

          if (bytes != NULL)
            g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             "A: 1\n\nb\n", 8);
          else
            g_assert_nonnull (error);
        }

      g_assert_error (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_DAMAGED);
    }
}

/* 64 MB of one letter, packed to almost nothing: no more than a message is made. */
static void
test_gzip_bomb (void)
{
  gsize size = 64 * 1024 * 1024;
  g_autofree char *text = g_malloc (size);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BounceSource) source = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, 'a', size);
  packed = pack (text, size);
  g_assert_cmpuint (g_bytes_get_size (packed), <, size / 500);

  source = bounce_source_new_for_bytes (packed);
  bytes = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, BOUNCE_LIMIT_MESSAGE + 1);
  g_assert_null (bounce_source_next_message (source, NULL, &error));
  g_assert_no_error (error);
}

/* As an editor saves a paste that somebody calls "Unicode". */
static void
test_utf_16 (void)
{
  static const struct
  {
    gsize length;
    const char *bytes;
    gsize message_length;
    const char *message;
  } texts[] = {
    { 10, "\xff\xfe" "5\0" "5\0" "0\0" "\xe4\0", 5, "550\u00e4" },
    { 8, "\xfe\xff" "\0005" "\0005" "\0000", 3, "550" },
    { 7, "\xff\xfe" "5\0" "5\0" "0", 2, "55" },
    { 2, "\xff\xfe", 0, "" },
    { 4, "\xff\xfe\x00\xdc", 4, "\xff\xfe\x00\xdc" },
    { 1, "\xff", 1, "\xff" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) input = g_bytes_new_static (texts[i].bytes, texts[i].length);
      g_autoptr (BounceSource) source = bounce_source_new_for_bytes (input);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      bytes = bounce_source_next_message (source, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       texts[i].message, texts[i].message_length);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/source/messages/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  g_test_add_func ("/source/seams", test_seams);
  g_test_add_func ("/source/file", test_file);
  g_test_add_func ("/source/unreadable", test_unreadable);
  g_test_add_func ("/source/folder", test_folder);
  g_test_add_func ("/source/folder/maildir", test_maildir);
  g_test_add_func ("/source/folder/deep", test_deep_folder);
  g_test_add_func ("/source/fifo", test_fifo);
  g_test_add_func ("/source/fifo/cancelled", test_fifo_cancelled);
  g_test_add_func ("/source/cancelled", test_cancelled);
  g_test_add_func ("/source/broken-stream", test_broken_stream);
  g_test_add_func ("/source/utf-16", test_utf_16);
  g_test_add_func ("/source/gzip", test_gzip);
  g_test_add_func ("/source/gzip/damaged", test_gzip_damaged);
  g_test_add_func ("/source/gzip/bomb", test_gzip_bomb);
  g_test_add_func ("/source/limit", test_limit);
  g_test_add_func ("/source/endless", test_endless);

  return g_test_run ();
}
