/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-decode.h"

#include <string.h>

#include <gmime/gmime.h>

#include "bounce-amounts-private.h"
#include "bounce-backscatter-private.h"
#include "bounce-evidence-private.h"
#include "bounce-finding-private.h"
#include "bounce-hosts-private.h"
#include "bounce-kind-private.h"
#include "bounce-limits.h"
#include "bounce-list-owner-private.h"
#include "bounce-parts-private.h"
#include "bounce-report-private.h"
#include "bounce-suggest-private.h"
#include "bounce-topic-private.h"
#include "bounce-verdict-private.h"

G_DEFINE_QUARK (bounce-error-quark, bounce_error)

/* What one recipient's words came to. */
typedef struct
{
  const BounceCase *found;
  BounceCodes codes;
  BounceFinding finding;
} Judgement;

/* How much attention a severity needs, most first (CONTRACT). */
static const guint attention[BOUNCE_N_SEVERITIES] = {
  [BOUNCE_SEVERITY_SUCCESS] = 1,
  [BOUNCE_SEVERITY_INFO] = 2,
  [BOUNCE_SEVERITY_TEMPORARY] = 3,
  [BOUNCE_SEVERITY_PERMANENT] = 4,
  [BOUNCE_SEVERITY_SUSPICIOUS] = 5,
};

/* File signatures of what people drop by mistake. */
static const struct
{
  const char *bytes;
  gsize length;
} signatures[] = {
  { "\xFF\xD8\xFF", 3 },          /* JPEG */
  { "\x89PNG\r\n\x1A\n", 8 },
  { "GIF8", 4 },
  { "%PDF-", 5 },
  { "PK\x03\x04", 4 },            /* zip, and the office formats */
  { "\x1F\x8B", 2 },              /* gzip */
  { "RIFF", 4 },
  { "\x7F" "ELF", 4 },
  { "\xD0\xCF\x11\xE0", 4 },     /* OLE2: .msg and old office files */
  { "BM", 2 },
};

static gboolean
is_other_data (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize odd = 0;
  gsize looked = MIN (size, BOUNCE_LIMIT_DATA_SAMPLE);

  for (gsize i = 0; i < looked; i++)
    {
      guchar byte = data[i];

      if (byte < ' ' && byte != '\n'
          && (byte == '\0' || strchr ("\t\r\f\b\033", byte) == NULL))
        odd++;
    }

  /* a signature alone may be the first word of a mail: "BM", "RIFF" */
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (size >= signatures[i].length
        && memcmp (data, signatures[i].bytes, signatures[i].length) == 0
        && (signatures[i].length > 4 || odd > 0))
      return TRUE;

  return looked > 0 && odd > looked / 4;
}

/* Of a program's own words in prose only the paragraph that names the reason: a whole
 * notice is no answer. */
static gboolean
narrow_to_reason (BounceRange         *spoken,
                  const BounceFinding *finding)
{
  const char *text = spoken->reading->part->search;
  const BounceRange *reason = &finding->range;
  guint32 end = 0;

  if (spoken->reading->part->role != BOUNCE_PART_TEXT)
    return TRUE;
  if (reason->reading != spoken->reading || reason->start < spoken->start
      || reason->end > spoken->end)
    return FALSE;

  for (guint32 i = spoken->start; i + 1 < reason->start; i++)
    if (text[i] == '\n' && text[i + 1] == '\n')
      spoken->start = i + 2;
  for (end = reason->end; end + 1 < spoken->end; end++)
    if (text[end] == '\n' && text[end + 1] == '\n')
      spoken->end = end;

  return TRUE;
}

/* The server's words: the reply that was judged, cut to a readable length. */
static char *
dup_diagnostic (const Judgement *judgement)
{
  const BounceCase *found = judgement->found;
  const BounceRange *range = NULL;
  const BounceFact *fact = NULL;
  BounceRange spoken;
  g_autofree char *words = NULL;
  gboolean is_cut = FALSE;
  guint cursor = 0;

  if (found->replies->len > 0)
    range = &g_array_index (found->replies, BounceRange, 0);
  else if (found->is_local && found->prose->len > 0)
    range = &g_array_index (found->prose, BounceRange, 0);
  if (range == NULL)
    return NULL;

  spoken = *range;
  if (found->replies->len == 0 && !narrow_to_reason (&spoken, &judgement->finding))
    return NULL;
  while ((fact = bounce_range_next_fact (&spoken, &cursor)) != NULL)
    if (fact->kind == BOUNCE_FACT_REPLY_CODE && fact->weight >= BOUNCE_FACT_PLACED)
      {
        /* what stands before the code is about the reply, not of it */
        spoken.start = fact->start;
        break;
      }

  /* white space folds away, but hardly this much of it */
  if (spoken.end - spoken.start > BOUNCE_LIMIT_SPOKEN)
    {
      const char *text = spoken.reading->part->search;

      is_cut = TRUE;
      spoken.end = spoken.start + BOUNCE_LIMIT_SPOKEN;
      while (spoken.end > spoken.start && (text[spoken.end] & 0xC0) == 0x80)
        spoken.end--;
    }

  words = bounce_range_dup_text (&spoken);
  if (strlen (words) > BOUNCE_LIMIT_DIAGNOSTIC)
    {
      char *end = g_utf8_find_prev_char (words, words + BOUNCE_LIMIT_DIAGNOSTIC - strlen ("…"));

      is_cut = TRUE;
      *end = '\0';
    }
  if (*words == '\0')
    return NULL;

  return is_cut ? g_strconcat (words, "…", NULL) : g_steal_pointer (&words);
}

static char *
dup_conflict (const BounceCodes *codes)
{
  g_autofree char *enhanced = NULL;

  if (codes->reply == 0 || !bounce_enhanced_code_is_set (&codes->enhanced)
      || codes->reply / 100 == codes->enhanced.class)
    return NULL;

  enhanced = bounce_enhanced_code_to_string (&codes->enhanced);

  return g_strdup_printf ("%u against %s", codes->reply, enhanced);
}

/* One recipient may still be tried while another has failed. */
static BounceKind
get_own_kind (BounceKind        kind,
              const BounceCase *found)
{
  if (kind != BOUNCE_KIND_BOUNCE && kind != BOUNCE_KIND_DELAY)
    return kind;

  switch (found->action)
    {
    case BOUNCE_ACTION_DELAYED:
      return BOUNCE_KIND_DELAY;
    case BOUNCE_ACTION_DELIVERED:
    case BOUNCE_ACTION_RELAYED:
    case BOUNCE_ACTION_EXPANDED:
      return BOUNCE_KIND_SUCCESS_REPORT;
    case BOUNCE_ACTION_FAILED:
      return BOUNCE_KIND_BOUNCE;
    case BOUNCE_ACTION_NONE:
    case BOUNCE_N_ACTIONS:
    default:
      return kind;
    }
}

static void
add_recipient (BounceReport        *report,
               const BounceDossier *dossier,
               const Judgement     *judgement)
{
  const BounceCase *found = judgement->found;
  BounceRecipient *recipient = bounce_recipient_new ();
  BounceKind kind = get_own_kind (report->kind, found);
  gboolean failed = bounce_kind_is_failure (kind) && kind != BOUNCE_KIND_BACKSCATTER;

  recipient->address = g_strdup (found->address);
  if (found->original_address != NULL
      && g_strcmp0 (found->original_address, found->address) != 0)
    recipient->original_address = g_strdup (found->original_address);
  recipient->action = found->action;
  recipient->reply_code = judgement->codes.reply;
  recipient->enhanced_code = judgement->codes.enhanced;
  recipient->diagnostic = dup_diagnostic (judgement);
  recipient->said_by = g_strdup (found->said_by);
  recipient->provider = judgement->finding.provider;
  recipient->conflict = dup_conflict (&judgement->codes);
  if (found->retry_until != NULL)
    recipient->retry_until = g_date_time_ref (found->retry_until);
  recipient->blocklists = bounce_case_find_blocklists (found);

  if (failed)
    bounce_verdict_decide (dossier, found, &judgement->codes,
                           &judgement->finding, kind, &recipient->verdict);
  else
    bounce_verdict_for_kind (kind, found->action, &recipient->verdict);
  if (report->kind == BOUNCE_KIND_LIST_REJECTION
      && (recipient->verdict.cause == BOUNCE_CAUSE_UNKNOWN
          || recipient->verdict.cause == BOUNCE_CAUSE_SENDER_NOT_PERMITTED))
    {
      recipient->verdict.cause = BOUNCE_CAUSE_LIST_POSTING_REFUSED;
      recipient->verdict.responsible = BOUNCE_PARTY_RECIPIENT;
      recipient->verdict.stopped_at = BOUNCE_STOP_THEIR_SERVER;
      recipient->verdict.confidence = BOUNCE_CONFIDENCE_LIKELY;
    }
  /* a host that does not exist has said nothing */
  if (recipient->verdict.cause == BOUNCE_CAUSE_DOMAIN_UNKNOWN)
    g_clear_pointer (&recipient->said_by, g_free);
  if (recipient->verdict.cause == BOUNCE_CAUSE_MESSAGE_TOO_BIG)
    bounce_amounts_find_sizes (found, &recipient->size_sent, &recipient->size_limit);
  if (kind == BOUNCE_KIND_DELAY && recipient->retry_until == NULL)
    recipient->retry_until = bounce_amounts_find_retry_until (dossier, found);
  if (failed)
    recipient->suggestion =
      bounce_suggest_address (recipient,
                              bounce_fields_get (dossier->parts->returned_fields, "To"));

  if (failed)
    bounce_recipient_add_evidence (recipient, judgement->finding.what,
                                   &judgement->finding.range);
  bounce_recipient_add_evidence (recipient, BOUNCE_EVIDENCE_ENHANCED_CODE,
                                 &judgement->codes.enhanced_range);
  bounce_recipient_add_evidence (recipient, BOUNCE_EVIDENCE_REPLY_CODE,
                                 &judgement->codes.reply_range);
  bounce_recipient_add_evidence (recipient, BOUNCE_EVIDENCE_ADDRESS,
                                 &found->address_range);
  bounce_recipient_add_kind_evidence (recipient, dossier, found, kind);

  g_ptr_array_add (report->recipients, recipient);
}

/* Whether a reason shows that the text is a notice. Open words are found in any prose,
 * and count where somebody pasted them together with an address that they speak of, or
 * with a reply code. The codes of a paste are a sign by themselves, which the headings of a
 * manual are not. */
static gboolean
is_reason (const BounceDossier *dossier,
           const Judgement     *judgement)
{
  gboolean is_paste = bounce_parts_is_paste (dossier->parts);

  if (is_paste && judgement->finding.what == BOUNCE_EVIDENCE_ENHANCED_CODE)
    return FALSE;
  if (is_paste && judgement->finding.what == BOUNCE_EVIDENCE_PHRASE
      && judgement->codes.reply != 0)
    return TRUE;
  if (judgement->finding.rank < BOUNCE_RANK_WEAK_PHRASE)
    return FALSE;

  return !judgement->finding.is_topical
         || (!dossier->parts->is_mail
             && bounce_topic_is_beside (&judgement->finding.range,
                                        &judgement->found->address_range));
}

static gboolean
judge_cases (const BounceDossier *dossier,
             GArray              *judgements)
{
  gboolean has_reason = FALSE;

  for (guint i = 0; i < dossier->cases->len; i++)
    {
      Judgement judgement = { .found = g_ptr_array_index (dossier->cases, i) };

      bounce_case_find_codes (judgement.found, &judgement.codes);
      bounce_case_find_cause (dossier, judgement.found, &judgement.codes,
                              &judgement.finding);
      has_reason |= is_reason (dossier, &judgement);
      g_array_append_val (judgements, judgement);
    }

  return has_reason;
}

/* The recipient who needs attention most gives the message its verdict. */
static void
choose_top (BounceReport *report)
{
  guint most = 0;

  for (guint i = 0; i < report->recipients->len; i++)
    {
      const BounceRecipient *recipient = g_ptr_array_index (report->recipients, i);
      guint need = attention[recipient->verdict.severity];

      if (need > most)
        {
          most = need;
          report->top = i;
        }
    }

  if (report->recipients->len > 0)
    report->verdict =
      ((BounceRecipient *) g_ptr_array_index (report->recipients, report->top))->verdict;
  else
    bounce_verdict_for_kind (report->kind, BOUNCE_ACTION_NONE, &report->verdict);
}

static void
keep_originals (BounceReport      *report,
                const BounceParts *parts)
{
  for (guint i = 0; i < parts->parts->len; i++)
    {
      const BouncePart *part = g_ptr_array_index (parts->parts, i);
      BounceOriginal *original = g_new0 (BounceOriginal, 1);

      original->path = g_strdup (part->path);
      original->content_type = g_strdup (part->content_type);
      original->text = g_strndup (part->text, part->length);
      original->length = part->length;
      original->returned = part->role == BOUNCE_PART_RETURNED;
      g_ptr_array_add (report->originals, original);
    }
}

static GDateTime *
read_date (const char *value)
{
  g_autofree char *date = NULL;

  if (value == NULL)
    return NULL;

  date = g_strndup (value, BOUNCE_LIMIT_DATE);

  return g_mime_utils_header_decode_date (date);
}

static void
keep_returned (BounceReport *report,
               GPtrArray    *fields)
{
  report->returned.from = g_strdup (bounce_fields_get (fields, "From"));
  report->returned.to = g_strdup (bounce_fields_get (fields, "To"));
  report->returned.subject = g_strdup (bounce_fields_get (fields, "Subject"));
  report->returned.date = g_strdup (bounce_fields_get (fields, "Date"));
  report->returned.message_id = g_strdup (bounce_fields_get (fields, "Message-ID"));
}

/* The host that wrote the notice: from the report, else the one that a mail
 * program gives as its own address, MAILER-DAEMON@host. */
static char *
dup_reporter (const BounceDossier *dossier,
              const BounceSigns   *signs)
{
  const char *from = bounce_fields_get (dossier->parts->fields, "From");
  g_autofree char *address = NULL;
  const char *domain = NULL;

  if (dossier->reporting_mta != NULL)
    return g_strdup (dossier->reporting_mta);
  if (from == NULL || !signs->from_program)
    return NULL;

  address = bounce_address_from_field (from);
  domain = address != NULL ? strrchr (address, '@') : NULL;

  return domain != NULL && domain[1] != '\0' ? g_ascii_strdown (domain + 1, -1) : NULL;
}

/* Whom a receipt, an automatic answer or a complaint speaks of. */
static BounceCase *
find_person (const BounceDossier *dossier,
             BounceKind           kind)
{
  static const char *const fields_of_kind[BOUNCE_N_KINDS] = {
    [BOUNCE_KIND_AUTO_REPLY] = "From",
    [BOUNCE_KIND_READ_RECEIPT] = "Final-Recipient",
    [BOUNCE_KIND_SPAM_COMPLAINT] = "Original-Rcpt-To",
  };
  const char *name = fields_of_kind[kind];
  BounceCase *found = NULL;
  g_autofree char *address = NULL;

  if (name == NULL)
    return NULL;

  for (guint i = 0; i < dossier->readings->len && address == NULL; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);
      g_autoptr (GPtrArray) fields = NULL;
      const char *value = NULL;

      if (reading->part->role != BOUNCE_PART_DISPOSITION
          && reading->part->role != BOUNCE_PART_FEEDBACK)
        continue;

      fields = bounce_fields_new_from_text (reading->part->search,
                                            reading->part->search_length, NULL);
      value = bounce_fields_get (fields, name);
      if (value != NULL)
        address = bounce_address_from_field (value);
    }

  if (address == NULL)
    {
      const char *value = bounce_fields_get (kind == BOUNCE_KIND_SPAM_COMPLAINT
                                               ? dossier->parts->returned_fields
                                               : dossier->parts->fields,
                                             kind == BOUNCE_KIND_SPAM_COMPLAINT ? "To" : "From");

      if (value != NULL)
        address = bounce_address_from_field (value);
    }
  if (address == NULL || strchr (address, '@') == NULL)
    return NULL;

  found = bounce_case_new ();
  found->address = g_steal_pointer (&address);

  return found;
}

/* The reply itself records that SPF, DKIM or DMARC failed. */
static gboolean
is_refused_as_forged (GArray *judgements)
{
  for (guint i = 0; i < judgements->len; i++)
    if (g_array_index (judgements, Judgement, i).finding.cause
        == BOUNCE_CAUSE_AUTHENTICATION_FAILED)
      return TRUE;

  return FALSE;
}

static void
judge_dossier (BounceReport  *report,
               BounceDossier *dossier)
{
  g_autoptr (GArray) judgements = g_array_new (FALSE, TRUE, sizeof (Judgement));
  BounceSigns signs;
  gboolean has_reason = FALSE;

  bounce_signs_read (&signs, dossier);
  has_reason = judge_cases (dossier, judgements);

  report->kind = bounce_kind_decide (dossier, &signs, has_reason);
  if ((report->kind == BOUNCE_KIND_BOUNCE || report->kind == BOUNCE_KIND_DELAY)
      && bounce_backscatter_is (dossier, is_refused_as_forged (judgements)))
    report->kind = BOUNCE_KIND_BACKSCATTER;
  report->software = g_strdup (signs.software);
  report->reporter = dup_reporter (dossier, &signs);

  if (bounce_kind_is_failure (report->kind)
      || report->kind == BOUNCE_KIND_SUCCESS_REPORT)
    for (guint i = 0; i < judgements->len; i++)
      add_recipient (report, dossier, &g_array_index (judgements, Judgement, i));
  else
    {
      BounceCase *person = find_person (dossier, report->kind);

      if (person != NULL)
        {
          Judgement judgement = { .found = person };

          add_recipient (report, dossier, &judgement);
          bounce_case_free (person);
        }
    }
}

/* What the limits kept from being found in the parts. */
static BounceOmission
find_omissions (const BounceDossier *dossier)
{
  BounceOmission omissions = 0;

  if (dossier->has_more)
    omissions |= BOUNCE_OMISSION_RECIPIENTS;
  if (dossier->has_cut_fields)
    omissions |= BOUNCE_OMISSION_FIELDS;

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->facts->len >= BOUNCE_LIMIT_FACTS
          || reading->matches->len >= BOUNCE_LIMIT_MATCHES)
        omissions |= BOUNCE_OMISSION_TEXT;
    }

  return omissions;
}

/**
 * bounce_decode_message:
 * @bytes: one message, or a pasted piece of one
 * @flags: what to keep
 * @error: return location for an error
 *
 * Reads a bounce and judges it. Pure: the same bytes give the same report, on any
 * thread, in any locale, at any time; nothing outside the bytes is asked.
 *
 * Mail of any kind gives a report, if only that it is no bounce. The one error is
 * %BOUNCE_ERROR_NOT_TEXT.
 *
 * Returns: (transfer full): the report
 */
BounceReport *
bounce_decode_message (GBytes             *bytes,
                       BounceDecodeFlags   flags,
                       GError            **error)
{
  g_autoptr (BounceReport) report = NULL;
  g_autoptr (BounceParts) parts = NULL;
  g_autoptr (BounceDossier) dossier = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (is_other_data (bytes))
    {
      g_set_error_literal (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT,
                           "The data is not text in which a mail can be read");
      return NULL;
    }

  report = bounce_report_new ();
  parts = bounce_parts_new (bytes);
  dossier = bounce_dossier_new (parts);

  judge_dossier (report, dossier);
  choose_top (report);
  bounce_hops_collect (report, dossier);
  bounce_hosts_collect (report, dossier);
  bounce_report_add_ip_evidence (report, dossier);

  keep_returned (report, parts->returned_fields);
  report->notice_subject = g_strdup (bounce_fields_get (parts->fields, "Subject"));
  report->notice_date = read_date (bounce_fields_get (parts->fields, "Date"));
  report->omissions |= parts->omissions | find_omissions (dossier);
  report->list_owner = bounce_list_owner_find (dossier, report);
  if (flags & BOUNCE_DECODE_ORIGINALS)
    {
      keep_originals (report, parts);
      report->source = g_bytes_ref (bytes);
    }

  return g_steal_pointer (&report);
}
