/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-code.h"
#include "bounce-types.h"

G_BEGIN_DECLS

/*
 * The code book: what every reply code (RFC 5321, RFC 4954, …), enhanced code
 * (RFC 3463 and its registry), class and subject means. Its names and
 * sentences are translated when they are asked for.
 */

/**
 * BounceCodeFamily:
 * @BOUNCE_CODE_REPLY: three digits, RFC 5321 §4.2
 * @BOUNCE_CODE_ENHANCED: class.subject.detail, RFC 3463
 */
typedef enum {
  BOUNCE_CODE_REPLY,
  BOUNCE_CODE_ENHANCED,
} BounceCodeFamily;

/**
 * BounceCodeEntry:
 * @family: which kind of code
 * @reply: the reply code, 0 for an enhanced one
 * @subject: second number of an enhanced code
 * @detail: third number of an enhanced code
 * @cause: what the code says by itself, %BOUNCE_CAUSE_UNKNOWN where it is general
 * @responsible: who usually must act
 * @is_general: whether anything more specific beats it
 * @read_as: for a reply code that is an enhanced code without its dots (512),
 *   that code, else unset
 * @name: (translatable): the standard's name for it
 * @meaning: (translatable): one plain sentence
 * @advice: (translatable) (nullable): what to do
 * @remark: (translatable) (nullable): where other tables read it differently
 *   (535, 515, 510…), why
 * @standard: (nullable): the document behind it, "RFC 5321"; %NULL where no
 *   standard has the code
 *
 * One entry. The strings are as in the source: pass them through
 * bounce_codebook_translate() or use the accessors of bounce-words.h.
 */
typedef struct
{
  BounceCodeFamily family;
  guint16 reply;
  guint16 subject;
  guint16 detail;
  BounceCause cause;
  BounceParty responsible;
  gboolean is_general;
  BounceEnhancedCode read_as;
  const char *name;
  const char *meaning;
  const char *advice;
  const char *remark;
  const char *standard;
} BounceCodeEntry;

/**
 * BounceDigit:
 * @name: (translatable): a word or two
 * @meaning: (translatable): one plain sentence
 *
 * What one digit of a code means in its place.
 */
typedef struct
{
  const char *name;
  const char *meaning;
} BounceDigit;

guint                  bounce_codebook_get_n_entries   (void);
const BounceCodeEntry *bounce_codebook_get_entry       (guint                     index);
const BounceCodeEntry *bounce_codebook_find_reply      (guint                     reply);
const BounceCodeEntry *bounce_codebook_find_enhanced   (const BounceEnhancedCode *code);
const BounceDigit     *bounce_codebook_get_class       (BounceCodeFamily          family,
                                                        guint                     digit);
const BounceDigit     *bounce_codebook_get_subject     (BounceCodeFamily          family,
                                                        guint                     digit);
char                  *bounce_codebook_entry_dup_label (const BounceCodeEntry    *entry);
const char            *bounce_codebook_translate       (const char               *text);

G_END_DECLS
