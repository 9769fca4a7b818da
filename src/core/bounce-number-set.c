/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-number-set-private.h"

#define FIRST_SLOTS 1024

struct _BounceNumberSet
{
  guint64 *slots;               /* 0 where one is free */
  gsize n_slots;                /* a power of two */
  gsize n_numbers;
  gsize limit;
  gboolean has_zero;
  gboolean is_full;
};

/* Open addressing: from where a number belongs to it or to the next free slot.
 * Multiplied by the golden ratio, numbers that lie close to each other part. */
static guint64 *
find_slot (guint64 *slots,
           gsize    n_slots,
           guint64  number)
{
  gsize at = (number * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32;

  while (slots[at & (n_slots - 1)] != 0 && slots[at & (n_slots - 1)] != number)
    at++;

  return &slots[at & (n_slots - 1)];
}

static void
grow (BounceNumberSet *self)
{
  gsize n_slots = self->n_slots * 2;
  guint64 *slots = g_new0 (guint64, n_slots);

  for (gsize i = 0; i < self->n_slots; i++)
    if (self->slots[i] != 0)
      *find_slot (slots, n_slots, self->slots[i]) = self->slots[i];

  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

/* @limit: how many numbers are remembered, below 2³¹ */
BounceNumberSet *
bounce_number_set_new (gsize limit)
{
  BounceNumberSet *self;

  g_assert (limit > 0 && limit < G_MAXINT32);

  self = g_new0 (BounceNumberSet, 1);
  self->limit = limit;
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (guint64, self->n_slots);

  return self;
}

void
bounce_number_set_free (BounceNumberSet *self)
{
  g_free (self->slots);
  g_free (self);
}

/* Returns FALSE where the number was there before. One for which there is no room
 * any more is new each time. */
gboolean
bounce_number_set_add (BounceNumberSet *self,
                       guint64          number)
{
  guint64 *slot;

  if (number == 0)
    {
      gboolean is_new = !self->has_zero;

      self->has_zero = TRUE;
      return is_new;
    }

  slot = find_slot (self->slots, self->n_slots, number);
  if (*slot == number)
    return FALSE;

  if (self->n_numbers >= self->limit)
    {
      self->is_full = TRUE;
      return TRUE;
    }

  *slot = number;
  if (++self->n_numbers > self->n_slots / 2)
    grow (self);

  return TRUE;
}

/* Whether a number came for which there was no room. */
gboolean
bounce_number_set_get_is_full (const BounceNumberSet *self)
{
  return self->is_full;
}
