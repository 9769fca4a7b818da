/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-verdict-private.h"

#include <string.h>

#include "bounce-domain-private.h"

/*
 * CONTRACT's table of causes as data: who usually must act once delivery was
 * given up, who while it is still tried, and where the message stopped.
 */
typedef struct
{
  BounceParty failed;
  BounceParty retried;
  BounceStop stop;
} CauseRow;

#define YOU BOUNCE_PARTY_YOU
#define OURS BOUNCE_PARTY_YOUR_PROVIDER
#define RECIPIENT BOUNCE_PARTY_RECIPIENT
#define THEIRS BOUNCE_PARTY_THEIR_PROVIDER
#define NOBODY BOUNCE_PARTY_NOBODY
#define UNCLEAR BOUNCE_PARTY_UNCLEAR
#define STRANGER BOUNCE_PARTY_THIRD_PARTY

static const CauseRow cause_rows[BOUNCE_N_CAUSES] = {
  [BOUNCE_CAUSE_UNKNOWN] = { UNCLEAR, NOBODY, BOUNCE_STOP_UNKNOWN },
  [BOUNCE_CAUSE_ADDRESS_UNKNOWN] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_ADDRESS_SYNTAX] = { YOU, YOU, BOUNCE_STOP_YOUR_SERVER },
  [BOUNCE_CAUSE_ADDRESS_AMBIGUOUS] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_ADDRESS_MOVED] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_DOMAIN_UNKNOWN] = { YOU, YOU, BOUNCE_STOP_YOUR_SERVER },
  [BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL] = { YOU, YOU, BOUNCE_STOP_YOUR_SERVER },
  [BOUNCE_CAUSE_RECIPIENT_REFUSED] = { RECIPIENT, RECIPIENT, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_MAILBOX_FULL] = { RECIPIENT, RECIPIENT, BOUNCE_STOP_THEIR_MAILBOX },
  [BOUNCE_CAUSE_MAILBOX_DISABLED] = { RECIPIENT, RECIPIENT, BOUNCE_STOP_THEIR_MAILBOX },
  [BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER] = { RECIPIENT, RECIPIENT, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_SENDER_NOT_PERMITTED] = { RECIPIENT, RECIPIENT, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_LIST_POSTING_REFUSED] = { RECIPIENT, RECIPIENT, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_MESSAGE_TOO_BIG] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_CONTENT_SPAM] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_CONTENT_VIRUS] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_ATTACHMENT_REFUSED] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_MESSAGE_MALFORMED] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_ENCODING_UNSUPPORTED] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_POLICY_REFUSED] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_SENDER_REFUSED] = { YOU, YOU, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_LOGIN_REQUIRED] = { YOU, YOU, BOUNCE_STOP_YOUR_DEVICE },
  [BOUNCE_CAUSE_LOGIN_FAILED] = { YOU, YOU, BOUNCE_STOP_YOUR_DEVICE },
  [BOUNCE_CAUSE_SENDING_LIMIT] = { YOU, YOU, BOUNCE_STOP_YOUR_SERVER },
  [BOUNCE_CAUSE_RELAY_DENIED] = { THEIRS, THEIRS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_SERVER_BLOCKLISTED] = { OURS, OURS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_SERVER_REPUTATION] = { OURS, OURS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_REVERSE_DNS_MISSING] = { OURS, OURS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_AUTHENTICATION_FAILED] = { OURS, OURS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_TLS_REQUIRED] = { OURS, OURS, BOUNCE_STOP_BETWEEN },
  [BOUNCE_CAUSE_SUPPRESSED] = { OURS, OURS, BOUNCE_STOP_YOUR_SERVER },
  [BOUNCE_CAUSE_PROTOCOL_ERROR] = { OURS, OURS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_RATE_LIMITED] = { YOU, NOBODY, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_GREYLISTED] = { YOU, NOBODY, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_TOO_MANY_RECIPIENTS] = { YOU, NOBODY, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_NO_ANSWER] = { THEIRS, NOBODY, BOUNCE_STOP_BETWEEN },
  [BOUNCE_CAUSE_DNS_FAILURE] = { THEIRS, NOBODY, BOUNCE_STOP_BETWEEN },
  [BOUNCE_CAUSE_ROUTING_ERROR] = { THEIRS, NOBODY, BOUNCE_STOP_BETWEEN },
  [BOUNCE_CAUSE_TLS_FAILED] = { THEIRS, NOBODY, BOUNCE_STOP_BETWEEN },
  [BOUNCE_CAUSE_SYSTEM_FULL] = { THEIRS, NOBODY, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_SYSTEM_ERROR] = { THEIRS, NOBODY, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_EXPIRED] = { THEIRS, NOBODY, BOUNCE_STOP_BETWEEN },
  [BOUNCE_CAUSE_MAIL_LOOP] = { THEIRS, THEIRS, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_DELIVERY_PROGRAM_FAILED] = { THEIRS, THEIRS, BOUNCE_STOP_THEIR_MAILBOX },
  [BOUNCE_CAUSE_DELIVERED] = { NOBODY, NOBODY, BOUNCE_STOP_ARRIVED },
  [BOUNCE_CAUSE_RELAYED] = { NOBODY, NOBODY, BOUNCE_STOP_THEIR_SERVER },
  [BOUNCE_CAUSE_EXPANDED] = { NOBODY, NOBODY, BOUNCE_STOP_ARRIVED },
  [BOUNCE_CAUSE_AUTO_REPLY] = { NOBODY, NOBODY, BOUNCE_STOP_ARRIVED },
  [BOUNCE_CAUSE_READ] = { NOBODY, NOBODY, BOUNCE_STOP_ARRIVED },
  [BOUNCE_CAUSE_COMPLAINT] = { YOU, YOU, BOUNCE_STOP_ARRIVED },
  [BOUNCE_CAUSE_NOT_A_BOUNCE] = { NOBODY, NOBODY, BOUNCE_STOP_UNKNOWN },
  [BOUNCE_CAUSE_NEVER_SENT] = { STRANGER, STRANGER, BOUNCE_STOP_UNKNOWN },
  [BOUNCE_CAUSE_FAKE] = { STRANGER, STRANGER, BOUNCE_STOP_UNKNOWN },
};

/* The cause of a kind that is no failure. */
static const BounceCause kind_causes[BOUNCE_N_KINDS] = {
  [BOUNCE_KIND_NOT_A_BOUNCE] = BOUNCE_CAUSE_NOT_A_BOUNCE,
  [BOUNCE_KIND_SUCCESS_REPORT] = BOUNCE_CAUSE_DELIVERED,
  [BOUNCE_KIND_AUTO_REPLY] = BOUNCE_CAUSE_AUTO_REPLY,
  [BOUNCE_KIND_READ_RECEIPT] = BOUNCE_CAUSE_READ,
  [BOUNCE_KIND_SPAM_COMPLAINT] = BOUNCE_CAUSE_COMPLAINT,
  [BOUNCE_KIND_BACKSCATTER] = BOUNCE_CAUSE_NEVER_SENT,
  [BOUNCE_KIND_FAKE_BOUNCE] = BOUNCE_CAUSE_FAKE,
};

/* Faults that only the domain of the recipient's address can have. */
static gboolean
is_address_fault (BounceCause cause)
{
  return cause == BOUNCE_CAUSE_ADDRESS_UNKNOWN
         || cause == BOUNCE_CAUSE_ADDRESS_MOVED
         || cause == BOUNCE_CAUSE_ADDRESS_SYNTAX
         || cause == BOUNCE_CAUSE_ADDRESS_AMBIGUOUS
         || cause == BOUNCE_CAUSE_DOMAIN_UNKNOWN
         || cause == BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL;
}

/* A local part means the same with its quotes and without (RFC 5321 §4.1.2). */
static char *
dup_unquoted (const char *address)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = address; *at != '\0'; at++)
    if (*at != '"')
      g_string_append_c (plain, g_ascii_tolower (*at));

  return g_string_free (plain, FALSE);
}

/* The address that failed is not the one written to: a forwarder or a list put
 * it in its place, and only its owner can mend that. */
static gboolean
is_redirected (const BounceCase *found)
{
  g_autofree char *written = NULL;
  g_autofree char *failed = NULL;
  const char *domain = NULL;

  if (found->original_address == NULL || found->address == NULL
      || strchr (found->original_address, '@') == NULL)
    return FALSE;

  /* "bob@ims-ms-daemon" is a channel inside the server, no other address */
  domain = strrchr (found->address, '@');
  if (domain == NULL || strchr (domain, '.') == NULL)
    return FALSE;

  written = dup_unquoted (found->original_address);
  failed = dup_unquoted (found->address);

  return strcmp (written, failed) != 0;
}

/* Whether the words of the refusing server name an IP address. */
static gboolean
names_ip (const BounceCase *found)
{
  for (guint i = 0; i < found->replies->len; i++)
    {
      const BounceRange *range = &g_array_index (found->replies, BounceRange, i);
      const BounceFact *fact = NULL;
      guint cursor = 0;

      while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
        if (fact->kind == BOUNCE_FACT_IP)
          return TRUE;
    }

  return FALSE;
}

/* The server that spoke stands in the same house as the one that reports, and
 * not in the recipient's: it is the sender's own way out. */
static gboolean
is_own_server (const BounceDossier *dossier,
               const BounceCase    *found)
{
  g_autofree char *domain = bounce_domain_of_address (found->address);

  return found->said_by != NULL && dossier->reporting_mta != NULL
         && bounce_domain_same_owner (found->said_by, dossier->reporting_mta)
         && !(domain != NULL && bounce_domain_same_owner (domain, found->said_by));
}

/* The notice comes from the recipient's house, and its writer from another one. */
static gboolean
is_reported_by_theirs (const BounceDossier *dossier,
                       const BounceCase    *found)
{
  const char *from = bounce_fields_get (dossier->parts->returned_fields, "From");
  g_autofree char *writer = from != NULL ? bounce_address_from_field (from) : NULL;
  g_autofree char *writer_domain =
    writer != NULL ? bounce_domain_of_address (writer) : NULL;
  g_autofree char *domain = bounce_domain_of_address (found->address);

  return domain != NULL && dossier->reporting_mta != NULL && writer_domain != NULL
         && bounce_domain_same_owner (domain, dossier->reporting_mta)
         && !bounce_domain_same_owner (writer_domain, dossier->reporting_mta);
}

static BounceParty
decide_party (const BounceDossier *dossier,
              const BounceCase    *found,
              const BounceFinding *finding,
              gboolean             retried)
{
  const CauseRow *row = &cause_rows[finding->cause];
  BounceParty party = retried ? row->retried : row->failed;

  if (is_address_fault (finding->cause) && is_redirected (found))
    return RECIPIENT;

  switch (finding->cause)
    {
    case BOUNCE_CAUSE_RELAY_DENIED:
      /* CONTRACT: theirs where the recipient's server spoke, even if it talks of
       * logging in; yours where your own outgoing server did */
      return is_own_server (dossier, found) || (found->is_local && !found->is_remote)
               ? YOU : THEIRS;

    case BOUNCE_CAUSE_LOGIN_REQUIRED:
      return YOU;

    case BOUNCE_CAUSE_RATE_LIMITED:
    case BOUNCE_CAUSE_GREYLISTED:
    case BOUNCE_CAUSE_TOO_MANY_RECIPIENTS:
      if (finding->party == UNCLEAR || finding->party == YOU || finding->party == OURS)
        return retried ? NOBODY : names_ip (found) ? OURS : YOU;
      break;

    default:
      break;
    }

  /* a row that names a party knows better than the cause does, except while
   * somebody still tries by himself */
  if (finding->party != UNCLEAR && !(retried && party == NOBODY))
    party = finding->party;

  /* a forwarder passed the mail on: the server that was found wanting is its */
  if (party == OURS && is_redirected (found))
    party = THEIRS;

  return party;
}

/* Who wrote the returned message lives in the house of the server that spoke. */
static gboolean
is_sender_house (const BounceDossier *dossier,
                 const BounceCase    *found)
{
  const char *from = bounce_fields_get (dossier->parts->returned_fields, "From");
  g_autofree char *address = from != NULL ? bounce_address_from_field (from) : NULL;
  g_autofree char *domain =
    address != NULL ? bounce_domain_of_address (address) : NULL;

  return domain != NULL && found->said_by != NULL
         && bounce_domain_same_owner (domain, found->said_by);
}

static BounceStop
decide_stop (const BounceDossier *dossier,
             const BounceCase    *found,
             const BounceFinding *finding)
{
  BounceStop stop = cause_rows[finding->cause].stop;

  if (stop == BOUNCE_STOP_THEIR_SERVER && found->is_local && !found->is_remote
      && !is_address_fault (finding->cause) && !is_reported_by_theirs (dossier, found))
    return BOUNCE_STOP_YOUR_SERVER;
  if (stop == BOUNCE_STOP_THEIR_SERVER && is_own_server (dossier, found)
      && is_sender_house (dossier, found))
    return BOUNCE_STOP_YOUR_SERVER;
  if (stop == BOUNCE_STOP_UNKNOWN && found->is_remote)
    return BOUNCE_STOP_THEIR_SERVER;
  /* a domain that is not there has no server: nothing left yours, whoever says so */
  if (stop == BOUNCE_STOP_YOUR_SERVER && found->is_remote
      && finding->cause != BOUNCE_CAUSE_DOMAIN_UNKNOWN
      && finding->cause != BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL)
    return BOUNCE_STOP_THEIR_SERVER;

  return stop;
}

static BounceConfidence
decide_confidence (const BounceCodes   *codes,
                   const BounceFinding *finding)
{
  gboolean differ = codes->reply != 0
                    && bounce_enhanced_code_is_set (&codes->enhanced)
                    && codes->reply / 100 != codes->enhanced.class;
  BounceConfidence confidence = BOUNCE_CONFIDENCE_UNCLEAR;

  if (finding->rank >= BOUNCE_RANK_LIKELY_PROVIDER - 5)
    confidence = BOUNCE_CONFIDENCE_CERTAIN;
  else if (finding->rank >= BOUNCE_RANK_WEAK_PHRASE - 5)
    confidence = BOUNCE_CONFIDENCE_LIKELY;

  if (differ && confidence == BOUNCE_CONFIDENCE_CERTAIN)
    confidence = BOUNCE_CONFIDENCE_LIKELY;

  return confidence;
}

/**
 * bounce_verdict_decide: (skip)
 * @dossier: the notice
 * @found: what it says about one recipient
 * @codes: the codes of that case
 * @finding: the finding that weighs most
 * @kind: what kind of answer this recipient gets: %BOUNCE_KIND_DELAY while
 *   somebody still tries
 * @verdict: (out): the verdict
 *
 * Turns a finding into a verdict.
 */
void
bounce_verdict_decide (const BounceDossier *dossier,
                       const BounceCase    *found,
                       const BounceCodes   *codes,
                       const BounceFinding *finding,
                       BounceKind           kind,
                       BounceVerdict       *verdict)
{
  BounceFinding judged = *finding;

  memset (verdict, 0, sizeof *verdict);

  /* the recipient's server talks of logging in where it takes the address for a
   * stranger's (CONTRACT): nobody who writes to it can have an account there */
  if (judged.cause == BOUNCE_CAUSE_LOGIN_REQUIRED && found->is_remote
      && !is_own_server (dossier, found))
    judged.cause = BOUNCE_CAUSE_RELAY_DENIED;

  verdict->severity = bounce_kind_get_severity (kind);
  verdict->cause = judged.cause;
  verdict->note = judged.note;
  verdict->responsible = decide_party (dossier, found, &judged,
                                       kind == BOUNCE_KIND_DELAY);
  verdict->stopped_at = decide_stop (dossier, found, &judged);
  verdict->confidence = decide_confidence (codes, &judged);

  /* a mail program talks to the own outgoing server only */
  if (kind == BOUNCE_KIND_SEND_ERROR)
    {
      verdict->stopped_at = BOUNCE_STOP_YOUR_DEVICE;
      if (verdict->responsible == THEIRS)
        verdict->responsible = finding->cause == BOUNCE_CAUSE_NO_ANSWER
                               || finding->cause == BOUNCE_CAUSE_DNS_FAILURE ? YOU : OURS;
      if (finding->cause == BOUNCE_CAUSE_RELAY_DENIED
          || finding->cause == BOUNCE_CAUSE_LOGIN_REQUIRED)
        verdict->responsible = YOU;
    }
  if (verdict->responsible == UNCLEAR)
    {
      verdict->either[0] = YOU;
      verdict->either[1] = found->is_remote ? THEIRS : OURS;
    }
}

/**
 * bounce_verdict_for_kind: (skip)
 * @kind: a kind that needs no reason
 * @action: what was done, for success reports
 * @verdict: (out): the verdict
 *
 * The verdict that follows from the kind alone.
 */
void
bounce_verdict_for_kind (BounceKind     kind,
                         BounceAction   action,
                         BounceVerdict *verdict)
{
  const CauseRow *row = NULL;

  memset (verdict, 0, sizeof *verdict);

  verdict->severity = bounce_kind_get_severity (kind);
  verdict->cause = kind_causes[kind];
  if (kind == BOUNCE_KIND_SUCCESS_REPORT && action == BOUNCE_ACTION_RELAYED)
    verdict->cause = BOUNCE_CAUSE_RELAYED;
  if (kind == BOUNCE_KIND_SUCCESS_REPORT && action == BOUNCE_ACTION_EXPANDED)
    verdict->cause = BOUNCE_CAUSE_EXPANDED;

  row = &cause_rows[verdict->cause];
  verdict->responsible = row->failed;
  verdict->stopped_at = row->stop;
  verdict->confidence = verdict->cause == BOUNCE_CAUSE_UNKNOWN
                          ? BOUNCE_CONFIDENCE_UNCLEAR
                        : kind == BOUNCE_KIND_FAKE_BOUNCE
                            ? BOUNCE_CONFIDENCE_LIKELY
                            : BOUNCE_CONFIDENCE_CERTAIN;
}
