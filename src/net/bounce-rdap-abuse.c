/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-rdap-abuse-private.h"

#include <string.h>

#include "bounce-json-guard-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-text-private.h"

/* How well an address of a card suits, the best first. */
typedef enum {
  RANK_PREFERRED,
  RANK_ABUSE,
  RANK_ANY,
  RANK_NONE,
} Rank;

/* Where no entity says that complaints go to it, in this order (RFC 9083 §10.2.4
 * has the roles). */
static const char *const guessed_roles[] = {
  "technical", "noc", "administrative", "registrant",
};

/* RFC 5321 allows more, but nobody's mailbox for complaints has it, and "?" begins
 * the fields of a mailto: URI. */
static gboolean
is_address_char (gunichar c)
{
  return c >= 0x80 ? g_unichar_isalnum (c)
                   : g_ascii_isalnum (c) || strchr ("+-=_.@", c) != NULL;
}

/* An address that can be shown and written to as it stands, or NULL. Hidden data
 * (RFC 9537) are empty, or words. */
static char *
dup_address (const char *text)
{
  g_autofree char *address = NULL;
  const char *at;

  if (text == NULL)
    return NULL;
  if (g_ascii_strncasecmp (text, "mailto:", strlen ("mailto:")) == 0)
    text += strlen ("mailto:");

  address = bounce_net_text_clean (text, strlen (text));
  if (address == NULL || strlen (address) > BOUNCE_NET_LIMIT_MAILBOX)
    return NULL;

  at = strchr (address, '@');
  if (at == NULL || at == address || strchr (at + 1, '@') != NULL || strchr (at, '.') == NULL)
    return NULL;
  for (const char *c = address; *c != '\0'; c = g_utf8_next_char (c))
    if (!is_address_char (g_utf8_get_char (c)))
      return NULL;

  return g_steal_pointer (&address);
}

static gboolean
is_abuse_address (const char *address)
{
  return g_ascii_strncasecmp (address, "abuse", strlen ("abuse")) == 0;
}

/* RFC 6350 §5.3; some write the number as a string */
static gboolean
is_preferred (const BounceRdapProperty *property)
{
  const char *text = bounce_json_guard_get_string (property->parameters, "pref");

  return g_strcmp0 (text, "1") == 0
         || bounce_json_guard_get_int (property->parameters, "pref") == 1;
}

/* Takes the best address of an entity where it is better than *@rank. */
static void
improve_address (const BounceRdapEntity  *entity,
                 Rank                    *rank,
                 char                   **best)
{
  BounceRdapProperty property = { NULL, };

  for (guint i = 0; bounce_rdap_entity_get_property (entity, "email", i, &property); i++)
    {
      g_autofree char *address = NULL;
      Rank found = RANK_ANY;

      if (JSON_NODE_HOLDS_ARRAY (property.value))
        address = dup_address (bounce_json_guard_element_string (
                                 json_node_get_array (property.value), 0));
      else
        address = dup_address (bounce_json_guard_string (property.value));
      if (address == NULL)
        continue;

      if (is_preferred (&property))
        found = RANK_PREFERRED;
      else if (is_abuse_address (address))
        found = RANK_ABUSE;
      if (found >= *rank)
        continue;

      *rank = found;
      g_free (*best);
      *best = g_steal_pointer (&address);
    }
}

/* The address of those with @role, or of those without any where it is NULL: of
 * the shallowest that have one, for the deeper ones answer for somebody else. */
static char *
find_by_role (GArray     *entities,
              const char *role)
{
  char *best = NULL;
  Rank rank = RANK_NONE;
  guint depth = 0;

  for (guint i = 0; i < entities->len; i++)
    {
      const BounceRdapEntity *entity = &g_array_index (entities, BounceRdapEntity, i);

      if (best != NULL && entity->depth > depth)
        break;
      if (role != NULL ? !bounce_rdap_entity_has_role (entity, role)
                       : bounce_rdap_entity_has_roles (entity))
        continue;

      improve_address (entity, &rank, &best);
      depth = entity->depth;
    }

  return best;
}

static char *
find_in_line (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r\n<>()[]\"',;:", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *address = NULL;
      gsize length = strlen (words[i]);

      /* the end of a sentence */
      if (length > 0 && words[i][length - 1] == '.')
        words[i][length - 1] = '\0';

      address = dup_address (words[i]);
      if (address != NULL && is_abuse_address (address))
        return g_steal_pointer (&address);
    }

  return NULL;
}

/* Some write where to complain into a remark, as prose. */
static char *
find_in_remarks (JsonObject *object)
{
  JsonArray *remarks = bounce_json_guard_get_array (object, "remarks");
  guint n_remarks = remarks != NULL ? json_array_get_length (remarks) : 0;

  for (guint i = 0; i < MIN (n_remarks, BOUNCE_NET_LIMIT_REMARKS); i++)
    {
      JsonObject *remark = bounce_json_guard_element_object (remarks, i);
      JsonArray *lines = bounce_json_guard_get_array (remark, "description");
      guint n_lines = lines != NULL ? json_array_get_length (lines) : 0;

      for (guint j = 0; j < MIN (n_lines, BOUNCE_NET_LIMIT_REMARKS); j++)
        {
          const char *line = bounce_json_guard_element_string (lines, j);
          char *address = line != NULL ? find_in_line (line) : NULL;

          if (address != NULL)
            return address;
        }
    }

  return NULL;
}

static char *
guess_address (JsonObject *answer,
               GArray     *entities)
{
  char *address = NULL;

  for (guint i = 0; address == NULL && i < G_N_ELEMENTS (guessed_roles); i++)
    address = find_by_role (entities, guessed_roles[i]);

  if (address == NULL)
    address = find_in_remarks (answer);
  for (guint i = 0; address == NULL && i < entities->len; i++)
    address = find_in_remarks (g_array_index (entities, BounceRdapEntity, i).object);

  /* old answers of AFRINIC have entities without roles */
  if (address == NULL)
    address = find_by_role (entities, NULL);

  return address;
}

/**
 * bounce_rdap_abuse_dup_address:
 * @answer: an answer about a network
 * @entities: (element-type BounceRdapEntity): its entities
 * @is_guess: (out): whether none of them is marked as the one for complaints
 *
 * Finds where to complain about a network, or to ask for help with it.
 *
 * Returns: (transfer full) (nullable): an e-mail address
 */
char *
bounce_rdap_abuse_dup_address (JsonObject *answer,
                               GArray     *entities,
                               gboolean   *is_guess)
{
  char *address;

  g_assert (answer != NULL);
  g_assert (entities != NULL);

  *is_guess = FALSE;
  address = find_by_role (entities, "abuse");
  if (address != NULL)
    return address;

  address = guess_address (answer, entities);
  *is_guess = address != NULL;

  return address;
}
