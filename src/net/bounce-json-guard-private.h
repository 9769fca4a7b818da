/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *bounce_json_guard_parse          (const char *data,
                                              gsize       length);

/*
 * Members and elements of the wanted type, or nothing: json-glib's own accessors
 * are for data whose types are known.
 */
JsonArray  *bounce_json_guard_get_array      (JsonObject *object,
                                              const char *name);
const char *bounce_json_guard_get_string     (JsonObject *object,
                                              const char *name);
gint64      bounce_json_guard_get_int        (JsonObject *object,
                                              const char *name);
JsonObject *bounce_json_guard_element_object (JsonArray  *array,
                                              guint       index);
JsonArray  *bounce_json_guard_element_array  (JsonArray  *array,
                                              guint       index);
const char *bounce_json_guard_element_string (JsonArray  *array,
                                              guint       index);
const char *bounce_json_guard_string         (JsonNode   *node);

G_END_DECLS
