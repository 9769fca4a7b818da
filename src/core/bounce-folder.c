/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-folder-private.h"

#include <string.h>

#include "bounce-limits.h"
#include "bounce-source.h"

typedef struct
{
  GFileType type;
  char name[];
} Entry;

/* One folder on the way down. */
typedef struct
{
  GFile *folder;
  char *name;                   /* from the root; "" for the root itself */
  GPtrArray *entries;           /* of Entry, sorted */
  guint next;
  gboolean is_mail;             /* cur or new of a Maildir */
  gboolean is_maildir;
} Level;

struct _BounceFolder
{
  GFile *root;                  /* until it is opened */
  GPtrArray *levels;            /* of Level, the root first */
  char *name;                   /* of what was returned last, or failed */
  gboolean is_mail;
  guint n_files;
  guint n_entries;
};

static void
level_free (Level *level)
{
  g_clear_object (&level->folder);
  g_clear_pointer (&level->entries, g_ptr_array_unref);
  g_free (level->name);
  g_free (level);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Level, level_free)

static Entry *
entry_new (const char *name,
           GFileType   type)
{
  gsize size = strlen (name) + 1;
  Entry *entry = g_malloc (sizeof *entry + size);

  entry->type = type;
  memcpy (entry->name, name, size);

  return entry;
}

/* By bytes, so that the order is the same in every locale. */
static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *const *first = a;
  const Entry *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

static gboolean
has_folder (GPtrArray  *entries,
            const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (entry->type == G_FILE_TYPE_DIRECTORY && strcmp (entry->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_entries (BounceFolder  *self,
              Level         *level,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GFileEnumerator) enumerator = NULL;

  enumerator = g_file_enumerate_children (level->folder,
                                          G_FILE_ATTRIBUTE_STANDARD_NAME ","
                                          G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                          cancellable, error);
  if (enumerator == NULL)
    return FALSE;

  for (;;)
    {
      GFileInfo *info = NULL;
      const char *name;

      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error))
        return FALSE;
      if (info == NULL)
        break;

      name = g_file_info_get_name (info);
      if (name[0] == '.')
        continue;

      if (++self->n_entries > BOUNCE_LIMIT_FOLDER_ENTRIES)
        {
          g_set_error_literal (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_TOO_BIG,
                               "There are too many files in the folder");
          return FALSE;
        }

      g_ptr_array_add (level->entries, entry_new (name, g_file_info_get_file_type (info)));
    }

  g_ptr_array_sort (level->entries, compare_entries);
  level->is_maildir = has_folder (level->entries, "cur") && has_folder (level->entries, "new");

  return TRUE;
}

static gboolean
open_level (BounceFolder  *self,
            GFile         *folder,
            const char    *name,
            gboolean       is_mail,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (Level) level = NULL;

  if (self->levels->len >= BOUNCE_LIMIT_FOLDER_DEPTH)
    {
      g_set_error_literal (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_TOO_BIG,
                           "The folders lie too deep in each other");
      return FALSE;
    }

  level = g_new0 (Level, 1);
  level->folder = g_object_ref (folder);
  level->name = g_strdup (name);
  level->entries = g_ptr_array_new_with_free_func (g_free);
  level->is_mail = is_mail;

  if (!read_entries (self, level, cancellable, error))
    return FALSE;

  g_ptr_array_add (self->levels, g_steal_pointer (&level));

  return TRUE;
}

/* A link to a file is that file. One that leads nowhere stays a link, and says so
 * when it is opened. Links to folders are how circles come about. */
static GFileType
resolve_type (const Entry  *entry,
              GFile        *file,
              GCancellable *cancellable)
{
  GFileType type = entry->type;

  if (type == G_FILE_TYPE_SYMBOLIC_LINK)
    {
      type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);
      if (type == G_FILE_TYPE_DIRECTORY)
        return G_FILE_TYPE_SPECIAL;
      if (type == G_FILE_TYPE_UNKNOWN)
        return G_FILE_TYPE_SYMBOLIC_LINK;
    }

  return type;
}

/* tmp holds what is not delivered yet, and index files are no mail. */
static gboolean
is_wanted (const Level *level,
           const Entry *entry)
{
  return !level->is_maildir ||
         strcmp (entry->name, "cur") == 0 ||
         strcmp (entry->name, "new") == 0;
}

BounceFolder *
bounce_folder_new (GFile *root)
{
  BounceFolder *self;

  g_assert (G_IS_FILE (root));

  self = g_new0 (BounceFolder, 1);
  self->root = g_object_ref (root);
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) level_free);

  return self;
}

void
bounce_folder_free (BounceFolder *self)
{
  g_clear_object (&self->root);
  g_ptr_array_unref (self->levels);
  g_free (self->name);
  g_free (self);
}

/* Returns NULL without @error at the end. After an error it goes on with what
 * follows; bounce_folder_get_name() tells what failed. */
GFile *
bounce_folder_next (BounceFolder  *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_clear_pointer (&self->name, g_free);

  if (self->root != NULL)
    {
      g_autoptr (GFile) root = g_steal_pointer (&self->root);

      if (!open_level (self, root, "", FALSE, cancellable, error))
        return NULL;
    }

  while (self->levels->len > 0)
    {
      Level *level = g_ptr_array_index (self->levels, self->levels->len - 1);
      g_autoptr (GFile) file = NULL;
      const Entry *entry;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      if (level->next == level->entries->len)
        {
          g_ptr_array_set_size (self->levels, self->levels->len - 1);
          continue;
        }

      entry = g_ptr_array_index (level->entries, level->next++);
      if (!is_wanted (level, entry))
        continue;

      g_free (self->name);
      self->name = *level->name == '\0' ? g_strdup (entry->name)
                                        : g_build_filename (level->name, entry->name, NULL);
      self->is_mail = level->is_mail;
      file = g_file_get_child (level->folder, entry->name);

      switch (resolve_type (entry, file, cancellable))
        {
        case G_FILE_TYPE_DIRECTORY:
          if (!open_level (self, file, self->name, level->is_maildir, cancellable, error))
            return NULL;
          break;

        case G_FILE_TYPE_REGULAR:
        case G_FILE_TYPE_SYMBOLIC_LINK:
          self->n_files++;
          return g_steal_pointer (&file);

        case G_FILE_TYPE_UNKNOWN:
        case G_FILE_TYPE_SPECIAL:
        case G_FILE_TYPE_SHORTCUT:
        case G_FILE_TYPE_MOUNTABLE:
        default:
          break;
        }
    }

  g_clear_pointer (&self->name, g_free);
  if (self->n_files == 0)
    {
      self->n_files = 1;
      g_set_error_literal (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_NO_FILES,
                           "There is no file in the folder");
    }

  return NULL;
}

/* The path from the root; NULL for the root itself. */
const char *
bounce_folder_get_name (const BounceFolder *self)
{
  return self->name;
}

/* Whether the last file is one mail, whatever it looks like. */
gboolean
bounce_folder_get_is_mail (const BounceFolder *self)
{
  return self->is_mail;
}

double
bounce_folder_get_fraction (const BounceFolder *self)
{
  double fraction = 0;
  double share = 1;

  for (guint i = 0; i < self->levels->len; i++)
    {
      const Level *level = g_ptr_array_index (self->levels, i);

      if (level->next == 0)
        break;

      share /= level->entries->len;
      fraction += share * (level->next - 1);
    }

  return fraction;
}
