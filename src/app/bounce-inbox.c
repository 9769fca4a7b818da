/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-inbox.h"

#include <glib/gi18n.h>

#include "bounce-decode.h"
#include "bounce-source.h"

struct _BounceInbox
{
  GObject parent_instance;

  GPtrArray *reports;   /* of BounceReport */
  GPtrArray *names;     /* the file of each report, or NULL */
  guint n_unread;
  gboolean is_cut;
};

G_DEFINE_FINAL_TYPE (BounceInbox, bounce_inbox, G_TYPE_OBJECT)

G_DEFINE_QUARK (bounce-inbox-error-quark, bounce_inbox_error)

static void
set_reading_error (GError             **error,
                   BounceInboxError   code)
{
  g_propagate_error (error, bounce_inbox_error_new (code));
}

/* The sentences of GIO name the operation; a reader needs to know the matter. */
static GError *
translate_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      error->domain == BOUNCE_INBOX_ERROR)
    return g_error_copy (error);

  if (g_error_matches (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_NOT_TEXT);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_MISSING);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_FOLDER);

  g_debug ("Cannot read: %s", error->message);
  return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_UNREADABLE);
}

static gboolean
is_blank (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;

  return TRUE;
}

static BounceSource *
open_source (BounceInput   *input,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFileInfo) info = NULL;

  if (input->bytes != NULL)
    return bounce_source_new_for_bytes (input->bytes);

  info = g_file_query_info (input->file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;

  switch (g_file_info_get_file_type (info))
    {
    case G_FILE_TYPE_DIRECTORY:
      set_reading_error (error, BOUNCE_INBOX_ERROR_FOLDER);
      return NULL;

    case G_FILE_TYPE_REGULAR:
    case G_FILE_TYPE_UNKNOWN:
      return bounce_source_new_for_file (input->file);

    case G_FILE_TYPE_SYMBOLIC_LINK:
    case G_FILE_TYPE_SPECIAL:
    case G_FILE_TYPE_SHORTCUT:
    case G_FILE_TYPE_MOUNTABLE:
    default:
      /* A pipe or a device could keep the thread for ever. */
      set_reading_error (error, BOUNCE_INBOX_ERROR_UNREADABLE);
      return NULL;
    }
}

static gboolean
read_input (BounceInbox   *self,
            BounceInput   *input,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(BounceSource) source = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) first_error = NULL;
  guint n_before = self->reports->len;
  gboolean seen = FALSE;

  source = open_source (input, cancellable, error);
  if (source == NULL)
    return FALSE;

  if (input->file != NULL)
    {
      g_autofree char *basename = g_file_get_basename (input->file);

      if (basename != NULL)
        name = g_filename_display_name (basename);
    }

  while (TRUE)
    {
      g_autoptr(GError) local_error = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(BounceReport) report = NULL;

      if (self->reports->len >= BOUNCE_INBOX_LIMIT_MESSAGES)
        {
          self->is_cut = TRUE;
          break;
        }

      bytes = bounce_source_next_message (source, cancellable, &local_error);
      if (local_error != NULL)
        {
          if (self->reports->len > n_before &&
              !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              self->n_unread++;
              break;
            }
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (bytes == NULL)
        break;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_blank (bytes))
        continue;

      seen = TRUE;
      report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &local_error);
      if (report == NULL)
        {
          if (first_error == NULL)
            first_error = g_steal_pointer (&local_error);
          self->n_unread++;
          continue;
        }

      g_ptr_array_add (self->reports, g_steal_pointer (&report));
      g_ptr_array_add (self->names, g_strdup (name));
    }

  if (self->reports->len > n_before)
    return TRUE;

  if (first_error != NULL)
    {
      self->n_unread--;
      g_propagate_error (error, g_steal_pointer (&first_error));
    }
  else if (!seen)
    {
      set_reading_error (error, BOUNCE_INBOX_ERROR_EMPTY);
    }

  return self->is_cut;
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr(BounceInbox) self = g_object_new (BOUNCE_TYPE_INBOX, NULL);
  g_autoptr(GError) first_error = NULL;
  GPtrArray *inputs = task_data;

  for (guint i = 0; i < inputs->len && !self->is_cut; i++)
    {
      g_autoptr(GError) error = NULL;

      if (read_input (self, g_ptr_array_index (inputs, i), cancellable, &error))
        continue;

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      self->n_unread++;
      if (first_error == NULL)
        first_error = translate_error (error);
    }

  if (self->reports->len == 0)
    {
      if (first_error == NULL)
        first_error = bounce_inbox_error_new (BOUNCE_INBOX_ERROR_NOTHING);
      g_task_return_error (task, g_steal_pointer (&first_error));
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static void
bounce_inbox_finalize (GObject *object)
{
  BounceInbox *self = BOUNCE_INBOX (object);

  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);

  G_OBJECT_CLASS (bounce_inbox_parent_class)->finalize (object);
}

static void
bounce_inbox_class_init (BounceInboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bounce_inbox_finalize;
}

static void
bounce_inbox_init (BounceInbox *self)
{
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_report_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
}

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
      message = _("This is a folder, not a message.");
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
    case BOUNCE_INBOX_ERROR_TOO_SLOW:
    default:
      message = _("The other program did not send the message.");
      break;
    }

  return g_error_new_literal (BOUNCE_INBOX_ERROR, code, message);
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

/**
 * bounce_inbox_load_async:
 * @inputs: (element-type BounceInput): what to read, in this order
 * @cancellable: (nullable): ends it early
 * @callback: called in the main loop when all is read
 * @user_data: for @callback
 *
 * Reads and decodes in a thread of its own. Things that cannot be read are
 * counted; only if nothing at all could be read is it an error.
 */
void
bounce_inbox_load_async (GPtrArray           *inputs,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (inputs != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bounce_inbox_load_async);
  g_task_set_task_data (task, g_ptr_array_ref (inputs), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, load_thread);
}

/**
 * bounce_inbox_load_finish:
 * @result: what the callback got
 * @error: set to a %BOUNCE_INBOX_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was read, at least one message
 */
BounceInbox *
bounce_inbox_load_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_inbox_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bounce_inbox_get_n_messages:
 * @self: an inbox
 *
 * Returns: how many messages were read, at least 1
 */
guint
bounce_inbox_get_n_messages (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), 0);

  return self->reports->len;
}

/**
 * bounce_inbox_get_report:
 * @self: an inbox
 * @index: which message
 *
 * Returns: (transfer none): what that message says
 */
BounceReport *
bounce_inbox_get_report (BounceInbox *self,
                         guint        index)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);
  g_return_val_if_fail (index < self->reports->len, NULL);

  return g_ptr_array_index (self->reports, index);
}

/**
 * bounce_inbox_get_name:
 * @self: an inbox
 * @index: which message
 *
 * Returns: (transfer none) (nullable): the name of the file it came from
 */
const char *
bounce_inbox_get_name (BounceInbox *self,
                       guint        index)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), NULL);
  g_return_val_if_fail (index < self->names->len, NULL);

  return g_ptr_array_index (self->names, index);
}

/**
 * bounce_inbox_get_is_cut:
 * @self: an inbox
 *
 * Returns: whether there were more than %BOUNCE_INBOX_LIMIT_MESSAGES
 */
gboolean
bounce_inbox_get_is_cut (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), FALSE);

  return self->is_cut;
}

/**
 * bounce_inbox_get_n_unread:
 * @self: an inbox
 *
 * Returns: how many files or messages could not be read
 */
guint
bounce_inbox_get_n_unread (BounceInbox *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX (self), 0);

  return self->n_unread;
}
