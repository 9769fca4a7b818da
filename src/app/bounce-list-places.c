/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-places.h"

/* GTK 4.8 has widgets for this many rows, seen or not. Past them a place costs
 * nothing. */
#define NEAR 256

/* Places whose widgets come or go at once: some 10 ms of work. */
#define STEP 16

struct _BounceListPlace
{
  GObject parent_instance;

  BounceListPlaces *places;     /* lent; NULL once they are gone */
  BounceInboxRow *row;
  guint position;
};

struct _BounceListPlaces
{
  GObject parent_instance;

  GtkFilterListModel *filtered;
  GListModel *rows;
  GHashTable *live;             /* position → the place that somebody holds, lent */
  guint n_places;
  guint update_id;
};

enum {
  PLACE_PROP_0,
  PLACE_PROP_ROW,
  N_PLACE_PROPS
};

static GParamSpec *place_properties[N_PLACE_PROPS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (BounceListPlace, bounce_list_place, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (BounceListPlaces, bounce_list_places, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
bounce_list_place_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  BounceListPlace *self = BOUNCE_LIST_PLACE (object);

  switch (property_id)
    {
    case PLACE_PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bounce_list_place_finalize (GObject *object)
{
  BounceListPlace *self = BOUNCE_LIST_PLACE (object);

  if (self->places != NULL)
    g_hash_table_remove (self->places->live, GUINT_TO_POINTER (self->position));
  g_clear_object (&self->row);

  G_OBJECT_CLASS (bounce_list_place_parent_class)->finalize (object);
}

static void
bounce_list_place_class_init (BounceListPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bounce_list_place_finalize;
  object_class->get_property = bounce_list_place_get_property;

  place_properties[PLACE_PROP_ROW] =
    g_param_spec_object ("row", NULL, NULL, BOUNCE_TYPE_INBOX_ROW,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PLACE_PROPS, place_properties);
}

static void
bounce_list_place_init (BounceListPlace *self)
{
}

static GType
bounce_list_places_get_item_type (GListModel *model)
{
  return BOUNCE_TYPE_LIST_PLACE;
}

static guint
bounce_list_places_get_n_items (GListModel *model)
{
  return BOUNCE_LIST_PLACES (model)->n_places;
}

static gpointer
bounce_list_places_get_item (GListModel *model,
                             guint       position)
{
  BounceListPlaces *self = BOUNCE_LIST_PLACES (model);
  BounceListPlace *place;

  if (position >= self->n_places)
    return NULL;

  place = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (place != NULL)
    return g_object_ref (place);

  place = g_object_new (BOUNCE_TYPE_LIST_PLACE, NULL);
  place->places = self;
  place->position = position;
  place->row = g_list_model_get_item (self->rows, position);
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), place);

  return place;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = bounce_list_places_get_item_type;
  iface->get_n_items = bounce_list_places_get_n_items;
  iface->get_item = bounce_list_places_get_item;
}

/* A place past the end keeps its last row until it goes itself. */
static void
put_rows_into_places (BounceListPlaces *self)
{
  g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      BounceListPlace *place = data;
      g_autoptr(BounceInboxRow) row = g_list_model_get_item (self->rows, place->position);

      if (row != NULL && g_set_object (&place->row, row))
        g_ptr_array_add (changed, g_object_ref (place));
    }

  for (guint i = 0; i < changed->len; i++)
    g_object_notify_by_pspec (g_ptr_array_index (changed, i), place_properties[PLACE_PROP_ROW]);
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* How many places to keep so that with the others only a few widgets go. Who looks at
 * rows far behind the new end would wait for too long, and loses them at once. */
static guint
find_shorter (BounceListPlaces *self,
              guint             n_rows)
{
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position = GPOINTER_TO_UINT (key);

      if (position >= n_rows)
        g_array_append_val (positions, position);
    }

  if (positions->len <= STEP)
    return n_rows;

  g_array_sort (positions, compare_positions);

  return MAX (n_rows, MIN (g_array_index (positions, guint, positions->len - STEP), NEAR));
}

static void
set_n_places (BounceListPlaces *self,
              guint             n_places)
{
  guint before = self->n_places;

  self->n_places = n_places;
  if (n_places > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_places - before);
  else if (n_places < before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_places, before - n_places, 0);
}

static gboolean
update_cb (gpointer user_data)
{
  BounceListPlaces *self = BOUNCE_LIST_PLACES (user_data);
  guint n_rows = g_list_model_get_n_items (self->rows);

  put_rows_into_places (self);

  /* While somebody types, most of what goes comes back at once. */
  if (n_rows > self->n_places)
    set_n_places (self, self->n_places < NEAR ? MIN (self->n_places + STEP, n_rows) : n_rows);
  else if (n_rows < self->n_places && gtk_filter_list_model_get_pending (self->filtered) == 0)
    set_n_places (self, find_shorter (self, n_rows));

  if (g_list_model_get_n_items (self->rows) != self->n_places)
    return G_SOURCE_CONTINUE;

  self->update_id = 0;

  return G_SOURCE_REMOVE;
}

static void
rows_changed_cb (BounceListPlaces *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
bounce_list_places_dispose (GObject *object)
{
  BounceListPlaces *self = BOUNCE_LIST_PLACES (object);
  GHashTableIter iter;
  gpointer data;

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    ((BounceListPlace *) data)->places = NULL;
  g_hash_table_remove_all (self->live);
  g_clear_object (&self->rows);
  g_clear_object (&self->filtered);

  G_OBJECT_CLASS (bounce_list_places_parent_class)->dispose (object);
}

static void
bounce_list_places_finalize (GObject *object)
{
  g_hash_table_unref (BOUNCE_LIST_PLACES (object)->live);

  G_OBJECT_CLASS (bounce_list_places_parent_class)->finalize (object);
}

static void
bounce_list_places_class_init (BounceListPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bounce_list_places_dispose;
  object_class->finalize = bounce_list_places_finalize;
}

static void
bounce_list_places_init (BounceListPlaces *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

/**
 * bounce_list_place_get_row:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): the row that stands there
 */
BounceInboxRow *
bounce_list_place_get_row (BounceListPlace *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_PLACE (self), NULL);

  return self->row;
}

/**
 * bounce_list_places_new:
 * @filtered: what may still drop rows from @rows
 * @rows: the #BounceInboxRow that are shown, in their order
 *
 * Returns: (transfer full): their places, none at first
 */
BounceListPlaces *
bounce_list_places_new (GtkFilterListModel *filtered,
                        GListModel         *rows)
{
  BounceListPlaces *self;

  g_return_val_if_fail (GTK_IS_FILTER_LIST_MODEL (filtered), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (rows), NULL);

  self = g_object_new (BOUNCE_TYPE_LIST_PLACES, NULL);
  self->filtered = g_object_ref (filtered);
  self->rows = g_object_ref (rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rows_changed_cb (self);

  return self;
}

/**
 * bounce_list_places_catch_up:
 * @self: places
 *
 * Has a place for each row now, and not in a moment: for who has to go to one.
 */
void
bounce_list_places_catch_up (BounceListPlaces *self)
{
  g_return_if_fail (BOUNCE_IS_LIST_PLACES (self));

  put_rows_into_places (self);
  set_n_places (self, g_list_model_get_n_items (self->rows));
}
