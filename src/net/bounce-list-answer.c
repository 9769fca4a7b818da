/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include <string.h>

#include "bounce-list-check-private.h"
#include "bounce-net-text-private.h"

/*
 * What a list's answer means. Everything that is not surely a listing, or surely none,
 * is "unknown": a wrong "not listed" is worse than no answer.
 */

/* 127.0.0.0/8: what lies outside was never an answer of a list (RFC 5782 §2.1). */
#define ANSWER_MASK 0xff000000u
#define ANSWER_NET 0x7f000000u

/**
 * bounce_list_answer_name: (skip)
 * @ip: an address
 * @zone: of a list
 *
 * Returns: (transfer full): the name under which the list has it: its bytes, or half
 *   bytes, backwards (RFC 5782 §2.1 and §2.4)
 */
char *
bounce_list_answer_name (const char *ip,
                         const char *zone)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ip);
  g_autoptr (GString) name = g_string_new (NULL);
  const guint8 *bytes = NULL;
  gboolean is_ipv6 = FALSE;

  g_return_val_if_fail (address != NULL, NULL);

  bytes = g_inet_address_to_bytes (address);
  is_ipv6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;
  for (gsize i = g_inet_address_get_native_size (address); i > 0; i--)
    if (is_ipv6)
      g_string_append_printf (name, "%x.%x.", bytes[i - 1] & 0xf, bytes[i - 1] >> 4);
    else
      g_string_append_printf (name, "%u.", bytes[i - 1]);
  g_string_append (name, zone);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

static guint32
read_code (const BounceDnsRecord *record)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (record->text);
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static BounceListCodeKind
judge_code (const BounceBlocklist  *list,
            guint32                 answer,
            const BounceListCode  **code)
{
  *code = NULL;
  if ((answer & ANSWER_MASK) != ANSWER_NET)
    return BOUNCE_LIST_CODE_UNKNOWN;

  *code = bounce_blocklist_find_code (list, answer);
  return *code != NULL ? (*code)->kind : BOUNCE_LIST_CODE_LISTED;
}

/**
 * bounce_list_answer_judge: (skip)
 * @list: a list that works
 * @answer: its answer for addresses
 *
 * Returns: what it says. One refusal among listings is a refusal; an answer outside of
 *   what lists answer makes all of it worth nothing.
 */
BounceListingState
bounce_list_answer_judge (const BounceBlocklist *list,
                          const BounceDnsAnswer *answer)
{
  guint n[BOUNCE_LIST_CODE_UNKNOWN + 1] = { 0 };

  g_return_val_if_fail (list != NULL, BOUNCE_LISTING_UNKNOWN);
  g_return_val_if_fail (answer != NULL, BOUNCE_LISTING_UNKNOWN);

  switch (answer->outcome)
    {
    case BOUNCE_DNS_NO_DATA:
    case BOUNCE_DNS_NO_NAME:
      return BOUNCE_LISTING_NOT_LISTED;
    case BOUNCE_DNS_REFUSED:
      return BOUNCE_LISTING_REFUSED;
    case BOUNCE_DNS_FAILED:
      return BOUNCE_LISTING_UNKNOWN;
    case BOUNCE_DNS_FOUND:
    default:
      break;
    }

  for (guint i = 0; i < answer->records->len; i++)
    {
      const BounceListCode *code = NULL;

      n[judge_code (list, read_code (bounce_dns_answer_get (answer, i)), &code)]++;
    }

  if (n[BOUNCE_LIST_CODE_UNKNOWN] > 0)
    return BOUNCE_LISTING_UNKNOWN;
  if (n[BOUNCE_LIST_CODE_REFUSED] > 0)
    return BOUNCE_LISTING_REFUSED;

  return n[BOUNCE_LIST_CODE_LISTED] > 0 ? BOUNCE_LISTING_LISTED : BOUNCE_LISTING_NOT_LISTED;
}

static gint
compare_codes (gconstpointer a,
               gconstpointer b)
{
  const guint32 *first = a;
  const guint32 *second = b;

  return (*first > *second) - (*first < *second);
}

/**
 * bounce_list_answer_explain: (skip)
 * @listing: of a list that has the address
 * @answer: its answer for addresses
 *
 * Says which part of the list it is, and what that means; of several the gravest.
 */
void
bounce_list_answer_explain (BounceListing         *listing,
                            const BounceDnsAnswer *answer)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  const BounceListCode *gravest = NULL;

  g_return_if_fail (listing != NULL && answer != NULL);

  for (guint i = 0; i < answer->records->len; i++)
    {
      guint32 number = read_code (bounce_dns_answer_get (answer, i));

      g_array_append_val (numbers, number);
    }
  /* A server gives them in any order. */
  g_array_sort (numbers, compare_codes);

  for (guint i = 0; i < numbers->len; i++)
    {
      guint32 number = g_array_index (numbers, guint32, i);
      g_autofree char *written = g_strdup_printf ("%u.%u.%u.%u", number >> 24,
                                                  number >> 16 & 0xff, number >> 8 & 0xff,
                                                  number & 0xff);
      const BounceListCode *code = NULL;

      g_strv_builder_add (codes, written);
      if (judge_code (listing->list, number, &code) == BOUNCE_LIST_CODE_LISTED && code != NULL
          && (gravest == NULL || code < gravest))
        gravest = code;
    }

  g_strfreev (listing->codes);
  listing->codes = g_strv_builder_end (codes);
  listing->sub_list = gravest != NULL ? gravest->part : NULL;
  listing->meaning = gravest != NULL && gravest->meaning != BOUNCE_N_LIST_MEANINGS
                     ? gravest->meaning : listing->list->meaning;
}

static gint
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * bounce_list_answer_text: (skip)
 * @answer: a list's answer for texts
 *
 * Returns: (transfer full) (nullable): its words, to be shown as plain text
 */
char *
bounce_list_answer_text (const BounceDnsAnswer *answer)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  g_return_val_if_fail (answer != NULL, NULL);

  for (guint i = 0; i < answer->records->len; i++)
    {
      const BounceDnsRecord *record = bounce_dns_answer_get (answer, i);
      char *text = bounce_net_text_clean (record->text, record->length);

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
  if (texts->len == 0)
    return NULL;

  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv (" ", (GStrv) texts->pdata);

  return bounce_net_text_clean (joined, strlen (joined));
}
