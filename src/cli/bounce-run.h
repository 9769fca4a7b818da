/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-options.h"

G_BEGIN_DECLS

int bounce_run (const BounceOptions *options);

G_END_DECLS
