/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <gio/gio.h>
#include <string.h>

#include "bounce-net-limits.h"
#include "bounce-rdap-answer-private.h"
#include "bounce-rdap-bootstrap-private.h"

/* One line of plain text, short enough to be shown. */
static void
check_text (const char *text)
{
  if (text == NULL)
    return;

  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, BOUNCE_NET_LIMIT_TEXT);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
      g_assert_cmpint (g_unichar_type (g_utf8_get_char (at)), !=, G_UNICODE_FORMAT);
    }
}

static void
check_answer (const char   *ip,
              const guint8 *data,
              size_t        size)
{
  g_autoptr (BounceRegistryCheck) check = NULL;

  check = bounce_rdap_answer_parse (ip, (const char *) data, size);
  g_assert_cmpstr (check->ip, ==, ip);
  check_text (check->network);
  check_text (check->network_name);
  check_text (check->holder);
  check_text (check->country);
  check_text (check->abuse_address);

  if (check->country != NULL)
    g_assert_cmpuint (strlen (check->country), ==, 2);
  if (check->abuse_address != NULL)
    g_assert_nonnull (strchr (check->abuse_address, '@'));
  if (check->abuse_is_guess)
    g_assert_nonnull (check->abuse_address);

  if (check->state == BOUNCE_REGISTRY_FOUND)
    {
      g_assert_true (check->holder != NULL || check->abuse_address != NULL);
      return;
    }
  g_assert_null (check->network);
  g_assert_null (check->network_name);
  g_assert_null (check->holder);
  g_assert_null (check->country);
  g_assert_null (check->abuse_address);
}

/* A registry's answer, and a bootstrap file: both are JSON that a stranger wrote. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string ("192.0.2.66");
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autofree char *uri = NULL;

  check_answer ("192.0.2.66", data, size);
  check_answer ("2001:db8::66", data, size);

  uri = bounce_rdap_bootstrap_dup_uri (file, address);
  if (uri != NULL)
    {
      g_assert_true (g_ascii_strncasecmp (uri, "https://", strlen ("https://")) == 0);
      g_assert_true (g_str_has_suffix (uri, "/"));
    }

  return 0;
}
