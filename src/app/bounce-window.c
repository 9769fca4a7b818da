/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-window-private.h"

#include <glib/gi18n.h>

#include "bounce-receiver.h"
#include "bounce-settings.h"
#include "bounce-welcome-page.h"

/* A usual bounce is read faster than this; showing that something goes on would
 * only flicker. */
#define BUSY_AFTER_MS 200

/* Pixels in which the title has room beside all buttons, where text has its usual size. */
#define TITLE_ROOM 420
/* That size, in 1024ths of a dot an inch as GTK counts. */
#define USUAL_DPI (96 * 1024)

G_DEFINE_FINAL_TYPE (BounceWindow, bounce_window, ADW_TYPE_APPLICATION_WINDOW)

static void
restore_size (BounceWindow *self)
{
  if (self->settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (BounceWindow *self)
{
  int width;
  int height;

  if (self->settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
update_title (BounceWindow *self)
{
  g_autofree char *subtitle = NULL;

  if (bounce_window_is_page (self, "codebook"))
    subtitle = g_strdup (_("Code book"));
  else if (bounce_window_is_page (self, "answer") && self->row != NULL)
    subtitle = bounce_inbox_row_dup_file (self->row);
  else if ((bounce_window_is_page (self, "answer") || bounce_window_is_page (self, "list")) &&
           self->inbox != NULL)
    subtitle = bounce_inbox_dup_name (self->inbox);

  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

/* Where the title would be cut, opening is left to the menu. */
static void
update_open_button (BounceWindow *self)
{
  gtk_widget_set_visible (self->open_button,
                          !self->is_narrow && !bounce_window_is_page (self, "welcome"));
}

static GtkWidget *
add_page (BounceWindow *self,
          GType         type,
          const char   *name)
{
  GtkWidget *page = g_object_new (type, NULL);

  gtk_stack_add_named (self->pages, page, name);

  return page;
}

/* What is shown where nothing is being read: the last answer, if there is one. */
static const char *
get_resting_page (BounceWindow *self)
{
  if (self->inbox == NULL)
    return "welcome";

  return self->list_page != NULL && self->row == NULL ? "list" : "answer";
}

static gboolean
busy_cb (gpointer user_data)
{
  BounceWindow *self = BOUNCE_WINDOW (user_data);

  self->busy_id = 0;
  bounce_window_show_page (self, "busy");

  return G_SOURCE_REMOVE;
}

static void
bounce_window_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  BounceWindow *self = BOUNCE_WINDOW (widget);
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = USUAL_DPI;
  self->is_narrow = (gint64) width * USUAL_DPI < (gint64) TITLE_ROOM * dpi;
  update_open_button (self);

  GTK_WIDGET_CLASS (bounce_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static gboolean
bounce_window_close_request (GtkWindow *window)
{
  BounceWindow *self = BOUNCE_WINDOW (window);

  bounce_window_stop_reading (self);
  bounce_window_stop_opening (self);
  bounce_window_stop_saving (self);
  bounce_checker_cancel_all (self->checker);
  save_size (self);

  return GTK_WINDOW_CLASS (bounce_window_parent_class)->close_request (window);
}

static void
bounce_window_dispose (GObject *object)
{
  BounceWindow *self = BOUNCE_WINDOW (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  bounce_window_stop_saving (self);
  g_clear_object (&self->print_settings);
  if (self->checker != NULL)
    bounce_checker_cancel_all (self->checker);
  g_clear_object (&self->checker);
  g_clear_object (&self->settings);
  bounce_window_forget_visits (self);
  g_clear_pointer (&self->page_below, g_free);
  g_clear_pointer (&self->input_name, g_free);

  G_OBJECT_CLASS (bounce_window_parent_class)->dispose (object);
}

static void
bounce_window_class_init (BounceWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = bounce_window_dispose;
  widget_class->size_allocate = bounce_window_size_allocate;
  window_class->close_request = bounce_window_close_request;

  g_type_ensure (BOUNCE_TYPE_NOTICE);
  g_type_ensure (BOUNCE_TYPE_WELCOME_PAGE);

  bounce_window_install_actions (widget_class);
  bounce_window_install_list_actions (widget_class);
  bounce_window_install_print_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/bounce-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, saving_box);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, drop_revealer);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, BounceWindow, welcome_page);
}

static void
bounce_window_init (BounceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  if (g_str_has_suffix (APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->settings = bounce_settings_new ();
  self->checker = bounce_checker_new (self->settings);
  restore_size (self);
  bounce_window_add_drop_target (self);
  bounce_window_show_page (self, "welcome");
}

/**
 * bounce_window_new:
 * @application: the program
 *
 * Creates a window with the welcome page.
 *
 * Returns: (transfer none): a new window, owned by GTK until it is closed
 */
BounceWindow *
bounce_window_new (BounceApplication *application)
{
  g_return_val_if_fail (BOUNCE_IS_APPLICATION (application), NULL);

  return g_object_new (BOUNCE_TYPE_WINDOW, "application", application, NULL);
}

/**
 * bounce_window_open_files:
 * @self: a window
 * @files: (array length=n_files): files to read
 * @n_files: how many
 *
 * Reads files as if they had been dropped.
 */
void
bounce_window_open_files (BounceWindow  *self,
                          GFile        **files,
                          int            n_files)
{
  g_autoptr(GPtrArray) inputs = NULL;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (files != NULL && n_files > 0);

  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_input_free);
  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (inputs, bounce_input_new_for_file (files[i]));

  bounce_window_read (self, inputs);
}

/**
 * bounce_window_start_reading:
 * @self: a window
 *
 * Begins new work: ends what was being read, and says soon that something goes
 * on. What follows uses the window's cancellable.
 */
void
bounce_window_start_reading (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  bounce_window_stop_opening (self);
  bounce_window_stop_reading (self);
  self->reading = g_cancellable_new ();
  bounce_window_start_waiting (self);
}

/**
 * bounce_window_stop_reading:
 * @self: a window
 *
 * Ends what is being read, if anything. What was read of it so far stays.
 */
void
bounce_window_stop_reading (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->incoming);
  bounce_window_stop_waiting (self);
}

/**
 * bounce_window_start_waiting:
 * @self: a window
 *
 * Says soon that something goes on.
 */
void
bounce_window_start_waiting (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  if (self->busy_id == 0)
    self->busy_id = g_timeout_add (BUSY_AFTER_MS, busy_cb, self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->pages),
                               GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
  bounce_window_update_actions (self);
}

/**
 * bounce_window_stop_waiting:
 * @self: a window
 *
 * There is something to see.
 */
void
bounce_window_stop_waiting (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  g_clear_handle_id (&self->busy_id, g_source_remove);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->pages),
                               GTK_ACCESSIBLE_STATE_BUSY, FALSE, -1);
  bounce_window_update_actions (self);
}

/**
 * bounce_window_read:
 * @self: a window
 * @inputs: (element-type BounceInput): what to read
 *
 * The one road in: whatever was dropped, pasted, opened or named on the command
 * line comes by here.
 */
void
bounce_window_read (BounceWindow *self,
                    GPtrArray    *inputs)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (inputs != NULL);

  bounce_window_start_reading (self);

  g_clear_pointer (&self->input_name, g_free);
  if (inputs->len == 1)
    {
      BounceInput *input = g_ptr_array_index (inputs, 0);
      g_autofree char *basename = NULL;

      if (input->file != NULL)
        basename = g_file_get_basename (input->file);
      if (basename != NULL)
        self->input_name = g_filename_display_name (basename);
    }

  bounce_window_load (self, inputs);
}

/**
 * bounce_window_inputs_taken_cb:
 * @object: nothing
 * @result: of bounce_receiver_take_drop_async() or its twin for the clipboard
 * @user_data: the window, unless @result says that it was cancelled
 *
 * Reads what was dropped or pasted, or shows why there is nothing to read.
 */
void
bounce_window_inputs_taken_cb (GObject      *object,
                               GAsyncResult *result,
                               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) inputs = bounce_receiver_take_finish (result, &error);
  BounceWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = BOUNCE_WINDOW (user_data);
  if (inputs == NULL)
    {
      bounce_window_stop_reading (self);
      g_clear_pointer (&self->input_name, g_free);
      bounce_window_show_error (self, error);
      return;
    }

  bounce_window_read (self, inputs);
}

/**
 * bounce_window_show_error:
 * @self: a window
 * @error: a %BOUNCE_INBOX_ERROR
 *
 * Shows why there is no answer.
 */
void
bounce_window_show_error (BounceWindow *self,
                          const GError *error)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (self->problem_page == NULL)
    self->problem_page = BOUNCE_PROBLEM_PAGE (add_page (self, BOUNCE_TYPE_PROBLEM_PAGE,
                                                        "problem"));
  bounce_problem_page_set_error (self->problem_page, error, self->input_name);
  bounce_window_show_page (self, "problem");
}

/**
 * bounce_window_is_page:
 * @self: a window
 * @name: of a page
 *
 * Returns: whether it is the page that is shown
 */
gboolean
bounce_window_is_page (BounceWindow *self,
                       const char   *name)
{
  g_return_val_if_fail (BOUNCE_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0;
}

/**
 * bounce_window_show_page:
 * @self: a window
 * @name: of a page
 *
 * Shows a page and puts the focus on what is new there.
 */
void
bounce_window_show_page (BounceWindow *self,
                         const char   *name)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (name != NULL);

  bounce_notice_dismiss (self->notice);

  /* Whoever waits for an answer does not want to see it fade in; and fading draws two
   * pages at once, while a large message is being read besides. */
  gtk_stack_set_visible_child_full (self->pages, name,
                                    g_str_equal (name, "answer") || g_str_equal (name, "list") ||
                                    g_str_equal (name, "busy")
                                      ? GTK_STACK_TRANSITION_TYPE_NONE
                                      : gtk_stack_get_transition_type (self->pages));
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "busy"));
  update_open_button (self);
  gtk_widget_set_visible (self->back_button, !g_str_equal (name, "welcome") &&
                                             !g_str_equal (name, "busy"));
  bounce_window_update_actions (self);
  update_title (self);

  if (g_str_equal (name, "busy"))
    gtk_widget_grab_focus (self->cancel_button);
  else
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
}

/**
 * bounce_window_show_answer:
 * @self: a window that has read something
 * @report: what one message says
 *
 * Shows the answer to a message.
 */
void
bounce_window_show_answer (BounceWindow *self,
                           BounceReport *report)
{
  BounceInboxProgress progress;
  guint n_messages = 1;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (self->inbox != NULL);
  g_return_if_fail (report != NULL);

  if (self->answer_page == NULL)
    {
      self->answer_page = BOUNCE_ANSWER_PAGE (add_page (self, BOUNCE_TYPE_ANSWER_PAGE,
                                                        "answer"));
      bounce_answer_page_set_settings (self->answer_page, self->settings);
      bounce_answer_page_set_checker (self->answer_page, self->checker);
    }

  bounce_inbox_get_progress (self->inbox, &progress);
  if (self->list_page != NULL)
    n_messages = g_list_model_get_n_items (bounce_list_page_get_shown (self->list_page));
  bounce_answer_page_show (self->answer_page, report, self->position, n_messages,
                           self->list_page == NULL ? progress.n_unread : 0);
  bounce_window_show_page (self, "answer");
}

/**
 * bounce_window_show_codebook:
 * @self: a window
 * @code: what to look up; empty for the whole book
 *
 * Opens the code book over the page that is shown.
 */
void
bounce_window_show_codebook (BounceWindow *self,
                             const char   *code)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));
  g_return_if_fail (code != NULL);

  if (self->codebook_page == NULL)
    self->codebook_page = BOUNCE_CODEBOOK_PAGE (add_page (self, BOUNCE_TYPE_CODEBOOK_PAGE,
                                                          "codebook"));

  if (!bounce_window_is_page (self, "codebook"))
    {
      g_free (self->page_below);
      self->page_below = g_strdup (bounce_window_is_page (self, "busy")
                                     ? get_resting_page (self)
                                     : gtk_stack_get_visible_child_name (self->pages));
    }
  bounce_codebook_page_look_up (self->codebook_page, code);
  bounce_window_show_page (self, "codebook");
}

/**
 * bounce_window_go_back:
 * @self: a window
 *
 * Goes back to what was shown before: ends what is being read, or shows the list
 * of the code book, all recipients, the list that the answer belongs to, what was
 * read before this, at last the welcome page.
 */
void
bounce_window_go_back (BounceWindow *self)
{
  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  /* What is being read or opened may not have shown yet that it is. */
  if (self->busy_id != 0 || bounce_window_is_page (self, "busy"))
    bounce_window_cancel (self);
  else if (bounce_window_is_page (self, "codebook"))
    {
      if (!bounce_codebook_page_go_back (self->codebook_page))
        bounce_window_show_page (self, self->page_below);
    }
  else if (bounce_window_is_page (self, "problem"))
    {
      if (g_str_equal (get_resting_page (self), "list"))
        bounce_window_show_list (self);
      else
        bounce_window_show_page (self, get_resting_page (self));
    }
  else if (bounce_window_is_page (self, "list") ||
           (bounce_window_is_page (self, "answer") &&
            !bounce_answer_page_go_back (self->answer_page)))
    {
      bounce_window_leave (self);
    }
}

/**
 * bounce_window_cancel:
 * @self: a window
 *
 * Ends what is being opened or read. What was read so far stays.
 */
void
bounce_window_cancel (BounceWindow *self)
{
  gboolean was_busy;

  g_return_if_fail (BOUNCE_IS_WINDOW (self));

  was_busy = bounce_window_is_page (self, "busy");
  if (self->opening != NULL)
    bounce_window_stop_opening (self);
  else
    bounce_window_stop_reading (self);

  if (was_busy)
    bounce_window_show_page (self, get_resting_page (self));
  else if (self->list_page != NULL)
    bounce_list_page_update (self->list_page);
}

/**
 * bounce_window_update_actions:
 * @self: a window
 *
 * Switches off what cannot be done now.
 */
void
bounce_window_update_actions (BounceWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean answer = bounce_window_is_page (self, "answer") && self->inbox != NULL;

  gtk_widget_action_set_enabled (widget, "win.copy-text", answer);
  gtk_widget_action_set_enabled (widget, "win.copy-note", answer);
  gtk_widget_action_set_enabled (widget, "win.copy-suggestion", answer);
  gtk_widget_action_set_enabled (widget, "win.copy-request", answer);
  gtk_widget_action_set_enabled (widget, "win.write-postmaster", answer);
  gtk_widget_action_set_enabled (widget, "win.write-owner", answer);
  gtk_widget_action_set_enabled (widget, "win.write-suggestion", answer);
  gtk_widget_action_set_enabled (widget, "win.print", answer);
  gtk_widget_action_set_enabled (widget, "win.save-text", answer);
  gtk_widget_action_set_enabled (widget, "win.find",
                                 answer || bounce_window_is_page (self, "list"));
  gtk_widget_action_set_enabled (widget, "win.back", !bounce_window_is_page (self, "welcome"));
  gtk_widget_action_set_enabled (widget, "win.cancel",
                                 self->reading != NULL || self->opening != NULL);
  bounce_window_update_list_actions (self);
}
