/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-facts-private.h"

#include <string.h>

#include "bounce-address-letter-private.h"
#include "bounce-ip.h"
#include "bounce-limits.h"

/*
 * Facts are what stands literally in a text. A number becomes a code only by
 * the company it keeps, because notices are full of other numbers: sizes, ports,
 * dates, build numbers, queue ids, scores and telephone extensions.
 */

typedef struct
{
  const char *text;
  gsize length;
  GArray *facts;
} Scan;

/* How many letters of a word are read before a number, and behind it. */
#define WORD_REACH 24
#define WORD_REACH_BEHIND 16

/* How far back the name of a host goes before the number of its port. */
#define HOST_REACH 64

/* Words before a dotted number that make it a version or a heading, not a code. */
static const char *const version_words[] = {
  "abb", "abschnitt", "agent", "amavisd", "aufgabe", "build", "capitolo", "chapitre",
  "chapter", "clamav", "exercise", "item", "kapitel", "lesson", "raum", "room", "schritt",
  "step", "tabelle", "table", "zimmer", "communigate", "courier", "dovecot",
  "engine", "exim", "figure", "firmware", "hmailserver", "icewarp", "kernel", "linux",
  "mailer", "mailman", "majordomo", "mdaemon", "opensmtpd", "openssl", "paragraph", "patch",
  "pattern", "perl", "php", "postfix", "powermta", "python", "qmail", "release", "rev",
  "revision", "sec", "section", "sections", "sendmail", "server", "smartermail",
  "spamassassin", "sympa", "thunderbird", "update", "v", "ver", "version", "zimbra", NULL
};

/* Words before a number after which servers name a reply code. */
static const char *const reply_words[] = {
  "answer", "answered", "code", "denied", "err", "error", "errors", "failed",
  "following", "got", "message", "permanent", "reason", "received", "rejected",
  "replied", "reply", "respond", "responded", "response", "responsecode", "returned", "said",
  "says", "server", "smtp", "status", "transient", "was", "with", "with:",
  "antwort", "chyba", "codice", "codigo", "código", "erreur", "erro", "errore", "fehler",
  "fehlercode", "fehlermeldung", "feil", "fejl", "fejlkode", "fel", "felkod", "fout",
  "foutcode", "hata", "kod", "kodu", "réponse", "respuesta", "resposta", "risposta",
  "virhe", "błąd", "błędu", "код", "кода",
  "ошибка", "ошибки", "ошибку", "Ошибка",
  "помилка", "Помилка", "σφάλμα", "エラー",
  "コード", "错误", "錯誤", "代码", "代碼", "返回", "오류", "코드",
  NULL
};

/* Units behind a number, which make it an amount wherever it stands … */
static const char *const unit_words[] = {
  "b", "bytes", "byte", "characters", "chars", "days", "day", "dollars", "eur", "euro",
  "euros", "gb", "gbp", "hours", "hour", "kb", "kg", "kib", "kilobytes", "km", "lines", "mb",
  "megabytes", "mib", "minutes", "minute", "ms", "octets", "percent", "px", "s", "seconds",
  "sec", "times", "usd", "weeks", "years", NULL
};

/* … and things that are counted, unless it stands where replies begin: "554 mail
 * server rejected message". */
static const char *const amount_words[] = {
  "accounts", "addresses", "connections", "emails", "errors", "files", "items", "mail",
  "mails", "messages", "pages", "people", "points", "recipients", "users", NULL
};

/* Words before a number that make it a count or a name. */
static const char *const count_words[] = {
  "after", "before", "case", "ext", "extension", "fax", "id", "invoice", "line", "limit",
  "maximum", "mobile", "nr", "of", "order", "over", "page", "phone", "pid", "port",
  "process", "rfc", "room", "score", "size", "state", "tel", "than", "ticket", "to", "year",
  NULL
};

static gboolean
is_word_character (gunichar c)
{
  return c < BOUNCE_FIRST_WIDE_LETTER && g_unichar_isalnum (c);
}

static gboolean
is_word_at (const Scan *scan,
            gsize       position)
{
  if (position >= scan->length)
    return FALSE;
  if ((guchar) scan->text[position] < 0x80)
    return g_ascii_isalnum (scan->text[position]);

  return is_word_character (g_utf8_get_char (scan->text + position));
}

static gboolean
is_word_before (const Scan *scan,
                gsize       position)
{
  if (position == 0)
    return FALSE;
  if ((guchar) scan->text[position - 1] < 0x80)
    return g_ascii_isalnum (scan->text[position - 1]);

  return is_word_character (g_utf8_get_char (g_utf8_prev_char (scan->text + position)));
}

/* “550 and ：550 as "550 and :550 */
static gboolean
is_foreign_mark_before (const Scan *scan,
                        gsize       position)
{
  gunichar c;

  while (position > 0 && scan->text[position - 1] == ' ')
    position--;
  if (position == 0)
    return FALSE;

  c = g_utf8_get_char (g_utf8_prev_char (scan->text + position));

  return c >= 0x80 && g_unichar_ispunct (c);
}

static gboolean
word_is_one_of (const char        *word,
                gsize              length,
                const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == length
        && g_ascii_strncasecmp (words[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

/* Whether the words of a script without spaces end in one of @words. */
static gboolean
ends_in_one_of (const char        *text,
                gsize              length,
                const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    {
      gsize size = strlen (words[i]);

      if (g_utf8_get_char (words[i]) >= BOUNCE_FIRST_WIDE_LETTER && size <= length
          && memcmp (text + length - size, words[i], size) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether a letter, or a digit where @digits says so, ends before @position. */
static gboolean
is_letter_before (const Scan *scan,
                  gsize       position,
                  gboolean    digits)
{
  gunichar c = position > 0
                 ? g_utf8_get_char (g_utf8_prev_char (scan->text + position)) : 0;

  return g_unichar_isalpha (c) || (digits && g_ascii_isdigit ((gchar) c) && c < 0x80);
}

/* The word that ends before @position, over at most two other bytes. */
static gboolean
word_before_is (const Scan        *scan,
                gsize              position,
                const char *const *words)
{
  gsize end = position;
  gsize start = 0;
  guint gap = 0;

  while (end > 0 && !is_letter_before (scan, end, TRUE) && gap < 3)
    {
      end = (gsize) (g_utf8_prev_char (scan->text + end) - scan->text);
      gap++;
    }

  start = end;
  while (end - start < WORD_REACH && is_letter_before (scan, start, FALSE))
    start = (gsize) (g_utf8_prev_char (scan->text + start) - scan->text);

  return end > start
         && (word_is_one_of (scan->text + start, end - start, words)
             || ends_in_one_of (scan->text + start, end - start, words));
}

static gboolean
word_after_is (const Scan        *scan,
               gsize              position,
               const char *const *words)
{
  gsize start = position;
  gsize end = 0;

  if (start < scan->length && scan->text[start] == ' ')
    start++;

  end = start;
  while (end < scan->length && end - start < WORD_REACH_BEHIND
         && g_ascii_isalpha (scan->text[end]))
    end++;

  return end > start && word_is_one_of (scan->text + start, end - start, words);
}

/* The last byte before @position that is not a space or tab, or a newline at the start. */
static char
byte_before (const Scan *scan,
             gsize       position)
{
  while (position > 0
         && (scan->text[position - 1] == ' ' || scan->text[position - 1] == '\t'))
    position--;

  return position > 0 ? scan->text[position - 1] : '\n';
}

static void
add_fact (Scan       *scan,
          BounceFact  fact)
{
  if (scan->facts->len < BOUNCE_LIMIT_FACTS)
    g_array_append_val (scan->facts, fact);
}

static gboolean
is_three_digits (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1])
         && g_ascii_isdigit (text[2]);
}

/* "550-5.1.1" and "550 5.1.1": three digits stand before the separator. */
static gboolean
follows_reply_code (const Scan *scan,
                    gsize       position)
{
  return position >= 4 && is_three_digits (scan->text + position - 4)
         && (position == 4 || !is_word_before (scan, position - 4));
}

/* "am 5.1.24 um 10:20", "5.1.24, 10:20": a time stands behind a date. */
static gboolean
is_date (const Scan *scan,
         gsize       position)
{
  gsize at = position;

  while (at < scan->length && at < position + 6
         && strchr (" ,-umatT", scan->text[at]) != NULL)
    at++;

  return at > position && at + 3 < scan->length && g_ascii_isdigit (scan->text[at])
         && ((scan->text[at + 1] == ':' && g_ascii_isdigit (scan->text[at + 2]))
             || (g_ascii_isdigit (scan->text[at + 1]) && scan->text[at + 2] == ':'
                 && g_ascii_isdigit (scan->text[at + 3])));
}

/* "RFC 5321 § 4.5.3" */
static gboolean
follows_paragraph_sign (const Scan *scan,
                        gsize       position)
{
  while (position > 0 && scan->text[position - 1] == ' ')
    position--;

  return position >= 2 && memcmp (scan->text + position - 2, "\xC2\xA7", 2) == 0;
}

/* "5.5.0-4711" is an order's number, and in "from 5.1.1 to 5.1.2" and "4.4.1 -> 5.1.1" stand
 * two versions. */
static gboolean
is_numbered (const Scan *scan,
             gsize       start,
             gsize       end)
{
  if (end + 1 < scan->length && scan->text[end] == '-' && g_ascii_isdigit (scan->text[end + 1]))
    return TRUE;

  if (start > 4
      && (memcmp (scan->text + start - 4, " to ", 4) == 0
          || memcmp (scan->text + start - 4, " -> ", 4) == 0)
      && g_ascii_isdigit (scan->text[start - 5]))
    return TRUE;

  return start > 5 && memcmp (scan->text + start - 5, "from ", 5) == 0
         && end + 4 < scan->length && memcmp (scan->text + end, " to ", 4) == 0;
}

static gsize
scan_enhanced_code (Scan  *scan,
                    gsize  position)
{
  BounceFact fact = { .kind = BOUNCE_FACT_ENHANCED_CODE };
  char before = position > 0 ? scan->text[position - 1] : ' ';
  gboolean after_reply = position > 0 && follows_reply_code (scan, position);
  gsize used = 0;

  if (is_word_before (scan, position) || strchr (".@/+$%&_~", before) != NULL)
    {
      if (!after_reply)
        return 0;
    }
  if (before == '-' && !after_reply)
    return 0;
  if (!bounce_enhanced_code_parse (scan->text + position,
                                   scan->length - position,
                                   &fact.enhanced, &used))
    return 0;
  if (position + used < scan->length
      && strchr ("@%", scan->text[position + used]) != NULL)
    return 0;

  if (!after_reply && is_numbered (scan, position, position + used))
    return 0;
  if (!after_reply && (is_date (scan, position + used) || follows_paragraph_sign (scan, position)))
    return 0;

  /* Registered subjects end at 7 and providers go a little further (5.9.8,
   * 4.16.55); anything beyond is a version number unless a reply code vouches. */
  if (!after_reply
      && (fact.enhanced.subject > 20
          || word_before_is (scan, position, version_words)))
    return 0;

  fact.start = (guint32) position;
  fact.end = (guint32) (position + used);
  add_fact (scan, fact);

  return used;
}

/* "mx.example.net:587": the number at @position is one that a program of mail connects to,
 * and the name of a host stands before its colon. A reply may be glued to a name as well. */
static gboolean
is_port (const Scan *scan,
         gsize       position)
{
  static const char *const ports[] = { "443", "465", "587" };
  gsize end = position - 1;
  gsize start = end;
  gboolean has_dot = FALSE;
  gboolean is_known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (ports); i++)
    is_known |= memcmp (scan->text + position, ports[i], 3) == 0;
  if (!is_known)
    return FALSE;

  while (start > 0 && end - start < HOST_REACH
         && (g_ascii_isalnum (scan->text[start - 1])
             || strchr (".-", scan->text[start - 1]) != NULL))
    {
      start--;
      has_dot |= scan->text[start] == '.';
    }

  return has_dot && start < end && scan->text[end - 1] != '.'
         && (start == 0 || scan->text[start - 1] != '@');
}

/* Whether the number that starts after a separator is an address or a code and
 * not the rest of a telephone number: "550-66.96.185.8" against "555-1234". */
static gboolean
is_dotted_number (const Scan *scan,
                  gsize       position)
{
  gsize digits = 0;

  while (position < scan->length && digits < 4
         && g_ascii_isdigit (scan->text[position]))
    {
      position++;
      digits++;
    }

  return digits > 0 && digits < 4 && position < scan->length
         && scan->text[position] == '.';
}

/* "450 000", "(555) 450-1234": the number goes on behind a space or a bracket. */
static gboolean
is_split_number (const Scan *scan,
                 gsize       position)
{
  const char *text = scan->text + position;
  gsize rest = scan->length - position;

  if (rest > 3 && text[0] == ' ' && memcmp (text + 1, "000", 3) == 0
      && (rest == 4 || !g_ascii_isdigit (text[4])))
    return TRUE;

  return rest > 6 && text[0] == ')' && text[1] == ' ' && is_three_digits (text + 2)
         && strchr ("- ", text[5]) != NULL && g_ascii_isdigit (text[6]);
}

static gsize
scan_reply_code (Scan  *scan,
                 gsize  position)
{
  BounceFact fact = { .kind = BOUNCE_FACT_REPLY_CODE };
  BounceEnhancedCode enhanced = { 0, };
  const char *text = scan->text + position;
  gsize rest = scan->length - position;
  char before = position > 0 ? text[-1] : ' ';
  char touching = rest > 3 ? text[3] : ' ';
  gsize next = position + 3;
  gboolean vouched = FALSE;
  gboolean placed = FALSE;
  char mark = 0;

  if (rest < 3 || !is_three_digits (text))
    return 0;

  /* "554.5.7.1" and "550/5.7.1" */
  vouched = rest > 4 && text[4] == text[0]
            && bounce_enhanced_code_parse (text + 4, rest - 4, &enhanced, NULL);
  if (text[0] != '2' && text[0] != '4' && text[0] != '5')
    return 0;
  if (is_word_before (scan, position) || strchr (".@/+$%&_~-?!", before) != NULL)
    return 0;
  if (is_word_at (scan, position + 3)
      || (strchr ("@%_/+=&", touching) != NULL && !(touching == '/' && vouched)))
    return 0;
  if (touching == '.' && rest > 4 && g_ascii_isalnum (text[4]) && !vouched)
    return 0;
  if (touching == ',' && rest > 4 && g_ascii_isdigit (text[4]) && !vouched)
    return 0;
  if (touching == ':' && rest > 4 && g_ascii_isdigit (text[4]) && rest > 5
      && g_ascii_isdigit (text[5]) && (rest == 6 || !g_ascii_isdigit (text[6])))
    return 0;
  if (touching == '-' && rest > 4 && g_ascii_isdigit (text[4])
      && !is_dotted_number (scan, position + 4))
    return 0;
  if (before == ':' && position > 1
      && (g_ascii_isdigit (text[-2]) || (!vouched && is_port (scan, position))))
    return 0;

  fact.reply = (guint) ((text[0] - '0') * 100 + (text[1] - '0') * 10 + text[2] - '0');
  fact.start = (guint32) position;
  fact.end = (guint32) next;

  while (next < scan->length && next < position + 6
         && strchr (" \t-#([<:;,", scan->text[next]) != NULL)
    next++;
  /* (535, b'5.7.8 …'): how Python prints a reply */
  if (next + 1 < scan->length && memcmp (scan->text + next, "b'", 2) == 0)
    next += 2;
  if (vouched || bounce_enhanced_code_parse (scan->text + next, scan->length - next,
                                  &enhanced, NULL))
    {
      fact.weight = BOUNCE_FACT_PAIRED;
      add_fact (scan, fact);
      return 3;
    }

  /* No server replies 400 to 419 by itself: those are statuses of HTTP and numbers that
   * senders of mass mail have for their own interfaces. */
  if (text[0] == '4' && text[1] < '2')
    return 0;
  if (word_after_is (scan, position + 3, unit_words)
      || word_before_is (scan, position, count_words)
      || is_split_number (scan, position + 3))
    return 0;

  mark = byte_before (scan, position);
  placed = strchr ("\n:;\"'<#=|", mark) != NULL || touching == '-'
           || is_foreign_mark_before (scan, position)
           || word_before_is (scan, position, reply_words);
  if (!placed && word_after_is (scan, position + 3, amount_words))
    return 0;

  if (placed)
    fact.weight = BOUNCE_FACT_PLACED;
  else if (before == '(' && touching == ')')
    fact.weight = BOUNCE_FACT_ASIDE;
  else
    fact.weight = BOUNCE_FACT_BARE;
  add_fact (scan, fact);

  return 3;
}

/* "?c=hi&v=192.0.2.1": what a link asks about is no version. */
static gboolean
is_link_value (const Scan *scan,
               gsize       position)
{
  gsize at = position;

  if (at == 0 || scan->text[at - 1] != '=')
    return FALSE;
  at--;
  while (at > 0 && position - at < WORD_REACH_BEHIND && g_ascii_isalpha (scan->text[at - 1]))
    at--;

  return at > 0 && strchr ("?&;", scan->text[at - 1]) != NULL;
}

static gsize
scan_ipv4 (Scan  *scan,
           gsize  position)
{
  BounceFact fact = { .kind = BOUNCE_FACT_IP };
  char before = position > 0 ? scan->text[position - 1] : ' ';
  gsize at = position;
  gsize separator = 0;

  /* "550-66.96.185.8": the hyphen belongs to the reply */
  if (is_word_before (scan, position) || strchr (".@_", before) != NULL
      || (before == '-' && !follows_reply_code (scan, position)))
    return 0;

  for (guint octet = 0; octet < 4; octet++)
    {
      gsize start = at;
      guint value = 0;

      while (at < scan->length && at - start < 3
             && g_ascii_isdigit (scan->text[at]))
        value = value * 10 + (guint) (scan->text[at++] - '0');
      if (at == start || value > 255
          || (at - start > 1 && scan->text[start] == '0'))
        return 0;
      if (octet < 3)
        {
          if (at >= scan->length || scan->text[at] != '.')
            return 0;
          at++;
        }
    }

  /* a longer number, a name such as 4.184.96.66.static.example, a mask */
  separator = at;
  if (at < scan->length && (is_word_at (scan, at) || scan->text[at] == '_'))
    return 0;
  if (at + 1 < scan->length && strchr (".-", scan->text[at]) != NULL
      && is_word_at (scan, at + 1))
    return 0;
  /* a network, "192.0.2.0/24", is nobody's address */
  if (at + 1 < scan->length && scan->text[at] == '/' && g_ascii_isdigit (scan->text[at + 1])
      && (at + 2 == scan->length || !is_word_at (scan, at + 2)
          || (g_ascii_isdigit (scan->text[at + 2]) && !is_word_at (scan, at + 3))))
    return 0;
  /* brackets are for addresses: "server [192.0.2.1]" against "Exim 4.96.2.1" */
  if (before != '[' && !is_link_value (scan, position)
      && word_before_is (scan, position, version_words)
      && !word_before_is (scan, position, (const char *const[]) { "server", NULL }))
    return 0;

  fact.start = (guint32) position;
  fact.end = (guint32) separator;
  add_fact (scan, fact);

  return at - position;
}

static gsize
scan_ipv6 (Scan  *scan,
           gsize  position)
{
  BounceFact fact = { .kind = BOUNCE_FACT_IP };
  g_autofree char *ip = NULL;
  char before = position > 0 ? scan->text[position - 1] : ' ';
  gsize at = position;
  guint colons = 0;
  gboolean doubled = FALSE;
  gboolean has_digit = FALSE;

  if (is_word_before (scan, position) || strchr (".:@_-", before) != NULL)
    {
      /* RFC 5321 §4.1.3 writes [IPv6:2001:db8::1] */
      if (before != ':' || position < 5
          || g_ascii_strncasecmp (scan->text + position - 5, "ipv6:", 5) != 0)
        return 0;
    }

  while (at < scan->length && at - position < BOUNCE_LIMIT_IP
         && (g_ascii_isxdigit (scan->text[at])
             || strchr (":.", scan->text[at]) != NULL))
    {
      if (scan->text[at] == ':')
        {
          colons++;
          doubled = doubled || (at > position && scan->text[at - 1] == ':');
        }
      has_digit = has_digit || g_ascii_isdigit (scan->text[at]);
      at++;
    }
  while (at > position
         && (scan->text[at - 1] == '.'
             || (scan->text[at - 1] == ':'
                 && (at - position < 2 || scan->text[at - 2] != ':'))))
    {
      colons -= scan->text[at - 1] == ':';
      at--;
    }

  /* without any digit it is a name such as "De::Fa" */
  if (colons < 2 || (!doubled && colons != 7) || at - position < 3 || !has_digit)
    return 0;
  if (is_word_at (scan, at))
    return 0;

  ip = bounce_ip_normalise (scan->text + position, at - position);
  if (ip == NULL || strchr (ip, ':') == NULL)
    return 0;

  fact.start = (guint32) position;
  fact.end = (guint32) at;
  add_fact (scan, fact);

  return at - position;
}

/* An address around the @ at @position; RFC 5321 §4.1.2 with RFC 6531's letters. */
static gsize
scan_address (Scan  *scan,
              gsize  position)
{
  BounceFact fact = { .kind = BOUNCE_FACT_ADDRESS };
  const char *text = scan->text;
  gsize start = position;
  gsize end = position + 1;

  if (start > 0 && text[start - 1] == '"')
    {
      /* a quoted local part, on one line */
      start--;
      while (start > 0 && position - start < BOUNCE_LIMIT_QUOTED_NAME && text[start - 1] != '"'
             && text[start - 1] != '\n')
        start--;
      if (start == 0 || text[start - 1] != '"')
        return 0;
      start--;
    }
  else
    {
      while (start > 0 && position - start < BOUNCE_LIMIT_ADDRESS)
        {
          gsize before = bounce_address_step_back (text, start);

          if (before == start)
            break;
          start = before;
        }
      while (start < position && strchr (".'*=|-`{", text[start]) != NULL
             && !(text[start] == '=' && text[start + 1] == '?'))
        start++;
      /* "mailto:x", "RFC822;x" end by themselves; "rcpt=x" does not */
      for (gsize i = position; i > start; i--)
        if (text[i - 1] == '=' && position - start < BOUNCE_LIMIT_ADDRESS
            && i - start >= 2 && word_is_one_of (text + start, i - 1 - start,
                                                  (const char *const[]) {
                                                    "addr", "address", "email",
                                                    "for", "from", "mail", "mfrom",
                                                    "rcpt", "recipient", "smtp", "to", NULL }))
          {
            start = i;
            break;
          }
    }

  /* "https://user@host": a name for a link */
  if (start == position || (text[start] == '/' && text[start + 1] == '/'))
    return 0;

  if (end < scan->length && text[end] == '[')
    {
      while (end < scan->length && end - position < BOUNCE_LIMIT_DOMAIN_LITERAL && text[end] != ']'
             && text[end] != '\n')
        end++;
      if (end >= scan->length || text[end] != ']')
        return 0;
      end++;
    }
  else
    {
      while (end < scan->length && end - position <= BOUNCE_LIMIT_DOMAIN)
        {
          gsize behind = bounce_address_step_domain (text, scan->length, end);

          if (behind == end)
            break;
          end = behind;
        }
      while (end > position + 1 && strchr (".-_", text[end - 1]) != NULL)
        end--;
      if (end == position + 1)
        return 0;
    }

  /* what looked like one inside of the quoted name is part of it */
  while (text[start] == '"' && scan->facts->len > 0
         && g_array_index (scan->facts, BounceFact, scan->facts->len - 1).start >= start)
    g_array_set_size (scan->facts, scan->facts->len - 1);

  fact.start = (guint32) start;
  fact.end = (guint32) end;
  add_fact (scan, fact);

  return end - position;
}

/* How far the letters and digits at @position reach: no code starts among them. */
static gsize
measure_word (const Scan *scan,
              gsize       position)
{
  gsize end = position;

  while (end < scan->length && g_ascii_isalnum (scan->text[end]))
    end++;

  return end - position;
}

/* The byte behind the digits at @position, of which an address has four at most together. It
 * tells nearly every number and word from an address, which parts its own by dots or colons. */
static char
byte_behind_digits (const Scan *scan,
                    gsize       position)
{
  gsize end = position;

  while (end < scan->length && end - position < 5 && g_ascii_isxdigit (scan->text[end]))
    end++;

  return end < scan->length ? scan->text[end] : ' ';
}

/**
 * bounce_facts_scan:
 * @text: (array length=length): text in UTF-8
 * @length: of @text in bytes
 *
 * Finds every code, mail address and IP address in @text, in one pass.
 *
 * Returns: (transfer full) (element-type BounceFact): the facts, by their end
 */
GArray *
bounce_facts_scan (const char *text,
                   gsize       length)
{
  Scan scan = { text, length, NULL };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  scan.facts = g_array_new (FALSE, FALSE, sizeof (BounceFact));

  for (gsize i = 0; i < length; )
    {
      gsize used = 0;

      if (text[i] == '@')
        used = scan_address (&scan, i);
      else if (text[i] == ':' || g_ascii_isxdigit (text[i]))
        {
          gboolean starts = i == 0 || !g_ascii_isalnum (text[i - 1]);
          char behind = starts ? byte_behind_digits (&scan, i) : ' ';

          if (behind == '.')
            used = scan_ipv4 (&scan, i);
          if (used == 0 && behind == '.')
            used = scan_enhanced_code (&scan, i);
          if (used == 0 && starts)
            used = scan_reply_code (&scan, i);
          if (used == 0 && behind == ':')
            used = scan_ipv6 (&scan, i);
        }

      if (used == 0 && g_ascii_isalnum (text[i]))
        used = measure_word (&scan, i);
      i += MAX (used, 1);
    }

  return scan.facts;
}
