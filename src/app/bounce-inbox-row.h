/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib-object.h>

#include "bounce-source.h"
#include "bounce-tally.h"

G_BEGIN_DECLS

/* One message in a list: what the list shows of it, and where it lies. Small, as
 * there may be a hundred thousand; what more there is to say of it is decoded again
 * when somebody asks. */
#define BOUNCE_TYPE_INBOX_ROW (bounce_inbox_row_get_type ())
G_DECLARE_FINAL_TYPE (BounceInboxRow, bounce_inbox_row, BOUNCE, INBOX_ROW, GObject)

BounceInboxRow          *bounce_inbox_row_new              (const BounceReport       *report,
                                                            guint                     input,
                                                            const char               *file,
                                                            const BounceSourcePlace  *place,
                                                            guint                     number,
                                                            guint64                   fingerprint);
BounceSeverity           bounce_inbox_row_get_severity     (BounceInboxRow           *self);
BounceCause              bounce_inbox_row_get_cause        (BounceInboxRow           *self);
BounceParty              bounce_inbox_row_get_party        (BounceInboxRow           *self);
BounceTallyGroup         bounce_inbox_row_get_group        (BounceInboxRow           *self);
const char              *bounce_inbox_row_get_address      (BounceInboxRow           *self);
const char              *bounce_inbox_row_get_domain       (BounceInboxRow           *self);
const char              *bounce_inbox_row_get_server       (BounceInboxRow           *self);
const char              *bounce_inbox_row_get_file         (BounceInboxRow           *self);
gint64                   bounce_inbox_row_get_date         (BounceInboxRow           *self);
guint                    bounce_inbox_row_get_n_recipients (BounceInboxRow           *self);
guint                    bounce_inbox_row_get_input        (BounceInboxRow           *self);
const BounceSourcePlace *bounce_inbox_row_get_place        (BounceInboxRow           *self);
guint                    bounce_inbox_row_get_number       (BounceInboxRow           *self);
guint64                  bounce_inbox_row_get_fingerprint  (BounceInboxRow           *self);
char                    *bounce_inbox_row_dup_recipient    (BounceInboxRow           *self);
char                    *bounce_inbox_row_dup_date         (BounceInboxRow           *self);
char                    *bounce_inbox_row_dup_file         (BounceInboxRow           *self);

G_END_DECLS
