/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-list-check-private.h"

/* The result of asking blocklists about one address. */

G_DEFINE_BOXED_TYPE (BounceListCheck, bounce_list_check, bounce_list_check_ref,
                     bounce_list_check_unref)

static void
clear_listing (gpointer data)
{
  BounceListing *listing = data;

  g_clear_pointer (&listing->codes, g_strfreev);
  g_clear_pointer (&listing->text, g_free);
}

static void
clear_check (gpointer data)
{
  BounceListCheck *self = data;

  g_clear_pointer (&self->ip, g_free);
  g_clear_pointer (&self->listings, g_array_unref);
}

/**
 * bounce_list_check_new: (skip)
 * @ip: the address
 *
 * Returns: (transfer full): a result without answers
 */
BounceListCheck *
bounce_list_check_new (const char *ip)
{
  BounceListCheck *self = g_atomic_rc_box_new0 (BounceListCheck);

  self->ip = g_strdup (ip);
  self->listings = g_array_new (FALSE, TRUE, sizeof (BounceListing));
  g_array_set_clear_func (self->listings, clear_listing);
  self->is_complete = TRUE;

  return self;
}

/**
 * bounce_list_check_add: (skip)
 * @self: a result
 * @list: a list
 *
 * Returns: (transfer none): its answer, unknown yet, which the next one added moves
 */
BounceListing *
bounce_list_check_add (BounceListCheck       *self,
                       const BounceBlocklist *list)
{
  BounceListing listing = {
    .list = list,
    .state = BOUNCE_LISTING_UNKNOWN,
    .meaning = list->meaning,
    .codes = g_new0 (char *, 1),
  };

  g_array_append_val (self->listings, listing);
  return &g_array_index (self->listings, BounceListing, self->listings->len - 1);
}

BounceListCheck *
bounce_list_check_ref (BounceListCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
bounce_list_check_unref (BounceListCheck *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_check);
}

/**
 * bounce_list_check_get_ip:
 * @self: a result
 *
 * Returns: (transfer none): the address that was asked about
 */
const char *
bounce_list_check_get_ip (const BounceListCheck *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ip;
}

/**
 * bounce_list_check_get_n_listings:
 * @self: a result
 *
 * Returns: how many lists there were to ask
 */
guint
bounce_list_check_get_n_listings (const BounceListCheck *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->listings->len;
}

/**
 * bounce_list_check_get_listing:
 * @self: a result
 * @index: from 0 to bounce_list_check_get_n_listings() - 1
 *
 * Returns: (transfer none): what a list said
 */
const BounceListing *
bounce_list_check_get_listing (const BounceListCheck *self,
                               guint                  index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->listings->len, NULL);

  return &g_array_index (self->listings, BounceListing, index);
}

static guint32
parse_code (const char *code)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (code);
  const guint8 *bytes = address != NULL ? g_inet_address_to_bytes (address) : NULL;

  return bytes != NULL ? (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3] : 0;
}

/* Whether @quoted, which is asked as a part of another list, is what @code of that says. */
static gboolean
is_part_of_code (const BounceBlocklist *quoted,
                 const BounceListCode  *code,
                 guint32                answer)
{
  const BounceListCode *own = bounce_blocklist_find_code (quoted, answer);

  if (g_strcmp0 (code->part, quoted->name) == 0)
    return TRUE;

  /* The list of a zone has all that its zone answers: the SBL has CSS, too. */
  if (own != NULL)
    return own->zone != NULL && own->kind == BOUNCE_LIST_CODE_LISTED
           && bounce_blocklist_find (quoted->zone) == quoted;

  /* The CBL, which no code names, lives on in another part. */
  return code->meaning == quoted->meaning;
}

/**
 * bounce_listing_judge:
 * @self: what a list said
 * @quoted: a list that a bounce names
 *
 * Returns: what that says of @quoted, which is the same list or a part of it; of any
 *   other %BOUNCE_LISTING_UNKNOWN
 */
BounceListingState
bounce_listing_judge (const BounceListing   *self,
                      const BounceBlocklist *quoted)
{
  gboolean has_part = FALSE;
  gboolean is_part = FALSE;

  g_return_val_if_fail (self != NULL, BOUNCE_LISTING_UNKNOWN);
  g_return_val_if_fail (quoted != NULL, BOUNCE_LISTING_UNKNOWN);

  if (self->list == quoted)
    return self->state;
  if (g_strcmp0 (self->list->name, quoted->within) != 0)
    return BOUNCE_LISTING_UNKNOWN;
  if (self->state != BOUNCE_LISTING_LISTED)
    return self->state;

  /* It has the address; which part of it does, tell the codes. */
  for (guint i = 0; self->codes[i] != NULL; i++)
    {
      guint32 answer = parse_code (self->codes[i]);
      const BounceListCode *code = bounce_blocklist_find_code (self->list, answer);

      has_part |= code != NULL && code->part != NULL;
      is_part |= code != NULL && is_part_of_code (quoted, code, answer);
    }

  /* "Spamhaus" alone is any of its parts. */
  return is_part || !has_part || quoted->zone == NULL
         || quoted->meaning == BOUNCE_LIST_MEANING_LISTED
         ? BOUNCE_LISTING_LISTED : BOUNCE_LISTING_NOT_LISTED;
}

/**
 * bounce_list_check_count:
 * @self: a result
 * @state: an answer
 *
 * Returns: how many lists gave it
 */
guint
bounce_list_check_count (const BounceListCheck *self,
                         BounceListingState     state)
{
  guint n_listings = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->listings->len; i++)
    n_listings += g_array_index (self->listings, BounceListing, i).state == state;

  return n_listings;
}

/**
 * bounce_list_check_is_complete:
 * @self: a result
 *
 * Returns: whether each list was waited for; else time was up, and what is unknown may
 *   be known another time
 */
gboolean
bounce_list_check_is_complete (const BounceListCheck *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_complete;
}
