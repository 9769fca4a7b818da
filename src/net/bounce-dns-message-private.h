/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BounceDnsType:
 *
 * The sorts of records that are asked for (RFC 1035 §3.2.2, RFC 3596).
 */
typedef enum {
  BOUNCE_DNS_A = 1,
  BOUNCE_DNS_MX = 15,
  BOUNCE_DNS_TXT = 16,
  BOUNCE_DNS_AAAA = 28,
} BounceDnsType;

/**
 * BounceDnsOutcome:
 * @BOUNCE_DNS_FOUND: there are records
 * @BOUNCE_DNS_NO_DATA: the name is there, with no record of this sort
 * @BOUNCE_DNS_NO_NAME: there is no such name (NXDOMAIN)
 * @BOUNCE_DNS_REFUSED: whoever was asked does not want to answer
 * @BOUNCE_DNS_FAILED: it could not answer
 *
 * What a well-formed answer says.
 */
typedef enum {
  BOUNCE_DNS_FOUND,
  BOUNCE_DNS_NO_DATA,
  BOUNCE_DNS_NO_NAME,
  BOUNCE_DNS_REFUSED,
  BOUNCE_DNS_FAILED,
} BounceDnsOutcome;

/**
 * BounceDnsRecord:
 * @text: an address as it is written; the bytes of a text, whatever they are; or the
 *   name of a server for mail, empty for the root of a null MX (RFC 7505)
 * @length: of @text in bytes; a text may hold a NUL
 * @preference: of a server for mail
 */
typedef struct
{
  char *text;
  gsize length;
  guint preference;
} BounceDnsRecord;

/**
 * BounceDnsAnswer:
 * @outcome: what it says
 * @ttl_s: seconds for which it holds, as the records say
 * @has_zone: whether an answer that found nothing says in which zone, as the servers of
 *   that zone do (RFC 2308 §3)
 * @records: (element-type BounceDnsRecord): what was found, of the type asked for
 */
typedef struct
{
  BounceDnsOutcome outcome;
  guint ttl_s;
  gboolean has_zone;
  GArray *records;
} BounceDnsAnswer;

GBytes                *bounce_dns_message_new_query (const char             *name,
                                                     BounceDnsType           type,
                                                     guint16                 id);
BounceDnsAnswer       *bounce_dns_message_read      (const guint8           *data,
                                                     gsize                   size,
                                                     const char             *name,
                                                     BounceDnsType           type,
                                                     guint16                 id,
                                                     GError                **error);

BounceDnsAnswer       *bounce_dns_answer_ref        (BounceDnsAnswer        *self);
void                   bounce_dns_answer_unref      (BounceDnsAnswer        *self);
const BounceDnsRecord *bounce_dns_answer_get        (const BounceDnsAnswer  *self,
                                                     guint                   index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceDnsAnswer, bounce_dns_answer_unref)

G_END_DECLS
