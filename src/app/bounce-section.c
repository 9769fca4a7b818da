/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-section.h"

#include "bounce-style.h"

/* A part of the answer that is folded away until somebody wants to know more. */
struct _BounceSection
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *button;
  GtkWidget *subtitle_label;
  GtkRevealer *revealer;

  char *title;
  char *subtitle;
  gboolean expanded;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_EXPANDED,
  PROP_CHILD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BounceSection, bounce_section, GTK_TYPE_WIDGET)

static void
toggle_cb (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  BounceSection *self = BOUNCE_SECTION (widget);

  bounce_section_set_expanded (self, !self->expanded);
}

static void
bounce_section_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  BounceSection *self = BOUNCE_SECTION (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;

    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;

    case PROP_CHILD:
      g_value_set_object (value, gtk_revealer_get_child (self->revealer));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_section_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  BounceSection *self = BOUNCE_SECTION (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      break;

    case PROP_SUBTITLE:
      bounce_section_set_subtitle (self, g_value_get_string (value));
      break;

    case PROP_EXPANDED:
      bounce_section_set_expanded (self, g_value_get_boolean (value));
      break;

    case PROP_CHILD:
      gtk_revealer_set_child (self->revealer, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_section_dispose (GObject *object)
{
  BounceSection *self = BOUNCE_SECTION (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_section_parent_class)->dispose (object);
}

static void
bounce_section_finalize (GObject *object)
{
  BounceSection *self = BOUNCE_SECTION (object);

  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (bounce_section_parent_class)->finalize (object);
}

static void
bounce_section_class_init (BounceSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_section_dispose;
  object_class->finalize = bounce_section_finalize;
  object_class->get_property = bounce_section_get_property;
  object_class->set_property = bounce_section_set_property;

  /**
   * BounceSection:title:
   *
   * What it holds, in a few words.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * BounceSection:subtitle:
   *
   * The gist of it, for those who do not unfold it.
   */
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * BounceSection:expanded:
   *
   * Whether it is unfolded.
   */
  properties[PROP_EXPANDED] =
    g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * BounceSection:child:
   *
   * What is folded away.
   */
  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "section.toggle", NULL, toggle_cb);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/bounce-section.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceSection, content);
  gtk_widget_class_bind_template_child (widget_class, BounceSection, button);
  gtk_widget_class_bind_template_child_full (widget_class, "subtitle", FALSE,
                                             G_STRUCT_OFFSET (BounceSection, subtitle_label));
  gtk_widget_class_bind_template_child (widget_class, BounceSection, revealer);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bounce_section_init (BounceSection *self)
{
  self->title = g_strdup ("");
  self->subtitle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

/**
 * bounce_section_set_subtitle:
 * @self: a section
 * @subtitle: (nullable): the gist of it
 *
 * Sets what stands below the title.
 */
void
bounce_section_set_subtitle (BounceSection *self,
                             const char    *subtitle)
{
  g_return_if_fail (BOUNCE_IS_SECTION (self));

  if (g_strcmp0 (self->subtitle, subtitle) == 0)
    return;

  g_free (self->subtitle);
  self->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (self->subtitle_label, *self->subtitle != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/**
 * bounce_section_get_expanded:
 * @self: a section
 *
 * Returns: whether it is unfolded
 */
gboolean
bounce_section_get_expanded (BounceSection *self)
{
  g_return_val_if_fail (BOUNCE_IS_SECTION (self), FALSE);

  return self->expanded;
}

/**
 * bounce_section_set_expanded:
 * @self: a section
 * @expanded: whether to unfold it
 *
 * Folds or unfolds it.
 */
void
bounce_section_set_expanded (BounceSection *self,
                             gboolean       expanded)
{
  g_return_if_fail (BOUNCE_IS_SECTION (self));

  expanded = !!expanded;
  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  bounce_style_set_class (GTK_WIDGET (self), "expanded", expanded);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}
