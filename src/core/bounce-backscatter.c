/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-backscatter-private.h"

#include <string.h>

#include "bounce-domain-private.h"
#include "bounce-ip.h"
#include "bounce-received-private.h"
#include "bounce-sides-private.h"

/*
 * A bounce for mail that its reader never sent. To say so wrongly is worse than to
 * show a plain bounce, so all that could come from the reader's own side speaks
 * against it, and only one way of the message counts: from a stranger straight to
 * the recipient's server, or to the server that wrote the notice.
 */

/* Names in Message-ID fields that programs on anybody's telephone write. */
static const char *const device_owners[] = {
  "android.com", "apple.com", "gmail.com", "googlemail.com", "icloud.com", "outlook.com",
  "samsung.com", "yahoo.com", NULL
};

/* Programs that send in bulk, or from a web page. */
static const char *const bulk_mailers[] = {
  "bulk", "mass mail", "massmail", "leaf php", "leafmailer", "phpmailer", "php/", "dark mailer",
  "super mailer", "supermailer", "turbo-mailer", "atomic mail", "smtp mailer", "mailer pro", NULL
};

/* Fields that a server adds for a sender who had logged in. */
static const char *const login_fields[] = {
  "X-Authenticated-Sender", "X-Authenticated-User", "X-Authenticated", "X-Auth-ID",
  "X-Sender-Id", "X-Originating-Email", "X-Get-Message-Sender-Via", "X-SASL-User",
  "Authenticated-By", NULL
};

/* What servers on the way found when they asked SPF, DKIM and DMARC: RFC 8601's
 * Authentication-Results and RFC 7208's Received-SPF. */
static void
read_results (GPtrArray *fields,
              gboolean  *passed,
              gboolean  *failed)
{
  static const char *const passes[] = { "dmarc=pass", "spf=pass", NULL };
  static const char *const fails[] = {
    "spf=fail", "spf=hardfail", "spf=softfail", "dkim=fail", "dmarc=fail", NULL
  };

  *passed = FALSE;
  *failed = FALSE;

  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (g_ascii_strcasecmp (field->name, "Authentication-Results") == 0)
        {
          *passed |= bounce_text_holds_one_of (field->value, passes);
          *failed |= bounce_text_holds_one_of (field->value, fails);
        }
      else if (g_ascii_strcasecmp (field->name, "Received-SPF") == 0)
        {
          *passed |= g_ascii_strncasecmp (field->value, "pass", 4) == 0;
          *failed |= g_ascii_strncasecmp (field->value, "fail", 4) == 0
                     || g_ascii_strncasecmp (field->value, "softfail", 8) == 0;
        }
    }
}

static gboolean
has_login_field (GPtrArray *fields)
{
  for (guint i = 0; login_fields[i] != NULL; i++)
    if (bounce_fields_get (fields, login_fields[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* Whether the program that wrote the message ran in somebody else's house, and not
 * in that of the server that brought it: one that signs what it sends is in the
 * open, and may be the reader's provider. */
static gboolean
has_foreign_id (GPtrArray            *fields,
                const BounceSides    *sides,
                const BounceReceived *first)
{
  g_autofree char *host = bounce_domain_of_address (bounce_fields_get (fields, "Message-ID"));
  g_autofree char *owned = bounce_domain_dup_owned (host);

  return owned != NULL && bounce_domain_is_public (owned)
         && !g_strv_contains (device_owners, owned)
         && !bounce_sides_are_ours (sides, host) && !bounce_sides_are_theirs (sides, host)
         && !bounce_domain_same_owner (host, first->from)
         && !bounce_domain_same_owner (host, first->name);
}

static gboolean
has_foreign_mailer (GPtrArray *fields)
{
  return bounce_text_holds_one_of (bounce_fields_get (fields, "X-Mailer"), bulk_mailers)
         || bounce_text_holds_one_of (bounce_fields_get (fields, "User-Agent"), bulk_mailers)
         || bounce_fields_get (fields, "X-PHP-Originating-Script") != NULL
         || bounce_fields_get (fields, "X-PHP-Script") != NULL;
}

/* Whether any hop shows a log-in or a house of the reader's. */
static gboolean
passed_own_house (const GPtrArray   *hops,
                  const BounceSides *sides)
{
  for (guint i = 0; i < hops->len; i++)
    {
      const BounceReceived *hop = g_ptr_array_index (hops, i);

      if (hop->has_login || bounce_sides_are_ours (sides, hop->by)
          || bounce_sides_are_ours (sides, hop->from)
          || bounce_sides_are_ours (sides, hop->name)
          || (hop->with != NULL && g_ascii_strcasecmp (hop->with, "mapi") == 0))
        return TRUE;
    }

  return FALSE;
}

/* Whether the oldest hop is a client out on the Internet: a private address is a
 * machine in the house of the server that took the message. */
static gboolean
comes_from_outside (const BounceReceived *hop)
{
  if (!hop->has_from || hop->by == NULL || hop->clients->len == 0)
    return FALSE;

  for (guint i = 0; i < hop->clients->len; i++)
    {
      const BounceReceivedIp *client = g_ptr_array_index (hop->clients, i);

      if (bounce_ip_is_private (client->ip))
        return FALSE;
    }

  return !bounce_domain_same_owner (bounce_received_get_client (hop), hop->by);
}

static gboolean
has_remote_answer (const BounceDossier *dossier)
{
  for (guint i = 0; i < dossier->cases->len; i++)
    {
      const BounceCase *found = g_ptr_array_index (dossier->cases, i);

      if (found->remote_mta != NULL && dossier->reporting_mta != NULL
          && !bounce_domain_same_owner (found->remote_mta, dossier->reporting_mta))
        return TRUE;
    }

  return FALSE;
}

/**
 * bounce_backscatter_is: (skip)
 * @dossier: a notice of failure
 * @refused_as_forged: the reply itself speaks of a failure of SPF, DKIM or DMARC
 *
 * Looks for CONTRACT's two signs in the returned message: its first hop is a
 * stranger's, and SPF or DKIM failed, or the Message-ID or the mailer is foreign.
 *
 * Returns: whether the returned message was never the reader's
 */
gboolean
bounce_backscatter_is (const BounceDossier *dossier,
                       gboolean             refused_as_forged)
{
  GPtrArray *fields = dossier->parts->returned_fields;
  const BounceSides *sides = dossier->sides;
  const BounceReceived *first = NULL;
  gboolean passed = FALSE;
  gboolean failed = FALSE;
  gboolean foreign = FALSE;

  if (bounce_fields_get (fields, "Received") == NULL || has_login_field (fields))
    return FALSE;

  first = g_ptr_array_index (dossier->returned_hops, 0);
  if (sides->sender->len + sides->reader->len == 0 || !comes_from_outside (first)
      || passed_own_house (dossier->returned_hops, sides))
    return FALSE;

  read_results (fields, &passed, &failed);
  if (passed)
    return FALSE;
  foreign = has_foreign_id (fields, sides, first) || has_foreign_mailer (fields);

  if (bounce_sides_are_theirs (sides, first->by))
    return failed || refused_as_forged || foreign;

  /* the writer of the notice took it from the stranger and answers for itself: a
   * filter of the recipient's, or else the reader's own provider */
  if (bounce_domain_same_owner (first->by, dossier->reporting_mta)
      && !has_remote_answer (dossier))
    return failed && foreign;

  return FALSE;
}
