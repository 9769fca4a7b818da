/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-input.h"

#include <glib/gi18n.h>

#include "bounce-decode.h"
#include "bounce-source.h"

G_DEFINE_QUARK (bounce-inbox-error-quark, bounce_inbox_error)

/**
 * bounce_inbox_error_new:
 * @code: what is wrong
 *
 * Creates an error whose message is the sentence for the reader.
 *
 * Returns: (transfer full): a new error
 */
GError *
bounce_inbox_error_new (BounceInboxError code)
{
  const char *message = NULL;

  switch (code)
    {
    case BOUNCE_INBOX_ERROR_EMPTY:
      message = _("There is nothing in this file.");
      break;
    case BOUNCE_INBOX_ERROR_FOLDER:
      message = _("There is no message in this folder.");
      break;
    case BOUNCE_INBOX_ERROR_FOLDER_HIDDEN:
      message = _("Bounceback is not allowed to see what is in this folder.");
      break;
    case BOUNCE_INBOX_ERROR_TOO_MUCH:
      message = _("There is more in it than can be read.");
      break;
    case BOUNCE_INBOX_ERROR_MISSING:
      message = _("This file is no longer there.");
      break;
    case BOUNCE_INBOX_ERROR_UNREADABLE:
      message = _("This file cannot be opened.");
      break;
    case BOUNCE_INBOX_ERROR_NOT_TEXT:
      message = _("There is no text in this file.");
      break;
    case BOUNCE_INBOX_ERROR_PICTURE:
      message = _("Bounceback cannot read the words in a picture.");
      break;
    case BOUNCE_INBOX_ERROR_INTERNAL_ADDRESS:
      message = _("Your mail program did not hand over the message itself.");
      break;
    case BOUNCE_INBOX_ERROR_HIDDEN:
      message = _("Bounceback is not allowed to see this file.");
      break;
    case BOUNCE_INBOX_ERROR_NOTHING:
      message = _("There is no text to read here.");
      break;
    case BOUNCE_INBOX_ERROR_CHANGED:
      message = _("This file has changed since the list was made.");
      break;
    case BOUNCE_INBOX_ERROR_TOO_SLOW:
    default:
      message = _("The other program did not send the message.");
      break;
    }

  return g_error_new_literal (BOUNCE_INBOX_ERROR, code, message);
}

/**
 * bounce_inbox_error_translate:
 * @error: why something could not be read
 *
 * Returns: (transfer full): the same for the reader
 */
GError *
bounce_inbox_error_translate (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  /* The sentences of GIO name the operation; a reader needs to know the matter. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      error->domain == BOUNCE_INBOX_ERROR)
    return g_error_copy (error);

  if (g_error_matches (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_NOT_TEXT);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_MISSING);

  if (g_error_matches (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_NO_FILES))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_FOLDER);

  if (g_error_matches (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_TOO_BIG))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_TOO_MUCH);

  g_debug ("Cannot read: %s", error->message);
  return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_UNREADABLE);
}

/**
 * bounce_input_new_for_file:
 * @file: a file
 *
 * Returns: (transfer full): something to read
 */
BounceInput *
bounce_input_new_for_file (GFile *file)
{
  BounceInput *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_new0 (BounceInput, 1);
  self->file = g_object_ref (file);

  return self;
}

/**
 * bounce_input_new_for_bytes:
 * @bytes: what was dropped or pasted
 *
 * Returns: (transfer full): something to read
 */
BounceInput *
bounce_input_new_for_bytes (GBytes *bytes)
{
  BounceInput *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = g_new0 (BounceInput, 1);
  self->bytes = g_bytes_ref (bytes);

  return self;
}

/**
 * bounce_input_free:
 * @self: an input
 *
 * Frees an input.
 */
void
bounce_input_free (BounceInput *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
