/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-evidence-private.h"

#include <string.h>

#include "bounce-ip.h"
#include "bounce-kind-private.h"
#include "bounce-limits.h"

/*
 * Every verdict points at the words it rests on. Ranges of the search text become
 * places in the part as it is shown.
 */

/* The mark that tells a kind, for kinds that words tell. */
static const struct
{
  BounceKind kind;
  BounceMark mark;
} kind_marks[] = {
  { BOUNCE_KIND_DELAY, BOUNCE_MARK_WILL_RETRY },
  { BOUNCE_KIND_SUCCESS_REPORT, BOUNCE_MARK_DELIVERED },
  { BOUNCE_KIND_AUTO_REPLY, BOUNCE_MARK_AUTO_REPLY },
  { BOUNCE_KIND_READ_RECEIPT, BOUNCE_MARK_READ },
  { BOUNCE_KIND_SPAM_COMPLAINT, BOUNCE_MARK_COMPLAINT },
  { BOUNCE_KIND_LIST_REJECTION, BOUNCE_MARK_LIST_REFUSED },
  { BOUNCE_KIND_SEND_ERROR, BOUNCE_MARK_SEND_ERROR },
  { BOUNCE_KIND_FAKE_BOUNCE, BOUNCE_MARK_ENTICE },
};

/* Adds the words of @range once; a range without a reading is none. */
void
bounce_recipient_add_evidence (BounceRecipient    *self,
                               BounceEvidenceWhat  what,
                               const BounceRange  *range)
{
  const BouncePart *part = NULL;
  BounceEvidence *evidence = NULL;
  gsize start = 0;
  gsize end = 0;

  if (range->reading == NULL || range->end <= range->start
      || self->evidence->len >= BOUNCE_LIMIT_EVIDENCE)
    return;

  part = range->reading->part;
  start = bounce_part_map_offset (part, range->start);
  end = bounce_part_map_offset (part, range->end - 1) + 1;
  if (end <= start || end > part->length)
    return;

  for (guint i = 0; i < self->evidence->len; i++)
    {
      const BounceEvidence *other = g_ptr_array_index (self->evidence, i);

      if (other->what == what && other->offset == start
          && strcmp (other->part, part->path) == 0)
        return;
    }

  evidence = g_new0 (BounceEvidence, 1);
  evidence->what = what;
  evidence->part = g_strdup (part->path);
  evidence->offset = start;
  evidence->length = end - start;
  evidence->text = g_strndup (part->text + start, end - start);
  g_ptr_array_add (self->evidence, evidence);
}

static gboolean
find_mark (const BounceDossier *dossier,
           BounceMark           mark,
           BounceRange         *range)
{
  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      for (guint j = 0; j < reading->matches->len; j++)
        {
          const BounceMatch *match = &g_array_index (reading->matches, BounceMatch, j);

          if (bounce_match_is_mark (match, mark))
            {
              *range = (BounceRange) { reading, match->start, match->end };
              return TRUE;
            }
        }
    }

  return FALSE;
}

/* Points at what tells the kind: the Action field, else the words. */
void
bounce_recipient_add_kind_evidence (BounceRecipient     *self,
                                    const BounceDossier *dossier,
                                    const BounceCase    *found,
                                    BounceKind           kind)
{
  BounceRange range;

  bounce_recipient_add_evidence (self, BOUNCE_EVIDENCE_FIELD, &found->action_range);
  if (found->action_range.reading != NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (kind_marks); i++)
    if (kind_marks[i].kind == kind && find_mark (dossier, kind_marks[i].mark, &range))
      bounce_recipient_add_evidence (self, BOUNCE_EVIDENCE_PHRASE, &range);
}

static gboolean
is_refused (const BounceReport *self,
            const char         *ip)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      const BounceHost *host = g_ptr_array_index (self->hosts, i);

      if (host->refused && strcmp (host->ip, ip) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Points at the refused addresses in the refusing server's words. Recipients and
 * cases have the same order, but for kinds that speak of one person only. */
void
bounce_report_add_ip_evidence (BounceReport        *self,
                               const BounceDossier *dossier)
{
  guint count = MIN (self->recipients->len, dossier->cases->len);

  if (!bounce_kind_is_failure (self->kind))
    return;

  for (guint i = 0; i < count; i++)
    {
      BounceRecipient *recipient = g_ptr_array_index (self->recipients, i);
      const BounceCase *found = g_ptr_array_index (dossier->cases, i);

      for (guint j = 0; j < found->replies->len; j++)
        {
          const BounceRange *reply = &g_array_index (found->replies, BounceRange, j);
          const BounceFact *fact = NULL;
          guint cursor = 0;

          while ((fact = bounce_range_next_fact (reply, &cursor)) != NULL)
            {
              g_autofree char *ip = NULL;

              if (fact->kind != BOUNCE_FACT_IP)
                continue;
              ip = bounce_ip_normalise (reply->reading->part->search + fact->start,
                                        fact->end - fact->start);
              if (ip != NULL && is_refused (self, ip))
                bounce_recipient_add_evidence (recipient, BOUNCE_EVIDENCE_IP,
                                               &(BounceRange) {
                  reply->reading, fact->start, fact->end
                });
            }
        }
    }
}
