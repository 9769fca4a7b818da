/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "bounce-decode.h"
#include "bounce-original-view.h"
#include "find-widget.h"

/* The message as it came: words are found in it, and copied as they are. */

#define LONG_LINE 20000

typedef struct
{
  GtkWidget *window;
  BounceOriginalView *view;
  GtkTextView *text;
  GtkEditable *search;
} Fixture;

/* A long text is filled in piece by piece; "the end" is its last line. */
static void
wait_for_end (Fixture *fixture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  GtkTextIter start;
  GtkTextIter from;
  GtkTextIter to;

  for (;;)
    {
      gtk_text_buffer_get_start_iter (buffer, &start);
      if (gtk_text_iter_forward_search (&start, "the end", 0, &from, &to, NULL))
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *line = g_strnfill (LONG_LINE, 'x');
  g_autofree char *message = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(BounceReport) report = NULL;

  message = g_strconcat ("From: MAILER-DAEMON@example.org\nSubject: Undelivered mail\n\n"
                         "<bob@example.org>: 550 5.1.1 User unknown\n"
                         "Needle one\na needle two\n", line, "\nNEEDLE three\nthe end\n", NULL);
  bytes = g_bytes_new (message, strlen (message));
  report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, NULL);

  fixture->window = gtk_window_new ();
  fixture->view = g_object_new (BOUNCE_TYPE_ORIGINAL_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  fixture->text = GTK_TEXT_VIEW (find_widget (GTK_WIDGET (fixture->view), GTK_TYPE_TEXT_VIEW));
  fixture->search = GTK_EDITABLE (find_widget (GTK_WIDGET (fixture->view),
                                               GTK_TYPE_SEARCH_ENTRY));
  bounce_original_view_set_report (fixture->view, report, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for_end (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
assert_selected (Fixture    *fixture,
                 const char *before,
                 const char *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  g_autofree char *selected = NULL;
  g_autofree char *line = NULL;
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter line_start;

  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  selected = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (selected, ==, words);

  line_start = start;
  gtk_text_iter_set_line_offset (&line_start, 0);
  line = gtk_text_buffer_get_text (buffer, &line_start, &start, FALSE);
  g_assert_cmpstr (line, ==, before);
}

/* Forward, backward, and around at both ends; small and large letters are alike. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  gtk_editable_set_text (fixture->search, "needle");
  g_signal_emit_by_name (fixture->search, "search-changed");
  assert_selected (fixture, "", "Needle");

  gtk_widget_activate_action (view, "original.find-next", NULL);
  assert_selected (fixture, "a ", "needle");
  g_signal_emit_by_name (fixture->search, "activate");
  assert_selected (fixture, "", "NEEDLE");
  gtk_widget_activate_action (view, "original.find-next", NULL);
  assert_selected (fixture, "", "Needle");
  gtk_widget_activate_action (view, "original.find-previous", NULL);
  assert_selected (fixture, "", "NEEDLE");
  gtk_widget_activate_action (view, "original.find-previous", NULL);
  assert_selected (fixture, "a ", "needle");

  /* What is not there moves nothing. */
  gtk_editable_set_text (fixture->search, "haystack");
  gtk_widget_activate_action (view, "original.find-next", NULL);
  assert_selected (fixture, "a ", "needle");
  gtk_editable_set_text (fixture->search, "");
  gtk_widget_activate_action (view, "original.find-previous", NULL);
  assert_selected (fixture, "a ", "needle");
}

typedef struct
{
  char *text;
  gboolean done;
} Copied;

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Copied *copied = user_data;
  g_autoptr(GError) error = NULL;

  copied->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
  copied->done = TRUE;
}

/* A line that is shown in pieces is copied in one. */
static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->text));
  g_autofree char *line = g_strnfill (LONG_LINE, 'x');
  g_autofree char *wanted = g_strconcat ("two\n", line, "\nNEEDLE three\n", NULL);
  Copied copied = { NULL, FALSE };
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter after;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, "two", 0, &start, &after, NULL));
  g_assert_true (gtk_text_iter_forward_search (&after, "the end", 0, &end, &after, NULL));
  g_assert_cmpint (gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start), >,
                   (int) strlen (wanted));

  gtk_text_buffer_select_range (buffer, &start, &end);
  g_signal_emit_by_name (fixture->text, "copy-clipboard");
  gdk_clipboard_read_text_async (clipboard, NULL, copied_cb, &copied);
  while (!copied.done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_strcmp0 (copied.text, wanted) == 0);
  g_free (copied.text);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/original/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/original/copy", Fixture, NULL, set_up, test_copy, tear_down);

  return g_test_run ();
}
