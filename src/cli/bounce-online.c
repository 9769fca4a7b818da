/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-online.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bounce-check-words.h"
#include "bounce-cli-limits.h"
#include "bounce-world.h"

/* What is asked about. Each kind has servers of its own, registries even five: that one of
 * them cannot be reached says nothing about the others. */
typedef enum {
  KIND_LISTS,
  KIND_REGISTRY,
  KIND_DOMAIN,
  N_KINDS
} Kind;

/* Each address and domain is asked about once in a run, whatever came of it. */
struct _BounceOnline
{
  const BounceOptions *options;
  BounceOutput *output;
  BounceNetClient *client;
  BounceChecks *checks;
  GMainContext *context;
  GHashTable *asked_ips;
  GHashTable *asked_domains;
  GHashTable *left_ips;         /* which a limit left out of a message's questions */
  GHashTable *left_domains;
  guint n_unreached[N_KINDS];
  gboolean said_offline;
  gboolean is_over;
};

/* An option that was typed agrees to the services that its help names. */
static BounceServices
get_services (const BounceOptions *options)
{
  BounceServices services = BOUNCE_SERVICE_DOH;

  if (options->check)
    services |= BOUNCE_SERVICE_SYSTEM_DNS | BOUNCE_SERVICE_REGISTRY;
  if (options->check_domain)
    services |= BOUNCE_SERVICE_DOMAIN;

  return services;
}

/**
 * bounce_online_new:
 * @options: what was asked for
 * @output: where to complain
 *
 * Returns: (transfer full) (nullable): the online checks, or %NULL where none were
 *   asked for
 */
BounceOnline *
bounce_online_new (const BounceOptions *options,
                   BounceOutput        *output)
{
  BounceOnline *self;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (output != NULL, NULL);

  if (!options->check && !options->check_domain)
    return NULL;

  self = g_new0 (BounceOnline, 1);
  self->options = options;
  self->output = output;
  self->client = bounce_world_new_client (options->doh_uri);
  bounce_net_client_set_allowed (self->client, get_services (options));
  self->checks = bounce_checks_new ();
  self->context = g_main_context_new ();
  self->asked_ips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked_domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->left_ips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->left_domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * bounce_online_free:
 * @self: online checks
 *
 * Frees them.
 */
void
bounce_online_free (BounceOnline *self)
{
  g_return_if_fail (self != NULL);

  /* what still hangs in the client belongs to this context */
  g_main_context_push_thread_default (self->context);
  g_clear_object (&self->client);
  g_main_context_pop_thread_default (self->context);

  g_clear_object (&self->checks);
  g_clear_pointer (&self->asked_ips, g_hash_table_unref);
  g_clear_pointer (&self->asked_domains, g_hash_table_unref);
  g_clear_pointer (&self->left_ips, g_hash_table_unref);
  g_clear_pointer (&self->left_domains, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

/* "Quad9 (https://…)", or the address alone where we do not know who that is. */
static char *
dup_service_name (const char *uri)
{
  for (guint i = 0; i < bounce_doh_service_get_n (); i++)
    {
      const BounceDohService *service = bounce_doh_service_get (i);

      if (strcmp (service->uri, uri) == 0)
        return g_strdup_printf ("%s (%s)", service->name, service->uri);
    }

  return g_strdup (uri);
}

/**
 * bounce_online_announce:
 * @self: online checks
 *
 * Says on standard error who will learn what, before anybody does.
 */
void
bounce_online_announce (BounceOnline *self)
{
  g_autofree char *service = NULL;

  g_return_if_fail (self != NULL);

  service = dup_service_name (bounce_net_client_get_doh_uri (self->client));
  if (self->options->check)
    {
      g_autofree char *sentence = NULL;

      /* Translators: %s is who answers DNS questions, such as
       * "Quad9 (https://dns.quad9.net/dns-query)" */
      sentence = g_strdup_printf (_("--check: the DNS service %s, the blocklists, the resolver of "
                                    "this network and the registries learn the public IP "
                                    "addresses of the sending servers."), service);
      bounce_output_complain (self->output, sentence);
    }
  if (self->options->check_domain)
    {
      g_autofree char *sentence = NULL;

      /* Translators: %s is who answers DNS questions, such as
       * "Quad9 (https://dns.quad9.net/dns-query)" */
      sentence = g_strdup_printf (_("--check-domain: the DNS service %s learns the domain of a "
                                    "recipient, where something may be wrong with it."), service);
      bounce_output_complain (self->output, sentence);
    }
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static void
wait (BounceOnline  *self,
      GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (self->context, TRUE);
}

/* Without a network each question would only take its time, and an interruption is
 * meant for all of them. */
static void
note_end (BounceOnline *self,
          Kind          kind,
          const GError *error)
{
  gboolean is_news = TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->is_over = TRUE;
      return;
    }

  if (g_error_matches (error, BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE))
    {
      self->n_unreached[kind]++;
      is_news = !self->said_offline;
      self->said_offline = TRUE;
    }
  else
    {
      self->n_unreached[kind] = 0;
    }

  if (error != NULL && is_news)
    bounce_output_complain (self->output, bounce_check_words_get_error (error));
}

static gboolean
is_given_up (BounceOnline *self,
             Kind          kind)
{
  return self->is_over || self->n_unreached[kind] >= BOUNCE_CLI_LIMIT_UNREACHED;
}

static void
ask_lists (BounceOnline       *self,
           const char *const  *ips,
           GCancellable       *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  bounce_list_check_async (self->client, ips, cancellable, NULL, NULL, ready_cb, &result);
  wait (self, &result);
  found = bounce_list_check_finish (result, &error);
  note_end (self, KIND_LISTS, error);
  if (found == NULL)
    return;

  for (guint i = 0; i < found->len; i++)
    bounce_checks_take_lists (self->checks,
                              bounce_list_check_ref (g_ptr_array_index (found, i)));
}

static void
ask_registry (BounceOnline *self,
              const char   *ip,
              GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BounceRegistryCheck *found;

  bounce_registry_check_async (self->client, ip, cancellable, ready_cb, &result);
  wait (self, &result);
  found = bounce_registry_check_finish (result, &error);
  note_end (self, KIND_REGISTRY, error);
  if (found != NULL)
    bounce_checks_take_registry (self->checks, found);
}

static void
ask_domain (BounceOnline *self,
            const char   *domain,
            GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BounceDomainCheck *found;

  bounce_domain_check_async (self->client, domain, cancellable, ready_cb, &result);
  wait (self, &result);
  found = bounce_domain_check_finish (result, &error);
  note_end (self, KIND_DOMAIN, error);
  if (found != NULL)
    bounce_checks_take_domain (self->checks, found);
}

/* The sender's side, the refused first: the others are not what is to be mended. */
static void
add_ips (BounceOnline       *self,
         GPtrArray          *ips,
         const BounceReport *report,
         gboolean            refused)
{
  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);

      if (!host->is_public || host->refused != refused
          || (!refused && host->role != BOUNCE_IP_ROLE_YOUR_SERVER))
        continue;
      if (ips->len >= BOUNCE_CLI_LIMIT_ADDRESSES)
        g_hash_table_add (self->left_ips, g_strdup (host->ip));
      else if (g_hash_table_add (self->asked_ips, g_strdup (host->ip)))
        g_ptr_array_add (ips, host->ip);
    }
}

static void
ask_about_ips (BounceOnline       *self,
               const BounceReport *report,
               GCancellable       *cancellable)
{
  g_autoptr (GPtrArray) ips = g_ptr_array_new ();

  add_ips (self, ips, report, TRUE);
  add_ips (self, ips, report, FALSE);
  if (ips->len == 0)
    return;

  g_ptr_array_add (ips, NULL);
  if (!is_given_up (self, KIND_LISTS))
    ask_lists (self, (const char *const *) ips->pdata, cancellable);
  for (guint i = 0; !is_given_up (self, KIND_REGISTRY) && i + 1 < ips->len; i++)
    ask_registry (self, g_ptr_array_index (ips, i), cancellable);
}

static void
ask_about_domains (BounceOnline       *self,
                   const BounceReport *report,
                   GCancellable       *cancellable)
{
  guint n_asked = 0;

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const char *domain = bounce_checks_get_domain_to_ask (report, i);

      if (is_given_up (self, KIND_DOMAIN))
        return;
      if (domain == NULL)
        continue;

      if (n_asked >= BOUNCE_CLI_LIMIT_DOMAINS)
        {
          g_hash_table_add (self->left_domains, g_strdup (domain));
        }
      else if (g_hash_table_add (self->asked_domains, g_strdup (domain)))
        {
          ask_domain (self, domain, cancellable);
          n_asked++;
        }
    }
}

/* Another message may have asked about what one had no room for. */
static guint
count_left (GHashTable *left,
            GHashTable *asked)
{
  GHashTableIter iter;
  gpointer key;
  guint n = 0;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (asked, key))
      n++;

  return n;
}

/**
 * bounce_online_ask:
 * @self: online checks
 * @report: (nullable): an answer; %NULL where no mail could be read
 * @cancellable: to stop asking
 *
 * Asks about what stands in @report and was not asked about before, and waits until
 * that is answered. What fails is one line on standard error, and nothing more.
 *
 * Returns: (transfer none): all that was found in this run
 */
BounceChecks *
bounce_online_ask (BounceOnline       *self,
                   const BounceReport *report,
                   GCancellable       *cancellable)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (report == NULL || self->is_over)
    return self->checks;

  g_main_context_push_thread_default (self->context);
  if (self->options->check)
    ask_about_ips (self, report, cancellable);
  if (self->options->check_domain)
    ask_about_domains (self, report, cancellable);
  g_main_context_pop_thread_default (self->context);

  return self->checks;
}

/**
 * bounce_online_conclude:
 * @self: online checks after a run
 *
 * Says on standard error how much the limits left out of the questions.
 */
void
bounce_online_conclude (BounceOnline *self)
{
  guint n_ips, n_domains;

  g_return_if_fail (self != NULL);

  n_ips = count_left (self->left_ips, self->asked_ips);
  n_domains = count_left (self->left_domains, self->asked_domains);

  if (n_ips > 0)
    {
      g_autofree char *sentence = NULL;

      /* Translators: %u is a number of IP addresses. */
      sentence = g_strdup_printf (ngettext ("--check: %u IP address was not asked about, because "
                                            "there are too many in one message.",
                                            "--check: %u IP addresses were not asked about, "
                                            "because there are too many in one message.",
                                            n_ips), n_ips);
      bounce_output_complain (self->output, sentence);
    }
  if (n_domains > 0)
    {
      g_autofree char *sentence = NULL;

      /* Translators: %u is a number of domains, such as “example.org”. */
      sentence = g_strdup_printf (ngettext ("--check-domain: %u domain was not asked about, "
                                            "because there are too many in one message.",
                                            "--check-domain: %u domains were not asked about, "
                                            "because there are too many in one message.",
                                            n_domains), n_domains);
      bounce_output_complain (self->output, sentence);
    }
}
