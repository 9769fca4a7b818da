/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <adwaita.h>

#include "bounce-advice-view.h"
#include "bounce-check-view.h"
#include "bounce-code-card.h"
#include "bounce-hop-row.h"
#include "bounce-notice.h"
#include "bounce-original-view.h"
#include "bounce-path-view.h"
#include "bounce-section.h"
#include "bounce-welcome-page.h"
#include "bounce-wrap-box.h"

/* Makes the types of libadwaita, and ours, known to gtk4-builder-tool, which has
 * heard of GTK's own only. It is loaded before the tool starts. */

__attribute__ ((constructor)) static void
ensure_types (void)
{
  g_type_ensure (ADW_TYPE_ACTION_ROW);
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (ADW_TYPE_CLAMP);
  g_type_ensure (ADW_TYPE_ENTRY_ROW);
  g_type_ensure (ADW_TYPE_HEADER_BAR);
  g_type_ensure (ADW_TYPE_LEAFLET);
  g_type_ensure (ADW_TYPE_LEAFLET_PAGE);
  g_type_ensure (ADW_TYPE_MESSAGE_DIALOG);
  g_type_ensure (ADW_TYPE_PREFERENCES_GROUP);
  g_type_ensure (ADW_TYPE_PREFERENCES_PAGE);
  g_type_ensure (ADW_TYPE_PREFERENCES_WINDOW);
  g_type_ensure (ADW_TYPE_TOAST_OVERLAY);
  g_type_ensure (ADW_TYPE_WINDOW_TITLE);
  g_type_ensure (BOUNCE_TYPE_ADVICE_VIEW);
  g_type_ensure (BOUNCE_TYPE_CHECK_VIEW);
  g_type_ensure (BOUNCE_TYPE_CODE_CARD);
  g_type_ensure (BOUNCE_TYPE_DELAY_BAR);
  g_type_ensure (BOUNCE_TYPE_NOTICE);
  g_type_ensure (BOUNCE_TYPE_ORIGINAL_VIEW);
  g_type_ensure (BOUNCE_TYPE_PATH_VIEW);
  g_type_ensure (BOUNCE_TYPE_SECTION);
  g_type_ensure (BOUNCE_TYPE_WELCOME_PAGE);
  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);
}
