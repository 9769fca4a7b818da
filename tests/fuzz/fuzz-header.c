/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-charset-private.h"
#include "bounce-fields-private.h"
#include "bounce-plain.h"
#include "bounce-received-private.h"

/* The bytes of one header field: as words that are encoded (RFC 2047), as one in each
 * charset that the first line may name, and as a Received field. What comes out is
 * valid UTF-8 and can be shown. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  const char *text = size > 0 ? (const char *) data : "";
  const char *rest = memchr (text, '\n', size);
  g_autofree char *raw = NULL;
  g_autofree char *value = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (BounceReceived) received = NULL;
  gsize n_raw;

  bounce_charset_init ();

  raw = bounce_charset_to_utf8 (text, size, NULL, &n_raw);
  value = bounce_fields_decode_value (raw, n_raw);
  g_assert_true (g_utf8_validate (value, -1, NULL));

  plain = bounce_plain_dup (value);
  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));

  shown = bounce_plain_dup_name (value);
  g_assert_true (g_str_has_prefix (shown, plain));
  bounce_plain_get_look (value);

  received = bounce_received_new (value);
  for (guint i = 0; i < received->clients->len; i++)
    g_assert_true (g_hostname_is_ip_address (
      ((const BounceReceivedIp *) g_ptr_array_index (received->clients, i))->ip));

  if (rest != NULL)
    {
      g_autofree char *charset = g_strndup (text, (gsize) (rest - text));
      gsize n_rest = (gsize) (text + size - rest - 1);
      gsize length;
      g_autofree char *utf8 = bounce_charset_to_utf8 (rest + 1, n_rest, charset, &length);

      g_assert_true (g_utf8_validate (utf8, (gssize) length, NULL));
      g_assert_null (memchr (utf8, '\0', length));
      bounce_charset_guess (rest + 1, n_rest);
    }

  return 0;
}
