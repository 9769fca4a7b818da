/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-print.h"

#include <glib/gi18n.h>

#include "bounce-document.h"

/* Points, 72 to the inch. */
#define PAGE_MARGIN 50.0
#define FOOTER_HEIGHT 26.0
#define COLUMN_GAP 12.0
#define STEP_INDENT 20.0
#define BAR_WIDTH 4.0
#define BAR_GAP 12.0

/* Of the width, for the labels of rows. */
#define WIDEST_LABELS 0.36

/* Of the height of a page: sections up to this are not broken. */
#define SHORT_SECTION 0.25

#define TEXT_FONT "Sans 10"
#define TITLE_FONT "Sans Bold 19"
#define HEADING_FONT "Sans Bold 12.5"
#define LABEL_FONT "Sans Bold 10"
#define QUOTE_FONT "Monospace 9.5"
#define FOOTER_FONT "Sans 8.5"

/* A block, ready to be drawn. Places are from the start of the line, which is
 * the right edge where people read from right to left. */
typedef struct
{
  BounceBlockKind kind;
  PangoLayout *label;   /* or NULL */
  PangoLayout *text;
  double text_x;
  double text_y;
  double space;         /* above, unless it is the first of a page */
  double height;
  double y;
  int page;
} Piece;

struct _BouncePrint
{
  GtkPrintOperation parent_instance;

  BounceReport *report;
  BounceChecks *checks;
  GtkWindow *parent;
  GtkDialog *dialog;    /* weak */
  GApplication *held;
  GArray *pieces;
  gboolean rtl;
  int n_pages;
};

G_DEFINE_FINAL_TYPE (BouncePrint, bounce_print, GTK_TYPE_PRINT_OPERATION)

/* Dark enough to be seen on a printer without colours. */
static const GdkRGBA severity_colors[BOUNCE_N_SEVERITIES] = {
  [BOUNCE_SEVERITY_INFO] = { 0.10f, 0.37f, 0.71f, 1 },
  [BOUNCE_SEVERITY_SUCCESS] = { 0.15f, 0.53f, 0.30f, 1 },
  [BOUNCE_SEVERITY_TEMPORARY] = { 0.70f, 0.44f, 0.00f, 1 },
  [BOUNCE_SEVERITY_PERMANENT] = { 0.75f, 0.11f, 0.16f, 1 },
  [BOUNCE_SEVERITY_SUSPICIOUS] = { 0.38f, 0.21f, 0.51f, 1 },
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  g_clear_object (&piece->label);
  g_clear_object (&piece->text);
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static double
get_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

/* All columns start at the same side, whatever the language of what stands in
 * them. Pango's left and right are not turned with the reading direction of the
 * page, but they are for text of the other direction. */
static void
align_to_start (BouncePrint *self,
                PangoLayout *layout)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  PangoDirection direction = pango_layout_line_get_resolved_direction (line);
  gboolean foreign = (direction == PANGO_DIRECTION_RTL) != self->rtl;

  pango_layout_set_alignment (layout, foreign != self->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

static PangoLayout *
create_layout (BouncePrint     *self,
               GtkPrintContext *context,
               const char      *font,
               const char      *text,
               double           width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr(PangoFontDescription) description = pango_font_description_from_string (font);

  pango_context_set_base_dir (pango_layout_get_context (layout),
                              self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.08f);
  pango_layout_set_text (layout, text, -1);
  align_to_start (self, layout);
  if (width > 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);

  return layout;
}

static double
get_space_above (BounceBlockKind kind,
                 BounceBlockKind previous)
{
  switch (kind)
    {
    case BOUNCE_BLOCK_TITLE:
      return 0;
    case BOUNCE_BLOCK_HEADING:
      return 15;
    case BOUNCE_BLOCK_PARAGRAPH:
      return 9;
    case BOUNCE_BLOCK_STEP:
    case BOUNCE_BLOCK_ITEM:
      return previous == BOUNCE_BLOCK_HEADING ? 5 : 4;
    case BOUNCE_BLOCK_ROW:
    case BOUNCE_BLOCK_QUOTE:
    default:
      return previous == BOUNCE_BLOCK_TITLE ? 9 : previous == BOUNCE_BLOCK_HEADING ? 5 : 3;
    }
}

/* How wide the labels of all rows are, so that their values stand in one column. */
static double
measure_labels (BouncePrint     *self,
                GtkPrintContext *context,
                GPtrArray       *blocks,
                double           width)
{
  double widest = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);
      g_autoptr(PangoLayout) layout = NULL;

      if (block->kind != BOUNCE_BLOCK_ROW && block->kind != BOUNCE_BLOCK_QUOTE)
        continue;

      layout = create_layout (self, context, LABEL_FONT, block->label, 0);
      widest = MAX (widest, get_width (layout));
    }

  return MIN (widest + 1, width * WIDEST_LABELS);
}

static void
add_piece (BouncePrint       *self,
           GtkPrintContext   *context,
           const BounceBlock *block,
           BounceBlockKind    previous,
           double             width,
           double             label_width)
{
  Piece piece = { .kind = block->kind };
  const char *font = TEXT_FONT;

  piece.space = get_space_above (block->kind, previous);

  switch (block->kind)
    {
    case BOUNCE_BLOCK_TITLE:
      font = TITLE_FONT;
      piece.text_x = BAR_WIDTH + BAR_GAP;
      break;

    case BOUNCE_BLOCK_HEADING:
      font = HEADING_FONT;
      break;

    case BOUNCE_BLOCK_STEP:
      if (*block->label != '\0')
        {
          piece.label = create_layout (self, context, LABEL_FONT, block->label, STEP_INDENT);
          piece.text_x = STEP_INDENT;
        }
      break;

    case BOUNCE_BLOCK_ITEM:
      piece.label = create_layout (self, context, LABEL_FONT, block->label, width);
      piece.text_y = get_height (piece.label);
      break;

    case BOUNCE_BLOCK_ROW:
    case BOUNCE_BLOCK_QUOTE:
      piece.label = create_layout (self, context, LABEL_FONT, block->label, label_width);
      piece.text_x = label_width + COLUMN_GAP;
      if (block->kind == BOUNCE_BLOCK_QUOTE)
        font = QUOTE_FONT;
      break;

    case BOUNCE_BLOCK_PARAGRAPH:
    default:
      break;
    }

  piece.text = create_layout (self, context, font, block->text, width - piece.text_x);
  piece.height = piece.text_y + get_height (piece.text);
  if (piece.label != NULL)
    piece.height = MAX (piece.height, get_height (piece.label));

  g_array_append_val (self->pieces, piece);
}

/* What must stand on one page with a piece: a short section stays whole, and of a
 * long one the heading does not stay behind alone. */
static double
get_height_together (BouncePrint *self,
                     guint        index,
                     double       page_height)
{
  const Piece *heading = &g_array_index (self->pieces, Piece, index);
  double height = heading->height;
  double least = height;

  if (heading->kind != BOUNCE_BLOCK_HEADING)
    return height;

  for (guint i = index + 1; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->kind == BOUNCE_BLOCK_HEADING)
        break;

      height += piece->space + piece->height;
      if (i == index + 1)
        least = height;
    }

  return height <= page_height * SHORT_SECTION ? height : least;
}

static void
break_into_pages (BouncePrint *self,
                  double       page_height)
{
  double y = 0;
  int page = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (y > 0 && y + piece->space + get_height_together (self, i, page_height) > page_height)
        {
          page++;
          y = 0;
        }
      if (y > 0)
        y += piece->space;

      piece->page = page;
      piece->y = y;
      y += piece->height;
    }

  self->n_pages = page + 1;
}

/* The place of something from the start of the line is where it is from the left. */
static double
get_left (BouncePrint *self,
          double       page_width,
          double       x,
          double       width)
{
  return self->rtl ? page_width - x - width : x;
}

static void
draw_layout (BouncePrint *self,
             cairo_t     *cr,
             PangoLayout *layout,
             double       page_width,
             double       x,
             double       y)
{
  double width = (double) pango_layout_get_width (layout) / PANGO_SCALE;

  cairo_move_to (cr, get_left (self, page_width, x, width), y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_piece (BouncePrint *self,
            cairo_t     *cr,
            const Piece *piece,
            double       page_width)
{
  const BounceVerdict *verdict = bounce_report_get_verdict (self->report);
  gboolean is_row = piece->kind == BOUNCE_BLOCK_ROW || piece->kind == BOUNCE_BLOCK_QUOTE;

  cairo_save (cr);
  if (piece->kind == BOUNCE_BLOCK_TITLE)
    {
      gdk_cairo_set_source_rgba (cr, &severity_colors[verdict->severity]);
      cairo_rectangle (cr, get_left (self, page_width, 0, BAR_WIDTH), piece->y,
                       BAR_WIDTH, piece->height);
      cairo_fill (cr);
    }

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_layout (self, cr, piece->text, page_width, piece->text_x, piece->y + piece->text_y);
  if (piece->label != NULL)
    {
      if (is_row)
        cairo_set_source_rgb (cr, 0.33, 0.33, 0.33);
      draw_layout (self, cr, piece->label, page_width, 0, piece->y);
    }
  cairo_restore (cr);
}

static void
draw_footer (BouncePrint     *self,
             GtkPrintContext *context,
             int              page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  g_autoptr(PangoLayout) name = NULL;
  g_autoptr(PangoLayout) place = NULL;
  g_autofree char *text = NULL;
  double y;

  /* Translators: The first %d is the number of a page, the second how many there are. */
  text = g_strdup_printf (_("Page %d of %d"), page + 1, self->n_pages);
  name = create_layout (self, context, FOOTER_FONT, _("Bounceback"), width);
  place = create_layout (self, context, FOOTER_FONT, text, 0);
  pango_layout_set_width (place, (get_width (place) + 1) * PANGO_SCALE);
  y = height - get_height (name);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.33, 0.33, 0.33);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y - 6);
  cairo_line_to (cr, width, y - 6);
  cairo_stroke (cr);
  draw_layout (self, cr, name, width, 0, y);
  draw_layout (self, cr, place, width, width - get_width (place) - 1, y);
  cairo_restore (cr);
}

/* GTK neither tells which dialog is its own nor closes it with its parent. */
static GtkDialog *
find_dialog (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_DIALOG (window) && gtk_window_get_transient_for (window) == parent)
        return GTK_DIALOG (window);
    }

  return NULL;
}

/* The parent goes. What the printer has already got is printed. */
static void
parent_unrealize_cb (BouncePrint *self)
{
  gtk_print_operation_cancel (GTK_PRINT_OPERATION (self));
  if (self->dialog != NULL)
    gtk_dialog_response (self->dialog, GTK_RESPONSE_CANCEL);
}

static void
bounce_print_begin_print (GtkPrintOperation *operation,
                          GtkPrintContext   *context)
{
  BouncePrint *self = BOUNCE_PRINT (operation);
  g_autoptr(GPtrArray) blocks = bounce_document_new_from_report (self->report,
                                                                self->checks);
  BounceBlockKind previous = BOUNCE_BLOCK_TITLE;
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double label_width;

  self->rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  g_array_set_size (self->pieces, 0);
  label_width = measure_labels (self, context, blocks, width);
  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      add_piece (self, context, block, previous, width, label_width);
      previous = block->kind;
    }

  break_into_pages (self, height - FOOTER_HEIGHT);
  gtk_print_operation_set_n_pages (operation, self->n_pages);
}

static void
bounce_print_draw_page (GtkPrintOperation *operation,
                        GtkPrintContext   *context,
                        int                page)
{
  BouncePrint *self = BOUNCE_PRINT (operation);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->page == page)
        draw_piece (self, cr, piece, width);
    }

  draw_footer (self, context, page);
}

static void
bounce_print_end_print (GtkPrintOperation *operation,
                        GtkPrintContext   *context)
{
  BouncePrint *self = BOUNCE_PRINT (operation);

  g_array_set_size (self->pieces, 0);
}

static void
bounce_print_finalize (GObject *object)
{
  BouncePrint *self = BOUNCE_PRINT (object);

  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->report, bounce_report_unref);
  g_clear_object (&self->checks);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->parent);

  /* Nothing refers to a print operation any more once the printer has it all. */
  if (self->held != NULL)
    g_application_release (self->held);
  g_clear_object (&self->held);

  G_OBJECT_CLASS (bounce_print_parent_class)->finalize (object);
}

static void
bounce_print_class_init (BouncePrintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  object_class->finalize = bounce_print_finalize;
  operation_class->begin_print = bounce_print_begin_print;
  operation_class->draw_page = bounce_print_draw_page;
  operation_class->end_print = bounce_print_end_print;
}

static void
bounce_print_init (BouncePrint *self)
{
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);

  gtk_page_setup_set_top_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, PAGE_MARGIN, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (GTK_PRINT_OPERATION (self), setup);
  gtk_print_operation_set_unit (GTK_PRINT_OPERATION (self), GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (GTK_PRINT_OPERATION (self), TRUE);
  gtk_print_operation_set_embed_page_setup (GTK_PRINT_OPERATION (self), TRUE);
}

/**
 * bounce_print_new:
 * @report: an answer
 * @checks: (nullable): what the online checks found
 *
 * Creates what prints an answer, to paper or into a file.
 *
 * Returns: (transfer full): a new print operation
 */
BouncePrint *
bounce_print_new (BounceReport *report,
                  BounceChecks *checks)
{
  BouncePrint *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  self = g_object_new (BOUNCE_TYPE_PRINT, NULL);
  self->report = bounce_report_ref (report);
  g_set_object (&self->checks, checks);
  name = bounce_document_dup_file_name (report);
  gtk_print_operation_set_job_name (GTK_PRINT_OPERATION (self), name);

  return self;
}

/**
 * bounce_print_run:
 * @self: a print operation that has not been run
 * @parent: the window that asks
 *
 * Shows the printing dialog and prints what is chosen there. The dialog goes with
 * its parent; but what is on its way to the printer gets there, and the program
 * does not end before. #GtkPrintOperation::done tells of the end.
 */
void
bounce_print_run (BouncePrint *self,
                  GtkWindow   *parent)
{
  GtkApplication *application;

  g_return_if_fail (BOUNCE_IS_PRINT (self));
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (self->parent == NULL);

  /* GTK keeps a pointer to the parent while it prints, and no reference. With
   * ours the parent is not disposed of when it is closed, only unrealized. */
  self->parent = g_object_ref (parent);
  g_signal_connect_object (parent, "unrealize", G_CALLBACK (parent_unrealize_cb), self,
                           G_CONNECT_SWAPPED);
  application = gtk_window_get_application (parent);
  if (application != NULL)
    {
      self->held = g_object_ref (G_APPLICATION (application));
      g_application_hold (self->held);
    }

  gtk_print_operation_run (GTK_PRINT_OPERATION (self),
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           parent, NULL);
  g_set_weak_pointer (&self->dialog, find_dialog (parent));
}
