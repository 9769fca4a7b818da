/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"

G_BEGIN_DECLS

/* How sure it is that an address is a failed recipient. */
typedef enum {
  BOUNCE_PLACE_LISTED,         /* behind words that announce recipients, or as "<addr>:" */
  BOUNCE_PLACE_HEADING,        /* alone at the start of a line, or with a code behind */
  BOUNCE_PLACE_ANNOUNCED,      /* in the first line below such words, text before it */
  BOUNCE_PLACE_NAMED,          /* behind "RCPT TO:", "To:", "recipient" */
  BOUNCE_PLACE_LEADING,        /* at the start of a line, text behind it */
  BOUNCE_PLACE_LOOSE,          /* anywhere else */
  BOUNCE_N_PLACES
} BouncePlace;

typedef struct
{
  const BounceReading *reading;
  char *address;
  guint32 start;        /* of its line */
  guint32 address_start;
  guint32 address_end;
  guint32 end;          /* of its reason */
  BouncePlace place;
} BounceMention;

GPtrArray   *bounce_mentions_find           (const BounceDossier *dossier);
void         bounce_mentions_add_bare_names (GPtrArray           *mentions,
                                             const BounceDossier *dossier);
BouncePlace  bounce_mentions_get_best       (GPtrArray           *mentions);
void         bounce_mentions_close          (GPtrArray           *mentions);

G_END_DECLS
