/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <glib/gi18n-lib.h>

/* What being on a list means, and what follows: who can do something about it. */
static const char *const list_meanings[BOUNCE_N_LIST_MEANINGS] = {
  [BOUNCE_LIST_MEANING_SPAM_SOURCE] =
    N_("Spam was seen coming from this address. Whoever runs the server has to find out who "
       "sends it and stop that; only then does asking for removal help."),
  [BOUNCE_LIST_MEANING_TRAP] =
    N_("Mail from this address reached mailboxes that exist only to catch spam. That happens "
       "with bought or very old address lists, or when an account was broken into."),
  [BOUNCE_LIST_MEANING_EXPLOITED] =
    N_("A computer behind this address seems to be infected or taken over. It has to be cleaned "
       "before the entry goes away; behind a shared connection it may be any of the devices."),
  [BOUNCE_LIST_MEANING_POLICY] =
    N_("This is no accusation: home and mobile connections are not meant to deliver mail "
       "directly. Send through the outgoing server of your mail provider, with your password."),
  [BOUNCE_LIST_MEANING_NEIGHBOURS] =
    N_("Other addresses of the same network misbehaved, and this one is held responsible with "
       "them. Only the company that runs the network can change that."),
  [BOUNCE_LIST_MEANING_CRIMINAL] =
    N_("The whole network is said to be run by criminals. A mail service that sends from there "
       "is one to leave."),
  [BOUNCE_LIST_MEANING_REPUTATION] =
    N_("The makers of this list think little of the mail that comes from this address. It gets "
       "better by itself once the server sends clean mail for a while."),
  [BOUNCE_LIST_MEANING_BACKSCATTER] =
    N_("This server sent bounces to people who had written nothing. Its operator should refuse "
       "bad mail at once instead of returning it later."),
  [BOUNCE_LIST_MEANING_OPEN_RELAY] =
    N_("This address carries mail or other traffic for strangers. Its operator has to close "
       "that door."),
  [BOUNCE_LIST_MEANING_LOGIN_ATTACK] =
    N_("Somebody at this address tried to break into other computers, for instance by guessing "
       "passwords. Its operator has to find out which machine does that."),
  [BOUNCE_LIST_MEANING_NO_NAME] =
    N_("In the Internet's directory this address has no proper name, as a mail server should. "
       "Its operator can set one."),
  [BOUNCE_LIST_MEANING_BULK] =
    N_("Newsletters that people did not ask for are sent from this address. The one who sends "
       "them has to stop writing to those who never agreed."),
  [BOUNCE_LIST_MEANING_DOMAIN] =
    N_("This list is not about the address but about a domain, often that of a link in the "
       "message. Without that link the message may get through."),
  [BOUNCE_LIST_MEANING_LISTED] =
    N_("The address is on this list. Its page tells why, and how to be removed."),
};

/* Why a list is not asked, or has nothing to say. */
static const char *const list_states[] = {
  [BOUNCE_BLOCKLIST_ALIVE] =
    N_("This list answers."),
  [BOUNCE_BLOCKLIST_DEAD] =
    N_("This list was closed. A server that still asks it has outdated settings: tell the "
       "recipient, so that their administrator takes it out. There is nothing to be removed from."),
  [BOUNCE_BLOCKLIST_PRIVATE] =
    N_("This list belongs to the recipient's mail service or its filter, and nobody else can look "
       "into it."),
  [BOUNCE_BLOCKLIST_UNSURE] =
    N_("It is not known whether this list still answers, so it is not asked."),
};

/**
 * bounce_words_get_list_meaning:
 * @meaning: what being on a list means
 *
 * Returns: (transfer none): two sentences or so: what it means, and what follows
 */
const char *
bounce_words_get_list_meaning (BounceListMeaning meaning)
{
  g_return_val_if_fail ((guint) meaning < BOUNCE_N_LIST_MEANINGS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, list_meanings[meaning]);
}

/**
 * bounce_words_get_list_state:
 * @state: whether a list can be asked
 *
 * Returns: (transfer none): that as a sentence, and what follows
 */
const char *
bounce_words_get_list_state (BounceBlocklistState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (list_states), NULL);

  return g_dgettext (GETTEXT_PACKAGE, list_states[state]);
}
