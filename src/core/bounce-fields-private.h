/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-parts-private.h"

G_BEGIN_DECLS

GPtrArray *bounce_fields_new          (void);
char      *bounce_fields_decode_value (const char *raw,
                                       gsize       length);
void       bounce_fields_take         (GPtrArray  *self,
                                       char       *name,
                                       char       *value,
                                       gsize       offset,
                                       gsize       length);
gsize      bounce_fields_get_name_length (const char *line,
                                       const char *end);
gboolean   bounce_fields_are_cut      (GPtrArray  *self);
gboolean   bounce_fields_is_mail_name (const char *name,
                                       gsize       length);
gboolean   bounce_fields_is_firm_name (const char *name,
                                       gsize       length);

G_END_DECLS
