/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-list-owner-private.h"

#include <string.h>

/* The names beside a list's own under which its owners get mail: RFC 2142 §6, and
 * what list managers made of it. The best one first. */
typedef struct
{
  const char *before;
  const char *behind;
} OwnerName;

static const OwnerName owner_names[] = {
  { "", "-owner" },
  { "owner-", "" },
  { "", "-request" },
};

/* How good a name @address is for the owners of @list, the least being the best; or
 * -1. An address of another list may stand in a notice, too. */
static int
rank_owner (const char *address,
            gsize       length,
            const char *list)
{
  const char *list_at = strrchr (list, '@');

  if (list_at == NULL)
    return -1;

  for (guint i = 0; i < G_N_ELEMENTS (owner_names); i++)
    {
      g_autofree char *owner = g_strdup_printf ("%s%.*s%s%s", owner_names[i].before,
                                                (int) (list_at - list), list,
                                                owner_names[i].behind, list_at);

      if (strlen (owner) == length && g_ascii_strncasecmp (owner, address, length) == 0)
        return i;
    }

  return -1;
}

/* The mailto address of a List-Owner field, RFC 2369 §3.5; its comments and what
 * a link may ask for beyond the address are left out. */
static char *
dup_from_field (const char *value)
{
  const char *start = strstr (value, "mailto:");
  g_autofree char *address = NULL;
  g_autofree char *plain = NULL;
  const char *at;

  if (start == NULL)
    return NULL;

  start += strlen ("mailto:");
  plain = g_uri_unescape_segment (start, start + strcspn (start, ">? \t,"), NULL);
  if (plain == NULL)
    return NULL;

  address = bounce_address_from_field (plain);
  at = address != NULL ? strchr (address, '@') : NULL;
  if (at == NULL || at == address || at[1] == '\0')
    return NULL;

  return g_steal_pointer (&address);
}

static char *
find_in_words (const BounceDossier *dossier,
               const char          *list)
{
  int best = -1;
  char *found = NULL;

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role == BOUNCE_PART_RETURNED)
        continue;

      for (guint j = 0; j < reading->facts->len; j++)
        {
          const BounceFact *fact = &g_array_index (reading->facts, BounceFact, j);
          const char *text = reading->part->search + fact->start;
          int rank;

          if (fact->kind != BOUNCE_FACT_ADDRESS)
            continue;
          rank = rank_owner (text, fact->end - fact->start, list);
          if (rank < 0 || (best >= 0 && rank >= best))
            continue;

          best = rank;
          g_free (found);
          found = g_strndup (text, fact->end - fact->start);
        }
    }

  return found;
}

/* Whom to write to where a list or a closed group refused the message: the address
 * that the notice itself gives, or NULL. A notice that gives none leaves nothing to
 * guess, as by far not every group has an owner at such an address. */
char *
bounce_list_owner_find (const BounceDossier *dossier,
                        const BounceReport  *report)
{
  const BounceVerdict *verdict = bounce_report_get_verdict (report);
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);
  const char *field = bounce_fields_get (dossier->parts->fields, "List-Owner");
  char *owner = NULL;

  if (bounce_report_get_kind (report) != BOUNCE_KIND_LIST_REJECTION
      && verdict->cause != BOUNCE_CAUSE_LIST_POSTING_REFUSED
      && verdict->cause != BOUNCE_CAUSE_SENDER_NOT_PERMITTED)
    return NULL;

  if (field != NULL)
    owner = dup_from_field (field);
  if (owner == NULL && recipient != NULL && recipient->address != NULL)
    owner = find_in_words (dossier, recipient->address);

  return owner;
}
