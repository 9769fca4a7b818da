/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *bounce_domain_dup_owned       (const char *name);
gboolean  bounce_domain_may_share_owner (const char *a,
                                         const char *b);
gboolean  bounce_domain_same_owner      (const char *a,
                                         const char *b);
gboolean  bounce_domain_is_public       (const char *name);
char     *bounce_domain_of_address      (const char *address);

G_END_DECLS
