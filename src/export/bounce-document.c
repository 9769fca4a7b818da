/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bounce-check-words.h"
#include "bounce-codebook.h"
#include "bounce-document-private.h"
#include "bounce-export-limits.h"
#include "bounce-layout-private.h"
#include "bounce-plain.h"
#include "bounce-words.h"

static void
free_block (gpointer data)
{
  BounceBlock *block = data;

  g_free (block->label);
  g_free (block->text);
  g_free (block);
}

static char *
shorten (const char *text,
         glong       length)
{
  g_autofree char *clean = bounce_plain_dup (text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (clean, -1) <= length)
    return g_steal_pointer (&clean);

  start = g_utf8_substring (clean, 0, length - 1);

  return g_strconcat (start, "…", NULL);
}

static void
add_block (GPtrArray       *blocks,
           BounceBlockKind  kind,
           const char      *label,
           const char      *text,
           glong            length)
{
  BounceBlock *block;

  if (text == NULL || *text == '\0')
    return;

  block = g_new (BounceBlock, 1);
  block->kind = kind;
  block->label = shorten (label, BOUNCE_EXPORT_LIMIT_VALUE);
  block->text = shorten (text, length);
  g_ptr_array_add (blocks, block);
}

/* Our own sentences are never cut. */
static void
add_words (GPtrArray       *blocks,
           BounceBlockKind  kind,
           const char      *label,
           const char      *text)
{
  add_block (blocks, kind, label, text, G_MAXLONG);
}

/* Sentences of ours in which words of others stand: those are plain already, and keep
 * what holds their direction. */
static void
take_paragraph (GPtrArray *blocks,
                char      *text)
{
  BounceBlock *block;

  if (text == NULL)
    return;

  block = g_new (BounceBlock, 1);
  block->kind = BOUNCE_BLOCK_PARAGRAPH;
  block->label = g_strdup ("");
  block->text = text;
  g_ptr_array_add (blocks, block);
}

static void
add_row (GPtrArray  *blocks,
         const char *label,
         const char *value)
{
  add_block (blocks, BOUNCE_BLOCK_ROW, label, value, BOUNCE_EXPORT_LIMIT_VALUE);
}

/* An address or a host's name, which may look like another one. */
static void
add_name (GPtrArray  *blocks,
          const char *label,
          const char *name)
{
  g_autofree char *shown = name != NULL ? bounce_plain_dup_name (name) : NULL;

  add_row (blocks, label, shown);
}

/* From and To, in which several names may stand. */
static void
add_names (GPtrArray  *blocks,
           const char *label,
           const char *text)
{
  g_autofree char *shown = text != NULL ? bounce_plain_dup_names (text) : NULL;

  add_row (blocks, label, shown);
}

/* A section that stays empty gets no heading. */
static void
add_section (GPtrArray  *blocks,
             const char *heading,
             GPtrArray  *section)
{
  if (section->len > 0)
    add_words (blocks, BOUNCE_BLOCK_HEADING, "", heading);
  g_ptr_array_extend_and_steal (blocks, section);
}

static GPtrArray *
new_section (void)
{
  return g_ptr_array_new_with_free_func (free_block);
}

static void
add_answer (GPtrArray          *blocks,
            const BounceReport *report)
{
  const BounceVerdict *verdict = bounce_report_get_verdict (report);
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);
  g_autofree char *headline = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);
  g_autofree char *explanation = bounce_words_dup_explanation (report, BOUNCE_WORDS_MESSAGE);
  g_auto (GStrv) steps = bounce_words_dup_steps (report, BOUNCE_WORDS_MESSAGE);
  g_autoptr (GPtrArray) todo = new_section ();

  add_words (blocks, BOUNCE_BLOCK_TITLE, "", headline);
  add_row (blocks, _("Result"), bounce_words_get_severity (verdict->severity));
  add_row (blocks,
           verdict->responsible == BOUNCE_PARTY_THIRD_PARTY ? _("Who is behind it")
                                                            : _("Who must act"),
           bounce_words_get_party (verdict->responsible));
  if (verdict->stopped_at != BOUNCE_STOP_UNKNOWN)
    add_row (blocks, _("How far it got"), bounce_words_get_stop (verdict->stopped_at));
  if (recipient != NULL)
    add_name (blocks, _("Perhaps meant"), recipient->suggestion);
  add_words (blocks, BOUNCE_BLOCK_PARAGRAPH, "", explanation);

  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    {
      g_autofree char *number = NULL;

      /* a number in front of a single step asks for the second one */
      if (steps[1] != NULL)
        number = g_strdup_printf ("%u.", i + 1);
      add_words (todo, BOUNCE_BLOCK_STEP, number != NULL ? number : "", steps[i]);
    }
  add_section (blocks, _("What to do"), g_steal_pointer (&todo));
}

static void
add_advice (GPtrArray          *blocks,
            const BounceReport *report,
            BounceChecks       *checks)
{
  g_autoptr (GPtrArray) section = new_section ();

  take_paragraph (section,
                  bounce_check_words_dup_advice (checks, report, BOUNCE_WORDS_MESSAGE));
  add_section (blocks, _("What the online checks say"), g_steal_pointer (&section));
}

static void
add_recipients (GPtrArray          *blocks,
                const BounceReport *report)
{
  static const BounceSeverity worst_first[] = {
    BOUNCE_SEVERITY_SUSPICIOUS,
    BOUNCE_SEVERITY_PERMANENT,
    BOUNCE_SEVERITY_TEMPORARY,
    BOUNCE_SEVERITY_INFO,
    BOUNCE_SEVERITY_SUCCESS,
  };
  guint n_recipients = bounce_report_get_n_recipients (report);
  g_autoptr (GPtrArray) section = new_section ();
  g_autofree char *rest = NULL;

  if (n_recipients < 2)
    return;

  for (guint rank = 0; rank < G_N_ELEMENTS (worst_first); rank++)
    for (guint i = 0; i < n_recipients && section->len < BOUNCE_EXPORT_LIMIT_RECIPIENTS; i++)
      {
        const BounceRecipient *recipient = bounce_report_get_recipient (report, i);
        g_autofree char *headline = NULL;
        g_autofree char *name = NULL;

        if (recipient->verdict.severity != worst_first[rank])
          continue;

        headline = bounce_words_dup_headline (report, i);
        if (recipient->address != NULL)
          name = bounce_plain_dup_name (recipient->address);
        add_words (section, BOUNCE_BLOCK_ITEM,
                   name != NULL ? name : _("Somebody whom the notice does not name"),
                   headline);
      }

  rest = bounce_document_dup_rest (report);
  add_words (section, BOUNCE_BLOCK_PARAGRAPH, "", rest);

  add_section (blocks, _("The recipients"), g_steal_pointer (&section));
}

static void
add_message (GPtrArray          *blocks,
             const BounceReport *report)
{
  const BounceReturned *returned = bounce_report_get_returned (report);
  g_autoptr (GPtrArray) section = new_section ();

  add_names (section, C_("message", "From"), returned->from);
  add_names (section, C_("message", "To"), returned->to);
  add_row (section, _("Subject"), returned->subject);
  add_row (section, C_("message", "Date"), returned->date);

  add_section (blocks, _("The message"), g_steal_pointer (&section));
}

static void
add_details (GPtrArray          *blocks,
             const BounceReport *report)
{
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);
  g_autoptr (GPtrArray) section = new_section ();
  g_auto (GStrv) omissions = bounce_words_dup_omissions (report);
  g_autofree char *blocklists = NULL;

  if (recipient != NULL)
    {
      add_name (section, _("Recipient"), recipient->address);
      add_name (section, _("Written to"), recipient->original_address);
      add_row (section, _("Beware"), bounce_words_get_look (recipient));
      add_row (section, _("The server's reply"), recipient->diagnostic);
      add_name (section, _("Who said so"), recipient->said_by);
      add_row (section, _("Contradiction"), recipient->conflict);
      if (recipient->blocklists != NULL)
        blocklists = g_strjoinv (", ", recipient->blocklists);
      add_row (section, _("Blocklists"), blocklists);
    }

  add_name (section, _("Notice written by"), bounce_report_get_reporter (report));
  add_row (section, _("Server program"), bounce_report_get_software (report));
  add_row (section, _("How sure"),
           bounce_words_get_confidence (bounce_report_get_verdict (report)->confidence));
  for (guint i = 0; omissions[i] != NULL; i++)
    add_row (section, _("Beware"), omissions[i]);

  add_section (blocks, _("Technical details"), g_steal_pointer (&section));
}

static void
add_code (GPtrArray             *section,
          GHashTable            *seen,
          char                  *label,
          const BounceCodeEntry *entry)
{
  if (!g_hash_table_add (seen, label) || section->len >= BOUNCE_EXPORT_LIMIT_CODES)
    return;

  if (entry != NULL)
    add_words (section, BOUNCE_BLOCK_ROW, label, bounce_codebook_translate (entry->meaning));
  else
    add_words (section, BOUNCE_BLOCK_ROW, label,
               _("The standard gives this number no meaning."));
}

static void
add_codes (GPtrArray          *blocks,
           const BounceReport *report)
{
  g_autoptr (GPtrArray) section = new_section ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < bounce_report_get_n_recipients (report); i++)
    {
      const BounceRecipient *recipient = bounce_report_get_recipient (report, i);

      if (section->len >= BOUNCE_EXPORT_LIMIT_CODES)
        break;

      if (recipient->reply_code != 0)
        add_code (section, seen, g_strdup_printf ("%u", recipient->reply_code),
                  bounce_codebook_find_reply (recipient->reply_code));
      if (bounce_enhanced_code_is_set (&recipient->enhanced_code))
        add_code (section, seen, bounce_enhanced_code_to_string (&recipient->enhanced_code),
                  bounce_codebook_find_enhanced (&recipient->enhanced_code));
    }

  add_section (blocks, _("The codes"), g_steal_pointer (&section));
}

static void
add_host_checks (GPtrArray        *section,
                 BounceChecks     *checks,
                 const BounceHost *host)
{
  const BounceListCheck *lists = bounce_checks_get_lists (checks, host->ip);
  const BounceRegistryCheck *registry = bounce_checks_get_registry (checks, host->ip);

  if (lists != NULL)
    {
      take_paragraph (section, bounce_check_words_dup_lists (lists));
      for (guint i = 0; i < bounce_list_check_get_n_listings (lists); i++)
        {
          const BounceListing *listing = bounce_list_check_get_listing (lists, i);

          if (listing->state == BOUNCE_LISTING_LISTED)
            take_paragraph (section, bounce_check_words_dup_listing (listing));
        }
    }
  if (registry != NULL)
    {
      take_paragraph (section, bounce_check_words_dup_holder (registry));
      take_paragraph (section, bounce_check_words_dup_abuse (registry));
    }
}

static void
add_domains (GPtrArray          *blocks,
             const BounceReport *report,
             BounceChecks       *checks)
{
  g_autoptr (GPtrArray) domains = bounce_checks_dup_domains (checks, report);
  g_autoptr (GPtrArray) section = new_section ();

  for (guint i = 0; i < MIN (domains->len, BOUNCE_EXPORT_LIMIT_HOSTS); i++)
    take_paragraph (section, bounce_check_words_dup_domain (g_ptr_array_index (domains, i)));
  if (domains->len > BOUNCE_EXPORT_LIMIT_HOSTS)
    take_paragraph (section,
                    bounce_words_dup_more_domains (domains->len - BOUNCE_EXPORT_LIMIT_HOSTS));

  add_section (blocks, _("The domain of the recipient"), g_steal_pointer (&section));
}

static void
add_hosts (GPtrArray          *blocks,
           const BounceReport *report,
           BounceChecks       *checks)
{
  guint n_hosts = bounce_report_get_n_hosts (report);
  g_autoptr (GPtrArray) section = new_section ();
  guint n_added = 0;

  /* the refused ones first: they are what somebody has to mend */
  for (guint refused = 2; refused-- > 0;)
    for (guint i = 0; i < n_hosts && n_added < BOUNCE_EXPORT_LIMIT_HOSTS; i++)
      {
        const BounceHost *host = bounce_report_get_host (report, i);
        g_autofree char *role = NULL;
        g_autofree char *name = NULL;
        g_autofree char *title = NULL;

        if (host->refused != (refused != 0))
          continue;

        role = bounce_words_dup_host_role (host);
        if (host->name != NULL)
          name = bounce_plain_dup_name (host->name);
        title = name != NULL ? g_strdup_printf ("%s  %s", host->ip, name)
                             : g_strdup (host->ip);
        add_words (section, BOUNCE_BLOCK_ITEM, title, role);
        if (checks != NULL)
          add_host_checks (section, checks, host);
        n_added++;
      }

  if (n_hosts > n_added)
    take_paragraph (section, bounce_words_dup_more_hosts (n_hosts - n_added));

  add_section (blocks, _("Addresses on the way"), g_steal_pointer (&section));
}

static void
add_evidence (GPtrArray          *blocks,
              const BounceReport *report)
{
  const BounceRecipient *recipient = bounce_report_get_top_recipient (report);
  g_autoptr (GPtrArray) section = new_section ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; recipient != NULL && i < recipient->evidence->len; i++)
    {
      const BounceEvidence *evidence = g_ptr_array_index (recipient->evidence, i);

      if (section->len >= BOUNCE_EXPORT_LIMIT_QUOTES)
        break;
      if (evidence->text != NULL && g_hash_table_add (seen, evidence->text))
        add_block (section, BOUNCE_BLOCK_QUOTE, bounce_words_get_evidence (evidence->what),
                   evidence->text, BOUNCE_EXPORT_LIMIT_QUOTE);
    }

  add_section (blocks, _("The words that say so"), g_steal_pointer (&section));
}

/* Says how many recipients are not listed; NULL where all of them are. */
char *
bounce_document_dup_rest (const BounceReport *report)
{
  guint n_recipients;
  guint n_rest;

  g_return_val_if_fail (report != NULL, NULL);

  n_recipients = bounce_report_get_n_recipients (report);
  if (n_recipients <= BOUNCE_EXPORT_LIMIT_RECIPIENTS)
    return NULL;

  n_rest = n_recipients - BOUNCE_EXPORT_LIMIT_RECIPIENTS;

  /* Translators: %u is a number of people a message was for. */
  return g_strdup_printf (ngettext ("%u more recipient is not listed here.",
                                    "%u more recipients are not listed here.", n_rest),
                          n_rest);
}

/**
 * bounce_document_new_from_report:
 * @report: an answer
 * @checks: (nullable): what was found online, or %NULL where nobody was asked
 *
 * Writes the answer for paper, in the language of the process: what happened, who
 * must act and what to do; then the technical details; at last the words of the
 * notice that it rests on. Everything is bounded, so that a usual answer fits
 * on two pages.
 *
 * Returns: (transfer full) (element-type BounceBlock): blocks in reading order,
 *   the first a %BOUNCE_BLOCK_TITLE
 */
GPtrArray *
bounce_document_new_from_report (const BounceReport *report,
                                 BounceChecks       *checks)
{
  g_autoptr (GPtrArray) blocks = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  blocks = g_ptr_array_new_with_free_func (free_block);
  add_answer (blocks, report);
  if (checks != NULL)
    add_advice (blocks, report, checks);

  /* of an ordinary mail nobody wants to know the servers */
  if (bounce_report_get_kind (report) != BOUNCE_KIND_NOT_A_BOUNCE)
    {
      add_recipients (blocks, report);
      add_message (blocks, report);
      add_details (blocks, report);
      add_codes (blocks, report);
      if (checks != NULL)
        add_domains (blocks, report, checks);
      add_hosts (blocks, report, checks);
      add_evidence (blocks, report);
    }

  return g_steal_pointer (&blocks);
}

static gboolean
is_name_char (gunichar c)
{
  /* what other systems refuse in names, and what starts an option or hides a file
   * is dealt with where it stands */
  return c < 0x80 ? g_ascii_isalnum (c) || strchr (" -_.,()+@'", c) != NULL
                  : g_unichar_isprint (c);
}

/* Leaves what every file system and every shell takes. */
static char *
clean_name (const char *text)
{
  g_autofree char *clean = bounce_plain_dup (text);
  g_autoptr (GString) name = g_string_new (NULL);
  guint length = 0;

  for (const char *at = clean;
       *at != '\0' && length < BOUNCE_EXPORT_LIMIT_FILE_NAME;
       at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* the sign that bounce_plain_dup() leaves is none for the name of a file */
      if (c == 0xfffd)
        continue;
      if (!is_name_char (c))
        c = ' ';
      if (c == ' ' && (name->len == 0 || name->str[name->len - 1] == ' '))
        continue;
      if (name->len == 0 && (c == '.' || c == '-'))
        continue;

      g_string_append_unichar (name, c);
      length++;
    }

  while (name->len > 0 && strchr (" .", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * bounce_document_dup_file_name:
 * @report: an answer
 *
 * Proposes how a file with this answer may be called: after the message's subject
 * where there is one, which tells it from others, else after the headline.
 *
 * Returns: (transfer full): a name without suffix, slashes or odd characters
 */
char *
bounce_document_dup_file_name (const BounceReport *report)
{
  BounceKind kind;
  const char *subject;
  g_autofree char *cleaned_subject = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (report != NULL, NULL);

  kind = bounce_report_get_kind (report);
  subject = bounce_report_get_returned (report)->subject;
  if (subject != NULL && (kind == BOUNCE_KIND_BOUNCE || kind == BOUNCE_KIND_LIST_REJECTION))
    cleaned_subject = clean_name (subject);

  if (cleaned_subject != NULL && *cleaned_subject != '\0')
    /* Translators: the name of a file; %s is the subject of a mail. */
    text = g_strdup_printf (_("Why it came back, %s"), cleaned_subject);
  else
    text = bounce_words_dup_headline (report, BOUNCE_WORDS_MESSAGE);

  name = clean_name (text);
  if (*name == '\0')
    return g_strdup ("bounceback");

  return g_steal_pointer (&name);
}
