/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <glib/gi18n-lib.h>

#include "bounce-limits.h"

/* What many bounces have in common. All stand behind a total, as in “37 bounces:
 * 30 from one blocked server, 5 wrong addresses, 2 full mailboxes”. */

static const char *const address_lists[BOUNCE_N_ADDRESS_LISTS] = {
  [BOUNCE_ADDRESSES_NONE] = N_("Addresses to leave as they are"),
  [BOUNCE_ADDRESSES_RETRY] = N_("Addresses to try again"),
  [BOUNCE_ADDRESSES_REMOVE] = N_("Addresses to remove"),
  [BOUNCE_ADDRESSES_CORRECT] = N_("Addresses to correct"),
};

/* A table cannot hold plural forms: xgettext finds them in calls only. */
static char *
dup_count (BounceTallyGroup group,
           guint            n)
{
  switch (group)
    {
    case BOUNCE_TALLY_BLOCKED_SERVER:
      /* Translators: %u is a number of messages; the servers are those that sent them. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u from a blocked server",
                                           "%u from blocked servers", n), n);
    case BOUNCE_TALLY_WRONG_ADDRESS:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u wrong address",
                                           "%u wrong addresses", n), n);
    case BOUNCE_TALLY_FULL_MAILBOX:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u full mailbox",
                                           "%u full mailboxes", n), n);
    case BOUNCE_TALLY_CLOSED_MAILBOX:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u closed mailbox",
                                           "%u closed mailboxes", n), n);
    case BOUNCE_TALLY_NOT_WANTED:
      /* Translators: %u is a number of messages that somebody does not want. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not wanted by the recipient",
                                           "%u not wanted by the recipients", n), n);
    case BOUNCE_TALLY_MESSAGE:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u because of what is in the message",
                                           "%u because of what is in the messages", n), n);
    case BOUNCE_TALLY_ACCOUNT:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u because of your account",
                                           "%u because of your account", n), n);
    case BOUNCE_TALLY_SENDING_SERVER:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u because of how your provider sends",
                                           "%u because of how your provider sends", n), n);
    case BOUNCE_TALLY_TOO_MUCH:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u because of too much mail at once",
                                           "%u because of too much mail at once", n), n);
    case BOUNCE_TALLY_TECHNICAL:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u technical problem",
                                           "%u technical problems", n), n);
    case BOUNCE_TALLY_DELAYED:
      /* Translators: %u is a number of messages that a server still tries to deliver. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u still being tried",
                                           "%u still being tried", n), n);
    case BOUNCE_TALLY_SUSPICIOUS:
      /* Translators: %u is a number of fake or misdirected notices. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u to be careful with",
                                           "%u to be careful with", n), n);
    case BOUNCE_TALLY_ARRIVED:
      /* Translators: %u is a number of messages that did arrive. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u arrived",
                                           "%u arrived", n), n);
    case BOUNCE_TALLY_AUTO_REPLY:
      /* Translators: %u is a number of messages such as “I am on holiday”. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u automatic answer",
                                           "%u automatic answers", n), n);
    case BOUNCE_TALLY_COMPLAINT:
      /* Translators: %u is a number of messages that somebody called spam. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u spam complaint",
                                           "%u spam complaints", n), n);
    case BOUNCE_TALLY_ORDINARY:
      /* Translators: %u is a number of mails that are no notices. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ordinary mail",
                                           "%u ordinary mails", n), n);
    case BOUNCE_TALLY_UNKNOWN:
    case BOUNCE_N_TALLY_GROUPS:
    default:
      /* Translators: %u is a number of messages. */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u without a known reason",
                                           "%u without a known reason", n), n);
    }
}

/**
 * bounce_words_dup_tally_total:
 * @tally: a tally
 *
 * Returns: (transfer full): how many there are, "37 bounces"; where there are
 *   also messages of other sorts, "37 messages"
 */
char *
bounce_words_dup_tally_total (const BounceTally *tally)
{
  guint n;

  g_return_val_if_fail (tally != NULL, NULL);

  n = bounce_tally_get_n_messages (tally);
  if (n == bounce_tally_get_n_bounces (tally))
    /* Translators: %u is a number of mails that came back. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u bounce", "%u bounces", n), n);

  /* Translators: %u is a number of mails of any kind. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message", "%u messages", n), n);
}

/**
 * bounce_words_dup_tally_group:
 * @tally: a tally
 * @group: one of its groups
 *
 * Returns: (transfer full): how many are of this group, "5 wrong addresses"
 */
char *
bounce_words_dup_tally_group (const BounceTally *tally,
                              BounceTallyGroup   group)
{
  guint n;

  g_return_val_if_fail (tally != NULL, NULL);
  g_return_val_if_fail (group < BOUNCE_N_TALLY_GROUPS, NULL);

  n = bounce_tally_get_n_in_group (tally, group);
  if (group == BOUNCE_TALLY_BLOCKED_SERVER && bounce_tally_get_n_servers (tally) == 1)
    /* Translators: %u is a number of messages; all went by the same server. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u from one blocked server",
                                         "%u from one blocked server", n), n);

  return dup_count (group, n);
}

/**
 * bounce_words_dup_tally:
 * @tally: a tally
 *
 * Returns: (transfer full): what all have in common, "37 bounces: 30 from one
 *   blocked server, 5 wrong addresses, 2 full mailboxes"
 */
char *
bounce_words_dup_tally (const BounceTally *tally)
{
  BounceTallyGroup present[BOUNCE_N_TALLY_GROUPS];
  g_autofree char *total = NULL;
  g_autofree char *list = NULL;
  guint n;

  g_return_val_if_fail (tally != NULL, NULL);

  total = bounce_words_dup_tally_total (tally);
  n = bounce_tally_get_groups (tally, present);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *group = bounce_words_dup_tally_group (tally, present[i]);
      g_autofree char *before = g_steal_pointer (&list);

      if (before == NULL)
        list = g_steal_pointer (&group);
      else
        /* Translators: the first %s is the list so far, such as “5 wrong addresses”,
         * the second what is added to it, such as “2 full mailboxes”. */
        list = g_strdup_printf (C_("list of counts", "%s, %s"), before, group);
    }

  if (list == NULL)
    return g_steal_pointer (&total);

  /* Translators: the first %s is a total, such as “37 bounces”, the second a list, such
   * as “5 wrong addresses, 2 full mailboxes”. */
  return g_strdup_printf (C_("summary", "%s: %s"), total, list);
}

/**
 * bounce_words_dup_tally_copies:
 * @tally: a tally
 *
 * Returns: (transfer full) (nullable): that some messages were there more than
 *   once, where they were
 */
char *
bounce_words_dup_tally_copies (const BounceTally *tally)
{
  guint n;

  g_return_val_if_fail (tally != NULL, NULL);

  n = bounce_tally_get_n_copies (tally);
  if (n == 0)
    return NULL;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: %u is how many repeat one that is counted. */
                                       "%u copy of the same message is not counted.",
                                       "%u copies of the same messages are not counted.", n), n);
}

/**
 * bounce_words_dup_tally_unlisted:
 * @tally: a tally
 *
 * Returns: (transfer full) (nullable): that there are addresses which stand on no list,
 *   where there are
 */
char *
bounce_words_dup_tally_unlisted (const BounceTally *tally)
{
  guint limit = BOUNCE_LIMIT_TALLY_ADDRESSES;

  g_return_val_if_fail (tally != NULL, NULL);

  if (bounce_tally_get_n_unlisted (tally) == 0)
    return NULL;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: %u is a limit, such as 100000 */
                                       "Only the first %u address is listed.",
                                       "Only the first %u addresses are listed.", limit), limit);
}

/**
 * bounce_words_dup_tally_omissions:
 * @tally: a tally
 *
 * Returns: (transfer full): what the limits left out of it, a sentence each; none where
 *   everything is counted and listed
 */
GStrv
bounce_words_dup_tally_omissions (const BounceTally *tally)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_autofree char *unlisted = NULL;

  g_return_val_if_fail (tally != NULL, NULL);

  if (bounce_tally_get_is_full (tally))
    {
      guint limit = BOUNCE_LIMIT_TALLY_MESSAGES;
      g_autofree char *sentence = NULL;

      sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                               /* Translators: %u is a limit, such as 1000000 */
                                               "Copies are known only of the first %u message; "
                                               "later ones may be counted twice.",
                                               "Copies are known only of the first %u messages; "
                                               "later ones may be counted twice.", limit), limit);
      g_strv_builder_add (sentences, sentence);
    }

  unlisted = bounce_words_dup_tally_unlisted (tally);
  if (unlisted != NULL)
    g_strv_builder_add (sentences, unlisted);

  if (bounce_tally_get_has_more_servers (tally))
    {
      guint limit = BOUNCE_LIMIT_TALLY_SERVERS;
      g_autofree char *sentence = NULL;

      sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                               /* Translators: %u is a limit, such as 1000 */
                                               "Only the first %u server is counted.",
                                               "Only the first %u servers are counted.", limit),
                                  limit);
      g_strv_builder_add (sentences, sentence);
    }

  return g_strv_builder_end (sentences);
}

/**
 * bounce_words_get_address_list:
 * @list: a list
 *
 * Returns: (transfer none): what to do with the addresses on it
 */
const char *
bounce_words_get_address_list (BounceAddressList list)
{
  g_return_val_if_fail (list < BOUNCE_N_ADDRESS_LISTS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, address_lists[list]);
}
