/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <glib.h>

#include <string.h>

#include "bounce-encoded-word-private.h"
#include "bounce-parts-private.h"

typedef struct
{
  const char *name;
  const char *line;
  const char *words;
} Case;

static const Case cases[] = {
  { "plain", "Mail delivery failed", "Mail delivery failed" },
  { "quoted", "=?utf-8?q?L=C3=BCneburger_Chor?=", "Lüneburger Chor" },
  { "base64", "Re: =?iso-8859-1?B?SvxyZ2Vu?= writes", "Re: Jürgen writes" },
  { "language", "=?iso-8859-1*de?Q?J=FCrgen?=", "Jürgen" },
  { "space-between-words", "=?utf-8?Q?one?= \t =?utf-8?Q?two?=", "onetwo" },
  { "space-between-charsets", "=?utf-8?Q?one?= =?koi8-r?B?xMHK?=", "oneдай" },
  { "space-before-words", "a =?utf-8?Q?b?= c =?utf-8?Q?d?=", "a b c d" },
  { "character-cut-in-two", "=?utf-8?B?w7w=?= =?utf-8?B?w7zD?= =?utf-8?B?vA==?=", "üüü" },
  { "charset-in-two-cases", "=?UTF-8?Q?=C3?= =?utf-8?Q?=BC?=", "ü" },
  { "without-space", "<=?utf-8?Q?one?==?utf-8?Q?two?=>", "<onetwo>" },
  { "spaces-inside", "=?utf-8?Q?one two?=", "one two" },
  { "unknown-charset", "=?x-none?Q?J=FCrgen?=", "Jürgen" },
  { "not-its-charset", "=?utf-8?Q?J=FCrgen_Ma=DF?=", "Jürgen Maß" },
  { "broken-base64", "=?utf-8?B?!?= x", " x" },
  { "broken-quoted", "=?utf-8?Q?a=Zb=?= x", "a=Zb x" },
  { "line-ends", "=?utf-8?Q?a=0D=0Ab=00c?=", "a b\357\277\275c" },
  { "never-closed", "=?utf-8?Q?one", "=?utf-8?Q?one" },
  { "no-encoding", "=?utf-8?X?one?= =?utf-8?Q?b?=", "=?utf-8?X?one?= b" },
  { "no-charset", "=??Q?one?=", "=??Q?one?=" },
  { "a-question", "a=?b c=?d", "a=?b c=?d" },
  { "words-of-no-length", "=?utf-8?Q??" "==?utf-8?B?" "?=", "" },
  /* The converter takes what it refuses; nothing is left of the word then. */
  { "refused-at-the-end-uhc", "=?cp949?B?oug=?= x", "\357\277\275 x" },
  { "refused-at-the-end-cn-ext",
    "=?iso-2022-cn-ext?B?YWLADg==?= x",
    "ab\357\277\275\357\277\275 x" },
};

static void
test_decode (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *words = bounce_encoded_words_decode (test->line);

  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpstr (words, ==, test->words);
}

static void
test_hide (void)
{
  char bytes[] = "Subject: =?utf-8?Q?a?=\n\n1+1=?\0=?utf-8?B?=?=";
  char copy[sizeof bytes];

  memcpy (copy, bytes, sizeof bytes);
  bounce_encoded_words_hide (bytes, sizeof bytes);
  g_assert_null (memmem (bytes, sizeof bytes, "=?", 2));
  bounce_encoded_words_show (bytes, sizeof bytes);
  g_assert_cmpmem (bytes, sizeof bytes, copy, sizeof copy);
}

/* Wherever a message may hold an encoded word, it is read, also where the words are those
 * that end a program which leaves them to GMime. */
static void
test_places (void)
{
  static const char message[] =
    "From: =?iso-2022-cn-ext?B?YWLADg==?= <mailer-daemon@example.net>\n"
    "Subject: =?utf-8?Q?F=C3=BCr_J=C3=BCrgen?=\n"
    "MIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; x=\"=?cp949?B?oug=?=\"; boundary=b\n\n"
    "--b\n"
    "Content-Type: text/plain; name=\"=?iso-2022-cn-ext?B?YWLADg==?=\"\n\n"
    "Is 2+3=?\n\n"
    "--b\n"
    "Content-Type: message/rfc822\n"
    "Content-Disposition: attachment; filename*=iso-2022-cn-ext''ab%C0%0E\n\n"
    "From: =?utf-8?B?SsO8cmdlbg==?= <ann@example.org>\n"
    "To: =?iso-2022-cn-ext?B?YWLADg==?= <bob@example.net>\n"
    "Subject: =?cp949?B?oug=?= =?utf-8?B?Q2jDtnJl?=\n\n"
    "Hello\n--b--\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
  g_autoptr (BounceParts) parts = bounce_parts_new (bytes);
  gboolean has_question = FALSE;

  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);

      has_question |= strstr (part->text, "Is 2+3=?\n") != NULL;
      g_assert_null (strchr (part->text, '\032'));
    }
  g_assert_true (has_question);
  g_assert_cmpstr (bounce_fields_get (parts->returned_fields, "from"), ==,
                   "Jürgen <ann@example.org>");
  g_assert_cmpstr (bounce_fields_get (parts->returned_fields, "subject"), ==,
                   "\357\277\275Chöre");
  g_assert_cmpstr (bounce_fields_get (parts->fields, "subject"), ==, "Für Jürgen");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/encoded-word/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_decode);
    }
  g_test_add_func ("/encoded-word/hide", test_hide);
  g_test_add_func ("/encoded-word/places", test_places);

  return g_test_run ();
}
