/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void        bounce_charset_init    (void);
char       *bounce_charset_to_utf8 (const char *bytes,
                                    gsize       length,
                                    const char *declared,
                                    gsize      *utf8_length);
const char *bounce_charset_guess   (const char *bytes,
                                    gsize       length);

G_END_DECLS
