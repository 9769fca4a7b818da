/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-code.h"
#include "bounce-codebook.h"

/* A line of a server: at every place, what reads as a code writes as a code that
 * reads the same, and the code book can be asked about it. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  const char *text = (const char *) data;

  for (size_t i = 0; i < size; i++)
    {
      BounceEnhancedCode code = { 0 };
      BounceEnhancedCode again = { 0 };
      g_autofree char *written = NULL;
      gsize used = 0;

      if (!bounce_enhanced_code_parse (text + i, size - i, &code, &used))
        continue;

      g_assert_cmpuint (used, >=, 5);
      g_assert_cmpuint (used, <=, size - i);
      g_assert_true (bounce_enhanced_code_is_set (&code));

      written = bounce_enhanced_code_to_string (&code);
      g_assert_true (bounce_enhanced_code_parse (written, strlen (written), &again, NULL));
      g_assert_true (bounce_enhanced_code_equal (&code, &again));
      bounce_codebook_find_enhanced (&code);
    }

  return 0;
}
