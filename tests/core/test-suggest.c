/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-report-private.h"
#include "bounce-suggest-private.h"

/* An address that failed, why, the To field it was written in, and how it may have
 * been meant; NULL where nothing is suggested. */
typedef struct
{
  const char *address;
  BounceCause cause;
  const char *to;
  const char *meant;
} SuggestCase;

#define MISSING BOUNCE_CAUSE_DOMAIN_UNKNOWN
#define NOBODY BOUNCE_CAUSE_ADDRESS_UNKNOWN
#define SYNTAX BOUNCE_CAUSE_ADDRESS_SYNTAX
#define FULL BOUNCE_CAUSE_MAILBOX_FULL

static const SuggestCase cases[] = {
  /* endings that do not exist */
  { "bob@gmail.con", MISSING, NULL, "bob@gmail.com" },
  { "bob@gmail.cmo", MISSING, NULL, "bob@gmail.com" },
  { "bob@gmail.comm", MISSING, NULL, "bob@gmail.com" },
  { "bob@gmail.cpm", MISSING, NULL, "bob@gmail.com" },
  { "bob@choir.con", MISSING, NULL, "bob@choir.com" },
  { "bob@choir.ogr", MISSING, NULL, "bob@choir.org" },
  { "bob@choir.nte", MISSING, NULL, "bob@choir.net" },
  { "bob@choir.orgg", MISSING, NULL, "bob@choir.org" },
  { "bob@mail.choir.con", MISSING, NULL, "bob@mail.choir.com" },
  { "bob@web.dr", MISSING, NULL, "bob@web.de" },
  { "bob@comcast.nrt", MISSING, NULL, "bob@comcast.net" },
  { "bob@gmial.con", MISSING, NULL, "bob@gmail.com" },
  { "bob@hotmial.con", MISSING, NULL, "bob@hotmail.com" },
  { "Bob.Smith@GMAIL.CON", MISSING, NULL, "Bob.Smith@gmail.com" },

  /* slips of common names */
  { "bob@gmial.com", MISSING, NULL, "bob@gmail.com" },
  { "bob@gmial.com", NOBODY, NULL, "bob@gmail.com" },
  { "bob@gmai.com", MISSING, NULL, "bob@gmail.com" },
  { "bob@hotmial.com", MISSING, NULL, "bob@hotmail.com" },
  { "bob@hotmial.com", NOBODY, NULL, "bob@hotmail.com" },
  { "bob@homtail.com", MISSING, NULL, "bob@hotmail.com" },
  { "bob@homtail.com", NOBODY, NULL, "bob@hotmail.com" },
  { "bob@hotmail.con", MISSING, NULL, "bob@hotmail.com" },
  { "bob@outlok.com", MISSING, NULL, "bob@outlook.com" },
  { "bob@outlook.con", MISSING, NULL, "bob@outlook.com" },
  { "bob@otulook.com", NOBODY, NULL, "bob@outlook.com" },
  { "bob@outlok.de", MISSING, NULL, "bob@outlook.de" },
  { "bob@yaho.com", MISSING, NULL, "bob@yahoo.com" },
  { "bob@yahooo.com", MISSING, NULL, "bob@yahoo.com" },
  { "bob@icluod.com", MISSING, NULL, "bob@icloud.com" },
  { "bob@protonmial.com", MISSING, NULL, "bob@protonmail.com" },
  { "bob@btinernet.com", MISSING, NULL, "bob@btinternet.com" },
  { "bob@tonline.de", MISSING, NULL, "bob@t-online.de" },
  { "bob@t-onlin.de", MISSING, NULL, "bob@t-online.de" },
  { "bob@wandoo.fr", MISSING, NULL, "bob@wanadoo.fr" },
  { "bob@comcsat.net", MISSING, NULL, "bob@comcast.net" },
  { "bob@www.gmail.com", MISSING, NULL, "bob@gmail.com" },
  { "bob@gmail", MISSING, NULL, "bob@gmail.com" },
  { "bob@gmail..com", SYNTAX, NULL, "bob@gmail.com" },
  { "bob.@example.org", SYNTAX, NULL, "bob@example.org" },
  { "anna..smith@example.org", SYNTAX, NULL, "anna.smith@example.org" },

  /* real ones stay */
  { "bob@gmail.com", NOBODY, NULL, NULL },
  { "bob@mail.com", NOBODY, NULL, NULL },
  { "bob@email.com", NOBODY, NULL, NULL },
  { "bob@ymail.com", NOBODY, NULL, NULL },
  { "bob@hotmail.co.uk", NOBODY, NULL, NULL },
  { "bob@outlook.cz", MISSING, NULL, NULL },
  { "bob@orange.es", MISSING, NULL, NULL },
  { "bob@t-online.hu", NOBODY, NULL, NULL },
  { "bob@gmx.net", NOBODY, NULL, NULL },
  { "bob@hotmaik.com", NOBODY, NULL, NULL },
  { "bob@example.org", MISSING, NULL, NULL },
  { "bob@choir.example", MISSING, NULL, NULL },
  { "bob@printer.local", MISSING, NULL, NULL },
  { "bob@localhost", MISSING, NULL, NULL },
  { "bob@choir.museum", MISSING, NULL, NULL },
  { "bob@choir.xn--p1ai", MISSING, NULL, NULL },
  { "bob@[192.0.2.1]", MISSING, NULL, NULL },
  { "bob@gmail.con", FULL, NULL, NULL },
  { "bob", NOBODY, NULL, NULL },

  /* Exchange's wrappings */
  { "IMCEASMTP-bob+40example+2Eorg@example.net", NOBODY, NULL, "bob@example.org" },
  { "IMCEAINVALID-bob+40example+2Eorg@example.net", NOBODY, NULL, "bob@example.org" },
  { "IMCEAEX-_o=Choir_ou=First+20Group_cn=Recipients_cn=bob@example.org", NOBODY, NULL,
    "bob@example.org" },
  { "IMCEAEX-_O=CHOIR_OU=EXCHANGE+20ADMINISTRATIVE+20GROUP+20+28FYDIBOHF23SPDLT+29_"
    "CN=RECIPIENTS_CN=0123456789ABCDEF0123456789ABCDEF-BOB.SMITH@example.org", NOBODY, NULL,
    "BOB.SMITH@example.org" },
  { "IMCEAEX-_o=Choir_cn=Recipients_cn=Bob+20Smith@example.org", NOBODY, NULL, NULL },
  { "IMCEANOTES-Bob+20Smith_Choir@example.org", NOBODY, NULL, NULL },

  /* a name against the local part */
  { "ana.schmit@example.org", NOBODY, "\"Anna Schmidt\" <ana.schmit@example.org>",
    "anna.schmidt@example.org" },
  { "anna.schmid@example.org", NOBODY, "Anna Schmidt <anna.schmid@example.org>",
    "anna.schmidt@example.org" },
  { "schmit.anna@example.org", NOBODY, "Anna Schmidt <schmit.anna@example.org>",
    "schmidt.anna@example.org" },
  { "aschmit@example.org", NOBODY, "Anna Schmidt <aschmit@example.org>",
    "aschmidt@example.org" },
  { "a.schmit@example.org", NOBODY, "\"Schmidt, Anna\" <a.schmit@example.org>",
    "a.schmidt@example.org" },
  { "anna_schmitd@example.org", NOBODY, "Dr. Anna M. Schmidt <anna_schmitd@example.org>",
    "anna_schmidt@example.org" },
  { "juergen.mueler@example.org", NOBODY, "Jürgen Müller <juergen.mueler@example.org>",
    "juergen.mueller@example.org" },
  { "rene.lefevr@example.org", NOBODY, "René Lefèvre <rene.lefevr@example.org>",
    "rene.lefevre@example.org" },
  { "annaschmit@example.org", NOBODY,
    "carol@example.org, Anna Schmidt <annaschmit@example.org>", "annaschmidt@example.org" },
  { "anna.schmidt@example.org", NOBODY, "Anna Schmidt <anna.schmidt@example.org>", NULL },
  { "anna@example.org", NOBODY, "Anna Schmidt <anna@example.org>", NULL },
  { "nightingale@example.org", NOBODY, "Anna Schmidt <nightingale@example.org>", NULL },
  { "anna.braun@example.org", NOBODY, "Anna Schmidt <anna.braun@example.org>", NULL },
  { "ana.schmit@example.org", NOBODY, "ana.schmit@example.org", NULL },
  { "ana.schmit@example.org", NOBODY, "\"ana.schmit@example.org\" <ana.schmit@example.org>",
    NULL },
  { "ana.schmit@example.org", NOBODY, "Choir Office <ana.schmit@example.org>", NULL },
  { "ana.schmit@example.org", NOBODY, "Anna Schmidt <anna@example.net>", NULL },
  { "ana.schmit2@example.org", NOBODY, "Anna Schmidt <ana.schmit2@example.org>", NULL },
  { "ana.schmit@example.org", MISSING, "Anna Schmidt <ana.schmit@example.org>", NULL },
  { "ana.schmit@gmail.con", NOBODY, "Anna Schmidt <ana.schmit@gmail.con>",
    "ana.schmit@gmail.com" },
};

static void
test_suggest (gconstpointer data)
{
  const SuggestCase *row = data;
  BounceRecipient *recipient = bounce_recipient_new ();
  g_autofree char *meant = NULL;

  recipient->address = g_strdup (row->address);
  recipient->verdict.cause = row->cause;
  meant = bounce_suggest_address (recipient, row->to);
  bounce_recipient_free (recipient);

  g_assert_cmpstr (meant, ==, row->meant);
}

/* The address that was written to is the one to be mended. */
static void
test_original (void)
{
  BounceRecipient *recipient = bounce_recipient_new ();
  g_autofree char *meant = NULL;

  recipient->address = g_strdup ("bob@example.org");
  recipient->original_address = g_strdup ("bob@gmail.con");
  recipient->verdict.cause = MISSING;
  meant = bounce_suggest_address (recipient, NULL);
  bounce_recipient_free (recipient);

  g_assert_cmpstr (meant, ==, "bob@gmail.com");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/suggest/%" G_GSIZE_FORMAT "-%s", i + 1,
                                               cases[i].address);

      g_strdelimit (path + strlen ("/suggest/"), "/ ", '_');
      g_test_add_data_func (path, &cases[i], test_suggest);
    }
  g_test_add_func ("/suggest/original", test_original);

  return g_test_run ();
}
