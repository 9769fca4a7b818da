/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-dns-message-private.h"
#include "bounce-list-check-private.h"
#include "bounce-net-limits.h"
#include "naive-dns.h"

/* How often one input is changed at random: beside what libFuzzer does, so that the
 * ordinary test sees more than its seeds. */
#define N_CHANGES 64

static const BounceDnsType types[] = { BOUNCE_DNS_A, BOUNCE_DNS_MX, BOUNCE_DNS_TXT,
                                       BOUNCE_DNS_AAAA };

static void
compare (const BounceDnsAnswer *ours,
         const BounceDnsAnswer *naive)
{
  g_assert_cmpint (ours->outcome, ==, naive->outcome);
  if (ours->outcome != BOUNCE_DNS_FOUND)
    return;

  g_assert_cmpuint (ours->ttl_s, ==, naive->ttl_s);
  g_assert_cmpuint (ours->records->len, ==, MIN (naive->records->len, BOUNCE_NET_LIMIT_RECORDS));
  for (guint i = 0; i < ours->records->len; i++)
    {
      const BounceDnsRecord *a = bounce_dns_answer_get (ours, i);
      const BounceDnsRecord *b = bounce_dns_answer_get (naive, i);

      g_assert_cmpuint (a->preference, ==, b->preference);
      if (memchr (b->text, '?', b->length) == NULL)
        g_assert_cmpmem (a->text, a->length, b->text, b->length);
    }
}

static void
read_as (const guint8  *data,
         gsize          size,
         const char    *name,
         BounceDnsType  type)
{
  g_autoptr (BounceDnsAnswer) ours = NULL;
  BounceDnsAnswer *naive = naive_dns_read (data, size, name, type);
  guint16 id = size >= 2 ? data[0] << 8 | data[1] : 0;

  ours = bounce_dns_message_read (data, size, name, type, id, NULL);
  if (ours != NULL && naive != NULL)
    compare (ours, naive);

  if (ours != NULL && (type == BOUNCE_DNS_A || type == BOUNCE_DNS_TXT))
    {
      g_autofree char *text = bounce_list_answer_text (ours);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      if (type == BOUNCE_DNS_A)
        bounce_list_answer_judge (bounce_blocklist_get (0), ours);
    }
  if (naive != NULL)
    naive_dns_free (naive);
}

static void
read_each (const guint8 *data,
           gsize         size)
{
  g_autofree char *asked = naive_dns_question (data, size);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      read_as (data, size, "4.3.2.1.list.example", types[i]);
      if (asked != NULL && strchr (asked, '?') == NULL)
        read_as (data, size, asked, types[i]);
    }
}

/* An answer of the DNS: what is read never lies outside of it, and two decoders agree. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (size);

  read_each (data, size);
  for (guint i = 0; i < N_CHANGES && size > 0 && size < 4096; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);

      for (guint j = g_rand_int_range (rand, 1, 4); j > 0; j--)
        copy[g_rand_int_range (rand, 0, size)] = g_rand_int_range (rand, 0, 256);
      read_each (copy, size);
    }

  return 0;
}
