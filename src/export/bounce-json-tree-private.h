/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BounceJsonTree BounceJsonTree;

BounceJsonTree *bounce_json_tree_new          (void);
void            bounce_json_tree_free         (BounceJsonTree *self);

void            bounce_json_tree_begin_object (BounceJsonTree *self,
                                               const char     *name);
void            bounce_json_tree_begin_array  (BounceJsonTree *self,
                                               const char     *name);
void            bounce_json_tree_end          (BounceJsonTree *self);

void            bounce_json_tree_add_string   (BounceJsonTree *self,
                                               const char     *name,
                                               const char     *value);
void            bounce_json_tree_add_int      (BounceJsonTree *self,
                                               const char     *name,
                                               gint64          value);
void            bounce_json_tree_add_boolean  (BounceJsonTree *self,
                                               const char     *name,
                                               gboolean        value);
void            bounce_json_tree_add_null     (BounceJsonTree *self,
                                               const char     *name);

char           *bounce_json_tree_to_line      (BounceJsonTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceJsonTree, bounce_json_tree_free)

G_END_DECLS
