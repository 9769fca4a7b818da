/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-parts-private.h"

G_BEGIN_DECLS

/* One message and what is to be found in it. parts lists "path:role" of each part in
 * order; search is the search text of the first part of words, subject the Subject
 * of the fields, returned that of the returned message; NULL: not looked at. */
typedef struct
{
  const char *name;
  const char *message;
  const char *parts;
  const char *search;
  const char *subject;
  const char *returned;
  gboolean is_mail;
  gboolean was_forwarded;
  gboolean has_attached_copy;
} PartsCase;

void check_parts_case (gconstpointer      data);
void check_parts      (const BounceParts *parts);
void add_parts_cases  (const char        *folder,
                       const PartsCase   *cases,
                       gsize              n_cases);

G_END_DECLS
