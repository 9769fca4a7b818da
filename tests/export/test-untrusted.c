/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "bounce-csv.h"
#include "bounce-document.h"
#include "bounce-json.h"
#include "bounce-mailto.h"
#include "bounce-note.h"
#include "bounce-report-private.h"
#include "bounce-text.h"
#include "compose.h"

/*
 * Whatever a mail holds: what leaves the program is text in the order in which it
 * stands, and nothing that another program would act on.
 */

/* An override, a bell, an escape, a field of its own, and a link. */
#define NASTY "x\u202e" "evil\u2066\a\x1b[2J\r\nBcc: victim@example.net\u200b<b>&amp;"

static void
replace (char       **field,
         const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* Each text of a report that comes from a mail is @text. */
static BounceReport *
compose_report_of (const char *text)
{
  BounceReport *report = compose_full_report ();
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);

  replace (&recipient->address, text);
  replace (&recipient->original_address, text);
  replace (&recipient->diagnostic, text);
  replace (&recipient->said_by, text);
  replace (&recipient->conflict, text);
  replace (&recipient->suggestion, text);
  replace (&((BounceEvidence *) g_ptr_array_index (recipient->evidence, 0))->text, text);
  for (guint i = 0; i < report->hosts->len; i++)
    replace (&((BounceHost *) g_ptr_array_index (report->hosts, i))->name, text);
  for (guint i = 0; i < report->hops->len; i++)
    {
      BounceHop *hop = g_ptr_array_index (report->hops, i);

      replace (&hop->from, text);
      replace (&hop->by, text);
      replace (&hop->with, text);
    }
  replace (&report->returned.from, text);
  replace (&report->returned.to, text);
  replace (&report->returned.subject, text);
  replace (&report->returned.date, text);
  replace (&report->returned.message_id, text);
  replace (&report->software, text);
  replace (&report->reporter, text);

  return report;
}

/* What was found about the domain of the recipient, whose name is the mail's. */
static BounceChecks *
compose_checks (const BounceReport *report)
{
  BounceChecks *checks = bounce_checks_new ();
  const char *domain = bounce_checks_get_domain_to_ask (report, 0);

  if (domain != NULL)
    {
      BounceDomainCheck *check = g_new0 (BounceDomainCheck, 1);

      check->domain = g_strdup (domain);
      check->state = BOUNCE_DOMAIN_TAKES_MAIL;
      bounce_checks_take_domain (checks, check);
    }

  return checks;
}

/* The doors by which words from a mail leave. */

static char *
dup_text (const BounceReport *report,
          BounceChecks       *checks)
{
  return bounce_text_new_from_report (report, checks);
}

static char *
dup_note_for_it (const BounceReport *report,
                 BounceChecks       *checks)
{
  return bounce_note_new_for_it (report, checks, FALSE);
}

static char *
dup_note_without_people (const BounceReport *report,
                         BounceChecks       *checks)
{
  return bounce_note_new_for_it (report, checks, TRUE);
}

static char *
dup_note_for_recipient (const BounceReport *report,
                        BounceChecks       *checks)
{
  BounceReport *changed = (BounceReport *) report;
  BounceRecipient *recipient = g_ptr_array_index (changed->recipients, 0);

  recipient->verdict.responsible = BOUNCE_PARTY_RECIPIENT;
  recipient->verdict.cause = BOUNCE_CAUSE_MAILBOX_FULL;

  return bounce_note_new_for_recipient (report, 0);
}

static char *
dup_csv (const BounceReport *report,
         BounceChecks       *checks)
{
  return bounce_csv_from_report (report, bounce_report_get_returned (report)->subject,
                                 bounce_report_get_returned (report)->subject, 0);
}

static char *
dup_json (const BounceReport *report,
          BounceChecks       *checks)
{
  return bounce_json_from_report (report, checks, bounce_report_get_returned (report)->subject,
                                  NULL, 0);
}

static char *
dup_document (const BounceReport *report,
              BounceChecks       *checks)
{
  g_autoptr (GPtrArray) blocks = bounce_document_new_from_report (report, checks);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (text, "%s %s\n", block->label, block->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_file_name (const BounceReport *report,
               BounceChecks       *checks)
{
  return bounce_document_dup_file_name (report);
}

static char *
dup_mailto (const BounceReport *report,
            BounceChecks       *checks)
{
  return bounce_mailto_new ("bob@example.org", bounce_report_get_returned (report)->subject,
                            bounce_report_get_returned (report)->subject);
}

typedef struct
{
  const char *name;
  char *(*dup) (const BounceReport *report,
                BounceChecks       *checks);
  const char *expected;         /* what is left of it */
} Door;

static const Door doors[] = {
  { "text", dup_text, "x\ufffd" "evil\ufffd[2J" },
  { "note-for-it", dup_note_for_it, "x\ufffd" "evil\ufffd[2J" },
  { "note-without-people", dup_note_without_people, "x\ufffd" "evil\ufffd[2J" },
  { "note-for-recipient", dup_note_for_recipient, "x\ufffd" "evil\ufffd[2J" },
  { "csv", dup_csv, "x\ufffd" "evil\ufffd[2J" },
  { "json", dup_json, "x\\u202eevil\\u2066" },
  { "document", dup_document, "x\ufffd" "evil\ufffd[2J" },
  { "file-name", dup_file_name, "xevil 2J" },
  { "mailto", dup_mailto, "x%EF%BF%BDevil%EF%BF%BD%5B2J" },
};

static void
assert_clean (const char *text,
              const char *expected)
{
  g_auto (GStrv) lines = NULL;

  g_assert_nonnull (text);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, expected));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_iscntrl (c))
        g_assert_true (c == '\n' || c == '\r');
      g_assert_false ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                      c == 0x200b);
    }

  /* no line of the mail's making */
  lines = g_strsplit_set (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_false (g_str_has_prefix (g_strstrip (lines[i]), "Bcc:"));
}

static void
test_door (gconstpointer data)
{
  const Door *door = data;
  g_autoptr (BounceReport) report = compose_report_of (NASTY);
  g_autoptr (BounceChecks) checks = compose_checks (report);
  g_autoptr (GPtrArray) domains = bounce_checks_dup_domains (checks, report);
  g_autofree char *text = door->dup (report, NULL);
  g_autofree char *checked = door->dup (report, checks);

  g_assert_cmpuint (domains->len, ==, 1);
  assert_clean (text, door->expected);
  assert_clean (checked, door->expected);
}

/* Programs get from JSON what stood in the mail, to the letter. */
static void
test_json_loses_nothing (void)
{
  static const char text[] = "a\u202e" "b\u2066\x1b\x01\x1e\x1f\xc2\x85\u200b\U000e0041\u00adä\x7f";
  g_autoptr (BounceReport) report = compose_report_of (text);
  g_autofree char *line = bounce_json_from_report (report, NULL, "-", NULL, 0);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *returned;
  g_autoptr (GError) error = NULL;

  for (const char *at = line; *at != '\0'; at++)
    g_assert_cmpint ((guchar) *at, >=, ' ');
  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);
  returned = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                            "returned");
  g_assert_cmpstr (json_object_get_string_member (returned, "subject"), ==, text);
}

/* A subject, and the cell that it becomes. */
typedef struct
{
  const char *name;
  const char *subject;
  const char *cell;
} CellCase;

static const CellCase cell_cases[] = {
  { "ordinary", "Hello", ",Hello," },
  { "equals", "=1+1", ",\"'=1+1\"," },
  { "plus", "+1", ",\"'+1\"," },
  { "minus", "-1", ",\"'-1\"," },
  { "at", "@SUM(A1)", ",\"'@SUM(A1)\"," },
  { "tab", "\t=1+1", ",\"'=1+1\"," },
  { "line-end", "\r\n=1+1", ",\"'=1+1\"," },
  { "blank", "  =1+1", ",\"'=1+1\"," },
  { "behind-hidden", "\u200b\ufeff=1+1", ",\"'=1+1\"," },
  { "wide-equals", "＝1+1", ",\"'＝1+1\"," },
  { "wide-at", "＠SUM(A1)", ",\"'＠SUM(A1)\"," },
  { "quote-and-comma", "=a\",\"b", ",\"'=a\"\",\"\"b\"," },
  { "inside", "1=1", ",1=1," },
  { "behind-semicolon", "a;=1+1;-1; @b", ",\"a;'=1+1;'-1;' @b\"," },
  { "ordinary-semicolon", "a; b", ",\"a; b\"," },
};

static void
test_cell (gconstpointer data)
{
  const CellCase *test = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *row = NULL;

  replace (&report->returned.subject, test->subject);
  row = bounce_csv_from_report (report, "-", NULL, 0);
  g_test_message ("%s", row);
  g_assert_nonnull (strstr (row, test->cell));
  g_assert_cmpstr (strchr (row, '\n'), ==, "\n");
}

/* What may stand as an address in a mail, and the link to write there. */
typedef struct
{
  const char *name;
  const char *address;
  const char *link;
} LinkCase;

static const LinkCase link_cases[] = {
  { "ordinary", "bob@example.org", "mailto:bob@example.org" },
  { "query", "bob?bcc=eve@example.org", "mailto:bob%3Fbcc%3Deve@example.org" },
  { "ampersand", "bob&cc=eve@example.org", "mailto:bob%26cc%3Deve@example.org" },
  { "query-in-domain", "bob@example.org?bcc=eve", "mailto:bob@example.org%3Fbcc%3Deve" },
  { "percent", "bob%0d%0aBcc:eve@example.org", NULL },
  { "percent-at", "bob%40example.net@example.org", "mailto:bob%2540example.net@example.org" },
  { "line-end", "bob@example.org\r\nBcc: eve@example.org", NULL },
  { "second-address", "bob@example.org,eve@example.net", NULL },
  { "second-at", "bob@example.org@example.net", NULL },
  { "blank", "bob @example.org", NULL },
  { "hidden", "bob@exam\u200bple.org", NULL },
  { "override", "bob@\u202egro.elpmaxe", NULL },
  { "variant", "bob@exam\ufe0fple.org", NULL },
  { "line-separator", "bob@example.org\u2028", NULL },
  { "hangul-filler", "bob\u3164@example.org", NULL },
  { "encoded-line-end", "bob%0D%0ABcc%3Aeve@example.org",
    "mailto:bob%250D%250ABcc%253Aeve@example.org" },
  { "quoted-with-comma", "\"bob,eve\"@example.org", NULL },
  { "no-utf-8", "b\xf6" "b@example.org", NULL },
  { "umlaut", "jörg@example.org", "mailto:j%C3%B6rg@example.org" },
};

static void
test_link (gconstpointer data)
{
  const LinkCase *test = data;
  g_autofree char *link = bounce_mailto_new (test->address, NULL, NULL);

  g_assert_cmpstr (link, ==, test->link);
}

/* Fields of a draft hold one value each, whatever it has in it. */
static void
test_link_fields (void)
{
  g_autofree char *link = NULL;

  link = bounce_mailto_new ("bob@example.org", "a\r\nBcc: eve@example.net&bcc=eve",
                            "b&cc=eve@example.net#c\n\n.\nd");
  g_assert_cmpstr (link, ==,
                   "mailto:bob@example.org?subject=a%20%20Bcc%3A%20eve%40example.net%26bcc%3Deve"
                   "&body=b%26cc%3Deve%40example.net%23c%0D%0A%0D%0A.%0D%0Ad");
}

/* A subject, and the name that is proposed for a file. */
typedef struct
{
  const char *name;
  const char *subject;
  const char *file_name;
} NameCase;

static const NameCase name_cases[] = {
  { "ordinary", "Rehearsal", "Why it came back, Rehearsal" },
  { "path", "../../etc/passwd", "Why it came back, etc passwd" },
  { "backslash", "..\\..\\boot.ini", "Why it came back, boot.ini" },
  { "override-before-suffix", "a\u202e" "txt.exe", "Why it came back, atxt.exe" },
  { "option", "--help", "Why it came back, help" },
  { "shell", "$(reboot) `id` | cat; *", "Why it came back, (reboot) id cat" },
  { "line-end", "a\nb", "Why it came back, a b" },
  { "dots", "..", "Your provider's mail server is on a blocklist" },
  { "dot-at-the-end", "a. . ", "Why it came back, a" },
  { "hidden-file", ".bashrc", "Why it came back, bashrc" },
  { "device", "CON", "Why it came back, CON" },
  { "device-of-another-system", "a:b|c?d", "Why it came back, a b c d" },
};

static void
test_file_name (gconstpointer data)
{
  const NameCase *test = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *name = NULL;

  replace (&report->returned.subject, test->subject);
  name = bounce_document_dup_file_name (report);
  g_assert_cmpstr (name, ==, test->file_name);
}

/* With a suffix it fits into what file systems allow, whatever its letters take. */
static void
test_long_file_name (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (subject, "\U0001f600");
  replace (&report->returned.subject, subject->str);
  name = bounce_document_dup_file_name (report);
  g_assert_cmpuint (strlen (name), <=, 255 - strlen (".jsonl"));
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

#define DECEIVING "\u0430pple.example"

/* Names that deceive wherever there is a name. What is a quotation, as the server's words
 * and the subject, stays as it was written. */
static BounceReport *
compose_deceiving_report (void)
{
  BounceReport *report = compose_report_of ("bob@" DECEIVING);
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);

  replace (&recipient->diagnostic, "550 5.1.1 User unknown");
  replace (&recipient->conflict, NULL);
  replace (&((BounceEvidence *) g_ptr_array_index (recipient->evidence, 0))->text, "5.1.1");
  for (guint i = 0; i < report->hops->len; i++)
    replace (&((BounceHop *) g_ptr_array_index (report->hops, i))->with, "ESMTPS");
  replace (&report->returned.from, "\"Bob, Esq.\" <bob@" DECEIVING ">");
  replace (&report->returned.to,
           "eve@example.net, bob@" DECEIVING ",Bob <bob@" DECEIVING ">; bob@" DECEIVING);
  replace (&report->returned.subject, "Rehearsal");
  replace (&report->returned.date, NULL);
  replace (&report->returned.message_id, NULL);
  replace (&report->software, NULL);

  return report;
}

/* A line may end between a name and its true form. */
static guint
count_marked (const char *text)
{
  guint n = 0;

  for (const char *at = strstr (text, DECEIVING); at != NULL; at = strstr (at, DECEIVING))
    {
      at += strlen (DECEIVING);
      if (*at == '>')
        at++;
      at += strspn (at, " \n");
      g_assert_true (g_str_has_prefix (at, "(xn--pple-43d.example)"));
      n++;
    }

  return n;
}

/* A door, whether it warns of the name, and how often the name stands in it, without and
 * with what was found about the domain. */
typedef struct
{
  const char *name;
  char *(*dup) (const BounceReport *report,
                BounceChecks       *checks);
  gboolean has_warning;
  guint n_names;
  guint n_names_checked;
} HomographDoor;

/* A name that deceives is told apart wherever it is written for people. */
static void
test_homograph (gconstpointer data)
{
  const HomographDoor *door = data;
  g_autoptr (BounceReport) report = compose_deceiving_report ();
  g_autoptr (BounceChecks) checks = compose_checks (report);
  g_autofree char *text = door->dup (report, NULL);
  g_autofree char *checked = door->dup (report, checks);

  g_assert_nonnull (text);
  g_test_message ("%s", checked);
  g_assert_cmpuint (count_marked (text), ==, door->n_names);
  g_assert_cmpuint (count_marked (checked), ==, door->n_names_checked);
  g_assert_cmpint (strstr (text, "Letters of different") != NULL, ==, door->has_warning);
}

static const HomographDoor homograph_doors[] = {
  { "text", dup_text, TRUE, 6, 7 },
  { "note-for-it", dup_note_for_it, TRUE, 16, 17 },
  { "note-without-people", dup_note_without_people, TRUE, 16, 17 },
  { "note-for-recipient", dup_note_for_recipient, FALSE, 1, 1 },
  { "document", dup_document, TRUE, 11, 12 },
};

/* Whoever has an honest name in letters of their own language knows it as it is. */
static void
test_foreign_recipient (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
  g_autofree char *note = NULL;

  replace (&recipient->original_address, "почта@пример.рф");
  note = dup_note_for_recipient (report, NULL);
  g_assert_nonnull (strstr (note, "My message to почта@пример.рф came back to me."));
}

/* What stands before the @ is a person's, whatever stands behind it. */
static void
test_hidden_people (gconstpointer data)
{
  const LinkCase *test = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
  g_autofree char *note = NULL;

  replace (&recipient->address, test->address);
  replace (&recipient->original_address, test->address);
  replace (&recipient->diagnostic, test->address);
  replace (&report->returned.from, test->address);
  replace (&report->returned.to, test->address);
  note = dup_note_without_people (report, NULL);
  g_test_message ("%s", note);
  g_assert_null (strstr (note, "robert"));
  g_assert_nonnull (strstr (note, test->link));
}

static const LinkCase people_cases[] = {
  { "ordinary", "robert@example.org", "…@example.org" },
  { "homograph", "robert@" DECEIVING, "…@" DECEIVING },
  { "override", "robert@\u202egro.elpmaxe", "…@\ufffdgro.elpmaxe" },
  { "override-before-the-at", "robert\u202e@example.org", "…@example.org" },
  { "control", "robert@\x1b[2J.example", "…@\ufffd[2J.example" },
  { "no-utf-8", "robert@\xf6.example", "…@\ufffd.example" },
  { "hidden", "robert@\u200b.example", "…@.example" },
  { "in-quotes", "\"robert smith\"@example.org", "…@example.org" },
};

static void
add_tests (const char     *folder,
           gconstpointer   cases,
           gsize           size,
           guint           n,
           GTestDataFunc   function)
{
  for (guint i = 0; i < n; i++)
    {
      gconstpointer row = (const char *) cases + i * size;
      const char *const *name = row;
      g_autofree char *path = g_strconcat (folder, *name, NULL);

      g_test_add_data_func (path, row, function);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_tests ("/untrusted/control/", doors, sizeof doors[0], G_N_ELEMENTS (doors), test_door);
  g_test_add_func ("/untrusted/control/json-loses-nothing", test_json_loses_nothing);
  add_tests ("/untrusted/formula/", cell_cases, sizeof cell_cases[0],
             G_N_ELEMENTS (cell_cases), test_cell);
  add_tests ("/untrusted/mailto/", link_cases, sizeof link_cases[0],
             G_N_ELEMENTS (link_cases), test_link);
  g_test_add_func ("/untrusted/mailto/fields", test_link_fields);
  add_tests ("/untrusted/file-name/", name_cases, sizeof name_cases[0],
             G_N_ELEMENTS (name_cases), test_file_name);
  g_test_add_func ("/untrusted/file-name/long", test_long_file_name);
  add_tests ("/untrusted/homograph/", homograph_doors, sizeof homograph_doors[0],
             G_N_ELEMENTS (homograph_doors), test_homograph);
  g_test_add_func ("/untrusted/homograph/foreign-recipient", test_foreign_recipient);
  add_tests ("/untrusted/without-people/", people_cases, sizeof people_cases[0],
             G_N_ELEMENTS (people_cases), test_hidden_people);

  return g_test_run ();
}
