/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-receiver.h"

#include <string.h>

#include "bounce-app-limits.h"
#include "bounce-limits.h"

#define CHUNK_SIZE (64 * 1024)

/*
 * What is asked for, in this order. Files first and by type, which is the only
 * way through the desktop portal; HTML last, as every other form of the same
 * message says more. Streams by media type: read as a string, a bare text/plain
 * comes out empty in GTK 4.8.
 */
typedef enum {
  FORM_FILE_LIST,
  FORM_URI_LIST,
  FORM_MESSAGE,
  FORM_UTF8_TEXT,
  FORM_TEXT,
  FORM_HTML,
  N_FORMS
} Form;

static const char *const form_types[N_FORMS] = {
  [FORM_URI_LIST] = "text/uri-list",
  [FORM_MESSAGE] = "message/rfc822",
  [FORM_UTF8_TEXT] = "text/plain;charset=utf-8",
  [FORM_TEXT] = "text/plain",
  [FORM_HTML] = "text/html",
};

typedef struct
{
  GdkDrop *drop;
  GdkClipboard *clipboard;
  GdkContentFormats *formats;
  Form form;
  GCancellable *reading;
  GInputStream *stream;
  GByteArray *bytes;
  GPtrArray *files;       /* of BounceInput, being looked at */
  guint next_file;
  GPtrArray *unreadable;  /* of BounceInput, kept in case nothing else is there */
  gboolean was_internal;
  gboolean is_done;
  guint silence_id;
} Offer;

static void try_next_form (GTask *task);

static void
offer_free (Offer *offer)
{
  g_assert (offer->silence_id == 0);

  g_clear_object (&offer->drop);
  g_clear_object (&offer->clipboard);
  g_clear_pointer (&offer->formats, gdk_content_formats_unref);
  g_clear_object (&offer->reading);
  g_clear_object (&offer->stream);
  g_clear_pointer (&offer->bytes, g_byte_array_unref);
  g_clear_pointer (&offer->files, g_ptr_array_unref);
  g_clear_pointer (&offer->unreadable, g_ptr_array_unref);
  g_free (offer);
}

static void
end_offer (GTask     *task,
           GPtrArray *inputs,
           GError    *error)
{
  Offer *offer = g_task_get_task_data (task);

  g_assert (!offer->is_done);

  offer->is_done = TRUE;
  g_clear_handle_id (&offer->silence_id, g_source_remove);
  if (offer->drop != NULL)
    gdk_drop_finish (offer->drop, inputs != NULL ? GDK_ACTION_COPY : 0);

  if (inputs != NULL)
    g_task_return_pointer (task, inputs, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
silence_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Offer *offer = g_task_get_task_data (task);

  offer->silence_id = 0;
  /* The source may answer still, or never: nobody waits for it any more. */
  g_cancellable_cancel (offer->reading);
  end_offer (task, NULL, bounce_inbox_error_new (BOUNCE_INBOX_ERROR_TOO_SLOW));

  return G_SOURCE_REMOVE;
}

static void
listen (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);

  g_clear_handle_id (&offer->silence_id, g_source_remove);
  offer->silence_id = g_timeout_add_seconds (BOUNCE_APP_LIMIT_SILENCE_S, silence_cb, task);
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  Offer *offer = g_task_get_task_data (task);

  if (offer->is_done)
    return;

  g_cancellable_cancel (offer->reading);
  end_offer (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
}

static GPtrArray *
inputs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_input_free);
}

/* Whether a text is only the name by which a mail program knows the message. */
static gboolean
is_internal_address (const char *text,
                     gsize       length)
{
  static const char *const schemes[] = {
    "mailbox-message:", "imap-message:", "news-message:", "mailbox:", "imap:", "imaps:",
    "ews-message:", "owl-message:", "owl:", "x-moz-message:", "message:", "mid:", "cid:",
  };
  const char *end;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && (g_ascii_isspace (text[length - 1]) || text[length - 1] == '\0'))
    length--;
  if (length == 0 || length > BOUNCE_APP_LIMIT_LINK)
    return FALSE;

  end = memchr (text, '\n', length);
  if (end == NULL && memchr (text, ' ', length) != NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize scheme_length = strlen (schemes[i]);

      if (length <= scheme_length || g_ascii_strncasecmp (text, schemes[i], scheme_length) != 0)
        continue;
      /* "Message: could not be sent" is a sentence of a mail program. */
      if (!g_ascii_isspace (text[scheme_length]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_file_address (const char *text,
                 gsize       length)
{
  return length > 7 && length <= BOUNCE_APP_LIMIT_LINK
         && g_ascii_strncasecmp (text, "file://", 7) == 0;
}

static GPtrArray *
parse_uri_list (const char *text,
                gsize       length)
{
  g_autofree char *list = g_strndup (text, length);
  g_auto(GStrv) uris = g_uri_list_extract_uris (list);
  g_autoptr(GPtrArray) inputs = inputs_new ();

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr(GFile) file = NULL;

      if (!g_str_has_prefix (uris[i], "file:"))
        continue;
      file = g_file_new_for_uri (uris[i]);
      g_ptr_array_add (inputs, bounce_input_new_for_file (file));
    }

  return g_steal_pointer (&inputs);
}

static void look_at_next_file (GTask *task);

static void
file_looked_at_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Offer *offer = g_task_get_task_data (task);
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info_finish (G_FILE (object), result, NULL);
  if (offer->is_done)
    return;

  if (info != NULL &&
      (!g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ) ||
       g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ)))
    {
      end_offer (task, g_steal_pointer (&offer->files), NULL);
      return;
    }

  look_at_next_file (task);
}

static void
look_at_next_file (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);
  BounceInput *input;

  if (offer->next_file >= offer->files->len)
    {
      if (offer->unreadable == NULL && offer->files->len > 0)
        offer->unreadable = g_steal_pointer (&offer->files);
      try_next_form (task);
      return;
    }

  input = g_ptr_array_index (offer->files, offer->next_file++);
  g_file_query_info_async (input->file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_ACCESS_CAN_READ,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, offer->reading,
                           file_looked_at_cb, g_object_ref (task));
}

static void
take_files (GTask     *task,
            GPtrArray *files)
{
  Offer *offer = g_task_get_task_data (task);

  g_clear_pointer (&offer->files, g_ptr_array_unref);
  offer->files = files;
  offer->next_file = 0;
  look_at_next_file (task);
}

static void
take_bytes (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&offer->bytes));
  g_autoptr(GPtrArray) inputs = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_clear_object (&offer->stream);

  if (length == 0)
    {
      try_next_form (task);
      return;
    }
  if (offer->form == FORM_URI_LIST || is_file_address (text, length))
    {
      take_files (task, parse_uri_list (text, length));
      return;
    }
  if (is_internal_address (text, length))
    {
      offer->was_internal = TRUE;
      try_next_form (task);
      return;
    }

  inputs = inputs_new ();
  g_ptr_array_add (inputs, bounce_input_new_for_bytes (bytes));
  end_offer (task, g_steal_pointer (&inputs), NULL);
}

static void
chunk_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Offer *offer = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) chunk = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  if (offer->is_done)
    return;
  if (chunk == NULL)
    {
      g_debug ("The other program broke off: %s", error->message);
      try_next_form (task);
      return;
    }

  listen (task);
  if (g_bytes_get_size (chunk) > 0)
    g_byte_array_append (offer->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  if (g_bytes_get_size (chunk) == 0 || offer->bytes->len >= BOUNCE_LIMIT_MESSAGE)
    {
      take_bytes (task);
      return;
    }

  g_input_stream_read_bytes_async (offer->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, offer->reading,
                                   chunk_read_cb, g_object_ref (task));
}

static void
read_stream (GTask        *task,
             GInputStream *stream,
             const GError *error)
{
  Offer *offer = g_task_get_task_data (task);

  if (offer->is_done)
    return;
  if (stream == NULL)
    {
      g_debug ("The other program gave nothing: %s", error->message);
      try_next_form (task);
      return;
    }

  listen (task);
  g_set_object (&offer->stream, stream);
  g_clear_pointer (&offer->bytes, g_byte_array_unref);
  offer->bytes = g_byte_array_new ();
  g_input_stream_read_bytes_async (stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, offer->reading,
                                   chunk_read_cb, g_object_ref (task));
}

static void
drop_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = NULL;

  stream = gdk_drop_read_finish (GDK_DROP (object), result, NULL, &error);
  read_stream (task, stream, error);
}

static void
clipboard_opened_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = NULL;

  stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, &error);
  read_stream (task, stream, error);
}

static void
read_file_list (GTask        *task,
                const GValue *value)
{
  Offer *offer = g_task_get_task_data (task);
  g_autoptr(GPtrArray) inputs = NULL;

  if (offer->is_done)
    return;
  if (value == NULL)
    {
      try_next_form (task);
      return;
    }

  inputs = inputs_new ();
  for (GSList *iter = g_value_get_boxed (value); iter != NULL; iter = iter->next)
    g_ptr_array_add (inputs, bounce_input_new_for_file (iter->data));
  take_files (task, g_steal_pointer (&inputs));
}

static void
drop_files_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  read_file_list (task, gdk_drop_read_value_finish (GDK_DROP (object), result, NULL));
}

static void
clipboard_files_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  read_file_list (task, gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL));
}

static gboolean
offers_picture (GdkContentFormats *formats)
{
  gsize n_types;
  const char *const *types = gdk_content_formats_get_mime_types (formats, &n_types);

  for (gsize i = 0; i < n_types; i++)
    if (g_str_has_prefix (types[i], "image/") || g_str_equal (types[i], "application/pdf"))
      return TRUE;

  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE);
}

static void
give_up (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);
  BounceInboxError code = BOUNCE_INBOX_ERROR_NOTHING;

  if (offer->unreadable != NULL && g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      code = BOUNCE_INBOX_ERROR_HIDDEN;
    }
  else if (offer->unreadable != NULL)
    {
      /* Reading them says what is wrong with them. */
      end_offer (task, g_steal_pointer (&offer->unreadable), NULL);
      return;
    }
  else if (offer->was_internal)
    {
      code = BOUNCE_INBOX_ERROR_INTERNAL_ADDRESS;
    }
  else if (offers_picture (offer->formats))
    {
      code = BOUNCE_INBOX_ERROR_PICTURE;
    }

  end_offer (task, NULL, bounce_inbox_error_new (code));
}

static void
try_form (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);
  const char *types[] = { form_types[offer->form], NULL };

  listen (task);

  if (offer->form == FORM_FILE_LIST)
    {
      if (offer->drop != NULL)
        gdk_drop_read_value_async (offer->drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                   offer->reading, drop_files_cb, g_object_ref (task));
      else
        gdk_clipboard_read_value_async (offer->clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                        offer->reading, clipboard_files_cb, g_object_ref (task));
    }
  else if (offer->drop != NULL)
    {
      gdk_drop_read_async (offer->drop, types, G_PRIORITY_DEFAULT, offer->reading,
                           drop_opened_cb, g_object_ref (task));
    }
  else
    {
      gdk_clipboard_read_async (offer->clipboard, types, G_PRIORITY_DEFAULT, offer->reading,
                                clipboard_opened_cb, g_object_ref (task));
    }
}

static void
try_next_form (GTask *task)
{
  Offer *offer = g_task_get_task_data (task);

  while (++offer->form < N_FORMS)
    {
      if (gdk_content_formats_contain_mime_type (offer->formats, form_types[offer->form]))
        {
          try_form (task);
          return;
        }
    }

  give_up (task);
}

static void
take_offer (Offer               *offer,
            GdkContentFormats   *formats,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, take_offer);
  g_task_set_task_data (task, offer, (GDestroyNotify) offer_free);
  offer->reading = g_cancellable_new ();
  offer->formats = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, 0);

  offer->form = FORM_FILE_LIST;
  if (gdk_content_formats_contain_gtype (offer->formats, GDK_TYPE_FILE_LIST))
    try_form (task);
  else
    try_next_form (task);
}

/**
 * bounce_receiver_get_formats:
 *
 * Gets what may be dropped. Pictures are among it, so that dropping one is
 * answered with a sentence and not with a cursor that says no.
 *
 * Returns: (transfer full): the formats
 */
GdkContentFormats *
bounce_receiver_get_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  for (guint i = 0; i < N_FORMS; i++)
    if (form_types[i] != NULL)
      gdk_content_formats_builder_add_mime_type (builder, form_types[i]);
  gdk_content_formats_builder_add_mime_type (builder, "application/vnd.portal.filetransfer");
  gdk_content_formats_builder_add_mime_type (builder, "application/pdf");
  gdk_content_formats_builder_add_mime_type (builder, "image/png");
  gdk_content_formats_builder_add_mime_type (builder, "image/jpeg");

  return gdk_content_formats_builder_free_to_formats (builder);
}

/**
 * bounce_receiver_take_drop_async:
 * @drop: a drop that was let go over us
 * @cancellable: (nullable): ends it early
 * @callback: called when there is something to read, or not
 * @user_data: for @callback
 *
 * Takes what was dropped and finishes the drop, always as a copy.
 */
void
bounce_receiver_take_drop_async (GdkDrop             *drop,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Offer *offer;

  g_return_if_fail (GDK_IS_DROP (drop));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  offer = g_new0 (Offer, 1);
  offer->drop = g_object_ref (drop);
  take_offer (offer, gdk_drop_get_formats (drop), cancellable, callback, user_data);
}

/**
 * bounce_receiver_take_clipboard_async:
 * @clipboard: the clipboard
 * @cancellable: (nullable): ends it early
 * @callback: called when there is something to read, or not
 * @user_data: for @callback
 *
 * Takes what was copied elsewhere.
 */
void
bounce_receiver_take_clipboard_async (GdkClipboard        *clipboard,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  Offer *offer;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  offer = g_new0 (Offer, 1);
  offer->clipboard = g_object_ref (clipboard);
  take_offer (offer, gdk_clipboard_get_formats (clipboard), cancellable, callback, user_data);
}

/**
 * bounce_receiver_take_finish:
 * @result: what the callback got
 * @error: set to a %BOUNCE_INBOX_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type BounceInput) (nullable): what to read
 */
GPtrArray *
bounce_receiver_take_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, take_offer), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
