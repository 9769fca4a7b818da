/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-report.h"

G_BEGIN_DECLS

/**
 * BounceSpan:
 * @evidence: what stands there
 * @index: which piece of the recipient's evidence it is
 * @start: the character of the buffer where it starts, or -1
 * @end: the character behind it, or -1 while its text is still on its way
 *
 * The words of one piece of evidence in the text.
 */
typedef struct
{
  const BounceEvidence *evidence;
  guint index;
  int start;
  int end;
} BounceSpan;

#define BOUNCE_TYPE_ORIGINAL_TEXT (bounce_original_text_get_type ())
G_DECLARE_FINAL_TYPE (BounceOriginalText, bounce_original_text, BOUNCE, ORIGINAL_TEXT, GObject)

BounceOriginalText *bounce_original_text_new         (GtkTextBuffer         *buffer);
void                bounce_original_text_set_report  (BounceOriginalText    *self,
                                                      BounceReport          *report,
                                                      const BounceRecipient *recipient);
gboolean            bounce_original_text_has_source  (BounceOriginalText    *self);
gboolean            bounce_original_text_get_raw     (BounceOriginalText    *self);
void                bounce_original_text_set_raw     (BounceOriginalText    *self,
                                                      gboolean               raw);
void                bounce_original_text_start       (BounceOriginalText    *self);
gboolean            bounce_original_text_is_done     (BounceOriginalText    *self);
guint               bounce_original_text_get_n_spans (BounceOriginalText    *self);
const BounceSpan   *bounce_original_text_get_span    (BounceOriginalText    *self,
                                                      guint                  position);
const BounceSpan   *bounce_original_text_get_span_at (BounceOriginalText    *self,
                                                      int                    offset);
char               *bounce_original_text_dup_range   (BounceOriginalText    *self,
                                                      const GtkTextIter     *start,
                                                      const GtkTextIter     *end);

G_END_DECLS
