/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-outlook-private.h"

#include <string.h>

#include "bounce-limits.h"

/*
 * libgsf takes an OLE2 file at its word and grumbles on standard error where the
 * file lies; trees of names it descends by calling itself. So the file is walked
 * through before: every chain of sectors ends, none is used twice, every entry
 * of the directory hangs in one place ([MS-CFB] §2.2 to §2.6).
 */

#define HEADER_SIZE 512
#define ENTRY_SIZE 128
#define N_FAT_IN_HEADER 109
#define MINI_CUTOFF 4096
#define MINI_SIZE 64

#define END_OF_CHAIN 0xfffffffeU
#define NO_SECTOR 0xffffffffU
#define FIRST_MARK 0xfffffffcU
#define NO_ENTRY 0xffffffffU

enum
{
  ENTRY_STORAGE = 1,
  ENTRY_STREAM = 2,
  ENTRY_ROOT = 5,
};

typedef struct
{
  guint8 *data;
  gsize base;                   /* where sector 0 starts */
  guint sector_size;
  guint32 n_sectors;
  GArray *fat;
  GArray *mini_fat;
  GArray *directory;            /* the sectors it lies in */
  guint8 *used;                 /* one byte for each sector */
  guint8 *mini_used;
  guint32 n_mini;
} Check;

static void
clear_check (Check *check)
{
  g_clear_pointer (&check->fat, g_array_unref);
  g_clear_pointer (&check->mini_fat, g_array_unref);
  g_clear_pointer (&check->directory, g_array_unref);
  g_free (check->used);
  g_free (check->mini_used);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, clear_check)

static guint
get_16 (const guint8 *at)
{
  return at[0] | at[1] << 8;
}

static guint32
get_32 (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static void
set_32 (guint8  *at,
        guint32  value)
{
  for (guint i = 0; i < 4; i++)
    at[i] = value >> (8 * i) & 0xff;
}

static guint8 *
get_sector (const Check *check,
            guint32      sector)
{
  return check->data + check->base + (gsize) sector * check->sector_size;
}

static gboolean
take_sector (Check   *check,
             guint32  sector)
{
  if (sector >= check->n_sectors || check->used[sector])
    return FALSE;

  check->used[sector] = 1;

  return TRUE;
}

static void
append_sector (const Check *check,
               GArray      *table,
               guint32      sector,
               guint        n_entries,
               guint32      limit)
{
  guint8 *at = get_sector (check, sector);

  for (guint i = 0; i < n_entries; i++)
    {
      guint32 entry = get_32 (at + 4 * i);

      /* a chain that comes by here is broken all the same */
      if (entry >= limit && entry < FIRST_MARK)
        {
          entry = NO_SECTOR;
          set_32 (at + 4 * i, entry);
        }

      g_array_append_val (table, entry);
    }
}

/* The table of what follows which sector, itself found by a list of sectors. */
static gboolean
read_fat (Check *check)
{
  guint per_sector = check->sector_size / 4;
  guint32 n_left = get_32 (check->data + 0x2c);
  guint32 next_list = get_32 (check->data + 0x44);
  guint8 *list = check->data + 0x4c;
  guint n_in_list = N_FAT_IN_HEADER;
  guint32 n_lists = 0;

  if (n_left == 0 || n_left > check->n_sectors)
    return FALSE;

  for (;;)
    {
      for (guint i = 0; i < n_in_list; i++)
        {
          guint32 sector = get_32 (list + 4 * i);

          /* behind the last one stands nothing, whatever is there */
          if (n_left == 0)
            {
              set_32 (list + 4 * i, NO_SECTOR);
              continue;
            }
          n_left--;

          if (!take_sector (check, sector))
            return FALSE;
          append_sector (check, check->fat, sector, per_sector, check->n_sectors);
        }

      if (n_left == 0)
        {
          /* more lists than that are not wanted, whatever the header says */
          set_32 (check->data + 0x48, n_lists);
          return TRUE;
        }
      if (!take_sector (check, next_list))
        return FALSE;

      /* the last number of a list leads to the next list */
      list = get_sector (check, next_list);
      n_in_list = per_sector - 1;
      n_lists++;
      next_list = get_32 (list + 4 * n_in_list);
    }
}

/* Follows a chain to its end; @sectors gets them where it is wanted. */
static gboolean
walk_chain (Check   *check,
            guint32  start,
            GArray  *sectors,
            guint64 *size)
{
  guint32 n = 0;

  for (guint32 at = start; at != END_OF_CHAIN; at = g_array_index (check->fat, guint32, at))
    {
      if (at >= check->fat->len || !take_sector (check, at))
        return FALSE;
      if (sectors != NULL)
        g_array_append_val (sectors, at);
      n++;
    }

  *size = (guint64) n * check->sector_size;

  return TRUE;
}

static gboolean
walk_mini_chain (Check   *check,
                 guint32  start,
                 guint64 *size)
{
  guint32 n = 0;

  for (guint32 at = start; at != END_OF_CHAIN; at = g_array_index (check->mini_fat, guint32, at))
    {
      if (at >= check->mini_fat->len || at >= check->n_mini || check->mini_used[at])
        return FALSE;
      check->mini_used[at] = 1;
      n++;
    }

  *size = (guint64) n * MINI_SIZE;

  return TRUE;
}

static guint8 *
get_entry (const Check *check,
           guint32      number)
{
  guint per_sector = check->sector_size / ENTRY_SIZE;
  guint32 sector = g_array_index (check->directory, guint32, number / per_sector);

  return get_sector (check, sector) + number % per_sector * ENTRY_SIZE;
}

static gboolean
check_stream (Check  *check,
              guint8 *entry)
{
  guint32 start = get_32 (entry + 0x74);
  guint32 size = get_32 (entry + 0x78);
  guint64 found = 0;

  /* a stream of nothing may start anywhere: here, nowhere */
  if (size == 0)
    {
      set_32 (entry + 0x74, END_OF_CHAIN);
      return TRUE;
    }

  if (size < MINI_CUTOFF)
    return walk_mini_chain (check, start, &found) && found >= size;

  return walk_chain (check, start, NULL, &found) && found >= size;
}

static gboolean
check_directory (Check *check)
{
  guint32 n_entries = check->directory->len * (check->sector_size / ENTRY_SIZE);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = NULL;
  guint32 root = 0;

  if (n_entries == 0 || n_entries > BOUNCE_LIMIT_OUTLOOK_ENTRIES)
    return FALSE;

  seen = g_new0 (guint8, n_entries);
  seen[0] = 1;
  g_array_append_val (waiting, root);

  while (waiting->len > 0)
    {
      guint32 number = g_array_index (waiting, guint32, waiting->len - 1);
      guint8 *entry = get_entry (check, number);
      guint name_length = get_16 (entry + 0x40);

      g_array_set_size (waiting, waiting->len - 1);

      if (entry[0x42] != (number == 0 ? ENTRY_ROOT : ENTRY_STORAGE) &&
          (number == 0 || entry[0x42] != ENTRY_STREAM))
        return FALSE;
      if (name_length < 2 || name_length > 64 || name_length % 2 != 0)
        return FALSE;
      if (entry[0x42] == ENTRY_STREAM && !check_stream (check, entry))
        return FALSE;
      if (entry[0x42] == ENTRY_STORAGE)
        set_32 (entry + 0x78, 0);

      /* the two beside it in the tree, and the first below it */
      for (guint i = 0; i < 3; i++)
        {
          guint32 other = get_32 (entry + 0x44 + 4 * i);

          if (other == NO_ENTRY)
            continue;
          if (other >= n_entries || seen[other] ||
              (i == 2 && entry[0x42] == ENTRY_STREAM) ||
              (i < 2 && number == 0))
            return FALSE;

          seen[other] = 1;
          g_array_append_val (waiting, other);
        }
    }

  return TRUE;
}

gboolean
bounce_outlook_recognises (const char *data,
                           gsize       length)
{
  return length >= 8 && memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
}

/* Tells whether @file can be read from end to end. Numbers that do not matter and
 * may be anything are set to what they should be. */
gboolean
bounce_outlook_check (GByteArray *file)
{
  g_auto (Check) check = { 0, };
  g_autoptr (GArray) mini_sectors = NULL;
  guint64 mini_size = 0;
  guint64 size = 0;
  guint8 *root;
  guint shift;

  if (file->len < HEADER_SIZE ||
      !bounce_outlook_recognises ((const char *) file->data, file->len))
    return FALSE;

  check.data = file->data;
  shift = get_16 (check.data + 0x1e);
  if ((shift != 9 && shift != 12) ||
      get_16 (check.data + 0x20) != 6 ||
      get_32 (check.data + 0x38) != MINI_CUTOFF)
    return FALSE;

  check.sector_size = 1u << shift;
  check.base = MAX (HEADER_SIZE, check.sector_size);
  if (file->len < check.base)
    return FALSE;
  check.n_sectors = (file->len - check.base) / check.sector_size;
  check.used = g_new0 (guint8, check.n_sectors + 1);
  check.fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  check.mini_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  check.directory = g_array_new (FALSE, FALSE, sizeof (guint32));
  mini_sectors = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!read_fat (&check) ||
      !walk_chain (&check, get_32 (check.data + 0x30), check.directory, &size) ||
      check.directory->len == 0)
    return FALSE;

  if (get_32 (check.data + 0x40) > 0 &&
      !walk_chain (&check, get_32 (check.data + 0x3c), mini_sectors, &size))
    return FALSE;
  set_32 (check.data + 0x40, mini_sectors->len);
  for (guint i = 0; i < mini_sectors->len; i++)
    append_sector (&check, check.mini_fat, g_array_index (mini_sectors, guint32, i),
                   check.sector_size / 4, mini_sectors->len * (check.sector_size / 4));

  root = get_entry (&check, 0);
  if (get_32 (root + 0x78) == 0)
    set_32 (root + 0x74, END_OF_CHAIN);
  if (!walk_chain (&check, get_32 (root + 0x74), NULL, &mini_size) ||
      mini_size < get_32 (root + 0x78))
    return FALSE;

  /* the last small sector is a whole one, too */
  check.n_mini = get_32 (root + 0x78) / MINI_SIZE + (get_32 (root + 0x78) % MINI_SIZE != 0);
  set_32 (root + 0x78, check.n_mini * MINI_SIZE);
  check.mini_used = g_new0 (guint8, check.n_mini + 1);

  return check_directory (&check);
}
