/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

#define BOUNCE_ERROR (bounce_error_quark ())

/**
 * BounceError:
 * @BOUNCE_ERROR_NOT_TEXT: the bytes are a picture, a PDF, an archive or other
 *   data in which no mail can be read
 *
 * Why bytes could not be decoded. Odd mail is never an error.
 */
typedef enum {
  BOUNCE_ERROR_NOT_TEXT,
} BounceError;

/**
 * BounceDecodeFlags:
 * @BOUNCE_DECODE_DEFAULT: the verdict and what it rests on
 * @BOUNCE_DECODE_ORIGINALS: also keep the decoded parts and the bytes, for showing
 *   them
 *
 * What bounce_decode_message() should keep.
 */
typedef enum {
  BOUNCE_DECODE_DEFAULT   = 0,
  BOUNCE_DECODE_ORIGINALS = 1 << 0,
} BounceDecodeFlags;

GQuark        bounce_error_quark     (void);
BounceReport *bounce_decode_message  (GBytes             *bytes,
                                      BounceDecodeFlags   flags,
                                      GError            **error);

G_END_DECLS
