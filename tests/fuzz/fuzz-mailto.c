/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-mailto.h"

/* The letters that RFC 6068 §2 lets stand in a link, without those that part its pieces;
 * what is escaped has a percent sign. */
static gboolean
is_plain (const char *text,
          const char *more)
{
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("-._~%", *at) == NULL && strchr (more, *at) == NULL)
      return FALSE;

  return TRUE;
}

/* An address, a subject and a body, a line each and the rest: the link goes to one
 * address, and has these two fields and no other. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  guint n_lines = g_strv_length (lines);
  const char *subject = n_lines > 1 ? lines[1] : NULL;
  const char *body = n_lines > 2 ? lines[2] : NULL;
  g_autofree char *link = NULL;
  g_auto (GStrv) halves = NULL;
  g_auto (GStrv) fields = NULL;
  g_auto (GStrv) sides = NULL;

  if (n_lines == 0 || (body != NULL && !g_utf8_validate (body, -1, NULL)))
    return 0;

  link = bounce_mailto_new (lines[0], subject, body);
  if (link == NULL)
    return 0;

  g_assert_true (g_str_has_prefix (link, "mailto:"));
  halves = g_strsplit (link + strlen ("mailto:"), "?", -1);
  g_assert_cmpuint (g_strv_length (halves), <=, 2);

  sides = g_strsplit (halves[0], "@", -1);
  g_assert_cmpuint (g_strv_length (sides), ==, 2);
  g_assert_true (is_plain (halves[0], "@"));
  if (halves[1] == NULL)
    return 0;

  fields = g_strsplit (halves[1], "&", -1);
  g_assert_cmpuint (g_strv_length (fields), <=, 2);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *value = strchr (fields[i], '=');

      g_assert_true (g_str_has_prefix (fields[i], "subject=") ||
                     g_str_has_prefix (fields[i], "body="));
      g_assert_true (is_plain (value + 1, ""));
      if (*fields[i] == 's')
        {
          g_assert_null (strstr (value, "%0A"));
          g_assert_null (strstr (value, "%0D"));
        }
    }

  return 0;
}
