/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-hosts-private.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-limits.h"
#include "bounce-received-private.h"

/*
 * The returned message's way, read from its Received fields (RFC 5321 §4.4): the
 * lowest field is the oldest hop.
 */

static GDateTime *
parse_time (const char *value)
{
  const char *date = strrchr (value, ';');

  if (date == NULL || strlen (date) > BOUNCE_LIMIT_DATE)
    return NULL;

  return g_mime_utils_header_decode_date (date + 1);
}

static guint
count_received (GPtrArray *fields)
{
  guint n = 0;

  for (guint i = 0; i < fields->len; i++)
    n += g_ascii_strcasecmp (((BounceField *) g_ptr_array_index (fields, i))->name,
                             "Received") == 0;

  return n;
}

/**
 * bounce_hops_collect: (skip)
 * @report: a report
 * @dossier: the notice
 *
 * Lists the hops of the returned message, oldest first, each with the seconds since
 * the one before.
 */
void
bounce_hops_collect (BounceReport        *report,
                     const BounceDossier *dossier)
{
  GDateTime *before = NULL;

  if (dossier->returned_hops->len == BOUNCE_LIMIT_HOPS
      && count_received (dossier->parts->returned_fields) > BOUNCE_LIMIT_HOPS)
    report->omissions |= BOUNCE_OMISSION_HOPS;

  for (guint i = 0; i < dossier->returned_hops->len; i++)
    {
      const BounceReceived *received = g_ptr_array_index (dossier->returned_hops, i);
      BounceHop *hop = g_new0 (BounceHop, 1);

      hop->from = g_strdup (received->from);
      hop->by = g_strdup (received->by);
      hop->with = g_strdup (received->with);
      hop->time = parse_time (received->value);
      hop->delay_s = -1;
      if (hop->time != NULL && before != NULL)
        {
          gint64 delay = g_date_time_difference (hop->time, before) / G_TIME_SPAN_SECOND;

          /* clocks differ; a step back in time took no time */
          hop->delay_s = MAX (delay, 0);
        }
      if (hop->time != NULL)
        before = hop->time;
      g_ptr_array_add (report->hops, hop);
    }
}
