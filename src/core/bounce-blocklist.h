/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BounceBlocklistState:
 * @BOUNCE_BLOCKLIST_ALIVE: it answers, and can be asked
 * @BOUNCE_BLOCKLIST_DEAD: it was closed; whoever asks it has old settings
 * @BOUNCE_BLOCKLIST_PRIVATE: a provider's own, which nobody else can ask
 * @BOUNCE_BLOCKLIST_UNSURE: not known to answer
 *
 * Whether a list can be asked.
 */
typedef enum {
  BOUNCE_BLOCKLIST_ALIVE,
  BOUNCE_BLOCKLIST_DEAD,
  BOUNCE_BLOCKLIST_PRIVATE,
  BOUNCE_BLOCKLIST_UNSURE,
} BounceBlocklistState;

/**
 * BounceListMeaning:
 * @BOUNCE_LIST_MEANING_SPAM_SOURCE: spam came from this address
 * @BOUNCE_LIST_MEANING_TRAP: it wrote to addresses that only senders of spam know
 * @BOUNCE_LIST_MEANING_EXPLOITED: a machine there seems to be taken over
 * @BOUNCE_LIST_MEANING_POLICY: not an accusation; homes and mobile networks are
 *   not meant to deliver mail directly
 * @BOUNCE_LIST_MEANING_NEIGHBOURS: others in the same network misbehaved
 * @BOUNCE_LIST_MEANING_CRIMINAL: the network is held to be run by criminals
 * @BOUNCE_LIST_MEANING_REPUTATION: its mail has poor standing with the list's makers
 * @BOUNCE_LIST_MEANING_BACKSCATTER: it sends bounces to people who never wrote
 * @BOUNCE_LIST_MEANING_OPEN_RELAY: it passes on mail, or traffic, of strangers
 * @BOUNCE_LIST_MEANING_LOGIN_ATTACK: it was seen guessing passwords
 * @BOUNCE_LIST_MEANING_NO_NAME: its name in the DNS is missing or looks like a home's
 * @BOUNCE_LIST_MEANING_BULK: it sends newsletters that people did not ask for
 * @BOUNCE_LIST_MEANING_DOMAIN: a domain is listed, not the address
 * @BOUNCE_LIST_MEANING_LISTED: it is listed, and no more is known
 *
 * What being on a list means. Names of lists are data; these classes have sentences.
 */
typedef enum {
  BOUNCE_LIST_MEANING_SPAM_SOURCE,
  BOUNCE_LIST_MEANING_TRAP,
  BOUNCE_LIST_MEANING_EXPLOITED,
  BOUNCE_LIST_MEANING_POLICY,
  BOUNCE_LIST_MEANING_NEIGHBOURS,
  BOUNCE_LIST_MEANING_CRIMINAL,
  BOUNCE_LIST_MEANING_REPUTATION,
  BOUNCE_LIST_MEANING_BACKSCATTER,
  BOUNCE_LIST_MEANING_OPEN_RELAY,
  BOUNCE_LIST_MEANING_LOGIN_ATTACK,
  BOUNCE_LIST_MEANING_NO_NAME,
  BOUNCE_LIST_MEANING_BULK,
  BOUNCE_LIST_MEANING_DOMAIN,
  BOUNCE_LIST_MEANING_LISTED,
  BOUNCE_N_LIST_MEANINGS
} BounceListMeaning;

/**
 * BounceBlocklist:
 * @name: the list, as its makers write it
 * @zone: (nullable): its zone in the DNS
 * @state: whether it can be asked
 * @meaning: what being listed there means
 * @removal_page: (nullable): the https page where its makers tell how to be removed
 * @is_asked: whether a check asks it by default
 * @takes_ipv4: whether it lists IPv4 addresses
 * @takes_ipv6: whether it lists IPv6 addresses
 * @within: (nullable): the name of another list, which has all that this one has and
 *   is asked in its place
 * @refuses_public: whether it refuses the large public resolvers, so that only the
 *   resolver of one's own network gets an answer
 *
 * What is known of a list. One row, one list; see tables/lists.tsv.
 */
typedef struct
{
  const char *name;
  const char *zone;
  BounceBlocklistState state;
  BounceListMeaning meaning;
  const char *removal_page;
  const char *within;
  gboolean is_asked;
  gboolean takes_ipv4;
  gboolean takes_ipv6;
  gboolean refuses_public;
} BounceBlocklist;

/**
 * BounceListCodeKind:
 * @BOUNCE_LIST_CODE_LISTED: the list has it
 * @BOUNCE_LIST_CODE_GOOD: the list speaks well of it, or does not judge
 * @BOUNCE_LIST_CODE_REFUSED: whoever asked gets no answer; never a listing
 * @BOUNCE_LIST_CODE_UNKNOWN: the list never said what this means
 *
 * What an answer of a list says.
 */
typedef enum {
  BOUNCE_LIST_CODE_LISTED,
  BOUNCE_LIST_CODE_GOOD,
  BOUNCE_LIST_CODE_REFUSED,
  BOUNCE_LIST_CODE_UNKNOWN,
} BounceListCodeKind;

/**
 * BounceListCode:
 * @zone: (nullable): of the list, or %NULL for all lists
 * @first: the lowest answer, an IPv4 address as a number
 * @last: the highest answer
 * @bit: of the last byte where an answer is a sum, or 0
 * @kind: what it says
 * @part: (nullable): the part of the list that has it ("Spamhaus CSS")
 * @meaning: what that means, or %BOUNCE_N_LIST_MEANINGS where it is the list's
 *
 * An answer of a list. One row, one answer; see tables/list-codes.tsv.
 */
typedef struct
{
  const char *zone;
  guint32 first;
  guint32 last;
  guint8 bit;
  BounceListCodeKind kind;
  const char *part;
  BounceListMeaning meaning;
} BounceListCode;

guint                  bounce_blocklist_get_n     (void);
const BounceBlocklist *bounce_blocklist_get       (guint                  index);
const BounceBlocklist *bounce_blocklist_find      (const char            *name_or_zone);
const BounceListCode  *bounce_blocklist_find_code (const BounceBlocklist *list,
                                                   guint32                answer);

G_END_DECLS
