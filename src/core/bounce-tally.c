/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-tally.h"

#include <string.h>

#include "bounce-limits.h"

struct _BounceTally
{
  guint n_messages;
  guint n_bounces;
  guint n_copies;
  guint n_in_group[BOUNCE_N_TALLY_GROUPS];
  guint n_in_list[BOUNCE_N_ADDRESS_LISTS];
  GHashTable *seen;             /* of fingerprints, owned */
  GHashTable *servers;          /* refused addresses, as text, owned */
  GHashTable *addresses;        /* address in lower case → BounceTallyAddress, both owned */
};

static const BounceTallyGroup groups_of_causes[BOUNCE_N_CAUSES] = {
  [BOUNCE_CAUSE_UNKNOWN] = BOUNCE_TALLY_UNKNOWN,
  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] = BOUNCE_TALLY_WRONG_ADDRESS,
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] = BOUNCE_TALLY_WRONG_ADDRESS,
  [BOUNCE_CAUSE_ADDRESS_AMBIGUOUS] = BOUNCE_TALLY_WRONG_ADDRESS,
  [BOUNCE_CAUSE_ADDRESS_MOVED] = BOUNCE_TALLY_WRONG_ADDRESS,
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] = BOUNCE_TALLY_WRONG_ADDRESS,
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] = BOUNCE_TALLY_WRONG_ADDRESS,
  [BOUNCE_CAUSE_RECIPIENT_REFUSED] = BOUNCE_TALLY_NOT_WANTED,
  [BOUNCE_CAUSE_MAILBOX_FULL] = BOUNCE_TALLY_FULL_MAILBOX,
  [BOUNCE_CAUSE_MAILBOX_DISABLED] = BOUNCE_TALLY_CLOSED_MAILBOX,
  [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] = BOUNCE_TALLY_NOT_WANTED,
  [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] = BOUNCE_TALLY_NOT_WANTED,
  [BOUNCE_CAUSE_LIST_POSTING_REFUSED] = BOUNCE_TALLY_NOT_WANTED,
  [BOUNCE_CAUSE_MESSAGE_TOO_BIG] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_CONTENT_SPAM] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_CONTENT_VIRUS] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_ATTACHMENT_REFUSED] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_MESSAGE_MALFORMED] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_ENCODING_UNSUPPORTED] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_POLICY_REFUSED] = BOUNCE_TALLY_MESSAGE,
  [BOUNCE_CAUSE_SENDER_REFUSED] = BOUNCE_TALLY_ACCOUNT,
  [BOUNCE_CAUSE_LOGIN_REQUIRED] = BOUNCE_TALLY_ACCOUNT,
  [BOUNCE_CAUSE_LOGIN_FAILED] = BOUNCE_TALLY_ACCOUNT,
  [BOUNCE_CAUSE_SENDING_LIMIT] = BOUNCE_TALLY_ACCOUNT,
  [BOUNCE_CAUSE_RELAY_DENIED] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = BOUNCE_TALLY_BLOCKED_SERVER,
  [BOUNCE_CAUSE_SERVER_REPUTATION] = BOUNCE_TALLY_BLOCKED_SERVER,
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = BOUNCE_TALLY_SENDING_SERVER,
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = BOUNCE_TALLY_SENDING_SERVER,
  [BOUNCE_CAUSE_TLS_REQUIRED] = BOUNCE_TALLY_SENDING_SERVER,
  [BOUNCE_CAUSE_SUPPRESSED] = BOUNCE_TALLY_SENDING_SERVER,
  [BOUNCE_CAUSE_PROTOCOL_ERROR] = BOUNCE_TALLY_SENDING_SERVER,
  [BOUNCE_CAUSE_RATE_LIMITED] = BOUNCE_TALLY_TOO_MUCH,
  [BOUNCE_CAUSE_GREYLISTED] = BOUNCE_TALLY_TOO_MUCH,
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] = BOUNCE_TALLY_TOO_MUCH,
  [BOUNCE_CAUSE_NO_ANSWER] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_DNS_FAILURE] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_ROUTING_ERROR] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_TLS_FAILED] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_SYSTEM_FULL] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_SYSTEM_ERROR] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_EXPIRED] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_MAIL_LOOP] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = BOUNCE_TALLY_TECHNICAL,
  [BOUNCE_CAUSE_DELIVERED] = BOUNCE_TALLY_ARRIVED,
  [BOUNCE_CAUSE_RELAYED] = BOUNCE_TALLY_ARRIVED,
  [BOUNCE_CAUSE_EXPANDED] = BOUNCE_TALLY_ARRIVED,
  [BOUNCE_CAUSE_AUTO_REPLY] = BOUNCE_TALLY_AUTO_REPLY,
  [BOUNCE_CAUSE_READ] = BOUNCE_TALLY_ARRIVED,
  [BOUNCE_CAUSE_COMPLAINT] = BOUNCE_TALLY_COMPLAINT,
  [BOUNCE_CAUSE_NOT_A_BOUNCE] = BOUNCE_TALLY_ORDINARY,
  [BOUNCE_CAUSE_NEVER_SENT] = BOUNCE_TALLY_SUSPICIOUS,
  [BOUNCE_CAUSE_FAKE] = BOUNCE_TALLY_SUSPICIOUS,
};

/* What a cause means for an address once nobody tries any more. Where it speaks of
 * the message, of the sender's own address or of somebody's will, no list of
 * addresses helps, and the answer to that bounce says more. */
static const BounceAddressList lists_of_causes[BOUNCE_N_CAUSES] = {
  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] = BOUNCE_ADDRESSES_REMOVE,
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] = BOUNCE_ADDRESSES_CORRECT,
  [BOUNCE_CAUSE_ADDRESS_MOVED] = BOUNCE_ADDRESSES_REMOVE,
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] = BOUNCE_ADDRESSES_REMOVE,
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] = BOUNCE_ADDRESSES_REMOVE,
  [BOUNCE_CAUSE_MAILBOX_DISABLED] = BOUNCE_ADDRESSES_REMOVE,
  [BOUNCE_CAUSE_COMPLAINT] = BOUNCE_ADDRESSES_REMOVE,
  [BOUNCE_CAUSE_MAILBOX_FULL] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_LOGIN_REQUIRED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_LOGIN_FAILED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_SENDING_LIMIT] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_SERVER_REPUTATION] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_TLS_REQUIRED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_RATE_LIMITED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_GREYLISTED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_NO_ANSWER] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_DNS_FAILURE] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_ROUTING_ERROR] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_TLS_FAILED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_SYSTEM_FULL] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_SYSTEM_ERROR] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_EXPIRED] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_MAIL_LOOP] = BOUNCE_ADDRESSES_RETRY,
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = BOUNCE_ADDRESSES_RETRY,
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
add_servers (BounceTally        *self,
             const BounceReport *report)
{
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);

      if (host->refused && g_hash_table_size (self->servers) < BOUNCE_LIMIT_TALLY_SERVERS)
        g_hash_table_add (self->servers, g_strdup (host->ip));
    }
}

/* Returns FALSE where it was seen before. */
static gboolean
count_message (BounceTally *self,
               guint64      fingerprint)
{
  gint64 key = (gint64) fingerprint;

  if (g_hash_table_contains (self->seen, &key))
    {
      self->n_copies++;
      return FALSE;
    }

  g_hash_table_add (self->seen, g_memdup2 (&key, sizeof key));
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
 * bounce_tally_find_group:
 * @verdict: a verdict
 *
 * Returns: with which others it is counted
 */
BounceTallyGroup
bounce_tally_find_group (const BounceVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, BOUNCE_TALLY_UNKNOWN);
  g_return_val_if_fail (verdict->cause < BOUNCE_N_CAUSES, BOUNCE_TALLY_UNKNOWN);

  if (verdict->severity == BOUNCE_SEVERITY_TEMPORARY)
    return BOUNCE_TALLY_DELAYED;
  if (verdict->severity == BOUNCE_SEVERITY_SUSPICIOUS)
    return BOUNCE_TALLY_SUSPICIOUS;

  return groups_of_causes[verdict->cause];
}

/**
 * bounce_tally_find_list:
 * @recipient: a recipient
 *
 * Wrong advice is worse than none: what is only guessed stands on no list, nor
 * does an address that works and passes mail on to one that does not.
 *
 * Returns: what to do with the address
 */
BounceAddressList
bounce_tally_find_list (const BounceRecipient *recipient)
{
  const BounceVerdict *verdict;
  BounceAddressList list;

  g_return_val_if_fail (recipient != NULL, BOUNCE_ADDRESSES_NONE);

  verdict = &recipient->verdict;
  list = lists_of_causes[verdict->cause];

  if (verdict->confidence == BOUNCE_CONFIDENCE_UNCLEAR)
    return BOUNCE_ADDRESSES_NONE;
  if (verdict->cause == BOUNCE_CAUSE_COMPLAINT)
    return list;
  if (verdict->severity != BOUNCE_SEVERITY_PERMANENT)
    return BOUNCE_ADDRESSES_NONE;
  if (groups_of_causes[verdict->cause] != BOUNCE_TALLY_WRONG_ADDRESS)
    return list;

  if (verdict->responsible != BOUNCE_PARTY_YOU)
    return BOUNCE_ADDRESSES_NONE;

  return recipient->suggestion != NULL ? BOUNCE_ADDRESSES_CORRECT : list;
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

  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->servers);
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
  BounceTallyGroup group;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  if (!count_message (self, fingerprint))
    return FALSE;

  group = bounce_tally_find_group (bounce_report_get_verdict (report));
  self->n_in_group[group]++;
  if (group <= BOUNCE_TALLY_SUSPICIOUS)
    self->n_bounces++;
  if (group == BOUNCE_TALLY_BLOCKED_SERVER)
    add_servers (self, report);

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

  return g_hash_table_size (self->servers);
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
