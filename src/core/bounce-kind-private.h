/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"

G_BEGIN_DECLS

/**
 * BounceSigns:
 * @marks: how often each structural mark stands in the notice's own words
 * @subject_marks: the same for its subject
 * @from_program: a mail program or postmaster wrote it
 * @program_text: words or fields that only a program's failure notice has
 * @program_words: the same, but for the subject, which people write too
 * @null_path: its Return-Path is <>, RFC 5321 §4.5.5
 * @automatic: Auto-Submitted or a like field says so, RFC 3834
 * @is_reply: In-Reply-To or References: somebody answered
 * @from_list: it came through a mailing list
 * @from_manager: a list manager wrote it itself
 * @stopped_message: a message is said to be refused or held up
 * @failure_codes: codes of class 4 and 5 in its text
 * @has_link: it holds a link
 * @pasted_subject: the text is one line that begins as the subject of a notice
 * @software: (nullable): the program that wrote it
 *
 * What the whole notice shows about its kind.
 */
typedef struct
{
  guint marks[BOUNCE_N_MARKS];
  guint subject_marks[BOUNCE_N_MARKS];
  gboolean from_program;
  gboolean program_text;
  gboolean program_words;
  gboolean null_path;
  gboolean automatic;
  gboolean is_reply;
  gboolean from_list;
  gboolean from_manager;
  gboolean stopped_message;
  guint failure_codes;
  gboolean has_link;
  gboolean pasted_subject;
  const char *software;
} BounceSigns;

void       bounce_signs_read    (BounceSigns         *self,
                                 const BounceDossier *dossier);
BounceKind bounce_kind_decide   (const BounceDossier *dossier,
                                 const BounceSigns   *signs,
                                 gboolean             has_reason);
gboolean   bounce_kind_is_failure (BounceKind         kind);

G_END_DECLS
