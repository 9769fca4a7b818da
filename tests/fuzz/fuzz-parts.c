/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "bounce-limits.h"
#include "bounce-parts-private.h"

static void
check_fields (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      g_assert_true (g_utf8_validate (field->name, -1, NULL));
      g_assert_true (g_utf8_validate (field->value, -1, NULL));
    }
}

/* The bytes of one message to its parts: everything is valid UTF-8, and each
 * place of a search text has one in the text. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (BounceParts) parts = bounce_parts_new (bytes);

  g_assert_cmpuint (parts->parts->len, <=, 2 * BOUNCE_LIMIT_PARTS);

  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);
      gsize before = 0;

      g_assert_nonnull (part->path);
      g_assert_nonnull (part->content_type);
      g_assert_true (g_utf8_validate (part->text, (gssize) part->length, NULL));
      g_assert_true (g_utf8_validate (part->search, (gssize) part->search_length, NULL));
      g_assert_cmpuint (part->search_length, <=, part->length);

      for (gsize j = 0; j < part->search_length; j++)
        {
          gsize at = bounce_part_map_offset (part, j);

          g_assert_cmpuint (at, >=, before);
          g_assert_cmpuint (at, <, part->length);
          g_assert_cmpint (part->text[at], ==, part->search[j]);
          before = at;
        }
    }

  check_fields (parts->fields);
  check_fields (parts->returned_fields);

  return 0;
}
