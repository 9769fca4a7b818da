/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-original-view.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-evidence-style.h"
#include "bounce-style.h"
#include "bounce-words.h"
#include "bounce-wrap-box.h"

/* Text goes into the buffer in pieces of this size, one at each idle moment: a
 * megabyte in one go keeps the window from answering for a third of a second. */
#define CHUNK_SIZE (32 * 1024)

/* A line longer than this is broken for display, as laying out one line takes
 * time with its length. Copying leaves these breaks out. */
#define LINE_LIMIT 4096

/* The words of one piece of evidence. Its place in the buffer is known once the
 * text around it has been put in. */
typedef struct
{
  const BounceEvidence *evidence;
  guint index;
  int start;
  int end;
} Span;

struct _BounceOriginalView
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *legend_hint;
  BounceWrapBox *legend;
  GtkEditable *search;
  GtkLabel *status;
  GtkTextView *text;

  BounceReport *report;
  GArray *spans;
  guint fill_id;
  guint next_part;
  gsize next_byte;
  gsize line_length;
  int chars;
  int wanted_span;
  char *wanted_text;
};

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
      const Span *span = &g_array_index (self->spans, Span, self->wanted_span);

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
  const Span *first = NULL;
  GtkTextIter iter;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);
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

/* Notes where evidence stands that begins or ends in the bytes from a to b,
 * which were put in at the character offset chars. */
static void
place_spans (BounceOriginalView   *self,
             const BounceOriginal *original,
             gsize                 a,
             gsize                 b,
             int                   chars)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  for (guint i = 0; i < self->spans->len; i++)
    {
      Span *span = &g_array_index (self->spans, Span, i);
      gsize start = span->evidence->offset;
      gsize end = start + span->evidence->length;
      GtkTextIter from;
      GtkTextIter to;

      if (!g_str_equal (span->evidence->part, original->path))
        continue;
      if (start >= a && start < b)
        span->start = chars + g_utf8_strlen (original->text + a, start - a);
      if (span->start < 0 || end <= a || end > b)
        continue;

      span->end = chars + g_utf8_strlen (original->text + a, end - a);
      gtk_text_buffer_get_iter_at_offset (buffer, &from, span->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &to, span->end);
      gtk_text_buffer_apply_tag_by_name (buffer,
                                         bounce_evidence_style_get_tag (span->evidence->what),
                                         &from, &to);
    }
}

static void
append_tagged (BounceOriginalView *self,
               const char         *text,
               const char         *tag)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
  self->chars += g_utf8_strlen (text, -1);
}

static void
append_part_heading (BounceOriginalView   *self,
                     const BounceOriginal *original)
{
  const char *heading;

  if (g_str_equal (original->path, "text"))
    return;

  if (original->returned)
    heading = _("Your message, as it came back");
  else if (g_str_equal (original->path, "header"))
    heading = _("The head of the notice");
  else if (g_str_has_prefix (original->content_type, "message/"))
    heading = _("The report of the mail server, for programs");
  else
    heading = _("The text of the notice");

  if (self->chars > 0)
    append_tagged (self, "\n", "part");
  append_tagged (self, heading, "part");
  append_tagged (self, "\n", "part");
}

/* Finds how much can go in at once: to the end of the chunk, or to where a line
 * has become too long to lay out. Never cuts a character. */
static gsize
find_piece_end (BounceOriginalView   *self,
                const BounceOriginal *original,
                gsize                 limit,
                gboolean             *needs_break)
{
  gsize chunk_end = MIN (self->next_byte + limit, original->length);
  gsize end = self->next_byte;

  *needs_break = FALSE;
  while (end < chunk_end)
    {
      const char *start = original->text + end;
      const char *newline = memchr (start, '\n', chunk_end - end);
      gsize length = newline != NULL ? (gsize) (newline - start) + 1 : chunk_end - end;

      if (self->line_length + length > LINE_LIMIT)
        {
          end += LINE_LIMIT - self->line_length;
          *needs_break = TRUE;
          break;
        }
      self->line_length = newline != NULL ? 0 : self->line_length + length;
      end += length;
    }

  while (end < original->length && end > self->next_byte + 1 &&
         (original->text[end] & 0xc0) == 0x80)
    end--;

  return end;
}

/* Puts in as much as possible with one insertion, as each one is told to screen
 * readers. */
static gsize
append_piece (BounceOriginalView   *self,
              const BounceOriginal *original,
              gsize                 limit)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  gboolean needs_break;
  gsize start = self->next_byte;
  gsize end = find_piece_end (self, original, limit, &needs_break);
  const char *text = original->text + start;
  GtkTextIter iter;

  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, text, end - start);
  place_spans (self, original, start, end, self->chars);
  self->chars += g_utf8_strlen (text, end - start);
  self->next_byte = end;

  if (needs_break)
    {
      append_tagged (self, "\n", "break");
      self->line_length = 0;
    }

  return end - start;
}

static gboolean
fill_cb (gpointer user_data)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (user_data);
  gsize done = 0;

  while (done < CHUNK_SIZE)
    {
      const BounceOriginal *original;

      if (self->next_part >= bounce_report_get_n_originals (self->report))
        {
          self->fill_id = 0;
          if (self->wanted_span < 0 && self->wanted_text == NULL)
            scroll_to_first (self);
          show_wanted (self);
          g_clear_pointer (&self->wanted_text, g_free);
          self->wanted_span = -1;
          return G_SOURCE_REMOVE;
        }

      original = bounce_report_get_original (self->report, self->next_part);
      if (self->next_byte == 0)
        append_part_heading (self, original);

      while (self->next_byte < original->length && done < CHUNK_SIZE)
        done += append_piece (self, original, CHUNK_SIZE - done);

      if (self->next_byte >= original->length)
        {
          if (original->length > 0 && original->text[original->length - 1] != '\n')
            append_tagged (self, "\n", "break");
          self->next_part++;
          self->next_byte = 0;
          self->line_length = 0;
        }
    }

  show_wanted (self);

  return G_SOURCE_CONTINUE;
}

static void
start_filling (BounceOriginalView *self)
{
  if (self->report == NULL || self->fill_id != 0 ||
      self->next_part >= bounce_report_get_n_originals (self->report))
    return;

  self->fill_id = g_idle_add (fill_cb, self);
}

static const Span *
get_span_at (BounceOriginalView *self,
             int                 offset)
{
  const Span *best = NULL;

  /* Of two that overlap the shorter says more. */
  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);

      if (span->end < 0 || offset < span->start || offset > span->end)
        continue;
      if (best == NULL || span->end - span->start < best->end - best->start)
        best = span;
    }

  return best;
}

static void
cursor_moved_cb (BounceOriginalView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter iter;
  const Span *span;
  g_autofree char *status = NULL;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  span = get_span_at (self, gtk_text_iter_get_offset (&iter));
  if (span != NULL)
    /* Translators: %s is what the chosen words of a mail are, such as "Reply code". */
    status = g_strdup_printf (_("These words count as: %s"),
                              bounce_words_get_evidence (span->evidence->what));
  bounce_style_set_text (self->status, status);
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
  GtkTextTag *breaks = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                                  "break");
  g_autoptr(GString) copy = g_string_new (NULL);
  GtkTextIter start;
  GtkTextIter end;

  g_signal_stop_emission_by_name (text, "copy-clipboard");
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;

  while (gtk_text_iter_compare (&start, &end) < 0)
    {
      GtkTextIter next = start;
      gboolean is_break = gtk_text_iter_has_tag (&start, breaks);
      g_autofree char *piece = NULL;

      if (!gtk_text_iter_forward_to_tag_toggle (&next, breaks) ||
          gtk_text_iter_compare (&next, &end) > 0)
        next = end;
      piece = gtk_text_buffer_get_text (buffer, &start, &next, FALSE);
      if (!is_break)
        g_string_append (copy, piece);
      start = next;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (text)), copy->str);
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
  const Span *next = NULL;
  const Span *first = NULL;
  GtkTextIter iter;
  int offset;

  gtk_text_buffer_get_selection_bounds (buffer, &iter, NULL);
  offset = gtk_text_iter_get_offset (&iter);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);

      if (span->end < 0 || span->evidence->what != what)
        continue;
      if (first == NULL || span->start < first->start)
        first = span;
      if (span->start > offset && (next == NULL || span->start < next->start))
        next = span;
    }

  if (next == NULL)
    next = first;
  if (next == NULL)
    return;

  go_to (self, next->start, next->end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
build_legend (BounceOriginalView *self)
{
  gboolean seen[BOUNCE_N_EVIDENCES] = { FALSE };
  gboolean any = FALSE;

  bounce_wrap_box_clear (self->legend);

  for (guint i = 0; i < self->spans->len; i++)
    {
      seen[g_array_index (self->spans, Span, i).evidence->what] = TRUE;
      any = TRUE;
    }

  for (guint i = 0; i < BOUNCE_N_EVIDENCES; i++)
    if (seen[i])
      bounce_wrap_box_append (self->legend, bounce_evidence_style_new_key (i));

  gtk_widget_set_visible (GTK_WIDGET (self->legend), any);
  gtk_widget_set_visible (self->legend_hint, any);
}

static void
bounce_original_view_map (GtkWidget *widget)
{
  BounceOriginalView *self = BOUNCE_ORIGINAL_VIEW (widget);

  GTK_WIDGET_CLASS (bounce_original_view_parent_class)->map (widget);

  /* Nobody waits for a text that is folded away. */
  start_filling (self);
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

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->text = NULL;
  g_clear_pointer (&self->wanted_text, g_free);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->report, bounce_report_unref);

  G_OBJECT_CLASS (bounce_original_view_parent_class)->dispose (object);
}

static void
bounce_original_view_class_init (BounceOriginalViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_original_view_dispose;
  widget_class->map = bounce_original_view_map;
  widget_class->css_changed = bounce_original_view_css_changed;

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
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, search);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, status);
  gtk_widget_class_bind_template_child (widget_class, BounceOriginalView, text);
}

static void
bounce_original_view_init (BounceOriginalView *self)
{
  GtkTextBuffer *buffer;

  self->wanted_span = -1;
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  gtk_widget_init_template (GTK_WIDGET (self));

  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_create_tag (buffer, "part",
                              "weight", PANGO_WEIGHT_BOLD,
                              "family", "sans",
                              "pixels-above-lines", 10,
                              "pixels-below-lines", 6,
                              NULL);
  gtk_text_buffer_create_tag (buffer, "break", NULL);
  bounce_evidence_style_add_tags (buffer);
  bounce_evidence_style_update_tags (buffer, GTK_WIDGET (self));

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
  GtkTextBuffer *buffer;

  g_return_if_fail (BOUNCE_IS_ORIGINAL_VIEW (self));
  g_return_if_fail (report != NULL);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  buffer = gtk_text_view_get_buffer (self->text);
  g_array_set_size (self->spans, 0);
  gtk_text_buffer_set_text (buffer, "", 0);
  self->next_part = 0;
  self->next_byte = 0;
  self->line_length = 0;
  self->chars = 0;
  self->wanted_span = -1;
  g_clear_pointer (&self->wanted_text, g_free);

  bounce_report_ref (report);
  g_clear_pointer (&self->report, bounce_report_unref);
  self->report = report;

  for (guint i = 0; recipient != NULL && i < recipient->evidence->len; i++)
    {
      Span span = { g_ptr_array_index (recipient->evidence, i), i, -1, -1 };

      if (span.evidence->length > 0)
        g_array_append_val (self->spans, span);
    }
  build_legend (self);
  gtk_widget_set_visible (GTK_WIDGET (self->status), FALSE);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_filling (self);
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

  for (guint i = 0; i < self->spans->len; i++)
    {
      if (g_array_index (self->spans, Span, i).index != index)
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

  g_free (self->wanted_text);
  self->wanted_text = g_strdup (text);
  self->wanted_span = -1;
  show_wanted (self);
  if (self->fill_id == 0 && self->next_part > 0)
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
