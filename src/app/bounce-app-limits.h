/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

/*
 * How much the window takes and shows at once, each with its reason. The answer itself
 * is bounded in bounce-limits.h.
 */

/* Bytes of one text from a mail that a label shows. Laying out more of it costs
 * time and helps nobody; the original below has all of it. */
#define BOUNCE_APP_LIMIT_LABEL 2048

/* A line of the original longer than this is broken for display, as laying out one line
 * takes time with its length. Copying leaves these breaks out. */
#define BOUNCE_APP_LIMIT_LINE 4096

/* Characters that cannot be seen, in one chunk. A text in Arabic has a few. */
#define BOUNCE_APP_LIMIT_SIGNS 200

/* Cards of one message. A report may name thousands of addresses; nobody reads
 * more than this, and the rest is in the original. */
#define BOUNCE_APP_LIMIT_HOSTS 50

/* Choices of a filter: what a person can look through; the search field finds the rest. */
#define BOUNCE_APP_LIMIT_CHOICES 2000

/* What one can go back to, and the rows in all of it that are kept for that. */
#define BOUNCE_APP_LIMIT_EARLIER 20
#define BOUNCE_APP_LIMIT_EARLIER_ROWS 200000

/* Codes for the search of the desktop. Its overview shows five; the rest is for the
 * search that is opened from it. */
#define BOUNCE_APP_LIMIT_RESULTS 10

/* Seconds. A source of a drop that says nothing for so long will not send: X11 hands
 * over no more than 16 MiB from some toolkits, and then waits for ever. */
#define BOUNCE_APP_LIMIT_SILENCE_S 10

/* An internal address of a mail program is one short line; anything longer is a
 * message. */
#define BOUNCE_APP_LIMIT_LINK 4096
