/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-private.h"

/*
 * Headlines: the problem in one short sentence, before any code and without
 * jargon. They stand as headings, so they have no full stop. A certain cause, a
 * likely one and a guess must not sound alike.
 */
const BounceSaid bounce_words_headlines[BOUNCE_N_CAUSES] = {
  [BOUNCE_CAUSE_UNKNOWN] = {
    N_("Your message was not delivered, and the notice does not say why"),
    N_("Your message was not delivered, and the notice hardly says why"),
    N_("Your message was not delivered, and the reason is not clear"),
    N_("Your message is late, and the notice does not say why") },

  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] = {
    N_("This address does not exist"),
    N_("This address probably does not exist"),
    N_("Your message came back, perhaps because the address is wrong"),
    N_("Your message is late: this address was not found so far") },
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] = {
    N_("This address is not written correctly"),
    N_("This address is probably not written correctly"),
    N_("Your message came back, perhaps because the address is wrong"),
    NULL },
  [BOUNCE_CAUSE_ADDRESS_AMBIGUOUS] = {
    N_("This address fits more than one mailbox"),
    N_("This address probably fits more than one mailbox"),
    NULL, NULL },
  [BOUNCE_CAUSE_ADDRESS_MOVED] = {
    N_("This address is no longer in use"),
    N_("This address is probably no longer in use"),
    NULL, NULL },
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] = {
    N_("The part of the address after the @ does not exist"),
    N_("The part of the address after the @ probably does not exist"),
    N_("Your message came back, perhaps because the part after the @ is wrong"),
    N_("Your message is late: the part after the @ was not found so far") },
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] = {
    N_("The part of the address after the @ does not receive mail"),
    N_("The part of the address after the @ probably does not receive mail"),
    NULL, NULL },

  [BOUNCE_CAUSE_RECIPIENT_REFUSED] = {
    N_("Their mail service does not take mail for this address"),
    N_("Their mail service probably does not take mail for this address"),
    N_("Your message came back, perhaps because this address takes no mail"),
    NULL },
  [BOUNCE_CAUSE_MAILBOX_FULL] = {
    N_("Their mailbox is full"),
    N_("Their mailbox is probably full"),
    N_("Your message came back, perhaps because their mailbox is full"),
    N_("Your message is late: their mailbox is full") },
  [BOUNCE_CAUSE_MAILBOX_DISABLED] = {
    N_("Their mailbox is switched off"),
    N_("Their mailbox is probably switched off"),
    N_("Your message came back, perhaps because their mailbox is switched off"),
    NULL },
  [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] = {
    N_("The recipient does not accept mail from you"),
    N_("The recipient probably does not accept mail from you"),
    NULL, NULL },
  [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] = {
    N_("This address takes mail from certain senders only"),
    N_("This address probably takes mail from certain senders only"),
    NULL, NULL },
  [BOUNCE_CAUSE_LIST_POSTING_REFUSED] = {
    N_("The mailing list did not take your message"),
    N_("The mailing list probably did not take your message"),
    NULL, NULL },

  [BOUNCE_CAUSE_MESSAGE_TOO_BIG] = {
    N_("Your message is too big"),
    N_("Your message is probably too big"),
    NULL, NULL },
  [BOUNCE_CAUSE_CONTENT_SPAM] = {
    N_("Your message was taken for spam"),
    N_("Your message was probably taken for spam"),
    N_("Your message came back, perhaps because it was taken for spam"),
    N_("Your message is late: it looks like spam to their mail service") },
  [BOUNCE_CAUSE_CONTENT_VIRUS] = {
    N_("A virus scanner stopped your message"),
    N_("A virus scanner probably stopped your message"),
    NULL, NULL },
  [BOUNCE_CAUSE_ATTACHMENT_REFUSED] = {
    N_("Your attachment is not allowed there"),
    N_("Your attachment is probably not allowed there"),
    NULL, NULL },
  [BOUNCE_CAUSE_MESSAGE_MALFORMED] = {
    N_("Your message is not put together correctly"),
    N_("Your message is probably not put together correctly"),
    NULL, NULL },
  [BOUNCE_CAUSE_ENCODING_UNSUPPORTED] = {
    N_("Their mail service cannot read this kind of message"),
    N_("Their mail service probably cannot read this kind of message"),
    NULL, NULL },
  [BOUNCE_CAUSE_POLICY_REFUSED] = {
    N_("A rule of their mail service stopped your message"),
    N_("A rule of their mail service probably stopped your message"),
    N_("Your message came back, perhaps because of a rule on the other side"),
    N_("Your message is late: a rule of their mail service holds it back") },
  [BOUNCE_CAUSE_SENDER_REFUSED] = {
    N_("Your own address was not accepted"),
    N_("Your own address was probably not accepted"),
    N_("Your message came back, perhaps because of your own address"),
    N_("Your message is late: your own address is not accepted so far") },
  [BOUNCE_CAUSE_LOGIN_REQUIRED] = {
    N_("Your mail program has to sign in before it can send"),
    N_("Your mail program probably has to sign in before it can send"),
    NULL, NULL },
  [BOUNCE_CAUSE_LOGIN_FAILED] = {
    N_("Signing in to send mail did not work"),
    N_("Signing in to send mail probably did not work"),
    NULL, NULL },
  [BOUNCE_CAUSE_SENDING_LIMIT] = {
    N_("You have reached a limit for sending mail"),
    N_("You have probably reached a limit for sending mail"),
    NULL,
    N_("Your message is late: you have reached a limit for sending mail") },
  [BOUNCE_CAUSE_RELAY_DENIED] = {
    N_("Their mail server says that it is not the one for this address"),
    N_("Their mail server is probably not set up for this address"),
    N_("Your message came back, perhaps because it went to the wrong server"),
    NULL },

  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = {
    N_("Your provider's mail server is on a blocklist"),
    N_("Your provider's mail server is probably on a blocklist"),
    N_("Your message came back, perhaps because of a blocklist"),
    N_("Your message is late: your provider's mail server is on a blocklist") },
  [BOUNCE_CAUSE_SERVER_REPUTATION] = {
    N_("Your provider's mail server is not trusted there"),
    N_("Your provider's mail server is probably not trusted there"),
    N_("Your message came back, perhaps because your provider is not trusted there"),
    N_("Your message is late: your provider's mail server is not trusted there") },
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = {
    N_("Your provider's mail server has no proper name on the Internet"),
    N_("Your provider's mail server probably has no proper name on the Internet"),
    NULL,
    N_("Your message is late: your provider's mail server has no proper name") },
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = {
    N_("They could not verify that the message is really from you"),
    N_("They probably could not verify that the message is really from you"),
    NULL,
    N_("Your message is late: they could not verify that it is really from you") },
  [BOUNCE_CAUSE_TLS_REQUIRED] = {
    N_("Their mail service wants an encrypted connection"),
    N_("Their mail service probably wants an encrypted connection"),
    NULL, NULL },
  [BOUNCE_CAUSE_SUPPRESSED] = {
    N_("Your mail service no longer sends to this address"),
    N_("Your mail service probably no longer sends to this address"),
    NULL, NULL },
  [BOUNCE_CAUSE_PROTOCOL_ERROR] = {
    N_("The two mail servers did not understand each other"),
    N_("The two mail servers probably did not understand each other"),
    NULL,
    N_("Your message is late: the two mail servers do not understand each other") },

  [BOUNCE_CAUSE_RATE_LIMITED] = {
    N_("Too much mail came at once"),
    N_("Too much mail probably came at once"),
    NULL,
    N_("Your message is late: too much mail came at once") },
  [BOUNCE_CAUSE_GREYLISTED] = {
    N_("Their mail service asked for a second try, and none worked"),
    N_("Their mail service probably asked for a second try, and none worked"),
    NULL,
    N_("Your message is late: their mail service asked for a second try") },
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] = {
    N_("Your message went to too many people at once"),
    N_("Your message probably went to too many people at once"),
    NULL,
    N_("Your message is late: it goes to too many people at once") },

  [BOUNCE_CAUSE_NO_ANSWER] = {
    N_("Their mail server could not be reached"),
    N_("Their mail server could probably not be reached"),
    NULL,
    N_("Your message is late: their mail server cannot be reached") },
  [BOUNCE_CAUSE_DNS_FAILURE] = {
    N_("Their mail server could not be looked up"),
    N_("Their mail server could probably not be looked up"),
    NULL,
    N_("Your message is late: their mail server could not be looked up") },
  [BOUNCE_CAUSE_ROUTING_ERROR] = {
    N_("No way to their mail server was found"),
    N_("Probably no way to their mail server was found"),
    NULL,
    N_("Your message is late: no way to their mail server was found") },
  [BOUNCE_CAUSE_TLS_FAILED] = {
    N_("No safe connection to their mail server was possible"),
    N_("Probably no safe connection to their mail server was possible"),
    NULL,
    N_("Your message is late: no safe connection to their mail server so far") },
  [BOUNCE_CAUSE_SYSTEM_FULL] = {
    N_("Their mail service has run out of room"),
    N_("Their mail service has probably run out of room"),
    NULL,
    N_("Your message is late: their mail service has run out of room") },
  [BOUNCE_CAUSE_SYSTEM_ERROR] = {
    N_("Their mail service has a technical problem"),
    N_("Their mail service probably has a technical problem"),
    NULL,
    N_("Your message is late: their mail service has a technical problem") },
  [BOUNCE_CAUSE_EXPIRED] = {
    N_("Your message could not be delivered in time"),
    N_("Your message could probably not be delivered in time"),
    NULL,
    N_("Your message is late, and is still being tried") },
  [BOUNCE_CAUSE_MAIL_LOOP] = {
    N_("Your message went round in circles"),
    N_("Your message probably went round in circles"),
    NULL, NULL },
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = {
    N_("Their mail service could not put the message into the mailbox"),
    N_("Their mail service probably could not put the message into the mailbox"),
    NULL, NULL },

  [BOUNCE_CAUSE_DELIVERED] = {
    N_("Your message arrived"),
    N_("Your message probably arrived"),
    NULL, NULL },
  [BOUNCE_CAUSE_RELAYED] = {
    N_("Your message was handed on to another server"),
    N_("Your message was probably handed on to another server"),
    NULL, NULL },
  [BOUNCE_CAUSE_EXPANDED] = {
    N_("Your message was sent on to everybody behind this address"),
    N_("Your message was probably sent on to everybody behind this address"),
    NULL, NULL },
  [BOUNCE_CAUSE_AUTO_REPLY] = {
    N_("This is an automatic answer, not a failure"),
    N_("This is probably an automatic answer, not a failure"),
    NULL, NULL },
  [BOUNCE_CAUSE_READ] = {
    N_("This is a receipt for your message, not a failure"),
    N_("This is probably a receipt for your message, not a failure"),
    NULL, NULL },
  [BOUNCE_CAUSE_COMPLAINT] = {
    N_("Somebody marked a message from you as spam"),
    N_("Somebody probably marked a message from you as spam"),
    NULL, NULL },
  [BOUNCE_CAUSE_NOT_A_BOUNCE] = {
    N_("This is no notice of a failed delivery"),
    N_("This is probably no notice of a failed delivery"),
    NULL, NULL },
  [BOUNCE_CAUSE_NEVER_SENT] = {
    N_("This is about a message that you did not send"),
    N_("This is about a message that you probably did not send"),
    NULL, NULL },
  [BOUNCE_CAUSE_FAKE] = {
    N_("This notice is a fake"),
    N_("This notice is probably a fake"),
    N_("This notice may be a fake"),
    NULL },
};

const BounceHeadlineVariant bounce_words_headline_variants[] = {
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_RECIPIENT,
    { N_("The recipient forwards mail to an address that does not exist"),
      N_("The recipient probably forwards mail to an address that does not exist"),
      NULL, NULL } },
  { BOUNCE_CAUSE_RELAY_DENIED, BOUNCE_PARTY_YOU,
    { N_("Your outgoing mail server does not know who you are"),
      N_("Your outgoing mail server probably does not know who you are"),
      NULL, NULL } },
  { BOUNCE_CAUSE_TLS_REQUIRED, BOUNCE_PARTY_YOU,
    { N_("Your mail program has to encrypt the connection"),
      N_("Your mail program probably has to encrypt the connection"),
      NULL, NULL } },
  { BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_YOU,
    { N_("Your outgoing mail server could not be reached"),
      N_("Your outgoing mail server could probably not be reached"),
      NULL, NULL } },
  { BOUNCE_CAUSE_SERVER_BLOCKLISTED, BOUNCE_PARTY_THEIR_PROVIDER,
    { N_("A blocklist stopped your message, through no fault of yours"),
      N_("A blocklist probably stopped your message, through no fault of yours"),
      NULL,
      N_("Your message is late: a blocklist stands in its way") } },
  { BOUNCE_CAUSE_SERVER_REPUTATION, BOUNCE_PARTY_THEIR_PROVIDER,
    { N_("A server that forwarded your message is not trusted"),
      N_("A server that forwarded your message is probably not trusted"),
      NULL, NULL } },
  { BOUNCE_CAUSE_REVERSE_DNS_MISSING, BOUNCE_PARTY_THEIR_PROVIDER,
    { N_("A server that forwarded your message has no proper name on the Internet"),
      N_("A server that forwarded your message probably has no proper name on the Internet"),
      NULL, NULL } },
  { BOUNCE_CAUSE_AUTHENTICATION_FAILED, BOUNCE_PARTY_THEIR_PROVIDER,
    { N_("Your message was forwarded in a way that made it look forged"),
      N_("Your message was probably forwarded in a way that made it look forged"),
      NULL, NULL } },
  { BOUNCE_CAUSE_SYSTEM_ERROR, BOUNCE_PARTY_YOUR_PROVIDER,
    { N_("Your mail service has a technical problem"),
      N_("Your mail service probably has a technical problem"),
      NULL,
      N_("Your message is late: your mail service has a technical problem") } },
  { BOUNCE_CAUSE_ROUTING_ERROR, BOUNCE_PARTY_YOUR_PROVIDER,
    { N_("Your mail service does not know where to send the message"),
      N_("Your mail service probably does not know where to send the message"),
      NULL, NULL } },
};

const guint bounce_words_n_headline_variants = G_N_ELEMENTS (bounce_words_headline_variants);
