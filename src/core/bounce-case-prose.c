/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-case-private.h"

#include <string.h>

#include "bounce-limits.h"

/*
 * Recipients in prose. Programs differ in their words but hardly in their
 * layout: an address at the start of a line, or behind "the following addresses
 * failed", and its reason from there to the next one.
 */

/* How sure it is that an address is a failed recipient. */
typedef enum {
  PLACE_LISTED,         /* behind words that announce recipients, or as "<addr>:" */
  PLACE_HEADING,        /* alone at the start of a line, or with a code behind */
  PLACE_ANNOUNCED,      /* in the first line below such words, text before it */
  PLACE_NAMED,          /* behind "RCPT TO:", "To:", "recipient" */
  PLACE_LEADING,        /* at the start of a line, text behind it */
  PLACE_LOOSE,          /* anywhere else */
  N_PLACES
} Place;

typedef struct
{
  const BounceReading *reading;
  char *address;
  guint32 start;        /* of its line */
  guint32 address_start;
  guint32 address_end;
  guint32 end;          /* of its reason */
  Place place;
} Mention;

/* Words right before an address that make it the recipient. */
static const char *const naming_words[] = {
  "rcpt to:", "rcpt to", "rcpt:", "to:", "recipient:", "recipient", "recipients:",
  "user:", "mailbox", "mailbox:", "account", "account:", "address:", "for",
  "unknown user:", "deliver to", "delivered to", "message to", "mail to",
  "email to", "send to", "sent to", "user", "an:", "destinataire", "pour", "à",
  "para", "destinatario", "кому:", "emailaddress\":", NULL
};

/* Words after which a host name stands that spoke. */
static const char *const speaker_words[] = {
  "host ", "host: ", "talking to ", "connected to ", "generating server: ",
  "remote server: ", "remote server (", "remote host ", "remote system: dns;",
  "remote mta ", "server for the recipient domain ", " by ", NULL
};

/* Words before which it stands. */
static const char *const spoken_words[] = {
  " does not like ", " failed after i sent", " said:", " refused to talk to me",
  " responded", " returned ", " rejected ", " did not like ", NULL
};

static void
mention_free (Mention *mention)
{
  g_free (mention->address);
  g_free (mention);
}

static guint32
find_line_start (const char *text,
                 guint32     position)
{
  while (position > 0 && text[position - 1] != '\n')
    position--;

  return position;
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
has_words (const char *text,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]) || (guchar) text[i] >= 0x80)
      return TRUE;

  return FALSE;
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

static gboolean
is_mark (const BounceMatch *match,
         BounceMark         mark)
{
  return match->table == BOUNCE_TABLE_MARK
         && bounce_mark_rows[match->row].mark == mark;
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
      if (match->end <= position && is_mark (match, BOUNCE_MARK_RECIPIENTS_FOLLOW))
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
static Place
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
      && fact->start - announced < 200
      && !has_words (text + announced, fact->start - announced))
    return PLACE_LISTED;
  if (leads && behind < length && text[behind] == ':'
      && (angled || behind + 1 >= length || text[behind + 1] == '\n'))
    return PLACE_LISTED;
  if (leads && (behind >= length || strchr ("\n;", text[behind]) != NULL
                || (text[behind] == ',' && behind + 1 < length
                    && text[behind + 1] == '\n')
                || strncmp (text + behind, "...", MIN (3, length - behind)) == 0
                || (angled && text[behind] == '(')))
    return PLACE_HEADING;
  if (leads && behind + 2 < length && text[behind] == ':'
      && g_ascii_isspace (text[behind + 1])
      && strchr ("45", text[behind + 2]) != NULL)
    return PLACE_HEADING;
  if (is_code_prefix (text + line, fact->start - line)
      && strncmp (text + behind, "...", MIN (3, length - behind)) == 0)
    return PLACE_HEADING;
  if (announced > 0 && announced <= fact->start && fact->start - announced < 400
      && is_first_line (text + announced, fact->start - announced))
    return PLACE_ANNOUNCED;
  if (ends_in_word (text + line, fact->start - line, naming_words))
    return PLACE_NAMED;
  if (leads)
    return PLACE_LEADING;

  return PLACE_LOOSE;
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

static void
find_mentions (const BounceDossier *self,
               const BounceReading *reading,
               GPtrArray           *mentions)
{
  const char *text = reading->part->search;
  BounceRange all = { reading, 0, (guint32) reading->part->search_length };
  const BounceFact *fact = NULL;
  guint32 listed_end = 0;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (&all, &cursor)) != NULL)
    {
      Mention *mention = NULL;
      guint32 line = 0;
      guint32 announced = 0;

      if (fact->kind != BOUNCE_FACT_ADDRESS)
        continue;

      line = find_line_start (text, fact->start);
      if (is_message_id (text, line, MIN (fact->start, line + 400)))
        continue;

      announced = MAX (find_announcement (reading, fact->start), listed_end);
      mention = g_new0 (Mention, 1);
      mention->reading = reading;
      mention->address = g_strndup (text + fact->start, fact->end - fact->start);
      mention->start = line;
      mention->address_start = fact->start;
      mention->address_end = fact->end;
      mention->place = judge_place (reading, fact, line, announced);

      if (mention->place == PLACE_LISTED)
        listed_end = fact->end;
      if (mention->place != PLACE_LISTED
          && bounce_dossier_is_sender (self, mention->address))
        mention->place = N_PLACES;

      g_ptr_array_add (mentions, mention);
      if (mentions->len >= BOUNCE_LIMIT_FACTS)
        return;
    }
}

static gboolean
is_known_earlier (GPtrArray *mentions,
                  guint      index,
                  Place      best)
{
  const Mention *mention = g_ptr_array_index (mentions, index);

  for (guint i = 0; i < index && i < BOUNCE_LIMIT_RECIPIENTS; i++)
    {
      const Mention *other = g_ptr_array_index (mentions, i);

      if (other->place <= best
          && g_ascii_strcasecmp (other->address, mention->address) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Adds a case for every recipient that the best place names. */
static void
add_cases (BounceDossier *self,
           GPtrArray     *mentions)
{
  Place best = N_PLACES;

  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *mention = g_ptr_array_index (mentions, i);

      best = MIN (best, mention->place);
    }
  if (best == N_PLACES)
    return;
  if (best > PLACE_HEADING
      && bounce_fields_get (self->parts->fields, "X-Failed-Recipients") != NULL)
    {
      bounce_dossier_collect_header (self);
      return;
    }
  if (best == PLACE_LISTED)
    best = PLACE_HEADING;

  for (guint i = 0; i < mentions->len; i++)
    {
      Mention *mention = g_ptr_array_index (mentions, i);
      BounceCase *found = NULL;

      if (mention->place > best || self->cases->len >= BOUNCE_LIMIT_RECIPIENTS
          || is_known_earlier (mentions, i, best)
          || bounce_dossier_find_case (self, mention->address) != NULL)
        continue;

      found = bounce_case_new ();
      found->address = g_strdup (mention->address);
      found->address_range = (BounceRange) {
        mention->reading, mention->address_start, mention->address_end
      };
      g_ptr_array_add (self->cases, found);
      if (best == PLACE_LOOSE)
        return;
    }
}

/* A rule of dashes or equals signs closes the reasons that stand above it. */
static guint32
find_rule (const char *text,
           guint32     start,
           guint32     end)
{
  for (guint32 i = start; i + 3 < end; i++)
    if (text[i] == '\n')
      {
        guint32 at = i + 1;

        while (at < end && text[at] == ' ')
          at++;
        if (end - at > 5 && (strncmp (text + at, "-----", 5) == 0
                             || strncmp (text + at, "=====", 5) == 0))
          return i;
      }

  return end;
}

/* Each mention's reason reaches to the next mention of somebody else; addresses
 * in a row share the reason below them. */
static void
close_mentions (GPtrArray *mentions)
{
  const Mention *next = NULL;

  for (guint i = mentions->len; i-- > 0; )
    {
      Mention *mention = g_ptr_array_index (mentions, i);
      const char *text = mention->reading->part->search;
      guint32 end = (guint32) mention->reading->part->search_length;

      if (next != NULL && next->reading == mention->reading)
        {
          end = next->start > mention->address_end ? next->start : next->address_start;
          if (!has_words (text + mention->address_end, end - mention->address_end))
            end = next->end;
        }
      else
        end = find_rule (text, mention->address_end, end);

      mention->end = MAX (end, mention->address_end);
      if (mention->place <= PLACE_LEADING)
        next = mention;
    }
}

/* The host name or address at @at, or NULL. */
static char *
dup_host_at (const char *text,
             gsize       length)
{
  gsize size = 0;
  gsize skip = 0;

  while (skip < length && strchr ("[( '\"", text[skip]) != NULL && skip < 2)
    skip++;
  while (skip + size < length
         && (g_ascii_isalnum (text[skip + size])
             || strchr (".-_:", text[skip + size]) != NULL))
    size++;
  while (size > 0 && strchr (".:-", text[skip + size - 1]) != NULL)
    size--;
  if (size < 4 || memchr (text + skip, '.', size) == NULL)
    {
      g_autofree char *ip = bounce_ip_normalise (text + skip, size);

      return g_steal_pointer (&ip);
    }

  return g_ascii_strdown (text + skip, (gssize) size);
}

/* "client host [192.0.2.1] rejected", "connection from 192.0.2.1 rejected": that is
 * who was refused, not who spoke. */
static gboolean
is_spoken_to (const char *text,
              gsize       end)
{
  static const char *const words[] = {
    "client ", "connection from ", "sending ", "sender ", "source ", "your ",
    "ip ", "address ", NULL
  };

  while (end > 0 && strchr ("[(\"'", text[end - 1]) != NULL)
    end--;
  for (guint i = 0; words[i] != NULL; i++)
    if (end >= strlen (words[i])
        && strncmp (text + end - strlen (words[i]), words[i], strlen (words[i])) == 0)
      return TRUE;

  return FALSE;
}

/**
 * bounce_speaker_before: (skip)
 * @reading: a part
 * @from: where to begin
 * @until: where the reply starts
 *
 * Finds the server that the words before (and right at) a reply name.
 *
 * Returns: (transfer full) (nullable): its name or address
 */
char *
bounce_speaker_before (const BounceReading *reading,
                       guint32              from,
                       guint32              until)
{
  const char *text = reading->part->search;
  g_autofree char *lower = NULL;
  gsize size = 0;
  gsize best = 0;
  char *host = NULL;

  if (until <= from)
    return NULL;
  if (until - from > 1000)
    from = until - 1000;

  size = until - from;
  lower = g_ascii_strdown (text + from, (gssize) size);
  for (gsize i = 0; i < size; i++)
    if (lower[i] == '\n' || lower[i] == '\t')
      lower[i] = ' ';

  for (guint i = 0; speaker_words[i] != NULL; i++)
    for (char *at = strstr (lower, speaker_words[i]); at != NULL;
         at = strstr (at + 1, speaker_words[i]))
      {
        gsize begin = (gsize) (at - lower) + strlen (speaker_words[i]);
        g_autofree char *named = NULL;

        while (begin < size && lower[begin] == ' ')
          begin++;
        if (begin < best || is_spoken_to (lower, (gsize) (at - lower)))
          continue;
        named = dup_host_at (lower + begin, size - begin);
        if (named == NULL)
          continue;
        best = begin;
        g_free (host);
        host = g_steal_pointer (&named);
      }

  for (guint i = 0; host == NULL && spoken_words[i] != NULL; i++)
    {
      char *at = g_strrstr (lower, spoken_words[i]);
      char *begin = at;

      if (at == NULL)
        continue;
      while (begin > lower && begin[-1] != ' ')
        begin--;
      if (is_spoken_to (lower, (gsize) (begin - lower)))
        continue;
      host = dup_host_at (begin, (gsize) (at - begin));
    }

  return host;
}

/* A reply ends at an empty line, at the client's next command, or with @end. */
static guint32
find_reply_end (const char *text,
                guint32     start,
                guint32     end)
{
  gboolean has_text = FALSE;
  gboolean line_has_text = FALSE;

  for (guint32 i = start; i < end; i++)
    {
      if (text[i] == '\n')
        {
          guint32 at = i + 1;

          if (has_text && !line_has_text)
            return i;
          line_has_text = FALSE;
          while (at < end && text[at] == ' ')
            at++;
          if (has_text && end - at > 3
              && (strncmp (text + at, ">>>", 3) == 0
                  || strncmp (text + at, "-----", MIN (5, end - at)) == 0
                  || strncmp (text + at, "--- ", MIN (4, end - at)) == 0))
            return i;
        }
      else if (!g_ascii_isspace (text[i]))
        {
          line_has_text = TRUE;
          has_text = TRUE;
        }
    }

  return end;
}

static gboolean
range_has_code (const BounceRange *range)
{
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
    if (fact->kind == BOUNCE_FACT_ENHANCED_CODE
        || (fact->kind == BOUNCE_FACT_REPLY_CODE && fact->reply >= 400))
      return TRUE;

  return FALSE;
}

/* The replies that the marks of @range announce: those with a code, the last one
 * first, then those without. */
static void
find_replies (BounceCase        *found,
              const BounceRange *range)
{
  const char *text = range->reading->part->search;
  const BounceMatch *match = NULL;
  g_autoptr (GArray) wordy = g_array_new (FALSE, FALSE, sizeof (BounceRange));
  guint first = found->replies->len;
  guint cursor = 0;
  guint32 taken = 0;

  while ((match = bounce_range_next_match (range, &cursor)) != NULL)
    {
      BounceRange reply = { range->reading, match->end, range->end };

      if (!is_mark (match, BOUNCE_MARK_REPLY_FOLLOWS) || match->end <= taken)
        continue;

      reply.end = find_reply_end (text, match->end, range->end);
      taken = match->end;
      if (found->said_by == NULL)
        found->said_by = bounce_speaker_before (range->reading, range->start,
                                                MIN (reply.end, match->end + 120));
      if (range_has_code (&reply))
        g_array_insert_val (found->replies, first, reply);
      else if (has_words (text + reply.start, reply.end - reply.start))
        g_array_insert_val (wordy, 0, reply);
      if (found->replies->len + wordy->len > BOUNCE_LIMIT_EVIDENCE)
        break;
    }

  g_array_append_vals (found->replies, wordy->data, wordy->len);
}

static void
note_speakers (BounceCase        *found,
               const BounceRange *range)
{
  if (bounce_range_has_mark (range, BOUNCE_MARK_REMOTE_SPEAKER))
    found->is_remote = TRUE;
  else if (bounce_range_has_mark (range, BOUNCE_MARK_LOCAL_SPEAKER))
    found->is_local = TRUE;
}

static void
take_prose (BounceCase  *found,
            BounceRange  range)
{
  if (range.end <= range.start)
    return;

  find_replies (found, &range);
  note_speakers (found, &range);
  if (found->said_by == NULL)
    found->said_by = bounce_speaker_before (range.reading, range.start, range.end);
  g_array_append_val (found->prose, range);
}

/* Some programs give the reason once, above the list of everybody it is for. */
static void
share_opening (BounceDossier *self,
               GPtrArray     *mentions)
{
  const Mention *first = NULL;

  for (guint i = 0; i < mentions->len && first == NULL; i++)
    {
      const Mention *mention = g_ptr_array_index (mentions, i);

      if (bounce_dossier_find_case (self, mention->address) != NULL)
        first = mention;
    }
  if (first == NULL || first->start == 0)
    return;

  for (guint i = 0; i < self->cases->len; i++)
    {
      BounceCase *found = g_ptr_array_index (self->cases, i);
      BounceRange opening = { first->reading, 0, first->start };

      g_array_append_val (found->shared, opening);
    }
}

static void
take_all_prose (const BounceDossier *self,
                BounceCase          *found)
{
  for (guint i = 0; i < self->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (self->readings, i);

      if (reading->part->role == BOUNCE_PART_TEXT)
        take_prose (found, (BounceRange) {
          reading, 0, (guint32) reading->part->search_length
        });
    }
}

/* The address written to: "(expanded from: <list@example.org>)". */
static void
note_expansion (BounceCase        *found,
                const BounceRange *range)
{
  const BounceMatch *match = NULL;
  guint cursor = 0;

  if (found->original_address != NULL)
    return;

  while ((match = bounce_range_next_match (range, &cursor)) != NULL)
    {
      BounceRange behind = { range->reading, match->end, range->end };
      const BounceFact *fact = NULL;
      guint facts = 0;

      if (!is_mark (match, BOUNCE_MARK_EXPANDED_FROM))
        continue;

      while ((fact = bounce_range_next_fact (&behind, &facts)) != NULL
             && fact->start < match->end + 60)
        if (fact->kind == BOUNCE_FACT_ADDRESS)
          {
            found->original_address =
              g_strndup (range->reading->part->search + fact->start,
                         fact->end - fact->start);
            return;
          }
    }
}

static gboolean
has_name (const BounceDossier *self)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      const BounceCase *found = g_ptr_array_index (self->cases, i);

      if (found->address != NULL)
        return TRUE;
    }

  return FALSE;
}

/* A report that forgets to name its one recipient, or names him in a way that is
 * no mail address, keeps its codes; the name comes from elsewhere in the notice. */
static void
name_anonymous_case (BounceDossier *self,
                     BounceCase    *anonymous)
{
  BounceCase *named = NULL;

  for (guint i = 0; i < self->cases->len && named == NULL; i++)
    {
      BounceCase *found = g_ptr_array_index (self->cases, i);

      if (found->address != NULL)
        named = found;
    }
  if (named == NULL)
    return;

  anonymous->address = g_steal_pointer (&named->address);
  anonymous->address_range = named->address_range;
  g_ptr_array_remove (self->cases, named);
}

/* Names for the cases: from the report, the text, the header of the notice and
 * last that of the returned message (CONTRACT's third step). */
static void
name_cases (BounceDossier *self,
            GPtrArray     *mentions)
{
  BounceCase *anonymous = NULL;

  if (has_name (self))
    return;
  if (self->cases->len > 0)
    anonymous = g_ptr_array_index (self->cases, 0);

  add_cases (self, mentions);
  if (!has_name (self))
    bounce_dossier_collect_header (self);
  if (anonymous != NULL)
    name_anonymous_case (self, anonymous);
  if (self->cases->len == 0)
    g_ptr_array_add (self->cases, bounce_case_new ());
}

/**
 * bounce_dossier_collect_prose: (skip)
 * @self: a dossier whose report parts are read
 *
 * Finds recipients in the text where the report names none, and gives every case
 * the words that are about it. A notice that names nobody gets one case without
 * an address: its codes and words are there all the same.
 */
void
bounce_dossier_collect_prose (BounceDossier *self)
{
  g_autoptr (GPtrArray) mentions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) mention_free);

  for (guint i = 0; i < self->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (self->readings, i);

      if (reading->part->role == BOUNCE_PART_TEXT)
        find_mentions (self, reading, mentions);
    }

  name_cases (self, mentions);

  if (self->cases->len == 1)
    {
      BounceCase *found = g_ptr_array_index (self->cases, 0);

      take_all_prose (self, found);
      for (guint i = 0; i < found->prose->len; i++)
        note_expansion (found, &g_array_index (found->prose, BounceRange, i));
      return;
    }

  close_mentions (mentions);
  for (guint i = 0; i < mentions->len; i++)
    {
      const Mention *mention = g_ptr_array_index (mentions, i);
      BounceCase *found = bounce_dossier_find_case (self, mention->address);
      BounceRange range = { mention->reading, mention->start, mention->end };

      if (found == NULL || found->prose->len >= BOUNCE_LIMIT_EVIDENCE)
        continue;

      take_prose (found, range);
      note_expansion (found, &range);
    }

  share_opening (self, mentions);
  for (guint i = 0; i < self->cases->len; i++)
    {
      BounceCase *found = g_ptr_array_index (self->cases, i);

      if (found->replies->len == 0 && found->prose->len == 0)
        take_all_prose (self, found);
    }
}
