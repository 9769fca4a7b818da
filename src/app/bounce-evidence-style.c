/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-evidence-style.h"

#include "bounce-words.h"

/* How each sort of evidence looks, in the text and in its legend. The style sheet
 * has the colours: text tags know nothing of it, so they are looked up there. */

typedef struct
{
  const char *tag;
  const char *css_class;
  const char *background;
  const char *foreground;
} Face;

static const Face faces[BOUNCE_N_EVIDENCES] = {
  [BOUNCE_EVIDENCE_REPLY_CODE] =
    { "reply-code", "evidence-code", "bounce_code_back", "bounce_code_fore" },
  [BOUNCE_EVIDENCE_ENHANCED_CODE] =
    { "enhanced-code", "evidence-code", "bounce_code_back", "bounce_code_fore" },
  [BOUNCE_EVIDENCE_PHRASE] =
    { "phrase", "evidence-phrase", "bounce_phrase_back", "bounce_phrase_fore" },
  [BOUNCE_EVIDENCE_PROVIDER] =
    { "provider", "evidence-phrase", "bounce_phrase_back", "bounce_phrase_fore" },
  [BOUNCE_EVIDENCE_FIELD] =
    { "field", "evidence-field", "bounce_field_back", "bounce_field_fore" },
  [BOUNCE_EVIDENCE_ADDRESS] =
    { "address", "evidence-address", "bounce_address_back", "bounce_address_fore" },
  [BOUNCE_EVIDENCE_IP] =
    { "ip", "evidence-ip", "bounce_ip_back", "bounce_ip_fore" },
};

/**
 * bounce_evidence_style_add_tags:
 * @buffer: a text
 *
 * Adds a tag for each sort of evidence. They are bold as well, for those who do
 * not see the colours.
 */
void
bounce_evidence_style_add_tags (GtkTextBuffer *buffer)
{
  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  for (guint i = 0; i < BOUNCE_N_EVIDENCES; i++)
    gtk_text_buffer_create_tag (buffer, faces[i].tag, "weight", PANGO_WEIGHT_BOLD, NULL);
}

/**
 * bounce_evidence_style_update_tags:
 * @buffer: a text with the tags
 * @widget: what shows it
 *
 * Gives the tags the colours of the widget's style, light or dark.
 */
void
bounce_evidence_style_update_tags (GtkTextBuffer *buffer,
                                   GtkWidget     *widget)
{
  GtkTextTagTable *tags;
  GtkStyleContext *context;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  tags = gtk_text_buffer_get_tag_table (buffer);
  context = gtk_widget_get_style_context (widget);

  for (guint i = 0; i < BOUNCE_N_EVIDENCES; i++)
    {
      GtkTextTag *tag = gtk_text_tag_table_lookup (tags, faces[i].tag);
      GdkRGBA back;
      GdkRGBA fore;

      if (tag != NULL &&
          gtk_style_context_lookup_color (context, faces[i].background, &back) &&
          gtk_style_context_lookup_color (context, faces[i].foreground, &fore))
        g_object_set (tag, "background-rgba", &back, "foreground-rgba", &fore, NULL);
    }
}

/**
 * bounce_evidence_style_get_tag:
 * @what: a sort of evidence
 *
 * Returns: (transfer none): the name of its tag
 */
const char *
bounce_evidence_style_get_tag (BounceEvidenceWhat what)
{
  g_return_val_if_fail (what < BOUNCE_N_EVIDENCES, NULL);

  return faces[what].tag;
}

/**
 * bounce_evidence_style_new_key:
 * @what: a sort of evidence
 *
 * Makes an entry of the legend: the colour, and what it stands for. Pressed it
 * goes to the next such words.
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
bounce_evidence_style_new_key (BounceEvidenceWhat what)
{
  GtkWidget *color;
  GtkWidget *label;
  GtkWidget *box;
  GtkWidget *button;

  g_return_val_if_fail (what < BOUNCE_N_EVIDENCES, NULL);

  color = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (color, "legend-key");
  gtk_widget_add_css_class (color, faces[what].css_class);
  gtk_widget_set_valign (color, GTK_ALIGN_CENTER);

  label = gtk_label_new (bounce_words_get_evidence (what));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (box), color);
  gtk_box_append (GTK_BOX (box), label);

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", what);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "original.next-evidence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bounce_words_get_evidence (what), -1);

  return button;
}
