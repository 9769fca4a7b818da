/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <glib.h>

#include <string.h>

#include "bounce-html-private.h"
#include "bounce-limits.h"

typedef struct
{
  const char *name;
  const char *html;
  const char *text;
} Case;

static const Case cases[] = {
  { "empty", "", "" },
  { "words", "no tags at all", "no tags at all\n" },
  { "paragraphs", "<p>One</p>\n<p>Two</p>", "One\n\nTwo\n" },
  { "breaks", "One<br>Two<br/>Three<br><br><br><br>Four", "One\nTwo\nThree\n\nFour\n" },
  { "white-space", "  One \n\t two<b> three</b> four", "One two three four\n" },
  { "no-break-space", "One&nbsp;&#160;two", "One two\n" },
  { "invisible", "b\342\200\213o&shy;b@example.org", "bob@example.org\n" },
  { "entities", "&lt;bob@example.org&gt; &amp; &uuml;&#252;&#xfc; &bogus;",
    "<bob@example.org> & üüü &bogus;\n" },
  { "list", "<ul><li>One</li><li>Two</li></ul>end", "One\nTwo\n\nend\n" },
  { "table", "<table><tr><td>Status</td><td>5.1.1</td></tr><tr><th>To<th>Bob</table>",
    "Status 5.1.1\nTo Bob\n" },
  { "preformatted", "<pre>\n550 5.1.1\n  two\n\nthree</pre>four",
    "550 5.1.1\n  two\n\nthree\n\nfour\n" },
  { "head", "<html><head><title>T</title><style>p { }</style></head><body>Body</body></html>",
    "Body\n" },
  { "script", "One<script>if (a < b) { alert('x'); }</script>two", "Onetwo\n" },
  { "comment", "One<!-- 550 5.7.1 <p> --><!--[if mso]><p>x</p><![endif]-->two", "Onetwo\n" },
  { "hidden-style", "<p>One</p><div style=\"color:red; DISPLAY : none\">550 <b>x</b></div><p>Two",
    "One\n\nTwo\n" },
  { "hidden-attribute", "One <span hidden>550</span>two", "One two\n" },
  { "hidden-empty-element", "One <img style=\"display:none\" src=x>two", "One two\n" },
  { "link-says-its-host", "<a href=\"https://www.example.org/a\">www.example.org/b</a>",
    "www.example.org/b\n" },
  { "link-elsewhere", "<a href=\"https://evil.example.net/a\">www.example.org</a> x",
    "www.example.org <https://evil.example.net/a> x\n" },
  { "link-without-host", "<a href=\"#top\">Top</a> <a name=\"x\">x</a>", "Top x\n" },
  { "mail-link", "<a href=\"mailto:bob@example.org\">bob@example.org</a>", "bob@example.org\n" },
  { "mail-link-named", "<a href=\"mailto:bob@example.org?subject=x\">Bob</a>",
    "Bob <mailto:bob@example.org>\n" },
  { "never-closed", "<p>One <b>two <a href=\"http://example.org/\">three",
    "One two three <http://example.org/>\n" },
  { "badly-nested", "<b><p>One</b></p></div></table>two", "One\n\ntwo\n" },
  { "stray-signs", "a < b > c & d", "a < b > c & d\n" },
  { "wrong-charset", "<meta charset=\"iso-8859-1\"><p>für", "für\n" },
  { "upper-case", "<BODY><P>One<BR>two</BODY>", "One\ntwo\n" },
};

static void
test_text (gconstpointer data)
{
  const Case *test = data;
  gsize length = 0;
  BounceOmission omissions = 0;
  g_autofree char *text =
    bounce_html_to_text (test->html, strlen (test->html), &length, &omissions);

  g_assert_cmpstr (text, ==, test->text);
  g_assert_cmpuint (strlen (text), ==, length);
  g_assert_cmpuint (omissions, ==, 0);
}

static const struct
{
  const char *text;
  gboolean likely;
} beginnings[] = {
  { "<!DOCTYPE html><html>", TRUE },
  { "\n <HTML xmlns=\"x\">", TRUE },
  { "<!-- made by x --><div>It failed</div>", TRUE },
  { "<?xml version=\"1.0\"?><html>", TRUE },
  { "<p>It failed", TRUE },
  { "<?xml version=\"1.0\"?><feed>", FALSE },
  { "<bob@example.org>: host mx.example.org said: 550", FALSE },
  { "550 5.1.1 <b>", FALSE },
  { "", FALSE },
  { "<", FALSE },
};

static void
test_likely (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_test_message ("%s", beginnings[i].text);
      g_assert_cmpint (bounce_html_is_likely (beginnings[i].text, strlen (beginnings[i].text)), ==,
                       beginnings[i].likely);
    }
}

static const struct
{
  const char *html;
  const char *charset;
} charsets[] = {
  { "<meta charset=\"koi8-r\">", "koi8-r" },
  { "<meta http-equiv='Content-Type' content='text/html; CHARSET=gb2312'>", "gb2312" },
  { "<meta charset=>", NULL },
  { "<p>no charset here", NULL },
};

static void
test_charset (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *charset =
        bounce_html_dup_charset (charsets[i].html, strlen (charsets[i].html));

      g_assert_cmpstr (charset, ==, charsets[i].charset);
    }
}

/* Shapes on which a parser's time could grow faster than their size. */
static const struct
{
  const char *name;
  const char *start;
  const char *repeated;
  guint times;
} shapes[] = {
  { "deep", "", "<b>", 200000 },
  { "tables", "", "<table><tr><td>", 50000 },
  { "signs", "", "<", 500000 },
  { "attributes", "<p ", "a=b ", 200000 },
  { "open-tags", "", "<a ", 200000 },
  { "open-comments", "", "<!-- ", 200000 },
  { "open-quotes", "", "<a href=\"x", 100000 },
  { "entities", "", "&#99999999;&x", 100000 },
  { "script", "<script>", "</scrip", 200000 },
  { "breaks", "", "<br>", 300000 },
  { "long", "", "words and more words ", 300000 },
};

static void
test_shape (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  GString *html = g_string_new (shapes[index].start);
  g_autofree char *text = NULL;
  gsize length = 0;
  BounceOmission omissions = 0;

  for (guint i = 0; i < shapes[index].times; i++)
    g_string_append (html, shapes[index].repeated);
  text = bounce_html_to_text (html->str, html->len, &length, &omissions);
  g_string_free (html, TRUE);

  g_assert_true (g_utf8_validate (text, length, NULL));
  g_assert_cmpuint (length, <=, BOUNCE_LIMIT_PART_TEXT + 4096);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/text/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/shapes/%s", shapes[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_shape);
    }
  g_test_add_func ("/html/likely", test_likely);
  g_test_add_func ("/html/charset", test_charset);

  return g_test_run ();
}
