/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

/*
 * How much of an answer is written on paper, into a note and into a text, each with its
 * reason. The answer itself is bounded in bounce-limits.h.
 */

/* Recipients in full, on paper and in a note; of more only the number is given.
 * What is repeated for hundreds of people would bury the answer, and who looks for
 * the reason needs the pattern. */
#define BOUNCE_EXPORT_LIMIT_RECIPIENTS 20

/* A document is for paper, and somebody would have to carry it. */
#define BOUNCE_EXPORT_LIMIT_HOSTS 8
#define BOUNCE_EXPORT_LIMIT_CODES 4
#define BOUNCE_EXPORT_LIMIT_QUOTES 10

/* Characters of one value from a mail. Server replies have 512 at most per line
 * (RFC 5321 §4.5.3.1.5), and the telling ones are far shorter. */
#define BOUNCE_EXPORT_LIMIT_VALUE 400
#define BOUNCE_EXPORT_LIMIT_QUOTE 160

/* Characters of a file name: file systems take 255 bytes, and a character has up
 * to four. */
#define BOUNCE_EXPORT_LIMIT_FILE_NAME 60

/* Codes of a text that are taken apart: a notice for many people mostly repeats one or
 * two. A line that somebody types in has a code or two; a whole log is not explained. */
#define BOUNCE_EXPORT_LIMIT_TEXT_CODES 8
#define BOUNCE_EXPORT_LIMIT_LINE_CODES 4

/* Servers in a summary's text: past the first few nothing is in common any more. */
#define BOUNCE_EXPORT_LIMIT_SERVERS 10

/* A link that writes a mail is one argument of the mail program; some systems and
 * programs cut those above a few kilobytes, and escaping triples it at the worst. */
#define BOUNCE_EXPORT_LIMIT_SUBJECT 200
#define BOUNCE_EXPORT_LIMIT_BODY 6000

/* JSON: deeper than any answer (message, hosts, host, checks, lists, list, its codes),
 * and the values of a tree that is kept for the next message. One of thousands of
 * recipients leaves a tree that no later one needs. */
#define BOUNCE_EXPORT_LIMIT_JSON_DEPTH 8
#define BOUNCE_EXPORT_LIMIT_JSON_KEPT 4096
