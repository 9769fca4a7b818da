/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

/* What libFuzzer calls with bytes of its invention, and driver.c with seeds. The
 * name and the types are libFuzzer's. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);
