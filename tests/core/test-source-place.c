/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "bounce-source.h"

/* Every message of a file can be read again from its place, alone and in any order. */

typedef struct
{
  const char *name;
  const char *text;
  gboolean is_packed;
  guint n_messages;
} PlaceCase;

#define SEPARATOR "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"

static const PlaceCase cases[] = {
  { "one", "From: a@example.org\n\nHello\n", FALSE, 1 },
  { "mbox", SEPARATOR "Subject: 1\n\nOne\n>From here\n\n" SEPARATOR "Subject: 2\n\nTwo\n\n"
    SEPARATOR "Subject: 3\n\nThree\n", FALSE, 3 },
  { "after-empty-lines", "\n\n" SEPARATOR "Subject: 1\n\nOne\n\n" SEPARATOR "Subject: 2\n\nTwo\n",
    FALSE, 2 },
  { "packed", SEPARATOR "Subject: 1\n\nOne\n\n" SEPARATOR "Subject: 2\n\nTwo\n", TRUE, 2 },
};

static GBytes *
pack (const char *text)
{
  g_autoptr(GConverter) converter = NULL;
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GError) error = NULL;

  converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  stream = g_converter_output_stream_new (memory, converter);
  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
read_again (GBytes                  *bytes,
            const BounceSourcePlace *place)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GError) error = NULL;
  GBytes *message = bounce_source_read_again (stream, place, NULL, &error);

  g_assert_no_error (error);

  return message;
}

static void
test_place (gconstpointer data)
{
  const PlaceCase *place_case = data;
  g_autoptr(GBytes) bytes = place_case->is_packed ? pack (place_case->text)
                                                  : g_bytes_new_static (place_case->text,
                                                                        strlen (place_case->text));
  g_autoptr(BounceSource) source = bounce_source_new_for_bytes (bytes);
  g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  BounceSourcePlace places[8];
  GBytes *message;

  while ((message = bounce_source_next_message (source, NULL, NULL)) != NULL)
    {
      bounce_source_get_place (source, &places[messages->len]);
      g_assert_cmpuint (places[messages->len].index, ==, messages->len);
      g_ptr_array_add (messages, message);
    }
  g_assert_cmpuint (messages->len, ==, place_case->n_messages);

  for (guint i = messages->len; i-- > 0;)
    {
      g_autoptr(GBytes) again = read_again (bytes, &places[i]);

      g_assert_nonnull (again);
      g_assert_true (g_bytes_equal (again, g_ptr_array_index (messages, i)));
    }
}

/* A file that became shorter has nothing there. */
static void
test_gone (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("short", 5);
  BounceSourcePlace places[] = { { -1, 3, FALSE }, { 0, 3, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_null (read_again (bytes, &places[i]));
}

/* A mail of a Maildir that looks like an mbox is one mail, also the second time. */
static void
test_maildir (void)
{
  g_autofree char *path = g_dir_make_tmp ("bounceback-XXXXXX", NULL);
  g_autofree char *new_path = g_build_filename (path, "new", NULL);
  g_autofree char *cur_path = g_build_filename (path, "cur", NULL);
  g_autofree char *mail = g_build_filename (cur_path, "1:2,S", NULL);
  const char *text = SEPARATOR "Subject: 1\n\nOne\n\n" SEPARATOR "Subject: 2\n\nTwo\n";
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GFile) file = g_file_new_for_path (mail);
  g_autoptr(BounceSource) source = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autoptr(GBytes) next = NULL;
  BounceSourcePlace place;

  g_mkdir (new_path, 0700);
  g_mkdir (cur_path, 0700);
  g_assert_true (g_file_set_contents (mail, text, -1, NULL));

  source = bounce_source_new_for_file (folder);
  first = bounce_source_next_message (source, NULL, NULL);
  g_assert_nonnull (first);
  bounce_source_get_place (source, &place);
  g_assert_true (place.is_mail);
  next = bounce_source_next_message (source, NULL, NULL);
  g_assert_null (next);

  stream = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  again = bounce_source_read_again (stream, &place, NULL, NULL);
  g_assert_true (g_bytes_equal (first, again));

  g_remove (mail);
  g_rmdir (cur_path);
  g_rmdir (new_path);
  g_rmdir (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/source-place/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_place);
    }
  g_test_add_func ("/source-place/gone", test_gone);
  g_test_add_func ("/source-place/maildir", test_maildir);

  return g_test_run ();
}
