/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-received-private.h"

#include <string.h>

#include "bounce-facts-private.h"
#include "bounce-ip.h"
#include "bounce-limits.h"

/* The clauses of a Received field; RFC 5321 §4.4. */
typedef enum {
  CLAUSE_NONE,
  CLAUSE_FROM,
  CLAUSE_BY,
  CLAUSE_WITH,
  CLAUSE_OTHER,
  N_CLAUSES
} Clause;

static const struct
{
  const char *word;
  Clause clause;
} clause_words[] = {
  { "from", CLAUSE_FROM },
  { "by", CLAUSE_BY },
  { "with", CLAUSE_WITH },
  { "via", CLAUSE_OTHER },
  { "id", CLAUSE_OTHER },
  { "for", CLAUSE_OTHER },
};

/* RFC 3848, and what programs write whose client had logged in: webmail hands
 * over by HTTP, qmail and Courier name the mechanism. */
static const char *const login_words[] = {
  "with esmtpa", "with esmtpsa", "with lmtpa", "with lmtpsa", "with utf8smtpa",
  "with utf8smtpsa", "with smtpsa", "with smtpa", "with asmtp", "with http",
  "via http", "authenticated", "(auth: ", "smtp-auth", "with login)",
  "with plain)", "with cram-md5)", "(account ", NULL
};

static void
ip_free (BounceReceivedIp *self)
{
  g_free (self->ip);
  g_free (self->name);
  g_free (self);
}

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || strchr (".-_", byte) != NULL;
}

/**
 * bounce_host_name_before: (skip)
 * @text: a text
 * @position: where an IP address starts in it
 * @start: (out): where the name, or the bracket before the address, starts
 *
 * Returns: (transfer full) (nullable): the host name before "[192.0.2.1]" or
 *   "(192.0.2.1)", in lower case
 */
char *
bounce_host_name_before (const char *text,
                         gsize       position,
                         gsize      *start)
{
  gsize end = position;
  gsize begin = 0;
  gsize length = 0;

  if (end >= 5 && g_ascii_strncasecmp (text + end - 5, "ipv6:", 5) == 0)
    end -= 5;
  while (end > 0 && position - end < 12 && strchr ("[( ", text[end - 1]) != NULL)
    end--;

  begin = end;
  while (begin > 0 && end - begin <= BOUNCE_LIMIT_DOMAIN_NAME && is_name_byte (text[begin - 1]))
    begin--;
  length = end - begin;
  while (length > 0 && strchr (".-_", text[begin + length - 1]) != NULL)
    length--;

  if (length < 4 || end == position || memchr (text + begin, '.', length) == NULL
      || g_ascii_isdigit (text[begin + length - 1]))
    {
      *start = end;
      return NULL;
    }

  *start = begin;

  return g_ascii_strdown (text + begin, (gssize) length);
}

static Clause
find_clause (const char *word,
             gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clause_words); i++)
    if (strlen (clause_words[i].word) == length
        && g_ascii_strncasecmp (clause_words[i].word, word, length) == 0)
      return clause_words[i].clause;

  return CLAUSE_NONE;
}

/* Where each clause stands: words outside of comments part them. Returns whether
 * every comment was closed. */
static gboolean
find_clauses (const char *value,
              gsize       length,
              gboolean    skip_comments,
              gsize       starts[N_CLAUSES],
              gsize       ends[N_CLAUSES])
{
  Clause open = CLAUSE_NONE;
  guint depth = 0;

  for (gsize i = 0; i < length; )
    {
      gsize begin = i;
      Clause clause = CLAUSE_NONE;

      if (value[i] == '(')
        depth++;
      else if (value[i] == ')' && depth > 0)
        depth--;
      if ((depth > 0 && skip_comments) || !g_ascii_isalpha (value[i])
          || (i > 0 && !g_ascii_isspace (value[i - 1]) && value[i - 1] != ')'))
        {
          i++;
          continue;
        }

      while (i < length && g_ascii_isalnum (value[i]))
        i++;
      if (i < length && !g_ascii_isspace (value[i]))
        continue;

      clause = find_clause (value + begin, i - begin);
      if (clause == CLAUSE_NONE || (open == clause && clause != CLAUSE_OTHER)
          || (clause != CLAUSE_OTHER && ends[clause] > 0))
        continue;
      ends[open] = begin;
      starts[clause] = i;
      ends[clause] = length;
      open = clause;
    }

  return depth == 0;
}

/* Exim writes "[192.0.2.1] (helo=name)", qmail "unknown (HELO name) (192.0.2.1)". */
static char *
dup_greeting (const char *value,
              gsize       start,
              gsize       end)
{
  for (gsize i = start; i + 6 < end; i++)
    if (value[i] == '(' && g_ascii_strncasecmp (value + i + 1, "helo", 4) == 0
        && strchr ("= ", value[i + 5]) != NULL)
      {
        gsize length = 0;

        while (i + 6 + length < end && is_name_byte (value[i + 6 + length]))
          length++;
        return length > 0 ? g_ascii_strdown (value + i + 6, (gssize) length) : NULL;
      }

  return NULL;
}

static char *
dup_first_word (const char *value,
                gsize       start,
                gsize       end)
{
  gsize length = 0;

  while (start < end && g_ascii_isspace (value[start]))
    start++;
  while (start + length < end && strchr (" \t;()", value[start + length]) == NULL)
    length++;

  return length > 0 ? g_strndup (value + start, length) : NULL;
}

static void
collect_ips (GPtrArray  *ips,
             const char *value,
             gsize       start,
             gsize       end)
{
  g_autoptr (GArray) facts = bounce_facts_scan (value + start, end - start);

  for (guint i = 0; i < facts->len && ips->len < BOUNCE_LIMIT_HOP_IPS; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);
      BounceReceivedIp *found = NULL;
      g_autofree char *ip = NULL;
      gsize name_start = 0;

      if (fact->kind != BOUNCE_FACT_IP)
        continue;
      ip = bounce_ip_normalise (value + start + fact->start, fact->end - fact->start);
      if (ip == NULL)
        continue;

      found = g_new0 (BounceReceivedIp, 1);
      found->name = bounce_host_name_before (value + start, fact->start, &name_start);
      found->ip = g_steal_pointer (&ip);
      g_ptr_array_add (ips, found);
    }
}

static gboolean
find_login (const char *value,
            gsize       length)
{
  g_autofree char *lower = g_ascii_strdown (value, (gssize) length);

  for (guint i = 0; login_words[i] != NULL; i++)
    {
      const char *at = strstr (lower, login_words[i]);

      /* "unauthenticated", "not authenticated" */
      if (at != NULL && !(at > lower && g_ascii_isalpha (at[-1]))
          && !(at - lower >= 4 && strncmp (at - 4, "not ", 4) == 0))
        return TRUE;
    }

  return FALSE;
}

/* The name that the client gave, where it can be one. */
static char *
dup_claimed_name (const BounceReceived *self,
                  const char           *value,
                  gsize                 start,
                  gsize                 end)
{
  g_autofree char *greeting = dup_greeting (value, start, end);
  const char *name = greeting != NULL ? greeting : self->from;
  gsize length = name != NULL ? strlen (name) : 0;

  if (length < 4 || strchr (name, '.') == NULL || !is_name_byte (*name)
      || g_ascii_isdigit (name[length - 1]))
    return NULL;

  return g_ascii_strdown (name, -1);
}

/* Takes a Received field apart; @value must outlive what is returned. */
BounceReceived *
bounce_received_new (const char *value)
{
  BounceReceived *self = g_new0 (BounceReceived, 1);
  const char *date = strrchr (value, ';');
  gsize length = date != NULL ? (gsize) (date - value) : strlen (value);
  gsize starts[N_CLAUSES] = { 0, };
  gsize ends[N_CLAUSES] = { 0, };

  self->value = value;
  self->clients = g_ptr_array_new_with_free_func ((GDestroyNotify) ip_free);
  self->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ip_free);

  if (!find_clauses (value, length, TRUE, starts, ends) && ends[CLAUSE_BY] == 0)
    {
      memset (starts, 0, sizeof starts);
      memset (ends, 0, sizeof ends);
      find_clauses (value, length, FALSE, starts, ends);
    }
  self->has_from = ends[CLAUSE_FROM] > 0;
  self->has_login = find_login (value, length);
  self->from = dup_first_word (value, starts[CLAUSE_FROM], ends[CLAUSE_FROM]);
  self->by = dup_first_word (value, starts[CLAUSE_BY], ends[CLAUSE_BY]);
  self->with = dup_first_word (value, starts[CLAUSE_WITH], ends[CLAUSE_WITH]);
  if (self->has_from)
    collect_ips (self->clients, value, starts[CLAUSE_FROM], ends[CLAUSE_FROM]);
  if (ends[CLAUSE_BY] > 0)
    collect_ips (self->servers, value, starts[CLAUSE_BY], ends[CLAUSE_BY]);

  for (guint i = 0; i < self->clients->len; i++)
    {
      BounceReceivedIp *client = g_ptr_array_index (self->clients, i);

      if (self->name == NULL && client->name != NULL)
        self->name = g_strdup (client->name);
      if (i == 0 && client->name == NULL)
        client->name = dup_claimed_name (self, value, starts[CLAUSE_FROM],
                                         ends[CLAUSE_FROM]);
    }

  return self;
}

/* Frees it. */
void
bounce_received_free (BounceReceived *self)
{
  g_free (self->from);
  g_free (self->name);
  g_free (self->by);
  g_free (self->with);
  g_ptr_array_unref (self->clients);
  g_ptr_array_unref (self->servers);
  g_free (self);
}

/* The name of the client that is worth most: the one that was looked up. */
const char *
bounce_received_get_client (const BounceReceived *self)
{
  return self->name != NULL ? self->name : self->from;
}

/**
 * bounce_received_new_from_fields: (skip)
 * @fields: (element-type BounceField): a header
 *
 * Returns: (transfer full) (element-type BounceReceived): its Received fields, the
 *   oldest first
 */
GPtrArray *
bounce_received_new_from_fields (GPtrArray *fields)
{
  GPtrArray *hops = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_received_free);

  for (guint i = fields->len; i-- > 0 && hops->len < BOUNCE_LIMIT_HOPS; )
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (g_ascii_strcasecmp (field->name, "Received") == 0)
        g_ptr_array_add (hops, bounce_received_new (field->value));
    }

  return hops;
}
