/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The people, roles and organisations of an RDAP answer (RFC 9083 §5.1), lent by
 * the answer.
 */
typedef struct
{
  JsonObject *object;
  guint depth;
} BounceRdapEntity;

/*
 * BounceRdapProperty:
 * @parameters: (nullable): what is said about the value
 * @value: its value, of any type
 *
 * One property of an entity's jCard (RFC 7095 §3.3).
 */
typedef struct
{
  JsonObject *parameters;
  JsonNode *value;
} BounceRdapProperty;

GArray     *bounce_rdap_entities_new        (JsonObject             *answer);
gboolean    bounce_rdap_entity_has_role     (const BounceRdapEntity *self,
                                             const char             *role);
gboolean    bounce_rdap_entity_has_roles    (const BounceRdapEntity *self);
gboolean    bounce_rdap_entity_get_property (const BounceRdapEntity *self,
                                             const char             *name,
                                             guint                   nth,
                                             BounceRdapProperty     *property);
const char *bounce_rdap_entity_get_text     (const BounceRdapEntity *self,
                                             const char             *name);

G_END_DECLS
