/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <adwaita.h>

#include "bounce-window-private.h"
#include "bounce-words.h"

/* How fast the window answers, and how long it does not listen while it shows the
 * worst that can be dropped on it. Numbers for people on standard output, then one
 * line of JSON. Nothing is asserted: a busy machine is no fault of the program. */

#define RUNS 30
#define TICK_MS 5
#define GIVE_UP_S 60

typedef struct
{
  BounceWindow *window;
  gint64 last_tick;
  gint64 last_work;
  gint64 longest;
  gint64 hardest;
  gint64 drawn;
  gboolean idle;
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

  bench->longest = MAX (bench->longest, now - bench->last_tick);
  bench->hardest = MAX (bench->hardest, work - bench->last_work);
  bench->last_tick = now;
  bench->last_work = work;

  return G_SOURCE_CONTINUE;
}

static gboolean
is_answered (Bench *bench)
{
  BounceWindow *window = bench->window;

  return window->reading == NULL &&
         g_strcmp0 (gtk_stack_get_visible_child_name (window->pages), "answer") == 0 &&
         !gtk_stack_get_transition_running (window->pages);
}

/* A frame has gone to the screen. */
static void
after_paint_cb (Bench *bench)
{
  if (bench->drawn == 0 && is_answered (bench))
    bench->drawn = g_get_monotonic_time ();
}

static void
read_bytes (Bench      *bench,
            const char *data,
            gsize       length)
{
  g_autoptr(GPtrArray) inputs = NULL;
  /* Not copied: the first touch of 10 MB costs 45 ms, which are not the window's. All
   * texts live longer than the window. */
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, length);

  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_input_free);
  g_ptr_array_add (inputs, bounce_input_new_for_bytes (bytes));
  bench->drawn = 0;
  bounce_window_read (bench->window, inputs);
}

static void
wait_until_drawn (Bench *bench)
{
  gint64 end = g_get_monotonic_time () + GIVE_UP_S * G_USEC_PER_SEC;

  while (bench->drawn == 0)
    {
      if (g_get_monotonic_time () > end)
        g_error ("No answer after %d s", GIVE_UP_S);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  Bench *bench = user_data;

  bench->idle = TRUE;

  return G_SOURCE_REMOVE;
}

/* Nothing of a higher priority is waiting any more, in three moments apart. */
static void
wait_until_idle (Bench *bench)
{
  for (guint i = 0; i < 3; i++)
    {
      gint64 end = g_get_monotonic_time () + 100 * 1000;

      bench->idle = FALSE;
      g_idle_add_full (G_PRIORITY_LOW, idle_cb, bench, NULL);
      while (!bench->idle || g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, TRUE);
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *l = a;
  const gint64 *r = b;

  return (*l > *r) - (*l < *r);
}

static void
bench_verdict (Bench      *bench,
               const char *name,
               const char *data,
               gsize       length,
               gboolean    from_welcome)
{
  gint64 times[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start;

      while (from_welcome &&
             g_strcmp0 (gtk_stack_get_visible_child_name (bench->window->pages), "welcome") != 0)
        bounce_window_go_back (bench->window);
      wait_until_idle (bench);

      start = g_get_monotonic_time ();
      read_bytes (bench, data, length);
      wait_until_drawn (bench);
      times[i] = bench->drawn - start;
    }

  qsort (times, RUNS, sizeof times[0], compare_times);
  g_print ("%-34s median %6.1f ms, fastest %6.1f ms, slowest %6.1f ms, of %d\n", name,
           times[RUNS / 2] / 1000.0, times[0] / 1000.0, times[RUNS - 1] / 1000.0, RUNS);
  g_string_append_printf (json, "%s\"%s\": {\"median_ms\": %.1f, \"fastest_ms\": %.1f, "
                                "\"slowest_ms\": %.1f, \"runs\": %d}",
                          json->len > 1 ? ", " : "", name, times[RUNS / 2] / 1000.0,
                          times[0] / 1000.0, times[RUNS - 1] / 1000.0, RUNS);
}

static void
start_watch (Bench *bench)
{
  bench->longest = 0;
  bench->hardest = 0;
  bench->last_tick = g_get_monotonic_time ();
  bench->last_work = get_work ();
}

static void
tell_stall (Bench      *bench,
            const char *name,
            const char *what)
{
  g_print ("%-34s longest stall while %-20s %6.1f ms, of it %6.1f ms of work\n",
           name, what, bench->longest / 1000.0, bench->hardest / 1000.0);
  g_string_append_printf (json, ", \"%s, %s\": {\"stall_ms\": %.1f, \"work_ms\": %.1f}",
                          name, what, bench->longest / 1000.0, bench->hardest / 1000.0);
}

static void
find_widgets (GtkWidget *widget,
              GType      type,
              GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_widgets (child, type, found);
}

/* From the top to the end of whatever can be scrolled. */
static void
scroll_through (Bench *bench)
{
  g_autoptr(GPtrArray) scrollers = g_ptr_array_new ();

  find_widgets (GTK_WIDGET (bench->window->answer_page), GTK_TYPE_SCROLLED_WINDOW, scrollers);
  for (guint i = 0; i < scrollers->len; i++)
    {
      GtkScrolledWindow *scroller = g_ptr_array_index (scrollers, i);
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

      if (!gtk_widget_get_mapped (GTK_WIDGET (scroller)))
        continue;

      for (guint step = 0; step <= 20; step++)
        {
          gint64 end = g_get_monotonic_time () + 30 * 1000;

          gtk_adjustment_set_value (adjustment, step / 20.0 *
                                    (gtk_adjustment_get_upper (adjustment) -
                                     gtk_adjustment_get_page_size (adjustment)));
          while (g_get_monotonic_time () < end)
            g_main_context_iteration (NULL, TRUE);
        }
    }
}

static void
bench_stall (Bench      *bench,
             const char *name,
             GString    *message)
{
  gint64 start;

  wait_until_idle (bench);
  start = g_get_monotonic_time ();
  start_watch (bench);
  read_bytes (bench, message->str, message->len);
  wait_until_drawn (bench);
  wait_until_idle (bench);
  tell_stall (bench, name, "reading");
  g_print ("%-34s answer after %.0f ms\n", name, (bench->drawn - start) / 1000.0);

  /* Unfolds the original and fills it. */
  start_watch (bench);
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.find", NULL);
  wait_until_idle (bench);
  tell_stall (bench, name, "opening the original");

  start_watch (bench);
  scroll_through (bench);
  wait_until_idle (bench);
  tell_stall (bench, name, "scrolling");
}

static GString *
start_notice (const char *words)
{
  GString *message = g_string_new ("From: MAILER-DAEMON@mail.example.net (Mail Delivery System)\n"
                                   "To: treasurer@choir.example.net\n"
                                   "Subject: Undelivered Mail Returned to Sender\n"
                                   "Date: Tue, 10 Mar 2026 19:42:11 +0100\n"
                                   "MIME-Version: 1.0\n"
                                   "Content-Type: multipart/report; "
                                   "report-type=delivery-status; boundary=\"b\"\n\n"
                                   "--b\nContent-Type: text/plain; charset=utf-8\n\n"
                                   "This is the mail system at host mail.example.net.\n\n");

  return g_string_append (message, words);
}

static void
add_report (GString *message,
            guint    n_recipients)
{
  g_string_append (message, "\n--b\nContent-Type: message/delivery-status\n\n"
                            "Reporting-MTA: dns; mail.example.net\n");
  for (guint i = 0; i < n_recipients; i++)
    g_string_append_printf (message, "\nFinal-Recipient: rfc822; user%u@example.org\n"
                                     "Action: failed\nStatus: 5.1.1\n"
                                     "Diagnostic-Code: smtp; 550 5.1.1 <user%u@example.org>: "
                                     "User unknown\n", i, i);
}

static GString *
compose_big (void)
{
  GString *message = start_notice ("<user0@example.org>: host mx.example.org[192.0.2.25] said: "
                                   "550 5.1.1 User unknown\n\n");

  add_report (message, 1);

  /* Texts of a megabyte each, which the window shows as parts of the original. */
  for (guint part = 0; part < 10; part++)
    {
      g_string_append (message, "\n--b\nContent-Type: text/plain; charset=utf-8\n\n");
      for (guint i = 0; i < 1024 * 1024 / 64; i++)
        g_string_append_printf (message, "Line %06u of a long text with usual words in it, "
                                         "or so.\n", i);
    }
  g_string_append (message, "\n--b--\n");

  return message;
}

static GString *
compose_line (void)
{
  GString *message = start_notice ("<user0@example.org>: host mx.example.org[192.0.2.25] said: "
                                   "550 5.1.1 User unknown\n\n");

  while (message->len < 1024 * 1024)
    g_string_append (message, "words of a line that has no end ");
  add_report (message, 1);
  g_string_append (message, "\n--b--\n");

  return message;
}

static GString *
compose_many (void)
{
  GString *message = start_notice ("");

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (message, "<user%u@example.org>: host mx.example.org[192.0.2.25] said:\n"
                                     "    550 5.1.1 <user%u@example.org>: User unknown\n\n", i, i);
  add_report (message, 500);
  g_string_append (message, "\n--b--\n");

  return message;
}

static void
run (BounceApplication *application)
{
  Bench bench = { 0 };
  g_autoptr(GString) big = compose_big ();
  g_autoptr(GString) line = compose_line ();
  g_autoptr(GString) many = compose_many ();
  g_autoptr(GBytes) usual = NULL;
  double load[1] = { 0 };
  guint tick_id;

  usual = g_resources_lookup_data (RESOURCE_PATH "/bounce-example.eml",
                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  bench.window = bounce_window_new (application);
  gtk_window_present (GTK_WINDOW (bench.window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)),
                            "after-paint", G_CALLBACK (after_paint_cb), &bench);
  bench.last_tick = g_get_monotonic_time ();
  tick_id = g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, tick_cb, &bench, NULL);
  wait_until_idle (&bench);

  if (getloadavg (load, 1) == 1)
    g_print ("%u processors, load %.1f, GTK %u.%u.%u\n", g_get_num_processors (), load[0],
             gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version ());

  bench_verdict (&bench, "usual bounce, after an answer",
                 g_bytes_get_data (usual, NULL), g_bytes_get_size (usual), FALSE);
  bench_verdict (&bench, "usual bounce, after the welcome page",
                 g_bytes_get_data (usual, NULL), g_bytes_get_size (usual), TRUE);
  bench_stall (&bench, "10 MB", big);
  bench_stall (&bench, "1 MB in one line", line);
  bench_stall (&bench, "500 recipients", many);

  g_source_remove (tick_id);
  gtk_window_destroy (GTK_WINDOW (bench.window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(BounceApplication) application = NULL;
  g_autoptr(GError) error = NULL;

  bounce_words_init ();
  if (!gtk_init_check ())
    {
      g_print ("No display\n");
      return 77;
    }

  application = bounce_application_new ();
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  json = g_string_new ("{");
  run (application);
  g_string_append_c (json, '}');
  g_print ("%s\n", json->str);
  g_string_free (json, TRUE);

  return 0;
}
