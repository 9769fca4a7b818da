/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Words from a mail, made fit to stand among ours. They were written by strangers:
 * they may hold what moves a terminal's cursor, turns the reading order of a whole
 * line around, or looks like another name.
 */

/**
 * BounceLook:
 * @BOUNCE_LOOK_PLAIN: what it seems to be
 * @BOUNCE_LOOK_FOREIGN: letters beyond ASCII, of one alphabet: the real name of a
 *   domain is another one for programs, but nobody is deceived
 * @BOUNCE_LOOK_ALIKE: a part has only letters of another alphabet that look like Latin
 *   ones
 * @BOUNCE_LOOK_MIXED: letters of several alphabets in one part
 * @BOUNCE_LOOK_HIDDEN: holds characters that cannot be seen
 *
 * How far the look of an address or a host's name can be trusted; the worst last.
 */
typedef enum
{
  BOUNCE_LOOK_PLAIN,
  BOUNCE_LOOK_FOREIGN,
  BOUNCE_LOOK_ALIKE,
  BOUNCE_LOOK_MIXED,
  BOUNCE_LOOK_HIDDEN,
  BOUNCE_N_LOOKS
} BounceLook;

char       *bounce_plain_dup              (const char *text);
char       *bounce_plain_dup_inside       (const char *text,
                                           const char *sentence);
char       *bounce_plain_dup_name         (const char *name);
char       *bounce_plain_dup_names        (const char *text);
char       *bounce_plain_dup_ascii        (const char *name);
gboolean    bounce_plain_is_formula       (const char *cell);
gboolean    bounce_plain_is_hidden        (gunichar    c);
gboolean    bounce_plain_hides            (gunichar    c,
                                           gunichar    previous);
gboolean    bounce_plain_is_right_to_left (gunichar    c);
BounceLook  bounce_plain_get_look         (const char *name);

G_END_DECLS
