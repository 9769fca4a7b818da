/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "bounce-decode.h"
#include "bounce-print.h"
#include "bounce-words.h"

typedef struct
{
  const char *name;
  const char *file;
  int most_pages;
} Sample;

static const Sample samples[] = {
  { "usual", "postfix-unknown-user.eml", 2 },
  { "blocklisted", "postfix-blocklisted.eml", 2 },
  { "several", "several-recipients.eml", 2 },
  { "delay", "postfix-delay.eml", 2 },
  { "fake", "fake-bounce.eml", 1 },
  { "ordinary", "ordinary.eml", 1 },
  { "code-only", "fragment-code.txt", 1 },
};

static int
print (BounceReport *report)
{
  g_autoptr(BouncePrint) operation = bounce_print_new (report, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  gsize length = 0;
  int n_pages = 0;
  int fd;

  fd = g_file_open_tmp ("bounceback-print-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);

  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (operation), path);
  g_assert_cmpint (gtk_print_operation_run (GTK_PRINT_OPERATION (operation),
                                            GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_unlink (path);

  return n_pages;
}

typedef struct
{
  guint n_drawn;
  guint n_done;
  GtkPrintOperationResult result;
} Cancelling;

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Cancelling        *cancelling)
{
  cancelling->n_drawn++;
  gtk_print_operation_cancel (operation);
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         Cancelling              *cancelling)
{
  cancelling->n_done++;
  cancelling->result = result;
}

static BounceReport *
decode (const char *text,
        gssize      length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length >= 0 ? length : (gssize) strlen (text));
  g_autoptr(GError) error = NULL;
  BounceReport *report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);

  g_assert_no_error (error);

  return report;
}

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", sample->file, NULL);
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceReport) report = NULL;
  gsize length = 0;
  int n_pages;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  report = decode (content, length);

  n_pages = print (report);
  g_assert_cmpint (n_pages, >=, 1);
  g_assert_cmpint (n_pages, <=, sample->most_pages);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_assert_cmpint (print (report), ==, n_pages);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A notice for hundreds of people with endless words does not empty the tray. */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autoptr(BounceReport) report = NULL;

  g_string_append (text, "From: MAILER-DAEMON@mail.example.net\n"
                         "Subject: Undelivered Mail Returned to Sender\n\n"
                         "This is the mail system at host mail.example.net.\n\n");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "<user%u@example.org>: host mx.example.org[192.0.2.25] said:\n"
                                  "    550 5.1.1 <user%u@example.org>: User unknown %s\n\n",
                            i, i, endless);
  report = decode (text->str, text->len);

  g_assert_cmpuint (bounce_report_get_n_recipients (report), >, 100);
  g_assert_cmpint (print (report), <=, 4);
}

/* A notice of more than one page, while the first is drawn: the others are not, it is
 * told that it ended so, and nothing is kept. */
static void
test_cancelled (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "several-recipients.eml",
                                                 NULL);
  g_autofree char *folder = g_dir_make_tmp ("bounceback-print-XXXXXX", NULL);
  g_autofree char *output = g_build_filename (folder, "cancelled.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr(BounceReport) report = NULL;
  g_autoptr(GError) error = NULL;
  Cancelling cancelling = { 0 };
  BouncePrint *operation;
  int n_pages = 0;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  report = decode (content, length);

  operation = bounce_print_new (report, NULL);
  g_object_add_weak_pointer (G_OBJECT (operation), (gpointer *) &operation);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), &cancelling);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &cancelling);
  gtk_print_operation_set_export_filename (GTK_PRINT_OPERATION (operation), output);

  g_assert_cmpint (gtk_print_operation_run (GTK_PRINT_OPERATION (operation),
                                            GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_CANCEL);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, >, 1);
  g_assert_cmpuint (cancelling.n_drawn, ==, 1);
  g_assert_cmpuint (cancelling.n_done, ==, 1);
  g_assert_cmpint (cancelling.result, ==, GTK_PRINT_OPERATION_RESULT_CANCEL);

  g_object_unref (operation);
  g_assert_null (operation);

  /* What comes next is printed. */
  g_assert_cmpint (print (report), ==, n_pages);

  g_unlink (output);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bounce_words_init ();

  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/print/", samples[i].name, NULL);

      g_test_add_data_func (path, &samples[i], test_sample);
    }
  g_test_add_func ("/print/many", test_many);
  g_test_add_func ("/print/cancelled", test_cancelled);

  return g_test_run ();
}
