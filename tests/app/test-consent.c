/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bounce-checker.h"
#include "bounce-consent.h"
#include "bounce-settings.h"
#include "bounce-world.h"

#define DOMAIN "example.org"

/* Only their names count here, see bounce_world_new_client(). */
#define SERVICE "https://doh.example/dns-query"
#define OTHER_SERVICE "https://other.example/dns-query"

static const char *const keys[] = {
  "doh-service", "agreed-doh-service", "agreed-system-dns", "agreed-registry",
  "agreed-domain-service",
};

typedef struct
{
  GSettings *settings;
} Fixture;

/* A world in which nobody answers, whoever is to be asked. */
BounceNetClient *
bounce_world_new_client (const char *doh_uri)
{
  static const char *const loopback[] = { "127.0.0.1", NULL };

  return bounce_net_client_new (&(BounceNetOptions) {
    .doh_uri = "https://127.0.0.1:9/dns-query",
    .nameserver = "127.0.0.1:9",
    .public_addresses = loopback,
  });
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->settings = bounce_settings_new ();
  g_assert_nonnull (fixture->settings);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
  g_settings_set_string (fixture->settings, "doh-service", SERVICE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->settings);
}

/* What was agreed to for one question opens no other. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  BounceQuestionKind agreed = GPOINTER_TO_UINT (data);

  bounce_consent_remember (fixture->settings, agreed, bounce_consent_get_services (agreed));

  for (BounceQuestionKind kind = 0; kind < BOUNCE_N_QUESTIONS; kind++)
    g_assert_cmpuint (bounce_consent_get_remembered (fixture->settings, kind), ==,
                      kind == agreed ? bounce_consent_get_services (kind)
                                     : BOUNCE_SERVICE_NONE);
}

static void
test_other_service (Fixture       *fixture,
                    gconstpointer  data)
{
  for (BounceQuestionKind kind = 0; kind < BOUNCE_N_QUESTIONS; kind++)
    bounce_consent_remember (fixture->settings, kind, bounce_consent_get_services (kind));
  g_settings_set_string (fixture->settings, "doh-service", OTHER_SERVICE);

  for (BounceQuestionKind kind = 0; kind < BOUNCE_N_QUESTIONS; kind++)
    g_assert_cmpuint (bounce_consent_get_remembered (fixture->settings, kind)
                      & BOUNCE_SERVICE_DOH, ==, BOUNCE_SERVICE_NONE);
}

/* Agreed to once, for the service that was named; then another takes its place. */
static void
test_other_service_while_waiting (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(BounceChecker) checker = bounce_checker_new (fixture->settings);
  BounceQuestion *first = bounce_checker_get_question (checker, BOUNCE_QUESTION_DOMAIN,
                                                       DOMAIN);
  BounceQuestion *second = bounce_checker_get_question (checker, BOUNCE_QUESTION_DOMAIN,
                                                        "other." DOMAIN);
  BounceServices services = bounce_consent_get_services (BOUNCE_QUESTION_DOMAIN);

  bounce_checker_ask (checker, first, services);
  bounce_checker_ask (checker, second, services);
  g_assert_cmpuint (bounce_question_get_state (second), ==, BOUNCE_QUESTION_WAITING);
  g_settings_set_string (fixture->settings, "doh-service", OTHER_SERVICE);

  while (bounce_question_get_state (second) != BOUNCE_QUESTION_FAILED &&
         bounce_question_get_state (second) != BOUNCE_QUESTION_ANSWERED)
    g_main_context_iteration (NULL, TRUE);

  g_assert_error (bounce_question_get_error (second), BOUNCE_NET_ERROR,
                  BOUNCE_NET_ERROR_NOT_ALLOWED);
}

/* With remembered consent, taken back in the preferences. */
static void
test_taken_back_while_waiting (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(BounceChecker) checker = NULL;
  BounceQuestion *first;
  BounceQuestion *second;
  BounceServices services = bounce_consent_get_services (BOUNCE_QUESTION_DOMAIN);

  bounce_consent_remember (fixture->settings, BOUNCE_QUESTION_DOMAIN, services);
  checker = bounce_checker_new (fixture->settings);
  first = bounce_checker_get_question (checker, BOUNCE_QUESTION_DOMAIN, DOMAIN);
  second = bounce_checker_get_question (checker, BOUNCE_QUESTION_DOMAIN, "other." DOMAIN);

  bounce_checker_ask (checker, first, services);
  bounce_checker_ask (checker, second, services);
  g_settings_reset (fixture->settings, "agreed-domain-service");

  while (bounce_question_get_state (second) != BOUNCE_QUESTION_FAILED &&
         bounce_question_get_state (second) != BOUNCE_QUESTION_ANSWERED)
    g_main_context_iteration (NULL, TRUE);

  g_assert_error (bounce_question_get_error (second), BOUNCE_NET_ERROR,
                  BOUNCE_NET_ERROR_NOT_ALLOWED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) \
  g_test_add ("/consent/" path, Fixture, data, set_up, function, tear_down)

  ADD ("remembered/lists", GUINT_TO_POINTER (BOUNCE_QUESTION_LISTS), test_remembered);
  ADD ("remembered/registry", GUINT_TO_POINTER (BOUNCE_QUESTION_REGISTRY), test_remembered);
  ADD ("remembered/domain", GUINT_TO_POINTER (BOUNCE_QUESTION_DOMAIN), test_remembered);
  ADD ("other-service", NULL, test_other_service);
  ADD ("other-service-while-waiting", NULL, test_other_service_while_waiting);
  ADD ("taken-back-while-waiting", NULL, test_taken_back_while_waiting);

  return g_test_run ();
}
