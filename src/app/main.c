/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "bounce-application.h"
#include "bounce-words.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(BounceApplication) application = NULL;

  setlocale (LC_ALL, "");
  bounce_words_init ();
  textdomain (GETTEXT_PACKAGE);

  application = bounce_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
