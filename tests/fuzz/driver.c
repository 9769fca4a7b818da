/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "fuzz.h"

/* Runs a fuzz entry over seeds, as an ordinary test: each whole, and cut off at
 * places spread over it, since a mail that ends too early is the commonest fault. */
#define N_CUTS 24

static void
test_seed (gconstpointer data)
{
  const char *path = data;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  for (guint i = N_CUTS; i > 0; i--)
    {
      gsize size = length * i / N_CUTS;
      /* A copy of its own size lets a sanitizer see a read beyond the end. */
      g_autofree guint8 *copy = g_memdup2 (contents, size);

      g_assert_cmpint (LLVMFuzzerTestOneInput (copy, size), ==, 0);
    }

  g_assert_cmpint (LLVMFuzzerTestOneInput (NULL, 0), ==, 0);
}

static void
add_folder (GPtrArray  *paths,
            const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name = NULL;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
}

static gint
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);

  for (int i = 1; i < argc; i++)
    {
      if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
        add_folder (paths, argv[i]);
      else
        g_ptr_array_add (paths, g_strdup (argv[i]));
    }
  g_ptr_array_sort (paths, compare_paths);
  g_assert_cmpuint (paths->len, >, 0);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *test = g_strdup_printf ("/fuzz/%s", name);

      g_test_add_data_func (test, path, test_seed);
    }

  return g_test_run ();
}
