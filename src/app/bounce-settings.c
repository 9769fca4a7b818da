/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-settings.h"

/**
 * bounce_settings_new:
 *
 * Opens the settings of the program. A program that was built and not installed may
 * lack its schema, and GSettings would end it.
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL without a schema
 */
GSettings *
bounce_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      g_debug ("No settings schema %s", APPLICATION_ID);
      return NULL;
    }

  return g_settings_new_full (schema, NULL, NULL);
}
