/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"

G_BEGIN_DECLS

/**
 * BounceBlockKind:
 * @BOUNCE_BLOCK_TITLE: the answer in one sentence, the first block
 * @BOUNCE_BLOCK_HEADING: the title of a section
 * @BOUNCE_BLOCK_PARAGRAPH: sentences
 * @BOUNCE_BLOCK_STEP: one thing to do; @label is its number or empty
 * @BOUNCE_BLOCK_ROW: a label and its value
 * @BOUNCE_BLOCK_ITEM: @label names a thing and @text says what it is about it
 * @BOUNCE_BLOCK_QUOTE: words of a mail, after what they show
 *
 * What a block of a document is.
 */
typedef enum {
  BOUNCE_BLOCK_TITLE,
  BOUNCE_BLOCK_HEADING,
  BOUNCE_BLOCK_PARAGRAPH,
  BOUNCE_BLOCK_STEP,
  BOUNCE_BLOCK_ROW,
  BOUNCE_BLOCK_ITEM,
  BOUNCE_BLOCK_QUOTE,
} BounceBlockKind;

/**
 * BounceBlock:
 * @kind: what it is
 * @label: what stands before or above @text; may be empty
 * @text: the words, on one line, without anything that turns the reading order
 *
 * One piece of a document, to be laid out by whoever prints it.
 */
typedef struct
{
  BounceBlockKind kind;
  char *label;
  char *text;
} BounceBlock;

GPtrArray *bounce_document_new_from_report (const BounceReport *report,
                                            BounceChecks       *checks);
char      *bounce_document_dup_file_name   (const BounceReport *report);

G_END_DECLS
