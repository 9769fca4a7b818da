/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-page.h"

#include <glib/gi18n.h>

#include "bounce-list-cell.h"
#include "bounce-list-choices.h"
#include "bounce-list-columns.h"
#include "bounce-list-filter.h"
#include "bounce-list-places.h"
#include "bounce-list-summary.h"
#include "bounce-wrap-box.h"

/* How often the figures change while messages come: often enough to be followed,
 * and seldom enough to be read. */
#define UPDATE_MS 250

/* Below this width one column stands for all. */
#define NARROW_WIDTH 680

/* A row that was scrolled to is there within a few pictures. */
#define FOCUS_TRIES 10

struct _BounceListPage
{
  GtkWidget parent_instance;

  GtkWidget *content;
  BounceListSummary *summary;
  GtkSearchEntry *search;
  GtkToggleButton *filter_button;
  GtkDropDown *severity_choice;
  GtkDropDown *cause_choice;
  GtkDropDown *party_choice;
  GtkDropDown *domain_choice;
  GtkDropDown *server_choice;
  GtkWidget *more_choices;
  GtkWidget *shown_box;
  GtkLabel *shown_label;
  GtkStack *stack;
  GtkColumnView *view;

  BounceInbox *inbox;
  BounceListFilter *filter;
  GtkFilterListModel *filtered;
  GListModel *shown;            /* those, in the order chosen */
  BounceListPlaces *places;     /* of what is shown */
  BounceListChoices *choices[BOUNCE_N_LIST_FIELDS];
  GtkColumnViewColumn *columns[BOUNCE_N_LIST_COLUMNS];
  GtkColumnViewColumn *narrow_column;
  guint update_id;
  guint narrow_id;
  guint fill_id;
  guint focus_id;
  guint focus_tries;
  BounceInboxRow *focus_row;
  int sort_by;                  /* a #BounceListColumn, or -1 */
  gboolean sort_descending;
  gboolean is_narrow;
};

enum {
  PROP_0,
  PROP_SORT_BY,
  PROP_SORT_DESCENDING,
  N_PROPS
};

enum {
  SIGNAL_ROW_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BounceListPage, bounce_list_page, GTK_TYPE_WIDGET)

/* What an order is called in menus and tests. */
static const char *const sort_names[BOUNCE_N_LIST_COLUMNS] = {
  [BOUNCE_LIST_COLUMN_WHAT] = "what",
  [BOUNCE_LIST_COLUMN_PARTY] = "party",
  [BOUNCE_LIST_COLUMN_RECIPIENT] = "recipient",
  [BOUNCE_LIST_COLUMN_DOMAIN] = "domain",
  [BOUNCE_LIST_COLUMN_SERVER] = "server",
  [BOUNCE_LIST_COLUMN_DATE] = "date",
  [BOUNCE_LIST_COLUMN_FILE] = "file",
};

static void
show_shown (BounceListPage *self)
{
  guint n_shown = g_list_model_get_n_items (self->shown);
  guint n_messages = bounce_inbox_get_n_messages (self->inbox);
  gboolean is_filtered = bounce_list_filter_get_is_set (self->filter);
  gboolean is_looking = gtk_filter_list_model_get_pending (self->filtered) > 0;
  g_autofree char *text = NULL;

  gtk_stack_set_visible_child_name (self->stack,
                                    n_shown == 0 && is_filtered && !is_looking ? "nothing"
                                                                               : "list");
  gtk_widget_set_visible (self->shown_box, is_filtered && n_shown > 0);

  /* Translators: the first %u is a number of messages that are shown, the second how
   * many there are. The plural form goes by the second. */
  text = g_strdup_printf (ngettext ("%u of %u message is shown.", "%u of %u messages are shown.",
                                    n_messages), n_shown, n_messages);
  if (g_strcmp0 (gtk_label_get_label (self->shown_label), text) != 0)
    gtk_label_set_label (self->shown_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.clear-filters", is_filtered);
}

/* What was found is looked at from its start. */
static void
filter_changed_cb (BounceListPage *self)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
  show_shown (self);
}

static gboolean
update_cb (gpointer user_data)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (user_data);

  bounce_list_page_update (self);
  if (bounce_inbox_get_is_loading (self->inbox))
    return G_SOURCE_CONTINUE;

  self->update_id = 0;

  return G_SOURCE_REMOVE;
}

static void
add_choices (BounceListPage *self,
             guint           position,
             guint           removed,
             guint           added)
{
  for (BounceListField field = 0; field < BOUNCE_N_LIST_FIELDS; field++)
    {
      if (self->choices[field] == NULL)
        continue;

      bounce_list_choices_add (self->choices[field], G_LIST_MODEL (self->inbox), position, added);
      if (bounce_list_choices_get_has_more (self->choices[field]))
        gtk_widget_set_visible (self->more_choices, TRUE);
    }
}

static GtkDropDown *
get_drop_down (BounceListPage  *self,
               BounceListField  field)
{
  GtkDropDown *const drop_downs[BOUNCE_N_LIST_FIELDS] = {
    [BOUNCE_LIST_FIELD_SEVERITY] = self->severity_choice,
    [BOUNCE_LIST_FIELD_PARTY] = self->party_choice,
    [BOUNCE_LIST_FIELD_CAUSE] = self->cause_choice,
    [BOUNCE_LIST_FIELD_DOMAIN] = self->domain_choice,
    [BOUNCE_LIST_FIELD_SERVER] = self->server_choice,
  };

  return drop_downs[field];
}

static void
choice_cb (BounceListPage *self,
           GParamSpec     *pspec,
           GtkDropDown    *drop_down)
{
  BounceListChoice *choice = gtk_drop_down_get_selected_item (drop_down);

  for (BounceListField field = 0; field < BOUNCE_N_LIST_FIELDS; field++)
    if (get_drop_down (self, field) == drop_down)
      bounce_list_filter_set_value (self->filter, field,
                                    choice != NULL ? bounce_list_choice_get_value (choice) : NULL);
}

static void
  set_up_choice (BounceListPage  *self,
               BounceListField  field,
               const char      *all)
{
  GtkDropDown *drop_down = get_drop_down (self, field);
  g_autoptr(GtkExpression) expression = NULL;

  self->choices[field] = bounce_list_choices_new (field, all);
  expression = gtk_property_expression_new (BOUNCE_TYPE_LIST_CHOICE, NULL, "label");
  gtk_drop_down_set_expression (drop_down, expression);
  g_signal_connect_object (drop_down, "notify::selected-item", G_CALLBACK (choice_cb), self,
                           G_CONNECT_SWAPPED);
}

/* One at a time: a drop-down makes the widgets of its list at once. */
static gboolean
fill_drop_down_cb (gpointer user_data)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (user_data);

  for (BounceListField field = 0; field < BOUNCE_N_LIST_FIELDS; field++)
    {
      GtkDropDown *drop_down = get_drop_down (self, field);

      if (drop_down != NULL && gtk_drop_down_get_model (drop_down) == NULL)
        {
          gtk_drop_down_set_model (drop_down,
                                   bounce_list_choices_get_model (self->choices[field]));
          return G_SOURCE_CONTINUE;
        }
    }

  self->fill_id = 0;

  return G_SOURCE_REMOVE;
}

/* Who never filters need not wait for what can be chosen there. */
static void
filter_button_cb (BounceListPage *self)
{
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (fill_drop_down_cb, self);
}

static void
search_cb (BounceListPage *self)
{
  bounce_list_filter_set_search (self->filter,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* From the search into the list, as with any list that is searched. */
static gboolean
search_key_cb (BounceListPage        *self,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               GtkEventControllerKey *controller)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  bounce_list_page_focus_row (self, NULL);

  return GDK_EVENT_STOP;
}

static void
activate_cb (BounceListPage *self,
             guint           position)
{
  g_autoptr(BounceListPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), position);
  g_autoptr(BounceInboxRow) row = NULL;

  /* What was seen there, whatever stands there next. */
  if (place != NULL)
    g_set_object (&row, bounce_list_place_get_row (place));
  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_ROW_ACTIVATED], 0, row);
}

/* The floor has no way to ask for it. */
static GtkWidget *
find_inner_list (BounceListPage *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;

  return NULL;
}

static BounceListCell *
find_cell (GtkWidget *widget)
{
  if (BOUNCE_IS_LIST_CELL (widget))
    return BOUNCE_LIST_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      BounceListCell *cell = find_cell (child);

      if (cell != NULL)
        return cell;
    }

  return NULL;
}

static gboolean
focus_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (widget);
  GtkWidget *list = find_inner_list (self);
  GtkWidget *child = list != NULL ? gtk_widget_get_first_child (list) : NULL;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      BounceListCell *cell = find_cell (child);

      if (cell != NULL && bounce_list_cell_get_row (cell) == self->focus_row)
        {
          gtk_widget_grab_focus (child);
          break;
        }
    }

  if (child == NULL && ++self->focus_tries < FOCUS_TRIES)
    return G_SOURCE_CONTINUE;

  g_clear_object (&self->focus_row);
  self->focus_id = 0;

  return G_SOURCE_REMOVE;
}

static void
show_columns (BounceListPage *self)
{
  gtk_column_view_column_set_visible (self->narrow_column, self->is_narrow);
  for (guint i = 0; i < BOUNCE_N_LIST_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], !self->is_narrow);
}

/* Not while the widths are given out. */
static gboolean
narrow_cb (gpointer user_data)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (user_data);

  self->narrow_id = 0;
  show_columns (self);

  return G_SOURCE_REMOVE;
}

static void
sort (BounceListPage *self)
{
  gtk_column_view_sort_by_column (self->view,
                                  self->sort_by >= 0 ? self->columns[self->sort_by] : NULL,
                                  self->sort_descending ? GTK_SORT_DESCENDING
                                                        : GTK_SORT_ASCENDING);
}

static void
clear_filters_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  bounce_list_filter_set_search (self->filter, "");
  gtk_drop_down_set_selected (self->severity_choice, 0);
  gtk_drop_down_set_selected (self->cause_choice, 0);
  gtk_drop_down_set_selected (self->party_choice, 0);
  gtk_drop_down_set_selected (self->domain_choice, 0);
  gtk_drop_down_set_selected (self->server_choice, 0);
  bounce_list_summary_show_all_groups (self->summary);

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static GtkSizeRequestMode
bounce_list_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bounce_list_page_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gtk_widget_measure (BOUNCE_LIST_PAGE (widget)->content, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
bounce_list_page_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (widget);
  gboolean is_narrow = width < NARROW_WIDTH;

  gtk_widget_allocate (self->content, width, height, baseline, NULL);

  if (is_narrow == self->is_narrow)
    return;

  self->is_narrow = is_narrow;
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add_full (GTK_PRIORITY_RESIZE, narrow_cb, self, NULL);
}

static gboolean
bounce_list_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BOUNCE_LIST_PAGE (widget)->summary));
}

static void
bounce_list_page_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (object);

  switch (property_id)
    {
    case PROP_SORT_BY:
      g_value_set_string (value, self->sort_by >= 0 ? sort_names[self->sort_by] : "none");
      break;
    case PROP_SORT_DESCENDING:
      g_value_set_boolean (value, self->sort_descending);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bounce_list_page_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (object);

  switch (property_id)
    {
    case PROP_SORT_BY:
      self->sort_by = -1;
      for (guint i = 0; i < BOUNCE_N_LIST_COLUMNS; i++)
        if (g_strcmp0 (g_value_get_string (value), sort_names[i]) == 0)
          self->sort_by = i;
      break;
    case PROP_SORT_DESCENDING:
      self->sort_descending = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }

  sort (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
bounce_list_page_dispose (GObject *object)
{
  BounceListPage *self = BOUNCE_LIST_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_handle_id (&self->fill_id, g_source_remove);
  if (self->focus_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_id);
  self->focus_id = 0;
  g_clear_object (&self->focus_row);

  /* What goes now may say that it changes, to nobody. */
  if (self->inbox != NULL)
    g_signal_handlers_disconnect_by_data (self->inbox, self);
  if (self->filter != NULL)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  for (guint i = 0; i < BOUNCE_N_LIST_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  for (guint i = 0; i < BOUNCE_N_LIST_FIELDS; i++)
    g_clear_object (&self->choices[i]);
  g_clear_object (&self->narrow_column);
  g_clear_object (&self->places);
  g_clear_object (&self->shown);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->inbox);

  G_OBJECT_CLASS (bounce_list_page_parent_class)->dispose (object);
}

static void
bounce_list_page_class_init (BounceListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_list_page_dispose;
  object_class->get_property = bounce_list_page_get_property;
  object_class->set_property = bounce_list_page_set_property;
  widget_class->get_request_mode = bounce_list_page_get_request_mode;
  widget_class->measure = bounce_list_page_measure;
  widget_class->size_allocate = bounce_list_page_size_allocate;
  widget_class->grab_focus = bounce_list_page_grab_focus;

  properties[PROP_SORT_BY] =
    g_param_spec_string ("sort-by", NULL, NULL, "none",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT_DESCENDING] =
    g_param_spec_boolean ("sort-descending", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ROW_ACTIVATED] =
    g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, BOUNCE_TYPE_INBOX_ROW);

  gtk_widget_class_install_property_action (widget_class, "list.sort-by", "sort-by");
  gtk_widget_class_install_property_action (widget_class, "list.sort-descending",
                                            "sort-descending");
  gtk_widget_class_install_action (widget_class, "list.clear-filters", NULL, clear_filters_cb);

  g_type_ensure (BOUNCE_TYPE_LIST_SUMMARY);
  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, content);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, summary);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, search);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, severity_choice);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, cause_choice);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, party_choice);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, domain_choice);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, server_choice);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, more_choices);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, shown_box);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, shown_label);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BounceListPage, view);
}

static void
bounce_list_page_init (BounceListPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->sort_by = -1;
  self->filter = bounce_list_filter_new ();

  for (BounceListColumn i = 0; i < BOUNCE_N_LIST_COLUMNS; i++)
    {
      self->columns[i] = bounce_list_columns_new (i);
      gtk_column_view_append_column (self->view, self->columns[i]);
    }
  self->narrow_column = bounce_list_columns_new_narrow ();
  gtk_column_view_append_column (self->view, self->narrow_column);
  show_columns (self);

  set_up_choice (self, BOUNCE_LIST_FIELD_SEVERITY,
                 /* Translators: The first choice of a filter: all messages, however bad it is. */
                 _("However bad"));
  set_up_choice (self, BOUNCE_LIST_FIELD_CAUSE,
                 /* Translators: The first choice of a filter: all messages, whatever happened. */
                 _("Whatever happened"));
  set_up_choice (self, BOUNCE_LIST_FIELD_PARTY,
                 /* Translators: The first choice of a filter: all messages, whoever must act. */
                 _("Whoever must act"));
  set_up_choice (self, BOUNCE_LIST_FIELD_DOMAIN, _("All domains"));
  set_up_choice (self, BOUNCE_LIST_FIELD_SERVER, _("All servers"));
  g_signal_connect_object (self->filter_button, "notify::active", G_CALLBACK (filter_button_cb),
                           self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bounce_list_page_new:
 * @inbox: what was read, or is being read
 *
 * Returns: (transfer floating): a page with its messages
 */
BounceListPage *
bounce_list_page_new (BounceInbox *inbox)
{
  BounceListPage *self;
  GtkSortListModel *sorted;
  g_autoptr(GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (BOUNCE_IS_INBOX (inbox), NULL);

  self = g_object_new (BOUNCE_TYPE_LIST_PAGE, NULL);
  self->inbox = g_object_ref (inbox);
  bounce_list_summary_set_inbox (self->summary, inbox, self->filter);

  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (inbox)),
                                              g_object_ref (GTK_FILTER (self->filter)));
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  self->shown = G_LIST_MODEL (sorted);
  self->places = bounce_list_places_new (self->filtered, self->shown);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->places))));
  gtk_column_view_set_model (self->view, selection);

  /* These would be read out by the names of their classes. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (find_inner_list (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Messages"), -1);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->view))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Titles of the columns"), -1);

  add_choices (self, 0, 0, bounce_inbox_get_n_messages (inbox));
  g_signal_connect_object (inbox, "items-changed", G_CALLBACK (add_choices), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (show_shown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "notify::pending", G_CALLBACK (show_shown), self,
                           G_CONNECT_SWAPPED);

  if (bounce_inbox_get_is_loading (inbox))
    self->update_id = g_timeout_add (UPDATE_MS, update_cb, self);

  return self;
}

/**
 * bounce_list_page_get_inbox:
 * @self: a list page
 *
 * Returns: (transfer none): what it shows
 */
BounceInbox *
bounce_list_page_get_inbox (BounceListPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_PAGE (self), NULL);

  return self->inbox;
}

/**
 * bounce_list_page_get_shown:
 * @self: a list page
 *
 * Returns: (transfer none): the #BounceInboxRow that fit, in the order chosen
 */
GListModel *
bounce_list_page_get_shown (BounceListPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_PAGE (self), NULL);

  return self->shown;
}

/**
 * bounce_list_page_find_row:
 * @self: a list page
 * @row: a row
 *
 * Returns: where it stands in what is shown, or %G_MAXUINT
 */
guint
bounce_list_page_find_row (BounceListPage *self,
                           BounceInboxRow *row)
{
  g_return_val_if_fail (BOUNCE_IS_LIST_PAGE (self), G_MAXUINT);
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (row), G_MAXUINT);

  for (guint i = 0; i < g_list_model_get_n_items (self->shown); i++)
    {
      g_autoptr(BounceInboxRow) other = g_list_model_get_item (self->shown, i);

      if (other == row)
        return i;
    }

  return G_MAXUINT;
}

/**
 * bounce_list_page_focus_row:
 * @self: a list page
 * @row: (nullable): a row; %NULL for the first
 *
 * Scrolls to a row and puts the focus on it.
 */
void
bounce_list_page_focus_row (BounceListPage *self,
                            BounceInboxRow *row)
{
  GtkWidget *list;
  guint position;

  g_return_if_fail (BOUNCE_IS_LIST_PAGE (self));
  g_return_if_fail (row == NULL || BOUNCE_IS_INBOX_ROW (row));

  list = find_inner_list (self);
  position = row != NULL ? bounce_list_page_find_row (self, row) : 0;
  if (list == NULL || position >= g_list_model_get_n_items (self->shown))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return;
    }

  bounce_list_places_catch_up (self->places);
  g_clear_object (&self->focus_row);
  self->focus_row = g_list_model_get_item (self->shown, position);
  self->focus_tries = 0;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  if (self->focus_id == 0)
    self->focus_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, NULL, NULL);
}

/**
 * bounce_list_page_find:
 * @self: a list page
 *
 * Puts the cursor into the search field.
 */
void
bounce_list_page_find (BounceListPage *self)
{
  g_return_if_fail (BOUNCE_IS_LIST_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * bounce_list_page_update:
 * @self: a list page
 *
 * Shows the figures as they are now.
 */
void
bounce_list_page_update (BounceListPage *self)
{
  g_return_if_fail (BOUNCE_IS_LIST_PAGE (self));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY,
                               bounce_inbox_get_is_loading (self->inbox), -1);
  bounce_list_summary_update (self->summary);
  show_shown (self);
}
