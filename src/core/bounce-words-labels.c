/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-words.h"

#include <glib/gi18n-lib.h>

#include "bounce-plain.h"
#include "bounce-words-private.h"

/* The vocabulary of a verdict in words or a few: for rows, lists and the path. */

static const char *const severities[BOUNCE_N_SEVERITIES] = {
  [BOUNCE_SEVERITY_INFO] = NC_("severity", "Nothing failed"),
  [BOUNCE_SEVERITY_SUCCESS] = NC_("severity", "It arrived"),
  [BOUNCE_SEVERITY_TEMPORARY] = NC_("severity", "Still being tried"),
  [BOUNCE_SEVERITY_PERMANENT] = NC_("severity", "Not delivered"),
  [BOUNCE_SEVERITY_SUSPICIOUS] = NC_("severity", "Be careful"),
};

static const char *const parties[BOUNCE_N_PARTIES] = {
  /* Translators: This and the next six answer the question “Who must act”. */
  [BOUNCE_PARTY_UNCLEAR] = N_("Not clear"),
  /* Translators: Answers the question “Who must act”. */
  [BOUNCE_PARTY_YOU] = N_("You"),
  [BOUNCE_PARTY_YOUR_PROVIDER] = N_("Your mail provider"),
  /* Translators: Answers the question “Who must act”. */
  [BOUNCE_PARTY_RECIPIENT] = N_("The recipient"),
  [BOUNCE_PARTY_THEIR_PROVIDER] = N_("Their mail provider"),
  /* Translators: Answers the question “Who must act”. */
  [BOUNCE_PARTY_NOBODY] = N_("Nobody"),
  /* Translators: Answers the question “Who must act”. */
  [BOUNCE_PARTY_THIRD_PARTY] = N_("A stranger"),
};

static const char *const stops[BOUNCE_N_STOPS] = {
  /* Translators: This and the next six answer the question “How far it got”. */
  [BOUNCE_STOP_UNKNOWN] = N_("Not known"),
  [BOUNCE_STOP_YOUR_DEVICE] = N_("Your device"),
  [BOUNCE_STOP_YOUR_SERVER] = N_("Your mail service"),
  [BOUNCE_STOP_BETWEEN] = N_("On the way"),
  [BOUNCE_STOP_THEIR_SERVER] = N_("Their mail service"),
  [BOUNCE_STOP_THEIR_MAILBOX] = N_("Their mailbox"),
  [BOUNCE_STOP_ARRIVED] = N_("It arrived"),
};

/* Three words at most: they stand under a narrow stop of the path. */
static const char *const short_causes[BOUNCE_N_CAUSES] = {
  [BOUNCE_CAUSE_UNKNOWN] = NC_("cause", "Reason unknown"),
  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] = NC_("cause", "Address not found"),
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] = NC_("cause", "Address written wrongly"),
  [BOUNCE_CAUSE_ADDRESS_AMBIGUOUS] = NC_("cause", "Address not unique"),
  [BOUNCE_CAUSE_ADDRESS_MOVED] = NC_("cause", "Address given up"),
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] = NC_("cause", "Domain not found"),
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] = NC_("cause", "Domain without mail"),
  [BOUNCE_CAUSE_RECIPIENT_REFUSED] = NC_("cause", "Recipient refused"),
  [BOUNCE_CAUSE_MAILBOX_FULL] = NC_("cause", "Mailbox full"),
  [BOUNCE_CAUSE_MAILBOX_DISABLED] = NC_("cause", "Mailbox switched off"),
  [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] = NC_("cause", "Recipient blocks you"),
  [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] = NC_("cause", "Closed group"),
  [BOUNCE_CAUSE_LIST_POSTING_REFUSED] = NC_("cause", "List refused it"),
  [BOUNCE_CAUSE_MESSAGE_TOO_BIG] = NC_("cause", "Message too big"),
  [BOUNCE_CAUSE_CONTENT_SPAM] = NC_("cause", "Taken for spam"),
  [BOUNCE_CAUSE_CONTENT_VIRUS] = NC_("cause", "Virus suspected"),
  [BOUNCE_CAUSE_ATTACHMENT_REFUSED] = NC_("cause", "Attachment not allowed"),
  [BOUNCE_CAUSE_MESSAGE_MALFORMED] = NC_("cause", "Message has faults"),
  [BOUNCE_CAUSE_ENCODING_UNSUPPORTED] = NC_("cause", "Format not supported"),
  [BOUNCE_CAUSE_POLICY_REFUSED] = NC_("cause", "Against their rules"),
  [BOUNCE_CAUSE_SENDER_REFUSED] = NC_("cause", "Your address refused"),
  [BOUNCE_CAUSE_LOGIN_REQUIRED] = NC_("cause", "Sign-in missing"),
  [BOUNCE_CAUSE_LOGIN_FAILED] = NC_("cause", "Sign-in failed"),
  [BOUNCE_CAUSE_SENDING_LIMIT] = NC_("cause", "Sending limit reached"),
  [BOUNCE_CAUSE_RELAY_DENIED] = NC_("cause", "Wrong mail server"),
  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = NC_("cause", "Server on blocklist"),
  [BOUNCE_CAUSE_SERVER_REPUTATION] = NC_("cause", "Server not trusted"),
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = NC_("cause", "Server without name"),
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = NC_("cause", "Sender not verified"),
  [BOUNCE_CAUSE_TLS_REQUIRED] = NC_("cause", "Encryption needed"),
  [BOUNCE_CAUSE_SUPPRESSED] = NC_("cause", "Sending was stopped"),
  [BOUNCE_CAUSE_PROTOCOL_ERROR] = NC_("cause", "Servers disagreed"),
  [BOUNCE_CAUSE_RATE_LIMITED] = NC_("cause", "Too much mail"),
  [BOUNCE_CAUSE_GREYLISTED] = NC_("cause", "Asked to retry"),
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] = NC_("cause", "Too many recipients"),
  [BOUNCE_CAUSE_NO_ANSWER] = NC_("cause", "No answer"),
  [BOUNCE_CAUSE_DNS_FAILURE] = NC_("cause", "Server lookup failed"),
  [BOUNCE_CAUSE_ROUTING_ERROR] = NC_("cause", "No way found"),
  [BOUNCE_CAUSE_TLS_FAILED] = NC_("cause", "Encryption failed"),
  [BOUNCE_CAUSE_SYSTEM_FULL] = NC_("cause", "Server full"),
  [BOUNCE_CAUSE_SYSTEM_ERROR] = NC_("cause", "Technical problem"),
  [BOUNCE_CAUSE_EXPIRED] = NC_("cause", "Took too long"),
  [BOUNCE_CAUSE_MAIL_LOOP] = NC_("cause", "Went in circles"),
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = NC_("cause", "Delivery program failed"),
  [BOUNCE_CAUSE_DELIVERED] = NC_("cause", "Delivered"),
  [BOUNCE_CAUSE_RELAYED] = NC_("cause", "Handed on"),
  [BOUNCE_CAUSE_EXPANDED] = NC_("cause", "Sent to members"),
  [BOUNCE_CAUSE_AUTO_REPLY] = NC_("cause", "Automatic answer"),
  [BOUNCE_CAUSE_READ] = NC_("cause", "Read receipt"),
  [BOUNCE_CAUSE_COMPLAINT] = NC_("cause", "Spam complaint"),
  [BOUNCE_CAUSE_NOT_A_BOUNCE] = NC_("cause", "Ordinary mail"),
  [BOUNCE_CAUSE_NEVER_SENT] = NC_("cause", "Not your message"),
  [BOUNCE_CAUSE_FAKE] = NC_("cause", "Fake notice"),
};

static const char *const confidences[BOUNCE_N_CONFIDENCES] = {
  [BOUNCE_CONFIDENCE_UNCLEAR] = N_("A guess: the notice is not clear"),
  [BOUNCE_CONFIDENCE_LIKELY] = N_("Likely: the notice points this way"),
  [BOUNCE_CONFIDENCE_CERTAIN] = N_("Certain: the notice says so"),
};

static const char *const evidences[BOUNCE_N_EVIDENCES] = {
  [BOUNCE_EVIDENCE_REPLY_CODE] = N_("Reply code"),
  [BOUNCE_EVIDENCE_ENHANCED_CODE] = N_("Enhanced code"),
  [BOUNCE_EVIDENCE_PHRASE] = N_("Telling words"),
  [BOUNCE_EVIDENCE_PROVIDER] = N_("This provider's own words"),
  [BOUNCE_EVIDENCE_FIELD] = N_("Field of the report"),
  [BOUNCE_EVIDENCE_ADDRESS] = N_("Mail address"),
  [BOUNCE_EVIDENCE_IP] = N_("IP address"),
};

static const char *const roles[BOUNCE_N_IP_ROLES] = {
  [BOUNCE_IP_ROLE_MENTIONED] =
    N_("Mentioned in the notice"),
  [BOUNCE_IP_ROLE_YOUR_DEVICE] =
    N_("Your own device or Internet connection"),
  [BOUNCE_IP_ROLE_YOUR_SERVER] =
    N_("Your provider's server: your message went this way"),
  [BOUNCE_IP_ROLE_RECIPIENT_SERVER] =
    N_("The recipient's server: it only gave the answer"),
  [BOUNCE_IP_ROLE_REPORTER] =
    N_("The server that wrote this notice"),
  [BOUNCE_IP_ROLE_FORGER] =
    N_("A stranger's computer: the false mail came from here"),
  [BOUNCE_IP_ROLE_PRIVATE] =
    N_("An address inside somebody's own network: it says nothing on the Internet"),
};

/* The parties and stops of the path, as sentences for a screen reader. */
const char *const bounce_words_path_parties[BOUNCE_N_PARTIES] = {
  [BOUNCE_PARTY_UNCLEAR] = N_("It is not clear who needs to act."),
  [BOUNCE_PARTY_YOU] = N_("You need to act."),
  [BOUNCE_PARTY_YOUR_PROVIDER] = N_("Your mail provider needs to act."),
  [BOUNCE_PARTY_RECIPIENT] = N_("The recipient needs to act."),
  [BOUNCE_PARTY_THEIR_PROVIDER] = N_("Their mail provider needs to act."),
  [BOUNCE_PARTY_NOBODY] = N_("Nobody needs to act."),
  [BOUNCE_PARTY_THIRD_PARTY] = N_("A stranger is behind this, so do not act on it."),
};

const char *const bounce_words_path_failed[BOUNCE_N_STOPS] = {
  [BOUNCE_STOP_UNKNOWN] = N_("Your message did not arrive."),
  [BOUNCE_STOP_YOUR_DEVICE] = N_("Your message has not left your device."),
  [BOUNCE_STOP_YOUR_SERVER] =
    N_("Your message reached your own mail service and got no further."),
  [BOUNCE_STOP_BETWEEN] =
    N_("Your message left your mail service and did not reach theirs."),
  [BOUNCE_STOP_THEIR_SERVER] =
    N_("Your message reached their mail service, which did not take it."),
  [BOUNCE_STOP_THEIR_MAILBOX] =
    N_("Your message reached their mail service, but not the mailbox."),
  [BOUNCE_STOP_ARRIVED] = N_("Your message arrived."),
};

const char *const bounce_words_path_delayed[BOUNCE_N_STOPS] = {
  [BOUNCE_STOP_UNKNOWN] = N_("Your message has not arrived yet."),
  [BOUNCE_STOP_YOUR_DEVICE] = N_("Your message still waits on your device."),
  [BOUNCE_STOP_YOUR_SERVER] = N_("Your message waits at your own mail service."),
  [BOUNCE_STOP_BETWEEN] =
    N_("Your message waits at your mail service, which cannot get through to theirs."),
  [BOUNCE_STOP_THEIR_SERVER] =
    N_("Your message waits, because their mail service has not taken it yet."),
  [BOUNCE_STOP_THEIR_MAILBOX] =
    N_("Your message reached their mail service and waits to get into the mailbox."),
  [BOUNCE_STOP_ARRIVED] = N_("Your message arrived."),
};

/* Names whose letters deceive. What is foreign and honest needs no words. */
static const char *const looks[BOUNCE_N_LOOKS] = {
  [BOUNCE_LOOK_ALIKE] =
    N_("Letters of another alphabet in this name look like Latin ones, so that it may be taken "
       "for another name. Type it anew, and trust it only if you know it."),
  [BOUNCE_LOOK_MIXED] =
    N_("Letters of different alphabets are mixed in this name, so that it may be taken for "
       "another name. Type it anew, and trust it only if you know it."),
  [BOUNCE_LOOK_HIDDEN] =
    N_("This name has characters in it that cannot be seen, so that it is not what it seems to "
       "be. Type it anew instead of copying it."),
};

/**
 * bounce_words_get_severity:
 * @severity: a severity
 *
 * Returns: (transfer none): two or three words for it
 */
const char *
bounce_words_get_severity (BounceSeverity severity)
{
  g_return_val_if_fail (severity < BOUNCE_N_SEVERITIES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "severity", severities[severity]);
}

/**
 * bounce_words_get_party:
 * @party: a party
 *
 * Returns: (transfer none): what to call it
 */
const char *
bounce_words_get_party (BounceParty party)
{
  g_return_val_if_fail (party < BOUNCE_N_PARTIES, NULL);

  return g_dgettext (GETTEXT_PACKAGE, parties[party]);
}

/**
 * bounce_words_get_stop:
 * @stop: a stop on the path
 *
 * Returns: (transfer none): what to call it
 */
const char *
bounce_words_get_stop (BounceStop stop)
{
  g_return_val_if_fail (stop < BOUNCE_N_STOPS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, stops[stop]);
}

/**
 * bounce_words_get_cause:
 * @cause: a cause
 *
 * Returns: (transfer none): what to call it in a list
 */
const char *
bounce_words_get_cause (BounceCause cause)
{
  g_return_val_if_fail (cause < BOUNCE_N_CAUSES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "cause", short_causes[cause]);
}

/**
 * bounce_words_get_short_cause:
 * @cause: a cause
 *
 * Returns: (transfer none): what to call it, in three words at most in English
 */
const char *
bounce_words_get_short_cause (BounceCause cause)
{
  g_return_val_if_fail (cause < BOUNCE_N_CAUSES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "cause", short_causes[cause]);
}

/**
 * bounce_words_get_confidence:
 * @confidence: a confidence
 *
 * Returns: (transfer none): how sure the answer is, for people
 */
const char *
bounce_words_get_confidence (BounceConfidence confidence)
{
  g_return_val_if_fail (confidence < BOUNCE_N_CONFIDENCES, NULL);

  return g_dgettext (GETTEXT_PACKAGE, confidences[confidence]);
}

/**
 * bounce_words_get_evidence:
 * @what: a kind of evidence
 *
 * Returns: (transfer none): what to call it
 */
const char *
bounce_words_get_evidence (BounceEvidenceWhat what)
{
  g_return_val_if_fail (what < BOUNCE_N_EVIDENCES, NULL);

  return g_dgettext (GETTEXT_PACKAGE, evidences[what]);
}

/**
 * bounce_words_dup_host_role:
 * @host: an address on the way
 *
 * Returns: (transfer full): whose address it is, and whether it is the refused
 *   one
 */
char *
bounce_words_dup_host_role (const BounceHost *host)
{
  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (host->role < BOUNCE_N_IP_ROLES, NULL);

  if (!host->refused)
    return g_strdup (g_dgettext (GETTEXT_PACKAGE, roles[host->role]));

  if (host->role == BOUNCE_IP_ROLE_YOUR_DEVICE)
    return g_strdup (_("Your own Internet connection: this is the one that was refused"));

  if (host->role != BOUNCE_IP_ROLE_YOUR_SERVER)
    return g_strdup (_("This is the address that was refused"));

  if (host->blocklists != NULL && host->blocklists[0] != NULL)
    return g_strdup (_("Your provider's server: this is the one on a blocklist"));

  return g_strdup (_("Your provider's server: this is the one that was refused"));
}

/**
 * bounce_words_get_name_look:
 * @name: an address or a host's name from a mail
 *
 * Returns: (transfer none) (nullable): why its look is not to be trusted, and what to
 *   do about that; or %NULL
 */
const char *
bounce_words_get_name_look (const char *name)
{
  BounceLook look;

  g_return_val_if_fail (name != NULL, NULL);

  look = bounce_plain_get_look (name);

  return looks[look] != NULL ? g_dgettext (GETTEXT_PACKAGE, looks[look]) : NULL;
}

/**
 * bounce_words_get_look:
 * @recipient: (nullable): a recipient
 *
 * Returns: (transfer none) (nullable): why the look of their addresses is not to be
 *   trusted, and what to do about that; or %NULL
 */
const char *
bounce_words_get_look (const BounceRecipient *recipient)
{
  const char *words = NULL;

  if (recipient != NULL && recipient->original_address != NULL)
    words = bounce_words_get_name_look (recipient->original_address);
  if (words == NULL && recipient != NULL && recipient->address != NULL)
    words = bounce_words_get_name_look (recipient->address);

  return words;
}
