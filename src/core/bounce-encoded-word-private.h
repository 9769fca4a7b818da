/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bounce_encoded_words_decode (const char *line);
void  bounce_encoded_words_hide   (char       *bytes,
                                   gsize       length);
void  bounce_encoded_words_show   (char       *bytes,
                                   gsize       length);

G_END_DECLS
