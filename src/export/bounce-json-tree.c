/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-json-tree-private.h"

#include <json-glib/json-glib.h>

#include "bounce-export-limits.h"
#include "bounce-plain.h"

/*
 * What JsonBuilder does, but the tree stays for the next message. One message's tree is
 * like another's: the same names in the same order, only the values change. To build and
 * free it each time took ten allocations for each value, and a quarter of a whole run.
 *
 * So the tree is written over from its top. Where a message differs (one more host, a
 * field that others do not have), it is changed there.
 */

/* A value, an object or an array, and what stands in it. The object around a member owns
 * its node. An array has only the elements that are used, so theirs are held here, too. */
typedef struct
{
  const char *name;             /* static; NULL for an element and the root */
  JsonNode *node;
  GPtrArray *children;
  guint n_used;
} Slot;

struct _BounceJsonTree
{
  JsonGenerator *generator;
  Slot *root;
  Slot *path[BOUNCE_EXPORT_LIMIT_JSON_DEPTH];          /* that is being written */
  guint depth;
  guint n_slots;
};

static JsonNode *
node_new (JsonNodeType type)
{
  JsonNode *node = json_node_new (type);

  if (type == JSON_NODE_OBJECT)
    json_node_take_object (node, json_object_new ());
  else if (type == JSON_NODE_ARRAY)
    json_node_take_array (node, json_array_new ());

  return node;
}

static Slot *
slot_new (const char   *name,
          JsonNodeType  type)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->name = name;
  slot->node = node_new (type);

  return slot;
}

static void
slot_free (Slot *slot)
{
  g_clear_pointer (&slot->children, g_ptr_array_unref);
  if (slot->name == NULL)
    json_node_unref (slot->node);
  g_free (slot);
}

/* Takes out what stands behind the first @length children. */
static void
shorten (Slot  *slot,
         guint  length)
{
  if (slot->children == NULL || slot->children->len <= length)
    return;

  for (guint i = length; i < slot->children->len; i++)
    {
      const Slot *child = g_ptr_array_index (slot->children, i);

      if (child->name != NULL)
        json_object_remove_member (json_node_get_object (slot->node), child->name);
    }
  g_ptr_array_set_size (slot->children, length);
}

static guint
count_elements (const Slot *slot)
{
  return json_array_get_length (json_node_get_array (slot->node));
}

/* An array keeps its unused elements out of what is written, not out of memory. */
static void
set_array_length (Slot  *slot,
                  guint  length)
{
  JsonArray *array = json_node_get_array (slot->node);

  for (guint i = count_elements (slot); i < length; i++)
    {
      const Slot *child = g_ptr_array_index (slot->children, i);

      json_array_add_element (array, json_node_ref (child->node));
    }
  for (guint i = count_elements (slot); i > length; i--)
    json_array_remove_element (array, i - 1);
}

/* Gives the place where the next value goes. */
static Slot *
take_slot (BounceJsonTree *self,
           const char     *name,
           JsonNodeType    type)
{
  Slot *parent = self->path[self->depth - 1];
  gboolean is_object = JSON_NODE_HOLDS_OBJECT (parent->node);
  guint index = parent->n_used++;
  Slot *slot = NULL;

  g_assert (is_object == (name != NULL));

  if (parent->children == NULL)
    parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);
  if (index < parent->children->len)
    {
      slot = g_ptr_array_index (parent->children, index);
      if (g_strcmp0 (slot->name, name) == 0)
        {
          if (json_node_get_node_type (slot->node) == type)
            return slot;
          if (is_object && slot->children == NULL)
            {
              /* what had a value has none now, or the other way round */
              slot->node = node_new (type);
              json_object_set_member (json_node_get_object (parent->node), name, slot->node);
              return slot;
            }
        }
      if (!is_object)
        set_array_length (parent, MIN (index, count_elements (parent)));
      shorten (parent, index);
    }

  slot = slot_new (name, type);
  g_ptr_array_add (parent->children, slot);
  if (is_object)
    json_object_set_member (json_node_get_object (parent->node), name, slot->node);
  self->n_slots++;

  return slot;
}

static void
begin (BounceJsonTree *self,
       const char     *name,
       JsonNodeType    type)
{
  Slot *slot = NULL;

  g_return_if_fail (self->depth < BOUNCE_EXPORT_LIMIT_JSON_DEPTH);

  if (self->depth > 0)
    slot = take_slot (self, name, type);
  else if (self->root != NULL)
    slot = self->root;
  else
    {
      slot = self->root = slot_new (NULL, type);
      json_generator_set_root (self->generator, slot->node);
    }

  slot->n_used = 0;
  self->path[self->depth++] = slot;
}

BounceJsonTree *
bounce_json_tree_new (void)
{
  BounceJsonTree *self = g_new0 (BounceJsonTree, 1);

  self->generator = json_generator_new ();

  return self;
}

void
bounce_json_tree_free (BounceJsonTree *self)
{
  g_clear_object (&self->generator);
  g_clear_pointer (&self->root, slot_free);
  g_free (self);
}

/* @name is static; it is NULL in an array, and for the first object of a line. */
void
bounce_json_tree_begin_object (BounceJsonTree *self,
                               const char     *name)
{
  begin (self, name, JSON_NODE_OBJECT);
}

void
bounce_json_tree_begin_array (BounceJsonTree *self,
                              const char     *name)
{
  begin (self, name, JSON_NODE_ARRAY);
}

void
bounce_json_tree_end (BounceJsonTree *self)
{
  Slot *slot = NULL;

  g_return_if_fail (self->depth > 0);

  slot = self->path[--self->depth];
  if (JSON_NODE_HOLDS_ARRAY (slot->node))
    set_array_length (slot, slot->n_used);
  else
    shorten (slot, slot->n_used);
}

void
bounce_json_tree_add_string (BounceJsonTree *self,
                             const char     *name,
                             const char     *value)
{
  json_node_set_string (take_slot (self, name, JSON_NODE_VALUE)->node, value);
}

void
bounce_json_tree_add_int (BounceJsonTree *self,
                          const char     *name,
                          gint64          value)
{
  json_node_set_int (take_slot (self, name, JSON_NODE_VALUE)->node, value);
}

void
bounce_json_tree_add_boolean (BounceJsonTree *self,
                              const char     *name,
                              gboolean        value)
{
  json_node_set_boolean (take_slot (self, name, JSON_NODE_VALUE)->node, value);
}

void
bounce_json_tree_add_null (BounceJsonTree *self,
                           const char     *name)
{
  take_slot (self, name, JSON_NODE_NULL);
}

/* What moves a terminal's cursor or turns the reading order is written as an escape:
 * the same for programs, and harmless for people. JSON-GLib does so below U+001F, which
 * it forgets (its json_strescape() compares with less). */
static char *
escape_hidden (char *line)
{
  GString *escaped;
  const char *at = line;

  while ((guchar) *at >= ' ' && (guchar) *at < 0x7f)
    at++;
  if (*at == '\0' || !g_utf8_validate (at, -1, NULL))
    return line;

  escaped = g_string_new_len (line, at - line);
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!bounce_plain_is_hidden (c) && !g_unichar_iscntrl (c))
        g_string_append_len (escaped, at, g_utf8_next_char (at) - at);
      else if (c < 0x10000)
        g_string_append_printf (escaped, "\\u%04x", c);
      else
        g_string_append_printf (escaped, "\\u%04x\\u%04x",
                                0xd800 + ((c - 0x10000) >> 10), 0xdc00 + (c & 0x3ff));
    }
  g_free (line);

  return g_string_free (escaped, FALSE);
}

/* Returns: (transfer full): all of it as one line; the next object starts anew. */
char *
bounce_json_tree_to_line (BounceJsonTree *self)
{
  char *line = NULL;

  g_return_val_if_fail (self->root != NULL && self->depth == 0, NULL);

  line = json_generator_to_data (self->generator, NULL);

  if (self->n_slots > BOUNCE_EXPORT_LIMIT_JSON_KEPT)
    {
      g_clear_pointer (&self->root, slot_free);
      json_generator_set_root (self->generator, NULL);
      self->n_slots = 0;
    }

  return escape_hidden (line);
}
