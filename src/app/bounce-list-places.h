/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-inbox-row.h"

G_BEGIN_DECLS

/* A place in a list, whatever row stands there by now. */
#define BOUNCE_TYPE_LIST_PLACE (bounce_list_place_get_type ())
G_DECLARE_FINAL_TYPE (BounceListPlace, bounce_list_place, BOUNCE, LIST_PLACE, GObject)

BounceInboxRow   *bounce_list_place_get_row     (BounceListPlace    *self);

/* The places of all rows that are shown. GTK 4.8 makes new widgets where a list says
 * that a row is now another, two hundred of them when a list is sorted or searched.
 * Here places stay and only say that another row stands in them, and of many that
 * come or go a few do so at a time. */
#define BOUNCE_TYPE_LIST_PLACES (bounce_list_places_get_type ())
G_DECLARE_FINAL_TYPE (BounceListPlaces, bounce_list_places, BOUNCE, LIST_PLACES, GObject)

BounceListPlaces *bounce_list_places_new        (GtkFilterListModel *filtered,
                                                 GListModel         *rows);
void              bounce_list_places_catch_up   (BounceListPlaces   *self);

G_END_DECLS
