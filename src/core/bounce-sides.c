/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-sides-private.h"

#include <string.h>

#include "bounce-domain-private.h"
#include "bounce-limits.h"

static gboolean
holds_name (GPtrArray  *domains,
            const char *name)
{
  return g_ptr_array_find_with_equal_func (domains, name, g_str_equal, NULL);
}

static gboolean
holds_owner (GPtrArray  *domains,
             const char *host)
{
  for (guint i = 0; i < domains->len; i++)
    if (bounce_domain_may_share_owner (host, g_ptr_array_index (domains, i)))
      {
        g_autofree char *owned = bounce_domain_dup_owned (host);

        return owned != NULL && holds_name (domains, owned);
      }

  return FALSE;
}

static void
add_domain (GPtrArray  *domains,
            const char *address)
{
  g_autofree char *domain = bounce_domain_of_address (address);
  g_autofree char *owned = NULL;

  if (domain == NULL || domains->len >= BOUNCE_LIMIT_DOMAINS || holds_name (domains, domain))
    return;

  owned = bounce_domain_dup_owned (domain);
  if (owned != NULL && !holds_name (domains, owned))
    g_ptr_array_add (domains, g_steal_pointer (&owned));
}

static void
add_fields (GPtrArray         *domains,
            GPtrArray         *fields,
            const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = bounce_fields_get (fields, names[i]);
      g_autofree char *address = value != NULL ? bounce_address_from_field (value) : NULL;

      add_domain (domains, address);
    }
}

/* Finds the domains of either side in the notice and in the returned header. */
BounceSides *
bounce_sides_new (const BounceDossier *dossier)
{
  static const char *const reader_fields[] = {
    "To", "Delivered-To", "X-Original-To", "Envelope-To", NULL
  };
  static const char *const sender_fields[] = { "From", "Sender", "Return-Path", NULL };
  BounceSides *self = g_new0 (BounceSides, 1);

  self->reader = g_ptr_array_new_with_free_func (g_free);
  self->sender = g_ptr_array_new_with_free_func (g_free);
  self->theirs = g_ptr_array_new_with_free_func (g_free);

  add_fields (self->reader, dossier->parts->fields, reader_fields);
  add_fields (self->sender, dossier->parts->returned_fields, sender_fields);
  for (guint i = 0; i < dossier->cases->len; i++)
    {
      const BounceCase *found = g_ptr_array_index (dossier->cases, i);

      bounce_sides_add_their (self, found->address);
      bounce_sides_add_their (self, found->original_address);
    }

  return self;
}

/* Frees it. */
void
bounce_sides_free (BounceSides *self)
{
  g_ptr_array_unref (self->reader);
  g_ptr_array_unref (self->sender);
  g_ptr_array_unref (self->theirs);
  g_free (self);
}

/* Adds the domain of @address, which may be NULL, to the recipient's side. */
void
bounce_sides_add_their (BounceSides *self,
                        const char  *address)
{
  add_domain (self->theirs, address);
}

/* Whether @host belongs to the reader or to the writer of the returned message. */
gboolean
bounce_sides_are_ours (const BounceSides *self,
                       const char        *host)
{
  return holds_owner (self->reader, host) || holds_owner (self->sender, host);
}

/* Whether @host belongs to a recipient. */
gboolean
bounce_sides_are_theirs (const BounceSides *self,
                         const char        *host)
{
  return holds_owner (self->theirs, host);
}

/* Whether @host belongs to whoever got the notice. */
gboolean
bounce_sides_are_readers (const BounceSides *self,
                          const char        *host)
{
  return holds_owner (self->reader, host);
}
