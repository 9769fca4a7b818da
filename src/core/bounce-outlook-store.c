/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-outlook-store-private.h"

#include <string.h>

#include "bounce-limits.h"

/* Types of properties ([MS-OXCDATA] §2.11.1). */
enum
{
  TYPE_INTEGER = 0x0003,
  TYPE_STRING_8 = 0x001e,
  TYPE_STRING = 0x001f,
  TYPE_TIME = 0x0040,
  TYPE_BINARY = 0x0102,
};

#define ROW_SIZE 16

/* Windows counts from 1601, in tenths of a millionth of a second. */
#define TICKS_PER_SECOND G_GINT64_CONSTANT (10000000)
#define SECONDS_TO_1970 G_GINT64_CONSTANT (11644473600)

/* As IANA calls them, and iconv too. */
static const struct
{
  guint32 number;
  const char *name;
} codepages[] = {
  { 874, "windows-874" },
  { 932, "shift_jis" },
  { 936, "gbk" },
  { 949, "euc-kr" },
  { 950, "big5" },
  { 1250, "windows-1250" },
  { 1251, "windows-1251" },
  { 1252, "windows-1252" },
  { 1253, "windows-1253" },
  { 1254, "windows-1254" },
  { 1255, "windows-1255" },
  { 1256, "windows-1256" },
  { 1257, "windows-1257" },
  { 1258, "windows-1258" },
  { 20127, "us-ascii" },
  { 20866, "koi8-r" },
  { 21866, "koi8-u" },
  { 28591, "iso-8859-1" },
  { 28592, "iso-8859-2" },
  { 28595, "iso-8859-5" },
  { 28597, "iso-8859-7" },
  { 28599, "iso-8859-9" },
  { 28605, "iso-8859-15" },
  { 50220, "iso-2022-jp" },
  { 50221, "iso-2022-jp" },
  { 51932, "euc-jp" },
  { 51949, "euc-kr" },
  { 54936, "gb18030" },
  { 65001, "utf-8" },
};

const char *
bounce_codepage_name (guint32 codepage)
{
  for (guint i = 0; i < G_N_ELEMENTS (codepages); i++)
    if (codepages[i].number == codepage)
      return codepages[i].name;

  return NULL;
}

/* At most @limit bytes; NULL where there is no such stream. */
static GByteArray *
read_stream (GsfInfile  *folder,
             const char *name,
             gsize       limit)
{
  g_autoptr (BounceOleStream) input = gsf_infile_child_by_name (folder, name);
  g_autoptr (GByteArray) bytes = NULL;
  gsize size;

  if (input == NULL || (GSF_IS_INFILE (input) && gsf_infile_num_children (GSF_INFILE (input)) >= 0))
    return NULL;

  size = MIN ((guint64) MAX (gsf_input_size (input), 0), limit);
  bytes = g_byte_array_new ();
  g_byte_array_set_size (bytes, size);
  if (size > 0 && gsf_input_read (input, size, bytes->data) == NULL)
    return NULL;

  return g_steal_pointer (&bytes);
}

BounceStore *
bounce_store_new (GsfInfile       *folder,
                  BounceStoreKind  kind,
                  guint32          codepage)
{
  g_autoptr (GByteArray) table = NULL;
  BounceStore *self = NULL;

  table = read_stream (folder, "__properties_version1.0", BOUNCE_LIMIT_FIELDS * ROW_SIZE);
  if (table == NULL || table->len < kind)
    return NULL;

  g_byte_array_remove_range (table, 0, kind);

  self = g_new0 (BounceStore, 1);
  self->folder = g_object_ref (folder);
  self->table = g_steal_pointer (&table);
  self->codepage = codepage;

  return self;
}

void
bounce_store_free (BounceStore *self)
{
  g_object_unref (self->folder);
  g_byte_array_unref (self->table);
  g_free (self);
}

static gboolean
find_row (const BounceStore *self,
          guint              id,
          guint              type,
          guint64           *value)
{
  for (guint i = 0; i + ROW_SIZE <= self->table->len; i += ROW_SIZE)
    {
      const guint8 *row = self->table->data + i;

      if ((row[0] | row[1] << 8) != (int) type || (row[2] | row[3] << 8) != (int) id)
        continue;

      *value = 0;
      for (guint j = 0; j < 8; j++)
        *value |= (guint64) row[8 + j] << (8 * j);

      return TRUE;
    }

  return FALSE;
}

gboolean
bounce_store_get_number (const BounceStore *self,
                         guint              id,
                         guint32           *number)
{
  guint64 value;

  if (!find_row (self, id, TYPE_INTEGER, &value))
    return FALSE;

  *number = value & 0xffffffff;

  return TRUE;
}

GDateTime *
bounce_store_dup_time (const BounceStore *self,
                       guint              id)
{
  guint64 ticks;

  if (!find_row (self, id, TYPE_TIME, &ticks) || ticks == 0 || ticks > G_MAXINT64)
    return NULL;

  return g_date_time_new_from_unix_utc ((gint64) ticks / TICKS_PER_SECOND - SECONDS_TO_1970);
}

static GByteArray *
read_property (const BounceStore *self,
               guint              id,
               guint              type)
{
  g_autofree char *name = g_strdup_printf ("__substg1.0_%04X%04X", id, type);

  return read_stream (self->folder, name, BOUNCE_LIMIT_OUTLOOK_TEXT);
}

/* Up to the first NUL, in UTF-8; NULL where there is nothing. */
char *
bounce_store_dup_text (const BounceStore *self,
                       guint              id)
{
  g_autoptr (GByteArray) bytes = read_property (self, id, TYPE_STRING);
  const char *charset = "UTF-16LE";
  g_autofree char *text = NULL;

  if (bytes == NULL)
    {
      bytes = read_property (self, id, TYPE_STRING_8);
      charset = bounce_codepage_name (self->codepage);
      if (charset == NULL)
        charset = "windows-1252";
    }
  else
    {
      g_byte_array_set_size (bytes, bytes->len & ~1u);
    }

  if (bytes == NULL || bytes->len == 0)
    return NULL;

  text = g_convert_with_fallback ((const char *) bytes->data, bytes->len,
                                  "UTF-8", charset, "?", NULL, NULL, NULL);
  if (text == NULL)
    text = g_utf8_make_valid ((const char *) bytes->data, bytes->len);
  if (*text == '\0')
    return NULL;

  return g_steal_pointer (&text);
}

GBytes *
bounce_store_dup_binary (const BounceStore *self,
                         guint              id)
{
  GByteArray *bytes = read_property (self, id, TYPE_BINARY);

  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

/* The folder of a recipient, an attachment or a message in it. */
GsfInfile *
bounce_store_open (const BounceStore *self,
                   const char        *name)
{
  g_autoptr (BounceOleStream) child = gsf_infile_child_by_name (self->folder, name);

  if (child == NULL || !GSF_IS_INFILE (child) || gsf_infile_num_children (GSF_INFILE (child)) < 0)
    return NULL;

  return GSF_INFILE (g_steal_pointer (&child));
}
