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

/* "The original message was received at" a time and then "from" a host. */
#define REACH_OF_SENTENCE 100

/* Blanks and brackets between such words and the address. */
#define REACH_OVER_SPACE 256

/* length is that of words; they are in lower case */
typedef struct
{
  const char *words;
  gsize length;
  BounceHostSide side;
} Hint;

#define HINT(words, side) { words, sizeof words - 1, side }

#define ANSWERING BOUNCE_HOST_SIDE_ANSWERING
#define BRINGING BOUNCE_HOST_SIDE_BRINGING
#define BLAMED BOUNCE_HOST_SIDE_BLAMED
#define ASIDE BOUNCE_HOST_SIDE_ASIDE

/* What the text before ends in; the first that fits counts. */
static const Hint hints_before[] = {
  HINT ("returnc/pub/", ASIDE),
  HINT ("resolver", ASIDE),
  HINT ("nameserver", ASIDE),
  HINT ("name server", ASIDE),
  HINT ("dns server", ASIDE),

  HINT ("received-from-mta: dns;", BRINGING),
  HINT ("received from mta:", BRINGING),

  HINT ("client host", BLAMED),
  HINT ("client", BLAMED),
  HINT ("sending host", BLAMED),
  HINT ("sending server", BLAMED),
  HINT ("sending mta", BLAMED),
  HINT ("sender host", BLAMED),
  HINT ("sender server", BLAMED),
  HINT ("source host", BLAMED),
  HINT ("your mailserver", BLAMED),
  HINT ("your mail server", BLAMED),
  HINT ("your host", BLAMED),
  HINT ("your server", BLAMED),
  HINT ("your smtp server", BLAMED),
  HINT ("your", BLAMED),
  HINT ("connection from", BLAMED),
  HINT ("connections from", BLAMED),
  HINT ("connect from", BLAMED),
  HINT ("connecting from", BLAMED),
  HINT ("messages from", BLAMED),
  HINT ("message from", BLAMED),
  HINT ("emails from", BLAMED),
  HINT ("email from", BLAMED),
  HINT ("mails from", BLAMED),
  HINT ("mail from", BLAMED),
  HINT ("traffic from", BLAMED),
  HINT ("spam from", BLAMED),
  HINT ("abuse from", BLAMED),
  HINT ("received from", BLAMED),
  HINT ("sent from", BLAMED),
  HINT ("access from", BLAMED),
  HINT ("relay from", BLAMED),
  HINT ("relaying from", BLAMED),
  HINT ("designate", BLAMED),
  HINT ("address is", BLAMED),
  HINT ("reverse dns for", BLAMED),
  HINT ("ptr for", BLAMED),
  HINT ("ptr record for", BLAMED),
  HINT ("resolve", BLAMED),
  HINT ("lookup for", BLAMED),

  HINT ("reply from", ANSWERING),
  HINT ("response from", ANSWERING),
  HINT ("answer from", ANSWERING),
  HINT ("error from", ANSWERING),
  HINT ("greeting from", ANSWERING),
  HINT ("connected to", ANSWERING),
  HINT ("connecting to", ANSWERING),
  HINT ("connection to", ANSWERING),
  HINT ("connect to", ANSWERING),
  HINT ("established to", ANSWERING),
  HINT ("conversation with", ANSWERING),
  HINT ("session with", ANSWERING),
  HINT ("connection with", ANSWERING),
  HINT ("handshake with", ANSWERING),
  HINT ("talking to", ANSWERING),
  HINT ("sending to", ANSWERING),
  HINT ("sent to", ANSWERING),
  HINT ("relayed to", ANSWERING),
  HINT ("relay=", ANSWERING),
  HINT ("via", ANSWERING),
  HINT ("delivered to", ANSWERING),
  HINT ("giving up on", ANSWERING),
  HINT ("rejected by", ANSWERING),
  HINT ("refused by", ANSWERING),
  HINT ("returned by", ANSWERING),
  HINT ("remote server", ANSWERING),
  HINT ("remote host", ANSWERING),
  HINT ("remote mta", ANSWERING),
  HINT ("remote-mta: dns;", ANSWERING),
  HINT ("remote system: dns;", ANSWERING),
  HINT ("destination server", ANSWERING),
  HINT ("receiving server", ANSWERING),
  HINT ("mx", ANSWERING),
  HINT ("->", ANSWERING),
};

/* What the text behind begins with, brackets and blanks left out. */
static const Hint hints_behind[] = {
  HINT ("said:", ANSWERING),
  HINT ("said ", ANSWERING),
  HINT ("says:", ANSWERING),
  HINT ("does not like", ANSWERING),
  HINT ("did not like", ANSWERING),
  HINT ("failed after", ANSWERING),
  HINT ("responded", ANSWERING),
  HINT ("replied", ANSWERING),
  HINT ("refused to ", ANSWERING),
  HINT ("refused the connection", ANSWERING),
  HINT ("rejected your", ANSWERING),
  HINT ("returned", ANSWERING),
  HINT ("reason:", ANSWERING),
  HINT ("issued an error", ANSWERING),
  HINT ("did not accept", ANSWERING),
  HINT ("did not respond", ANSWERING),
  HINT ("but sender was rejected", ANSWERING),
  HINT ("but recipient was rejected", ANSWERING),
  HINT ("but my name was rejected", ANSWERING),
  HINT ("but greeting failed", ANSWERING),
  HINT ("but connection died", ANSWERING),
  HINT ("but the message was rejected", ANSWERING),
  HINT ("but ", ANSWERING),
  HINT ("connection timed out", ANSWERING),
  HINT ("connection refused", ANSWERING),
  HINT ("operation timed out", ANSWERING),
  HINT ("no route to host", ANSWERING),
  HINT ("network is unreachable", ANSWERING),
  HINT ("rejecting connections", ANSWERING),
  HINT ("closed the connection", ANSWERING),

  HINT ("as permitted sender", BLAMED),
  HINT ("as a permitted sender", BLAMED),
  HINT ("is ", BLAMED),
  HINT ("was ", BLAMED),
  HINT ("has ", BLAMED),
  HINT ("have ", BLAMED),
  HINT ("had ", BLAMED),
  HINT ("does not have", BLAMED),
  HINT ("does not resolve", BLAMED),
  HINT ("did not resolve", BLAMED),
  HINT ("do not resolve", BLAMED),
  HINT ("cannot ", BLAMED),
  HINT ("not allowed", BLAMED),
  HINT ("not permitted", BLAMED),
  HINT ("not authorized", BLAMED),
  HINT ("not authorised", BLAMED),
  HINT ("listed", BLAMED),
  HINT ("blocked", BLAMED),
  HINT ("blacklisted", BLAMED),
  HINT ("blocklisted", BLAMED),
  HINT ("banned", BLAMED),
  HINT ("denied", BLAMED),
  HINT ("rejected", BLAMED),
  HINT ("refused", BLAMED),
  HINT ("found in", BLAMED),
  HINT ("found on", BLAMED),
  HINT ("exceeded", BLAMED),
  HINT ("in rbl", BLAMED),
  HINT ("due to", BLAMED),
  HINT ("= did not pass", BLAMED),
};

/* They say something only where nothing else does, and not in a reply: "host
 * 192.0.2.1 rejected" is a reply's way to name its client. */
static const char *const answering_words[] = { "host", "by", "server", "at", NULL };

/* Whether @words of @length bytes end at @position. Their last letter says no to nearly
 * all of them. */
static gboolean
end_at (const char *text,
        gsize       position,
        const char *words,
        gsize       length)
{
  if (position < length
      || g_ascii_tolower (text[position - 1]) != words[length - 1]
      || g_ascii_strncasecmp (text + position - length, words, length) != 0)
    return FALSE;

  return position == length || !g_ascii_isalpha (*words)
         || !g_ascii_isalnum (text[position - length - 1]);
}

static gboolean
stand_before (const char *text,
              gsize       position,
              const char *words)
{
  return end_at (text, position, words, strlen (words));
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
        if (end_at (text, end, hints_before[i].words, hints_before[i].length)
            || end_at (text, start, hints_before[i].words, hints_before[i].length))
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
      const Hint *hint = &hints_behind[i];

      if (hint->length <= length - begin
          && g_ascii_tolower (text[begin]) == *hint->words
          && g_ascii_strncasecmp (text + begin, hint->words, hint->length) == 0)
        return hint->side;
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

  for (gsize i = start; i > 0 && start - i < REACH_OF_SENTENCE; i--)
    if (stand_before (text, i, "was received at"))
      return TRUE;

  return FALSE;
}

static gboolean
stands_behind_host (const char *text,
                    gsize       position)
{
  gsize end = find_name_start (text, position);

  while (end > 0 && position - end < REACH_OVER_SPACE
         && strchr (" \t\n:<([", text[end - 1]) != NULL)
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
