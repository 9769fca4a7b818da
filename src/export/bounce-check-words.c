/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-check-words.h"
#include "bounce-plain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bounce-words.h"

static const char *const listing_state_names[BOUNCE_N_LISTINGS] = {
  [BOUNCE_LISTING_UNKNOWN] = "unknown",
  [BOUNCE_LISTING_NOT_LISTED] = "not-listed",
  [BOUNCE_LISTING_LISTED] = "listed",
  [BOUNCE_LISTING_REFUSED] = "refused",
  [BOUNCE_LISTING_NOT_ASKED] = "not-asked",
};

static const char *const registry_state_names[BOUNCE_N_REGISTRY_STATES] = {
  [BOUNCE_REGISTRY_UNKNOWN] = "unknown",
  [BOUNCE_REGISTRY_FOUND] = "found",
  [BOUNCE_REGISTRY_NO_DATA] = "no-data",
  [BOUNCE_REGISTRY_LATER] = "later",
};

static const char *const domain_state_names[BOUNCE_N_DOMAIN_STATES] = {
  [BOUNCE_DOMAIN_UNKNOWN] = "unknown",
  [BOUNCE_DOMAIN_TAKES_MAIL] = "takes-mail",
  [BOUNCE_DOMAIN_ADDRESS_ONLY] = "address-only",
  [BOUNCE_DOMAIN_TAKES_NO_MAIL] = "takes-no-mail",
  [BOUNCE_DOMAIN_NO_SERVER] = "no-server",
  [BOUNCE_DOMAIN_DOES_NOT_EXIST] = "does-not-exist",
};

static const char *const advice_names[BOUNCE_N_CHECK_ADVICES] = {
  [BOUNCE_CHECK_ADVICE_NONE] = "none",
  [BOUNCE_CHECK_ADVICE_STILL_LISTED] = "still-listed",
  [BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE] = "listed-elsewhere",
  [BOUNCE_CHECK_ADVICE_LISTED_UNNAMED] = "listed-unnamed",
  [BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED] = "no-longer-listed",
  [BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL] = "domain-takes-mail",
  [BOUNCE_CHECK_ADVICE_DOMAIN_MISSING] = "domain-missing",
  [BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL] = "domain-takes-no-mail",
};

/* Each has the domain for its %s. xgettext takes only notes that stand right before. */
static const char *const domain_sentences[BOUNCE_N_DOMAIN_STATES] = {
  [BOUNCE_DOMAIN_UNKNOWN] =
    /* Translators: %s is a domain, what stands after the @ of an address */
    N_("Whether the domain %s takes mail could not be found out."),
  [BOUNCE_DOMAIN_TAKES_MAIL] =
    /* Translators: %s is a domain, what stands after the @ of an address */
    N_("The domain %s exists, and has a server that takes its mail."),
  [BOUNCE_DOMAIN_ADDRESS_ONLY] =
    /* Translators: %s is a domain, what stands after the @ of an address */
    N_("The domain %s exists, but names no server for mail. Mail is brought to its web address "
       "instead, where perhaps nobody takes it."),
  [BOUNCE_DOMAIN_TAKES_NO_MAIL] =
    /* Translators: %s is a domain, what stands after the @ of an address */
    N_("The domain %s exists, and says that it takes no mail at all."),
  [BOUNCE_DOMAIN_NO_SERVER] =
    /* Translators: %s is a domain, what stands after the @ of an address */
    N_("The domain %s exists, but there is no server that could take mail for it."),
  [BOUNCE_DOMAIN_DOES_NOT_EXIST] =
    /* Translators: %s is a domain, what stands after the @ of an address */
    N_("There is no domain %s."),
};

/* Puts words of others where a sentence of ours has a %s for them, each by itself: the
 * name of a company may be written in another direction, and in a sentence from right to
 * left the slash at the end of a page's address would stand before it. */
static char *
dup_filled (const char *sentence,
            const char *words,
            const char *more)
{
  g_autofree char *first = bounce_plain_dup_inside (words, sentence);
  g_autofree char *second = more != NULL ? bounce_plain_dup_inside (more, sentence) : NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (sentence, first, second);
#pragma GCC diagnostic pop
}

/**
 * bounce_listing_state_to_string:
 * @state: what a blocklist said
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_listing_state_to_string (BounceListingState state)
{
  g_return_val_if_fail (state < BOUNCE_N_LISTINGS, NULL);

  return listing_state_names[state];
}

/**
 * bounce_registry_state_to_string:
 * @state: what a registry said
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_registry_state_to_string (BounceRegistryState state)
{
  g_return_val_if_fail (state < BOUNCE_N_REGISTRY_STATES, NULL);

  return registry_state_names[state];
}

/**
 * bounce_domain_state_to_string:
 * @state: whether a domain takes mail
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_domain_state_to_string (BounceDomainState state)
{
  g_return_val_if_fail (state < BOUNCE_N_DOMAIN_STATES, NULL);

  return domain_state_names[state];
}

/**
 * bounce_check_advice_to_string:
 * @advice: what checks add to a verdict
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_check_advice_to_string (BounceCheckAdvice advice)
{
  g_return_val_if_fail (advice < BOUNCE_N_CHECK_ADVICES, NULL);

  return advice_names[advice];
}

/**
 * bounce_check_words_get_lists_title:
 *
 * Returns: (transfer none): what the check of blocklists is called
 */
const char *
bounce_check_words_get_lists_title (void)
{
  return _("Is this address on a blocklist?");
}

/**
 * bounce_check_words_get_holder_title:
 *
 * Returns: (transfer none): what the check of registries is called
 */
const char *
bounce_check_words_get_holder_title (void)
{
  /* Translators: “whois” is the name that people search for; leave it as it is */
  return _("Who runs this address (whois)?");
}

/**
 * bounce_check_words_get_domain_title:
 *
 * Returns: (transfer none): what the check of a domain is called
 */
const char *
bounce_check_words_get_domain_title (void)
{
  return _("Does this domain take mail?");
}

/**
 * bounce_check_words_get_error:
 * @error: why a check was not made
 *
 * Returns: (transfer none): that as a sentence
 */
const char *
bounce_check_words_get_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_CANCELLED)
    return _("The check was stopped.");

  if (error->domain != BOUNCE_NET_ERROR)
    return _("The check failed, so nothing is known. Try again later.");

  switch (error->code)
    {
    case BOUNCE_NET_ERROR_NOT_ALLOWED:
      return _("Nobody was asked, because you have not agreed to it.");
    case BOUNCE_NET_ERROR_NOT_PUBLIC:
      return _("This address means nothing on the Internet, so there is nobody to ask about it.");
    case BOUNCE_NET_ERROR_OFFLINE:
      return _("Nobody could be reached. Is this computer connected to the Internet?");
    case BOUNCE_NET_ERROR_BUSY:
      return _("Another check is still going on. Wait for it, or stop it.");
    default:
      return _("The check failed, so nothing is known. Try again later.");
    }
}

static void
take_sentence (char **text,
               char  *sentence)
{
  bounce_words_add_sentence (text, sentence);
  g_free (sentence);
}

/**
 * bounce_check_words_dup_lists:
 * @check: what the blocklists said about an address
 *
 * Sums up how many lists have the address. "Not listed" is said of those lists only
 * that answered, and those that did not are counted.
 *
 * Returns: (transfer full): one to three sentences
 */
char *
bounce_check_words_dup_lists (const BounceListCheck *check)
{
  char *text = NULL;
  guint n_listed;
  guint n_not_listed;
  guint n_silent;
  guint n_not_asked;

  g_return_val_if_fail (check != NULL, NULL);

  n_listed = bounce_list_check_count (check, BOUNCE_LISTING_LISTED);
  n_not_listed = bounce_list_check_count (check, BOUNCE_LISTING_NOT_LISTED);
  n_silent = bounce_list_check_count (check, BOUNCE_LISTING_UNKNOWN)
             + bounce_list_check_count (check, BOUNCE_LISTING_REFUSED);
  n_not_asked = bounce_list_check_count (check, BOUNCE_LISTING_NOT_ASKED);

  if (n_listed == 0 && n_not_listed == 0)
    return g_strdup (_("No blocklist answered, so it is not known whether one has this address."));

  if (n_listed > 0)
    /* Translators: %u is how many of the blocklists that were asked have the address */
    take_sentence (&text, g_strdup_printf (ngettext ("%u blocklist has this address.",
                                                    "%u blocklists have this address.",
                                                    n_listed), n_listed));
  else
    take_sentence (&text,
                   /* Translators: %u is how many of the blocklists gave an answer */
                   g_strdup_printf (ngettext ("The %u blocklist that answered does not have "
                                              "this address.",
                                              "None of the %u blocklists that answered has "
                                              "this address.",
                                              n_not_listed), n_not_listed));

  if (n_silent > 0)
    /* Translators: %u is how many of the blocklists gave none, beside those that did */
    take_sentence (&text, g_strdup_printf (ngettext ("%u list gave no answer.",
                                                    "%u lists gave no answer.",
                                                    n_silent), n_silent));
  if (n_not_asked > 0)
    /* Translators: %u is how many of the blocklists can be asked only by way of the name
     * service of one's own network, which the reader has not agreed to */
    take_sentence (&text,
                   g_strdup_printf (ngettext ("%u list was not asked: it answers only your "
                                              "network’s own name service, and you have not "
                                              "agreed to that.",
                                              "%u lists were not asked: they answer only your "
                                              "network’s own name service, and you have not "
                                              "agreed to that.",
                                              n_not_asked), n_not_asked));
  if (!bounce_list_check_is_complete (check))
    bounce_words_add_sentence (&text, _("Time was up before all of them had answered."));

  return text;
}

static const char *
get_list_name (const BounceListing *listing)
{
  return listing->sub_list != NULL ? listing->sub_list : listing->list->name;
}

static char *
dup_removal (const BounceBlocklist *list,
             BounceListMeaning      meaning)
{
  /* Homes are on such a list by rule: nobody has to be removed from it. */
  if (meaning != BOUNCE_LIST_MEANING_POLICY)
    /* Translators: %s is the address of a page in the web */
    return dup_filled (_("Whoever runs the server can ask here to have it removed: %s"),
                       list->removal_page, NULL);

  /* Translators: %s is the address of a page in the web */
  return dup_filled (_("More about it stands here: %s"), list->removal_page, NULL);
}

/**
 * bounce_check_words_dup_listing:
 * @listing: what one blocklist said
 *
 * Returns: (transfer full): one to five sentences about what it said, what that means
 *   and where to go
 */
char *
bounce_check_words_dup_listing (const BounceListing *listing)
{
  char *text = NULL;
  const char *name;

  g_return_val_if_fail (listing != NULL, NULL);

  name = get_list_name (listing);
  switch (listing->state)
    {
    case BOUNCE_LISTING_LISTED:
      break;
    case BOUNCE_LISTING_NOT_LISTED:
      /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
      return g_strdup_printf (_("This address is not on the list %s."), name);
    case BOUNCE_LISTING_REFUSED:
      /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
      return g_strdup_printf (_("The list %s does not answer the service that asked it, so it is "
                                "not known whether it has this address."), name);
    case BOUNCE_LISTING_NOT_ASKED:
      /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
      return g_strdup_printf (_("The list %s was not asked: it answers only your network’s own "
                                "name service, and you have not agreed to that."), name);
    case BOUNCE_LISTING_UNKNOWN:
    case BOUNCE_N_LISTINGS:
    default:
      /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
      return g_strdup_printf (_("The list %s could not be asked, so it is not known whether it "
                                "has this address."), name);
    }

  /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
  take_sentence (&text, g_strdup_printf (_("This address is on the list %s."), name));
  bounce_words_add_sentence (&text, bounce_words_get_list_meaning (listing->meaning));
  if (listing->list->removal_page != NULL)
    take_sentence (&text, dup_removal (listing->list, listing->meaning));

  return text;
}

static char *
dup_later (const BounceRegistryCheck *check)
{
  guint minutes = (check->retry_after_s + 59) / 60;

  if (minutes == 0)
    return g_strdup (_("The registry answers no more questions for now. Try again later."));

  /* Translators: %u is how long the registry wants to be left alone */
  return g_strdup_printf (ngettext ("The registry answers no more questions for now. Try again "
                                    "in %u minute.",
                                    "The registry answers no more questions for now. Try again "
                                    "in %u minutes.",
                                    minutes), minutes);
}

/**
 * bounce_check_words_dup_holder:
 * @check: what a registry said about an address
 *
 * Returns: (transfer full): who runs the address, or why that is not known, as one or
 *   two sentences
 */
char *
bounce_check_words_dup_holder (const BounceRegistryCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  switch (check->state)
    {
    case BOUNCE_REGISTRY_FOUND:
      if (check->holder == NULL)
        return g_strdup (_("The registry does not say who runs this address."));
      if (check->country == NULL)
        /* Translators: %s is the name of a company */
        return dup_filled (_("%s runs this address."), check->holder, NULL);
      /* Translators: the first %s is the name of a company, the second a country as two
       * letters, such as "DE" */
      return dup_filled (_("%s (%s) runs this address."), check->holder, check->country);
    case BOUNCE_REGISTRY_NO_DATA:
      return g_strdup (_("The registry has nobody on record who runs this address."));
    case BOUNCE_REGISTRY_LATER:
      return dup_later (check);
    case BOUNCE_REGISTRY_UNKNOWN:
    case BOUNCE_N_REGISTRY_STATES:
    default:
      return g_strdup (_("Who runs this address could not be found out."));
    }
}

/**
 * bounce_check_words_dup_abuse:
 * @check: what a registry said about an address
 *
 * Returns: (transfer full) (nullable): where to complain, as a sentence, or %NULL
 *   where nothing is known of that
 */
char *
bounce_check_words_dup_abuse (const BounceRegistryCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  if (check->abuse_address == NULL)
    return NULL;

  if (check->abuse_is_guess)
    /* Translators: %s is a mail address; “network” is the one that an IP address belongs to */
    return g_strdup_printf (_("The network's address for complaints is probably %s."),
                            check->abuse_address);

  /* Translators: %s is a mail address; “network” is the one that an IP address belongs to */
  return g_strdup_printf (_("The network's address for complaints is %s."), check->abuse_address);
}

/**
 * bounce_check_words_dup_domain:
 * @check: whether a domain takes mail
 *
 * Returns: (transfer full): that as one or two sentences
 */
char *
bounce_check_words_dup_domain (const BounceDomainCheck *check)
{
  g_autofree char *domain = NULL;

  g_return_val_if_fail (check != NULL, NULL);
  g_return_val_if_fail (check->state < BOUNCE_N_DOMAIN_STATES, NULL);

  domain = bounce_plain_dup_name (check->domain);

  return dup_filled (g_dgettext (GETTEXT_PACKAGE, domain_sentences[check->state]), domain, NULL);
}

/* The list among those that the bounce quotes of which @listing says @state. */
static const BounceBlocklist *
find_quoted (const BounceListing *listing,
             const char *const   *quoted,
             BounceListingState   state)
{
  for (guint i = 0; quoted != NULL && quoted[i] != NULL; i++)
    {
      const BounceBlocklist *list = bounce_blocklist_find (quoted[i]);

      if (list != NULL && bounce_listing_judge (listing, list) == state)
        return list;
    }

  return NULL;
}

/* The listing that an advice is about, and what the bounce calls its list. */
typedef struct
{
  const BounceHost *host;
  const BounceListing *listing;
  const BounceBlocklist *quoted;
} Found;

/* The listing of a refused address with @state: a quoted one, else the first. */
static Found
find_listing (BounceChecks          *checks,
              const BounceReport    *report,
              const BounceRecipient *person,
              BounceListingState     state)
{
  Found found = { NULL, };

  for (guint i = 0; i < bounce_report_get_n_hosts (report); i++)
    {
      const BounceHost *host = bounce_report_get_host (report, i);
      const BounceListCheck *check = NULL;

      if (host->refused)
        check = bounce_checks_get_lists (checks, host->ip);
      for (guint j = 0; check != NULL && j < bounce_list_check_get_n_listings (check); j++)
        {
          const BounceListing *listing = bounce_list_check_get_listing (check, j);
          const BounceBlocklist *quoted = NULL;

          if (listing->state != state)
            continue;
          quoted = find_quoted (listing, (const char *const *) host->blocklists, state);
          if (quoted == NULL)
            quoted = find_quoted (listing, (const char *const *) person->blocklists, state);
          if (quoted != NULL)
            return (Found) { host, listing, quoted };
          if (found.listing == NULL)
            found = (Found) { host, listing, NULL };
        }
    }

  return found;
}

/* Whether the bounce names a part of the list that was asked, which is then spoken of. */
static gboolean
is_quoted_part (const Found *found)
{
  return found->quoted != NULL && found->quoted != found->listing->list
         && found->quoted->zone != NULL
         && found->quoted->meaning != BOUNCE_LIST_MEANING_LISTED;
}

static const BounceBlocklist *
get_found_list (const Found *found)
{
  return is_quoted_part (found) ? found->quoted : found->listing->list;
}

static const char *
get_found_name (const Found *found)
{
  return is_quoted_part (found) ? found->quoted->name : get_list_name (found->listing);
}

static BounceListMeaning
get_found_meaning (const Found *found)
{
  return is_quoted_part (found) ? found->quoted->meaning : found->listing->meaning;
}

/* Who has the server removed: a home's address has no business with its provider. */
static gboolean
is_providers (const Found *found)
{
  return found->host->role == BOUNCE_IP_ROLE_YOUR_SERVER
         && get_found_meaning (found) != BOUNCE_LIST_MEANING_POLICY;
}

static void
add_consequence (char        **text,
                 const Found *found)
{
  const BounceBlocklist *list = get_found_list (found);

  bounce_words_add_sentence (text, bounce_words_get_list_meaning (get_found_meaning (found)));
  if (list->removal_page == NULL)
    return;

  if (is_providers (found))
    /* Translators: %s is the address of a page in the web */
    take_sentence (text, dup_filled (_("Your provider can have it removed here: %s"),
                                     list->removal_page, NULL));
  else
    take_sentence (text, dup_removal (list, get_found_meaning (found)));
}

static void
add_still_listed (char        **text,
                  const Found *found)
{
  const char *name = get_found_name (found);

  if (is_providers (found))
    /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
    take_sentence (text, g_strdup_printf (_("Your provider's server is on the list %s; this is "
                                            "why the mail came back."), name));
  else
    /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
    take_sentence (text, g_strdup_printf (_("The address that your mail was sent from is on the "
                                            "list %s; this is why the mail came back."), name));
  add_consequence (text, found);
}

static void
add_listed_elsewhere (char        **text,
                      const Found *found)
{
  /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
  take_sentence (text, g_strdup_printf (_("The list that the bounce names does not have the "
                                          "address now, or gave no answer, but the list %s has "
                                          "it."), get_list_name (found->listing)));
  add_consequence (text, found);
}

static void
add_listed_unnamed (char        **text,
                    const Found *found)
{
  /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
  take_sentence (text, g_strdup_printf (_("The bounce does not say which list it means. The "
                                          "address is on the list %s, which may be the reason."),
                                        get_list_name (found->listing)));
  add_consequence (text, found);
}

static void
add_no_longer_listed (char        **text,
                      const Found *found)
{
  /* Translators: %s is the name of a blocklist, such as "Spamhaus CSS" */
  take_sentence (text, g_strdup_printf (_("The address is no longer on the list %s that refused "
                                          "it."),
                                        found->quoted != NULL ? found->quoted->name
                                                              : get_list_name (found->listing)));
  bounce_words_add_sentence (text, _("Send the message again. If it comes back once more, wait "
                                     "a few hours: servers remember the old entry for a while."));
}

static void
add_domain_advice (char              **text,
                   BounceCheckAdvice  advice,
                   const char        *name)
{
  g_autofree char *domain = bounce_plain_dup_name (name);

  switch (advice)
    {
    case BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_MAIL:
      /* Translators: %s is a domain, what stands after the @ of an address */
      take_sentence (text, dup_filled (_("The domain %s exists and takes mail now."), domain, NULL));
      bounce_words_add_sentence (text, _("Check the address for a slip; if it is right, send the "
                                         "message again, for the fault may have passed."));
      break;
    case BOUNCE_CHECK_ADVICE_DOMAIN_MISSING:
      /* Translators: %s is a domain, what stands after the @ of an address */
      take_sentence (text, dup_filled (_("There is no domain %s."), domain, NULL));
      bounce_words_add_sentence (text, _("The address is misspelt after the @, or out of date: "
                                         "compare it letter by letter, or ask the recipient for "
                                         "another one."));
      break;
    case BOUNCE_CHECK_ADVICE_DOMAIN_TAKES_NO_MAIL:
      /* Translators: %s is a domain, what stands after the @ of an address */
      take_sentence (text, dup_filled (_("The domain %s exists, but takes no mail."), domain, NULL));
      bounce_words_add_sentence (text, _("No address there can be written to. Ask the recipient "
                                         "for another one, for instance by telephone."));
      break;
    default:
      break;
    }
}

/**
 * bounce_check_words_dup_advice:
 * @checks: what was found
 * @report: an answer
 * @recipient: a recipient's index, or %BOUNCE_WORDS_MESSAGE
 *
 * Says what the checks add to the answer: whether they confirm or contradict it, and
 * what to do now.
 *
 * Returns: (transfer full) (nullable): whole sentences, or %NULL where the checks
 *   change nothing
 */
char *
bounce_check_words_dup_advice (BounceChecks       *checks,
                               const BounceReport *report,
                               guint               recipient)
{
  char *text = NULL;
  const BounceRecipient *person = NULL;
  const char *domain;
  BounceCheckAdvice advice;
  Found found;

  g_return_val_if_fail (BOUNCE_IS_CHECKS (checks), NULL);
  g_return_val_if_fail (report != NULL, NULL);

  advice = bounce_checks_get_advice (checks, report, recipient);
  person = recipient < bounce_report_get_n_recipients (report)
           ? bounce_report_get_recipient (report, recipient)
           : bounce_report_get_top_recipient (report);
  if (advice == BOUNCE_CHECK_ADVICE_NONE || person == NULL)
    return NULL;

  domain = person->address != NULL ? strrchr (person->address, '@') : NULL;
  if (domain != NULL)
    add_domain_advice (&text, advice, domain + 1);

  found = find_listing (checks, report, person,
                        advice == BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED
                        ? BOUNCE_LISTING_NOT_LISTED : BOUNCE_LISTING_LISTED);

  if (found.listing != NULL)
    switch (advice)
      {
      case BOUNCE_CHECK_ADVICE_STILL_LISTED:
        add_still_listed (&text, &found);
        break;
      case BOUNCE_CHECK_ADVICE_LISTED_ELSEWHERE:
        add_listed_elsewhere (&text, &found);
        break;
      case BOUNCE_CHECK_ADVICE_LISTED_UNNAMED:
        add_listed_unnamed (&text, &found);
        break;
      case BOUNCE_CHECK_ADVICE_NO_LONGER_LISTED:
        add_no_longer_listed (&text, &found);
        break;
      default:
        break;
      }

  return text;
}
