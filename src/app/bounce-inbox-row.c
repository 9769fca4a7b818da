/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-inbox-row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-limits.h"
#include "bounce-plain.h"

struct _BounceInboxRow
{
  GObject parent_instance;

  char *address;
  char *domain;                 /* a GRefString: few of them for many rows */
  char *server;                 /* so is this */
  char *file;                   /* and this */
  gint64 date;                  /* 0 where nobody knows */
  guint64 fingerprint;
  BounceSourcePlace place;
  guint input;
  guint number;
  guint n_recipients;
  BounceSeverity severity : 8;
  BounceCause cause : 8;
  BounceParty party : 8;
  BounceTallyGroup group : 8;
};

G_DEFINE_FINAL_TYPE (BounceInboxRow, bounce_inbox_row, G_TYPE_OBJECT)

static char *
intern (const char *text)
{
  return text != NULL && *text != '\0' ? g_ref_string_new_intern (text) : NULL;
}

static char *
dup_shown (const char *text)
{
  g_autofree char *start = g_strndup (text, BOUNCE_LIMIT_ADDRESS);

  return bounce_plain_dup_name (start);
}

static void
take_recipient (BounceInboxRow        *self,
                const BounceRecipient *recipient)
{
  const char *written_to = bounce_tally_get_written_to (recipient);
  const char *at;

  if (written_to != NULL)
    self->address = dup_shown (written_to);

  at = self->address != NULL ? strrchr (self->address, '@') : NULL;
  if (at != NULL)
    {
      g_autofree char *domain = g_utf8_strdown (at + 1, -1);

      self->domain = intern (domain);
    }

  if (recipient->provider != NULL)
    {
      self->server = intern (recipient->provider);
    }
  else if (recipient->said_by != NULL)
    {
      g_autofree char *host = dup_shown (recipient->said_by);

      self->server = intern (host);
    }
}

static void
bounce_inbox_row_finalize (GObject *object)
{
  BounceInboxRow *self = BOUNCE_INBOX_ROW (object);

  g_free (self->address);
  g_clear_pointer (&self->domain, g_ref_string_release);
  g_clear_pointer (&self->server, g_ref_string_release);
  g_clear_pointer (&self->file, g_ref_string_release);

  G_OBJECT_CLASS (bounce_inbox_row_parent_class)->finalize (object);
}

static void
bounce_inbox_row_class_init (BounceInboxRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_inbox_row_finalize;
}

static void
bounce_inbox_row_init (BounceInboxRow *self)
{
}

/**
 * bounce_inbox_row_new:
 * @report: what the message says; not kept
 * @input: which of the things that were opened it lies in
 * @file: (nullable): the file there, as its system names it
 * @place: where in that file
 * @number: which message of the input it is, from 0
 * @fingerprint: of the message
 *
 * Returns: (transfer full): a new row
 */
BounceInboxRow *
bounce_inbox_row_new (const BounceReport      *report,
                      guint                    input,
                      const char              *file,
                      const BounceSourcePlace *place,
                      guint                    number,
                      guint64                  fingerprint)
{
  const BounceRecipient *recipient;
  const BounceVerdict *verdict;
  BounceInboxRow *self;
  GDateTime *date;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (place != NULL, NULL);

  verdict = bounce_report_get_verdict (report);
  date = bounce_report_get_notice_date (report);

  self = g_object_new (BOUNCE_TYPE_INBOX_ROW, NULL);
  self->severity = verdict->severity;
  self->cause = verdict->cause;
  self->party = verdict->responsible;
  self->group = bounce_tally_find_group (verdict);
  self->n_recipients = bounce_report_get_n_recipients (report);
  self->date = date != NULL ? g_date_time_to_unix (date) : 0;
  self->input = input;
  self->number = number;
  self->file = intern (file);
  self->place = *place;
  self->fingerprint = fingerprint;

  recipient = self->n_recipients > 0 ? bounce_report_get_top_recipient (report) : NULL;
  if (recipient != NULL)
    take_recipient (self, recipient);

  return self;
}

/**
 * bounce_inbox_row_get_severity:
 * @self: a row
 *
 * Returns: how bad it is
 */
BounceSeverity
bounce_inbox_row_get_severity (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), BOUNCE_SEVERITY_INFO);

  return self->severity;
}

/**
 * bounce_inbox_row_get_cause:
 * @self: a row
 *
 * Returns: what went wrong
 */
BounceCause
bounce_inbox_row_get_cause (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), BOUNCE_CAUSE_UNKNOWN);

  return self->cause;
}

/**
 * bounce_inbox_row_get_party:
 * @self: a row
 *
 * Returns: who must act
 */
BounceParty
bounce_inbox_row_get_party (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), BOUNCE_PARTY_UNCLEAR);

  return self->party;
}

/**
 * bounce_inbox_row_get_group:
 * @self: a row
 *
 * Returns: with which others it is counted
 */
BounceTallyGroup
bounce_inbox_row_get_group (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), BOUNCE_TALLY_UNKNOWN);

  return self->group;
}

/**
 * bounce_inbox_row_get_address:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the recipient who needs attention most
 */
const char *
bounce_inbox_row_get_address (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  return self->address;
}

/**
 * bounce_inbox_row_get_domain:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the domain of that address, in lower case;
 *   the same pointer for the same domain
 */
const char *
bounce_inbox_row_get_domain (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  return self->domain;
}

/**
 * bounce_inbox_row_get_server:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the provider or the host that answered; the
 *   same pointer for the same one
 */
const char *
bounce_inbox_row_get_server (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  return self->server;
}

/**
 * bounce_inbox_row_get_file:
 * @self: a row
 *
 * Returns: (transfer none) (type filename) (nullable): the file it lies in; of a
 *   folder, the path from there
 */
const char *
bounce_inbox_row_get_file (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  return self->file;
}

/**
 * bounce_inbox_row_get_date:
 * @self: a row
 *
 * Returns: when the notice was written, in seconds since 1970; 0 where nobody
 *   knows
 */
gint64
bounce_inbox_row_get_date (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), 0);

  return self->date;
}

/**
 * bounce_inbox_row_get_n_recipients:
 * @self: a row
 *
 * Returns: how many recipients it speaks of
 */
guint
bounce_inbox_row_get_n_recipients (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), 0);

  return self->n_recipients;
}

/**
 * bounce_inbox_row_get_input:
 * @self: a row
 *
 * Returns: which of the things that were opened it lies in
 */
guint
bounce_inbox_row_get_input (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), 0);

  return self->input;
}

/**
 * bounce_inbox_row_get_place:
 * @self: a row
 *
 * Returns: (transfer none): where in its file it lies
 */
const BounceSourcePlace *
bounce_inbox_row_get_place (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  return &self->place;
}

/**
 * bounce_inbox_row_get_number:
 * @self: a row
 *
 * Returns: which message of its input it is, from 0
 */
guint
bounce_inbox_row_get_number (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), 0);

  return self->number;
}

/**
 * bounce_inbox_row_get_fingerprint:
 * @self: a row
 *
 * Returns: by what the message is known again
 */
guint64
bounce_inbox_row_get_fingerprint (BounceInboxRow *self)
{
  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), 0);

  return self->fingerprint;
}

/**
 * bounce_inbox_row_dup_recipient:
 * @self: a row
 *
 * Returns: (transfer full): whom it was for, in words
 */
char *
bounce_inbox_row_dup_recipient (BounceInboxRow *self)
{
  guint n_others;

  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  if (self->address == NULL)
    return g_strdup ("");
  if (self->n_recipients < 2)
    return g_strdup (self->address);

  n_others = self->n_recipients - 1;
  /* Translators: %s is a mail address, %u how many more there are. */
  return g_strdup_printf (ngettext ("%s and %u other", "%s and %u others", n_others),
                          self->address, n_others);
}

/**
 * bounce_inbox_row_dup_date:
 * @self: a row
 *
 * Returns: (transfer full): the date, as people here write it
 */
char *
bounce_inbox_row_dup_date (BounceInboxRow *self)
{
  g_autoptr(GDateTime) date = NULL;

  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  if (self->date != 0)
    date = g_date_time_new_from_unix_local (self->date);

  return date != NULL ? g_date_time_format (date, "%x") : g_strdup ("");
}

/**
 * bounce_inbox_row_dup_file:
 * @self: a row
 *
 * Returns: (transfer full): the name of its file, as it can be shown
 */
char *
bounce_inbox_row_dup_file (BounceInboxRow *self)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (BOUNCE_IS_INBOX_ROW (self), NULL);

  if (self->file == NULL)
    return g_strdup ("");

  shown = g_filename_display_name (self->file);

  return bounce_plain_dup (shown);
}
