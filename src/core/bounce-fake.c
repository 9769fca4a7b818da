/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-fake-private.h"

#include <string.h>

#include "bounce-domain-private.h"
#include "bounce-limits.h"
#include "bounce-sides-private.h"

/*
 * Phishing dressed as a bounce. A server says what became of a mail that went out;
 * a thief says that mail is waiting to come in, quotes none of it, and wants a
 * password on a page of his own.
 */

/* What a sender's name holds who poses as the system that carries the mail … */
static const char *const poses[] = {
  "mail delivery", "mail system", "mailer-daemon", "mailer daemon", "postmaster",
  "mail server", "mailserver", "mail admin", "email admin", "e-mail admin", "server admin",
  "system admin", "delivery system", "delivery failure", "undelivered",
  "mail-server", "e-mail-server", "mail-system", "serveur de messagerie", "serveur mail",
  "administrateur", "servidor de correo", "administrador", "server di posta",
  "amministratore", "servidor de e-mail", "mailbeheer", "почтовый сервер",
  "администратор", "邮件系统", "邮件管理员", "メール管理者", "メールサーバ", "システム管理者",
  "메일 관리자", "系统管理员", "posta yöneticisi", "správce pošty", "administrator poczty",
  "mail-administrator", "mailadministrator", "مسؤول البريد", "service messagerie",
  "soporte correo", "soporte de correo", "equipo de correo", "supporto posta",
  "suporte de e-mail", "مدير البريد", "служба почты", "почтовая служба", "levelezőrendszer",
  "administrator e-mail", "administrator mail", NULL
};

/* A house whose name is borrowed, and what its own domains begin with. */
static const struct
{
  const char *name;
  const char *owners[6];
} houses[] = {
  { "microsoft", { "microsoft", "microsoftonline", "outlook", "office", "office365" } },
  { "office 365", { "microsoft", "microsoftonline", "outlook", "office", "office365" } },
  { "office365", { "microsoft", "microsoftonline", "outlook", "office", "office365" } },
  { "google mail", { "google", "gmail", "googlemail" } },
  { "google workspace", { "google" } },
  { "gmail", { "google", "gmail", "googlemail" } },
  { "yahoo", { "yahoo", "yahooinc" } },
  { "icloud", { "apple", "icloud" } },
};

/* … or as somebody near it, which a provider's own mail may say as well. */
static const char *const near_poses[] = {
  "mail support", "email support", "webmail", "helpdesk", "help desk", "it support",
  "it-support", "it department", "it service", "service desk", "servicedesk", "quarantine",
  "mailbox", "message center", "notification", NULL
};

/* Filters ask this too, and want no password for it. */
static const char *const harmless_words[] = {
  "release", "retrieve", "review", "view", "recover", NULL
};

/* Nobody honest asks for one in a mail. */
static const char *const password_words[] = {
  "password", "passwort", "kennwort", "mot de passe", "contraseña", "senha", "wachtwoord",
  "hasło", "heslo", "lösenord", "парол", "şifre", "parola", "パスワード", "密码", "비밀번호",
  "كلمة المرور", "jelszav", "κωδικό", NULL
};

/* That one ends soon is told by honest people, too. */
static const char *const expiry_words[] = {
  "expir", "läuft", "scade", "verloopt", "wygasa", "vyprší", "går ut", "истек", "срок",
  "süresi", "caduc", "期限", "过期", "만료", NULL
};

/* What is asked for beyond what a filter or a server asks. */
typedef enum {
  DEMAND_NONE,
  DEMAND_LOG_IN,
  DEMAND_PASSWORD,
} Demand;

static Demand
find_demand (const BounceDossier *dossier)
{
  Demand demand = DEMAND_NONE;

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      for (guint j = 0; j < reading->matches->len; j++)
        {
          const BounceMatch *match = &g_array_index (reading->matches, BounceMatch, j);
          const BounceMarkRow *row;
          const char *words;

          if (match->table != BOUNCE_TABLE_MARK)
            continue;

          row = &bounce_mark_rows[match->row];
          if (row->mark != BOUNCE_MARK_ENTICE)
            continue;

          words = bounce_tables_get_literal (row->literal);
          if (bounce_text_holds_one_of (words, password_words)
              && !bounce_text_holds_one_of (words, expiry_words))
            return DEMAND_PASSWORD;
          if (!bounce_text_holds_one_of (words, harmless_words))
            demand = DEMAND_LOG_IN;
        }
    }

  return demand;
}

/* The host of a link, without a name and a password before it: what stands before
 * "@" is there to mislead. */
static char *
dup_link_host (const char *text,
               gsize       length)
{
  gsize size = 0;
  gsize start = 0;

  while (size < length && size < BOUNCE_LIMIT_LINK_HOST && !g_ascii_isspace (text[size])
         && strchr ("/?#<>\"')", text[size]) == NULL)
    {
      if (text[size] == '@')
        start = size + 1;
      size++;
    }
  for (gsize i = start; i < size; i++)
    if (text[i] == ':')
      size = i;

  return size > start ? g_ascii_strdown (text + start, (gssize) (size - start)) : NULL;
}

/* Whether a link leads to neither the reader's house nor to @honest, which may be
 * NULL. An address instead of a name is nobody's. */
static gboolean
leads_to_stranger (const BounceReading *reading,
                   const BounceSides   *sides,
                   const char          *honest)
{
  const char *text = reading->part->search;
  const char *end = text + reading->part->search_length;
  const char *at = text;

  for (guint links = 0; links < BOUNCE_LIMIT_LINKS; links++)
    {
      g_autofree char *host = NULL;
      g_autofree char *owned = NULL;

      at = g_strstr_len (at, end - at, "://");
      if (at == NULL)
        return FALSE;
      at += strlen ("://");

      host = dup_link_host (at, (gsize) (end - at));
      owned = bounce_domain_dup_owned (host);
      if (host == NULL || (owned == NULL && !g_hostname_is_ip_address (host)))
        continue;
      if (owned == NULL
          || (!bounce_sides_are_readers (sides, host)
              && !(honest != NULL && bounce_domain_same_owner (host, honest))))
        return TRUE;
    }

  return FALSE;
}

/* Whether the name of a large house stands in @name, in lower case, and the mail is from
 * elsewhere. */
static gboolean
borrows_name (const char *name,
              const char *domain)
{
  g_autofree char *owned = bounce_domain_dup_owned (domain);
  gboolean borrowed = FALSE;

  if (owned == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (houses) && !borrowed; i++)
    if (strstr (name, houses[i].name) != NULL)
      {
        borrowed = TRUE;
        for (guint j = 0; houses[i].owners[j] != NULL; j++)
          {
            gsize length = strlen (houses[i].owners[j]);

            if (strncmp (owned, houses[i].owners[j], length) == 0 && owned[length] == '.')
              return FALSE;
          }
      }

  return borrowed;
}

/* Whether the sender's name says mail system, the reader's own domain, or a large house,
 * while the address is somebody else's. */
static gboolean
is_posing (const char        *from,
           const char        *domain,
           const BounceSides *sides,
           gboolean          *is_near)
{
  g_autofree char *valid = from != NULL ? g_utf8_make_valid (from, -1) : NULL;
  g_autofree char *lower = valid != NULL ? g_utf8_strdown (valid, -1) : NULL;
  char *address = NULL;

  if (lower == NULL || bounce_sides_are_readers (sides, domain))
    return FALSE;

  address = strrchr (lower, '<');
  if (address == NULL)
    return FALSE;
  *address = '\0';
  *is_near = bounce_text_holds_one_of (lower, near_poses);

  for (guint i = 0; i < sides->reader->len; i++)
    if (strstr (lower, g_ptr_array_index (sides->reader, i)) != NULL)
      return TRUE;

  return bounce_text_holds_one_of (lower, poses) || borrows_name (lower, domain);
}

static gboolean
speaks_of_failure (const BounceSigns *signs)
{
  static const BounceMark marks[] = {
    BOUNCE_MARK_NOTICE, BOUNCE_MARK_GAVE_UP, BOUNCE_MARK_STOPPED
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (signs->marks[marks[i]] > 0 || signs->subject_marks[marks[i]] > 0)
      return TRUE;

  return FALSE;
}

/**
 * bounce_fake_is: (skip)
 * @dossier: a message
 * @signs: its signs
 *
 * Returns: whether it is phishing dressed as a bounce: it quotes no message, asks
 *   to log in, confirm or pay, and its link leads to a stranger
 */
gboolean
bounce_fake_is (const BounceDossier *dossier,
                const BounceSigns   *signs)
{
  const BounceParts *parts = dossier->parts;
  guint entices = signs->marks[BOUNCE_MARK_ENTICE] + signs->subject_marks[BOUNCE_MARK_ENTICE];
  guint incoming = signs->marks[BOUNCE_MARK_INCOMING]
                   + signs->subject_marks[BOUNCE_MARK_INCOMING];
  const char *from = bounce_fields_get (parts->fields, "From");
  g_autofree char *address = NULL;
  g_autofree char *domain = NULL;
  const BounceSides *sides = dossier->sides;
  gboolean posing = FALSE;
  gboolean near = FALSE;
  gboolean is_stranger = FALSE;
  Demand demand = DEMAND_NONE;

  if (parts->has_attached_copy || parts->returned_fields->len > 0 || dossier->has_report
      || !signs->has_link || entices == 0)
    return FALSE;
  demand = find_demand (dossier);
  if (demand == DEMAND_NONE)
    return FALSE;

  address = from != NULL ? bounce_address_from_field (from) : NULL;
  domain = bounce_domain_of_address (address);
  posing = is_posing (from, domain, sides, &near);

  /* without mail that waits to come in, it takes more to know a lure */
  if (incoming == 0
      && !((posing || (near && demand == DEMAND_PASSWORD)) && entices >= 2))
    return FALSE;

  /* whoever poses as the system has no house of his own; somebody near it has, and may ask
   * his customers to log in there, unless it is for mail that waits or came back, or with
   * a third lure beside */
  is_stranger = posing
                || (demand == DEMAND_PASSWORD
                    && (incoming > 0 || entices > 2 || speaks_of_failure (signs)));

  /* somebody who answers or a list writes about such mail */
  if ((signs->is_reply || signs->from_list) && !posing)
    return FALSE;
  if (entices < 2 && incoming < 2 && !posing && !near)
    return FALSE;

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role == BOUNCE_PART_TEXT
          && leads_to_stranger (reading, sides, is_stranger ? NULL : domain))
        return TRUE;
    }

  return FALSE;
}
