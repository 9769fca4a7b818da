/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-suggest-private.h"

#include <string.h>

#include <libpsl.h>

#include "bounce-limits.h"
#include "bounce-tables-private.h"

/* Domains that people mistype: a top-level domain that does not exist, or a name
 * that is nearly that of a common provider. A real domain is never corrected, so
 * where its server answered, only what the table knows as a slip is one. */

/* The shortest first label that is compared by distance; shorter ones have real
 * neighbours, and their slips stand in the table. */
#define SHORTEST_LABEL 6

/* What a top-level domain that does not exist may have been meant as. */
static const char *const meant_endings[] = { "com", "net", "org", "edu", "info", NULL };

/* RFC 6761, and what home networks use: no slips of anything. */
static const char *const special_endings[] = {
  "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
  "localhost", "onion", "test", NULL
};

/* Whether a wrong address can be the reason. */
static gboolean
may_be_mistyped (BounceCause cause)
{
  switch (cause)
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
    case BOUNCE_CAUSE_RECIPIENT_REFUSED:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Whether the domain itself seems not to be there. */
static gboolean
lacks_domain (BounceCause cause)
{
  return cause == BOUNCE_CAUSE_DOMAIN_UNKNOWN
         || cause == BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL
         || cause == BOUNCE_CAUSE_DNS_FAILURE
         || cause == BOUNCE_CAUSE_NO_ANSWER
         || cause == BOUNCE_CAUSE_ROUTING_ERROR
         || cause == BOUNCE_CAUSE_EXPIRED;
}

static const BounceMailDomainRow *
find_row (const char *domain)
{
  guint low = 0;
  guint high = bounce_n_mail_domain_rows;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = strcmp (bounce_mail_domain_rows[middle].domain, domain);

      if (order == 0)
        return &bounce_mail_domain_rows[middle];
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static gboolean
is_real_ending (const char *ending)
{
  return !g_str_is_ascii (ending) || g_str_has_prefix (ending, "xn--")
         || g_strv_contains (special_endings, ending) || psl_builtin () == NULL
         || psl_is_public_suffix2 (psl_builtin (), ending,
                                   PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

/* The one ending that @ending is a slip of, or NULL. */
static const char *
find_meant_ending (const char *ending)
{
  const char *meant = NULL;

  for (guint i = 0; meant_endings[i] != NULL; i++)
    if (bounce_suggest_distance (ending, meant_endings[i], 1) <= 1)
      {
        if (meant != NULL)
          return NULL;
        meant = meant_endings[i];
      }

  return meant;
}

/* Two neighbouring letters changed places and nothing else: a slip of the fingers
 * that hardly anybody registered as a name. */
static gboolean
is_swapped (const char *a,
            const char *b)
{
  gsize i = 0;

  if (strlen (a) != strlen (b))
    return FALSE;
  while (a[i] != '\0' && a[i] == b[i])
    i++;

  return a[i] != '\0' && a[i + 1] != '\0' && a[i] == b[i + 1] && a[i + 1] == b[i]
         && strcmp (a + i + 2, b + i + 2) == 0;
}

/* The one common domain that @domain is near to, or NULL. Both end alike: another
 * ending that exists is another country's, not a slip. */
static const char *
find_near_domain (const char *domain,
                  gboolean    is_missing)
{
  const char *rest = strchr (domain, '.');
  const char *nearest = NULL;
  g_autofree char *label = NULL;
  guint length = 0;
  guint least = 0;
  gboolean is_unique = TRUE;

  if (rest == NULL || rest == domain || rest - domain > BOUNCE_LIMIT_SLIP)
    return NULL;

  length = (guint) (rest - domain);
  label = g_strndup (domain, length);
  least = length >= 9 ? 2 : 1;
  for (guint i = 0; i < bounce_n_mail_domain_rows; i++)
    {
      const BounceMailDomainRow *row = &bounce_mail_domain_rows[i];
      g_autofree char *other = NULL;
      guint distance = 0;

      /* each letter more or less is one step of the distance */
      if (row->target != NULL || row->label < SHORTEST_LABEL
          || MAX (row->label, length) - MIN (row->label, length) > least
          || strcmp (row->domain + row->label, rest) != 0)
        continue;

      other = g_strndup (row->domain, row->label);
      if (!is_missing && !is_swapped (label, other))
        continue;
      distance = bounce_suggest_distance (label, other, least);
      if (distance > least)
        continue;
      if (distance == least && nearest != NULL)
        {
          is_unique = FALSE;
          continue;
        }

      nearest = row->domain;
      least = distance;
      is_unique = TRUE;
    }

  return is_unique ? nearest : NULL;
}

/* The one common domain of the same first label whose ending is near, or NULL:
 * "web.dr" of "web.de". */
static const char *
find_near_ending (const char *domain)
{
  const char *rest = strchr (domain, '.');
  gsize length = rest != NULL ? (gsize) (rest - domain) : 0;
  const char *nearest = NULL;

  for (guint i = 0; rest != NULL && i < bounce_n_mail_domain_rows; i++)
    {
      const BounceMailDomainRow *row = &bounce_mail_domain_rows[i];

      if (row->target != NULL || strncmp (row->domain, domain, length + 1) != 0
          || bounce_suggest_distance (rest, row->domain + length, 1) > 1)
        continue;
      if (nearest != NULL)
        return NULL;
      nearest = row->domain;
    }

  return nearest;
}

/* What @domain was meant as; NULL where it may be right. */
static char *
dup_meant_domain (const char *domain,
                  gboolean    is_missing)
{
  const BounceMailDomainRow *row = find_row (domain);
  const char *ending = strrchr (domain, '.');
  const char *meant = NULL;
  g_autofree char *mended = NULL;

  if (row != NULL)
    return g_strdup (row->target);
  if (strlen (domain) > BOUNCE_LIMIT_DOMAIN_NAME)
    return NULL;

  if (ending == NULL)
    {
      /* "gmail" alone */
      mended = g_strconcat (domain, ".com", NULL);
      row = find_row (mended);
      return row != NULL && row->target == NULL ? g_steal_pointer (&mended) : NULL;
    }
  if (g_str_has_prefix (domain, "www."))
    {
      row = find_row (domain + 4);
      return row != NULL && row->target == NULL ? g_strdup (row->domain) : NULL;
    }

  if (is_real_ending (ending + 1))
    return g_strdup (find_near_domain (domain, is_missing));

  meant = find_near_ending (domain);
  if (meant != NULL)
    return g_strdup (meant);
  meant = find_meant_ending (ending + 1);
  if (meant == NULL)
    return NULL;

  mended = g_strdup_printf ("%.*s%s", (int) (ending + 1 - domain), domain, meant);
  row = find_row (mended);
  if (row != NULL)
    return g_strdup (row->target != NULL ? row->target : row->domain);
  meant = find_near_domain (mended, TRUE);

  return meant != NULL ? g_strdup (meant) : g_steal_pointer (&mended);
}

/* What stands behind the last "/cn=" of an Exchange name: the mailbox's alias, in
 * newer ones behind 32 digits that make it unique. */
static char *
dup_alias (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *found = g_strrstr (lower, "/cn=");
  const char *alias = NULL;
  gsize digits = 0;

  if (found == NULL)
    return NULL;

  alias = name + (found - lower) + strlen ("/cn=");
  while (g_ascii_isxdigit (alias[digits]))
    digits++;
  if (digits == 32 && alias[32] == '-')
    alias += 33;

  if (strlen (alias) < 2 || strlen (alias) > BOUNCE_LIMIT_LOCAL_PART)
    return NULL;
  for (const char *at = alias; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("._-", *at) == NULL)
      return NULL;

  return g_strdup (alias);
}

/* Exchange wraps foreign addresses: IMCEASMTP-bob+40example+2Eorg@example.net, and
 * its own names: IMCEAEX-_o=Example_cn=Recipients_cn=bob@example.org. */
static char *
unwrap_exchange (const char *address)
{
  g_autoptr (GString) decoded = NULL;
  g_autofree char *alias = NULL;
  const char *at = NULL;
  const char *end = strrchr (address, '@');
  gboolean is_own = g_ascii_strncasecmp (address, "IMCEAEX-", 8) == 0;

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
        g_string_append_c (decoded, is_own && *at == '_' ? '/' : *at);
    }
  if (memchr (decoded->str, '\0', decoded->len) != NULL || !g_str_is_ascii (decoded->str))
    return NULL;

  if (is_own)
    {
      alias = dup_alias (decoded->str);
      return alias != NULL ? g_strconcat (alias, end, NULL) : NULL;
    }

  for (const char *byte = decoded->str; *byte != '\0'; byte++)
    if (!g_ascii_isgraph (*byte) || strchr ("/=<>\"", *byte) != NULL)
      return NULL;
  at = strchr (decoded->str, '@');
  if (at == NULL || at == decoded->str || at[1] == '\0')
    return NULL;

  return g_strdup (decoded->str);
}

/* @text without dots at its ends or beside each other, RFC 5321 §4.1.2. */
static char *
drop_dots (const char *text,
           gsize       length)
{
  GString *kept = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (text[i] != '.' || (kept->len > 0 && kept->str[kept->len - 1] != '.'))
      g_string_append_c (kept, text[i]);
  while (kept->len > 0 && kept->str[kept->len - 1] == '.')
    g_string_truncate (kept, kept->len - 1);

  return g_string_free (kept, FALSE);
}

/**
 * bounce_suggest_address: (skip)
 * @recipient: a recipient with its verdict
 * @to: (nullable): the returned message's To field
 *
 * Returns: (transfer full) (nullable): a likelier spelling of the whole address
 */
char *
bounce_suggest_address (const BounceRecipient *recipient,
                        const char            *to)
{
  const char *address = recipient->original_address != NULL
                          ? recipient->original_address : recipient->address;
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  BounceCause cause = recipient->verdict.cause;
  g_autofree char *domain = NULL;
  g_autofree char *tidy = NULL;
  g_autofree char *local = NULL;
  g_autofree char *meant = NULL;
  char *unwrapped = NULL;

  if (at == NULL || at == address || at[1] == '\0' || !may_be_mistyped (cause))
    return NULL;

  unwrapped = unwrap_exchange (address);
  if (unwrapped != NULL)
    return unwrapped;
  if (at[1] == '[')
    return NULL;

  domain = g_ascii_strdown (at + 1, -1);
  tidy = drop_dots (domain, strlen (domain));
  local = *address == '"' ? g_strndup (address, (gsize) (at - address))
                          : drop_dots (address, (gsize) (at - address));
  if (*tidy == '\0' || *local == '\0')
    return NULL;

  meant = dup_meant_domain (tidy, lacks_domain (cause));
  if (meant != NULL)
    return g_strdup_printf ("%s@%s", local, meant);
  if (cause == BOUNCE_CAUSE_ADDRESS_SYNTAX
      && (strcmp (tidy, domain) != 0 || strlen (local) != (gsize) (at - address)))
    return g_strdup_printf ("%s@%s", local, tidy);

  if (to != NULL && cause == BOUNCE_CAUSE_ADDRESS_UNKNOWN)
    return bounce_suggest_by_name (address, to);

  return NULL;
}
