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

  if (date == NULL || strlen (date) > 200)
    return NULL;

  return g_mime_utils_header_decode_date (date + 1);
}

/**
 * bounce_hops_collect: (skip)
 * @report: a report
 * @returned_fields: (element-type BounceField): the returned message's header
 *
 * Reads the hops, oldest first, each with the seconds since the one before.
 */
void
bounce_hops_collect (BounceReport *report,
                     GPtrArray    *returned_fields)
{
  GDateTime *before = NULL;

  for (guint i = returned_fields->len; i-- > 0; )
    {
      const BounceField *field = g_ptr_array_index (returned_fields, i);
      g_autoptr (BounceReceived) received = NULL;
      BounceHop *hop = NULL;

      if (g_ascii_strcasecmp (field->name, "Received") != 0)
        continue;
      if (report->hops->len >= BOUNCE_LIMIT_HOPS)
        return;

      hop = g_new0 (BounceHop, 1);
      received = bounce_received_new (field->value);
      hop->from = g_steal_pointer (&received->from);
      hop->by = g_steal_pointer (&received->by);
      hop->with = g_steal_pointer (&received->with);
      hop->time = parse_time (field->value);
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
