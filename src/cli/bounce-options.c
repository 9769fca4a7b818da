/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-options.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "bounce-limits.h"
#include "bounce-net-client.h"
#include "bounce-parallel.h"

G_STATIC_ASSERT (BOUNCE_LIMIT_THREADS == 256);  /* a sentence below says so */

/**
 * bounce_options_new_context:
 * @self: the defaults; what is parsed goes there
 *
 * Returns: (transfer full): what parses a command line
 */
GOptionContext *
bounce_options_new_context (BounceOptions *self)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json,
      N_("Print one JSON object per message, one per line"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &self->csv,
      N_("Print one row per recipient, with a header, as CSV"), NULL },
    { "summary", 0, 0, G_OPTION_ARG_NONE, &self->summary,
      N_("Print what many bounces have in common; with --json, behind the messages"), NULL },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &self->n_jobs,
      N_("Work with N threads; the order stays that of the input"), N_("N") },
    { "check", 0, 0, G_OPTION_ARG_NONE, &self->check,
      N_("Agree to ask blocklists, and registries (whois), about public IPs"), NULL },
    { "check-domain", 0, 0, G_OPTION_ARG_NONE, &self->check_domain,
      N_("Agree to ask whether the recipient's domain takes mail"), NULL },
    { "doh", 0, 0, G_OPTION_ARG_STRING, &self->doh_uri,
      N_("Ask this DNS-over-HTTPS service instead of Quad9"), N_("URL") },
    { "code", 0, 0, G_OPTION_ARG_FILENAME, &self->code,
      N_("Explain a code or a line such as “550 5.7.1”"), N_("CODE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version,
      N_("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help,
      N_("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files,
      NULL, N_("[FILE…]") },
    { NULL }
  };
  GOptionContext *context;

  g_return_val_if_fail (self != NULL, NULL);

  context = g_option_context_new (NULL);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
    N_("Says why mail came back, who must act, and what to do."));
  g_option_context_set_description (context,
    N_("FILE is a mail (also .msg or packed with gzip), an mbox with many, a text with a piece of "
       "one, a folder or a Maildir; “-” is standard input.\n"
       "--summary counts the same message once, and takes the place of the answers; with --json "
       "it is one more line, an object with “summary” in it.\n"
       "Giving --check is your agreement that the DNS service, this network's own resolver, the "
       "blocklists and the registries of the Internet learn the public IP addresses of the "
       "sending servers; giving --check-domain, that the DNS service learns the recipient's "
       "domain. Without them nothing is sent to anybody.\n"
       "Exit status: 0 if every input was read, 1 if at least one could not be read, 2 for wrong "
       "usage."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  /* the built-in one converts what it prints */
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

/**
 * bounce_options_find_fault:
 * @self: what was parsed
 *
 * Returns: (transfer none) (nullable): a sentence about what cannot be asked for
 *   like this, or %NULL
 */
const char *
bounce_options_find_fault (const BounceOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->help || self->version)
    return NULL;

  if (self->code != NULL)
    {
      if (self->json || self->csv || self->summary || self->check || self->check_domain
          || self->doh_uri != NULL || self->n_jobs != 1 || self->files != NULL)
        return _("--code stands alone: it goes with no other option and no file.");

      return NULL;
    }

  if (self->n_jobs < 1 || self->n_jobs > BOUNCE_LIMIT_THREADS)
    return _("After --jobs= stands how many threads work, from 1 to 256.");

  if (self->doh_uri != NULL && !self->check && !self->check_domain)
    return _("--doh= says whom to ask: it needs --check or --check-domain.");

  if (self->doh_uri != NULL && !bounce_doh_service_check_uri (self->doh_uri, NULL))
    return _("After --doh= stands the https address of a DNS-over-HTTPS service.");

  if (self->csv && (self->check || self->check_domain))
    return _("--csv has no room for online checks: choose --json or text.");

  if (self->summary && !self->json && (self->check || self->check_domain))
    return _("--summary has no room for online checks: choose --json, or leave one of them out.");

  if (self->json && self->csv)
    return _("Choose one of --json and --csv.");

  if (self->summary && self->csv)
    return _("Choose one of --summary and --csv.");

  if (self->files == NULL && isatty (STDIN_FILENO))
    return _("Name a file with the mail that came back; --help says more.");

  return NULL;
}

/**
 * bounce_options_clear:
 * @self: options
 *
 * Frees what @self holds.
 */
void
bounce_options_clear (BounceOptions *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->doh_uri, g_free);
  g_clear_pointer (&self->files, g_strfreev);
}
