/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-reading-private.h"
#include "bounce-report.h"

G_BEGIN_DECLS

/**
 * BounceCase:
 * @address: (nullable): the address that failed, as reported
 * @address_range: where it stands; its reading is %NULL where it does not
 * @original_address: (nullable): the address written to, where it differs
 * @action: what the report part says was done
 * @action_range: where that stands; its reading is %NULL where it does not
 * @replies: (element-type BounceRange): the refusing server's own words, the
 *   last reply first
 * @prose: (element-type BounceRange): other words on this recipient
 * @shared: (element-type BounceRange): words that stand above all recipients
 * @status: the Status field's code, or unset
 * @status_range: where it stands
 * @remote_mta: (nullable): the Remote-MTA field's host
 * @said_by: (nullable): the host that said @replies
 * @is_local: the reporting program speaks for itself: no other server answered
 * @is_remote: words or fields show that another server answered
 * @retry_until: (nullable): the Will-Retry-Until field
 *
 * What a notice says about one recipient, before anybody judges it.
 */
typedef struct
{
  char *address;
  BounceRange address_range;
  char *original_address;
  BounceAction action;
  BounceRange action_range;
  GArray *replies;
  GArray *prose;
  GArray *shared;
  BounceEnhancedCode status;
  BounceRange status_range;
  char *remote_mta;
  char *said_by;
  gboolean is_local;
  gboolean is_remote;
  GDateTime *retry_until;
} BounceCase;

typedef struct _BounceSides BounceSides;

/**
 * BounceDossier:
 * @parts: the message taken apart
 * @readings: (element-type BounceReading): its parts that hold the notice's own
 *   words, in order
 * @cases: (element-type BounceCase): one for each recipient
 * @reporting_mta: (nullable): the Reporting-MTA field's host
 * @hops: (element-type BounceReceived): the notice's own way, oldest first
 * @returned_hops: (element-type BounceReceived): that of the returned message
 * @writers: (element-type utf8): the addresses that the notice comes from or goes
 *   to, and that the returned message came from
 * @sides: whose domains are whose
 * @has_report: there is a delivery status part with a recipient
 * @has_more: there are more recipients than @cases
 * @has_cut_fields: a block of delivery status fields is longer than what was read of it
 *
 * All that is known of one notice.
 */
typedef struct
{
  const BounceParts *parts;
  GPtrArray *readings;
  GPtrArray *cases;
  char *reporting_mta;
  GPtrArray *hops;
  GPtrArray *returned_hops;
  GPtrArray *writers;
  BounceSides *sides;
  gboolean has_report;
  gboolean has_more;
  gboolean has_cut_fields;
} BounceDossier;

BounceDossier *bounce_dossier_new            (const BounceParts   *parts);
void           bounce_dossier_free           (BounceDossier       *self);

BounceCase    *bounce_case_new               (void);
void           bounce_case_free              (BounceCase          *self);
BounceCase    *bounce_dossier_find_case      (const BounceDossier *self,
                                              const char          *address);
gboolean       bounce_dossier_is_sender      (const BounceDossier *self,
                                              const char          *address);
void           bounce_dossier_collect_status (BounceDossier       *self,
                                              const BounceReading *reading);
void           bounce_dossier_collect_prose  (BounceDossier       *self);
void           bounce_dossier_collect_header (BounceDossier       *self);
char          *bounce_address_from_field     (const char          *value);
char          *bounce_host_from_field        (const char          *value);
char          *bounce_speaker_above          (const BounceReading *reading,
                                              guint32              from,
                                              guint32              until);
char          *bounce_speaker_before         (const BounceReading *reading,
                                              guint32              from,
                                              guint32              until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceDossier, bounce_dossier_free)

G_END_DECLS
