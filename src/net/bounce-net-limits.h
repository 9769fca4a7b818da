/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

/*
 * Every bound that an answer from the network meets, each with its reason.
 */

/* A DNS message has 65535 bytes at most (RFC 1035 §4.2.2); a registry's answer about
 * one network has 3 to 30 kilobytes. */
#define BOUNCE_NET_LIMIT_DNS_ANSWER (64 * 1024)
#define BOUNCE_NET_LIMIT_REGISTRY_ANSWER (256 * 1024)

/* Bytes read at a time. */
#define BOUNCE_NET_LIMIT_CHUNK (16 * 1024)

/* Milliseconds for one question, and for a whole run: what a person waits for. */
#define BOUNCE_NET_LIMIT_QUESTION_MS 5000
#define BOUNCE_NET_LIMIT_RUN_MS 20000

/* Seconds after which libsoup gives up a silent socket. The deadlines above are ours;
 * this one only lets go of what hangs behind an operation that has long answered. */
#define BOUNCE_NET_LIMIT_SOCKET_S 10
#define BOUNCE_NET_LIMIT_IDLE_S 30

/* Questions under way at once: with 50 ms to the service and back, 200 of them take
 * one second, and no list sees a storm. */
#define BOUNCE_NET_LIMIT_IN_FLIGHT 16

/* Seconds for which an answer is kept, whatever it says of itself. */
#define BOUNCE_NET_LIMIT_CACHE_MIN_S 60
#define BOUNCE_NET_LIMIT_CACHE_MAX_S 3600

/* Answers that are kept at once: some runs over a long bounce. */
#define BOUNCE_NET_LIMIT_CACHED 4096

/* Seconds after which a list has to prove again that it works. */
#define BOUNCE_NET_LIMIT_PROBE_S 3600

/* Records of one answer that are read. A list answers with a handful, a domain may
 * name a dozen servers. */
#define BOUNCE_NET_LIMIT_RECORDS 64

/* Aliases followed from a name to its records, as resolvers do. */
#define BOUNCE_NET_LIMIT_ALIASES 8

/* Bytes of a name with its dots, and of a label (RFC 1035 §2.3.4). */
#define BOUNCE_NET_LIMIT_NAME 253
#define BOUNCE_NET_LIMIT_LABEL 63

/* Characters of a text from outside that is shown. */
#define BOUNCE_NET_LIMIT_TEXT 320

/* Longest wait that a service may ask for, and the wait where one had enough of us and
 * names no time; in seconds. */
#define BOUNCE_NET_LIMIT_RETRY_S 300
#define BOUNCE_NET_LIMIT_RETRY_DEFAULT_S 120

/* Bytes of the address of a service. */
#define BOUNCE_NET_LIMIT_URI 2048

/* Addresses of one run. */
#define BOUNCE_NET_LIMIT_ADDRESSES 64

/* Arrays and objects of an RDAP answer in each other. jCards (RFC 7095) of entities in
 * entities nest a dozen deep, and json-glib overflows the stack at 75,000. */
#define BOUNCE_NET_LIMIT_JSON_DEPTH 64

/* Entities of one answer, and how deep they may nest: registries write the contacts of
 * an organisation into the organisation. */
#define BOUNCE_NET_LIMIT_ENTITIES 100
#define BOUNCE_NET_LIMIT_ENTITY_DEPTH 4

/* A network that is not one prefix, but a few, is told as a range. */
#define BOUNCE_NET_LIMIT_PREFIXES 16

/* What a registry writes as an IP address, with "/128" or blanks behind it. */
#define BOUNCE_NET_LIMIT_IP 64

/* A mail address to write to (RFC 5321 §4.5.3.1.3), without the angle brackets. */
#define BOUNCE_NET_LIMIT_MAILBOX 254

/* Remarks and their lines, and properties of one card, that are looked at. */
#define BOUNCE_NET_LIMIT_REMARKS 100
#define BOUNCE_NET_LIMIT_CARD 200

/* Times that one registry passes on to another: once or twice is usual. */
#define BOUNCE_NET_LIMIT_REDIRECTS 3

/* Milliseconds for a registry's answer, with those that pass the question on: some
 * take seconds, and nobody waits longer. */
#define BOUNCE_NET_LIMIT_REGISTRY_MS 10000
