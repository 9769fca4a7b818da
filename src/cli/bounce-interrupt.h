/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     bounce_interrupt_watch      (gboolean      may_wait,
                                      GCancellable *cancellable);
gboolean bounce_interrupt_was_raised (void);
void     bounce_interrupt_finish     (void);

G_END_DECLS
