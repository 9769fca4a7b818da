/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-codebook.h"

G_BEGIN_DECLS

extern const BounceCodeEntry bounce_codebook_enhanced[];
extern const guint bounce_codebook_n_enhanced;
extern const BounceCodeEntry bounce_codebook_replies[];
extern const guint bounce_codebook_n_replies;

/* by digit; a name of NULL where a place never holds that digit */
extern const BounceDigit bounce_codebook_reply_classes[10];
extern const BounceDigit bounce_codebook_reply_subjects[10];
extern const BounceDigit bounce_codebook_enhanced_classes[10];
extern const BounceDigit bounce_codebook_enhanced_subjects[10];

/*
 * What to do, shared by the entries of both tables: a translator sees each of
 * these sentences once. N_() is gettext's mark; glib/gi18n-lib.h must be
 * included before a row uses one.
 */
#define ADVICE_ACCOUNT_OFF \
  N_("Ask the provider of that account why it was switched off.")
#define ADVICE_ASK_EXACT \
  N_("Ask the person for their full and exact address, then send again.")
#define ADVICE_CHECK_ADDRESS \
  N_("Compare the address letter by letter with one you know to be right, then send again.")
#define ADVICE_CHECK_DOMAIN \
  N_("Look for a typing mistake after the @. If there is none, telephone or write to another " \
     "address.")
#define ADVICE_DRAFTS \
  N_("Send the message once more from your drafts. If that fails too, tell your provider.")
#define ADVICE_EXPIRED \
  N_("Check the address. If it is right, send the message once more.")
#define ADVICE_FEWER_PEOPLE \
  N_("Write to fewer people at a time: several small messages get through.")
#define ADVICE_FILE_KIND \
  N_("Save the file in an everyday format, or put it online.")
#define ADVICE_FORWARDING \
  N_("Tell the person another way that their forwarding goes round in circles.")
#define ADVICE_JOIN_LIST \
  N_("Join the list, or ask its owner to let you write to it.")
#define ADVICE_LATER \
  N_("Send it again in a few hours. If it still fails, reach the person another way.")
#define ADVICE_LIST_OWNER \
  N_("Tell the owner of the list, or write to its members one by one.")
#define ADVICE_MAKE_ROOM \
  N_("Tell the person another way, so that they can make room. Then send again.")
#define ADVICE_MODERN_LOGIN \
  N_("Choose a newer way of signing in, or make an app password at your provider.")
#define ADVICE_NEW_ADDRESS \
  N_("Find out the new address another way, and correct your address book.")
#define ADVICE_NEW_OWNER \
  N_("Ask the person for their present address, and send nothing private to the old one.")
#define ADVICE_NOTHING \
  N_("Nothing to do.")
#define ADVICE_OTHER_WAY \
  N_("Telephone or write elsewhere, and ask where mail reaches the person now.")
#define ADVICE_OWN_ADDRESS \
  N_("Look at your own address in the settings of your mail program, and correct it.")
#define ADVICE_OWN_DOMAIN \
  N_("Check your own address in your mail program. If it is right, tell whoever looks after " \
     "your domain.")
#define ADVICE_PASSWORD \
  N_("Type the password for outgoing mail again. Some providers want an app password instead.")
#define ADVICE_PLAIN_LETTERS \
  N_("Ask whether the person also has an address in plain Latin letters, and use that.")
#define ADVICE_PLAIN_TEXT \
  N_("Try once more in plain text, and keep attachments simple.")
#define ADVICE_PROVIDER \
  N_("Pass the whole notice on to your provider: they can put this right.")
#define ADVICE_READ_WORDS \
  N_("The number alone does not help here: go by the words beside it.")
#define ADVICE_SEND_LESS \
  N_("Wait a while, then send fewer messages.")
#define ADVICE_SERVER_SETTINGS \
  N_("Check your Internet connection, and the outgoing server's name and port in your mail " \
     "program.")
#define ADVICE_SIGN_IN \
  N_("Switch on signing in for outgoing mail, with your user name and password.")
#define ADVICE_SMALLER \
  N_("Shrink the attachments, or send a link to the files instead.")
#define ADVICE_TELL_THEM \
  N_("Tell the person another way, so that whoever runs their mail can put it right.")
#define ADVICE_USE_TLS \
  N_("In your mail program's settings for outgoing mail, choose SSL/TLS.")
#define ADVICE_WAIT \
  N_("While the notice speaks of a delay, wait: the servers try again by themselves.")
#define ADVICE_WEB_SIGN_IN \
  N_("Sign in once on your provider's website, then send again.")
#define ADVICE_WITHOUT_SECURITY \
  N_("If you can do without, send it again neither signed nor encrypted.")

G_END_DECLS
