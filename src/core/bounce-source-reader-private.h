/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Splits one stream into the messages in it: several where it is an mbox, else
 * one. Only the message at hand is held, and of that at most
 * BOUNCE_LIMIT_MESSAGE and one byte, by which a reader sees that it was cut.
 */
typedef struct _BounceSourceReader BounceSourceReader;

BounceSourceReader *bounce_source_reader_new        (GInputStream              *stream,
                                                     gboolean                   is_mail);
void                bounce_source_reader_free       (BounceSourceReader        *self);
GBytes             *bounce_source_reader_next       (BounceSourceReader        *self,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);
goffset             bounce_source_reader_get_n_read (const BounceSourceReader  *self);
goffset             bounce_source_reader_get_offset (const BounceSourceReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceSourceReader, bounce_source_reader_free)

G_END_DECLS
