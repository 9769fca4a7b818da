/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-domain-check.h"
#include "bounce-list-check.h"
#include "bounce-registry-check.h"
#include "bounce-report.h"

G_BEGIN_DECLS

/**
 * BounceCheckAdvice:
 * @BOUNCE_CHECK_ADVICE_NONE: the checks change nothing
 * @BOUNCE_CHECK_ADVICE_STILL_LISTED: a list that the bounce quotes has the address
 * @BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE: the quoted lists have it no more or could
 *   not be asked, others have it
 * @BOUNCE_CHECK_ADVICE_LISTED_UNNAMED: the bounce quotes no list, and a list has the
 *   refused address
 * @BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED: each quoted list answered that it does not
 *   have the refused address: trying again may be enough
 * @BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL: the domain exists and takes mail now,
 *   against what the bounce says
 * @BOUNCE_CHECK_ADVICE_DOMAIN_MISSING: there is no such domain, so the address is
 *   misspelt or out of date
 * @BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL: the domain exists and takes no mail
 *
 * What checks add to a verdict, which they never change.
 */
typedef enum {
  BOUNCE_CHECK_ADVICE_NONE,
  BOUNCE_CHECK_ADVICE_STILL_LISTED,
  BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE,
  BOUNCE_CHECK_ADVICE_LISTED_UNNAMED,
  BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED,
  BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL,
  BOUNCE_CHECK_ADVICE_DOMAIN_MISSING,
  BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL,
  BOUNCE_N_CHECK_ADVICES
} BounceCheckAdvice;

#define BOUNCE_TYPE_CHECKS (bounce_checks_get_type ())
G_DECLARE_FINAL_TYPE (BounceChecks, bounce_checks, BOUNCE, CHECKS, GObject)

BounceChecks              *bounce_checks_new           (void);
void                       bounce_checks_take_lists    (BounceChecks        *self,
                                                        BounceListCheck     *check);
void                       bounce_checks_take_registry (BounceChecks        *self,
                                                        BounceRegistryCheck *check);
void                       bounce_checks_take_domain   (BounceChecks        *self,
                                                        BounceDomainCheck   *check);
const BounceListCheck     *bounce_checks_get_lists     (BounceChecks        *self,
                                                        const char          *ip);
const BounceRegistryCheck *bounce_checks_get_registry  (BounceChecks        *self,
                                                        const char          *ip);
const BounceDomainCheck   *bounce_checks_get_domain    (BounceChecks        *self,
                                                        const char          *domain);
BounceCheckAdvice          bounce_checks_get_advice    (BounceChecks        *self,
                                                        const BounceReport  *report,
                                                        guint                recipient);
const char                *bounce_checks_get_domain_to_ask
                                                       (const BounceReport  *report,
                                                        guint                recipient);
GPtrArray                 *bounce_checks_dup_domains   (BounceChecks        *self,
                                                        const BounceReport  *report);

G_END_DECLS
