/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

/* A report in which every field has a value, and one in which none has. */
BounceReport *compose_full_report  (void);
BounceReport *compose_empty_report (void);
