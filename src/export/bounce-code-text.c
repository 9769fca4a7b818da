/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-code-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bounce-code-text-private.h"
#include "bounce-codebook.h"
#include "bounce-export-limits.h"
#include "bounce-layout-private.h"
#include "bounce-plain.h"

/* "  5  Refused: …" */
static void
add_digit (GString    *out,
           guint       number,
           const char *name,
           const char *meaning,
           guint       indent)
{
  g_autofree char *lead = g_strdup_printf ("%*s%u", (int) indent, "", number);
  g_autofree char *text = NULL;
  guint width = number > 99 ? 3 : number > 9 ? 2 : 1;

  if (meaning != NULL)
    /* Translators: one digit of a code, its name and what it means, such as
     * "Addressing: This is about an address." */
    text = g_strdup_printf (C_("digit of a code", "%s: %s"), name, meaning);
  else
    text = g_strdup (name);

  bounce_layout_add_text (out, lead, indent + width + 2, text);
}

static void
add_paragraph (GString    *out,
               guint       indent,
               const char *text)
{
  g_autofree char *lead = g_strdup_printf ("%*s", (int) indent, "");

  bounce_layout_add_text (out, lead, indent, text);
}

static void
add_title (GString    *out,
           guint       indent,
           const char *label,
           const char *name)
{
  g_autofree char *lead = g_strdup_printf ("%*s%s", (int) indent, "", label);

  if (name == NULL)
    {
      g_string_append_printf (out, "%s\n", lead);
      return;
    }

  bounce_layout_add_text (out, lead, bounce_layout_measure (lead) + 2, name);
}

static void
add_entry_end (GString               *out,
               const BounceCodeEntry *entry,
               guint                  indent)
{
  g_autoptr (BounceRows) rows = bounce_rows_new ();
  g_autofree char *with_dots = NULL;

  if (bounce_enhanced_code_is_set (&entry->read_as))
    with_dots = bounce_enhanced_code_to_string (&entry->read_as);

  bounce_rows_add (rows, _("With dots"), with_dots);
  bounce_rows_add (rows, _("What to do"), bounce_codebook_translate (entry->advice));
  bounce_rows_add (rows, _("Beware"), bounce_codebook_translate (entry->remark));
  bounce_rows_add (rows, _("Standard"), entry->standard);

  g_string_append_c (out, '\n');
  bounce_layout_add_rows (out, rows, indent);
}

static void
add_digit_from_book (GString           *out,
                     guint              number,
                     const BounceDigit *digit,
                     guint              indent)
{
  if (digit == NULL)
    add_digit (out, number, _("The standard gives this number no meaning."), NULL, indent);
  else
    add_digit (out, number,
               bounce_codebook_translate (digit->name),
               bounce_codebook_translate (digit->meaning),
               indent);
}

static void
add_reply_digits (GString *out,
                  guint    reply,
                  guint    indent)
{
  g_string_append_c (out, '\n');
  add_digit_from_book (out, reply / 100,
                       bounce_codebook_get_class (BOUNCE_CODE_REPLY, reply / 100),
                       indent);
  add_digit_from_book (out, reply / 10 % 10,
                       bounce_codebook_get_subject (BOUNCE_CODE_REPLY, reply / 10 % 10),
                       indent);
  add_digit (out, reply % 10,
             _("The last digit only tells codes of the same kind apart."), NULL, indent);
}

static void
add_enhanced_digits (GString                  *out,
                     const BounceEnhancedCode *code,
                     gboolean                  any_class,
                     guint                     indent)
{
  const BounceCodeEntry *entry = bounce_codebook_find_enhanced (code);

  g_string_append_c (out, '\n');

  if (!any_class)
    add_digit_from_book (out, code->class,
                         bounce_codebook_get_class (BOUNCE_CODE_ENHANCED, code->class),
                         indent);
  add_digit_from_book (out, code->subject,
                       bounce_codebook_get_subject (BOUNCE_CODE_ENHANCED, code->subject),
                       indent);
  if (entry != NULL)
    add_digit (out, code->detail, bounce_codebook_translate (entry->name), NULL, indent);
  else
    add_digit_from_book (out, code->detail, NULL, indent);
}

/* Explains a reply code, the standard's meaning first. */
void
bounce_code_text_add_reply (GString *out,
                            guint    reply,
                            guint    indent)
{
  const BounceCodeEntry *entry = bounce_codebook_find_reply (reply);
  g_autofree char *label = g_strdup_printf ("%u", reply);

  add_title (out, indent, label,
             entry != NULL ? bounce_codebook_translate (entry->name) : NULL);
  indent += 2;

  if (entry == NULL)
    {
      add_paragraph (out, indent,
                     _("The standards have no such code, but its digits still say something."));
      add_reply_digits (out, reply, indent);
      return;
    }

  add_paragraph (out, indent, bounce_codebook_translate (entry->meaning));

  /* 512 is no reply code of any standard, but 5.1.2 without its dots */
  if (entry->standard == NULL && bounce_enhanced_code_is_set (&entry->read_as))
    add_enhanced_digits (out, &entry->read_as, FALSE, indent);
  else
    add_reply_digits (out, reply, indent);

  add_entry_end (out, entry, indent);
}

/* Explains an enhanced code; with @any_class only what holds for every class. */
void
bounce_code_text_add_enhanced (GString                  *out,
                               const BounceEnhancedCode *code,
                               gboolean                  any_class,
                               guint                     indent)
{
  const BounceCodeEntry *entry = bounce_codebook_find_enhanced (code);
  g_autofree char *label = NULL;

  if (any_class)
    label = g_strdup_printf ("X.%u.%u", code->subject, code->detail);
  else
    label = bounce_enhanced_code_to_string (code);

  add_title (out, indent, label,
             entry != NULL ? bounce_codebook_translate (entry->name) : NULL);
  indent += 2;

  if (entry != NULL)
    add_paragraph (out, indent, bounce_codebook_translate (entry->meaning));
  else
    add_paragraph (out, indent,
                   _("The standards have no such code: a mail service made it up. Its first "
                     "numbers still say something."));

  add_enhanced_digits (out, code, any_class, indent);

  if (entry != NULL)
    add_entry_end (out, entry, indent);
}

/* "550" with nothing around it that would make it part of something else */
static gboolean
parse_reply (const char *text,
             guint      *reply)
{
  if (!(text[0] >= '1' && text[0] <= '5') ||
      !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) ||
      g_ascii_isalnum (text[3]))
    return FALSE;

  *reply = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');

  /* "192.0.2.1" is an address, but some write "550.5.1.1" */
  return text[3] != '.' || !g_ascii_isdigit (text[4]) || *reply > 255;
}

static gboolean
parse_enhanced (const char         *text,
                BounceEnhancedCode *code,
                gboolean           *any_class,
                gsize              *used)
{
  g_autofree char *with_class = NULL;

  *any_class = g_ascii_toupper (text[0]) == 'X' && text[1] == '.';
  if (!*any_class)
    return bounce_enhanced_code_parse (text, strlen (text), code, used);

  with_class = g_strdup (text);
  with_class[0] = '5';

  return bounce_enhanced_code_parse (with_class, strlen (with_class), code, used);
}

/**
 * bounce_code_text_new:
 * @line: a code, or a line with codes, as somebody types it
 *
 * Takes the codes in a line apart: "550 5.7.1", "550-5.7.26 gsmtp", "512",
 * "X.1.1".
 *
 * Returns: (transfer full) (nullable): an explanation for people, or %NULL where
 *   there is no code in @line
 */
char *
bounce_code_text_new (const char *line)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *clean = NULL;
  gboolean has_reply = FALSE;
  guint n_codes = 0;
  const char *at;

  g_return_val_if_fail (line != NULL, NULL);

  clean = bounce_plain_dup (line);

  for (at = clean; *at != '\0' && n_codes < BOUNCE_EXPORT_LIMIT_LINE_CODES; )
    {
      BounceEnhancedCode code;
      gboolean any_class;
      guint reply;
      gsize used;

      if (at > clean && (g_ascii_isalnum (at[-1]) ||
                         (at[-1] == '.' && !has_reply)))
        {
          at++;
        }
      else if (parse_enhanced (at, &code, &any_class, &used))
        {
          if (n_codes++ > 0)
            g_string_append_c (out, '\n');
          bounce_code_text_add_enhanced (out, &code, any_class, 0);
          at += used;
        }
      else if (!has_reply && parse_reply (at, &reply))
        {
          if (n_codes++ > 0)
            g_string_append_c (out, '\n');
          bounce_code_text_add_reply (out, reply, 0);
          has_reply = TRUE;
          at += 3;
        }
      else
        {
          at++;
        }
    }

  if (n_codes == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}
