/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-blocklist.h"
#include "bounce-net-client.h"

G_BEGIN_DECLS

/**
 * BounceListingState:
 * @BOUNCE_LISTING_UNKNOWN: it could not be checked; never "not listed"
 * @BOUNCE_LISTING_NOT_LISTED: the list works (RFC 5782 §5) and does not have it
 * @BOUNCE_LISTING_LISTED: the list has it
 * @BOUNCE_LISTING_REFUSED: the list does not answer whoever asked on our behalf
 * @BOUNCE_LISTING_NOT_ASKED: the list refuses public services, and only those may be
 *   asked
 *
 * What a blocklist said about an address.
 */
typedef enum {
  BOUNCE_LISTING_UNKNOWN,
  BOUNCE_LISTING_NOT_LISTED,
  BOUNCE_LISTING_LISTED,
  BOUNCE_LISTING_REFUSED,
  BOUNCE_LISTING_NOT_ASKED,
  BOUNCE_N_LISTINGS
} BounceListingState;

/**
 * BounceListing:
 * @list: the list that was asked
 * @state: what it said
 * @sub_list: (nullable): which of its parts has the address ("Spamhaus CSS")
 * @meaning: what being listed there means; of @list where no part is known
 * @codes: (array zero-terminated=1): its answers, addresses in 127.0.0.0/8
 * @text: (nullable): its own words, cleaned of all that is no plain text
 *
 * The answer of one blocklist.
 */
typedef struct
{
  const BounceBlocklist *list;
  BounceListingState state;
  const char *sub_list;
  BounceListMeaning meaning;
  GStrv codes;
  char *text;
} BounceListing;

#define BOUNCE_TYPE_LIST_CHECK (bounce_list_check_get_type ())

typedef struct _BounceListCheck BounceListCheck;

GType                bounce_list_check_get_type       (void);
BounceListCheck     *bounce_list_check_ref            (BounceListCheck       *self);
void                 bounce_list_check_unref          (BounceListCheck       *self);

const char          *bounce_list_check_get_ip         (const BounceListCheck *self);
guint                bounce_list_check_get_n_listings (const BounceListCheck *self);
const BounceListing *bounce_list_check_get_listing    (const BounceListCheck *self,
                                                       guint                  index);
BounceListingState   bounce_listing_judge             (const BounceListing   *self,
                                                       const BounceBlocklist *quoted);
guint                bounce_list_check_count          (const BounceListCheck *self,
                                                       BounceListingState     state);
gboolean             bounce_list_check_is_complete    (const BounceListCheck *self);

void                 bounce_list_check_async          (BounceNetClient       *client,
                                                       const char *const     *ips,
                                                       GCancellable          *cancellable,
                                                       BounceNetProgress      progress,
                                                       gpointer               progress_data,
                                                       GAsyncReadyCallback    callback,
                                                       gpointer               user_data);
GPtrArray           *bounce_list_check_finish         (GAsyncResult          *result,
                                                       GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceListCheck, bounce_list_check_unref)

G_END_DECLS
