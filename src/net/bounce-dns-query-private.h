/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-dns-cache-private.h"
#include "bounce-net-client.h"

G_BEGIN_DECLS

/* Errors of a question, beside those of the operation: */

/* The service wants to be left alone. */
#define BOUNCE_DNS_ERROR_LATER G_IO_ERROR_BUSY

void             bounce_dns_query_async     (BounceNetClient      *client,
                                             BounceDnsTransport    transport,
                                             BounceServices        service,
                                             const char           *name,
                                             BounceDnsType         type,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
BounceDnsAnswer *bounce_dns_query_finish    (GAsyncResult         *result,
                                             GError              **error);

gboolean         bounce_dns_error_is_answer      (const GError     *error);
gboolean         bounce_dns_error_is_unreachable (const GError     *error);

void             bounce_dns_system_async    (BounceNetClient      *client,
                                             BounceServices        service,
                                             const char           *name,
                                             BounceDnsType         type,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
BounceDnsAnswer *bounce_dns_system_finish   (GAsyncResult         *result,
                                             GError              **error);
GThreadPool     *bounce_dns_system_new_pool (void);

G_END_DECLS
