/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-csv.h"

#include <string.h>

#include "bounce-data-private.h"
#include "bounce-plain.h"
#include "bounce-words.h"

/* What programs read, so they stay as they are in every language. New ones go to
 * the end. */
static const char *const columns[] = {
  "source", "file", "index", "kind", "address", "original_address", "action",
  "severity", "responsible", "stopped_at", "cause", "confidence",
  "reply_code", "enhanced_code", "diagnostic", "said_by", "suggestion", "retry_until",
  "headline", "subject", "message_id",
};

/* What a program of another country takes for the start of a cell: where a comma stands
 * in numbers, Excel parts cells at semicolons, in quotes too. */
static gboolean
starts_formula (const char *at)
{
  return bounce_plain_is_formula (at + strspn (at, " "));
}

/* RFC 4180 §2: quotes around what has separators in it, and doubled inside. What
 * stands here was written by strangers: an apostrophe makes a formula text. */
static void
append_cell (GString    *row,
             const char *value)
{
  g_autofree char *plain = NULL;
  gboolean is_formula;

  if (row->len > 0)
    g_string_append_c (row, ',');
  if (value == NULL || *value == '\0')
    return;

  plain = bounce_plain_dup (value);
  is_formula = starts_formula (plain);

  if (!is_formula && strpbrk (plain, ",;\"") == NULL)
    {
      g_string_append (row, plain);
      return;
    }

  g_string_append (row, is_formula ? "\"'" : "\"");
  for (const char *at = plain; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (row, '"');
      g_string_append_c (row, *at);
      if (*at == ';' && starts_formula (at + 1))
        g_string_append_c (row, '\'');
    }
  g_string_append_c (row, '"');
}

static void
append_number (GString *row,
               guint    number)
{
  g_string_append_printf (row, ",%u", number);
}

static void
append_message (GString    *row,
                const char *source,
                const char *file,
                guint       index,
                BounceKind  kind)
{
  append_cell (row, source);
  /* a source without a name still is a cell */
  if (row->len == 0)
    g_string_append (row, "\"\"");
  append_cell (row, file);
  append_number (row, index);
  append_cell (row, bounce_kind_to_string (kind));
}

static void
append_verdict (GString             *row,
                const BounceVerdict *verdict)
{
  append_cell (row, bounce_severity_to_string (verdict->severity));
  append_cell (row, bounce_party_to_string (verdict->responsible));
  append_cell (row, bounce_stop_to_string (verdict->stopped_at));
  append_cell (row, bounce_cause_to_string (verdict->cause));
  append_cell (row, bounce_confidence_to_string (verdict->confidence));
}

static void
append_empty (GString *row,
              guint    n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    append_cell (row, NULL);
}

static void
append_time (GString   *row,
             GDateTime *time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *text = NULL;

  if (time != NULL)
    utc = g_date_time_to_utc (time);
  if (utc != NULL)
    text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");

  append_cell (row, text);
}

static void
append_codes (GString               *row,
              const BounceRecipient *recipient)
{
  g_autofree char *enhanced = NULL;

  if (recipient->reply_code != 0)
    append_number (row, recipient->reply_code);
  else
    append_cell (row, NULL);

  if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
    enhanced = bounce_enhanced_code_to_string (&recipient->enhanced_code);
  append_cell (row, enhanced);
}

static void
append_recipient (GString            *rows,
                  const BounceReport *report,
                  guint               index,
                  const char         *source,
                  const char         *file,
                  guint               message)
{
  const BounceRecipient *recipient = bounce_report_get_recipient (report, index);
  const BounceReturned *returned = bounce_report_get_returned (report);
  g_autofree char *headline = bounce_words_dup_headline (report, index);
  g_autoptr (GString) row = g_string_new (NULL);

  append_message (row, source, file, message, bounce_report_get_kind (report));
  append_cell (row, recipient->address);
  append_cell (row, recipient->original_address);
  append_cell (row, bounce_action_to_string (recipient->action));
  append_verdict (row, &recipient->verdict);
  append_codes (row, recipient);
  append_cell (row, recipient->diagnostic);
  append_cell (row, recipient->said_by);
  append_cell (row, recipient->suggestion);
  append_time (row, recipient->retry_until);
  append_cell (row, headline);
  append_cell (row, returned->subject);
  append_cell (row, returned->message_id);

  g_string_append_len (rows, row->str, row->len);
  g_string_append (rows, "\r\n");
}

/* A message that names nobody still has its row: none goes missing. */
static char *
new_lone_row (const char           *source,
              const char           *file,
              guint                 message,
              BounceKind            kind,
              const BounceVerdict  *verdict,
              const char           *headline,
              const BounceReturned *returned)
{
  GString *row = g_string_new (NULL);

  append_message (row, source, file, message, kind);
  append_empty (row, 3);
  append_verdict (row, verdict);
  append_empty (row, 6);
  append_cell (row, headline);
  append_cell (row, returned != NULL ? returned->subject : NULL);
  append_cell (row, returned != NULL ? returned->message_id : NULL);
  g_string_append (row, "\r\n");

  return g_string_free (row, FALSE);
}

/**
 * bounce_csv_new_header:
 *
 * Returns: (transfer full): the names of the columns, with the end of the line
 */
char *
bounce_csv_new_header (void)
{
  GString *row = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_cell (row, columns[i]);
  g_string_append (row, "\r\n");

  return g_string_free (row, FALSE);
}

/**
 * bounce_csv_from_report:
 * @report: an answer
 * @source: where the message was read, as the person named it
 * @file: (nullable): the file inside @source, where that is a folder
 * @index: which message of @source it is, from 0
 *
 * One row for each recipient, as RFC 4180 wants it; one in all where there is
 * none. Where a spreadsheet would begin to calculate there is an apostrophe; words are
 * cleaned by bounce_plain_dup().
 *
 * Returns: (transfer full): the rows, each with the end of its line
 */
char *
bounce_csv_from_report (const BounceReport *report,
                        const char         *source,
                        const char         *file,
                        guint               index)
{
  guint n_recipients;
  GString *rows;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (source != NULL, NULL);

  n_recipients = bounce_report_get_n_recipients (report);
  if (n_recipients == 0)
    {
      g_autofree char *headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);

      return new_lone_row (source, file, index, bounce_report_get_kind (report),
                           bounce_report_get_verdict (report), headline,
                           bounce_report_get_returned (report));
    }

  rows = g_string_new (NULL);
  for (guint i = 0; i < n_recipients; i++)
    append_recipient (rows, report, i, source, file, index);

  return g_string_free (rows, FALSE);
}

/**
 * bounce_csv_for_data:
 * @source: where it was read, as the person named it
 * @file: (nullable): the file inside @source, where that is a folder
 * @index: which message of @source it is, from 0
 *
 * Returns: (transfer full): the row for data in which no mail can be read
 */
char *
bounce_csv_for_data (const char *source,
                     const char *file,
                     guint       index)
{
  g_return_val_if_fail (source != NULL, NULL);

  return new_lone_row (source, file, index, BOUNCE_KIND_NOT_A_BOUNCE, &bounce_data_verdict,
                       bounce_data_get_headline (), NULL);
}
