/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-amounts-private.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-limits.h"

/*
 * Numbers with a unit: how big a message was and may be, and for how long it is
 * tried again. They make a sentence more useful and never decide anything.
 */

typedef struct
{
  const char *name;
  guint64 factor;
} Unit;

/* Servers count in powers of two whatever they call it. */
static const Unit size_units[] = {
  { "bytes", 1 },
  { "byte", 1 },
  { "octets", 1 },
  { "kilobytes", 1024 },
  { "kbytes", 1024 },
  { "kib", 1024 },
  { "kb", 1024 },
  { "k", 1024 },
  { "megabytes", 1024 * 1024 },
  { "mbytes", 1024 * 1024 },
  { "mib", 1024 * 1024 },
  { "mb", 1024 * 1024 },
  { "m", 1024 * 1024 },
};

static const Unit time_units[] = {
  { "minute", 60 },
  { "hour", 60 * 60 },
  { "day", 24 * 60 * 60 },
  { "week", 7 * 24 * 60 * 60 },
};

/* Below this a bare number is no size of a message. */
#define SMALLEST_BARE_SIZE 100000

/* How far behind "will be retried" the time may stand. */
#define RETRY_REACH 120

static gboolean
parse_number (const char *text,
              gsize       length,
              gsize      *position,
              gdouble    *number)
{
  gsize at = *position;
  gsize start = at;
  gdouble value = 0;

  while (at < length && at - start < 15
         && (g_ascii_isdigit (text[at])
             || (text[at] == ',' && at + 3 < length && g_ascii_isdigit (text[at + 1])
                 && g_ascii_isdigit (text[at + 2]) && g_ascii_isdigit (text[at + 3]))))
    {
      if (text[at] != ',')
        value = value * 10 + (text[at] - '0');
      at++;
    }
  if (at == start || (at < length && g_ascii_isdigit (text[at])))
    return FALSE;

  if (at + 1 < length && text[at] == '.' && g_ascii_isdigit (text[at + 1]))
    {
      gdouble place = 0.1;

      for (at++; at < length && g_ascii_isdigit (text[at]); at++, place /= 10)
        value += (text[at] - '0') * place;
    }

  *position = at;
  *number = value;

  return TRUE;
}

/* The unit's factor at @position, or 0. A name may go on ("days", "day(s)") only
 * where @open says so. */
static guint64
find_unit (const char *text,
           gsize       length,
           gsize       position,
           const Unit *units,
           gsize       n_units,
           gboolean    open)
{
  while (position < length && (text[position] == ' ' || text[position] == '\n'))
    position++;

  for (gsize i = 0; i < n_units; i++)
    {
      gsize size = strlen (units[i].name);

      if (length - position >= size
          && g_ascii_strncasecmp (text + position, units[i].name, size) == 0
          && (open || position + size == length
              || !g_ascii_isalpha (text[position + size])))
        return units[i].factor;
    }

  return 0;
}

static void
offer_size (guint64  size,
            guint64 *smallest,
            guint64 *largest)
{
  if (size == 0 || size > BOUNCE_LIMIT_NAMED_SIZE)
    return;
  if (*smallest == 0 || size < *smallest)
    *smallest = size;
  if (size > *largest)
    *largest = size;
}

static void
read_sizes (const BounceRange *range,
            guint64           *smallest,
            guint64           *largest)
{
  const char *text = range->reading->part->search;

  for (gsize i = range->start; i < range->end; i++)
    {
      gboolean starts = i == range->start
                        || (!g_ascii_isalnum (text[i - 1])
                            && strchr (".@-", text[i - 1]) == NULL);
      gdouble number = 0;
      guint64 factor = 0;
      gsize at = i;

      if (!starts || !g_ascii_isdigit (text[i]))
        continue;
      if (!parse_number (text, range->end, &at, &number))
        continue;

      factor = find_unit (text, range->end, at, size_units,
                          G_N_ELEMENTS (size_units), FALSE);
      if (factor == 0 && number >= SMALLEST_BARE_SIZE)
        factor = 1;
      if (factor != 0 && number < BOUNCE_LIMIT_NAMED_SIZE)
        offer_size ((guint64) (number * (gdouble) factor), smallest, largest);
      i = at;
    }
}

/**
 * bounce_amounts_find_sizes: (skip)
 * @found: a case of a message that is too big
 * @sent: (out): how big the message was, in bytes, or 0
 * @limit: (out): how big it may be, in bytes, or 0
 *
 * Of two sizes in a refusal the larger was sent and the smaller is allowed; one
 * alone is the limit, which is what servers tell.
 */
void
bounce_amounts_find_sizes (const BounceCase *found,
                           guint64          *sent,
                           guint64          *limit)
{
  GArray *const sources[] = { found->replies, found->prose };
  guint64 smallest = 0;
  guint64 largest = 0;

  for (guint s = 0; s < G_N_ELEMENTS (sources) && smallest == largest; s++)
    for (guint i = 0; i < sources[s]->len; i++)
      read_sizes (&g_array_index (sources[s], BounceRange, i), &smallest, &largest);

  *limit = smallest;
  *sent = largest > smallest ? largest : 0;
}

static GDateTime *
parse_field_date (GPtrArray *fields)
{
  const char *value = bounce_fields_get (fields, "Date");

  return value != NULL && strlen (value) < BOUNCE_LIMIT_DATE
           ? g_mime_utils_header_decode_date (value) : NULL;
}

/* "after more than 24 hours on the queue" tells what has passed. */
static gboolean
is_past (const char *text,
         gsize       start)
{
  static const char *const words[] = { "after", "than", "past", "last", "waited", NULL };
  gsize end = start;

  while (end > 0 && g_ascii_isspace (text[end - 1]))
    end--;
  for (guint i = 0; words[i] != NULL; i++)
    if (end >= strlen (words[i])
        && g_ascii_strncasecmp (text + end - strlen (words[i]), words[i],
                                strlen (words[i])) == 0)
      return TRUE;

  return FALSE;
}

/* "for 47 more hours" counts from the notice; "is 5 days old" from the message. */
static GDateTime *
read_retry (const BounceDossier *dossier,
            const char          *text,
            gsize                length)
{
  for (gsize i = 0; i < length; i++)
    {
      gsize at = i;
      gdouble number = 0;
      guint64 factor = 0;
      gboolean from_message = FALSE;
      g_autoptr (GDateTime) base = NULL;

      if (!g_ascii_isdigit (text[i]) || (i > 0 && g_ascii_isalnum (text[i - 1])))
        continue;
      if (!parse_number (text, length, &at, &number))
        continue;

      for (const char *const *word = (const char *const[]) { " more", " further", NULL };
           *word != NULL; word++)
        if (length - at > strlen (*word)
            && g_ascii_strncasecmp (text + at, *word, strlen (*word)) == 0)
          at += strlen (*word);

      factor = find_unit (text, length, at, time_units, G_N_ELEMENTS (time_units), TRUE);
      if (factor == 0 || is_past (text, i) || number <= 0
          || number * (gdouble) factor > BOUNCE_LIMIT_RETRY_S)
        {
          i = at;
          continue;
        }

      from_message = g_strstr_len (text + at, (gssize) MIN (length - at, 12), " old") != NULL;
      base = parse_field_date (from_message ? dossier->parts->returned_fields
                                            : dossier->parts->fields);
      if (base == NULL)
        return NULL;

      return g_date_time_add_seconds (base, number * (gdouble) factor);
    }

  return NULL;
}

/**
 * bounce_amounts_find_retry_until: (skip)
 * @dossier: a notice of delay
 * @found: one of its cases
 *
 * Reckons from words such as "will retry for 47 more hours" and the date of the
 * notice until when delivery is tried.
 *
 * Returns: (transfer full) (nullable): that time
 */
GDateTime *
bounce_amounts_find_retry_until (const BounceDossier *dossier,
                                 const BounceCase    *found)
{
  for (guint i = 0; i < found->prose->len; i++)
    {
      const BounceRange *range = &g_array_index (found->prose, BounceRange, i);
      const BounceMatch *match = NULL;
      guint cursor = 0;

      while ((match = bounce_range_next_match (range, &cursor)) != NULL)
        {
          GDateTime *until = NULL;

          if (!bounce_match_is_mark (match, BOUNCE_MARK_WILL_RETRY))
            continue;

          until = read_retry (dossier, range->reading->part->search + match->start,
                              MIN (range->end - match->start, RETRY_REACH));
          if (until != NULL)
            return until;
        }
    }

  return NULL;
}
