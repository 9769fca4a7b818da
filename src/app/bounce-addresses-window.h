/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <adwaita.h>

#include "bounce-tally.h"

G_BEGIN_DECLS

/* The addresses of many bounces that want the same: to be removed, tried again or
 * corrected. To read, and to copy. */
#define BOUNCE_TYPE_ADDRESSES_WINDOW (bounce_addresses_window_get_type ())
G_DECLARE_FINAL_TYPE (BounceAddressesWindow, bounce_addresses_window, BOUNCE, ADDRESSES_WINDOW,
                      AdwWindow)

BounceAddressesWindow *bounce_addresses_window_new (GtkWindow          *parent,
                                                    const BounceTally  *tally,
                                                    BounceAddressList   list);

G_END_DECLS
