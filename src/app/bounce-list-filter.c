/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-filter.h"

#include <string.h>

#include "bounce-fold.h"
#include "bounce-words.h"

struct _BounceListFilter
{
  GtkFilter parent_instance;

  gboolean is_set[BOUNCE_N_LIST_FIELDS];
  BounceListValue values[BOUNCE_N_LIST_FIELDS];
  char *search;                 /* folded; NULL where nothing is looked for */
};

G_DEFINE_FINAL_TYPE (BounceListFilter, bounce_list_filter, GTK_TYPE_FILTER)

static gboolean
contains (const char *text,
          const char *search)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;

  /* Nearly all are addresses and names of hosts, and there may be many. */
  if (g_str_is_ascii (text))
    {
      char lower[512];
      gsize i;

      for (i = 0; i < sizeof lower - 1 && text[i] != '\0'; i++)
        lower[i] = g_ascii_tolower (text[i]);
      lower[i] = '\0';

      return strstr (lower, search) != NULL;
    }

  folded = bounce_fold (text);

  return strstr (folded, search) != NULL;
}

static gboolean
fits_search (BounceListFilter *self,
             BounceInboxRow   *row)
{
  g_autofree char *file = NULL;

  if (contains (bounce_inbox_row_get_address (row), self->search) ||
      contains (bounce_inbox_row_get_server (row), self->search) ||
      contains (bounce_words_get_short_cause (bounce_inbox_row_get_cause (row)), self->search) ||
      contains (bounce_words_get_severity (bounce_inbox_row_get_severity (row)), self->search) ||
      contains (bounce_words_get_party (bounce_inbox_row_get_party (row)), self->search))
    return TRUE;

  file = bounce_inbox_row_dup_file (row);

  return contains (file, self->search);
}

static gboolean
bounce_list_filter_match (GtkFilter *filter,
                          gpointer   item)
{
  BounceListFilter *self = BOUNCE_LIST_FILTER (filter);
  BounceInboxRow *row = BOUNCE_INBOX_ROW (item);

  for (BounceListField field = 0; field < BOUNCE_N_LIST_FIELDS; field++)
    {
      BounceListValue value;

      if (!self->is_set[field])
        continue;

      /* The same text is the same pointer in all rows. */
      if (!bounce_list_field_get_value (field, row, &value) ||
          value.number != self->values[field].number ||
          value.text != self->values[field].text)
        return FALSE;
    }

  return self->search == NULL || fits_search (self, row);
}

static GtkFilterMatch
bounce_list_filter_get_strictness (GtkFilter *filter)
{
  return bounce_list_filter_get_is_set (BOUNCE_LIST_FILTER (filter)) ? GTK_FILTER_MATCH_SOME
                                                                     : GTK_FILTER_MATCH_ALL;
}

static void
bounce_list_filter_finalize (GObject *object)
{
  BounceListFilter *self = BOUNCE_LIST_FILTER (object);

  g_free (self->search);

  G_OBJECT_CLASS (bounce_list_filter_parent_class)->finalize (object);
}

static void
bounce_list_filter_class_init (BounceListFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bounce_list_filter_finalize;
  filter_class->match = bounce_list_filter_match;
  filter_class->get_strictness = bounce_list_filter_get_strictness;
}

static void
bounce_list_filter_init (BounceListFilter *self)
{
}

/**
 * bounce_list_field_get_value:
 * @field: a field
 * @row: a row
 * @value: (out caller-allocates): what it has there
 *
 * Returns: whether it has anything there
 */
gboolean
bounce_list_field_get_value (BounceListField  field,
                             BounceInboxRow  *row,
                             BounceListValue *value)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (row), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = (BounceListValue) { 0, NULL };

  switch (field)
    {
    case BOUNCE_LIST_FIELD_GROUP:
      value->number = bounce_inbox_row_get_group (row);
      return TRUE;
    case BOUNCE_LIST_FIELD_SEVERITY:
      value->number = bounce_inbox_row_get_severity (row);
      return TRUE;
    case BOUNCE_LIST_FIELD_PARTY:
      value->number = bounce_inbox_row_get_party (row);
      return TRUE;
    case BOUNCE_LIST_FIELD_CAUSE:
      value->number = bounce_inbox_row_get_cause (row);
      return TRUE;
    case BOUNCE_LIST_FIELD_DOMAIN:
      value->text = bounce_inbox_row_get_domain (row);
      return value->text != NULL;
    case BOUNCE_LIST_FIELD_SERVER:
      value->text = bounce_inbox_row_get_server (row);
      return value->text != NULL;
    case BOUNCE_N_LIST_FIELDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * bounce_list_field_get_label:
 * @field: a field
 * @value: what a row has there
 *
 * Returns: (transfer none) (nullable): what to call it; groups have no name
 *   without a number
 */
const char *
bounce_list_field_get_label (BounceListField  field,
                             BounceListValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  switch (field)
    {
    case BOUNCE_LIST_FIELD_SEVERITY:
      return bounce_words_get_severity (value->number);
    case BOUNCE_LIST_FIELD_PARTY:
      return bounce_words_get_party (value->number);
    case BOUNCE_LIST_FIELD_CAUSE:
      return bounce_words_get_short_cause (value->number);
    case BOUNCE_LIST_FIELD_DOMAIN:
    case BOUNCE_LIST_FIELD_SERVER:
      return value->text;
    case BOUNCE_LIST_FIELD_GROUP:
    case BOUNCE_N_LIST_FIELDS:
    default:
      return NULL;
    }
}

/**
 * bounce_list_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
BounceListFilter *
bounce_list_filter_new (void)
{
  return g_object_new (BOUNCE_TYPE_LIST_FILTER, NULL);
}

/**
 * bounce_list_filter_set_value:
 * @self: a filter
 * @field: a field
 * @value: (nullable): what rows must have there; its text is lent by a row
 *
 * Narrows the list, or widens it again.
 */
void
bounce_list_filter_set_value (BounceListFilter      *self,
                              BounceListField        field,
                              const BounceListValue *value)
{
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (BOUNCE_IS_LIST_FILTER (self));
  g_return_if_fail (field < BOUNCE_N_LIST_FIELDS);

  if (value == NULL && !self->is_set[field])
    return;
  if (value != NULL && self->is_set[field] &&
      value->number == self->values[field].number && value->text == self->values[field].text)
    return;

  if (value == NULL)
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  else if (!self->is_set[field])
    change = GTK_FILTER_CHANGE_MORE_STRICT;

  self->is_set[field] = value != NULL;
  if (value != NULL)
    self->values[field] = *value;

  gtk_filter_changed (GTK_FILTER (self), change);
}

/**
 * bounce_list_filter_set_search:
 * @self: a filter
 * @search: what somebody typed
 *
 * Keeps rows that have this somewhere.
 */
void
bounce_list_filter_set_search (BounceListFilter *self,
                               const char       *search)
{
  g_autofree char *text = NULL;
  g_autofree char *old = NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  g_return_if_fail (BOUNCE_IS_LIST_FILTER (self));
  g_return_if_fail (search != NULL);

  text = g_strstrip (bounce_fold (search));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  if (g_strcmp0 (text, self->search) == 0)
    return;

  old = g_steal_pointer (&self->search);
  self->search = g_steal_pointer (&text);

  if (self->search == NULL || (old != NULL && strstr (old, self->search) != NULL))
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  else if (old == NULL || strstr (self->search, old) != NULL)
    change = GTK_FILTER_CHANGE_MORE_STRICT;

  gtk_filter_changed (GTK_FILTER (self), change);
}

/**
 * bounce_list_filter_get_is_set:
 * @self: a filter
 *
 * Returns: whether it may keep rows out
 */
gboolean
bounce_list_filter_get_is_set (BounceListFilter *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_FILTER (self), FALSE);

  for (guint i = 0; i < BOUNCE_N_LIST_FIELDS; i++)
    if (self->is_set[i])
      return TRUE;

  return self->search != NULL;
}
