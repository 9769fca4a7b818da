/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-parts-build-private.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-charset-private.h"
#include "bounce-encoded-word-private.h"
#include "bounce-fields-private.h"
#include "bounce-limits.h"
#include "bounce-parts-decode-private.h"
#include "bounce-unwrap-private.h"

/* A message inside the message: the copy that came back, or a forwarded notice. */
typedef struct
{
  GMimeMessage *message;
  char *path;
} Inner;

typedef struct
{
  BounceParts *parts;
  GPtrArray *inners;
  guint depth;
  guint n_seen;
  BounceCopies copies;
  gboolean has_returned;
} Walk;

static void walk_object (Walk        *walk,
                         GMimeObject *object,
                         const char  *path,
                         gboolean     skip_words);

static void
inner_free (Inner *inner)
{
  g_clear_object (&inner->message);
  g_free (inner->path);
  g_free (inner);
}

/* Swallows the bytes, which what is parsed goes on reading: they are whole again by then.
 * Only copies of header lines keep their encoded words hidden. */
static GMimeObject *
parse_take (GByteArray *bytes,
            gboolean    is_message)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array (bytes);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeObject *object = NULL;

  bounce_encoded_words_hide ((char *) bytes->data, bytes->len);
  if (is_message)
    object = (GMimeObject *) g_mime_parser_construct_message (parser, NULL);
  else
    object = g_mime_parser_construct_part (parser, NULL);
  bounce_encoded_words_show ((char *) bytes->data, bytes->len);

  g_object_unref (parser);
  g_object_unref (stream);

  return object;
}

static char *
dup_type (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  g_autofree char *name = NULL;

  if (type == NULL)
    return g_strdup ("text/plain");

  name = g_mime_content_type_get_mime_type (type);

  return g_ascii_strdown (name, -1);
}

static void
read_header_list (GMimeObject *object,
                  GPtrArray   *fields,
                  GString     *text)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (object);
  int count = g_mime_header_list_get_count (list);

  for (int i = 0; i < count && fields->len < BOUNCE_LIMIT_FIELDS; i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
      const char *name = g_mime_header_get_name (header);
      const char *raw = g_mime_header_get_raw_value (header);
      g_autofree char *utf8 = NULL;
      char *value = NULL;
      gsize length = 0;

      if (name == NULL || raw == NULL || text->len > BOUNCE_LIMIT_PART_TEXT)
        continue;

      utf8 = bounce_charset_to_utf8 (raw, strlen (raw), NULL, &length);
      bounce_encoded_words_show (utf8, length);
      value = bounce_fields_decode_value (utf8, length);
      length = strlen (value);
      g_string_append_printf (text, "%s: ", name);
      bounce_fields_take (fields, g_utf8_make_valid (name, -1), value, text->len, length);
      g_string_append_len (text, value, length);
      g_string_append_c (text, '\n');
    }
}

static GPtrArray *
read_message_header (GMimeMessage  *message,
                     char         **text)
{
  GPtrArray *fields = bounce_fields_new ();
  GString *lines = g_string_new (NULL);

  read_header_list (GMIME_OBJECT (message), fields, lines);
  if (g_mime_message_get_mime_part (message) != NULL)
    read_header_list (g_mime_message_get_mime_part (message), fields, lines);
  *text = g_string_free (lines, FALSE);
  if (!g_utf8_validate (*text, -1, NULL))
    {
      char *valid = g_utf8_make_valid (*text, -1);

      g_free (*text);
      *text = valid;
    }

  return fields;
}

static void
take_returned_fields (BounceParts *parts,
                      GPtrArray   *fields)
{
  parts->has_attached_copy = TRUE;
  if (parts->returned_fields->len > 0 || fields->len == 0)
    {
      g_ptr_array_unref (fields);
      return;
    }

  g_ptr_array_unref (parts->returned_fields);
  parts->returned_fields = fields;
}

static void
walk_inner_message (Walk         *walk,
                    GMimeMessage *message,
                    const char   *path,
                    const char   *content_type)
{
  char *text = NULL;
  GPtrArray *fields = NULL;

  if (message == NULL)
    return;

  fields = read_message_header (message, &text);
  take_returned_fields (walk->parts, fields);
  bounce_parts_take_text (walk->parts, BOUNCE_PART_RETURNED, path, content_type, text, strlen (text));
  walk->has_returned = TRUE;

  if (walk->copies != BOUNCE_COPIES_NONE)
    {
      Inner *inner = g_new0 (Inner, 1);

      inner->message = g_object_ref (message);
      inner->path = g_strdup (path);
      g_ptr_array_add (walk->inners, inner);
    }
}

/* Gives the type of a message of which bounce_parts_limit() left the header. */
static char *
dup_kind (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *kind = NULL;

  if (type != NULL)
    kind = g_mime_content_type_get_parameter (type, BOUNCE_PARTS_KIND);

  return kind != NULL ? g_strconcat ("message/", kind, NULL) : NULL;
}

/* The header of the returned message, sent as a part of text. */
static void
take_returned_text (Walk       *walk,
                    const char *path,
                    const char *content_type,
                    char       *text,
                    gsize       length)
{
  gsize used = 0;
  GPtrArray *fields = bounce_fields_new_from_text (text, length, &used);

  if (bounce_fields_are_cut (fields))
    walk->parts->omissions |= BOUNCE_OMISSION_FIELDS;
  take_returned_fields (walk->parts, fields);
  text[used] = '\0';
  bounce_parts_take_text (walk->parts, BOUNCE_PART_RETURNED, path, content_type, text, used);
  walk->has_returned = TRUE;
}

static gboolean
begins_with (const char *text,
             const char *name)
{
  return g_ascii_strncasecmp (text, name, strlen (name)) == 0;
}

/* What the first words say, where the label says nothing. Some servers send their
 * report as text/plain or application/octet-stream. */
static BouncePartRole
sniff_role (const char *text)
{
  text += strspn (text, " \t\r\n");
  if (begins_with (text, "Reporting-MTA:") || begins_with (text, "Final-Recipient:") ||
      begins_with (text, "Original-Recipient:") || begins_with (text, "Reporting-UA:"))
    return strstr (text, "\nDisposition:") != NULL ? BOUNCE_PART_DISPOSITION : BOUNCE_PART_STATUS;
  if (begins_with (text, "Feedback-Type:"))
    return BOUNCE_PART_FEEDBACK;

  return BOUNCE_PART_TEXT;
}

static gboolean
is_attachment (GMimeObject *object)
{
  const char *disposition = g_mime_object_get_disposition (object);

  return disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0;
}

/* Whether words that come behind others begin with a mail's header: the returned
 * message, sent as plain text. */
static gboolean
is_later_header (const Walk *walk,
                 const char *text,
                 gsize       length)
{
  gsize start = 0, end = 0;
  gboolean has_words = FALSE;

  for (guint i = 0; i < walk->parts->parts->len && !has_words; i++)
    {
      const BouncePart *part = g_ptr_array_index (walk->parts->parts, i);

      has_words = part->role == BOUNCE_PART_TEXT || part->role == BOUNCE_PART_STATUS;
    }

  return has_words
         && bounce_unwrap_find_header (text, MIN (length, BOUNCE_LIMIT_PREAMBLE), 0, TRUE,
                                       &start, &end)
         && strspn (text, " \t\n") >= start;
}

static gboolean
is_message_type (const char *type)
{
  return strcmp (type, "message/rfc822") == 0 || strcmp (type, "message/global") == 0 ||
         strcmp (type, "message/news") == 0;
}

/* A message in an encoded part, or one attached as a file, which the parser took
 * for a leaf. */
static gboolean
walk_encoded_message (Walk       *walk,
                      GMimePart  *part,
                      const char *path,
                      const char *type)
{
  g_autoptr (GByteArray) owner = NULL;
  GByteArray *limited = NULL;
  GMimeObject *message = NULL;
  const char *bytes = NULL;
  gsize length = 0;

  if (walk->depth >= BOUNCE_LIMIT_DEPTH)
    {
      walk->parts->omissions |= BOUNCE_OMISSION_PARTS;
      return FALSE;
    }

  bytes = bounce_parts_decode (part, &owner, &length, &walk->parts->omissions);
  while (length > 0 && g_ascii_isspace (*bytes))
    {
      bytes++;
      length--;
    }
  if (length == 0)
    return FALSE;

  limited = bounce_parts_limit (bytes, length, FALSE, walk->copies,
                                &walk->parts->omissions);
  message = parse_take (limited, TRUE);
  if (message == NULL)
    return FALSE;

  walk_inner_message (walk, GMIME_MESSAGE (message), path, type);
  g_object_unref (message);

  return TRUE;
}

static gboolean
has_mail_name (GMimePart *part)
{
  g_autofree char *name = g_strdup (g_mime_part_get_filename (part));
  g_autofree char *decoded = NULL;

  if (name == NULL)
    return FALSE;

  bounce_encoded_words_show (name, strlen (name));
  decoded = bounce_encoded_words_decode (name);

  return g_str_has_suffix (decoded, ".eml");
}

static void
walk_leaf (Walk       *walk,
           GMimePart  *part,
           const char *path,
           gboolean    skip_words)
{
  g_autofree char *type = dup_type (GMIME_OBJECT (part));
  BouncePartRole role = BOUNCE_PART_TEXT;
  gboolean is_html = strcmp (type, "text/html") == 0;
  char *text = NULL;
  gsize length = 0;

  if (is_message_type (type) ||
      (strcmp (type, "application/octet-stream") == 0 && has_mail_name (part)))
    {
      if (walk_encoded_message (walk, part, path, type))
        return;
    }

  if (strcmp (type, "message/delivery-status") == 0 ||
      strcmp (type, "message/global-delivery-status") == 0)
    role = BOUNCE_PART_STATUS;
  else if (strcmp (type, "message/disposition-notification") == 0 ||
           strcmp (type, "message/global-disposition-notification") == 0)
    role = BOUNCE_PART_DISPOSITION;
  else if (strcmp (type, "message/feedback-report") == 0)
    role = BOUNCE_PART_FEEDBACK;
  else if (strcmp (type, "text/rfc822-headers") == 0 || strcmp (type, "text/rfc822-header") == 0 ||
           strcmp (type, "message/global-headers") == 0 || strcmp (type, "message/rfc822-headers") == 0)
    role = BOUNCE_PART_RETURNED;
  else if (is_html && skip_words)
    return;
  else if (!g_str_has_prefix (type, "text/") && strcmp (type, "application/octet-stream") != 0 &&
           !g_str_has_prefix (type, "message/"))
    return;
  else if (strcmp (type, "text/calendar") == 0 || strcmp (type, "text/vcard") == 0 ||
           strcmp (type, "text/x-vcard") == 0 || strcmp (type, "text/css") == 0)
    return;

  text = bounce_parts_read_words (part, &is_html, &length, &walk->parts->omissions);
  if (role == BOUNCE_PART_TEXT && !is_html)
    role = sniff_role (text);

  if (role == BOUNCE_PART_TEXT && !is_html && is_later_header (walk, text, length))
    role = BOUNCE_PART_RETURNED;

  if (role == BOUNCE_PART_RETURNED)
    {
      g_autofree char *kind = dup_kind (part);

      take_returned_text (walk, path, kind != NULL ? kind : type, text, length);
      return;
    }
  if (role == BOUNCE_PART_TEXT)
    {
      gboolean is_words = g_str_has_prefix (type, "text/");

      if (skip_words || !is_words ||
          (is_attachment (GMIME_OBJECT (part)) && walk->has_returned))
        {
          g_free (text);
          return;
        }
    }

  bounce_parts_take_text (walk->parts, role, path, type, text, length);
}

static gboolean
is_excuse (const char *text,
           gsize       length)
{
  gsize i = strspn (text, " \t\n\r-_*");

  if (i >= length)
    return TRUE;
  if (length > BOUNCE_LIMIT_EXCUSE || strcasestr (text, "html") == NULL)
    return FALSE;

  return strcasestr (text, "support") != NULL || strcasestr (text, "view") != NULL ||
         strcasestr (text, "display") != NULL || strcasestr (text, "enable") != NULL ||
         strcasestr (text, "format") != NULL;
}

/* The plain form where it says something, else the others. Mail programs also put
 * attachments into the richer forms, so these are walked all the same. */
static void
walk_alternative (Walk           *walk,
                  GMimeMultipart *multipart,
                  const char     *path,
                  gboolean        skip_words)
{
  int count = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < count; i++)
    {
      GMimeObject *object = g_mime_multipart_get_part (multipart, i);
      g_autofree char *type = dup_type (object);
      g_autofree char *child = g_strdup_printf ("%s%s%d", path, *path != '\0' ? "." : "", i + 1);
      guint n_before = walk->parts->parts->len;

      walk_object (walk, object, child, skip_words);
      if (!skip_words && strcmp (type, "text/plain") == 0 && walk->parts->parts->len > n_before)
        {
          BouncePart *part = g_ptr_array_index (walk->parts->parts, n_before);

          if (part->role != BOUNCE_PART_TEXT)
            continue;
          if (i + 1 < count && is_excuse (part->text, part->length))
            g_ptr_array_remove_index (walk->parts->parts, n_before);
          else
            skip_words = TRUE;
        }
    }
}

/* A multipart without a boundary line: all its words stand before the first. */
static void
walk_prologue (Walk           *walk,
               GMimeMultipart *multipart,
               const char     *path)
{
  const char *prologue = g_mime_multipart_get_prologue (multipart);
  g_autofree char *child = g_strconcat (path, *path != '\0' ? ".1" : "1", NULL);
  char *text = NULL;
  gsize length = 0;

  if (prologue == NULL)
    return;

  text = bounce_charset_to_utf8 (prologue, strlen (prologue), NULL, &length);
  bounce_encoded_words_show (text, length);
  bounce_parts_take_text (walk->parts, BOUNCE_PART_TEXT, child, "text/plain", text, length);
}

static void
walk_multipart (Walk           *walk,
                GMimeMultipart *multipart,
                const char     *path,
                gboolean        skip_words)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (multipart));
  int count = g_mime_multipart_get_count (multipart);

  if (count == 0)
    walk_prologue (walk, multipart, path);
  if (type != NULL && walk->parts->report_type == NULL &&
      g_mime_content_type_is_type (type, "multipart", "report"))
    {
      const char *report = g_mime_content_type_get_parameter (type, "report-type");

      if (report != NULL)
        walk->parts->report_type = g_ascii_strdown (report, -1);
    }

  if (type != NULL && g_mime_content_type_is_type (type, "multipart", "alternative"))
    {
      walk_alternative (walk, multipart, path, skip_words);
      return;
    }

  for (int i = 0; i < count; i++)
    {
      g_autofree char *child = g_strdup_printf ("%s%s%d", path, *path != '\0' ? "." : "", i + 1);

      walk_object (walk, g_mime_multipart_get_part (multipart, i), child, skip_words);
    }
}

static void
walk_object (Walk        *walk,
             GMimeObject *object,
             const char  *path,
             gboolean     skip_words)
{
  if (object == NULL)
    return;
  if (walk->depth >= BOUNCE_LIMIT_TREE_DEPTH || walk->n_seen >= BOUNCE_LIMIT_PARTS)
    {
      walk->parts->omissions |= BOUNCE_OMISSION_PARTS;
      return;
    }

  walk->n_seen++;
  walk->depth++;
  if (GMIME_IS_MULTIPART (object))
    walk_multipart (walk, GMIME_MULTIPART (object), path, skip_words);
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      g_autofree char *type = dup_type (object);

      walk_inner_message (walk, g_mime_message_part_get_message (GMIME_MESSAGE_PART (object)),
                          path, type);
    }
  else if (GMIME_IS_PART (object))
    walk_leaf (walk, GMIME_PART (object), path, skip_words);
  walk->depth--;
}

static gboolean
has_role (const BounceParts *parts,
          BouncePartRole     role)
{
  for (guint i = 0; i < parts->parts->len; i++)
    if (((BouncePart *) g_ptr_array_index (parts->parts, i))->role == role)
      return TRUE;

  return FALSE;
}

static gboolean
has_notice_text (const BounceParts *parts)
{
  for (guint i = 0; i < parts->parts->len; i++)
    {
      BouncePart *part = g_ptr_array_index (parts->parts, i);

      if (part->role == BOUNCE_PART_TEXT && bounce_unwrap_is_notice_text (part))
        return TRUE;
    }

  return FALSE;
}

/* Whether the words of the parts say what failed. */
static gboolean
has_reason (const BounceParts *parts)
{
  for (guint i = 0; i < parts->parts->len; i++)
    {
      BouncePart *part = g_ptr_array_index (parts->parts, i);

      if (part->role == BOUNCE_PART_TEXT && bounce_unwrap_has_reason (part))
        return TRUE;
    }

  return FALSE;
}

static void
walk_root (Walk        *walk,
           GMimeObject *root,
           const char  *path)
{
  g_autofree char *child = NULL;

  if (root == NULL)
    return;

  /* A lone part of a message is its part 1 (RFC 3501 §6.4.5). */
  if (!GMIME_IS_MULTIPART (root))
    child = g_strconcat (path, *path != '\0' ? ".1" : "1", NULL);
  walk_object (walk, root, child != NULL ? child : path, FALSE);
}

static void
adopt (BounceParts *self,
       BounceParts *inner)
{
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->returned_fields);
  g_free (self->report_type);

  self->parts = g_steal_pointer (&inner->parts);
  self->fields = g_steal_pointer (&inner->fields);
  self->returned_fields = g_steal_pointer (&inner->returned_fields);
  self->report_type = g_steal_pointer (&inner->report_type);
  self->has_attached_copy = inner->has_attached_copy;
  self->omissions |= inner->omissions;
  self->was_forwarded = TRUE;
}

static void look_inside (BounceParts *self,
                         GPtrArray   *inners,
                         guint        depth);

/* Reads a message that was attached to an ordinary mail, as if it had come alone. */
static BounceParts *
read_inner (Inner    *inner,
            guint     depth,
            gboolean *is_notice)
{
  g_autoptr (BounceParts) parts = bounce_parts_alloc ();
  g_autoptr (GPtrArray) inners = g_ptr_array_new_with_free_func ((GDestroyNotify) inner_free);
  Walk walk = { .parts = parts, .inners = inners, .depth = depth };
  BouncePart *header = NULL;
  char *text = NULL;

  g_ptr_array_unref (parts->fields);
  parts->fields = read_message_header (inner->message, &text);
  header = bounce_parts_take_text (parts, BOUNCE_PART_HEADER, inner->path, "text/plain",
                                   text, strlen (text));
  *is_notice = bounce_unwrap_is_notice_header (header, parts->fields);
  walk.copies = *is_notice ? BOUNCE_COPIES_NONE : BOUNCE_COPIES_ALL;
  walk_root (&walk, g_mime_message_get_mime_part (inner->message), inner->path);

  *is_notice = *is_notice || has_role (parts, BOUNCE_PART_STATUS) || has_notice_text (parts);
  if (!*is_notice)
    {
      look_inside (parts, inners, depth + 1);
      *is_notice = parts->was_forwarded;
    }

  return g_steal_pointer (&parts);
}

static void
look_inside (BounceParts *self,
             GPtrArray   *inners,
             guint        depth)
{
  if (depth >= BOUNCE_LIMIT_DEPTH)
    {
      if (inners->len > 0)
        self->omissions |= BOUNCE_OMISSION_PARTS;
      return;
    }

  for (guint i = 0; i < inners->len; i++)
    {
      gboolean is_notice = FALSE;
      g_autoptr (BounceParts) parts =
        read_inner (g_ptr_array_index (inners, i), depth, &is_notice);

      if (!is_notice)
        continue;

      adopt (self, parts);
      return;
    }
}

/* Reads the parts of a mail into self. Swallows bytes, which are what
 * bounce_parts_limit() left of it. Where an ordinary mail carries a notice, the notice takes its place. */
void
bounce_parts_walk (BounceParts  *self,
                   GByteArray   *bytes,
                   BounceCopies  copies)
{
  GMimeObject *root = NULL;
  g_autoptr (GPtrArray) inners = g_ptr_array_new_with_free_func ((GDestroyNotify) inner_free);
  Walk walk = { .parts = self, .inners = inners, .copies = copies };

  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  bounce_charset_init ();

  /* The header was read already, so the body alone is asked for: a GMimeMessage has lists
   * of addresses as well, and they took 3 % of a run. */
  root = parse_take (bytes, FALSE);
  if (root == NULL)
    return;

  walk_root (&walk, root, "");
  if (inners->len > 0 && !has_role (self, BOUNCE_PART_STATUS) &&
      (copies == BOUNCE_COPIES_ALL ? !has_notice_text (self) : !has_reason (self)))
    look_inside (self, inners, 0);
  g_object_unref (root);
}
