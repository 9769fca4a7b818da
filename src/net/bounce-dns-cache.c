/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-dns-cache-private.h"

#include "bounce-net-limits.h"

typedef struct
{
  BounceDnsAnswer *answer;
  gint64 until;
} Entry;

struct _BounceDnsCache
{
  GHashTable *entries;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  bounce_dns_answer_unref (entry->answer);
  g_free (entry);
}

/* Names differ in case by accident only (RFC 4343). */
static char *
dup_key (BounceDnsTransport transport,
         const char        *name,
         BounceDnsType      type)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_strdup_printf ("%u %u %s", transport, type, lower);
}

static gboolean
is_over (gpointer key,
         gpointer value,
         gpointer user_data)
{
  const Entry *entry = value;
  const gint64 *now = user_data;

  return entry->until <= *now;
}

BounceDnsCache *
bounce_dns_cache_new (void)
{
  BounceDnsCache *self = g_new0 (BounceDnsCache, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  return self;
}

void
bounce_dns_cache_free (BounceDnsCache *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_free (self);
}

/**
 * bounce_dns_cache_lookup: (skip)
 * @self: a cache
 * @transport: who is asked
 * @name: what about
 * @type: and what for
 * @now: the monotonic time
 *
 * Returns: (transfer full) (nullable): an answer that still holds, or %NULL
 */
BounceDnsAnswer *
bounce_dns_cache_lookup (BounceDnsCache     *self,
                         BounceDnsTransport  transport,
                         const char         *name,
                         BounceDnsType       type,
                         gint64              now)
{
  g_autofree char *key = dup_key (transport, name, type);
  const Entry *entry = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  entry = g_hash_table_lookup (self->entries, key);
  if (entry == NULL || entry->until <= now)
    return NULL;

  return bounce_dns_answer_ref (entry->answer);
}

/**
 * bounce_dns_cache_store: (skip)
 * @self: a cache
 * @transport: who was asked
 * @name: what about
 * @type: and what for
 * @answer: what came back; kept where it says something about @name
 * @now: the monotonic time
 */
void
bounce_dns_cache_store (BounceDnsCache     *self,
                        BounceDnsTransport  transport,
                        const char         *name,
                        BounceDnsType       type,
                        BounceDnsAnswer    *answer,
                        gint64              now)
{
  Entry *entry = NULL;
  guint ttl_s = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (answer != NULL);

  if (answer->outcome != BOUNCE_DNS_FOUND && answer->outcome != BOUNCE_DNS_NO_DATA
      && answer->outcome != BOUNCE_DNS_NO_NAME)
    return;

  if (g_hash_table_size (self->entries) >= BOUNCE_NET_LIMIT_CACHED)
    g_hash_table_foreach_remove (self->entries, is_over, &now);
  if (g_hash_table_size (self->entries) >= BOUNCE_NET_LIMIT_CACHED)
    g_hash_table_remove_all (self->entries);

  ttl_s = CLAMP (answer->ttl_s, BOUNCE_NET_LIMIT_CACHE_MIN_S, BOUNCE_NET_LIMIT_CACHE_MAX_S);
  entry = g_new0 (Entry, 1);
  entry->answer = bounce_dns_answer_ref (answer);
  entry->until = now + ttl_s * G_TIME_SPAN_SECOND;
  g_hash_table_replace (self->entries, dup_key (transport, name, type), entry);
}
