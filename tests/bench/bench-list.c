/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "bounce-window-private.h"
#include "bounce-words.h"

/* How long the window does not listen while an mbox of 200 MB with 100,000 messages is
 * read into its list, while that is sorted, searched and scrolled, and what a row
 * costs. Numbers for people on standard output, then one line of JSON. Nothing is
 * asserted: a busy machine is no fault of the program. */

#define MESSAGES 100000
#define BYTES (200 * 1000 * 1000)
#define TICK_MS 5
#define GIVE_UP_S 1500

typedef struct
{
  BounceWindow *window;
  gint64 last_tick;
  gint64 last_work;
  gint64 longest;
  gint64 hardest;
  guint n_long;                 /* stalls above 50 ms */
} Bench;

static GString *json;

/* What this thread has worked, in microseconds: a machine that is busy with
 * something else makes a stall longer, but not this. */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  Bench *bench = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 work = get_work ();

  bench->n_long += now - bench->last_tick > 50 * 1000;
  bench->longest = MAX (bench->longest, now - bench->last_tick);
  bench->hardest = MAX (bench->hardest, work - bench->last_work);
  bench->last_tick = now;
  bench->last_work = work;

  return G_SOURCE_CONTINUE;
}

static void
start_watch (Bench *bench)
{
  bench->longest = 0;
  bench->hardest = 0;
  bench->n_long = 0;
  bench->last_tick = g_get_monotonic_time ();
  bench->last_work = get_work ();
}

static void
tell (Bench      *bench,
      const char *what)
{
  g_print ("%-32s longest stall %6.1f ms, of it %6.1f ms of work; %u above 50 ms\n", what,
           bench->longest / 1000.0, bench->hardest / 1000.0, bench->n_long);
  g_string_append_printf (json, "%s\"%s\": {\"stall_ms\": %.1f, \"work_ms\": %.1f, \"long\": %u}",
                          json->len > 1 ? ", " : "", what, bench->longest / 1000.0,
                          bench->hardest / 1000.0, bench->n_long);
}

static void
run_for (gint64 milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

/* Private memory of this process, in kB. */
static guint64
get_private (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint64 sum = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Private_"))
      sum += g_ascii_strtoull (strchr (lines[i], ':') + 1, NULL, 10);

  return sum;
}

static void
write_mbox (const char *path)
{
  static const struct { const char *status; const char *reply; } replies[] = {
    { "5.1.1", "550 5.1.1 User unknown" },
    { "5.2.2", "552 5.2.2 Mailbox full" },
    { "5.7.1", "554 5.7.1 Client host [198.51.100.7] blocked using zen.spamhaus.org" },
  };
  g_autofree char *body = g_strnfill (76, 'x');
  FILE *file = fopen (path, "w");

  for (guint i = 0; i < MESSAGES; i++)
    {
      const char *status = replies[i % G_N_ELEMENTS (replies)].status;
      const char *reply = replies[i % G_N_ELEMENTS (replies)].reply;
      long start = ftell (file);

      fprintf (file,
               "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"
               "From: MAILER-DAEMON@mail.example.net (Mail Delivery System)\n"
               "To: treasurer@choir.example.net\nSubject: Undelivered Mail Returned to Sender\n"
               "Date: Tue, %u Mar 2026 19:42:11 +0100\nMessage-ID: <%u@mail.example.net>\n"
               "MIME-Version: 1.0\nContent-Type: multipart/report; "
               "report-type=delivery-status; boundary=\"b\"\n\n--b\n"
               "Content-Type: text/plain\n\nThis is the mail system at host mail.example.net.\n\n"
               "<user%u@d%u.example.org>: host mx.d%u.example.org[203.0.113.25] said:\n"
               "    %s (in reply to RCPT TO command)\n\n--b\n"
               "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.net\n\n"
               "Final-Recipient: rfc822; user%u@d%u.example.org\nAction: failed\nStatus: %s\n"
               "Remote-MTA: dns; mx.d%u.example.org\nDiagnostic-Code: smtp; %s\n\n--b\n"
               "Content-Type: message/rfc822\n\nFrom: treasurer@choir.example.net\n"
               "To: user%u@d%u.example.org\nSubject: Rehearsal\n\n",
               1 + i % 28, i, i, i % 500, i % 500, reply, i, i % 500, status, i % 500, reply, i,
               i % 500);
      while (ftell (file) - start < BYTES / MESSAGES - 10)
        fprintf (file, "%s\n", body);
      fputs ("\n--b--\n\n", file);
    }
  fclose (file);
}

static void
scroll (Bench *bench)
{
  GtkWidget *widget = GTK_WIDGET (bench->window->list_page);
  GtkAdjustment *adjustment = NULL;
  g_autoptr(GQueue) queue = g_queue_new ();

  g_queue_push_tail (queue, widget);
  while (adjustment == NULL && (widget = g_queue_pop_head (queue)) != NULL)
    {
      if (GTK_IS_COLUMN_VIEW (widget))
        adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
      for (GtkWidget *child = gtk_widget_get_first_child (widget);
           child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_queue_push_tail (queue, child);
    }

  /* Some screens line by line, then from end to end. */
  for (guint step = 0; step < 100; step++)
    {
      gtk_adjustment_set_value (adjustment, step * 48.0);
      run_for (16);
    }
  for (guint step = 0; step <= 100; step++)
    {
      gtk_adjustment_set_value (adjustment, step / 100.0 *
                                (gtk_adjustment_get_upper (adjustment) -
                                 gtk_adjustment_get_page_size (adjustment)));
      run_for (16);
    }
}

static void
run (BounceApplication *application,
     const char        *path)
{
  Bench bench = { 0 };
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file };
  double load[1] = { 0 };
  guint64 before;
  gint64 start;
  guint tick_id;
  guint n_rows;

  bench.window = bounce_window_new (application);
  gtk_window_present (GTK_WINDOW (bench.window));
  start_watch (&bench);
  tick_id = g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, tick_cb, &bench, NULL);
  run_for (1000);
  if (getloadavg (load, 1) == 1)
    g_print ("%u processors, load %.1f, GTK %u.%u.%u\n", g_get_num_processors (), load[0],
             gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version ());

  before = get_private ();
  start = g_get_monotonic_time ();
  start_watch (&bench);
  bounce_window_open_files (bench.window, files, 1);
  while (bench.window->reading != NULL)
    {
      if (g_get_monotonic_time () - start > GIVE_UP_S * G_USEC_PER_SEC)
        g_error ("Not read after %d s", GIVE_UP_S);
      g_main_context_iteration (NULL, TRUE);
    }
  tell (&bench, "reading 200 MB");
  n_rows = bounce_inbox_get_n_messages (bench.window->inbox);
  g_print ("%u rows after %.1f s\n", n_rows, (g_get_monotonic_time () - start) / 1e6);
  run_for (1000);
  g_print ("%-32s %.0f bytes\n", "private memory for each row",
           (get_private () - before) * 1024.0 / n_rows);
  g_string_append_printf (json, ", \"bytes_per_row\": %.0f",
                          (get_private () - before) * 1024.0 / n_rows);

  start_watch (&bench);
  scroll (&bench);
  tell (&bench, "scrolling");

  start_watch (&bench);
  g_object_set (bench.window->list_page, "sort-by", "recipient", NULL);
  run_for (5000);
  tell (&bench, "sorting by recipient");

  start_watch (&bench);
  gtk_widget_activate_action (GTK_WIDGET (bench.window), "win.find", NULL);
  for (const char *at = "user999"; *at != '\0'; at++)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (bench.window));
      const char letter[] = { *at, '\0' };
      int position = -1;

      position = gtk_editable_get_position (GTK_EDITABLE (focus));
      gtk_editable_insert_text (GTK_EDITABLE (focus), letter, 1, &position);
      gtk_editable_set_position (GTK_EDITABLE (focus), position);
      run_for (400);
    }
  tell (&bench, "searching while typing");

  start_watch (&bench);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  run_for (500);
  tell (&bench, "closing");
  g_source_remove (tick_id);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(BounceApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  bounce_words_init ();
  if (!gtk_init_check ())
    {
      g_print ("No display\n");
      return 77;
    }

  folder = g_dir_make_tmp ("bounceback-bench-XXXXXX", &error);
  if (folder == NULL)
    g_error ("%s", error->message);
  path = g_build_filename (folder, "many.mbox", NULL);
  write_mbox (path);

  application = bounce_application_new ();
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  json = g_string_new ("{");
  run (application, path);
  g_string_append_c (json, '}');
  g_print ("%s\n", json->str);
  g_string_free (json, TRUE);

  g_remove (path);
  g_rmdir (folder);

  return 0;
}
