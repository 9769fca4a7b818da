/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-rdap-bootstrap-private.h"

#include "bounce-json-guard-private.h"
#include "bounce-net-resources.h"

/* As IANA publishes them. They change a few times in a year, and a registry passes
 * on what has moved to another, so those shipped with the program are enough. */
static GBytes *
load_shipped (GSocketFamily family)
{
  g_autoptr (GBytes) file = NULL;

  file = g_resource_lookup_data (bounce_net_get_resource (),
                                 family == G_SOCKET_FAMILY_IPV6 ? "/net/rdap-ipv6.json"
                                                                : "/net/rdap-ipv4.json",
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (file != NULL);

  return g_steal_pointer (&file);
}

/* The longest of @prefixes that has @address, as its length; -1 where none has. */
static int
match_prefixes (JsonArray    *prefixes,
                GInetAddress *address)
{
  guint n_prefixes = prefixes != NULL ? json_array_get_length (prefixes) : 0;
  int longest = -1;

  for (guint i = 0; i < n_prefixes; i++)
    {
      const char *prefix = bounce_json_guard_element_string (prefixes, i);
      g_autoptr (GInetAddressMask) mask = NULL;

      if (prefix != NULL)
        mask = g_inet_address_mask_new_from_string (prefix, NULL);
      if (mask != NULL
          && g_inet_address_mask_get_family (mask) == g_inet_address_get_family (address)
          && g_inet_address_mask_matches (mask, address))
        longest = MAX (longest, (int) g_inet_address_mask_get_length (mask));
    }

  return longest;
}

/* RFC 9224 §3 wants https where there is a choice; we want it always. */
static const char *
find_https (JsonArray *uris)
{
  guint n_uris = uris != NULL ? json_array_get_length (uris) : 0;

  for (guint i = 0; i < n_uris; i++)
    {
      const char *uri = bounce_json_guard_element_string (uris, i);

      if (uri != NULL && g_ascii_strncasecmp (uri, "https://", 8) == 0)
        return uri;
    }

  return NULL;
}

/**
 * bounce_rdap_bootstrap_dup_uri:
 * @file: (nullable): a bootstrap file of RFC 9224, or %NULL for the one shipped
 * @address: an address
 *
 * Finds which registry knows of @address: that of the longest prefix. Where no
 * prefix has it, it is reserved or given to nobody, and nobody is to be asked.
 *
 * Returns: (transfer full) (nullable): the https URI of its RDAP service, with a
 *   slash at its end
 */
char *
bounce_rdap_bootstrap_dup_uri (GBytes       *file,
                               GInetAddress *address)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *services = NULL;
  const char *data;
  const char *found = NULL;
  gsize length = 0;
  guint n_services;
  int longest = -1;

  g_return_val_if_fail (G_IS_INET_ADDRESS (address), NULL);

  bytes = file != NULL ? g_bytes_ref (file)
                       : load_shipped (g_inet_address_get_family (address));
  data = g_bytes_get_data (bytes, &length);
  root = bounce_json_guard_parse (data, length);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    services = bounce_json_guard_get_array (json_node_get_object (root), "services");

  n_services = services != NULL ? json_array_get_length (services) : 0;
  for (guint i = 0; i < n_services; i++)
    {
      JsonArray *service = bounce_json_guard_element_array (services, i);
      int prefix = match_prefixes (bounce_json_guard_element_array (service, 0), address);

      if (prefix <= longest)
        continue;
      longest = prefix;
      found = find_https (bounce_json_guard_element_array (service, 1));
    }

  if (found == NULL)
    return NULL;

  return g_strconcat (found, g_str_has_suffix (found, "/") ? "" : "/", NULL);
}
