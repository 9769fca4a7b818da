/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-rdap-entity-private.h"

#include "bounce-json-guard-private.h"
#include "bounce-net-limits.h"

/* A jCard is ["vcard", [[name, parameters, type, value…], …]]. */
#define PROPERTY_NAME 0
#define PROPERTY_PARAMETERS 1
#define PROPERTY_VALUE 3

static void
add_entities (GArray     *entities,
              JsonObject *parent,
              guint       depth)
{
  JsonArray *array = bounce_json_guard_get_array (parent, "entities");
  guint n_elements = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n_elements && entities->len < BOUNCE_NET_LIMIT_ENTITIES; i++)
    {
      BounceRdapEntity entity = { bounce_json_guard_element_object (array, i), depth };

      if (entity.object != NULL)
        g_array_append_val (entities, entity);
    }
}

/* Returns: (transfer full): the entities of @answer, and those in them, the
 * shallowest first: what stands at the top is about the network itself, what
 * stands below is about its holder. */
GArray *
bounce_rdap_entities_new (JsonObject *answer)
{
  GArray *entities = g_array_new (FALSE, FALSE, sizeof (BounceRdapEntity));

  g_assert (answer != NULL);

  add_entities (entities, answer, 1);
  for (guint i = 0; i < entities->len; i++)
    {
      /* not a pointer into the array, which grows */
      BounceRdapEntity entity = g_array_index (entities, BounceRdapEntity, i);

      if (entity.depth < BOUNCE_NET_LIMIT_ENTITY_DEPTH)
        add_entities (entities, entity.object, entity.depth + 1);
    }

  return entities;
}

/* A single role comes as a string from some. */
gboolean
bounce_rdap_entity_has_role (const BounceRdapEntity *self,
                             const char             *role)
{
  const char *single = bounce_json_guard_get_string (self->object, "roles");
  JsonArray *roles = bounce_json_guard_get_array (self->object, "roles");
  guint n_roles = roles != NULL ? json_array_get_length (roles) : 0;

  if (single != NULL)
    return g_ascii_strcasecmp (single, role) == 0;

  for (guint i = 0; i < n_roles; i++)
    {
      const char *element = bounce_json_guard_element_string (roles, i);

      if (element != NULL && g_ascii_strcasecmp (element, role) == 0)
        return TRUE;
    }

  return FALSE;
}

gboolean
bounce_rdap_entity_has_roles (const BounceRdapEntity *self)
{
  JsonArray *roles = bounce_json_guard_get_array (self->object, "roles");

  return bounce_json_guard_get_string (self->object, "roles") != NULL
         || (roles != NULL && json_array_get_length (roles) > 0);
}

/* The @nth property called @name, from 0; FALSE where there are fewer. */
gboolean
bounce_rdap_entity_get_property (const BounceRdapEntity *self,
                                 const char             *name,
                                 guint                   nth,
                                 BounceRdapProperty     *property)
{
  JsonArray *card = bounce_json_guard_get_array (self->object, "vcardArray");
  JsonArray *properties = bounce_json_guard_element_array (card, 1);
  guint n_properties = properties != NULL ? json_array_get_length (properties) : 0;

  for (guint i = 0; i < MIN (n_properties, BOUNCE_NET_LIMIT_CARD); i++)
    {
      JsonArray *element = bounce_json_guard_element_array (properties, i);
      const char *found = bounce_json_guard_element_string (element, PROPERTY_NAME);

      if (found == NULL || g_ascii_strcasecmp (found, name) != 0)
        continue;
      if (json_array_get_length (element) <= PROPERTY_VALUE || nth-- > 0)
        continue;

      property->parameters = bounce_json_guard_element_object (element, PROPERTY_PARAMETERS);
      property->value = json_array_get_element (element, PROPERTY_VALUE);
      return TRUE;
    }

  return FALSE;
}

/* The first property called @name that is text; an organisation may come as an
 * array with its units (RFC 6350 §6.6.4). */
const char *
bounce_rdap_entity_get_text (const BounceRdapEntity *self,
                             const char             *name)
{
  BounceRdapProperty property = { NULL, };
  const char *text = NULL;

  for (guint i = 0; text == NULL && bounce_rdap_entity_get_property (self, name, i, &property); i++)
    {
      if (JSON_NODE_HOLDS_ARRAY (property.value))
        text = bounce_json_guard_element_string (json_node_get_array (property.value), 0);
      else
        text = bounce_json_guard_string (property.value);
    }

  return text;
}
