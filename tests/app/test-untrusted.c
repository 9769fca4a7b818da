/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "bounce-addresses-window.h"
#include "bounce-answer-page.h"
#include "bounce-decode.h"
#include "bounce-report-private.h"
#include "bounce-section.h"
#include "bounce-settings.h"

/* What strangers wrote, in the window: it is shown to the letter, and what is copied does
 * nothing where it is pasted. */

static void
replace (char       **field,
         const char  *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* ---- Addresses that are copied ----------------------------------------------------- */

/* What a mail calls an address and the one that was meant, and the lines that are copied. */
typedef struct
{
  const char *name;
  const char *address;
  const char *suggestion;
  const char *copied;
} CopyCase;

static const CopyCase copy_cases[] = {
  { "ordinary", "bob@example.org", NULL, "bob@example.org\n" },
  { "equals", "=1+1@example.org", NULL, "'=1+1@example.org\n" },
  { "plus", "+1@example.org", NULL, "'+1@example.org\n" },
  { "minus", "-1@example.org", NULL, "'-1@example.org\n" },
  { "at", "@SUM(A1)@example.org", NULL, "'@SUM(A1)@example.org\n" },
  { "wide-equals", "＝1+1@example.org", NULL, "'＝1+1@example.org\n" },
  { "tab", "\t=1+1@example.org", NULL, "'=1+1@example.org\n" },
  { "carriage-return", "\r=1+1@example.org", NULL, "'=1+1@example.org\n" },
  { "line-end", "bob@example.org\n=1+1@example.org", NULL,
    "bob@example.org =1+1@example.org\n" },
  { "second-cell", "bob\t=1+1@example.org", NULL, "bob =1+1@example.org\n" },
  { "hidden", "\u200b=1+1@example.org", NULL, "'=1+1@example.org\n" },
  { "in-quotes", "\"=1+1\"@example.org", NULL, "'\"=1+1\"@example.org\n" },
  { "ordinary-quotes", "\"bob smith\"@example.org", NULL, "\"bob smith\"@example.org\n" },
  { "suggestion", "bob@exmaple.org", "=1+1@example.org",
    "bob@exmaple.org\t'=1+1@example.org\n" },
};

static char *
dup_clipboard (GtkWidget *widget)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (widget));
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);

  return g_value_dup_string (&value);
}

static void
test_copy (gconstpointer data)
{
  const CopyCase *test = data;
  g_autoptr(BounceReport) report = bounce_report_new ();
  BounceRecipient *recipient = bounce_recipient_new ();
  g_autoptr(BounceTally) tally = bounce_tally_new ();
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWidget *window;
  g_autofree char *copied = NULL;

  recipient->address = g_strdup (test->address);
  recipient->suggestion = g_strdup (test->suggestion);
  recipient->verdict.severity = BOUNCE_SEVERITY_PERMANENT;
  recipient->verdict.responsible = BOUNCE_PARTY_YOU;
  recipient->verdict.cause = BOUNCE_CAUSE_ADDRESS_UNKNOWN;
  recipient->verdict.confidence = BOUNCE_CONFIDENCE_CERTAIN;
  report->kind = BOUNCE_KIND_BOUNCE;
  report->verdict = recipient->verdict;
  g_ptr_array_add (report->recipients, recipient);
  bounce_tally_add (tally, report, 1);

  window = GTK_WIDGET (bounce_addresses_window_new (parent, tally,
                                                    bounce_tally_find_list (recipient)));
  gtk_widget_activate_action (window, "addresses.copy", NULL);
  copied = dup_clipboard (window);
  g_assert_cmpstr (copied, ==, test->copied);

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (parent);
}

/* ---- Words on the page ------------------------------------------------------------- */

#define MARKUP(word) "<b>" word "</b> &amp; <a href=\"https://example.org/\">" word "</a>"

static const char mail[] =
  "From: MAILER-DAEMON@example.net\n"
  "Subject: Undelivered mail\n\n"
  "<bob@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown\n"
  "<ann@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown\n\n"
  MARKUP ("original") "\n";

static void
unfold (GtkWidget *widget)
{
  if (BOUNCE_IS_SECTION (widget))
    bounce_section_set_expanded (BOUNCE_SECTION (widget), TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

static char *
dup_shown (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      g_assert_false (gtk_label_get_use_markup (GTK_LABEL (widget)));
      return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
    }
  if (GTK_IS_INSCRIPTION (widget))
    return g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);

      return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
    }

  return NULL;
}

static gboolean
shows (GtkWidget  *widget,
       const char *words)
{
  g_autofree char *shown = dup_shown (widget);
  gboolean found = shown != NULL && strstr (shown, words) != NULL;

  /* The others are looked at, too: none of them may take markup. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = shows (child, words) || found;

  return found;
}

/* A field of a mail, as the page shows it. */
typedef enum
{
  FIELD_SUBJECT,
  FIELD_ADDRESS,
  FIELD_WRITTEN_TO,
  FIELD_SUGGESTION,
  FIELD_OTHER_RECIPIENT,
  FIELD_DIAGNOSTIC,
  FIELD_SAID_BY,
  FIELD_CONFLICT,
  FIELD_HOST,
  FIELD_HOP,
  FIELD_ORIGINAL
} Field;

typedef struct
{
  const char *name;
  Field field;
  const char *words;
} WordsCase;

static const WordsCase words_cases[] = {
  { "subject", FIELD_SUBJECT, MARKUP ("subject") },
  { "address", FIELD_ADDRESS, MARKUP ("address") },
  { "written-to", FIELD_WRITTEN_TO, MARKUP ("written-to") },
  { "suggestion", FIELD_SUGGESTION, MARKUP ("suggestion") },
  { "other-recipient", FIELD_OTHER_RECIPIENT, MARKUP ("other") },
  { "diagnostic", FIELD_DIAGNOSTIC, MARKUP ("diagnostic") },
  { "said-by", FIELD_SAID_BY, MARKUP ("said-by") },
  { "conflict", FIELD_CONFLICT, MARKUP ("conflict") },
  { "host", FIELD_HOST, MARKUP ("host") },
  { "hop", FIELD_HOP, MARKUP ("hop") },
  { "original", FIELD_ORIGINAL, MARKUP ("original") },
};

static char **
find_field (BounceReport *report,
            Field         field)
{
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
  BounceRecipient *other = g_ptr_array_index (report->recipients, 1);

  switch (field)
    {
    case FIELD_SUBJECT:
      return &report->returned.subject;
    case FIELD_ADDRESS:
      return &recipient->address;
    case FIELD_WRITTEN_TO:
      return &recipient->original_address;
    case FIELD_SUGGESTION:
      return &recipient->suggestion;
    case FIELD_OTHER_RECIPIENT:
      return &other->address;
    case FIELD_DIAGNOSTIC:
      return &recipient->diagnostic;
    case FIELD_SAID_BY:
      return &recipient->said_by;
    case FIELD_CONFLICT:
      return &recipient->conflict;
    case FIELD_HOST:
      return &((BounceHost *) g_ptr_array_index (report->hosts, 0))->name;
    case FIELD_HOP:
      return &((BounceHop *) g_ptr_array_index (report->hops, 0))->by;
    case FIELD_ORIGINAL:
    default:
      return NULL;
    }
}

static void
test_words (gconstpointer data)
{
  const WordsCase *test = data;
  g_autoptr(GBytes) bytes = g_bytes_new_static (mail, sizeof mail - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(BounceReport) report = bounce_decode_message (bytes, BOUNCE_DECODE_ORIGINALS, &error);
  g_autoptr(GSettings) settings = bounce_settings_new ();
  g_autoptr(BounceChecker) checker = bounce_checker_new (settings);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  BounceAnswerPage *page = g_object_new (BOUNCE_TYPE_ANSWER_PAGE, NULL);
  char **field;

  g_assert_no_error (error);
  g_assert_cmpuint (report->recipients->len, ==, 2);
  g_assert_cmpuint (report->hosts->len, >, 0);
  g_ptr_array_add (report->hops, g_new0 (BounceHop, 1));
  field = find_field (report, test->field);
  if (field != NULL)
    replace (field, test->words);

  gtk_window_set_default_size (window, 700, 900);
  gtk_window_set_child (window, GTK_WIDGET (page));
  bounce_answer_page_set_settings (page, settings);
  bounce_answer_page_set_checker (page, checker);
  bounce_answer_page_show (page, report, 0, 1, 0);
  gtk_window_present (window);
  unfold (GTK_WIDGET (page));
  iterate ();

  g_assert_true (shows (GTK_WIDGET (page), test->words));

  gtk_window_destroy (window);
  iterate ();
}

static void
add_tests (const char     *folder,
           gconstpointer   cases,
           gsize           size,
           guint           n,
           GTestDataFunc   function)
{
  for (guint i = 0; i < n; i++)
    {
      gconstpointer row = (const char *) cases + i * size;
      const char *const *name = row;
      g_autofree char *path = g_strconcat (folder, *name, NULL);

      g_test_add_data_func (path, row, function);
    }
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

  add_tests ("/untrusted/copied/", copy_cases, sizeof copy_cases[0],
             G_N_ELEMENTS (copy_cases), test_copy);
  add_tests ("/untrusted/markup/", words_cases, sizeof words_cases[0],
             G_N_ELEMENTS (words_cases), test_words);

  return g_test_run ();
}
