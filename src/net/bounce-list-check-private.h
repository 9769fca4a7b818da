/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-dns-message-private.h"
#include "bounce-list-check.h"

G_BEGIN_DECLS

struct _BounceListCheck
{
  char *ip;
  GArray *listings;
  gboolean is_complete;
};

BounceListCheck    *bounce_list_check_new      (const char            *ip);
BounceListing      *bounce_list_check_add      (BounceListCheck       *self,
                                                const BounceBlocklist *list);

char               *bounce_list_answer_name    (const char            *ip,
                                                const char            *zone);
BounceListingState  bounce_list_answer_judge   (const BounceBlocklist *list,
                                                const BounceDnsAnswer *answer);
void                bounce_list_answer_explain (BounceListing         *listing,
                                                const BounceDnsAnswer *answer);
char               *bounce_list_answer_text    (const BounceDnsAnswer *answer);

G_END_DECLS
