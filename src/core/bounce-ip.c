/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-ip.h"

#include <arpa/inet.h>
#include <string.h>

/**
 * bounce_ip_normalise:
 * @text: a text, which need not end with a NUL
 * @length: its bytes
 *
 * Returns: (transfer full) (nullable): the address as RFC 5952 writes it, or %NULL
 *   where @text is none
 */
char *
bounce_ip_normalise (const char *text,
                     gsize       length)
{
  char written[INET6_ADDRSTRLEN + 1] = "";
  char shown[INET6_ADDRSTRLEN + 1] = "";
  guchar raw[16];
  int family = AF_INET;

  if (length == 0 || length >= sizeof written)
    return NULL;

  memcpy (written, text, length);
  written[length] = '\0';
  family = memchr (text, ':', length) != NULL ? AF_INET6 : AF_INET;
  if (inet_pton (family, written, raw) != 1
      || inet_ntop (family, raw, shown, sizeof shown) == NULL)
    return NULL;

  return g_strdup (shown);
}

typedef struct
{
  const char *mask;
  BounceIpScope scope;
} AddressBlock;

/* CONTRACT's private ranges, and those that are not private but mean nothing on
 * the Internet either: the registries of special-purpose addresses (RFC 6890) and
 * multicast. What is handed out of IPv6 lies in 2000::/3, so that only holes in it
 * stand here. */
static const AddressBlock address_blocks[] = {
  { "10.0.0.0/8", BOUNCE_IP_SCOPE_PRIVATE },
  { "172.16.0.0/12", BOUNCE_IP_SCOPE_PRIVATE },
  { "192.168.0.0/16", BOUNCE_IP_SCOPE_PRIVATE },
  { "100.64.0.0/10", BOUNCE_IP_SCOPE_PRIVATE },
  { "127.0.0.0/8", BOUNCE_IP_SCOPE_PRIVATE },
  { "169.254.0.0/16", BOUNCE_IP_SCOPE_PRIVATE },
  { "::1/128", BOUNCE_IP_SCOPE_PRIVATE },
  { "fe80::/10", BOUNCE_IP_SCOPE_PRIVATE },
  { "fc00::/7", BOUNCE_IP_SCOPE_PRIVATE },
  { "0.0.0.0/8", BOUNCE_IP_SCOPE_SPECIAL },
  { "192.0.0.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "192.0.2.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "192.31.196.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "192.52.193.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "192.88.99.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "192.175.48.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "198.18.0.0/15", BOUNCE_IP_SCOPE_SPECIAL },
  { "198.51.100.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "203.0.113.0/24", BOUNCE_IP_SCOPE_SPECIAL },
  { "224.0.0.0/3", BOUNCE_IP_SCOPE_SPECIAL },
  { "2001::/23", BOUNCE_IP_SCOPE_SPECIAL },
  { "2001:db8::/32", BOUNCE_IP_SCOPE_SPECIAL },
  /* RFC 3056 wraps an IPv4 address, whose owner nobody can ask about here */
  { "2002::/16", BOUNCE_IP_SCOPE_SPECIAL },
  { "3fff::/20", BOUNCE_IP_SCOPE_SPECIAL },
};

/* Immutable, and made once: making one costs more than asking all. */
static GInetAddressMask *const *
get_masks (void)
{
  static gsize is_made = 0;
  static GInetAddressMask *masks[G_N_ELEMENTS (address_blocks)];

  if (g_once_init_enter (&is_made))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (address_blocks); i++)
        masks[i] = g_inet_address_mask_new_from_string (address_blocks[i].mask, NULL);
      g_once_init_leave (&is_made, 1);
    }

  return masks;
}

/**
 * bounce_ip_parse:
 * @ip: an address; "010.1.2.3", "127.1" and a scope make it none
 *
 * An IPv4 address that is wrapped in IPv6 (RFC 4291 §2.5.5.2) is taken out: it means
 * the same machine.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL
 */
GInetAddress *
bounce_ip_parse (const char *ip)
{
  static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (ip != NULL, NULL);

  address = g_inet_address_new_from_string (ip);
  if (address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    {
      const guint8 *bytes = g_inet_address_to_bytes (address);

      if (memcmp (bytes, mapped, sizeof mapped) == 0)
        return g_inet_address_new_from_bytes (bytes + sizeof mapped, G_SOCKET_FAMILY_IPV4);
    }

  return g_steal_pointer (&address);
}

/**
 * bounce_ip_get_scope:
 * @ip: an address
 *
 * Returns: in which networks @ip means somebody
 */
BounceIpScope
bounce_ip_get_scope (const char *ip)
{
  g_autoptr (GInetAddress) address = bounce_ip_parse (ip);
  GInetAddressMask *const *masks = get_masks ();

  if (address == NULL)
    return BOUNCE_IP_SCOPE_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (address_blocks); i++)
    if (g_inet_address_mask_matches (masks[i], address))
      return address_blocks[i].scope;
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
      && (g_inet_address_to_bytes (address)[0] & 0xe0) != 0x20)
    return BOUNCE_IP_SCOPE_SPECIAL;

  return BOUNCE_IP_SCOPE_PUBLIC;
}

/**
 * bounce_ip_is_private:
 * @ip: an address
 *
 * Returns: whether it belongs to a network of somebody's own: RFC 1918, RFC 6598,
 *   loopback, link-local and unique local addresses
 */
gboolean
bounce_ip_is_private (const char *ip)
{
  return bounce_ip_get_scope (ip) == BOUNCE_IP_SCOPE_PRIVATE;
}

/**
 * bounce_ip_is_public:
 * @ip: an address
 *
 * Returns: whether anybody on the Internet can be asked about @ip
 */
gboolean
bounce_ip_is_public (const char *ip)
{
  return bounce_ip_get_scope (ip) == BOUNCE_IP_SCOPE_PUBLIC;
}
