/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-explain.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bounce-code-text.h"
#include "bounce-decode.h"
#include "bounce-output.h"
#include "bounce-text.h"

/* Words beside a code make it a line that some server said, and the decoder knows
 * more about that than the code book. */
static gboolean
has_words (const char *line)
{
  guint letters = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      letters = g_unichar_isalpha (g_utf8_get_char (at)) ? letters + 1 : 0;
      if (letters >= 3)
        return TRUE;
    }

  return FALSE;
}

static char *
explain_line (const char *line)
{
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;

  if (has_words (line))
    {
      bytes = g_bytes_new (line, strlen (line));
      report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, NULL);
    }

  if (report != NULL &&
      bounce_report_get_kind (report) != BOUNCE_KIND_NOT_A_BOUNCE &&
      bounce_report_get_verdict (report)->cause != BOUNCE_CAUSE_UNKNOWN)
    return bounce_text_new_from_report (report, NULL);

  text = bounce_code_text_new (line);
  if (text == NULL)
    /* Translators: %s is what somebody typed in */
    text = g_strdup_printf (_("There is no mail code in “%s”.\n"), line);

  return text;
}

/**
 * bounce_explain_code:
 * @code: a code, or a line of some server, as it was typed
 *
 * Prints what it means.
 *
 * Returns: the exit status
 */
int
bounce_explain_code (const char *code)
{
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  BounceOutput output = { 0, };

  g_return_val_if_fail (code != NULL, BOUNCE_STATUS_USAGE);

  line = bounce_dup_display_name (code);
  g_strstrip (line);
  if (*line == '\0')
    {
      bounce_complain (_("After --code= stands the code that you want explained."));
      return BOUNCE_STATUS_USAGE;
    }

  text = explain_line (line);
  bounce_output_write (&output, text);

  return bounce_output_finish (&output);
}
