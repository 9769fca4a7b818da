/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-suggest-private.h"

#include <stdlib.h>
#include <string.h>

#include "bounce-tables-private.h"

/* Longer names than this are no slips of a common domain. */
#define LONGEST_DOMAIN 40

/* Endings that do not exist and what is meant, for domains that are in no table. */
static const struct
{
  const char *slip;
  const char *meant;
} endings[] = {
  { ".con", ".com" },
  { ".cmo", ".com" },
  { ".ocm", ".com" },
  { ".comm", ".com" },
  { ".coom", ".com" },
  { ".vom", ".com" },
  { ".xom", ".com" },
  { ".nte", ".net" },
  { ".ent", ".net" },
  { ".ogr", ".org" },
  { ".rog", ".org" },
};

/* Whether a wrong address can be the reason. */
static gboolean
may_be_mistyped (const BounceVerdict *verdict)
{
  switch (verdict->cause)
    {
    case BOUNCE_CAUSE_ADDRESS_UNKNOWN:
    case BOUNCE_CAUSE_ADDRESS_SYNTAX:
    case BOUNCE_CAUSE_DOMAIN_UNKNOWN:
    case BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL:
    case BOUNCE_CAUSE_DNS_FAILURE:
    case BOUNCE_CAUSE_NO_ANSWER:
    case BOUNCE_CAUSE_ROUTING_ERROR:
    case BOUNCE_CAUSE_EXPIRED:
    case BOUNCE_CAUSE_RELAY_DENIED:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Which letters stand in @word, one bit for each; signs may share theirs. */
static guint32
get_letters (const char *word)
{
  guint32 letters = 0;

  for (; *word != '\0'; word++)
    letters |= 1u << (*word & 31);

  return letters;
}

/* Whether so few slips can lead from one word to the other: each takes at most one
 * letter away and brings one in. */
static gboolean
may_be_near (guint32 a_letters,
             guint32 b_letters,
             guint   limit)
{
  guint32 others = a_letters ^ b_letters;
  guint n_others = 0;

  for (; others != 0; others &= others - 1)
    n_others++;

  return n_others <= 2 * limit;
}

/* Letters inserted, dropped, changed, or swapped with the next, between two short
 * words; stops counting above @limit. */
static guint
get_distance (const char *a,
              const char *b,
              guint       limit)
{
  guint rows[3][LONGEST_DOMAIN + 2];
  guint a_length = (guint) strlen (a);
  guint b_length = (guint) strlen (b);

  if (a_length > LONGEST_DOMAIN || b_length > LONGEST_DOMAIN)
    return limit + 1;
  if (MAX (a_length, b_length) - MIN (a_length, b_length) > limit)
    return limit + 1;

  for (guint j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i - 1) % 3];
      const guint *higher = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint cost = a[i - 1] != b[j - 1];

          row[j] = MIN (MIN (above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], higher[j - 2] + 1);
        }
    }

  return rows[a_length % 3][b_length];
}

static int
compare_mail_domain (gconstpointer domain,
                     gconstpointer row)
{
  return strcmp (domain, ((const BounceMailDomainRow *) row)->domain);
}

/* The one common domain that @domain is a slip of, or NULL. */
static const char *
find_meant_domain (const char *domain)
{
  const BounceMailDomainRow *known = NULL;
  const char *nearest = NULL;
  guint32 letters = get_letters (domain);
  guint least = strlen (domain) >= 10 ? 2 : 1;
  gboolean unique = TRUE;

  known = bsearch (domain, bounce_mail_domain_rows, bounce_n_mail_domain_rows,
                   sizeof *bounce_mail_domain_rows, compare_mail_domain);
  if (known != NULL)
    return known->target;

  for (guint i = 0; i < bounce_n_mail_domain_rows; i++)
    {
      const BounceMailDomainRow *row = &bounce_mail_domain_rows[i];
      guint distance = 0;

      /* a short name is near to too many others */
      if (row->target != NULL || strlen (row->domain) < 8
          || !may_be_near (letters, get_letters (row->domain), least))
        continue;

      distance = get_distance (domain, row->domain, least);
      if (distance > least)
        continue;
      if (distance == least && nearest != NULL)
        {
          unique = FALSE;
          continue;
        }

      nearest = row->domain;
      least = distance;
      unique = TRUE;
    }

  return unique ? nearest : NULL;
}

/* Exchange wraps foreign addresses: IMCEASMTP-bob+40example+2Eorg@example.net. */
static char *
unwrap_exchange (const char *address)
{
  g_autoptr (GString) decoded = NULL;
  const char *at = NULL;
  const char *end = strrchr (address, '@');

  if (g_ascii_strncasecmp (address, "IMCEA", 5) != 0 || end == NULL)
    return NULL;

  at = memchr (address, '-', (gsize) (end - address));
  if (at == NULL)
    return NULL;

  decoded = g_string_new (NULL);
  for (at++; at < end; at++)
    {
      if (*at == '+' && at + 2 < end && g_ascii_isxdigit (at[1])
          && g_ascii_isxdigit (at[2]))
        {
          g_string_append_c (decoded, (char) (g_ascii_xdigit_value (at[1]) * 16
                                              + g_ascii_xdigit_value (at[2])));
          at += 2;
        }
      else
        g_string_append_c (decoded, *at);
    }

  if (strchr (decoded->str, '@') == NULL || strpbrk (decoded->str, " /=<>\"\n") != NULL
      || !g_str_is_ascii (decoded->str))
    return NULL;

  return g_strdup (decoded->str);
}

/**
 * bounce_suggest_address: (skip)
 * @recipient: a recipient with its verdict
 *
 * Returns: (transfer full) (nullable): a likelier spelling of the whole address
 */
char *
bounce_suggest_address (const BounceRecipient *recipient)
{
  const char *address = recipient->original_address != NULL
                          ? recipient->original_address : recipient->address;
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  const char *meant = NULL;
  g_autofree char *domain = NULL;
  char *unwrapped = NULL;

  if (at == NULL || !may_be_mistyped (&recipient->verdict))
    return NULL;

  unwrapped = unwrap_exchange (address);
  if (unwrapped != NULL)
    return unwrapped;

  domain = g_ascii_strdown (at + 1, -1);
  meant = find_meant_domain (domain);
  if (meant != NULL)
    return g_strdup_printf ("%.*s@%s", (int) (at - address), address, meant);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (domain, endings[i].slip))
      return g_strdup_printf ("%.*s@%.*s%s", (int) (at - address), address,
                              (int) (strlen (domain) - strlen (endings[i].slip)),
                              domain, endings[i].meant);

  return NULL;
}
