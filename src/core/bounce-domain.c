/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-domain-private.h"

#include <string.h>

#include <libpsl.h>

#include "bounce-limits.h"

/*
 * Whose a host name is: the public suffix list tells which part of it somebody
 * registered.
 */

/* To ask the list takes 7,000 instructions, and the notices of an mbox name the same few
 * hosts again and again. So each thread remembers the answers about the last ones, each
 * in the place that its name gives it. */
#define N_REMEMBERED 64

/* owned is where in name the part with an owner begins, or its end where there is none */
typedef struct
{
  char name[BOUNCE_LIMIT_REMEMBERED_NAME + 1];
  guint8 owned;
} Remembered;

static _Thread_local Remembered remembered[N_REMEMBERED];

/* The part of @lower, a name in lower case, that somebody registered, or NULL. */
static const char *
find_owned (const char *lower,
            gsize       length)
{
  Remembered *place = &remembered[g_str_hash (lower) % N_REMEMBERED];
  const char *owned = NULL;

  if (length <= BOUNCE_LIMIT_REMEMBERED_NAME && strcmp (place->name, lower) == 0)
    return place->owned < length ? lower + place->owned : NULL;

  if (psl_builtin () != NULL)
    owned = psl_registrable_domain (psl_builtin (), lower);

  if (length <= BOUNCE_LIMIT_REMEMBERED_NAME)
    {
      memcpy (place->name, lower, length + 1);
      place->owned = owned != NULL ? (gsize) (owned - lower) : length;
    }

  return owned;
}

/* The length of @name without the dots of a complete name at its end. */
static gsize
measure_name (const char *name)
{
  gsize length = name != NULL ? strlen (name) : 0;

  while (length > 0 && name[length - 1] == '.')
    length--;

  return length;
}

/* The part of @name that has an owner: "example.org" of "mx.example.org"; NULL for
 * a name without a dot, an address, or a bare suffix. */
char *
bounce_domain_dup_owned (const char *name)
{
  g_autofree char *lower = NULL;
  gsize length = measure_name (name);

  if (length == 0 || length > BOUNCE_LIMIT_DOMAIN_NAME || memchr (name, '.', length) == NULL
      || memchr (name, ':', length) != NULL || g_ascii_isdigit (name[length - 1]))
    return NULL;

  lower = g_ascii_strdown (name, (gssize) length);

  return g_strdup (find_owned (lower, length));
}

/* How much of @name its last two labels take. */
static gsize
measure_last_labels (const char *name,
                     gsize       length)
{
  guint n_dots = 0;

  for (gsize i = length; i > 0; i--)
    {
      n_dots += name[i - 1] == '.';
      if (n_dots == 2)
        return length - i;
    }

  return length;
}

/* Whether the names @a and @b can belong to the same owner: what somebody registers
 * has two labels at least, and to ask the list costs a hundred times as much. */
gboolean
bounce_domain_may_share_owner (const char *a,
                               const char *b)
{
  gsize a_length = measure_name (a);
  gsize b_length = measure_name (b);
  gsize labels = a_length > 0 ? measure_last_labels (a, a_length) : 0;

  return labels > 0 && b_length > 0
         && measure_last_labels (b, b_length) == labels
         && g_ascii_strncasecmp (a + a_length - labels, b + b_length - labels, labels) == 0;
}

/* Whether the names @a and @b belong to the same owner. */
gboolean
bounce_domain_same_owner (const char *a,
                          const char *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!bounce_domain_may_share_owner (a, b))
    return FALSE;

  first = bounce_domain_dup_owned (a);
  if (g_ascii_strcasecmp (a, b) == 0)
    return first != NULL;

  second = first != NULL ? bounce_domain_dup_owned (b) : NULL;

  return second != NULL && strcmp (first, second) == 0;
}

/* Whether @name ends in a domain that exists, unlike "exchange.corp.local". */
gboolean
bounce_domain_is_public (const char *name)
{
  const char *ending = strrchr (name, '.');
  g_autofree char *lower = ending != NULL ? g_ascii_strdown (ending + 1, -1) : NULL;

  return lower != NULL && psl_builtin () != NULL
         && psl_is_public_suffix2 (psl_builtin (), lower,
                                   PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
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
