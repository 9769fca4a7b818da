/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-html-private.h"
#include "bounce-limits.h"

/* HTML to text. Its callers give it valid UTF-8, so bytes are made valid first. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *html = g_utf8_make_valid (size > 0 ? (const char *) data : "",
                                             (gssize) size);
  g_autofree char *charset = bounce_html_dup_charset ((const char *) data, size);
  g_autofree char *text = NULL;
  gsize length = 0;
  BounceOmission omissions = 0;

  bounce_html_is_likely (html, strlen (html));
  text = bounce_html_to_text (html, strlen (html), &length, &omissions);

  if (charset != NULL)
    g_assert_cmpuint (strlen (charset), <=, size);
  g_assert_cmpuint (strlen (text), ==, length);
  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));

  return 0;
}
