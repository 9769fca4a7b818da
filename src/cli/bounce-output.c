/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback-cli"

#include "config.h"

#include "bounce-output.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "bounce-options.h"
#include "bounce-plain.h"
#include "bounce-source.h"

/**
 * bounce_output_write:
 * @self: an output
 * @text: what to write to standard output
 *
 * Everything is UTF-8 whatever the locale says, so stdio gets the bytes as they
 * are: g_print() would convert them. What was written can be read at once.
 *
 * Returns: %FALSE where nobody reads it any more, or it cannot be kept
 */
gboolean
bounce_output_write (BounceOutput *self,
                     const char   *text)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (self->progress.is_shown && isatty (STDOUT_FILENO))
    bounce_progress_hide (&self->progress);

  if (fputs (text, stdout) == EOF || fflush (stdout) == EOF)
    {
      self->write_errno = errno;
      return FALSE;
    }

  return TRUE;
}

/**
 * bounce_output_complain_about:
 * @self: an output
 * @name: what could not be read, as it was given
 * @file: (nullable): the file inside @name, where that is a folder
 * @error: why
 *
 * Says so on standard error in one line.
 */
void
bounce_output_complain_about (BounceOutput *self,
                              const char   *name,
                              const char   *file,
                              const GError *error)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (error != NULL);

  path = file != NULL ? g_build_filename (name, file, NULL) : g_strdup (name);
  shown = bounce_dup_display_name (path);
  self->unreadable = TRUE;

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

  bounce_progress_hide (&self->progress);
  bounce_complain (sentence);
}

/**
 * bounce_output_complain:
 * @self: an output
 * @sentence: what to say
 *
 * Says something on standard error, in a line of its own, while a run goes on.
 */
void
bounce_output_complain (BounceOutput *self,
                        const char   *sentence)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (sentence != NULL);

  bounce_progress_hide (&self->progress);
  bounce_complain (sentence);
}

/**
 * bounce_output_finish:
 * @self: an output
 *
 * Whoever reads the output may have gone: that is theirs to decide, and no error
 * worth a word. Of anything else that ended the writing this complains.
 *
 * Returns: the exit status
 */
int
bounce_output_finish (const BounceOutput *self)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (self != NULL, BOUNCE_STATUS_UNREADABLE);

  if (self->write_errno == 0)
    return self->unreadable ? BOUNCE_STATUS_UNREADABLE : BOUNCE_STATUS_DONE;

  if (self->write_errno == EPIPE)
    return BOUNCE_STATUS_DONE;

  /* Translators: %s is what the system says, such as "No space left on device" */
  sentence = g_strdup_printf (_("The answers could not be written: %s"),
                              g_strerror (self->write_errno));
  bounce_complain (sentence);

  return BOUNCE_STATUS_UNREADABLE;
}

/**
 * bounce_complain:
 * @sentence: what to say
 *
 * Says something on standard error, in one line.
 */
void
bounce_complain (const char *sentence)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (sentence != NULL);

  /* What GLib says of an option or a file holds its name as it was given. */
  clean = bounce_dup_display_name (sentence);
  fputs (BOUNCE_PROGRAM ": ", stderr);
  fputs (clean, stderr);
  fputc ('\n', stderr);
}

/**
 * bounce_dup_display_name:
 * @name: the name of a file, which may hold any byte but NUL
 *
 * Returns: (transfer full): the name as it can stand in a line
 */
char *
bounce_dup_display_name (const char *name)
{
  g_autofree char *valid = NULL;
  GString *clean;

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_filename_display_name (name);
  clean = g_string_new (NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (clean, g_unichar_isprint (c) && !bounce_plain_is_hidden (c)
                                        ? c : 0xfffd);
    }

  return g_string_free (clean, FALSE);
}
