/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <gio/gio.h>

#include "bounce-decode.h"
#include "bounce-json.h"
#include "bounce-source.h"
#include "bounce-text.h"

/*
 * mutate [--first=N] [--count=N] FOLDER…
 *
 * Damages real mails by the million and decodes what is left. Which damage is done
 * depends on the number alone, so that --first=N --count=1 repeats a mail.
 */

/* Too much for one mail. Sanitizers cost several times what it needs itself, so that
 * there only crashes count. */
#define MOST_SECONDS 2.0
#define MOST_MEMORY (64 * 1024 * 1024)

/* Doubling a piece again and again would else fill the memory with one mail. */
#define LONGEST_MAIL (1024 * 1024)
#define MOST_DAMAGES 8

#ifndef __has_feature
# define __has_feature(feature) 0
#endif
#if defined (__SANITIZE_ADDRESS__) || __has_feature (address_sanitizer)
# define IS_SANITIZED TRUE
#else
# define IS_SANITIZED FALSE
#endif

typedef struct
{
  char *name;
  GBytes *bytes;
} Mail;

/* Of one mail, the worst so far. */
typedef struct
{
  double value;
  guint64 number;
  const char *name;
} Worst;

/* Words at which a decoder turns off somewhere. */
static const char *const words[] = {
  "\n", "\r\n", "\r", "\n\n", "\0", "--", "From ", "Received: from ", "Content-Type: ",
  "multipart/report; boundary=", "multipart/mixed; boundary=\"\"", "message/rfc822",
  "message/delivery-status", "text/html", "charset=utf-16", "charset=iso-2022-jp",
  "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
  "=?utf-8?Q?", "?=", "=?utf-8?B?", "550 5.1.1 ", "421 4.7.0", "<<< ", "said: ", "> ",
  "=?cp949?B?oug=?=", "charset=cp949", "\xa2\xe8", "charset=iso-2022-cn-ext", "\xc0\x0e",
  "<html><body>", "<div><div><div>", "&#x202e;", "[192.0.2.1]", "[IPv6:2001:db8::1]",
  "<bob@example.org>", "Final-Recipient: rfc822;", "Diagnostic-Code: smtp;", "Action: failed\n",
  "-----Original Message-----\n", "\xff\xfe", "\xef\xbb\xbf", "\x1b$B", "begin 644 a\n", "\xe2\x80\xae",
};

static volatile guint64 current;

/* A fault is worth nothing if nobody knows which mail it was. */
static void
fault_cb (int number)
{
  char text[64];
  int length = snprintf (text, sizeof text, "fault in mail %llu\n", (unsigned long long) current);

  if (write (STDERR_FILENO, text, (size_t) length) < 0)
    _exit (3);
  signal (number, SIG_DFL);
  raise (number);
}

static void
free_mail (gpointer data)
{
  Mail *mail = data;

  g_free (mail->name);
  g_bytes_unref (mail->bytes);
  g_free (mail);
}

static void
load (GPtrArray  *mails,
      const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (BounceSource) source = bounce_source_new_for_file (file);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      GBytes *bytes = bounce_source_next_message (source, NULL, &error);
      Mail *mail;

      if (bytes == NULL && error == NULL)
        return;
      if (bytes == NULL)
        {
          g_printerr ("%s: %s\n", path, error->message);
          return;
        }

      mail = g_new (Mail, 1);
      mail->name = g_strdup_printf ("%s %u", path, mails->len);
      mail->bytes = bytes;
      g_ptr_array_add (mails, mail);
    }
}

static gsize
pick (GRand *dice,
      gsize  below)
{
  return below == 0 ? 0 : (gsize) g_rand_int_range (dice, 0, (gint32) MIN (below, G_MAXINT32));
}

static void
insert (GString    *mail,
        gsize       at,
        const char *piece,
        gsize       length)
{
  if (mail->len + length <= LONGEST_MAIL)
    g_string_insert_len (mail, (gssize) at, piece, (gssize) length);
}

static void
damage (GString   *mail,
        GRand     *dice,
        GPtrArray *mails)
{
  gsize at = pick (dice, mail->len + 1);
  gsize length = pick (dice, 1 << pick (dice, 14)) + 1;

  length = MIN (length, mail->len - at);
  switch (pick (dice, 9))
    {
    case 0:
      if (at < mail->len)
        mail->str[at] = (char) (mail->str[at] ^ (1 << pick (dice, 8)));
      break;
    case 1:
      if (at < mail->len)
        mail->str[at] = (char) pick (dice, 256);
      break;
    case 2:
      g_string_erase (mail, (gssize) at, (gssize) length);
      break;
    case 3:
      g_string_truncate (mail, at);
      break;
    case 4:
      {
        const char *word = words[pick (dice, G_N_ELEMENTS (words))];

        insert (mail, at, word, MAX (strlen (word), 1));
        break;
      }
    case 5:
      {
        g_autofree char *piece = g_memdup2 (mail->str + at, length);
        gsize to = pick (dice, mail->len + 1);

        insert (mail, to, piece, length);
        break;
      }
    case 6:
      {
        g_autoptr (GString) piece = g_string_new_len (mail->str + at, (gssize) length);
        gsize n = (gsize) 1 << pick (dice, 10);

        for (gsize i = 0; i < n && piece->len > 0; i++)
          insert (mail, at, piece->str, piece->len);
        break;
      }
    case 7:
      {
        const Mail *other = g_ptr_array_index (mails, pick (dice, mails->len));
        gsize size;
        const char *data = g_bytes_get_data (other->bytes, &size);
        gsize from = pick (dice, size);

        insert (mail, at, data + from, MIN (size - from, length * 4));
        break;
      }
    default:
      for (gsize i = at; i < at + length; i++)
        if (mail->str[i] == '\n' || mail->str[i] == ' ')
          mail->str[i] = (char) pick (dice, 128);
      break;
    }
}

/* The mail of one number: one of those that are there, damaged. */
static GBytes *
create (guint64       number,
        GPtrArray    *mails,
        const char  **name)
{
  guint32 seed[2] = { (guint32) number, (guint32) (number >> 32) };
  g_autoptr (GRand) dice = g_rand_new_with_seed_array (seed, 2);
  const Mail *mail = g_ptr_array_index (mails, pick (dice, mails->len));
  gsize size;
  const char *data = g_bytes_get_data (mail->bytes, &size);
  g_autoptr (GString) damaged = g_string_new_len (data, (gssize) MIN (size, LONGEST_MAIL));
  gsize n = 1 + pick (dice, MOST_DAMAGES);

  *name = mail->name;
  for (gsize i = 0; i < n; i++)
    damage (damaged, dice, mails);

  return g_string_free_to_bytes (g_steal_pointer (&damaged));
}

/* The most memory that the program had since this was asked last, or 0. */
static gsize
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");

  return line != NULL ? (gsize) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

static void
forget_peak (void)
{
  FILE *stream = fopen ("/proc/self/clear_refs", "w");

  if (stream == NULL)
    return;
  fputs ("5", stream);
  fclose (stream);
}

/* What the program itself has worked, whoever else uses the processor. */
static double
read_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
note (Worst      *worst,
      double      value,
      guint64     number,
      const char *name)
{
  if (value <= worst->value)
    return;

  *worst = (Worst) { value, number, name };
}

/* What a person would get from it, too: sentences and data. */
static void
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceReport) report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  if (report == NULL)
    {
      g_assert_nonnull (error);
      return;
    }

  text = bounce_text_new_from_report (report, NULL);
  json = bounce_json_from_report (report, NULL, "-", NULL, 0);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_utf8_validate (json, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  gint64 first = 0;
  gint64 count = 1000;
  const GOptionEntry entries[] = {
    { "first", 0, 0, G_OPTION_ARG_INT64, &first, "number of the first mail", "N" },
    { "count", 0, 0, G_OPTION_ARG_INT64, &count, "how many", "N" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER…");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func (free_mail);
  Worst slowest = { 0 };
  Worst biggest = { 0 };
  gint64 started;
  guint64 n_too_much = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  for (int i = 1; i < argc; i++)
    load (mails, argv[i]);
  if (mails->len == 0)
    {
      g_printerr ("There is no mail.\n");
      return 2;
    }
  signal (SIGABRT, fault_cb);
  if (!IS_SANITIZED)
    signal (SIGSEGV, fault_cb);

  started = g_get_monotonic_time ();
  for (gint64 i = 0; i < count; i++)
    {
      const char *name = NULL;
      guint64 number = (guint64) (first + i);
      g_autoptr (GBytes) bytes = create (number, mails, &name);
      gsize before = 0;
      gsize used = 0;
      double start;
      double seconds;

      current = number;
      if (!IS_SANITIZED)
        {
          forget_peak ();
          before = read_peak ();
        }
      start = read_seconds ();
      decode (bytes);
      seconds = read_seconds () - start;
      if (!IS_SANITIZED)
        {
          gsize peak = read_peak ();

          /* The kernel counts in portions, and may come out below what it said before. */
          used = peak > before ? peak - before : 0;
        }

      note (&slowest, seconds, number, name);
      note (&biggest, (double) used, number, name);
      if (!IS_SANITIZED &&
          (seconds > MOST_SECONDS || used > MOST_MEMORY + 2 * g_bytes_get_size (bytes)))
        {
          n_too_much++;
          g_print ("mail %" G_GUINT64_FORMAT " (%s): %.2f s, %.1f MB for %.1f MB\n", number, name,
                   seconds, used / 1048576.0, g_bytes_get_size (bytes) / 1048576.0);
        }
    }

  g_print ("%" G_GINT64_FORMAT " mails from %" G_GINT64_FORMAT " on, made of %u, in %.0f s\n"
           "slowest: %.3f s, mail %" G_GUINT64_FORMAT " (%s)\n",
           count, first, mails->len, (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC,
           slowest.value, slowest.number, slowest.name != NULL ? slowest.name : "none");
  if (!IS_SANITIZED)
    g_print ("biggest: %.1f MB, mail %" G_GUINT64_FORMAT " (%s)\n", biggest.value / 1048576.0,
             biggest.number, biggest.name != NULL ? biggest.name : "none");

  return n_too_much > 0 ? 1 : 0;
}
