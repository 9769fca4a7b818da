/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-path-view.h"

#include <glib/gi18n.h>

#include "bounce-style.h"
#include "bounce-words.h"

/*
 * The way of a message, as a picture: five stops on a line. The line is drawn
 * as far as the message got, and dotted from there on. Where the picture has no
 * room side by side, the stops stand below each other.
 *
 * To a screen reader the whole is one picture with one sentence.
 */

#define N_STOPS 5
#define TEXT_GAP 8
#define COLUMN_GAP 8
#define ROW_GAP 26
#define SIDE_GAP 14
#define LINE_WIDTH 3
#define LINE_GAP 5
#define DOT_STEP 9
#define NATURAL_COLUMN 124

typedef enum {
  LAYOUT_COLUMNS,
  LAYOUT_STACKED,
  N_LAYOUTS
} Layout;

/* The words of a stop. Each layout has its own, as changing how a label aligns
 * while space is being handed out would ask for space again. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *halt_word;
  GtkWidget *act;
  GtkWidget *act_cause;
} Words;

typedef struct
{
  GtkWidget *disc;
  GtkWidget *segment;   /* from here to the next stop; carries colours only */
  Words words[N_LAYOUTS];
  gboolean passed;
} Stop;

struct _BouncePathView
{
  GtkWidget parent_instance;

  Stop stops[N_STOPS];
  int acting;
};

G_DEFINE_FINAL_TYPE (BouncePathView, bounce_path_view, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *name;
} stop_faces[N_STOPS] = {
  /* Translators: A stop on the way of a message: the person who wrote it. */
  { "bounce-you-symbolic", NC_("stop", "You") },
  /* Translators: A stop on the way of a message: the sender's mail provider. */
  { "bounce-service-symbolic", NC_("stop", "Your mail service") },
  /* Translators: A stop on the way of a message. */
  { "bounce-internet-symbolic", NC_("stop", "The Internet") },
  /* Translators: A stop on the way of a message: the recipient's mail provider. */
  { "bounce-service-symbolic", NC_("stop", "Their mail service") },
  /* Translators: A stop on the way of a message: the recipient's mailbox. */
  { "bounce-mailbox-symbolic", NC_("stop", "Their mailbox") },
};

/* How far it got, as an index of the stops; -1 where nobody knows. */
static int
get_reached (BounceStop stop)
{
  switch (stop)
    {
    case BOUNCE_STOP_YOUR_DEVICE:
      return 0;
    case BOUNCE_STOP_YOUR_SERVER:
      return 1;
    case BOUNCE_STOP_BETWEEN:
      return 2;
    case BOUNCE_STOP_THEIR_SERVER:
      return 3;
    case BOUNCE_STOP_THEIR_MAILBOX:
    case BOUNCE_STOP_ARRIVED:
      return 4;
    case BOUNCE_STOP_UNKNOWN:
    case BOUNCE_N_STOPS:
    default:
      return -1;
    }
}

/* The stop of whoever must act; -1 where no stop is to be marked. */
static int
get_acting (BounceParty party)
{
  switch (party)
    {
    case BOUNCE_PARTY_YOU:
      return 0;
    case BOUNCE_PARTY_YOUR_PROVIDER:
      return 1;
    case BOUNCE_PARTY_THEIR_PROVIDER:
      return 3;
    case BOUNCE_PARTY_RECIPIENT:
      return 4;
    case BOUNCE_PARTY_NOBODY:
    case BOUNCE_PARTY_THIRD_PARTY:
    case BOUNCE_PARTY_UNCLEAR:
    case BOUNCE_N_PARTIES:
    default:
      return -1;
    }
}

static const char *
get_halt_word (const BounceVerdict *verdict)
{
  if (verdict->stopped_at == BOUNCE_STOP_ARRIVED)
    /* Translators: Stands under a stop of the message's way. */
    return C_("stop", "It arrived");
  if (verdict->severity == BOUNCE_SEVERITY_SUCCESS || verdict->severity == BOUNCE_SEVERITY_INFO)
    /* Translators: Stands under a stop of the message's way: all that is known of a good end. */
    return _("It got this far");
  if (verdict->severity == BOUNCE_SEVERITY_TEMPORARY &&
      verdict->stopped_at == BOUNCE_STOP_BETWEEN)
    /* Translators: Stands under the Internet: the other mail service cannot be reached yet. */
    return _("No way through yet");
  if (verdict->severity == BOUNCE_SEVERITY_TEMPORARY)
    /* Translators: Stands under a stop of the message's way: it is still being tried. */
    return _("It waits here");

  /* Translators: Stands under a stop of the message's way: it came no further. */
  return _("It stopped here");
}

static GtkWidget *
append_label (GtkWidget  *box,
              const char *css_class,
              Layout      layout)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean stacked = layout == LAYOUT_STACKED;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_halign (label, stacked ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), stacked ? 0.0 : 0.5);
  gtk_label_set_justify (GTK_LABEL (label), stacked ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static const char *
get_act_word (int index)
{
  if (index == 0)
    /* Translators: Marks the stop “You” as the one whose turn it is. */
    return C_("you", "Needs to act");

  /* Translators: Marks the one of recipient and both mail services whose turn it is. */
  return _("Needs to act");
}

static void
build_words (BouncePathView *self,
             Words          *words,
             int             index,
             Layout          layout)
{
  words->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (words->box, GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (words->box),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  words->name = append_label (words->box, "stop-name", layout);
  gtk_label_set_label (GTK_LABEL (words->name),
                       g_dpgettext2 (NULL, "stop", stop_faces[index].name));
  words->halt_word = append_label (words->box, "halt-word", layout);
  words->act = append_label (words->box, "act-pill", layout);
  gtk_label_set_label (GTK_LABEL (words->act), get_act_word (index));
  /* Broken over lines it would be no pill: rather stack the stops. */
  gtk_label_set_wrap (GTK_LABEL (words->act), layout == LAYOUT_STACKED);
  words->act_cause = append_label (words->box, "act-cause", layout);

  gtk_widget_set_visible (words->halt_word, FALSE);
  gtk_widget_set_visible (words->act, FALSE);
  gtk_widget_set_visible (words->act_cause, FALSE);
}

static void
build_stop (BouncePathView *self,
            int             index)
{
  Stop *stop = &self->stops[index];

  stop->segment = g_object_new (GTK_TYPE_BOX, "css-name", "segment", NULL);
  gtk_widget_set_parent (stop->segment, GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (stop->segment),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  stop->disc = gtk_image_new_from_icon_name (stop_faces[index].icon);
  gtk_widget_add_css_class (stop->disc, "stop-disc");
  gtk_widget_set_parent (stop->disc, GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (stop->disc),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  for (Layout layout = 0; layout < N_LAYOUTS; layout++)
    build_words (self, &stop->words[layout], index, layout);
}

static int
get_disc_size (BouncePathView *self)
{
  int size;

  gtk_widget_measure (self->stops[0].disc, GTK_ORIENTATION_HORIZONTAL, -1, &size, NULL, NULL, NULL);

  return size;
}

static int
get_text_minimum (BouncePathView *self)
{
  int widest = 0;

  for (int i = 0; i < N_STOPS; i++)
    {
      int minimum;

      gtk_widget_measure (self->stops[i].words[LAYOUT_COLUMNS].box, GTK_ORIENTATION_HORIZONTAL, -1,
                          &minimum, NULL, NULL, NULL);
      widest = MAX (widest, minimum);
    }

  return widest;
}

static int
get_column_minimum (BouncePathView *self)
{
  return MAX (get_text_minimum (self), get_disc_size (self) + 3 * DOT_STEP);
}

static gboolean
is_stacked (BouncePathView *self,
            int             width)
{
  return width < N_STOPS * get_column_minimum (self) + (N_STOPS - 1) * COLUMN_GAP;
}

static int
get_column_width (int width)
{
  return (width - (N_STOPS - 1) * COLUMN_GAP) / N_STOPS;
}

static int
measure_text_height (Stop   *stop,
                     Layout  layout,
                     int     width)
{
  GtkWidget *box = stop->words[layout].box;
  int minimum;
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, MAX (width, minimum),
                      &height, NULL, NULL, NULL);

  return height;
}

static int
get_row_height (BouncePathView *self,
                int             index,
                int             width)
{
  int disc = get_disc_size (self);

  return MAX (disc, measure_text_height (&self->stops[index], LAYOUT_STACKED,
                                          width - disc - SIDE_GAP));
}

static void
allocate_mirrored (GtkWidget *child,
                   int        x,
                   int        y,
                   int        width,
                   int        height,
                   int        total)
{
  GtkAllocation place = { x, y, width, height };

  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    place.x = total - x - width;

  gtk_widget_size_allocate (child, &place, -1);
}

static void
bounce_path_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  BouncePathView *self = BOUNCE_PATH_VIEW (widget);
  int disc = get_disc_size (self);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = disc + SIDE_GAP + get_text_minimum (self);
      *natural = MAX (*minimum,
                      N_STOPS * MAX (NATURAL_COLUMN, get_column_minimum (self)) +
                      (N_STOPS - 1) * COLUMN_GAP);
      return;
    }

  if (for_size >= 0 && is_stacked (self, for_size))
    {
      for (int i = 0; i < N_STOPS; i++)
        height += get_row_height (self, i, for_size);
      height += (N_STOPS - 1) * ROW_GAP;
    }
  else
    {
      int column = for_size >= 0 ? get_column_width (for_size) : NATURAL_COLUMN;

      for (int i = 0; i < N_STOPS; i++)
        height = MAX (height, measure_text_height (&self->stops[i], LAYOUT_COLUMNS, column));
      height += disc + TEXT_GAP;
    }

  *minimum = *natural = height;
}

static void
bounce_path_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  BouncePathView *self = BOUNCE_PATH_VIEW (widget);
  gboolean stacked = is_stacked (self, width);
  int disc = get_disc_size (self);
  int column = get_column_width (width);
  int y = 0;

  for (int i = 0; i < N_STOPS; i++)
    {
      Stop *stop = &self->stops[i];

      GtkWidget *box = stop->words[stacked ? LAYOUT_STACKED : LAYOUT_COLUMNS].box;

      gtk_widget_set_child_visible (stop->segment, i + 1 < N_STOPS);
      gtk_widget_set_child_visible (stop->words[LAYOUT_STACKED].box, stacked);
      gtk_widget_set_child_visible (stop->words[LAYOUT_COLUMNS].box, !stacked);

      if (stacked)
        {
          int row = get_row_height (self, i, width);
          int text = measure_text_height (stop, LAYOUT_STACKED, width - disc - SIDE_GAP);

          allocate_mirrored (stop->disc, 0, y, disc, disc, width);
          allocate_mirrored (box, disc + SIDE_GAP, y + MAX (0, (disc - text) / 2),
                             width - disc - SIDE_GAP, text, width);
          allocate_mirrored (stop->segment, (disc - LINE_WIDTH) / 2, y + disc + LINE_GAP,
                             LINE_WIDTH, MAX (1, row - disc + ROW_GAP - 2 * LINE_GAP), width);
          y += row + ROW_GAP;
        }
      else
        {
          int x = i * (column + COLUMN_GAP);
          int from = x + (column + disc) / 2 + LINE_GAP;
          int to = x + column + COLUMN_GAP + (column - disc) / 2 - LINE_GAP;

          allocate_mirrored (stop->disc, x + (column - disc) / 2, 0, disc, disc, width);
          allocate_mirrored (box, x, disc + TEXT_GAP, column,
                             MAX (1, height - disc - TEXT_GAP), width);
          allocate_mirrored (stop->segment, from, (disc - LINE_WIDTH) / 2,
                             MAX (1, to - from), LINE_WIDTH, width);
        }
    }
}

static void
draw_segment (BouncePathView *self,
              GtkSnapshot    *snapshot,
              const Stop     *stop)
{
  graphene_rect_t area;
  GdkRGBA color;
  gboolean upright;
  float length;

  if (!gtk_widget_compute_bounds (stop->segment, GTK_WIDGET (self), &area))
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (stop->segment), &color);
  if (stop->passed)
    {
      gtk_snapshot_append_color (snapshot, &color, &area);
      return;
    }

  upright = area.size.height > area.size.width;
  length = upright ? area.size.height : area.size.width;
  for (float at = 0; at + LINE_WIDTH <= length; at += DOT_STEP)
    {
      graphene_rect_t dot = GRAPHENE_RECT_INIT (area.origin.x + (upright ? 0 : at),
                                                area.origin.y + (upright ? at : 0),
                                                LINE_WIDTH, LINE_WIDTH);

      gtk_snapshot_append_color (snapshot, &color, &dot);
    }
}

static void
bounce_path_view_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  BouncePathView *self = BOUNCE_PATH_VIEW (widget);

  for (int i = 0; i + 1 < N_STOPS; i++)
    draw_segment (self, snapshot, &self->stops[i]);

  GTK_WIDGET_CLASS (bounce_path_view_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
bounce_path_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bounce_path_view_dispose (GObject *object)
{
  BouncePathView *self = BOUNCE_PATH_VIEW (object);

  for (int i = 0; i < N_STOPS; i++)
    {
      g_clear_pointer (&self->stops[i].disc, gtk_widget_unparent);
      for (Layout layout = 0; layout < N_LAYOUTS; layout++)
        g_clear_pointer (&self->stops[i].words[layout].box, gtk_widget_unparent);
      g_clear_pointer (&self->stops[i].segment, gtk_widget_unparent);
    }

  G_OBJECT_CLASS (bounce_path_view_parent_class)->dispose (object);
}

static void
bounce_path_view_class_init (BouncePathViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_path_view_dispose;

  widget_class->get_request_mode = bounce_path_view_get_request_mode;
  widget_class->measure = bounce_path_view_measure;
  widget_class->size_allocate = bounce_path_view_size_allocate;
  widget_class->snapshot = bounce_path_view_snapshot;

  gtk_widget_class_set_css_name (widget_class, "path-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bounce_path_view_init (BouncePathView *self)
{
  self->acting = -1;
  for (int i = 0; i < N_STOPS; i++)
    build_stop (self, i);
}

/**
 * bounce_path_view_new:
 *
 * Returns: (transfer floating): a way with nothing marked on it
 */
GtkWidget *
bounce_path_view_new (void)
{
  return g_object_new (BOUNCE_TYPE_PATH_VIEW, NULL);
}

/**
 * bounce_path_view_set_verdict:
 * @self: a path view
 * @verdict: what to show
 * @sentence: the same in one translated sentence, for a screen reader
 *
 * Shows how far a message got and who must act.
 */
void
bounce_path_view_set_verdict (BouncePathView      *self,
                              const BounceVerdict *verdict,
                              const char          *sentence)
{
  int reached;

  g_return_if_fail (BOUNCE_IS_PATH_VIEW (self));
  g_return_if_fail (verdict != NULL);
  g_return_if_fail (sentence != NULL);

  reached = get_reached (verdict->stopped_at);
  self->acting = get_acting (verdict->responsible);
  bounce_style_set_severity (GTK_WIDGET (self), verdict->severity);

  for (int i = 0; i < N_STOPS; i++)
    {
      Stop *stop = &self->stops[i];
      gboolean halts = i == reached;
      gboolean acts = i == self->acting;
      const char *icon = stop_faces[i].icon;

      stop->passed = i < reached;
      bounce_style_set_class (stop->segment, "passed", stop->passed);
      bounce_style_set_class (stop->disc, "reached", i < reached);
      bounce_style_set_class (stop->disc, "halt", halts);

      if (halts)
        icon = bounce_style_get_severity_icon (verdict->severity);
      gtk_image_set_from_icon_name (GTK_IMAGE (stop->disc), icon);

      for (Layout layout = 0; layout < N_LAYOUTS; layout++)
        {
          Words *words = &stop->words[layout];

          bounce_style_set_class (words->name, "dim", reached >= 0 && i > reached && !acts);
          bounce_style_set_class (words->name, "marked", halts || acts);
          gtk_widget_set_visible (words->halt_word, halts);
          if (halts)
            gtk_label_set_label (GTK_LABEL (words->halt_word), get_halt_word (verdict));
          gtk_widget_set_visible (words->act, acts);
          gtk_widget_set_visible (words->act_cause, acts);
          if (acts)
            gtk_label_set_label (GTK_LABEL (words->act_cause),
                                 bounce_words_get_short_cause (verdict->cause));
        }
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * bounce_path_view_marks_party:
 * @self: a path view
 *
 * Returns: whether one of the stops carries the words "needs to act"
 */
gboolean
bounce_path_view_marks_party (BouncePathView *self)
{
  g_return_val_if_fail (BOUNCE_IS_PATH_VIEW (self), FALSE);

  return self->acting >= 0;
}
