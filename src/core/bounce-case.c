/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-case-private.h"

#include <string.h>

#include "bounce-limits.h"
#include "bounce-received-private.h"
#include "bounce-sides-private.h"

/* A case about nobody yet. */
BounceCase *
bounce_case_new (void)
{
  BounceCase *self = g_new0 (BounceCase, 1);

  self->replies = g_array_new (FALSE, FALSE, sizeof (BounceRange));
  self->prose = g_array_new (FALSE, FALSE, sizeof (BounceRange));
  self->shared = g_array_new (FALSE, FALSE, sizeof (BounceRange));

  return self;
}

/* Frees a case and what it points at. */
void
bounce_case_free (BounceCase *self)
{
  g_free (self->address);
  g_free (self->original_address);
  g_array_unref (self->replies);
  g_array_unref (self->prose);
  g_array_unref (self->shared);
  g_free (self->remote_mta);
  g_free (self->said_by);
  g_clear_pointer (&self->retry_until, g_date_time_unref);
  g_free (self);
}

/* The case of @address, or NULL. Local parts are compared without case: servers
 * fold them (RFC 5321 §2.4 advises against telling them apart). */
BounceCase *
bounce_dossier_find_case (const BounceDossier *self,
                          const char          *address)
{
  if (address == NULL)
    return NULL;

  for (guint i = 0; i < self->cases->len; i++)
    {
      BounceCase *found = g_ptr_array_index (self->cases, i);

      if (found->address != NULL
          && g_ascii_strcasecmp (found->address, address) == 0)
        return found;
    }

  return NULL;
}

/* The addresses that list managers take commands at, RFC 2142 §6 and older. */
static gboolean
is_list_service (const char *address)
{
  static const char *const endings[] = {
    "-admin", "-bounces", "-ctl", "-help", "-leave", "-owner", "-request",
    "-subscribe", "-unsubscribe", NULL
  };
  const char *at = strrchr (address, '@');

  for (guint i = 0; at != NULL && endings[i] != NULL; i++)
    {
      gsize length = strlen (endings[i]);

      if ((gsize) (at - address) > length
          && g_ascii_strncasecmp (at - length, endings[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_writer (BounceDossier *self,
            GPtrArray     *fields,
            const char    *name)
{
  const char *value = bounce_fields_get (fields, name);
  char *address = value != NULL ? bounce_address_from_field (value) : NULL;

  if (address != NULL)
    g_ptr_array_add (self->writers, address);
}

/* Read once: a text may hold thousands of addresses to compare with them, and a
 * field of 64 kB takes long to read. */
static void
collect_writers (BounceDossier *self)
{
  add_writer (self, self->parts->fields, "From");
  add_writer (self, self->parts->fields, "To");
  add_writer (self, self->parts->fields, "Delivered-To");
  add_writer (self, self->parts->returned_fields, "From");
  add_writer (self, self->parts->returned_fields, "Sender");
  add_writer (self, self->parts->returned_fields, "Return-Path");
}

/* Whether @address belongs to the writer of the returned message or of the
 * notice, so that its standing in the text does not make it a failed one. */
gboolean
bounce_dossier_is_sender (const BounceDossier *self,
                          const char          *address)
{
  static const char *const service_names[] = {
    "abuse@", "bounce@", "bounces@", "helpdesk@", "mailer-daemon@",
    "mailerdaemon@", "no-reply@", "noreply@", "nospam@", "postmaster@",
    "support@", "unblock@", "hostmaster@", "microsoftexchange", NULL
  };

  for (guint i = 0; service_names[i] != NULL; i++)
    if (g_ascii_strncasecmp (address, service_names[i],
                             strlen (service_names[i])) == 0)
      return TRUE;

  if (is_list_service (address))
    return TRUE;

  for (guint i = 0; i < self->writers->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->writers, i), address) == 0)
      return TRUE;

  return FALSE;
}

/* Adds the addresses of a list of them, as in X-Failed-Recipients. */
static void
add_listed (BounceDossier *self,
            const char    *value)
{
  g_autoptr (GArray) facts = bounce_facts_scan (value, strlen (value));

  for (guint i = 0; i < facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);
      g_autofree char *address = NULL;
      BounceCase *found = NULL;

      if (fact->kind != BOUNCE_FACT_ADDRESS)
        continue;

      address = g_strndup (value + fact->start, fact->end - fact->start);
      if (bounce_dossier_find_case (self, address) != NULL)
        continue;
      if (self->cases->len >= BOUNCE_LIMIT_RECIPIENTS)
        {
          self->has_more = TRUE;
          return;
        }

      found = bounce_case_new ();
      found->address = g_steal_pointer (&address);
      g_ptr_array_add (self->cases, found);
    }
}

/* The address behind "for <…>" in the Received fields of the returned message. */
static char *
find_received_for (const BounceDossier *self)
{
  GPtrArray *fields = self->parts->returned_fields;
  char *address = NULL;

  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);
      const char *named = NULL;

      if (g_ascii_strcasecmp (field->name, "Received") != 0)
        continue;

      named = strstr (field->value, " for <");
      if (named == NULL)
        continue;

      g_free (address);
      address = bounce_address_from_field (named + strlen (" for "));
    }

  return address;
}

/* The one address of a To field, or NULL where there are none or several. */
static char *
find_only_address (const char *value)
{
  g_autoptr (GArray) facts = NULL;
  char *address = NULL;

  if (value == NULL)
    return NULL;

  facts = bounce_facts_scan (value, strlen (value));
  for (guint i = 0; i < facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);

      if (fact->kind != BOUNCE_FACT_ADDRESS)
        continue;
      if (address != NULL)
        {
          g_free (address);
          return NULL;
        }
      address = g_strndup (value + fact->start, fact->end - fact->start);
    }

  return address;
}

/* Where a list takes posts: Mailman's field, or RFC 2369 §3.4. */
static char *
find_posting_address (const BounceDossier *self)
{
  static const char *const names[] = { "X-BeenThere", "List-Post" };
  char *address = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && address == NULL; i++)
    address = find_only_address (bounce_fields_get (self->parts->fields, names[i]));

  return address;
}

/* The one address of the subject, which may be the writer's. */
static char *
find_in_subject (const BounceDossier *self)
{
  g_autofree char *address =
    find_only_address (bounce_fields_get (self->parts->fields, "Subject"));

  if (address == NULL || bounce_dossier_is_sender (self, address))
    return NULL;

  return g_steal_pointer (&address);
}

/* The last places that name a recipient: the header of the notice, then the
 * header of the returned message (CONTRACT's third step). A subject such as "Rejected
 * posting to …" names one where nothing else does. */
void
bounce_dossier_collect_header (BounceDossier *self)
{
  const char *failed =
    bounce_fields_get (self->parts->fields, "X-Failed-Recipients");
  g_autofree char *address = NULL;

  if (failed != NULL)
    {
      guint before = self->cases->len;

      add_listed (self, failed);
      if (self->cases->len > before)
        return;
    }

  address = find_posting_address (self);
  if (address == NULL)
    address = find_received_for (self);
  if (address == NULL)
    address = find_only_address (bounce_fields_get (self->parts->returned_fields, "To"));
  if (address == NULL)
    address = find_in_subject (self);
  if (address != NULL)
    add_listed (self, address);
}

static void
collect_reports (BounceDossier  *self,
                 BouncePartRole  role)
{
  for (guint i = 0; i < self->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (self->readings, i);

      if (reading->part->role == role)
        bounce_dossier_collect_status (self, reading);
    }
}

/* Who spoke: the server named in the report beats the one found in prose. */
static void
settle_speaker (BounceDossier *self,
                BounceCase    *found)
{
  /* a Remote-MTA that nobody quotes was looked for and did not speak */
  if (found->remote_mta != NULL && found->replies->len > 0)
    {
      gboolean same = self->reporting_mta != NULL
                      && g_ascii_strcasecmp (found->remote_mta,
                                             self->reporting_mta) == 0;

      g_free (found->said_by);
      found->said_by = g_strdup (found->remote_mta);
      if (!same && !found->is_local)
        found->is_remote = TRUE;
    }
  else if (found->said_by != NULL && self->reporting_mta != NULL
           && g_ascii_strcasecmp (found->said_by, self->reporting_mta) == 0)
    found->is_local = TRUE;
  else if (found->said_by != NULL && !found->is_local)
    found->is_remote = TRUE;
}

/**
 * bounce_dossier_new: (skip)
 * @parts: a message taken apart; must outlive the dossier
 *
 * Gathers what a notice says about each recipient: from the report part, the
 * prose, and the headers, in CONTRACT's order.
 *
 * Returns: (transfer full): the dossier
 */
BounceDossier *
bounce_dossier_new (const BounceParts *parts)
{
  BounceDossier *self = g_new0 (BounceDossier, 1);

  self->parts = parts;
  self->readings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_reading_free);
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_case_free);
  self->writers = g_ptr_array_new_with_free_func (g_free);
  self->hops = bounce_received_new_from_fields (parts->fields);
  self->returned_hops = bounce_received_new_from_fields (parts->returned_fields);

  collect_writers (self);
  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);

      if (part->role != BOUNCE_PART_RETURNED)
        g_ptr_array_add (self->readings, bounce_reading_new (part));
    }

  collect_reports (self, BOUNCE_PART_STATUS);
  if (!self->has_report)
    collect_reports (self, BOUNCE_PART_TEXT);
  bounce_dossier_collect_prose (self);

  for (guint i = 0; i < self->cases->len; i++)
    settle_speaker (self, g_ptr_array_index (self->cases, i));
  self->sides = bounce_sides_new (self);

  return self;
}

/* Frees a dossier; the parts stay. */
void
bounce_dossier_free (BounceDossier *self)
{
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->readings);
  g_ptr_array_unref (self->hops);
  g_ptr_array_unref (self->returned_hops);
  g_ptr_array_unref (self->writers);
  bounce_sides_free (self->sides);
  g_free (self->reporting_mta);
  g_free (self);
}
