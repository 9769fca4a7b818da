/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-parts-private.h"

G_BEGIN_DECLS

gboolean   bounce_unwrap_is_notice_header (const BouncePart  *header,
                                           GPtrArray         *fields);
gboolean   bounce_unwrap_is_notice_text   (const BouncePart  *part);
gboolean   bounce_unwrap_has_reason       (const BouncePart  *part);
void       bounce_unwrap_read             (BounceParts       *parts,
                                           BouncePart        *part,
                                           gboolean           is_notice);

/* bounce-unwrap-quote.c */
void       bounce_unwrap_unquote          (BouncePart        *part,
                                           gsize             *first_quote,
                                           gsize             *last_quote);
void       bounce_unwrap_take_out         (BouncePart        *part,
                                           gsize              start,
                                           gsize              end);

/* bounce-unwrap-block.c */
gboolean   bounce_unwrap_find_header      (const char        *text,
                                           gsize              length,
                                           gsize              from,
                                           gboolean           firm,
                                           gsize             *start,
                                           gsize             *end);
gboolean   bounce_unwrap_find_announced   (const char        *text,
                                           gsize              length,
                                           gsize              from,
                                           gsize             *start,
                                           gsize             *end);
gboolean   bounce_unwrap_find_inline      (const char        *text,
                                           gsize              length,
                                           gsize              from,
                                           gsize             *start,
                                           gsize             *end);
GPtrArray *bounce_unwrap_dup_inline       (const char        *text,
                                           gsize              start,
                                           gsize              end);

G_END_DECLS
