/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the speed of reading is measured by: GMime parses each message of a file,
 * decodes every leaf part into memory, and does nothing else. Messages are parted at
 * "From " lines behind an empty one; a file without any is one message. */

#define SEPARATOR "\n\nFrom "

static void
decode_leaf (GMimeObject *parent,
             GMimeObject *object,
             gpointer     n_bytes)
{
  if (GMIME_IS_PART (object))
    {
      GMimeDataWrapper *content = g_mime_part_get_content (GMIME_PART (object));
      GMimeStream *memory = g_mime_stream_mem_new ();

      if (content != NULL)
        *(gint64 *) n_bytes += g_mime_data_wrapper_write_to_stream (content, memory);
      g_object_unref (memory);
    }
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));

      if (message != NULL)
        g_mime_message_foreach (message, decode_leaf, n_bytes);
    }
}

static void
read_message (const char *text,
              gsize       length,
              gint64     *n_bytes)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (text, length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  if (message != NULL)
    g_mime_message_foreach (message, decode_leaf, n_bytes);

  g_clear_object (&message);
  g_object_unref (parser);
  g_object_unref (stream);
}

static gboolean
read_file (const char  *name,
           guint       *n_messages,
           gint64      *n_bytes,
           GError     **error)
{
  g_autofree char *text = NULL;
  const char *at = NULL, *end = NULL;
  gsize length = 0;

  if (!g_file_get_contents (name, &text, &length, error))
    return FALSE;

  end = text + length;
  for (at = text; at < end; )
    {
      const char *stop = memmem (at, end - at, SEPARATOR, strlen (SEPARATOR));
      const char *start = at;

      if (g_str_has_prefix (at, "From "))
        start = (const char *) memchr (at, '\n', end - at) + 1;
      stop = stop != NULL ? stop + strlen ("\n\n") : end;
      read_message (start, stop - start, n_bytes);
      *n_messages += 1;
      at = stop;
    }

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  guint n_messages = 0;
  gint64 n_bytes = 0;

  g_mime_init ();
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!read_file (argv[i], &n_messages, &n_bytes, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return EXIT_FAILURE;
        }
    }

  printf ("%u messages, %" G_GINT64_FORMAT " bytes decoded\n", n_messages, n_bytes);

  return EXIT_SUCCESS;
}
