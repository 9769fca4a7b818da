/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-problem-page.h"

#include <glib/gi18n.h>

#include "bounce-inbox.h"
#include "bounce-style.h"

/* Why there is no answer, and what to try instead. */
struct _BounceProblemPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *name;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (BounceProblemPage, bounce_problem_page, GTK_TYPE_WIDGET)

static const char *
get_hint (const GError *error)
{
  switch ((BounceInboxError) error->code)
    {
    case BOUNCE_INBOX_ERROR_EMPTY:
      return _("Save the message in your mail program again, or copy its text and paste it here.");
    case BOUNCE_INBOX_ERROR_FOLDER:
      return _("Open a folder that has messages in it, or open the messages themselves.");
    case BOUNCE_INBOX_ERROR_FOLDER_HIDDEN:
      return _("Choose the folder with Open Folder in the menu: what you choose yourself may be "
               "read.");
    case BOUNCE_INBOX_ERROR_TOO_MUCH:
      return _("Open a part of it: fewer files, or a smaller file.");
    case BOUNCE_INBOX_ERROR_CHANGED:
      return _("Open it again to get a new list. It may have been written to in the meantime.");
    case BOUNCE_INBOX_ERROR_MISSING:
      return _("It may have been moved, renamed or deleted. Save the message again and open it.");
    case BOUNCE_INBOX_ERROR_UNREADABLE:
      return _("Copy the text of the message in your mail program and paste it here.");
    case BOUNCE_INBOX_ERROR_NOT_TEXT:
    case BOUNCE_INBOX_ERROR_PICTURE:
      return _("Copy the text of the message in your mail program and paste it here, or save the "
               "message as a file and open it.");
    case BOUNCE_INBOX_ERROR_INTERNAL_ADDRESS:
      return _("Save the message as a file and open it, or copy its text and paste it here.");
    case BOUNCE_INBOX_ERROR_HIDDEN:
      return _("Choose it with the button below: what you choose yourself may be read.");
    case BOUNCE_INBOX_ERROR_NOTHING:
      return _("Copy the text of the message in your mail program, then come back and paste it.");
    case BOUNCE_INBOX_ERROR_TOO_SLOW:
    default:
      return _("Save the message as a file and open it.");
    }
}

static gboolean
bounce_problem_page_grab_focus (GtkWidget *widget)
{
  BounceProblemPage *self = BOUNCE_PROBLEM_PAGE (widget);

  return gtk_widget_grab_focus (self->heading);
}

static void
bounce_problem_page_dispose (GObject *object)
{
  BounceProblemPage *self = BOUNCE_PROBLEM_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_problem_page_parent_class)->dispose (object);
}

static void
bounce_problem_page_class_init (BounceProblemPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_problem_page_dispose;
  widget_class->grab_focus = bounce_problem_page_grab_focus;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceProblemPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BounceProblemPage, heading);
  gtk_widget_class_bind_template_child (widget_class, BounceProblemPage, title);
  gtk_widget_class_bind_template_child (widget_class, BounceProblemPage, name);
  gtk_widget_class_bind_template_child (widget_class, BounceProblemPage, hint);
}

static void
bounce_problem_page_init (BounceProblemPage *self)
{
  g_autoptr(GError) error = bounce_inbox_error_new (BOUNCE_INBOX_ERROR_NOTHING);

  gtk_widget_init_template (GTK_WIDGET (self));

  /* An empty heading would be read out by the name of its class. */
  bounce_problem_page_set_error (self, error, NULL);
}

/**
 * bounce_problem_page_set_error:
 * @self: a problem page
 * @error: a %BOUNCE_INBOX_ERROR
 * @name: (nullable): the file it is about
 *
 * Shows why there is no answer.
 */
void
bounce_problem_page_set_error (BounceProblemPage *self,
                               const GError      *error,
                               const char        *name)
{
  g_return_if_fail (BOUNCE_IS_PROBLEM_PAGE (self));
  g_return_if_fail (error != NULL && error->domain == BOUNCE_INBOX_ERROR);

  gtk_label_set_label (self->title, error->message);
  gtk_label_set_label (self->hint, get_hint (error));
  bounce_style_set_text (self->name, name);
}
