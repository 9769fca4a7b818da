/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-private.h"

/*
 * What to do, most useful first. A sentence that serves several causes stands
 * here once; the tables below only put them in order.
 */
#define ASK_ADDRESS \
  N_("Ask the person for the right address another way, by telephone for instance.")
#define ASK_MEMBER \
  N_("Ask the owner of the address or group to let you write to it.")
#define ASK_OWNER_POST \
  N_("Otherwise ask the owner of the list to let your message through.")
#define ASK_PERSON_ALLOW \
  N_("Ask the person another way to let your mail through.")
#define ASK_PERSON_SPAM \
  N_("Ask the person another way to add you to their contacts or allowed senders.")
#define CHANGE_PASSWORD \
  N_("If you sent nothing unusual, change your password: somebody else may be sending.")
#define CHECK_ADDRESS \
  N_("Compare the address letter by letter with one you know to be right, and send again.")
#define CHECK_AFTER_AT \
  N_("Look for a typing mistake after the @, and send again.")
#define CHECK_CONNECTION \
  N_("Check that you are connected to the Internet.")
#define CHECK_OUTGOING_SERVER \
  N_("Check the outgoing server's name and port in your mail program.")
#define CHECK_OWN_ADDRESS \
  N_("Check your own address in the settings of your mail program.")
#define CLEAN_COMPUTER \
  N_("Have your computer checked for viruses before you send the file again.")
#define CORRECT_BOOK \
  N_("Correct or remove the address in your address book.")
#define FEWER_PEOPLE \
  N_("Send the message to fewer people at a time.")
#define FORM_PLAIN \
  N_("Write the message afresh as plain text, in another program or on your provider's website.")
#define HELP_WITH_NOTICE \
  N_("Show the whole notice to somebody who knows about mail, such as your provider.")
#define HURRY \
  N_("If it is urgent, reach the person another way meanwhile.")
#define JOIN_LIST \
  N_("Send it from the address you joined the list with, or join the list.")
#define LATER_AGAIN \
  N_("Send the message again in a few hours.")
#define LEAVE_OUT_ATTACHMENT \
  N_("Leave the attachment out, or send it as another kind of file.")
#define LEAVE_OUT_FILE \
  N_("Send the message without the attachment.")
#define LINK_TO_FILES \
  N_("Put the files online and send a link to them.")
#define NOTHING_NOW \
  N_("Nothing to do.")
#define OTHER_WAY \
  N_("Reach the person another way, or at another address.")
#define PASSWORD_AGAIN \
  N_("Type the password for outgoing mail again; some providers want an app password.")
#define PLAIN_WORDS \
  N_("Send a short message first, without links, pictures or attachments.")
#define PROVIDER_ADDRESS_LIST \
  N_("If it is right, ask your provider to send to this address again.")
#define PROVIDER_DELIST \
  N_("Pass the notice on to your provider, who can ask for the server to be removed.")
#define PROVIDER_DOMAIN \
  N_("Pass the notice on to your provider, or to whoever looks after your domain.")
#define PROVIDER_NOTICE \
  N_("Pass the whole notice on to your provider: only they can put this right.")
#define PROVIDER_STILL \
  N_("If it fails again, pass the notice on to your provider.")
#define READ_WORDS \
  N_("Read what the other server wrote: its own words may give the reason.")
#define SEND_LESS \
  N_("Wait for some hours, then send less at a time.")
#define SHRINK \
  N_("Make the attachments smaller, or send them in several messages.")
#define SIGN_IN \
  N_("Switch on signing in for outgoing mail in your mail program.")
#define TELL_BROKEN \
  N_("Tell the person another way: whoever runs their mail has to put this right.")
#define TELL_FORWARD \
  N_("Tell the person another way that the address their mail is forwarded to fails.")
#define TELL_FULL \
  N_("Tell the person another way that their mailbox is full.")
#define TELL_LOOP \
  N_("Tell the person another way that their forwarding goes round in circles.")
#define THEN_AGAIN \
  N_("Send the message again after that.")
#define TYPE_AFRESH \
  N_("Write the address anew by hand, with nothing before or behind it, and send again.")
#define USE_MAIN_SERVICE \
  N_("Send through the mail service that your address belongs to.")
#define USE_TLS \
  N_("In your mail program's settings for outgoing mail, choose SSL/TLS.")
#define WITHOUT_PROTECTION \
  N_("Send it again neither signed nor encrypted, if you can do without.")

const char *const bounce_words_steps[BOUNCE_N_CAUSES][BOUNCE_WORDS_MAX_STEPS] = {
  [BOUNCE_CAUSE_UNKNOWN] = { CHECK_ADDRESS, READ_WORDS, HELP_WITH_NOTICE },

  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] = { CHECK_ADDRESS, ASK_ADDRESS, CORRECT_BOOK },
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] = { TYPE_AFRESH, CORRECT_BOOK },
  [BOUNCE_CAUSE_ADDRESS_AMBIGUOUS] = { ASK_ADDRESS, CORRECT_BOOK },
  [BOUNCE_CAUSE_ADDRESS_MOVED] = { ASK_ADDRESS, CORRECT_BOOK },
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] = { CHECK_AFTER_AT, ASK_ADDRESS, CORRECT_BOOK },
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] = { CHECK_AFTER_AT, ASK_ADDRESS, CORRECT_BOOK },

  [BOUNCE_CAUSE_RECIPIENT_REFUSED] = { CHECK_ADDRESS, ASK_PERSON_ALLOW, OTHER_WAY },
  [BOUNCE_CAUSE_MAILBOX_FULL] = { TELL_FULL, THEN_AGAIN },
  [BOUNCE_CAUSE_MAILBOX_DISABLED] = { ASK_ADDRESS, CORRECT_BOOK },
  [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] = { ASK_PERSON_ALLOW },
  [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] = { ASK_MEMBER },
  [BOUNCE_CAUSE_LIST_POSTING_REFUSED] = { JOIN_LIST, ASK_OWNER_POST },

  [BOUNCE_CAUSE_MESSAGE_TOO_BIG] = { SHRINK, LINK_TO_FILES },
  [BOUNCE_CAUSE_CONTENT_SPAM] = { PLAIN_WORDS, ASK_PERSON_SPAM, PROVIDER_STILL },
  [BOUNCE_CAUSE_CONTENT_VIRUS] = { CLEAN_COMPUTER, LEAVE_OUT_FILE },
  [BOUNCE_CAUSE_ATTACHMENT_REFUSED] = { LEAVE_OUT_ATTACHMENT, LINK_TO_FILES },
  [BOUNCE_CAUSE_MESSAGE_MALFORMED] = { FORM_PLAIN, PROVIDER_STILL },
  [BOUNCE_CAUSE_ENCODING_UNSUPPORTED] = { FORM_PLAIN, WITHOUT_PROTECTION },
  [BOUNCE_CAUSE_POLICY_REFUSED] = { READ_WORDS, PLAIN_WORDS, PROVIDER_STILL },
  [BOUNCE_CAUSE_SENDER_REFUSED] = { CHECK_OWN_ADDRESS, PROVIDER_DOMAIN },
  [BOUNCE_CAUSE_LOGIN_REQUIRED] = { SIGN_IN, PASSWORD_AGAIN, PROVIDER_STILL },
  [BOUNCE_CAUSE_LOGIN_FAILED] = { PASSWORD_AGAIN, USE_TLS, PROVIDER_STILL },
  [BOUNCE_CAUSE_SENDING_LIMIT] = { SEND_LESS, CHANGE_PASSWORD },
  [BOUNCE_CAUSE_RELAY_DENIED] = { CHECK_AFTER_AT, TELL_BROKEN },

  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = { PROVIDER_DELIST, HURRY },
  [BOUNCE_CAUSE_SERVER_REPUTATION] = { PROVIDER_NOTICE, HURRY },
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = { PROVIDER_NOTICE, HURRY },
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = { USE_MAIN_SERVICE, PROVIDER_DOMAIN },
  [BOUNCE_CAUSE_TLS_REQUIRED] = { PROVIDER_NOTICE, HURRY },
  [BOUNCE_CAUSE_SUPPRESSED] = { CHECK_ADDRESS, PROVIDER_ADDRESS_LIST },
  [BOUNCE_CAUSE_PROTOCOL_ERROR] = { PROVIDER_NOTICE, HURRY },

  [BOUNCE_CAUSE_RATE_LIMITED] = { LATER_AGAIN, PROVIDER_STILL },
  [BOUNCE_CAUSE_GREYLISTED] = { LATER_AGAIN, PROVIDER_STILL },
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] = { FEWER_PEOPLE },

  [BOUNCE_CAUSE_NO_ANSWER] = { CHECK_AFTER_AT, LATER_AGAIN, TELL_BROKEN },
  [BOUNCE_CAUSE_DNS_FAILURE] = { CHECK_AFTER_AT, LATER_AGAIN, TELL_BROKEN },
  [BOUNCE_CAUSE_ROUTING_ERROR] = { CHECK_AFTER_AT, TELL_BROKEN },
  [BOUNCE_CAUSE_TLS_FAILED] = { TELL_BROKEN, LATER_AGAIN },
  [BOUNCE_CAUSE_SYSTEM_FULL] = { LATER_AGAIN, TELL_BROKEN },
  [BOUNCE_CAUSE_SYSTEM_ERROR] = { LATER_AGAIN, TELL_BROKEN },
  [BOUNCE_CAUSE_EXPIRED] = { CHECK_AFTER_AT, LATER_AGAIN, TELL_BROKEN },
  [BOUNCE_CAUSE_MAIL_LOOP] = { TELL_LOOP, OTHER_WAY },
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = { TELL_BROKEN, LATER_AGAIN },

  [BOUNCE_CAUSE_DELIVERED] = { NOTHING_NOW },
  [BOUNCE_CAUSE_RELAYED] = { NOTHING_NOW },
  [BOUNCE_CAUSE_EXPANDED] = { NOTHING_NOW },
  [BOUNCE_CAUSE_AUTO_REPLY] = {
    N_("Read what it says; otherwise there is nothing to do.") },
  [BOUNCE_CAUSE_READ] = { NOTHING_NOW },
  [BOUNCE_CAUSE_COMPLAINT] = {
    N_("Take the person off your newsletters and other mail to many people."),
    CHANGE_PASSWORD },
  [BOUNCE_CAUSE_NOT_A_BOUNCE] = {
    N_("Nothing to do. If you meant another message, bring that one here.") },
  [BOUNCE_CAUSE_NEVER_SENT] = {
    N_("Nothing to do: you can delete the notice."),
    N_("If you find messages in your Sent folder that you did not write, change your password."),
    N_("If many such notices come, tell your provider.") },
  [BOUNCE_CAUSE_FAKE] = {
    N_("Do not follow any link in it, and do not type a password."),
    N_("Report it as spam, or delete it."),
    N_("If you have typed a password there, change it now on your provider's own website.") },
};

const BounceStepsVariant bounce_words_steps_variants[] = {
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_RECIPIENT, { TELL_FORWARD, OTHER_WAY } },
  { BOUNCE_CAUSE_ADDRESS_SYNTAX, BOUNCE_PARTY_RECIPIENT, { TELL_FORWARD, OTHER_WAY } },
  { BOUNCE_CAUSE_ADDRESS_AMBIGUOUS, BOUNCE_PARTY_RECIPIENT, { TELL_FORWARD, OTHER_WAY } },
  { BOUNCE_CAUSE_ADDRESS_MOVED, BOUNCE_PARTY_RECIPIENT, { TELL_FORWARD, OTHER_WAY } },
  { BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_PARTY_RECIPIENT, { TELL_FORWARD, OTHER_WAY } },
  { BOUNCE_CAUSE_CONTENT_SPAM, BOUNCE_PARTY_RECIPIENT, { ASK_PERSON_SPAM, OTHER_WAY } },
  { BOUNCE_CAUSE_POLICY_REFUSED, BOUNCE_PARTY_RECIPIENT, { ASK_PERSON_ALLOW, OTHER_WAY } },
  { BOUNCE_CAUSE_POLICY_REFUSED, BOUNCE_PARTY_YOUR_PROVIDER, { PROVIDER_NOTICE, HURRY } },
  { BOUNCE_CAUSE_SENDER_REFUSED, BOUNCE_PARTY_YOUR_PROVIDER, { PROVIDER_DOMAIN, HURRY } },
  { BOUNCE_CAUSE_RELAY_DENIED, BOUNCE_PARTY_YOU, { SIGN_IN, PASSWORD_AGAIN, USE_MAIN_SERVICE } },
  { BOUNCE_CAUSE_TLS_REQUIRED, BOUNCE_PARTY_YOU, { USE_TLS, PROVIDER_STILL } },
  { BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_YOU,
    { CHECK_CONNECTION, CHECK_OUTGOING_SERVER, PROVIDER_STILL } },
  { BOUNCE_CAUSE_SENDING_LIMIT, BOUNCE_PARTY_YOUR_PROVIDER, { SEND_LESS, PROVIDER_STILL } },
  { BOUNCE_CAUSE_SERVER_BLOCKLISTED, BOUNCE_PARTY_YOU, { USE_MAIN_SERVICE, PROVIDER_DELIST } },
  { BOUNCE_CAUSE_SERVER_REPUTATION, BOUNCE_PARTY_YOU, { USE_MAIN_SERVICE, PROVIDER_STILL } },
  { BOUNCE_CAUSE_REVERSE_DNS_MISSING, BOUNCE_PARTY_YOU, { USE_MAIN_SERVICE, PROVIDER_STILL } },
  { BOUNCE_CAUSE_AUTHENTICATION_FAILED, BOUNCE_PARTY_YOU, { USE_MAIN_SERVICE, PROVIDER_DOMAIN } },
  { BOUNCE_CAUSE_SUPPRESSED, BOUNCE_PARTY_YOU, { CHECK_ADDRESS, PROVIDER_ADDRESS_LIST } },
  { BOUNCE_CAUSE_PROTOCOL_ERROR, BOUNCE_PARTY_YOU, { FORM_PLAIN, PROVIDER_STILL } },
  { BOUNCE_CAUSE_RATE_LIMITED, BOUNCE_PARTY_YOU, { SEND_LESS, CHANGE_PASSWORD } },
  { BOUNCE_CAUSE_RATE_LIMITED, BOUNCE_PARTY_YOUR_PROVIDER, { LATER_AGAIN, PROVIDER_STILL } },
  { BOUNCE_CAUSE_RATE_LIMITED, BOUNCE_PARTY_THEIR_PROVIDER, { LATER_AGAIN, TELL_BROKEN } },
  { BOUNCE_CAUSE_GREYLISTED, BOUNCE_PARTY_YOUR_PROVIDER, { LATER_AGAIN, PROVIDER_STILL } },
  { BOUNCE_CAUSE_GREYLISTED, BOUNCE_PARTY_THEIR_PROVIDER, { LATER_AGAIN, TELL_BROKEN } },
  { BOUNCE_CAUSE_TOO_MANY_RECIPIENTS, BOUNCE_PARTY_YOUR_PROVIDER,
    { FEWER_PEOPLE, PROVIDER_STILL } },
};

const guint bounce_words_n_steps_variants = G_N_ELEMENTS (bounce_words_steps_variants);

/* Where a cause is somebody else's than usual, and no row above knows better. */
const char *const bounce_words_party_steps[BOUNCE_N_PARTIES][BOUNCE_WORDS_MAX_STEPS] = {
  [BOUNCE_PARTY_UNCLEAR] = { CHECK_ADDRESS, READ_WORDS, HELP_WITH_NOTICE },
  [BOUNCE_PARTY_YOU] = { CHECK_ADDRESS, READ_WORDS, HELP_WITH_NOTICE },
  [BOUNCE_PARTY_YOUR_PROVIDER] = { PROVIDER_NOTICE, HURRY },
  [BOUNCE_PARTY_RECIPIENT] = { OTHER_WAY },
  [BOUNCE_PARTY_THEIR_PROVIDER] = { TELL_BROKEN, OTHER_WAY },
  [BOUNCE_PARTY_NOBODY] = { NOTHING_NOW },
  [BOUNCE_PARTY_THIRD_PARTY] = { N_("Nothing to do: you can delete the notice.") },
};
