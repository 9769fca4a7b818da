/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-code-card.h"

#include <glib/gi18n.h>

#include "bounce-style.h"
#include "bounce-wrap-box.h"

/* One code taken apart: its digits in boxes, and what each of them means. */
struct _BounceCodeCard
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *digits;
  GtkLabel *name;
  GtkLabel *standard;
  GtkWidget *rows;
  GtkWidget *advice_box;
  GtkLabel *advice;
  GtkLabel *remark;
  GtkWidget *buttons;
  GtkWidget *show_button;
  GtkButton *lookup_button;
};

G_DEFINE_FINAL_TYPE (BounceCodeCard, bounce_code_card, GTK_TYPE_WIDGET)

static const char *
get_class_style (guint class)
{
  switch (class)
    {
    case 2:
      return "class-2";
    case 4:
      return "class-4";
    case 5:
      return "class-5";
    default:
      return "class-other";
    }
}

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
new_digit (const char *text,
           guint       class,
           gboolean    first)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "digit");
  gtk_widget_add_css_class (label, get_class_style (class));
  if (first)
    gtk_widget_add_css_class (label, "first");

  return label;
}

static void
append_box (BounceCodeCard *self,
            const char     *text,
            guint           class,
            gboolean        first)
{
  GtkWidget *label = new_digit (text, class, first);

  gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (self->digits), label);
}

static void
append_mark (BounceCodeCard *self,
             guint           class)
{
  GtkWidget *label = gtk_label_new (".");

  gtk_widget_add_css_class (label, "digit");
  gtk_widget_add_css_class (label, "mark");
  gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (self->digits), label);
}

static GtkWidget *
new_text (const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
append_row (BounceCodeCard *self,
            const char     *text,
            guint           class,
            gboolean        first,
            const char     *name,
            const char     *meaning)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                 "spacing", 14,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 NULL);
  GtkWidget *digit = new_digit (text, class, first);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (digit, "small");
  gtk_widget_set_valign (digit, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), new_text (name, "heading"));
  if (meaning != NULL)
    gtk_box_append (GTK_BOX (words), new_text (meaning, NULL));
  gtk_box_append (GTK_BOX (row), digit);
  gtk_box_append (GTK_BOX (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
append_digit_row (BounceCodeCard    *self,
                  const char        *text,
                  guint              class,
                  gboolean           first,
                  const BounceDigit *digit)
{
  if (digit != NULL && digit->name != NULL)
    append_row (self, text, class, first,
                bounce_codebook_translate (digit->name),
                bounce_codebook_translate (digit->meaning));
  else
    append_row (self, text, class, first, _("Not defined"),
                _("The standard gives this number no meaning."));
}

static void
set_code (BounceCodeCard        *self,
          const char            *code,
          const BounceCodeEntry *entry)
{
  g_autofree char *label = NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, code, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->digits),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, code, -1);

  gtk_label_set_label (self->name, entry != NULL ? bounce_codebook_translate (entry->name)
                                                 : _("A code that the standards do not list"));
  bounce_style_set_text (self->standard, entry != NULL ? entry->standard : NULL);
  bounce_style_set_text (self->remark,
                         entry != NULL ? bounce_codebook_translate (entry->remark) : NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->lookup_button), "s", code);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->lookup_button), "win.lookup");
  /* Translators: %s is a code such as 5.1.1. Read out by a screen reader. */
  label = g_strdup_printf (_("Open %s in the code book"), code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lookup_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_clear_pointer (&label, g_free);
  /* Translators: %s is a code such as 5.1.1. Read out by a screen reader. */
  label = g_strdup_printf (_("Show %s in the original"), code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
clear (BounceCodeCard *self)
{
  remove_children (self->digits);
  remove_children (self->rows);
  gtk_widget_set_visible (self->advice_box, FALSE);
  gtk_widget_set_visible (self->show_button, FALSE);
  gtk_widget_set_visible (self->buttons, TRUE);
}

/* The last number alone means nothing: it picks one case of the two before. */
static void
append_case_row (BounceCodeCard        *self,
                 const char            *text,
                 guint                  class,
                 const BounceCodeEntry *entry)
{
  append_row (self, text, class, FALSE,
              /* Translators: Heads what the last digit of a code means. */
              _("The exact case"),
              entry != NULL ? bounce_codebook_translate (entry->meaning)
                            : _("The standards do not list this number. The server that wrote it "
                                "gave it a meaning of its own."));
}

static void
show_reply (BounceCodeCard        *self,
            guint                  reply,
            const BounceCodeEntry *entry)
{
  g_autofree char *code = g_strdup_printf ("%u", reply);
  guint class = reply / 100;

  clear (self);
  set_code (self, code, entry);

  for (guint i = 0; i < 3; i++)
    {
      char digit[2] = { code[i], '\0' };

      append_box (self, digit, class, i == 0);
      if (i == 0)
        append_digit_row (self, digit, class, TRUE,
                          bounce_codebook_get_class (BOUNCE_CODE_REPLY, class));
      else if (i == 1)
        append_digit_row (self, digit, class, FALSE,
                          bounce_codebook_get_subject (BOUNCE_CODE_REPLY, reply / 10 % 10));
      else
        append_case_row (self, digit, class, entry);
    }
}

/* class is 0 where an entry stands for all classes. */
static void
show_enhanced (BounceCodeCard        *self,
               guint                  class,
               guint                  subject,
               guint                  detail,
               const BounceCodeEntry *entry)
{
  g_autofree char *class_text = class != 0 ? g_strdup_printf ("%u", class) : g_strdup ("X");
  g_autofree char *subject_text = g_strdup_printf ("%u", subject);
  g_autofree char *detail_text = g_strdup_printf ("%u", detail);
  g_autofree char *code = g_strdup_printf ("%s.%s.%s", class_text, subject_text, detail_text);

  clear (self);
  set_code (self, code, entry);

  append_box (self, class_text, class, TRUE);
  append_mark (self, class);
  append_box (self, subject_text, class, FALSE);
  append_mark (self, class);
  append_box (self, detail_text, class, FALSE);

  if (class != 0)
    append_digit_row (self, class_text, class, TRUE,
                      bounce_codebook_get_class (BOUNCE_CODE_ENHANCED, class));
  else
    append_row (self, class_text, class, TRUE,
                /* Translators: Explains the X of X.1.1 in the code book: whether delivery succeeded
     * or failed. */
                _("How it ended"),
                _("In a message this is 2 for success, 4 for a failure that may pass, or 5 for "
                  "one that will not."));
  append_digit_row (self, subject_text, class, FALSE,
                    bounce_codebook_get_subject (BOUNCE_CODE_ENHANCED, subject));
  append_case_row (self, detail_text, class, entry);
}

static void
bounce_code_card_dispose (GObject *object)
{
  BounceCodeCard *self = BOUNCE_CODE_CARD (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (bounce_code_card_parent_class)->dispose (object);
}

static void
bounce_code_card_class_init (BounceCodeCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_code_card_dispose;

  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-code-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, content);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, digits);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, name);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, standard);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, rows);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, advice_box);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, advice);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, remark);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, show_button);
  gtk_widget_class_bind_template_child (widget_class, BounceCodeCard, lookup_button);
}

static void
bounce_code_card_init (BounceCodeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A number reads from left to right in Arabic, too. */
  gtk_widget_set_direction (self->digits, GTK_TEXT_DIR_LTR);
  bounce_style_wrap_buttons (self->content);
}

/**
 * bounce_code_card_new:
 *
 * Returns: (transfer floating): a card without a code
 */
GtkWidget *
bounce_code_card_new (void)
{
  return g_object_new (BOUNCE_TYPE_CODE_CARD, NULL);
}

/**
 * bounce_code_card_set_reply:
 * @self: a code card
 * @reply: a reply code of three digits
 *
 * Takes a reply code apart.
 */
void
bounce_code_card_set_reply (BounceCodeCard *self,
                            guint           reply)
{
  g_return_if_fail (BOUNCE_IS_CODE_CARD (self));
  g_return_if_fail (reply >= 100 && reply <= 999);

  show_reply (self, reply, bounce_codebook_find_reply (reply));
}

/**
 * bounce_code_card_set_enhanced:
 * @self: a code card
 * @code: an enhanced status code
 *
 * Takes an enhanced code apart.
 */
void
bounce_code_card_set_enhanced (BounceCodeCard           *self,
                               const BounceEnhancedCode *code)
{
  g_return_if_fail (BOUNCE_IS_CODE_CARD (self));
  g_return_if_fail (code != NULL && bounce_enhanced_code_is_set (code));

  show_enhanced (self, code->class, code->subject, code->detail,
                 bounce_codebook_find_enhanced (code));
}

/**
 * bounce_code_card_set_entry:
 * @self: a code card
 * @entry: an entry of the code book
 *
 * Shows an entry of the code book with its advice.
 */
void
bounce_code_card_set_entry (BounceCodeCard        *self,
                            const BounceCodeEntry *entry)
{
  g_return_if_fail (BOUNCE_IS_CODE_CARD (self));
  g_return_if_fail (entry != NULL);

  if (entry->family == BOUNCE_CODE_REPLY)
    show_reply (self, entry->reply, entry);
  else
    show_enhanced (self, 0, entry->subject, entry->detail, entry);

  bounce_style_set_text (self->advice, bounce_codebook_translate (entry->advice));
  gtk_widget_set_visible (self->advice_box, entry->advice != NULL);
  gtk_widget_set_visible (self->buttons, FALSE);
}

/**
 * bounce_code_card_set_evidence:
 * @self: a code card
 * @index: which piece of the recipient's evidence is this code, or -1
 *
 * Offers to show where the code stands in the original.
 */
void
bounce_code_card_set_evidence (BounceCodeCard *self,
                               int             index)
{
  g_return_if_fail (BOUNCE_IS_CODE_CARD (self));

  gtk_widget_set_visible (self->show_button, index >= 0);
  if (index < 0)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_button), "u", (guint) index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_button), "answer.show-evidence");
}
