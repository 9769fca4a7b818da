/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From here on stand signs, and scripts that are written without spaces: neither
 * makes a number beside it part of a word. */
#define BOUNCE_FIRST_WIDE_LETTER 0x2000

gsize bounce_address_step_back   (const char *text,
                                  gsize       position);

gsize bounce_address_step_domain (const char *text,
                                  gsize       length,
                                  gsize       position);

G_END_DECLS
