/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-code-text.h"
#include "bounce-layout-private.h"
#include "bounce-mailto.h"
#include "bounce-note.h"
#include "bounce-report-private.h"
#include "bounce-text.h"
#include "bounce-words.h"
#include "compose.h"

#define TEN "aaaaaaaaa "
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

/* A paragraph, and how it is laid out. */
typedef struct
{
  const char *name;
  const char *lead;
  guint indent;
  const char *text;
  const char *lines;
} Paragraph;

static const Paragraph paragraphs[] = {
  { "empty", "", 0, "", "\n" },
  { "one-word", "", 2, "word", "  word\n" },
  { "spaces", "", 0, "  a   b  ", "a b\n" },
  { "line-ends", "", 2, "a\nb", "  a\n  b\n" },
  { "lead", "  1. ", 5, "a", "  1. a\n" },
  { "lead-shorter", "a", 4, "b", "a   b\n" },
  { "lead-longer", "abcdef", 2, "g", "abcdef\n  g\n" },
  { "full-line", "", 0, SEVENTY "12345678", SEVENTY "12345678\n" },
  { "over-full-line", "", 0, SEVENTY "123456789",
    TEN TEN TEN TEN TEN TEN "aaaaaaaaa\n123456789\n" },
  { "hanging", "  1. ", 5, SEVENTY "x", "  1. " TEN TEN TEN TEN TEN TEN "aaaaaaaaa x\n" },
  { "long-word", "", 0, "a " SEVENTY "https://example.org/a/very/long/link/that/nobody/breaks/in/two"
                        "/and/so/it/sticks/out",
    "a " TEN TEN TEN TEN TEN TEN "aaaaaaaaa\n"
    "https://example.org/a/very/long/link/that/nobody/breaks/in/two/and/so/it/sticks/out\n" },
  { "wide", "", 0,
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九\n十\n" },
  { "wide-punctuation", "", 0,
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九。",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八\n九。\n" },
};

static void
test_paragraph (gconstpointer data)
{
  const Paragraph *test = data;
  g_autoptr (GString) out = g_string_new (NULL);

  bounce_layout_add_text (out, test->lead, test->indent, test->text);
  g_assert_cmpstr (out->str, ==, test->lines);
}

static void
test_rows (void)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (bounce_rows_is_empty (rows));
  bounce_rows_add (rows, "nothing", NULL);
  bounce_rows_add (rows, "nothing", "");
  g_assert_true (bounce_rows_is_empty (rows));

  bounce_rows_add (rows, "a", "1");
  bounce_rows_add (rows, "日本", "2\n2");
  bounce_rows_add (rows, "a label that would push all to the right", "3");
  g_assert_false (bounce_rows_is_empty (rows));

  bounce_layout_add_rows (out, rows, 2);
  g_assert_cmpstr (out->str, ==,
                   "  a     1\n"
                   "  日本  2 2\n"
                   "  a label that would push all to the right\n"
                   "        3\n");
}

/* Each word stands somewhere behind the one before it. */
static void
assert_in_order (const char        *text,
                 const char *const *words)
{
  g_autofree char *folded = g_strdup (text);
  const char *at = folded;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *found = strstr (at, words[i]);

      if (found == NULL)
        g_test_message ("no \"%s\" behind the words before it in:\n%s", words[i], text);
      g_assert_nonnull (found);
      at = found + strlen (words[i]);
    }
}

static void
assert_laid_out (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  g_assert_false (g_str_has_suffix (text, "\n\n"));
  g_assert_null (strstr (text, "\n\n\n"));
  g_assert_null (strchr (text, '\x1b'));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (bounce_layout_measure (lines[i]), <=, 78);
      g_assert_false (g_str_has_suffix (lines[i], " "));
    }
}

static void
test_text (void)
{
  const char *words[] = {
    "blocklist", "\n\n", "Not delivered", "Your mail provider", "Their mail service",
    "What to do", "  1. ", "Technical details", "bob@example.org", "robert@example.org",
    "554 5.7.1", "mx.example.org", "554 against 4.7.1", "mail.example.com", "Postfix",
    "very long", "554  ", "5.7.1  ", "Addresses on the way", "2001:db8::9", "192.0.2.25",
    NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *text = bounce_text_new_from_report (report, NULL);

  assert_laid_out (text);
  assert_in_order (text, words);
}

/* The problem comes before any code. */
static void
test_no_code_first (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *text = bounce_text_new_from_report (report, NULL);
  const char *details = strstr (text, "Technical details");

  g_assert_nonnull (details);
  for (const char *at = text; at < details; at++)
    g_assert_false (g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]));
}

static void
test_text_empty (void)
{
  g_autoptr (BounceReport) report = compose_empty_report ();
  g_autofree char *text = bounce_text_new_from_report (report, NULL);
  g_autofree char *data = bounce_text_new_for_data ();

  assert_laid_out (text);
  assert_laid_out (data);
  g_assert_null (strstr (text, "(null)"));
}

static void
test_note (void)
{
  const char *words[] = {
    "robert@example.org", "554 5.7.1", "\"blocked\"", "help@example.org", "mx.example.org",
    "bl.example.net", "2024-03-10 08:15:01 UTC", "server-blocklisted", "Alice Example",
    "Probe am Dienstag", "<20240305081459.3B0F1A2C@desk.example.com>", "Beware",
    "2001:db8::9", "refused",
    "192.0.2.25", "2024-03-05 08:15:01 UTC", "2024-03-05 08:15:04 UTC", "(+3 s)", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *note = bounce_note_new_for_it (report, NULL, FALSE);

  assert_laid_out (note);
  assert_in_order (note, words);
}

static void
test_note_without_people (void)
{
  const char *words[] = {
    "…@example.org", "…@example.org", "554 5.7.1 <…@example.org>", "<…@example.org>",
    "…@example.com", "…@example.org, …@example.org",
    "<20240305081459.3B0F1A2C@desk.example.com>", NULL
  };
  static const char *const hidden[] = {
    "bob", "Bob", "robert", "alice", "Alice", "carol", "help@", "Probe", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *note = bounce_note_new_for_it (report, NULL, TRUE);

  assert_laid_out (note);
  assert_in_order (note, words);
  for (guint i = 0; hidden[i] != NULL; i++)
    g_assert_null (strstr (note, hidden[i]));
}

static void
test_note_empty (void)
{
  g_autoptr (BounceReport) report = compose_empty_report ();
  g_autofree char *note = bounce_note_new_for_it (report, NULL, TRUE);

  assert_laid_out (note);
  g_assert_null (strstr (note, "(null)"));
}

/* The recipient reads what is wrong and what to do, before any code. */
static void
test_note_for_recipient (void)
{
  const char *words[] = {
    "Hello,\n\n", "My message to robert@example.org came back to me.\n",
    "Its subject is “Probe am Dienstag", "”.\n\n", "Your mailbox is full", "Please delete", "\n\n",
    "words of the server", "\n  554 5.7.1 ", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
  g_autofree char *note = NULL;
  g_autofree char *late = NULL;

  report->verdict.severity = BOUNCE_SEVERITY_PERMANENT;
  report->verdict.responsible = BOUNCE_PARTY_RECIPIENT;
  report->verdict.cause = BOUNCE_CAUSE_MAILBOX_FULL;
  report->verdict.confidence = BOUNCE_CONFIDENCE_CERTAIN;
  recipient->verdict = report->verdict;

  note = bounce_note_new_for_recipient (report, BOUNCE_WORDS_MESSAGE);
  assert_laid_out (note);
  assert_in_order (note, words);
  g_assert_null (strstr (note, "outright"));

  g_free (report->returned.subject);
  report->returned.subject = g_strdup ("12 בזק?");
  recipient->verdict.severity = BOUNCE_SEVERITY_TEMPORARY;
  recipient->verdict.confidence = BOUNCE_CONFIDENCE_LIKELY;
  late = bounce_note_new_for_recipient (report, 0);
  assert_laid_out (late);
  g_assert_nonnull (strstr (late, "has not arrived so far"));
  g_assert_nonnull (strstr (late, "outright"));
  g_assert_nonnull (strstr (late, "Its subject is “\u200e\u2068" "12 בזק?\u2069”.\n"));
}

/* Whom the notice does not name can be written to all the same. */
static void
test_note_for_unnamed_recipient (void)
{
  const struct
  {
    BounceSeverity severity;
    const char *opening;
  } cases[] = {
    { BOUNCE_SEVERITY_PERMANENT, "Hello,\n\nMy message to you came back to me.\n" },
    { BOUNCE_SEVERITY_TEMPORARY, "Hello,\n\nMy message to you has not arrived so far.\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BounceReport) report = compose_empty_report ();
      BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
      g_autofree char *note = NULL;

      recipient->verdict = (BounceVerdict) {
        .severity = cases[i].severity,
        .responsible = BOUNCE_PARTY_RECIPIENT,
        .cause = BOUNCE_CAUSE_MAILBOX_FULL,
        .confidence = BOUNCE_CONFIDENCE_CERTAIN,
      };
      note = bounce_note_new_for_recipient (report, 0);
      g_assert_true (g_str_has_prefix (note, cases[i].opening));
    }
}

static void
test_no_note_for_recipient (void)
{
  g_autoptr (BounceReport) full = compose_full_report ();
  g_autoptr (BounceReport) empty = compose_empty_report ();

  g_assert_cmpint (full->verdict.responsible, ==, BOUNCE_PARTY_YOUR_PROVIDER);
  g_assert_null (bounce_note_new_for_recipient (full, BOUNCE_WORDS_MESSAGE));
  g_assert_null (bounce_note_new_for_recipient (empty, BOUNCE_WORDS_MESSAGE));
}

/* An address from a mail, and the link to it; or none. */
static const char *const links[][2] = {
  { "bob@example.org", "mailto:bob@example.org" },
  { "bob+singers@example.org", "mailto:bob%2Bsingers@example.org" },
  { "bob&body=x?cc=eve@example.org", "mailto:bob%26body%3Dx%3Fcc%3Deve@example.org" },
  { "bob@example.org?cc=eve.example.net", "mailto:bob@example.org%3Fcc%3Deve.example.net" },
  { "bob%0Abcc@example.org", "mailto:bob%250Abcc@example.org" },
  { "j\xc3\xb6rg@example.org", "mailto:j%C3%B6rg@example.org" },
  { "bob@example.org,eve@example.net", NULL },
  { "bob@example.org@example.net", NULL },
  { "bob@example.org\nbcc: eve@example.net", NULL },
  { "bob@example.org eve", NULL },
  { "<bob@example.org>", NULL },
  { "\"bob\"@example.org", NULL },
  { "bob\xe9@example.org", NULL },
  { "\xe2\x80\xae" "bob@example.org", NULL },
  { "bob@", NULL },
  { "@example.org", NULL },
  { "bob", NULL },
  { "", NULL },
};

static void
test_mailto (void)
{
  g_autofree char *draft = NULL;
  g_autofree char *long_address = g_strnfill (400, 'a');
  g_autofree char *too_long = g_strconcat (long_address, "@example.org", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *link = bounce_mailto_new (links[i][0], NULL, NULL);
      g_autofree char *shown = g_strescape (links[i][0], NULL);

      g_test_message ("%s", shown);
      g_assert_cmpstr (link, ==, links[i][1]);
    }
  g_assert_null (bounce_mailto_new (too_long, NULL, NULL));

  draft = bounce_mailto_new ("bob@example.org", "a & b\nbcc: eve@example.net", "one\ntwo?&#\n");
  g_assert_cmpstr (draft, ==, "mailto:bob@example.org?subject=a%20%26%20b%20bcc%3A%20eve%40"
                              "example.net&body=one%0D%0Atwo%3F%26%23%0D%0A");
}

/* A link that no mail program takes helps nobody; what is left out is whole lines. */
static void
test_mailto_long (void)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *link = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (body, "0123456789\n");
  link = bounce_mailto_new ("bob@example.org", NULL, body->str);

  g_assert_cmpuint (strlen (link), <, 16 * 1024);
  g_assert_true (g_str_has_suffix (link, "%0D%0A0123456789"));
}

static void
test_code (void)
{
  const char *words[] = {
    "550  Requested action not taken", "\n  5  Refused", "\n  5  ", "\n  0  ", "RFC 5321",
    "5.7.1  ", "\n  5  Permanent failure", "\n  7  Security or policy", "\n  1  ", "RFC 3463", NULL
  };
  g_autofree char *text = bounce_code_text_new ("550 5.7.1");

  g_assert_nonnull (text);
  assert_laid_out (text);
  assert_in_order (text, words);
  g_assert_null (bounce_code_text_new (""));
  g_assert_null (bounce_code_text_new ("no code, 1.2.3.4, 2024-03-05"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/%s", paragraphs[i].name);

      g_test_add_data_func (path, &paragraphs[i], test_paragraph);
    }

  g_test_add_func ("/layout/rows", test_rows);
  g_test_add_func ("/text/full", test_text);
  g_test_add_func ("/text/no-code-first", test_no_code_first);
  g_test_add_func ("/text/empty", test_text_empty);
  g_test_add_func ("/note/full", test_note);
  g_test_add_func ("/note/without-people", test_note_without_people);
  g_test_add_func ("/note/empty", test_note_empty);
  g_test_add_func ("/note/for-recipient", test_note_for_recipient);
  g_test_add_func ("/note/for-unnamed-recipient", test_note_for_unnamed_recipient);
  g_test_add_func ("/note/none-for-recipient", test_no_note_for_recipient);
  g_test_add_func ("/mailto/fields", test_mailto);
  g_test_add_func ("/mailto/long", test_mailto_long);
  g_test_add_func ("/code-text", test_code);

  return g_test_run ();
}
