/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

/*
 * How much is asked about one message, each with its reason.
 */

/* Addresses and domains that one message may have asked about: its own servers are a
 * handful, and who sends a thousand gets no thousand questions. */
#define BOUNCE_CLI_LIMIT_ADDRESSES 16
#define BOUNCE_CLI_LIMIT_DOMAINS 8

/* How often in a row nobody can be reached until a kind of question is given up for this
 * run. */
#define BOUNCE_CLI_LIMIT_UNREACHED 3
