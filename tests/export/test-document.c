/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-document.h"
#include "bounce-report-private.h"
#include "compose.h"

static guint
count (GPtrArray       *blocks,
       BounceBlockKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    if (((const BounceBlock *) g_ptr_array_index (blocks, i))->kind == kind)
      n++;

  return n;
}

static const BounceBlock *
find (GPtrArray  *blocks,
      const char *label)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      if (g_str_equal (block->label, label))
        return block;
    }

  return NULL;
}

static int
get_heading_place (GPtrArray  *blocks,
                   const char *heading)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == BOUNCE_BLOCK_HEADING && g_str_equal (block->text, heading))
        return i;
    }

  return -1;
}

/* The answer, then what to do, then the technical part, the proof last. */
static void
test_order (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (GPtrArray) blocks = bounce_document_new_from_report (report, NULL);
  const BounceBlock *title = g_ptr_array_index (blocks, 0);
  int todo = get_heading_place (blocks, "What to do");
  int details = get_heading_place (blocks, "Technical details");
  int proof = get_heading_place (blocks, "The words that say so");

  g_assert_cmpint (title->kind, ==, BOUNCE_BLOCK_TITLE);
  g_assert_cmpstr (find (blocks, "Who must act")->text, ==, "Your mail provider");
  g_assert_cmpint (todo, >, 0);
  g_assert_cmpint (details, >, todo);
  g_assert_cmpint (proof, >, details);
  g_assert_cmpint (get_heading_place (blocks, "The recipients"), ==, -1);
  g_assert_cmpstr (find (blocks, "Subject")->text, ==, "Probe am Dienstag – „sieben“");
  g_assert_cmpstr (find (blocks, "Perhaps meant")->text, ==, "bob@example.com");
  g_assert_cmpstr (find (blocks, "5.7.1")->text, !=, "");
  g_assert_cmpstr (find (blocks, "Beware")->text, ==,
                   "A part of this message is very long, and only its beginning was read.");
  /* the one that is to be mended comes first */
  g_assert_nonnull (find (blocks, "2001:db8::9  mail.example.com"));
  g_assert_cmpuint (count (blocks, BOUNCE_BLOCK_QUOTE), ==, 1);
}

static void
test_empty (void)
{
  g_autoptr (BounceReport) report = compose_empty_report ();
  g_autoptr (GPtrArray) blocks = bounce_document_new_from_report (report, NULL);

  g_assert_cmpint (((BounceBlock *) g_ptr_array_index (blocks, 0))->kind, ==, BOUNCE_BLOCK_TITLE);
  g_assert_cmpint (get_heading_place (blocks, "The message"), ==, -1);
  g_assert_cmpint (get_heading_place (blocks, "The words that say so"), ==, -1);
  g_assert_cmpuint (count (blocks, BOUNCE_BLOCK_QUOTE), ==, 0);
}

/* Words from a mail can neither break a line nor turn the reading order. */
static void
test_clean (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (GPtrArray) blocks = NULL;

  g_free (report->returned.subject);
  report->returned.subject = g_strdup ("a\n\xe2\x80\xae" "b\xff");
  blocks = bounce_document_new_from_report (report, NULL);

  g_assert_cmpstr (find (blocks, "Subject")->text, ==, "a \ufffd" "b\ufffd");
  g_assert_null (strchr (find (blocks, "The server's reply")->text, '\x1b'));
}

/* Five hundred recipients with endless replies still fit in a pocket. */
static void
test_bounds (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *endless = g_strnfill (100000, 'x');
  BounceRecipient *first = g_ptr_array_index (report->recipients, 0);
  gboolean says_more = FALSE;
  gsize size = 0;

  g_free (first->diagnostic);
  first->diagnostic = g_strdup (endless);
  first->verdict.severity = BOUNCE_SEVERITY_TEMPORARY;
  for (guint i = 0; i < 500; i++)
    {
      BounceRecipient *recipient = bounce_recipient_new ();

      recipient->address = g_strdup_printf ("%u-%s@example.org", i, endless);
      recipient->reply_code = 400 + i;
      recipient->verdict.severity = i == 499 ? BOUNCE_SEVERITY_SUSPICIOUS
                                             : BOUNCE_SEVERITY_PERMANENT;
      g_ptr_array_add (report->recipients, recipient);
    }

  for (guint i = 0; i < 30; i++)
    {
      BounceHost *host = g_new0 (BounceHost, 1);

      host->ip = g_strdup_printf ("203.0.113.%u", i);
      g_ptr_array_add (report->hosts, host);
    }

  blocks = bounce_document_new_from_report (report, NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      says_more |= strcmp (block->text, "24 more IP addresses are not listed here.") == 0;
      g_assert_cmpint (g_utf8_strlen (block->label, -1), <=, 400);
      g_assert_true (g_utf8_validate (block->text, -1, NULL));
      size += strlen (block->label) + strlen (block->text);
    }

  g_assert_cmpuint (blocks->len, <, 80);
  g_assert_cmpuint (size, <, 20000);
  g_assert_true (says_more);
  g_assert_cmpuint (count (blocks, BOUNCE_BLOCK_ITEM), ==, 28);
  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != BOUNCE_BLOCK_ITEM)
        continue;
      /* the worst comes first, wherever the notice names it */
      g_assert_true (g_str_has_prefix (block->label, "499-"));
      break;
    }
}

typedef struct
{
  const char *name;
  BounceKind kind;
  const char *subject;
  const char *expected;
} FileName;

static const FileName file_names[] = {
  { "subject", BOUNCE_KIND_BOUNCE, "Rehearsal on Tuesday",
    "Why it came back, Rehearsal on Tuesday" },
  { "none", BOUNCE_KIND_BOUNCE, NULL, NULL },
  { "empty", BOUNCE_KIND_BOUNCE, "", NULL },
  { "only-odd", BOUNCE_KIND_BOUNCE, "///***...", NULL },
  { "nothing-came-back", BOUNCE_KIND_AUTO_REPLY, "Rehearsal", NULL },
  { "path", BOUNCE_KIND_BOUNCE, "../../etc/passwd", "Why it came back, etc passwd" },
  { "hidden", BOUNCE_KIND_BOUNCE, ".-bashrc", "Why it came back, bashrc" },
  { "forbidden", BOUNCE_KIND_BOUNCE, "a<b>:c\"d|e?f*g\\h\tz", "Why it came back, a b c d e f g h z" },
  { "turned", BOUNCE_KIND_BOUNCE, "exe\xe2\x80\xae.txt", "Why it came back, exe.txt" },
  { "dots-at-end", BOUNCE_KIND_BOUNCE, "well . . .", "Why it came back, well" },
  { "umlauts", BOUNCE_KIND_BOUNCE, "Grüße aus Köln – 東京", "Why it came back, Grüße aus Köln – 東京" },
};

static void
test_file_name (gconstpointer data)
{
  const FileName *test = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *name = NULL;

  report->kind = test->kind;
  g_free (report->returned.subject);
  report->returned.subject = g_strdup (test->subject);
  blocks = bounce_document_new_from_report (report, NULL);

  name = bounce_document_dup_file_name (report);
  g_assert_cmpstr (name, !=, "");
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, 60);
  if (test->expected != NULL)
    g_assert_cmpstr (name, ==, test->expected);
  else
    g_assert_cmpstr (name, ==, ((BounceBlock *) g_ptr_array_index (blocks, 0))->text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/order", test_order);
  g_test_add_func ("/document/empty", test_empty);
  g_test_add_func ("/document/clean", test_clean);
  g_test_add_func ("/document/bounds", test_bounds);
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_strconcat ("/document/file-name/", file_names[i].name, NULL);

      g_test_add_data_func (path, &file_names[i], test_file_name);
    }

  return g_test_run ();
}
