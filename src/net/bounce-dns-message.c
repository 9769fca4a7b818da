/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-dns-message-private.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#include "bounce-net-limits.h"

/*
 * Questions and answers of the DNS in their wire format (RFC 1035 §4), the same over
 * HTTPS and over the system's resolver. The C library takes an answer apart; what it
 * does not look at, above all whether this answers our question, is checked here.
 */

#define HEADER_SIZE 12

/* Letters, digits and hyphen (RFC 952), and the underscore that service names have. */
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
#define FLAG_RECURSION_DESIRED 0x01

/**
 * bounce_dns_message_new_query: (skip)
 * @name: a name in ASCII, without a dot at its end
 * @type: what to ask for
 * @id: 0 over HTTPS, so that caches see the same question (RFC 8484 §4.1), and not to
 *   be guessed elsewhere
 *
 * Returns: (transfer full) (nullable): the question, or %NULL where @name cannot be
 *   asked about
 */
GBytes *
bounce_dns_message_new_query (const char    *name,
                              BounceDnsType  type,
                              guint16        id)
{
  const guint8 header[HEADER_SIZE] = { id >> 8, id & 0xff, FLAG_RECURSION_DESIRED, 0, 0, 1 };
  const guint8 tail[] = { 0, type >> 8, type & 0xff, 0, ns_c_in };
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_auto (GStrv) labels = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (*name == '\0' || strlen (name) > BOUNCE_NET_LIMIT_NAME)
    return NULL;

  g_byte_array_append (message, header, sizeof header);
  labels = g_strsplit (name, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);
      guint8 size = (guint8) length;

      if (length == 0 || length > BOUNCE_NET_LIMIT_LABEL
          || strspn (labels[i], NAME_LETTERS) != length)
        return NULL;
      g_byte_array_append (message, &size, 1);
      g_byte_array_append (message, (const guint8 *) labels[i], length);
    }
  g_byte_array_append (message, tail, sizeof tail);

  return g_byte_array_free_to_bytes (g_steal_pointer (&message));
}

static void
clear_record (gpointer data)
{
  BounceDnsRecord *record = data;

  g_clear_pointer (&record->text, g_free);
}

static BounceDnsAnswer *
create_answer (void)
{
  BounceDnsAnswer *answer = g_atomic_rc_box_new0 (BounceDnsAnswer);

  answer->records = g_array_new (FALSE, TRUE, sizeof (BounceDnsRecord));
  g_array_set_clear_func (answer->records, clear_record);

  return answer;
}

static void
clear_answer (gpointer data)
{
  BounceDnsAnswer *answer = data;

  g_clear_pointer (&answer->records, g_array_unref);
}

BounceDnsAnswer *
bounce_dns_answer_ref (BounceDnsAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bounce_dns_answer_unref (BounceDnsAnswer *self)
{
  g_atomic_rc_box_release_full (self, clear_answer);
}

const BounceDnsRecord *
bounce_dns_answer_get (const BounceDnsAnswer *self,
                       guint                  index)
{
  g_return_val_if_fail (self != NULL && index < self->records->len, NULL);

  return &g_array_index (self->records, BounceDnsRecord, index);
}

static gboolean
is_record_of (ns_rr      *rr,
              guint       type,
              const char *name)
{
  return ns_rr_type (*rr) == type && ns_rr_class (*rr) == ns_c_in
         && g_ascii_strcasecmp (ns_rr_name (*rr), name) == 0;
}

/* Whether the message is an answer, whole, to our question and to no other. */
static gboolean
answers (ns_msg        *message,
         const char    *name,
         BounceDnsType  type,
         guint16        id)
{
  ns_rr question;

  return ns_msg_getflag (*message, ns_f_qr) == 1
         && ns_msg_getflag (*message, ns_f_opcode) == ns_o_query
         && ns_msg_getflag (*message, ns_f_tc) == 0
         && ns_msg_id (*message) == id
         && ns_msg_count (*message, ns_s_qd) == 1
         && ns_parserr (message, ns_s_qd, 0, &question) == 0
         && is_record_of (&question, type, name);
}

/* RFC 2181 §8: the highest bit set means nothing. */
static guint
clamp_ttl (guint32 ttl)
{
  return ttl > G_MAXINT32 ? 0 : ttl;
}

/* Several strings of one record are one text (RFC 7208 §3.3 says so for SPF, and list
 * operators who split a long reason mean the same). */
static gboolean
read_text (const guint8    *data,
           gsize            size,
           BounceDnsRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize at = 0; at < size; at += 1 + data[at])
    {
      if (data[at] > size - at - 1)
        return FALSE;
      g_string_append_len (text, (const char *) data + at + 1, data[at]);
    }

  record->length = text->len;
  record->text = g_string_free (g_steal_pointer (&text), FALSE);
  return size > 0;
}

static gboolean
read_address (const guint8    *data,
              gsize            size,
              int              family,
              BounceDnsRecord *record)
{
  char written[INET6_ADDRSTRLEN] = "";

  if (size != (family == AF_INET ? NS_INADDRSZ : NS_IN6ADDRSZ)
      || inet_ntop (family, data, written, sizeof written) == NULL)
    return FALSE;

  record->text = g_strdup (written);
  record->length = strlen (written);
  return TRUE;
}

static gboolean
read_exchange (ns_msg          *message,
               const guint8    *data,
               gsize            size,
               BounceDnsRecord *record)
{
  char name[NS_MAXDNAME] = "";
  int used = 0;

  if (size <= NS_INT16SZ)
    return FALSE;

  used = ns_name_uncompress (ns_msg_base (*message), ns_msg_end (*message), data + NS_INT16SZ,
                             name, sizeof name);
  if (used < 0 || (gsize) used != size - NS_INT16SZ)
    return FALSE;

  record->preference = ns_get16 (data);
  record->text = strcmp (name, ".") == 0 ? g_strdup ("") : g_ascii_strdown (name, -1);
  record->length = strlen (record->text);
  return TRUE;
}

static gboolean
read_record (ns_msg          *message,
             ns_rr           *rr,
             BounceDnsRecord *record)
{
  const guint8 *data = ns_rr_rdata (*rr);
  gsize size = ns_rr_rdlen (*rr);

  switch ((BounceDnsType) ns_rr_type (*rr))
    {
    case BOUNCE_DNS_A:
      return read_address (data, size, AF_INET, record);
    case BOUNCE_DNS_AAAA:
      return read_address (data, size, AF_INET6, record);
    case BOUNCE_DNS_TXT:
      return read_text (data, size, record);
    case BOUNCE_DNS_MX:
      return read_exchange (message, data, size, record);
    default:
      return FALSE;
    }
}

/* Where the alias @name leads to: -1 for a broken message, 0 for nowhere, 1 for @name
 * being the next name. */
static int
follow_alias (ns_msg          *message,
              char            *name,
              BounceDnsAnswer *answer)
{
  ns_rr rr;

  for (guint i = 0; i < ns_msg_count (*message, ns_s_an); i++)
    {
      if (ns_parserr (message, ns_s_an, i, &rr) != 0)
        return -1;
      if (!is_record_of (&rr, ns_t_cname, name))
        continue;

      answer->ttl_s = MIN (answer->ttl_s, clamp_ttl (ns_rr_ttl (rr)));
      return ns_name_uncompress (ns_msg_base (*message), ns_msg_end (*message), ns_rr_rdata (rr),
                                 name, NS_MAXDNAME) == (int) ns_rr_rdlen (rr) ? 1 : -1;
    }

  return 0;
}

/* The records of @name itself; what else a server adds is none of our business. */
static gboolean
read_records (ns_msg          *message,
              const char      *name,
              BounceDnsType    type,
              BounceDnsAnswer *answer)
{
  ns_rr rr;

  for (guint i = 0; i < ns_msg_count (*message, ns_s_an); i++)
    {
      BounceDnsRecord record = { NULL };

      if (ns_parserr (message, ns_s_an, i, &rr) != 0)
        return FALSE;
      if (!is_record_of (&rr, type, name))
        continue;
      if (!read_record (message, &rr, &record))
        return FALSE;

      answer->ttl_s = MIN (answer->ttl_s, clamp_ttl (ns_rr_ttl (rr)));
      if (answer->records->len < BOUNCE_NET_LIMIT_RECORDS)
        g_array_append_val (answer->records, record);
      else
        clear_record (&record);
    }

  return TRUE;
}

/* How long "no" holds (RFC 2308 §5): the last field of the zone's SOA record. */
static void
read_negative_ttl (ns_msg          *message,
                   BounceDnsAnswer *answer)
{
  ns_rr rr;

  for (guint i = 0; i < ns_msg_count (*message, ns_s_ns); i++)
    {
      if (ns_parserr (message, ns_s_ns, i, &rr) != 0)
        break;
      if (ns_rr_type (rr) == ns_t_soa && ns_rr_rdlen (rr) >= 5 * NS_INT32SZ + 2)
        {
          guint32 minimum = ns_get32 (ns_rr_rdata (rr) + ns_rr_rdlen (rr) - NS_INT32SZ);

          answer->ttl_s = MIN (clamp_ttl (ns_rr_ttl (rr)), clamp_ttl (minimum));
          answer->has_zone = TRUE;
          return;
        }
    }

  answer->ttl_s = 0;
}

/* Follows the aliases from @name and reads what stands at their end. */
static gboolean
read_answer (ns_msg          *message,
             const char      *name,
             BounceDnsType    type,
             BounceDnsAnswer *answer)
{
  char owner[NS_MAXDNAME] = "";
  int alias = 1;

  answer->ttl_s = G_MAXINT32;
  g_strlcpy (owner, name, sizeof owner);
  for (guint n = 0; alias > 0; n++)
    {
      if (n > BOUNCE_NET_LIMIT_ALIASES)
        return FALSE;
      alias = follow_alias (message, owner, answer);
    }

  return alias == 0 && read_records (message, owner, type, answer);
}

/**
 * bounce_dns_message_read: (skip)
 * @data: a message
 * @size: its bytes
 * @name: what was asked about
 * @type: and what for
 * @id: of the question
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL where it is malformed or
 *   does not answer this question
 */
BounceDnsAnswer *
bounce_dns_message_read (const guint8   *data,
                         gsize           size,
                         const char     *name,
                         BounceDnsType   type,
                         guint16         id,
                         GError        **error)
{
  g_autoptr (BounceDnsAnswer) answer = create_answer ();
  gboolean is_fine = FALSE;
  ns_msg message;
  int rcode = 0;

  g_return_val_if_fail (data != NULL || size == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  is_fine = size >= HEADER_SIZE && size <= NS_MAXMSG
            && ns_initparse (data, size, &message) == 0
            && answers (&message, name, type, id);
  if (is_fine)
    {
      rcode = ns_msg_getflag (message, ns_f_rcode);
      if (rcode != ns_r_noerror && rcode != ns_r_nxdomain)
        {
          answer->outcome = rcode == ns_r_refused ? BOUNCE_DNS_REFUSED : BOUNCE_DNS_FAILED;
          return g_steal_pointer (&answer);
        }
      is_fine = read_answer (&message, name, type, answer);
    }
  if (!is_fine)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "This is no answer to the question");
      return NULL;
    }

  /* RFC 2308 §2.1: NXDOMAIN speaks of the name that aliases lead to. */
  if (rcode == ns_r_nxdomain)
    {
      answer->outcome = BOUNCE_DNS_NO_NAME;
      g_array_set_size (answer->records, 0);
    }
  else
    answer->outcome = answer->records->len > 0 ? BOUNCE_DNS_FOUND : BOUNCE_DNS_NO_DATA;
  if (answer->outcome != BOUNCE_DNS_FOUND)
    read_negative_ttl (&message, answer);

  return g_steal_pointer (&answer);
}
