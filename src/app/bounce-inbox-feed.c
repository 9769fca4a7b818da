/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-inbox-private.h"

#include "bounce-decode.h"

/* What one run of the thread needs besides. */
typedef struct
{
  BounceInboxFeed *feed;
  GCancellable *cancellable;
  BounceInboxWake wake;
  gpointer user_data;
  guint n_inputs;
  guint input;                  /* the one at hand */
  guint number;                 /* of the message at hand, in that input */
} Run;

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
    case G_FILE_TYPE_REGULAR:
    case G_FILE_TYPE_UNKNOWN:
      return bounce_source_new_for_file (input->file);

    case G_FILE_TYPE_SYMBOLIC_LINK:
    case G_FILE_TYPE_SPECIAL:
    case G_FILE_TYPE_SHORTCUT:
    case G_FILE_TYPE_MOUNTABLE:
    default:
      /* A pipe or a device could keep the thread for ever. */
      g_propagate_error (error, bounce_inbox_error_new (BOUNCE_INBOX_ERROR_UNREADABLE));
      return NULL;
    }
}

/* A folder that a sandbox does not show is empty, or must not be looked into. */
static GError *
explain (const GError *error,
         GFile        *file)
{
  gboolean is_sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  if (is_sandboxed && file != NULL &&
      (g_error_matches (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_NO_FILES) ||
       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)) &&
      g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    return bounce_inbox_error_new (BOUNCE_INBOX_ERROR_FOLDER_HIDDEN);

  return bounce_inbox_error_translate (error);
}

static void
count_unread (Run          *run,
              const GError *error,
              GFile        *file)
{
  g_mutex_lock (&run->feed->lock);
  run->feed->n_unread++;
  if (run->feed->error == NULL)
    run->feed->error = explain (error, file);
  g_mutex_unlock (&run->feed->lock);
}

/* Wakes the other side unless it is on its way already. */
static void
wake (Run *run)
{
  gboolean wakes;

  g_mutex_lock (&run->feed->lock);
  wakes = !run->feed->is_scheduled;
  run->feed->is_scheduled = TRUE;
  g_mutex_unlock (&run->feed->lock);

  if (wakes)
    run->wake (run->user_data);
}

static void
take_message (Run          *run,
              BounceSource *source,
              GFile        *file,
              const char   *name,
              GBytes       *bytes)
{
  BounceInboxFeed *feed = run->feed;
  BounceDecodeFlags flags = feed->first == NULL ? BOUNCE_DECODE_ORIGINALS
                                                : BOUNCE_DECODE_DEFAULT;
  g_autoptr(BounceReport) report = NULL;
  g_autoptr(GError) error = NULL;
  BounceSourcePlace place;
  guint64 fingerprint;
  double fraction;
  gboolean is_new;

  report = bounce_decode_message (bytes, flags, &error);
  if (report == NULL)
    {
      count_unread (run, error, file);
      return;
    }

  fingerprint = bounce_tally_fingerprint (bytes);
  bounce_source_get_place (source, &place);
  fraction = bounce_source_get_fraction (source);

  g_mutex_lock (&feed->lock);
  is_new = bounce_tally_add (feed->tally, report, fingerprint);
  feed->fraction = fraction < 0 ? fraction : (run->input + fraction) / run->n_inputs;
  if (is_new)
    g_queue_push_tail (&feed->rows, bounce_inbox_row_new (report, run->input, name, &place,
                                                          run->number, fingerprint));
  if (feed->first == NULL)
    feed->first = g_steal_pointer (&report);
  g_mutex_unlock (&feed->lock);

  wake (run);
}

/* Returns FALSE when it was cancelled. */
static gboolean
read_input (Run         *run,
            BounceInput *input)
{
  g_autoptr(BounceSource) source = NULL;
  g_autoptr(GError) open_error = NULL;
  g_autofree char *basename = NULL;
  gboolean seen = FALSE;

  source = open_source (input, run->cancellable, &open_error);
  if (source == NULL)
    {
      if (g_cancellable_is_cancelled (run->cancellable))
        return FALSE;
      count_unread (run, open_error, input->file);
      return TRUE;
    }

  run->number = 0;
  if (input->file != NULL)
    basename = g_file_get_basename (input->file);

  while (!g_cancellable_is_cancelled (run->cancellable))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;
      const char *name;

      bytes = bounce_source_next_message (source, run->cancellable, &error);
      name = bounce_source_get_file_name (source);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return FALSE;

      if (error != NULL)
        {
          seen = TRUE;
          count_unread (run, error, input->file);
        }
      else if (bytes == NULL)
        {
          break;
        }
      else if (!is_blank (bytes))
        {
          seen = TRUE;
          take_message (run, source, input->file, name != NULL ? name : basename, bytes);
        }
      run->number += bytes != NULL;
    }

  if (g_cancellable_is_cancelled (run->cancellable))
    return FALSE;

  if (!seen)
    {
      g_autoptr(GError) error = bounce_inbox_error_new (BOUNCE_INBOX_ERROR_EMPTY);

      count_unread (run, error, input->file);
    }

  return TRUE;
}

/* Everything here runs in the main thread. */
void
bounce_inbox_feed_init (BounceInboxFeed *feed)
{
  g_mutex_init (&feed->lock);
  feed->tally = bounce_tally_new ();
  g_queue_init (&feed->rows);
}

void
bounce_inbox_feed_clear (BounceInboxFeed *feed)
{
  g_queue_clear_full (&feed->rows, g_object_unref);
  g_clear_pointer (&feed->tally, bounce_tally_free);
  g_clear_pointer (&feed->first, bounce_report_unref);
  g_clear_error (&feed->error);
  g_mutex_clear (&feed->lock);
}

/* But this runs in a thread of its own, and returns when all is read. */
void
bounce_inbox_feed_read (BounceInboxFeed *feed,
                        GPtrArray       *inputs,
                        GCancellable    *cancellable,
                        BounceInboxWake  wake_func,
                        gpointer         user_data)
{
  Run run = { feed, cancellable, wake_func, user_data, inputs->len, 0, 0 };
  gboolean is_whole = TRUE;

  for (guint i = 0; i < inputs->len && is_whole; i++)
    {
      run.input = i;
      is_whole = read_input (&run, g_ptr_array_index (inputs, i));
    }

  g_mutex_lock (&feed->lock);
  feed->is_done = TRUE;
  if (!is_whole)
    {
      g_clear_error (&feed->error);
      g_set_error_literal (&feed->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
    }
  else if (feed->first != NULL)
    {
      g_clear_error (&feed->error);
    }
  else if (feed->error == NULL)
    {
      feed->error = bounce_inbox_error_new (BOUNCE_INBOX_ERROR_NOTHING);
    }
  g_mutex_unlock (&feed->lock);

  wake (&run);
}
