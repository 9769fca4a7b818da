/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounceback"

#include "config.h"

#include "bounce-list-summary.h"

#include <glib/gi18n.h>

#include "bounce-words.h"
#include "bounce-wrap-box.h"

/* The list below needs room, too. */
#define MIN_HEIGHT 72
#define MAX_HEIGHT 400

struct _BounceListSummary
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *column;
  GtkWidget *heading;
  GtkLabel *total;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress;
  BounceWrapBox *groups;
  GtkLabel *note;
  GtkWidget *addresses;
  GtkLabel *remove_label;
  GtkLabel *retry_label;
  GtkLabel *correct_label;

  BounceInbox *inbox;
  BounceListFilter *filter;
  GtkToggleButton *chips[BOUNCE_N_TALLY_GROUPS];
  guint n_chips;                /* that are shown */
  gboolean is_clearing;
};

G_DEFINE_FINAL_TYPE (BounceListSummary, bounce_list_summary, GTK_TYPE_WIDGET)

static char *
dup_time_left (double seconds)
{
  guint minutes;

  if (seconds < 0)
    return NULL;
  if (seconds < 10)
    return g_strdup (_("A few seconds are left."));
  if (seconds < 60)
    return g_strdup (_("Less than a minute is left."));

  minutes = (guint) (seconds / 60 + 0.5);

  /* Translators: %u is how long the reading of messages goes on. */
  return g_strdup_printf (ngettext ("About %u minute is left.", "About %u minutes are left.",
                                    minutes), minutes);
}

static void
show_progress (BounceListSummary         *self,
               const BounceInboxProgress *progress)
{
  gboolean is_loading = bounce_inbox_get_is_loading (self->inbox);
  guint n_messages = bounce_inbox_get_n_messages (self->inbox);
  g_autofree char *time_left = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->progress_box, is_loading);
  if (!is_loading)
    return;

  time_left = dup_time_left (progress->seconds_left);
  if (time_left != NULL)
    /* Translators: %u is how many messages were read so far, %s a sentence such as
     * “About 2 minutes are left.” */
    text = g_strdup_printf (ngettext ("%u message was read so far. %s",
                                      "%u messages were read so far. %s", n_messages),
                            n_messages, time_left);
  else
    /* Translators: %u is how many messages were read so far. */
    text = g_strdup_printf (ngettext ("%u message was read so far.",
                                      "%u messages were read so far.", n_messages), n_messages);
  gtk_label_set_label (self->progress_label, text);

  if (progress->fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, progress->fraction);
}

static void
chip_toggled_cb (BounceListSummary *self,
                 GtkToggleButton   *chip)
{
  BounceListValue value = { 0, NULL };

  if (self->is_clearing)
    return;

  /* One at a time: what two groups have in common is nothing. */
  self->is_clearing = TRUE;
  for (BounceTallyGroup group = 0; group < BOUNCE_N_TALLY_GROUPS; group++)
    if (self->chips[group] == chip)
      value.number = group;
    else if (self->chips[group] != NULL)
      gtk_toggle_button_set_active (self->chips[group], FALSE);
  self->is_clearing = FALSE;

  bounce_list_filter_set_value (self->filter, BOUNCE_LIST_FIELD_GROUP,
                                gtk_toggle_button_get_active (chip) ? &value : NULL);
}

static GtkToggleButton *
create_chip (BounceListSummary *self)
{
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_add_css_class (chip, "group-chip");
  gtk_widget_set_tooltip_text (chip, _("Show only these"));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_toggled_cb), self,
                           G_CONNECT_SWAPPED);

  return g_object_ref_sink (GTK_TOGGLE_BUTTON (chip));
}

/* The largest first; but nothing moves under the hand or the keyboard of somebody
 * while messages come. */
static void
show_groups (BounceListSummary *self,
             const BounceTally *tally)
{
  BounceTallyGroup present[BOUNCE_N_TALLY_GROUPS];
  guint n = bounce_tally_get_groups (tally, present);
  gboolean is_new = n != self->n_chips;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = bounce_words_dup_tally_group (tally, present[i]);
      GtkToggleButton *chip = self->chips[present[i]];

      if (chip == NULL)
        chip = self->chips[present[i]] = create_chip (self);

      gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }

  if (!is_new && bounce_inbox_get_is_loading (self->inbox))
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->groups)))
    return;

  bounce_wrap_box_clear (self->groups);
  for (guint i = 0; i < n; i++)
    bounce_wrap_box_append (self->groups, GTK_WIDGET (self->chips[present[i]]));
  self->n_chips = n;
}

static void
show_list_button (GtkLabel   *label,
                  const char *text,
                  guint       n)
{
  g_autofree char *words = NULL;

  /* Translators: %s is a list such as “Addresses to remove”, %u how many there are. */
  words = g_strdup_printf (_("%s (%u)"), text, n);
  gtk_label_set_label (label, words);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (label)), n > 0);
}

static void
show_addresses (BounceListSummary *self,
                const BounceTally *tally)
{
  guint n_remove = bounce_tally_get_n_addresses (tally, BOUNCE_ADDRESSES_REMOVE);
  guint n_retry = bounce_tally_get_n_addresses (tally, BOUNCE_ADDRESSES_RETRY);
  guint n_correct = bounce_tally_get_n_addresses (tally, BOUNCE_ADDRESSES_CORRECT);

  show_list_button (self->remove_label,
                    bounce_words_get_address_list (BOUNCE_ADDRESSES_REMOVE), n_remove);
  show_list_button (self->retry_label,
                    bounce_words_get_address_list (BOUNCE_ADDRESSES_RETRY), n_retry);
  show_list_button (self->correct_label,
                    bounce_words_get_address_list (BOUNCE_ADDRESSES_CORRECT), n_correct);
  gtk_widget_set_visible (self->addresses, n_remove + n_retry + n_correct > 0);
}

/* What is not in the list, and why: one line for each. */
static char *
dup_note (BounceListSummary         *self,
          const BounceTally         *tally,
          const BounceInboxProgress *progress)
{
  g_autoptr(GString) note = g_string_new (NULL);
  g_autofree char *copies = bounce_words_dup_tally_copies (tally);
  g_auto (GStrv) omissions = bounce_words_dup_tally_omissions (tally);

  if (!bounce_inbox_get_is_loading (self->inbox) && !bounce_inbox_get_is_whole (self->inbox))
    g_string_append (note, _("Reading was stopped, so this is not all."));

  if (copies != NULL)
    g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", copies);

  for (guint i = 0; omissions[i] != NULL; i++)
    g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", omissions[i]);

  if (progress->n_unread > 0)
    {
      g_autofree char *unread = NULL;

      /* Translators: %u is a number of files or messages. */
      unread = g_strdup_printf (ngettext ("%u file or message could not be read.",
                                          "%u files or messages could not be read.",
                                          progress->n_unread), progress->n_unread);
      g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", unread);
    }

  return g_string_free (g_steal_pointer (&note), FALSE);
}

static GtkSizeRequestMode
bounce_list_summary_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* As high as its lines need in this width, which a scrolled window does not ask for;
 * where there is no room for that, it scrolls. */
static void
bounce_list_summary_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  BounceListSummary *self = BOUNCE_LIST_SUMMARY (widget);

  gtk_widget_measure (self->column, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = MIN (*natural, MAX_HEIGHT);
      *minimum = MIN (*natural, MIN_HEIGHT);
    }
}

static void
bounce_list_summary_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  gtk_widget_allocate (BOUNCE_LIST_SUMMARY (widget)->content, width, height, -1, NULL);
}

static gboolean
bounce_list_summary_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BOUNCE_LIST_SUMMARY (widget)->heading);
}

static void
bounce_list_summary_dispose (GObject *object)
{
  BounceListSummary *self = BOUNCE_LIST_SUMMARY (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  for (guint i = 0; i < BOUNCE_N_TALLY_GROUPS; i++)
    g_clear_object (&self->chips[i]);
  g_clear_object (&self->filter);
  g_clear_object (&self->inbox);

  G_OBJECT_CLASS (bounce_list_summary_parent_class)->dispose (object);
}

static void
bounce_list_summary_class_init (BounceListSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bounce_list_summary_dispose;
  widget_class->get_request_mode = bounce_list_summary_get_request_mode;
  widget_class->measure = bounce_list_summary_measure;
  widget_class->size_allocate = bounce_list_summary_size_allocate;
  widget_class->grab_focus = bounce_list_summary_grab_focus;

  g_type_ensure (BOUNCE_TYPE_WRAP_BOX);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/bounce-list-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, content);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, column);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, heading);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, total);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, progress_box);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, progress_label);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, progress);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, groups);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, note);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, addresses);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, remove_label);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, retry_label);
  gtk_widget_class_bind_template_child (widget_class, BounceListSummary, correct_label);
}

static void
bounce_list_summary_init (BounceListSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bounce_list_summary_set_inbox:
 * @self: a summary
 * @inbox: what it sums up
 * @filter: what its buttons narrow
 *
 * Says what to sum up; bounce_list_summary_update() shows it.
 */
void
bounce_list_summary_set_inbox (BounceListSummary *self,
                               BounceInbox       *inbox,
                               BounceListFilter  *filter)
{
  g_return_if_fail (BOUNCE_IS_LIST_SUMMARY (self));
  g_return_if_fail (BOUNCE_IS_INBOX (inbox));
  g_return_if_fail (BOUNCE_IS_LIST_FILTER (filter));

  g_set_object (&self->inbox, inbox);
  g_set_object (&self->filter, filter);
}

/**
 * bounce_list_summary_show_all_groups:
 * @self: a summary
 *
 * Releases the button of the group that is shown.
 */
void
bounce_list_summary_show_all_groups (BounceListSummary *self)
{
  g_return_if_fail (BOUNCE_IS_LIST_SUMMARY (self));

  for (guint i = 0; i < BOUNCE_N_TALLY_GROUPS; i++)
    if (self->chips[i] != NULL)
      gtk_toggle_button_set_active (self->chips[i], FALSE);
}

/**
 * bounce_list_summary_update:
 * @self: a summary of an inbox
 *
 * Shows the figures as they are now.
 */
void
bounce_list_summary_update (BounceListSummary *self)
{
  const BounceTally *tally;
  BounceInboxProgress progress;
  g_autofree char *total = NULL;
  g_autofree char *note = NULL;

  g_return_if_fail (BOUNCE_IS_LIST_SUMMARY (self));

  bounce_inbox_get_progress (self->inbox, &progress);
  show_progress (self, &progress);

  tally = bounce_inbox_lock_tally (self->inbox);
  total = bounce_words_dup_tally_total (tally);
  note = dup_note (self, tally, &progress);
  show_groups (self, tally);
  show_addresses (self, tally);
  bounce_inbox_unlock_tally (self->inbox);

  gtk_label_set_label (self->total, total);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != '\0');
}
