/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-facts-private.h"

/* What a text holds literally: "r" reply code, "e" enhanced code, "a" address,
 * "i" IP address; "?" after a reply code that only its company can confirm. */
typedef struct
{
  const char *name;
  const char *text;
  const char *found;
} Case;

static const Case cases[] = {
  { "empty", "", "" },
  { "line", "550 5.1.1 <bob@example.net>: unknown", "r550 e5.1.1 abob@example.net" },
  { "hyphen", "550-5.7.26 gsmtp", "r550 e5.7.26" },
  { "ip", "host mx.example.net[192.0.2.25] said: 450 later", "i192.0.2.25 r450" },
  { "ipv6", "[IPv6:2001:db8::25] 550 no", "i2001:db8::25 r550?" },
  { "version", "Exim 4.96.2", "" },
  { "dotted-name", "4.184.96.66.static.example", "" },
  { "amount", "retried for 450 minutes", "" },
  { "no-break-space", "said:\u00a0550\u00a05.1.1\u00a0no", "r550 e5.1.1" },
  { "fine-quotes", "returned “550 5.1.10 not found”", "r550 e5.1.10" },
  { "fine-quote-alone", "Antwort: „550 unbekannt“", "r550" },
  { "chinese", "退信代码550，收件人bob@example.net不存在", "r550? abob@example.net" },
  { "chinese-colon", "错误：550 5.1.1 用户不存在，收件人：bob@example.net", "r550 e5.1.1 abob@example.net" },
  { "japanese", "宛先bob@example.netは見つかりません（550 5.1.1）", "abob@example.net r550 e5.1.1" },
  { "japanese-ip", "サーバー192.0.2.25から", "i192.0.2.25" },
  { "korean", "수신자 bob@example.net에게 배달하지 못했습니다", "abob@example.net" },
  { "letters-of-latin", "<müller@bücher.example>", "amüller@bücher.example" },
  { "letters-of-chinese", "<用户@例子.广告>", "a用户@例子.广告" },
  { "letters-beside", "é550 550é", "" },
  { "ellipsis", "bob@example.net…", "abob@example.net" },
  { "guillemets", "«bob@example.net»", "abob@example.net" },
  { "mailto", "mailto:bob@example.net", "abob@example.net" },
  { "literal", "bob@[192.0.2.1]", "abob@[192.0.2.1]" },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GArray) facts = bounce_facts_scan (row->text, strlen (row->text));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);

      g_string_append_printf (found, "%s%c%.*s",
                              i > 0 ? " " : "",
                              "reai"[fact->kind],
                              (int) (fact->end - fact->start),
                              row->text + fact->start);
      if (fact->kind == BOUNCE_FACT_REPLY_CODE && fact->weight == BOUNCE_FACT_BARE)
        g_string_append_c (found, '?');
    }

  g_assert_cmpstr (found->str, ==, row->found);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/facts/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
