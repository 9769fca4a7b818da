/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-consent-dialog.h"
#include "bounce-style.h"

#include <glib/gi18n.h>

/* Asks whether services may learn an address or a domain, and names them. */
struct _BounceConsentDialog
{
  AdwMessageDialog parent_instance;

  GtkLabel *subject;
  AdwActionRow *doh_row;
  GtkCheckButton *doh_check;
  AdwActionRow *system_row;
  GtkCheckButton *system_check;
  AdwActionRow *registry_row;
  GtkCheckButton *remember_check;

  BounceQuestionKind kind;
  char *doh_uri;                /* of the service that is named */
  GTask *task;                  /* whoever waits for the answer */
};

G_DEFINE_FINAL_TYPE (BounceConsentDialog, bounce_consent_dialog, ADW_TYPE_MESSAGE_DIALOG)

/* What is asked, and what whoever is asked learns. */
static const struct
{
  const char *heading;
  const char *body;
  const char *doh_subtitle;
} words[BOUNCE_N_QUESTIONS] = {
  [BOUNCE_QUESTION_LISTS] = {
    N_("Ask whether this address is on a blocklist?"),
    N_("Nothing is sent before you agree. Whoever you choose here learns this one address, "
       "and that somebody at your Internet connection asks about it. Nobody learns anything of "
       "your mail."),
    N_("A public name service (DNS). It looks the address up on the lists that answer it."),
  },
  [BOUNCE_QUESTION_REGISTRY] = {
    N_("Ask who runs this address (whois)?"),
    N_("Nothing is sent before you agree. The registry learns this one address, and that "
       "somebody at your Internet connection asks about it. Nobody learns anything of your "
       "mail."),
    NULL,
  },
  [BOUNCE_QUESTION_DOMAIN] = {
    N_("Ask whether this domain takes mail?"),
    N_("Nothing is sent before you agree. The service learns this one domain, and that "
       "somebody at your Internet connection asks about it. Nobody learns what stands before "
       "the @, or anything of your mail."),
    N_("A public name service (DNS). It knows which servers take mail for a domain."),
  },
};

static BounceServices
get_chosen (BounceConsentDialog *self)
{
  BounceServices services = bounce_consent_get_services (self->kind) &
                            ~(BOUNCE_SERVICE_DOH | BOUNCE_SERVICE_SYSTEM_DNS);

  if (gtk_widget_get_visible (GTK_WIDGET (self->doh_row)) &&
      gtk_check_button_get_active (self->doh_check))
    services |= BOUNCE_SERVICE_DOH;
  if (gtk_widget_get_visible (GTK_WIDGET (self->system_row)) &&
      gtk_check_button_get_active (self->system_check))
    services |= BOUNCE_SERVICE_SYSTEM_DNS;

  return services;
}

static void
update_ask (BounceConsentDialog *self)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "ask",
                                           bounce_consent_is_enough (self->kind,
                                                                     get_chosen (self)));
}

static void
finish (BounceConsentDialog *self,
        BounceServices       services)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  if (task != NULL && !g_task_return_error_if_cancelled (task))
    g_task_return_int (task, services);
}

/* Another window's preferences may have put another service in the place of the one
 * that is named here. */
static gboolean
is_still_meant (BounceConsentDialog *self,
                BounceServices       services)
{
  g_autofree char *uri = bounce_consent_dup_doh_uri (g_task_get_task_data (self->task));

  return (services & BOUNCE_SERVICE_DOH) == 0 || g_str_equal (uri, self->doh_uri);
}

static void
bounce_consent_dialog_response (AdwMessageDialog *dialog,
                                const char       *response)
{
  BounceConsentDialog *self = BOUNCE_CONSENT_DIALOG (dialog);
  BounceServices services = BOUNCE_SERVICE_NONE;

  if (self->task != NULL && g_str_equal (response, "ask"))
    {
      services = get_chosen (self);
      if (!is_still_meant (self, services))
        services = BOUNCE_SERVICE_NONE;
      else if (gtk_check_button_get_active (self->remember_check))
        bounce_consent_remember (g_task_get_task_data (self->task), self->kind, services);
    }
  finish (self, services);
}

static void
bounce_consent_dialog_dispose (GObject *object)
{
  finish (BOUNCE_CONSENT_DIALOG (object), BOUNCE_SERVICE_NONE);

  G_OBJECT_CLASS (bounce_consent_dialog_parent_class)->dispose (object);
}

static void
bounce_consent_dialog_finalize (GObject *object)
{
  g_free (BOUNCE_CONSENT_DIALOG (object)->doh_uri);

  G_OBJECT_CLASS (bounce_consent_dialog_parent_class)->finalize (object);
}

static void
bounce_consent_dialog_class_init (BounceConsentDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwMessageDialogClass *dialog_class = ADW_MESSAGE_DIALOG_CLASS (klass);

  object_class->dispose = bounce_consent_dialog_dispose;
  object_class->finalize = bounce_consent_dialog_finalize;
  dialog_class->response = bounce_consent_dialog_response;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-consent-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, doh_row);
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, doh_check);
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, system_row);
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, system_check);
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, registry_row);
  gtk_widget_class_bind_template_child (widget_class, BounceConsentDialog, remember_check);
}

static void
bounce_consent_dialog_init (BounceConsentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_question (BounceConsentDialog *self,
               BounceQuestion      *question,
               GSettings           *settings)
{
  BounceQuestionKind kind = bounce_question_get_kind (question);
  BounceServices possible = bounce_consent_get_services (kind);
  g_autofree char *doh_name = bounce_consent_dup_doh_name (settings);

  self->kind = kind;
  self->doh_uri = bounce_consent_dup_doh_uri (settings);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), _(words[kind].heading));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), _(words[kind].body));
  bounce_style_set_name (self->subject, bounce_question_get_subject (question));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->doh_row), doh_name);
  if (words[kind].doh_subtitle != NULL)
    adw_action_row_set_subtitle (self->doh_row, _(words[kind].doh_subtitle));
  gtk_widget_set_visible (GTK_WIDGET (self->doh_row), (possible & BOUNCE_SERVICE_DOH) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->system_row),
                          (possible & BOUNCE_SERVICE_SYSTEM_DNS) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->registry_row),
                          (possible & BOUNCE_SERVICE_REGISTRY) != 0);

  /* With one service there is nothing to choose but whether to ask at all. */
  gtk_widget_set_visible (GTK_WIDGET (self->doh_check), kind == BOUNCE_QUESTION_LISTS);
  gtk_widget_set_visible (GTK_WIDGET (self->remember_check), settings != NULL);
  g_signal_connect_object (self->doh_check, "toggled",
                           G_CALLBACK (update_ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->system_check, "toggled",
                           G_CALLBACK (update_ask), self, G_CONNECT_SWAPPED);
}

/**
 * bounce_consent_dialog_ask_async:
 * @parent: the window of the question
 * @question: what a person wants to know
 * @settings: (nullable): where to remember the answer, if that is wanted
 * @cancellable: (nullable): ends it early
 * @callback: called when the person has answered
 * @user_data: for @callback
 *
 * Tells who would be asked and exactly what they would learn, and waits for the
 * person to agree or not. Nothing is sent.
 */
void
bounce_consent_dialog_ask_async (GtkWindow           *parent,
                                 BounceQuestion      *question,
                                 GSettings           *settings,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  BounceConsentDialog *self;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (BOUNCE_IS_QUESTION (question));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bounce_consent_dialog_ask_async);
  if (settings != NULL)
    g_task_set_task_data (task, g_object_ref (settings), g_object_unref);

  self = g_object_new (BOUNCE_TYPE_CONSENT_DIALOG,
                       "transient-for", parent,
                       "modal", TRUE,
                       "destroy-with-parent", TRUE,
                       NULL);
  self->task = g_steal_pointer (&task);
  show_question (self, question, settings);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled",
                             G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * bounce_consent_dialog_ask_finish:
 * @result: what the callback got
 * @error: set to %G_IO_ERROR_CANCELLED where it was ended early
 *
 * Returns: the services that the person agreed to; %BOUNCE_SERVICE_NONE where nobody
 *   may be asked
 */
BounceServices
bounce_consent_dialog_ask_finish (GAsyncResult  *result,
                                  GError       **error)
{
  gssize services;

  g_return_val_if_fail (g_task_is_valid (result, NULL), BOUNCE_SERVICE_NONE);
  g_return_val_if_fail (g_async_result_is_tagged (result, bounce_consent_dialog_ask_async),
                        BOUNCE_SERVICE_NONE);

  services = g_task_propagate_int (G_TASK (result), error);

  return services < 0 ? BOUNCE_SERVICE_NONE : (BounceServices) services;
}
