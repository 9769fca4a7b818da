/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-net"

#include "config.h"

#include "bounce-checks.h"

#include <string.h>

#include "bounce-ip.h"

/**
 * BounceChecks:
 *
 * What was found out about the addresses and domains of a bounce, and what that adds
 * to its verdict.
 */
struct _BounceChecks
{
  GObject parent_instance;

  GHashTable *lists;
  GHashTable *registries;
  GHashTable *domains;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BounceChecks, bounce_checks, G_TYPE_OBJECT)

static void
bounce_checks_finalize (GObject *object)
{
  BounceChecks *self = BOUNCE_CHECKS (object);

  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->registries, g_hash_table_unref);
  g_clear_pointer (&self->domains, g_hash_table_unref);

  G_OBJECT_CLASS (bounce_checks_parent_class)->finalize (object);
}

static void
bounce_checks_class_init (BounceChecksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = bounce_checks_finalize;

  /**
   * BounceChecks::changed:
   *
   * Another result was taken in.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bounce_checks_init (BounceChecks *self)
{
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) bounce_list_check_unref);
  self->registries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) bounce_registry_check_free);
  self->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) bounce_domain_check_free);
}

/* Domains differ in case by accident only. */
static char *
dup_domain_key (const char *domain)
{
  g_autofree char *ascii = g_hostname_to_ascii (domain);

  return g_ascii_strdown (ascii != NULL ? ascii : domain, -1);
}

/* What @check knows of @quoted, a list that a bounce names: its own answer, or that of
 * the list that is asked in its place. */
static BounceListingState
find_state (const BounceListCheck *check,
            const BounceBlocklist *quoted)
{
  BounceListingState state = BOUNCE_LISTING_UNKNOWN;

  for (guint i = 0; i < bounce_list_check_get_n_listings (check); i++)
    {
      const BounceListing *listing = bounce_list_check_get_listing (check, i);
      BounceListingState one = bounce_listing_judge (listing, quoted);

      if (listing->list == quoted)
        return one;
      if (one != BOUNCE_LISTING_UNKNOWN)
        state = one;
    }

  return state;
}

/* How the lists that a bounce quotes answered, all of them together. */
typedef struct
{
  guint n_quoted;
  guint n_listed;
  guint n_not_listed;
} Quoted;

static void
count_quoted (Quoted                *quoted,
              const BounceListCheck *check,
              GStrv                  names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const BounceBlocklist *list = bounce_blocklist_find (names[i]);
      BounceListingState state = list != NULL ? find_state (check, list) : BOUNCE_LISTING_UNKNOWN;

      quoted->n_quoted++;
      quoted->n_listed += state == BOUNCE_LISTING_LISTED;
      quoted->n_not_listed += state == BOUNCE_LISTING_NOT_LISTED;
    }
}

/* Whether the refusal itself gives a reason that no list has to do with: of those for
 * which an address is refused, only a listing and a bad name show on a list. */
static gboolean
has_other_reason (BounceCause cause)
{
  switch (cause)
    {
    case BOUNCE_CAUSE_AUTHENTICATION_FAILED:
    case BOUNCE_CAUSE_RELAY_DENIED:
    case BOUNCE_CAUSE_REVERSE_DNS_MISSING:
    case BOUNCE_CAUSE_SENDING_LIMIT:
    case BOUNCE_CAUSE_RATE_LIMITED:
    case BOUNCE_CAUSE_GREYLISTED:
    case BOUNCE_CAUSE_TOO_MANY_RECIPIENTS:
      return TRUE;
    default:
      return FALSE;
    }
}

static BounceCheckAdvice
advise_on_host (const BounceListCheck *check,
                const BounceHost      *host,
                const BounceRecipient *recipient)
{
  Quoted quoted = { 0 };
  gboolean is_listed = bounce_list_check_count (check, BOUNCE_LISTING_LISTED) > 0;

  count_quoted (&quoted, check, host->blocklists);
  count_quoted (&quoted, check, recipient->blocklists);

  if (quoted.n_listed > 0)
    return BOUNCE_CHECK_ADVICE_STILL_LISTED;
  if (quoted.n_quoted == 0)
    return is_listed && !has_other_reason (recipient->verdict.cause)
           ? BOUNCE_CHECK_ADVICE_LISTED_UNNAMED : BOUNCE_CHECK_ADVICE_NONE;
  if (is_listed)
    return BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE;

  return quoted.n_not_listed == quoted.n_quoted ? BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED
                                                : BOUNCE_CHECK_ADVICE_NONE;
}

/* Of several refused addresses the one that is listed counts; that it is no longer holds
 * where it holds for all. */
static BounceCheckAdvice
advise_on_lists (BounceChecks          *self,
                 const BounceReport    *report,
                 const BounceRecipient *recipient)
{
  BounceCheckAdvice advice = BOUNCE_CHECK_ADVICE_NONE;
  gboolean is_mixed = FALSE;
  guint n_refused = 0;

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);
      const BounceListCheck *check = NULL;
      BounceCheckAdvice one = BOUNCE_CHECK_ADVICE_NONE;

      if (!host->refused)
        continue;
      check = bounce_checks_get_lists (self, host->ip);
      if (check != NULL)
        one = advise_on_host (check, host, recipient);
      is_mixed |= n_refused++ > 0 && one != advice;

      if (one != BOUNCE_CHECK_ADVICE_NONE
          && (advice == BOUNCE_CHECK_ADVICE_NONE || one < advice))
        advice = one;
    }

  return advice == BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED && is_mixed ? BOUNCE_CHECK_ADVICE_NONE
                                                                     : advice;
}

static BounceCheckAdvice
advise_on_domain (BounceChecks          *self,
                  const BounceRecipient *recipient)
{
  const char *at = recipient->address != NULL ? strrchr (recipient->address, '@') : NULL;
  const BounceDomainCheck *check = NULL;
  BounceCause cause = recipient->verdict.cause;

  if (at == NULL || at[1] == '\0')
    return BOUNCE_CHECK_ADVICE_NONE;

  check = bounce_checks_get_domain (self, at + 1);
  if (check == NULL)
    return BOUNCE_CHECK_ADVICE_NONE;

  switch (check->state)
    {
    case BOUNCE_DOMAIN_DOES_NOT_EXIST:
      return BOUNCE_CHECK_ADVICE_DOMAIN_MISSING;

    case BOUNCE_DOMAIN_TAKES_NO_MAIL:
    case BOUNCE_DOMAIN_NO_SERVER:
      return BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL;

    case BOUNCE_DOMAIN_TAKES_MAIL:
      return cause == BOUNCE_CAUSE_DOMAIN_UNKNOWN
             || cause == BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL
             || cause == BOUNCE_CAUSE_DNS_FAILURE
             ? BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL : BOUNCE_CHECK_ADVICE_NONE;

    case BOUNCE_DOMAIN_ADDRESS_ONLY:
    case BOUNCE_DOMAIN_UNKNOWN:
    case BOUNCE_N_DOMAIN_STATES:
    default:
      return BOUNCE_CHECK_ADVICE_NONE;
    }
}

/**
 * bounce_checks_new:
 *
 * Returns: (transfer full): a collection of results without any
 */
BounceChecks *
bounce_checks_new (void)
{
  return g_object_new (BOUNCE_TYPE_CHECKS, NULL);
}

/**
 * bounce_checks_take_lists:
 * @self: the results
 * @check: (transfer full): another one, in place of an earlier one for its address
 */
void
bounce_checks_take_lists (BounceChecks    *self,
                          BounceListCheck *check)
{
  g_return_if_fail (BOUNCE_IS_CHECKS (self));
  g_return_if_fail (check != NULL);

  g_hash_table_replace (self->lists, (gpointer) bounce_list_check_get_ip (check), check);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * bounce_checks_take_registry:
 * @self: the results
 * @check: (transfer full): another one, in place of an earlier one for its address
 */
void
bounce_checks_take_registry (BounceChecks        *self,
                             BounceRegistryCheck *check)
{
  g_return_if_fail (BOUNCE_IS_CHECKS (self));
  g_return_if_fail (check != NULL);

  g_hash_table_replace (self->registries, check->ip, check);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * bounce_checks_take_domain:
 * @self: the results
 * @check: (transfer full): another one, in place of an earlier one for its domain
 */
void
bounce_checks_take_domain (BounceChecks      *self,
                           BounceDomainCheck *check)
{
  g_return_if_fail (BOUNCE_IS_CHECKS (self));
  g_return_if_fail (check != NULL);

  g_hash_table_replace (self->domains, dup_domain_key (check->domain), check);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * bounce_checks_get_lists:
 * @self: the results
 * @ip: an address
 *
 * Returns: (transfer none) (nullable): what blocklists say about @ip, or %NULL
 */
const BounceListCheck *
bounce_checks_get_lists (BounceChecks *self,
                         const char   *ip)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *known = NULL;

  g_return_val_if_fail (BOUNCE_IS_CHECKS (self), NULL);
  g_return_val_if_fail (ip != NULL, NULL);

  /* A check is kept under the address that lists know. */
  address = bounce_ip_parse (ip);
  known = address != NULL ? g_inet_address_to_string (address) : g_strdup (ip);

  return g_hash_table_lookup (self->lists, known);
}

/**
 * bounce_checks_get_registry:
 * @self: the results
 * @ip: an address
 *
 * Returns: (transfer none) (nullable): who runs @ip, or %NULL
 */
const BounceRegistryCheck *
bounce_checks_get_registry (BounceChecks *self,
                            const char   *ip)
{
  g_return_val_if_fail (BOUNCE_IS_CHECKS (self), NULL);
  g_return_val_if_fail (ip != NULL, NULL);

  return g_hash_table_lookup (self->registries, ip);
}

/**
 * bounce_checks_get_domain:
 * @self: the results
 * @domain: a domain
 *
 * Returns: (transfer none) (nullable): whether @domain takes mail, or %NULL
 */
const BounceDomainCheck *
bounce_checks_get_domain (BounceChecks *self,
                          const char   *domain)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (BOUNCE_IS_CHECKS (self), NULL);
  g_return_val_if_fail (domain != NULL, NULL);

  key = dup_domain_key (domain);
  return g_hash_table_lookup (self->domains, key);
}

/**
 * bounce_checks_get_advice:
 * @self: the results
 * @report: a bounce
 * @recipient: an index, or one that is none of a recipient for the one that the whole
 *   answer speaks of
 *
 * Returns: what the results add to the verdict on @recipient
 */
BounceCheckAdvice
bounce_checks_get_advice (BounceChecks       *self,
                          const BounceReport *report,
                          guint               recipient)
{
  const BounceRecipient *one = NULL;
  BounceCheckAdvice advice = BOUNCE_CHECK_ADVICE_NONE;

  g_return_val_if_fail (BOUNCE_IS_CHECKS (self), BOUNCE_CHECK_ADVICE_NONE);
  g_return_val_if_fail (report != NULL, BOUNCE_CHECK_ADVICE_NONE);

  one = recipient < bounce_report_get_n_recipients (report)
        ? bounce_report_get_recipient (report, recipient)
        : bounce_report_get_top_recipient (report);
  if (one == NULL)
    return BOUNCE_CHECK_ADVICE_NONE;

  advice = advise_on_lists (self, report, one);
  return advice != BOUNCE_CHECK_ADVICE_NONE ? advice : advise_on_domain (self, one);
}

/* Whether the domain, or the way to it, may be what is at fault. */
static gboolean
may_be_the_domain (BounceCause cause)
{
  return cause == BOUNCE_CAUSE_DOMAIN_UNKNOWN || cause == BOUNCE_CAUSE_DOMAIN_ACCEPTS_NO_MAIL
         || cause == BOUNCE_CAUSE_DNS_FAILURE || cause == BOUNCE_CAUSE_ROUTING_ERROR
         || cause == BOUNCE_CAUSE_NO_ANSWER || cause == BOUNCE_CAUSE_EXPIRED;
}

/**
 * bounce_checks_get_domain_to_ask:
 * @report: a bounce
 * @recipient: an index, or one that is none of a recipient for the one that the whole
 *   answer speaks of
 *
 * Returns: (transfer none) (nullable): the domain of the recipient's address, where
 *   asking about it may tell something: it or the way to it may be at fault, or the
 *   address misspelt
 */
const char *
bounce_checks_get_domain_to_ask (const BounceReport *report,
                                 guint               recipient)
{
  const BounceRecipient *one = NULL;
  const char *at = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  one = recipient < bounce_report_get_n_recipients (report)
        ? bounce_report_get_recipient (report, recipient)
        : bounce_report_get_top_recipient (report);
  if (one == NULL || one->address == NULL
      || (one->suggestion == NULL && !may_be_the_domain (one->verdict.cause)))
    return NULL;

  /* "[192.0.2.1]" and a name of one label are no domains to ask about */
  at = strrchr (one->address, '@');
  if (at == NULL || at[1] == '[' || strchr (at + 1, '.') == NULL)
    return NULL;

  return at + 1;
}

/**
 * bounce_checks_dup_domains:
 * @self: the results
 * @report: a bounce
 *
 * Returns: (transfer container) (element-type BounceDomainCheck): what is known about
 *   the recipients' domains, each once, in the order of the recipients
 */
GPtrArray *
bounce_checks_dup_domains (BounceChecks       *self,
                           const BounceReport *report)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) domains = g_ptr_array_new ();

  g_return_val_if_fail (BOUNCE_IS_CHECKS (self), NULL);
  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const char *domain = bounce_checks_get_domain_to_ask (report, i);
      const BounceDomainCheck *check = NULL;

      if (domain != NULL)
        check = bounce_checks_get_domain (self, domain);
      if (check != NULL && g_hash_table_add (seen, (gpointer) check))
        g_ptr_array_add (domains, (gpointer) check);
    }

  return g_steal_pointer (&domains);
}
