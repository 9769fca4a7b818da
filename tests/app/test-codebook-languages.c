/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "bounce-codebook-list.h"
#include "bounce-fold.h"
#include "bounce-words.h"

/* Searching the code book in the reader's language, which is that of the environment:
 * tests/locales.py sets it. People leave accents out, or shout. */

typedef struct
{
  const char *language;
  const char *search;
  const char *code;     /* the first that is found */
} Search;

static const Search searches[] = {
  { "ar", "صندوق البريد ممتلئ", "X.2.2" },
  { "ar", "بَيَانات الاستيثاق", "535" },
  { "de", "POSTFACH VOLL", "X.2.2" },
  { "de", "ungultige postfachadresse", "X.1.1" },
  { "de", "UNGÜLTIGE POSTFACHADRESSE", "X.1.1" },
  { "es", "buzon lleno", "X.2.2" },
  { "es", "BUZÓN LLENO", "X.2.2" },
  { "fr", "boite aux lettres pleine", "X.2.2" },
  { "fr", "BOÎTE AUX LETTRES PLEINE", "X.2.2" },
  { "it", "CASELLA PIENA", "X.2.2" },
  { "ja", "メールボックスがいっぱい", "X.2.2" },
  { "nl", "POSTVAK VOL", "X.2.2" },
  { "pl", "skrzynka pelna", "X.2.2" },
  { "pl", "SKRZYNKA PEŁNA", "X.2.2" },
  { "pt_BR", "credenciais de autenticacao invalidas", "535" },
  { "ru", "ПОЧТОВЫЙ ЯЩИК ПЕРЕПОЛНЕН", "X.2.2" },
  { "ru", "почтовыи ящик переполнен", "X.2.2" },
  { "tr", "POSTA KUTUSU DOLU", "X.2.2" },
  { "tr", "kimlik dogrulama bilgileri gecersiz", "535" },
  { "tr", "KİMLİK DOĞRULAMA BİLGİLERİ GEÇERSİZ", "535" },
  { "zh_CN", "邮箱已满", "X.2.2" },
};

static void
test_search (gconstpointer data)
{
  const Search *search = data;
  g_autoptr(BounceCodebookList) list = bounce_codebook_list_new ();
  g_auto(GStrv) codes = NULL;

  bounce_codebook_list_set_search (list, search->search);
  codes = bounce_codebook_list_dup_codes (list, 1);

  g_assert_cmpstr (codes[0], ==, search->code);
}

typedef struct
{
  const char *one;
  const char *other;
  gboolean is_same;
} Pair;

static const Pair pairs[] = {
  { "Échec", "echec", TRUE },
  { "Straße", "STRASSE", TRUE },
  { "Łódź", "lodz", TRUE },
  { "İLETİ", "ileti", TRUE },
  { "ISI", "ısı", TRUE },
  { "ЁЛКА", "елка", TRUE },
  { "ＣＯＤＥ", "code", TRUE },
  /* No line ends at the first of these hyphens. */
  { "E‑Mail", "e-mail", TRUE },
  /* In kana the sign makes another letter. */
  { "パス", "ハス", FALSE },
  { "mailbox", "mailboxes", FALSE },
};

static void
test_fold (gconstpointer data)
{
  const Pair *pair = data;
  g_autofree char *one = bounce_fold (pair->one);
  g_autofree char *other = bounce_fold (pair->other);

  if (pair->is_same)
    g_assert_cmpstr (one, ==, other);
  else
    g_assert_cmpstr (one, !=, other);
}

int
main (int   argc,
      char *argv[])
{
  const char *language = g_getenv ("LANGUAGE");
  guint n_searches = 0;

  g_assert_nonnull (setlocale (LC_ALL, ""));
  g_test_init (&argc, &argv, NULL);
  bounce_words_init ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fold/%s", pairs[i].other);

      g_test_add_data_func (path, &pairs[i], test_fold);
    }
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    if (g_strcmp0 (searches[i].language, language) == 0)
      {
        g_autofree char *path = g_strdup_printf ("/codebook/%s/%s", language,
                                                 searches[i].search);

        g_test_add_data_func (path, &searches[i], test_search);
        n_searches++;
      }
  g_assert_cmpuint (n_searches, >, 0);

  return g_test_run ();
}
