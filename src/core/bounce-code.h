/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BounceEnhancedCode:
 * @class: 2, 4 or 5; 0 where there is no code
 * @subject: 0 to 999
 * @detail: 0 to 999
 *
 * An enhanced status code of RFC 3463, such as 5.1.1.
 */
typedef struct
{
  guint16 class;
  guint16 subject;
  guint16 detail;
} BounceEnhancedCode;

gboolean bounce_enhanced_code_parse      (const char               *text,
                                          gsize                     length,
                                          BounceEnhancedCode       *code,
                                          gsize                    *used);
gboolean bounce_enhanced_code_is_set     (const BounceEnhancedCode *code);
gboolean bounce_enhanced_code_equal      (const BounceEnhancedCode *a,
                                          const BounceEnhancedCode *b);
char    *bounce_enhanced_code_to_string  (const BounceEnhancedCode *code);

G_END_DECLS
