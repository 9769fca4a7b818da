/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The automaton over the literals of all tables, between
 * build-aux/generate-tables.py, which writes its arrays and reads the numbers
 * below from here, and bounce-match.c, which runs it.
 */

/* The most steps of one literal; a sentence of a server is shorter. A power of
 * two less one, since the matcher remembers that many places of the text. */
#define BOUNCE_AUTOMATON_LONGEST 255

#define BOUNCE_AUTOMATON_N_CHARACTERS 0x10000
#define BOUNCE_AUTOMATON_PAGE 64

/* no letter or digit may stand before, behind the literal; before it, an accent
 * changes nothing */
#define BOUNCE_AUTOMATON_LEFT (1 << 0)
#define BOUNCE_AUTOMATON_RIGHT (1 << 1)
/* nor may it be part of a longer dotted code: 5.7.13 is not in 15.5.7.13 */
#define BOUNCE_AUTOMATON_DOTS (1 << 2)
/* a number from the row's low to its high follows, after a word and a hyphen */
#define BOUNCE_AUTOMATON_RANGE (1 << 3)
#define BOUNCE_AUTOMATON_WORD (1 << 4)

/* Of a class: an ASCII letter or digit; what a literal begins with that may start
 * inside a word. */
#define BOUNCE_AUTOMATON_CLASS_WORD (1 << 0)
#define BOUNCE_AUTOMATON_CLASS_FREE (1 << 1)

/* larger than any class */
#define BOUNCE_AUTOMATON_NO_CLASS 65535

/**
 * BounceAutomatonState:
 * @base: where the states that follow stand: at @base plus a character's class; where
 *   only one follows, its place
 * @fail: the state of the longest ending of this one's words that starts a literal;
 *   inside a word few literals may
 * @only: the class of the character of the only state that follows, and 0 where several
 *   do; most letters of a text are not the one that a literal goes on with, and are
 *   known by this without a look at another place, which would be far away
 * @output: the first literal that ends here, an index of the outputs, or 0
 */
typedef struct
{
  guint32 base;
  guint32 fail;
  guint16 only;
  guint16 output;
} BounceAutomatonState;

/* next is 0 at the end */
typedef struct
{
  guint32 pattern;
  guint32 next;
} BounceAutomatonOutput;

/* steps: the length in characters, where a run of white space is one */
typedef struct
{
  guint16 table;
  guint16 row;
  guint8 steps;
  guint8 flags;
} BounceAutomatonPattern;

/* The class of a character below BOUNCE_AUTOMATON_N_CHARACTERS, which case, accents
 * and fine quotation marks do not change, stands in the page that pages has for it.
 * Class 0 is that of all characters in no literal. */
extern const guint16 bounce_automaton_pages[];
extern const guint16 bounce_automaton_classes[];
extern const guint8 bounce_automaton_class_flags[];

/* Of each state the one that it follows, which tells whether a place is somebody else's.
 * Apart from the states, because the places of all letters are asked for it: this is
 * small enough to stay in the processor's cache. */
extern const guint32 bounce_automaton_checks[];
extern const BounceAutomatonState bounce_automaton_states[];
extern const BounceAutomatonOutput bounce_automaton_outputs[];
extern const BounceAutomatonPattern bounce_automaton_patterns[];

G_END_DECLS
