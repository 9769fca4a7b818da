/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The files in a folder and in the folders in it, one after the other, in the
 * order of their names. Of a Maildir, only the messages. Hidden ones are passed
 * over, and so are links to folders, devices and the like.
 */
typedef struct _BounceFolder BounceFolder;

BounceFolder *bounce_folder_new          (GFile               *root);
void          bounce_folder_free         (BounceFolder        *self);
GFile        *bounce_folder_next         (BounceFolder        *self,
                                          GCancellable        *cancellable,
                                          GError             **error);
const char   *bounce_folder_get_name     (const BounceFolder  *self);
gboolean      bounce_folder_get_is_mail  (const BounceFolder  *self);
double        bounce_folder_get_fraction (const BounceFolder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceFolder, bounce_folder_free)

G_END_DECLS
