/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-export"

#include "config.h"

#include "bounce-summary.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "bounce-export-limits.h"
#include "bounce-json-tree-private.h"
#include "bounce-layout-private.h"
#include "bounce-plain.h"
#include "bounce-words.h"

#define SCHEMA 1

/* What is done first comes first: the others are easier with a tidy list. */
static const BounceAddressList address_lists[] = {
  BOUNCE_ADDRESSES_CORRECT,
  BOUNCE_ADDRESSES_REMOVE,
  BOUNCE_ADDRESSES_RETRY,
};

static const char *const address_list_names[BOUNCE_N_ADDRESS_LISTS] = {
  [BOUNCE_ADDRESSES_RETRY] = "retry",
  [BOUNCE_ADDRESSES_REMOVE] = "remove",
  [BOUNCE_ADDRESSES_CORRECT] = "correct",
};

/* An enumerator and how many messages have it. */
typedef struct
{
  guint what;
  guint n;
} Count;

static int
compare_counts (const void *a,
                const void *b)
{
  const Count *first = a;
  const Count *second = b;

  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;

  return first->what < second->what ? -1 : 1;
}

/* Sorts them, the most first, and returns how many are not zero. */
static guint
sort_counts (Count *counts,
             guint  n_counts)
{
  guint n = 0;

  qsort (counts, n_counts, sizeof *counts, compare_counts);
  while (n < n_counts && counts[n].n > 0)
    n++;

  return n;
}

static guint
count_parties (const BounceTally *tally,
               Count              counts[BOUNCE_N_PARTIES])
{
  for (guint i = 0; i < BOUNCE_N_PARTIES; i++)
    counts[i] = (Count) { i, bounce_tally_get_n_of_party (tally, i) };

  return sort_counts (counts, BOUNCE_N_PARTIES);
}

static guint
count_causes (const BounceTally *tally,
              Count              counts[BOUNCE_N_CAUSES])
{
  for (guint i = 0; i < BOUNCE_N_CAUSES; i++)
    counts[i] = (Count) { i, bounce_tally_get_n_of_cause (tally, i) };

  return sort_counts (counts, BOUNCE_N_CAUSES);
}

static void
add_heading (GString    *out,
             const char *heading)
{
  g_string_append_c (out, '\n');
  bounce_layout_add_text (out, "", 0, heading);
}

/* Numbers below each other, so that they can be compared. */
static void
add_count (GString    *out,
           guint       n,
           guint       most,
           const char *name)
{
  int digits = g_snprintf (NULL, 0, "%u", most);
  g_autofree char *lead = g_strdup_printf ("  %*u  ", digits, n);
  g_autofree char *clean = bounce_plain_dup_name (name);

  bounce_layout_add_text (out, lead, digits + 4, clean);
}

static void
add_parties (GString           *out,
             const BounceTally *tally)
{
  Count counts[BOUNCE_N_PARTIES];
  guint n = count_parties (tally, counts);

  add_heading (out, _("Who must act"));
  for (guint i = 0; i < n; i++)
    add_count (out, counts[i].n, counts[0].n, bounce_words_get_party (counts[i].what));
}

static void
add_causes (GString           *out,
            const BounceTally *tally)
{
  Count counts[BOUNCE_N_CAUSES];
  guint n = count_causes (tally, counts);

  add_heading (out, _("What happened"));
  for (guint i = 0; i < n; i++)
    add_count (out, counts[i].n, counts[0].n, bounce_words_get_cause (counts[i].what));
}

static void
add_servers (GString           *out,
             const BounceTally *tally,
             gboolean           refused,
             const char        *heading)
{
  g_autoptr (GPtrArray) servers = bounce_tally_get_servers (tally, refused);
  const BounceTallyServer *first;

  if (servers->len == 0)
    return;

  add_heading (out, heading);
  first = g_ptr_array_index (servers, 0);

  for (guint i = 0; i < MIN (servers->len, BOUNCE_EXPORT_LIMIT_SERVERS); i++)
    {
      const BounceTallyServer *server = g_ptr_array_index (servers, i);

      add_count (out, server->n_messages, first->n_messages, server->name);
    }

  if (servers->len > BOUNCE_EXPORT_LIMIT_SERVERS)
    {
      guint n = servers->len - BOUNCE_EXPORT_LIMIT_SERVERS;
      g_autofree char *more = NULL;

      /* Translators: below a list of servers; %u is how many are left out */
      more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u other server",
                                           "and %u other servers", n), n);
      bounce_layout_add_text (out, "", 2, more);
    }
}

/* One address a line, so that they can be taken from here as they are. */
static void
add_addresses (GString           *out,
               const BounceTally *tally,
               BounceAddressList  list)
{
  g_autoptr (GPtrArray) addresses = bounce_tally_get_addresses (tally, list);

  if (addresses->len == 0)
    return;

  add_heading (out, bounce_words_get_address_list (list));

  for (guint i = 0; i < addresses->len; i++)
    {
      const BounceTallyAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *clean = bounce_plain_dup_name (address->address);

      g_string_append_printf (out, "  %s", clean);
      if (address->suggestion != NULL)
        {
          g_autofree char *suggestion = bounce_plain_dup_name (address->suggestion);

          g_string_append_printf (out, " → %s", suggestion);
        }
      g_string_append_c (out, '\n');
    }
}

/* What the numbers do not tell. */
static void
add_caveats (GString           *out,
             const BounceTally *tally,
             gboolean           complete)
{
  g_autofree char *copies = bounce_words_dup_tally_copies (tally);
  g_auto (GStrv) omissions = bounce_words_dup_tally_omissions (tally);

  if (copies != NULL)
    bounce_layout_add_text (out, "", 0, copies);

  if (!complete)
    bounce_layout_add_text (out, "", 0,
                            _("Reading was stopped: what was not read by then is not counted."));

  for (guint i = 0; omissions[i] != NULL; i++)
    bounce_layout_add_text (out, "", 0, omissions[i]);
}

static void
write_servers (BounceJsonTree    *tree,
               const BounceTally *tally,
               gboolean           refused,
               const char        *name,
               const char        *name_of_server)
{
  g_autoptr (GPtrArray) servers = bounce_tally_get_servers (tally, refused);

  bounce_json_tree_begin_array (tree, name);
  for (guint i = 0; i < servers->len; i++)
    {
      const BounceTallyServer *server = g_ptr_array_index (servers, i);
      g_autofree char *valid = g_utf8_make_valid (server->name, -1);

      bounce_json_tree_begin_object (tree, NULL);
      bounce_json_tree_add_string (tree, name_of_server, valid);
      bounce_json_tree_add_int (tree, "messages", server->n_messages);
      bounce_json_tree_end (tree);
    }
  bounce_json_tree_end (tree);
}

static void
write_addresses (BounceJsonTree    *tree,
                 const BounceTally *tally)
{
  bounce_json_tree_begin_object (tree, "addresses");

  for (guint i = 0; i < G_N_ELEMENTS (address_lists); i++)
    {
      g_autoptr (GPtrArray) addresses = bounce_tally_get_addresses (tally, address_lists[i]);

      bounce_json_tree_begin_array (tree, address_list_names[address_lists[i]]);
      for (guint j = 0; j < addresses->len; j++)
        {
          const BounceTallyAddress *address = g_ptr_array_index (addresses, j);
          g_autofree char *valid = g_utf8_make_valid (address->address, -1);

          bounce_json_tree_begin_object (tree, NULL);
          bounce_json_tree_add_string (tree, "address", valid);
          if (address->suggestion != NULL)
            {
              g_autofree char *suggestion = g_utf8_make_valid (address->suggestion, -1);

              bounce_json_tree_add_string (tree, "suggestion", suggestion);
            }
          else
            {
              bounce_json_tree_add_null (tree, "suggestion");
            }
          bounce_json_tree_end (tree);
        }
      bounce_json_tree_end (tree);
    }

  bounce_json_tree_end (tree);
}

static void
write_counts (BounceJsonTree    *tree,
              const BounceTally *tally)
{
  BounceTallyGroup groups[BOUNCE_N_TALLY_GROUPS];
  Count parties[BOUNCE_N_PARTIES];
  Count causes[BOUNCE_N_CAUSES];
  guint n;

  bounce_json_tree_begin_object (tree, "groups");
  n = bounce_tally_get_groups (tally, groups);
  for (guint i = 0; i < n; i++)
    bounce_json_tree_add_int (tree, bounce_tally_group_to_string (groups[i]),
                              bounce_tally_get_n_in_group (tally, groups[i]));
  bounce_json_tree_end (tree);

  bounce_json_tree_begin_object (tree, "responsible");
  n = count_parties (tally, parties);
  for (guint i = 0; i < n; i++)
    bounce_json_tree_add_int (tree, bounce_party_to_string (parties[i].what), parties[i].n);
  bounce_json_tree_end (tree);

  bounce_json_tree_begin_object (tree, "causes");
  n = count_causes (tally, causes);
  for (guint i = 0; i < n; i++)
    bounce_json_tree_add_int (tree, bounce_cause_to_string (causes[i].what), causes[i].n);
  bounce_json_tree_end (tree);
}

/**
 * bounce_summary_new_text:
 * @tally: what was counted
 * @complete: whether all that was to be read was read
 *
 * Returns: (transfer full): what many bounces have in common, in the language of
 *   the process: how many of which sort, who must act, the servers, and the
 *   addresses to correct, to remove and to try again
 */
char *
bounce_summary_new_text (const BounceTally *tally,
                         gboolean           complete)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (tally != NULL, NULL);

  sentence = bounce_words_dup_tally (tally);
  bounce_layout_add_text (out, "", 0, sentence);
  add_caveats (out, tally, complete);

  if (bounce_tally_get_n_bounces (tally) > 0)
    {
      add_parties (out, tally);
      add_causes (out, tally);
      add_servers (out, tally, TRUE, _("Blocked servers"));
      add_servers (out, tally, FALSE, _("Servers whose words stand in the bounces"));
    }

  for (guint i = 0; i < G_N_ELEMENTS (address_lists); i++)
    add_addresses (out, tally, address_lists[i]);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * bounce_summary_new_json:
 * @tally: what was counted
 * @complete: whether all that was to be read was read
 *
 * An object whose one member beside the schema is "summary", so that it cannot be
 * taken for the record of a message.
 *
 * Returns: (transfer full): the same for programs, in one line without its end
 */
char *
bounce_summary_new_json (const BounceTally *tally,
                         gboolean           complete)
{
  g_autoptr (BounceJsonTree) tree = NULL;
  g_autofree char *headline = NULL;

  g_return_val_if_fail (tally != NULL, NULL);

  tree = bounce_json_tree_new ();
  headline = bounce_words_dup_tally (tally);

  bounce_json_tree_begin_object (tree, NULL);
  bounce_json_tree_add_int (tree, "schema", SCHEMA);
  bounce_json_tree_begin_object (tree, "summary");

  bounce_json_tree_add_string (tree, "headline", headline);
  bounce_json_tree_add_boolean (tree, "complete", complete);
  bounce_json_tree_add_int (tree, "messages", bounce_tally_get_n_messages (tally));
  bounce_json_tree_add_int (tree, "bounces", bounce_tally_get_n_bounces (tally));
  bounce_json_tree_add_int (tree, "copies", bounce_tally_get_n_copies (tally));
  bounce_json_tree_add_boolean (tree, "copies_complete", !bounce_tally_get_is_full (tally));
  write_counts (tree, tally);
  write_servers (tree, tally, TRUE, "refused_servers", "ip");
  write_servers (tree, tally, FALSE, "said_by", "host");
  bounce_json_tree_add_boolean (tree, "servers_complete",
                                !bounce_tally_get_has_more_servers (tally));
  write_addresses (tree, tally);
  bounce_json_tree_add_int (tree, "addresses_left_out", bounce_tally_get_n_unlisted (tally));

  bounce_json_tree_end (tree);
  bounce_json_tree_end (tree);

  return bounce_json_tree_to_line (tree);
}
