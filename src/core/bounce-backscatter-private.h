/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-case-private.h"

G_BEGIN_DECLS

gboolean bounce_backscatter_is (const BounceDossier *dossier,
                                gboolean             refused_as_forged);

G_END_DECLS
