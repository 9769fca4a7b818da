/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-application.h"

#include <glib/gi18n.h>

#include "bounce-preferences.h"
#include "bounce-settings.h"
#include "bounce-window.h"

struct _BounceApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (BounceApplication, bounce_application, ADW_TYPE_APPLICATION)

static BounceWindow *
ensure_window (BounceApplication *self)
{
  GtkWindow *window = NULL;

  g_assert (BOUNCE_IS_APPLICATION (self));

  /* The active one may be the shortcuts or the about window. */
  for (GList *iter = gtk_application_get_windows (GTK_APPLICATION (self));
       iter != NULL && window == NULL;
       iter = iter->next)
    if (BOUNCE_IS_WINDOW (iter->data))
      window = iter->data;

  if (window == NULL)
    window = GTK_WINDOW (bounce_window_new (self));

  return BOUNCE_WINDOW (window);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BounceApplication *self = BOUNCE_APPLICATION (user_data);
  g_autolist(GtkWindow) windows = NULL;

  /* A window that goes takes its dialogs with it, which may come later in the list. */
  windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (self)),
                              (GCopyFunc) (GCallback) g_object_ref, NULL);

  /* Closing is what cancels a window's work and keeps its size. */
  for (GList *iter = windows; iter != NULL; iter = iter->next)
    gtk_window_close (iter->data);
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  BounceApplication *self = BOUNCE_APPLICATION (user_data);

  gtk_window_present (GTK_WINDOW (bounce_window_new (self)));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  BounceApplication *self = BOUNCE_APPLICATION (user_data);
  g_autoptr(GSettings) settings = bounce_settings_new ();
  BounceWindow *window = ensure_window (self);

  if (settings != NULL)
    gtk_window_present (bounce_preferences_new (GTK_WINDOW (window), settings));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  BounceApplication *self = BOUNCE_APPLICATION (user_data);
  const char *developers[] = { _("The Bounceback authors"), NULL };
  g_autofree char *notes = NULL;

  /* The words of the metainfo, so that they are translated once. */
  notes = g_markup_printf_escaped ("<p>%s</p>", _("The first version: returned mail is read "
                                                  "and explained, in the window or in a "
                                                  "terminal."));
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (self)),
                         "application-name", _("Bounceback"),
                         "application-icon", APPLICATION_ID,
                         "developer-name", _("The Bounceback authors"),
                         "version", VERSION,
                         "release-notes-version", VERSION,
                         "release-notes", notes,
                         "developers", developers,
                         "website", HOMEPAGE,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", _("© The Bounceback authors"),
                         "comments", _("Bounceback explains mail that came back: what happened, "
                                       "whose problem it is, and what to do now. Your mail stays "
                                       "on this computer."),
                         /* Translators: Put your own names here, one on each line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "new-window", .activate = new_window_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "about", .activate = about_cb },
};

static void
bounce_application_activate (GApplication *application)
{
  BounceApplication *self = BOUNCE_APPLICATION (application);

  gtk_window_present (GTK_WINDOW (ensure_window (self)));
}

static void
bounce_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  BounceApplication *self = BOUNCE_APPLICATION (application);
  BounceWindow *window = ensure_window (self);

  bounce_window_open_files (window, files, n_files);
  gtk_window_present (GTK_WINDOW (window));
}

static void
bounce_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (bounce_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (self, "app.quit",
                                         (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (self, "app.new-window",
                                         (const char *[]) { "<Control>n", NULL });
  gtk_application_set_accels_for_action (self, "app.preferences",
                                         (const char *[]) { "<Control>comma", NULL });
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
bounce_application_class_init (BounceApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = bounce_application_startup;
  application_class->activate = bounce_application_activate;
  application_class->open = bounce_application_open;
}

static void
bounce_application_init (BounceApplication *self)
{
}

/**
 * bounce_application_new:
 *
 * Creates the program. A second start hands its files to the first.
 *
 * Returns: (transfer full): a new application
 */
BounceApplication *
bounce_application_new (void)
{
  return g_object_new (BOUNCE_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", RESOURCE_PATH,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
