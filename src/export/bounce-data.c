/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-data-private.h"

#include <glib/gi18n-lib.h>

const BounceVerdict bounce_data_verdict = {
  .severity = BOUNCE_SEVERITY_INFO,
  .responsible = BOUNCE_PARTY_NOBODY,
  .stopped_at = BOUNCE_STOP_UNKNOWN,
  .cause = BOUNCE_CAUSE_NOT_A_BOUNCE,
  .confidence = BOUNCE_CONFIDENCE_CERTAIN,
};

const char *
bounce_data_get_headline (void)
{
  return _("There is no mail in this file");
}

const char *
bounce_data_get_explanation (void)
{
  return _("It is a picture, a document or other data, and Bounceback reads the text of mails.");
}

const char *
bounce_data_get_step (void)
{
  return _("Open the message itself, or copy its text from your mail program and use that.");
}
