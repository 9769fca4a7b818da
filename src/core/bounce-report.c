/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-report-private.h"

G_DEFINE_BOXED_TYPE (BounceReport,
                     bounce_report,
                     bounce_report_ref,
                     bounce_report_unref)

static void
host_free (BounceHost *host)
{
  g_free (host->ip);
  g_free (host->name);
  g_strfreev (host->blocklists);
  g_free (host);
}

static void
hop_free (BounceHop *hop)
{
  g_free (hop->from);
  g_free (hop->by);
  g_free (hop->with);
  g_clear_pointer (&hop->time, g_date_time_unref);
  g_free (hop);
}

static void
original_free (BounceOriginal *original)
{
  g_free (original->path);
  g_free (original->content_type);
  g_free (original->text);
  g_free (original);
}

/* Frees one piece of evidence. */
void
bounce_evidence_free (BounceEvidence *self)
{
  g_free (self->text);
  g_free (self->part);
  g_free (self);
}

/* A recipient of whom nothing is known yet. */
BounceRecipient *
bounce_recipient_new (void)
{
  BounceRecipient *self = g_new0 (BounceRecipient, 1);

  self->evidence =
    g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_evidence_free);

  return self;
}

/* Frees a recipient and what it points at. */
void
bounce_recipient_free (BounceRecipient *self)
{
  g_free (self->address);
  g_free (self->original_address);
  g_free (self->diagnostic);
  g_free (self->said_by);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_free (self->conflict);
  g_free (self->suggestion);
  g_clear_pointer (&self->retry_until, g_date_time_unref);
  g_strfreev (self->blocklists);
  g_free (self);
}

/* An empty report with one reference. */
BounceReport *
bounce_report_new (void)
{
  BounceReport *self = g_new0 (BounceReport, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->recipients =
    g_ptr_array_new_with_free_func ((GDestroyNotify) bounce_recipient_free);
  self->hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) host_free);
  self->hops = g_ptr_array_new_with_free_func ((GDestroyNotify) hop_free);
  self->originals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) original_free);

  return self;
}

/**
 * bounce_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self with one more reference
 */
BounceReport *
bounce_report_ref (BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * bounce_report_unref:
 * @self: (transfer full): a report
 *
 * Gives a reference back; the last one frees the report.
 */
void
bounce_report_unref (BounceReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->recipients);
  g_ptr_array_unref (self->hosts);
  g_ptr_array_unref (self->hops);
  g_ptr_array_unref (self->originals);
  g_free (self->returned.from);
  g_free (self->returned.to);
  g_free (self->returned.subject);
  g_free (self->returned.date);
  g_free (self->returned.message_id);
  g_free (self->software);
  g_free (self->reporter);
  g_free (self->notice_subject);
  g_free (self->list_owner);
  g_clear_pointer (&self->source, g_bytes_unref);
  g_clear_pointer (&self->notice_date, g_date_time_unref);
  g_free (self);
}

/**
 * bounce_report_get_kind:
 * @self: a report
 *
 * Returns: what kind of message was read
 */
BounceKind
bounce_report_get_kind (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, BOUNCE_KIND_NOT_A_BOUNCE);

  return self->kind;
}

/**
 * bounce_report_get_verdict:
 * @self: a report
 *
 * The answer for the message: that of the recipient who needs attention most.
 *
 * Returns: (transfer none): the verdict
 */
const BounceVerdict *
bounce_report_get_verdict (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->verdict;
}

/**
 * bounce_report_get_n_recipients:
 * @self: a report
 *
 * Returns: how many recipients it speaks of
 */
guint
bounce_report_get_n_recipients (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->recipients->len;
}

/**
 * bounce_report_get_recipient:
 * @self: a report
 * @index: below bounce_report_get_n_recipients()
 *
 * Returns: (transfer none): a recipient, in the order of the notice
 */
const BounceRecipient *
bounce_report_get_recipient (const BounceReport *self,
                             guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->recipients->len, NULL);

  return g_ptr_array_index (self->recipients, index);
}

/**
 * bounce_report_get_top_recipient:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the recipient who needs attention most
 */
const BounceRecipient *
bounce_report_get_top_recipient (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->recipients->len == 0)
    return NULL;

  return g_ptr_array_index (self->recipients, self->top);
}

/**
 * bounce_report_get_n_hosts:
 * @self: a report
 *
 * Returns: how many IP addresses were found on the way
 */
guint
bounce_report_get_n_hosts (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->hosts->len;
}

/**
 * bounce_report_get_host:
 * @self: a report
 * @index: below bounce_report_get_n_hosts()
 *
 * Returns: (transfer none): an address on the way
 */
const BounceHost *
bounce_report_get_host (const BounceReport *self,
                        guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->hosts->len, NULL);

  return g_ptr_array_index (self->hosts, index);
}

/**
 * bounce_report_get_n_hops:
 * @self: a report
 *
 * Returns: how many steps of the returned message's way are known
 */
guint
bounce_report_get_n_hops (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->hops->len;
}

/**
 * bounce_report_get_hop:
 * @self: a report
 * @index: below bounce_report_get_n_hops()
 *
 * Returns: (transfer none): a step, the oldest first
 */
const BounceHop *
bounce_report_get_hop (const BounceReport *self,
                       guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->hops->len, NULL);

  return g_ptr_array_index (self->hops, index);
}

/**
 * bounce_report_get_n_originals:
 * @self: a report
 *
 * Returns: how many parts were kept; 0 without %BOUNCE_DECODE_ORIGINALS
 */
guint
bounce_report_get_n_originals (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->originals->len;
}

/**
 * bounce_report_get_original:
 * @self: a report
 * @index: below bounce_report_get_n_originals()
 *
 * Returns: (transfer none): a readable part of the notice
 */
const BounceOriginal *
bounce_report_get_original (const BounceReport *self,
                            guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->originals->len, NULL);

  return g_ptr_array_index (self->originals, index);
}

/**
 * bounce_report_get_returned:
 * @self: a report
 *
 * Returns: (transfer none): what is known of the message that came back
 */
const BounceReturned *
bounce_report_get_returned (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->returned;
}

/**
 * bounce_report_get_software:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the program or service that wrote the
 *   notice, "Postfix"
 */
const char *
bounce_report_get_software (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->software;
}

/**
 * bounce_report_get_reporter:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the host that wrote the notice
 *   (Reporting-MTA, RFC 3464 §2.2.2)
 */
const char *
bounce_report_get_reporter (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reporter;
}

/**
 * bounce_report_get_notice_subject:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the subject of the notice itself
 */
const char *
bounce_report_get_notice_subject (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->notice_subject;
}

/**
 * bounce_report_get_list_owner:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): where a list or a closed group refused the
 *   message, the address of its owners, as the notice gives it
 */
const char *
bounce_report_get_list_owner (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->list_owner;
}

/**
 * bounce_report_get_source:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the bytes that were read, undecoded; %NULL
 *   without %BOUNCE_DECODE_ORIGINALS
 */
GBytes *
bounce_report_get_source (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/**
 * bounce_report_get_notice_date:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): when the notice was written
 */
GDateTime *
bounce_report_get_notice_date (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->notice_date;
}

/**
 * bounce_report_get_omissions:
 * @self: a report
 *
 * Returns: what the limits left out
 */
BounceOmission
bounce_report_get_omissions (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->omissions;
}

/**
 * bounce_report_get_truncated:
 * @self: a report
 *
 * Returns: whether a limit left something out
 */
gboolean
bounce_report_get_truncated (const BounceReport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->omissions != 0;
}
