/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <gio/gio.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input.h>

G_BEGIN_DECLS

/* Names of our own, for libgsf may come to define its cleanup itself. */
typedef GsfInfile BounceOleFolder;
typedef GsfInput BounceOleStream;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceOleFolder, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceOleStream, g_object_unref)

/* What holds properties, by the size of the head of their table ([MS-OXMSG] §2.4). */
typedef enum {
  BOUNCE_STORE_MESSAGE = 32,
  BOUNCE_STORE_EMBEDDED = 24,
  BOUNCE_STORE_CHILD = 8,       /* a recipient or an attachment */
} BounceStoreKind;

/*
 * The properties of one message, recipient or attachment. Those of fixed size
 * stand in a table, the others each in a stream of its own.
 */
typedef struct
{
  GsfInfile *folder;
  GByteArray *table;            /* without its head */
  guint32 codepage;             /* of text that is no UTF-16; 0 where unknown */
} BounceStore;

BounceStore *bounce_store_new        (GsfInfile         *folder,
                                      BounceStoreKind    kind,
                                      guint32            codepage);
void         bounce_store_free       (BounceStore       *self);
gboolean     bounce_store_get_number (const BounceStore *self,
                                      guint              id,
                                      guint32           *number);
GDateTime   *bounce_store_dup_time   (const BounceStore *self,
                                      guint              id);
char        *bounce_store_dup_text   (const BounceStore *self,
                                      guint              id);
GBytes      *bounce_store_dup_binary (const BounceStore *self,
                                      guint              id);
GsfInfile   *bounce_store_open       (const BounceStore *self,
                                      const char        *name);
const char  *bounce_codepage_name    (guint32            codepage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BounceStore, bounce_store_free)

G_END_DECLS
