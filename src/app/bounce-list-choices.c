/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-choices.h"

#include <string.h>

#include "bounce-app-limits.h"

struct _BounceListChoice
{
  GObject parent_instance;

  BounceListValue value;
  char *text;                   /* a GRefString that keeps the value's text alive */
  char *label;
  char *key;                    /* by which it is sorted */
  gboolean is_all;
};

enum {
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BounceListChoice, bounce_list_choice, G_TYPE_OBJECT)

struct _BounceListChoices
{
  GObject parent_instance;

  BounceListField field;
  GListStore *store;
  GtkSortListModel *sorted;
  GHashTable *texts;            /* those that are there, lent by the choices */
  guint64 numbers;              /* one bit for each that is there */
  gboolean has_more;
};

G_DEFINE_FINAL_TYPE (BounceListChoices, bounce_list_choices, G_TYPE_OBJECT)

G_STATIC_ASSERT (BOUNCE_N_CAUSES <= 64);

static int
compare_choices (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const BounceListChoice *first = a;
  const BounceListChoice *second = b;

  if (first->is_all != second->is_all)
    return first->is_all ? -1 : 1;

  return strcmp (first->key, second->key);
}

static BounceListChoice *
create_choice (const BounceListValue *value,
               const char            *label)
{
  BounceListChoice *choice = g_object_new (BOUNCE_TYPE_LIST_CHOICE, NULL);

  choice->label = g_strdup (label);
  choice->key = g_utf8_collate_key (label, -1);
  choice->is_all = value == NULL;
  if (value != NULL)
    {
      choice->value = *value;
      if (value->text != NULL)
        choice->text = g_ref_string_acquire ((char *) value->text);
    }

  return choice;
}

/* Whether the field of a row has something that no row had before. */
static gboolean
find_new_value (BounceListChoices *self,
                BounceInboxRow    *row,
                BounceListValue   *value)
{
  guint64 bit;

  if (!bounce_list_field_get_value (self->field, row, value))
    return FALSE;
  if (value->text != NULL && g_hash_table_size (self->texts) >= BOUNCE_APP_LIMIT_CHOICES)
    {
      self->has_more |= !g_hash_table_contains (self->texts, value->text);
      return FALSE;
    }
  if (value->text != NULL)
    return g_hash_table_add (self->texts, (char *) value->text);

  bit = G_GUINT64_CONSTANT (1) << value->number;
  if ((self->numbers & bit) != 0)
    return FALSE;
  self->numbers |= bit;

  return TRUE;
}

static void
bounce_list_choice_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, BOUNCE_LIST_CHOICE (object)->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bounce_list_choice_finalize (GObject *object)
{
  BounceListChoice *self = BOUNCE_LIST_CHOICE (object);

  g_clear_pointer (&self->text, g_ref_string_release);
  g_free (self->label);
  g_free (self->key);

  G_OBJECT_CLASS (bounce_list_choice_parent_class)->finalize (object);
}

static void
bounce_list_choice_class_init (BounceListChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bounce_list_choice_get_property;
  object_class->finalize = bounce_list_choice_finalize;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bounce_list_choice_init (BounceListChoice *self)
{
}

static void
bounce_list_choices_finalize (GObject *object)
{
  BounceListChoices *self = BOUNCE_LIST_CHOICES (object);

  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_object (&self->sorted);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bounce_list_choices_parent_class)->finalize (object);
}

static void
bounce_list_choices_class_init (BounceListChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_list_choices_finalize;
}

static void
bounce_list_choices_init (BounceListChoices *self)
{
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_choices, NULL, NULL));

  self->store = g_list_store_new (BOUNCE_TYPE_LIST_CHOICE);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), sorter);
  self->texts = g_hash_table_new (NULL, NULL);
}

/**
 * bounce_list_choice_get_value:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): what was chosen; %NULL for all
 */
const BounceListValue *
bounce_list_choice_get_value (BounceListChoice *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_CHOICE (self), NULL);

  return self->is_all ? NULL : &self->value;
}

/**
 * bounce_list_choices_new:
 * @field: a field
 * @all: what the first choice is called
 *
 * Returns: (transfer full): the choices of an empty list
 */
BounceListChoices *
bounce_list_choices_new (BounceListField  field,
                         const char      *all)
{
  g_autoptr(BounceListChoice) choice = NULL;
  BounceListChoices *self;

  g_return_val_if_fail (field < BOUNCE_N_LIST_FIELDS, NULL);
  g_return_val_if_fail (all != NULL, NULL);

  self = g_object_new (BOUNCE_TYPE_LIST_CHOICES, NULL);
  self->field = field;
  choice = create_choice (NULL, all);
  g_list_store_append (self->store, choice);

  return self;
}

/**
 * bounce_list_choices_add:
 * @self: choices
 * @rows: #BounceInboxRow
 * @position: where in @rows some joined
 * @n_rows: how many
 *
 * Adds what is new in them, all at once: who shows it has much to do for each change.
 */
void
bounce_list_choices_add (BounceListChoices *self,
                         GListModel        *rows,
                         guint              position,
                         guint              n_rows)
{
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (BOUNCE_IS_LIST_CHOICES (self));
  g_return_if_fail (G_IS_LIST_MODEL (rows));

  for (guint i = position; i < position + n_rows; i++)
    {
      g_autoptr(BounceInboxRow) row = g_list_model_get_item (rows, i);
      BounceListValue value;

      if (find_new_value (self, row, &value))
        g_ptr_array_add (added, create_choice (&value, bounce_list_field_get_label (self->field,
                                                                                    &value)));
    }

  if (added->len > 0)
    g_list_store_splice (self->store, g_list_model_get_n_items (G_LIST_MODEL (self->store)), 0,
                         added->pdata, added->len);
}

/**
 * bounce_list_choices_get_has_more:
 * @self: choices
 *
 * Returns: whether rows have something that is not offered, since
 *   %BOUNCE_APP_LIMIT_CHOICES are
 */
gboolean
bounce_list_choices_get_has_more (BounceListChoices *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_CHOICES (self), FALSE);

  return self->has_more;
}

/**
 * bounce_list_choices_get_model:
 * @self: choices
 *
 * Returns: (transfer none): a model of #BounceListChoice with a property "label",
 *   that which means all first
 */
GListModel *
bounce_list_choices_get_model (BounceListChoices *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_CHOICES (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
