/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-net-uri-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "bounce-ip.h"
#include "bounce-net-client.h"
#include "bounce-net-limits.h"

/* Quad9 comes first: a foundation that keeps no addresses of its users. */
static const BounceDohService doh_services[] = {
  { "Quad9", "https://dns.quad9.net/dns-query", "https://www.quad9.net/service/privacy/" },
  { "Cloudflare", "https://cloudflare-dns.com/dns-query",
    "https://developers.cloudflare.com/1.1.1.1/privacy/public-dns-resolver/" },
  { "Google", "https://dns.google/dns-query",
    "https://developers.google.com/speed/public-dns/privacy" },
  { "Digitale Gesellschaft", "https://dns.digitale-gesellschaft.ch/dns-query",
    "https://www.digitale-gesellschaft.ch/dns/" },
};

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > BOUNCE_NET_LIMIT_LABEL || label[0] == '-'
      || label[length - 1] == '-')
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;

  return TRUE;
}

/**
 * bounce_net_uri_parse: (skip)
 * @text: a URI
 * @error: return location for a #GError
 *
 * Reads the address of a service: https, with a host, and without a user, who would
 * hide in "https://dns.example@192.0.2.1/" what is asked.
 *
 * Returns: (transfer full) (nullable): the URI, or %NULL
 */
GUri *
bounce_net_uri_parse (const char  *text,
                      GError     **error)
{
  g_autoptr (GUri) uri = NULL;

  if (strlen (text) <= BOUNCE_NET_LIMIT_URI)
    uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD
                       | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("This is not the address of a service."));
      return NULL;
    }
  if (strcmp (g_uri_get_scheme (uri), "https") != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The address has to begin with “https://”."));
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The address must not contain a user name."));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/* Its host, where that is an address and not a name. */
GInetAddress *
bounce_net_uri_dup_address (GUri *uri)
{
  return g_inet_address_new_from_string (g_uri_get_host (uri));
}

/* Whether its host is a name of the Internet. "127.1" and "0x7f000001" are none, for
 * resolvers take them for addresses, and neither is a name of one label, which only
 * means something in a network of one's own. */
gboolean
bounce_net_uri_has_name (GUri *uri)
{
  g_autofree char *ascii = g_hostname_to_ascii (g_uri_get_host (uri));
  g_auto (GStrv) labels = NULL;
  guint n_labels = 0;

  if (ascii == NULL || strlen (ascii) > BOUNCE_NET_LIMIT_NAME)
    return FALSE;

  if (g_str_has_suffix (ascii, "."))
    ascii[strlen (ascii) - 1] = '\0';
  labels = g_strsplit (ascii, ".", -1);
  n_labels = g_strv_length (labels);
  for (guint i = 0; i < n_labels; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return n_labels > 1 && g_ascii_isalpha (labels[n_labels - 1][0]);
}

/**
 * bounce_doh_service_get_n:
 *
 * Returns: how many DNS-over-HTTPS services there are to choose from
 */
guint
bounce_doh_service_get_n (void)
{
  return G_N_ELEMENTS (doh_services);
}

/**
 * bounce_doh_service_get:
 * @index: from 0 to bounce_doh_service_get_n() - 1
 *
 * Returns: (transfer none): the service; the first is the one to suggest
 */
const BounceDohService *
bounce_doh_service_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (doh_services), NULL);

  return &doh_services[index];
}

/**
 * bounce_doh_service_check_uri:
 * @uri: what somebody typed as the address of a DNS-over-HTTPS service
 * @error: return location for a #GError, whose message is for people
 *
 * Returns: whether it can be asked
 */
gboolean
bounce_doh_service_check_uri (const char  *uri,
                              GError     **error)
{
  g_autoptr (GUri) parsed = NULL;
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  parsed = bounce_net_uri_parse (uri, error);
  if (parsed == NULL)
    return FALSE;

  address = bounce_net_uri_dup_address (parsed);
  if (address != NULL ? !bounce_ip_is_public (g_uri_get_host (parsed))
                      : !bounce_net_uri_has_name (parsed))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("There is no such place on the Internet."));
      return FALSE;
    }
  if (g_uri_get_query (parsed) != NULL || g_uri_get_fragment (parsed) != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The address must not contain a question mark or a “#”."));
      return FALSE;
    }

  return TRUE;
}
