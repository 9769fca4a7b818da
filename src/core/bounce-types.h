/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The vocabulary of a verdict. Every enumerator has one identifier, never
 * translated, which is what programs read in the JSON; see bounce-types.c.
 * Sentences for people are in bounce-words-*.c.
 */

/**
 * BounceKind:
 * @BOUNCE_KIND_NOT_A_BOUNCE: an ordinary mail, or nothing at all
 * @BOUNCE_KIND_BOUNCE: a notice that delivery was given up
 * @BOUNCE_KIND_DELAY: a notice that delivery is still being tried
 * @BOUNCE_KIND_SUCCESS_REPORT: delivered, relayed or expanded (RFC 3464)
 * @BOUNCE_KIND_AUTO_REPLY: an out-of-office or other automatic answer (RFC 3834)
 * @BOUNCE_KIND_READ_RECEIPT: a disposition notification (RFC 8098)
 * @BOUNCE_KIND_SPAM_COMPLAINT: an abuse report (RFC 5965)
 * @BOUNCE_KIND_LIST_REJECTION: a list manager or moderator refused the post
 * @BOUNCE_KIND_SEND_ERROR: the mail program's own message; nothing was sent yet
 * @BOUNCE_KIND_BACKSCATTER: a bounce for mail that this person never sent
 * @BOUNCE_KIND_FAKE_BOUNCE: phishing dressed as a bounce
 *
 * What kind of message was read.
 */
typedef enum {
  BOUNCE_KIND_NOT_A_BOUNCE,
  BOUNCE_KIND_BOUNCE,
  BOUNCE_KIND_DELAY,
  BOUNCE_KIND_SUCCESS_REPORT,
  BOUNCE_KIND_AUTO_REPLY,
  BOUNCE_KIND_READ_RECEIPT,
  BOUNCE_KIND_SPAM_COMPLAINT,
  BOUNCE_KIND_LIST_REJECTION,
  BOUNCE_KIND_SEND_ERROR,
  BOUNCE_KIND_BACKSCATTER,
  BOUNCE_KIND_FAKE_BOUNCE,
  BOUNCE_N_KINDS
} BounceKind;

/**
 * BounceSeverity:
 * @BOUNCE_SEVERITY_INFO: blue: nothing failed; at most something to read
 * @BOUNCE_SEVERITY_SUCCESS: green: it arrived
 * @BOUNCE_SEVERITY_TEMPORARY: amber: somebody is still trying
 * @BOUNCE_SEVERITY_PERMANENT: red: nobody tries any more
 * @BOUNCE_SEVERITY_SUSPICIOUS: violet: do not act on it
 *
 * How bad it is. It follows from the kind.
 */
typedef enum {
  BOUNCE_SEVERITY_INFO,
  BOUNCE_SEVERITY_SUCCESS,
  BOUNCE_SEVERITY_TEMPORARY,
  BOUNCE_SEVERITY_PERMANENT,
  BOUNCE_SEVERITY_SUSPICIOUS,
  BOUNCE_N_SEVERITIES
} BounceSeverity;

/**
 * BounceParty:
 * @BOUNCE_PARTY_UNCLEAR: the notice leaves it open
 * @BOUNCE_PARTY_YOU: whoever wrote the returned message
 * @BOUNCE_PARTY_YOUR_PROVIDER: who runs the sending server or domain
 * @BOUNCE_PARTY_RECIPIENT: the person or list owner written to
 * @BOUNCE_PARTY_THEIR_PROVIDER: who runs the receiving system or its DNS
 * @BOUNCE_PARTY_NOBODY: nothing is to be done
 * @BOUNCE_PARTY_THIRD_PARTY: somebody outside this correspondence
 *
 * Who must act next: "whose problem is it".
 */
typedef enum {
  BOUNCE_PARTY_UNCLEAR,
  BOUNCE_PARTY_YOU,
  BOUNCE_PARTY_YOUR_PROVIDER,
  BOUNCE_PARTY_RECIPIENT,
  BOUNCE_PARTY_THEIR_PROVIDER,
  BOUNCE_PARTY_NOBODY,
  BOUNCE_PARTY_THIRD_PARTY,
  BOUNCE_N_PARTIES
} BounceParty;

/**
 * BounceStop:
 *
 * How far the message got.
 */
typedef enum {
  BOUNCE_STOP_UNKNOWN,
  BOUNCE_STOP_YOUR_DEVICE,
  BOUNCE_STOP_YOUR_SERVER,
  BOUNCE_STOP_BETWEEN,
  BOUNCE_STOP_THEIR_SERVER,
  BOUNCE_STOP_THEIR_MAILBOX,
  BOUNCE_STOP_ARRIVED,
  BOUNCE_N_STOPS
} BounceStop;

/**
 * BounceCause:
 *
 * What went wrong, or that nothing did.
 */
typedef enum {
  BOUNCE_CAUSE_UNKNOWN,
  BOUNCE_CAUSE_ADDRESS_UNKNOWN,
  BOUNCE_CAUSE_ADDRESS_SYNTAX,
  BOUNCE_CAUSE_ADDRESS_AMBIGUOUS,
  BOUNCE_CAUSE_ADDRESS_MOVED,
  BOUNCE_CAUSE_DOMAIN_UNKNOWN,
  BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL,
  BOUNCE_CAUSE_RECIPIENT_REFUSED,
  BOUNCE_CAUSE_MAILBOX_FULL,
  BOUNCE_CAUSE_MAILBOX_DISABLED,
  BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER,
  BOUNCE_CAUSE_SENDER_NOT_PERMITTED,
  BOUNCE_CAUSE_LIST_POSTING_REFUSED,
  BOUNCE_CAUSE_MESSAGE_TOO_BIG,
  BOUNCE_CAUSE_CONTENT_SPAM,
  BOUNCE_CAUSE_CONTENT_VIRUS,
  BOUNCE_CAUSE_ATTACHMENT_REFUSED,
  BOUNCE_CAUSE_MESSAGE_MALFORMED,
  BOUNCE_CAUSE_ENCODING_UNSUPPORTED,
  BOUNCE_CAUSE_POLICY_REFUSED,
  BOUNCE_CAUSE_SENDER_REFUSED,
  BOUNCE_CAUSE_LOGIN_REQUIRED,
  BOUNCE_CAUSE_LOGIN_FAILED,
  BOUNCE_CAUSE_SENDING_LIMIT,
  BOUNCE_CAUSE_RELAY_DENIED,
  BOUNCE_CAUSE_SERVER_BLOCKLISTED,
  BOUNCE_CAUSE_SERVER_REPUTATION,
  BOUNCE_CAUSE_REVERSE_DNS_MISSING,
  BOUNCE_CAUSE_AUTHENTICATION_FAILED,
  BOUNCE_CAUSE_TLS_REQUIRED,
  BOUNCE_CAUSE_SUPPRESSED,
  BOUNCE_CAUSE_PROTOCOL_ERROR,
  BOUNCE_CAUSE_RATE_LIMITED,
  BOUNCE_CAUSE_GREYLISTED,
  BOUNCE_CAUSE_TOO_MANY_RECIPIENTS,
  BOUNCE_CAUSE_NO_ANSWER,
  BOUNCE_CAUSE_DNS_FAILURE,
  BOUNCE_CAUSE_ROUTING_ERROR,
  BOUNCE_CAUSE_TLS_FAILED,
  BOUNCE_CAUSE_SYSTEM_FULL,
  BOUNCE_CAUSE_SYSTEM_ERROR,
  BOUNCE_CAUSE_EXPIRED,
  BOUNCE_CAUSE_MAIL_LOOP,
  BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED,
  BOUNCE_CAUSE_DELIVERED,
  BOUNCE_CAUSE_RELAYED,
  BOUNCE_CAUSE_EXPANDED,
  BOUNCE_CAUSE_AUTO_REPLY,
  BOUNCE_CAUSE_READ,
  BOUNCE_CAUSE_COMPLAINT,
  BOUNCE_CAUSE_NOT_A_BOUNCE,
  BOUNCE_CAUSE_NEVER_SENT,
  BOUNCE_CAUSE_FAKE,
  BOUNCE_N_CAUSES
} BounceCause;

/**
 * BounceConfidence:
 * @BOUNCE_CONFIDENCE_UNCLEAR: only the class of a code, or a conflict
 * @BOUNCE_CONFIDENCE_LIKELY: a general code, or a phrase without its usual company
 * @BOUNCE_CONFIDENCE_CERTAIN: a specific code or phrase says so
 *
 * How sure the verdict is.
 */
typedef enum {
  BOUNCE_CONFIDENCE_UNCLEAR,
  BOUNCE_CONFIDENCE_LIKELY,
  BOUNCE_CONFIDENCE_CERTAIN,
  BOUNCE_N_CONFIDENCES
} BounceConfidence;

/**
 * BounceAction:
 *
 * What the reporting server did, as the Action field of RFC 3464 §2.3.3 has it.
 */
typedef enum {
  BOUNCE_ACTION_NONE,
  BOUNCE_ACTION_FAILED,
  BOUNCE_ACTION_DELAYED,
  BOUNCE_ACTION_DELIVERED,
  BOUNCE_ACTION_RELAYED,
  BOUNCE_ACTION_EXPANDED,
  BOUNCE_N_ACTIONS
} BounceAction;

/**
 * BounceIpRole:
 * @BOUNCE_IP_ROLE_MENTIONED: none of the others
 * @BOUNCE_IP_ROLE_YOUR_DEVICE: the client of a hop that logged in
 * @BOUNCE_IP_ROLE_YOUR_SERVER: a server on the sender's side
 * @BOUNCE_IP_ROLE_RECIPIENT_SERVER: a server on the recipient's side
 * @BOUNCE_IP_ROLE_REPORTER: the writer of the notice, on neither side
 * @BOUNCE_IP_ROLE_FORGER: who sent mail in somebody else's name
 * @BOUNCE_IP_ROLE_PRIVATE: an address that means nothing outside its network
 *
 * Whose IP address it is.
 */
typedef enum {
  BOUNCE_IP_ROLE_MENTIONED,
  BOUNCE_IP_ROLE_YOUR_DEVICE,
  BOUNCE_IP_ROLE_YOUR_SERVER,
  BOUNCE_IP_ROLE_RECIPIENT_SERVER,
  BOUNCE_IP_ROLE_REPORTER,
  BOUNCE_IP_ROLE_FORGER,
  BOUNCE_IP_ROLE_PRIVATE,
  BOUNCE_N_IP_ROLES
} BounceIpRole;

/**
 * BounceEvidenceWhat:
 *
 * What a piece of evidence is.
 */
typedef enum {
  BOUNCE_EVIDENCE_REPLY_CODE,
  BOUNCE_EVIDENCE_ENHANCED_CODE,
  BOUNCE_EVIDENCE_PHRASE,
  BOUNCE_EVIDENCE_PROVIDER,
  BOUNCE_EVIDENCE_FIELD,
  BOUNCE_EVIDENCE_ADDRESS,
  BOUNCE_EVIDENCE_IP,
  BOUNCE_N_EVIDENCES
} BounceEvidenceWhat;

/**
 * BounceNote:
 *
 * What a phrase or provider row adds where its cause does not say enough. The
 * set is small on purpose: a note is one sentence in bounce-words-notes.c.
 */
typedef enum {
  BOUNCE_NOTE_NONE,
  BOUNCE_NOTE_ACCOUNT_INACTIVE,        /* nobody used the mailbox for long */
  BOUNCE_NOTE_ACCOUNT_NOT_PAID,        /* service ended or unpaid */
  BOUNCE_NOTE_ADDRESS_NEW_OWNER,       /* address or domain changed hands */
  BOUNCE_NOTE_APP_PASSWORD,            /* wants a browser or a program's own password */
  BOUNCE_NOTE_ASK_RECIPIENT_TO_ALLOW,  /* recipient's administrator can allow you */
  BOUNCE_NOTE_BLOCKLIST_DEAD,          /* receiver asks a list that no longer exists */
  BOUNCE_NOTE_BLOCKLIST_MISUSED,       /* receiver's list query itself was refused */
  BOUNCE_NOTE_BLOCKLIST_PRIVATE,       /* the provider's own list */
  BOUNCE_NOTE_BULK_SENDER_RULES,       /* rules for newsletters and bulk mail */
  BOUNCE_NOTE_CHANGE_PASSWORD,         /* account seems abused */
  BOUNCE_NOTE_DKIM,                    /* DKIM signature is missing or wrong */
  BOUNCE_NOTE_DMARC,                   /* DMARC policy refused it */
  BOUNCE_NOTE_DYNAMIC_IP,              /* sent from a home or dial-up address */
  BOUNCE_NOTE_FORWARDING,              /* a forwarding rule is involved */
  BOUNCE_NOTE_HELO_NAME,               /* server introduces itself with a bad name */
  BOUNCE_NOTE_INFECTED,                /* a machine there seems to be taken over */
  BOUNCE_NOTE_IPV6,                    /* refused because it came by IPv6 */
  BOUNCE_NOTE_LINK_IN_MESSAGE,         /* a link in the message has a bad name */
  BOUNCE_NOTE_MAIL_RULE,               /* a rule of the organisation refused it */
  BOUNCE_NOTE_MANY_WRONG_ADDRESSES,    /* too many recipients that do not exist */
  BOUNCE_NOTE_NEW_SENDER,              /* first contact or new server; patience helps */
  BOUNCE_NOTE_ONLY_MEMBERS,            /* a group that takes mail from members only */
  BOUNCE_NOTE_OVER_LIMIT_RECIPIENT,    /* recipient gets too much mail right now */
  BOUNCE_NOTE_SENDER_DOMAIN_DNS,       /* the sender's own domain has no working DNS */
  BOUNCE_NOTE_SPF,                     /* SPF does not allow the sending server */
  BOUNCE_NOTE_TRIAL_OR_LICENCE,        /* the sending plan or licence has limits */
  BOUNCE_NOTE_USER_BLOCKED_YOU,        /* the recipient blocked this sender */
  BOUNCE_NOTE_WRONG_SERVER,            /* mail was sent to a server that is not theirs */
  BOUNCE_N_NOTES
} BounceNote;

const char *bounce_kind_to_string         (BounceKind          kind);
const char *bounce_severity_to_string     (BounceSeverity      severity);
const char *bounce_party_to_string        (BounceParty         party);
const char *bounce_stop_to_string         (BounceStop          stop);
const char *bounce_cause_to_string        (BounceCause         cause);
const char *bounce_confidence_to_string   (BounceConfidence    confidence);
const char *bounce_action_to_string       (BounceAction        action);
const char *bounce_ip_role_to_string      (BounceIpRole        role);
const char *bounce_evidence_to_string     (BounceEvidenceWhat  what);
BounceSeverity bounce_kind_get_severity   (BounceKind          kind);

G_END_DECLS
