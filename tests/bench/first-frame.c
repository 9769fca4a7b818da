/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <gtk/gtk.h>

/* Preloaded into a program with a window, this tells when its first frame has been
 * drawn: one line with the monotonic time in nanoseconds, into the file descriptor
 * FIRST_FRAME_FD. So both sides of a comparison are measured in the same way, and
 * neither knows of it. */

static void
after_paint_cb (GdkFrameClock *clock,
                GtkWidget     *window)
{
  const char *name = g_getenv ("FIRST_FRAME_FD");
  struct timespec now;

  if (name == NULL || !gtk_widget_get_mapped (window) || gtk_widget_get_width (window) <= 1)
    return;

  clock_gettime (CLOCK_MONOTONIC, &now);
  dprintf (atoi (name), "%lld\n", now.tv_sec * 1000000000LL + now.tv_nsec);
  close (atoi (name));
  g_unsetenv ("FIRST_FRAME_FD");
}

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = NULL;
  GdkSurface *surface;

  *(void **) &present = dlsym (RTLD_NEXT, "gtk_window_present");
  present (window);

  surface = gtk_native_get_surface (GTK_NATIVE (window));
  if (surface != NULL && g_getenv ("FIRST_FRAME_FD") != NULL)
    g_signal_connect_object (gdk_surface_get_frame_clock (surface), "after-paint",
                             G_CALLBACK (after_paint_cb), window, 0);
}
