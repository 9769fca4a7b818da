/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-hosts-private.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-limits.h"

/*
 * The returned message's way, read from its Received fields (RFC 5321 §4.4): the
 * lowest field is the oldest hop.
 */

/* The word behind " @keyword " in a Received field, or NULL. */
static char *
dup_word_behind (const char *value,
                 const char *keyword)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", keyword);
  const char *at = NULL;
  gsize length = 0;

  if (g_ascii_strncasecmp (value, spaced + 1, strlen (spaced) - 1) == 0)
    at = value + strlen (spaced) - 1;
  else
    {
      at = strstr (value, spaced);
      at = at != NULL ? at + strlen (spaced) : NULL;
    }
  if (at == NULL)
    return NULL;

  while (*at == ' ')
    at++;
  length = strcspn (at, " \t;()");

  return length > 0 ? g_strndup (at, length) : NULL;
}

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
      BounceHop *hop = NULL;

      if (g_ascii_strcasecmp (field->name, "Received") != 0)
        continue;
      if (report->hops->len >= BOUNCE_LIMIT_HOPS)
        return;

      hop = g_new0 (BounceHop, 1);
      hop->from = dup_word_behind (field->value, "from");
      hop->by = dup_word_behind (field->value, "by");
      hop->with = dup_word_behind (field->value, "with");
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
