/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-code-text.h"

#include "bounce-code.h"

G_BEGIN_DECLS

void bounce_code_text_add_reply    (GString                  *out,
                                    guint                     reply,
                                    guint                     indent);
void bounce_code_text_add_enhanced (GString                  *out,
                                    const BounceEnhancedCode *code,
                                    gboolean                  any_class,
                                    guint                     indent);

G_END_DECLS
