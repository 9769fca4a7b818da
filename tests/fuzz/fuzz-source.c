/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include "bounce-limits.h"
#include "bounce-source.h"

/* Bytes to single messages: there is one at least, none is larger than promised,
 * and there is an end. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (BounceSource) source = bounce_source_new_for_bytes (bytes);
  gsize n_messages = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) message = bounce_source_next_message (source, NULL, &error);

      if (message == NULL)
        {
          g_assert_true (n_messages > 0 || error != NULL);
          break;
        }

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (message), <=, BOUNCE_LIMIT_MESSAGE + 1);
      n_messages++;
    }

  return 0;
}
