/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-kind-private.h"

G_BEGIN_DECLS

gboolean bounce_fake_is (const BounceDossier *dossier,
                         const BounceSigns   *signs);

G_END_DECLS
