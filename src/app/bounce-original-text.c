/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-original-text.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-app-limits.h"
#include "bounce-evidence-style.h"
#include "bounce-plain.h"

/*
 * Puts a message into a text buffer: its parts decoded, with the evidence marked,
 * or its bytes as they were sent.
 */

/* Text goes into the buffer in pieces of this size, one at each idle moment: a
 * megabyte in one go keeps the window from answering for a third of a second. */
#define CHUNK_SIZE (32 * 1024)

/* A character of UTF-8 has at most this many bytes behind its first. */
#define N_CONTINUATIONS 3

#define FIRST_WIDE 0x80

/* One stretch of text to put in; original is NULL for the bytes of the whole. */
typedef struct
{
  const BounceOriginal *original;
  const char *text;
  gsize length;
} Piece;

struct _BounceOriginalText
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  BounceReport *report;
  GArray *spans;        /* of BounceSpan */
  gboolean raw;
  guint fill_id;
  guint next_piece;
  gsize next_byte;
  gsize line_length;
  gunichar previous;    /* the character before the next byte */
  int chars;
};

enum {
  SIGNAL_GREW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BounceOriginalText, bounce_original_text, G_TYPE_OBJECT)

static guint
get_n_pieces (BounceOriginalText *self)
{
  if (self->report == NULL)
    return 0;

  return self->raw ? 1 : bounce_report_get_n_originals (self->report);
}

static Piece
get_piece (BounceOriginalText *self,
           guint               index)
{
  Piece piece = { NULL, NULL, 0 };

  if (self->raw)
    {
      piece.text = g_bytes_get_data (bounce_report_get_source (self->report), &piece.length);
      return piece;
    }

  piece.original = bounce_report_get_original (self->report, index);
  piece.text = piece.original->text;
  piece.length = piece.original->length;

  return piece;
}

/* Notes where evidence stands that begins or ends in the bytes from a to b,
 * which were put in at the character offset chars. */
static void
place_spans (BounceOriginalText   *self,
             const BounceOriginal *original,
             gsize                 a,
             gsize                 b,
             int                   chars)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      BounceSpan *span = &g_array_index (self->spans, BounceSpan, i);
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
      gtk_text_buffer_get_iter_at_offset (self->buffer, &from, span->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &to, span->end);
      gtk_text_buffer_apply_tag_by_name (self->buffer,
                                         bounce_evidence_style_get_tag (span->evidence->what),
                                         &from, &to);
    }
}

static void
append_tagged (BounceOriginalText *self,
               const char         *text,
               const char         *tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, text, -1, tag, NULL);
  self->chars += g_utf8_strlen (text, -1);
}

static void
append_part_heading (BounceOriginalText   *self,
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
  /* Where a tag ends at the start of a line, GTK 4.8 draws later lines as if it did not. */
  append_tagged (self, "\n", "words");
}

static gboolean
is_continuation (char byte)
{
  return (byte & 0xc0) == 0x80;
}

/* Finds how much can go in at once: to the end of the chunk, or to where a line
 * has become too long to lay out. Never cuts a character, nor a line's end. */
static gsize
find_piece_end (BounceOriginalText *self,
                const Piece        *piece,
                gsize               limit,
                gboolean           *needs_break)
{
  gsize chunk_end = MIN (self->next_byte + limit, piece->length);
  gsize end = self->next_byte;

  *needs_break = FALSE;
  while (end < chunk_end)
    {
      const char *start = piece->text + end;
      const char *newline = memchr (start, '\n', chunk_end - end);
      gsize length = newline != NULL ? (gsize) (newline - start) + 1 : chunk_end - end;

      if (self->line_length + length > BOUNCE_APP_LIMIT_LINE)
        {
          end += BOUNCE_APP_LIMIT_LINE - self->line_length;
          *needs_break = TRUE;
          break;
        }
      self->line_length = newline != NULL ? 0 : self->line_length + length;
      end += length;
    }

  if (end < piece->length && end > self->next_byte && piece->text[end] == '\n' &&
      piece->text[end - 1] == '\r')
    return end + 1;

  /* Bytes as they were sent need not be UTF-8. */
  for (guint i = 0; i < N_CONTINUATIONS && end < piece->length &&
                    end > self->next_byte + 1 && is_continuation (piece->text[end]); i++)
    end--;

  return end;
}

/* Makes visible what hides, or turns the reading order, in the text that was put in at the
 * character offset chars: nobody shall read a line that is not there. What joins the
 * letters of Persian or the parts of a picture is as it should be, and left in peace. A
 * text that is full of such characters is marked as a whole, as each mark costs time. */
static void
show_hidden (BounceOriginalText *self,
             const char         *text,
             gsize               length,
             int                 chars)
{
  gunichar previous = self->previous;
  guint n_shown = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = (guchar) *at < FIRST_WIDE ? (gunichar) *at : g_utf8_get_char (at);
      gboolean hides = bounce_plain_hides (c, previous);
      GtkTextIter from;
      GtkTextIter to;
      int offset;

      previous = c;
      if (!hides || n_shown == BOUNCE_APP_LIMIT_SIGNS)
        continue;

      offset = chars + (int) g_utf8_pointer_to_offset (text, at);
      n_shown++;
      gtk_text_buffer_get_iter_at_offset (self->buffer, &from, offset);
      if (n_shown < BOUNCE_APP_LIMIT_SIGNS)
        gtk_text_buffer_get_iter_at_offset (self->buffer, &to, offset + 1);
      else
        gtk_text_buffer_get_end_iter (self->buffer, &to);
      gtk_text_buffer_apply_tag_by_name (self->buffer, "hidden", &from, &to);
    }

  self->previous = previous;
}

/* Puts in as much as possible with one insertion, as each one is told to screen
 * readers. */
static gsize
append_piece (BounceOriginalText *self,
              const Piece        *piece,
              gsize               limit)
{
  gboolean needs_break;
  gsize start = self->next_byte;
  gsize end = find_piece_end (self, piece, limit, &needs_break);
  const char *text = piece->text + start;
  gsize length = end - start;
  g_autofree char *valid = NULL;
  GtkTextIter iter;

  if (piece->original == NULL)
    {
      valid = g_utf8_make_valid (text, length);
      text = valid;
      length = strlen (valid);
    }

  gtk_text_buffer_get_end_iter (self->buffer, &iter);
  gtk_text_buffer_insert_with_tags_by_name (self->buffer, &iter, text, length, "words", NULL);
  show_hidden (self, text, length, self->chars);
  if (piece->original != NULL)
    place_spans (self, piece->original, start, end, self->chars);
  self->chars += g_utf8_strlen (text, length);
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
  BounceOriginalText *self = BOUNCE_ORIGINAL_TEXT (user_data);
  gsize done = 0;

  while (done < CHUNK_SIZE && !bounce_original_text_is_done (self))
    {
      Piece piece = get_piece (self, self->next_piece);

      if (self->next_byte == 0 && piece.original != NULL)
        append_part_heading (self, piece.original);

      while (self->next_byte < piece.length && done < CHUNK_SIZE)
        done += append_piece (self, &piece, CHUNK_SIZE - done);

      if (self->next_byte >= piece.length)
        {
          if (piece.length > 0 && piece.text[piece.length - 1] != '\n')
            append_tagged (self, "\n", "break");
          self->next_piece++;
          self->next_byte = 0;
          self->line_length = 0;
          self->previous = 0;
        }
    }

  if (!bounce_original_text_is_done (self))
    {
      g_signal_emit (self, signals[SIGNAL_GREW], 0);
      return G_SOURCE_CONTINUE;
    }

  self->fill_id = 0;
  g_signal_emit (self, signals[SIGNAL_GREW], 0);

  return G_SOURCE_REMOVE;
}

static void
clear (BounceOriginalText *self)
{
  g_clear_handle_id (&self->fill_id, g_source_remove);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  self->next_piece = 0;
  self->next_byte = 0;
  self->line_length = 0;
  self->previous = 0;
  self->chars = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      BounceSpan *span = &g_array_index (self->spans, BounceSpan, i);

      span->start = span->end = -1;
    }
}

static void
bounce_original_text_dispose (GObject *object)
{
  BounceOriginalText *self = BOUNCE_ORIGINAL_TEXT (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_object (&self->buffer);

  G_OBJECT_CLASS (bounce_original_text_parent_class)->dispose (object);
}

static void
bounce_original_text_finalize (GObject *object)
{
  BounceOriginalText *self = BOUNCE_ORIGINAL_TEXT (object);

  g_array_unref (self->spans);
  g_clear_pointer (&self->report, bounce_report_unref);

  G_OBJECT_CLASS (bounce_original_text_parent_class)->finalize (object);
}

static void
bounce_original_text_class_init (BounceOriginalTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bounce_original_text_dispose;
  object_class->finalize = bounce_original_text_finalize;

  /**
   * BounceOriginalText::grew:
   *
   * More of the text has come, perhaps the last of it.
   */
  signals[SIGNAL_GREW] = g_signal_new ("grew", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bounce_original_text_init (BounceOriginalText *self)
{
  self->spans = g_array_new (FALSE, FALSE, sizeof (BounceSpan));
}

/**
 * bounce_original_text_new:
 * @buffer: what to fill; it gets the tags that this needs
 *
 * Returns: (transfer full): a filler without a message
 */
BounceOriginalText *
bounce_original_text_new (GtkTextBuffer *buffer)
{
  BounceOriginalText *self;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  self = g_object_new (BOUNCE_TYPE_ORIGINAL_TEXT, NULL);
  self->buffer = g_object_ref (buffer);
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_create_tag (buffer, "part",
                              "weight", PANGO_WEIGHT_BOLD,
                              "family", "sans",
                              "pixels-above-lines", 10,
                              "pixels-below-lines", 6,
                              NULL);
  gtk_text_buffer_create_tag (buffer, "break", NULL);
  /* A hyphen at the end of a line would look like a part of the address. */
  gtk_text_buffer_create_tag (buffer, "words", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_create_tag (buffer, "hidden", "show-spaces", PANGO_SHOW_IGNORABLES, NULL);
  bounce_evidence_style_add_tags (buffer);

  return self;
}

/**
 * bounce_original_text_set_report:
 * @self: an original text
 * @report: a report with its originals
 * @recipient: (nullable): whose evidence to mark; lives in @report
 *
 * Empties the buffer for another message, decoded.
 */
void
bounce_original_text_set_report (BounceOriginalText    *self,
                                 BounceReport          *report,
                                 const BounceRecipient *recipient)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self));
  g_return_if_fail (report != NULL);

  g_array_set_size (self->spans, 0);
  clear (self);
  self->raw = FALSE;

  bounce_report_ref (report);
  g_clear_pointer (&self->report, bounce_report_unref);
  self->report = report;

  for (guint i = 0; recipient != NULL && i < recipient->evidence->len; i++)
    {
      BounceSpan span = { g_ptr_array_index (recipient->evidence, i), i, -1, -1 };

      if (span.evidence->length > 0)
        g_array_append_val (self->spans, span);
    }
}

/**
 * bounce_original_text_has_source:
 * @self: an original text
 *
 * Returns: whether there is something to see undecoded: text that differs from
 *   what is shown decoded
 */
gboolean
bounce_original_text_has_source (BounceOriginalText *self)
{
  GBytes *source;
  const char *data;
  gsize length;

  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), FALSE);

  source = self->report != NULL ? bounce_report_get_source (self->report) : NULL;
  if (source == NULL)
    return FALSE;

  /* Outlook's files are no text, and a paste is shown as it is anyway. */
  data = g_bytes_get_data (source, &length);
  if (length == 0 || memchr (data, '\0', MIN (length, BOUNCE_APP_LIMIT_LINE)) != NULL)
    return FALSE;

  return !(bounce_report_get_n_originals (self->report) == 1 &&
           g_str_equal (bounce_report_get_original (self->report, 0)->path, "text"));
}

/**
 * bounce_original_text_get_raw:
 * @self: an original text
 *
 * Returns: whether the bytes are shown as they were sent
 */
gboolean
bounce_original_text_get_raw (BounceOriginalText *self)
{
  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), FALSE);

  return self->raw;
}

/**
 * bounce_original_text_set_raw:
 * @self: an original text
 * @raw: whether to show the bytes as they were sent
 *
 * Empties the buffer for the other form of the same message.
 */
void
bounce_original_text_set_raw (BounceOriginalText *self,
                              gboolean            raw)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self));
  g_return_if_fail (!raw || bounce_original_text_has_source (self));

  if (self->raw == !!raw)
    return;

  self->raw = !!raw;
  clear (self);
}

/**
 * bounce_original_text_start:
 * @self: an original text
 *
 * Begins, or goes on, to fill the buffer while the program is idle.
 */
void
bounce_original_text_start (BounceOriginalText *self)
{
  g_return_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self));

  if (self->fill_id == 0 && !bounce_original_text_is_done (self))
    self->fill_id = g_idle_add (fill_cb, self);
}

/**
 * bounce_original_text_is_done:
 * @self: an original text
 *
 * Returns: whether all of the text has come
 */
gboolean
bounce_original_text_is_done (BounceOriginalText *self)
{
  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), TRUE);

  return self->next_piece >= get_n_pieces (self);
}

/**
 * bounce_original_text_get_n_spans:
 * @self: an original text
 *
 * Returns: how many pieces of evidence the message has
 */
guint
bounce_original_text_get_n_spans (BounceOriginalText *self)
{
  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), 0);

  return self->spans->len;
}

/**
 * bounce_original_text_get_span:
 * @self: an original text
 * @position: a number below bounce_original_text_get_n_spans()
 *
 * Returns: (transfer none): where one piece of evidence stands
 */
const BounceSpan *
bounce_original_text_get_span (BounceOriginalText *self,
                               guint               position)
{
  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), NULL);
  g_return_val_if_fail (position < self->spans->len, NULL);

  return &g_array_index (self->spans, BounceSpan, position);
}

/**
 * bounce_original_text_get_span_at:
 * @self: an original text
 * @offset: a character of the buffer
 *
 * Returns: (transfer none) (nullable): the evidence that stands there
 */
const BounceSpan *
bounce_original_text_get_span_at (BounceOriginalText *self,
                                  int                 offset)
{
  const BounceSpan *best = NULL;

  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), NULL);

  /* Of two that overlap the shorter says more. */
  for (guint i = 0; i < self->spans->len; i++)
    {
      const BounceSpan *span = &g_array_index (self->spans, BounceSpan, i);

      if (span->end < 0 || offset < span->start || offset > span->end)
        continue;
      if (best == NULL || span->end - span->start < best->end - best->start)
        best = span;
    }

  return best;
}

/**
 * bounce_original_text_dup_range:
 * @self: an original text
 * @start: from here
 * @end: to there
 *
 * Returns: (transfer full): what the mail has there, without the breaks that only
 *   help to show it
 */
char *
bounce_original_text_dup_range (BounceOriginalText *self,
                                const GtkTextIter  *start,
                                const GtkTextIter  *end)
{
  GtkTextTag *breaks;
  g_autoptr(GString) text = NULL;
  GtkTextIter from;

  g_return_val_if_fail (BOUNCE_IS_ORIGINAL_TEXT (self), NULL);
  g_return_val_if_fail (start != NULL && end != NULL, NULL);

  breaks = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), "break");
  text = g_string_new (NULL);
  from = *start;

  while (gtk_text_iter_compare (&from, end) < 0)
    {
      GtkTextIter next = from;
      gboolean is_break = gtk_text_iter_has_tag (&from, breaks);
      g_autofree char *piece = NULL;

      if (!gtk_text_iter_forward_to_tag_toggle (&next, breaks) ||
          gtk_text_iter_compare (&next, end) > 0)
        next = *end;
      piece = gtk_text_buffer_get_text (self->buffer, &from, &next, FALSE);
      if (!is_break)
        g_string_append (text, piece);
      from = next;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
