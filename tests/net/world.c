/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bounce-world.h"

#include <string.h>

#include "names.h"

/*
 * A world for a program that consists of the servers of with-testbed, in place of
 * src/net/bounce-world.c. Whatever a test does wrong, no name of the
 * Internet leads anywhere from here.
 */

static const BounceBlocklist ok_list = {
  .name = "Test List",
  .zone = "ok.bl.test",
  .state = BOUNCE_BLOCKLIST_ALIVE,
  .meaning = BOUNCE_LIST_MEANING_SPAM_SOURCE,
  .removal_page = "https://bl.test/removal",
  .is_asked = TRUE,
  .takes_ipv4 = TRUE,
  .takes_ipv6 = TRUE,
};

/* Stands for the list of this name, so that a bounce can quote a part of it. */
static const BounceBlocklist zen_list = {
  .name = "Spamhaus ZEN",
  .zone = "multi.bl.test",
  .state = BOUNCE_BLOCKLIST_ALIVE,
  .meaning = BOUNCE_LIST_MEANING_LISTED,
  .removal_page = "https://check.spamhaus.org/",
  .is_asked = TRUE,
  .takes_ipv4 = TRUE,
};

static const BounceBlocklist *const lists[] = { &ok_list, &zen_list, NULL };

#define BOOTSTRAP "{\"services\":[[[\"0.0.0.0/0\",\"::/0\"],[\"https://doh.test:8460/rdap/\"]]]}"

static const char *
get_setting (const char *name)
{
  const char *value = g_getenv (name);

  if (value == NULL)
    g_error ("%s is not set: run this through tests/net/with-testbed", name);

  return value;
}

BounceNetClient *
bounce_world_new_client (const char *doh_uri)
{
  static const char *const loopback[] = { "127.0.0.1", NULL };
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GBytes) bootstrap = g_bytes_new_static (BOOTSTRAP, strlen (BOOTSTRAP));
  g_autoptr (GError) error = NULL;

  names_use_test_names ();
  database = g_tls_file_database_new (get_setting ("TEST_CA"), &error);
  if (database == NULL)
    g_error ("%s", error->message);

  return bounce_net_client_new (&(BounceNetOptions) {
    .doh_uri = doh_uri != NULL ? doh_uri : "https://doh.test:8453/dns-query",
    .tls_database = database,
    .public_addresses = loopback,
    .nameserver = get_setting ("TEST_NAMESERVER"),
    .lists = lists,
    .bootstrap = bootstrap,
  });
}
