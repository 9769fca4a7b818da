/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-report.h"

G_BEGIN_DECLS

/**
 * BouncePartRole:
 * @BOUNCE_PART_HEADER: the header of the notice itself
 * @BOUNCE_PART_TEXT: words for people
 * @BOUNCE_PART_STATUS: message/delivery-status, RFC 3464
 * @BOUNCE_PART_DISPOSITION: message/disposition-notification, RFC 8098
 * @BOUNCE_PART_FEEDBACK: message/feedback-report, RFC 5965
 * @BOUNCE_PART_RETURNED: the header of the message that came back
 */
typedef enum {
  BOUNCE_PART_HEADER,
  BOUNCE_PART_TEXT,
  BOUNCE_PART_STATUS,
  BOUNCE_PART_DISPOSITION,
  BOUNCE_PART_FEEDBACK,
  BOUNCE_PART_RETURNED,
} BouncePartRole;

/* from search on, offsets stand for text and what follows it */
typedef struct
{
  gsize search;
  gsize text;
} BounceShift;

/**
 * BouncePart:
 * @role: what the part is
 * @path: its MIME path ("1.2"), "header", or "text" for a paste
 * @content_type: its media type in lower case
 * @text: decoded to valid UTF-8 with LF line ends; HTML as text; never %NULL
 * @length: of @text in bytes
 * @search: @text as the later stages read it: "> " quoting taken off and the
 *   copy of the returned message left out; may be @text itself
 * @search_length: of @search in bytes
 * @shifts: (nullable) (element-type BounceShift): where the pieces of @search
 *   stand in @text, in ascending order, or %NULL where nothing was taken out
 * @matches: (nullable) (element-type BounceMatch): what bounce_match_text() finds
 *   in @search, for the parts that were searched already: header and text
 *
 * One readable part.
 */
typedef struct
{
  BouncePartRole role;
  char *path;
  char *content_type;
  char *text;
  gsize length;
  char *search;
  gsize search_length;
  GArray *shifts;
  GArray *matches;
} BouncePart;

/**
 * BounceField:
 * @name: as written
 * @value: unfolded, RFC 2047 words decoded, valid UTF-8
 * @offset: where the value starts in the text that the field was read from
 * @length: how long it is there, in bytes, folding included
 *
 * One header field. For #BounceParts.fields the text is that of the part of
 * role %BOUNCE_PART_HEADER; for fields of a forward's inline header block, which
 * has no such part, it is that of the first part.
 */
typedef struct
{
  char *name;
  char *value;
  gsize offset;
  gsize length;
} BounceField;

/**
 * BounceParts:
 * @parts: (element-type BouncePart): in the order of the message
 * @fields: (element-type BounceField): header fields of the notice, none for a paste
 * @returned_fields: (element-type BounceField): header fields of the message that
 *   came back, from its part or from the copy in the text
 * @report_type: (nullable): the report-type of a multipart/report in lower case
 * @is_mail: there was a header: it is a mail and not a paste
 * @was_forwarded: the notice was found inside a forward
 * @has_attached_copy: a part or a copy in the text holds the returned message
 * @omissions: what the limits left out
 *
 * A message taken apart.
 */
typedef struct
{
  GPtrArray *parts;
  GPtrArray *fields;
  GPtrArray *returned_fields;
  char *report_type;
  gboolean is_mail;
  gboolean was_forwarded;
  gboolean has_attached_copy;
  BounceOmission omissions;
} BounceParts;

BounceParts *bounce_parts_new          (GBytes            *bytes);
void         bounce_parts_free         (BounceParts       *self);
gboolean     bounce_parts_is_paste     (const BounceParts *self);
const char  *bounce_fields_get         (GPtrArray         *fields,
                                        const char        *name);
GPtrArray   *bounce_fields_new_from_text (const char      *text,
                                        gsize              length,
                                        gsize             *used);
gsize        bounce_part_map_offset    (const BouncePart  *part,
                                        gsize              search_offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceParts, bounce_parts_free)

G_END_DECLS
