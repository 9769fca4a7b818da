/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BOUNCE_INBOX_ERROR (bounce_inbox_error_quark ())

/**
 * BounceInboxError:
 * @BOUNCE_INBOX_ERROR_EMPTY: there is nothing in it
 * @BOUNCE_INBOX_ERROR_FOLDER: a folder without a message in it
 * @BOUNCE_INBOX_ERROR_FOLDER_HIDDEN: the sandbox hides what is in the folder
 * @BOUNCE_INBOX_ERROR_TOO_MUCH: more than can be read
 * @BOUNCE_INBOX_ERROR_MISSING: there is no such file
 * @BOUNCE_INBOX_ERROR_UNREADABLE: the file is there and cannot be read
 * @BOUNCE_INBOX_ERROR_NOT_TEXT: a picture, a PDF or other data without text
 * @BOUNCE_INBOX_ERROR_PICTURE: a picture was dropped or pasted
 * @BOUNCE_INBOX_ERROR_INTERNAL_ADDRESS: a mail program gave its own name for
 *   the message instead of the message
 * @BOUNCE_INBOX_ERROR_HIDDEN: the sandbox hides the file
 * @BOUNCE_INBOX_ERROR_NOTHING: the clipboard or the drop has nothing to read
 * @BOUNCE_INBOX_ERROR_TOO_SLOW: the other program never sent the message
 * @BOUNCE_INBOX_ERROR_CHANGED: the file is no longer what it was when the list
 *   was made
 *
 * Why there is no answer. The message of such an error is one translated
 * sentence for the reader; what to do next stands beside it in the window.
 */
typedef enum {
  BOUNCE_INBOX_ERROR_EMPTY,
  BOUNCE_INBOX_ERROR_FOLDER,
  BOUNCE_INBOX_ERROR_FOLDER_HIDDEN,
  BOUNCE_INBOX_ERROR_TOO_MUCH,
  BOUNCE_INBOX_ERROR_MISSING,
  BOUNCE_INBOX_ERROR_UNREADABLE,
  BOUNCE_INBOX_ERROR_NOT_TEXT,
  BOUNCE_INBOX_ERROR_PICTURE,
  BOUNCE_INBOX_ERROR_INTERNAL_ADDRESS,
  BOUNCE_INBOX_ERROR_HIDDEN,
  BOUNCE_INBOX_ERROR_NOTHING,
  BOUNCE_INBOX_ERROR_TOO_SLOW,
  BOUNCE_INBOX_ERROR_CHANGED,
} BounceInboxError;

GQuark  bounce_inbox_error_quark      (void);
GError *bounce_inbox_error_new        (BounceInboxError  code);
GError *bounce_inbox_error_translate  (const GError     *error);

/**
 * BounceInput:
 * @file: (nullable): a file to read
 * @bytes: (nullable): or the bytes themselves
 *
 * One thing to read: a file, or what was dropped or pasted.
 */
typedef struct
{
  GFile *file;
  GBytes *bytes;
} BounceInput;

BounceInput *bounce_input_new_for_file   (GFile       *file);
BounceInput *bounce_input_new_for_bytes  (GBytes      *bytes);
void         bounce_input_free           (BounceInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceInput, bounce_input_free)

G_END_DECLS
