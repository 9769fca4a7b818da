/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Unpacks what gzip (RFC 1952) packed, a little at a time: whatever the stream
 * would grow to, no more is held than is asked for.
 */
typedef struct _BounceGunzip BounceGunzip;

gboolean      bounce_gunzip_recognises   (const char          *data,
                                          gsize                length);
BounceGunzip *bounce_gunzip_new          (const char          *first,
                                          gsize                length);
void          bounce_gunzip_free         (BounceGunzip        *self);
gssize        bounce_gunzip_read         (BounceGunzip        *self,
                                          GInputStream        *stream,
                                          char                *buffer,
                                          gsize                size,
                                          goffset             *n_packed,
                                          GCancellable        *cancellable,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceGunzip, bounce_gunzip_free)

G_END_DECLS
