/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-hop-row.h"

#include <glib/gi18n.h>

#include "bounce-style.h"

/* A wait of a minute is what a reader would call slow. */
#define SLOW_S 60

#define BAR_WIDTH 90
#define BAR_HEIGHT 6

/* How long one hop took beside the longest of them. The words beside it say the
 * same, so it is nothing to a screen reader. */
struct _BounceDelayBar
{
  GtkWidget parent_instance;

  double fraction;
};

G_DEFINE_FINAL_TYPE (BounceDelayBar, bounce_delay_bar, GTK_TYPE_WIDGET)

/* One step of the returned message's way. */
struct _BounceHopRow
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *number;
  GtkLabel *by;
  GtkWidget *from_box;
  GtkLabel *from;
  GtkLabel *time;
  GtkWidget *delay_box;
  BounceDelayBar *bar;
  GtkLabel *delay;
};

G_DEFINE_FINAL_TYPE (BounceHopRow, bounce_hop_row, GTK_TYPE_WIDGET)

static void
bounce_delay_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? BAR_WIDTH : BAR_HEIGHT;
}

static void
bounce_delay_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  BounceDelayBar *self = BOUNCE_DELAY_BAR (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float filled = MAX (height, width * self->fraction);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GskRoundedRect outline;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);

  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (mirrored ? width - filled : 0, 0,
                                                  filled, height));
  color.alpha *= 0.25;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_pop (snapshot);
}

static void
bounce_delay_bar_class_init (BounceDelayBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = bounce_delay_bar_measure;
  widget_class->snapshot = bounce_delay_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "delay-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bounce_delay_bar_init (BounceDelayBar *self)
{
}

static char *
dup_delay (gint64 seconds)
{
  if (seconds < 1)
    return g_strdup (_("Handed over at once"));
  if (seconds < 120)
    /* Translators: %d is a number of seconds. */
    return g_strdup_printf (ngettext ("It took %d second", "It took %d seconds", seconds),
                            (int) seconds);
  if (seconds < 2 * 60 * 60)
    /* Translators: %d is a number of minutes. */
    return g_strdup_printf (ngettext ("It took %d minute", "It took %d minutes", seconds / 60),
                            (int) (seconds / 60));
  if (seconds < 2 * 24 * 60 * 60)
    /* Translators: %d is a number of hours. */
    return g_strdup_printf (ngettext ("It took %d hour", "It took %d hours", seconds / 3600),
                            (int) (seconds / 3600));

  /* Translators: %d is a number of days. */
  return g_strdup_printf (ngettext ("It took %d day", "It took %d days", seconds / 86400),
                          (int) MIN (seconds / 86400, G_MAXINT));
}

static void
bounce_hop_row_dispose (GObject *object)
{
  BounceHopRow *self = BOUNCE_HOP_ROW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_hop_row_parent_class)->dispose (object);
}

static void
bounce_hop_row_class_init (BounceHopRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_hop_row_dispose;

  g_type_ensure (BOUNCE_TYPE_DELAY_BAR);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/bounce-hop-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, content);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, number);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, by);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, from_box);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, from);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, time);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, delay_box);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, bar);
  gtk_widget_class_bind_template_child (widget_class, BounceHopRow, delay);
}

static void
bounce_hop_row_init (BounceHopRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bounce_hop_row_new:
 * @hop: a step of the way
 * @number: which, from 1
 * @longest_delay_s: the longest delay of all steps
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
bounce_hop_row_new (const BounceHop *hop,
                    guint            number,
                    gint64           longest_delay_s)
{
  BounceHopRow *self;
  g_autofree char *number_text = NULL;
  g_autofree char *time_text = NULL;
  g_autofree char *delay_text = NULL;

  g_return_val_if_fail (hop != NULL, NULL);

  self = g_object_new (BOUNCE_TYPE_HOP_ROW, NULL);

  number_text = g_strdup_printf ("%u", number);
  gtk_label_set_label (self->number, number_text);
  bounce_style_set_name (self->by, hop->by != NULL ? hop->by : hop->from);
  gtk_widget_set_visible (self->from_box, hop->from != NULL && hop->by != NULL);
  bounce_style_set_name (self->from, hop->from);

  if (hop->time != NULL)
    {
      g_autoptr(GDateTime) local = g_date_time_to_local (hop->time);

      time_text = g_date_time_format (local, "%c");
    }
  bounce_style_set_text (self->time, time_text);

  gtk_widget_set_visible (self->delay_box, hop->delay_s >= 0);
  if (hop->delay_s >= 0)
    {
      delay_text = dup_delay (hop->delay_s);
      gtk_label_set_label (self->delay, delay_text);
      self->bar->fraction = longest_delay_s > 0 ? (double) hop->delay_s / longest_delay_s : 0.0;
      bounce_style_set_class (GTK_WIDGET (self->bar), "slow", hop->delay_s >= SLOW_S);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->by),
                                  -1);

  return GTK_WIDGET (self);
}
