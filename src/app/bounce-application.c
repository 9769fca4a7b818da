/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-application.h"

#include <signal.h>
#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>
#endif

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "bounce-preferences.h"
#include "bounce-search-provider.h"
#include "bounce-settings.h"
#include "bounce-window.h"

struct _BounceApplication
{
  AdwApplication parent_instance;

  BounceSearchProvider *search_provider;        /* while it is on the bus */
};

G_DEFINE_FINAL_TYPE (BounceApplication, bounce_application, ADW_TYPE_APPLICATION)

/* A tenth of the memory was needed for the first frame, and will not be for long. */
static gboolean
give_back_cb (gpointer user_data)
{
#ifdef HAVE_MALLOC_TRIM
  malloc_trim (0);
#endif

  return G_SOURCE_REMOVE;
}

static gboolean
first_frame_cb (GtkWidget     *window,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_LOW, give_back_cb, NULL, NULL);

  return G_SOURCE_REMOVE;
}

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
    {
      window = GTK_WINDOW (bounce_window_new (self));
      gtk_widget_add_tick_callback (GTK_WIDGET (window), first_frame_cb, NULL, NULL);
    }

  /* A search of the desktop keeps the program for a while; its window does from now on. */
  g_application_set_inactivity_timeout (G_APPLICATION (self), 0);

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

  /* A service that has only answered a search. */
  if (windows == NULL)
    g_application_quit (G_APPLICATION (self));

  /* Closing is what cancels a window's work and keeps its size. */
  for (GList *iter = windows; iter != NULL; iter = iter->next)
    gtk_window_close (iter->data);
}

/* Asked to end from outside, by a session that ends or in a terminal: as Quit does. */
static gboolean
signal_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);

  return G_SOURCE_CONTINUE;
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
look_up (BounceApplication *self,
         const char        *search)
{
  BounceWindow *window = ensure_window (self);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.lookup", "s", search);
  gtk_window_present (GTK_WINDOW (window));
}

static void
look_up_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  look_up (BOUNCE_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
code_book_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  look_up (BOUNCE_APPLICATION (user_data), "");
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
  { .name = "code-book", .activate = code_book_cb },
  { .name = "look-up", .activate = look_up_cb, .parameter_type = "s" },
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

/* What the command line asks for beside files is done by the instance that runs, which
 * may be another process; then this one is through. */
static int
bounce_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  g_autoptr(GError) error = NULL;
  const char *action = NULL;
  const char *code = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("bounceback " VERSION "\n");
      return EXIT_SUCCESS;
    }

  if (g_variant_dict_lookup (options, "code", "&s", &code))
    action = "look-up";
  else if (g_variant_dict_contains (options, "code-book"))
    action = "code-book";
  else if (g_variant_dict_contains (options, "new-window"))
    action = "new-window";
  if (action == NULL)
    return -1;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("bounceback: %s\n", error->message);
      return EXIT_FAILURE;
    }
  g_action_group_activate_action (G_ACTION_GROUP (application), action,
                                  code != NULL ? g_variant_new_string (code) : NULL);

  return g_application_get_is_remote (application) ? EXIT_SUCCESS : -1;
}

static gboolean
bounce_application_dbus_register (GApplication     *application,
                                  GDBusConnection  *connection,
                                  const char       *object_path,
                                  GError          **error)
{
  BounceApplication *self = BOUNCE_APPLICATION (application);
  g_autofree char *path = g_strconcat (object_path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (bounce_application_parent_class)->dbus_register (application, connection,
                                                                           object_path, error))
    return FALSE;

  self->search_provider = bounce_search_provider_new (application);

  return bounce_search_provider_export (self->search_provider, connection, path, error);
}

static void
bounce_application_dbus_unregister (GApplication    *application,
                                    GDBusConnection *connection,
                                    const char      *object_path)
{
  BounceApplication *self = BOUNCE_APPLICATION (application);

  if (self->search_provider != NULL)
    bounce_search_provider_unexport (self->search_provider);
  g_clear_object (&self->search_provider);

  G_APPLICATION_CLASS (bounce_application_parent_class)->dbus_unregister (application, connection,
                                                                        object_path);
}

static void
bounce_application_startup (GApplication *application)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  GtkApplication *self = GTK_APPLICATION (application);

  /* GTK 4.8 finds the accessibility bus by the display, too, and is then caught by a
   * fault where there is no session bus, as in a window of another user. */
  if (g_application_get_dbus_connection (application) == NULL)
    g_setenv ("GTK_A11Y", "none", FALSE);

  G_APPLICATION_CLASS (bounce_application_parent_class)->startup (application);

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], signal_cb, self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (self, "app.quit",
                                         (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (self, "app.new-window",
                                         (const char *[]) { "<Control>n", NULL });
  gtk_application_set_accels_for_action (self, "app.preferences",
                                         (const char *[]) { "<Control>comma", NULL });
  gtk_application_set_accels_for_action (self, "win.shortcuts",
                                         (const char *[]) { "<Control>question", NULL });
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
bounce_application_class_init (BounceApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = bounce_application_startup;
  application_class->activate = bounce_application_activate;
  application_class->open = bounce_application_open;
  application_class->handle_local_options = bounce_application_handle_local_options;
  application_class->dbus_register = bounce_application_dbus_register;
  application_class->dbus_unregister = bounce_application_dbus_unregister;
}

static void
bounce_application_init (BounceApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Open a new window"), NULL },
    { "code-book", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Open the code book"), NULL },
    { "code", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_("Look up a code or a line such as “550 5.7.1” in the code book"), N_("CODE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_("Print the version"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Says why mail came back, who must act, and what "
                                              "to do."));
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
