/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

char *bounce_suggest_address (const BounceRecipient *recipient);

G_END_DECLS
