/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-welcome-page.h"

#include <adwaita.h>

#include "bounce-wrap-box.h"

struct _BounceWelcomePage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkPicture *picture;
  GtkWidget *open_button;
};

G_DEFINE_FINAL_TYPE (BounceWelcomePage, bounce_welcome_page, GTK_TYPE_WIDGET)

/* bounce-welcome.svg, as "gdk-pixbuf-thumbnailer -s 250" and "-s 500" draw it: to draw it
 * at each start would take librsvg, and with it a third more memory than the window
 * needs. So would the symbol of the code book, hence gtk4-encode-symbolic-svg made one
 * of the size of a button. The path of a resource holds the application's name, which
 * only C knows. */
static void
show_picture (BounceWelcomePage *self)
{
  g_autoptr(GdkTexture) texture = NULL;

  if (gtk_widget_get_scale_factor (GTK_WIDGET (self)) > 1)
    texture = gdk_texture_new_from_resource (RESOURCE_PATH "/bounce-welcome-2x.png");
  else
    texture = gdk_texture_new_from_resource (RESOURCE_PATH "/bounce-welcome.png");
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static gboolean
bounce_welcome_page_grab_focus (GtkWidget *widget)
{
  BounceWelcomePage *self = BOUNCE_WELCOME_PAGE (widget);

  return gtk_widget_grab_focus (self->open_button);
}

static void
bounce_welcome_page_dispose (GObject *object)
{
  BounceWelcomePage *self = BOUNCE_WELCOME_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_welcome_page_parent_class)->dispose (object);
}

static void
bounce_welcome_page_class_init (BounceWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_welcome_page_dispose;
  widget_class->grab_focus = bounce_welcome_page_grab_focus;

  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceWelcomePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BounceWelcomePage, picture);
  gtk_widget_class_bind_template_child (widget_class, BounceWelcomePage, open_button);
}

static void
bounce_welcome_page_init (BounceWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (show_picture), NULL);
  show_picture (self);
}
