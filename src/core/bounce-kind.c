/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-kind-private.h"

#include <string.h>

#include "bounce-fake-private.h"
#include "bounce-limits.h"
#include "bounce-topic-private.h"

/*
 * The kind comes first (CONTRACT): a receipt, an out-of-office or a person who
 * writes "delivery failed" is never a bounce.
 */

/* How many points make a mail without a report part a notice. */
#define ENOUGH_POINTS 4

/* Local parts and names that only programs send under. */
static const char *const program_senders[] = {
  "mailer-daemon", "mailer_daemon", "mailerdaemon", "mail-daemon", "postmaster",
  "post_master", "mail delivery", "mail deliver", "delivery subsystem",
  "system administrator", "microsoftexchange", "mail system", "mailsystem",
  "internet mail delivery", "courier mail server", "delivery-notification",
  "bounce-handler", "bouncer@", "mdaemon@", "mailer daemon", "mmsc ndr", NULL
};

static const char *
get_field (const BounceDossier *dossier,
           const char          *name)
{
  return bounce_fields_get (dossier->parts->fields, name);
}

/* RFC 2369 and RFC 2919, and what list managers wrote before them. */
static gboolean
is_from_list (const BounceDossier *dossier)
{
  GPtrArray *fields = dossier->parts->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (g_ascii_strncasecmp (field->name, "List-", 5) == 0
          || g_ascii_strncasecmp (field->name, "X-ML", 4) == 0
          || g_ascii_strcasecmp (field->name, "Mailing-List") == 0
          || g_ascii_strcasecmp (field->name, "X-BeenThere") == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether a list manager wrote this itself, which it does under names of its own
 * (RFC 2142 §6) or says in a field. */
static gboolean
is_from_manager (const BounceDossier *dossier)
{
  static const char *const names[] = {
    "-bounces@", "-owner@", "-request@", "<owner-", "listserv@", "majordomo@", "sympa@",
    "mailman@", "ezmlm", "listmaster@", "-help@", NULL
  };
  const char *administrivia = get_field (dossier, "X-List-Administrivia");
  const char *precedence = get_field (dossier, "Precedence");

  /* what members wrote may go out under the list's own name */
  if (precedence != NULL && g_ascii_strcasecmp (precedence, "list") == 0)
    return FALSE;

  return (administrivia != NULL && g_ascii_strncasecmp (administrivia, "yes", 3) == 0)
         || bounce_text_holds_one_of (get_field (dossier, "From"), names);
}

/* Exchange writes under a name that forwards keep without its address. */
static gboolean
is_bare_program (const char *from)
{
  static const char *const names[] = {
    "microsoft outlook", "microsoft exchange", "system administrator", "systemadministrator",
    "administrateur syst", "administrador del sistema", "administrador do sistema",
    "amministratore di sistema", "systeembeheerder", NULL
  };

  return from != NULL && strchr (from, '@') == NULL && bounce_text_holds_one_of (from, names);
}

static BounceSoftwarePlace
get_field_place (const BounceDossier *dossier,
                 gsize                position)
{
  GPtrArray *fields = dossier->parts->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (position >= field->offset && position < field->offset + field->length)
        {
          if (g_ascii_strcasecmp (field->name, "From") == 0)
            return BOUNCE_SOFTWARE_FROM;
          if (g_ascii_strcasecmp (field->name, "Subject") == 0)
            return BOUNCE_SOFTWARE_SUBJECT;
          break;
        }
    }

  return BOUNCE_SOFTWARE_HEADER;
}

/* Whether the line that is all of @reading begins with @match, its label left out:
 * "Subject: Undelivered Mail Returned to Sender". */
static gboolean
is_pasted_subject (const BounceDossier *dossier,
                   const BounceReading *reading,
                   const BounceMatch   *match)
{
  const char *text = reading->part->search;
  gsize length = reading->part->search_length;
  gsize start = 0;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  while (start < length && (g_ascii_isspace (text[start]) || strchr ("\"'>*", text[start]) != NULL))
    start++;

  return bounce_parts_is_paste (dossier->parts)
         && length - start <= BOUNCE_LIMIT_SUBJECT_LINE
         && memchr (text + start, '\n', length - start) == NULL
         && (match->start == start
             || (match->start > start + 2 && match->start < start + 20
                 && memcmp (text + match->start - 2, ": ", 2) == 0));
}

/* "Your message to bob@example.org was blocked": a parcel can be, too. */
static gboolean
speaks_of_message (const BounceReading *reading,
                   const BounceMatch   *match)
{
  BounceRange all = { reading, 0, (guint32) reading->part->search_length };

  return reading->part->role != BOUNCE_PART_HEADER
         && bounce_topic_find (&all, match->start, all.end) == BOUNCE_TOPIC_MESSAGE;
}

static void
read_matches (BounceSigns         *self,
              const BounceDossier *dossier,
              const BounceReading *reading)
{
  gboolean in_header = reading->part->role == BOUNCE_PART_HEADER;

  for (guint i = 0; i < reading->matches->len; i++)
    {
      const BounceMatch *match = &g_array_index (reading->matches, BounceMatch, i);
      BounceSoftwarePlace place = in_header ? get_field_place (dossier, match->start)
                                            : BOUNCE_SOFTWARE_TEXT;

      if (match->table == BOUNCE_TABLE_MARK)
        {
          BounceMark mark = bounce_mark_rows[match->row].mark;

          /* a receipt's fields have the names of a failure report's */
          if (reading->part->role == BOUNCE_PART_DISPOSITION && mark != BOUNCE_MARK_READ)
            continue;
          if (place == BOUNCE_SOFTWARE_SUBJECT)
            self->subject_marks[mark]++;
          else if (!in_header)
            self->marks[mark]++;
          if (mark == BOUNCE_MARK_STOPPED && !self->stopped_message
              && self->marks[mark] <= BOUNCE_LIMIT_TOPICS)
            self->stopped_message = speaks_of_message (reading, match);
        }
      else if (match->table == BOUNCE_TABLE_SOFTWARE)
        {
          const BounceSoftwareRow *row = &bounce_software_rows[match->row];

          if (row->place == BOUNCE_SOFTWARE_SUBJECT && !in_header
              && is_pasted_subject (dossier, reading, match))
            self->pasted_subject = TRUE;
          if (row->place != place
              && !(in_header && row->place == BOUNCE_SOFTWARE_HEADER))
            continue;
          if (self->software == NULL)
            self->software = row->name;
          if (row->is_bounce)
            {
              self->program_text = TRUE;
              self->program_words |= row->place != BOUNCE_SOFTWARE_SUBJECT;
            }
        }
    }
}

static gboolean
holds_address (const BounceReading *reading)
{
  for (guint i = 0; i < reading->facts->len; i++)
    if (g_array_index (reading->facts, BounceFact, i).kind == BOUNCE_FACT_ADDRESS)
      return TRUE;

  return FALSE;
}

/* "5.1.1 Screws": chapters are numbered as codes are. Where such a number begins its line,
 * a heading goes on with a capital, and speaks of nothing that is about mail. A server's
 * line can look the same. */
static gboolean
looks_like_heading (const BounceReading *reading,
            const BounceFact    *fact)
{
  static const char *const code_words[] = {
    "error", "fehler", "erreur", "errore", "erro", "fout", "hata", "code", "status", "fail",
    "smtp", "invalid", "unknown", "denied", "reject", "refuse", "relay", "unavailable",
    "bounce", "undeliver", "?", NULL
  };
  BounceRange all = { reading, 0, (guint32) reading->part->search_length };
  const char *text = reading->part->search;
  const char *words = text + fact->end;
  gsize rest = all.end - fact->end;
  gsize start = fact->start;
  g_autofree char *line = NULL;

  while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  if (fact->kind != BOUNCE_FACT_ENHANCED_CODE || (start > 0 && text[start - 1] != '\n')
      || rest < 2 || *words != ' ' || !g_unichar_isupper (g_utf8_get_char (words + 1)))
    return FALSE;

  line = g_strndup (words, MIN (strcspn (words, "\n"), BOUNCE_LIMIT_SUBJECT_LINE));

  return !bounce_text_holds_one_of (line, code_words)
         && bounce_topic_find (&all, fact->start, fact->end) == BOUNCE_TOPIC_NONE;
}

/* Whether chapter @next comes right after chapter @fact. */
static gboolean
is_next_chapter (const BounceFact *fact,
                 const BounceFact *next)
{
  const BounceEnhancedCode *a = &fact->enhanced;
  const BounceEnhancedCode *b = &next->enhanced;

  return a->class == b->class
         && ((a->subject == b->subject && b->detail == a->detail + 1)
             || (b->subject == a->subject + 1 && b->detail <= 1));
}

/* Whether @reading has headings that count on: one alone may be what a server said. */
static gboolean
has_chapters (const BounceReading *reading)
{
  const BounceFact *last = NULL;

  for (guint i = 0; i < reading->facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (reading->facts, BounceFact, i);

      if (!looks_like_heading (reading, fact))
        continue;
      if (last != NULL && is_next_chapter (last, fact))
        return TRUE;
      last = fact;
    }

  return FALSE;
}

static void
read_codes (BounceSigns         *self,
            const BounceDossier *dossier,
            const BounceReading *reading)
{
  gboolean may_be_heading = bounce_parts_is_paste (dossier->parts)
                            && !holds_address (reading) && has_chapters (reading);

  for (guint i = 0; i < reading->facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (reading->facts, BounceFact, i);
      guint class = fact->kind == BOUNCE_FACT_ENHANCED_CODE ? fact->enhanced.class
                    : fact->kind == BOUNCE_FACT_REPLY_CODE
                        && fact->weight >= BOUNCE_FACT_PLACED ? fact->reply / 100
                    : 0;

      if ((class == 4 || class == 5)
          && !(may_be_heading && self->failure_codes == 0 && looks_like_heading (reading, fact)))
        self->failure_codes++;
    }
}

/* Reads the signs of @dossier. */
void
bounce_signs_read (BounceSigns         *self,
                   const BounceDossier *dossier)
{
  const char *path = get_field (dossier, "Return-Path");
  const char *automatic = get_field (dossier, "Auto-Submitted");
  const char *precedence = get_field (dossier, "Precedence");

  memset (self, 0, sizeof *self);

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      read_matches (self, dossier, reading);
      if (reading->part->role != BOUNCE_PART_HEADER)
        read_codes (self, dossier, reading);
      if (reading->part->role == BOUNCE_PART_TEXT
          && (strstr (reading->part->search, "http://") != NULL
              || strstr (reading->part->search, "https://") != NULL))
        self->has_link = TRUE;
    }

  self->from_program = bounce_text_holds_one_of (get_field (dossier, "From"), program_senders)
                       || bounce_text_holds_one_of (get_field (dossier, "Sender"), program_senders)
                       || bounce_text_holds_one_of (path, program_senders)
                       || is_bare_program (get_field (dossier, "From"));
  self->program_text |= get_field (dossier, "X-Failed-Recipients") != NULL;
  self->null_path = path != NULL && strstr (path, "<>") != NULL;
  self->automatic =
    (automatic != NULL && g_ascii_strncasecmp (automatic, "auto-replied", 12) == 0)
    || get_field (dossier, "X-Autoreply") != NULL
    || get_field (dossier, "X-Autorespond") != NULL
    || get_field (dossier, "X-Auto-Response-From") != NULL
    || (precedence != NULL && g_ascii_strcasecmp (precedence, "auto_reply") == 0);
  self->is_reply = get_field (dossier, "In-Reply-To") != NULL
                   || get_field (dossier, "References") != NULL;
  self->from_list = is_from_list (dossier);
  self->from_manager = is_from_manager (dossier);
}

static gboolean
has_role (const BounceDossier *dossier,
          BouncePartRole       role)
{
  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role == role)
        return TRUE;
    }

  return FALSE;
}

static gboolean
names_somebody (const BounceDossier *dossier)
{
  for (guint i = 0; i < dossier->cases->len; i++)
    if (((const BounceCase *) g_ptr_array_index (dossier->cases, i))->address != NULL)
      return TRUE;

  return FALSE;
}

/* How much speaks for a notice where no report part proves it: what only programs
 * do counts most, and that somebody answered or a list sent it counts against. */
static gint
count_points (const BounceDossier *dossier,
              const BounceSigns   *signs,
              gboolean             has_reason)
{
  const guint *marks = signs->marks;
  gboolean is_vouched = signs->program_text || signs->null_path
                        || marks[BOUNCE_MARK_NOTICE] > 0;
  gboolean is_report =
    g_strcmp0 (dossier->parts->report_type, "delivery-status") == 0;
  const struct
  {
    gboolean shown;
    gint points;
  } weights[] = {
    { signs->from_program, 2 },
    { signs->null_path, 1 },
    { signs->program_text, 2 },
    { marks[BOUNCE_MARK_NOTICE] > 0, 2 },
    { marks[BOUNCE_MARK_NOTICE] > 1, 2 },
    { signs->subject_marks[BOUNCE_MARK_NOTICE] > 0, 2 },
    { marks[BOUNCE_MARK_GAVE_UP] > 0, 1 },
    { marks[BOUNCE_MARK_WILL_RETRY] > 0, 1 },
    { marks[BOUNCE_MARK_RECIPIENTS_FOLLOW] > 0, 1 },
    { signs->failure_codes > 0, 1 },
    { has_reason, 1 },
    { has_reason && signs->from_program, 1 },
    { dossier->parts->has_attached_copy, 1 },
    { is_report, 2 },
    { signs->is_reply && !is_vouched, -2 },
    { signs->from_list && !signs->from_program && !signs->null_path, -2 },
  };
  gint points = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    if (weights[i].shown)
      points += weights[i].points;

  return points;
}

/* What names no reason, no code and nobody, and says nothing that only programs say, is
 * somebody who speaks of a thing that was not delivered: a letter, a parcel. Exchange shows
 * names instead of addresses, but says whom it could not reach. */
static gboolean
is_talk (const BounceDossier *dossier,
         const BounceSigns   *signs,
         gboolean             has_reason)
{
  return !has_reason && signs->failure_codes == 0 && !signs->from_program
         && !signs->program_words && !signs->null_path
         && signs->marks[BOUNCE_MARK_RECIPIENTS_FOLLOW] == 0
         && get_field (dossier, "X-Failed-Recipients") == NULL
         && !dossier->parts->has_attached_copy
         && !names_somebody (dossier);
}

/* Failed, or still being tried? Words decide before codes do. */
static BounceKind
judge_failure (const BounceSigns *signs)
{
  gboolean gave_up = signs->marks[BOUNCE_MARK_GAVE_UP] > 0
                     || signs->subject_marks[BOUNCE_MARK_GAVE_UP] > 0;
  gboolean retries = signs->marks[BOUNCE_MARK_WILL_RETRY] > 0
                     || signs->subject_marks[BOUNCE_MARK_WILL_RETRY] > 0;

  if (retries && !gave_up)
    return BOUNCE_KIND_DELAY;

  return BOUNCE_KIND_BOUNCE;
}

/* The kind of a report part, by what was done for its recipients; where it does
 * not say, the words decide. */
static BounceKind
judge_report (const BounceDossier *dossier,
              const BounceSigns   *signs)
{
  guint actions[BOUNCE_N_ACTIONS] = { 0, };

  for (guint i = 0; i < dossier->cases->len; i++)
    {
      const BounceCase *found = g_ptr_array_index (dossier->cases, i);
      BounceAction action = found->action;

      /* the field may be missing: a Status of success says the same */
      if (action == BOUNCE_ACTION_NONE && found->status.class == 2)
        action = BOUNCE_ACTION_DELIVERED;
      actions[action]++;
    }

  if (actions[BOUNCE_ACTION_FAILED] > 0)
    return BOUNCE_KIND_BOUNCE;
  if (actions[BOUNCE_ACTION_DELAYED] > 0)
    return BOUNCE_KIND_DELAY;

  return actions[BOUNCE_ACTION_NONE] > 0 ? judge_failure (signs)
                                         : BOUNCE_KIND_SUCCESS_REPORT;
}

/* The class of the first reply code, else of the first enhanced code, else 0. */
static guint
find_first_class (const BounceDossier *dossier)
{
  static const BounceFactKind kinds[] = {
    BOUNCE_FACT_REPLY_CODE, BOUNCE_FACT_ENHANCED_CODE
  };

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
        for (guint j = 0; j < reading->facts->len; j++)
          {
            const BounceFact *fact = &g_array_index (reading->facts, BounceFact, j);

            if (fact->kind == kinds[k])
              return fact->kind == BOUNCE_FACT_REPLY_CODE ? fact->reply / 100
                                                          : fact->enhanced.class;
          }
    }

  return 0;
}

/* One pasted line that begins as programs begin the subjects of their notices, and not
 * of those that need nothing. */
static gboolean
is_failure_subject (const BounceSigns *signs)
{
  return signs->pasted_subject && signs->marks[BOUNCE_MARK_DELIVERED] == 0
         && signs->marks[BOUNCE_MARK_AUTO_REPLY] == 0 && signs->marks[BOUNCE_MARK_READ] == 0;
}

/* A fragment that somebody pasted: no header vouches for anything. */
static BounceKind
judge_paste (const BounceDossier *dossier,
             const BounceSigns   *signs,
             gboolean             has_reason)
{
  gboolean is_notice = signs->marks[BOUNCE_MARK_NOTICE] > 0
                       || signs->marks[BOUNCE_MARK_GAVE_UP] > 0
                       || signs->marks[BOUNCE_MARK_RECIPIENTS_FOLLOW] > 0
                       || is_failure_subject (signs);

  if (signs->marks[BOUNCE_MARK_SEND_ERROR] > 0 && !is_notice)
    return BOUNCE_KIND_SEND_ERROR;
  if (signs->marks[BOUNCE_MARK_AUTO_REPLY] > 0 && signs->failure_codes == 0 && !is_notice)
    return BOUNCE_KIND_AUTO_REPLY;

  /* words that promise to try again vouch for each other, where they name somebody */
  is_notice |= signs->stopped_message
               || (signs->marks[BOUNCE_MARK_WILL_RETRY] > 1 && names_somebody (dossier));
  if (!has_reason && signs->failure_codes == 0 && !is_notice)
    return BOUNCE_KIND_NOT_A_BOUNCE;
  if (signs->marks[BOUNCE_MARK_WILL_RETRY] > 0 && signs->marks[BOUNCE_MARK_GAVE_UP] == 0)
    return BOUNCE_KIND_DELAY;
  if (is_notice)
    return BOUNCE_KIND_BOUNCE;

  /* a lone code or line: its own class tells (CONTRACT) */
  switch (find_first_class (dossier))
    {
    case 2:
      return BOUNCE_KIND_SUCCESS_REPORT;
    case 4:
      return BOUNCE_KIND_DELAY;
    default:
      return BOUNCE_KIND_BOUNCE;
    }
}

/* Exchange's receipts that lost their report part on the way. */
static gboolean
has_receipt_subject (const BounceDossier *dossier)
{
  const char *subject = get_field (dossier, "Subject");

  return subject != NULL && (g_ascii_strncasecmp (subject, "Read:", 5) == 0
                             || g_ascii_strncasecmp (subject, "Not read:", 9) == 0);
}

/* A disposition notification is a receipt, but for Sieve's reject (RFC 5429
 * §2.1.2), which answers with one too. */
static BounceKind
judge_disposition (const BounceSigns *signs)
{
  gboolean refused = signs->program_text
                     || signs->marks[BOUNCE_MARK_GAVE_UP] > 0
                     || signs->marks[BOUNCE_MARK_NOTICE] > 0
                     || signs->subject_marks[BOUNCE_MARK_GAVE_UP] > 0
                     || signs->subject_marks[BOUNCE_MARK_NOTICE] > 0;

  return refused ? BOUNCE_KIND_BOUNCE : BOUNCE_KIND_READ_RECEIPT;
}

static gboolean
is_complaint (const BounceSigns *signs)
{
  return signs->subject_marks[BOUNCE_MARK_COMPLAINT] > 0
         || (signs->marks[BOUNCE_MARK_COMPLAINT] > 0 && !signs->from_program);
}

static gboolean
is_receipt (const BounceDossier *dossier,
            const BounceSigns   *signs)
{
  return signs->failure_codes == 0
         && (signs->subject_marks[BOUNCE_MARK_READ] > 0
             || (signs->marks[BOUNCE_MARK_READ] > 0 && has_receipt_subject (dossier)));
}

/* In a list manager's own mail plain words of refusal are said of a post. */
static gboolean
refuses_post (const BounceSigns *signs)
{
  return signs->from_manager && signs->marks[BOUNCE_MARK_STOPPED] > 0;
}

static gboolean
is_auto_reply (const BounceSigns *signs)
{
  gboolean automatic = signs->automatic && !signs->from_program;

  /* list managers answer automatically too: that is no person who is away */
  if ((signs->marks[BOUNCE_MARK_LIST_REFUSED] > 0 || refuses_post (signs))
      && !signs->is_reply)
    return FALSE;

  /* an assistant asks whether the writer is a person, and begins as a server would */
  if (automatic && signs->marks[BOUNCE_MARK_AUTO_REPLY] > 1 && signs->failure_codes == 0)
    return TRUE;

  return signs->marks[BOUNCE_MARK_NOTICE] == 0 && !signs->program_text
         && (automatic || signs->subject_marks[BOUNCE_MARK_AUTO_REPLY] > 0);
}

/* A list that greets says who may write to it, and one that asks its moderator what to
 * do with posts tells of their writers: neither refuses anything. */
static gboolean
is_list_news (const BounceDossier *dossier)
{
  static const char *const words[] = {
    "welcome to ", "willkommen", "bienvenue ", "bienvenid", "benvenut", "bem-vind", "welkom ",
    "witamy ", "moderator request", "requires approval", "bounce action notification",
    "subscription notification", "auto-discard notification", NULL
  };

  return bounce_text_holds_one_of (get_field (dossier, "Subject"), words);
}

/* What programs sum up for who runs a server is about other people's mail. When such a mail
 * itself comes back, its subject stands behind the notice's own words. */
static gboolean
is_summary (const BounceDossier *dossier,
            const BounceSigns   *signs)
{
  static const char *const words[] = {
    "log summar", "postfix log summar", "pflogsumm", "logwatch for ", "exim statistics",
    "cron <", NULL
  };
  const char *subject = get_field (dossier, "Subject");

  if (subject == NULL || signs->null_path
      || get_field (dossier, "X-Failed-Recipients") != NULL)
    return FALSE;

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_strncasecmp (subject, words[i], strlen (words[i])) == 0)
      return TRUE;

  return FALSE;
}

/* What waits to come in, or a mailbox that grows full, is told to its owner by the same
 * programs, and nothing that was sent has failed. */
static gboolean
is_mailbox_news (const BounceSigns *signs,
                 gboolean           has_reason)
{
  return !has_reason && signs->failure_codes == 0
         && (signs->marks[BOUNCE_MARK_INCOMING] > 0
             || signs->subject_marks[BOUNCE_MARK_INCOMING] > 0)
         && signs->marks[BOUNCE_MARK_NOTICE] == 0 && signs->marks[BOUNCE_MARK_GAVE_UP] == 0
         && signs->marks[BOUNCE_MARK_RECIPIENTS_FOLLOW] == 0
         && signs->subject_marks[BOUNCE_MARK_NOTICE] == 0;
}

static gboolean
is_list_refusal (const BounceDossier *dossier,
                 const BounceSigns   *signs)
{
  return !is_list_news (dossier)
         && (signs->marks[BOUNCE_MARK_LIST_REFUSED] > 0
             || signs->subject_marks[BOUNCE_MARK_LIST_REFUSED] > 0
             || refuses_post (signs))
         && signs->failure_codes == 0 && (!signs->is_reply || signs->from_list);
}

static gboolean
is_success (const BounceSigns *signs,
            gboolean           has_reason)
{
  return (signs->marks[BOUNCE_MARK_DELIVERED] > 0
          || signs->subject_marks[BOUNCE_MARK_DELIVERED] > 0)
         && signs->failure_codes == 0 && signs->marks[BOUNCE_MARK_GAVE_UP] == 0
         && !has_reason;
}

/* A mail without a report part. */
static BounceKind
judge_mail (const BounceDossier *dossier,
            const BounceSigns   *signs,
            gboolean             has_reason)
{
  if (is_complaint (signs))
    return BOUNCE_KIND_SPAM_COMPLAINT;
  if (is_receipt (dossier, signs))
    return BOUNCE_KIND_READ_RECEIPT;
  if (is_auto_reply (signs))
    return BOUNCE_KIND_AUTO_REPLY;
  if (is_list_refusal (dossier, signs))
    return BOUNCE_KIND_LIST_REJECTION;
  if (is_summary (dossier, signs) || is_mailbox_news (signs, has_reason)
      || is_talk (dossier, signs, has_reason)
      || count_points (dossier, signs, has_reason) < ENOUGH_POINTS)
    return BOUNCE_KIND_NOT_A_BOUNCE;

  return is_success (signs, has_reason) ? BOUNCE_KIND_SUCCESS_REPORT
                                        : judge_failure (signs);
}

/**
 * bounce_kind_decide: (skip)
 * @dossier: a message
 * @signs: its signs
 * @has_reason: whether any phrase or code in it names a reason of failure
 *
 * Returns: what kind of message it is
 */
BounceKind
bounce_kind_decide (const BounceDossier *dossier,
                    const BounceSigns   *signs,
                    gboolean             has_reason)
{
  const BounceParts *parts = dossier->parts;

  if (has_role (dossier, BOUNCE_PART_FEEDBACK)
      || g_strcmp0 (parts->report_type, "feedback-report") == 0)
    return BOUNCE_KIND_SPAM_COMPLAINT;
  if (has_role (dossier, BOUNCE_PART_DISPOSITION))
    return judge_disposition (signs);
  if (dossier->has_report)
    return judge_report (dossier, signs);
  if (bounce_fake_is (dossier, signs))
    return BOUNCE_KIND_FAKE_BOUNCE;
  if (bounce_parts_is_paste (parts))
    return judge_paste (dossier, signs, has_reason);

  return judge_mail (dossier, signs, has_reason);
}

/* Whether somebody's mail did not arrive (yet). */
gboolean
bounce_kind_is_failure (BounceKind kind)
{
  switch (kind)
    {
    case BOUNCE_KIND_BOUNCE:
    case BOUNCE_KIND_DELAY:
    case BOUNCE_KIND_LIST_REJECTION:
    case BOUNCE_KIND_SEND_ERROR:
    case BOUNCE_KIND_BACKSCATTER:
      return TRUE;

    case BOUNCE_KIND_NOT_A_BOUNCE:
    case BOUNCE_KIND_SUCCESS_REPORT:
    case BOUNCE_KIND_AUTO_REPLY:
    case BOUNCE_KIND_READ_RECEIPT:
    case BOUNCE_KIND_SPAM_COMPLAINT:
    case BOUNCE_KIND_FAKE_BOUNCE:
    case BOUNCE_N_KINDS:
    default:
      return FALSE;
    }
}
