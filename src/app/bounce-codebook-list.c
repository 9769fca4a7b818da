/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-codebook-list.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-fold.h"

/* What stands in the list: a code, or what one digit means, which heads the
 * codes of its group. */
struct _BounceCodebookItem
{
  GObject parent_instance;

  const BounceCodeEntry *entry;
  const BounceDigit *digit;
  BounceCodebookItem *group;    /* lent: the digit that heads this code's group */
  BounceCodeFamily family;
  guint class;
  const char *place;
  char *code;
  char *haystack;
  gboolean fits;
};

G_DEFINE_FINAL_TYPE (BounceCodebookItem, bounce_codebook_item, G_TYPE_OBJECT)

/* The code book as a list that narrows while somebody types. */
struct _BounceCodebookList
{
  GObject parent_instance;

  GPtrArray *all;       /* of BounceCodebookItem, in the order of the book */
  GPtrArray *shown;     /* those that fit the search; lent by all */
  char *search;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BounceCodebookList, bounce_codebook_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
take_item (BounceCodebookList *self,
           BounceCodebookItem *item,
           const char         *name,
           const char         *meaning,
           const char         *more)
{
  g_autofree char *words = g_strjoin ("\n", name, meaning != NULL ? meaning : "",
                                      more != NULL ? more : "", NULL);

  item->haystack = bounce_fold (words);
  item->fits = TRUE;
  g_ptr_array_add (self->all, item);
}

static BounceCodebookItem *
add_digit (BounceCodebookList *self,
           BounceCodeFamily    family,
           const BounceDigit  *digit,
           char               *code,
           guint               class,
           const char         *place)
{
  BounceCodebookItem *item = g_object_new (BOUNCE_TYPE_CODEBOOK_ITEM, NULL);

  item->digit = digit;
  item->family = family;
  item->code = code;
  item->class = class;
  item->place = place;
  take_item (self, item, bounce_codebook_translate (digit->name),
             bounce_codebook_translate (digit->meaning), NULL);

  return item;
}

static void
add_entry (BounceCodebookList    *self,
           BounceCodebookItem    *group,
           const BounceCodeEntry *entry)
{
  BounceCodebookItem *item = g_object_new (BOUNCE_TYPE_CODEBOOK_ITEM, NULL);

  item->entry = entry;
  item->group = group;
  item->family = entry->family;
  item->code = bounce_codebook_entry_dup_label (entry);
  item->class = entry->family == BOUNCE_CODE_REPLY ? entry->reply / 100 : 0;
  take_item (self, item, bounce_codebook_translate (entry->name),
             bounce_codebook_translate (entry->meaning),
             bounce_codebook_translate (entry->advice));
}

static gboolean
is_defined (const BounceDigit *digit)
{
  return digit != NULL && digit->name != NULL;
}

/* Reply codes under their first digit, enhanced codes under their second number,
 * then the digits that head no group. */
static void
fill (BounceCodebookList *self)
{
  guint n_entries = bounce_codebook_get_n_entries ();

  for (guint class = 1; class < 10; class++)
    {
      const BounceDigit *digit = bounce_codebook_get_class (BOUNCE_CODE_REPLY, class);
      BounceCodebookItem *group;

      if (!is_defined (digit))
        continue;

      group = add_digit (self, BOUNCE_CODE_REPLY, digit, g_strdup_printf ("%uxx", class), class,
                         _("The first digit of a reply code of three digits"));
      for (guint i = 0; i < n_entries; i++)
        {
          const BounceCodeEntry *entry = bounce_codebook_get_entry (i);

          if (entry->family == BOUNCE_CODE_REPLY && entry->reply / 100 == class)
            add_entry (self, group, entry);
        }
    }

  for (guint subject = 0; subject < 10; subject++)
    {
      const BounceDigit *digit = bounce_codebook_get_subject (BOUNCE_CODE_ENHANCED, subject);
      BounceCodebookItem *group;

      if (!is_defined (digit))
        continue;

      group = add_digit (self, BOUNCE_CODE_ENHANCED, digit, g_strdup_printf ("X.%u", subject), 0,
                         _("The second number of a code with dots"));
      for (guint i = 0; i < n_entries; i++)
        {
          const BounceCodeEntry *entry = bounce_codebook_get_entry (i);

          if (entry->family == BOUNCE_CODE_ENHANCED && entry->subject == subject)
            add_entry (self, group, entry);
        }
    }

  for (guint class = 1; class < 10; class++)
    {
      const BounceDigit *digit = bounce_codebook_get_class (BOUNCE_CODE_ENHANCED, class);

      if (is_defined (digit))
        add_digit (self, BOUNCE_CODE_ENHANCED, digit, g_strdup_printf ("%u.X.X", class), class,
                   _("The first number of a code with dots"));
    }

  for (guint subject = 0; subject < 10; subject++)
    {
      const BounceDigit *digit = bounce_codebook_get_subject (BOUNCE_CODE_REPLY, subject);

      if (is_defined (digit))
        add_digit (self, BOUNCE_CODE_REPLY, digit, g_strdup_printf ("x%ux", subject), 0,
                   _("The second digit of a reply code of three digits"));
    }
}

static gboolean
is_number (const char *token)
{
  gboolean digits = FALSE;

  for (const char *c = token; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        digits = TRUE;
      else if (*c != '.' && *c != 'x')
        return FALSE;
    }

  return digits;
}

/* Whether a number, perhaps half typed, leads to a code. An entry such as X.7.1
 * stands for 2.7.1, 4.7.1 and 5.7.1; "571" is how some write it. */
static gboolean
number_fits (const BounceCodebookItem *item,
             const char               *token)
{
  const char *code = item->code;

  if (item->entry == NULL)
    return g_ascii_strcasecmp (code, token) == 0;

  if (item->entry->family == BOUNCE_CODE_REPLY)
    return g_str_has_prefix (code, token);

  if (token[1] == '.')
    return g_str_has_prefix (code + 1, token + 1);

  if (strlen (token) == 3 && item->entry->subject < 10 && item->entry->detail < 10)
    return token[0] >= '2' && token[0] <= '5' &&
           token[1] == code[2] && token[2] == code[4];

  return FALSE;
}

static gboolean
item_fits (const BounceCodebookItem *item,
           const char *const        *tokens)
{
  gboolean wants_number = FALSE;
  gboolean number = FALSE;

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (is_number (tokens[i]))
        {
          wants_number = TRUE;
          number = number || number_fits (item, tokens[i]);
        }
      else if (strstr (item->haystack, tokens[i]) == NULL)
        {
          return FALSE;
        }
    }

  return number || !wants_number;
}

/* The code where the search names it in full, as somebody typed it: "5.7.1" for X.7.1. */
static const char *
find_full_name (const BounceCodebookItem *item,
                const char *const        *tokens)
{
  if (item->entry == NULL)
    return NULL;

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (item->entry->family == BOUNCE_CODE_REPLY
            ? g_str_equal (item->code, tokens[i])
            : g_str_equal (item->code + 1, tokens[i] + 1))
        return strchr ("12345", tokens[i][0]) != NULL ? tokens[i] : item->code;
    }

  return NULL;
}

/* Whether each word of a search stands in the name of a code, which is the first
 * line of its haystack. */
static gboolean
name_fits (const BounceCodebookItem *item,
           const char *const        *tokens)
{
  const char *end = strchr (item->haystack, '\n');

  for (guint i = 0; tokens[i] != NULL; i++)
    if (!is_number (tokens[i]) &&
        g_strstr_len (item->haystack, end - item->haystack, tokens[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Cuts a search into words and numbers: "550-5.7.1" holds two of them. */
static GStrv
split_search (const char *search)
{
  g_autofree char *folded = bounce_fold (search);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) pieces = NULL;

  pieces = g_strsplit_set (folded, " \t\n\r-,;:()[]<>#/\"'", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      gsize length = strlen (pieces[i]);

      while (length > 0 && pieces[i][length - 1] == '.' && !is_number (pieces[i]))
        pieces[i][--length] = '\0';
      if (length > 0)
        g_strv_builder_add (builder, pieces[i]);
    }

  return g_strv_builder_end (builder);
}

static GType
get_item_type (GListModel *model)
{
  return BOUNCE_TYPE_CODEBOOK_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return BOUNCE_CODEBOOK_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  BounceCodebookList *self = BOUNCE_CODEBOOK_LIST (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Says what changed between what was shown and what is: all but the common head
 * and tail. */
static void
replace_shown (BounceCodebookList *self,
               GPtrArray          *shown)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->shown);
  guint shorter = MIN (before->len, shown->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && before->pdata[head] == shown->pdata[head])
    head++;
  while (tail < shorter - head &&
         before->pdata[before->len - 1 - tail] == shown->pdata[shown->len - 1 - tail])
    tail++;

  self->shown = shown;
  if (head + tail < before->len || head + tail < shown->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head,
                                before->len - head - tail, shown->len - head - tail);
}

static void
bounce_codebook_item_finalize (GObject *object)
{
  BounceCodebookItem *self = BOUNCE_CODEBOOK_ITEM (object);

  g_free (self->code);
  g_free (self->haystack);

  G_OBJECT_CLASS (bounce_codebook_item_parent_class)->finalize (object);
}

static void
bounce_codebook_item_class_init (BounceCodebookItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_codebook_item_finalize;
}

static void
bounce_codebook_item_init (BounceCodebookItem *self)
{
}

static void
bounce_codebook_list_finalize (GObject *object)
{
  BounceCodebookList *self = BOUNCE_CODEBOOK_LIST (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self->search);

  G_OBJECT_CLASS (bounce_codebook_list_parent_class)->finalize (object);
}

static void
bounce_codebook_list_class_init (BounceCodebookListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bounce_codebook_list_finalize;
}

static void
bounce_codebook_list_init (BounceCodebookList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new ();
  self->search = g_strdup ("");
  fill (self);
  g_ptr_array_extend (self->shown, self->all, NULL, NULL);
}

/**
 * bounce_codebook_item_get_code:
 * @self: an item
 *
 * Returns: (transfer none): the code as people write it, "5xx" for a digit
 */
const char *
bounce_codebook_item_get_code (BounceCodebookItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_ITEM (self), NULL);

  return self->code;
}

/**
 * bounce_codebook_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): what it is called
 */
const char *
bounce_codebook_item_get_name (BounceCodebookItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_ITEM (self), NULL);

  return bounce_codebook_translate (self->entry != NULL ? self->entry->name : self->digit->name);
}

/**
 * bounce_codebook_item_get_entry:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its entry, %NULL for a digit
 */
const BounceCodeEntry *
bounce_codebook_item_get_entry (BounceCodebookItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_ITEM (self), NULL);

  return self->entry;
}

/**
 * bounce_codebook_item_get_digit:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its digit, %NULL for a code
 */
const BounceDigit *
bounce_codebook_item_get_digit (BounceCodebookItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_ITEM (self), NULL);

  return self->digit;
}

/**
 * bounce_codebook_item_get_place:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): where in a code a digit stands
 */
const char *
bounce_codebook_item_get_place (BounceCodebookItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_ITEM (self), NULL);

  return self->place;
}

/**
 * bounce_codebook_item_get_class:
 * @self: an item
 *
 * Returns: the first digit, 0 where it stands for all
 */
guint
bounce_codebook_item_get_class (BounceCodebookItem *self)
{
  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_ITEM (self), 0);

  return self->class;
}

/**
 * bounce_codebook_list_new:
 *
 * Returns: (transfer full): the whole code book, as a model of #BounceCodebookItem
 */
BounceCodebookList *
bounce_codebook_list_new (void)
{
  return g_object_new (BOUNCE_TYPE_CODEBOOK_LIST, NULL);
}

/**
 * bounce_codebook_list_set_search:
 * @self: the code book
 * @search: words and numbers; empty for all
 *
 * Shows only what fits. Each word has to stand in an entry; of several numbers
 * one is enough, as "550 5.7.1" names two codes.
 */
void
bounce_codebook_list_set_search (BounceCodebookList *self,
                                 const char         *search)
{
  g_auto(GStrv) tokens = NULL;
  GPtrArray *shown;

  g_return_if_fail (BOUNCE_IS_CODEBOOK_LIST (self));
  g_return_if_fail (search != NULL);

  g_free (self->search);
  self->search = g_strdup (search);
  tokens = split_search (search);

  for (guint i = 0; i < self->all->len; i++)
    {
      BounceCodebookItem *item = g_ptr_array_index (self->all, i);

      item->fits = item_fits (item, (const char *const *) tokens);
      if (item->fits && item->group != NULL)
        item->group->fits = TRUE;
    }

  shown = g_ptr_array_new ();
  for (guint i = 0; i < self->all->len; i++)
    {
      BounceCodebookItem *item = g_ptr_array_index (self->all, i);

      if (item->fits)
        g_ptr_array_add (shown, item);
    }

  replace_shown (self, shown);
}

/**
 * bounce_codebook_list_find_best:
 * @self: the code book
 *
 * Finds what somebody most likely searches: the most specific code that the
 * search names in full, else the first code shown, else the first digit.
 *
 * Returns: its position, or %GTK_INVALID_LIST_POSITION
 */
guint
bounce_codebook_list_find_best (BounceCodebookList *self)
{
  g_auto(GStrv) tokens = NULL;
  guint first = GTK_INVALID_LIST_POSITION;
  guint exact = GTK_INVALID_LIST_POSITION;

  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_LIST (self), GTK_INVALID_LIST_POSITION);

  tokens = split_search (self->search);
  for (guint i = 0; i < self->shown->len; i++)
    {
      BounceCodebookItem *item = g_ptr_array_index (self->shown, i);

      if (item->entry == NULL)
        continue;
      if (first == GTK_INVALID_LIST_POSITION)
        first = i;

      /* Enhanced codes stand last, and say more. */
      if (find_full_name (item, (const char *const *) tokens) != NULL)
        exact = i;
    }

  if (exact != GTK_INVALID_LIST_POSITION)
    return exact;
  if (first != GTK_INVALID_LIST_POSITION)
    return first;

  return self->shown->len > 0 ? 0 : GTK_INVALID_LIST_POSITION;
}

/**
 * bounce_codebook_list_dup_codes:
 * @self: the code book
 * @most: how many at the most
 *
 * Names the codes that answer the search at a glance, for who sees a few lines of
 * it and not the list: those that the search names in full, as it does and the most
 * specific first, then those that its numbers lead to or whose name has its words, the
 * codes of a standard before what only some servers write.
 *
 * Returns: (transfer full): codes, such as "5.7.1" and "550"
 */
GStrv
bounce_codebook_list_dup_codes (BounceCodebookList *self,
                                guint               most)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) split = NULL;
  const char *const *tokens;
  guint n_codes = 0;

  g_return_val_if_fail (BOUNCE_IS_CODEBOOK_LIST (self), NULL);

  split = split_search (self->search);
  tokens = (const char *const *) split;

  for (guint i = self->shown->len; i > 0 && n_codes < most; i--)
    {
      const char *code = find_full_name (g_ptr_array_index (self->shown, i - 1), tokens);

      if (code != NULL)
        {
          g_strv_builder_add (builder, code);
          n_codes++;
        }
    }

  for (guint i = 0; i < 2 * self->shown->len && n_codes < most; i++)
    {
      BounceCodebookItem *item = g_ptr_array_index (self->shown, i % self->shown->len);
      gboolean is_standard = i < self->shown->len;

      if (item->entry != NULL && (item->entry->standard != NULL) == is_standard &&
          find_full_name (item, tokens) == NULL && name_fits (item, tokens))
        {
          g_strv_builder_add (builder, item->code);
          n_codes++;
        }
    }

  return g_strv_builder_end (builder);
}
