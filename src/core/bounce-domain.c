/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-domain-private.h"

#include <string.h>

#include <libpsl.h>

/*
 * Whose a host name is: the public suffix list tells which part of it somebody
 * registered.
 */

/* The part of @name that has an owner: "example.org" of "mx.example.org"; NULL for
 * a name without a dot, an address, or a bare suffix. */
char *
bounce_domain_dup_owned (const char *name)
{
  const psl_ctx_t *psl = psl_builtin ();
  const char *owned = NULL;
  g_autofree char *lower = NULL;
  gsize length = name != NULL ? strlen (name) : 0;

  while (length > 0 && name[length - 1] == '.')
    length--;
  if (length == 0 || length > 253 || memchr (name, '.', length) == NULL
      || memchr (name, ':', length) != NULL || g_ascii_isdigit (name[length - 1]))
    return NULL;

  lower = g_ascii_strdown (name, (gssize) length);
  if (psl != NULL)
    owned = psl_registrable_domain (psl, lower);

  return g_strdup (owned);
}

/* Whether the names @a and @b belong to the same owner. */
gboolean
bounce_domain_same_owner (const char *a,
                          const char *b)
{
  g_autofree char *first = bounce_domain_dup_owned (a);
  g_autofree char *second = first != NULL ? bounce_domain_dup_owned (b) : NULL;

  return second != NULL && strcmp (first, second) == 0;
}

/* The domain of a mail address in lower case, or NULL. */
char *
bounce_domain_of_address (const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  gsize length = 0;

  if (at == NULL)
    return NULL;

  length = strcspn (at + 1, "> \t,;\"");

  return length > 0 ? g_ascii_strdown (at + 1, (gssize) length) : NULL;
}
