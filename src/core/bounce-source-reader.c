/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-source-reader-private.h"

#include <string.h>

#include "bounce-gunzip-private.h"
#include "bounce-limits.h"
#include "bounce-outlook-private.h"
#include "bounce-source.h"

#define BUFFER_SIZE (64 * 1024)

typedef enum {
  READER_NEW,
  READER_SINGLE,
  READER_MBOX,
  READER_OUTLOOK,
  READER_DONE,
} ReaderState;

struct _BounceSourceReader
{
  GInputStream *stream;
  BounceGunzip *gunzip;         /* where the stream is packed */
  ReaderState state;
  gboolean is_mail;             /* one, whatever it looks like */
  gboolean at_end;              /* of the stream; the buffer may hold more */
  goffset n_read;               /* from the stream, packed as it is */
  gsize n_unpacked;             /* of this message */
  gboolean trusts_length;       /* no Content-Length was wrong so far */
  GByteArray *again;            /* what was read and is read once more */
  gsize again_start;
  goffset offset;               /* where the message at hand starts in the stream */
  gsize start;
  gsize end;
  char buffer[BUFFER_SIZE];
};

static const char *const weekdays[] = {
  "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
};

static const char *const months[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

static gsize
count_available (const BounceSourceReader *self)
{
  return self->end - self->start;
}

/* Puts back @text, which stood in front of what the buffer holds. */
static void
read_again (BounceSourceReader *self,
            GByteArray         *text)
{
  g_byte_array_append (text, (const guint8 *) self->buffer + self->start, count_available (self));
  if (self->again != NULL)
    g_byte_array_append (text, self->again->data + self->again_start,
                         self->again->len - self->again_start);

  g_clear_pointer (&self->again, g_byte_array_unref);
  self->again = g_byte_array_ref (text);
  self->again_start = 0;
  self->start = 0;
  self->end = 0;
}

static gsize
take_again (BounceSourceReader *self,
            char               *buffer,
            gsize               size)
{
  gsize n = MIN (self->again->len - self->again_start, size);

  memcpy (buffer, self->again->data + self->again_start, n);
  self->again_start += n;
  if (self->again_start == self->again->len)
    g_clear_pointer (&self->again, g_byte_array_unref);

  return n;
}

static gboolean
is_at_end (const BounceSourceReader *self)
{
  return self->at_end && self->again == NULL;
}

static gssize
read_stream (BounceSourceReader  *self,
             GCancellable        *cancellable,
             GError             **error)
{
  char *buffer = self->buffer + self->end;
  gsize size = BUFFER_SIZE - self->end;
  gssize n;

  if (self->again != NULL)
    return take_again (self, buffer, size);

  if (self->gunzip == NULL)
    {
      n = g_input_stream_read (self->stream, buffer, size, cancellable, error);
      self->n_read += MAX (n, 0);
      return n;
    }

  /* a few bytes may unpack to one message that fills every disk */
  if (self->n_unpacked > BOUNCE_LIMIT_UNPACKED)
    {
      g_set_error_literal (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_TOO_BIG,
                           "One message unpacks to more than can be read");
      return -1;
    }

  n = bounce_gunzip_read (self->gunzip, self->stream, buffer, size,
                          &self->n_read, cancellable, error);
  self->n_unpacked += MAX (n, 0);

  return n;
}

/* Reads until BOUNCE_LIMIT_LOOK_AHEAD bytes are in the buffer, or all that there are. */
static gboolean
fill_buffer (BounceSourceReader  *self,
             GCancellable        *cancellable,
             GError             **error)
{
  while (!is_at_end (self) && count_available (self) < BOUNCE_LIMIT_LOOK_AHEAD)
    {
      gssize n_read;

      /* not every stream looks at it */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (self->start > 0)
        {
          memmove (self->buffer, self->buffer + self->start, count_available (self));
          self->end -= self->start;
          self->start = 0;
        }

      n_read = read_stream (self, cancellable, error);
      if (n_read < 0)
        return FALSE;

      self->at_end |= n_read == 0;

      self->end += n_read;
    }

  return TRUE;
}

/* Looks through a little at a time: in a file of CR alone, each line would
 * otherwise pay for the search for the LF that never comes. */
static const char *
find_line_end (const char *text,
               gsize       length)
{
  const gsize step = 256;

  for (gsize at = 0; at < length; at += step)
    {
      gsize size = MIN (step, length - at);
      const char *feed = memchr (text + at, '\n', size);
      const char *carriage;

      if (feed != NULL)
        size = feed - (text + at);

      carriage = memchr (text + at, '\r', size);
      if (carriage != NULL)
        return carriage;
      if (feed != NULL)
        return feed;
    }

  return NULL;
}

/* The length of the line with its end, which is LF, CRLF or CR alone.
 * @is_complete tells whether the end was among the bytes. */
static gsize
measure_line (const char *text,
              gsize       length,
              gboolean    at_end,
              gboolean   *is_complete)
{
  const char *end = find_line_end (text, length);
  gsize before;

  *is_complete = end != NULL || at_end;
  if (end == NULL)
    return length;

  before = end - text;
  if (*end == '\n')
    return before + 1;
  if (before + 1 < length)
    return text[before + 1] == '\n' ? before + 2 : before + 1;
  if (at_end)
    return before + 1;

  /* CR is the last byte that is here: whether LF follows will be seen next time */
  *is_complete = FALSE;

  return before;
}

static gsize
measure_line_end (const char *line,
                  gsize       length)
{
  if (length >= 2 && line[length - 2] == '\r' && line[length - 1] == '\n')
    return 2;
  if (length >= 1 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    return 1;

  return 0;
}

static gboolean
is_name (const char        *word,
         const char *const *names,
         guint              n_names)
{
  gsize length = strlen (word);

  if (length == 4 && word[3] == ',')
    length = 3;
  if (length != 3)
    return FALSE;

  for (guint i = 0; i < n_names; i++)
    if (g_ascii_strncasecmp (word, names[i], 3) == 0)
      return TRUE;

  return FALSE;
}

/* "9:05", "12:36:39" */
static gboolean
is_time (const char *word)
{
  guint digits = strspn (word, "0123456789");

  return (digits == 1 || digits == 2) &&
         word[digits] == ':' &&
         g_ascii_isdigit (word[digits + 1]) &&
         g_ascii_isdigit (word[digits + 2]) &&
         (word[digits + 3] == '\0' || word[digits + 3] == ':');
}

static gboolean
is_year (const char *word)
{
  return strlen (word) == 4 && strspn (word, "0123456789") == 4 &&
         (g_str_has_prefix (word, "19") || g_str_has_prefix (word, "20"));
}

/* "From SENDER DATE", where the date is that of asctime() (RFC 4155) or, by some
 * programs, of RFC 5322. The very first line of a file may do without a date. */
static gboolean
is_from_line (const char *line,
              gsize       length,
              gboolean    is_first)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  gboolean has_weekday = FALSE;
  gboolean has_month = FALSE;
  gboolean has_time = FALSE;
  gboolean has_year = FALSE;
  guint n_words = 0;

  if (length < strlen ("From -") || memcmp (line, "From ", strlen ("From ")) != 0)
    return FALSE;
  if (memchr (line, '\0', length) != NULL)
    return FALSE;

  text = g_strndup (line + strlen ("From "), length - strlen ("From "));
  words = g_strsplit_set (g_strstrip (text), " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;

      /* the first word is the sender, "-" in Mozilla's files */
      if (n_words++ == 0)
        continue;

      has_weekday |= is_name (words[i], weekdays, G_N_ELEMENTS (weekdays));
      has_month |= is_name (words[i], months, G_N_ELEMENTS (months));
      has_time |= is_time (words[i]);
      has_year |= is_year (words[i]);
    }

  if (n_words == 0)
    return FALSE;
  if (is_first && n_words == 1)
    return TRUE;

  return has_month && has_time && has_year &&
         (has_weekday || strchr (words[0], '@') != NULL);
}

/* "Name:", or the ">From " that some servers put on top of the header */
static gboolean
is_header_line (const char *line,
                gsize       length)
{
  gsize i = 0;

  if (length > 6 && memcmp (line, ">From ", 6) == 0)
    return TRUE;

  while (i < length && line[i] > ' ' && line[i] < 127 && line[i] != ':')
    i++;

  return i > 0 && i < length && line[i] == ':';
}

static gboolean
is_separator (const char *text,
              gsize       length,
              gboolean    is_first)
{
  gboolean is_complete;
  gsize line;

  if (length < 5 || text[0] != 'F' || memcmp (text, "From ", 5) != 0)
    return FALSE;

  /* what comes in later reads must not change the answer */
  length = MIN (length, BOUNCE_LIMIT_LOOK_AHEAD);
  line = measure_line (text, length, FALSE, &is_complete);

  return is_complete &&
         is_from_line (text, line, is_first) &&
         is_header_line (text + line, length - line);
}

/* ">From ", ">>From ": mboxrd put one ">" before it */
static gboolean
is_quoted_from_line (const char *text,
                     gsize       length)
{
  gsize i = 0;

  if (length == 0 || text[0] != '>')
    return FALSE;

  length = MIN (length, BOUNCE_LIMIT_LOOK_AHEAD);
  while (i < length && text[i] == '>')
    i++;

  return length - i >= 5 && memcmp (text + i, "From ", 5) == 0;
}

/* "Bounced mail:", "--- Below is a copy of your message. ---": a copy follows, and
 * what stands on top of it separates nothing, though nobody quoted it. A
 * boundary of MIME has no spaces, and mails do end with one. */
static gboolean
announces_copy (const char *line,
                gsize       length)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  if (length == 0)
    return FALSE;
  if (line[length - 1] == ':')
    return TRUE;

  return length > 4 &&
         memcmp (line, "--", 2) == 0 &&
         memcmp (line + length - 2, "--", 2) == 0 &&
         memchr (line, ' ', length) != NULL;
}

/* What was read so far goes back to be unpacked. What comes out is not looked at
 * again: nobody packs twice. */
static gboolean
unpack (BounceSourceReader  *self,
        GCancellable        *cancellable,
        GError             **error)
{
  const char *text = self->buffer + self->start;

  if (!bounce_gunzip_recognises (text, count_available (self)))
    return TRUE;

  self->gunzip = bounce_gunzip_new (text, count_available (self));
  self->start = 0;
  self->end = 0;
  self->at_end = FALSE;

  return fill_buffer (self, cancellable, error);
}

/* An mbox starts with a separator; a byte order mark and empty lines in front of
 * it are left out. */
static void
recognise (BounceSourceReader *self)
{
  const char *text = self->buffer + self->start;
  gsize length = count_available (self);
  gsize skip = 0;

  if (bounce_outlook_recognises (text, length))
    {
      self->state = READER_OUTLOOK;
      return;
    }

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    skip = 3;
  while (skip < length && (text[skip] == '\n' || text[skip] == '\r'))
    skip++;

  if (!is_separator (text + skip, length - skip, TRUE))
    {
      self->state = READER_SINGLE;
      return;
    }

  self->start += skip;
  self->state = READER_MBOX;

  /* some programs deliver a mail with its separator on top */
  if (self->is_mail)
    {
      gboolean is_complete;

      self->start += measure_line (text + skip, length - skip, self->at_end, &is_complete);
      self->state = READER_SINGLE;
    }
}

static void
append_bounded (GByteArray *message,
                const char *text,
                gsize       length)
{
  gsize room = BOUNCE_LIMIT_MESSAGE + 1 - message->len;

  g_byte_array_append (message, (const guint8 *) text, MIN (length, room));
}

/* Some editors save a pasted bounce as UTF-16. What only begins like it stays as
 * it is. */
static void
convert_utf_16 (GByteArray *message)
{
  g_autofree char *text = NULL;
  gsize n_read;
  gsize length;

  if (message->len < 2 ||
      (memcmp (message->data, "\xff\xfe", 2) != 0 &&
       memcmp (message->data, "\xfe\xff", 2) != 0))
    return;

  text = g_convert ((const char *) message->data, message->len,
                    "UTF-8", "UTF-16", &n_read, &length, NULL);
  if (text == NULL)
    return;

  g_byte_array_set_size (message, 0);
  append_bounded (message, text, length);
}

static gboolean
read_single (BounceSourceReader  *self,
             GByteArray          *message,
             GCancellable        *cancellable,
             GError             **error)
{
  while (message->len <= BOUNCE_LIMIT_MESSAGE)
    {
      if (!fill_buffer (self, cancellable, error))
        return FALSE;
      if (count_available (self) == 0)
        break;

      append_bounded (message, self->buffer + self->start, count_available (self));
      self->start = self->end;
    }

  convert_utf_16 (message);
  self->state = READER_DONE;

  return TRUE;
}

static GBytes *
read_outlook (BounceSourceReader  *self,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();

  for (;;)
    {
      if (!fill_buffer (self, cancellable, error))
        return NULL;
      if (count_available (self) == 0)
        break;

      if (count_available (self) > BOUNCE_LIMIT_OUTLOOK - file->len)
        {
          g_set_error_literal (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_TOO_BIG,
                               "The Outlook file is larger than can be read");
          return NULL;
        }

      g_byte_array_append (file, (const guint8 *) self->buffer + self->start,
                           count_available (self));
      self->start = self->end;
    }

  return bounce_outlook_to_mail (file, error);
}

/* "Content-Length: 1234", or 0. System V delivers mbox without quoting, and this tells
 * where a message ends; elsewhere it is a left-over from somebody else's copy. */
static gsize
parse_content_length (const char *line,
                      gsize       length)
{
  const char *name = "Content-Length:";
  gsize size = strlen (name);
  guint64 value = 0;

  if (length <= size || g_ascii_strncasecmp (line, name, size) != 0)
    return 0;

  while (size < length && (line[size] == ' ' || line[size] == '\t'))
    size++;
  for (; size < length && g_ascii_isdigit (line[size]); size++)
    {
      value = value * 10 + g_ascii_digit_value (line[size]);
      if (value > BOUNCE_LIMIT_MESSAGE)
        return 0;
    }

  return value;
}

/* Whether a message can end here: at the end of everything, or where an empty line is
 * followed by a separator. */
static gboolean
is_at_message_end (const BounceSourceReader *self,
                   gboolean                  is_behind_empty_line)
{
  const char *text = self->buffer + self->start;
  gsize length = count_available (self);
  gboolean is_complete;
  gsize skip = 0;

  if (length > 0 && (text[0] == '\n' || text[0] == '\r'))
    skip = measure_line (text, length, is_at_end (self), &is_complete);
  if (length == skip)
    return is_at_end (self);

  return (skip > 0 || is_behind_empty_line) &&
         is_separator (text + skip, length - skip, FALSE);
}

/* From behind one separator to the next. One that stands before the end that the message
 * gives itself may be part of what somebody sent: what is read from there on is
 * kept, and read once more where that end turns out to be none. */
static gboolean
read_mbox_message (BounceSourceReader  *self,
                   GByteArray          *message,
                   GCancellable        *cancellable,
                   GError             **error)
{
  g_autoptr (GByteArray) doubtful = NULL;
  gsize length_before = 0;      /* of the message, without what is doubtful */
  gsize blank_before = 0;
  gboolean is_separator_line = TRUE;
  gboolean starts_line = TRUE;
  gboolean in_header = TRUE;
  gboolean in_notice = FALSE;   /* which a copy follows */
  gsize content_length = 0;     /* as the header has it */
  gsize n_content = 0;          /* so far */
  gsize line_end = 0;           /* of the line before: its bytes */
  gsize blank = 0;              /* the same, where that line was empty */

  for (;;)
    {
      const char *text;
      gboolean is_complete;
      gsize length;
      gsize line;

      if (!fill_buffer (self, cancellable, error))
        return FALSE;

      text = self->buffer + self->start;
      length = count_available (self);

      if (doubtful != NULL && (n_content >= content_length || length == 0))
        {
          /* the last line end counts with some programs, with some it does not */
          if (n_content < content_length || n_content - content_length > line_end ||
              !is_at_message_end (self, blank > 0))
            {
              self->trusts_length = FALSE;
              read_again (self, doubtful);
              g_byte_array_set_size (message, length_before);
              blank = blank_before;
              break;
            }

          g_clear_pointer (&doubtful, g_byte_array_unref);
          in_notice = FALSE;
        }

      if (length == 0)
        {
          self->state = READER_DONE;
          break;
        }

      if (blank > 0 && !in_notice && doubtful == NULL && is_separator (text, length, FALSE))
        {
          if (!self->trusts_length || n_content >= content_length)
            break;

          doubtful = g_byte_array_new ();
          length_before = message->len;
          blank_before = blank;
        }

      line = measure_line (text, length, is_at_end (self), &is_complete);
      self->start += line;
      if (doubtful != NULL)
        g_byte_array_append (doubtful, (const guint8 *) text, line);

      if (!is_separator_line)
        {
          line_end = measure_line_end (text, line);

          if (starts_line && !in_header && is_quoted_from_line (text, length))
            append_bounded (message, text + 1, line - 1);
          else
            append_bounded (message, text, line);

          if (!in_header)
            n_content += line;
          else if (starts_line && content_length == 0)
            content_length = parse_content_length (text, line);

          blank = starts_line && is_complete && line == line_end ? line_end : 0;
          in_header = in_header && blank == 0;
          if (blank == 0)
            in_notice = !in_header && starts_line && announces_copy (text, line);
        }

      starts_line = is_complete;
      is_separator_line = is_separator_line && !is_complete;
    }

  /* the empty line before a separator belongs to the mbox (RFC 4155) */
  if (message->len <= BOUNCE_LIMIT_MESSAGE)
    g_byte_array_set_size (message, message->len - blank);

  return TRUE;
}

/* @is_mail: one mail, and no mbox, whatever stands on top. */
BounceSourceReader *
bounce_source_reader_new (GInputStream *stream,
                          gboolean      is_mail)
{
  BounceSourceReader *self;

  g_assert (G_IS_INPUT_STREAM (stream));

  self = g_new (BounceSourceReader, 1);
  self->stream = g_object_ref (stream);
  self->gunzip = NULL;
  self->state = READER_NEW;
  self->is_mail = is_mail;
  self->at_end = FALSE;
  self->n_read = 0;
  self->n_unpacked = 0;
  self->trusts_length = TRUE;
  self->again = NULL;
  self->again_start = 0;
  self->offset = 0;
  self->start = 0;
  self->end = 0;

  return self;
}

void
bounce_source_reader_free (BounceSourceReader *self)
{
  g_clear_pointer (&self->gunzip, bounce_gunzip_free);
  g_clear_pointer (&self->again, g_byte_array_unref);
  g_object_unref (self->stream);
  g_free (self);
}

/* Returns NULL without @error at the end. */
GBytes *
bounce_source_reader_next (BounceSourceReader  *self,
                           GCancellable        *cancellable,
                           GError             **error)
{
  g_autoptr (GByteArray) message = NULL;
  gboolean done;

  if (self->state == READER_DONE)
    return NULL;

  self->n_unpacked = 0;

  if (self->state == READER_NEW)
    {
      if (!fill_buffer (self, cancellable, error) || !unpack (self, cancellable, error))
        {
          self->state = READER_DONE;
          return NULL;
        }

      recognise (self);
    }

  self->offset = self->n_read - count_available (self);
  if (self->again != NULL)
    self->offset -= self->again->len - self->again_start;

  if (self->state == READER_OUTLOOK)
    {
      self->state = READER_DONE;
      return read_outlook (self, cancellable, error);
    }

  message = g_byte_array_new ();
  if (self->state == READER_SINGLE)
    done = read_single (self, message, cancellable, error);
  else
    done = read_mbox_message (self, message, cancellable, error);

  if (!done)
    {
      self->state = READER_DONE;
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&message));
}

/* Bytes taken from the stream, as they lie there. */
goffset
bounce_source_reader_get_n_read (const BounceSourceReader *self)
{
  return self->n_read;
}

/* Where a new reader finds the last message again; -1 where it has to count, or would
 * believe what this one has stopped to believe. */
goffset
bounce_source_reader_get_offset (const BounceSourceReader *self)
{
  return self->gunzip == NULL && self->trusts_length ? self->offset : -1;
}
