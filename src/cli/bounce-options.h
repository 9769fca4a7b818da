/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BOUNCE_PROGRAM "bounceback-cli"

/**
 * BounceOptions:
 * @check: whether to ask blocklists and registries
 * @check_domain: whether to ask about the domains of recipients
 * @doh_uri: (nullable): the DNS-over-HTTPS service to ask
 * @n_jobs: how many threads work
 * @code: (nullable): what to explain, as it was typed
 * @files: (nullable): what to read; %NULL for standard input
 *
 * What somebody asked for on the command line.
 */
typedef struct
{
  gboolean help;
  gboolean version;
  gboolean json;
  gboolean csv;
  gboolean summary;
  gboolean check;
  gboolean check_domain;
  char *doh_uri;
  int n_jobs;
  char *code;
  GStrv files;
} BounceOptions;

GOptionContext *bounce_options_new_context (BounceOptions       *self);
const char     *bounce_options_find_fault  (const BounceOptions *self);
void            bounce_options_clear       (BounceOptions       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BounceOptions, bounce_options_clear)

G_END_DECLS
