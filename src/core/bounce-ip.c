/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-ip-private.h"

#include <arpa/inet.h>
#include <string.h>

/* An IP address as RFC 5952 writes it, or NULL where @text is none. */
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
  gboolean is_private;
} AddressBlock;

/* CONTRACT's private ranges, and those that are not private but mean nothing on
 * the Internet either: RFC 6890, RFC 5737 and RFC 3849 documentation, multicast. */
static const AddressBlock address_blocks[] = {
  { "10.0.0.0/8", TRUE },
  { "172.16.0.0/12", TRUE },
  { "192.168.0.0/16", TRUE },
  { "100.64.0.0/10", TRUE },
  { "127.0.0.0/8", TRUE },
  { "169.254.0.0/16", TRUE },
  { "::1/128", TRUE },
  { "fe80::/10", TRUE },
  { "fc00::/7", TRUE },
  { "0.0.0.0/8", FALSE },
  { "192.0.0.0/24", FALSE },
  { "192.0.2.0/24", FALSE },
  { "198.18.0.0/15", FALSE },
  { "198.51.100.0/24", FALSE },
  { "203.0.113.0/24", FALSE },
  { "224.0.0.0/3", FALSE },
  { "::/128", FALSE },
  { "2001:db8::/32", FALSE },
  { "ff00::/8", FALSE },
  /* RFC 3056 wraps an IPv4 address; around a private one it reaches nobody */
  { "2002:a00::/24", FALSE },
  { "2002:ac10::/28", FALSE },
  { "2002:c0a8::/32", FALSE },
  { "::ffff:10.0.0.0/104", TRUE },
  { "::ffff:172.16.0.0/108", TRUE },
  { "::ffff:192.168.0.0/112", TRUE },
  { "::ffff:127.0.0.0/104", TRUE },
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

static gboolean
is_in_block (const char *ip,
             gboolean    private_only)
{
  GInetAddressMask *const *masks = get_masks ();
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (ip);

  if (address == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (address_blocks); i++)
    if ((!private_only || address_blocks[i].is_private)
        && g_inet_address_mask_matches (masks[i], address))
      return TRUE;

  return FALSE;
}

/* RFC 1918, RFC 6598, loopback, link-local and unique local addresses. */
gboolean
bounce_ip_is_private (const char *ip)
{
  return is_in_block (ip, TRUE);
}

/* Whether anybody on the Internet can be asked about @ip. */
gboolean
bounce_ip_is_public (const char *ip)
{
  return !is_in_block (ip, FALSE);
}
