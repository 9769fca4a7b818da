/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "names.h"

struct _Names
{
  GResolver parent_instance;
};

#define NAMES_TYPE (names_get_type ())
G_DECLARE_FINAL_TYPE (Names, names, NAMES, NAMES, GResolver)
G_DEFINE_FINAL_TYPE (Names, names, G_TYPE_RESOLVER)

static void
free_addresses (gpointer data)
{
  g_resolver_free_addresses (data);
}

static GList *
look_up (const char  *name,
         GError     **error)
{
  if (g_str_has_suffix (name, ".test"))
    return g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));

  g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No “%s” in a test", name);
  return NULL;
}

static GList *
look_up_now (GResolver                *resolver,
             const char               *name,
             GResolverNameLookupFlags  flags,
             GCancellable             *cancellable,
             GError                  **error)
{
  return look_up (name, error);
}

static void
look_up_async (GResolver                *resolver,
               const char               *name,
               GResolverNameLookupFlags  flags,
               GCancellable             *cancellable,
               GAsyncReadyCallback       callback,
               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  GError *error = NULL;
  GList *addresses = look_up (name, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_error (task, error);
}

static GList *
look_up_finish (GResolver     *resolver,
                GAsyncResult  *result,
                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
names_class_init (NamesClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags = look_up_now;
  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
names_init (Names *self)
{
}

void
names_use_test_names (void)
{
  g_autoptr (GResolver) names = g_object_new (NAMES_TYPE, NULL);

  g_resolver_set_default (names);
}
