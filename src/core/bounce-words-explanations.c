/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "bounce-words-private.h"

/*
 * What happened, one text for each cause. It follows the headline and says why
 * such a thing happens; how sure this is, what a note adds and until when the
 * message is tried are sentences of their own, in bounce-words-notes.c and
 * bounce-words.c. So nothing here may speak of trying again or giving up, and none
 * may begin with an "It" that the headline has to explain: others can stand between.
 */
const char *const bounce_words_explanations[BOUNCE_N_CAUSES] = {
  [BOUNCE_CAUSE_UNKNOWN] =
    N_("The notice gives no reason that can be relied on."),

  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] =
    N_("Their mail service has no mailbox of this name. The address may be mistyped, or the "
       "mailbox may have been closed."),
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] =
    N_("The address has a form that no mail address can have. Often there is a space, a comma or "
       "a bracket too many."),
  [BOUNCE_CAUSE_ADDRESS_AMBIGUOUS] =
    N_("Their mail service found several mailboxes that this address could mean, and does not "
       "guess."),
  [BOUNCE_CAUSE_ADDRESS_MOVED] =
    N_("The mailbox was given up, moved or handed to somebody else."),
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] =
    N_("What stands after the @ is not known on the Internet. It may be mistyped, or the name was "
       "given up."),
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] =
    N_("What stands after the @ exists, but no mail can be received there. Perhaps the person "
       "uses another address, or there is a typing mistake."),

  [BOUNCE_CAUSE_RECIPIENT_REFUSED] =
    N_("Their mail service turned this recipient away without giving the reason. The address may "
       "be wrong, or the person may not want such mail."),
  [BOUNCE_CAUSE_MAILBOX_FULL] =
    N_("There is no room left for new mail, and only the person can make some. The address itself "
       "seems to be right."),
  [BOUNCE_CAUSE_MAILBOX_DISABLED] =
    N_("The mailbox is there but takes no mail. It may be unused, locked or closed."),
  [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] =
    N_("The person, or a rule in their mailbox, turns away mail from your address."),
  [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] =
    N_("The address belongs to a person or a group that only some senders may write to, and yours "
       "is not one of these."),
  [BOUNCE_CAUSE_LIST_POSTING_REFUSED] =
    N_("Often only members may write to a list, and only from the address they joined with. Some "
       "lists also refuse long messages or certain attachments."),

  [BOUNCE_CAUSE_MESSAGE_TOO_BIG] =
    N_("Text and attachments together are bigger than allowed. On the way attachments grow by "
       "about a third."),
  [BOUNCE_CAUSE_CONTENT_SPAM] =
    N_("A filter on the other side took your message for unwanted mail. That happens to honest "
       "messages too, often because of links, pictures or certain words."),
  [BOUNCE_CAUSE_CONTENT_VIRUS] =
    N_("A virus scanner found something in the message or an attachment that looks harmful. "
       "Scanners are wrong at times."),
  [BOUNCE_CAUSE_ATTACHMENT_REFUSED] =
    N_("Many mail services refuse certain kinds of files, such as programs or locked archives."),
  [BOUNCE_CAUSE_MESSAGE_MALFORMED] =
    N_("Mail has to follow rules that programs see to. Here something is against them, such as a "
       "missing sender or a damaged attachment."),
  [BOUNCE_CAUSE_ENCODING_UNSUPPORTED] =
    N_("The message uses letters, a format or a protection that the other side cannot handle."),
  [BOUNCE_CAUSE_POLICY_REFUSED] =
    N_("The other side has rules for what it takes, and the message breaks one of them."),
  [BOUNCE_CAUSE_SENDER_REFUSED] =
    N_("The address that the message was sent from was turned away. It may be mistyped in your "
       "mail program, or belong to a domain that cannot be found."),
  [BOUNCE_CAUSE_LOGIN_REQUIRED] =
    N_("The server for outgoing mail takes messages only from people who sign in, and your "
       "program did not."),
  [BOUNCE_CAUSE_LOGIN_FAILED] =
    N_("The server for outgoing mail did not accept the user name, the password or the way of "
       "signing in."),
  [BOUNCE_CAUSE_SENDING_LIMIT] =
    N_("Your mail service lets each account send only so much in an hour or a day."),
  [BOUNCE_CAUSE_RELAY_DENIED] =
    N_("The message was taken to a server that has no mailboxes for this address. Often their mail "
       "is set up wrongly; sometimes the part after the @ is mistyped."),

  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] =
    N_("Mail services keep lists of servers that send spam, and the server that your message "
       "came from stands on one of them. Usually many people share such a server, so it "
       "need not be about you."),
  [BOUNCE_CAUSE_SERVER_REPUTATION] =
    N_("Their mail service has had bad experience with the server that your message came from. "
       "Usually many people share such a server, so it need not be about you."),
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] =
    N_("Every mail server should be listed on the Internet under its own name. The one that sent "
       "your message is not, and so it is turned away."),
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] =
    N_("Whoever runs the part of your address after the @ can state which servers may send for it, "
       "and have its mail signed. For this message that is missing or wrong, so for all they know "
       "it is a forgery."),
  [BOUNCE_CAUSE_TLS_REQUIRED] =
    N_("Their mail service takes mail over protected connections only, and the sending server did "
       "not use one."),
  [BOUNCE_CAUSE_SUPPRESSED] =
    N_("Earlier mail to this address failed or was complained about. Since then your mail service "
       "does not even try."),
  [BOUNCE_CAUSE_PROTOCOL_ERROR] =
    N_("Mail servers follow fixed rules when they talk. One of the two did not."),

  [BOUNCE_CAUSE_RATE_LIMITED] =
    N_("Their mail service takes only so many messages in a certain time."),
  [BOUNCE_CAUSE_GREYLISTED] =
    N_("Some mail services put off mail from senders they have not met, because honest servers "
       "come back."),
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] =
    N_("One of the mail services allows fewer people for one message."),

  [BOUNCE_CAUSE_NO_ANSWER] =
    N_("Your mail service called theirs, and nobody answered or the connection broke."),
  [BOUNCE_CAUSE_DNS_FAILURE] =
    N_("The Internet's directory did not tell where their mail server is."),
  [BOUNCE_CAUSE_ROUTING_ERROR] =
    N_("The servers on the way do not know where mail for this address has to go."),
  [BOUNCE_CAUSE_TLS_FAILED] =
    N_("The two servers could not agree on how to protect the connection. Often a certificate has "
       "run out."),
  [BOUNCE_CAUSE_SYSTEM_FULL] =
    N_("Their whole server is full, and not just one mailbox."),
  [BOUNCE_CAUSE_SYSTEM_ERROR] =
    N_("Something does not work on their side. Your message and the address may be all right."),
  [BOUNCE_CAUSE_EXPIRED] =
    N_("Your mail service has tried several times, without success."),
  [BOUNCE_CAUSE_MAIL_LOOP] =
    N_("Servers passed your message to each other until one of them noticed. Mostly somebody set "
       "up forwarding that leads back to where it began."),
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] =
    N_("Their mail service had your message already, and then a program on their side failed."),

  [BOUNCE_CAUSE_DELIVERED] =
    N_("Their mail service reports that it put the message into the mailbox. Whether it was read "
       "is another matter."),
  [BOUNCE_CAUSE_RELAYED] =
    N_("The message went on to a server that does not send reports. So far nothing failed."),
  [BOUNCE_CAUSE_EXPANDED] =
    N_("The address is a list or stands for several people. If delivery to one of them fails, "
       "another notice may come."),
  [BOUNCE_CAUSE_AUTO_REPLY] =
    N_("A mail program answered by itself, for instance because the person is away."),
  [BOUNCE_CAUSE_READ] =
    N_("The recipient's mail program tells what became of your message, for instance that it was "
       "opened."),
  [BOUNCE_CAUSE_COMPLAINT] =
    N_("A reader pressed the spam button, and their mail service reports that to you. Too many "
       "such complaints get a sender blocked."),
  [BOUNCE_CAUSE_NOT_A_BOUNCE] =
    N_("Nothing in this text says that a message of yours could not be delivered."),
  [BOUNCE_CAUSE_NEVER_SENT] =
    N_("A stranger sent mail under your address, and the notice of its failure went to you. By "
       "itself that does not mean that anybody got into your account."),
  [BOUNCE_CAUSE_FAKE] =
    N_("This mail is dressed up as a notice about undelivered mail, but wants you to sign in, "
       "confirm something or pay. Genuine notices do not."),
};

const BounceExplanationVariant bounce_words_explanation_variants[] = {
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_PARTY_RECIPIENT,
    N_("The address you wrote to is all right. It forwards mail to another one, which does not "
       "exist.") },
  { BOUNCE_CAUSE_ADDRESS_SYNTAX, BOUNCE_PARTY_RECIPIENT,
    N_("The address you wrote to is all right. It forwards mail to another one, which is not "
       "written correctly.") },
  { BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_PARTY_RECIPIENT,
    N_("The address you wrote to is all right. It forwards mail to another one, whose part after "
       "the @ does not exist.") },
  { BOUNCE_CAUSE_MAILBOX_DISABLED, BOUNCE_PARTY_YOU,
    N_("The mailbox is there but takes no mail any more, so you need another address.") },
  { BOUNCE_CAUSE_RELAY_DENIED, BOUNCE_PARTY_YOU,
    N_("The server for outgoing mail takes mail for others only from people who have signed in. "
       "Your mail program has not, or it uses the wrong server.") },
  { BOUNCE_CAUSE_TLS_REQUIRED, BOUNCE_PARTY_YOU,
    N_("The server for outgoing mail takes messages and passwords over protected connections "
       "only.") },
  { BOUNCE_CAUSE_NO_ANSWER, BOUNCE_PARTY_YOU,
    N_("Your mail program called the server for outgoing mail and got no answer.") },
  { BOUNCE_CAUSE_SERVER_BLOCKLISTED, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("Mail services ask public lists which servers send spam. Here the trouble is with a server "
       "on the recipient's side, or with the way it asks.") },
  { BOUNCE_CAUSE_SERVER_REPUTATION, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("The address you wrote to forwards mail, and the next mail service does not like the "
       "server that did so.") },
  { BOUNCE_CAUSE_REVERSE_DNS_MISSING, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("The address you wrote to forwards mail, and the server that did so is not listed under "
       "its own name.") },
  { BOUNCE_CAUSE_AUTHENTICATION_FAILED, BOUNCE_PARTY_THEIR_PROVIDER,
    N_("The address you wrote to forwards mail. For the next mail service it looks as if that "
       "server sent mail in your name without leave.") },
  { BOUNCE_CAUSE_SYSTEM_ERROR, BOUNCE_PARTY_YOUR_PROVIDER,
    N_("Something does not work on the side of your mail service. Your message and the address "
       "may be all right.") },
  { BOUNCE_CAUSE_ROUTING_ERROR, BOUNCE_PARTY_YOUR_PROVIDER,
    N_("Your own mail service could not find out where mail for this address has to go.") },
};

const guint bounce_words_n_explanation_variants =
  G_N_ELEMENTS (bounce_words_explanation_variants);
