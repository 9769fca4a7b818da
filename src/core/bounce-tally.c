/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-tally.h"

#include <string.h>

#include "bounce-limits.h"
#include "bounce-number-set-private.h"

struct _BounceTally
{
  guint n_messages;
  guint n_bounces;
  guint n_copies;
  guint n_in_group[BOUNCE_N_TALLY_GROUPS];
  guint n_in_list[BOUNCE_N_ADDRESS_LISTS];
  guint n_unlisted;
  gboolean has_more_servers;
  guint n_of_party[BOUNCE_N_PARTIES];
  guint n_of_cause[BOUNCE_N_CAUSES];
  BounceNumberSet *seen;        /* fingerprints */
  GHashTable *refused;          /* name → BounceTallyServer, which owns it, as the next */
  GHashTable *answering;
  GHashTable *addresses;        /* address in lower case → BounceTallyAddress, both owned */
};

/* The beginnings of fields that mail servers and mail programs add or change: two
 * copies of a notice differ in them. */
static const char *const passing_fields[] = {
  "arc-", "authentication-results:", "content-length:", "delivered-to:", "envelope-to:",
  "lines:", "received-spf:", "received:", "return-path:", "status:", "x-", ">from ",
};

static gboolean
is_passing_field (const char *line,
                  gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (passing_fields); i++)
    {
      gsize n = strlen (passing_fields[i]);

      if (length >= n && g_ascii_strncasecmp (line, passing_fields[i], n) == 0)
        return TRUE;
    }

  return FALSE;
}

/* @n_end: the bytes of the end, which is LF, CRLF or CR alone. */
static gsize
measure_line (const char *text,
              gsize       length,
              gsize      *n_end)
{
  gsize n = 0;

  while (n < length && text[n] != '\n' && text[n] != '\r')
    n++;

  *n_end = MIN (length - n, 1);
  if (length - n >= 2 && text[n] == '\r' && text[n + 1] == '\n')
    *n_end = 2;

  return n;
}

static void
free_address (gpointer data)
{
  BounceTallyAddress *address = data;

  g_free (address->address);
  g_free (address->suggestion);
  g_free (address);
}

static void
add_address (BounceTally           *self,
             const BounceRecipient *recipient)
{
  const char *written_to = bounce_tally_get_written_to (recipient);
  BounceAddressList list = bounce_tally_find_list (recipient);
  g_autofree char *key = NULL;
  BounceTallyAddress *address;

  if (list == BOUNCE_ADDRESSES_NONE || written_to == NULL || strchr (written_to, '@') == NULL)
    return;

  key = g_utf8_strdown (written_to, -1);
  address = g_hash_table_lookup (self->addresses, key);
  if (address == NULL && g_hash_table_size (self->addresses) >= BOUNCE_LIMIT_TALLY_ADDRESSES)
    {
      self->n_unlisted++;
      return;
    }

  if (address == NULL)
    {
      address = g_new0 (BounceTallyAddress, 1);
      address->address = g_strdup (written_to);
      g_hash_table_insert (self->addresses, g_steal_pointer (&key), address);
    }
  else if (address->list >= list)
    {
      return;
    }
  else
    {
      self->n_in_list[address->list]--;
    }

  address->list = list;
  self->n_in_list[list]++;
  if (list == BOUNCE_ADDRESSES_CORRECT)
    address->suggestion = g_strdup (recipient->suggestion);
}

static void
free_server (gpointer data)
{
  BounceTallyServer *server = data;

  g_free (server->name);
  g_free (server);
}

static void
count_server (BounceTally *self,
              GHashTable  *servers,
              const char  *name)
{
  BounceTallyServer *server = g_hash_table_lookup (servers, name);

  if (server == NULL)
    {
      if (g_hash_table_size (servers) >= BOUNCE_LIMIT_TALLY_SERVERS)
        {
          self->has_more_servers = TRUE;
          return;
        }

      server = g_new0 (BounceTallyServer, 1);
      server->name = g_strdup (name);
      g_hash_table_insert (servers, server->name, server);
    }

  server->n_messages++;
}

/* Whether an earlier recipient of the same message has the same server. */
static gboolean
was_said_before (const BounceReport *report,
                 guint               index)
{
  const char *name = bounce_report_get_recipient (report, index)->said_by;

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (bounce_report_get_recipient (report, i)->said_by, name) == 0)
      return TRUE;

  return FALSE;
}

static void
add_servers (BounceTally        *self,
             const BounceReport *report)
{
  guint n = MIN (bounce_report_get_n_recipients (report), BOUNCE_LIMIT_TALLY_RECIPIENTS);

  for (guint i = 0; i < n; i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);

      if (recipient->said_by != NULL && !was_said_before (report, i))
        count_server (self, self->answering, recipient->said_by);
    }
}

static void
add_refused_servers (BounceTally        *self,
                     const BounceReport *report)
{
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);

      if (host->refused)
        count_server (self, self->refused, host->ip);
    }
}

/* Returns FALSE where it was seen before. */
static gboolean
count_message (BounceTally *self,
               guint64      fingerprint)
{
  if (!bounce_number_set_add (self->seen, fingerprint))
    {
      self->n_copies++;
      return FALSE;
    }

  self->n_messages++;

  return TRUE;
}

static int
compare_addresses (gconstpointer a,
                   gconstpointer b)
{
  const BounceTallyAddress *const *first = a;
  const BounceTallyAddress *const *second = b;

  return strcmp ((*first)->address, (*second)->address);
}

/* The most first; the same order each time. */
static int
compare_servers (gconstpointer a,
                 gconstpointer b)
{
  const BounceTallyServer *const *first = a;
  const BounceTallyServer *const *second = b;

  if ((*first)->n_messages != (*second)->n_messages)
    return (*first)->n_messages > (*second)->n_messages ? -1 : 1;

  return strcmp ((*first)->name, (*second)->name);
}

/**
 * bounce_tally_fingerprint:
 * @message: the bytes of one message
 *
 * What tells one notice from others, and is the same where it lies somewhere
 * twice: its start, but for the fields that servers and mail programs add.
 * Pure, for a worker thread.
 *
 * Returns: a number for bounce_tally_add()
 */
guint64
bounce_tally_fingerprint (GBytes *message)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize n_digest = sizeof digest;
  guint64 fingerprint;
  gboolean in_header = TRUE;
  gboolean is_passing = FALSE;
  const char *text;
  gsize length;

  g_return_val_if_fail (message != NULL, 0);

  text = g_bytes_get_data (message, &length);
  length = MIN (length, BOUNCE_LIMIT_FINGERPRINT);

  while (length > 0)
    {
      gsize n_end;
      gsize n = measure_line (text, length, &n_end);

      in_header = in_header && n > 0;
      if (n > 0 && *text != ' ' && *text != '\t')
        is_passing = in_header && is_passing_field (text, n);

      if (!in_header || !is_passing)
        {
          g_checksum_update (checksum, (const guchar *) text, n);
          g_checksum_update (checksum, (const guchar *) "\n", 1);
        }

      text += n + n_end;
      length -= n + n_end;
    }

  g_checksum_get_digest (checksum, digest, &n_digest);
  memcpy (&fingerprint, digest, sizeof fingerprint);

  return fingerprint;
}

/**
 * bounce_tally_get_written_to:
 * @recipient: a recipient
 *
 * Returns: (transfer none) (nullable): the address as the sender wrote it, which
 *   is the one in their list
 */
const char *
bounce_tally_get_written_to (const BounceRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);

  return recipient->original_address != NULL ? recipient->original_address
                                             : recipient->address;
}

/**
 * bounce_tally_new:
 *
 * Returns: (transfer full): a tally of nothing yet
 */
BounceTally *
bounce_tally_new (void)
{
  BounceTally *self = g_new0 (BounceTally, 1);

  self->seen = bounce_number_set_new (BOUNCE_LIMIT_TALLY_MESSAGES);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_server);
  self->answering = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_server);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_address);

  return self;
}

/**
 * bounce_tally_free:
 * @self: a tally
 *
 * Frees a tally.
 */
void
bounce_tally_free (BounceTally *self)
{
  g_return_if_fail (self != NULL);

  bounce_number_set_free (self->seen);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->answering);
  g_hash_table_unref (self->addresses);
  g_free (self);
}

/**
 * bounce_tally_add:
 * @self: a tally
 * @report: what one message says
 * @fingerprint: of that message
 *
 * Counts a message, unless it was counted before.
 *
 * Returns: whether it is new
 */
gboolean
bounce_tally_add (BounceTally        *self,
                  const BounceReport *report,
                  guint64             fingerprint)
{
  const BounceVerdict *verdict;
  BounceTallyGroup group;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  if (!count_message (self, fingerprint))
    return FALSE;

  verdict = bounce_report_get_verdict (report);
  group = bounce_tally_find_group (verdict);
  self->n_in_group[group]++;
  self->n_of_party[verdict->responsible]++;
  self->n_of_cause[verdict->cause]++;
  if (group <= BOUNCE_TALLY_SUSPICIOUS)
    {
      self->n_bounces++;
      add_servers (self, report);
    }
  if (group == BOUNCE_TALLY_BLOCKED_SERVER)
    add_refused_servers (self, report);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    add_address (self, bounce_report_get_recipient (report, i));

  return TRUE;
}

/**
 * bounce_tally_add_data:
 * @self: a tally
 * @fingerprint: of the data
 *
 * Counts a picture, a PDF or other data in which no mail can be read, unless it
 * was counted before.
 *
 * Returns: whether it is new
 */
gboolean
bounce_tally_add_data (BounceTally *self,
                       guint64      fingerprint)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!count_message (self, fingerprint))
    return FALSE;

  self->n_in_group[BOUNCE_TALLY_ORDINARY]++;
  self->n_of_party[BOUNCE_PARTY_NOBODY]++;
  self->n_of_cause[BOUNCE_CAUSE_NOT_A_BOUNCE]++;

  return TRUE;
}

/**
 * bounce_tally_get_n_messages:
 * @self: a tally
 *
 * Returns: how many messages there are, each counted once
 */
guint
bounce_tally_get_n_messages (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_messages;
}

/**
 * bounce_tally_get_n_bounces:
 * @self: a tally
 *
 * Returns: how many of the messages say that mail did not arrive, or not yet, or
 *   pretend so
 */
guint
bounce_tally_get_n_bounces (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bounces;
}

/**
 * bounce_tally_get_n_copies:
 * @self: a tally
 *
 * Returns: how often a message was added that had been counted before
 */
guint
bounce_tally_get_n_copies (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_copies;
}

/**
 * bounce_tally_get_n_servers:
 * @self: a tally
 *
 * Returns: how many different servers were refused in the messages of
 *   %BOUNCE_TALLY_BLOCKED_SERVER; 0 where none was named
 */
guint
bounce_tally_get_n_servers (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return g_hash_table_size (self->refused);
}

/**
 * bounce_tally_get_n_in_group:
 * @self: a tally
 * @group: a group
 *
 * Returns: how many messages are of this group
 */
guint
bounce_tally_get_n_in_group (const BounceTally *self,
                             BounceTallyGroup   group)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (group < BOUNCE_N_TALLY_GROUPS, 0);

  return self->n_in_group[group];
}

/**
 * bounce_tally_get_groups:
 * @self: a tally
 * @groups: (out caller-allocates): the groups that have messages, the largest
 *   first; of equal ones that which stands first in #BounceTallyGroup
 *
 * Returns: how many there are
 */
guint
bounce_tally_get_groups (const BounceTally *self,
                         BounceTallyGroup   groups[BOUNCE_N_TALLY_GROUPS])
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (groups != NULL, 0);

  for (BounceTallyGroup group = 0; group < BOUNCE_N_TALLY_GROUPS; group++)
    {
      guint at = n;

      if (self->n_in_group[group] == 0)
        continue;

      while (at > 0 && self->n_in_group[groups[at - 1]] < self->n_in_group[group])
        {
          groups[at] = groups[at - 1];
          at--;
        }
      groups[at] = group;
      n++;
    }

  return n;
}

/**
 * bounce_tally_get_n_addresses:
 * @self: a tally
 * @list: a list
 *
 * Returns: how many addresses stand on it
 */
guint
bounce_tally_get_n_addresses (const BounceTally *self,
                              BounceAddressList  list)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (list < BOUNCE_N_ADDRESS_LISTS, 0);

  return self->n_in_list[list];
}

/**
 * bounce_tally_get_addresses:
 * @self: a tally
 * @list: a list
 *
 * Returns: (transfer container) (element-type BounceTallyAddress): the addresses
 *   on it, sorted; lent by @self until more is added
 */
GPtrArray *
bounce_tally_get_addresses (const BounceTally *self,
                            BounceAddressList  list)
{
  GPtrArray *addresses;
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (list < BOUNCE_N_ADDRESS_LISTS, NULL);

  addresses = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->addresses);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const BounceTallyAddress *address = value;

      if (address->list == list)
        g_ptr_array_add (addresses, value);
    }
  g_ptr_array_sort (addresses, compare_addresses);

  return addresses;
}

/**
 * bounce_tally_get_n_unlisted:
 * @self: a tally
 *
 * Returns: how often an address found no place, since
 *   %BOUNCE_LIMIT_TALLY_ADDRESSES stand on the lists
 */
guint
bounce_tally_get_n_unlisted (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_unlisted;
}

/**
 * bounce_tally_get_has_more_servers:
 * @self: a tally
 *
 * Returns: whether a server was left out, since %BOUNCE_LIMIT_TALLY_SERVERS are told apart
 */
gboolean
bounce_tally_get_has_more_servers (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_more_servers;
}

/**
 * bounce_tally_get_is_full:
 * @self: a tally
 *
 * Returns: whether copies may have been counted as messages of their own, since only
 *   the first %BOUNCE_LIMIT_TALLY_MESSAGES are remembered
 */
gboolean
bounce_tally_get_is_full (const BounceTally *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return bounce_number_set_get_is_full (self->seen);
}

/**
 * bounce_tally_get_n_of_party:
 * @self: a tally
 * @party: a party
 *
 * Returns: of how many messages this party must act next
 */
guint
bounce_tally_get_n_of_party (const BounceTally *self,
                             BounceParty        party)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (party < BOUNCE_N_PARTIES, 0);

  return self->n_of_party[party];
}

/**
 * bounce_tally_get_n_of_cause:
 * @self: a tally
 * @cause: a cause
 *
 * Returns: how many messages have this cause
 */
guint
bounce_tally_get_n_of_cause (const BounceTally *self,
                             BounceCause        cause)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (cause < BOUNCE_N_CAUSES, 0);

  return self->n_of_cause[cause];
}

/**
 * bounce_tally_get_servers:
 * @self: a tally
 * @refused: %TRUE for the IP addresses that were refused in the messages of
 *   %BOUNCE_TALLY_BLOCKED_SERVER, %FALSE for the hosts whose words stand in bounces
 *
 * Returns: (transfer container) (element-type BounceTallyServer): the servers, that
 *   with the most messages first; lent by @self until more is added
 */
GPtrArray *
bounce_tally_get_servers (const BounceTally *self,
                          gboolean           refused)
{
  GPtrArray *servers;
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (self != NULL, NULL);

  servers = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, refused ? self->refused : self->answering);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (servers, value);
  g_ptr_array_sort (servers, compare_servers);

  return servers;
}
