/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Outlook's .msg: an OLE2 file, a small file system in a file ([MS-CFB]), with
 * the properties of one message in it ([MS-OXMSG]).
 */
gboolean  bounce_outlook_recognises (const char  *data,
                                     gsize        length);
gboolean  bounce_outlook_check      (GByteArray  *file);
GBytes   *bounce_outlook_to_mail    (GByteArray  *file,
                                     GError     **error);

G_END_DECLS
