/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <glib/gi18n-lib.h>

#include "bounce-limits.h"

/*
 * What the limits left out: one sentence for each kind, so that nobody takes a part for
 * the whole. Each is true whatever the reason was.
 */

/**
 * bounce_words_dup_more_hosts:
 * @n: how many IP addresses are left out of a list
 *
 * Returns: (transfer full) (nullable): that they are; %NULL where none is
 */
char *
bounce_words_dup_more_hosts (guint n)
{
  if (n == 0)
    return NULL;

  /* Translators: %u is a number of IP addresses. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more IP address is not listed here.",
                                       "%u more IP addresses are not listed here.", n), n);
}

/**
 * bounce_words_dup_more_domains:
 * @n: how many domains are left out of a list
 *
 * Returns: (transfer full) (nullable): that they are; %NULL where none is
 */
char *
bounce_words_dup_more_domains (guint n)
{
  if (n == 0)
    return NULL;

  /* Translators: %u is a number of domains, such as “example.org”. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more domain is not listed here.",
                                       "%u more domains are not listed here.", n), n);
}

static void add_limit (GStrvBuilder *sentences,
                       const char   *format,
                       ...) G_GNUC_PRINTF (2, 3);

static void
add_limit (GStrvBuilder *sentences,
           const char   *format,
           ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strv_builder_add (sentences, sentence);
}

/**
 * bounce_words_dup_omissions:
 * @report: a report
 *
 * Returns: (transfer full): what was left out of it, a sentence each; none where all
 *   was read
 */
GStrv
bounce_words_dup_omissions (const BounceReport *report)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  BounceOmission omissions;

  g_return_val_if_fail (report != NULL, NULL);

  omissions = bounce_report_get_omissions (report);

  if (omissions & BOUNCE_OMISSION_TEXT)
    g_strv_builder_add (sentences,
                        _("A part of this message is very long, and only its beginning was read."));
  if (omissions & BOUNCE_OMISSION_PARTS)
    g_strv_builder_add (sentences,
                        /* Translators: very many parts, or parts very deep in each other */
                        _("This message is put together in an unusual way, and not all of it "
                          "was read."));
  if (omissions & BOUNCE_OMISSION_FIELDS)
    g_strv_builder_add (sentences,
                        /* Translators: the lines above a mail, such as “From” and “Subject” */
                        _("A header in this message is very long, and not all of it was read."));
  if (omissions & BOUNCE_OMISSION_RECIPIENTS)
    add_limit (sentences,
               g_dngettext (GETTEXT_PACKAGE,
                            /* Translators: %u is a limit, such as 1000 */
                            "This message has more recipients. Only the first %u is listed.",
                            "This message has more recipients. Only the first %u are listed.",
                            BOUNCE_LIMIT_RECIPIENTS), BOUNCE_LIMIT_RECIPIENTS);
  if (omissions & BOUNCE_OMISSION_HOSTS)
    add_limit (sentences,
               g_dngettext (GETTEXT_PACKAGE,
                            /* Translators: %u is a limit, such as 128 */
                            "This message names more IP addresses. Only %u is listed.",
                            "This message names more IP addresses. Only %u are listed.",
                            BOUNCE_LIMIT_HOSTS), BOUNCE_LIMIT_HOSTS);
  if (omissions & BOUNCE_OMISSION_HOPS)
    add_limit (sentences,
               g_dngettext (GETTEXT_PACKAGE,
                            /* Translators: %u is a limit, such as 128; of the servers that a
                             * message passes, each is a step */
                            "The way of this message has more steps. Only the first %u is "
                            "listed.",
                            "The way of this message has more steps. Only the first %u are "
                            "listed.",
                            BOUNCE_LIMIT_HOPS), BOUNCE_LIMIT_HOPS);

  return g_strv_builder_end (sentences);
}
