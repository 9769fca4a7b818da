/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "check-parts.h"

#include <string.h>

#include "bounce-match-private.h"

static char *
list_parts (const BounceParts *parts)
{
  static const char * const roles[] = {
    "header", "text", "status", "disposition", "feedback", "returned",
  };
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);

      g_string_append_printf (list, "%s%s:%s", i > 0 ? " " : "", part->path, roles[part->role]);
    }

  return g_string_free (list, FALSE);
}

static const BouncePart *
find_words (const BounceParts *parts)
{
  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);

      if (part->role == BOUNCE_PART_TEXT)
        return part;
    }

  return NULL;
}

static void
check_fields (GPtrArray  *fields,
              const char *text)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      g_assert_true (g_utf8_validate (field->name, -1, NULL));
      g_assert_true (g_utf8_validate (field->value, -1, NULL));
      if (text != NULL)
        {
          g_assert_cmpuint (field->offset + field->length, <=, strlen (text));
          g_assert_cmpmem (text + field->offset, field->length, field->value, strlen (field->value));
        }
    }
}

/* What was found before the copy was cut is what a search of the rest finds. */
static void
check_matches (const BouncePart *part)
{
  g_autoptr (GArray) found = bounce_match_text (part->search, part->search_length);

  for (guint i = 0; i < part->matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (part->matches, BounceMatch, i);
      gboolean is_found = FALSE;

      for (guint j = 0; j < found->len && !is_found; j++)
        is_found = memcmp (match, &g_array_index (found, BounceMatch, j), sizeof (*match)) == 0;
      g_assert_true (is_found);
    }
  g_assert_cmpuint (part->matches->len, ==, found->len);
}

/* What holds for any message. */
void
check_parts (const BounceParts *parts)
{
  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);

      g_assert_cmpuint (strlen (part->text), ==, part->length);
      g_assert_cmpuint (strlen (part->search), ==, part->search_length);
      g_assert_true (g_utf8_validate (part->text, part->length, NULL));
      g_assert_true (g_utf8_validate (part->search, part->search_length, NULL));
      g_assert_null (strchr (part->text, '\r'));

      for (gsize j = 0; j < part->search_length; j++)
        {
          gsize at = bounce_part_map_offset (part, j);

          g_assert_cmpuint (at, <, part->length);
          g_assert_cmpint (part->text[at], ==, part->search[j]);
        }

      if (part->matches != NULL)
        check_matches (part);
      if (part->role == BOUNCE_PART_HEADER)
        check_fields (parts->fields, part->text);
    }

  check_fields (parts->returned_fields, NULL);
}

void
check_parts_case (gconstpointer data)
{
  const PartsCase *test = data;
  g_autoptr (GBytes) bytes = g_bytes_new (test->message, strlen (test->message));
  g_autoptr (BounceParts) parts = bounce_parts_new (bytes);
  g_autofree char *list = list_parts (parts);
  const BouncePart *words = find_words (parts);

  check_parts (parts);
  g_assert_cmpint (parts->is_mail, ==, test->is_mail);
  g_assert_cmpstr (list, ==, test->parts);
  if (test->search != NULL)
    {
      g_assert_nonnull (words);
      g_assert_cmpstr (words->search, ==, test->search);
    }
  if (test->subject != NULL)
    g_assert_cmpstr (bounce_fields_get (parts->fields, "subject"), ==, test->subject);
  if (test->returned != NULL)
    g_assert_cmpstr (bounce_fields_get (parts->returned_fields, "Subject"), ==, test->returned);
  g_assert_cmpint (parts->was_forwarded, ==, test->was_forwarded);
  g_assert_cmpint (parts->has_attached_copy, ==, test->has_attached_copy);
  g_assert_cmpuint (parts->omissions, ==, 0);
}

void
add_parts_cases (const char      *folder,
                 const PartsCase *cases,
                 gsize            n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", folder, cases[i].name);

      g_test_add_data_func (path, &cases[i], check_parts_case);
    }
}
