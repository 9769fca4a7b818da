/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-codebook.h"

#include <glib/gi18n-lib.h>

#include "bounce-codebook-private.h"

/**
 * bounce_codebook_get_n_entries:
 *
 * Returns: how many codes the book has
 */
guint
bounce_codebook_get_n_entries (void)
{
  return bounce_codebook_n_replies + bounce_codebook_n_enhanced;
}

/**
 * bounce_codebook_get_entry:
 * @index: from 0 to bounce_codebook_get_n_entries() - 1
 *
 * The reply codes come first, in the order of their numbers, then the enhanced
 * codes.
 *
 * Returns: (transfer none): the entry
 */
const BounceCodeEntry *
bounce_codebook_get_entry (guint index)
{
  g_return_val_if_fail (index < bounce_codebook_get_n_entries (), NULL);

  if (index < bounce_codebook_n_replies)
    return &bounce_codebook_replies[index];

  return &bounce_codebook_enhanced[index - bounce_codebook_n_replies];
}

/**
 * bounce_codebook_find_reply:
 * @reply: a reply code, such as 550
 *
 * Returns: (transfer none) (nullable): its entry, or %NULL
 */
const BounceCodeEntry *
bounce_codebook_find_reply (guint reply)
{
  guint low = 0;
  guint high = bounce_codebook_n_replies;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (bounce_codebook_replies[middle].reply < reply)
        low = middle + 1;
      else
        high = middle;
    }

  if (low == bounce_codebook_n_replies || bounce_codebook_replies[low].reply != reply)
    return NULL;

  return &bounce_codebook_replies[low];
}

/**
 * bounce_codebook_find_enhanced:
 * @code: an enhanced code
 *
 * The class of @code plays no part: one entry stands for 4.2.2 and 5.2.2. Codes
 * that a provider made up (5.1.351) have no entry.
 *
 * Returns: (transfer none) (nullable): its entry, or %NULL
 */
const BounceCodeEntry *
bounce_codebook_find_enhanced (const BounceEnhancedCode *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  if (code->class == 0)
    return NULL;

  for (guint i = 0; i < bounce_codebook_n_enhanced; i++)
    {
      const BounceCodeEntry *entry = &bounce_codebook_enhanced[i];

      if (entry->subject == code->subject && entry->detail == code->detail)
        return entry;
    }

  return NULL;
}

static const BounceDigit *
lend_digit (const BounceDigit *digits,
            guint              digit)
{
  if (digit > 9 || digits[digit].name == NULL)
    return NULL;

  return &digits[digit];
}

/**
 * bounce_codebook_get_class:
 * @family: which kind of code
 * @digit: its first digit
 *
 * Returns: (transfer none) (nullable): what the digit means, or %NULL where no
 *   such code begins with it
 */
const BounceDigit *
bounce_codebook_get_class (BounceCodeFamily family,
                           guint            digit)
{
  return lend_digit (family == BOUNCE_CODE_REPLY ? bounce_codebook_reply_classes
                                                 : bounce_codebook_enhanced_classes,
                     digit);
}

/**
 * bounce_codebook_get_subject:
 * @family: which kind of code
 * @digit: the second digit of a reply code, the second number of an enhanced code
 *
 * Returns: (transfer none) (nullable): what it means, or %NULL where the
 *   standard has no such number
 */
const BounceDigit *
bounce_codebook_get_subject (BounceCodeFamily family,
                             guint            digit)
{
  return lend_digit (family == BOUNCE_CODE_REPLY ? bounce_codebook_reply_subjects
                                                 : bounce_codebook_enhanced_subjects,
                     digit);
}

/**
 * bounce_codebook_entry_dup_label:
 * @entry: an entry
 *
 * Returns: (transfer full): the code as people write it: "550", or "X.1.1"
 *   where one entry stands for every class
 */
char *
bounce_codebook_entry_dup_label (const BounceCodeEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  if (entry->family == BOUNCE_CODE_REPLY)
    return g_strdup_printf ("%u", entry->reply);

  return g_strdup_printf ("X.%u.%u", entry->subject, entry->detail);
}

/**
 * bounce_codebook_translate:
 * @text: (nullable): a name or sentence of the code book
 *
 * Returns: (transfer none) (nullable): @text in the language of the process
 */
const char *
bounce_codebook_translate (const char *text)
{
  if (text == NULL)
    return NULL;

  return g_dgettext (GETTEXT_PACKAGE, text);
}
