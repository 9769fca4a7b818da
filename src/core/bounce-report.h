/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

#include "bounce-code.h"
#include "bounce-types.h"

G_BEGIN_DECLS

/**
 * BounceVerdict:
 * @severity: how bad it is
 * @responsible: who must act next
 * @stopped_at: how far the message got
 * @cause: what went wrong
 * @confidence: how sure this is
 * @note: what a phrase or provider row adds to the cause
 * @either: where @responsible is %BOUNCE_PARTY_UNCLEAR, the two parties that
 *   remain, else %BOUNCE_PARTY_UNCLEAR twice
 *
 * The answer: enumerators only. bounce-words.h has the sentences.
 */
typedef struct
{
  BounceSeverity severity;
  BounceParty responsible;
  BounceStop stopped_at;
  BounceCause cause;
  BounceConfidence confidence;
  BounceNote note;
  BounceParty either[2];
} BounceVerdict;

/**
 * BounceEvidence:
 * @what: what these words show
 * @text: the words, as they stand in the part
 * @part: the path of the part ("1.2"), "header", or "text" for a paste
 * @offset: where the words start, in bytes of the decoded part
 * @length: how long they are, in bytes
 *
 * Words that a verdict rests on.
 */
typedef struct
{
  BounceEvidenceWhat what;
  char *text;
  char *part;
  gsize offset;
  gsize length;
} BounceEvidence;

/**
 * BounceRecipient:
 * @address: (nullable): the address that failed, as reported
 * @original_address: (nullable): the address written to, where it differs
 * @action: what the reporting server did
 * @reply_code: the SMTP reply code, or 0
 * @enhanced_code: the enhanced status code, or unset
 * @diagnostic: (nullable): the server's words, white space folded
 * @said_by: (nullable): the host that said them
 * @provider: (nullable): the provider or program whose row applied
 * @verdict: the answer for this recipient
 * @evidence: (element-type BounceEvidence): what it rests on
 * @conflict: (nullable): two codes that disagree, "553 against 4.7.1"
 * @suggestion: (nullable): a likelier spelling of the whole address
 * @retry_until: (nullable): until when delivery is tried again
 * @blocklists: (array zero-terminated=1): lists that the reply quotes, by name
 * @size_sent: how big the message was, in bytes, where a size is the reason; or 0
 * @size_limit: how big it may be, in bytes; or 0
 *
 * One person the message was for.
 */
typedef struct
{
  char *address;
  char *original_address;
  BounceAction action;
  guint reply_code;
  BounceEnhancedCode enhanced_code;
  char *diagnostic;
  char *said_by;
  const char *provider;
  BounceVerdict verdict;
  GPtrArray *evidence;
  char *conflict;
  char *suggestion;
  GDateTime *retry_until;
  GStrv blocklists;
  guint64 size_sent;
  guint64 size_limit;
} BounceRecipient;

/**
 * BounceHost:
 * @ip: the address, IPv6 in the form of RFC 5952, no brackets
 * @name: (nullable): the host name standing beside it
 * @role: whose it is
 * @refused: the other side names this address as the reason
 * @is_public: it can be asked about on the Internet
 * @blocklists: (array zero-terminated=1): zones or names of lists quoted with it
 *
 * An IP address on the way.
 */
typedef struct
{
  char *ip;
  char *name;
  BounceIpRole role;
  gboolean refused;
  gboolean is_public;
  GStrv blocklists;
} BounceHost;

/**
 * BounceHop:
 * @from: (nullable): the sending host of a Received field
 * @by: (nullable): the receiving host
 * @with: (nullable): the protocol
 * @time: (nullable): when
 * @delay_s: seconds since the hop before, or -1 where unknown
 *
 * One step of the returned message's way, oldest first.
 */
typedef struct
{
  char *from;
  char *by;
  char *with;
  GDateTime *time;
  gint64 delay_s;
} BounceHop;

/**
 * BounceReturned:
 *
 * The headers of the message that came back, each %NULL where unknown.
 */
typedef struct
{
  char *from;
  char *to;
  char *subject;
  char *date;
  char *message_id;
} BounceReturned;

/**
 * BounceOriginal:
 * @path: the path of the part ("1.2"), "header", or "text" for a paste
 * @content_type: its media type in lower case
 * @text: the part decoded to UTF-8 with LF line ends; an HTML part as text
 * @length: of @text in bytes
 * @returned: whether it belongs to the message that came back
 *
 * One readable part of the notice, for showing it and its evidence.
 */
typedef struct
{
  char *path;
  char *content_type;
  char *text;
  gsize length;
  gboolean returned;
} BounceOriginal;

/**
 * BounceOmission:
 * @BOUNCE_OMISSION_TEXT: a part is so long that only its beginning was read
 * @BOUNCE_OMISSION_PARTS: there are too many parts, or they are too deep in each other
 * @BOUNCE_OMISSION_FIELDS: a header has too many fields, or one that is too long
 * @BOUNCE_OMISSION_RECIPIENTS: there are more recipients than are listed
 * @BOUNCE_OMISSION_HOSTS: there are more IP addresses than are listed
 * @BOUNCE_OMISSION_HOPS: the way of the returned message has more steps than are listed
 *
 * What a limit left out of a report, so that somebody who reads it knows.
 */
typedef enum {
  BOUNCE_OMISSION_TEXT = 1 << 0,
  BOUNCE_OMISSION_PARTS = 1 << 1,
  BOUNCE_OMISSION_FIELDS = 1 << 2,
  BOUNCE_OMISSION_RECIPIENTS = 1 << 3,
  BOUNCE_OMISSION_HOSTS = 1 << 4,
  BOUNCE_OMISSION_HOPS = 1 << 5,
} BounceOmission;

#define BOUNCE_TYPE_REPORT (bounce_report_get_type ())

typedef struct _BounceReport BounceReport;

GType                  bounce_report_get_type          (void);
BounceReport          *bounce_report_ref               (BounceReport       *self);
void                   bounce_report_unref             (BounceReport       *self);

BounceKind             bounce_report_get_kind          (const BounceReport *self);
const BounceVerdict   *bounce_report_get_verdict       (const BounceReport *self);
guint                  bounce_report_get_n_recipients  (const BounceReport *self);
const BounceRecipient *bounce_report_get_recipient     (const BounceReport *self,
                                                        guint               index);
const BounceRecipient *bounce_report_get_top_recipient (const BounceReport *self);
guint                  bounce_report_get_n_hosts       (const BounceReport *self);
const BounceHost      *bounce_report_get_host          (const BounceReport *self,
                                                        guint               index);
guint                  bounce_report_get_n_hops        (const BounceReport *self);
const BounceHop       *bounce_report_get_hop           (const BounceReport *self,
                                                        guint               index);
guint                  bounce_report_get_n_originals   (const BounceReport *self);
const BounceOriginal  *bounce_report_get_original      (const BounceReport *self,
                                                        guint               index);
const BounceReturned  *bounce_report_get_returned      (const BounceReport *self);
const char            *bounce_report_get_software      (const BounceReport *self);
const char            *bounce_report_get_reporter      (const BounceReport *self);
const char            *bounce_report_get_notice_subject (const BounceReport *self);
const char            *bounce_report_get_list_owner    (const BounceReport *self);
GBytes                *bounce_report_get_source        (const BounceReport *self);
GDateTime             *bounce_report_get_notice_date   (const BounceReport *self);
BounceOmission         bounce_report_get_omissions     (const BounceReport *self);
gboolean               bounce_report_get_truncated     (const BounceReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceReport, bounce_report_unref)

G_END_DECLS
