/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bounce-check-words.h"
#include "bounce-document.h"
#include "bounce-json.h"
#include "bounce-list-check-private.h"
#include "bounce-note.h"
#include "bounce-report-private.h"
#include "bounce-text.h"
#include "bounce-words.h"
#include "compose.h"

/* What the online checks found, in words and for programs. */

static const BounceBlocklist css = {
  .name = "Spamhaus ZEN",
  .zone = "zen.spamhaus.org",
  .meaning = BOUNCE_LIST_MEANING_LISTED,
  .removal_page = "https://check.spamhaus.org/",
};

static const BounceBlocklist bare = {
  .name = "Bare List",
  .zone = "bare.example.net",
  .meaning = BOUNCE_LIST_MEANING_LISTED,
};

/* What a person reads of a registry's answer. */
typedef struct
{
  const char *name;
  BounceRegistryCheck check;
  const char *holder;
  const char *abuse;
} Registry;

static const Registry registries[] = {
  { "/checks/holder/found",
    { .state = BOUNCE_REGISTRY_FOUND, .holder = (char *) "Example Inc.", .country = (char *) "NL",
      .abuse_address = (char *) "abuse@hosting.example" },
    "Example Inc. (NL) runs this address.",
    "The network's address for complaints is abuse@hosting.example." },
  { "/checks/holder/without-a-country",
    { .state = BOUNCE_REGISTRY_FOUND, .holder = (char *) "Example Inc." },
    "Example Inc. runs this address.", NULL },
  { "/checks/holder/from-right-to-left",
    { .state = BOUNCE_REGISTRY_FOUND, .holder = (char *) "בזק", .country = (char *) "IL" },
    "\u200e\u2068בזק\u2069 (IL) runs this address.", NULL },
  { "/checks/holder/guessed-contact",
    { .state = BOUNCE_REGISTRY_FOUND, .holder = (char *) "Example Inc.",
      .abuse_address = (char *) "noc@hosting.example", .abuse_is_guess = TRUE },
    "Example Inc. runs this address.",
    "The network's address for complaints is probably noc@hosting.example." },
  { "/checks/holder/nobody-named", { .state = BOUNCE_REGISTRY_FOUND },
    "The registry does not say who runs this address.", NULL },
  { "/checks/holder/no-data", { .state = BOUNCE_REGISTRY_NO_DATA },
    "The registry has nobody on record who runs this address.", NULL },
  { "/checks/holder/later", { .state = BOUNCE_REGISTRY_LATER, .retry_after_s = 61 },
    "The registry answers no more questions for now. Try again in 2 minutes.", NULL },
  { "/checks/holder/later-in-a-minute", { .state = BOUNCE_REGISTRY_LATER, .retry_after_s = 1 },
    "The registry answers no more questions for now. Try again in 1 minute.", NULL },
  { "/checks/holder/later-without-a-time", { .state = BOUNCE_REGISTRY_LATER },
    "The registry answers no more questions for now. Try again later.", NULL },
  { "/checks/holder/unknown", { .state = BOUNCE_REGISTRY_UNKNOWN },
    "Who runs this address could not be found out.", NULL },
};

static void
test_registry (gconstpointer data)
{
  const Registry *row = data;
  g_autofree char *holder = bounce_check_words_dup_holder (&row->check);
  g_autofree char *abuse = bounce_check_words_dup_abuse (&row->check);

  g_assert_cmpstr (holder, ==, row->holder);
  g_assert_cmpstr (abuse, ==, row->abuse);
}

/* Each state has words and an identifier of its own, and the words have the domain. */
static void
test_domains (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < BOUNCE_N_DOMAIN_STATES; i++)
    {
      const BounceDomainCheck check = { .domain = (char *) "example.org", .state = i };
      char *sentence = bounce_check_words_dup_domain (&check);

      g_assert_nonnull (strstr (sentence, "example.org"));
      g_assert_true (g_hash_table_add (seen, sentence));
      g_assert_true (g_hash_table_add (seen, g_strdup (bounce_domain_state_to_string (i))));
    }
}

/* A domain that deceives is named as what it is, and what is hidden in one is not said. */
static void
test_domain_that_deceives (void)
{
  const BounceDomainCheck check = { .domain = (char *) "ex\u0430m\u200bple.org",
                                    .state = BOUNCE_DOMAIN_TAKES_MAIL };
  g_autofree char *sentence = bounce_check_words_dup_domain (&check);

  g_assert_nonnull (strstr (sentence, " ex\u0430mple.org (xn--exmple-4nf.org) "));
}

static void
test_identifiers (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < BOUNCE_N_LISTINGS; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) bounce_listing_state_to_string (i)));
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < BOUNCE_N_REGISTRY_STATES; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) bounce_registry_state_to_string (i)));
  g_hash_table_remove_all (seen);
  for (guint i = 0; i < BOUNCE_N_CHECK_ADVICES; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) bounce_check_advice_to_string (i)));
}

static void
test_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const struct
  {
    GQuark domain;
    int code;
  } errors[] = {
    { BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_ALLOWED },
    { BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_NOT_PUBLIC },
    { BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_OFFLINE },
    { BOUNCE_NET_ERROR, BOUNCE_NET_ERROR_BUSY },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED },
    { G_IO_ERROR, G_IO_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (errors[i].domain, errors[i].code, "x");

      g_assert_true (g_hash_table_add (seen, (gpointer) bounce_check_words_get_error (error)));
    }
}

static BounceListing *
add_listing (BounceListCheck       *check,
             const BounceBlocklist *list,
             BounceListingState     state)
{
  BounceListing *listing = bounce_list_check_add (check, list);

  listing->state = state;

  return listing;
}

static void
list_at_css (BounceListCheck *check)
{
  BounceListing *listing = add_listing (check, &css, BOUNCE_LISTING_LISTED);

  listing->sub_list = "Spamhaus CSS";
  listing->meaning = BOUNCE_LIST_MEANING_SPAM_SOURCE;
  g_strfreev (listing->codes);
  listing->codes = g_strsplit ("127.0.0.3", " ", 0);
  listing->text = g_strdup ("https://check.spamhaus.org/query/ip/192.0.2.1");
}

/* How many lists there are of each state, and what is said of them. */
typedef struct
{
  const char *name;
  guint n_states[BOUNCE_N_LISTINGS];
  gboolean is_cut;
  const char *sentences;
} Lists;

static const Lists lists[] = {
  { "/checks/lists/one-has-it",
    { [BOUNCE_LISTING_LISTED] = 1, [BOUNCE_LISTING_NOT_LISTED] = 5 }, FALSE,
    "1 blocklist has this address." },
  { "/checks/lists/some-have-it", { [BOUNCE_LISTING_LISTED] = 3 }, FALSE,
    "3 blocklists have this address." },
  { "/checks/lists/none-has-it", { [BOUNCE_LISTING_NOT_LISTED] = 20 }, FALSE,
    "None of the 20 blocklists that answered has this address." },
  { "/checks/lists/one-has-it-not", { [BOUNCE_LISTING_NOT_LISTED] = 1 }, FALSE,
    "The 1 blocklist that answered does not have this address." },
  { "/checks/lists/some-silent",
    { [BOUNCE_LISTING_NOT_LISTED] = 2, [BOUNCE_LISTING_UNKNOWN] = 1,
      [BOUNCE_LISTING_REFUSED] = 1 }, FALSE,
    "None of the 2 blocklists that answered has this address. 2 lists gave no answer." },
  { "/checks/lists/all-silent",
    { [BOUNCE_LISTING_UNKNOWN] = 3, [BOUNCE_LISTING_REFUSED] = 1 }, FALSE,
    "No blocklist answered, so it is not known whether one has this address." },
  { "/checks/lists/some-not-asked",
    { [BOUNCE_LISTING_NOT_LISTED] = 2, [BOUNCE_LISTING_NOT_ASKED] = 1 }, FALSE,
    "None of the 2 blocklists that answered has this address. 1 list was not asked: it "
    "answers only your network’s own name service, and you have not agreed to that." },
  { "/checks/lists/nobody-asked", { 0 }, TRUE,
    "No blocklist answered, so it is not known whether one has this address." },
  { "/checks/lists/cut-short",
    { [BOUNCE_LISTING_NOT_LISTED] = 2, [BOUNCE_LISTING_UNKNOWN] = 1 }, TRUE,
    "None of the 2 blocklists that answered has this address. 1 list gave no answer. Time "
    "was up before all of them had answered." },
};

static void
test_lists (gconstpointer data)
{
  const Lists *row = data;
  g_autoptr (BounceListCheck) check = bounce_list_check_new ("192.0.2.1");
  g_autofree char *sentences = NULL;

  check->is_complete = !row->is_cut;
  for (guint i = 0; i < BOUNCE_N_LISTINGS; i++)
    for (guint j = 0; j < row->n_states[i]; j++)
      add_listing (check, &css, i);

  sentences = bounce_check_words_dup_lists (check);
  g_assert_cmpstr (sentences, ==, row->sentences);
}

/* A list that has it says what that means, and where to go; the others never say "not
 * listed" unless they are known not to have it. */
static void
test_listings (void)
{
  g_autoptr (BounceListCheck) check = bounce_list_check_new ("192.0.2.1");
  g_autofree char *listed = NULL;
  g_autofree char *policy = NULL;
  g_autofree char *pageless = NULL;
  BounceListing *listing;

  list_at_css (check);
  listed = bounce_check_words_dup_listing (bounce_list_check_get_listing (check, 0));
  g_assert_true (g_str_has_prefix (listed, "This address is on the list Spamhaus CSS. "));
  g_assert_nonnull (strstr (listed,
                            bounce_words_get_list_meaning (BOUNCE_LIST_MEANING_SPAM_SOURCE)));
  g_assert_true (g_str_has_suffix (listed, "ask here to have it removed: "
                                           "https://check.spamhaus.org/"));

  listing = add_listing (check, &css, BOUNCE_LISTING_LISTED);
  listing->meaning = BOUNCE_LIST_MEANING_POLICY;
  policy = bounce_check_words_dup_listing (listing);
  g_assert_null (strstr (policy, "removed"));
  g_assert_true (g_str_has_suffix (policy, "stands here: https://check.spamhaus.org/"));

  listing = add_listing (check, &bare, BOUNCE_LISTING_LISTED);
  pageless = bounce_check_words_dup_listing (listing);
  g_assert_null (strstr (pageless, "https:"));

  for (guint i = 0; i < BOUNCE_N_LISTINGS; i++)
    {
      g_autofree char *sentence = NULL;

      if (i == BOUNCE_LISTING_LISTED)
        continue;
      listing = add_listing (check, &css, i);
      sentence = bounce_check_words_dup_listing (listing);
      g_assert_nonnull (strstr (sentence, "Spamhaus ZEN"));
      g_assert_cmpint (strstr (sentence, "is not on the list") != NULL, ==,
                       i == BOUNCE_LISTING_NOT_LISTED);
    }
}

/* The full report's refused server is on a list, and its holder is known. */
static BounceChecks *
compose_checks (void)
{
  BounceChecks *checks = bounce_checks_new ();
  BounceListCheck *lists_of_server = bounce_list_check_new ("2001:db8::9");
  BounceRegistryCheck *registry = g_new0 (BounceRegistryCheck, 1);

  list_at_css (lists_of_server);
  add_listing (lists_of_server, &bare, BOUNCE_LISTING_NOT_LISTED);
  bounce_checks_take_lists (checks, lists_of_server);

  registry->ip = g_strdup ("2001:db8::9");
  registry->state = BOUNCE_REGISTRY_FOUND;
  registry->registry = g_strdup ("rdap.example.net");
  registry->network = g_strdup ("2001:db8::/32");
  registry->network_name = g_strdup ("EXAMPLE-SIX");
  registry->holder = g_strdup ("Example Hosting, Inc.");
  registry->country = g_strdup ("NL");
  registry->abuse_address = g_strdup ("abuse@hosting.example");
  bounce_checks_take_registry (checks, registry);

  return checks;
}

static void
assert_in_order (const char        *text,
                 const char *const *words)
{
  g_auto (GStrv) split = g_strsplit_set (text, " \n", -1);
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *at;

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      g_string_append_printf (folded, "%s ", split[i]);

  at = folded->str;
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *found = strstr (at, words[i]);

      if (found == NULL)
        g_test_message ("%s\nhas not, or not here: %s", text, words[i]);
      g_assert_nonnull (found);
      at = found + strlen (words[i]);
    }
}

static void
test_text (void)
{
  const char *words[] = {
    "What to do", "What the online checks say", "Spamhaus CSS",
    "Your provider can have it removed here: https://check.spamhaus.org/", "Technical details",
    "Addresses on the way", "2001:db8::9", "1 blocklist has this address.",
    "• This address is on the list Spamhaus CSS.",
    "Example Hosting, Inc. (NL) runs this address.",
    "The network's address for complaints is abuse@hosting.example.", "2001:db8::/32", "EXAMPLE-SIX",
    "192.0.2.25", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = compose_checks ();
  g_autofree char *text = bounce_text_new_from_report (report, checks);

  assert_in_order (text, words);
}

/* A name that is written from right to left turns nothing around it, where people read. */
static void
test_direction (void)
{
  static const char sentence[] = "\u200e\u2068בזק\u2069 (NL) runs this address.";
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = compose_checks ();
  BounceRegistryCheck *registry = g_new0 (BounceRegistryCheck, 1);
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *text = NULL;
  gboolean is_on_paper = FALSE;

  registry->ip = g_strdup ("2001:db8::9");
  registry->state = BOUNCE_REGISTRY_FOUND;
  registry->holder = g_strdup ("בזק");
  registry->country = g_strdup ("NL");
  bounce_checks_take_registry (checks, registry);

  text = bounce_text_new_from_report (report, checks);
  g_assert_nonnull (strstr (text, sentence));

  blocks = bounce_document_new_from_report (report, checks);
  for (guint i = 0; i < blocks->len; i++)
    is_on_paper |= g_str_equal (((BounceBlock *) g_ptr_array_index (blocks, i))->text, sentence);
  g_assert_true (is_on_paper);
}

static void
test_note (void)
{
  const char *words[] = {
    "IP addresses", "2001:db8::9", "refused", "2001:db8::9", "1 blocklist has this address.",
    "Spamhaus CSS", "listed 127.0.0.3", "Holder", "Example Hosting, Inc.", "2001:db8::/32",
    "EXAMPLE-SIX", "NL", "abuse@hosting.example", "RDAP", "rdap.example.net",
    "The way of the message", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = compose_checks ();
  g_autofree char *note = bounce_note_new_for_it (report, checks, TRUE);

  assert_in_order (note, words);
}

/* What the bounce names, how the lists answer, and which of them is blamed. */
typedef struct
{
  const char *name;
  const char *quoted;
  const char *codes_of_zen;
  gboolean is_at_spamcop;
  const char *blamed;
} Blame;

static const Blame blames[] = {
  { "/checks/blame/the-quoted-part", "pbl.spamhaus.org", "127.0.0.4 127.0.0.10", FALSE,
    "on the list Spamhaus PBL; this is why" },
  { "/checks/blame/the-gravest-part", "zen.spamhaus.org", "127.0.0.4 127.0.0.10", FALSE,
    "on the list Spamhaus XBL; this is why" },
  { "/checks/blame/the-other-quoted-list", "xbl.spamhaus.org bl.spamcop.net", "127.0.0.10", TRUE,
    "on the list SpamCop; this is why" },
  { "/checks/blame/a-renamed-part", "cbl.abuseat.org", "127.0.0.4", FALSE,
    "on the list CBL (now Spamhaus XBL); this is why" },
};

static void
test_blame (gconstpointer data)
{
  const Blame *row = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = bounce_checks_new ();
  BounceHost *host = g_ptr_array_index (report->hosts, 0);
  BounceListCheck *check = bounce_list_check_new (host->ip);
  BounceListing *listing = NULL;
  g_autofree char *advice = NULL;

  g_strfreev (host->blocklists);
  host->blocklists = g_strsplit (row->quoted, " ", 0);

  listing = add_listing (check, bounce_blocklist_find ("zen.spamhaus.org"), BOUNCE_LISTING_LISTED);
  g_strfreev (listing->codes);
  listing->codes = g_strsplit (row->codes_of_zen, " ", 0);
  listing->sub_list = strstr (row->codes_of_zen, "127.0.0.4") != NULL ? "Spamhaus XBL"
                                                                      : "Spamhaus PBL";
  if (row->is_at_spamcop)
    add_listing (check, bounce_blocklist_find ("bl.spamcop.net"), BOUNCE_LISTING_LISTED);
  bounce_checks_take_lists (checks, check);

  advice = bounce_check_words_dup_advice (checks, report, BOUNCE_WORDS_MESSAGE);
  g_test_message ("%s", advice);
  g_assert_nonnull (strstr (advice, row->blamed));
}

/* A refusal "by a blocklist" that names none: what is found is a guess, and said to be one. */
static void
test_unnamed (void)
{
  const char *words[] = {
    "does not say which list it means", "on the list Spamhaus ZEN, which may be the reason",
    "Your provider can have it removed here: https://check.spamhaus.org/", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = bounce_checks_new ();
  BounceHost *host = g_ptr_array_index (report->hosts, 0);
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
  BounceListCheck *check = bounce_list_check_new (host->ip);
  g_autofree char *advice = NULL;

  g_clear_pointer (&host->blocklists, g_strfreev);
  g_clear_pointer (&recipient->blocklists, g_strfreev);
  add_listing (check, &css, BOUNCE_LISTING_LISTED);
  bounce_checks_take_lists (checks, check);

  advice = bounce_check_words_dup_advice (checks, report, BOUNCE_WORDS_MESSAGE);
  assert_in_order (advice, words);
}

/* What a domain's state adds to an answer that blamed it. */
typedef struct
{
  const char *name;
  BounceDomainState state;
  BounceCause cause;
  const char *said;
} DomainAdvice;

static const DomainAdvice domain_advices[] = {
  { "/checks/domain/missing", BOUNCE_DOMAIN_DOES_NOT_EXIST, BOUNCE_CAUSE_DOMAIN_UNKNOWN,
    "There is no domain example.org. The address is misspelt" },
  { "/checks/domain/takes-no-mail", BOUNCE_DOMAIN_TAKES_NO_MAIL, BOUNCE_CAUSE_EXPIRED,
    "The domain example.org exists, but takes no mail. No address there can be written to." },
  { "/checks/domain/no-server", BOUNCE_DOMAIN_NO_SERVER, BOUNCE_CAUSE_NO_ANSWER,
    "The domain example.org exists, but takes no mail." },
  { "/checks/domain/takes-mail-after-all", BOUNCE_DOMAIN_TAKES_MAIL, BOUNCE_CAUSE_DNS_FAILURE,
    "The domain example.org exists and takes mail now. Check the address for a slip" },
  { "/checks/domain/was-not-the-reason", BOUNCE_DOMAIN_TAKES_MAIL, BOUNCE_CAUSE_MAILBOX_FULL,
    NULL },
  { "/checks/domain/not-known", BOUNCE_DOMAIN_UNKNOWN, BOUNCE_CAUSE_DOMAIN_UNKNOWN, NULL },
};

static void
take_domain (BounceChecks      *checks,
             const char        *domain,
             BounceDomainState  state,
             const char        *exchangers)
{
  BounceDomainCheck *check = g_new0 (BounceDomainCheck, 1);

  check->domain = g_strdup (domain);
  check->state = state;
  check->exchangers = exchangers != NULL ? g_strsplit (exchangers, " ", 0) : NULL;
  bounce_checks_take_domain (checks, check);
}

static void
test_domain_advice (gconstpointer data)
{
  const DomainAdvice *row = data;
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = bounce_checks_new ();
  BounceRecipient *recipient = g_ptr_array_index (report->recipients, 0);
  g_autofree char *advice = NULL;

  recipient->verdict.cause = row->cause;
  take_domain (checks, "EXAMPLE.org", row->state, NULL);

  advice = bounce_check_words_dup_advice (checks, report, 0);
  if (row->said == NULL)
    g_assert_null (advice);
  else
    g_assert_true (g_str_has_prefix (advice, row->said));
}

static char *
dup_blocks (const BounceReport *report,
            BounceChecks       *checks)
{
  g_autoptr (GPtrArray) blocks = bounce_document_new_from_report (report, checks);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const BounceBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (text, "%s %s\n", block->label, block->text);
    }

  return g_string_free (text, FALSE);
}

static void
test_document (void)
{
  const char *words[] = {
    "What to do", "What the online checks say", "Spamhaus CSS", "Addresses on the way",
    "1 blocklist has this address.", "Example Hosting, Inc. (NL) runs this address.", NULL
  };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = compose_checks ();
  g_autofree char *text = dup_blocks (report, checks);

  assert_in_order (text, words);
}

/* Every domain that was asked about is told of, once, wherever the answer goes. */
static void
test_domains_of_recipients (void)
{
  const char *for_people[] = {
    "The domain of the recipient", "example.org", "example.net", "Addresses on the way", NULL
  };
  const char *for_it[] = {
    "example.org", "DNS", "does-not-exist", "example.net", "DNS", "takes-mail", "MX",
    "mx1.example.net, mx2.example.net", "The way of the message", NULL
  };
  const char *const addresses[] = { "carol@example.org", "dave@example.net" };
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = bounce_checks_new ();
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  g_autofree char *document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      BounceRecipient *recipient = bounce_recipient_new ();

      recipient->address = g_strdup (addresses[i]);
      g_ptr_array_add (report->recipients, recipient);
    }
  for (guint i = 0; i < report->recipients->len; i++)
    ((BounceRecipient *) g_ptr_array_index (report->recipients, i))->verdict.cause =
      BOUNCE_CAUSE_DOMAIN_UNKNOWN;
  take_domain (checks, "example.org", BOUNCE_DOMAIN_DOES_NOT_EXIST, NULL);
  take_domain (checks, "example.net", BOUNCE_DOMAIN_TAKES_MAIL,
               "mx1.example.net mx2.example.net");

  text = bounce_text_new_from_report (report, checks);
  note = bounce_note_new_for_it (report, checks, TRUE);
  document = dup_blocks (report, checks);
  assert_in_order (text, for_people);
  assert_in_order (document, for_people);
  assert_in_order (note, for_it);
  g_assert_cmpstr (strstr (note, "does-not-exist"), ==, g_strrstr (note, "does-not-exist"));
}

static char *
dup_member (JsonNode   *root,
            const char *path)
{
  g_autoptr (JsonNode) found = json_path_query (path, root, NULL);
  g_autofree char *text = json_to_string (found, FALSE);

  return g_strndup (text + 1, strlen (text) - 2);
}

static void
assert_member (JsonNode   *root,
               const char *path,
               const char *wanted)
{
  g_autofree char *text = dup_member (root, path);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_json (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = compose_checks ();
  g_autofree char *line = bounce_json_from_report (report, checks, "-", NULL, 0);
  g_autoptr (JsonNode) root = json_from_string (line, NULL);

  assert_member (root, "$.hosts[0].checks.lists[0]",
                 "{\"name\":\"Spamhaus ZEN\",\"zone\":\"zen.spamhaus.org\",\"state\":\"listed\","
                 "\"sub_list\":\"Spamhaus CSS\",\"codes\":[\"127.0.0.3\"],"
                 "\"text\":\"https://check.spamhaus.org/query/ip/192.0.2.1\","
                 "\"removal_page\":\"https://check.spamhaus.org/\"}");
  assert_member (root, "$.hosts[0].checks.lists[1]",
                 "{\"name\":\"Bare List\",\"zone\":\"bare.example.net\",\"state\":\"not-listed\","
                 "\"sub_list\":null,\"codes\":[],\"text\":null,\"removal_page\":null}");
  assert_member (root, "$.hosts[0].checks.registry",
                 "{\"state\":\"found\",\"registry\":\"rdap.example.net\","
                 "\"network\":\"2001:db8::/32\",\"network_name\":\"EXAMPLE-SIX\","
                 "\"holder\":\"Example Hosting, Inc.\",\"country\":\"NL\","
                 "\"abuse_address\":\"abuse@hosting.example\",\"abuse_is_guess\":false,"
                 "\"retry_after_s\":0}");
  assert_member (root, "$.hosts[1].checks", "null");
  assert_member (root, "$.recipients[0].domain_check", "null");
}

/* The checks only add members. */
static void
test_json_without (void)
{
  g_autoptr (BounceReport) report = compose_full_report ();
  g_autoptr (BounceChecks) checks = compose_checks ();
  g_autofree char *before = bounce_json_from_report (report, NULL, "-", NULL, 0);
  g_autofree char *with = bounce_json_from_report (report, checks, "-", NULL, 0);
  g_autofree char *after = bounce_json_from_report (report, NULL, "-", NULL, 0);

  g_assert_null (strstr (before, "check"));
  g_assert_nonnull (strstr (with, "\"checks\":{"));
  g_assert_cmpstr (before, ==, after);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  bounce_words_init ();

  for (guint i = 0; i < G_N_ELEMENTS (registries); i++)
    g_test_add_data_func (registries[i].name, &registries[i], test_registry);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_test_add_data_func (lists[i].name, &lists[i], test_lists);
  g_test_add_func ("/checks/listings", test_listings);
  g_test_add_func ("/checks/domains", test_domains);
  g_test_add_func ("/checks/domains/deceiving", test_domain_that_deceives);
  g_test_add_func ("/checks/identifiers", test_identifiers);
  g_test_add_func ("/checks/errors", test_errors);
  for (guint i = 0; i < G_N_ELEMENTS (blames); i++)
    g_test_add_data_func (blames[i].name, &blames[i], test_blame);
  g_test_add_func ("/checks/blame/no-list-named", test_unnamed);
  for (guint i = 0; i < G_N_ELEMENTS (domain_advices); i++)
    g_test_add_data_func (domain_advices[i].name, &domain_advices[i], test_domain_advice);
  g_test_add_func ("/checks/domains-of-recipients", test_domains_of_recipients);
  g_test_add_func ("/checks/text", test_text);
  g_test_add_func ("/checks/direction", test_direction);
  g_test_add_func ("/checks/note", test_note);
  g_test_add_func ("/checks/document", test_document);
  g_test_add_func ("/checks/json", test_json);
  g_test_add_func ("/checks/json-without", test_json_without);

  return g_test_run ();
}
