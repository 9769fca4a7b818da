/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-finding-private.h"

#include <string.h>

#include "bounce-codebook.h"
#include "bounce-limits.h"
#include "bounce-topic-private.h"

/* Everything that judging one stretch of words needs to know. */
typedef struct
{
  const BounceDossier *dossier;
  const BounceCase *found;
  const BounceCodes *codes;
  gboolean in_reply;
  BounceFinding *best;
  guint looks;          /* how often the text may still be searched around words */
} Judge;

/* A provider's host stands in the same reply as its words, so it is looked for this
 * far around them. */
#define HOST_REACH 1024

/* Between words of a reason and a number in brackets stand a blank, a full stop, a quote;
 * numbers in brackets that are asked about. */
#define ASIDE_REACH 4
#define ASIDE_LOOKS 8

static const guint phrase_ranks[BOUNCE_N_STRENGTHS] = {
  [BOUNCE_STRENGTH_WEAK] = BOUNCE_RANK_WEAK_PHRASE,
  [BOUNCE_STRENGTH_LIKELY] = BOUNCE_RANK_LIKELY_PHRASE,
  [BOUNCE_STRENGTH_CERTAIN] = BOUNCE_RANK_CERTAIN_PHRASE,
  [BOUNCE_STRENGTH_TOPICAL] = BOUNCE_RANK_LIKELY_PHRASE,
};

static const guint provider_ranks[BOUNCE_N_STRENGTHS] = {
  [BOUNCE_STRENGTH_WEAK] = BOUNCE_RANK_WEAK_PHRASE,
  [BOUNCE_STRENGTH_LIKELY] = BOUNCE_RANK_LIKELY_PROVIDER,
  [BOUNCE_STRENGTH_CERTAIN] = BOUNCE_RANK_CERTAIN_PROVIDER,
};

static const guint host_ranks[BOUNCE_N_STRENGTHS] = {
  [BOUNCE_STRENGTH_WEAK] = BOUNCE_RANK_WEAK_PROVIDER,
  [BOUNCE_STRENGTH_LIKELY] = BOUNCE_RANK_LIKELY_HOST,
  [BOUNCE_STRENGTH_CERTAIN] = BOUNCE_RANK_CERTAIN_HOST,
};

static gboolean
is_undefined (const BounceEnhancedCode *code)
{
  return code->subject == 0 && code->detail == 0;
}

/* A 2xx code is no reason for a failure. */
static gboolean
is_failure_class (guint class)
{
  return class == 4 || class == 5;
}

/* A report of success has codes of success, and the other way round. */
static gboolean
is_wanted_class (const BounceCase *found,
                 guint             class)
{
  gboolean succeeded = found->action == BOUNCE_ACTION_DELIVERED
                       || found->action == BOUNCE_ACTION_RELAYED
                       || found->action == BOUNCE_ACTION_EXPANDED;

  return succeeded ? class == 2 : is_failure_class (class);
}

/* Keeps the first specific enhanced code; X.0.0 only until one comes. */
static void
offer_enhanced (const BounceCase  *found,
                BounceCodes       *codes,
                const BounceRange *range)
{
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
    {
      if (fact->kind != BOUNCE_FACT_ENHANCED_CODE
          || !is_wanted_class (found, fact->enhanced.class))
        continue;
      if (bounce_enhanced_code_is_set (&codes->enhanced)
          && (is_undefined (&fact->enhanced) || !is_undefined (&codes->enhanced)))
        continue;

      codes->enhanced = fact->enhanced;
      codes->enhanced_range = (BounceRange) { range->reading, fact->start, fact->end };
      if (!is_undefined (&fact->enhanced))
        return;
    }
}

/* "Recipient unknown (550)": in brackets of its own a number may be anything, also an
 * extension of a telephone, unless words of a reason stand right before it. */
static gboolean
explains_reason (const BounceReading *reading,
                 const BounceFact    *fact)
{
  for (guint i = 0; i < reading->matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (reading->matches, BounceMatch, i);

      if (match->table == BOUNCE_TABLE_PHRASE && match->end <= fact->start
          && match->end + ASIDE_REACH >= fact->start)
        return TRUE;
    }

  return FALSE;
}

static void
offer_reply (const BounceCase  *found,
             BounceCodes       *codes,
             const BounceRange *range,
             BounceFactWeight   least)
{
  const BounceFact *best = NULL;
  const BounceFact *fact = NULL;
  guint cursor = 0;
  guint looks = 0;

  if (codes->reply != 0)
    return;

  while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
    if (fact->kind == BOUNCE_FACT_REPLY_CODE && is_wanted_class (found, fact->reply / 100)
        && fact->weight >= least && (best == NULL || fact->weight > best->weight)
        && (fact->weight != BOUNCE_FACT_ASIDE
            || (looks++ < ASIDE_LOOKS && explains_reason (range->reading, fact))))
      best = fact;

  if (best == NULL)
    return;

  codes->reply = best->reply;
  codes->reply_range = (BounceRange) { range->reading, best->start, best->end };
}

/**
 * bounce_case_find_codes: (skip)
 * @self: a case
 * @codes: (out): its codes
 *
 * Takes the codes of the refusing server's last reply; what that lacks comes from
 * the Status field, then from the prose. X.0.0 yields to anything specific.
 */
void
bounce_case_find_codes (const BounceCase *self,
                        BounceCodes      *codes)
{
  memset (codes, 0, sizeof *codes);

  for (guint i = 0; i < self->replies->len; i++)
    {
      const BounceRange *range = &g_array_index (self->replies, BounceRange, i);

      offer_enhanced (self, codes, range);
      offer_reply (self, codes, range, BOUNCE_FACT_BARE);
    }

  if (self->status_range.reading != NULL)
    offer_enhanced (self, codes, &self->status_range);

  for (guint i = 0; i < self->prose->len; i++)
    {
      const BounceRange *range = &g_array_index (self->prose, BounceRange, i);

      offer_enhanced (self, codes, range);
      offer_reply (self, codes, range, BOUNCE_FACT_ASIDE);
    }
}

static void
offer (Judge                *judge,
       const BounceFinding  *finding)
{
  BounceFinding offered = *finding;

  if (offered.cause == BOUNCE_CAUSE_UNKNOWN && offered.rank > BOUNCE_RANK_CLASS)
    return;

  /* "Tried for days" is true of many faults and tells the reason of none. */
  if (offered.cause == BOUNCE_CAUSE_EXPIRED && offered.rank > 12)
    offered.rank -= 12;
  if (!judge->in_reply && offered.rank > 5)
    offered.rank -= 5;

  /* a refusal to relay stays one where it also advises to log in (CONTRACT) */
  if (offered.cause == BOUNCE_CAUSE_LOGIN_REQUIRED
      && judge->best->cause == BOUNCE_CAUSE_RELAY_DENIED
      && judge->best->rank >= BOUNCE_RANK_ENOUGH)
    return;
  if (offered.cause == BOUNCE_CAUSE_RELAY_DENIED
      && judge->best->cause == BOUNCE_CAUSE_LOGIN_REQUIRED
      && offered.rank >= BOUNCE_RANK_ENOUGH)
    offered.rank = MAX (offered.rank, judge->best->rank + 1);

  if (offered.rank > judge->best->rank
      || (offered.rank == judge->best->rank
          && offered.what == judge->best->what
          && offered.range.end - offered.range.start
             > judge->best->range.end - judge->best->range.start))
    *judge->best = offered;
}

/* Whether @host is @mask or lies below it. */
static gboolean
host_lies_in (const char *host,
              const char *mask,
              gsize       mask_length)
{
  gsize length = host != NULL ? strlen (host) : 0;

  return length >= mask_length
         && g_ascii_strncasecmp (host + length - mask_length, mask, mask_length) == 0
         && (length == mask_length || host[length - mask_length - 1] == '.');
}

static gboolean
text_has_host (const BounceRange *range,
               const BounceMatch *match,
               const char        *mask,
               gsize              mask_length)
{
  const char *text = range->reading->part->search;
  gsize start = MAX (range->start, match->start - MIN (match->start, HOST_REACH));
  gsize end = MIN (range->end, match->end + HOST_REACH);

  for (gsize i = start; i + mask_length <= end; i++)
    {
      gboolean ends = FALSE;

      if (g_ascii_tolower (text[i]) != mask[0])
        continue;
      ends = i + mask_length == range->end
             || !g_ascii_isalnum (text[i + mask_length]);
      if (ends && (i == range->start || !g_ascii_isalnum (text[i - 1]))
          && g_ascii_strncasecmp (text + i, mask, mask_length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether a host of this reply belongs to the provider of @row: the host that
 * spoke, one named in the reply itself, or the domain written to. */
static gboolean
host_matches (Judge                   *judge,
              const BounceProviderRow *row,
              const BounceMatch       *match,
              const BounceRange       *range)
{
  const BounceCase *found = judge->found;
  const char *domain =
    found->address != NULL ? strrchr (found->address, '@') : NULL;
  const char *mask = row->host_masks;

  while (mask != NULL && *mask != '\0')
    {
      gsize length = strcspn (mask, " ");

      if (memchr (mask, '.', length) != NULL
          && (host_lies_in (found->said_by, mask, length)
              || (found->said_by == NULL && !found->is_local && domain != NULL
                  && host_lies_in (domain + 1, mask, length))
              || (found->said_by == NULL
                  && host_lies_in (judge->dossier->reporting_mta, mask, length))))
        return TRUE;
      if (judge->looks > 0)
        {
          judge->looks--;
          if (text_has_host (range, match, mask, length))
            return TRUE;
        }

      mask += length;
      while (*mask == ' ')
        mask++;
    }

  return FALSE;
}

/* "550", "4xx 5xx": whether @reply is among them, or unknown. */
static gboolean
reply_fits (const char *mask,
            guint       reply)
{
  if (mask == NULL || reply == 0)
    return TRUE;

  for (const char *at = mask; *at != '\0'; at++)
    {
      guint digits[3] = { reply / 100, reply / 10 % 10, reply % 10 };
      gboolean fits = TRUE;

      for (guint i = 0; i < 3 && fits; i++)
        {
          if (at[i] == '\0')
            return FALSE;
          fits = at[i] == 'x' || (guint) (at[i] - '0') == digits[i];
        }
      if (fits)
        return TRUE;
      at += strcspn (at, " ");
      if (*at == '\0')
        break;
    }

  return FALSE;
}

static void
judge_provider (Judge             *judge,
                const BounceMatch *match,
                const BounceRange *range)
{
  const BounceProviderRow *row = &bounce_provider_rows[match->row];
  BounceFinding finding = {
    .cause = row->cause,
    .party = row->party,
    .note = row->note,
    .what = BOUNCE_EVIDENCE_PROVIDER,
    .range = { range->reading, match->start, match->end },
    .provider = row->provider,
  };
  guint class = judge->codes->enhanced.class != 0 ? judge->codes->enhanced.class
                                                  : judge->codes->reply / 100;

  if (!reply_fits (row->reply_mask, judge->codes->reply))
    return;
  if (row->enhanced_class != 0 && class != 0 && row->enhanced_class != class)
    return;

  if (row->host_masks != NULL && host_matches (judge, row, match, range))
    finding.rank = host_ranks[row->strength];
  else if (!row->needs_host)
    finding.rank = provider_ranks[row->strength];
  else
    return;

  offer (judge, &finding);
}

/* Reads open words together with the noun beside them. Returns: whether that fits. */
static gboolean
qualify (const Judge           *judge,
         BounceFinding         *finding,
         const BouncePhraseRow *row,
         const BounceRange     *range)
{
  BounceTopic topic = BOUNCE_TOPIC_NONE;

  if (!finding->is_topical && bounce_topic_is_named (bounce_tables_get_literal (row->literal)))
    return TRUE;

  /* prose goes on behind, a reply is short */
  topic = bounce_topic_find (range, finding->range.start,
                             judge->in_reply ? finding->range.end : range->end);
  if (!bounce_topic_qualify (topic, &finding->cause))
    return FALSE;
  if (judge->in_reply && row->cause == BOUNCE_CAUSE_ADDRESS_UNKNOWN)
    finding->rank = MAX (finding->rank, BOUNCE_RANK_LIKELY_PHRASE);
  if (finding->cause != row->cause)
    finding->party = BOUNCE_PARTY_UNCLEAR;

  return TRUE;
}

/* Returns: whether the words say anything where they stand: some do so only beside
 * the noun that they are about. */
static gboolean
judge_phrase (Judge             *judge,
              const BounceMatch *match,
              const BounceRange *range)
{
  const BouncePhraseRow *row = &bounce_phrase_rows[match->row];
  BounceFinding finding = {
    .rank = phrase_ranks[row->strength],
    .cause = row->cause,
    .party = row->party,
    .note = row->note,
    .what = BOUNCE_EVIDENCE_PHRASE,
    .range = { range->reading, match->start, match->end },
    .is_topical = row->strength == BOUNCE_STRENGTH_TOPICAL,
  };

  if (finding.is_topical && judge->looks == 0)
    return FALSE;
  if (!judge->in_reply && row->strength != BOUNCE_STRENGTH_CERTAIN
      && bounce_topic_is_advice (range, match))
    return FALSE;

  /* "does not exist" is said of people, and of domains */
  if (judge->looks > 0 && bounce_topic_is_open (row->cause)
      && MAX (finding.rank, BOUNCE_RANK_LIKELY_PHRASE) >= judge->best->rank)
    {
      judge->looks--;
      if (!qualify (judge, &finding, row, range) && finding.is_topical)
        return FALSE;
    }

  offer (judge, &finding);

  return TRUE;
}

static void
judge_match (Judge             *judge,
             const BounceMatch *match,
             const BounceRange *range)
{
  BounceFinding finding = {
    .what = BOUNCE_EVIDENCE_PHRASE,
    .range = { range->reading, match->start, match->end },
  };

  switch ((BounceTable) match->table)
    {
    case BOUNCE_TABLE_PROVIDER:
      judge_provider (judge, match, range);
      break;

    case BOUNCE_TABLE_BLOCKLIST:
      if (judge->in_reply || judge->codes->reply != 0)
        {
          finding.rank = BOUNCE_RANK_BLOCKLIST;
          finding.cause = BOUNCE_CAUSE_SERVER_BLOCKLISTED;
          if (bounce_blocklist_rows[match->row].state == BOUNCE_BLOCKLIST_DEAD)
            finding.note = BOUNCE_NOTE_BLOCKLIST_DEAD;
          offer (judge, &finding);
        }
      break;

    case BOUNCE_TABLE_PHRASE:
    case BOUNCE_TABLE_MARK:
    case BOUNCE_TABLE_SOFTWARE:
    case BOUNCE_N_TABLES:
    default:
      break;
    }
}

static void
judge_range (Judge             *judge,
             const BounceRange *range)
{
  const BounceMatch *match = NULL;
  guint cursor = 0;
  guint32 covered = 0;

  while ((match = bounce_range_next_match (range, &cursor)) != NULL)
    {
      /* Words inside a longer phrase have its meaning: "blacklisted" in
       * "blacklisted url". Matches come by their start, the longest first. */
      if (match->table == BOUNCE_TABLE_PHRASE)
        {
          if (match->end > covered && judge_phrase (judge, match, range))
            covered = match->end;
          continue;
        }

      judge_match (judge, match, range);
    }
}

/* What the code book says about the codes by themselves. */
static void
judge_codes (Judge *judge)
{
  const BounceCodes *codes = judge->codes;
  const BounceCodeEntry *entry = NULL;

  if (bounce_enhanced_code_is_set (&codes->enhanced))
    {
      entry = bounce_codebook_find_enhanced (&codes->enhanced);
      if (entry != NULL)
        offer (judge, &(BounceFinding) {
          .rank = entry->is_general ? BOUNCE_RANK_GENERAL_CODE
                                    : BOUNCE_RANK_ENHANCED_CODE,
          .cause = entry->cause,
          .party = entry->responsible,
          .what = BOUNCE_EVIDENCE_ENHANCED_CODE,
          .range = codes->enhanced_range,
        });
      offer (judge, &(BounceFinding) {
        .rank = BOUNCE_RANK_CLASS,
        .what = BOUNCE_EVIDENCE_ENHANCED_CODE,
        .range = codes->enhanced_range,
      });
    }

  if (codes->reply != 0)
    {
      entry = bounce_codebook_find_reply (codes->reply);
      if (entry != NULL)
        offer (judge, &(BounceFinding) {
          .rank = entry->is_general ? BOUNCE_RANK_WEAK_PHRASE - 5
                                    : BOUNCE_RANK_REPLY_CODE,
          .cause = entry->cause,
          .party = entry->responsible,
          .what = BOUNCE_EVIDENCE_REPLY_CODE,
          .range = codes->reply_range,
        });
      offer (judge, &(BounceFinding) {
        .rank = BOUNCE_RANK_CLASS,
        .what = BOUNCE_EVIDENCE_REPLY_CODE,
        .range = codes->reply_range,
      });
    }
}

/* The subject of the notice, for programs that put the reason there. */
static void
judge_subject (Judge *judge)
{
  for (guint i = 0; i < judge->dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (judge->dossier->readings, i);
      GPtrArray *fields = judge->dossier->parts->fields;

      if (reading->part->role != BOUNCE_PART_HEADER)
        continue;

      for (guint j = 0; j < fields->len; j++)
        {
          const BounceField *field = g_ptr_array_index (fields, j);
          BounceRange range = {
            reading, (guint32) field->offset, (guint32) (field->offset + field->length)
          };

          if (g_ascii_strcasecmp (field->name, "Subject") == 0
              && range.end <= reading->part->search_length)
            judge_range (judge, &range);
        }
    }
}

/**
 * bounce_case_find_cause: (skip)
 * @dossier: the notice
 * @self: one of its cases
 * @codes: the codes of that case
 * @best: (out): the finding that weighs most; rank %BOUNCE_RANK_NONE for none
 *
 * Judges the refusing server's words first; only where they do not suffice, the
 * rest of the notice, and last its subject.
 */
void
bounce_case_find_cause (const BounceDossier *dossier,
                        const BounceCase    *self,
                        const BounceCodes   *codes,
                        BounceFinding       *best)
{
  Judge judge = {
    dossier, self, codes, TRUE, best, 16 + BOUNCE_LIMIT_LOOKS / MAX (dossier->cases->len, 1)
  };

  memset (best, 0, sizeof *best);

  judge_codes (&judge);
  for (guint i = 0; i < self->replies->len; i++)
    {
      judge_range (&judge, &g_array_index (self->replies, BounceRange, i));

      /* the last reply counts; the ones before it only where it says little */
      if (best->rank >= BOUNCE_RANK_ENOUGH)
        break;
    }

  judge.in_reply = FALSE;
  if (best->rank < BOUNCE_RANK_ENOUGH
      || (best->what == BOUNCE_EVIDENCE_ENHANCED_CODE && self->replies->len == 0))
    for (guint i = 0; i < self->prose->len; i++)
      judge_range (&judge, &g_array_index (self->prose, BounceRange, i));

  if (best->rank < BOUNCE_RANK_WEAK_PHRASE - 5)
    for (guint i = 0; i < self->shared->len; i++)
      judge_range (&judge, &g_array_index (self->shared, BounceRange, i));

  if (best->rank < BOUNCE_RANK_WEAK_PHRASE)
    judge_subject (&judge);
}

static void
add_blocklists (GStrvBuilder *builder,
                GHashTable   *seen,
                GArray       *ranges,
                gboolean      zones)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const BounceRange *range = &g_array_index (ranges, BounceRange, i);
      const BounceMatch *match = NULL;
      guint cursor = 0;

      while ((match = bounce_range_next_match (range, &cursor)) != NULL)
        {
          const BounceBlocklistRow *row = NULL;
          const char *name = NULL;

          if (match->table != BOUNCE_TABLE_BLOCKLIST)
            continue;

          row = &bounce_blocklist_rows[match->row];
          name = zones ? row->zone : row->name;
          if (name != NULL && g_hash_table_add (seen, (gpointer) name))
            g_strv_builder_add (builder, name);
        }
    }
}

/**
 * bounce_case_find_blocklists: (skip)
 * @self: a case
 *
 * Returns: (transfer full): the lists that the words quote, each once: their
 *   zones, or their names where no zone is quoted
 */
GStrv
bounce_case_find_blocklists (const BounceCase *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  add_blocklists (builder, seen, self->replies, TRUE);
  add_blocklists (builder, seen, self->prose, TRUE);
  if (g_hash_table_size (seen) == 0)
    {
      add_blocklists (builder, seen, self->replies, FALSE);
      add_blocklists (builder, seen, self->prose, FALSE);
    }

  return g_strv_builder_end (builder);
}
