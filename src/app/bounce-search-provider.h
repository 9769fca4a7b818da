/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BOUNCE_TYPE_SEARCH_PROVIDER (bounce_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (BounceSearchProvider, bounce_search_provider,
                      BOUNCE, SEARCH_PROVIDER, GObject)

BounceSearchProvider *bounce_search_provider_new       (GApplication          *application);
gboolean              bounce_search_provider_export    (BounceSearchProvider  *self,
                                                        GDBusConnection       *connection,
                                                        const char            *object_path,
                                                        GError               **error);
void                  bounce_search_provider_unexport  (BounceSearchProvider  *self);

G_END_DECLS
