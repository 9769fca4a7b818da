/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "bounce-codebook-private.h"

/* RFC 5321 §4.2.1; 1 is from RFC 821, and no command of SMTP ever used it. */
const BounceDigit bounce_codebook_reply_classes[10] = {
  [1] = { N_("Accepted, confirmation pending"),
          N_("The request was taken, and the server waits to have it confirmed. Mail servers do "
             "not use this digit.") },
  [2] = { N_("Success"),
          N_("What was asked for was done.") },
  [3] = { N_("Accepted, go on"),
          N_("So far so good, and more is expected.") },
  [4] = { N_("Not now"),
          N_("It did not work this time. The trouble should pass, and the same message is tried "
             "again.") },
  [5] = { N_("Refused"),
          N_("It did not work, and trying again changes nothing: something has to be put right "
             "first.") },
};

/* RFC 3463 §3.1; a notice may carry a 4 although its sender has given up. */
const BounceDigit bounce_codebook_enhanced_classes[10] = {
  [2] = { N_("Success"),
          N_("The message arrived, or was handed on to another server.") },
  [4] = { N_("Temporary failure"),
          N_("The message could not be delivered so far. It is mostly tried again; a notice of "
             "failure carries this digit once nobody tries any more.") },
  [5] = { N_("Permanent failure"),
          N_("The message was not delivered, and sending it again unchanged will not help.") },
};

#define UNDEFINED_DIGIT \
  { N_("Not defined"), N_("The standard gives this digit no meaning.") }

/* RFC 5321 §4.2.1 leaves 3 and 4 unspecified; RFC 4954 took 3 for signing in. */
const BounceDigit bounce_codebook_reply_subjects[10] = {
  [0] = { N_("Syntax"),
          N_("Something was said that the other side did not understand or cannot do.") },
  [1] = { N_("Information"),
          N_("An answer to a question, such as a status or a help text.") },
  [2] = { N_("Connections"),
          N_("This is about the connection between the two servers.") },
  [3] = { N_("Undefined, mostly signing in"),
          N_("The standard leaves this digit undefined; most codes that have it are about "
             "signing in.") },
  [4] = { N_("Undefined, mostly the way"),
          N_("The standard leaves this digit undefined; unofficial codes that have it are about "
             "the way to the other server.") },
  [5] = { N_("Mail system"),
          N_("This is about the place where the message is to end up: the mailbox, or the "
             "computer that keeps it.") },
  [6] = UNDEFINED_DIGIT,
  [7] = UNDEFINED_DIGIT,
  [8] = UNDEFINED_DIGIT,
  [9] = UNDEFINED_DIGIT,
};

/* RFC 3463 §3.2 */
const BounceDigit bounce_codebook_enhanced_subjects[10] = {
  [0] = { N_("Other or undefined"),
          N_("The code does not say what it is about.") },
  [1] = { N_("Addressing"),
          N_("This is about an address, the recipient's or the sender's.") },
  [2] = { N_("Mailbox"),
          N_("This is about the recipient's mailbox.") },
  [3] = { N_("Mail system"),
          N_("This is about the receiving mail system as a whole.") },
  [4] = { N_("Network and routing"),
          N_("This is about the way between the servers, and finding it.") },
  [5] = { N_("Mail delivery protocol"),
          N_("This is about how the two servers talk to each other.") },
  [6] = { N_("Message content"),
          N_("This is about what is inside the message, and in which form.") },
  [7] = { N_("Security or policy"),
          N_("This is about rules and protection: filters, blocks, permissions, signing in.") },
};
