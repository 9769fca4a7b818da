/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-codebook-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "bounce-code-card.h"
#include "bounce-codebook-list.h"
#include "bounce-style.h"

#define BOUNCE_TYPE_CODEBOOK_ROW (bounce_codebook_row_get_type ())
G_DECLARE_FINAL_TYPE (BounceCodebookRow, bounce_codebook_row, BOUNCE, CODEBOOK_ROW, GtkWidget)

/* A code in the list, or the digit that heads a group of them. */
struct _BounceCodebookRow
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *code;
  GtkLabel *name;
};

G_DEFINE_FINAL_TYPE (BounceCodebookRow, bounce_codebook_row, GTK_TYPE_WIDGET)

/* Every code there is, with no mail at all. */
struct _BounceCodebookPage
{
  GtkWidget parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *list_side;
  GtkWidget *detail_side;
  GtkEditable *search;
  GtkStack *list_stack;
  GtkListView *list;
  BounceCodeCard *card;
  GtkWidget *digit_box;
  GtkLabel *digit_name;
  GtkLabel *digit_place;
  GtkLabel *digit_meaning;

  BounceCodebookList *codes;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (BounceCodebookPage, bounce_codebook_page, GTK_TYPE_WIDGET)

static void
row_set_item (BounceCodebookRow  *self,
              BounceCodebookItem *item)
{
  static const char *const classes[] = { "class-other", "class-2", "class-4", "class-5" };
  guint class = bounce_codebook_item_get_class (item);
  gboolean heads = bounce_codebook_item_get_entry (item) == NULL;
  guint style = class == 2 ? 1 : class == 4 ? 2 : class == 5 ? 3 : 0;

  gtk_label_set_label (self->code, bounce_codebook_item_get_code (item));
  gtk_label_set_label (self->name, bounce_codebook_item_get_name (item));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    bounce_style_set_class (GTK_WIDGET (self->code), classes[i], i == style);
  bounce_style_set_class (GTK_WIDGET (self->code), "first", heads);
  bounce_style_set_class (GTK_WIDGET (self->name), "heading", heads);
}

static void
bounce_codebook_row_dispose (GObject *object)
{
  BounceCodebookRow *self = BOUNCE_CODEBOOK_ROW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_codebook_row_parent_class)->dispose (object);
}

static void
bounce_codebook_row_class_init (BounceCodebookRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_codebook_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-codebook-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookRow, content);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookRow, code);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookRow, name);
}

static void
bounce_codebook_row_init (BounceCodebookRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  gtk_list_item_set_child (list_item, g_object_new (BOUNCE_TYPE_CODEBOOK_ROW, NULL));
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             gpointer                  user_data)
{
  row_set_item (BOUNCE_CODEBOOK_ROW (gtk_list_item_get_child (list_item)),
                BOUNCE_CODEBOOK_ITEM (gtk_list_item_get_item (list_item)));
}

static void
show_introduction (BounceCodebookPage *self)
{
  gtk_label_set_label (self->digit_name, _("Two kinds of codes"));
  bounce_style_set_text (self->digit_place, NULL);
  gtk_label_set_label (self->digit_meaning,
                       _("Three digits, such as 550, are a server's reply. Three numbers with "
                         "dots, such as 5.1.1, say the same more exactly. In both the first one "
                         "counts most: 2 means that it worked, 4 that it may work later, 5 that "
                         "it failed."));
}

static void
selected_cb (BounceCodebookPage *self)
{
  BounceCodebookItem *item = gtk_single_selection_get_selected_item (self->selection);
  const BounceCodeEntry *entry;

  entry = item != NULL ? bounce_codebook_item_get_entry (item) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->card), entry != NULL);
  gtk_widget_set_visible (self->digit_box, entry == NULL);

  if (item == NULL)
    {
      show_introduction (self);
    }
  else if (entry != NULL)
    {
      bounce_code_card_set_entry (self->card, entry);
    }
  else
    {
      const BounceDigit *digit = bounce_codebook_item_get_digit (item);

      gtk_label_set_label (self->digit_name, bounce_codebook_translate (digit->name));
      bounce_style_set_text (self->digit_place, bounce_codebook_item_get_place (item));
      gtk_label_set_label (self->digit_meaning, bounce_codebook_translate (digit->meaning));
    }
}

/* Enter or a click: on a narrow window the entry takes the place of the list. */
static void
row_activated_cb (BounceCodebookPage *self,
                  guint               position)
{
  gtk_single_selection_set_selected (self->selection, position);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_side);
}

/* One click is enough to open an entry. The list's own way to do so would also select
 * whatever the pointer comes to rest on, in place of what was looked up. */
static void
list_released_cb (BounceCodebookPage *self,
                  int                 n_press,
                  double              x,
                  double              y)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *row = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);

  while (row != NULL && gtk_widget_get_parent (row) != list)
    row = gtk_widget_get_parent (row);
  if (row != NULL)
    gtk_widget_activate (row);
}

static void
search_changed_cb (BounceCodebookPage *self)
{
  guint n_shown;
  guint best;

  bounce_codebook_list_set_search (self->codes, gtk_editable_get_text (self->search));
  best = bounce_codebook_list_find_best (self->codes);
  n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->codes));
  if (*gtk_editable_get_text (self->search) == '\0')
    best = GTK_INVALID_LIST_POSITION;
  gtk_stack_set_visible_child_name (self->list_stack,
                                    n_shown > 0 ? "list" : "nothing");
  gtk_single_selection_set_selected (self->selection, best);
  if (best != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", best);
}

static void
search_activate_cb (BounceCodebookPage *self)
{
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    adw_leaflet_set_visible_child (self->leaflet, self->detail_side);
}

/* Down from the search goes into the list, as one types and then chooses. */
static gboolean
search_key_cb (BounceCodebookPage *self,
               guint               keyval)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static gboolean
bounce_codebook_page_grab_focus (GtkWidget *widget)
{
  BounceCodebookPage *self = BOUNCE_CODEBOOK_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
bounce_codebook_page_dispose (GObject *object)
{
  BounceCodebookPage *self = BOUNCE_CODEBOOK_PAGE (object);
  GtkWidget *leaflet = GTK_WIDGET (self->leaflet);

  self->leaflet = NULL;
  g_clear_pointer (&leaflet, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->codes);

  G_OBJECT_CLASS (bounce_codebook_page_parent_class)->dispose (object);
}

static void
bounce_codebook_page_class_init (BounceCodebookPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_codebook_page_dispose;
  widget_class->grab_focus = bounce_codebook_page_grab_focus;

  g_type_ensure (BOUNCE_TYPE_CODE_CARD);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-codebook-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, list_side);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, detail_side);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, search);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, list);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, card);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, digit_box);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, digit_name);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, digit_place);
  gtk_widget_class_bind_template_child (widget_class, BounceCodebookPage, digit_meaning);
}

static void
bounce_codebook_page_init (BounceCodebookPage *self)
{
  GtkListItemFactory *factory;
  GtkEventController *keys;
  GtkGesture *clicks;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->codes = bounce_codebook_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->codes)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);

  clicks = gtk_gesture_click_new ();
  g_signal_connect_swapped (clicks, "released", G_CALLBACK (list_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (clicks));

  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate",
                           G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate",
                           G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  selected_cb (self);
}

/**
 * bounce_codebook_page_look_up:
 * @self: the code book
 * @code: a code, or words
 *
 * Shows what the book has on something.
 */
void
bounce_codebook_page_look_up (BounceCodebookPage *self,
                              const char         *code)
{
  g_return_if_fail (BOUNCE_IS_CODEBOOK_PAGE (self));
  g_return_if_fail (code != NULL);

  gtk_editable_set_text (self->search, code);
  gtk_editable_set_position (self->search, -1);
  search_changed_cb (self);
  adw_leaflet_set_visible_child (self->leaflet,
                                 *code != '\0' ? self->detail_side : self->list_side);
}

/**
 * bounce_codebook_page_go_back:
 * @self: the code book
 *
 * Goes from an entry back to the list, where the window is too narrow for both.
 *
 * Returns: whether there was a way back
 */
gboolean
bounce_codebook_page_go_back (BounceCodebookPage *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_PAGE (self), FALSE);

  if (!adw_leaflet_get_folded (self->leaflet) ||
      adw_leaflet_get_visible_child (self->leaflet) != self->detail_side)
    return FALSE;

  adw_leaflet_set_visible_child (self->leaflet, self->list_side);

  return TRUE;
}
