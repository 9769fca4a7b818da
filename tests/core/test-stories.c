/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-decode.h"

/*
 * Stories: notices and pastes as they reach people, and single replies of servers,
 * each with the answer that CONTRACT's words ask for. One row of tests/data/stories.tsv
 * or replies.tsv is one test; their headings say how the columns are read.
 */

enum
{
  COLUMN_FILE,
  COLUMN_KIND,
  COLUMN_CAUSE,
  COLUMN_RESPONSIBLE,
  COLUMN_SEVERITY,
  COLUMN_RECIPIENTS,
  COLUMN_ENHANCED,
  COLUMN_REPLY,
  COLUMN_STOPPED_AT,
  COLUMN_WHY,
  N_COLUMNS
};

enum
{
  REPLY_CAUSE,
  REPLY_RESPONSIBLE,
  REPLY_LINE,
  N_REPLY_COLUMNS
};

/* Whether @got is among @wanted: "a|b", "*" for anything, "-" for nothing. */
static gboolean
is_accepted (const char *wanted,
             const char *got)
{
  g_auto (GStrv) values = g_strsplit (wanted, "|", -1);

  return strcmp (wanted, "*") == 0
         || g_strv_contains ((const char *const *) values, got != NULL ? got : "-");
}

static void
check (GString    *misses,
       const char *what,
       const char *wanted,
       const char *got)
{
  if (!is_accepted (wanted, got))
    g_string_append_printf (misses, "; %s: wanted %s, got %s", what, wanted,
                            got != NULL ? got : "-");
}

static const BounceRecipient *
find_recipient (const BounceReport *report,
                const char         *address)
{
  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);

      if (recipient->address != NULL
          && g_ascii_strcasecmp (recipient->address, address) == 0)
        return recipient;
    }

  return NULL;
}

static char *
dup_recipients (const BounceReport *report)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);

      if (recipient->address != NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ";" : "",
                                recipient->address);
    }

  if (list->len == 0)
    g_string_append_c (list, '-');

  return g_string_free (list, FALSE);
}

/* All the wanted people and nobody else, each with the wanted cause. */
static void
check_recipients (GString            *misses,
                  const BounceReport *report,
                  const char         *wanted)
{
  g_auto (GStrv) people = g_strsplit (wanted, ";", -1);
  g_autofree char *got = dup_recipients (report);
  g_auto (GStrv) told = g_strsplit (got, ";", -1);

  if (strcmp (wanted, "*") == 0 || strcmp (wanted, got) == 0)
    return;

  if (strcmp (wanted, "-") == 0 || g_strv_length (people) != g_strv_length (told))
    {
      check (misses, "recipients", wanted, got);
      return;
    }

  for (guint i = 0; people[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (people[i], "=", 2);
      const BounceRecipient *recipient = find_recipient (report, pair[0]);

      if (recipient == NULL)
        check (misses, "recipients", pair[0], got);
      else if (pair[1] != NULL)
        check (misses, pair[0], pair[1],
               bounce_cause_to_string (recipient->verdict.cause));
    }
}

static void
test_story (gconstpointer data)
{
  char **row = (char **) data;
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "stories", row[COLUMN_FILE], NULL);
  g_autofree char *contents = NULL;
  g_autofree char *enhanced = NULL;
  g_autofree char *reply = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) misses = g_string_new (NULL);
  const BounceVerdict *verdict = NULL;
  const BounceRecipient *top = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);

  verdict = bounce_report_get_verdict (report);
  top = bounce_report_get_top_recipient (report);
  if (top != NULL)
    enhanced = bounce_enhanced_code_to_string (&top->enhanced_code);
  if (top != NULL && top->reply_code != 0)
    reply = g_strdup_printf ("%u", top->reply_code);

  check (misses, "kind", row[COLUMN_KIND],
         bounce_kind_to_string (bounce_report_get_kind (report)));
  check (misses, "cause", row[COLUMN_CAUSE], bounce_cause_to_string (verdict->cause));
  check (misses, "responsible", row[COLUMN_RESPONSIBLE],
         bounce_party_to_string (verdict->responsible));
  check (misses, "severity", row[COLUMN_SEVERITY],
         bounce_severity_to_string (verdict->severity));
  check_recipients (misses, report, row[COLUMN_RECIPIENTS]);
  check (misses, "enhanced", row[COLUMN_ENHANCED], enhanced);
  check (misses, "reply", row[COLUMN_REPLY], reply);
  check (misses, "stopped at", row[COLUMN_STOPPED_AT],
         bounce_stop_to_string (verdict->stopped_at));

  if (misses->len > 0)
    {
      g_test_message ("%s: %s", row[COLUMN_FILE], row[COLUMN_WHY]);
      g_test_fail_printf ("%s%s", row[COLUMN_FILE], misses->str);
    }
}

static void
test_reply (gconstpointer data)
{
  char **row = (char **) data;
  const char *line = row[REPLY_LINE];
  g_autofree char *code = g_strndup (line, 3);
  g_autofree char *got = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) misses = g_string_new (NULL);
  const BounceVerdict *verdict = NULL;
  const BounceRecipient *top = NULL;

  report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_nonnull (report);

  verdict = bounce_report_get_verdict (report);
  top = bounce_report_get_top_recipient (report);
  if (top != NULL && top->reply_code != 0)
    got = g_strdup_printf ("%u", top->reply_code);

  check (misses, "kind", *line == '4' ? "delay" : "bounce|send-error",
         bounce_kind_to_string (bounce_report_get_kind (report)));
  check (misses, "cause", row[REPLY_CAUSE], bounce_cause_to_string (verdict->cause));
  check (misses, "responsible", row[REPLY_RESPONSIBLE],
         bounce_party_to_string (verdict->responsible));
  check (misses, "reply", code, got);

  if (misses->len > 0)
    g_test_fail_printf ("%s%s", line, misses->str);
}

/* Adds a test for each row of a table; the rows must outlive them. */
static void
add_rows (const char    *file,
          guint          columns,
          GTestDataFunc  test,
          GPtrArray     *rows)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", file, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_heading = FALSE;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = NULL;
      g_autofree char *name = NULL;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      if (!has_heading)
        {
          has_heading = TRUE;
          continue;
        }

      row = g_strsplit (lines[i], "\t", -1);
      g_assert_cmpuint (g_strv_length (row), ==, columns);
      name = columns == N_COLUMNS
               ? g_strdup_printf ("/stories/%s", row[COLUMN_FILE])
               : g_strdup_printf ("/replies/line-%u/%s", i + 1, row[REPLY_CAUSE]);
      g_test_add_data_func (name, row, test);
      g_ptr_array_add (rows, g_steal_pointer (&row));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_test_init (&argc, &argv, NULL);

  add_rows ("stories.tsv", N_COLUMNS, test_story, rows);
  add_rows ("replies.tsv", N_REPLY_COLUMNS, test_reply, rows);

  return g_test_run ();
}
