/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-html-private.h"

#include <string.h>

#include <libxml/HTMLparser.h>

#include "bounce-limits.h"

/* Bytes that are fed to the parser between two looks at its state. */
#define CHUNK 16384

typedef enum {
  ELEMENT_INLINE,
  ELEMENT_SKIPPED,
  ELEMENT_LINE,
  ELEMENT_PARAGRAPH,
  ELEMENT_CELL,
  ELEMENT_BREAK,
  ELEMENT_PRE,
  ELEMENT_LINK,
} Element;

/* in lower case and sorted for bsearch() */
static const struct
{
  const char *name;
  Element element;
} elements[] = {
  { "a", ELEMENT_LINK },
  { "address", ELEMENT_LINE },
  { "article", ELEMENT_LINE },
  { "blockquote", ELEMENT_PARAGRAPH },
  { "br", ELEMENT_BREAK },
  { "center", ELEMENT_LINE },
  { "dd", ELEMENT_LINE },
  { "div", ELEMENT_LINE },
  { "dl", ELEMENT_PARAGRAPH },
  { "dt", ELEMENT_LINE },
  { "fieldset", ELEMENT_LINE },
  { "footer", ELEMENT_LINE },
  { "form", ELEMENT_LINE },
  { "h1", ELEMENT_PARAGRAPH },
  { "h2", ELEMENT_PARAGRAPH },
  { "h3", ELEMENT_PARAGRAPH },
  { "h4", ELEMENT_PARAGRAPH },
  { "h5", ELEMENT_PARAGRAPH },
  { "h6", ELEMENT_PARAGRAPH },
  { "head", ELEMENT_SKIPPED },
  { "header", ELEMENT_LINE },
  { "hr", ELEMENT_PARAGRAPH },
  { "li", ELEMENT_LINE },
  { "listing", ELEMENT_PRE },
  { "noscript", ELEMENT_LINE },
  { "ol", ELEMENT_PARAGRAPH },
  { "option", ELEMENT_LINE },
  { "p", ELEMENT_PARAGRAPH },
  { "plaintext", ELEMENT_PRE },
  { "pre", ELEMENT_PRE },
  { "script", ELEMENT_SKIPPED },
  { "section", ELEMENT_LINE },
  { "style", ELEMENT_SKIPPED },
  { "table", ELEMENT_PARAGRAPH },
  { "td", ELEMENT_CELL },
  { "th", ELEMENT_CELL },
  { "title", ELEMENT_SKIPPED },
  { "tr", ELEMENT_LINE },
  { "ul", ELEMENT_PARAGRAPH },
  { "xmp", ELEMENT_PRE },
};

typedef struct
{
  htmlParserCtxtPtr parser;
  GString *text;
  guint depth;
  guint skipped_from;
  guint n_pre;
  guint newlines;
  gboolean space;
  gboolean too_deep;
  gboolean full;
  char *link;
  gsize link_start;
} Reader;

static Element
find_element (const char *name)
{
  int low = 0, high = G_N_ELEMENTS (elements) - 1;

  while (low <= high)
    {
      int middle = (low + high) / 2;
      int order = strcmp (name, elements[middle].name);

      if (order == 0)
        return elements[middle].element;
      if (order < 0)
        high = middle - 1;
      else
        low = middle + 1;
    }

  return ELEMENT_INLINE;
}

static const char *
get_attribute (const xmlChar **attributes,
               const char     *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? (const char *) attributes[i + 1] : "";

  return NULL;
}

static gboolean
is_hidden (const xmlChar **attributes)
{
  const char *style = get_attribute (attributes, "style");
  const char *at = style;

  if (get_attribute (attributes, "hidden") != NULL)
    return TRUE;

  while (at != NULL && (at = strchr (at, ':')) != NULL)
    {
      const char *name = at;
      const char *value = at + 1;

      while (name > style && g_ascii_isspace (name[-1]))
        name--;
      while (g_ascii_isspace (*value))
        value++;
      if (name - style >= 7 && g_ascii_strncasecmp (name - 7, "display", 7) == 0 &&
          g_ascii_strncasecmp (value, "none", 4) == 0)
        return TRUE;
      at++;
    }

  return FALSE;
}

static void
break_line (Reader *reader,
            guint   newlines)
{
  reader->space = FALSE;
  reader->newlines = MAX (reader->newlines, newlines);
}

/* White space is written when the word after it comes. */
static void
write_gap (Reader *reader)
{
  GString *text = reader->text;

  if (text->len > 0 && reader->newlines > 0)
    for (guint i = 0; i < reader->newlines; i++)
      g_string_append_c (text, '\n');
  else if (text->len > 0 && reader->space)
    g_string_append_c (text, ' ');

  reader->newlines = 0;
  reader->space = FALSE;
}

static void
write_words (Reader     *reader,
             const char *words,
             gsize       length)
{
  const char *end = words + length;

  while (words < end)
    {
      const guchar byte = *words;

      /* no-break space */
      if (byte == 0xc2 && end - words >= 2 && (guchar) words[1] == 0xa0)
        {
          reader->space = TRUE;
          words += 2;
        }
      /* soft hyphen; zero width characters and the byte order mark */
      else if (byte == 0xc2 && end - words >= 2 && (guchar) words[1] == 0xad)
        words += 2;
      else if (end - words >= 3 &&
               ((byte == 0xe2 && (guchar) words[1] == 0x80 &&
                 (guchar) words[2] >= 0x8b && (guchar) words[2] <= 0x8d) ||
                (byte == 0xef && (guchar) words[1] == 0xbb && (guchar) words[2] == 0xbf)))
        words += 3;
      else if (reader->n_pre > 0 && byte == '\n')
        {
          reader->space = FALSE;
          reader->newlines = MIN (reader->newlines + 1, 3);
          words++;
        }
      else if (reader->n_pre > 0 && (byte == ' ' || byte == '\t'))
        {
          write_gap (reader);
          g_string_append_c (reader->text, byte);
          words++;
        }
      else if (g_ascii_isspace (byte))
        {
          reader->space = TRUE;
          words++;
        }
      else
        {
          const char *start = words;

          do
            words++;
          while (words < end && !g_ascii_isspace (*words) &&
                 (guchar) *words != 0xc2 && (guchar) *words != 0xe2 && (guchar) *words != 0xef);
          write_gap (reader);
          g_string_append_len (reader->text, start, words - start);
        }
    }
}

/* Gives where the host of an http link stands. */
static const char *
find_host (const char *url,
           gsize      *length)
{
  const char *host = strstr (url, "://");

  if (host == NULL)
    return NULL;

  host += 3;
  *length = strcspn (host, "/?#:\\");

  return *length > 0 ? host : NULL;
}

/* A link's words say where it leads, or seem to: where they do not hold its host,
 * the address itself is written behind them. */
static void
end_link (Reader *reader)
{
  g_autofree char *link = g_steal_pointer (&reader->link);
  g_autofree char *words = NULL;
  const char *host = NULL;
  gsize length = 0;

  if (link == NULL || reader->skipped_from > 0)
    return;

  g_strstrip (link);
  words = g_utf8_strdown (reader->text->str + MIN (reader->link_start, reader->text->len), -1);

  if (g_ascii_strncasecmp (link, "mailto:", 7) == 0)
    {
      link[7 + strcspn (link + 7, "?&")] = '\0';
      if (strchr (words, '@') != NULL || link[7] == '\0')
        return;
    }
  else
    {
      g_autofree char *wanted = NULL;

      host = find_host (link, &length);
      if (host == NULL || g_ascii_strncasecmp (link, "http", 4) != 0)
        return;
      wanted = g_ascii_strdown (host, length);
      if (strstr (words, wanted) != NULL)
        return;
    }

  if (strlen (link) > BOUNCE_LIMIT_LINK || strpbrk (link, "<>\n") != NULL)
    return;
  g_string_append_printf (reader->text, " <%s>", link);
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  Reader *reader = data;
  Element element = find_element ((const char *) name);

  if (++reader->depth > BOUNCE_LIMIT_HTML_DEPTH)
    {
      reader->too_deep = TRUE;
      xmlStopParser (reader->parser);
      return;
    }
  if (reader->skipped_from > 0)
    return;
  if (element == ELEMENT_SKIPPED || is_hidden (attributes))
    {
      reader->skipped_from = reader->depth;
      return;
    }

  switch (element)
    {
    case ELEMENT_LINE:
      break_line (reader, 1);
      break;
    case ELEMENT_PARAGRAPH:
      break_line (reader, 2);
      break;
    case ELEMENT_BREAK:
      reader->space = FALSE;
      reader->newlines = MIN (reader->newlines + 1, 2);
      break;
    case ELEMENT_CELL:
      reader->space = TRUE;
      break;
    case ELEMENT_PRE:
      break_line (reader, 2);
      reader->n_pre++;
      break;
    case ELEMENT_LINK:
      g_clear_pointer (&reader->link, g_free);
      reader->link = g_strdup (get_attribute (attributes, "href"));
      reader->link_start = reader->text->len;
      break;
    case ELEMENT_INLINE:
    case ELEMENT_SKIPPED:
      break;
    }
}

static void
end_element_cb (void          *data,
                const xmlChar *name)
{
  Reader *reader = data;

  if (reader->skipped_from > 0)
    {
      if (reader->depth == reader->skipped_from)
        reader->skipped_from = 0;
      reader->depth -= reader->depth > 0;
      return;
    }

  reader->depth -= reader->depth > 0;
  switch (find_element ((const char *) name))
    {
    case ELEMENT_LINE:
      break_line (reader, 1);
      break;
    case ELEMENT_PARAGRAPH:
      break_line (reader, 2);
      break;
    case ELEMENT_CELL:
      reader->space = TRUE;
      break;
    case ELEMENT_PRE:
      break_line (reader, 2);
      reader->n_pre -= reader->n_pre > 0;
      break;
    case ELEMENT_LINK:
      end_link (reader);
      break;
    case ELEMENT_BREAK:
    case ELEMENT_INLINE:
    case ELEMENT_SKIPPED:
      break;
    }
}

static void
characters_cb (void          *data,
               const xmlChar *words,
               int            length)
{
  Reader *reader = data;

  if (reader->skipped_from > 0 || length <= 0)
    return;

  write_words (reader, (const char *) words, length);
  if (reader->text->len > BOUNCE_LIMIT_PART_TEXT)
    {
      reader->full = TRUE;
      xmlStopParser (reader->parser);
    }
}

static void
feed (Reader     *reader,
      const char *html,
      const char *end)
{
  while (html < end && !reader->too_deep && reader->text->len <= BOUNCE_LIMIT_PART_TEXT)
    {
      int step = MIN (end - html, CHUNK);

      htmlParseChunk (reader->parser, html, step, 0);
      html += step;
    }
}

/* Feeds the parser all but comments, which no reader sees, and endless tags. */
static void
feed_document (Reader     *reader,
               const char *html,
               const char *end)
{
  const char *run = html;
  const char *at = html;

  while ((at = memchr (at, '<', end - at)) != NULL)
    {
      gsize length = MIN (end - at, BOUNCE_LIMIT_HTML_TAG);
      const char *stop = NULL;

      if (length >= 4 && memcmp (at, "<!--", 4) == 0)
        {
          feed (reader, run, at);
          stop = memmem (at + 4, end - at - 4, "-->", 3);
          run = at = stop != NULL ? stop + 3 : end;
        }
      else if (length > 1 && (g_ascii_isalpha (at[1]) || strchr ("/!?", at[1]) != NULL) &&
               memchr (at, '>', length) == NULL)
        {
          feed (reader, run, at);
          stop = memchr (at + length, '>', end - at - length);
          run = at = stop != NULL ? stop + 1 : end;
          reader->full |= end - at > 0;
        }
      else
        at++;
    }

  feed (reader, run, end);
}

/* Whether text without a label is HTML. */
gboolean
bounce_html_is_likely (const char *text,
                       gsize       length)
{
  static const char * const tags[] = {
    "<!doctype html", "<html", "<head", "<body", "<div", "<table", "<p>", "<p ", "<br",
    "<span", "<font", "<meta", "<style", "<center", "<h1", "<h2", "<h3", "<b>", "<td", "<tr",
    "<a href",
  };
  const char *end = text + MIN (length, BOUNCE_LIMIT_HTML_START);

  while (text < end && (g_ascii_isspace (*text) || (guchar) *text >= 0x80))
    text++;
  while (end - text > 4 && strncmp (text, "<!--", 4) == 0)
    {
      const char *close = memmem (text, end - text, "-->", 3);

      if (close == NULL)
        return FALSE;
      text = close + 3;
      while (text < end && g_ascii_isspace (*text))
        text++;
    }

  if (text < end && g_ascii_strncasecmp (text, "<?xml", MIN (5, end - text)) == 0)
    return memmem (text, end - text, "<html", 5) != NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      gsize tag_length = strlen (tags[i]);

      if ((gsize) (end - text) >= tag_length && g_ascii_strncasecmp (text, tags[i], tag_length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Gives the charset that a meta element names. */
char *
bounce_html_dup_charset (const char *html,
                         gsize       length)
{
  const char *end = html + MIN (length, BOUNCE_LIMIT_HTML_HEAD);

  for (const char *at = html; end - at > 8; at++)
    {
      const char *start;

      at = memchr (at, '=', end - at);
      if (at == NULL)
        break;
      if (at - html < 7 || g_ascii_strncasecmp (at - 7, "charset", 7) != 0)
        continue;

      start = at + 1;
      while (start < end && (*start == '"' || *start == '\'' || *start == ' '))
        start++;
      at = start;
      while (at < end && (g_ascii_isalnum (*at) || *at == '-' || *at == '_'))
        at++;

      return at > start ? g_strndup (start, at - start) : NULL;
    }

  return NULL;
}

/**
 * bounce_html_to_text: (skip)
 * @html: HTML in valid UTF-8, whatever it says of its charset
 * @length: of @html in bytes
 * @text_length: (out) (optional): of the result
 * @omissions: (inout) (optional): what a limit left out is added to this
 *
 * Gives the words that a reader of an HTML mail sees, in lines.
 *
 * Returns: (transfer full): the text
 */
char *
bounce_html_to_text (const char     *html,
                     gsize           length,
                     gsize          *text_length,
                     BounceOmission *omissions)
{
  htmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .ignorableWhitespace = characters_cb,
  };
  Reader reader = { 0 };

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (length > BOUNCE_LIMIT_DECODED_PART)
    {
      length = BOUNCE_LIMIT_DECODED_PART;
      reader.full = TRUE;
    }

  reader.text = g_string_sized_new (length / 2 + 16);
  reader.parser = htmlCreatePushParserCtxt (&handler, &reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (reader.parser != NULL)
    {
      htmlCtxtUseOptions (reader.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                          HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
      feed_document (&reader, html, html + length);
      htmlParseChunk (reader.parser, NULL, 0, 1);
      if (reader.parser->myDoc != NULL)
        xmlFreeDoc (reader.parser->myDoc);
      htmlFreeParserCtxt (reader.parser);
    }
  g_free (reader.link);

  if (omissions != NULL && reader.too_deep)
    *omissions |= BOUNCE_OMISSION_PARTS;
  if (omissions != NULL && reader.full)
    *omissions |= BOUNCE_OMISSION_TEXT;
  if (reader.text->len > 0)
    g_string_append_c (reader.text, '\n');
  if (text_length != NULL)
    *text_length = reader.text->len;

  return g_string_free (reader.text, FALSE);
}
