/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

gboolean    bounce_html_is_likely   (const char     *text,
                                     gsize           length);
char       *bounce_html_dup_charset (const char     *html,
                                     gsize           length);
char       *bounce_html_to_text     (const char     *html,
                                     gsize           length,
                                     gsize          *text_length,
                                     BounceOmission *omissions);

G_END_DECLS
