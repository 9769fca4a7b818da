/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bounce-code-text.h"
#include "bounce-csv.h"
#include "bounce-decode.h"
#include "bounce-json.h"
#include "bounce-source.h"
#include "bounce-text.h"
#include "bounce-words.h"

#define PROGRAM "bounceback-cli"

/* The exit statuses that other programs rely on. */
enum
{
  STATUS_DONE = 0,
  STATUS_UNREADABLE = 1,
  STATUS_USAGE = 2,
};

typedef struct
{
  gboolean help;
  gboolean version;
  gboolean json;
  gboolean csv;
  char *code;
  GStrv files;
} Options;

/* Whoever reads the output may have gone: that is theirs to decide, and no error
 * worth a word. */
typedef struct
{
  const Options *options;
  guint n_files;
  guint n_answers;
  gboolean unreadable;
  int write_errno;
} Run;

static void
clear_options (Options *options)
{
  g_free (options->code);
  g_strfreev (options->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Everything is UTF-8 whatever the locale says, so stdio gets the bytes as they
 * are: g_print() would convert them. */
static gboolean
write_out (Run        *run,
           const char *text)
{
  if (fputs (text, stdout) == EOF || fflush (stdout) == EOF)
    {
      run->write_errno = errno;
      return FALSE;
    }

  return TRUE;
}

static void
complain (const char *sentence)
{
  fputs (PROGRAM ": ", stderr);
  fputs (sentence, stderr);
  fputc ('\n', stderr);
}

/* A name of a file as it can stand in a line: it may hold any byte but NUL. */
static char *
dup_display_name (const char *name)
{
  g_autofree char *valid = g_filename_display_name (name);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (clean, g_unichar_isprint (c) ? c : 0xfffd);
    }

  return g_string_free (clean, FALSE);
}

/* @file: the one inside @name, where that is a folder */
static void
complain_about_input (Run          *run,
                      const char   *name,
                      const char   *file,
                      const GError *error)
{
  g_autofree char *path = file != NULL ? g_build_filename (name, file, NULL) : g_strdup (name);
  g_autofree char *shown = dup_display_name (path);
  g_autofree char *sentence = NULL;

  run->unreadable = TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("There is no file “%s”."), shown);
  else if (g_error_matches (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_NO_FILES))
    /* Translators: %s is the name of a folder */
    sentence = g_strdup_printf (_("There is no file in the folder “%s”."), shown);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("“%s” cannot be read: you are not allowed to."), shown);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS))
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("“%s” cannot be read: its links lead in a circle."), shown);
  else if (g_error_matches (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_DAMAGED))
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("“%s” cannot be read: the file is damaged."), shown);
  else if (g_error_matches (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_TOO_BIG))
    /* Translators: %s is the name of a file or folder */
    sentence = g_strdup_printf (_("“%s” cannot be read: there is too much in it."), shown);
  else
    /* Translators: the first %s is the name of a file, the second what the
     * system says about it */
    sentence = g_strdup_printf (_("“%s” cannot be read: %s"), shown, error->message);

  complain (sentence);
}

/* Between answers stands a line that names what the next one is about. */
static char *
dup_title (const Run  *run,
           const char *name,
           const char *file,
           guint       index)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (run->n_files == 1 && file == NULL && index == 0)
    return g_strdup ("");

  path = file != NULL ? g_build_filename (name, file, NULL) : g_strdup (name);
  shown = dup_display_name (path);
  if (index == 0 || file != NULL)
    title = g_steal_pointer (&shown);
  else
    /* Translators: the name of a file with many mails, and the number of one */
    title = g_strdup_printf (_("%s, message %u"), shown, index + 1);

  return g_strdup_printf ("%s── %s ──\n\n", run->n_answers > 0 ? "\n" : "", title);
}

static gboolean
write_json (Run                *run,
            const BounceReport *report,
            const char         *name,
            const char         *file,
            guint               index)
{
  g_autofree char *json = NULL;
  g_autofree char *line = NULL;

  if (report != NULL)
    json = bounce_json_from_report (report, name, file, index);
  else
    json = bounce_json_for_data (name, file, index);

  line = g_strconcat (json, "\n", NULL);

  return write_out (run, line);
}

static gboolean
write_csv (Run                *run,
           const BounceReport *report,
           const char         *name,
           const char         *file,
           guint               index)
{
  g_autofree char *rows = NULL;

  if (report != NULL)
    rows = bounce_csv_from_report (report, name, file, index);
  else
    rows = bounce_csv_for_data (name, file, index);

  return write_out (run, rows);
}

static gboolean
write_text (Run                *run,
            const BounceReport *report,
            const char         *name,
            const char         *file,
            guint               index)
{
  g_autofree char *title = dup_title (run, name, file, index);
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  if (report != NULL)
    text = bounce_text_new_from_report (report);
  else
    text = bounce_text_new_for_data ();

  all = g_strconcat (title, text, NULL);

  return write_out (run, all);
}

/* Returns FALSE where nobody reads the answers any more. */
static gboolean
answer_message (Run        *run,
                GBytes     *bytes,
                const char *name,
                const char *file,
                guint       index)
{
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gboolean written;

  report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);

  if (report == NULL && !g_error_matches (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT))
    {
      complain_about_input (run, name, file, error);
      return TRUE;
    }

  if (run->options->json)
    written = write_json (run, report, name, file, index);
  else if (run->options->csv)
    written = write_csv (run, report, name, file, index);
  else
    written = write_text (run, report, name, file, index);

  run->n_answers++;

  return written;
}

static gboolean
answer_input (Run        *run,
              const char *name)
{
  g_autoptr (BounceSource) source = NULL;

  if (strcmp (name, "-") == 0)
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      source = bounce_source_new_for_stream (stream);
    }
  else
    {
      /* Never a URI: without --check nothing is fetched from anywhere. */
      g_autoptr (GFile) file = g_file_new_for_path (name);

      source = bounce_source_new_for_file (file);
    }

  for (guint i = 0; ; )
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      const char *file;

      bytes = bounce_source_next_message (source, NULL, &error);
      file = bounce_source_get_file_name (source);

      if (error != NULL)
        complain_about_input (run, name, file, error);
      else if (bytes == NULL)
        return TRUE;
      else if (!answer_message (run, bytes, name, file, i++))
        return FALSE;
    }
}

static int
finish_run (const Run *run)
{
  g_autofree char *sentence = NULL;

  if (run->write_errno == 0)
    return run->unreadable ? STATUS_UNREADABLE : STATUS_DONE;

  if (run->write_errno == EPIPE)
    return STATUS_DONE;

  /* Translators: %s is what the system says, such as "No space left on device" */
  sentence = g_strdup_printf (_("The answers could not be written: %s"),
                              g_strerror (run->write_errno));
  complain (sentence);

  return STATUS_UNREADABLE;
}

static int
answer_inputs (const Options *options)
{
  const char *const standard_input[] = { "-", NULL };
  const char *const *files = standard_input;
  Run run = { .options = options };

  if (options->files != NULL)
    files = (const char *const *) options->files;
  run.n_files = g_strv_length ((GStrv) files);

  if (options->csv)
    {
      g_autofree char *header = bounce_csv_new_header ();

      if (!write_out (&run, header))
        return finish_run (&run);
    }

  for (guint i = 0; files[i] != NULL; i++)
    if (!answer_input (&run, files[i]))
      break;

  return finish_run (&run);
}

/* Words beside a code make it a line that some server said, and the decoder knows
 * more about that than the code book. */
static gboolean
has_words (const char *line)
{
  guint letters = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      letters = g_unichar_isalpha (g_utf8_get_char (at)) ? letters + 1 : 0;
      if (letters >= 3)
        return TRUE;
    }

  return FALSE;
}

static char *
explain_line (const char *line)
{
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;

  if (has_words (line))
    {
      bytes = g_bytes_new (line, strlen (line));
      report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, NULL);
    }

  if (report != NULL &&
      bounce_report_get_kind (report) != BOUNCE_KIND_NOT_A_BOUNCE &&
      bounce_report_get_verdict (report)->cause != BOUNCE_CAUSE_UNKNOWN)
    return bounce_text_new_from_report (report);

  text = bounce_code_text_new (line);
  if (text == NULL)
    /* Translators: %s is what somebody typed in */
    text = g_strdup_printf (_("There is no mail code in “%s”.\n"), line);

  return text;
}

static int
explain_code (const Options *options)
{
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  Run run = { .options = options };

  line = dup_display_name (options->code);
  g_strstrip (line);
  if (*line == '\0')
    {
      complain (_("After --code= stands the code that you want explained."));
      return STATUS_USAGE;
    }

  text = explain_line (line);
  write_out (&run, text);

  return finish_run (&run);
}

static GOptionContext *
create_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json,
      N_("Print one JSON object per message, one per line"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options->csv,
      N_("Print one row per recipient, with a header, as CSV"), NULL },
    { "code", 0, 0, G_OPTION_ARG_FILENAME, &options->code,
      N_("Explain a code or a line such as “550 5.7.1”"), N_("CODE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version,
      N_("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help,
      N_("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files,
      NULL, N_("[FILE…]") },
    { NULL }
  };
  GOptionContext *context;

  context = g_option_context_new (NULL);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context,
    N_("Says why mail came back, who must act, and what to do."));
  g_option_context_set_description (context,
    N_("FILE is a mail (also .msg or packed with gzip), an mbox with many, a text with a piece of "
       "one, a folder or a Maildir; “-” is standard input.\n"
       "Exit status: 0 if every input was read, 1 if at least one could not be read, 2 for wrong "
       "usage."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  /* the built-in one converts what it prints */
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

static int
print_help (GOptionContext *context,
            const Options  *options)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
  Run run = { .options = options };

  write_out (&run, help);

  return finish_run (&run);
}

static int
print_version (const Options *options)
{
  Run run = { .options = options };

  write_out (&run, PROGRAM " " VERSION "\n");

  return finish_run (&run);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Options) options = { 0, };

  setlocale (LC_ALL, "");
  bounce_words_init ();
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);
  g_set_prgname (PROGRAM);

  context = create_context (&options);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      complain (error->message);
      return STATUS_USAGE;
    }

  if (options.help)
    return print_help (context, &options);
  if (options.version)
    return print_version (&options);

  if (options.code != NULL)
    {
      if (options.json || options.csv || options.files != NULL)
        {
          complain (_("--code stands alone: it goes with no other option and no file."));
          return STATUS_USAGE;
        }

      return explain_code (&options);
    }

  if (options.json && options.csv)
    {
      complain (_("Choose one of --json and --csv."));
      return STATUS_USAGE;
    }

  if (options.files == NULL && isatty (STDIN_FILENO))
    {
      complain (_("Name a file with the mail that came back; --help says more."));
      return STATUS_USAGE;
    }

  return answer_inputs (&options);
}
