/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-inbox-row.h"

G_BEGIN_DECLS

/**
 * BounceListField:
 *
 * By what the rows of a list can be told apart.
 */
typedef enum {
  BOUNCE_LIST_FIELD_GROUP,
  BOUNCE_LIST_FIELD_SEVERITY,
  BOUNCE_LIST_FIELD_PARTY,
  BOUNCE_LIST_FIELD_CAUSE,
  BOUNCE_LIST_FIELD_DOMAIN,
  BOUNCE_LIST_FIELD_SERVER,
  BOUNCE_N_LIST_FIELDS
} BounceListField;

/* What the rows have in a field: a number for enumerators, a text for names. */
typedef struct
{
  guint number;
  const char *text;
} BounceListValue;

gboolean    bounce_list_field_get_value  (BounceListField   field,
                                          BounceInboxRow   *row,
                                          BounceListValue  *value);
const char *bounce_list_field_get_label  (BounceListField   field,
                                          BounceListValue  *value);

/* Rows of an inbox that have what somebody looks for. */
#define BOUNCE_TYPE_LIST_FILTER (bounce_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (BounceListFilter, bounce_list_filter, BOUNCE, LIST_FILTER, GtkFilter)

BounceListFilter *bounce_list_filter_new         (void);
void              bounce_list_filter_set_value   (BounceListFilter       *self,
                                                  BounceListField         field,
                                                  const BounceListValue  *value);
void              bounce_list_filter_set_search  (BounceListFilter       *self,
                                                  const char             *search);
gboolean          bounce_list_filter_get_is_set  (BounceListFilter       *self);

G_END_DECLS
