/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BounceJsonWriter:
 * @text: what was written
 * @has_value: a value stands before, so that a comma comes next
 *
 * Writes JSON (RFC 8259) in one line, value by value, as JsonBuilder does, but without
 * a tree: the tree of a message costs more than reading the message. Whoever calls
 * opens and closes in order; strings are valid UTF-8.
 */
typedef struct
{
  GString *text;
  gboolean has_value;
} BounceJsonWriter;

void  bounce_json_writer_init         (BounceJsonWriter *self);
char *bounce_json_writer_finish      (BounceJsonWriter *self);
void  bounce_json_writer_begin_object (BounceJsonWriter *self);
void  bounce_json_writer_end_object   (BounceJsonWriter *self);
void  bounce_json_writer_begin_array  (BounceJsonWriter *self);
void  bounce_json_writer_end_array    (BounceJsonWriter *self);
void  bounce_json_writer_set_name     (BounceJsonWriter *self,
                                       const char       *name);
void  bounce_json_writer_add_string   (BounceJsonWriter *self,
                                       const char       *value);
void  bounce_json_writer_add_int      (BounceJsonWriter *self,
                                       gint64            value);
void  bounce_json_writer_add_boolean  (BounceJsonWriter *self,
                                       gboolean          value);
void  bounce_json_writer_add_null     (BounceJsonWriter *self);

G_END_DECLS
