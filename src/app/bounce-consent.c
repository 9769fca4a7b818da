/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-consent.h"

/* What was agreed to for good. Agreeing to a question about a domain is no leave to
 * tell the same service an IP address. */
static const struct
{
  BounceQuestionKind kind;
  BounceServices services;
  const char *key;
  gboolean is_uri;              /* of the DNS-over-HTTPS service, so that nobody agrees
                                 * to one and gets another */
} remembered[] = {
  { BOUNCE_QUESTION_LISTS, BOUNCE_SERVICE_DOH, "agreed-doh-service", TRUE },
  { BOUNCE_QUESTION_LISTS, BOUNCE_SERVICE_SYSTEM_DNS, "agreed-system-dns", FALSE },
  { BOUNCE_QUESTION_REGISTRY, BOUNCE_SERVICE_REGISTRY, "agreed-registry", FALSE },
  { BOUNCE_QUESTION_DOMAIN, BOUNCE_SERVICE_DOMAIN | BOUNCE_SERVICE_DOH, "agreed-domain-service",
    TRUE },
};

static gboolean
is_agreed (GSettings  *settings,
           gsize       index,
           const char *uri)
{
  g_autofree char *agreed = NULL;

  if (!remembered[index].is_uri)
    return g_settings_get_boolean (settings, remembered[index].key);

  agreed = g_settings_get_string (settings, remembered[index].key);

  return g_str_equal (agreed, uri);
}

/**
 * bounce_consent_get_services:
 * @kind: a question
 *
 * Returns: all services that can be asked for an answer to it
 */
BounceServices
bounce_consent_get_services (BounceQuestionKind kind)
{
  switch (kind)
    {
    case BOUNCE_QUESTION_REGISTRY:
      return BOUNCE_SERVICE_REGISTRY;
    case BOUNCE_QUESTION_DOMAIN:
      return BOUNCE_SERVICE_DOMAIN | BOUNCE_SERVICE_DOH;
    case BOUNCE_QUESTION_LISTS:
    case BOUNCE_N_QUESTIONS:
    default:
      return BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS;
    }
}

/**
 * bounce_consent_is_enough:
 * @kind: a question
 * @services: the services that somebody agreed to
 *
 * Returns: whether there can be an answer with these: one way to the blocklists is
 *   enough, the other questions need all that they name
 */
gboolean
bounce_consent_is_enough (BounceQuestionKind kind,
                          BounceServices     services)
{
  BounceServices wanted = bounce_consent_get_services (kind);

  if (kind == BOUNCE_QUESTION_LISTS)
    return (services & wanted) != BOUNCE_SERVICE_NONE;

  return (services & wanted) == wanted;
}

/**
 * bounce_consent_dup_doh_uri:
 * @settings: (nullable): what is preferred
 *
 * Returns: (transfer full): the address of the DNS-over-HTTPS service to ask
 */
char *
bounce_consent_dup_doh_uri (GSettings *settings)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  if (settings != NULL)
    uri = g_settings_get_string (settings, "doh-service");
  if (uri != NULL && bounce_doh_service_check_uri (uri, NULL))
    return g_steal_pointer (&uri);

  return g_strdup (bounce_doh_service_get (0)->uri);
}

/**
 * bounce_consent_dup_doh_name:
 * @settings: (nullable): what is preferred
 *
 * Returns: (transfer full): how to name the DNS-over-HTTPS service to a person
 */
char *
bounce_consent_dup_doh_name (GSettings *settings)
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (settings);
  g_autoptr(GUri) parsed = NULL;

  for (guint i = 0; i < bounce_doh_service_get_n (); i++)
    if (g_str_equal (bounce_doh_service_get (i)->uri, uri))
      return g_strdup (bounce_doh_service_get (i)->name);

  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  return g_strdup (parsed != NULL ? g_uri_get_host (parsed) : uri);
}

/**
 * bounce_consent_get_remembered:
 * @settings: (nullable): what is preferred
 * @kind: a question
 *
 * Returns: the services that may be asked this without asking the person first
 */
BounceServices
bounce_consent_get_remembered (GSettings          *settings,
                               BounceQuestionKind  kind)
{
  BounceServices services = BOUNCE_SERVICE_NONE;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), BOUNCE_SERVICE_NONE);

  if (settings == NULL)
    return BOUNCE_SERVICE_NONE;

  uri = bounce_consent_dup_doh_uri (settings);
  for (gsize i = 0; i < G_N_ELEMENTS (remembered); i++)
    if (remembered[i].kind == kind && is_agreed (settings, i, uri))
      services |= remembered[i].services;

  return services;
}

/**
 * bounce_consent_remember:
 * @settings: (nullable): where to keep it
 * @kind: a question
 * @services: what a person agreed to for good, besides what is remembered already
 *
 * Remembers an agreement. It is taken back in the preferences.
 */
void
bounce_consent_remember (GSettings          *settings,
                         BounceQuestionKind  kind,
                         BounceServices      services)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (settings == NULL)
    return;

  uri = bounce_consent_dup_doh_uri (settings);
  for (gsize i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      if (remembered[i].kind != kind ||
          (services & remembered[i].services) != remembered[i].services)
        continue;

      if (remembered[i].is_uri)
        g_settings_set_string (settings, remembered[i].key, uri);
      else
        g_settings_set_boolean (settings, remembered[i].key, TRUE);
    }
}
