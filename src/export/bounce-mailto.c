/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-mailto.h"

#include <string.h>

#include "bounce-export-limits.h"
#include "bounce-layout-private.h"
#include "bounce-limits.h"
#include "bounce-plain.h"

/* One address and nothing that could be read as a second one or as a field. What
 * stands in a mail may be made for that. */
static gboolean
is_address (const char *address)
{
  const char *at = strrchr (address, '@');

  if (at == NULL || at == address || at[1] == '\0' || strlen (address) > BOUNCE_LIMIT_ADDRESS
      || !g_utf8_validate (address, -1, NULL))
    return FALSE;

  for (const char *i = address; *i != '\0'; i = g_utf8_next_char (i))
    {
      gunichar c = g_utf8_get_char (i);

      if (!g_unichar_isgraph (c) || bounce_plain_is_hidden (c) ||
          (c < 0x80 && strchr ("<>()[],;:\\\"", (int) c) != NULL))
        return FALSE;
    }

  return strchr (address, '@') == at;
}

/* Whole lines, as many as fit, with the line ends that RFC 6068 §5 asks for. */
static char *
dup_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (kept->len + strlen (lines[i]) > BOUNCE_EXPORT_LIMIT_BODY)
        break;
      if (i > 0)
        g_string_append (kept, "\r\n");
      g_string_append (kept, g_strchomp (lines[i]));
    }

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/**
 * bounce_mailto_new:
 * @address: whom to write to
 * @subject: (nullable): the subject of the draft
 * @body: (nullable): its lines
 *
 * Makes a link (RFC 6068) that opens the mail program with a draft. The address may
 * come from a mail: whatever it holds, the draft goes to one address and has no
 * fields but these. What is too long for a link is cut.
 *
 * Returns: (transfer full) (nullable): the link, or %NULL where @address is no plain
 *   mail address
 */
char *
bounce_mailto_new (const char *address,
                   const char *subject,
                   const char *body)
{
  g_autoptr (GString) link = NULL;
  g_autofree char *local = NULL;
  g_autofree char *domain = NULL;
  const char *at;
  const char *lead = "?";

  g_return_val_if_fail (address != NULL, NULL);

  if (!is_address (address))
    return NULL;

  at = strrchr (address, '@');
  local = g_uri_escape_bytes ((const guint8 *) address, at - address, NULL);
  domain = g_uri_escape_string (at + 1, NULL, FALSE);
  link = g_string_new (NULL);
  g_string_append_printf (link, "mailto:%s@%s", local, domain);

  if (subject != NULL && *subject != '\0')
    {
      g_autofree char *clean = bounce_plain_dup (subject);
      g_autofree char *start = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1),
                                                                BOUNCE_EXPORT_LIMIT_SUBJECT));
      g_autofree char *escaped = g_uri_escape_string (start, NULL, FALSE);

      g_string_append_printf (link, "%ssubject=%s", lead, escaped);
      lead = "&";
    }
  if (body != NULL && *body != '\0')
    {
      g_autofree char *lines = dup_lines (body);
      g_autofree char *escaped = g_uri_escape_string (lines, NULL, FALSE);

      g_string_append_printf (link, "%sbody=%s", lead, escaped);
    }

  return g_string_free (g_steal_pointer (&link), FALSE);
}
