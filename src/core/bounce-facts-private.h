/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-code.h"

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
 * @BOUNCE_FACT_ASIDE: one in brackets of its own, as people put a code behind the words
 * @BOUNCE_FACT_PLACED: it stands where servers put codes
 * @BOUNCE_FACT_PAIRED: a reply code with an enhanced code beside it
 */
typedef enum {
  BOUNCE_FACT_BARE,
  BOUNCE_FACT_ASIDE,
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

GArray *bounce_facts_scan (const char *text,
                           gsize       length);

G_END_DECLS
