/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bounce-json.h"
#include "compose.h"

/* One field of the promised JSON: whether it may be null, and its type. */
typedef enum {
  IS_STRING,
  IS_NUMBER,
  IS_BOOLEAN,
  IS_OBJECT,
  IS_ARRAY,
} FieldType;

typedef struct
{
  const char *object;           /* whose field it is: the path to it, "" for the whole */
  const char *name;
  FieldType type;
  gboolean nullable;
  const char *value;            /* of the full report; NULL: any, but not null */
} Field;

static const Field fields[] = {
  { "", "schema", IS_NUMBER, FALSE, "1" },
  { "", "source", IS_STRING, FALSE, "in box.mbox" },
  { "", "index", IS_NUMBER, FALSE, "3" },
  { "", "kind", IS_STRING, FALSE, "bounce" },
  { "", "verdict", IS_OBJECT, FALSE, NULL },
  { "", "recipients", IS_ARRAY, FALSE, NULL },
  { "", "hosts", IS_ARRAY, FALSE, NULL },
  { "", "reporter", IS_OBJECT, FALSE, NULL },
  { "", "returned", IS_OBJECT, FALSE, NULL },
  { "", "hops", IS_ARRAY, FALSE, NULL },
  { "", "truncated", IS_BOOLEAN, FALSE, "true" },

  { "verdict", "severity", IS_STRING, FALSE, "permanent" },
  { "verdict", "responsible", IS_STRING, FALSE, "your-provider" },
  { "verdict", "stopped_at", IS_STRING, FALSE, "their-server" },
  { "verdict", "cause", IS_STRING, FALSE, "server-blocklisted" },
  { "verdict", "confidence", IS_STRING, FALSE, "certain" },
  { "verdict", "headline", IS_STRING, FALSE, NULL },
  { "verdict", "explanation", IS_STRING, FALSE, NULL },
  { "verdict", "steps", IS_ARRAY, FALSE, NULL },

  { "recipients", "address", IS_STRING, TRUE, "bob@example.org" },
  { "recipients", "original_address", IS_STRING, TRUE, "robert@example.org" },
  { "recipients", "action", IS_STRING, TRUE, "failed" },
  { "recipients", "reply_code", IS_NUMBER, TRUE, "554" },
  { "recipients", "enhanced_code", IS_STRING, TRUE, "5.7.1" },
  { "recipients", "diagnostic", IS_STRING, TRUE,
    "554 5.7.1 <bob@example.org>: \"blocked\"\x1b[2J using bl.example.net, ask "
    "<help@example.org>" },
  { "recipients", "said_by", IS_STRING, TRUE, "mx.example.org" },
  { "recipients", "verdict", IS_OBJECT, FALSE, NULL },
  { "recipients", "evidence", IS_ARRAY, FALSE, NULL },
  { "recipients", "conflict", IS_STRING, TRUE, "554 against 4.7.1" },
  { "recipients", "suggestion", IS_STRING, TRUE, "bob@example.com" },
  { "recipients", "retry_until", IS_STRING, TRUE, "2024-03-10T08:15:01Z" },

  { "recipients/verdict", "severity", IS_STRING, FALSE, "permanent" },
  { "recipients/verdict", "responsible", IS_STRING, FALSE, "your-provider" },
  { "recipients/verdict", "stopped_at", IS_STRING, FALSE, "their-server" },
  { "recipients/verdict", "cause", IS_STRING, FALSE, "server-blocklisted" },
  { "recipients/verdict", "confidence", IS_STRING, FALSE, "certain" },
  { "recipients/verdict", "headline", IS_STRING, FALSE, NULL },
  { "recipients/verdict", "explanation", IS_STRING, FALSE, NULL },
  { "recipients/verdict", "steps", IS_ARRAY, FALSE, NULL },

  { "recipients/evidence", "what", IS_STRING, FALSE, "enhanced-code" },
  { "recipients/evidence", "text", IS_STRING, FALSE, "5.7.1" },
  { "recipients/evidence", "part", IS_STRING, FALSE, "1.2" },
  { "recipients/evidence", "offset", IS_NUMBER, FALSE, "812" },
  { "recipients/evidence", "length", IS_NUMBER, FALSE, "5" },

  { "hosts", "ip", IS_STRING, FALSE, "2001:db8::9" },
  { "hosts", "name", IS_STRING, TRUE, "mail.example.com" },
  { "hosts", "role", IS_STRING, FALSE, "your-server" },
  { "hosts", "refused", IS_BOOLEAN, FALSE, "true" },
  { "hosts", "public", IS_BOOLEAN, FALSE, "true" },
  { "hosts", "blocklists", IS_ARRAY, FALSE, NULL },

  { "reporter", "software", IS_STRING, TRUE, "Postfix" },
  { "reporter", "host", IS_STRING, TRUE, "mail.example.com" },

  { "returned", "from", IS_STRING, TRUE, "Alice Example <alice@example.com>" },
  { "returned", "to", IS_STRING, TRUE, "\"Bob\" <bob@example.org>, carol@example.org" },
  { "returned", "subject", IS_STRING, TRUE, "Probe am Dienstag – „sieben“" },
  { "returned", "date", IS_STRING, TRUE, "Tue, 5 Mar 2024 09:14:59 +0100" },
  { "returned", "message_id", IS_STRING, TRUE, "<20240305081459.3B0F1A2C@desk.example.com>" },

  { "hops", "from", IS_STRING, TRUE, "desk.example.com" },
  { "hops", "by", IS_STRING, TRUE, "mail.example.com" },
  { "hops", "with", IS_STRING, TRUE, "ESMTPS" },
  { "hops", "time", IS_STRING, TRUE, "2024-03-05T08:15:01Z" },
  { "hops", "delay_s", IS_NUMBER, TRUE, NULL },
};

static JsonNode *
parse_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  g_assert_null (strchr (line, '\n'));
  g_assert_true (g_utf8_validate (line, -1, NULL));

  root = json_from_string (line, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (root));

  return root;
}

/* Follows a path; of an array it is the first element that counts. */
static JsonObject *
find_object (JsonNode   *root,
             const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  JsonObject *object = json_node_get_object (root);

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      g_assert_nonnull (node);
      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);

          if (json_array_get_length (array) == 0)
            return NULL;
          node = json_array_get_element (array, 0);
        }

      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      object = json_node_get_object (node);
    }

  return object;
}

static void
assert_type (JsonNode  *node,
             FieldType  type)
{
  switch (type)
    {
    case IS_STRING:
      g_assert_true (JSON_NODE_HOLDS_VALUE (node));
      g_assert_cmpuint (json_node_get_value_type (node), ==, G_TYPE_STRING);
      break;
    case IS_NUMBER:
      g_assert_true (JSON_NODE_HOLDS_VALUE (node));
      g_assert_cmpuint (json_node_get_value_type (node), ==, G_TYPE_INT64);
      break;
    case IS_BOOLEAN:
      g_assert_true (JSON_NODE_HOLDS_VALUE (node));
      g_assert_cmpuint (json_node_get_value_type (node), ==, G_TYPE_BOOLEAN);
      break;
    case IS_OBJECT:
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      break;
    case IS_ARRAY:
      g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
      break;
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_value (JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    }
}

static void
test_full (gconstpointer data)
{
  const Field *field = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *line = bounce_json_from_report (report, NULL, "in box.mbox", NULL, 3);
  g_autoptr (JsonNode) root = parse_line (line);
  JsonObject *object;
  JsonNode *node;

  object = *field->object != '\0' ? find_object (root, field->object)
                                  : json_node_get_object (root);
  g_assert_nonnull (object);
  node = json_object_get_member (object, field->name);
  g_assert_nonnull (node);

  if (field->value == NULL && field->nullable)
    {
      g_assert_true (JSON_NODE_HOLDS_NULL (node));
      return;
    }

  assert_type (node, field->type);
  if (field->value != NULL)
    {
      g_autofree char *value = dup_value (node);

      g_assert_cmpstr (value, ==, field->value);
    }
}

static void
assert_empty (const char *line)
{
  g_autoptr (JsonNode) root = parse_line (line);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const Field *field = &fields[i];
      JsonObject *object;
      JsonNode *node;

      object = *field->object != '\0' ? find_object (root, field->object)
                                      : json_node_get_object (root);
      if (object == NULL)
        continue;

      node = json_object_get_member (object, field->name);
      g_assert_nonnull (node);
      if (field->nullable)
        g_assert_true (JSON_NODE_HOLDS_NULL (node));
      else
        assert_type (node, field->type);
    }
}

static void
test_empty (void)
{
  g_autoptr (BounceReport) report = compose_empty_report ();
  g_autofree char *line = bounce_json_from_report (report, NULL, "-", NULL, 0);

  assert_empty (line);
}

static void
test_data (void)
{
  g_autofree char *line = bounce_json_for_data ("a.jpg", NULL, 0);
  g_autoptr (JsonNode) root = parse_line (line);
  JsonObject *object = json_node_get_object (root);

  assert_empty (line);
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "not-a-bounce");
  object = json_object_get_object_member (object, "verdict");
  g_assert_cmpstr (json_object_get_string_member (object, "cause"), ==, "not-a-bounce");
  g_assert_cmpstr (json_object_get_string_member (object, "severity"), ==, "info");
}

static void
test_arrays (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autofree char *line = bounce_json_from_report (report, NULL, "-", NULL, 0);
  g_autoptr (JsonNode) root = parse_line (line);
  JsonObject *object = json_node_get_object (root);
  JsonArray *hosts = json_object_get_array_member (object, "hosts");
  JsonArray *hops = json_object_get_array_member (object, "hops");
  JsonObject *host = json_array_get_object_element (hosts, 0);

  g_assert_cmpuint (json_array_get_length (hosts), ==, 2);
  g_assert_cmpuint (json_array_get_length (hops), ==, 3);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (hops, 1), "delay_s"),
                   ==, 3);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (host, "blocklists"),
                                                  0),
                   ==, "bl.example.net");
}

static void
test_file (void)
{
  g_autoptr (BounceReport) report = compose_empty_report ();
  g_autofree char *with = bounce_json_from_report (report, NULL, "mails", "mails/a.eml", 0);
  g_autofree char *without = bounce_json_from_report (report, NULL, "a.eml", NULL, 0);
  g_autoptr (JsonNode) root = parse_line (with);

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "file"), ==,
                   "mails/a.eml");
  g_assert_null (strstr (without, "\"file\""));
}

/* What was written before leaves no trace, whatever it had more or less of. */
static void
test_again (void)
{
  g_autoptr (BounceReport) full = compose_full_report ();
  g_autoptr (BounceReport) empty = compose_empty_report ();
  g_autofree char *first_full = bounce_json_from_report (full, NULL, "a", NULL, 0);
  g_autofree char *first_empty = bounce_json_from_report (empty, NULL, "a", NULL, 0);
  g_autofree char *first_data = bounce_json_for_data ("a", "b", 0);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *next_full = bounce_json_from_report (full, NULL, "a", NULL, 0);
      g_autofree char *next_data = bounce_json_for_data ("a", "b", 0);
      g_autofree char *next_empty = bounce_json_from_report (empty, NULL, "a", NULL, 0);

      g_assert_cmpstr (next_full, ==, first_full);
      g_assert_cmpstr (next_data, ==, first_data);
      g_assert_cmpstr (next_empty, ==, first_empty);
    }
}

static void
test_odd_names (void)
{
  static const char *const names[][2] = {
    { "caf\xe9.eml", "caf\uFFFD.eml" },
    { "a\nb\t\"c\"\\.eml", "a\nb\t\"c\"\\.eml" },
    { "\x01\x7f.eml", "\x01\x7f.eml" },
    { "größe 日本.eml", "größe 日本.eml" },
    { "", "" },
  };
  g_autoptr (BounceReport) report = compose_empty_report ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = bounce_json_from_report (report, NULL, names[i][0], NULL, 0);
      g_autoptr (JsonNode) root = parse_line (line);

      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "source"), ==,
                       names[i][1]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *path = NULL;

      path = g_strdup_printf ("/json/fields/%s%s%s", fields[i].object,
                              *fields[i].object != '\0' ? "/" : "", fields[i].name);
      g_test_add_data_func (path, &fields[i], test_full);
    }

  g_test_add_func ("/json/empty", test_empty);
  g_test_add_func ("/json/data", test_data);
  g_test_add_func ("/json/arrays", test_arrays);
  g_test_add_func ("/json/file", test_file);
  g_test_add_func ("/json/again", test_again);
  g_test_add_func ("/json/odd-names", test_odd_names);

  return g_test_run ();
}
