/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

/*
 * Every bound that untrusted mail meets, each with its reason.
 */

/* One message is read up to this size; the notice itself stands at its start. */
#define BOUNCE_LIMIT_MESSAGE (32 * 1024 * 1024)

/* Bytes that one message may unpack to while its end is looked for: gzip packs a
 * thousand zeros into one byte. */
#define BOUNCE_LIMIT_UNPACKED (1024 * 1024 * 1024)

/* A .msg is read as a whole, for its pieces lie anywhere in it; it holds the same
 * words twice and thrice. Entries of its directory: a recipient has about ten, and
 * the tree that they form is descended by recursion. */
#define BOUNCE_LIMIT_OUTLOOK (64 * 1024 * 1024)
#define BOUNCE_LIMIT_OUTLOOK_ENTRIES 16384

/* Names of one folder that are held to be sorted, and folders in folders. */
#define BOUNCE_LIMIT_FOLDER_ENTRIES 500000
#define BOUNCE_LIMIT_FOLDER_DEPTH 32

/* Text of one part that is searched. Notices are a few kilobytes; past this only
 * attachments and hostile mail go on. */
#define BOUNCE_LIMIT_PART_TEXT (1024 * 1024)

/* Parts of one message that are looked at, and how deep they may nest. A report
 * has three; a forward of a forward of a report nests six deep. */
#define BOUNCE_LIMIT_PARTS 200
#define BOUNCE_LIMIT_DEPTH 16

/* Header fields of one message that are kept, and bytes of one field. */
#define BOUNCE_LIMIT_FIELDS 1000
#define BOUNCE_LIMIT_FIELD_LENGTH (64 * 1024)

/* Recipients of one notice. Servers split larger sends (RFC 5321 §4.5.3.1.8 asks
 * for 100 at least, Exchange stops at 500). */
#define BOUNCE_LIMIT_RECIPIENTS 1000

/* Hops of the returned message: RFC 5321 §6.3 calls 100 a loop. */
#define BOUNCE_LIMIT_HOPS 128

/* Facts of each sort (codes, addresses, IPs) taken from one part. */
#define BOUNCE_LIMIT_FACTS 10000

/* Evidence kept for one recipient: what a person can look through. */
#define BOUNCE_LIMIT_EVIDENCE 32

/* Table rows found in one part. */
#define BOUNCE_LIMIT_MATCHES 4096

/* One answer of the other server, as it stands in a notice. A line has 512 bytes at
 * most (RFC 5321 §4.5.3.1.5), and filters that explain themselves write a dozen. */
#define BOUNCE_LIMIT_REPLY (8 * 1024)

/* The server's words that are kept for one recipient. */
#define BOUNCE_LIMIT_DIAGNOSTIC 2048

/* Text of a notice by which copies of it are known: past this the returned mail
 * goes on, and reading all of it would cost as much as decoding. */
#define BOUNCE_LIMIT_FINGERPRINT (64 * 1024)

/* What a tally of many messages tells apart, in about 40 MB. Beyond that it goes on
 * counting, and says that copies are no longer known or that addresses are not
 * listed; further servers are left out. */
#define BOUNCE_LIMIT_TALLY_MESSAGES 1000000
#define BOUNCE_LIMIT_TALLY_ADDRESSES 100000
#define BOUNCE_LIMIT_TALLY_SERVERS 1000
