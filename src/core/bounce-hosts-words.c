/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-hosts-words-private.h"

#include <string.h>

#include "bounce-received-private.h"

/*
 * Servers name addresses in few ways. The words right before one, the name and
 * brackets beside it left out, and right behind it tell whose it is.
 */

/* How much of the text on either side is looked at. */
#define REACH 48

typedef struct
{
  const char *words;
  BounceHostSide side;
} Hint;

#define ANSWERING BOUNCE_HOST_SIDE_ANSWERING
#define BRINGING BOUNCE_HOST_SIDE_BRINGING
#define BLAMED BOUNCE_HOST_SIDE_BLAMED
#define ASIDE BOUNCE_HOST_SIDE_ASIDE

/* What the text before ends in; the first that fits counts. */
static const Hint hints_before[] = {
  { "returnc/pub/", ASIDE },
  { "resolver", ASIDE },
  { "nameserver", ASIDE },
  { "name server", ASIDE },
  { "dns server", ASIDE },

  { "received-from-mta: dns;", BRINGING },
  { "received from mta:", BRINGING },

  { "client host", BLAMED },
  { "client", BLAMED },
  { "sending host", BLAMED },
  { "sending server", BLAMED },
  { "sending mta", BLAMED },
  { "sender host", BLAMED },
  { "sender server", BLAMED },
  { "source host", BLAMED },
  { "your mailserver", BLAMED },
  { "your mail server", BLAMED },
  { "your host", BLAMED },
  { "your server", BLAMED },
  { "your smtp server", BLAMED },
  { "your", BLAMED },
  { "connection from", BLAMED },
  { "connections from", BLAMED },
  { "connect from", BLAMED },
  { "connecting from", BLAMED },
  { "messages from", BLAMED },
  { "message from", BLAMED },
  { "emails from", BLAMED },
  { "email from", BLAMED },
  { "mails from", BLAMED },
  { "mail from", BLAMED },
  { "traffic from", BLAMED },
  { "spam from", BLAMED },
  { "abuse from", BLAMED },
  { "received from", BLAMED },
  { "sent from", BLAMED },
  { "access from", BLAMED },
  { "relay from", BLAMED },
  { "relaying from", BLAMED },
  { "designate", BLAMED },
  { "address is", BLAMED },
  { "reverse dns for", BLAMED },
  { "ptr for", BLAMED },
  { "ptr record for", BLAMED },
  { "resolve", BLAMED },
  { "lookup for", BLAMED },

  { "reply from", ANSWERING },
  { "response from", ANSWERING },
  { "answer from", ANSWERING },
  { "error from", ANSWERING },
  { "greeting from", ANSWERING },
  { "connected to", ANSWERING },
  { "connecting to", ANSWERING },
  { "connection to", ANSWERING },
  { "connect to", ANSWERING },
  { "established to", ANSWERING },
  { "conversation with", ANSWERING },
  { "session with", ANSWERING },
  { "connection with", ANSWERING },
  { "handshake with", ANSWERING },
  { "talking to", ANSWERING },
  { "sending to", ANSWERING },
  { "sent to", ANSWERING },
  { "relayed to", ANSWERING },
  { "relay=", ANSWERING },
  { "via", ANSWERING },
  { "delivered to", ANSWERING },
  { "giving up on", ANSWERING },
  { "rejected by", ANSWERING },
  { "refused by", ANSWERING },
  { "returned by", ANSWERING },
  { "remote server", ANSWERING },
  { "remote host", ANSWERING },
  { "remote mta", ANSWERING },
  { "remote-mta: dns;", ANSWERING },
  { "remote system: dns;", ANSWERING },
  { "destination server", ANSWERING },
  { "receiving server", ANSWERING },
  { "mx", ANSWERING },
  { "->", ANSWERING },
};

/* What the text behind begins with, brackets and blanks left out. */
static const Hint hints_behind[] = {
  { "said:", ANSWERING },
  { "said ", ANSWERING },
  { "says:", ANSWERING },
  { "does not like", ANSWERING },
  { "did not like", ANSWERING },
  { "failed after", ANSWERING },
  { "responded", ANSWERING },
  { "replied", ANSWERING },
  { "refused to ", ANSWERING },
  { "refused the connection", ANSWERING },
  { "rejected your", ANSWERING },
  { "returned", ANSWERING },
  { "reason:", ANSWERING },
  { "issued an error", ANSWERING },
  { "did not accept", ANSWERING },
  { "did not respond", ANSWERING },
  { "but sender was rejected", ANSWERING },
  { "but recipient was rejected", ANSWERING },
  { "but my name was rejected", ANSWERING },
  { "but greeting failed", ANSWERING },
  { "but connection died", ANSWERING },
  { "but the message was rejected", ANSWERING },
  { "but ", ANSWERING },
  { "connection timed out", ANSWERING },
  { "connection refused", ANSWERING },
  { "operation timed out", ANSWERING },
  { "no route to host", ANSWERING },
  { "network is unreachable", ANSWERING },
  { "rejecting connections", ANSWERING },
  { "closed the connection", ANSWERING },

  { "as permitted sender", BLAMED },
  { "as a permitted sender", BLAMED },
  { "is ", BLAMED },
  { "was ", BLAMED },
  { "has ", BLAMED },
  { "have ", BLAMED },
  { "had ", BLAMED },
  { "does not have", BLAMED },
  { "does not resolve", BLAMED },
  { "did not resolve", BLAMED },
  { "do not resolve", BLAMED },
  { "cannot ", BLAMED },
  { "not allowed", BLAMED },
  { "not permitted", BLAMED },
  { "not authorized", BLAMED },
  { "not authorised", BLAMED },
  { "listed", BLAMED },
  { "blocked", BLAMED },
  { "blacklisted", BLAMED },
  { "blocklisted", BLAMED },
  { "banned", BLAMED },
  { "denied", BLAMED },
  { "rejected", BLAMED },
  { "refused", BLAMED },
  { "found in", BLAMED },
  { "found on", BLAMED },
  { "exceeded", BLAMED },
  { "in rbl", BLAMED },
  { "due to", BLAMED },
  { "= did not pass", BLAMED },
};

/* They say something only where nothing else does, and not in a reply: "host
 * 192.0.2.1 rejected" is a reply's way to name its client. */
static const char *const answering_words[] = { "host", "by", "server", "at", NULL };

/* Whether @words stand before @position, with nothing but blanks between. */
static gboolean
stand_before (const char *text,
              gsize       position,
              const char *words)
{
  gsize length = strlen (words);

  if (position < length
      || g_ascii_strncasecmp (text + position - length, words, length) != 0)
    return FALSE;

  return position == length || !g_ascii_isalpha (*words)
         || !g_ascii_isalnum (text[position - length - 1]);
}

/* Where the name before an address begins, or the address itself where none does. */
static gsize
find_name_start (const char *text,
                 gsize       position)
{
  gsize start = position;

  g_free (bounce_host_name_before (text, position, &start));
  return start;
}

static BounceHostSide
judge_before (const char *text,
              gsize       position)
{
  static const char *const kinds[] = {
    "ip address", "ip addresses", "ipv4 address", "ipv6 address", "ip", "ips", "address",
    "server", "host", "system", NULL
  };
  gsize start = find_name_start (text, position);
  gsize end = 0;

  /* a link that asks a list about the address */
  for (gsize i = position; i > 0 && position - i < 8; i--)
    if (text[i - 1] == '=' || text[i - 1] == '/')
      {
        static const char *const keys[] = {
          "ip=", "ip/", "addr=", "address=", "client-ip=", "lookup=", "query=", "q=", "v=",
          "value=", "host=", "i=", "a=", "t=", "bl?", NULL
        };

        if (stand_before (text, i, "returnc/pub/"))
          return ASIDE;
        for (guint j = 0; keys[j] != NULL; j++)
          if (stand_before (text, i, keys[j]))
            return BLAMED;
        break;
      }

  for (guint round = 0; round < 2; round++)
    {
      end = start;
      while (end > 0 && start - end < REACH
             && strchr (" \t\n:;'\"<([", text[end - 1]) != NULL)
        end--;

      for (gsize i = 0; i < G_N_ELEMENTS (hints_before); i++)
        if (stand_before (text, end, hints_before[i].words)
            || stand_before (text, start, hints_before[i].words))
          return hints_before[i].side;

      /* "your ip address [192.0.2.1]": look again before the sort of thing */
      for (guint i = 0; kinds[i] != NULL; i++)
        if (stand_before (text, end, kinds[i]))
          {
            start = end - strlen (kinds[i]);
            break;
          }
    }

  return BOUNCE_HOST_SIDE_OPEN;
}

static BounceHostSide
judge_behind (const char *text,
              gsize       length,
              gsize       position)
{
  gsize begin = position;

  /* a port may follow, as in "[192.0.2.1]:25: Connection timed out" */
  while (begin < length && begin - position < 12
         && (g_ascii_isspace (text[begin]) || g_ascii_isdigit (text[begin])
             || strchr ("])>:,'\"", text[begin]) != NULL))
    begin++;

  for (gsize i = 0; i < G_N_ELEMENTS (hints_behind); i++)
    {
      gsize size = strlen (hints_behind[i].words);

      if (size <= length - begin
          && g_ascii_strncasecmp (text + begin, hints_behind[i].words, size) == 0)
        return hints_behind[i].side;
    }

  return BOUNCE_HOST_SIDE_OPEN;
}

/* Oracle's server: "(TCP|192.0.2.1|34321|192.0.2.2|25)", itself and the other one. */
static BounceHostSide
judge_connection (const char *text,
                  gsize       position)
{
  gsize bars = 0;

  for (gsize i = position; i > 0 && position - i < REACH && bars <= 3; i--)
    {
      if (text[i - 1] == '|')
        bars++;
      else if (bars == 0)
        break;
      else if (i >= 3 && g_ascii_strncasecmp (text + i - 3, "tcp", 3) == 0
               && text[i] == '|')
        return bars == 1 ? BRINGING : ANSWERING;
    }

  return BOUNCE_HOST_SIDE_OPEN;
}

/* Sendmail: "The original message was received at DATE\nfrom pc.example.net [192.0.2.1]". */
static gboolean
was_received_from (const char *text,
                   gsize       position)
{
  gsize start = find_name_start (text, position);

  while (start > 0 && strchr (" \t\n", text[start - 1]) != NULL)
    start--;
  if (!stand_before (text, start, "from"))
    return FALSE;

  for (gsize i = start; i > 0 && start - i < 100; i--)
    if (stand_before (text, i, "was received at"))
      return TRUE;

  return FALSE;
}

static gboolean
stands_behind_host (const char *text,
                    gsize       position)
{
  gsize end = find_name_start (text, position);

  while (end > 0 && position - end < 256 && strchr (" \t\n:<([", text[end - 1]) != NULL)
    end--;
  for (guint i = 0; answering_words[i] != NULL; i++)
    if (stand_before (text, end, answering_words[i]))
      return TRUE;

  return FALSE;
}

/**
 * bounce_host_side_in_words: (skip)
 * @text: a text
 * @length: of @text in bytes
 * @fact: an IP address in it
 * @in_reply: the text there is the refusing server's own
 *
 * Returns: what the words around the address make of it
 */
BounceHostSide
bounce_host_side_in_words (const char       *text,
                           gsize             length,
                           const BounceFact *fact,
                           gboolean          in_reply)
{
  BounceHostSide before = judge_connection (text, fact->start);
  BounceHostSide behind = BOUNCE_HOST_SIDE_OPEN;

  if (before != BOUNCE_HOST_SIDE_OPEN)
    return before;

  before = judge_before (text, fact->start);
  if (before == ASIDE || before == BRINGING)
    return before;
  if (was_received_from (text, fact->start))
    return BRINGING;

  behind = judge_behind (text, length, fact->end);
  if (behind == ANSWERING)
    return behind;
  if (before != BOUNCE_HOST_SIDE_OPEN)
    return before;
  if (behind == BOUNCE_HOST_SIDE_OPEN && !in_reply
      && stands_behind_host (text, fact->start))
    return ANSWERING;

  return behind;
}
