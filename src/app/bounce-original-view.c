/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-original-view.h"

#include <glib/gi18n.h>

#include "bounce-evidence-style.h"
#include "bounce-original-text.h"
#include "bounce-words.h"
#include "bounce-wrap-box.h"

struct _BounceOriginalView
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *legend_hint;
  BounceWrapBox *legend;
  GtkWidget *raw_check;
  GtkEditable *search;
  GtkWidget *status_box;
  GtkLabel *status;
  GtkWidget *fact_button;
  GtkTextView *text;

  BounceOriginalText *filler;
  int wanted_span;
  char *wanted_text;
};

enum {
  PROP_0,
  PROP_RAW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BounceOriginalView, bounce_original_view, GTK_TYPE_WIDGET)

static void
go_to (BounceOriginalView *self,
       int                 start,
       int                 end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_select_range (buffer, &from, &to);
  gtk_text_view_scroll_to_mark (self->text, gtk_text_buffer_get_insert (buffer),
                                0.1, TRUE, 0.0, 0.35);
}

static gboolean
find (BounceOriginalView *self,
      const char         *words,
      gboolean            forward,
      gboolean            from_start)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextSearchFlags flags = GTK_TEXT_SEARCH_CASE_INSENSITIVE | GTK_TEXT_SEARCH_TEXT_ONLY;
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter from;
  GtkTextIter to;
  gboolean found;

  if (*words == '\0')
    return FALSE;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (from_start)
    {
      gtk_text_buffer_get_start_iter (buffer, &end);
      start = end;
    }

  if (forward)
    found = gtk_text_iter_forward_search (&end, words, flags, &from, &to, NULL);
  else
    found = gtk_text_iter_backward_search (&start, words, flags, &from, &to, NULL);

  if (!found)
    {
      /* Once around. */
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      found = forward ? gtk_text_iter_forward_search (&start, words, flags, &from, &to, NULL)
                      : gtk_text_iter_backward_search (&end, words, flags, &from, &to, NULL);
    }
  if (found)
    go_to (self, gtk_text_iter_get_offset (&from), gtk_text_iter_get_offset (&to));

  return found;
}

static void
show_wanted (BounceOriginalView *self)
{
  if (self->wanted_span >= 0)
    {
      const BounceSpan *span = bounce_original_text_get_span (self->filler, self->wanted_span);

      if (span->end < 0)
        return;
      go_to (self, span->start, span->end);
      self->wanted_span = -1;
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
    }
  else if (self->wanted_text != NULL && find (self, self->wanted_text, TRUE, TRUE))
    {
      g_clear_pointer (&self->wanted_text, g_free);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
    }
}

/* Where nothing else is asked for, the telling words are what one wants to see. */
static void
scroll_to_first (BounceOriginalView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  const BounceSpan *first = NULL;
  GtkTextIter iter;

  for (guint i = 0; i < bounce_original_text_get_n_spans (self->filler); i++)
    {
      const BounceSpan *span = bounce_original_text_get_span (self->filler, i);
      gboolean tells = span->evidence->what == BOUNCE_EVIDENCE_PHRASE ||
                       span->evidence->what == BOUNCE_EVIDENCE_PROVIDER;

      if (span->end >= 0 && (first == NULL || tells))
        first = span;
      if (span->end >= 0 && tells)
        break;
    }
  if (first == NULL)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, first->start);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (self->text, gtk_text_buffer_get_insert (buffer),
                                0.1, TRUE, 0.0, 0.35);
}

/* More of the text has come. */
static void
text_grew_cb (BounceOriginalView *self)
{
  gboolean is_done = bounce_original_text_is_done (self->filler);

  if (is_done && self->wanted_span < 0 && self->wanted_text == NULL)
    scroll_to_first (self);
  show_wanted (self);
  if (!is_done)
    return;

  g_clear_pointer (&self->wanted_text, g_free);
  self->wanted_span = -1;
}

static const BounceSpan *
get_span_at_cursor (BounceOriginalView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return bounce_original_text_get_span_at (self->filler, gtk_text_iter_get_offset (&iter));
}

/* Says of the words at the cursor what they are, and offers the way to what they
 * prove. */
static void
cursor_moved_cb (BounceOriginalView *self)
{
  const BounceSpan *span = get_span_at_cursor (self);
  g_autofree char *status = NULL;

  gtk_widget_set_visible (self->status_box, span != NULL);
  if (span == NULL)
    return;

  /* Translators: %s is what the chosen words of a mail are, such as "Reply code". */
  status = g_strdup_printf (_("These words count as: %s"),
                            bounce_words_get_evidence (span->evidence->what));
  gtk_label_set_label (self->status, status);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fact_button), "u", span->index);
}

/* Enter on coloured words does what the button above them does. */
static gboolean
text_key_cb (BounceOriginalView *self,
             guint               key,
             guint               code,
             GdkModifierType     state)
{
  const BounceSpan *span;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  span = get_span_at_cursor (self);
  if (span == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "answer.show-fact", "u", span->index);

  return GDK_EVENT_STOP;
}

static void
search_changed_cb (BounceOriginalView *self)
{
  find (self, gtk_editable_get_text (self->search), TRUE, TRUE);
}

static void
search_activate_cb (BounceOriginalView *self)
{
  find (self, gtk_editable_get_text (self->search), TRUE, FALSE);
}

/* A text that cannot be edited still takes Ctrl+V for itself. */
static void
paste_clipboard_cb (GtkTextView        *text,
                    BounceOriginalView *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.paste", NULL);
}

/* Copies what the mail has, without the breaks that only help to show it. */
static void
copy_clipboard_cb (GtkTextView        *text,
                   BounceOriginalView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (text);
  g_autofree char *copy = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_signal_stop_emission_by_name (text, "copy-clipboard");
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;

  copy = bounce_original_text_dup_range (self->filler, &start, &end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (text)), copy);
}

static void
find_next_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (widget);

  find (self, gtk_editable_get_text (self->search), TRUE, FALSE);
}

static void
find_previous_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (widget);

  find (self, gtk_editable_get_text (self->search), FALSE, FALSE);
}

/* Goes to the next words of one kind of evidence, and around. */
static void
next_evidence_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  BounceEvidenceWhat what = g_variant_get_uint32 (parameter);
  const BounceSpan *next = NULL;
  const BounceSpan *first = NULL;
  GtkTextIter iter;
  int coming = -1;
  int offset;

  gtk_text_buffer_get_selection_bounds (buffer, &iter, NULL);
  offset = gtk_text_iter_get_offset (&iter);

  for (guint i = 0; i < bounce_original_text_get_n_spans (self->filler); i++)
    {
      const BounceSpan *span = bounce_original_text_get_span (self->filler, i);

      if (span->evidence->what != what)
        continue;
      if (span->end < 0)
        {
          if (coming < 0)
            coming = i;
          continue;
        }
      if (first == NULL || span->start < first->start)
        first = span;
      if (span->start > offset && (next == NULL || span->start < next->start))
        next = span;
    }

  if (next == NULL)
    next = first;
  if (next == NULL)
    {
      /* Shown when it comes. */
      self->wanted_span = coming;
      return;
    }

  go_to (self, next->start, next->end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
build_legend (BounceOriginalView *self)
{
  gboolean seen[BOUNCE_N_EVIDENCES] = { FALSE };
  gboolean any = FALSE;

  bounce_wrap_box_clear (self->legend);

  for (guint i = 0; i < bounce_original_text_get_n_spans (self->filler); i++)
    {
      seen[bounce_original_text_get_span (self->filler, i)->evidence->what] = TRUE;
      any = TRUE;
    }

  for (guint i = 0; i < BOUNCE_N_EVIDENCES; i++)
    if (seen[i])
      bounce_wrap_box_append (self->legend, bounce_evidence_style_new_key (i));

  gtk_widget_set_visible (GTK_WIDGET (self->legend), any);
  gtk_widget_set_visible (self->legend_hint, any);
}

static void
set_raw (BounceOriginalView *self,
         gboolean            raw)
{
  if (bounce_original_text_get_raw (self->filler) == raw)
    return;

  bounce_original_text_set_raw (self->filler, raw);
  /* Nothing is marked in what was sent: the answer rests on what it means. */
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !raw);
  gtk_widget_set_visible (self->legend_hint, !raw);
  gtk_widget_set_visible (self->status_box, FALSE);
  if (!raw)
    build_legend (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RAW]);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    bounce_original_text_start (self->filler);
}

static void
bounce_original_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (object);

  switch (prop_id)
    {
    case PROP_RAW:
      g_value_set_boolean (value, bounce_original_text_get_raw (self->filler));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_original_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (object);

  switch (prop_id)
    {
    case PROP_RAW:
      set_raw (self, g_value_get_boolean (value) &&
                     bounce_original_text_has_source (self->filler));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bounce_original_view_map (GtkWidget *widget)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (widget);

  GTK_WIDGET_CLASS (bounce_original_view_parent_class)->map (widget);

  /* Nobody waits for a text that is folded away. */
  bounce_original_text_start (self->filler);
}

static void
bounce_original_view_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (widget);

  GTK_WIDGET_CLASS (bounce_original_view_parent_class)->css_changed (widget, change);

  if (self->text != NULL)
    bounce_evidence_style_update_tags (gtk_text_view_get_buffer (self->text), widget);
}

static void
bounce_original_view_dispose (GObject *object)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->text = NULL;
  g_clear_pointer (&self->wanted_text, g_free);
  g_clear_object (&self->filler);

  G_OBJECT_CLASS (bounce_original_view_parent_class)->dispose (object);
}

static void
bounce_original_view_class_init (BounceOriginalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_original_view_dispose;
  object_class->get_property = bounce_original_view_get_property;
  object_class->set_property = bounce_original_view_set_property;
  widget_class->map = bounce_original_view_map;
  widget_class->css_changed = bounce_original_view_css_changed;

  /**
   * BounceOriginalView:raw:
   *
   * Whether the message is shown as it was sent, undecoded.
   */
  properties[PROP_RAW] =
    g_param_spec_boolean ("raw", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_property_action (widget_class, "original.raw", "raw");
  gtk_widget_class_install_action (widget_class, "original.find-next", NULL, find_next_cb);
  gtk_widget_class_install_action (widget_class, "original.find-previous", NULL,
                                   find_previous_cb);
  gtk_widget_class_install_action (widget_class, "original.next-evidence", "u",
                                   next_evidence_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "original.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "original.find-previous", NULL);

  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-original-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, content);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, legend_hint);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, legend);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, raw_check);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, search);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, status_box);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, status);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, fact_button);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, text);
}

static void
bounce_original_view_init (BounceOriginalView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkTextBuffer *buffer;

  self->wanted_span = -1;
  gtk_widget_init_template (GTK_WIDGET (self));

  buffer = gtk_text_view_get_buffer (self->text);
  self->filler = bounce_original_text_new (buffer);
  bounce_evidence_style_update_tags (buffer, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (text_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);

  g_signal_connect_object (self->filler, "grew", G_CALLBACK (text_grew_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position",
                           G_CALLBACK (cursor_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed",
                           G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate",
                           G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "next-match",
                           G_CALLBACK (search_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "paste-clipboard",
                           G_CALLBACK (paste_clipboard_cb), self, 0);
  g_signal_connect_object (self->text, "copy-clipboard",
                           G_CALLBACK (copy_clipboard_cb), self, 0);
}

/**
 * bounce_original_view_set_report:
 * @self: an original view
 * @report: a report with its originals
 * @recipient: (nullable): whose evidence to highlight; lives in @report
 *
 * Shows the message that a report was made from. The text comes in pieces while
 * the window is idle, once the view is on the screen.
 */
void
bounce_original_view_set_report (BounceOriginalView    *self,
                                 BounceReport          *report,
                                 const BounceRecipient *recipient)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_VIEW (self));
  g_return_if_fail (report != NULL);

  self->wanted_span = -1;
  g_clear_pointer (&self->wanted_text, g_free);
  bounce_original_text_set_report (self->filler, report, recipient);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RAW]);
  gtk_widget_set_visible (self->raw_check, bounce_original_text_has_source (self->filler));
  build_legend (self);
  gtk_widget_set_visible (self->status_box, FALSE);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    bounce_original_text_start (self->filler);
}

/**
 * bounce_original_view_show_evidence:
 * @self: an original view
 * @index: which piece of the recipient's evidence
 *
 * Scrolls to the words that show something, selects them and gives them the
 * focus; waits for them where they are still on their way.
 */
void
bounce_original_view_show_evidence (BounceOriginalView *self,
                                    guint               index)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_VIEW (self));

  set_raw (self, FALSE);
  for (guint i = 0; i < bounce_original_text_get_n_spans (self->filler); i++)
    {
      if (bounce_original_text_get_span (self->filler, i)->index != index)
        continue;

      self->wanted_span = i;
      show_wanted (self);
      return;
    }
}

/**
 * bounce_original_view_show_text:
 * @self: an original view
 * @text: words of the original
 *
 * Scrolls to the first place where words stand.
 */
void
bounce_original_view_show_text (BounceOriginalView *self,
                                const char         *text)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_VIEW (self));
  g_return_if_fail (text != NULL);

  set_raw (self, FALSE);
  g_free (self->wanted_text);
  self->wanted_text = g_strdup (text);
  self->wanted_span = -1;
  show_wanted (self);
  if (bounce_original_text_is_done (self->filler))
    g_clear_pointer (&self->wanted_text, g_free);
}

/**
 * bounce_original_view_focus_search:
 * @self: an original view
 *
 * Puts the cursor into the search field.
 */
void
bounce_original_view_focus_search (BounceOriginalView *self)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
