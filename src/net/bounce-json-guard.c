/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-json-guard-private.h"

#include <string.h>

#include "bounce-net-limits.h"

/*
 * json-glib 1.6 descends by recursion without a bound, and takes comments, "var x
 * =", single quotes, several roots and nothing at all for JSON. This reads the
 * words of RFC 8259 before it does; how they may follow each other it knows itself.
 */

typedef struct
{
  const char *at;
  const char *end;
} Scan;

static gboolean
scan_hex (Scan     *scan,
          gunichar *unit)
{
  *unit = 0;
  if (scan->end - scan->at < 4)
    return FALSE;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*scan->at++);

      if (digit < 0)
        return FALSE;
      *unit = *unit << 4 | (gunichar) digit;
    }

  return TRUE;
}

static gboolean
is_high_surrogate (gunichar unit)
{
  return unit >= 0xd800 && unit <= 0xdbff;
}

static gboolean
is_low_surrogate (gunichar unit)
{
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* The four digits after \u, and the other half of a pair. U+0000 would end the
 * string early, and half a pair is no character. */
static gboolean
scan_unit (Scan *scan)
{
  gunichar unit;
  gunichar low;

  if (!scan_hex (scan, &unit) || unit == 0 || is_low_surrogate (unit))
    return FALSE;
  if (!is_high_surrogate (unit))
    return TRUE;

  if (scan->end - scan->at < 2 || scan->at[0] != '\\' || scan->at[1] != 'u')
    return FALSE;
  scan->at += 2;

  return scan_hex (scan, &low) && is_low_surrogate (low);
}

/* After the opening quote. Raw tabs and line ends are let through: they harm
 * nobody, and what we show is cleaned of them. */
static gboolean
scan_string (Scan *scan)
{
  while (scan->at < scan->end)
    {
      char c = *scan->at++;

      if (c == '"')
        return TRUE;
      if (c != '\\')
        continue;
      if (scan->at == scan->end)
        return FALSE;

      c = *scan->at++;
      if (c == 'u' && !scan_unit (scan))
        return FALSE;
      if (strchr ("\"\\/bfnrtu", c) == NULL)
        return FALSE;
    }

  return FALSE;
}

static guint
scan_digits (Scan *scan)
{
  guint n_digits = 0;

  for (; scan->at < scan->end && g_ascii_isdigit (*scan->at); scan->at++)
    n_digits++;

  return n_digits;
}

static gboolean
scan_char (Scan       *scan,
           const char *chars)
{
  if (scan->at == scan->end || strchr (chars, *scan->at) == NULL)
    return FALSE;
  scan->at++;

  return TRUE;
}

static gboolean
scan_number (Scan *scan)
{
  scan_char (scan, "-");

  if (!scan_char (scan, "0") && scan_digits (scan) == 0)
    return FALSE;
  if (scan_char (scan, ".") && scan_digits (scan) == 0)
    return FALSE;
  if (scan_char (scan, "eE"))
    {
      scan_char (scan, "+-");
      if (scan_digits (scan) == 0)
        return FALSE;
    }

  return scan->at == scan->end || !g_ascii_isalnum (*scan->at);
}

static gboolean
scan_word (Scan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (scan->end - scan->at) < length || memcmp (scan->at, words[i], length) != 0)
        continue;
      scan->at += length;

      return scan->at == scan->end || !g_ascii_isalnum (*scan->at);
    }

  return FALSE;
}

static gboolean
scan_scalar (Scan *scan)
{
  if (scan_char (scan, "\""))
    return scan_string (scan);
  if (*scan->at == '-' || g_ascii_isdigit (*scan->at))
    return scan_number (scan);

  return scan_word (scan);
}

/* Exactly one object or array, made of the words of JSON, not nested too deep. An
 * answer of a single word tells us nothing, so it is none. */
static gboolean
is_bounded (const char *data,
            gsize       length)
{
  Scan scan = { data, data + length };
  guint depth = 0;
  gboolean is_over = FALSE;

  while (scan.at < scan.end)
    {
      char c = *scan.at;

      if (strchr (" \t\r\n", c) != NULL)
        {
          scan.at++;
          continue;
        }
      if (is_over)
        return FALSE;

      if (c == '{' || c == '[')
        {
          if (++depth > BOUNCE_NET_LIMIT_JSON_DEPTH)
            return FALSE;
          scan.at++;
          continue;
        }
      if (depth == 0)
        return FALSE;

      if (c == '}' || c == ']')
        {
          is_over = --depth == 0;
          scan.at++;
        }
      else if (c == ',' || c == ':')
        scan.at++;
      else if (!scan_scalar (&scan))
        return FALSE;
    }

  return is_over;
}

/**
 * bounce_json_guard_parse:
 * @data: what claims to be JSON
 * @length: its length in bytes
 *
 * Parses JSON that a stranger sent: strictly as RFC 8259 has it, in UTF-8, one
 * object or array. A byte order mark is passed over (§8.1).
 *
 * Returns: (transfer full) (nullable): the root, or %NULL where it is not JSON
 */
JsonNode *
bounce_json_guard_parse (const char *data,
                         gsize       length)
{
  static const char mark[] = "\xef\xbb\xbf";
  g_autoptr (JsonParser) parser = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0)
    {
      data += strlen (mark);
      length -= strlen (mark);
    }

  if (length == 0 || memchr (data, '\0', length) != NULL
      || !g_utf8_validate (data, length, NULL) || !is_bounded (data, length))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

static JsonNode *
get_node (JsonObject *object,
          const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static JsonNode *
element_node (JsonArray *array,
              guint      index)
{
  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  return json_array_get_element (array, index);
}

static JsonObject *
as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
as_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Lends the string of @node, or NULL where it is none or empty. */
const char *
bounce_json_guard_string (JsonNode *node)
{
  const char *string;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  string = json_node_get_string (node);

  return string != NULL && *string != '\0' ? string : NULL;
}

JsonArray *
bounce_json_guard_get_array (JsonObject *object,
                             const char *name)
{
  return as_array (get_node (object, name));
}

const char *
bounce_json_guard_get_string (JsonObject *object,
                              const char *name)
{
  return bounce_json_guard_string (get_node (object, name));
}

/* -1 where there is no such number; nothing that we read is negative. */
gint64
bounce_json_guard_get_int (JsonObject *object,
                           const char *name)
{
  JsonNode *node = get_node (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return -1;

  return json_node_get_int (node);
}

JsonObject *
bounce_json_guard_element_object (JsonArray *array,
                                  guint      index)
{
  return as_object (element_node (array, index));
}

JsonArray *
bounce_json_guard_element_array (JsonArray *array,
                                 guint      index)
{
  return as_array (element_node (array, index));
}

const char *
bounce_json_guard_element_string (JsonArray *array,
                                  guint      index)
{
  return bounce_json_guard_string (element_node (array, index));
}
