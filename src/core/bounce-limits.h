/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

/*
 * Every bound on the size, number, depth or length of what a mail holds, each with its
 * reason. Answers from the network have theirs in bounce-net-limits.h; what bounds only
 * how much is shown stands in bounce-export-limits.h, bounce-app-limits.h and
 * bounce-cli-limits.h. tests/check-sources.py refuses a limit that stands elsewhere.
 *
 * Not here: how far a rule looks for a word that belongs to it ("…_REACH" beside the
 * rule). Such a distance is the rule's grammar, and another one gives another meaning.
 */

/*
 * What is read at all
 */

/* One message is read up to this size; the notice itself stands at its start. */
#define BOUNCE_LIMIT_MESSAGE (32 * 1024 * 1024)

/* Bytes that one message may unpack to while its end is looked for: gzip packs a
 * thousand zeros into one byte. */
#define BOUNCE_LIMIT_UNPACKED (1024 * 1024 * 1024)

/* A "From " line of an mbox and the header line behind it are known by this many bytes,
 * or they are text. */
#define BOUNCE_LIMIT_LOOK_AHEAD 2048

/* A .msg is read as a whole, for its pieces lie anywhere in it; it holds the same
 * words twice and thrice. Entries of its directory: a recipient has about ten, and
 * the tree that they form is descended by recursion. */
#define BOUNCE_LIMIT_OUTLOOK (64 * 1024 * 1024)
#define BOUNCE_LIMIT_OUTLOOK_ENTRIES 16384

/* Attachments of a .msg that are looked at, pictures among them: each is looked up by
 * its name among all entries. */
#define BOUNCE_LIMIT_OUTLOOK_ATTACHMENTS 1000

/* Bytes of a text in it: two for each letter, and a letter more than is read, so that the
 * decoder knows that there is more. */
#define BOUNCE_LIMIT_OUTLOOK_TEXT (2 * (1024 * 1024 + 1))

/* Names of one folder that are held to be sorted, and folders in folders. */
#define BOUNCE_LIMIT_FOLDER_ENTRIES 500000
#define BOUNCE_LIMIT_FOLDER_DEPTH 32

/* Messages that are taken and not given away, and the bytes of those that are finished.
 * One slow message lets the others go on until then. */
#define BOUNCE_LIMIT_WAITING 256
#define BOUNCE_LIMIT_WAITING_BYTES (8 * 1024 * 1024)

/* The threads of a run: more than any machine that one process keeps busy, and few
 * enough for their stacks. */
#define BOUNCE_LIMIT_THREADS 256

/* How much is looked at to tell what a thing is; more only costs time. Whether bytes are
 * a picture or an archive … */
#define BOUNCE_LIMIT_DATA_SAMPLE 4096
/* … in which charset a text is whose label lies … */
#define BOUNCE_LIMIT_CHARSET_SAMPLE 16384
/* … whether it has two bytes for each letter … */
#define BOUNCE_LIMIT_WIDE_SAMPLE 4096
/* … whether its lines end in a carriage return alone … */
#define BOUNCE_LIMIT_LINE_END_SAMPLE 16384
/* … whether a page of HTML begins, in a paste and in a part that is labelled as text … */
#define BOUNCE_LIMIT_HTML_START 4096
#define BOUNCE_LIMIT_FIRST_TAG 64
/* … and which charset the head of the page names. */
#define BOUNCE_LIMIT_HTML_HEAD 2048

/*
 * The parts of a message
 */

/* Text of one part that is searched. Notices are a few kilobytes; past this only
 * attachments and hostile mail go on. */
#define BOUNCE_LIMIT_PART_TEXT (1024 * 1024)

/* The same before it is text: bytes in charsets of two bytes and HTML with its tags;
 * with a transfer encoding around it, of which quoted-printable takes three bytes for
 * one; and a paste, which may be all of it at once. */
#define BOUNCE_LIMIT_DECODED_PART (BOUNCE_LIMIT_PART_TEXT * 2)
#define BOUNCE_LIMIT_ENCODED_PART (BOUNCE_LIMIT_PART_TEXT * 3)
#define BOUNCE_LIMIT_PASTE (BOUNCE_LIMIT_PART_TEXT * 4)

/* Parts of one message that are looked at, and how deep they may nest. A report
 * has three; a forward of a forward of a report nests six deep. */
#define BOUNCE_LIMIT_PARTS 200
#define BOUNCE_LIMIT_DEPTH 16

/* The parser's tree: a message and what is in it are two levels of it. */
#define BOUNCE_LIMIT_TREE_DEPTH (BOUNCE_LIMIT_DEPTH * 2)

/* The first boundary line stands below a short preamble, and so does a header that
 * somebody put below a line of words. */
#define BOUNCE_LIMIT_PREAMBLE (64 * 1024)

/* "Your program shows no HTML" takes a line or two; a longer text is the message. */
#define BOUNCE_LIMIT_EXCUSE 400

/* Elements of HTML that may be open at once. Notices stay below thirty; a parser's time
 * grows with the stack, so a heap of unclosed elements is not followed further. */
#define BOUNCE_LIMIT_HTML_DEPTH 1024

/* A tag longer than this holds a picture or an attack: the parser compares each
 * attribute with all before it. */
#define BOUNCE_LIMIT_HTML_TAG 4096

/* A link that stands beside its words, and the name of the host in one. Trackers write
 * some hundred bytes. */
#define BOUNCE_LIMIT_LINK 2048
#define BOUNCE_LIMIT_LINK_HOST 512

/* Links of one message that are looked at for a thief's page. */
#define BOUNCE_LIMIT_LINKS 100

/*
 * Lines and header fields
 */

/* How much of a line is read back to find the field that it begins with. RFC 5322
 * §2.1.1 asks for 78 letters and allows 998; some programs write a paragraph into one,
 * and lines themselves are never cut. */
#define BOUNCE_LIMIT_LINE 400

/* Header fields of one message that are kept, and bytes of one field. */
#define BOUNCE_LIMIT_FIELDS 1000
#define BOUNCE_LIMIT_FIELD_LENGTH (64 * 1024)

/* A Content-Type with hundreds of parameters is no longer a label. */
#define BOUNCE_LIMIT_LABEL 4096

/* No registered field name comes near this; past it a colon is part of prose. The few
 * that mail programs quote above a forward are shorter, in any language. */
#define BOUNCE_LIMIT_FIELD_NAME 76
#define BOUNCE_LIMIT_QUOTED_FIELD 40

/* A mark of a server program stands near its field's name. */
#define BOUNCE_LIMIT_MARKED_FIELD 1024

/* No registered charset's name comes near this. */
#define BOUNCE_LIMIT_CHARSET_NAME 64

/* RFC 2047 allows 75 bytes a word; some programs put a whole subject into one. */
#define BOUNCE_LIMIT_ENCODED_WORD 4096

/* RFC 5322 §3.3 writes a date in some thirty letters, and a remark may follow. */
#define BOUNCE_LIMIT_DATE 200

/* A subject that somebody pasted by itself is one line, and no longer than this. */
#define BOUNCE_LIMIT_SUBJECT_LINE 200

/*
 * What stands in a text
 */

/* Facts of each sort (codes, addresses, IPs) taken from one part. */
#define BOUNCE_LIMIT_FACTS 10000

/* Table rows found in one part. */
#define BOUNCE_LIMIT_MATCHES 4096

/* How often hosts and topics are looked for around words: a thousand recipients may
 * share one long text that is full of providers' words, or of words of refusal. */
#define BOUNCE_LIMIT_LOOKS 20000
#define BOUNCE_LIMIT_TOPICS 50
#define BOUNCE_LIMIT_HOST_LOOKS 10000

/* RFC 5321 §4.5.3.1: a local part of 64 bytes, an @, and a domain of 255, so 320; a path
 * of 256 with its angle brackets. What is longer is no address. */
#define BOUNCE_LIMIT_LOCAL_PART 64
#define BOUNCE_LIMIT_DOMAIN 255
#define BOUNCE_LIMIT_ADDRESS 320
#define BOUNCE_LIMIT_PATH 254

/* A name in DNS without its last dot (RFC 1035 §2.3.4). */
#define BOUNCE_LIMIT_DOMAIN_NAME 253

/* A quoted local part with its quotes, and "[IPv6:…]" with what programs add to it. */
#define BOUNCE_LIMIT_QUOTED_NAME 70
#define BOUNCE_LIMIT_DOMAIN_LITERAL 60

/* The longest way to write an address of IPv6, with a byte for its end. */
#define BOUNCE_LIMIT_IP 46

/* Names whose owner each thread remembers: those of notices are shorter. */
#define BOUNCE_LIMIT_REMEMBERED_NAME 63

/* Characters in a row that cannot be seen. Pages that are copied from have one or two. */
#define BOUNCE_LIMIT_HIDDEN 4

/* Marks on one letter. Scriptures in Hebrew have five; a hundred of them are drawn over
 * the lines above and below, which may be the program's own. */
#define BOUNCE_LIMIT_MARKS 6

/* Words longer than this are no slips of a name or of a common domain; to compare two
 * costs the product of their lengths. */
#define BOUNCE_LIMIT_SLIP 40

/* No message is bigger than a text may say, and no sum overflows. */
#define BOUNCE_LIMIT_NAMED_SIZE (G_GUINT64_CONSTANT (1) << 40)

/* Nobody tries for longer than these seconds, whatever a mail says. */
#define BOUNCE_LIMIT_RETRY_S (60 * 24 * 60 * 60)

/*
 * What an answer holds
 */

/* Recipients of one notice. Servers split larger sends (RFC 5321 §4.5.3.1.8 asks
 * for 100 at least, Exchange stops at 500). */
#define BOUNCE_LIMIT_RECIPIENTS 1000

/* Hops of the returned message: RFC 5321 §6.3 calls 100 a loop. */
#define BOUNCE_LIMIT_HOPS 128

/* Addresses of servers that are told apart, and those in one Received field, which has
 * one or two. */
#define BOUNCE_LIMIT_HOSTS 128
#define BOUNCE_LIMIT_HOP_IPS 128

/* Domains by which the sender's side and the recipients' are known: each server's name is
 * compared with all of them. */
#define BOUNCE_LIMIT_DOMAINS 128

/* Evidence kept for one recipient: what a person can look through. */
#define BOUNCE_LIMIT_EVIDENCE 32

/* One answer of the other server, as it stands in a notice. A line has 512 bytes at
 * most (RFC 5321 §4.5.3.1.5), and filters that explain themselves write a dozen. */
#define BOUNCE_LIMIT_REPLY (8 * 1024)

/* The server's words that are kept for one recipient, and how much of the text they are
 * taken from: blanks and line ends are folded. */
#define BOUNCE_LIMIT_DIAGNOSTIC 2048
#define BOUNCE_LIMIT_SPOKEN (8 * BOUNCE_LIMIT_DIAGNOSTIC)

/* An address or a list's name from a mail is named in a sentence up to this length; the
 * longest ones that are allowed nobody wants to read. */
#define BOUNCE_LIMIT_ARGUMENT 100

/*
 * Many messages
 */

/* Text of a notice by which copies of it are known: past this the returned mail
 * goes on, and reading all of it would cost as much as decoding. */
#define BOUNCE_LIMIT_FINGERPRINT (64 * 1024)

/* What a tally of many messages tells apart, in about 40 MB. Beyond that it goes on
 * counting, and says that copies are no longer known or that addresses are not
 * listed, and that further servers are left out. */
#define BOUNCE_LIMIT_TALLY_MESSAGES 1000000
#define BOUNCE_LIMIT_TALLY_ADDRESSES 100000
#define BOUNCE_LIMIT_TALLY_SERVERS 1000

/* Recipients of one message whose servers are counted: each is compared with those
 * before it, and the first hundred name them all. */
#define BOUNCE_LIMIT_TALLY_RECIPIENTS 100
