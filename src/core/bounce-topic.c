/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-topic-private.h"

#include <string.h>

/*
 * "The domain example.org does not exist" and "bob@example.org does not exist" end in
 * the same words, and a table can hold no row for each name between. So words that
 * leave open what they speak of are read together with the noun before them.
 */

/* A sentence of a server has its noun this near, an address of 60 bytes included. */
#define TOPIC_REACH 110

/* "cannot find a mailbox": where none stands before, it stands right behind. */
#define TOPIC_REACH_BEHIND 28

typedef struct
{
  const char *word;
  BounceTopic topic;
} TopicWord;

/* How words begin that name a topic, in lower case and without accents, as many servers
 * write them; endings differ by case and number. Those of scripts without spaces stand
 * anywhere. */
static const TopicWord topic_words[] = {
  { "account", BOUNCE_TOPIC_PERSON },      { "address", BOUNCE_TOPIC_PERSON },
  { "alias", BOUNCE_TOPIC_PERSON },        { "customer", BOUNCE_TOPIC_PERSON },
  { "person", BOUNCE_TOPIC_PERSON },       { "recipient", BOUNCE_TOPIC_PERSON },
  { "subscriber", BOUNCE_TOPIC_PERSON },   { "user", BOUNCE_TOPIC_PERSON },
  { "inbox", BOUNCE_TOPIC_MAILBOX },       { "mail box", BOUNCE_TOPIC_MAILBOX },
  { "mailbox", BOUNCE_TOPIC_MAILBOX },     { "domain", BOUNCE_TOPIC_DOMAIN },
  { "sender", BOUNCE_TOPIC_SENDER },       { "your address", BOUNCE_TOPIC_SENDER },
  { "from address", BOUNCE_TOPIC_SENDER }, { "from domain", BOUNCE_TOPIC_SENDER },
  { "your domain", BOUNCE_TOPIC_SENDER },  { "outgoing mail", BOUNCE_TOPIC_SENDER },
  { "attachment", BOUNCE_TOPIC_ATTACHMENT },
  { "message", BOUNCE_TOPIC_MESSAGE },     { "your mail", BOUNCE_TOPIC_MESSAGE },
  { "archive", BOUNCE_TOPIC_ATTACHMENT },  { "file type", BOUNCE_TOPIC_ATTACHMENT },
  { "client host", BOUNCE_TOPIC_SERVER },  { "ip address", BOUNCE_TOPIC_SERVER },
  { "mail server", BOUNCE_TOPIC_SERVER },  { "your ip", BOUNCE_TOPIC_SERVER },
  { "your host", BOUNCE_TOPIC_SERVER },    { "your network", BOUNCE_TOPIC_SERVER },
  { "your server", BOUNCE_TOPIC_SERVER },  { "sending host", BOUNCE_TOPIC_SERVER },
  { "sending server", BOUNCE_TOPIC_SERVER },
  { "outgoing server", BOUNCE_TOPIC_SERVER },
  { "postausgangs", BOUNCE_TOPIC_SERVER }, { "serveur sortant", BOUNCE_TOPIC_SERVER },
  { "servidor de salida", BOUNCE_TOPIC_SERVER }, { "server in uscita", BOUNCE_TOPIC_SERVER },
  { "servidor de envio", BOUNCE_TOPIC_SERVER }, { "uitgaande server", BOUNCE_TOPIC_SERVER },
  { "ihr server", BOUNCE_TOPIC_SERVER },   { "ip-adresse", BOUNCE_TOPIC_SERVER },
  { "mailserver", BOUNCE_TOPIC_SERVER },   { "adresse ip", BOUNCE_TOPIC_SERVER },
  { "votre serveur", BOUNCE_TOPIC_SERVER }, { "indirizzo ip", BOUNCE_TOPIC_SERVER },
  { "direccion ip", BOUNCE_TOPIC_SERVER }, { "endereco ip", BOUNCE_TOPIC_SERVER },
  { "ip-адрес", BOUNCE_TOPIC_SERVER },     { "ip地址", BOUNCE_TOPIC_SERVER },

  { "adress", BOUNCE_TOPIC_PERSON },       { "benutzer", BOUNCE_TOPIC_PERSON },
  { "empfanger", BOUNCE_TOPIC_PERSON },    { "konto", BOUNCE_TOPIC_PERSON },
  { "mailadresse", BOUNCE_TOPIC_PERSON },  { "teilnehmer", BOUNCE_TOPIC_PERSON },
  { "postfach", BOUNCE_TOPIC_MAILBOX },    { "posteingang", BOUNCE_TOPIC_MAILBOX },
  { "absender", BOUNCE_TOPIC_SENDER },     { "nachricht", BOUNCE_TOPIC_MESSAGE },
  { "anhang", BOUNCE_TOPIC_ATTACHMENT },      { "anlage", BOUNCE_TOPIC_ATTACHMENT },

  { "adresse", BOUNCE_TOPIC_PERSON },      { "compte", BOUNCE_TOPIC_PERSON },
  { "destinataire", BOUNCE_TOPIC_PERSON }, { "utilisateur", BOUNCE_TOPIC_PERSON },
  { "boite", BOUNCE_TOPIC_MAILBOX },       { "domaine", BOUNCE_TOPIC_DOMAIN },
  { "expediteur", BOUNCE_TOPIC_SENDER },
  { "piece jointe", BOUNCE_TOPIC_ATTACHMENT },

  { "cuenta", BOUNCE_TOPIC_PERSON },       { "destinatari", BOUNCE_TOPIC_PERSON },
  { "direccion", BOUNCE_TOPIC_PERSON },    { "usuario", BOUNCE_TOPIC_PERSON },
  { "buzon", BOUNCE_TOPIC_MAILBOX },       { "bandeja", BOUNCE_TOPIC_MAILBOX },
  { "dominio", BOUNCE_TOPIC_DOMAIN },      { "remitente", BOUNCE_TOPIC_SENDER },
  { "mensaje", BOUNCE_TOPIC_MESSAGE },     { "indirizzo", BOUNCE_TOPIC_PERSON },
  { "utente", BOUNCE_TOPIC_PERSON },       { "casella", BOUNCE_TOPIC_MAILBOX },
  { "mittente", BOUNCE_TOPIC_SENDER },     { "messaggio", BOUNCE_TOPIC_MESSAGE },
  { "allegat", BOUNCE_TOPIC_ATTACHMENT },  { "adjunto", BOUNCE_TOPIC_ATTACHMENT },
  { "anexo", BOUNCE_TOPIC_ATTACHMENT },    { "вложени", BOUNCE_TOPIC_ATTACHMENT },
  { "conta ", BOUNCE_TOPIC_PERSON },       { "destinatario", BOUNCE_TOPIC_PERSON },
  { "endereco", BOUNCE_TOPIC_PERSON },
  { "caixa", BOUNCE_TOPIC_MAILBOX },       { "remetente", BOUNCE_TOPIC_SENDER },
  { "mensagem", BOUNCE_TOPIC_MESSAGE },

  { "adres", BOUNCE_TOPIC_PERSON },        { "geadresseerde", BOUNCE_TOPIC_PERSON },
  { "gebruiker", BOUNCE_TOPIC_PERSON },    { "ontvanger", BOUNCE_TOPIC_PERSON },
  { "postbus", BOUNCE_TOPIC_MAILBOX },     { "postvak", BOUNCE_TOPIC_MAILBOX },
  { "domein", BOUNCE_TOPIC_DOMAIN },       { "afzender", BOUNCE_TOPIC_SENDER },
  { "bericht", BOUNCE_TOPIC_MESSAGE },     { "bijlage", BOUNCE_TOPIC_ATTACHMENT },

  { "mottagare", BOUNCE_TOPIC_PERSON },    { "modtager", BOUNCE_TOPIC_PERSON },
  { "mottaker", BOUNCE_TOPIC_PERSON },     { "brevlada", BOUNCE_TOPIC_MAILBOX },
  { "postkasse", BOUNCE_TOPIC_MAILBOX },   { "postlada", BOUNCE_TOPIC_MAILBOX },
  { "vastaanottaj", BOUNCE_TOPIC_PERSON }, { "osoite", BOUNCE_TOPIC_PERSON },
  { "postilaatik", BOUNCE_TOPIC_MAILBOX },

  { "adresat", BOUNCE_TOPIC_PERSON },      { "odbiorc", BOUNCE_TOPIC_PERSON },
  { "uzytkownik", BOUNCE_TOPIC_PERSON },   { "skrzynk", BOUNCE_TOPIC_MAILBOX },
  { "domen", BOUNCE_TOPIC_DOMAIN },        { "nadawc", BOUNCE_TOPIC_SENDER },
  { "wiadomo", BOUNCE_TOPIC_MESSAGE },     { "prijemc", BOUNCE_TOPIC_PERSON },
  { "uzivatel", BOUNCE_TOPIC_PERSON },     { "schrank", BOUNCE_TOPIC_MAILBOX },
  { "odesilatel", BOUNCE_TOPIC_SENDER },
  { "cimzett", BOUNCE_TOPIC_PERSON },      { "felhasznalo", BOUNCE_TOPIC_PERSON },
  { "e-mail-cim", BOUNCE_TOPIC_PERSON },
  { "postafiok", BOUNCE_TOPIC_MAILBOX },   { "destinatar", BOUNCE_TOPIC_PERSON },
  { "utilizator", BOUNCE_TOPIC_PERSON },   { "casut", BOUNCE_TOPIC_MAILBOX },
  { "адрес", BOUNCE_TOPIC_PERSON },        { "получател", BOUNCE_TOPIC_PERSON },
  { "пользовател", BOUNCE_TOPIC_PERSON },  { "аккаунт", BOUNCE_TOPIC_PERSON },
  { "одержувач", BOUNCE_TOPIC_PERSON },    { "користувач", BOUNCE_TOPIC_PERSON },
  { "ящик", BOUNCE_TOPIC_MAILBOX },        { "скриньк", BOUNCE_TOPIC_MAILBOX },
  { "домен", BOUNCE_TOPIC_DOMAIN },        { "отправител", BOUNCE_TOPIC_SENDER },
  { "сообщени", BOUNCE_TOPIC_MESSAGE },    { "χρήστης", BOUNCE_TOPIC_PERSON },
  { "παραλήπτη", BOUNCE_TOPIC_PERSON },    { "διεύθυνση", BOUNCE_TOPIC_PERSON },
  { "alici", BOUNCE_TOPIC_PERSON },        { "kullanici", BOUNCE_TOPIC_PERSON },
  { "hesap", BOUNCE_TOPIC_PERSON },        { "gelen kutusu", BOUNCE_TOPIC_MAILBOX },
  { "posta kutusu", BOUNCE_TOPIC_MAILBOX }, { "alan adi", BOUNCE_TOPIC_DOMAIN },
  { "gonderen", BOUNCE_TOPIC_SENDER },     { "nguoi nhan", BOUNCE_TOPIC_PERSON },
  { "nguoi dung", BOUNCE_TOPIC_PERSON },   { "dia chi", BOUNCE_TOPIC_PERSON },
  { "hop thu", BOUNCE_TOPIC_MAILBOX },     { "ten mien", BOUNCE_TOPIC_DOMAIN },
  { "المستخدم", BOUNCE_TOPIC_PERSON },     { "المستلم", BOUNCE_TOPIC_PERSON },
  { "המשתמש", BOUNCE_TOPIC_PERSON },       { "הנמען", BOUNCE_TOPIC_PERSON },
  { "תיבת", BOUNCE_TOPIC_MAILBOX },

  { "地址", BOUNCE_TOPIC_PERSON },         { "收件人", BOUNCE_TOPIC_PERSON },
  { "收件者", BOUNCE_TOPIC_PERSON },       { "用户", BOUNCE_TOPIC_PERSON },
  { "使用者", BOUNCE_TOPIC_PERSON },       { "邮箱", BOUNCE_TOPIC_MAILBOX },
  { "郵箱", BOUNCE_TOPIC_MAILBOX },        { "信箱", BOUNCE_TOPIC_MAILBOX },
  { "域名", BOUNCE_TOPIC_DOMAIN },         { "网域", BOUNCE_TOPIC_DOMAIN },
  { "发件人", BOUNCE_TOPIC_SENDER },       { "寄件者", BOUNCE_TOPIC_SENDER },
  { "邮件", BOUNCE_TOPIC_MESSAGE },        { "附件", BOUNCE_TOPIC_ATTACHMENT },
  { "アドレス", BOUNCE_TOPIC_PERSON },     { "受信者", BOUNCE_TOPIC_PERSON },
  { "宛先", BOUNCE_TOPIC_PERSON },         { "ユーザ", BOUNCE_TOPIC_PERSON },
  { "メールボックス", BOUNCE_TOPIC_MAILBOX }, { "ドメイン", BOUNCE_TOPIC_DOMAIN },
  { "差出人", BOUNCE_TOPIC_SENDER },       { "送信者", BOUNCE_TOPIC_SENDER },
  { "사용자", BOUNCE_TOPIC_PERSON },       { "수신자", BOUNCE_TOPIC_PERSON },
  { "받는 사람", BOUNCE_TOPIC_PERSON },    { "주소", BOUNCE_TOPIC_PERSON },
  { "메일함", BOUNCE_TOPIC_MAILBOX },      { "편지함", BOUNCE_TOPIC_MAILBOX },
  { "도메인", BOUNCE_TOPIC_DOMAIN },       { "보낸 사람", BOUNCE_TOPIC_SENDER },

  { "your email", BOUNCE_TOPIC_MESSAGE }, { "your e-mail", BOUNCE_TOPIC_MESSAGE },
  { "the email you", BOUNCE_TOPIC_MESSAGE }, { "the e-mail you", BOUNCE_TOPIC_MESSAGE },
  { "ihre e-mail", BOUNCE_TOPIC_MESSAGE }, { "ihre email", BOUNCE_TOPIC_MESSAGE },
  { "ihre mail", BOUNCE_TOPIC_MESSAGE }, { "deine e-mail", BOUNCE_TOPIC_MESSAGE },
  { "deine mail", BOUNCE_TOPIC_MESSAGE }, { "die e-mail", BOUNCE_TOPIC_MESSAGE },
  { "votre e-mail", BOUNCE_TOPIC_MESSAGE }, { "votre mail", BOUNCE_TOPIC_MESSAGE },
  { "courriel", BOUNCE_TOPIC_MESSAGE }, { "su correo", BOUNCE_TOPIC_MESSAGE },
  { "tu correo", BOUNCE_TOPIC_MESSAGE }, { "el correo que", BOUNCE_TOPIC_MESSAGE },
  { "sua e-mail", BOUNCE_TOPIC_MESSAGE }, { "la tua e-mail", BOUNCE_TOPIC_MESSAGE },
  { "la tua mail", BOUNCE_TOPIC_MESSAGE }, { "la sua e-mail", BOUNCE_TOPIC_MESSAGE },
  { "seu e-mail", BOUNCE_TOPIC_MESSAGE }, { "uw e-mail", BOUNCE_TOPIC_MESSAGE },
  { "uw mail", BOUNCE_TOPIC_MESSAGE }, { "je e-mail", BOUNCE_TOPIC_MESSAGE },
  { "je mail", BOUNCE_TOPIC_MESSAGE }, { "meddeland", BOUNCE_TOPIC_MESSAGE },
  { "din e-post", BOUNCE_TOPIC_MESSAGE }, { "ditt e-post", BOUNCE_TOPIC_MESSAGE },
  { "twoj e-mail", BOUNCE_TOPIC_MESSAGE }, { "twoja poczta", BOUNCE_TOPIC_MESSAGE },
  { "zprav", BOUNCE_TOPIC_MESSAGE }, { "письм", BOUNCE_TOPIC_MESSAGE },
  { "mesaj", BOUNCE_TOPIC_MESSAGE }, { "ileti", BOUNCE_TOPIC_MESSAGE },
  { "e-postaniz", BOUNCE_TOPIC_MESSAGE }, { "رسال", BOUNCE_TOPIC_MESSAGE },
  { "メール", BOUNCE_TOPIC_MESSAGE }, { "メッセージ", BOUNCE_TOPIC_MESSAGE },
  { "메일", BOUNCE_TOPIC_MESSAGE }, { "메시지", BOUNCE_TOPIC_MESSAGE },
  { "信件", BOUNCE_TOPIC_MESSAGE }, { "郵件", BOUNCE_TOPIC_MESSAGE },
  { "uzenet", BOUNCE_TOPIC_MESSAGE }, { "mesajul", BOUNCE_TOPIC_MESSAGE },
  { "повідомлен", BOUNCE_TOPIC_MESSAGE }, { "besked", BOUNCE_TOPIC_MESSAGE },
  { "viesti", BOUNCE_TOPIC_MESSAGE }, { "empfaenger", BOUNCE_TOPIC_PERSON },
  { "ansprechpartner", BOUNCE_TOPIC_PERSON }, { "correspondant", BOUNCE_TOPIC_PERSON },
  { "utilizador", BOUNCE_TOPIC_PERSON }, { "anvandar", BOUNCE_TOPIC_PERSON },
  { "bruger", BOUNCE_TOPIC_PERSON }, { "ucet", BOUNCE_TOPIC_PERSON },
  { "kayttaj", BOUNCE_TOPIC_PERSON }, { "계정", BOUNCE_TOPIC_PERSON },
  { "아이디", BOUNCE_TOPIC_PERSON }, { "アカウント", BOUNCE_TOPIC_PERSON },
  { "相手", BOUNCE_TOPIC_PERSON }, { "受取人", BOUNCE_TOPIC_PERSON },
  { "账户", BOUNCE_TOPIC_PERSON }, { "帐户", BOUNCE_TOPIC_PERSON },
  { "账号", BOUNCE_TOPIC_PERSON }, { "帐号", BOUNCE_TOPIC_PERSON },
  { "賬號", BOUNCE_TOPIC_PERSON }, { "帳號", BOUNCE_TOPIC_PERSON },
  { "帳戶", BOUNCE_TOPIC_PERSON }, { "العنوان", BOUNCE_TOPIC_PERSON },
  { "عنوان", BOUNCE_TOPIC_PERSON }, { "الحساب", BOUNCE_TOPIC_PERSON },
  { "حساب", BOUNCE_TOPIC_PERSON }, { "учетн", BOUNCE_TOPIC_PERSON },
  { "учётн", BOUNCE_TOPIC_PERSON }, { "사서함", BOUNCE_TOPIC_MAILBOX },
  { "받은편지함", BOUNCE_TOPIC_MAILBOX }, { "受信トレイ", BOUNCE_TOPIC_MAILBOX },
  { "受信箱", BOUNCE_TOPIC_MAILBOX }, { "收件箱", BOUNCE_TOPIC_MAILBOX },
  { "收件匣", BOUNCE_TOPIC_MAILBOX }, { "صندوق", BOUNCE_TOPIC_MAILBOX },
  { "inkorg", BOUNCE_TOPIC_MAILBOX }, { "postkassa", BOUNCE_TOPIC_MAILBOX },
  { "postilokero", BOUNCE_TOPIC_MAILBOX }, { "boite aux lettres", BOUNCE_TOPIC_MAILBOX },
  { "boite de reception", BOUNCE_TOPIC_MAILBOX }, { "casilla", BOUNCE_TOPIC_MAILBOX },
  { "posta kutu", BOUNCE_TOPIC_MAILBOX }, { "gelen kutu", BOUNCE_TOPIC_MAILBOX },
  { "schranka", BOUNCE_TOPIC_MAILBOX }, { "النطاق", BOUNCE_TOPIC_DOMAIN },
  { "نطاق", BOUNCE_TOPIC_DOMAIN }, { "alan ad", BOUNCE_TOPIC_DOMAIN },
  { "etki alan", BOUNCE_TOPIC_DOMAIN }, { "tartomany", BOUNCE_TOPIC_DOMAIN },
  { "المرسل", BOUNCE_TOPIC_SENDER }, { "gonderici", BOUNCE_TOPIC_SENDER },
  { "发送者", BOUNCE_TOPIC_SENDER }, { "寄件人", BOUNCE_TOPIC_SENDER },
  { "발신자", BOUNCE_TOPIC_SENDER }, { "avsandar", BOUNCE_TOPIC_SENDER },
  { "afsender", BOUNCE_TOPIC_SENDER }, { "felado", BOUNCE_TOPIC_SENDER },
  { "pieces jointes", BOUNCE_TOPIC_ATTACHMENT },
  { "fichier joint", BOUNCE_TOPIC_ATTACHMENT }, { "dateianha", BOUNCE_TOPIC_ATTACHMENT },
  { "zalacznik", BOUNCE_TOPIC_ATTACHMENT }, { "priloh", BOUNCE_TOPIC_ATTACHMENT },
  { "bilag", BOUNCE_TOPIC_ATTACHMENT }, { "bifogad", BOUNCE_TOPIC_ATTACHMENT },
  { "ek dosya", BOUNCE_TOPIC_ATTACHMENT }, { "添付", BOUNCE_TOPIC_ATTACHMENT },
  { "첨부", BOUNCE_TOPIC_ATTACHMENT }, { "المرفق", BOUNCE_TOPIC_ATTACHMENT },
  { "file attach", BOUNCE_TOPIC_ATTACHMENT },
  { "ip-adress", BOUNCE_TOPIC_SERVER }, { "ip adress", BOUNCE_TOPIC_SERVER },
  { "ip adresse", BOUNCE_TOPIC_SERVER }, { "ip-adres", BOUNCE_TOPIC_SERVER },
  { "ip adres", BOUNCE_TOPIC_SERVER }, { "adres ip", BOUNCE_TOPIC_SERVER },
  { "ip adresi", BOUNCE_TOPIC_SERVER }, { "ip-adresa", BOUNCE_TOPIC_SERVER },
  { "ip adresa", BOUNCE_TOPIC_SERVER }, { "ip주소", BOUNCE_TOPIC_SERVER },
  { "ip 주소", BOUNCE_TOPIC_SERVER }, { "ipアドレス", BOUNCE_TOPIC_SERVER },
  { "عنوان ip", BOUNCE_TOPIC_SERVER }, { "ip 地址", BOUNCE_TOPIC_SERVER },
  { "your email address", BOUNCE_TOPIC_SENDER },
  { "your e-mail address", BOUNCE_TOPIC_SENDER },
  { "ihre absenderadresse", BOUNCE_TOPIC_SENDER },
};

/* What joins a domain to the person in it: "user bob in domain example.org". */
static const char *const prepositions[] = {
  "at", "for", "from", "in", "of", "on", "to", "within", "an", "auf", "bei", "der", "im",
  "dans", "de", "del", "della", "do", "du", "en", "nel", "no", "su", "sur", "op", "van",
  "na", "w", "v", "в", "на", NULL
};

/* What open words of a cause come to mean behind a topic. */
static const struct
{
  BounceCause cause;
  BounceTopic topic;
  BounceCause meaning;
} meanings[] = {
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_TOPIC_PERSON, BOUNCE_CAUSE_ADDRESS_UNKNOWN },
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_TOPIC_MAILBOX, BOUNCE_CAUSE_ADDRESS_UNKNOWN },
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_TOPIC_DOMAIN, BOUNCE_CAUSE_DOMAIN_UNKNOWN },
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_TOPIC_SENDER, BOUNCE_CAUSE_SENDER_REFUSED },
  { BOUNCE_CAUSE_ADDRESS_UNKNOWN, BOUNCE_TOPIC_SERVER, BOUNCE_CAUSE_DNS_FAILURE },
  { BOUNCE_CAUSE_DOMAIN_UNKNOWN, BOUNCE_TOPIC_DOMAIN, BOUNCE_CAUSE_DOMAIN_UNKNOWN },
  { BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL, BOUNCE_TOPIC_DOMAIN,
    BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL },
  { BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL, BOUNCE_TOPIC_SENDER, BOUNCE_CAUSE_SENDER_REFUSED },
  { BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_TOPIC_MAILBOX, BOUNCE_CAUSE_MAILBOX_FULL },
  { BOUNCE_CAUSE_MAILBOX_FULL, BOUNCE_TOPIC_PERSON, BOUNCE_CAUSE_MAILBOX_FULL },
  { BOUNCE_CAUSE_SYSTEM_FULL, BOUNCE_TOPIC_MAILBOX, BOUNCE_CAUSE_MAILBOX_FULL },
  { BOUNCE_CAUSE_SYSTEM_FULL, BOUNCE_TOPIC_PERSON, BOUNCE_CAUSE_MAILBOX_FULL },
  { BOUNCE_CAUSE_MAILBOX_DISABLED, BOUNCE_TOPIC_MAILBOX, BOUNCE_CAUSE_MAILBOX_DISABLED },
  { BOUNCE_CAUSE_MAILBOX_DISABLED, BOUNCE_TOPIC_PERSON, BOUNCE_CAUSE_MAILBOX_DISABLED },
  { BOUNCE_CAUSE_MAILBOX_DISABLED, BOUNCE_TOPIC_SENDER, BOUNCE_CAUSE_SENDER_REFUSED },
  { BOUNCE_CAUSE_MAILBOX_DISABLED, BOUNCE_TOPIC_SERVER, BOUNCE_CAUSE_SERVER_BLOCKLISTED },
  { BOUNCE_CAUSE_MESSAGE_TOO_BIG, BOUNCE_TOPIC_MESSAGE, BOUNCE_CAUSE_MESSAGE_TOO_BIG },
  { BOUNCE_CAUSE_MESSAGE_TOO_BIG, BOUNCE_TOPIC_ATTACHMENT, BOUNCE_CAUSE_MESSAGE_TOO_BIG },
  { BOUNCE_CAUSE_MESSAGE_TOO_BIG, BOUNCE_TOPIC_MAILBOX, BOUNCE_CAUSE_MAILBOX_FULL },
  { BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER, BOUNCE_TOPIC_PERSON,
    BOUNCE_CAUSE_RECIPIENT_BLOCKED_SENDER },
  { BOUNCE_CAUSE_CONTENT_SPAM, BOUNCE_TOPIC_MESSAGE, BOUNCE_CAUSE_CONTENT_SPAM },
  { BOUNCE_CAUSE_ATTACHMENT_REFUSED, BOUNCE_TOPIC_ATTACHMENT,
    BOUNCE_CAUSE_ATTACHMENT_REFUSED },
  { BOUNCE_CAUSE_POLICY_REFUSED, BOUNCE_TOPIC_ATTACHMENT, BOUNCE_CAUSE_ATTACHMENT_REFUSED },
  { BOUNCE_CAUSE_SERVER_REPUTATION, BOUNCE_TOPIC_SERVER, BOUNCE_CAUSE_SERVER_REPUTATION },
  { BOUNCE_CAUSE_SERVER_BLOCKLISTED, BOUNCE_TOPIC_SERVER, BOUNCE_CAUSE_SERVER_BLOCKLISTED },
};

static gboolean
is_letter_before (const char *text,
                  const char *at)
{
  return at > text && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* The nouns by their last byte: chains of indices, 0 for the end, 1 for the first noun. */
typedef struct
{
  guint16 heads[256];
  guint16 next[G_N_ELEMENTS (topic_words) + 1];
} NounIndex;

static const NounIndex *
get_noun_index (void)
{
  static NounIndex nouns;
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      for (guint16 i = 1; i <= G_N_ELEMENTS (topic_words); i++)
        {
          const char *word = topic_words[i - 1].word;
          guint8 last = (guint8) word[strlen (word) - 1];

          nouns.next[i] = nouns.heads[last];
          nouns.heads[last] = i;
        }
      g_once_init_leave (&is_ready, 1);
    }

  return &nouns;
}

/* The noun that ends last in the first @length bytes of @words, and of several the longest:
 * "ip address" is no "address". */
static const TopicWord *
find_last_noun (const char  *words,
                gsize        length,
                const char **found)
{
  const NounIndex *nouns = get_noun_index ();
  const TopicWord *best = NULL;
  gsize best_size = 0;

  *found = NULL;
  for (gsize end = length; end > 0 && best == NULL; end--)
    for (guint16 i = nouns->heads[(guint8) words[end - 1]]; i != 0; i = nouns->next[i])
      {
        const char *word = topic_words[i - 1].word;
        gsize size = strlen (word);
        gboolean has_spaces = g_utf8_get_char (word) < 0x3000;
        const char *at = NULL;

        if (size > end || size <= best_size)
          continue;

        at = words + (end - size);
        if (memcmp (at, word, size) != 0 || (has_spaces && is_letter_before (words, at)))
          continue;

        best = &topic_words[i - 1];
        best_size = size;
        *found = at;
      }

  return best;
}

/* "on domain", "in the domain": one of the two words before @at joins. */
static gboolean
follows_preposition (const char *words,
                     const char *at)
{
  g_auto (GStrv) before = NULL;
  g_autofree char *lead = g_strndup (words, (gsize) (at - words));
  guint n = 0;

  before = g_strsplit (g_strchomp (lead), " ", -1);
  n = g_strv_length (before);

  for (guint i = n > 2 ? n - 2 : 0; i < n; i++)
    if (g_strv_contains (prepositions, before[i]))
      return TRUE;

  return FALSE;
}

static BounceTopic
find_noun (const char *words)
{
  const char *at = NULL;
  const char *earlier_at = NULL;
  const TopicWord *noun = find_last_noun (words, strlen (words), &at);
  const TopicWord *earlier = NULL;

  if (noun == NULL)
    return BOUNCE_TOPIC_NONE;

  earlier = find_last_noun (words, (gsize) (at - words), &earlier_at);
  if (earlier == NULL)
    return noun->topic;

  /* "sender address", "sender's domain" */
  if (earlier->topic == BOUNCE_TOPIC_SENDER
      && (gsize) (at - earlier_at) <= strlen (earlier->word) + 3)
    return BOUNCE_TOPIC_SENDER;
  if (noun->topic == BOUNCE_TOPIC_DOMAIN
      && (earlier->topic == BOUNCE_TOPIC_PERSON || earlier->topic == BOUNCE_TOPIC_MAILBOX)
      && follows_preposition (words, at))
    return earlier->topic;

  return noun->topic;
}

/* "192.0.2.1", maybe in brackets. */
static gboolean
is_ipv4 (const char *word)
{
  g_autofree char *bare = NULL;

  word += strspn (word, "[(");
  bare = g_strndup (word, strspn (word, "0123456789."));

  return g_hostname_is_ip_address (bare);
}

/* What @word is by its looks: an address, or a host's name. */
static BounceTopic
judge_word (const char *word)
{
  const char *dot = strrchr (word, '.');

  if (strchr (word, '@') != NULL)
    return BOUNCE_TOPIC_PERSON;
  if (is_ipv4 (word))
    return BOUNCE_TOPIC_SERVER;

  return dot != NULL && dot > word && g_ascii_isalpha (dot[1]) && g_ascii_isalpha (dot[2])
           ? BOUNCE_TOPIC_DOMAIN : BOUNCE_TOPIC_NONE;
}

/* What the last word is, or the one before it: "bob@example.org has …". */
static BounceTopic
find_name (const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  BounceTopic topic = BOUNCE_TOPIC_NONE;
  guint tried = 0;

  for (guint i = g_strv_length (list); i > 0 && tried < 2 && topic == BOUNCE_TOPIC_NONE; i--)
    if (*list[i - 1] != '\0')
      {
        topic = judge_word (list[i - 1]);
        tried++;
      }

  return topic;
}

/* Cuts off what belongs to an earlier sentence. */
static const char *
find_sentence (const char *words)
{
  static const char full_stop[] = "。";
  const char *start = words;

  for (const char *at = words; *at != '\0'; at++)
    if ((strchr (".;!?", *at) != NULL && at[1] == ' ')
        || strncmp (at, " - ", 3) == 0)
      start = at + 1;
    else if (g_str_has_prefix (at, full_stop))
      start = at + strlen (full_stop);

  return start;
}

/* Letters without a decomposition, as the tables' literals have them. */
static gunichar
fold_letter (gunichar letter)
{
  static const struct { gunichar from, to; } likes[] = {
    { 0x142, 'l' }, { 0xf8, 'o' }, { 0x111, 'd' }, { 0x131, 'i' },
  };
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (letter < 0x80)
    return letter;

  for (guint i = 0; i < G_N_ELEMENTS (likes); i++)
    if (letter == likes[i].from)
      return likes[i].to;

  g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));

  return parts[0] < 0x80 && g_ascii_isalpha ((char) parts[0]) ? parts[0] : letter;
}

/* The words of a stretch of text, in lower case and Latin ones without accents. */
static char *
dup_lower (const char *text,
           gsize       length)
{
  g_autofree char *folded = bounce_text_fold_spaces (text, length);
  g_autofree char *lower = g_utf8_strdown (folded, -1);
  GString *plain = g_string_sized_new (strlen (lower));

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      /* what a lower-case letter of some scripts was taken apart into */
      if (g_unichar_combining_class (g_utf8_get_char (at)) != 0 && plain->len > 0
          && g_ascii_isalpha (plain->str[plain->len - 1]))
        continue;
      g_string_append_unichar (plain, fold_letter (g_utf8_get_char (at)));
    }

  return g_string_free (plain, FALSE);
}

/**
 * bounce_topic_find: (skip)
 * @range: what may be looked at
 * @start: where the open words start
 * @end: the byte behind them
 *
 * Returns: what the sentence that leads to @start speaks of: by its last noun, else by
 *   the address or the domain that stands before @start, else by the noun behind @end
 */
BounceTopic
bounce_topic_find (const BounceRange *range,
                   guint32            start,
                   guint32            end)
{
  const char *text = range->reading->part->search;
  guint32 from = MAX (range->start, start - MIN (start, TOPIC_REACH));
  guint32 to = MIN (range->end, end + TOPIC_REACH_BEHIND);
  g_autofree char *before = NULL;
  g_autofree char *behind = NULL;
  const char *sentence = NULL;
  BounceTopic topic = BOUNCE_TOPIC_NONE;

  while (from < start && ((guchar) text[from] & 0xc0) == 0x80)
    from++;
  while (to > end && to < range->end && ((guchar) text[to] & 0xc0) == 0x80)
    to--;

  before = dup_lower (text + from, start - from);
  sentence = find_sentence (before);
  topic = find_noun (sentence);
  if (topic == BOUNCE_TOPIC_NONE)
    topic = find_name (sentence);
  if (topic != BOUNCE_TOPIC_NONE || to <= end)
    return topic;

  behind = dup_lower (text + end, to - end);
  for (char *at = behind; *at != '\0'; at++)
    if (strchr (".;:!?,", *at) != NULL)
      {
        *at = '\0';
        break;
      }

  return find_noun (behind);
}

static gboolean
begins_as_advice (const char *sentence)
{
  static const char *const openings[] = {
    "if ", "in case ", "should ", "please check ", "check ", "make sure ", "falls ", "wenn ",
    "sollte ", "bitte prufen ", "si ", "verifiez ", "veuillez verifier ", "se ", "caso ",
    "compruebe ", "verifique ", "verificare ", "als ", "indien ", "jesli ", "если ", NULL
  };

  while (*sentence == ' ')
    sentence++;
  for (guint i = 0; openings[i] != NULL; i++)
    if (g_str_has_prefix (sentence, openings[i]))
      return TRUE;

  return FALSE;
}

/* What is known of the sentence of a match. */
enum
{
  SENTENCE_UNKNOWN,
  SENTENCE_TELLS,
  SENTENCE_ADVISES,
};

/**
 * bounce_topic_is_advice: (skip)
 * @range: what may be looked at
 * @match: words of a notice, one of the matches of @range's reading
 *
 * Returns: whether they stand in a sentence that begins as advice does: "If the
 *   mailbox is full …" tells of no mailbox that is
 */
gboolean
bounce_topic_is_advice (const BounceRange *range,
                        const BounceMatch *match)
{
  const BounceReading *reading = range->reading;
  const char *text = reading->part->search;
  gsize index = match - &g_array_index (reading->matches, BounceMatch, 0);
  guint8 *known = &reading->sentences[index];
  guint32 from = match->start - MIN (match->start, TOPIC_REACH);
  gboolean is_cut = range->start > from;
  g_autofree char *before = NULL;
  gboolean is_advice;

  if (!is_cut && *known != SENTENCE_UNKNOWN)
    return *known == SENTENCE_ADVISES;

  from = MAX (range->start, from);
  while (from < match->start && ((guchar) text[from] & 0xc0) == 0x80)
    from++;
  before = dup_lower (text + from, match->start - from);
  is_advice = begins_as_advice (find_sentence (before));
  if (!is_cut)
    *known = is_advice ? SENTENCE_ADVISES : SENTENCE_TELLS;

  return is_advice;
}

/**
 * bounce_topic_is_beside: (skip)
 * @words: open words
 * @name: an address
 *
 * Returns: whether both stand in one sentence
 */
gboolean
bounce_topic_is_beside (const BounceRange *words,
                        const BounceRange *name)
{
  const BounceRange *first = words->start < name->start ? words : name;
  const BounceRange *second = first == words ? name : words;
  g_autofree char *between = NULL;

  if (words->reading == NULL || words->reading != name->reading
      || second->start < first->end || second->start - first->end > TOPIC_REACH)
    return FALSE;

  between = dup_lower (first->reading->part->search + first->end, second->start - first->end);

  return find_sentence (between) == between;
}

/**
 * bounce_topic_is_open: (skip)
 * @cause: what words say
 *
 * Returns: whether it depends on their topic what they mean
 */
gboolean
bounce_topic_is_open (BounceCause cause)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].cause == cause)
      return TRUE;

  return FALSE;
}

/**
 * bounce_topic_is_named: (skip)
 * @words: a phrase, in lower case
 *
 * Returns: whether the words say themselves what they speak of
 */
gboolean
bounce_topic_is_named (const char *words)
{
  g_autofree char *plain = dup_lower (words, strlen (words));
  const char *at = NULL;

  return find_last_noun (plain, strlen (plain), &at) != NULL;
}

/**
 * bounce_topic_qualify: (skip)
 * @topic: what the sentence speaks of
 * @cause: (inout): what its open words say
 *
 * Changes @cause to what the words say of @topic.
 *
 * Returns: whether they can be said of it
 */
gboolean
bounce_topic_qualify (BounceTopic  topic,
                      BounceCause *cause)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].cause == *cause && meanings[i].topic == topic)
      {
        *cause = meanings[i].meaning;
        return TRUE;
      }

  return FALSE;
}
