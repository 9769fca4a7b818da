/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-net-client.h"

G_BEGIN_DECLS

/**
 * BounceFetchRequest:
 * @uri: where to ask: https, with a public host
 * @service: on whose consent; one of several flags is enough
 * @media_types: (array zero-terminated=1): what an answer may be; the first is asked for
 * @max_size: bytes of the longest answer that is read
 * @timeout_ms: after which no answer comes
 *
 * One HTTP GET.
 */
typedef struct
{
  const char *uri;
  BounceServices service;
  const char *const *media_types;
  gsize max_size;
  guint timeout_ms;
} BounceFetchRequest;

/**
 * BounceFetchReply:
 * @status: of HTTP
 * @location: (nullable): where a redirect leads, as the server wrote it; it is for the
 *   caller to follow or not
 * @retry_after_s: seconds for which the service wants to be left alone, or 0
 * @body: (nullable): the answer, for status 200 alone, and of an acceptable media type
 *
 * What came back.
 */
typedef struct
{
  guint status;
  char *location;
  guint retry_after_s;
  GBytes *body;
} BounceFetchReply;

void              bounce_fetch_reply_free (BounceFetchReply          *self);

void              bounce_fetch_async      (BounceNetClient           *client,
                                           const BounceFetchRequest  *request,
                                           GCancellable              *cancellable,
                                           GAsyncReadyCallback        callback,
                                           gpointer                   user_data);
BounceFetchReply *bounce_fetch_finish     (GAsyncResult              *result,
                                           GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceFetchReply, bounce_fetch_reply_free)

G_END_DECLS
