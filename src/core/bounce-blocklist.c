/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-blocklist.h"

#include "bounce-tables-private.h"

/**
 * bounce_blocklist_get_n:
 *
 * Returns: how many lists are known
 */
guint
bounce_blocklist_get_n (void)
{
  return bounce_n_list_rows;
}

/**
 * bounce_blocklist_get:
 * @index: from 0 to bounce_blocklist_get_n() - 1
 *
 * Returns: (transfer none): the list
 */
const BounceBlocklist *
bounce_blocklist_get (guint index)
{
  g_return_val_if_fail (index < bounce_n_list_rows, NULL);

  return &bounce_list_rows[index];
}

/**
 * bounce_blocklist_find:
 * @name_or_zone: what a report calls a list: its zone, or its name
 *
 * Returns: (transfer none) (nullable): the list, or %NULL. Of several lists in one zone
 *   (Spamhaus CSS is in that of the SBL) the zone is that of the first.
 */
const BounceBlocklist *
bounce_blocklist_find (const char *name_or_zone)
{
  g_return_val_if_fail (name_or_zone != NULL, NULL);

  for (guint i = 0; i < bounce_n_list_rows; i++)
    if (g_ascii_strcasecmp (bounce_list_rows[i].name, name_or_zone) == 0)
      return &bounce_list_rows[i];
  for (guint i = 0; i < bounce_n_list_rows; i++)
    if (bounce_list_rows[i].zone != NULL
        && g_ascii_strcasecmp (bounce_list_rows[i].zone, name_or_zone) == 0)
      return &bounce_list_rows[i];

  return NULL;
}

/**
 * bounce_blocklist_find_code:
 * @list: a list
 * @answer: what it answered, an IPv4 address as a number
 *
 * Codes of one list lie behind each other, the graver first, so that of several
 * answers the one with the lowest address in memory tells the most.
 *
 * Returns: (transfer none) (nullable): what that says, or %NULL where nothing special
 *   is known: then an answer in 127.0.0.0/8 is a listing
 */
const BounceListCode *
bounce_blocklist_find_code (const BounceBlocklist *list,
                            guint32                answer)
{
  g_return_val_if_fail (list != NULL, NULL);

  for (guint i = 0; i < bounce_n_list_code_rows; i++)
    {
      const BounceListCode *code = &bounce_list_code_rows[i];

      if (code->zone != NULL && g_strcmp0 (code->zone, list->zone) != 0)
        continue;
      if (answer >= code->first && answer <= code->last
          && (code->bit == 0 || (answer & code->bit) != 0))
        return code;
    }

  return NULL;
}
