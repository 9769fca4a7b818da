/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include <glib/gi18n.h>

#include "bounce-app-limits.h"
#include "bounce-window-private.h"

/* Something that was read before what is shown. */
typedef struct
{
  BounceInbox *inbox;
  BounceListPage *list_page;    /* where it has several messages */
  BounceInboxRow *row;          /* the last of them that was looked at */
} BounceVisit;

static void
remove_list (BounceListPage *list_page)
{
  GtkWidget *pages = gtk_widget_get_parent (GTK_WIDGET (list_page));

  if (GTK_IS_STACK (pages))
    gtk_stack_remove (GTK_STACK (pages), GTK_WIDGET (list_page));
}

static void
free_visit (gpointer data)
{
  BounceVisit *visit = data;

  if (visit->list_page != NULL)
    remove_list (visit->list_page);
  g_clear_object (&visit->inbox);
  g_clear_object (&visit->list_page);
  g_clear_object (&visit->row);
  g_free (visit);
}

static guint
count_earlier_rows (BounceWindow *self)
{
  guint n = 0;

  for (guint i = 0; i < self->earlier->len; i++)
    {
      const BounceVisit *visit = g_ptr_array_index (self->earlier, i);

      n += bounce_inbox_get_n_messages (visit->inbox);
    }

  return n;
}

/* Earlier lists stay in the window under other names: the accessibility of GTK 4.8
 * does not find a widget again that was taken out and put back. They are hidden, as a
 * screen reader would else walk through their rows, too. */
static void
name_list (BounceWindow *self,
           const char   *name,
           gboolean      visible)
{
  g_object_set (gtk_stack_get_page (self->pages, GTK_WIDGET (self->list_page)),
                "name", name, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list_page), visible);
}

static void
remember_visit (BounceWindow *self)
{
  BounceVisit *visit;

  if (self->inbox == NULL)
    return;

  if (self->list_page != NULL)
    {
      g_autofree char *name = g_strdup_printf ("list-%p", (gpointer) self->list_page);

      name_list (self, name, FALSE);
    }

  visit = g_new0 (BounceVisit, 1);
  visit->inbox = g_steal_pointer (&self->inbox);
  visit->list_page = g_steal_pointer (&self->list_page);
  visit->row = g_steal_pointer (&self->row);

  if (self->earlier == NULL)
    self->earlier = g_ptr_array_new_with_free_func (free_visit);
  g_ptr_array_add (self->earlier, visit);
  while (self->earlier->len > BOUNCE_APP_LIMIT_EARLIER ||
         (self->earlier->len > 1 && count_earlier_rows (self) > BOUNCE_APP_LIMIT_EARLIER_ROWS))
    g_ptr_array_remove_index (self->earlier, 0);
}

/* From the list to what was there before it. */
static void
leave_inbox (BounceWindow *self)
{
  BounceVisit *visit;

  bounce_window_stop_opening (self);
  if (self->incoming == self->inbox)
    bounce_window_stop_reading (self);

  if (self->list_page != NULL)
    remove_list (self->list_page);
  g_clear_object (&self->list_page);
  g_clear_object (&self->opening_row);
  g_clear_object (&self->row);
  g_clear_object (&self->inbox);
  self->position = 0;

  if (self->earlier == NULL || self->earlier->len == 0)
    {
      bounce_window_show_page (self, "welcome");
      return;
    }

  visit = g_ptr_array_steal_index (self->earlier, self->earlier->len - 1);
  self->inbox = g_steal_pointer (&visit->inbox);
  self->list_page = g_steal_pointer (&visit->list_page);
  self->row = g_steal_pointer (&visit->row);
  free_visit (visit);

  if (self->list_page != NULL)
    {
      name_list (self, "list", TRUE);
      bounce_window_show_list (self);
    }
  else
    {
      bounce_window_show_answer (self, bounce_inbox_get_report (self->inbox));
    }
}

static void
row_activated_cb (BounceWindow   *self,
                  BounceInboxRow *row)
{
  bounce_window_open_row (self, row);
}

/* One message is an answer; the second makes it a list, and more may come. */
static void
begin_list (BounceWindow *self)
{
  remember_visit (self);
  self->inbox = g_object_ref (self->incoming);
  self->list_page = g_object_ref_sink (bounce_list_page_new (self->inbox));
  g_signal_connect_object (self->list_page, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->list_page), "list");

  bounce_window_stop_waiting (self);
  bounce_window_show_list (self);
}

static void
incoming_changed_cb (BounceWindow *self,
                     guint         position,
                     guint         removed,
                     guint         added,
                     BounceInbox  *inbox)
{
  if (inbox == self->incoming && inbox != self->inbox &&
      bounce_inbox_get_n_messages (inbox) > 1)
    begin_list (self);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  BounceInbox *inbox = BOUNCE_INBOX (object);
  g_autoptr(GError) error = NULL;
  gboolean loaded = bounce_inbox_load_finish (inbox, result, &error);
  BounceWindow *self;

  /* The window may be gone, or have begun to read something else. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = BOUNCE_WINDOW (user_data);
  bounce_window_stop_reading (self);

  if (!loaded)
    {
      bounce_window_show_error (self, error);
    }
  else if (inbox == self->inbox)
    {
      bounce_list_page_update (self->list_page);
    }
  else
    {
      remember_visit (self);
      self->inbox = g_object_ref (inbox);
      self->position = 0;
      bounce_window_show_answer (self, bounce_inbox_get_report (inbox));
    }
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceReport) report = NULL;
  BounceWindow *self;

  g_autoptr(BounceInboxRow) row = NULL;

  report = bounce_inbox_open_finish (BOUNCE_INBOX (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = BOUNCE_WINDOW (user_data);
  row = g_object_ref (self->opening_row);
  bounce_window_stop_opening (self);

  if (report != NULL)
    {
      g_set_object (&self->row, row);
      self->position = bounce_list_page_find_row (self->list_page, row);
      bounce_window_show_answer (self, report);
      return;
    }

  g_free (self->input_name);
  self->input_name = bounce_inbox_row_dup_file (row);
  bounce_window_show_error (self, error);

  /* From there the way back leads to the list. */
  g_clear_object (&self->row);
  g_set_object (&self->opening_row, row);
}

/**
 * bounce_window_forget_visits:
 * @self: a window
 *
 * Lets go of what was read.
 */
void
bounce_window_forget_visits (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  g_clear_object (&self->incoming);
  g_clear_object (&self->list_page);
  g_clear_object (&self->opening_row);
  g_clear_object (&self->row);
  g_clear_object (&self->inbox);
}

/**
 * bounce_window_load:
 * @self: a window that started reading
 * @inputs: (element-type BounceInput): what to read
 *
 * Reads on until all is read, and shows what there is as soon as there is something.
 */
void
bounce_window_load (BounceWindow *self,
                    GPtrArray    *inputs)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (inputs != NULL);

  g_clear_object (&self->incoming);
  self->incoming = bounce_inbox_new (inputs);
  g_signal_connect_object (self->incoming, "items-changed", G_CALLBACK (incoming_changed_cb),
                           self, G_CONNECT_SWAPPED);
  bounce_inbox_load_async (self->incoming, self->reading, loaded_cb, self);
}

/**
 * bounce_window_show_list:
 * @self: a window that has read several messages
 *
 * Shows the list, with the focus on the message that was looked at last.
 */
void
bounce_window_show_list (BounceWindow *self)
{
  g_autoptr(BounceInboxRow) row = NULL;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (self->list_page != NULL);

  row = self->row != NULL ? g_steal_pointer (&self->row) : g_steal_pointer (&self->opening_row);
  bounce_list_page_update (self->list_page);
  bounce_window_show_page (self, "list");
  if (row != NULL)
    bounce_list_page_focus_row (self->list_page, row);
}

/**
 * bounce_window_open_row:
 * @self: a window with a list
 * @row: one of its rows
 *
 * Reads a message of the list again, and shows the answer to it.
 */
void
bounce_window_open_row (BounceWindow   *self,
                        BounceInboxRow *row)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (BOUNCE_IS_INBOX_ROW (row));
  g_return_if_fail (self->list_page != NULL);

  bounce_window_stop_opening (self);
  g_set_object (&self->opening_row, row);
  self->opening = g_cancellable_new ();
  bounce_window_start_waiting (self);
  bounce_inbox_open_async (self->inbox, row, self->opening, opened_cb, self);
}

/**
 * bounce_window_open_position:
 * @self: a window with a list
 * @position: of a row, in the order that is shown
 *
 * Shows the answer to that message.
 */
void
bounce_window_open_position (BounceWindow *self,
                             guint         position)
{
  g_autoptr(BounceInboxRow) row = NULL;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (self->list_page != NULL);

  row = g_list_model_get_item (bounce_list_page_get_shown (self->list_page), position);
  if (row != NULL)
    bounce_window_open_row (self, row);
}

/**
 * bounce_window_stop_opening:
 * @self: a window
 *
 * Ends the opening of a row, if anything is opened.
 */
void
bounce_window_stop_opening (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  if (self->opening == NULL)
    return;

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->opening_row);
  bounce_window_stop_waiting (self);
}

/**
 * bounce_window_leave:
 * @self: a window that shows an answer or a list
 *
 * Goes from an answer to the list that it belongs to, and else to what was read
 * before.
 */
void
bounce_window_leave (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  if (self->list_page != NULL && bounce_window_is_page (self, "answer"))
    bounce_window_show_list (self);
  else
    leave_inbox (self);
}

/**
 * bounce_window_update_list_actions:
 * @self: a window
 *
 * Switches off what cannot be done with a list now.
 */
void
bounce_window_update_list_actions (BounceWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_list;
  gboolean is_leafing;
  guint n_shown = 0;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  is_list = self->list_page != NULL && bounce_window_is_page (self, "list");
  is_leafing = self->list_page != NULL && bounce_window_is_page (self, "answer");
  if (self->list_page != NULL)
    n_shown = g_list_model_get_n_items (bounce_list_page_get_shown (self->list_page));

  gtk_widget_action_set_enabled (widget, "win.previous-message",
                                 is_leafing && self->position > 0 && self->position < n_shown);
  gtk_widget_action_set_enabled (widget, "win.next-message",
                                 is_leafing && self->position < n_shown &&
                                 self->position + 1 < n_shown);
  gtk_widget_action_set_enabled (widget, "win.export-csv", is_list);
  gtk_widget_action_set_enabled (widget, "win.export-json", is_list);
  gtk_widget_action_set_enabled (widget, "win.show-addresses", is_list);
}
