/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-recent.h"

/* Whether nobody but this program says that the file was used. */
static gboolean
is_ours_alone (GtkRecentManager *manager,
               const char       *uri)
{
  GtkRecentInfo *info = gtk_recent_manager_lookup_item (manager, uri, NULL);
  g_auto(GStrv) names = NULL;
  gboolean is_ours;
  gsize n_names;

  if (info == NULL)
    return FALSE;

  names = gtk_recent_info_get_applications (info, &n_names);
  is_ours = n_names == 1 && gtk_recent_info_has_application (info, g_get_application_name ());
  gtk_recent_info_unref (info);

  return is_ours;
}

static gboolean
forget (const char *uri)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();

  if (!is_ours_alone (manager, uri) || !gtk_recent_manager_remove_item (manager, uri, NULL))
    return FALSE;

  /* GTK would write the list down a moment later. */
  g_signal_emit_by_name (manager, "changed");

  return TRUE;
}

/* The list has changed, or the program ends, and GTK would write down what it has. */
static void
forget_cb (GObject  *object,
           gpointer  user_data)
{
  char *uri = user_data;

  if (!forget (uri))
    return;

  g_signal_handlers_disconnect_by_func (gtk_recent_manager_get_default (), forget_cb, uri);
  if (g_application_get_default () != NULL)
    g_signal_handlers_disconnect_by_func (g_application_get_default (), forget_cb, uri);
}

static void
free_uri (gpointer  uri,
          GClosure *closure)
{
  g_free (uri);
}

/**
 * bounce_recent_forget:
 * @file: a file that a person chose to save something in
 *
 * Keeps a file out of the list of recent files, which the file chooser of GTK puts
 * it on: its name may tell of a mail. The chooser asks about the file first, in a
 * thread, so the entry may come at any time from now.
 */
void
bounce_recent_forget (GFile *file)
{
  g_autofree char *uri = NULL;
  GClosure *closure;

  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  if (forget (uri))
    return;

  closure = g_cclosure_new (G_CALLBACK (forget_cb), g_steal_pointer (&uri), free_uri);
  g_signal_connect_closure (gtk_recent_manager_get_default (), "changed", closure, FALSE);
  if (g_application_get_default () != NULL)
    g_signal_connect_closure (g_application_get_default (), "shutdown", closure, FALSE);
}
