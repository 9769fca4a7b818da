/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-tables-private.h"

G_BEGIN_DECLS

/**
 * BounceMatch:
 * @table: the table that the row stands in
 * @row: the row's index there
 * @start: the first byte of the words in the text
 * @end: the byte behind them
 *
 * A literal of the tables, found in a text.
 */
typedef struct
{
  guint16 table;
  guint16 row;
  guint32 start;
  guint32 end;
} BounceMatch;

GArray *bounce_match_text (const char *text,
                           gsize       length);

G_END_DECLS
