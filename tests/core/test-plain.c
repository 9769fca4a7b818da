/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "bounce-plain.h"
#include "bounce-words.h"

/* Words from a mail, and what is shown of them. */
typedef struct
{
  const char *name;
  const char *text;
  const char *plain;
} PlainCase;

#define SIX_MARKS "\u0301\u0301\u0301\u0301\u0301\u0301"
#define TEN_MARKS SIX_MARKS "\u0301\u0301\u0301\u0301"

static const PlainCase plain_cases[] = {
  { "ordinary", "plain", "plain" },
  { "line-ends", " a\r\n\tb ", "a   b" },
  { "terminal-escape", "\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m" },
  { "bell-and-backspace", "a\a\bb\x7f", "a\ufffd" "b\ufffd" },
  { "c1-control", "a\xc2\x85\xc2\x9b" "b", "a\ufffd" "b" },
  { "only-control", "\x01\x1f\xc2\x80", "\ufffd" },
  { "right-to-left-override", "a\u202e" "fdp.eml", "a\ufffd" "fdp.eml" },
  { "left-to-right-override", "a\u202d" "b", "a\ufffd" "b" },
  { "one-sign-for-a-run", "a\u202e\u202d\x1b\u200b\u202e" "b\u202e", "a\ufffd" "b\ufffd" },
  { "one-sign-for-a-run-with-marks", "a\u202e\u0301\u202e" "b", "a\ufffd\u0301\ufffd" "b" },
  { "embeddings", "\u202a" "a\u202b" "b\u202c", "ab" },
  { "isolates", "\u2066" "a\u2067" "b\u2068" "c\u2069", "abc" },
  { "direction-marks", "a\u200e" "b\u200f" "c\u061c", "abc" },
  { "zero-width", "a\u200b" "b\u2060" "c\ufeff", "abc" },
  { "joiner-that-hides", "pay\u200dpal\u200c", "paypal" },
  { "joiner-of-persian", "می\u200cخواهم", "می\u200cخواهم" },
  { "joiner-of-a-picture", "👩\u200d💻", "👩\u200d💻" },
  { "soft-hyphen", "pay\u00adpal", "paypal" },
  { "hangul-filler", "a\u3164" "b", "ab" },
  { "tags", "a\U000e0041\U000e007f" "b", "ab" },
  { "annotation", "a\ufff9" "b\ufffb", "ab" },
  { "variant-that-hides", "pay\ufe0fpal\ufe00", "paypal" },
  { "variant-of-a-picture", "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥" },
  { "mongolian-variant", "pay\u180bpal", "paypal" },
  { "music-and-shorthand", "a\U0001d173" "b\U0001bca0" "c", "abc" },
  { "marks-of-hebrew", "שּׁ֝ם", "שּׁ֝ם" },
  { "marks-that-cover-other-lines", "a" TEN_MARKS TEN_MARKS "b" TEN_MARKS,
    "a" SIX_MARKS "b" SIX_MARKS },
  { "line-separators", "a\u2028" "b\u2029" "c", "abc" },
  { "no-utf-8", "caf\xe9", "caf\uFFFD" },
  { "hard-space", "zwei\u00a0Wörter", "zwei\u00a0Wörter" },
  { "arabic-letters", "\u0600\u06dd", "\u0600\u06dd" },
};

static void
test_plain (gconstpointer data)
{
  const PlainCase *test = data;
  g_autofree char *plain = bounce_plain_dup (test->text);

  g_assert_cmpstr (plain, ==, test->plain);
}

/* Words of others, a sentence of ours, and how they stand in it. */
typedef struct
{
  const char *name;
  const char *words;
  const char *sentence;
  const char *shown;
} InsideCase;

static const InsideCase inside_cases[] = {
  { "latin-in-latin", "Example Inc.", "%s runs this address.", "Example Inc." },
  { "hebrew-in-latin", "בזק", "%s runs this address.", "\u200e\u2068בזק\u2069" },
  { "arabic-in-latin", "شركة", "%s runs this address.", "\u200e\u2068شركة\u2069" },
  { "both-in-latin", "Bezeq (בזק)", "%s runs this address.", "\u200e\u2068Bezeq (בזק)\u2069" },
  { "arabic-in-arabic", "شركة", "يديره %s.", "شركة" },
  { "latin-in-arabic", "Example Inc.", "يديره %s.", "\u200f\u2068Example Inc.\u2069" },
  { "both-in-arabic", "شركة X", "يديره %s.", "\u200f\u2068شركة X\u2069" },
  { "latin-in-arabic-with-latin-words", "X", "يديره %s (whois).", "\u200f\u2068X\u2069" },
  { "page-in-arabic", "https://example.org/", "هنا: %s", "\u200f\u2068https://example.org/\u2069" },
  { "digits-in-arabic", "192.0.2.1", "يديره %s.", "192.0.2.1" },
  { "nothing", "", "يديره %s.", "" },
  { "what-ends-the-isolate", "ב\u2069\u202e" "ז", "%s runs this address.",
    "\u200e\u2068ב\ufffdז\u2069" },
};

static void
test_inside (gconstpointer data)
{
  const InsideCase *test = data;
  g_autofree char *shown = bounce_plain_dup_inside (test->words, test->sentence);

  g_assert_cmpstr (shown, ==, test->shown);
}

/* A name, what is thought of its look, and how it is shown. */
typedef struct
{
  const char *name;
  const char *text;
  BounceLook look;
  const char *shown;
} LookCase;

static const LookCase look_cases[] = {
  { "ascii", "bob@example.org", BOUNCE_LOOK_PLAIN, "bob@example.org" },
  { "ip", "192.0.2.1", BOUNCE_LOOK_PLAIN, "192.0.2.1" },
  { "punycode", "xn--pple-43d.example", BOUNCE_LOOK_PLAIN, "xn--pple-43d.example" },
  { "empty", "", BOUNCE_LOOK_PLAIN, "" },
  { "odd", "@..@", BOUNCE_LOOK_PLAIN, "@..@" },
  { "umlaut", "bücher.example", BOUNCE_LOOK_FOREIGN, "bücher.example (xn--bcher-kva.example)" },
  { "umlaut-in-local-part", "jörg@example.org", BOUNCE_LOOK_FOREIGN, "jörg@example.org" },
  { "russian", "почта@пример.рф", BOUNCE_LOOK_FOREIGN,
    "почта@пример.рф (xn--e1afmkfd.xn--p1ai)" },
  { "japanese", "日本のテスト.example", BOUNCE_LOOK_FOREIGN,
    "日本のテスト.example (xn--u9j5hmbj5909dcvb.example)" },
  { "japanese-with-latin", "abc日本.example", BOUNCE_LOOK_FOREIGN,
    "abc日本.example (xn--abc-v08fl0d.example)" },
  { "cyrillic-a-among-latin", "\u0430pple.example", BOUNCE_LOOK_MIXED,
    "\u0430pple.example (xn--pple-43d.example)" },
  { "greek-o-among-latin", "bob@g\u03bfogle.example", BOUNCE_LOOK_MIXED,
    "bob@g\u03bfogle.example (xn--gogle-rce.example)" },
  { "mixed-local-part", "p\u0430ul@example.org", BOUNCE_LOOK_MIXED, "p\u0430ul@example.org" },
  { "cyrillic-and-greek", "\u0436\u03b1.example", BOUNCE_LOOK_MIXED,
    "\u0436\u03b1.example (xn--mxa9x.example)" },
  { "all-cyrillic-but-latin-to-see", "\u0430\u0440\u0440\u04cf\u0435.example", BOUNCE_LOOK_ALIKE,
    "\u0430\u0440\u0440\u04cf\u0435.example (xn--80ak6aa92e.example)" },
  { "the-same-under-a-cyrillic-end", "\u0430\u0440\u0440.рф", BOUNCE_LOOK_FOREIGN,
    "\u0430\u0440\u0440.рф (xn--80a6aa.xn--p1ai)" },
  { "cyrillic-capitals-but-latin-to-see", "МАСВООК.example", BOUNCE_LOOK_ALIKE,
    "МАСВООК.example (xn--80aeyfmas.example)" },
  { "armenian-but-latin-to-see", "\u057d\u0578\u0585.example", BOUNCE_LOOK_ALIKE,
    "\u057d\u0578\u0585.example (xn--mbbjz.example)" },
  { "variant", "bob@exam\ufe0fple.org", BOUNCE_LOOK_HIDDEN, "bob@example.org" },
  { "hidden-space", "bob@exam\u200bple.org", BOUNCE_LOOK_HIDDEN, "bob@example.org" },
  { "override", "bob@\u202egro.elpmaxe", BOUNCE_LOOK_HIDDEN, "bob@\ufffdgro.elpmaxe" },
  { "no-utf-8", "b\xf6" "b@example.org", BOUNCE_LOOK_PLAIN, "b\ufffd" "b@example.org" },
};

/* What From and To may hold, and how it is shown. */
static const PlainCase names_cases[] = {
  { "none", "", "" },
  { "ordinary", "Alice Example <alice@example.com>", "Alice Example <alice@example.com>" },
  { "bare", "bob@\u0430pple.example", "bob@\u0430pple.example (xn--pple-43d.example)" },
  { "with-a-name", "\"Bob, Esq.\" <bob@\u0430pple.example>",
    "\"Bob, Esq.\" <bob@\u0430pple.example> (xn--pple-43d.example)" },
  { "several", "a@example.com,bob@\u0430pple.example;<c@b\u00fccher.example>, d@example.com",
    "a@example.com,bob@\u0430pple.example (xn--pple-43d.example);<c@b\u00fccher.example> "
    "(xn--bcher-kva.example), d@example.com" },
  { "address-as-a-name", "bob@\u0430pple.example <eve@example.net>",
    "bob@\u0430pple.example (xn--pple-43d.example) <eve@example.net>" },
  { "no-address", "J\u00f6rg @ \u0430pple", "J\u00f6rg @ \u0430pple" },
  { "cleaned", "a\u202e <bob@\u200b\u0430pple.example>\r\nBcc: eve@example.net",
    "a\ufffd <bob@\u0430pple.example> (xn--pple-43d.example)  Bcc: eve@example.net" },
};

static void
test_names (gconstpointer data)
{
  const PlainCase *test = data;
  g_autofree char *shown = bounce_plain_dup_names (test->text);

  g_assert_cmpstr (shown, ==, test->plain);
}

static void
test_look (gconstpointer data)
{
  const LookCase *test = data;
  g_autofree char *shown = bounce_plain_dup_name (test->text);
  const char *words = bounce_words_get_name_look (test->text);

  g_assert_cmpint (bounce_plain_get_look (test->text), ==, test->look);
  g_assert_cmpstr (shown, ==, test->shown);
  if (test->look > BOUNCE_LOOK_FOREIGN)
    g_assert_nonnull (words);
  else
    g_assert_null (words);
}

/* A joiner is one of letters or pictures only where it stands behind one. */
static void
test_hides (void)
{
  g_assert_true (bounce_plain_hides (0x202e, 'a'));
  g_assert_true (bounce_plain_hides (0x200b, 0x06cc));
  g_assert_true (bounce_plain_hides (0x200d, 'y'));
  g_assert_true (bounce_plain_hides (0x200d, 0));
  g_assert_false (bounce_plain_hides (0x200c, 0x06cc));
  g_assert_false (bounce_plain_hides (0x200d, 0x1f469));
  g_assert_false (bounce_plain_hides ('a', 0x202e));
}

static void
test_long_name (void)
{
  g_autofree char *letters = g_strnfill (100000, 'x');
  g_autofree char *name = g_strconcat ("\u0430", letters, NULL);

  g_assert_cmpint (bounce_plain_get_look (name), ==, BOUNCE_LOOK_PLAIN);
  g_assert_null (bounce_plain_dup_ascii (name));
}

/* Padding in front of the domain makes nobody look away from it. */
static void
test_long_local_part (void)
{
  g_autofree char *letters = g_strnfill (400, 'x');
  g_autofree char *name = g_strconcat (letters, "@\u0430pple.example", NULL);
  g_autofree char *shown = bounce_plain_dup_name (name);

  g_assert_cmpint (bounce_plain_get_look (name), ==, BOUNCE_LOOK_MIXED);
  g_assert_true (g_str_has_suffix (shown, "\u0430pple.example (xn--pple-43d.example)"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/plain/", plain_cases[i].name, NULL);

      g_test_add_data_func (path, &plain_cases[i], test_plain);
    }
  for (guint i = 0; i < G_N_ELEMENTS (inside_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/plain/inside/", inside_cases[i].name, NULL);

      g_test_add_data_func (path, &inside_cases[i], test_inside);
    }
  for (guint i = 0; i < G_N_ELEMENTS (look_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/homograph/", look_cases[i].name, NULL);

      g_test_add_data_func (path, &look_cases[i], test_look);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/names/", names_cases[i].name, NULL);

      g_test_add_data_func (path, &names_cases[i], test_names);
    }
  g_test_add_func ("/plain/hides", test_hides);
  g_test_add_func ("/homograph/long", test_long_name);
  g_test_add_func ("/homograph/long-local-part", test_long_local_part);

  return g_test_run ();
}
