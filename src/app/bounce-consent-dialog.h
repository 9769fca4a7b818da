/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <adwaita.h>

#include "bounce-consent.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_CONSENT_DIALOG (bounce_consent_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BounceConsentDialog, bounce_consent_dialog, BOUNCE, CONSENT_DIALOG,
                      AdwMessageDialog)

void           bounce_consent_dialog_ask_async  (GtkWindow            *parent,
                                                 BounceQuestion       *question,
                                                 GSettings            *settings,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
BounceServices bounce_consent_dialog_ask_finish (GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
