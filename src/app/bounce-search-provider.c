/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-search-provider.h"

#include <string.h>

#include <glib/gi18n.h>

#include "bounce-app-limits.h"
#include "bounce-codebook-list.h"
#include "bounce-search-provider-dbus.h"

/* Fewer letters or digits than these fit half the book, while somebody is still typing. */
#define SHORTEST_SEARCH 3

/* Letters that are whole syllables or words say more. */
#define SHORTEST_WIDE_SEARCH 2

/* The next letter comes sooner; then nobody needs a program that shows no window. */
#define WAIT_FOR_NEXT_SEARCH_MS 30000

/* The code book in the overview of GNOME Shell: "550 5.7.1" typed there has an answer. */
struct _BounceSearchProvider
{
  GObject parent_instance;

  GApplication *application;            /* lent: it owns this */
  BounceShellSearchProvider2 *skeleton;
  BounceCodebookList *codes;            /* made when it is asked first */
};

G_DEFINE_FINAL_TYPE (BounceSearchProvider, bounce_search_provider, G_TYPE_OBJECT)

static gboolean
is_worth_searching (const char *search)
{
  glong n_letters = 0;
  gboolean is_wide = FALSE;

  for (const char *at = search; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter))
        continue;
      n_letters++;
      is_wide = is_wide || g_unichar_iswide (letter);
    }

  return n_letters >= (is_wide ? SHORTEST_WIDE_SEARCH : SHORTEST_SEARCH);
}

/* The bus starts the program to have this answered, and asks again at each letter: it
 * stays for a moment. With a window it stays for as long as that is open. */
static GStrv
find_codes (BounceSearchProvider *self,
            const char *const    *terms)
{
  g_autofree char *search = g_strjoinv (" ", (char **) terms);
  GStrv codes;

  if (!is_worth_searching (search))
    return g_new0 (char *, 1);

  if (self->codes == NULL)
    self->codes = bounce_codebook_list_new ();

  g_application_hold (self->application);
  bounce_codebook_list_set_search (self->codes, search);
  codes = bounce_codebook_list_dup_codes (self->codes, BOUNCE_APP_LIMIT_RESULTS);
  g_application_set_inactivity_timeout (self->application, WAIT_FOR_NEXT_SEARCH_MS);
  g_application_release (self->application);

  return codes;
}

static const BounceCodeEntry *
find_entry (const char *code)
{
  BounceEnhancedCode enhanced;
  g_autofree char *with_class = NULL;
  guint64 reply;

  if (strchr (code, '.') == NULL)
    return g_ascii_string_to_unsigned (code, 10, 100, 999, &reply, NULL)
             ? bounce_codebook_find_reply (reply) : NULL;

  /* X.7.1 stands for each class. */
  with_class = g_strconcat ("5", code + 1, NULL);

  return bounce_enhanced_code_parse (with_class, strlen (with_class), &enhanced, NULL)
           ? bounce_codebook_find_enhanced (&enhanced) : NULL;
}

static void
add_meta (GVariantBuilder *metas,
          const char      *code)
{
  const BounceCodeEntry *entry = find_entry (code);
  g_autofree char *name = NULL;

  if (entry == NULL)
    return;

  /* Translators: a code of a mail server and its name, found by the search of the
   * desktop, such as "552: Mailbox full". */
  name = g_strdup_printf (C_("search result", "%s: %s"),
                          code, bounce_codebook_translate (entry->name));

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (code));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description",
                         g_variant_new_string (bounce_codebook_translate (entry->meaning)));
  g_variant_builder_close (metas);
}

static void
look_up (BounceSearchProvider *self,
         const char           *search)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "look-up",
                                  g_variant_new_string (search));
}

static gboolean
get_initial_result_set_cb (BounceSearchProvider       *self,
                           GDBusMethodInvocation      *invocation,
                           const char *const          *terms,
                           BounceShellSearchProvider2 *skeleton)
{
  g_auto(GStrv) codes = find_codes (self, terms);

  bounce_shell_search_provider2_complete_get_initial_result_set (skeleton, invocation,
                                                                 (const char *const *) codes);

  return TRUE;
}

/* More letters may name a code in full that fewer did not, so the book is asked again. */
static gboolean
get_subsearch_result_set_cb (BounceSearchProvider       *self,
                             GDBusMethodInvocation      *invocation,
                             const char *const          *previous_results,
                             const char *const          *terms,
                             BounceShellSearchProvider2 *skeleton)
{
  g_auto(GStrv) codes = find_codes (self, terms);

  bounce_shell_search_provider2_complete_get_subsearch_result_set (skeleton, invocation,
                                                                   (const char *const *) codes);

  return TRUE;
}

static gboolean
get_result_metas_cb (BounceSearchProvider       *self,
                     GDBusMethodInvocation      *invocation,
                     const char *const          *identifiers,
                     BounceShellSearchProvider2 *skeleton)
{
  g_auto(GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; identifiers[i] != NULL; i++)
    add_meta (&metas, identifiers[i]);
  bounce_shell_search_provider2_complete_get_result_metas (skeleton, invocation,
                                                           g_variant_builder_end (&metas));

  return TRUE;
}

static gboolean
activate_result_cb (BounceSearchProvider       *self,
                    GDBusMethodInvocation      *invocation,
                    const char                 *identifier,
                    const char *const          *terms,
                    guint                       timestamp,
                    BounceShellSearchProvider2 *skeleton)
{
  look_up (self, identifier);
  bounce_shell_search_provider2_complete_activate_result (skeleton, invocation);

  return TRUE;
}

static gboolean
launch_search_cb (BounceSearchProvider       *self,
                  GDBusMethodInvocation      *invocation,
                  const char *const          *terms,
                  guint                       timestamp,
                  BounceShellSearchProvider2 *skeleton)
{
  g_autofree char *search = g_strjoinv (" ", (char **) terms);

  look_up (self, search);
  bounce_shell_search_provider2_complete_launch_search (skeleton, invocation);

  return TRUE;
}

static void
bounce_search_provider_dispose (GObject *object)
{
  BounceSearchProvider *self = BOUNCE_SEARCH_PROVIDER (object);

  g_clear_object (&self->skeleton);
  g_clear_object (&self->codes);

  G_OBJECT_CLASS (bounce_search_provider_parent_class)->dispose (object);
}

static void
bounce_search_provider_class_init (BounceSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bounce_search_provider_dispose;
}

static void
bounce_search_provider_init (BounceSearchProvider *self)
{
  static const struct {
    const char *signal;
    GCallback callback;
  } methods[] = {
    { "handle-get-initial-result-set", G_CALLBACK (get_initial_result_set_cb) },
    { "handle-get-subsearch-result-set", G_CALLBACK (get_subsearch_result_set_cb) },
    { "handle-get-result-metas", G_CALLBACK (get_result_metas_cb) },
    { "handle-activate-result", G_CALLBACK (activate_result_cb) },
    { "handle-launch-search", G_CALLBACK (launch_search_cb) },
  };

  self->skeleton = bounce_shell_search_provider2_skeleton_new ();
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    g_signal_connect_object (self->skeleton, methods[i].signal, methods[i].callback, self,
                             G_CONNECT_SWAPPED);
}

/**
 * bounce_search_provider_new:
 * @application: the program, which has an action "look-up" and keeps this
 *
 * Returns: (transfer full): what answers the search of GNOME Shell
 */
BounceSearchProvider *
bounce_search_provider_new (GApplication *application)
{
  BounceSearchProvider *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (BOUNCE_TYPE_SEARCH_PROVIDER, NULL);
  self->application = application;

  return self;
}

/**
 * bounce_search_provider_export:
 * @self: a search provider
 * @connection: the session bus
 * @object_path: where the search provider file says that it is
 * @error: return location for a #GError
 *
 * Begins to answer.
 *
 * Returns: whether that worked
 */
gboolean
bounce_search_provider_export (BounceSearchProvider  *self,
                               GDBusConnection       *connection,
                               const char            *object_path,
                               GError               **error)
{
  g_return_val_if_fail (BOUNCE_IS_SEARCH_PROVIDER (self), FALSE);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton),
                                           connection, object_path, error);
}

/**
 * bounce_search_provider_unexport:
 * @self: a search provider
 *
 * Answers no more.
 */
void
bounce_search_provider_unexport (BounceSearchProvider *self)
{
  g_return_if_fail (BOUNCE_IS_SEARCH_PROVIDER (self));

  if (g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton)) != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}
