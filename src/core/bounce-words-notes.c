/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-private.h"

/* What a phrase or a provider adds to the explanation: one sentence for each note. */
const char *const bounce_words_notes[BOUNCE_N_NOTES] = {
  [BOUNCE_NOTE_ACCOUNT_INACTIVE] =
    N_("Nobody has used this mailbox for a long time."),
  [BOUNCE_NOTE_ACCOUNT_NOT_PAID] =
    N_("The service behind this address has ended or was not paid for."),
  [BOUNCE_NOTE_ADDRESS_NEW_OWNER] =
    N_("The address may belong to somebody else now, so send nothing private to it."),
  [BOUNCE_NOTE_APP_PASSWORD] =
    N_("The account wants a log-in with a web browser, or a password made for this program."),
  [BOUNCE_NOTE_ASK_RECIPIENT_TO_ALLOW] =
    N_("The people who run the recipient's mail can put you on a list of welcome senders."),
  [BOUNCE_NOTE_BLOCKLIST_DEAD] =
    N_("The blocklist that was asked no longer exists, so their settings are out of date."),
  [BOUNCE_NOTE_BLOCKLIST_MISUSED] =
    N_("The blocklist refused to answer their server; nobody on your side is really listed."),
  [BOUNCE_NOTE_BLOCKLIST_PRIVATE] =
    N_("The blocklist is one of their own, which only they can change."),
  [BOUNCE_NOTE_BULK_SENDER_RULES] =
    N_("They have special rules for newsletters and other mail to many people."),
  [BOUNCE_NOTE_CHANGE_PASSWORD] =
    N_("Somebody else may be sending from your account, so change its password."),
  [BOUNCE_NOTE_DKIM] =
    N_("The signature of your domain (DKIM) is missing or does not fit."),
  [BOUNCE_NOTE_DMARC] =
    N_("Your domain itself asks others to refuse mail that fails this check (DMARC)."),
  [BOUNCE_NOTE_DYNAMIC_IP] =
    N_("The message came straight from a home connection and not from a mail server."),
  [BOUNCE_NOTE_FORWARDING] =
    N_("The message was forwarded from one address to another, and that is where it failed."),
  [BOUNCE_NOTE_HELO_NAME] =
    N_("The sending server introduces itself with a name that is wrong or listed."),
  [BOUNCE_NOTE_INFECTED] =
    N_("A computer behind this address seems to send mail without its owner knowing."),
  [BOUNCE_NOTE_IPV6] =
    N_("The message was refused because it came over IPv6, the newer kind of Internet address."),
  [BOUNCE_NOTE_LINK_IN_MESSAGE] =
    N_("The trouble is a link in the message: the site it leads to has a bad name."),
  [BOUNCE_NOTE_MAIL_RULE] =
    N_("What stopped the message is a rule that somebody in an organisation set up on purpose."),
  [BOUNCE_NOTE_MANY_WRONG_ADDRESSES] =
    N_("Too many of the addresses that the sending server wrote to lately do not exist."),
  [BOUNCE_NOTE_NEW_SENDER] =
    N_("They do not know you or your server yet; with time that gets better."),
  [BOUNCE_NOTE_ONLY_MEMBERS] =
    N_("The address belongs to a group that takes mail from its members only."),
  [BOUNCE_NOTE_OVER_LIMIT_RECIPIENT] =
    N_("The recipient is getting more mail at present than their mailbox may take."),
  [BOUNCE_NOTE_SENDER_DOMAIN_DNS] =
    N_("The part of your own address after the @ cannot be found on the Internet."),
  [BOUNCE_NOTE_SPF] =
    N_("The list of servers that may send for your domain (SPF) does not have this one."),
  [BOUNCE_NOTE_TRIAL_OR_LICENCE] =
    N_("The plan or licence of the account that sends does not allow this message."),
  [BOUNCE_NOTE_USER_BLOCKED_YOU] =
    N_("The recipient has put your address on a list of unwanted senders."),
  [BOUNCE_NOTE_WRONG_SERVER] =
    N_("The message was brought to a server that is not responsible for this address."),
};

#define EITHER_YOU_YOUR_PROVIDER \
  N_("Either something about your message or your settings is wrong, or your provider has to " \
     "put something right.")
#define EITHER_YOU_RECIPIENT \
  N_("Either the address is wrong, or the recipient cannot or will not take the message.")
#define EITHER_YOU_THEIR_PROVIDER \
  N_("Either the address or the message is at fault, or their mail service has a problem.")
#define EITHER_YOUR_PROVIDER_RECIPIENT \
  N_("Either your provider's mail server is not welcome there, or the recipient does not take " \
     "the message.")
#define EITHER_YOUR_PROVIDER_THEIR_PROVIDER \
  N_("Either your provider or theirs has to put something right.")
#define EITHER_RECIPIENT_THEIR_PROVIDER \
  N_("Either the recipient does not take the message, or their mail service has a problem.")

/* Where two parties remain: which two. Whole sentences, in both orders. */
const char *const bounce_words_either[BOUNCE_N_PARTIES][BOUNCE_N_PARTIES] = {
  [BOUNCE_PARTY_YOU] = {
    [BOUNCE_PARTY_YOUR_PROVIDER] = EITHER_YOU_YOUR_PROVIDER,
    [BOUNCE_PARTY_RECIPIENT] = EITHER_YOU_RECIPIENT,
    [BOUNCE_PARTY_THEIR_PROVIDER] = EITHER_YOU_THEIR_PROVIDER,
  },
  [BOUNCE_PARTY_YOUR_PROVIDER] = {
    [BOUNCE_PARTY_YOU] = EITHER_YOU_YOUR_PROVIDER,
    [BOUNCE_PARTY_RECIPIENT] = EITHER_YOUR_PROVIDER_RECIPIENT,
    [BOUNCE_PARTY_THEIR_PROVIDER] = EITHER_YOUR_PROVIDER_THEIR_PROVIDER,
  },
  [BOUNCE_PARTY_RECIPIENT] = {
    [BOUNCE_PARTY_YOU] = EITHER_YOU_RECIPIENT,
    [BOUNCE_PARTY_YOUR_PROVIDER] = EITHER_YOUR_PROVIDER_RECIPIENT,
    [BOUNCE_PARTY_THEIR_PROVIDER] = EITHER_RECIPIENT_THEIR_PROVIDER,
  },
  [BOUNCE_PARTY_THEIR_PROVIDER] = {
    [BOUNCE_PARTY_YOU] = EITHER_YOU_THEIR_PROVIDER,
    [BOUNCE_PARTY_YOUR_PROVIDER] = EITHER_YOUR_PROVIDER_THEIR_PROVIDER,
    [BOUNCE_PARTY_RECIPIENT] = EITHER_RECIPIENT_THEIR_PROVIDER,
  },
};
