/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-blocklist.h"
#include "bounce-types.h"

G_BEGIN_DECLS

/*
 * The tables of src/core/tables, one row one fact, as build-aux/generate-tables.py
 * writes them into C together with the automaton that finds all their literals
 * in one pass. bounce-match-private.h runs it.
 */

/**
 * BounceTable:
 * @BOUNCE_TABLE_PHRASE: words with a cause, tables/phrases-*.tsv
 * @BOUNCE_TABLE_PROVIDER: codes and words of one provider, tables/providers.tsv
 * @BOUNCE_TABLE_BLOCKLIST: marks of a blocklist, tables/blocklists.tsv
 * @BOUNCE_TABLE_MARK: words that give a notice its structure, tables/marks.tsv
 * @BOUNCE_TABLE_SOFTWARE: marks of a server program, tables/software.tsv
 */
typedef enum {
  BOUNCE_TABLE_PHRASE,
  BOUNCE_TABLE_PROVIDER,
  BOUNCE_TABLE_BLOCKLIST,
  BOUNCE_TABLE_MARK,
  BOUNCE_TABLE_SOFTWARE,
  BOUNCE_N_TABLES
} BounceTable;

/**
 * BounceStrength:
 * @BOUNCE_STRENGTH_WEAK: counts only where no code says more than its class
 * @BOUNCE_STRENGTH_LIKELY: beats general codes (5.0.0, 5.7.1, 550), yields to
 *   specific ones (5.2.2)
 * @BOUNCE_STRENGTH_CERTAIN: says it by itself and beats every code
 * @BOUNCE_STRENGTH_TOPICAL: says something only beside the noun that it is about,
 *   and then what it says of that; see bounce_topic_find()
 *
 * How much a phrase weighs against codes.
 */
typedef enum {
  BOUNCE_STRENGTH_WEAK,
  BOUNCE_STRENGTH_LIKELY,
  BOUNCE_STRENGTH_CERTAIN,
  BOUNCE_STRENGTH_TOPICAL,
  BOUNCE_N_STRENGTHS
} BounceStrength;

/* literal: for bounce_tables_get_literal(); party is BOUNCE_PARTY_UNCLEAR where the
 * cause's usual party applies */
typedef struct
{
  guint literal;
  BounceCause cause;
  BounceStrength strength;
  BounceParty party;
  BounceNote note;
} BouncePhraseRow;

/**
 * BounceProviderKind:
 * @BOUNCE_PROVIDER_TOKEN: a code, bounded on both sides
 * @BOUNCE_PROVIDER_TEXT: words
 * @BOUNCE_PROVIDER_URL: part of a link
 * @BOUNCE_PROVIDER_RANGE: the literal, then a number from low to high; a literal
 *   that ends in "#" is followed by a word and a hyphen first
 */
typedef enum {
  BOUNCE_PROVIDER_TOKEN,
  BOUNCE_PROVIDER_TEXT,
  BOUNCE_PROVIDER_URL,
  BOUNCE_PROVIDER_RANGE,
} BounceProviderKind;

/* host_masks: domains, separated by spaces, whose hosts the row belongs to, or
 * NULL; a mask without a dot ("gsmtp") is a word that the reply must hold.
 * reply_mask: "550", "4xx 5xx", or NULL; enhanced_class: 4, 5 or 0 for any */
typedef struct
{
  const char *provider;
  const char *host_masks;
  const char *literal;
  const char *reply_mask;
  guint16 low;
  guint16 high;
  guint8 enhanced_class;
  gboolean needs_host;
  BounceProviderKind kind;
  BounceCause cause;
  BounceParty party;
  BounceNote note;
  BounceStrength strength;
} BounceProviderRow;

/* zone is NULL for a private list; literal is one fragment of blocklists.tsv */
typedef struct
{
  const char *literal;
  const char *name;
  const char *zone;
  BounceBlocklistState state;
} BounceBlocklistRow;

/**
 * BounceMark:
 * @BOUNCE_MARK_COPY_STARTS: from here on stands the returned message
 * @BOUNCE_MARK_FORWARD_STARTS: from here on stands a forwarded or quoted message
 * @BOUNCE_MARK_REPLY_FOLLOWS: the refusing server's own words come next
 * @BOUNCE_MARK_RECIPIENTS_FOLLOW: the failed addresses come next
 * @BOUNCE_MARK_NOTICE: only a notice of failure says this
 * @BOUNCE_MARK_GAVE_UP: nobody tries any more
 * @BOUNCE_MARK_WILL_RETRY: it will be tried again
 * @BOUNCE_MARK_DELIVERED: it arrived, or was passed on
 * @BOUNCE_MARK_AUTO_REPLY: an automatic answer of a person
 * @BOUNCE_MARK_READ: a read receipt
 * @BOUNCE_MARK_COMPLAINT: an abuse complaint
 * @BOUNCE_MARK_LIST_REFUSED: a list manager or moderator refused the post
 * @BOUNCE_MARK_STOPPED: something was refused or held up: a post where a list manager
 *   says it, and a notice's words where they are said of a message
 * @BOUNCE_MARK_SEND_ERROR: the mail program's own error message
 * @BOUNCE_MARK_ENTICE: asks to log in, confirm, release or pay
 * @BOUNCE_MARK_INCOMING: talks of mail that waits to come in
 * @BOUNCE_MARK_EXPANDED_FROM: the address written to follows
 * @BOUNCE_MARK_LOCAL_SPEAKER: what follows is the sending program's own verdict
 * @BOUNCE_MARK_REMOTE_SPEAKER: what stands here was said by the other server
 * @BOUNCE_MARK_STAGE_GREETING: refused when the connection was opened
 * @BOUNCE_MARK_STAGE_MAIL: refused at MAIL FROM
 * @BOUNCE_MARK_STAGE_RCPT: refused at RCPT TO
 * @BOUNCE_MARK_STAGE_DATA: refused at DATA or after it
 *
 * Words that tell what stands where.
 */
typedef enum {
  BOUNCE_MARK_COPY_STARTS,
  BOUNCE_MARK_FORWARD_STARTS,
  BOUNCE_MARK_REPLY_FOLLOWS,
  BOUNCE_MARK_RECIPIENTS_FOLLOW,
  BOUNCE_MARK_NOTICE,
  BOUNCE_MARK_GAVE_UP,
  BOUNCE_MARK_WILL_RETRY,
  BOUNCE_MARK_DELIVERED,
  BOUNCE_MARK_AUTO_REPLY,
  BOUNCE_MARK_READ,
  BOUNCE_MARK_COMPLAINT,
  BOUNCE_MARK_LIST_REFUSED,
  BOUNCE_MARK_STOPPED,
  BOUNCE_MARK_SEND_ERROR,
  BOUNCE_MARK_ENTICE,
  BOUNCE_MARK_INCOMING,
  BOUNCE_MARK_EXPANDED_FROM,
  BOUNCE_MARK_LOCAL_SPEAKER,
  BOUNCE_MARK_REMOTE_SPEAKER,
  BOUNCE_MARK_STAGE_GREETING,
  BOUNCE_MARK_STAGE_MAIL,
  BOUNCE_MARK_STAGE_RCPT,
  BOUNCE_MARK_STAGE_DATA,
  BOUNCE_N_MARKS
} BounceMark;

/* literal: for bounce_tables_get_literal() */
typedef struct
{
  guint literal;
  BounceMark mark;
} BounceMarkRow;

/* where a mark of a server program stands */
typedef enum {
  BOUNCE_SOFTWARE_FROM,
  BOUNCE_SOFTWARE_SUBJECT,
  BOUNCE_SOFTWARE_HEADER,
  BOUNCE_SOFTWARE_TEXT,
} BounceSoftwarePlace;

/* name is NULL where many programs write it; is_bounce: this mark alone shows
 * that the message is a notice of failure */
typedef struct
{
  const char *literal;
  BounceSoftwarePlace place;
  const char *name;
  gboolean is_bounce;
} BounceSoftwareRow;

/* in the order of strcmp(), for looking one up; target is NULL for a real domain,
 * else what this slip of the keys stands for; label is the length of the first label */
typedef struct
{
  const char *domain;
  const char *target;
  guint label;
} BounceMailDomainRow;

extern const char bounce_literals[];
extern const BouncePhraseRow bounce_phrase_rows[];
extern const guint bounce_n_phrase_rows;
extern const BounceProviderRow bounce_provider_rows[];
extern const guint bounce_n_provider_rows;
extern const BounceBlocklistRow bounce_blocklist_rows[];
extern const guint bounce_n_blocklist_rows;
extern const BounceMarkRow bounce_mark_rows[];
extern const guint bounce_n_mark_rows;
extern const BounceSoftwareRow bounce_software_rows[];
extern const guint bounce_n_software_rows;
extern const BounceMailDomainRow bounce_mail_domain_rows[];
extern const guint bounce_n_mail_domain_rows;
extern const BounceBlocklist bounce_list_rows[];
extern const guint bounce_n_list_rows;
extern const BounceListCode bounce_list_code_rows[];
extern const guint bounce_n_list_code_rows;

/* The words of a row that only knows their place. */
static inline const char *
bounce_tables_get_literal (guint place)
{
  return &bounce_literals[place];
}

G_END_DECLS
