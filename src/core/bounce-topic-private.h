/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-reading-private.h"

G_BEGIN_DECLS

/**
 * BounceTopic:
 * @BOUNCE_TOPIC_NONE: the words do not tell
 * @BOUNCE_TOPIC_PERSON: who was written to, or the address
 * @BOUNCE_TOPIC_MAILBOX: the mailbox
 * @BOUNCE_TOPIC_DOMAIN: what stands behind the @
 * @BOUNCE_TOPIC_SENDER: who wrote, the address or the domain
 * @BOUNCE_TOPIC_MESSAGE: the message
 * @BOUNCE_TOPIC_ATTACHMENT: what is attached to it
 * @BOUNCE_TOPIC_SERVER: the server that sent it, or its address
 *
 * What a sentence speaks of.
 */
typedef enum {
  BOUNCE_TOPIC_NONE,
  BOUNCE_TOPIC_PERSON,
  BOUNCE_TOPIC_MAILBOX,
  BOUNCE_TOPIC_DOMAIN,
  BOUNCE_TOPIC_SENDER,
  BOUNCE_TOPIC_MESSAGE,
  BOUNCE_TOPIC_ATTACHMENT,
  BOUNCE_TOPIC_SERVER,
  BOUNCE_N_TOPICS
} BounceTopic;

BounceTopic bounce_topic_find     (const BounceRange *range,
                                   guint32            start,
                                   guint32            end);
gboolean    bounce_topic_is_advice (const BounceRange *range,
                                    const BounceMatch *match);
gboolean    bounce_topic_is_beside (const BounceRange *words,
                                    const BounceRange *name);
gboolean    bounce_topic_is_open  (BounceCause        cause);
gboolean    bounce_topic_is_named (const char        *words);
gboolean    bounce_topic_qualify  (BounceTopic        topic,
                                   BounceCause       *cause);

G_END_DECLS
