/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-facts-private.h"
#include "bounce-match-private.h"
#include "bounce-parts-private.h"

G_BEGIN_DECLS

/**
 * BounceReading:
 * @part: the part that was read
 * @facts: (element-type BounceFact): in the order of the text
 * @matches: (element-type BounceMatch): rows of the tables, by their start
 * @sentences: of each match what its sentence is, once somebody asked: a thousand
 *   recipients share the words of one notice
 *
 * One part and all that was found in it.
 */
typedef struct
{
  const BouncePart *part;
  GArray *facts;
  GArray *matches;
  guint8 *sentences;
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

BounceReading     *bounce_reading_new      (const BouncePart  *part);
void               bounce_reading_free     (BounceReading     *self);
const BounceFact  *bounce_range_next_fact  (const BounceRange *range,
                                            guint             *cursor);
const BounceMatch *bounce_range_next_match (const BounceRange *range,
                                            guint             *cursor);
char              *bounce_range_dup_text   (const BounceRange *range);
gboolean           bounce_match_is_mark    (const BounceMatch *match,
                                            BounceMark         mark);
gboolean           bounce_range_has_mark   (const BounceRange *range,
                                            BounceMark         mark);
char              *bounce_text_fold_spaces (const char        *text,
                                            gsize              length);
gboolean           bounce_text_has_words   (const char        *text,
                                            gsize              length);
gboolean           bounce_text_holds_one_of (const char        *text,
                                            const char *const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceReading, bounce_reading_free)

G_END_DECLS
