/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-code.h"
#include "bounce-match-private.h"
#include "bounce-parts-private.h"

G_BEGIN_DECLS

/**
 * BounceFactKind:
 * @BOUNCE_FACT_REPLY_CODE: a three-digit reply code, RFC 5321 §4.2
 * @BOUNCE_FACT_ENHANCED_CODE: an enhanced status code, RFC 3463
 * @BOUNCE_FACT_ADDRESS: a mail address
 * @BOUNCE_FACT_IP: an IPv4 or IPv6 address
 */
typedef enum {
  BOUNCE_FACT_REPLY_CODE,
  BOUNCE_FACT_ENHANCED_CODE,
  BOUNCE_FACT_ADDRESS,
  BOUNCE_FACT_IP,
} BounceFactKind;

/**
 * BounceFactWeight:
 * @BOUNCE_FACT_BARE: a number that may be a code; its company must tell
 * @BOUNCE_FACT_PLACED: it stands where servers put codes
 * @BOUNCE_FACT_PAIRED: a reply code with an enhanced code beside it
 */
typedef enum {
  BOUNCE_FACT_BARE,
  BOUNCE_FACT_PLACED,
  BOUNCE_FACT_PAIRED,
} BounceFactWeight;

/**
 * BounceFact:
 * @kind: what it is
 * @weight: for reply codes, how sure
 * @start: its first byte in the part's search text
 * @end: the byte behind it
 * @reply: the reply code
 * @enhanced: the enhanced code
 *
 * Something that stands literally in a text.
 */
typedef struct
{
  BounceFactKind kind;
  BounceFactWeight weight;
  guint32 start;
  guint32 end;
  guint reply;
  BounceEnhancedCode enhanced;
} BounceFact;

/**
 * BounceReading:
 * @part: the part that was read
 * @facts: (element-type BounceFact): in the order of the text
 * @matches: (element-type BounceMatch): rows of the tables, by their start
 *
 * One part and all that was found in it.
 */
typedef struct
{
  const BouncePart *part;
  GArray *facts;
  GArray *matches;
} BounceReading;

/**
 * BounceRange:
 * @reading: where
 * @start: first byte of the search text
 * @end: the byte behind the last
 *
 * A stretch of one part.
 */
typedef struct
{
  const BounceReading *reading;
  guint32 start;
  guint32 end;
} BounceRange;

BounceReading    *bounce_reading_new       (const BouncePart    *part);
void              bounce_reading_free      (BounceReading       *self);
GArray           *bounce_facts_scan        (const char          *text,
                                            gsize                length);
const BounceFact *bounce_range_next_fact   (const BounceRange   *range,
                                            guint               *cursor);
const BounceMatch *bounce_range_next_match (const BounceRange   *range,
                                            guint               *cursor);
char             *bounce_range_dup_text    (const BounceRange   *range);
gboolean          bounce_match_is_mark     (const BounceMatch   *match,
                                            BounceMark           mark);
gboolean          bounce_range_has_mark    (const BounceRange   *range,
                                            BounceMark           mark);
char             *bounce_text_fold_spaces  (const char          *text,
                                            gsize                length);
char             *bounce_ip_normalise      (const char          *text,
                                            gsize                length);
gboolean          bounce_ip_is_private     (const char          *ip);
gboolean          bounce_ip_is_public      (const char          *ip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceReading, bounce_reading_free)

G_END_DECLS
