/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-wrap-box.h"

#define SPACING 8

/* Buttons side by side, and on further lines where the window is narrow. Each
 * child has its natural width, or the whole width if that is less; with
 * BounceWrapBox:expand-width, one that expands has the rest of its line. */
struct _BounceWrapBox
{
  GtkWidget parent_instance;

  gboolean centered;
  guint line_spacing;
  guint expand_width;
};

enum {
  PROP_0,
  PROP_CENTERED,
  PROP_LINE_SPACING,
  PROP_EXPAND_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BounceWrapBox, bounce_wrap_box, GTK_TYPE_WIDGET)

/* How wide a child is behind those that take start pixels of a line. */
static int
get_child_width (BounceWrapBox *self,
                 GtkWidget     *child,
                 int            width,
                 int            start)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  if (width < 0)
    return natural;
  if (self->expand_width == 0 || !gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return MAX (minimum, MIN (natural, width));

  return width - start < MAX (minimum, (int) self->expand_width) ? MAX (minimum, width)
                                                                 : width - start;
}

static int
get_child_height (GtkWidget *child,
                  int        width)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);

  return natural;
}

/* Finds the children of one line: returns the first of the next one. */
static GtkWidget *
measure_line (BounceWrapBox *self,
              GtkWidget     *first,
              int            width,
              int           *line_width,
              int           *line_height)
{
  GtkWidget *child;

  *line_width = 0;
  *line_height = 0;

  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int start = *line_width > 0 ? *line_width + SPACING : 0;
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;

      child_width = get_child_width (self, child, width, start);
      if (start > 0 && width >= 0 && start + child_width > width)
        break;
      *line_width = start + child_width;
      *line_height = MAX (*line_height, get_child_height (child, child_width));
    }

  return child;
}

static void
bounce_wrap_box_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  BounceWrapBox *self = BOUNCE_WRAP_BOX (widget);
  int line_spacing = self->line_spacing;
  GtkWidget *line = gtk_widget_get_first_child (widget);
  int line_width;
  int line_height;
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      for (GtkWidget *child = line; child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int child_minimum;

          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, orientation, -1, &child_minimum, NULL, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
        }
      measure_line (self, line, -1, natural, &line_height);
      *natural = MAX (*natural, *minimum);
      return;
    }

  while (line != NULL)
    {
      line = measure_line (self, line, for_size, &line_width, &line_height);
      if (line_width > 0)
        height += (height > 0 ? line_spacing : 0) + line_height;
    }

  *minimum = *natural = height;
}

static void
bounce_wrap_box_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  BounceWrapBox *self = BOUNCE_WRAP_BOX (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *line = gtk_widget_get_first_child (widget);
  int y = 0;

  while (line != NULL)
    {
      int line_width;
      int line_height;
      GtkWidget *next = measure_line (self, line, width, &line_width, &line_height);
      int margin = self->centered ? MAX (0, (width - line_width) / 2) : 0;
      int x = 0;

      for (GtkWidget *child = line; child != next; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation place;
          int child_width;

          if (!gtk_widget_should_layout (child))
            continue;

          child_width = get_child_width (self, child, width, x);
          place = (GtkAllocation) { mirrored ? width - margin - x - child_width : margin + x, y,
                                    child_width, line_height };
          gtk_widget_size_allocate (child, &place, -1);
          x += child_width + SPACING;
        }

      y += line_height + self->line_spacing;
      line = next;
    }
}

static GtkSizeRequestMode
bounce_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bounce_wrap_box_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BounceWrapBox *self = BOUNCE_WRAP_BOX (object);

  switch (prop_id)
    {
    case PROP_CENTERED:
      g_value_set_boolean (value, self->centered);
      break;

    case PROP_LINE_SPACING:
      g_value_set_uint (value, self->line_spacing);
      break;

    case PROP_EXPAND_WIDTH:
      g_value_set_uint (value, self->expand_width);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_wrap_box_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  BounceWrapBox *self = BOUNCE_WRAP_BOX (object);

  switch (prop_id)
    {
    case PROP_CENTERED:
      self->centered = g_value_get_boolean (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;

    case PROP_LINE_SPACING:
      self->line_spacing = g_value_get_uint (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;

    case PROP_EXPAND_WIDTH:
      self->expand_width = g_value_get_uint (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_wrap_box_dispose (GObject *object)
{
  bounce_wrap_box_clear (BOUNCE_WRAP_BOX (object));

  G_OBJECT_CLASS (bounce_wrap_box_parent_class)->dispose (object);
}

static void
bounce_wrap_box_class_init (BounceWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_wrap_box_dispose;
  object_class->get_property = bounce_wrap_box_get_property;
  object_class->set_property = bounce_wrap_box_set_property;

  widget_class->get_request_mode = bounce_wrap_box_get_request_mode;
  widget_class->measure = bounce_wrap_box_measure;
  widget_class->size_allocate = bounce_wrap_box_size_allocate;

  /**
   * BounceWrapBox:centered:
   *
   * Whether each line stands in the middle.
   */
  properties[PROP_CENTERED] =
    g_param_spec_boolean ("centered", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * BounceWrapBox:line-spacing:
   *
   * How many pixels are between two lines.
   */
  properties[PROP_LINE_SPACING] =
    g_param_spec_uint ("line-spacing", NULL, NULL, 0, G_MAXINT16, SPACING,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * BounceWrapBox:expand-width:
   *
   * How many pixels a child that expands needs beside others; where there are less it
   * has a line of its own. With 0 it has its natural width, as all have.
   */
  properties[PROP_EXPAND_WIDTH] =
    g_param_spec_uint ("expand-width", NULL, NULL, 0, G_MAXINT16, 0,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bounce_wrap_box_init (BounceWrapBox *self)
{
  self->line_spacing = SPACING;
}

/**
 * bounce_wrap_box_append:
 * @self: a wrap box
 * @child: a widget
 *
 * Adds a widget behind the others.
 */
void
bounce_wrap_box_append (BounceWrapBox *self,
                        GtkWidget     *child)
{
  g_return_if_fail (BOUNCE_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

/**
 * bounce_wrap_box_clear:
 * @self: a wrap box
 *
 * Removes all widgets.
 */
void
bounce_wrap_box_clear (BounceWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (BOUNCE_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
