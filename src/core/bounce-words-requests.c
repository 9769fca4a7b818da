/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-private.h"

/*
 * What the sender asks of the other side, in the sender's own words: these
 * sentences are read by the recipient, so "I" is who wrote the message and "you"
 * is who did not get it. The first says what is wrong, the second what to do.
 */
#define FORWARDING_FAILS \
  N_("Your mail is forwarded to another address, and that one does not take it.")
#define CORRECT_FORWARDING \
  N_("Please correct or switch off the forwarding in your mail settings.")
#define TELL_THEIR_IT \
  N_("Please pass this note on to those who run your mail: only they can put this right.")

const BounceRequest bounce_words_requests[] = {
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_RECIPIENT, FORWARDING_FAILS, CORRECT_FORWARDING },
  { BOUNCE_CAUSE_ADDRESS_SYNTAX, BOUNCE_PARTY_RECIPIENT, FORWARDING_FAILS, CORRECT_FORWARDING },
  { BOUNCE_CAUSE_ADDRESS_AMBIGUOUS, BOUNCE_PARTY_RECIPIENT, FORWARDING_FAILS,
    CORRECT_FORWARDING },
  { BOUNCE_CAUSE_ADDRESS_MOVED, BOUNCE_PARTY_RECIPIENT, FORWARDING_FAILS, CORRECT_FORWARDING },
  { BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_PARTY_RECIPIENT, FORWARDING_FAILS, CORRECT_FORWARDING },
  { BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_PARTY_RECIPIENT,
    N_("Your mailbox is full, so nothing new goes into it."),
    N_("Please delete old messages, empty the bin as well, and tell me when there is room "
       "again.") },
  { BOUNCE_CAUSE_MAILBOX_DISABLED, BOUNCE_PARTY_RECIPIENT,
    N_("Your mail service says that this mailbox is switched off or closed."),
    N_("Please ask your mail service about it, or give me another address.") },
  { BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER, BOUNCE_PARTY_RECIPIENT,
    N_("Your mailbox is set to refuse mail from my address."),
    N_("If you did not mean that, please take my address off your list of blocked senders.") },
  { BOUNCE_CAUSE_SENDER_NOT_PERMITTED, BOUNCE_PARTY_RECIPIENT,
    N_("This address takes mail from certain senders only, and mine is not among them."),
    N_("Please let my address write there, or tell me whom I have to ask.") },
  { BOUNCE_CAUSE_LIST_POSTING_REFUSED, BOUNCE_PARTY_RECIPIENT,
    N_("The list did not take my message."),
    N_("Please let my message through, or tell me what I have to do to write to the list.") },
  { BOUNCE_CAUSE_RECIPIENT_REFUSED, BOUNCE_PARTY_RECIPIENT,
    N_("Your mail service refused my message and did not say why."),
    N_("Please look whether your filters stop my address, or ask those who run your mail.") },
  { BOUNCE_CAUSE_CONTENT_SPAM, BOUNCE_PARTY_RECIPIENT,
    N_("Your mail service took my message for junk."),
    N_("Please add my address to your contacts or to the senders that you allow.") },
  { BOUNCE_CAUSE_MAIL_LOOP, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("Your mail is forwarded in a circle and never arrives."),
    N_("Please check where your addresses forward their mail to, or ask those who run your "
       "mail.") },
  { BOUNCE_CAUSE_SYSTEM_FULL, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("Your mail service has no room left for new mail."), TELL_THEIR_IT },
  { BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("Your mail service did not answer when my message was to be delivered."), TELL_THEIR_IT },

  /* for every other cause */
  { BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_RECIPIENT,
    N_("Your mail service did not take my message."),
    N_("Please look into the settings of your mailbox, or ask those who run your mail.") },
  { BOUNCE_CAUSE_UNKNOWN, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("Your mail service could not take my message, and the fault lies on its side."),
    TELL_THEIR_IT },
};

const guint bounce_words_n_requests = G_N_ELEMENTS (bounce_words_requests);
