/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-dns-message-private.h"

/* A second decoder of DNS answers, written without the C library's and without a thought
 * of speed. Where both take a message they have to agree. */
BounceDnsAnswer *naive_dns_read      (const guint8  *data,
                                      gsize          size,
                                      const char    *name,
                                      BounceDnsType  type);
char            *naive_dns_question  (const guint8  *data,
                                      gsize          size);
void             naive_dns_free      (BounceDnsAnswer *answer);
