/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-hosts-private.h"

#include <string.h>

#include <libpsl.h>

#include "bounce-limits.h"

/*
 * Whose IP addresses these are (CONTRACT, "IP roles"): from the report and its
 * words, the sending side of the notice's own Received fields, and the header of
 * the returned message.
 */

/* Causes for which the other side's words name the sending address as the reason. */
static gboolean
blames_address (BounceCause cause)
{
  return cause == BOUNCE_CAUSE_SERVER_BLOCKLISTED
         || cause == BOUNCE_CAUSE_SERVER_REPUTATION
         || cause == BOUNCE_CAUSE_REVERSE_DNS_MISSING
         || cause == BOUNCE_CAUSE_AUTHENTICATION_FAILED
         || cause == BOUNCE_CAUSE_RELAY_DENIED
         || cause == BOUNCE_CAUSE_RATE_LIMITED
         || cause == BOUNCE_CAUSE_SENDING_LIMIT;
}

static BounceHost *
find_host (BounceReport *report,
           const char   *ip)
{
  for (guint i = 0; i < report->hosts->len; i++)
    {
      BounceHost *host = g_ptr_array_index (report->hosts, i);

      if (strcmp (host->ip, ip) == 0)
        return host;
    }

  return NULL;
}

/* Adds an address once; what the first source says about its role stays, unless
 * that was nothing. */
static BounceHost *
add_host (BounceReport *report,
          const char   *ip,
          const char   *name,
          BounceIpRole  role)
{
  BounceHost *host = find_host (report, ip);

  if (host == NULL)
    {
      if (report->hosts->len >= BOUNCE_LIMIT_HOPS)
        return NULL;

      host = g_new0 (BounceHost, 1);
      host->ip = g_strdup (ip);
      host->is_public = bounce_ip_is_public (ip);
      host->blocklists = g_new0 (char *, 1);
      host->role = bounce_ip_is_private (ip) ? BOUNCE_IP_ROLE_PRIVATE : role;
      g_ptr_array_add (report->hosts, host);
    }
  else if (host->role == BOUNCE_IP_ROLE_MENTIONED)
    host->role = role;

  if (host->name == NULL && name != NULL && strcmp (name, ip) != 0)
    host->name = g_strdup (name);

  return host;
}

static char *
dup_ip (const char       *text,
        const BounceFact *fact)
{
  return bounce_ip_normalise (text + fact->start, fact->end - fact->start);
}

/* The host name before "[192.0.2.1]" or "(192.0.2.1)", or NULL. */
static char *
dup_name_before (const char *text,
                 gsize       position)
{
  gsize end = position;
  gsize start = 0;

  if (end >= 5 && g_ascii_strncasecmp (text + end - 5, "ipv6:", 5) == 0)
    end -= 5;
  while (end > 0 && strchr ("[( ", text[end - 1]) != NULL && position - end < 8)
    end--;
  start = end;
  while (start > 0 && (g_ascii_isalnum (text[start - 1])
                       || strchr (".-_", text[start - 1]) != NULL))
    start--;
  if (end - start < 4 || end == position
      || memchr (text + start, '.', end - start) == NULL
      || g_ascii_isdigit (text[end - 1]))
    return NULL;

  return g_ascii_strdown (text + start, (gssize) (end - start));
}

/* Whether @name lies in the registrable domain of @domain. */
static gboolean
shares_domain (const char *name,
               const char *domain)
{
  const psl_ctx_t *psl = psl_builtin ();
  const char *registrable = NULL;
  gsize length = 0;
  gsize name_length = 0;

  if (name == NULL || domain == NULL)
    return FALSE;

  if (psl != NULL)
    registrable = psl_registrable_domain (psl, domain);
  if (registrable == NULL)
    registrable = domain;

  length = strlen (registrable);
  name_length = strlen (name);

  return name_length >= length
         && g_ascii_strcasecmp (name + name_length - length, registrable) == 0
         && (name_length == length || name[name_length - length - 1] == '.');
}

static char *
dup_recipient_domain (const BounceReport *report)
{
  for (guint i = 0; i < report->recipients->len; i++)
    {
      const BounceRecipient *recipient = g_ptr_array_index (report->recipients, i);
      const char *at =
        recipient->address != NULL ? strrchr (recipient->address, '@') : NULL;

      if (at != NULL && at[1] != '\0')
        return g_ascii_strdown (at + 1, -1);
    }

  return NULL;
}

/* Where the server's own words begin in a reply: at its code. */
static guint32
find_words_start (const BounceRange *range)
{
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_first_fact (range, &cursor)) != NULL)
    if (fact->kind == BOUNCE_FACT_ENHANCED_CODE
        || (fact->kind == BOUNCE_FACT_REPLY_CODE && fact->weight > BOUNCE_FACT_BARE))
      return fact->start;

  return range->start;
}

static void
collect_reply (BounceReport          *report,
               const BounceRecipient *recipient,
               const BounceCase      *found,
               const BounceRange     *range)
{
  const char *text = range->reading->part->search;
  guint32 words = find_words_start (range);
  gboolean blames = blames_address (recipient->verdict.cause)
                    && bounce_kind_is_failure (report->kind);
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_first_fact (range, &cursor)) != NULL)
    {
      g_autofree char *ip = NULL;
      g_autofree char *name = NULL;
      gboolean is_speaker = FALSE;
      BounceHost *host = NULL;

      if (fact->kind != BOUNCE_FACT_IP)
        continue;

      ip = dup_ip (text, fact);
      if (ip == NULL)
        continue;

      name = dup_name_before (text, fact->start);
      is_speaker = fact->start < words || g_strcmp0 (ip, found->said_by) == 0
                   || (name != NULL && g_strcmp0 (name, found->said_by) == 0);
      host = add_host (report, ip, name,
                       is_speaker ? BOUNCE_IP_ROLE_RECIPIENT_SERVER
                       : blames   ? BOUNCE_IP_ROLE_YOUR_SERVER
                                  : BOUNCE_IP_ROLE_MENTIONED);
      if (host == NULL || is_speaker || !blames
          || host->role == BOUNCE_IP_ROLE_RECIPIENT_SERVER)
        continue;

      host->refused = host->role != BOUNCE_IP_ROLE_PRIVATE;
      if (g_strv_length (host->blocklists) == 0)
        {
          g_strfreev (host->blocklists);
          host->blocklists = g_strdupv (recipient->blocklists);
        }
    }
}

/* The role of an address in a line of the report part, by the line's field. */
static BounceIpRole
get_status_role (const char *text,
                 guint32     position)
{
  guint32 line = position;

  while (line > 0 && text[line - 1] != '\n')
    line--;
  if (g_ascii_strncasecmp (text + line, "Remote-MTA", 10) == 0)
    return BOUNCE_IP_ROLE_RECIPIENT_SERVER;
  if (g_ascii_strncasecmp (text + line, "Reporting-MTA", 13) == 0
      || g_ascii_strncasecmp (text + line, "Received-From-MTA", 17) == 0)
    return BOUNCE_IP_ROLE_YOUR_SERVER;

  return BOUNCE_IP_ROLE_MENTIONED;
}

static gboolean
is_spoken_by (const BounceReading *reading,
              const BounceFact    *fact,
              const char          *ip,
              const char          *name)
{
  guint32 from = fact->start > 160 ? fact->start - 160 : 0;
  guint32 until = (guint32) MIN (reading->part->search_length, fact->end + 30);
  g_autofree char *speaker = bounce_speaker_before (reading, from, until);

  return speaker != NULL
         && (strcmp (speaker, ip) == 0 || g_strcmp0 (speaker, name) == 0);
}

static void
collect_reading (BounceReport        *report,
                 const BounceReading *reading)
{
  const char *text = reading->part->search;

  for (guint i = 0; i < reading->facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (reading->facts, BounceFact, i);
      g_autofree char *ip = NULL;
      g_autofree char *name = NULL;
      BounceIpRole role = BOUNCE_IP_ROLE_MENTIONED;

      if (fact->kind != BOUNCE_FACT_IP)
        continue;

      ip = dup_ip (text, fact);
      if (ip == NULL || (find_host (report, ip) == NULL
                         && report->hosts->len >= BOUNCE_LIMIT_HOPS))
        continue;

      name = dup_name_before (text, fact->start);
      if (reading->part->role == BOUNCE_PART_STATUS)
        role = get_status_role (text, fact->start);
      else if (is_spoken_by (reading, fact, ip, name))
        role = BOUNCE_IP_ROLE_RECIPIENT_SERVER;
      add_host (report, ip, name, role);
    }
}

/* RFC 3848 and what webmail writes: this hop's client had logged in. */
static gboolean
has_login (const char *value)
{
  static const char *const words[] = {
    "with esmtpa", "with esmtpsa", "with utf8smtpa", "with utf8smtpsa",
    "authenticated", "with http", "with smtpsa", "with asmtp", NULL
  };
  g_autofree char *lower = g_ascii_strdown (value, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* The sending side of a Received field ends where "by" begins. */
static void
collect_received (BounceReport *report,
                  const char   *value,
                  BounceIpRole  role)
{
  const char *by = strstr (value, " by ");
  gsize length = by != NULL ? (gsize) (by - value) : strlen (value);
  g_autoptr (GArray) facts = NULL;

  if (g_ascii_strncasecmp (value, "by ", 3) == 0)
    return;

  facts = bounce_facts_scan (value, length);
  for (guint i = 0; i < facts->len; i++)
    {
      const BounceFact *fact = &g_array_index (facts, BounceFact, i);
      g_autofree char *ip = NULL;
      g_autofree char *name = NULL;

      if (fact->kind != BOUNCE_FACT_IP)
        continue;
      ip = dup_ip (value, fact);
      name = dup_name_before (value, fact->start);
      if (ip != NULL)
        add_host (report, ip, name, role);
    }
}

/* From the oldest hop on, until a host of the recipient's domain takes over. */
static void
collect_returned (BounceReport *report,
                  GPtrArray    *fields,
                  const char   *domain)
{
  gboolean taken_over = FALSE;
  guint hops = 0;

  for (guint i = fields->len; i-- > 0 && hops < BOUNCE_LIMIT_HOPS; )
    {
      const BounceField *field = g_ptr_array_index (fields, i);
      const char *by = NULL;
      g_autofree char *taker = NULL;
      BounceIpRole role = BOUNCE_IP_ROLE_YOUR_SERVER;

      if (g_ascii_strcasecmp (field->name, "Received") != 0)
        continue;

      hops++;
      by = strstr (field->value, " by ");
      if (by == NULL && g_ascii_strncasecmp (field->value, "by ", 3) == 0)
        by = field->value - 1;
      if (by != NULL)
        taker = g_ascii_strdown (by + 4, (gssize) strcspn (by + 4, " \t;("));

      if (report->kind == BOUNCE_KIND_BACKSCATTER && hops == 1)
        role = BOUNCE_IP_ROLE_FORGER;
      else if (taken_over)
        role = BOUNCE_IP_ROLE_RECIPIENT_SERVER;
      else if (has_login (field->value))
        role = BOUNCE_IP_ROLE_YOUR_DEVICE;
      collect_received (report, field->value, role);
      taken_over = taken_over || shares_domain (taker, domain);
    }
}

/* Who wrote the notice, and whose server that is. */
static void
collect_notice (BounceReport        *report,
                const BounceDossier *dossier,
                const char          *domain)
{
  GPtrArray *fields = dossier->parts->fields;
  BounceIpRole role = BOUNCE_IP_ROLE_YOUR_SERVER;
  const char *writer = dossier->reporting_mta;

  if (dossier->parts->was_forwarded)
    return;

  if (report->kind == BOUNCE_KIND_FAKE_BOUNCE)
    role = BOUNCE_IP_ROLE_FORGER;
  else if (report->kind == BOUNCE_KIND_SPAM_COMPLAINT
           || report->kind == BOUNCE_KIND_BACKSCATTER)
    role = BOUNCE_IP_ROLE_REPORTER;
  else if (report->kind == BOUNCE_KIND_AUTO_REPLY
           || report->kind == BOUNCE_KIND_READ_RECEIPT
           || shares_domain (writer, domain))
    role = BOUNCE_IP_ROLE_RECIPIENT_SERVER;

  for (guint i = fields->len; i-- > 0; )
    {
      const BounceField *field = g_ptr_array_index (fields, i);

      if (g_ascii_strcasecmp (field->name, "Received") == 0)
        {
          collect_received (report, field->value, role);
          role = BOUNCE_IP_ROLE_MENTIONED;
        }
    }
}

/**
 * bounce_hosts_collect: (skip)
 * @report: a report with its recipients judged
 * @dossier: the notice
 *
 * Lists every IP address on the way, refused ones first.
 */
void
bounce_hosts_collect (BounceReport        *report,
                      const BounceDossier *dossier)
{
  g_autofree char *domain = dup_recipient_domain (report);

  for (guint i = 0; i < report->recipients->len && i < dossier->cases->len; i++)
    {
      const BounceRecipient *recipient = g_ptr_array_index (report->recipients, i);
      const BounceCase *found = g_ptr_array_index (dossier->cases, i);

      for (guint j = 0; j < found->replies->len; j++)
        collect_reply (report, recipient, found,
                       &g_array_index (found->replies, BounceRange, j));
    }

  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role != BOUNCE_PART_HEADER)
        collect_reading (report, reading);
    }

  collect_notice (report, dossier, domain);
  collect_returned (report, dossier->parts->returned_fields, domain);
}
