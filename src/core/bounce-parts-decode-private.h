/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gmime/gmime.h>

#include "bounce-report.h"

G_BEGIN_DECLS

const char *bounce_parts_decode     (GMimePart       *part,
                                     GByteArray     **owner,
                                     gsize           *length,
                                     BounceOmission  *omissions);
char       *bounce_parts_read_words (GMimePart       *part,
                                     gboolean        *is_html,
                                     gsize           *length,
                                     BounceOmission  *omissions);

G_END_DECLS
