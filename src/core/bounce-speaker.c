/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-case-private.h"

#include <string.h>

#include "bounce-ip.h"

/* Which server spoke, by the words around a reply. */

/* How far before a reply the host that gave it is looked for: the reply that came
 * before may be as long as that. */
#define SPEAKER_REACH 1000

/* Words after which a host name stands that spoke. */
static const char *const speaker_words[] = {
  "host ", "host: ", "talking to ", "connected to ", "generating server: ",
  "remote server: ", "remote server (", "remote host ", "remote system: dns;",
  "remote mta ", "server for the recipient domain ", " by ", NULL
};

/* Words before which it stands. */
static const char *const spoken_words[] = {
  " does not like ", " failed after i sent", " said:", " refused to talk to me",
  " responded", " returned ", " rejected ", " did not like ", NULL
};

/* The host name or address at @at, or NULL. */
static char *
dup_host_at (const char *text,
             gsize       length)
{
  gsize size = 0;
  gsize skip = 0;

  while (skip < length && strchr ("[( '\"", text[skip]) != NULL && skip < 2)
    skip++;
  while (skip + size < length
         && (g_ascii_isalnum (text[skip + size])
             || strchr (".-_:", text[skip + size]) != NULL))
    size++;
  while (size > 0 && strchr (".:-", text[skip + size - 1]) != NULL)
    size--;
  if (size < 4 || memchr (text + skip, '.', size) == NULL)
    {
      g_autofree char *ip = bounce_ip_normalise (text + skip, size);

      return g_steal_pointer (&ip);
    }

  return g_ascii_strdown (text + skip, (gssize) size);
}

/* "client host [192.0.2.1] rejected", "connection from 192.0.2.1 rejected": that is
 * who was refused, not who spoke. */
static gboolean
is_spoken_to (const char *text,
              gsize       end)
{
  static const char *const words[] = {
    "client ", "connection from ", "sending ", "sender ", "source ", "your ",
    "ip ", "address ", NULL
  };

  while (end > 0 && strchr ("[(\"'", text[end - 1]) != NULL)
    end--;
  for (guint i = 0; words[i] != NULL; i++)
    if (end >= strlen (words[i])
        && strncmp (text + end - strlen (words[i]), words[i], strlen (words[i])) == 0)
      return TRUE;

  return FALSE;
}

/**
 * bounce_speaker_above: (skip)
 * @reading: a part
 * @from: where to begin
 * @until: where the words stand that announce the reply
 *
 * Finds a host name alone on the line above: Exchange names so who answered.
 *
 * Returns: (transfer full) (nullable): its name
 */
char *
bounce_speaker_above (const BounceReading *reading,
                      guint32              from,
                      guint32              until)
{
  const char *text = reading->part->search;
  guint32 end = until;
  guint32 start = 0;

  while (end > from && text[end - 1] != '\n')
    end--;
  while (end > from && g_ascii_isspace (text[end - 1]))
    end--;
  start = end;
  while (start > from && text[start - 1] != '\n')
    start--;
  while (start < end && g_ascii_isspace (text[start]))
    start++;

  for (guint32 i = start; i < end; i++)
    if (!g_ascii_isalnum (text[i]) && strchr (".-", text[i]) == NULL)
      return NULL;

  return end > start && g_ascii_isalpha (text[end - 1])
           ? dup_host_at (text + start, end - start) : NULL;
}

/**
 * bounce_speaker_before: (skip)
 * @reading: a part
 * @from: where to begin
 * @until: where the reply starts
 *
 * Finds the server that the words before (and right at) a reply name.
 *
 * Returns: (transfer full) (nullable): its name or address
 */
char *
bounce_speaker_before (const BounceReading *reading,
                       guint32              from,
                       guint32              until)
{
  const char *text = reading->part->search;
  g_autofree char *lower = NULL;
  gsize size = 0;
  gsize best = 0;
  char *host = NULL;

  if (until <= from)
    return NULL;
  if (until - from > SPEAKER_REACH)
    from = until - SPEAKER_REACH;

  /* a window of text must not cut a name in two */
  while (until < reading->part->search_length
         && (g_ascii_isalnum (text[until]) || strchr (".-_", text[until]) != NULL))
    until++;

  size = until - from;
  lower = g_ascii_strdown (text + from, (gssize) size);
  for (gsize i = 0; i < size; i++)
    if (lower[i] == '\n' || lower[i] == '\t')
      lower[i] = ' ';

  for (guint i = 0; speaker_words[i] != NULL; i++)
    for (char *at = strstr (lower, speaker_words[i]); at != NULL;
         at = strstr (at + 1, speaker_words[i]))
      {
        gsize begin = (gsize) (at - lower) + strlen (speaker_words[i]);
        g_autofree char *named = NULL;

        while (begin < size && lower[begin] == ' ')
          begin++;
        if (begin < best || is_spoken_to (lower, (gsize) (at - lower)))
          continue;
        named = dup_host_at (lower + begin, size - begin);
        if (named == NULL)
          continue;
        best = begin;
        g_free (host);
        host = g_steal_pointer (&named);
      }

  for (guint i = 0; host == NULL && spoken_words[i] != NULL; i++)
    {
      /* the C library tells much sooner that they are nowhere */
      char *at = strstr (lower, spoken_words[i]) != NULL
                 ? g_strrstr (lower, spoken_words[i]) : NULL;
      char *begin = at;

      if (at == NULL)
        continue;
      while (begin > lower && begin[-1] != ' ')
        begin--;
      if (is_spoken_to (lower, (gsize) (begin - lower)))
        continue;
      host = dup_host_at (begin, (gsize) (at - begin));
    }

  return host;
}

