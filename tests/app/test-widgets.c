/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "bounce-addresses-window.h"
#include "bounce-answer-page.h"
#include "bounce-answer-sections.h"
#include "bounce-app-limits.h"
#include "bounce-application.h"
#include "bounce-check-view.h"
#include "bounce-code-card.h"
#include "bounce-consent.h"
#include "bounce-consent-dialog.h"
#include "bounce-decode.h"
#include "bounce-inbox.h"
#include "bounce-limits.h"
#include "bounce-list-page.h"
#include "bounce-original-text.h"
#include "bounce-path-view.h"
#include "bounce-plain.h"
#include "bounce-preferences.h"
#include "bounce-recipient-row.h"
#include "bounce-report-private.h"
#include "bounce-section.h"
#include "bounce-settings.h"
#include "bounce-style.h"
#include "bounce-tally.h"
#include "bounce-window.h"
#include "bounce-world.h"
#include "bounce-wrap-box.h"
#include "find-widget.h"

/* The widgets from inside; tests/app/test-window.py looks from outside. */

/* A service that listens and never says anything: where it listens, and who came. */
static guint16 silent_port;
static guint n_callers;

BounceNetClient *
bounce_world_new_client (const char *doh_uri)
{
  static const char *const loopback[] = { "127.0.0.1", NULL };
  g_autofree char *uri = g_strdup_printf ("https://127.0.0.1:%u/dns-query", silent_port);

  return bounce_net_client_new (&(BounceNetOptions) {
    .doh_uri = uri,
    .nameserver = "127.0.0.1:9",
    .public_addresses = loopback,
  });
}

typedef struct
{
  BounceParty party;
  BounceStop stop;
  gboolean marks;
} Way;

static const Way ways[] = {
  { BOUNCE_PARTY_YOU, BOUNCE_STOP_THEIR_SERVER, TRUE },
  { BOUNCE_PARTY_YOUR_PROVIDER, BOUNCE_STOP_YOUR_SERVER, TRUE },
  { BOUNCE_PARTY_RECIPIENT, BOUNCE_STOP_THEIR_MAILBOX, TRUE },
  { BOUNCE_PARTY_THEIR_PROVIDER, BOUNCE_STOP_BETWEEN, TRUE },
  { BOUNCE_PARTY_NOBODY, BOUNCE_STOP_ARRIVED, FALSE },
  { BOUNCE_PARTY_THIRD_PARTY, BOUNCE_STOP_UNKNOWN, FALSE },
  { BOUNCE_PARTY_UNCLEAR, BOUNCE_STOP_YOUR_DEVICE, FALSE },
};

static void
test_path (gconstpointer data)
{
  const Way *way = data;
  BounceVerdict verdict = {
    .severity = BOUNCE_SEVERITY_PERMANENT,
    .responsible = way->party,
    .stopped_at = way->stop,
    .cause = BOUNCE_CAUSE_ADDRESS_UNKNOWN,
  };
  g_autoptr(GtkWidget) widget = g_object_ref_sink (bounce_path_view_new ());
  BouncePathView *path = BOUNCE_PATH_VIEW (widget);
  int minimum;
  int natural;
  int side_by_side;
  int stacked;

  bounce_path_view_set_verdict (path, &verdict, "One sentence.");
  g_assert_cmpint (bounce_path_view_marks_party (path), ==, way->marks);
  gtk_test_accessible_assert_role (path, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (path, GTK_ACCESSIBLE_PROPERTY_LABEL, "One sentence.");

  /* It fits a narrow window, where the stops stand below each other. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, 300);
  g_assert_cmpint (natural, >, 500);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, natural, &side_by_side, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 300, &stacked, NULL, NULL, NULL);
  g_assert_cmpint (stacked, >, side_by_side);
}

/* Three buttons of 100: on one line, on two, on three. */
static void
test_wrap (void)
{
  g_autoptr(GtkWidget) widget = g_object_ref_sink (g_object_new (BOUNCE_TYPE_WRAP_BOX, NULL));
  int one;
  int two;
  int three;
  int minimum;

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_set_size_request (child, 100, 20);
      bounce_wrap_box_append (BOUNCE_WRAP_BOX (widget), child);
    }

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 400, &one, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 250, &two, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 150, &three, NULL, NULL, NULL);
  g_assert_cmpint (one, ==, 20);
  g_assert_cmpint (two, >, one);
  g_assert_cmpint (three, >, two);

  bounce_wrap_box_clear (BOUNCE_WRAP_BOX (widget));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 400, &one, NULL, NULL, NULL);
  g_assert_cmpint (one, ==, 0);
}

/* What expands has the rest of a line, or one of its own. */
static void
test_wrap_expand (void)
{
  g_autoptr(GtkWidget) widget = g_object_ref_sink (g_object_new (BOUNCE_TYPE_WRAP_BOX,
                                                                 "expand-width", 200, NULL));
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int one;
  int two;

  gtk_widget_set_size_request (first, 50, 20);
  gtk_widget_set_size_request (second, 100, 20);
  gtk_widget_set_hexpand (second, TRUE);
  bounce_wrap_box_append (BOUNCE_WRAP_BOX (widget), first);
  bounce_wrap_box_append (BOUNCE_WRAP_BOX (widget), second);

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 300, &one, NULL, NULL, NULL);
  g_assert_cmpint (one, ==, 20);
  gtk_widget_allocate (widget, 300, one, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (second), >, 200);
  g_assert_cmpint (gtk_widget_get_width (second), <=, 250);

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 240, &two, NULL, NULL, NULL);
  g_assert_cmpint (two, >, 40);
  gtk_widget_allocate (widget, 240, two, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (second), ==, 240);
}

/* In a window from right to left a line of Latin letters is laid out from the right too. */
static void
test_cell (void)
{
  const char *address = "bob@example.org";
  g_autofree char *plain = bounce_style_dup_cell (address);
  g_autofree char *mirrored = NULL;

  g_assert_cmpstr (plain, ==, address);
  g_assert_null (bounce_style_dup_cell (NULL));

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  mirrored = bounce_style_dup_cell (address);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  g_assert_nonnull (strstr (mirrored, address));
  /* The first letter says from where, and the right-to-left mark counts as one. */
  g_assert_cmpuint (g_utf8_get_char (mirrored), ==, 0x200f);
}

static void
test_section (void)
{
  g_autoptr(GtkWidget) widget = g_object_ref_sink (g_object_new (BOUNCE_TYPE_SECTION,
                                                                 "title", "Codes", NULL));
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int folded;
  int unfolded;

  gtk_widget_set_size_request (child, 100, 300);
  g_object_set (widget, "child", child, NULL);

  g_assert_false (bounce_section_get_expanded (BOUNCE_SECTION (widget)));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 200, &folded, NULL, NULL, NULL);
  gtk_widget_activate_action (widget, "section.toggle", NULL);
  g_assert_true (bounce_section_get_expanded (BOUNCE_SECTION (widget)));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 200, &unfolded, NULL, NULL, NULL);
  g_assert_cmpint (folded, <, 200);
  g_assert_cmpint (unfolded, ==, folded + 300);
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget))
    return strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* In a window from right to left 421 is not read as 124. */
static void
test_code_card_mirrored (void)
{
  g_autoptr(GtkWidget) widget = NULL;
  graphene_rect_t first;
  graphene_rect_t last;
  int height;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  widget = g_object_ref_sink (bounce_code_card_new ());
  bounce_code_card_set_reply (BOUNCE_CODE_CARD (widget), 421);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, 500, &height, NULL, NULL, NULL);
  gtk_widget_allocate (widget, 500, height, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (find_label (widget, "4"), widget, &first));
  g_assert_true (gtk_widget_compute_bounds (find_label (widget, "1"), widget, &last));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  g_assert_cmpfloat (first.origin.x, <, last.origin.x);
}

/* Codes of every sort, those that nobody ever listed too. */
static void
test_code_card (void)
{
  const guint replies[] = { 100, 211, 354, 421, 550, 599, 999 };
  const BounceEnhancedCode codes[] = { { 5, 1, 1 }, { 4, 7, 999 }, { 2, 0, 0 }, { 5, 999, 999 } };
  g_autoptr(GtkWidget) widget = g_object_ref_sink (bounce_code_card_new ());
  BounceCodeCard *card = BOUNCE_CODE_CARD (widget);

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    bounce_code_card_set_reply (card, replies[i]);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    bounce_code_card_set_enhanced (card, &codes[i]);
  for (guint i = 0; i < bounce_codebook_get_n_entries (); i++)
    bounce_code_card_set_entry (card, bounce_codebook_get_entry (i));
  bounce_code_card_set_evidence (card, 3);
  bounce_code_card_set_evidence (card, -1);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* A process can put only one on the bus. */
static BounceApplication *
get_application (void)
{
  static BounceApplication *application;
  g_autoptr(GError) error = NULL;

  if (application != NULL)
    return application;

  application = bounce_application_new ();

  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

/* A window that is closed leaves nothing behind, whatever it was doing. */
static void
test_close (gconstpointer data)
{
  const char *action = data;
  BounceWindow *window = bounce_window_new (get_application ());

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  iterate ();

  if (*action != '\0')
    gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  gtk_window_close (GTK_WINDOW (window));

  /* The thread may still be at work: it must find nobody to answer to. */
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  iterate ();
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_left = user_data;

  return --*n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Lets what was asked for come onto the screen. A few pixels of a window may be its frame. */
static void
draw (BounceWindow *window,
      int           width)
{
  guint n_left = 4;

  while (ABS (gtk_widget_get_width (GTK_WIDGET (window)) - width) > 20)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), count_frame_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_cut (BounceWindow *window,
        const char   *words)
{
  GtkWidget *label = find_label (GTK_WIDGET (window), words);

  g_assert_true (gtk_widget_get_mapped (label));

  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* On a telephone, and where a window has three buttons of its own, the title can be read. */
static void
test_title (void)
{
  BounceWindow *window = bounce_window_new (get_application ());
  GtkWidget *button = find_button (GTK_WIDGET (window), "win.open");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 720);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.codebook", NULL);
  draw (window, 360);
  g_assert_false (is_cut (window, "Bounceback"));
  g_assert_false (is_cut (window, "Code book"));
  g_assert_false (gtk_widget_get_visible (button));

  gtk_window_set_default_size (GTK_WINDOW (window), 600, 720);
  draw (window, 600);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_false (is_cut (window, "Bounceback"));

  gtk_window_close (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* The example goes all the way, and back again. */
static void
test_example (void)
{
  BounceWindow *window = bounce_window_new (get_application ());
  GtkWidget *focus = NULL;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.example", NULL);

  do
    {
      g_main_context_iteration (NULL, TRUE);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
    }
  while (focus == NULL || !gtk_widget_has_css_class (focus, "focus-heading"));

  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  iterate ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.lookup", "s", "5.1.1");
  iterate ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  iterate ();

  gtk_window_close (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
consent_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError **error = user_data;

  g_assert_cmpuint (bounce_consent_dialog_ask_finish (result, error), ==,
                    BOUNCE_SERVICE_NONE);
}

/* The question is gone, as where another message is opened; so is its dialog, in which
 * nobody can agree to anything any more. */
static void
test_consent_cancelled (void)
{
  g_autoptr(BounceQuestion) question = bounce_question_new (BOUNCE_QUESTION_DOMAIN,
                                                            "example.org");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GtkWidget *window = gtk_window_new ();
  GListModel *windows = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (windows);

  bounce_consent_dialog_ask_async (GTK_WINDOW (window), question, NULL, cancellable,
                                   consent_cb, &error);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before + 1);

  g_cancellable_cancel (cancellable);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A service of one's own, typed in: only what can be asked in private is taken, and whoever
 * agreed to the one before has not agreed to this one. */
static void
test_preferences (void)
{
  g_autoptr(GSettings) settings = bounce_settings_new ();
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWindow *preferences;
  GtkWidget *entry;
  GtkWidget *button;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *agreed = NULL;

  g_settings_set_string (settings, "doh-service", "https://old.example.org/dns-query");
  g_settings_set_string (settings, "agreed-doh-service", "https://old.example.org/dns-query");
  g_settings_set_string (settings, "agreed-domain-service", "https://old.example.org/dns-query");
  preferences = bounce_preferences_new (parent, settings);
  gtk_window_present (preferences);
  iterate ();
  entry = find_widget (GTK_WIDGET (preferences), ADW_TYPE_ENTRY_ROW);
  button = find_widget (GTK_WIDGET (preferences), GTK_TYPE_CHECK_BUTTON);
  g_assert_true (gtk_widget_get_mapped (entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "http://new.example.org/dns-query");
  g_signal_emit_by_name (entry, "apply");
  before = g_settings_get_string (settings, "doh-service");
  g_assert_cmpstr (before, ==, "https://old.example.org/dns-query");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "https://new.example.org/dns-query");
  g_signal_emit_by_name (entry, "apply");
  after = g_settings_get_string (settings, "doh-service");
  g_assert_cmpstr (after, ==, "https://new.example.org/dns-query");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  agreed = g_settings_get_string (settings, "agreed-doh-service");
  g_assert_cmpstr (agreed, ==, "");
  g_free (agreed);
  agreed = g_settings_get_string (settings, "agreed-domain-service");
  g_assert_cmpstr (agreed, ==, "");

  /* One of the known services: there is nothing to type in. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_assert_false (gtk_widget_get_mapped (entry));

  /* What changes when the window is closed finds nobody there. */
  gtk_window_destroy (preferences);
  gtk_window_destroy (parent);
  iterate ();
  g_settings_set_string (settings, "agreed-domain-service", "https://new.example.org/dns-query");
  g_settings_reset (settings, "agreed-domain-service");
  g_settings_reset (settings, "doh-service");
}

static gboolean
caller_came_cb (GSocketService    *service,
                GSocketConnection *connection,
                GObject           *source,
                GPtrArray         *callers)
{
  g_ptr_array_add (callers, g_object_ref (connection));
  n_callers++;

  return TRUE;
}

static void
assert_focus_says (GtkWidget  *window,
                   const char *words)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_widget (focus, GTK_TYPE_LABEL))), ==,
                   words);
}

/* Somebody asks two things, and stops both: the one that is being asked, and the one that
 * waits for it. Each can be asked again, and nobody hears any more of either. */
static void
test_asking_cancelled (void)
{
  g_autoptr(GSettings) settings = bounce_settings_new ();
  g_autoptr(GSocketService) service = g_socket_service_new ();
  g_autoptr(GPtrArray) callers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  BounceChecker *checker = bounce_checker_new (settings);
  BounceQuestion *first;
  BounceQuestion *second;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = bounce_check_view_new ();
  GtkWidget *other = bounce_check_view_new ();
  GtkWidget *stop;
  guint n_came;

  n_callers = 0;
  silent_port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (caller_came_cb), callers);

  bounce_consent_remember (settings, BOUNCE_QUESTION_DOMAIN,
                           bounce_consent_get_services (BOUNCE_QUESTION_DOMAIN));
  bounce_check_view_set_question (BOUNCE_CHECK_VIEW (view), checker,
                                  BOUNCE_QUESTION_DOMAIN, "example.org");
  bounce_check_view_set_question (BOUNCE_CHECK_VIEW (other), checker,
                                  BOUNCE_QUESTION_DOMAIN, "other.example.org");
  first = bounce_checker_get_question (checker, BOUNCE_QUESTION_DOMAIN, "example.org");
  second = bounce_checker_get_question (checker, BOUNCE_QUESTION_DOMAIN, "other.example.org");
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), other);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  iterate ();

  /* Whoever presses the button by key finds the other way at the same place. */
  gtk_widget_grab_focus (find_widget (view, GTK_TYPE_BUTTON));
  title = g_strdup (gtk_label_get_label (GTK_LABEL (find_widget (view, GTK_TYPE_LABEL))));
  assert_focus_says (window, title);
  gtk_widget_activate_action (view, "check.ask", NULL);
  gtk_widget_activate_action (other, "check.ask", NULL);
  while (n_callers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (bounce_question_get_state (first), ==, BOUNCE_QUESTION_ASKING);
  g_assert_cmpuint (bounce_question_get_state (second), ==, BOUNCE_QUESTION_WAITING);
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  gtk_test_accessible_assert_state (other, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  assert_focus_says (window, "Stop asking");
  stop = gtk_window_get_focus (GTK_WINDOW (window));

  gtk_widget_activate_action (other, "check.cancel", NULL);
  g_assert_cmpuint (bounce_question_get_state (second), ==, BOUNCE_QUESTION_NOT_ASKED);
  g_assert_cmpuint (bounce_question_get_state (first), ==, BOUNCE_QUESTION_ASKING);
  gtk_test_accessible_assert_state (other, GTK_ACCESSIBLE_STATE_BUSY, FALSE);
  g_assert_true (gtk_widget_get_mapped (find_widget (other, GTK_TYPE_BUTTON)));
  assert_focus_says (window, "Stop asking");

  g_signal_emit_by_name (stop, "clicked");
  g_assert_cmpuint (bounce_question_get_state (first), ==, BOUNCE_QUESTION_NOT_ASKED);
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_BUSY, FALSE);
  g_assert_false (gtk_widget_get_mapped (stop));
  assert_focus_says (window, title);

  /* What goes on holds the checker: when it is gone, everything has ended. */
  n_came = n_callers;
  g_object_ref (first);
  g_object_ref (second);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_add_weak_pointer (G_OBJECT (checker), (gpointer *) &checker);
  g_object_unref (checker);
  while (checker != NULL)
    g_main_context_iteration (NULL, TRUE);
  iterate ();
  g_assert_cmpuint (n_callers, ==, n_came);
  g_assert_cmpuint (bounce_question_get_state (first), ==, BOUNCE_QUESTION_NOT_ASKED);
  g_assert_cmpuint (bounce_question_get_state (second), ==, BOUNCE_QUESTION_NOT_ASKED);
  g_assert_null (bounce_question_get_error (first));
  g_object_unref (first);
  g_object_unref (second);

  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
  g_settings_reset (settings, "agreed-domain-service");
}

#define MANY 60
#define FIRST_PORTION 5

static BounceReport *
compose_report (guint n_recipients)
{
  g_autoptr(GString) mail = g_string_new ("From: MAILER-DAEMON@example.net\n"
                                          "Subject: Undelivered Mail Returned to Sender\n\n");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  BounceReport *report;

  for (guint i = 0; i < n_recipients; i++)
    g_string_append_printf (mail, "<singer-%u@example.org>: 550 5.1.1 User unknown\n\n", i);
  bytes = g_string_free_to_bytes (g_steal_pointer (&mail));
  report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, n_recipients);

  return report;
}

static void
portion_came_cb (GListModel *rows,
                 guint       position,
                 guint       n_removed,
                 guint       n_added,
                 guint      *n_portions)
{
  g_assert_cmpuint (n_removed, ==, 0);
  g_assert_cmpuint (n_added, <=, FIRST_PORTION);
  g_assert_cmpuint (position + n_added, ==, g_list_model_get_n_items (rows));
  (*n_portions)++;
}

/* In a window of 360 pixels a row has 270, and still says who. */
static void
test_recipient_row (void)
{
  g_autoptr(BounceReport) report = compose_report (2);
  g_autoptr(GListModel) rows = bounce_recipient_item_list_new (report);
  g_autoptr(BounceRecipientItem) item = g_list_model_get_item (rows, 0);
  g_autoptr(GtkWidget) row = g_object_ref_sink (bounce_recipient_row_new ());
  GtkWidget *address;
  int height;

  bounce_recipient_row_set_item (BOUNCE_RECIPIENT_ROW (row), item);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, 270, &height, NULL, NULL, NULL);
  gtk_widget_allocate (row, 270, height, -1, NULL);

  address = find_label (row, "singer-0@example.org");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (address))));
  g_assert_nonnull (find_label (row, "Not delivered"));
}

/* The list of the choir: the verdict does not wait for its sixty rows, which come in
 * portions, all of them, while the reader is left where he is. */
static void
test_many_recipients (void)
{
  g_autoptr(BounceChecker) checker = bounce_checker_new (NULL);
  g_autoptr(BounceReport) many = compose_report (MANY);
  g_autoptr(BounceReport) few = compose_report (2);
  GtkWidget *window = gtk_window_new ();
  BounceAnswerPage *page = g_object_new (BOUNCE_TYPE_ANSWER_PAGE, NULL);
  GtkListView *list;
  GListModel *rows;
  GtkWidget *focus;
  gboolean seen[MANY] = { FALSE, };
  guint n_portions = 0;

  bounce_answer_page_set_checker (page, checker);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  iterate ();

  bounce_answer_page_show (page, many, 0, 1, 0);
  list = GTK_LIST_VIEW (find_widget (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW));
  rows = G_LIST_MODEL (gtk_list_view_get_model (list));
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_has_css_class (focus, "focus-heading"));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, FIRST_PORTION);
  /* The number is right before the rows are there. */
  g_assert_true (gtk_widget_get_mapped (find_label (GTK_WIDGET (page),
                                                    "59 other recipients are listed below.")));

  g_signal_connect (rows, "items-changed", G_CALLBACK (portion_came_cb), &n_portions);
  while (g_list_model_get_n_items (rows) < MANY)
    g_main_context_iteration (NULL, TRUE);
  iterate ();
  g_assert_cmpuint (n_portions, ==, MANY / FIRST_PORTION - 1);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == focus);
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Recipients");

  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr(BounceRecipientItem) item = g_list_model_get_item (rows, i);
      guint index = bounce_recipient_item_get_index (item);

      g_assert_cmpuint (index, <, MANY);
      g_assert_false (seen[index]);
      seen[index] = TRUE;
    }

  /* The last one leads to an answer, and back to all of them. */
  g_signal_emit_by_name (list, "activate", MANY - 1);
  g_assert_cmpuint (bounce_answer_page_get_index (page), ==, MANY - 1);
  g_assert_cmpstr (bounce_answer_page_get_recipient (page)->address, ==, "singer-59@example.org");
  g_assert_true (bounce_answer_page_go_back (page));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, MANY);
  g_signal_handlers_disconnect_by_data (rows, &n_portions);

  /* Another message while rows are still coming: none of them comes to it. */
  bounce_answer_page_show (page, many, 0, 1, 0);
  bounce_answer_page_show (page, few, 0, 1, 0);
  iterate ();
  rows = G_LIST_MODEL (gtk_list_view_get_model (list));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);

  /* And none to a page that is closed. */
  bounce_answer_page_show (page, many, 0, 1, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate ();
}

/* What a limit left out is said where the answer stands, and cards that are left out
 * below them. */
static void
test_left_out (void)
{
  g_autoptr(BounceChecker) checker = bounce_checker_new (NULL);
  g_autoptr(BounceReport) few = compose_report (2);
  g_autoptr(BounceReport) many = NULL;
  g_autoptr(GString) mail = g_string_new ("From: MAILER-DAEMON@example.net\n"
                                          "Subject: Undelivered Mail Returned to Sender\n\n"
                                          "<bob@example.org>: it failed\n");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *window = gtk_window_new ();
  BounceAnswerPage *page = g_object_new (BOUNCE_TYPE_ANSWER_PAGE, NULL);
  const char *sentence = "This message names more IP addresses. Only 128 are listed.";

  for (guint i = 0; i < 140; i++)
    g_string_append_printf (mail, "Connected to 198.51.100.%u but it did not answer.\n", i);
  bytes = g_string_free_to_bytes (g_steal_pointer (&mail));
  many = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, NULL);
  g_assert_nonnull (many);

  bounce_answer_page_set_checker (page, checker);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  bounce_answer_page_show (page, many, 0, 1, 0);
  iterate ();
  g_assert_true (gtk_widget_get_mapped (find_label (GTK_WIDGET (page), sentence)));

  bounce_answer_page_show (page, few, 0, 1, 0);
  iterate ();
  g_assert_null (find_label (GTK_WIDGET (page), sentence));
  gtk_window_destroy (GTK_WINDOW (window));
  iterate ();

  bounce_answer_sections_fill_hosts (GTK_BOX (box), many, checker);
  g_assert_nonnull (find_label (box, "78 more IP addresses are not listed here."));
  bounce_answer_sections_fill_hosts (GTK_BOX (box), few, checker);
  g_assert_null (gtk_widget_get_first_child (box));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (bounce_inbox_load_finish (BOUNCE_INBOX (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* An inbox that counted more addresses than are listed and more servers than are told
 * apart, and has more domains than can be chosen. */
static BounceInbox *
load_too_much (void)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func (
    (GDestroyNotify) bounce_input_free);
  g_autoptr(GString) mbox = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(BounceReport) report = bounce_report_new ();
  BounceRecipient *recipient = bounce_recipient_new ();
  BounceInbox *inbox;
  BounceTally *tally;
  gboolean is_loaded = FALSE;

  for (guint i = 0; i <= BOUNCE_APP_LIMIT_CHOICES; i++)
    g_string_append_printf (mbox, "From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n"
                            "From: MAILER-DAEMON@example.net\n"
                            "Subject: Undelivered Mail Returned to Sender\n\n"
                            "<bob@d%u.example.org>: 550 5.1.1 User unknown\n\n", i);
  bytes = g_string_free_to_bytes (g_steal_pointer (&mbox));
  g_ptr_array_add (inputs, bounce_input_new_for_bytes (bytes));
  inbox = bounce_inbox_new (inputs);
  bounce_inbox_load_async (inbox, NULL, loaded_cb, &is_loaded);
  while (!is_loaded)
    g_main_context_iteration (NULL, TRUE);

  recipient->verdict = (BounceVerdict) {
    .severity = BOUNCE_SEVERITY_PERMANENT,
    .responsible = BOUNCE_PARTY_RECIPIENT,
    .cause = BOUNCE_CAUSE_MAILBOX_FULL,
    .confidence = BOUNCE_CONFIDENCE_CERTAIN,
  };
  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict = recipient->verdict;
  g_ptr_array_add (report->recipients, recipient);

  /* as the thread does that reads */
  tally = (BounceTally *) bounce_inbox_lock_tally (inbox);
  for (guint i = 0; i <= BOUNCE_LIMIT_TALLY_ADDRESSES; i++)
    {
      g_free (recipient->address);
      g_free (recipient->said_by);
      recipient->address = g_strdup_printf ("ann%u@example.com", i);
      recipient->said_by = g_strdup_printf ("mx%u.example.com", i % 2000);
      bounce_tally_add (tally, report, i);
    }
  bounce_inbox_unlock_tally (inbox);

  return inbox;
}

/* What the limits left out of many messages is said where they are summed up, where the
 * addresses are listed, and where a filter is chosen. */
static void
test_left_out_of_many (void)
{
  g_autoptr(BounceInbox) inbox = load_too_much ();
  GtkWidget *window = gtk_window_new ();
  BounceListPage *page = bounce_list_page_new (inbox);
  BounceAddressesWindow *addresses = NULL;
  const char *servers = "Not all domains and servers can be chosen here; the search finds the "
                        "others.";

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  bounce_list_page_update (page);
  gtk_window_present (GTK_WINDOW (window));
  iterate ();
  g_assert_nonnull (find_label (GTK_WIDGET (page),
                                "Only the first 100000 addresses are listed.\n"
                                "Only the first 1000 servers are counted."));
  g_assert_true (gtk_widget_get_visible (find_label (GTK_WIDGET (page), servers)));

  addresses = bounce_addresses_window_new (GTK_WINDOW (window), bounce_inbox_lock_tally (inbox),
                                           BOUNCE_ADDRESSES_RETRY);
  bounce_inbox_unlock_tally (inbox);
  g_assert_true (gtk_widget_get_visible (find_label (GTK_WIDGET (addresses),
                                                     "Only the first 100000 addresses are "
                                                     "listed.")));
  gtk_window_destroy (GTK_WINDOW (addresses));
  gtk_window_destroy (GTK_WINDOW (window));
  iterate ();
}

/* Words from a mail, and what a label shows of them. */
typedef struct
{
  const char *name;
  const char *words;
  const char *shown;
} LabelCase;

static const LabelCase labels[] = {
  { "markup", "<b>bold</b> &amp; <a href='https://example.org'>link</a>",
    "<b>bold</b> &amp; <a href='https://example.org'>link</a>" },
  { "override", "a\u202e" "txt.exe", "a\uFFFDtxt.exe" },
  { "line-ends", "a\r\nb", "a  b" },
  { "no-utf-8", "caf\xe9", "caf\uFFFD" },
  { "homograph", "bob@\u0430pple.example", "bob@\u0430pple.example (xn--pple-43d.example)" },
};

static void
test_label (gconstpointer data)
{
  const LabelCase *test = data;
  g_autoptr(GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));

  bounce_style_set_name (GTK_LABEL (widget), test->words);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (widget)), ==, test->shown);
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget)));
  g_assert_true (gtk_widget_get_visible (widget));
}

/* A company's name in Hebrew stands where the sentence has its place, and the sentence
 * stays as it is. */
static void
test_name_in_a_sentence (void)
{
  static const char *const pieces[] = { "\u05d1", "(IL)", "runs", "address" };
  g_autoptr(GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *name = bounce_plain_dup_inside ("\u05d1\u05d6\u05e7", "%s runs this address.");
  g_autofree char *sentence = g_strconcat (name, " (IL) runs this address.", NULL);
  PangoLayout *layout;
  int before = -1;

  bounce_style_set_sentence (GTK_LABEL (widget), sentence);
  layout = gtk_label_get_layout (GTK_LABEL (widget));
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      const char *text = pango_layout_get_text (layout);
      PangoRectangle place;

      pango_layout_index_to_pos (layout, (int) (strstr (text, pieces[i]) - text), &place);
      g_assert_cmpint (place.x, >, before);
      before = place.x;
    }
}

static void
test_long_label (void)
{
  g_autoptr(GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *words = g_strnfill (1024 * 1024, 'x');

  bounce_style_set_text (GTK_LABEL (widget), words);
  g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (widget))), <, 4096);

  bounce_style_set_text (GTK_LABEL (widget), NULL);
  g_assert_false (gtk_widget_get_visible (widget));
}

static GSList *
get_tags (GtkTextBuffer *buffer,
          int            offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);

  return gtk_text_iter_get_tags (&iter);
}

static gboolean
is_made_visible (GtkTextBuffer *buffer,
                 int            offset)
{
  g_autoptr(GSList) tags = get_tags (buffer, offset);

  for (GSList *i = tags; i != NULL; i = i->next)
    {
      PangoShowFlags shown;

      g_object_get (i->data, "show-spaces", &shown, NULL);
      if (shown & PANGO_SHOW_IGNORABLES)
        return TRUE;
    }

  return FALSE;
}

static gboolean
may_be_hyphenated (GtkTextBuffer *buffer,
                   int            offset)
{
  g_autoptr(GSList) tags = get_tags (buffer, offset);

  for (GSList *i = tags; i != NULL; i = i->next)
    {
      gboolean is_set;
      gboolean hyphens;

      g_object_get (i->data, "insert-hyphens-set", &is_set, "insert-hyphens", &hyphens, NULL);
      if (is_set && !hyphens)
        return FALSE;
    }

  return TRUE;
}

/* The original stays as it is, and says where its words are turned around or something is
 * hidden in them; what joins letters or pictures is no such place. At the end of a line it
 * gets no hyphen that the mail does not have. */
static void
test_hidden_in_the_original (void)
{
  static const char mail[] =
    "From: MAILER-DAEMON@example.net\nSubject: failure\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "bob@example.org: 550 5.1.1 User unknown\nsee a\u202e" "fdp.exe\u202c and \u2067b\u2069\n"
    "pay\u200bpal pay\u00adpal pay\u200dpal \u200eabc \u3164 \U000e0041\n"
    "می\u200cخواهم 👩\u200d💻 \u2764\ufe0f\n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (mail, sizeof mail - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceReport) report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);
  g_autoptr(GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr(BounceOriginalText) filler = bounce_original_text_new (buffer);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;
  gunichar previous = 0;
  guint n_shown = 0;

  g_assert_no_error (error);
  bounce_original_text_set_report (filler, report, NULL);
  bounce_original_text_start (filler);
  while (!bounce_original_text_is_done (filler))
    g_main_context_iteration (NULL, TRUE);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), >, 100);
  g_assert_false (may_be_hyphenated (buffer, gtk_text_iter_get_offset (&end) - 3));
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean shown = bounce_plain_hides (c, previous);

      g_assert_cmpint (is_made_visible (buffer, g_utf8_pointer_to_offset (text, at)), ==, shown);
      n_shown += shown;
      previous = c;
    }
  g_assert_cmpuint (n_shown, ==, 10);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *name = g_strdup_printf ("/widgets/path/%s",
                                               bounce_party_to_string (ways[i].party));

      g_test_add_data_func (name, &ways[i], test_path);
    }
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *name = g_strconcat ("/widgets/untrusted/", labels[i].name, NULL);

      g_test_add_data_func (name, &labels[i], test_label);
    }
  g_test_add_func ("/widgets/untrusted/long", test_long_label);
  g_test_add_func ("/widgets/untrusted/name-in-a-sentence", test_name_in_a_sentence);
  g_test_add_func ("/widgets/untrusted/hidden-in-the-original", test_hidden_in_the_original);
  g_test_add_func ("/widgets/wrap-box", test_wrap);
  g_test_add_func ("/widgets/wrap-box-expand", test_wrap_expand);
  g_test_add_func ("/widgets/cell", test_cell);
  g_test_add_func ("/widgets/section", test_section);
  g_test_add_func ("/widgets/code-card", test_code_card);
  g_test_add_func ("/widgets/code-card-mirrored", test_code_card_mirrored);
  g_test_add_func ("/widgets/consent-cancelled", test_consent_cancelled);
  g_test_add_func ("/widgets/preferences", test_preferences);
  g_test_add_func ("/widgets/asking-cancelled", test_asking_cancelled);
  g_test_add_func ("/widgets/recipient-row", test_recipient_row);
  g_test_add_func ("/widgets/many-recipients", test_many_recipients);
  g_test_add_func ("/widgets/left-out", test_left_out);
  g_test_add_func ("/widgets/left-out-of-many", test_left_out_of_many);
  g_test_add_data_func ("/window/close/at-once", "", test_close);
  g_test_add_data_func ("/window/close/while-reading", "win.example", test_close);
  g_test_add_data_func ("/window/close/while-pasting", "win.paste", test_close);
  g_test_add_data_func ("/window/close/in-the-code-book", "win.codebook", test_close);
  g_test_add_func ("/window/example", test_example);
  g_test_add_func ("/window/title", test_title);

  return g_test_run ();
}
