/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"

G_BEGIN_DECLS

/*
 * How much a finding weighs, in CONTRACT's order: specific words beat the
 * enhanced code, which beats the reply code; a provider's row whose host spoke
 * beats the standard meanings.
 */
enum
{
  BOUNCE_RANK_NONE = 0,
  BOUNCE_RANK_CLASS = 10,               /* only the first digit of a code */
  BOUNCE_RANK_WEAK_PHRASE = 35,
  BOUNCE_RANK_WEAK_PROVIDER = 42,
  BOUNCE_RANK_REPLY_CODE = 45,
  BOUNCE_RANK_GENERAL_CODE = 50,        /* X.1.0: only the subject of a code */
  BOUNCE_RANK_LIKELY_PHRASE = 60,
  BOUNCE_RANK_LIKELY_PROVIDER = 64,
  BOUNCE_RANK_ENHANCED_CODE = 70,
  BOUNCE_RANK_BLOCKLIST = 76,
  BOUNCE_RANK_CERTAIN_PROVIDER = 82,
  BOUNCE_RANK_LIKELY_HOST = 84,
  BOUNCE_RANK_CERTAIN_PHRASE = 90,
  BOUNCE_RANK_CERTAIN_HOST = 96,

  /* from here on a finding needs no help from other words */
  BOUNCE_RANK_ENOUGH = BOUNCE_RANK_LIKELY_PHRASE,
};

/**
 * BounceFinding:
 * @rank: how much it weighs
 * @cause: what it says
 * @party: who must act, %BOUNCE_PARTY_UNCLEAR for the cause's usual one
 * @note: what it adds
 * @what: what kind of evidence it is
 * @range: the words it rests on; the reading is %NULL where there are none
 * @provider: (nullable): whose row it is
 * @is_topical: the words say something only behind their noun, so that people use
 *   them as well: they make no message a notice
 *
 * What one phrase, row or code says.
 */
typedef struct
{
  guint rank;
  BounceCause cause;
  BounceParty party;
  BounceNote note;
  BounceEvidenceWhat what;
  BounceRange range;
  const char *provider;
  gboolean is_topical;
} BounceFinding;

/**
 * BounceCodes:
 *
 * The codes of one recipient and where they stand.
 */
typedef struct
{
  guint reply;
  BounceRange reply_range;
  BounceEnhancedCode enhanced;
  BounceRange enhanced_range;
} BounceCodes;

void  bounce_case_find_codes    (const BounceCase    *self,
                                 BounceCodes         *codes);
void  bounce_case_find_cause    (const BounceDossier *dossier,
                                 const BounceCase    *self,
                                 const BounceCodes   *codes,
                                 BounceFinding       *best);
GStrv bounce_case_find_blocklists (const BounceCase  *self);

G_END_DECLS
