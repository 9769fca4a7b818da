/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-rdap-answer-private.h"

#include <string.h>

#include "bounce-ip.h"
#include "bounce-json-guard-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-text-private.h"
#include "bounce-rdap-abuse-private.h"
#include "bounce-rdap-entity-private.h"
#include "bounce-rdap-network-private.h"

/* The country stands at the end of an address (RFC 6350 §6.3.1). */
#define ADDRESS_COUNTRY 6

/* ISO 3166 gives "ZZ" to nobody; registries write it for "unknown". */
#define COUNTRY_UNKNOWN "ZZ"

/* ARIN names no country but in words, in the address of the holder. These are the
 * countries that it serves, as ISO 3166 names them in short. */
static const struct
{
  const char *name;
  const char *code;
} countries[] = {
  { "Anguilla", "AI" },
  { "Antigua and Barbuda", "AG" },
  { "Bahamas", "BS" },
  { "Barbados", "BB" },
  { "Bermuda", "BM" },
  { "Canada", "CA" },
  { "Cayman Islands", "KY" },
  { "Dominica", "DM" },
  { "Grenada", "GD" },
  { "Guadeloupe", "GP" },
  { "Jamaica", "JM" },
  { "Martinique", "MQ" },
  { "Puerto Rico", "PR" },
  { "Saint Kitts and Nevis", "KN" },
  { "Saint Lucia", "LC" },
  { "Saint Pierre and Miquelon", "PM" },
  { "Saint Vincent and the Grenadines", "VC" },
  { "Turks and Caicos Islands", "TC" },
  { "United States", "US" },
  { "United States of America", "US" },
};

static char *
clean (const char *text)
{
  return text != NULL ? bounce_net_text_clean (text, strlen (text)) : NULL;
}

static char *
dup_country (const char *text)
{
  g_autofree char *code = NULL;

  if (text == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_ascii_strcasecmp (text, countries[i].name) == 0)
      return g_strdup (countries[i].code);

  if (strlen (text) != 2 || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
    return NULL;

  code = g_ascii_strup (text, -1);

  return strcmp (code, COUNTRY_UNKNOWN) != 0 ? g_steal_pointer (&code) : NULL;
}

/* A postal address in one piece, whose last line is the country. Some write the
 * ends of the lines as a backslash and an n. */
static char *
dup_country_of_label (const char *label)
{
  g_autofree char *last = NULL;
  const char *end;

  if (label == NULL)
    return NULL;

  end = MAX (strrchr (label, '\n'), g_strrstr (label, "\\n"));
  if (end != NULL)
    label = end + (*end == '\n' ? 1 : 2);
  last = clean (label);

  return dup_country (last);
}

static char *
dup_country_of_entity (const BounceRdapEntity *entity)
{
  BounceRdapProperty property = { NULL, };
  char *country = NULL;

  if (!bounce_rdap_entity_get_property (entity, "adr", 0, &property))
    return NULL;

  /* RFC 8605 §3.1 */
  country = dup_country (bounce_json_guard_get_string (property.parameters, "cc"));
  if (country == NULL && JSON_NODE_HOLDS_ARRAY (property.value))
    country = dup_country (bounce_json_guard_element_string (
                             json_node_get_array (property.value), ADDRESS_COUNTRY));
  if (country == NULL)
    country = dup_country_of_label (
      bounce_json_guard_get_string (property.parameters, "label"));

  return country;
}

/* RIPE's data base marks whoever may change an entry as a registrant too; that is
 * a name for its software, and says so at its end. */
static gboolean
is_maintainer (const BounceRdapEntity *entity,
               const char             *name)
{
  const char *handle = bounce_json_guard_get_string (entity->object, "handle");

  return g_strcmp0 (name, handle) == 0 && g_str_has_suffix (name, "-MNT");
}

static char *
dup_entity_name (const BounceRdapEntity *entity)
{
  g_autofree char *name = clean (bounce_rdap_entity_get_text (entity, "fn"));

  if (name == NULL)
    name = clean (bounce_rdap_entity_get_text (entity, "org"));
  if (name == NULL || is_maintainer (entity, name))
    return NULL;

  return g_steal_pointer (&name);
}

/* The registrant that is an organisation, else the first one that has a name. */
static const BounceRdapEntity *
find_registrant (GArray *entities)
{
  const BounceRdapEntity *found = NULL;

  for (guint i = 0; i < entities->len; i++)
    {
      const BounceRdapEntity *entity = &g_array_index (entities, BounceRdapEntity, i);
      const char *kind = bounce_rdap_entity_get_text (entity, "kind");
      g_autofree char *name = NULL;

      if (!bounce_rdap_entity_has_role (entity, "registrant"))
        continue;
      name = dup_entity_name (entity);
      if (name == NULL)
        continue;

      if (kind != NULL && g_ascii_strcasecmp (kind, "org") == 0)
        return entity;
      if (found == NULL)
        found = entity;
    }

  return found;
}

static char *
dup_first_remark (JsonObject *answer)
{
  JsonArray *remarks = bounce_json_guard_get_array (answer, "remarks");
  guint n_remarks = remarks != NULL ? json_array_get_length (remarks) : 0;

  for (guint i = 0; i < MIN (n_remarks, BOUNCE_NET_LIMIT_REMARKS); i++)
    {
      JsonObject *remark = bounce_json_guard_element_object (remarks, i);
      JsonArray *lines = bounce_json_guard_get_array (remark, "description");
      char *line = clean (bounce_json_guard_element_string (lines, 0));

      if (line == NULL)
        line = clean (bounce_json_guard_get_string (remark, "description"));
      if (line != NULL)
        return line;
    }

  return NULL;
}

/* All but who is responsible may be missing; an answer that names nobody is none. */
static void
read_network (BounceRegistryCheck *check,
              JsonObject          *answer)
{
  g_autoptr (GArray) entities = bounce_rdap_entities_new (answer);
  const BounceRdapEntity *registrant = find_registrant (entities);

  check->network_name = clean (bounce_json_guard_get_string (answer, "name"));

  if (registrant != NULL)
    check->holder = dup_entity_name (registrant);
  if (check->holder == NULL)
    check->holder = g_strdup (check->network_name);
  if (check->holder == NULL)
    check->holder = dup_first_remark (answer);

  check->abuse_address = bounce_rdap_abuse_dup_address (answer, entities,
                                                        &check->abuse_is_guess);
  if (check->holder == NULL && check->abuse_address == NULL)
    return;

  check->country = dup_country (bounce_json_guard_get_string (answer, "country"));
  if (check->country == NULL && registrant != NULL)
    check->country = dup_country_of_entity (registrant);
  check->state = BOUNCE_REGISTRY_FOUND;
}

static BounceRegistryState
judge_error (gint64 code)
{
  switch (code)
    {
    case 404:
      return BOUNCE_REGISTRY_NO_DATA;
    case 429:
      return BOUNCE_REGISTRY_LATER;
    default:
      return BOUNCE_REGISTRY_UNKNOWN;
    }
}

/* Some tell in a notice, beside nothing or little, that we asked too often. */
static gboolean
has_limit_notice (JsonObject *answer)
{
  JsonArray *notices = bounce_json_guard_get_array (answer, "notices");
  guint n_notices = notices != NULL ? json_array_get_length (notices) : 0;

  for (guint i = 0; i < MIN (n_notices, BOUNCE_NET_LIMIT_REMARKS); i++)
    {
      JsonObject *notice = bounce_json_guard_element_object (notices, i);
      const char *title = bounce_json_guard_get_string (notice, "title");

      if (title != NULL && g_ascii_strcasecmp (title, "Rate Limit Notice") == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_of_another_class (JsonObject *answer)
{
  const char *name = bounce_json_guard_get_string (answer, "objectClassName");

  return name != NULL && g_ascii_strcasecmp (name, "ip network") != 0;
}

static void
read_answer (BounceRegistryCheck *check,
             JsonObject          *answer)
{
  g_autoptr (GInetAddress) address = bounce_ip_parse (check->ip);
  g_autofree char *network = NULL;
  BounceRdapFit fit;

  /* an error may come with status 200 */
  if (json_object_has_member (answer, "errorCode"))
    {
      check->state = judge_error (bounce_json_guard_get_int (answer, "errorCode"));
      return;
    }

  if (is_of_another_class (answer))
    return;

  fit = bounce_rdap_network_read (answer, address, &network);
  switch (fit)
    {
    case BOUNCE_RDAP_FIT_ALL:
      /* the entry that stands for what a registry does not know */
      check->state = BOUNCE_REGISTRY_NO_DATA;
      return;
    case BOUNCE_RDAP_FIT_OTHER:
      /* whoever holds another network is nobody to complain to */
      return;
    case BOUNCE_RDAP_FIT_UNKNOWN:
      if (has_limit_notice (answer))
        {
          check->state = BOUNCE_REGISTRY_LATER;
          return;
        }
      break;
    case BOUNCE_RDAP_FIT_HAS:
    default:
      break;
    }

  read_network (check, answer);
  if (check->state == BOUNCE_REGISTRY_FOUND)
    check->network = g_steal_pointer (&network);
}

/**
 * bounce_rdap_answer_parse:
 * @ip: the address that was asked about
 * @data: what a registry answered (RFC 9083)
 * @length: its length in bytes
 *
 * Reads whose an address is. Nothing in @data is trusted: what cannot be
 * understood, or is about another network, is %BOUNCE_REGISTRY_UNKNOWN.
 *
 * Returns: (transfer full): what the registry said
 */
BounceRegistryCheck *
bounce_rdap_answer_parse (const char *ip,
                          const char *data,
                          gsize       length)
{
  g_autoptr (BounceRegistryCheck) check = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (ip != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  check = g_new0 (BounceRegistryCheck, 1);
  check->ip = g_strdup (ip);

  if (length <= BOUNCE_NET_LIMIT_REGISTRY_ANSWER)
    root = bounce_json_guard_parse (data, length);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    read_answer (check, json_node_get_object (root));

  return g_steal_pointer (&check);
}
