/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-rdap-bootstrap-private.h"

typedef struct
{
  const char *name;
  const char *ip;
  const char *uri;
} Shipped;

/* One address of each registry, and some that belong to nobody's. */
static const Shipped shipped[] = {
  { "/bootstrap/shipped/afrinic", "41.0.0.1", "https://rdap.afrinic.net/rdap/" },
  { "/bootstrap/shipped/apnic", "1.1.1.1", "https://rdap.apnic.net/" },
  { "/bootstrap/shipped/arin", "8.8.8.8", "https://rdap.arin.net/registry/" },
  { "/bootstrap/shipped/ripe", "193.0.0.1", "https://rdap.db.ripe.net/" },
  { "/bootstrap/shipped/lacnic", "200.0.0.1", "https://rdap.lacnic.net/rdap/" },
  { "/bootstrap/shipped/afrinic-ipv6", "2c00::1", "https://rdap.afrinic.net/rdap/" },
  { "/bootstrap/shipped/apnic-ipv6", "2400::1", "https://rdap.apnic.net/" },
  { "/bootstrap/shipped/arin-ipv6", "2600::1", "https://rdap.arin.net/registry/" },
  { "/bootstrap/shipped/ripe-ipv6", "2a00::1", "https://rdap.db.ripe.net/" },
  { "/bootstrap/shipped/lacnic-ipv6", "2800::1", "https://rdap.lacnic.net/rdap/" },
  { "/bootstrap/shipped/private", "10.0.0.1", NULL },
  { "/bootstrap/shipped/loopback", "127.0.0.1", NULL },
  { "/bootstrap/shipped/multicast", "224.0.0.1", NULL },
  { "/bootstrap/shipped/reserved", "240.0.0.1", NULL },
  { "/bootstrap/shipped/loopback-ipv6", "::1", NULL },
  { "/bootstrap/shipped/unique-local", "fd00::1", NULL },
  { "/bootstrap/shipped/unassigned-ipv6", "3000::1", NULL },
};

static void
test_shipped (gconstpointer data)
{
  const Shipped *row = data;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (row->ip);
  g_autofree char *uri = bounce_rdap_bootstrap_dup_uri (NULL, address);

  g_assert_cmpstr (uri, ==, row->uri);
}

typedef struct
{
  const char *name;
  const char *file;
  const char *uri;
} Row;

#define FILE_WITH(services) "{\"version\":\"1.0\",\"services\":[" services "]}"

/* All asked for 192.0.2.66. */
static const Row rows[] = {
  { "/bootstrap/slash-is-added",
    FILE_WITH ("[[\"192.0.2.0/24\"],[\"https://a.example/x\"]]"), "https://a.example/x/" },
  { "/bootstrap/slash-is-there",
    FILE_WITH ("[[\"192.0.2.0/24\"],[\"https://a.example/x/\"]]"), "https://a.example/x/" },
  { "/bootstrap/longest-prefix-first",
    FILE_WITH ("[[\"192.0.2.64/26\"],[\"https://a.example/\"]],"
               "[[\"192.0.0.0/8\"],[\"https://b.example/\"]]"), "https://a.example/" },
  { "/bootstrap/longest-prefix-last",
    FILE_WITH ("[[\"192.0.0.0/8\"],[\"https://b.example/\"]],"
               "[[\"198.0.0.0/8\",\"192.0.2.64/26\"],[\"https://a.example/\"]]"),
    "https://a.example/" },
  { "/bootstrap/https-before-http",
    FILE_WITH ("[[\"192.0.2.0/24\"],[\"http://a.example/\",\"https://a.example/\"]]"),
    "https://a.example/" },
  { "/bootstrap/http-alone-is-nobody",
    FILE_WITH ("[[\"192.0.2.0/24\"],[\"http://a.example/\"]],"
               "[[\"192.0.0.0/8\"],[\"https://b.example/\"]]"), NULL },
  { "/bootstrap/no-prefix-has-it",
    FILE_WITH ("[[\"192.0.2.0/26\"],[\"https://a.example/\"]]"), NULL },
  { "/bootstrap/of-the-other-family",
    FILE_WITH ("[[\"::/0\"],[\"https://a.example/\"]]"), NULL },
  { "/bootstrap/wrong-types",
    FILE_WITH ("null,5,[],[[]],[5,[\"https://a.example/\"]],[[5,\"x\"],[\"https://a.example/\"]],"
               "[[\"192.0.2.0/24\"],{}],{\"192.0.2.0/24\":\"https://a.example/\"}"), NULL },
  { "/bootstrap/no-services", "{\"version\":\"1.0\"}", NULL },
  { "/bootstrap/not-an-object", "[]", NULL },
  { "/bootstrap/not-json", "<html>", NULL },
  { "/bootstrap/empty", "", NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string ("192.0.2.66");
  g_autoptr (GBytes) file = g_bytes_new_static (row->file, strlen (row->file));
  g_autofree char *uri = bounce_rdap_bootstrap_dup_uri (file, address);

  g_assert_cmpstr (uri, ==, row->uri);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    g_test_add_data_func (shipped[i].name, &shipped[i], test_shipped);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].name, &rows[i], test_row);

  return g_test_run ();
}
