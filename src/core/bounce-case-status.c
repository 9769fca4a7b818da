/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-case-private.h"
#include "bounce-fields-private.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-limits.h"

/*
 * The report part of a notice: message/delivery-status of RFC 3464, also where a
 * program or a paste puts its fields into plain text.
 */

typedef struct
{
  const char *word;
  BounceAction action;
} ActionWord;

/* RFC 3464 §2.3.3, then what is seen in the wild */
static const ActionWord action_words[] = {
  { "failed", BOUNCE_ACTION_FAILED },
  { "delayed", BOUNCE_ACTION_DELAYED },
  { "delivered", BOUNCE_ACTION_DELIVERED },
  { "relayed", BOUNCE_ACTION_RELAYED },
  { "expanded", BOUNCE_ACTION_EXPANDED },
  { "fail", BOUNCE_ACTION_FAILED },
  { "error", BOUNCE_ACTION_FAILED },
  { "expired", BOUNCE_ACTION_FAILED },
  { "delay", BOUNCE_ACTION_DELAYED },
  { "deferred", BOUNCE_ACTION_DELAYED },
};

/* Types of Diagnostic-Code (RFC 3464 §2.3.6) that carry another server's reply;
 * every other one is the reporting program's own wording. */
static const char *const remote_types[] = { "smtp", "lmtp", "esmtp", "smtps", NULL };

static BounceRange
get_range (const BounceReading *reading,
           const BounceField   *field,
           gsize                base)
{
  return (BounceRange) {
    reading,
    (guint32) (base + field->offset),
    (guint32) (base + field->offset + field->length)
  };
}

static BounceAction
parse_action (const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (action_words); i++)
    if (g_ascii_strncasecmp (value, action_words[i].word,
                             strlen (action_words[i].word)) == 0)
      return action_words[i].action;

  return BOUNCE_ACTION_NONE;
}

/* The text behind "type;", which may be missing. */
static const char *
skip_type (const char *value)
{
  const char *at = value;

  while (g_ascii_isalnum (*at) || *at == '-' || *at == '.')
    at++;
  while (*at == ' ')
    at++;
  if (*at != ';' || at == value)
    at = value;
  else
    at++;
  while (*at == ' ' || *at == '\t')
    at++;

  return at;
}

/* RFC 3461 §4: "+2B" stands for a plus sign. */
static char *
decode_xtext (const char *text)
{
  GString *decoded = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (at[0] == '+' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2])
          && !g_ascii_islower (at[1]) && !g_ascii_islower (at[2]))
        {
          char byte = (char) (g_ascii_xdigit_value (at[1]) * 16
                              + g_ascii_xdigit_value (at[2]));

          if (byte > ' ' && byte < 127)
            {
              g_string_append_c (decoded, byte);
              at += 2;
              continue;
            }
        }
      g_string_append_c (decoded, *at);
    }

  return g_string_free (decoded, FALSE);
}

/* RFC 6533 §3: "\x{C9}" stands for a letter; what stands for none cannot be read. */
static char *
decode_unitext (const char *text)
{
  GString *decoded = g_string_new (NULL);
  const char *escape;

  while ((escape = strstr (text, "\\x{")) != NULL)
    {
      char *end = NULL;
      guint64 value = g_ascii_strtoull (escape + 3, &end, 16);

      if (*end != '}' || value == 0 || value > 0x10FFFF || !g_unichar_validate ((gunichar) value))
        value = 0xFFFD;

      g_string_append_len (decoded, text, escape - text);
      g_string_append_unichar (decoded, (gunichar) value);
      text = *end == '}' ? end + 1 : end;
    }
  g_string_append (decoded, text);

  return g_string_free (decoded, FALSE);
}

/* The address of "rfc822; bob@example.org", whatever stands around it; or NULL. */
char *
bounce_address_from_field (const char *value)
{
  const char *at = skip_type (value);
  g_autofree char *plain = decode_unitext (at);
  g_autoptr (GArray) facts = bounce_facts_scan (plain, strlen (plain));
  gsize length = 0;
  char *address = NULL;

  for (guint i = 0; i < facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);

      if (fact->kind == BOUNCE_FACT_ADDRESS)
        return g_strndup (plain + fact->start, fact->end - fact->start);
    }

  address = plain;
  while (*address == '<' || *address == ' ')
    address++;
  length = strcspn (address, "> \t(,;\n");

  return length > 0 ? g_strndup (address, length) : NULL;
}

/* The host of "dns; mx.example.org (192.0.2.1)"; or NULL. */
char *
bounce_host_from_field (const char *value)
{
  const char *at = skip_type (value);
  gsize length = strcspn (at, " \t(;,<");

  while (length > 0 && at[length - 1] == '.')
    length--;
  if (length == 0)
    return NULL;

  return g_ascii_strdown (at, (gssize) length);
}

static GDateTime *
parse_date (const char *value)
{
  g_autofree char *date = g_strndup (skip_type (value), BOUNCE_LIMIT_DATE);

  return g_mime_utils_header_decode_date (date);
}

static gboolean
is_remote_type (const char *value)
{
  const char *end = strchr (value, ';');
  gsize length = end != NULL ? (gsize) (end - value) : 0;

  while (length > 0 && value[length - 1] == ' ')
    length--;
  if (end == NULL || length == 0 || length > 20)
    return TRUE;

  for (guint i = 0; remote_types[i] != NULL; i++)
    if (strlen (remote_types[i]) == length
        && g_ascii_strncasecmp (remote_types[i], value, length) == 0)
      return TRUE;

  return FALSE;
}

static void
read_diagnostic (BounceCase        *found,
                 const BounceField *field,
                 const BounceRange *range)
{
  const char *words = skip_type (field->value);
  BounceRange reply = *range;

  if (*words == '\0')
    return;

  /* the type is part of the field but not of what was said */
  if (words != field->value)
    {
      const char *text = reply.reading->part->search;
      const char *semicolon =
        memchr (text + reply.start, ';', reply.end - reply.start);

      if (semicolon != NULL)
        reply.start = (guint32) (semicolon + 1 - text);
    }

  if (is_remote_type (field->value))
    g_array_append_val (found->replies, reply);
  else
    {
      g_array_append_val (found->prose, reply);
      found->is_local = TRUE;
    }
}

static gboolean
is_named (const BounceField *field,
          const char        *name)
{
  return g_ascii_strcasecmp (field->name, name) == 0;
}

static void
read_recipient_field (BounceCase        *found,
                      const BounceField *field,
                      const BounceRange *range)
{
  if (is_named (field, "Original-Recipient"))
    {
      g_autofree char *address = bounce_address_from_field (field->value);

      g_free (found->original_address);
      found->original_address = address != NULL ? decode_xtext (address) : NULL;
    }
  else if (is_named (field, "Action"))
    {
      found->action = parse_action (field->value);
      found->action_range = *range;
    }
  else if (is_named (field, "Status"))
    {
      guint cursor = 0;
      const BounceFact *fact = NULL;

      while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
        if (fact->kind == BOUNCE_FACT_ENHANCED_CODE)
          {
            found->status = fact->enhanced;
            found->status_range = *range;
            found->status_range.start = fact->start;
            found->status_range.end = fact->end;
            break;
          }
      if (strchr (field->value, '(') != NULL || strlen (field->value) > 12)
        g_array_append_val (found->prose, *range);
    }
  else if (is_named (field, "Remote-MTA"))
    {
      g_free (found->remote_mta);
      found->remote_mta = bounce_host_from_field (field->value);
    }
  else if (is_named (field, "Diagnostic-Code"))
    read_diagnostic (found, field, range);
  else if (is_named (field, "Will-Retry-Until"))
    {
      g_clear_pointer (&found->retry_until, g_date_time_unref);
      found->retry_until = parse_date (field->value);
    }
  else if (g_ascii_strncasecmp (field->name, "X-", 2) == 0)
    g_array_append_val (found->prose, *range);
}

/* An address as reported, encoded words and all. X.400 names, file names and
 * routes (RFC 5321 appendix C) are no addresses that anybody could write to. */
static char *
dup_address (const BounceField *field,
             const BounceRange *range)
{
  g_autofree char *raw = bounce_range_dup_text (range);
  g_autofree char *address =
    bounce_address_from_field (strstr (raw, "=?") != NULL ? raw : field->value);

  if (address == NULL || *address == '/' || *address == '@'
      || (strchr (address, '@') == NULL && strpbrk (address, "/=:\\") != NULL))
    return NULL;

  return g_steal_pointer (&address);
}

static BounceRange
narrow_to_address (const BounceRange *range)
{
  BounceRange narrow = *range;
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
    if (fact->kind == BOUNCE_FACT_ADDRESS)
      {
        narrow.start = fact->start;
        narrow.end = fact->end;
        break;
      }

  return narrow;
}

/* The case that the fields of a new recipient go into: twice the same address
 * (one part in two languages, or a repeated block) is one recipient. */
static BounceCase *
open_case (BounceDossier     *self,
           const BounceField *field,
           const BounceRange *range)
{
  g_autofree char *address = dup_address (field, range);
  BounceCase *found = bounce_dossier_find_case (self, address);

  if (found != NULL)
    return found;
  if (self->cases->len >= BOUNCE_LIMIT_RECIPIENTS)
    {
      self->has_more = TRUE;
      return NULL;
    }

  found = bounce_case_new ();
  found->address = g_steal_pointer (&address);
  found->address_range = narrow_to_address (range);
  g_ptr_array_add (self->cases, found);
  self->has_report = TRUE;

  return found;
}

/* Whether a block speaks of a recipient although it names none. */
static gboolean
is_recipient_field (const BounceField *field)
{
  return is_named (field, "Original-Recipient") || is_named (field, "Action")
         || is_named (field, "Status") || is_named (field, "Diagnostic-Code");
}

/* Whether a new recipient begins at field @index. The order of fields is free
 * (RFC 3464 §2.3), but programs that forget the empty line between recipients
 * start each with one of these two. */
static gboolean
starts_recipient (GPtrArray *fields,
                  guint      index)
{
  const BounceField *field = g_ptr_array_index (fields, index);
  const BounceField *before =
    index > 0 ? g_ptr_array_index (fields, index - 1) : NULL;
  const BounceField *behind =
    index + 1 < fields->len ? g_ptr_array_index (fields, index + 1) : NULL;

  if (is_named (field, "Original-Recipient"))
    return behind != NULL && is_named (behind, "Final-Recipient");

  return is_named (field, "Final-Recipient")
         && (before == NULL || !is_named (before, "Original-Recipient"));
}

static void
read_recipient (BounceDossier       *self,
                const BounceReading *reading,
                GPtrArray           *fields,
                guint                first,
                guint                last,
                gsize                base)
{
  BounceCase *found = NULL;
  gboolean speaks = FALSE;

  for (guint i = first; i < last && found == NULL; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);
      BounceRange range = get_range (reading, field, base);

      speaks |= is_recipient_field (field);
      if (is_named (field, "Final-Recipient"))
        {
          found = open_case (self, field, &range);
          if (found == NULL)
            return;
        }
    }

  if (found == NULL)
    {
      if (!speaks)
        return;
      if (self->cases->len >= BOUNCE_LIMIT_RECIPIENTS)
        {
          self->has_more = TRUE;
          return;
        }

      found = bounce_case_new ();
      g_ptr_array_add (self->cases, found);
      self->has_report = TRUE;
    }

  for (guint i = first; i < last; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);
      BounceRange range = get_range (reading, field, base);

      read_recipient_field (found, field, &range);
      if (found->address == NULL && found->original_address != NULL
          && strchr (found->original_address, '@') != NULL)
        {
          found->address = g_strdup (found->original_address);
          found->address_range = narrow_to_address (&range);
        }
    }
}

static void
read_block (BounceDossier       *self,
            const BounceReading *reading,
            GPtrArray           *fields,
            gsize                base)
{
  guint first = 0;
  guint recipients = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (is_named (field, "Reporting-MTA") && self->reporting_mta == NULL)
        self->reporting_mta = bounce_host_from_field (field->value);

      if (!starts_recipient (fields, i))
        continue;
      if (recipients++ > 0)
        {
          read_recipient (self, reading, fields, first, i, base);
          first = i;
        }
    }

  read_recipient (self, reading, fields, first, fields->len, base);
}

/* Where the block with the first Final-Recipient field of a plain text starts, or
 * its end: broken boundaries and pastes put the report there. */
static gsize
find_fields_in_text (const BouncePart *part)
{
  static const char name[] = "final-recipient:";
  const char *text = part->search;
  gsize block = 0;
  gsize line = 0;

  while (line < part->search_length)
    {
      const char *end = memchr (text + line, '\n', part->search_length - line);
      gsize next = end != NULL ? (gsize) (end - text) + 1 : part->search_length;

      if (next - line >= sizeof name - 1
          && g_ascii_strncasecmp (text + line, name, sizeof name - 1) == 0)
        return block;
      if (next - line <= 1)
        block = next;
      line = next;
    }

  return part->search_length;
}

/* Reads the delivery status fields of @reading into cases. */
void
bounce_dossier_collect_status (BounceDossier       *self,
                               const BounceReading *reading)
{
  const BouncePart *part = reading->part;
  gsize position = part->role == BOUNCE_PART_STATUS ? 0 : find_fields_in_text (part);

  while (position < part->search_length)
    {
      gsize used = 0;
      g_autoptr (GPtrArray) fields =
        bounce_fields_new_from_text (part->search + position,
                                     part->search_length - position, &used);

      if (bounce_fields_are_cut (fields))
        self->has_cut_fields = TRUE;
      read_block (self, reading, fields, position);
      if (used == 0)
        {
          const char *line_end = memchr (part->search + position, '\n',
                                         part->search_length - position);

          used = line_end != NULL ? (gsize) (line_end + 1 - part->search) - position
                                  : part->search_length - position;
        }
      position += used;
    }
}
