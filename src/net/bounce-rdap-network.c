/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-rdap-network-private.h"

#include <string.h>

#include "bounce-json-guard-private.h"
#include "bounce-net-limits.h"

/* What is written of an address: "198.051.100.000" at ARIN once, and "/32" behind
 * it at RIPE. The numbers are decimal whatever zeros they begin with. */
static GInetAddress *
parse_address (const char *text)
{
  g_autofree char *head = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);
  g_auto (GStrv) numbers = NULL;

  if (text == NULL || strlen (text) > BOUNCE_NET_LIMIT_IP)
    return NULL;

  head = g_strndup (text, strcspn (text, "/"));
  g_strstrip (head);
  if (strchr (head, ':') != NULL)
    return g_inet_address_new_from_string (head);

  numbers = g_strsplit (head, ".", 0);
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      const char *number = numbers[i];

      while (number[0] == '0' && number[1] != '\0')
        number++;
      g_string_append_printf (plain, "%s%s", i > 0 ? "." : "", number);
    }

  return g_inet_address_new_from_string (plain->str);
}

static int
compare_addresses (GInetAddress *a,
                   GInetAddress *b)
{
  return memcmp (g_inet_address_to_bytes (a), g_inet_address_to_bytes (b),
                 g_inet_address_get_native_size (a));
}

static gboolean
get_bit (const guint8 *bytes,
         guint         bit)
{
  return (bytes[bit / 8] & (0x80 >> bit % 8)) != 0;
}

/* The length of the prefix that @first and @last are the ends of, or -1. */
static int
get_prefix_length (GInetAddress *first,
                   GInetAddress *last)
{
  const guint8 *low = g_inet_address_to_bytes (first);
  const guint8 *high = g_inet_address_to_bytes (last);
  guint n_bits = 8 * g_inet_address_get_native_size (first);
  guint length = 0;

  while (length < n_bits && get_bit (low, length) == get_bit (high, length))
    length++;
  for (guint i = length; i < n_bits; i++)
    if (get_bit (low, i) || !get_bit (high, i))
      return -1;

  return length;
}

static GInetAddressMask *
parse_prefix (JsonObject *prefix)
{
  const char *text = bounce_json_guard_get_string (prefix, "v4prefix");
  gint64 length = bounce_json_guard_get_int (prefix, "length");
  g_autoptr (GInetAddress) address = NULL;

  if (text == NULL)
    text = bounce_json_guard_get_string (prefix, "v6prefix");
  address = parse_address (text);
  if (address == NULL || length < 0 || length > 128)
    return NULL;

  return g_inet_address_mask_new (address, length, NULL);
}

static BounceRdapFit
judge_length (int length)
{
  return length == 0 ? BOUNCE_RDAP_FIT_ALL : BOUNCE_RDAP_FIT_HAS;
}

/* The prefixes of the "cidr0" extension, which are tidier than the ends. */
static BounceRdapFit
read_prefixes (JsonObject    *answer,
               GInetAddress  *address,
               char         **network)
{
  JsonArray *prefixes = bounce_json_guard_get_array (answer, "cidr0_cidrs");
  guint n_prefixes = prefixes != NULL ? json_array_get_length (prefixes) : 0;
  BounceRdapFit fit = BOUNCE_RDAP_FIT_UNKNOWN;

  for (guint i = 0; i < MIN (n_prefixes, BOUNCE_NET_LIMIT_PREFIXES); i++)
    {
      g_autoptr (GInetAddressMask) mask = NULL;

      mask = parse_prefix (bounce_json_guard_element_object (prefixes, i));
      if (mask == NULL)
        continue;

      fit = BOUNCE_RDAP_FIT_OTHER;
      if (g_inet_address_mask_get_family (mask) != g_inet_address_get_family (address)
          || !g_inet_address_mask_matches (mask, address))
        continue;

      /* a single host's mask writes itself without its length */
      if (n_prefixes == 1)
        {
          g_autofree char *first = NULL;

          first = g_inet_address_to_string (g_inet_address_mask_get_address (mask));
          *network = g_strdup_printf ("%s/%u", first, g_inet_address_mask_get_length (mask));
        }
      return judge_length (g_inet_address_mask_get_length (mask));
    }

  return fit;
}

static BounceRdapFit
read_ends (JsonObject    *answer,
           GInetAddress  *address,
           char         **network)
{
  g_autoptr (GInetAddress) first = NULL;
  g_autoptr (GInetAddress) last = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *last_text = NULL;
  int length;

  first = parse_address (bounce_json_guard_get_string (answer, "startAddress"));
  last = parse_address (bounce_json_guard_get_string (answer, "endAddress"));
  if (first == NULL || last == NULL)
    return BOUNCE_RDAP_FIT_UNKNOWN;

  if (g_inet_address_get_family (first) != g_inet_address_get_family (address)
      || g_inet_address_get_family (last) != g_inet_address_get_family (address)
      || compare_addresses (first, address) > 0
      || compare_addresses (address, last) > 0)
    return BOUNCE_RDAP_FIT_OTHER;

  length = get_prefix_length (first, last);
  first_text = g_inet_address_to_string (first);
  last_text = g_inet_address_to_string (last);
  if (length >= 0)
    *network = g_strdup_printf ("%s/%d", first_text, length);
  else
    *network = g_strdup_printf ("%s – %s", first_text, last_text);

  return judge_length (length);
}

/**
 * bounce_rdap_network_read:
 * @answer: an answer about a network
 * @address: the address that was asked about
 * @network: (out) (nullable): its prefix, or its first and last address
 *
 * Returns: whether @answer is about a network that has @address
 */
BounceRdapFit
bounce_rdap_network_read (JsonObject    *answer,
                          GInetAddress  *address,
                          char         **network)
{
  BounceRdapFit of_prefixes;
  BounceRdapFit of_ends = BOUNCE_RDAP_FIT_UNKNOWN;

  g_assert (answer != NULL);

  *network = NULL;
  of_prefixes = read_prefixes (answer, address, network);
  if (*network == NULL)
    of_ends = read_ends (answer, address, network);

  return MAX (of_prefixes, of_ends);
}
