/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-mention-private.h"

#include <string.h>

#include "bounce-limits.h"

/*
 * What the words for people say: who the recipients are, where no report names
 * them, and which words are about whom.
 */

static gboolean
is_known_earlier (GPtrArray   *mentions,
                  guint        index,
                  BouncePlace  best)
{
  const BounceMention *mention = g_ptr_array_index (mentions, index);

  for (guint i = 0; i < index && i < BOUNCE_LIMIT_RECIPIENTS; i++)
    {
      const BounceMention *other = g_ptr_array_index (mentions, i);

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
  BouncePlace best = bounce_mentions_get_best (mentions);

  if (best == BOUNCE_N_PLACES)
    return;
  if (best > BOUNCE_PLACE_HEADING
      && bounce_fields_get (self->parts->fields, "X-Failed-Recipients") != NULL)
    {
      bounce_dossier_collect_header (self);
      return;
    }
  if (best == BOUNCE_PLACE_LISTED)
    best = BOUNCE_PLACE_HEADING;

  for (guint i = 0; i < mentions->len; i++)
    {
      BounceMention *mention = g_ptr_array_index (mentions, i);
      BounceCase *found = NULL;

      if (mention->place > best
          || is_known_earlier (mentions, i, best)
          || bounce_dossier_find_case (self, mention->address) != NULL)
        continue;
      if (self->cases->len >= BOUNCE_LIMIT_RECIPIENTS)
        {
          self->has_more = TRUE;
          break;
        }

      found = bounce_case_new ();
      found->address = g_strdup (mention->address);
      found->address_range = (BounceRange) {
        mention->reading, mention->address_start, mention->address_end
      };
      g_ptr_array_add (self->cases, found);
      if (best == BOUNCE_PLACE_LOOSE)
        return;
    }
}

/* A reply ends at an empty line, at the client's next command, or with @end. */
static guint32
find_reply_end (const char *text,
                guint32     start,
                guint32     end)
{
  gboolean has_text = FALSE;
  gboolean line_has_text = FALSE;

  if (end - start > BOUNCE_LIMIT_REPLY)
    {
      end = start + BOUNCE_LIMIT_REPLY;
      while (end > start && ((guchar) text[end] & 0xc0) == 0x80)
        end--;
    }

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

/* "Giving up on 192.0.2.1.", on a line of its own, is the sending program's. */
static void
cut_closing_words (BounceRange *reply)
{
  const char *text = reply->reading->part->search;
  const BounceMatch *match = NULL;
  guint cursor = 0;

  while ((match = bounce_range_next_match (reply, &cursor)) != NULL)
    if (bounce_match_is_mark (match, BOUNCE_MARK_GAVE_UP)
        && match->start > reply->start && text[match->start - 1] == '\n')
      {
        reply->end = match->start;
        return;
      }
}

/* Nothing stands before @position in its line but an address: "<addr>: 550 …". */
static gboolean
begins_line (const char *text,
             guint32     position)
{
  guint32 start = position;
  const char *at = NULL;

  while (start > 0 && text[start - 1] != '\n' && position - start < BOUNCE_LIMIT_ADDRESS)
    start--;
  if (position - start == BOUNCE_LIMIT_ADDRESS)
    return FALSE;
  while (start < position && g_ascii_isspace (text[start]))
    start++;
  if (!bounce_text_has_words (text + start, position - start))
    return TRUE;

  at = memchr (text + start, '@', position - start);

  return at != NULL && memchr (text + start, ' ', (gsize) (at - text) - start) == NULL
         && strchr (":>) ", text[position - 1]) != NULL
         && memchr (at, ' ', (gsize) (text + position - 1 - at)) == NULL;
}

/* A line that begins with a code is a reply, whoever announces it. */
static void
find_unannounced_reply (BounceCase        *found,
                        const BounceRange *range)
{
  const char *text = range->reading->part->search;
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
    {
      BounceRange reply = { range->reading, fact->start, range->end };

      if (fact->kind != BOUNCE_FACT_REPLY_CODE || fact->reply < 400
          || fact->weight < BOUNCE_FACT_PLACED || !begins_line (text, fact->start))
        continue;

      reply.end = find_reply_end (text, fact->start, range->end);
      cut_closing_words (&reply);
      g_array_append_val (found->replies, reply);
      return;
    }
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

      if (!bounce_match_is_mark (match, BOUNCE_MARK_REPLY_FOLLOWS) || match->end <= taken)
        continue;

      reply.end = find_reply_end (text, match->end, range->end);
      cut_closing_words (&reply);
      taken = match->end;
      if (found->said_by == NULL)
        found->said_by = bounce_speaker_before (range->reading, range->start,
                                                MIN (reply.end, match->end + 120));
      if (found->said_by == NULL)
        found->said_by = bounce_speaker_above (range->reading, range->start, match->start);
      if (range_has_code (&reply))
        g_array_insert_val (found->replies, first, reply);
      else if (bounce_text_has_words (text + reply.start, reply.end - reply.start))
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
  if (found->replies->len == 0)
    find_unannounced_reply (found, &range);
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
  const BounceMention *first = NULL;

  for (guint i = 0; i < mentions->len && first == NULL; i++)
    {
      const BounceMention *mention = g_ptr_array_index (mentions, i);

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

/* What was read of the whole text for one recipient is the same for the next one. */
static void
copy_prose (const BounceCase *shared,
            BounceCase       *found)
{
  g_array_append_vals (found->replies, shared->replies->data, shared->replies->len);
  g_array_append_vals (found->prose, shared->prose->data, shared->prose->len);
  found->is_local |= shared->is_local;
  found->is_remote |= shared->is_remote;
  if (found->said_by == NULL)
    found->said_by = g_strdup (shared->said_by);
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

      if (!bounce_match_is_mark (match, BOUNCE_MARK_EXPANDED_FROM))
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
  if (!has_name (self))
    {
      bounce_mentions_add_bare_names (mentions, self);
      add_cases (self, mentions);
    }
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
  g_autoptr (GPtrArray) mentions = bounce_mentions_find (self);
  BounceCase *read_all = NULL;

  name_cases (self, mentions);

  if (self->cases->len == 1)
    {
      BounceCase *found = g_ptr_array_index (self->cases, 0);

      take_all_prose (self, found);
      for (guint i = 0; i < found->prose->len; i++)
        note_expansion (found, &g_array_index (found->prose, BounceRange, i));
      return;
    }

  bounce_mentions_close (mentions);
  for (guint i = 0; i < mentions->len; i++)
    {
      const BounceMention *mention = g_ptr_array_index (mentions, i);
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

      if (found->replies->len > 0 || found->prose->len > 0)
        continue;
      if (read_all == NULL)
        {
          read_all = bounce_case_new ();
          take_all_prose (self, read_all);
        }
      copy_prose (read_all, found);
    }
  g_clear_pointer (&read_all, bounce_case_free);
}
