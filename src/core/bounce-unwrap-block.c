/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-unwrap-private.h"

#include <string.h>

#include "bounce-fields-private.h"
#include "bounce-limits.h"

/* Fields that make a header of lines standing together. */
#define FEWEST_FIELDS 3

/* What mail programs write above a forwarded or answered message, in the languages
 * of their makers. */
static const struct
{
  const char *word;
  const char *name;
} inline_names[] = {
  { "from", "From" },
  { "sent", "Date" },
  { "date", "Date" },
  { "to", "To" },
  { "cc", "Cc" },
  { "subject", "Subject" },
  { "reply-to", "Reply-To" },
  { "von", "From" },
  { "gesendet", "Date" },
  { "datum", "Date" },
  { "an", "To" },
  { "betreff", "Subject" },
  { "de", "From" },
  { "envoyé", "Date" },
  { "date d'envoi", "Date" },
  { "à", "To" },
  { "objet", "Subject" },
  { "enviado", "Date" },
  { "enviado el", "Date" },
  { "fecha", "Date" },
  { "data", "Date" },
  { "para", "To" },
  { "asunto", "Subject" },
  { "assunto", "Subject" },
  { "da", "From" },
  { "inviato", "Date" },
  { "a", "To" },
  { "oggetto", "Subject" },
  { "van", "From" },
  { "verzonden", "Date" },
  { "aan", "To" },
  { "onderwerp", "Subject" },
  { "från", "From" },
  { "skickat", "Date" },
  { "till", "To" },
  { "ämne", "Subject" },
  { "fra", "From" },
  { "sendt", "Date" },
  { "til", "To" },
  { "emne", "Subject" },
  { "lähettäjä", "From" },
  { "lähetetty", "Date" },
  { "vastaanottaja", "To" },
  { "aihe", "Subject" },
  { "od", "From" },
  { "wysłano", "Date" },
  { "do", "To" },
  { "temat", "Subject" },
  { "odesláno", "Date" },
  { "komu", "To" },
  { "předmět", "Subject" },
  { "от", "From" },
  { "отправлено", "Date" },
  { "дата", "Date" },
  { "кому", "To" },
  { "тема", "Subject" },
  { "від", "From" },
  { "差出人", "From" },
  { "送信日時", "Date" },
  { "日時", "Date" },
  { "宛先", "To" },
  { "件名", "Subject" },
  { "发件人", "From" },
  { "发送时间", "Date" },
  { "收件人", "To" },
  { "主题", "Subject" },
  { "寄件者", "From" },
  { "寄件日期", "Date" },
  { "收件者", "To" },
  { "主旨", "Subject" },
  { "보낸 사람", "From" },
  { "보낸 날짜", "Date" },
  { "날짜", "Date" },
  { "받는 사람", "To" },
  { "제목", "Subject" },
  { "kimden", "From" },
  { "gönderen", "From" },
  { "gönderildi", "Date" },
  { "gönderme tarihi", "Date" },
  { "tarih", "Date" },
  { "kime", "To" },
  { "konu", "Subject" },
  { "надіслано", "Date" },
  { "από", "From" },
  { "στάλθηκε", "Date" },
  { "ημερομηνία", "Date" },
  { "προς", "To" },
  { "θέμα", "Subject" },
  { "feladó", "From" },
  { "küldve", "Date" },
  { "elküldve", "Date" },
  { "dátum", "Date" },
  { "címzett", "To" },
  { "tárgy", "Subject" },
  { "de la", "From" },
  { "trimis", "Date" },
  { "către", "To" },
  { "subiect", "Subject" },
  { "من", "From" },
  { "تاريخ الإرسال", "Date" },
  { "التاريخ", "Date" },
  { "إلى", "To" },
  { "الموضوع", "Subject" },
  { "מאת", "From" },
  { "נשלח", "Date" },
  { "תאריך", "Date" },
  { "אל", "To" },
  { "נושא", "Subject" },
};

/* a field of a mail's header that is the same in all languages */
#define OTHER_NAME "X-Other"

typedef struct
{
  const char *text;
  gsize length;
  gsize at;
  gsize next;
  gsize end;
} Line;

static gboolean
read_line (Line *line)
{
  const char *newline = NULL;

  line->at = line->next;
  if (line->at >= line->length)
    return FALSE;

  newline = memchr (line->text + line->at, '\n', line->length - line->at);
  line->next = newline != NULL ? (gsize) (newline - line->text) + 1 : line->length;
  line->end = newline != NULL ? (gsize) (newline - line->text) : line->length;
  while (line->end > line->at && g_ascii_isspace (line->text[line->end - 1]))
    line->end--;

  return TRUE;
}

static gboolean
is_name (const char *name,
         gsize       length,
         const char *wanted)
{
  return strlen (wanted) == length && g_ascii_strncasecmp (name, wanted, length) == 0;
}

/* what is known of a block of lines that may be a header */
typedef struct
{
  gsize start;
  gsize end;
  guint n_known;
  guint n_firm;
  guint n_soft;
  guint n_odd;
  gboolean is_open;
} Block;

static gboolean
is_header_block (const Block *block,
                 gboolean     firm)
{
  if (!block->is_open || block->n_known < FEWEST_FIELDS)
    return FALSE;

  return block->n_firm > 0 || (!firm && block->n_soft >= FEWEST_FIELDS);
}

static void
add_field (Block      *block,
           const Line *line,
           gsize       name)
{
  const char *words = line->text + line->at;

  block->n_known++;
  block->n_odd = 0;
  block->n_firm += bounce_fields_is_firm_name (words, name);
  block->n_soft += is_name (words, name, "from") || is_name (words, name, "to") ||
                   is_name (words, name, "subject") || is_name (words, name, "date");
  block->end = line->next;
}

/* Finds a mail's header in the text, from a line on: three fields or more together,
 * behind an empty line or at the start. Unless firm is wanted, a header that a
 * person or a summary may have written counts too; one with a firm field is
 * a server's. end is behind its last line. */
gboolean
bounce_unwrap_find_header (const char *text,
                           gsize       length,
                           gsize       from,
                           gboolean    firm,
                           gsize      *start,
                           gsize      *end)
{
  Line line = { .text = text, .length = length, .next = from };
  Block block = { 0 };
  gboolean may_start = TRUE;

  for (;;)
    {
      gboolean more = read_line (&line);
      const char *words = text + line.at;
      gboolean is_empty = !more || line.at == line.end;
      gsize name = 0;

      if (!is_empty && g_ascii_isalpha (*words))
        name = bounce_fields_get_name_length (words, text + line.end);

      if (name > 0 && bounce_fields_is_mail_name (words, name))
        {
          /* A trace may follow the lines of a report without a gap. */
          if (!block.is_open && (may_start || is_name (words, name, "received") ||
                                 is_name (words, name, "return-path")))
            block = (Block) { .start = line.at, .is_open = TRUE };
          if (block.is_open)
            add_field (&block, &line, name);
        }
      else if (!is_empty && block.is_open && (*words == ' ' || *words == '\t'))
        {
          if (block.n_odd == 0)
            block.end = line.next;
        }
      else if (!is_empty && block.is_open && name > 0 && !is_name (words, name, "sent"))
        {
          /* a field that few programs write */
          block.end = line.next;
        }
      else if (is_empty || name > 0 || (block.is_open && ++block.n_odd > 2))
        {
          /* Two lines may be the rest of a field, wrapped without indenting. */
          if (is_header_block (&block, firm) && !(name > 0))
            {
              *start = block.start;
              *end = block.end;
              return TRUE;
            }
          block.is_open = FALSE;
        }

      if (!more)
        return FALSE;
      may_start = is_empty;
    }
}

/* Finds the header right below a heading that announces it, where one field is
 * sign enough and values may be wrapped anyhow. */
gboolean
bounce_unwrap_find_announced (const char *text,
                              gsize       length,
                              gsize       from,
                              gsize      *start,
                              gsize      *end)
{
  Line line = { .text = text, .length = length, .next = from };
  gboolean is_open = FALSE;

  while (read_line (&line))
    {
      const char *words = text + line.at;
      gsize name = 0;

      if (is_open && line.at == line.end)
        break;
      if (is_open)
        {
          *end = line.next;
          continue;
        }

      words += strspn (words, " \t-=*_");
      if (words >= text + line.end)
        continue;
      name = bounce_fields_get_name_length (words, text + line.end);
      if (name == 0 || !bounce_fields_is_mail_name (words, name))
        return FALSE;
      is_open = TRUE;
      *start = line.at;
      *end = line.next;
    }

  return is_open;
}

/* The usual name of a field that is called by the @length bytes at @word, or NULL. */
static const char *
find_inline_name (const char *word,
                  gsize       length)
{
  g_autofree char *lower = NULL;
  gboolean is_ascii = TRUE;

  for (gsize i = 0; i < length && is_ascii; i++)
    is_ascii = (guchar) word[i] < 0x80;
  if (!is_ascii)
    {
      lower = g_utf8_strdown (word, (gssize) length);
      word = lower;
      length = strlen (lower);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (inline_names); i++)
    if (is_name (word, length, inline_names[i].word))
      return inline_names[i].name;

  return NULL;
}

/* Gives the length of the words before a colon, decorations taken off, and which
 * name of an inline header they are. */
static const char *
read_inline_name (const char  *line,
                  const char  *end,
                  const char **value)
{
  const char *colon = NULL;
  const char *name = NULL;
  const char *at = line;
  const char *stop = NULL;

  while (at < end && (*at == ' ' || *at == '\t' || *at == '*' || *at == '|'))
    at++;

  /* U+FF1A is the colon of Chinese and Japanese. */
  for (stop = at; stop < end && stop - at < BOUNCE_LIMIT_QUOTED_FIELD; stop++)
    {
      if (*stop == ':')
        {
          colon = stop + 1;
          break;
        }
      if (end - stop >= 3 && memcmp (stop, "\357\274\232", 3) == 0)
        {
          colon = stop + 3;
          break;
        }
    }
  if (colon == NULL)
    return NULL;

  while (stop > at && (stop[-1] == ' ' || stop[-1] == '*'))
    stop--;
  if (stop - at >= 2 && (guchar) stop[-2] == 0xc2 && (guchar) stop[-1] == 0xa0)
    stop -= 2;
  while (colon < end && (*colon == ' ' || *colon == '\t' || *colon == '*'))
    colon++;
  *value = colon;

  name = find_inline_name (at, (gsize) (stop - at));
  if (name != NULL)
    return name;

  /* Some programs show more of the header than people read. */
  if (bounce_fields_is_firm_name (at, stop - at))
    return OTHER_NAME;

  return NULL;
}

/* Finds the short header that a mail program writes above a message it forwards:
 * it names the sender first or second, and a subject or a date. */
gboolean
bounce_unwrap_find_inline (const char *text,
                           gsize       length,
                           gsize       from,
                           gsize      *start,
                           gsize      *end)
{
  Line line = { .text = text, .length = length, .next = from };
  gsize block = 0, block_end = 0;
  guint n_fields = 0, n_gaps = 0;
  gboolean has_from = FALSE, has_other = FALSE;

  for (;;)
    {
      gboolean more = read_line (&line);
      const char *value = NULL;
      const char *name = NULL;

      if (more && line.at < line.end)
        name = read_inline_name (text + line.at, text + line.end, &value);

      if (name != NULL && (n_fields > 0 || strcmp (name, OTHER_NAME) != 0))
        {
          if (n_fields == 0)
            block = line.at;
          n_fields++;
          n_gaps = 0;
          has_from |= strcmp (name, "From") == 0;
          has_other |= strcmp (name, "Subject") == 0 || strcmp (name, "Date") == 0;
          block_end = line.next;
          continue;
        }

      /* HTML turned to text may have an empty line between two fields, and
       * a long list of people goes on below. */
      if (more && n_fields > 0 && ++n_gaps <= 1)
        continue;

      if (n_fields >= FEWEST_FIELDS && has_from && has_other)
        {
          *start = block;
          *end = block_end;
          return TRUE;
        }
      if (!more)
        return FALSE;
      n_fields = n_gaps = 0;
      has_from = has_other = FALSE;
    }
}

/* Reads an inline header into fields with the usual names. */
GPtrArray *
bounce_unwrap_dup_inline (const char *text,
                          gsize       start,
                          gsize       end)
{
  GPtrArray *fields = bounce_fields_new ();
  Line line = { .text = text, .length = end, .next = start };

  while (read_line (&line) && fields->len < BOUNCE_LIMIT_FIELDS)
    {
      const char *value = NULL;
      const char *name = NULL;

      if (line.at == line.end)
        continue;
      name = read_inline_name (text + line.at, text + line.end, &value);
      if (name == NULL || strcmp (name, OTHER_NAME) == 0)
        continue;

      bounce_fields_take (fields, g_strdup (name),
                          bounce_fields_decode_value (value, text + line.end - value),
                          value - text, text + line.end - value);
    }

  return fields;
}
