/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <glib-unix.h>
#include <gtk/gtk.h>

/* Loaded into the program by check-pseudo.py. At SIGUSR1 it writes the words of all
 * widgets that are mapped now, and whether they are cut off, to the file that the
 * environment names: the accessibility bus tells the words, and not what of them is seen. */

#define SLACK 1

static void
write_words (FILE       *out,
             const char *what,
             const char *words)
{
  g_autofree char *escaped = NULL;

  if (words == NULL || *words == '\0')
    return;

  escaped = g_strescape (words, NULL);
  fprintf (out, "%s\t%s\n", what, escaped);
}

static gboolean
is_cut_off (GtkWidget *widget,
            GtkWidget *root)
{
  graphene_rect_t box;

  /* What scrolls sideways has more room than is seen. */
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      GtkPolicyType sideways = GTK_POLICY_NEVER;

      if (!GTK_IS_SCROLLED_WINDOW (parent))
        continue;
      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (parent), &sideways, NULL);
      if (sideways != GTK_POLICY_NEVER)
        return FALSE;
    }

  return gtk_widget_compute_bounds (widget, root, &box)
         && (box.origin.x < -SLACK
             || box.origin.x + box.size.width > gtk_widget_get_width (root) + SLACK);
}

/* The title of a window and the hint in an empty entry have one line, and no more of it. */
static gboolean
has_one_line (GtkWidget *widget)
{
  for (GtkWidget *parent = widget; parent != NULL; parent = gtk_widget_get_parent (parent))
    if (GTK_IS_TEXT (parent) || g_str_equal (G_OBJECT_TYPE_NAME (parent), "AdwWindowTitle"))
      return TRUE;

  return FALSE;
}

static void
write_widgets (FILE      *out,
               GtkWidget *widget,
               GtkWidget *root)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  write_words (out, "tooltip", gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_INSCRIPTION (widget))
    write_words (out, "words", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  if (GTK_IS_LABEL (widget))
    {
      const char *words = gtk_label_get_text (GTK_LABEL (widget));

      write_words (out, "words", words);
      if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
        {
          if (!has_one_line (widget))
            write_words (out, "ellipsised", words);
        }
      else if (is_cut_off (widget, root))
        write_words (out, "cut off", words);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    write_widgets (out, child, root);
}

static gboolean
report_cb (gpointer data)
{
  const char *path = data;
  FILE *out = fopen (path, "w");
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  if (out == NULL)
    return G_SOURCE_CONTINUE;

  for (GList *item = windows; item != NULL; item = item->next)
    write_widgets (out, item->data, item->data);
  fputs ("end\t\n", out);
  fclose (out);

  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
wait_for_signal (void)
{
  const char *path = g_getenv ("BOUNCEBACK_TEST_LABELS");

  if (path != NULL)
    g_unix_signal_add (SIGUSR1, report_cb, g_strdup (path));
}
