/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-receiver.h"
#include "bounce-window-private.h"

static void
show_overlay (BounceWindow *self,
              gboolean      show)
{
  /* Hidden it must not be in the way of a screen reader. */
  if (show)
    gtk_widget_set_visible (GTK_WIDGET (self->drop_revealer), TRUE);
  gtk_revealer_set_reveal_child (self->drop_revealer, show);
}

static void
revealed_cb (BounceWindow *self)
{
  if (!gtk_revealer_get_reveal_child (self->drop_revealer) &&
      !gtk_revealer_get_child_revealed (self->drop_revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->drop_revealer), FALSE);
}

static GdkDragAction
drag_enter_cb (BounceWindow *self,
               GdkDrop      *drop,
               double        x,
               double        y)
{
  show_overlay (self, TRUE);

  return GDK_ACTION_COPY;
}

static GdkDragAction
drag_motion_cb (BounceWindow *self,
                GdkDrop      *drop,
                double        x,
                double        y)
{
  return GDK_ACTION_COPY;
}

static void
drag_leave_cb (BounceWindow *self,
               GdkDrop      *drop)
{
  show_overlay (self, FALSE);
}

static gboolean
drop_cb (BounceWindow *self,
         GdkDrop      *drop,
         double        x,
         double        y)
{
  show_overlay (self, FALSE);
  bounce_window_start_reading (self);
  bounce_receiver_take_drop_async (drop, self->reading, bounce_window_inputs_taken_cb, self);

  return TRUE;
}

/* Our own texts dragged over our own window are no new mail. */
static gboolean
accept_cb (GtkDropTargetAsync *target,
           GdkDrop            *drop,
           BounceWindow       *self)
{
  g_autoptr(GdkContentFormats) formats = NULL;

  if (gdk_drop_get_drag (drop) != NULL)
    return FALSE;

  formats = bounce_receiver_get_formats ();

  return gdk_content_formats_match (gdk_drop_get_formats (drop), formats);
}

/**
 * bounce_window_add_drop_target:
 * @self: a window
 *
 * Makes the whole window a place to drop mail on. In the capture phase, or the
 * text of the original would take drops for itself.
 */
void
bounce_window_add_drop_target (BounceWindow *self)
{
  GtkDropTargetAsync *target;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  target = gtk_drop_target_async_new (bounce_receiver_get_formats (), GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "accept", G_CALLBACK (accept_cb), self);
  g_signal_connect_swapped (target, "drag-enter", G_CALLBACK (drag_enter_cb), self);
  g_signal_connect_swapped (target, "drag-motion", G_CALLBACK (drag_motion_cb), self);
  g_signal_connect_swapped (target, "drag-leave", G_CALLBACK (drag_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  g_signal_connect_object (self->drop_revealer, "notify::child-revealed",
                           G_CALLBACK (revealed_cb), self, G_CONNECT_SWAPPED);
}
