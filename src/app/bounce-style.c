/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-style.h"

#include <string.h>

#include "bounce-app-limits.h"
#include "bounce-plain.h"

#define RIGHT_TO_LEFT_MARK "\342\200\217"
#define FIRST_STRONG_ISOLATE "\342\201\250"
#define POP_ISOLATE "\342\201\251"

static const struct
{
  const char *css_class;
  const char *icon;
} severities[BOUNCE_N_SEVERITIES] = {
  [BOUNCE_SEVERITY_INFO] = { "is-info", "bounce-info-symbolic" },
  [BOUNCE_SEVERITY_SUCCESS] = { "is-success", "bounce-success-symbolic" },
  [BOUNCE_SEVERITY_TEMPORARY] = { "is-temporary", "bounce-temporary-symbolic" },
  [BOUNCE_SEVERITY_PERMANENT] = { "is-permanent", "bounce-permanent-symbolic" },
  [BOUNCE_SEVERITY_SUSPICIOUS] = { "is-suspicious", "bounce-suspicious-symbolic" },
};

/**
 * bounce_style_set_class:
 * @widget: a widget
 * @css_class: a style class
 * @set: whether it is to have it
 *
 * Adds or removes a style class.
 */
void
bounce_style_set_class (GtkWidget  *widget,
                        const char *css_class,
                        gboolean    set)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (css_class != NULL);

  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/**
 * bounce_style_set_severity:
 * @widget: a widget
 * @severity: how bad it is
 *
 * Gives a widget the colours of a severity. The caller adds the symbol and the
 * word: colour alone says nothing.
 */
void
bounce_style_set_severity (GtkWidget      *widget,
                           BounceSeverity  severity)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (severity < BOUNCE_N_SEVERITIES);

  for (guint i = 0; i < BOUNCE_N_SEVERITIES; i++)
    bounce_style_set_class (widget, severities[i].css_class, i == severity);
}

/**
 * bounce_style_get_severity_icon:
 * @severity: how bad it is
 *
 * Returns: (transfer none): the name of its symbol
 */
const char *
bounce_style_get_severity_icon (BounceSeverity severity)
{
  g_return_val_if_fail (severity < BOUNCE_N_SEVERITIES, NULL);

  return severities[severity].icon;
}

/**
 * bounce_style_get_role_icon:
 * @role: whose an address is
 *
 * Returns: (transfer none): the name of its symbol
 */
const char *
bounce_style_get_role_icon (BounceIpRole role)
{
  switch (role)
    {
    case BOUNCE_IP_ROLE_YOUR_DEVICE:
    case BOUNCE_IP_ROLE_PRIVATE:
      return "bounce-device-symbolic";
    case BOUNCE_IP_ROLE_FORGER:
      return "bounce-suspicious-symbolic";
    case BOUNCE_IP_ROLE_MENTIONED:
      return "bounce-internet-symbolic";
    case BOUNCE_IP_ROLE_YOUR_SERVER:
    case BOUNCE_IP_ROLE_RECIPIENT_SERVER:
    case BOUNCE_IP_ROLE_REPORTER:
    case BOUNCE_N_IP_ROLES:
    default:
      return "bounce-service-symbolic";
    }
}

/**
 * bounce_style_set_sentence:
 * @label: a label of its own
 * @sentence: (nullable): sentences of ours, in which words of others stand as
 *   bounce_plain_dup_inside() makes them
 *
 * Shows sentences, never as markup; hides the label where there are none.
 */
void
bounce_style_set_sentence (GtkLabel   *label,
                           const char *sentence)
{
  g_autoptr(PangoAttrList) attributes = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  /* A hyphen at the end of a line would look like a part of the address. */
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);

  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL && *sentence != '\0');
  gtk_label_set_text (label, sentence != NULL ? sentence : "");
}

/**
 * bounce_style_set_text:
 * @label: a label of its own for words from a mail
 * @text: (nullable): the words
 *
 * Shows words from a mail, never as markup, never without bound, and without what would
 * turn the reading order around; hides the label where there are none.
 */
void
bounce_style_set_text (GtkLabel   *label,
                       const char *text)
{
  g_autofree char *plain = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  if (text != NULL && strlen (text) > BOUNCE_APP_LIMIT_LABEL)
    {
      g_autofree char *head = g_strndup (text, BOUNCE_APP_LIMIT_LABEL);
      g_autofree char *shown = bounce_plain_dup (head);

      plain = g_strconcat (shown, "…", NULL);
    }
  else if (text != NULL)
    {
      plain = bounce_plain_dup (text);
    }
  bounce_style_set_sentence (label, plain);
}

/**
 * bounce_style_set_name:
 * @label: a label of its own for an address or a host's name from a mail
 * @name: (nullable): the name
 *
 * Shows a name as bounce_style_set_text() shows words, with its true form beside it
 * where it may be taken for another.
 */
void
bounce_style_set_name (GtkLabel   *label,
                       const char *name)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  if (name != NULL)
    shown = bounce_plain_dup_name (name);
  bounce_style_set_text (label, shown);
}

/**
 * bounce_style_dup_cell:
 * @text: (nullable): an address, a name or words, for a #GtkInscription
 *
 * Pango puts a line of Latin letters at the left, in a window from right to left too, and
 * an inscription is as wide as its column: addresses would stand under the wrong end of
 * their heading.
 *
 * Returns: (transfer full) (nullable): the text, so that it stands where lines begin
 */
char *
bounce_style_dup_cell (const char *text)
{
  if (text == NULL || gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);

  return g_strconcat (RIGHT_TO_LEFT_MARK, FIRST_STRONG_ISOLATE, text, POP_ISOLATE, NULL);
}

/**
 * bounce_style_wrap_buttons:
 * @widget: the top of what is searched
 *
 * Lets the words on all buttons below @widget go over several lines, as a long
 * translation in large letters may be wider than the window.
 */
void
bounce_style_wrap_buttons (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_BUTTON (widget))
    {
      GtkWidget *child = gtk_button_get_child (GTK_BUTTON (widget));

      if (GTK_IS_LABEL (child))
        {
          gtk_label_set_wrap (GTK_LABEL (child), TRUE);
          /* What has no frame begins where the text above it begins. */
          gtk_label_set_justify (GTK_LABEL (child),
                                 gtk_widget_has_css_class (widget, "flat") ? GTK_JUSTIFY_LEFT
                                                                           : GTK_JUSTIFY_CENTER);
        }
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bounce_style_wrap_buttons (child);
}
