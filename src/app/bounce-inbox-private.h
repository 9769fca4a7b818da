/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-inbox.h"

G_BEGIN_DECLS

/* What the thread that reads and the list share while it reads. */
typedef struct
{
  GMutex lock;                  /* of all that follows */
  BounceTally *tally;
  BounceReport *first;          /* with its originals: it may be the only one */
  GQueue rows;                  /* of BounceInboxRow, read and not in the list yet */
  double fraction;
  guint n_unread;
  gboolean is_scheduled;        /* somebody will take the rows */
  gboolean is_done;
  GError *error;                /* why nothing was read */
} BounceInboxFeed;

/* Called by the thread, without the lock, when there are rows to take. */
typedef void (*BounceInboxWake) (gpointer user_data);

void bounce_inbox_feed_init  (BounceInboxFeed *feed);
void bounce_inbox_feed_clear (BounceInboxFeed *feed);
void bounce_inbox_feed_read  (BounceInboxFeed *feed,
                              GPtrArray       *inputs,
                              GCancellable    *cancellable,
                              BounceInboxWake  wake,
                              gpointer         user_data);

G_END_DECLS
