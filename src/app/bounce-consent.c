/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-consent.h"

/* What was agreed to for good, one key for each service. The DNS-over-HTTPS service
 * is remembered by its address, so that nobody agrees to one and gets another. */
static const struct
{
  BounceServices service;
  const char *key;
} remembered[] = {
  { BOUNCE_SERVICE_SYSTEM_DNS, "agreed-system-dns" },
  { BOUNCE_SERVICE_REGISTRY, "agreed-registry" },
  { BOUNCE_SERVICE_DOMAIN, "agreed-domain" },
};

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
 *
 * Returns: the services that may be asked without asking the person first
 */
BounceServices
bounce_consent_get_remembered (GSettings *settings)
{
  BounceServices services = BOUNCE_SERVICE_NONE;
  g_autofree char *agreed = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), BOUNCE_SERVICE_NONE);

  if (settings == NULL)
    return BOUNCE_SERVICE_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (remembered); i++)
    if (g_settings_get_boolean (settings, remembered[i].key))
      services |= remembered[i].service;

  agreed = g_settings_get_string (settings, "agreed-doh-service");
  uri = bounce_consent_dup_doh_uri (settings);
  if (g_str_equal (agreed, uri))
    services |= BOUNCE_SERVICE_DOH;

  return services;
}

/**
 * bounce_consent_remember:
 * @settings: (nullable): where to keep it
 * @services: what a person agreed to for good, besides what is remembered already
 *
 * Remembers an agreement. It is taken back in the preferences.
 */
void
bounce_consent_remember (GSettings      *settings,
                         BounceServices  services)
{
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (settings == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (remembered); i++)
    if ((services & remembered[i].service) != 0)
      g_settings_set_boolean (settings, remembered[i].key, TRUE);

  if ((services & BOUNCE_SERVICE_DOH) != 0)
    {
      g_autofree char *uri = bounce_consent_dup_doh_uri (settings);

      g_settings_set_string (settings, "agreed-doh-service", uri);
    }
}
