/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gtk/gtk.h>

#include "bounce-checker.h"
#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_HOST_CARD (bounce_host_card_get_type ())
G_DECLARE_FINAL_TYPE (BounceHostCard, bounce_host_card, BOUNCE, HOST_CARD, GtkWidget)

GtkWidget *bounce_host_card_new (const BounceHost *host,
                                 BounceChecker    *checker);

G_END_DECLS
