/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-blocklist.h"
#include "bounce-codebook.h"
#include "bounce-report.h"
#include "bounce-tally.h"

G_BEGIN_DECLS

/*
 * The sentences for a report, in the language of the process. Everything here
 * is gettext over tables that are indexed by enumerator; nothing decides.
 * @recipient is an index into the report's recipients; pass
 * BOUNCE_WORDS_MESSAGE for the answer to the message as a whole.
 */
#define BOUNCE_WORDS_MESSAGE G_MAXUINT

void        bounce_words_init                 (void);

void        bounce_words_add_sentence         (char              **text,
                                               const char         *sentence);
char       *bounce_words_dup_headline         (const BounceReport *report,
                                               guint               recipient);
char       *bounce_words_dup_explanation      (const BounceReport *report,
                                               guint               recipient);
GStrv       bounce_words_dup_steps            (const BounceReport *report,
                                               guint               recipient);
char       *bounce_words_dup_request          (const BounceReport *report,
                                               guint               recipient);
char       *bounce_words_dup_path             (const BounceReport *report,
                                               guint               recipient);
char       *bounce_words_dup_path_summary     (const BounceReport *report,
                                               guint               recipient);
const char *bounce_words_get_severity         (BounceSeverity      severity);
const char *bounce_words_get_party            (BounceParty         party);
const char *bounce_words_get_stop             (BounceStop          stop);
const char *bounce_words_get_cause            (BounceCause         cause);
const char *bounce_words_get_short_cause      (BounceCause         cause);
const char *bounce_words_get_confidence       (BounceConfidence    confidence);
const char *bounce_words_get_evidence         (BounceEvidenceWhat  what);
const char *bounce_words_get_look             (const BounceRecipient *recipient);
const char *bounce_words_get_name_look        (const char         *name);
char       *bounce_words_dup_host_role        (const BounceHost   *host);
char       *bounce_words_dup_more_hosts       (guint               n);
char       *bounce_words_dup_more_domains     (guint               n);
GStrv       bounce_words_dup_omissions        (const BounceReport *report);
char       *bounce_words_dup_tally            (const BounceTally  *tally);
char       *bounce_words_dup_tally_total      (const BounceTally  *tally);
char       *bounce_words_dup_tally_group      (const BounceTally  *tally,
                                               BounceTallyGroup    group);
char       *bounce_words_dup_tally_copies     (const BounceTally  *tally);
char       *bounce_words_dup_tally_unlisted   (const BounceTally  *tally);
GStrv       bounce_words_dup_tally_omissions  (const BounceTally  *tally);
const char *bounce_words_get_address_list     (BounceAddressList   list);
const char *bounce_words_get_list_meaning     (BounceListMeaning   meaning);
const char *bounce_words_get_list_state       (BounceBlocklistState state);

G_END_DECLS
