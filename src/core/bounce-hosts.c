/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-hosts-private.h"

#include <string.h>

#include "bounce-domain-private.h"
#include "bounce-hosts-words-private.h"
#include "bounce-ip.h"
#include "bounce-limits.h"
#include "bounce-received-private.h"
#include "bounce-sides-private.h"

/*
 * Whose IP addresses these are (CONTRACT, "IP roles"): from the report and its
 * words, the sending side of the notice's own Received fields, and the header of
 * the returned message.
 */

/* What a role rests on, the surest last: a later source takes an address from an
 * earlier one only where it knows better. */
typedef enum {
  SURE_MENTIONED,
  SURE_LOOSE,           /* words that hint at a side */
  SURE_NOTICE,          /* the notice's own way */
  SURE_HOP,             /* the returned message's way */
  SURE_ANSWERED,        /* connected to, or answering */
  SURE_WRITER,          /* who wrote a complaint or answered mail never sent */
  SURE_BLAMED,          /* the other side names it as the reason */
  SURE_FORGER,
} Sureness;

/* A host of the report and how sure its role is. */
typedef struct
{
  BounceHost *host;             /* lent by the report */
  Sureness sureness;
} Entry;

typedef struct
{
  BounceReport *report;
  const BounceDossier *dossier;
  const GPtrArray *returned;    /* of BounceReceived, oldest first */
  const GPtrArray *notice;
  GHashTable *entries;          /* an IP to its Entry */
  BounceSides *sides;
  char *writer;                 /* the host that wrote the notice */
  BounceIpRole writer_role;
  guint budget;                 /* addresses in words that are still looked at */
} Collector;

/* An address in the other side's words that may be the one they blame. */
typedef struct
{
  char *ip;
  char *name;
  gboolean is_certain;
} Suspect;

static void
suspect_free (Suspect *self)
{
  g_free (self->ip);
  g_free (self->name);
  g_free (self);
}

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
add_host (Collector    *self,
          const char   *ip,
          const char   *name,
          BounceIpRole  role,
          Sureness      sureness)
{
  Entry *entry = g_hash_table_lookup (self->entries, ip);

  if (entry == NULL)
    {
      BounceIpScope scope;

      if (self->report->hosts->len >= BOUNCE_LIMIT_HOSTS)
        {
          self->report->omissions |= BOUNCE_OMISSION_HOSTS;
          return NULL;
        }

      scope = bounce_ip_get_scope (ip);
      entry = g_new0 (Entry, 1);
      entry->host = g_new0 (BounceHost, 1);
      entry->host->ip = g_strdup (ip);
      entry->host->role = scope == BOUNCE_IP_SCOPE_PRIVATE ? BOUNCE_IP_ROLE_PRIVATE : role;
      entry->host->is_public = scope == BOUNCE_IP_SCOPE_PUBLIC;
      entry->host->blocklists = g_new0 (char *, 1);
      entry->sureness = sureness;
      g_ptr_array_add (self->report->hosts, entry->host);
      g_hash_table_insert (self->entries, entry->host->ip, entry);
    }
  else if (sureness > entry->sureness)
    {
      if (entry->host->role != BOUNCE_IP_ROLE_PRIVATE)
        entry->host->role = role;
      entry->sureness = sureness;
    }

  if (entry->host->name == NULL && name != NULL)
    entry->host->name = g_strdup (name);

  return entry->host;
}

static void
add_hosts (Collector    *self,
           GPtrArray    *ips,
           BounceIpRole  role,
           Sureness      sureness)
{
  for (guint i = 0; i < ips->len; i++)
    {
      const BounceReceivedIp *found = g_ptr_array_index (ips, i);

      add_host (self, found->ip, found->name, role, sureness);
    }
}

/* A hop at which another provider takes the message over, with no log-in: the
 * handing of mail from server to server, not a customer's submission. */
static gboolean
is_taken_over (const Collector *self,
               guint            index)
{
  const BounceReceived *hop = g_ptr_array_index (self->returned, index);
  const char *client = bounce_received_get_client (hop);
  g_autofree char *owned = bounce_domain_dup_owned (client);

  if (index == 0 || hop->has_login || owned == NULL || hop->by == NULL
      || bounce_domain_same_owner (client, hop->by))
    return FALSE;

  if (bounce_sides_are_ours (self->sides, client))
    return TRUE;
  for (guint i = 0; i < index; i++)
    {
      const BounceReceived *older = g_ptr_array_index (self->returned, i);

      if (bounce_domain_same_owner (older->by, client))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_remote_answer (const Collector *self)
{
  for (guint i = 0; i < self->dossier->cases->len; i++)
    {
      const BounceCase *found = g_ptr_array_index (self->dossier->cases, i);

      /* "the mail system at host" names the writer itself */
      if (found->is_remote
          && (found->said_by == NULL || self->writer == NULL
              || g_ascii_strcasecmp (found->said_by, self->writer) != 0))
        return TRUE;
    }

  return FALSE;
}

/* Whether the writer of the notice stands nowhere on the message's way. */
static gboolean
is_bystander (const Collector *self)
{
  const char *writer = self->writer;
  gboolean has_way = FALSE;

  if (writer == NULL || has_remote_answer (self) || bounce_sides_are_ours (self->sides, writer))
    return FALSE;

  for (guint i = 0; i < self->returned->len; i++)
    {
      const BounceReceived *hop = g_ptr_array_index (self->returned, i);

      has_way |= hop->by != NULL && strchr (hop->by, '.') != NULL;
      if (bounce_domain_same_owner (hop->by, writer)
          || bounce_domain_same_owner (hop->from, writer)
          || bounce_domain_same_owner (hop->name, writer))
        return FALSE;
    }

  return has_way;
}

static BounceIpRole
judge_writer (const Collector *self)
{
  switch (self->report->kind)
    {
    case BOUNCE_KIND_FAKE_BOUNCE:
      return BOUNCE_IP_ROLE_FORGER;
    case BOUNCE_KIND_SPAM_COMPLAINT:
    case BOUNCE_KIND_BACKSCATTER:
      return BOUNCE_IP_ROLE_REPORTER;
    case BOUNCE_KIND_AUTO_REPLY:
    case BOUNCE_KIND_READ_RECEIPT:
    case BOUNCE_KIND_LIST_REJECTION:
      return BOUNCE_IP_ROLE_RECIPIENT_SERVER;
    case BOUNCE_KIND_NOT_A_BOUNCE:
      return BOUNCE_IP_ROLE_MENTIONED;
    case BOUNCE_KIND_SEND_ERROR:
      return BOUNCE_IP_ROLE_YOUR_SERVER;
    case BOUNCE_KIND_BOUNCE:
    case BOUNCE_KIND_DELAY:
    case BOUNCE_KIND_SUCCESS_REPORT:
    case BOUNCE_N_KINDS:
    default:
      break;
    }

  if (bounce_sides_are_theirs (self->sides, self->writer))
    return BOUNCE_IP_ROLE_RECIPIENT_SERVER;

  /* another server answered the writer: then it still brought the message */
  if (!has_remote_answer (self))
    for (guint i = 0; i < self->returned->len; i++)
      {
        const BounceReceived *hop = g_ptr_array_index (self->returned, i);

        if (bounce_domain_same_owner (hop->by, self->writer) && is_taken_over (self, i))
          return BOUNCE_IP_ROLE_RECIPIENT_SERVER;
      }

  return is_bystander (self) ? BOUNCE_IP_ROLE_REPORTER : BOUNCE_IP_ROLE_YOUR_SERVER;
}

/* The host that wrote the notice: the report names it, or the notice's own way. */
static char *
find_writer (const Collector *self)
{
  g_autofree char *owned = bounce_domain_dup_owned (self->dossier->reporting_mta);
  const char *from = NULL;
  g_autofree char *address = NULL;

  if (owned != NULL)
    return g_strdup (self->dossier->reporting_mta);

  for (guint i = 0; i < self->notice->len; i++)
    {
      const BounceReceived *hop = g_ptr_array_index (self->notice, i);
      const char *name = hop->has_from ? bounce_received_get_client (hop) : hop->by;
      g_autofree char *known = bounce_domain_dup_owned (name);

      if (known != NULL)
        return g_strdup (name);
    }

  from = bounce_fields_get (self->dossier->parts->fields, "From");
  address = from != NULL ? bounce_address_from_field (from) : NULL;

  return bounce_domain_of_address (address);
}

/* The returned message's way: the sender's until the recipient's side takes over. */
static void
collect_returned (Collector *self)
{
  gboolean never_sent = self->report->kind == BOUNCE_KIND_BACKSCATTER;
  gboolean taken_over = FALSE;
  gboolean has_forger = FALSE;

  for (guint i = 0; i < self->returned->len; i++)
    {
      const BounceReceived *hop = g_ptr_array_index (self->returned, i);
      BounceIpRole role = BOUNCE_IP_ROLE_YOUR_SERVER;
      Sureness sureness = SURE_HOP;

      if (taken_over)
        role = BOUNCE_IP_ROLE_RECIPIENT_SERVER;
      else if (never_sent && !has_forger)
        {
          role = BOUNCE_IP_ROLE_FORGER;
          sureness = SURE_FORGER;
          for (guint j = 0; j < hop->clients->len && !has_forger; j++)
            has_forger = !bounce_ip_is_private (
              ((BounceReceivedIp *) g_ptr_array_index (hop->clients, j))->ip);
        }
      else if (never_sent)
        role = BOUNCE_IP_ROLE_MENTIONED;
      else if (hop->has_login)
        role = BOUNCE_IP_ROLE_YOUR_DEVICE;
      add_hosts (self, hop->clients, role, sureness);

      if (bounce_sides_are_theirs (self->sides, hop->by)
          || (self->writer_role != BOUNCE_IP_ROLE_YOUR_SERVER
              && bounce_domain_same_owner (hop->by, self->writer)
              && (never_sent || is_taken_over (self, i))))
        taken_over = TRUE;
      add_hosts (self, hop->servers,
                 taken_over ? BOUNCE_IP_ROLE_RECIPIENT_SERVER
                 : never_sent ? BOUNCE_IP_ROLE_MENTIONED
                              : BOUNCE_IP_ROLE_YOUR_SERVER, SURE_HOP);
    }
}

/* Fields beside Received that hold addresses. Others hold version numbers. */
static gboolean
names_addresses (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gsize length = strlen (lower);

  return strcmp (lower, "received-spf") == 0 || strcmp (lower, "x-received") == 0
         || strcmp (lower, "x-forefront-antispam-report") == 0
         || strstr (lower, "authentication-results") != NULL
         || (length > 3 && strcmp (lower + length - 3, "-ip") == 0)
         || strstr (lower, "-ip-") != NULL || g_str_has_prefix (lower, "x-ip")
         || g_str_has_suffix (lower, "-ipaddress") || g_str_has_suffix (lower, "sourceip")
         || g_str_has_suffix (lower, "senderip");
}

static void
collect_returned_fields (Collector *self)
{
  GPtrArray *fields = self->dossier->parts->returned_fields;

  for (guint i = 0; i < fields->len && i < BOUNCE_LIMIT_FIELDS; i++)
    {
      const BounceField *field = g_ptr_array_index (fields, i);
      g_autoptr (GArray) facts = NULL;
      BounceIpRole role = BOUNCE_IP_ROLE_MENTIONED;

      if (!names_addresses (field->name))
        continue;

      /* what webmail writes of the browser that was logged in */
      if (g_ascii_strcasecmp (field->name, "X-Originating-IP") == 0
          && self->report->kind != BOUNCE_KIND_BACKSCATTER)
        role = BOUNCE_IP_ROLE_YOUR_DEVICE;
      /* Google's servers write so of themselves */
      else if (g_ascii_strcasecmp (field->name, "X-Received") == 0
               && self->report->kind != BOUNCE_KIND_BACKSCATTER)
        role = BOUNCE_IP_ROLE_YOUR_SERVER;

      facts = bounce_facts_scan (field->value, strlen (field->value));
      for (guint j = 0; j < facts->len; j++)
        {
          const BounceFact *fact = &g_array_index (facts, BounceFact, j);
          g_autofree char *ip = NULL;

          if (fact->kind != BOUNCE_FACT_IP)
            continue;
          ip = bounce_ip_normalise (field->value + fact->start, fact->end - fact->start);
          if (ip != NULL)
            add_host (self, ip, NULL, role,
                      role == BOUNCE_IP_ROLE_MENTIONED ? SURE_MENTIONED : SURE_LOOSE);
        }
    }
}

/* The notice's own way. Its writer's servers come first; behind them stand those
 * of the reader, which are his own. */
static void
collect_notice (Collector *self)
{
  BounceIpRole role = self->writer_role;
  Sureness sureness = role == BOUNCE_IP_ROLE_REPORTER ? SURE_WRITER
                      : role == BOUNCE_IP_ROLE_FORGER ? SURE_FORGER
                                                      : SURE_NOTICE;
  const char *writer = NULL;

  for (guint i = 0; i < self->notice->len; i++)
    {
      const BounceReceived *hop = g_ptr_array_index (self->notice, i);
      const char *client = bounce_received_get_client (hop);
      gboolean is_public = FALSE;

      add_hosts (self, hop->clients, role, sureness);
      if (role == BOUNCE_IP_ROLE_YOUR_SERVER || role == BOUNCE_IP_ROLE_MENTIONED)
        continue;

      for (guint j = 0; j < hop->clients->len && !is_public; j++)
        is_public = !bounce_ip_is_private (
          ((BounceReceivedIp *) g_ptr_array_index (hop->clients, j))->ip);
      if (is_public && writer == NULL)
        writer = client;

      /* beyond the writer's own house the notice is in other hands */
      if (writer != NULL && !bounce_domain_same_owner (hop->by, writer)
          && !bounce_domain_same_owner (hop->by, self->writer))
        {
          role = bounce_sides_are_ours (self->sides, hop->by) ? BOUNCE_IP_ROLE_YOUR_SERVER
                                                  : BOUNCE_IP_ROLE_MENTIONED;
          sureness = SURE_LOOSE;
        }
    }
}

/* Where the server's own words begin in a reply: at its code. */
static guint32
find_words_start (const BounceRange *range)
{
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while ((fact = bounce_range_next_fact (range, &cursor)) != NULL)
    if (fact->kind == BOUNCE_FACT_ENHANCED_CODE
        || (fact->kind == BOUNCE_FACT_REPLY_CODE && fact->weight >= BOUNCE_FACT_PLACED))
      return fact->start;

  return range->start;
}

/* A server that answers: the recipient's, unless it is the reader's own outgoing
 * one, as always in a send error. */
static BounceIpRole
get_answering_role (const Collector *self,
                    const char      *name)
{
  if (self->report->kind == BOUNCE_KIND_SEND_ERROR
      || (bounce_sides_are_ours (self->sides, name)
          && !bounce_sides_are_theirs (self->sides, name)))
    return BOUNCE_IP_ROLE_YOUR_SERVER;

  return BOUNCE_IP_ROLE_RECIPIENT_SERVER;
}

/* Sorts the addresses of one stretch of the other side's words: those that answer
 * at once, those that may be to blame into @suspects. */
static void
judge_words (Collector         *self,
             const BounceCase  *found,
             const BounceRange *range,
             gboolean           is_reply,
             gboolean           blames,
             GPtrArray         *suspects)
{
  const char *text = range->reading->part->search;
  guint32 words = is_reply ? find_words_start (range) : range->start;
  const BounceFact *fact = NULL;
  guint cursor = 0;

  while (self->budget > 0 && (fact = bounce_range_next_fact (range, &cursor)) != NULL)
    {
      BounceHostSide side = BOUNCE_HOST_SIDE_OPEN;
      g_autofree char *ip = NULL;
      g_autofree char *name = NULL;
      gsize start = 0;

      if (fact->kind != BOUNCE_FACT_IP)
        continue;
      self->budget--;
      ip = bounce_ip_normalise (text + fact->start, fact->end - fact->start);
      if (ip == NULL)
        continue;

      name = bounce_host_name_before (text, fact->start, &start);
      side = bounce_host_side_in_words (text, range->reading->part->search_length, fact,
                                        is_reply && fact->start >= words);
      if (side != BOUNCE_HOST_SIDE_ASIDE && side != BOUNCE_HOST_SIDE_BLAMED
          && (g_strcmp0 (ip, found->said_by) == 0
              || (name != NULL && g_strcmp0 (name, found->said_by) == 0)
              || (name != NULL && bounce_sides_are_theirs (self->sides, name)
                  && !bounce_sides_are_ours (self->sides, name))))
        side = BOUNCE_HOST_SIDE_ANSWERING;
      else if (side == BOUNCE_HOST_SIDE_OPEN && is_reply && fact->start < words)
        side = BOUNCE_HOST_SIDE_ANSWERING;

      if (side == BOUNCE_HOST_SIDE_ANSWERING)
        add_host (self, ip, name, get_answering_role (self, name), SURE_ANSWERED);
      else if (side == BOUNCE_HOST_SIDE_BRINGING)
        add_host (self, ip, name, BOUNCE_IP_ROLE_YOUR_SERVER, SURE_LOOSE);
      else if (!blames || side == BOUNCE_HOST_SIDE_ASIDE
               || (!is_reply && side == BOUNCE_HOST_SIDE_OPEN)
               || g_str_has_prefix (ip, "127."))
        add_host (self, ip, name, BOUNCE_IP_ROLE_MENTIONED, SURE_MENTIONED);
      else
        {
          Suspect *suspect = g_new0 (Suspect, 1);

          suspect->ip = g_steal_pointer (&ip);
          suspect->name = g_steal_pointer (&name);
          suspect->is_certain = side == BOUNCE_HOST_SIDE_BLAMED;
          g_ptr_array_add (suspects, suspect);
        }
    }
}

/* The address that the other side blames: one that its words single out, else one
 * that the message is known to have come from, else any that it names. */
static void
blame_suspects (Collector             *self,
                const BounceRecipient *recipient,
                GPtrArray             *suspects)
{
  gboolean has_certain = FALSE;
  gboolean has_known = FALSE;

  for (guint i = 0; i < suspects->len; i++)
    {
      const Suspect *suspect = g_ptr_array_index (suspects, i);

      has_certain |= suspect->is_certain;
      has_known |= g_hash_table_contains (self->entries, suspect->ip);
    }

  for (guint i = 0; i < suspects->len; i++)
    {
      const Suspect *suspect = g_ptr_array_index (suspects, i);
      BounceHost *host = NULL;

      if (has_certain ? !suspect->is_certain
          : has_known ? !g_hash_table_contains (self->entries, suspect->ip)
                      : FALSE)
        {
          add_host (self, suspect->ip, suspect->name, BOUNCE_IP_ROLE_MENTIONED,
                    SURE_MENTIONED);
          continue;
        }

      host = add_host (self, suspect->ip, suspect->name, BOUNCE_IP_ROLE_YOUR_SERVER,
                       SURE_BLAMED);
      if (host == NULL)
        continue;
      host->refused = TRUE;
      if (g_strv_length (host->blocklists) == 0)
        {
          g_strfreev (host->blocklists);
          host->blocklists = g_strdupv (recipient->blocklists);
        }
    }
}

/* The words about one recipient: the refusing server's own, and where they name no
 * address, what stands around them. */
static void
collect_case (Collector             *self,
              const BounceRecipient *recipient,
              const BounceCase      *found)
{
  g_autoptr (GPtrArray) suspects =
    g_ptr_array_new_with_free_func ((GDestroyNotify) suspect_free);
  gboolean blames = blames_address (recipient->verdict.cause);

  for (guint i = 0; i < found->replies->len; i++)
    judge_words (self, found, &g_array_index (found->replies, BounceRange, i), TRUE,
                 blames, suspects);
  if (suspects->len == 0)
    for (guint i = 0; i < found->prose->len; i++)
      judge_words (self, found, &g_array_index (found->prose, BounceRange, i), FALSE,
                   blames, suspects);

  blame_suspects (self, recipient, suspects);
}

/* The role of an address in a line of a report part, by the line's field. */
static BounceIpRole
get_field_role (const Collector *self,
                const char      *text,
                guint32          position,
                const char      *host,
                Sureness        *sureness)
{
  static const struct
  {
    const char *name;
    BounceIpRole role;
    Sureness sureness;
  } fields[] = {
    { "Remote-MTA:", BOUNCE_IP_ROLE_RECIPIENT_SERVER, SURE_ANSWERED },
    { "Received-From-MTA:", BOUNCE_IP_ROLE_YOUR_SERVER, SURE_LOOSE },
    { "Source-IP:", BOUNCE_IP_ROLE_YOUR_SERVER, SURE_LOOSE },
  };
  guint32 line = position;

  while (line > 0 && text[line - 1] != '\n' && position - line < BOUNCE_LIMIT_LINE)
    line--;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strncasecmp (text + line, fields[i].name, strlen (fields[i].name)) == 0)
      {
        *sureness = fields[i].sureness;
        return fields[i].role == BOUNCE_IP_ROLE_RECIPIENT_SERVER
                 ? get_answering_role (self, host) : fields[i].role;
      }

  if (g_ascii_strncasecmp (text + line, "Reporting-MTA:", 14) == 0)
    {
      *sureness = SURE_NOTICE;
      return self->writer_role;
    }

  *sureness = SURE_MENTIONED;

  return BOUNCE_IP_ROLE_MENTIONED;
}

/* Every address that stands in the notice's own words is listed. */
static void
collect_reading (Collector           *self,
                 const BounceReading *reading)
{
  const char *text = reading->part->search;
  gboolean is_report = bounce_kind_is_failure (self->report->kind)
                       || self->report->kind == BOUNCE_KIND_SUCCESS_REPORT;

  for (guint i = 0; i < reading->facts->len && self->budget > 0; i++)
    {
      const BounceFact *fact = &g_array_index (reading->facts, BounceFact, i);
      g_autofree char *ip = NULL;
      g_autofree char *name = NULL;
      gsize start = 0;
      BounceIpRole role = BOUNCE_IP_ROLE_MENTIONED;
      Sureness sureness = SURE_MENTIONED;

      if (fact->kind != BOUNCE_FACT_IP)
        continue;
      self->budget--;
      ip = bounce_ip_normalise (text + fact->start, fact->end - fact->start);
      if (ip == NULL)
        continue;

      name = bounce_host_name_before (text, fact->start, &start);
      if (reading->part->role != BOUNCE_PART_TEXT)
        role = get_field_role (self, text, fact->start, name, &sureness);
      else if (is_report)
        switch (bounce_host_side_in_words (text, reading->part->search_length, fact, FALSE))
          {
          case BOUNCE_HOST_SIDE_ANSWERING:
            role = get_answering_role (self, name);
            sureness = SURE_LOOSE;
            break;
          case BOUNCE_HOST_SIDE_BRINGING:
            role = BOUNCE_IP_ROLE_YOUR_SERVER;
            sureness = SURE_LOOSE;
            break;
          case BOUNCE_HOST_SIDE_OPEN:
          case BOUNCE_HOST_SIDE_BLAMED:
          case BOUNCE_HOST_SIDE_ASIDE:
          default:
            break;
          }
      add_host (self, ip, name, role, sureness);
    }
}

/* Refused ones first; the others stay in their order. */
static void
sort_hosts (GPtrArray *hosts)
{
  guint first = 0;

  for (guint i = 0; i < hosts->len; i++)
    if (((BounceHost *) g_ptr_array_index (hosts, i))->refused)
      {
        BounceHost *host = g_ptr_array_steal_index (hosts, i);

        g_ptr_array_insert (hosts, (gint) first++, host);
      }
}

/**
 * bounce_hosts_collect: (skip)
 * @report: a report with its recipients judged, one for each case of @dossier
 *   where the kind is a failure or a success report
 * @dossier: the notice
 *
 * Lists every IP address on the way, refused ones first.
 */
void
bounce_hosts_collect (BounceReport        *report,
                      const BounceDossier *dossier)
{
  Collector self = {
    .report = report,
    .dossier = dossier,
    .returned = dossier->returned_hops,
    .notice = dossier->hops,
    .entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
    .sides = dossier->sides,
    .budget = BOUNCE_LIMIT_HOST_LOOKS,
  };
  gboolean is_failure = bounce_kind_is_failure (report->kind);

  for (guint i = 0; i < report->recipients->len && i < BOUNCE_LIMIT_DOMAINS; i++)
    bounce_sides_add_their (self.sides,
                            ((BounceRecipient *) g_ptr_array_index (report->recipients, i))
                              ->address);
  self.writer = find_writer (&self);
  self.writer_role = judge_writer (&self);

  collect_returned (&self);
  collect_notice (&self);
  for (guint i = 0; is_failure && i < report->recipients->len && i < dossier->cases->len; i++)
    collect_case (&self, g_ptr_array_index (report->recipients, i),
                  g_ptr_array_index (dossier->cases, i));
  for (guint i = 0; i < dossier->readings->len; i++)
    {
      const BounceReading *reading = g_ptr_array_index (dossier->readings, i);

      if (reading->part->role != BOUNCE_PART_HEADER)
        collect_reading (&self, reading);
    }
  collect_returned_fields (&self);
  sort_hosts (report->hosts);

  g_hash_table_unref (self.entries);
  g_free (self.writer);
}
