/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-notice.h"

/* A box above the page for what went wrong beside it; it stays until it is closed. */
struct _BounceNotice
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *hint;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (BounceNotice, bounce_notice, GTK_TYPE_WIDGET)

static void
close_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  bounce_notice_dismiss (BOUNCE_NOTICE (widget));
}

static void
bounce_notice_dispose (GObject *object)
{
  BounceNotice *self = BOUNCE_NOTICE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_notice_parent_class)->dispose (object);
}

static void
bounce_notice_class_init (BounceNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_notice_dispose;

  gtk_widget_class_install_action (widget_class, "notice.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "notice.close", NULL);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/bounce-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceNotice, box);
  gtk_widget_class_bind_template_child (widget_class, BounceNotice, title);
  gtk_widget_class_bind_template_child (widget_class, BounceNotice, hint);
  gtk_widget_class_bind_template_child (widget_class, BounceNotice, close_button);
}

static void
bounce_notice_init (BounceNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bounce_notice_show_text:
 * @self: a notice
 * @title: what went wrong
 * @hint: what to do now
 *
 * Shows a notice and takes the focus, so that it is read out.
 */
void
bounce_notice_show_text (BounceNotice *self,
                         const char   *title,
                         const char   *hint)
{
  g_return_if_fail (BOUNCE_IS_NOTICE (self));
  g_return_if_fail (title != NULL && hint != NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->hint, hint);
  /* In GTK 4.8 a relation to a label that was hidden ends the program. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->close_button);
}

/**
 * bounce_notice_dismiss:
 * @self: a notice
 *
 * Takes a notice away, if one is shown.
 */
void
bounce_notice_dismiss (BounceNotice *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (BOUNCE_IS_NOTICE (self));

  if (!gtk_widget_get_visible (widget))
    return;

  if (gtk_widget_get_focus_child (widget) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (widget)), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (widget, FALSE);
}
