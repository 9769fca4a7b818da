/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "naive-dns.h"

#include <string.h>

#include "bounce-net-limits.h"

/* RFC 1035 §4.1.4, with a bound on jumps in place of cleverness. The name in lower case;
 * NULL where it is none. @at moves behind it. */
static char *
read_name (const guint8 *data,
           gsize         size,
           gsize        *at)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize place = *at;
  gboolean has_jumped = FALSE;
  guint n_jumps = 0;
  guint n_bytes = 1;

  for (;;)
    {
      guint8 length;

      if (place >= size)
        return NULL;
      length = data[place++];
      if (length >= 0xc0)
        {
          if (place >= size || n_jumps++ > 200)
            return NULL;
          if (!has_jumped)
            *at = place + 1;
          has_jumped = TRUE;
          place = (length & 0x3f) << 8 | data[place];
          continue;
        }
      if (length > 63)
        return NULL;
      if (length == 0)
        break;
      n_bytes += length + 1;
      if (length > size - place || n_bytes > 255)
        return NULL;
      if (name->len > 0)
        g_string_append_c (name, '.');
      for (guint i = 0; i < length; i++)
        {
          char letter = g_ascii_tolower (data[place + i]);

          /* What the other decoder writes with a backslash is marked, and stays apart. */
          if (g_ascii_isalnum (letter) || letter == '-' || letter == '_')
            g_string_append_c (name, letter);
          else
            g_string_append_printf (name, "?%02x", data[place + i]);
        }
      place += length;
    }

  if (!has_jumped)
    *at = place;
  return g_strdup (name->str);
}

static guint
read16 (const guint8 *data)
{
  return data[0] << 8 | data[1];
}

static guint32
read32 (const guint8 *data)
{
  return (guint32) read16 (data) << 16 | read16 (data + 2);
}

typedef struct
{
  char *owner;
  guint type;
  guint class;
  guint32 ttl;
  gsize start;
  gsize length;
} Rr;

static gboolean
read_rr (const guint8 *data,
         gsize         size,
         gsize        *at,
         Rr           *rr)
{
  rr->owner = read_name (data, size, at);
  if (rr->owner == NULL || *at + 10 > size)
    return FALSE;
  rr->type = read16 (data + *at);
  rr->class = read16 (data + *at + 2);
  rr->ttl = read32 (data + *at + 4);
  if (rr->ttl > G_MAXINT32)
    rr->ttl = 0;
  rr->length = read16 (data + *at + 8);
  rr->start = *at + 10;
  *at = rr->start + rr->length;
  return *at <= size;
}

static void
clear_rr (gpointer data)
{
  g_free (((Rr *) data)->owner);
}

static gboolean
add_record (const guint8    *data,
            gsize            size,
            const Rr        *rr,
            BounceDnsAnswer *answer)
{
  BounceDnsRecord record = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  gsize at = rr->start + 2;

  if (rr->type == BOUNCE_DNS_A && rr->length == 4)
    g_string_printf (text, "%u.%u.%u.%u", data[rr->start], data[rr->start + 1],
                     data[rr->start + 2], data[rr->start + 3]);
  else if (rr->type == BOUNCE_DNS_AAAA && rr->length == 16)
    {
      g_autoptr (GInetAddress) address = NULL;
      g_autofree char *written = NULL;

      address = g_inet_address_new_from_bytes (data + rr->start, G_SOCKET_FAMILY_IPV6);
      written = g_inet_address_to_string (address);
      g_string_assign (text, written);
    }
  else if (rr->type == BOUNCE_DNS_MX && rr->length > 2)
    {
      g_autofree char *name = read_name (data, size, &at);

      if (name == NULL || at != rr->start + rr->length)
        return FALSE;
      record.preference = read16 (data + rr->start);
      g_string_assign (text, name);
    }
  else if (rr->type == BOUNCE_DNS_TXT && rr->length > 0)
    {
      gsize end = rr->start + rr->length;

      for (at = rr->start; at < end; at += 1 + data[at])
        {
          if (at + 1 + data[at] > end)
            return FALSE;
          g_string_append_len (text, (const char *) data + at + 1, data[at]);
        }
    }
  else
    return FALSE;

  record.length = text->len;
  record.text = g_string_free (g_steal_pointer (&text), FALSE);
  g_array_append_val (answer->records, record);
  return TRUE;
}

static void
clear_record (gpointer data)
{
  g_free (((BounceDnsRecord *) data)->text);
}

void
naive_dns_free (BounceDnsAnswer *answer)
{
  g_array_unref (answer->records);
  g_free (answer);
}

/* What the message asks about, in the letters of names. */
char *
naive_dns_question (const guint8 *data,
                    gsize         size)
{
  gsize at = 12;

  return size > 12 ? read_name (data, size, &at) : NULL;
}

BounceDnsAnswer *
naive_dns_read (const guint8  *data,
                gsize          size,
                const char    *name,
                BounceDnsType  type)
{
  g_autoptr (GArray) rrs = g_array_new (FALSE, TRUE, sizeof (Rr));
  g_autofree char *owner = g_ascii_strdown (name, -1);
  g_autofree char *asked = NULL;
  BounceDnsAnswer *answer = NULL;
  gboolean is_fine = TRUE;
  guint n_answers, n_all, rcode;
  guint n_aliases = 0;
  guint32 ttl = G_MAXINT32;
  gsize at = 12;

  g_array_set_clear_func (rrs, clear_rr);
  if (size < 12 || (data[2] & 0xfa) != 0x80 || read16 (data + 4) != 1)
    return NULL;
  rcode = data[3] & 0xf;
  asked = read_name (data, size, &at);
  if (asked == NULL || strcmp (asked, owner) != 0 || at + 4 > size
      || read16 (data + at) != type || read16 (data + at + 2) != 1)
    return NULL;
  at += 4;

  n_answers = read16 (data + 6);
  n_all = n_answers + read16 (data + 8) + read16 (data + 10);
  for (guint i = 0; i < n_all; i++)
    {
      Rr rr = { NULL };

      is_fine = read_rr (data, size, &at, &rr);
      g_array_append_val (rrs, rr);
      if (!is_fine)
        return NULL;
    }
  if (at != size)
    return NULL;

  answer = g_new0 (BounceDnsAnswer, 1);
  answer->records = g_array_new (FALSE, TRUE, sizeof (BounceDnsRecord));
  g_array_set_clear_func (answer->records, clear_record);
  if (rcode != 0 && rcode != 3)
    {
      answer->outcome = rcode == 5 ? BOUNCE_DNS_REFUSED : BOUNCE_DNS_FAILED;
      return answer;
    }

  for (guint i = 0; i < n_answers && is_fine; i++)
    {
      const Rr *rr = &g_array_index (rrs, Rr, i);
      gsize place = rr->start;
      char *target;

      if (rr->type != 5 || rr->class != 1 || strcmp (rr->owner, owner) != 0)
        continue;
      target = read_name (data, size, &place);
      is_fine = target != NULL && place == rr->start + rr->length
                && n_aliases++ < BOUNCE_NET_LIMIT_ALIASES;
      if (target != NULL)
        {
          g_free (owner);
          owner = target;
        }
      ttl = MIN (ttl, rr->ttl);
      i = G_MAXUINT;
    }
  for (guint i = 0; i < n_answers && is_fine; i++)
    {
      const Rr *rr = &g_array_index (rrs, Rr, i);

      if (rr->type != type || rr->class != 1 || strcmp (rr->owner, owner) != 0)
        continue;
      is_fine = add_record (data, size, rr, answer);
      ttl = MIN (ttl, rr->ttl);
    }
  if (!is_fine)
    {
      naive_dns_free (answer);
      return NULL;
    }

  answer->ttl_s = ttl;
  if (rcode == 3)
    {
      answer->outcome = BOUNCE_DNS_NO_NAME;
      g_array_set_size (answer->records, 0);
    }
  else
    answer->outcome = answer->records->len > 0 ? BOUNCE_DNS_FOUND : BOUNCE_DNS_NO_DATA;

  return answer;
}
