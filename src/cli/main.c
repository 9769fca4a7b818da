/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

#include "bounce-explain.h"
#include "bounce-options.h"
#include "bounce-output.h"
#include "bounce-run.h"
#include "bounce-words.h"

static int
print_text (const char *text)
{
  BounceOutput output = { 0, };

  bounce_output_write (&output, text);

  return bounce_output_finish (&output);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (BounceOptions) options = { .n_jobs = 1 };
  const char *fault;

  setlocale (LC_ALL, "");
  bounce_words_init ();
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);
  g_set_prgname (BOUNCE_PROGRAM);

  context = bounce_options_new_context (&options);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      bounce_complain (error->message);
      return BOUNCE_STATUS_USAGE;
    }

  fault = bounce_options_find_fault (&options);
  if (fault != NULL)
    {
      bounce_complain (fault);
      return BOUNCE_STATUS_USAGE;
    }

  if (options.help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      return print_text (help);
    }

  if (options.version)
    return print_text (BOUNCE_PROGRAM " " VERSION "\n");

  if (options.code != NULL)
    return bounce_explain_code (options.code);

  return bounce_run (&options);
}
