/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include "bounce-limits.h"
#include "bounce-match-private.h"

/* The automaton: matches lie in the text and come in order. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GArray) matches = bounce_match_text ((const char *) data, size);

  g_assert_cmpuint (matches->len, <=, BOUNCE_LIMIT_MATCHES);

  for (guint i = 0; i < matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (matches, BounceMatch, i);

      g_assert_cmpuint (match->table, <, BOUNCE_N_TABLES);
      g_assert_cmpuint (match->start, <, match->end);
      g_assert_cmpuint (match->end, <=, size);
      if (i > 0)
        g_assert_cmpuint (match[-1].start, <=, match->start);
    }

  return 0;
}
