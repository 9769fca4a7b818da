/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-mention-private.h"

#include <string.h>

#include "bounce-limits.h"

/*
 * Where addresses stand in prose. Programs differ in their words but hardly in
 * their layout: an address at the start of a line, or behind "the following
 * addresses failed", and its reason from there to the next one.
 */

/* How far behind an announcement a list begins, and an address in its first line. */
#define LIST_REACH 200
#define LINE_REACH 400

/* Words right before an address that make it the recipient. */
static const char *const naming_words[] = {
  "rcpt to:", "rcpt to", "rcpt:", "rcpt", "to:", "to=", "recipient:", "recipient", "recipients:",
  "user:", "mailbox", "mailbox:", "account", "account:", "address:", "for",
  "unknown user:", "deliver to", "delivered to", "message to", "mail to",
  "email to", "send to", "sent to", "user", "an:", "destinataire", "pour", "à",
  "para", "destinatario", "кому:", "emailaddress\":", NULL
};

/* Words right before an address that make it the sender. */
static const char *const sender_words[] = {
  "from:", "from=", "f=", "mail from:", "mail from", "message from", "messages from", "sender",
  "sender:", "sender address", "from address", "envelope sender", "owned by user",
  "task", "aufgabe", "tâche", "tarea", "username", "user name", "benutzernamen",
  "ihr kennwort für", "ihr passwort für", "password for",
  "nom d'utilisateur", "nombre de usuario", "nome utente", "outgoing mail from",
  "disallowed as", NULL
};

static void
mention_free (BounceMention *mention)
{
  g_free (mention->address);
  g_free (mention);
}

/* The line of @position, where that of @seen starts at @line. What lies before
 * @seen is not walked again: thousands of addresses may stand in one line. */
static guint32
find_line_start (const char *text,
                 guint32     position,
                 guint32     line,
                 guint32     seen)
{
  guint32 least = position >= seen ? seen : 0;

  for (guint32 start = position; start > least; start--)
    if (text[start - 1] == '\n')
      return start;

  return position >= seen ? line : 0;
}

/* Only what lists put before an item: "  * <", "1) ". */
static gboolean
is_bullet (const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" \t*-<>\"'([=.", text[i]) == NULL
        && (guchar) text[i] != 0xC2 && (guchar) text[i] != 0xB7
        && !(g_ascii_isdigit (text[i]) && i + 1 < length && text[i + 1] == ')')
        && !(text[i] == ')' && i > 0 && g_ascii_isdigit (text[i - 1])))
      return FALSE;

  return TRUE;
}

/* Only codes, as in sendmail's "550 5.1.1 <bob@example.org>... User unknown". */
static gboolean
is_code_prefix (const char *text,
                gsize       length)
{
  gsize digits = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        digits++;
      else if (strchr (" .-<", text[i]) == NULL)
        return FALSE;
    }

  return digits >= 3;
}

static gboolean
ends_in_word (const char        *text,
              gsize              length,
              const char *const *words)
{
  while (length > 0 && strchr (" \t<'\"(:[", text[length - 1]) != NULL
         && !(text[length - 1] == ':' && length > 1))
    length--;
  while (length > 0 && strchr (" \t<'\"([", text[length - 1]) != NULL)
    length--;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize size = strlen (words[i]);

      if (size <= length
          && g_ascii_strncasecmp (text + length - size, words[i], size) == 0
          && (size == length || !g_ascii_isalnum (text[length - size - 1])))
        return TRUE;
    }

  return FALSE;
}

/* Where the last announcement before @position ends, or 0. */
static guint32
find_announcement (const BounceReading *reading,
                   guint32              position)
{
  guint32 found = 0;

  for (guint i = 0; i < reading->matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (reading->matches, BounceMatch, i);

      if (match->start >= position)
        break;
      if (match->end <= position && bounce_match_is_mark (match, BOUNCE_MARK_RECIPIENTS_FOLLOW))
        found = MAX (found, match->end);
    }

  return found;
}

/* No line with words ends in @text. */
static gboolean
is_first_line (const char *text,
               gsize       length)
{
  gboolean has_text = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\n' && has_text)
        return FALSE;
      if (g_ascii_isalnum (text[i]) || (guchar) text[i] >= 0x80)
        has_text = TRUE;
    }

  return TRUE;
}

/* Where an address stands in its line decides how much it says. @announced is
 * where an announcement, or the address listed after it, ended. */
static BouncePlace
judge_place (const BounceReading *reading,
             const BounceFact    *fact,
             guint32              line,
             guint32              announced)
{
  const char *text = reading->part->search;
  gsize length = reading->part->search_length;
  gsize behind = fact->end;
  gboolean leads = is_bullet (text + line, fact->start - line);
  gboolean angled = fact->start > 0 && text[fact->start - 1] == '<';

  while (behind < length && strchr (">\"' \t)", text[behind]) != NULL)
    behind++;

  if (announced > 0 && announced <= fact->start
      && fact->start - announced < LIST_REACH
      && !bounce_text_has_words (text + announced, fact->start - announced))
    return BOUNCE_PLACE_LISTED;
  if (leads && behind < length && text[behind] == ':'
      && (angled || behind + 1 >= length || text[behind + 1] == '\n'))
    return BOUNCE_PLACE_LISTED;
  if (leads && (behind >= length || strchr ("\n;", text[behind]) != NULL
                || (text[behind] == ',' && behind + 1 < length
                    && text[behind + 1] == '\n')
                || strncmp (text + behind, "...", MIN (3, length - behind)) == 0
                || (angled && text[behind] == '(')))
    return BOUNCE_PLACE_HEADING;
  if (leads && behind + 2 < length && text[behind] == ':'
      && g_ascii_isspace (text[behind + 1])
      && strchr ("45", text[behind + 2]) != NULL)
    return BOUNCE_PLACE_HEADING;
  if (is_code_prefix (text + line, fact->start - line)
      && strncmp (text + behind, "...", MIN (3, length - behind)) == 0)
    return BOUNCE_PLACE_HEADING;
  if (announced > 0 && announced <= fact->start && fact->start - announced < LINE_REACH
      && is_first_line (text + announced, fact->start - announced))
    return BOUNCE_PLACE_ANNOUNCED;
  if (ends_in_word (text + line, fact->start - line, naming_words))
    return BOUNCE_PLACE_NAMED;
  if (leads)
    return BOUNCE_PLACE_LEADING;

  return BOUNCE_PLACE_LOOSE;
}

static gboolean
is_message_id (const char *text,
               guint32     line,
               guint32     start)
{
  g_autofree char *before = g_ascii_strdown (text + line, (gssize) (start - line));

  return strstr (before, "message-id") != NULL || strstr (before, "id <") != NULL
         || strstr (before, "id=<") != NULL || g_str_has_suffix (before, "://")
         || strstr (before, "in-reply-to") != NULL
         || strstr (before, "references:") != NULL;
}

/* "<ann@example.org>: Sender address rejected" (Postfix), "<ann@example.org>... Domain
 * of sender address" (sendmail): the reply speaks of the writer. */
static gboolean
is_refused_sender (const BounceReading *reading,
                   gsize                behind)
{
  static const char *const words[] = {
    "sender address", "sender rejected", "sender denied", "sender domain",
    "domain of sender", "sender is not", "sender not",
    /* "ann@example.org - Sending": the account of a mail program */
    "sending", "nachrichten werden", "envoi", "enviando", "enviar", "invio", "verzenden", NULL
  };
  const char *text = reading->part->search;
  gsize length = reading->part->search_length;

  while (behind < length && strchr (">\"': .-\n", text[behind]) != NULL)
    behind++;

  for (guint i = 0; words[i] != NULL; i++)
    if (length - behind >= strlen (words[i])
        && g_ascii_strncasecmp (text + behind, words[i], strlen (words[i])) == 0)
      return TRUE;

  return FALSE;
}

static void
read_mentions (const BounceDossier *self,
               const BounceReading *reading,
               GPtrArray           *mentions)
{
  const char *text = reading->part->search;
  BounceRange all = { reading, 0, (guint32) reading->part->search_length };
  const BounceFact *fact = NULL;
  guint32 listed_end = 0;
  guint32 line = 0;
  guint32 seen = 0;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (&all, &cursor)) != NULL)
    {
      BounceMention *mention = NULL;
      guint32 announced = 0;

      if (fact->kind != BOUNCE_FACT_ADDRESS)
        continue;

      line = find_line_start (text, fact->start, line, seen);
      seen = fact->start;
      if (is_message_id (text, line, MIN (fact->start, line + BOUNCE_LIMIT_LINE)))
        continue;

      announced = MAX (find_announcement (reading, fact->start), listed_end);
      mention = g_new0 (BounceMention, 1);
      mention->reading = reading;
      mention->address = g_strndup (text + fact->start, fact->end - fact->start);
      mention->start = line;
      mention->address_start = fact->start;
      mention->address_end = fact->end;
      mention->place = judge_place (reading, fact, line, announced);

      if (mention->place == BOUNCE_PLACE_LISTED)
        listed_end = fact->end;
      if (mention->place != BOUNCE_PLACE_LISTED
          && (ends_in_word (text + line, fact->start - line, sender_words)
              || is_refused_sender (reading, fact->end)))
        mention->place = BOUNCE_N_PLACES;
      if (mention->place != BOUNCE_PLACE_LISTED
          && bounce_dossier_is_sender (self, mention->address))
        mention->place = BOUNCE_N_PLACES;

      g_ptr_array_add (mentions, mention);
      if (mentions->len >= BOUNCE_LIMIT_FACTS)
        return;
    }
}

/* A name without a domain, alone in its line or with a remark in parentheses. */
static gsize
get_bare_name (const char *line,
               gsize       length)
{
  gsize size = 0;
  gsize behind = 0;

  while (size < length && (g_ascii_isalnum (line[size]) || strchr ("._-", line[size]) != NULL))
    size++;
  behind = size;
  while (behind < length && (line[behind] == ' ' || line[behind] == '\t'))
    behind++;

  return size > 1 && (behind == length || line[behind] == '(') ? size : 0;
}

/* AOL and GroupWise list their own users by name alone; the domain is that of the
 * system that writes. */
static void
read_bare_names (const BounceDossier *self,
                 const BounceReading *reading,
                 GPtrArray           *mentions)
{
  const char *text = reading->part->search;
  gsize length = reading->part->search_length;
  const char *from = bounce_fields_get (self->parts->fields, "From");
  g_autofree char *writer = from != NULL ? bounce_address_from_field (from) : NULL;
  const char *domain = writer != NULL ? strrchr (writer, '@') : NULL;
  gsize at = find_announcement (reading, (guint32) length);
  gboolean begun = FALSE;

  if (at == 0 || domain == NULL)
    return;

  /* the rest of the announcement's own line says nothing */
  while (at < length && text[at] != '\n')
    at++;
  /* one more than there may be tells that there are more */
  while (at < length && mentions->len <= BOUNCE_LIMIT_RECIPIENTS)
    {
      gsize line = at + 1;
      const char *end = line < length ? memchr (text + line, '\n', length - line) : NULL;
      gsize stop = end != NULL ? (gsize) (end - text) : length;
      BounceMention *mention = NULL;
      gsize size = 0;
      gsize name = line;

      while (name < stop && strchr (" \t*-", text[name]) != NULL)
        name++;
      at = stop;
      if (name >= stop && !begun)
        continue;
      size = name < stop ? get_bare_name (text + name, stop - name) : 0;
      if (size == 0)
        return;

      begun = TRUE;
      mention = g_new0 (BounceMention, 1);
      mention->reading = reading;
      mention->address = g_strdup_printf ("%.*s%s", (int) size, text + name, domain);
      mention->start = (guint32) line;
      mention->address_start = (guint32) name;
      mention->address_end = (guint32) (name + size);
      mention->place = BOUNCE_PLACE_HEADING;
      g_ptr_array_add (mentions, mention);
    }
}

/* The best place that any of @mentions holds. */
BouncePlace
bounce_mentions_get_best (GPtrArray *mentions)
{
  BouncePlace best = BOUNCE_N_PLACES;

  for (guint i = 0; i < mentions->len; i++)
    {
      const BounceMention *mention = g_ptr_array_index (mentions, i);

      best = MIN (best, mention->place);
    }

  return best;
}

/**
 * bounce_mentions_find: (skip)
 * @dossier: a dossier whose parts are read
 *
 * Finds every address in the words for people and judges its place; an address
 * of the sender has none.
 *
 * Returns: (transfer full) (element-type BounceMention): the addresses, in the
 *   order of the text
 */
GPtrArray *
bounce_mentions_find (const BounceDossier *dossier)
{
  GPtrArray *mentions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) mention_free);

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role == BOUNCE_PART_TEXT)
        read_mentions (dossier, reading, mentions);
    }

  return mentions;
}

/**
 * bounce_mentions_add_bare_names: (skip)
 * @mentions: (element-type BounceMention): what bounce_mentions_find() gave
 * @dossier: the same dossier
 *
 * Adds recipients that are listed by name alone: for notices in which nothing
 * else names anybody.
 */
void
bounce_mentions_add_bare_names (GPtrArray           *mentions,
                                const BounceDossier *dossier)
{
  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role == BOUNCE_PART_TEXT)
        read_bare_names (dossier, reading, mentions);
    }
}

/* A rule of dashes or equals signs closes the reasons that stand above it. Looks for
 * one that begins before @stop; returns @none where there is none. */
static guint32
find_rule (const char *text,
           guint32     start,
           guint32     stop,
           guint32     end,
           guint32     none)
{
  for (guint32 i = start; i < stop && i + 3 < end; i++)
    if (text[i] == '\n')
      {
        guint32 at = i + 1;

        while (at < end && text[at] == ' ')
          at++;
        if (end - at > 5 && (strncmp (text + at, "-----", 5) == 0
                             || strncmp (text + at, "=====", 5) == 0))
          return i;
      }

  return none;
}

/* Each mention's reason reaches to the next mention of somebody else; addresses
 * in a row share the reason below them. */
void
bounce_mentions_close (GPtrArray *mentions)
{
  const BounceMention *next = NULL;
  const BounceReading *searched = NULL;
  guint32 searched_from = 0;
  guint32 rule = 0;

  for (guint i = mentions->len; i-- > 0; )
    {
      BounceMention *mention = g_ptr_array_index (mentions, i);
      const char *text = mention->reading->part->search;
      guint32 end = (guint32) mention->reading->part->search_length;

      if (next != NULL && next->reading == mention->reading)
        {
          end = next->start > mention->address_end ? next->start : next->address_start;
          if (!bounce_text_has_words (text + mention->address_end, end - mention->address_end))
            end = next->end;
        }
      else
        {
          /* Thousands of addresses without a place share what was searched. */
          if (searched != mention->reading || mention->address_end > searched_from)
            {
              searched_from = end;
              rule = end;
            }
          rule = find_rule (text, mention->address_end, searched_from, end, rule);
          searched = mention->reading;
          searched_from = mention->address_end;
          end = rule;
        }

      mention->end = MAX (end, mention->address_end);
      if (mention->place <= BOUNCE_PLACE_LEADING)
        next = mention;
    }
}

