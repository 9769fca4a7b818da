/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"

G_BEGIN_DECLS

/*
 * The identifiers and the sentences for what the online checks found; the sentences
 * are in the language of the process. What being on a list means is told by
 * bounce_words_get_list_meaning().
 */

const char *bounce_listing_state_to_string      (BounceListingState         state);
const char *bounce_registry_state_to_string     (BounceRegistryState        state);
const char *bounce_domain_state_to_string       (BounceDomainState          state);
const char *bounce_check_advice_to_string       (BounceCheckAdvice          advice);

const char *bounce_check_words_get_lists_title  (void);
const char *bounce_check_words_get_holder_title (void);
const char *bounce_check_words_get_domain_title (void);
const char *bounce_check_words_get_error        (const GError              *error);
char       *bounce_check_words_dup_lists        (const BounceListCheck     *check);
char       *bounce_check_words_dup_listing      (const BounceListing       *listing);
char       *bounce_check_words_dup_holder       (const BounceRegistryCheck *check);
char       *bounce_check_words_dup_abuse        (const BounceRegistryCheck *check);
char       *bounce_check_words_dup_domain       (const BounceDomainCheck   *check);
char       *bounce_check_words_dup_advice       (BounceChecks              *checks,
                                                 const BounceReport        *report,
                                                 guint                      recipient);

G_END_DECLS
