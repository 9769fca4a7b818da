/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

#include "bounce-net-client.h"
#include "bounce-question.h"

G_BEGIN_DECLS

BounceServices bounce_consent_get_services   (BounceQuestionKind  kind);
gboolean       bounce_consent_is_enough      (BounceQuestionKind  kind,
                                              BounceServices      services);
char          *bounce_consent_dup_doh_uri    (GSettings          *settings);
char          *bounce_consent_dup_doh_name   (GSettings          *settings);
BounceServices bounce_consent_get_remembered (GSettings          *settings,
                                              BounceQuestionKind  kind);
void           bounce_consent_remember       (GSettings          *settings,
                                              BounceQuestionKind  kind,
                                              BounceServices      services);

G_END_DECLS
