/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/*
 * What many bounces have in common: how many there are of each sort, and which
 * addresses they leave to be removed, tried again or corrected. The same notice
 * twice, as where a mail lies in two folders, is counted once.
 */

/**
 * BounceTallyGroup:
 * @BOUNCE_TALLY_BLOCKED_SERVER: the sending server is listed or has a bad name
 * @BOUNCE_TALLY_WRONG_ADDRESS: nobody has such an address, or no such domain is
 * @BOUNCE_TALLY_FULL_MAILBOX: there is no room in the mailbox
 * @BOUNCE_TALLY_CLOSED_MAILBOX: the mailbox is switched off
 * @BOUNCE_TALLY_NOT_WANTED: the recipient, a group or a list takes no such mail
 * @BOUNCE_TALLY_MESSAGE: something in the message is the reason
 * @BOUNCE_TALLY_ACCOUNT: the sender's address, log-in or limit is the reason
 * @BOUNCE_TALLY_SENDING_SERVER: how the sending server is set up is the reason
 * @BOUNCE_TALLY_TOO_MUCH: too much mail at once
 * @BOUNCE_TALLY_TECHNICAL: a server or the way to it was out of order
 * @BOUNCE_TALLY_UNKNOWN: no reason is known
 * @BOUNCE_TALLY_DELAYED: still being tried, whatever the reason
 * @BOUNCE_TALLY_SUSPICIOUS: a fake, or about mail that was never sent
 * @BOUNCE_TALLY_ARRIVED: a report or receipt that it did arrive
 * @BOUNCE_TALLY_AUTO_REPLY: an automatic answer
 * @BOUNCE_TALLY_COMPLAINT: somebody called it spam
 * @BOUNCE_TALLY_ORDINARY: no notice at all
 *
 * Causes that a person would count together.
 */
typedef enum {
  BOUNCE_TALLY_BLOCKED_SERVER,
  BOUNCE_TALLY_WRONG_ADDRESS,
  BOUNCE_TALLY_FULL_MAILBOX,
  BOUNCE_TALLY_CLOSED_MAILBOX,
  BOUNCE_TALLY_NOT_WANTED,
  BOUNCE_TALLY_MESSAGE,
  BOUNCE_TALLY_ACCOUNT,
  BOUNCE_TALLY_SENDING_SERVER,
  BOUNCE_TALLY_TOO_MUCH,
  BOUNCE_TALLY_TECHNICAL,
  BOUNCE_TALLY_UNKNOWN,
  BOUNCE_TALLY_DELAYED,
  BOUNCE_TALLY_SUSPICIOUS,
  BOUNCE_TALLY_ARRIVED,
  BOUNCE_TALLY_AUTO_REPLY,
  BOUNCE_TALLY_COMPLAINT,
  BOUNCE_TALLY_ORDINARY,
  BOUNCE_N_TALLY_GROUPS
} BounceTallyGroup;

/**
 * BounceAddressList:
 * @BOUNCE_ADDRESSES_NONE: leave it as it is
 * @BOUNCE_ADDRESSES_RETRY: the address is right; send again, now or once the
 *   reason is gone
 * @BOUNCE_ADDRESSES_REMOVE: nobody reads mail there, or wants any
 * @BOUNCE_ADDRESSES_CORRECT: it is written wrongly, and there is a likelier one
 *
 * What to do with an address. Of two notices about the same one, the later of
 * these holds.
 */
typedef enum {
  BOUNCE_ADDRESSES_NONE,
  BOUNCE_ADDRESSES_RETRY,
  BOUNCE_ADDRESSES_REMOVE,
  BOUNCE_ADDRESSES_CORRECT,
  BOUNCE_N_ADDRESS_LISTS
} BounceAddressList;

/**
 * BounceTallyAddress:
 * @address: as it was written to
 * @suggestion: (nullable): what it should be
 * @list: what to do with it
 *
 * One address of a list.
 */
typedef struct
{
  char *address;
  char *suggestion;
  BounceAddressList list;
} BounceTallyAddress;

/**
 * BounceTallyServer:
 * @name: its name, or its IP address
 * @n_messages: how many messages speak of it
 *
 * One server that bounces have in common.
 */
typedef struct
{
  char *name;
  guint n_messages;
} BounceTallyServer;

typedef struct _BounceTally BounceTally;

guint64           bounce_tally_fingerprint      (GBytes                *message);
BounceTallyGroup  bounce_tally_find_group       (const BounceVerdict   *verdict);
BounceAddressList bounce_tally_find_list        (const BounceRecipient *recipient);
const char       *bounce_tally_group_to_string  (BounceTallyGroup       group);
const char       *bounce_tally_get_written_to   (const BounceRecipient *recipient);

BounceTally      *bounce_tally_new              (void);
void              bounce_tally_free             (BounceTally           *self);
gboolean          bounce_tally_add              (BounceTally           *self,
                                                 const BounceReport    *report,
                                                 guint64                fingerprint);
gboolean          bounce_tally_add_data         (BounceTally           *self,
                                                 guint64                fingerprint);
guint             bounce_tally_get_n_messages   (const BounceTally     *self);
guint             bounce_tally_get_n_bounces    (const BounceTally     *self);
guint             bounce_tally_get_n_copies     (const BounceTally     *self);
guint             bounce_tally_get_n_servers    (const BounceTally     *self);
guint             bounce_tally_get_n_in_group   (const BounceTally     *self,
                                                 BounceTallyGroup       group);
guint             bounce_tally_get_groups       (const BounceTally     *self,
                                                 BounceTallyGroup       groups[BOUNCE_N_TALLY_GROUPS]);
guint             bounce_tally_get_n_addresses  (const BounceTally     *self,
                                                 BounceAddressList      list);
GPtrArray        *bounce_tally_get_addresses    (const BounceTally     *self,
                                                 BounceAddressList      list);
guint             bounce_tally_get_n_unlisted   (const BounceTally     *self);
gboolean          bounce_tally_get_has_more_servers
                                                (const BounceTally     *self);
gboolean          bounce_tally_get_is_full      (const BounceTally     *self);
guint             bounce_tally_get_n_of_party   (const BounceTally     *self,
                                                 BounceParty            party);
guint             bounce_tally_get_n_of_cause   (const BounceTally     *self,
                                                 BounceCause            cause);
GPtrArray        *bounce_tally_get_servers      (const BounceTally     *self,
                                                 gboolean               refused);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceTally, bounce_tally_free)

G_END_DECLS
