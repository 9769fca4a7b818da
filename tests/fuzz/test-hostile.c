/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-decode.h"
#include "bounce-limits.h"

/* Shapes that cost the square of their size where something is read again and again, each
 * repeated to SIZE. As a test they are answered, before Meson loses its patience with what
 * would take hours; as a benchmark (-m perf) each says how long it took. */

/* Sanitizers that look at the whole stack on every allocation are several hundred times
 * slower; with them the shapes are there for what they touch. */
#if defined(__SANITIZE_ADDRESS__)
#define SIZE (32 * 1024)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SIZE (32 * 1024)
#endif
#endif
#ifndef SIZE
#define SIZE (2 * 1024 * 1024)
#endif

#define NOTICE "From: MAILER-DAEMON@example.org\nTo: ann@example.org\n" \
               "Subject: Undelivered Mail Returned to Sender\n"
#define TEXT NOTICE "\nThis is the mail system at host mx.example.org.\n\n"
#define HTML NOTICE "Content-Type: text/html; charset=utf-8\n\n<p>"
#define REPORT NOTICE "Content-Type: multipart/report; report-type=delivery-status; " \
               "boundary=b\n\n--b\n\nwords\n\n--b\n"
#define STATUS REPORT "Content-Type: message/delivery-status\n\n" \
               "Reporting-MTA: dns; mx.example.org\n\n"

/* "%u" in a piece is the number of its repetition */
typedef struct
{
  const char *name;
  const char *head;
  const char *piece;
} Shape;

static const Shape shapes[] = {
  { "text/spaces", TEXT, " " },
  { "text/lines", TEXT, "\n" },
  { "text/one-line", TEXT, "x" },
  { "text/less-than", TEXT, "<" },
  { "text/greater-than", TEXT, ">" },
  { "text/quotes", TEXT, "> " },
  { "text/quoted-lines", TEXT, "> > > x\n" },
  { "text/at-signs", TEXT, "@" },
  { "text/addresses", TEXT, "<bob%u@example.net>: 550 5.1.1 user unknown\n" },
  { "text/addresses-in-line", TEXT, "a@b.example " },
  { "text/addresses-far-apart", TEXT, "bob%u@example.net stands in one very long line " },
  { "text/replies", TEXT, "host mx.example.net[192.0.2.1] said: 550 5.1.1 mailbox full\n" },
  { "text/codes", TEXT, "550 5.1.1 " },
  { "text/ips", TEXT, "[192.0.2.1] " },
  { "text/colons", TEXT, ":::" },
  { "text/dots", TEXT, "1." },
  { "text/digits", TEXT, "5" },
  { "text/hyphens", TEXT, "5-" },
  { "text/phrases", TEXT, "mailbox full " },
  { "text/recipients-follow", TEXT, "The following address(es) failed:\n" },
  { "text/copies", TEXT, "------ This is a copy of the message, including all the headers. ------\n" },
  { "text/forwards", TEXT, "-----Original Message-----\nFrom: a@example.org\n\n" },
  { "text/header-blocks", TEXT, "From: a@example.org\nTo: b@example.org\nSubject: c\n\n" },
  { "text/fields", TEXT, "\nFinal-Recipient: rfc822; bob%u@example.net\nAction: failed\n"
                         "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no\n" },
  { "text/sources", TEXT, "Received: from a by b; Fri, 2 Jan 2026 03:04:05 +0000\n" },
  { "text/wide", TEXT, "收件人：" },
  { "text/transcript", TEXT, ">>> RCPT TO:<bob%u@example.net>\n<<< 550 5.1.1 no\n" },
  { "text/nul", TEXT, "\xc0\x80" },
  { "paste/lines", "", "550 5.1.1 <bob%u@example.net>: user unknown\n" },
  { "header/fields", "", "X-Foo: bar\n" },
  { "header/received", "", "Received: from a ([192.0.2.1]) by b; Fri, 2 Jan 2026 03:04:05 +0000\n" },
  { "header/one-field", NOTICE "X-Foo: ", "bar " },
  { "header/folded", NOTICE "X-Foo: bar", "\n bar" },
  { "header/words", NOTICE "X-Foo: ", "=?utf-8?Q?=C3=BC?= " },
  { "header/open-words", NOTICE "X-Foo: ", "=?" },
  { "header/recipients", NOTICE "X-Failed-Recipients: bob@example.net", ", bob%u@example.net" },
  { "html/divs", HTML, "<div>" },
  { "html/tables", HTML, "<table><tr><td>" },
  { "html/lists", HTML, "<ul><li>x" },
  { "html/entities", HTML, "&nbsp;" },
  { "html/open-tags", HTML, "<a " },
  { "html/attributes", HTML "<a ", "x=y " },
  { "html/comments", HTML, "<!--" },
  { "html/links", HTML, "<a href=\"https://example.org/%u\">x</a>" },
  { "html/breaks", HTML, "<br>" },
  { "html/quotes", HTML, "<blockquote>" },
  { "mime/parts", REPORT, "\n\nx\n--b\n" },
  { "mime/boundaries", REPORT, "--b" },
  { "mime/nested", "", "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n" },
  { "mime/messages", "", "Content-Type: message/rfc822\n\n" },
  { "mime/parameters", NOTICE "Content-Type: text/plain", "; x=y" },
  { "mime/quoted-printable",
    NOTICE "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n", "=" },
  { "mime/base64",
    NOTICE "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n", "NTUwIDUuMS4x\n" },
  { "mime/iso-2022-jp", NOTICE "Content-Type: text/plain; charset=iso-2022-jp\n\n", "\x1b$B\x1b(B" },
  { "report/recipients", STATUS,
    "Final-Recipient: rfc822; bob%u@example.net\nAction: failed\nStatus: 5.1.1\n"
    "Diagnostic-Code: smtp; 550 5.1.1 unknown\n\n" },
  { "report/lines", STATUS, "\n" },
  { "report/fields", STATUS, "Status: 5.1.1\n" },
  { "report/one-field", STATUS "Final-Recipient: rfc822; bob@example.net\nDiagnostic-Code: smtp; ",
    "550 5.1.1 no " },
  { "report/blocks", STATUS, "x\n\n" },
};

static GBytes *
repeat (const Shape *shape)
{
  GString *text = g_string_sized_new (SIZE + 1024);
  g_auto (GStrv) pieces = g_strsplit (shape->piece, "%u", -1);

  g_string_append (text, shape->head);
  for (guint i = 0; text->len < SIZE; i++)
    {
      g_string_append (text, pieces[0]);
      for (guint j = 1; pieces[j] != NULL; j++)
        g_string_append_printf (text, "%u%s", i, pieces[j]);
    }

  return g_string_free_to_bytes (text);
}

static void
check_answer (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceReport) report = NULL;
  double seconds;

  g_test_timer_start ();
  report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);
  seconds = g_test_timer_elapsed ();
  if (g_test_perf ())
    g_test_minimized_result (seconds, "%.0f ms", seconds * 1000);

  /* Too much of something is still a message; and whoever gets a notice is told of it. */
  g_assert_no_error (error);
  g_assert_cmpuint (bounce_report_get_n_recipients (report), <=, BOUNCE_LIMIT_RECIPIENTS);
}

static void
test_shape (gconstpointer data)
{
  g_autoptr (GBytes) bytes = repeat (data);

  check_answer (bytes);
}

/* Every address in the text is compared with those of a long field. */
static void
test_writers (void)
{
  GString *text = g_string_new ("From: MAILER-DAEMON@example.org");
  g_autoptr (GBytes) bytes = NULL;

  while (text->len < SIZE / 32)
    g_string_append (text, ",\n ann@example.org");
  g_string_append (text, "\nSubject: Undelivered Mail Returned to Sender\n\n");
  for (guint i = 0; text->len < SIZE / 4; i++)
    g_string_append_printf (text, "bob%u@example.net said no\n", i);

  bytes = g_string_free_to_bytes (text);
  check_answer (bytes);
}

/* The words of a notice are read for each of its recipients. */
static void
test_shared_words (void)
{
  GString *text = g_string_new (NOTICE "Content-Type: multipart/report; boundary=b; "
                                       "report-type=delivery-status\n\n--b\n\n");
  g_autoptr (GBytes) bytes = NULL;

  while (text->len < SIZE / 8)
    g_string_append (text, "The server of the recipient told us this: is over quota\n");
  g_string_append (text, "--b\nContent-Type: message/delivery-status\n\n"
                         "Reporting-MTA: dns; mx.example.org\n\n");
  for (guint i = 0; i < BOUNCE_LIMIT_RECIPIENTS; i++)
    g_string_append_printf (text, "Final-Recipient: rfc822; bob%u@example.net\nAction: failed\n"
                            "Status: 5.0.0\n\n", i);
  g_string_append (text, "--b--\n");

  bytes = g_string_free_to_bytes (text);
  check_answer (bytes);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/%s", shapes[i].name);

      g_test_add_data_func (path, &shapes[i], test_shape);
    }
  g_test_add_func ("/hostile/header/writers", test_writers);
  g_test_add_func ("/hostile/report/shared-words", test_shared_words);

  return g_test_run ();
}
