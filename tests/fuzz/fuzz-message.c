/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-decode.h"
#include "bounce-limits.h"

static const BounceOriginal *
find_original (const BounceReport *report,
               const char         *path)
{
  for (guint i = 0; i < bounce_report_get_n_originals (report); i++)
    {
      const BounceOriginal *original = bounce_report_get_original (report, i);

      if (strcmp (original->path, path) == 0)
        return original;
    }

  return NULL;
}

static void
check_verdict (const BounceVerdict *verdict)
{
  g_assert_cmpint (verdict->severity, <, BOUNCE_N_SEVERITIES);
  g_assert_cmpint (verdict->responsible, <, BOUNCE_N_PARTIES);
  g_assert_cmpint (verdict->stopped_at, <, BOUNCE_N_STOPS);
  g_assert_cmpint (verdict->cause, <, BOUNCE_N_CAUSES);
  g_assert_cmpint (verdict->confidence, <, BOUNCE_N_CONFIDENCES);
  g_assert_cmpint (verdict->note, <, BOUNCE_N_NOTES);
}

static void
check_text (const char *text)
{
  if (text != NULL)
    g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* Evidence is what its name says: words that stand at that place of that part. */
static void
check_evidence (const BounceReport   *report,
                const BounceEvidence *evidence)
{
  const BounceOriginal *original = find_original (report, evidence->part);

  g_assert_cmpint (evidence->what, <=, BOUNCE_EVIDENCE_IP);
  check_text (evidence->text);
  g_assert_nonnull (original);
  g_assert_cmpuint (evidence->offset, <=, original->length);
  g_assert_cmpuint (evidence->length, <=, original->length - evidence->offset);
}

/* The bytes of one message to its report. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (BounceReport) report =
    bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);

  if (report == NULL)
    {
      g_assert_error (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT);
      return 0;
    }

  g_assert_no_error (error);
  g_assert_cmpint (bounce_report_get_kind (report), <, BOUNCE_N_KINDS);
  check_verdict (bounce_report_get_verdict (report));
  g_assert_cmpuint (bounce_report_get_n_recipients (report), <=, BOUNCE_LIMIT_RECIPIENTS);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);

      check_verdict (&recipient->verdict);
      check_text (recipient->address);
      check_text (recipient->original_address);
      check_text (recipient->diagnostic);
      check_text (recipient->said_by);
      g_assert_cmpuint (recipient->evidence->len, <=, BOUNCE_LIMIT_EVIDENCE);
      for (guint j = 0; j < recipient->evidence->len; j++)
        check_evidence (report, g_ptr_array_index (recipient->evidence, j));
    }

  for (guint i = 0; i < bounce_report_get_n_originals (report); i++)
    {
      const BounceOriginal *original = bounce_report_get_original (report, i);

      g_assert_true (g_utf8_validate (original->text, (gssize) original->length, NULL));
    }

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);

      g_assert_true (g_hostname_is_ip_address (host->ip));
      check_text (host->name);
    }

  g_assert_cmpuint (bounce_report_get_n_hops (report), <=, BOUNCE_LIMIT_HOPS);

  return 0;
}
