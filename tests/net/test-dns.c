/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#include "bounce-dns-cache-private.h"
#include "bounce-dns-message-private.h"
#include "bounce-list-check-private.h"
#include "bounce-net-limits.h"
#include "bounce-net-text-private.h"

/* Messages of the DNS, composed here byte by byte, and what is made of them. */

#define NAME "4.3.2.1.list.example"

static void
put16 (GByteArray *message,
       guint       number)
{
  const guint8 bytes[] = { number >> 8 & 0xff, number & 0xff };

  g_byte_array_append (message, bytes, 2);
}

static void
put_name (GByteArray *message,
          const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);
  const guint8 root = 0;

  for (guint i = 0; *name != '\0' && labels[i] != NULL; i++)
    {
      guint8 length = strlen (labels[i]);

      g_byte_array_append (message, &length, 1);
      g_byte_array_append (message, (const guint8 *) labels[i], length);
    }
  g_byte_array_append (message, &root, 1);
}

/* A header and the question. */
static GByteArray *
create_message (guint flags,
                guint type,
                guint n_answers,
                guint n_authorities)
{
  GByteArray *message = g_byte_array_new ();

  put16 (message, 0);
  put16 (message, flags);
  put16 (message, 1);
  put16 (message, n_answers);
  put16 (message, n_authorities);
  put16 (message, 0);
  put_name (message, NAME);
  put16 (message, type);
  put16 (message, 1);

  return message;
}

static void
put_record (GByteArray *message,
            const char *owner,
            guint       type,
            guint       ttl,
            const void *data,
            gsize       size)
{
  put_name (message, owner);
  put16 (message, type);
  put16 (message, 1);
  put16 (message, ttl >> 16);
  put16 (message, ttl);
  put16 (message, size);
  g_byte_array_append (message, data, size);
}

static void
put_alias (GByteArray *message,
           const char *owner,
           const char *target)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  put_name (data, target);
  put_record (message, owner, 5, 50, data->data, data->len);
}

static void
put_soa (GByteArray *message,
         guint       ttl,
         guint       minimum)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  put_name (data, "ns.list.example");
  put_name (data, "mail.list.example");
  for (guint i = 0; i < 4; i++)
    {
      put16 (data, 0);
      put16 (data, 1);
    }
  put16 (data, minimum >> 16);
  put16 (data, minimum);
  put_record (message, "list.example", 6, ttl, data->data, data->len);
}

#define RESPONSE 0x8180
#define LISTED "\177\0\0\2"

static BounceDnsAnswer *
read_message (GByteArray *message,
              guint       type)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *copy = g_memdup2 (message->data, message->len);
  BounceDnsAnswer *answer = bounce_dns_message_read (copy, message->len, NAME, type, 0, &error);

  if (answer == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  return answer;
}

/* A right answer, of which single bytes are then changed. */
static GByteArray *
create_listed (void)
{
  GByteArray *message = create_message (RESPONSE, BOUNCE_DNS_A, 1, 0);

  put_record (message, NAME, BOUNCE_DNS_A, 120, LISTED, 4);
  return message;
}

#define QUESTION 12
#define RECORD (QUESTION + sizeof NAME + 1 + 4)
#define RECORD_DATA (RECORD + sizeof NAME + 1)

typedef struct
{
  const char *name;
  gssize at;
  guint8 byte;
} WrongCase;

static const WrongCase wrongs[] = {
  { "other-id", 1, 7 },
  { "a-question-itself", 2, 0x01 },
  { "other-opcode", 2, 0x91 },
  { "cut-off", 2, 0x83 },
  { "no-question", 5, 0 },
  { "two-questions", 5, 2 },
  { "65535-answers", 6, 0xff },
  { "other-name", QUESTION + 1, '5' },
  { "other-type", QUESTION + sizeof NAME + 2, 28 },
  { "other-class", QUESTION + sizeof NAME + 4, 3 },
  { "compression-loop", RECORD, 0xc0 },
  { "length-overrun", RECORD_DATA + 9, 200 },
  { "address-of-3-bytes", RECORD_DATA + 9, 3 },
};

static void
test_wrong (gconstpointer data)
{
  const WrongCase *row = data;
  g_autoptr (GByteArray) message = create_listed ();
  g_autoptr (BounceDnsAnswer) answer = NULL;

  message->data[row->at] = row->byte;
  /* a pointer to itself */
  if (row->byte == 0xc0)
    message->data[row->at + 1] = RECORD;
  if (row->byte == 3 && row->at == RECORD_DATA + 9)
    g_byte_array_set_size (message, message->len - 1);
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_null (answer);
}

static void
test_listed (void)
{
  g_autoptr (GByteArray) message = create_listed ();
  g_autoptr (BounceDnsAnswer) answer = read_message (message, BOUNCE_DNS_A);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->outcome, ==, BOUNCE_DNS_FOUND);
  g_assert_cmpuint (answer->ttl_s, ==, 120);
  g_assert_cmpuint (answer->records->len, ==, 1);
  g_assert_cmpstr (bounce_dns_answer_get (answer, 0)->text, ==, "127.0.0.2");
}

/* Each beginning of a right answer, and one with something behind it. */
static void
test_length (void)
{
  g_autoptr (GByteArray) message = create_listed ();
  gsize length = message->len;

  for (gsize size = 0; size < length; size++)
    {
      g_autoptr (GByteArray) part = g_byte_array_new ();
      g_autoptr (BounceDnsAnswer) answer = NULL;

      g_byte_array_append (part, message->data, size);
      answer = read_message (part, BOUNCE_DNS_A);
      g_assert_null (answer);
    }

  put16 (message, 0);
  {
    g_autoptr (BounceDnsAnswer) answer = read_message (message, BOUNCE_DNS_A);

    g_assert_null (answer);
  }
}

static void
test_other_owner (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_A, 1, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_record (message, "other.example", BOUNCE_DNS_A, 120, LISTED, 4);
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_nonnull (answer);
  g_assert_cmpint (answer->outcome, ==, BOUNCE_DNS_NO_DATA);
}

static void
test_case (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_A, 1, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_record (message, "4.3.2.1.LIST.example", BOUNCE_DNS_A, 120, LISTED, 4);
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_cmpint (answer->outcome, ==, BOUNCE_DNS_FOUND);
}

static void
test_alias (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_A, 3, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_record (message, "b.example", BOUNCE_DNS_A, 120, LISTED, 4);
  put_alias (message, "a.example", "b.example");
  put_alias (message, NAME, "a.example");
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_nonnull (answer);
  g_assert_cmpint (answer->outcome, ==, BOUNCE_DNS_FOUND);
  g_assert_cmpuint (answer->ttl_s, ==, 50);
}

static void
test_alias_loop (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_A, 2, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_alias (message, NAME, "a.example");
  put_alias (message, "a.example", NAME);
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_null (answer);
}

static void
test_alias_to_nothing (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE | 3, BOUNCE_DNS_A, 1, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_alias (message, NAME, "a.example");
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_cmpint (answer->outcome, ==, BOUNCE_DNS_NO_NAME);
  g_assert_cmpuint (answer->records->len, ==, 0);
  g_assert_false (answer->has_zone);
}

static void
test_text (void)
{
  static const char data[] = "\003one\004 t\0w\001o";
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_TXT, 1, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_record (message, NAME, BOUNCE_DNS_TXT, 120, data, sizeof data - 1);
  answer = read_message (message, BOUNCE_DNS_TXT);
  g_assert_nonnull (answer);
  g_assert_cmpmem (bounce_dns_answer_get (answer, 0)->text,
                   bounce_dns_answer_get (answer, 0)->length, "one t\0wo", 8);
}

static void
test_text_overrun (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_TXT, 1, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_record (message, NAME, BOUNCE_DNS_TXT, 120, "\011one", 4);
  answer = read_message (message, BOUNCE_DNS_TXT);
  g_assert_null (answer);
}

static void
test_exchangers (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_MX, 2, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_record (message, NAME, BOUNCE_DNS_MX, 120, "\0\012\002MX\007example", 14);
  put_record (message, NAME, BOUNCE_DNS_MX, 120, "\0\0", 3);
  answer = read_message (message, BOUNCE_DNS_MX);
  g_assert_nonnull (answer);
  g_assert_cmpuint (answer->records->len, ==, 2);
  g_assert_cmpstr (bounce_dns_answer_get (answer, 0)->text, ==, "mx.example");
  g_assert_cmpuint (bounce_dns_answer_get (answer, 0)->preference, ==, 10);
  g_assert_cmpstr (bounce_dns_answer_get (answer, 1)->text, ==, "");
}

static void
test_negative (void)
{
  g_autoptr (GByteArray) message = create_message (RESPONSE | 3, BOUNCE_DNS_A, 0, 1);
  g_autoptr (BounceDnsAnswer) answer = NULL;

  put_soa (message, 900, 300);
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_cmpint (answer->outcome, ==, BOUNCE_DNS_NO_NAME);
  g_assert_cmpuint (answer->ttl_s, ==, 300);
  g_assert_true (answer->has_zone);
}

typedef struct
{
  const char *name;
  guint rcode;
  BounceDnsOutcome outcome;
} RcodeCase;

static const RcodeCase rcodes[] = {
  { "no-error", 0, BOUNCE_DNS_NO_DATA },
  { "format-error", 1, BOUNCE_DNS_FAILED },
  { "server-failure", 2, BOUNCE_DNS_FAILED },
  { "no-such-name", 3, BOUNCE_DNS_NO_NAME },
  { "not-implemented", 4, BOUNCE_DNS_FAILED },
  { "refused", 5, BOUNCE_DNS_REFUSED },
  { "unheard-of", 15, BOUNCE_DNS_FAILED },
};

static void
test_rcode (gconstpointer data)
{
  const RcodeCase *row = data;
  g_autoptr (GByteArray) message = create_message (RESPONSE | row->rcode, BOUNCE_DNS_A, 0, 0);
  g_autoptr (BounceDnsAnswer) answer = read_message (message, BOUNCE_DNS_A);

  g_assert_nonnull (answer);
  g_assert_cmpint (answer->outcome, ==, row->outcome);
}

/* Questions are those of the C library, but for the number. */
static void
test_query (void)
{
  static const BounceDnsType types[] = { BOUNCE_DNS_A, BOUNCE_DNS_MX, BOUNCE_DNS_TXT,
                                         BOUNCE_DNS_AAAA };
  struct __res_state state = { 0 };

  g_assert_cmpint (res_ninit (&state), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) query = bounce_dns_message_new_query (NAME, types[i], 0x1234);
      guint8 expected[NS_PACKETSZ];
      int length = res_nmkquery (&state, ns_o_query, NAME, ns_c_in, types[i], NULL, 0, NULL,
                                 expected, sizeof expected);

      g_assert_cmpint (length, >, 0);
      expected[0] = 0x12;
      expected[1] = 0x34;
      /* AD says "I understand DNSSEC", which some resolvers are set up to say. */
      expected[3] = 0;
      g_assert_cmpmem (g_bytes_get_data (query, NULL), g_bytes_get_size (query),
                       expected, length);
    }
  res_nclose (&state);
}

static void
test_query_refused (void)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *rest = g_strnfill (63, 'a');
  g_autofree char *name = g_strjoin (".", rest, rest, rest, rest, NULL);
  const char *const names[] = { "", ".", "a..b", "a.", ".a", "a b.example", "a\001.example",
                                "b\303\274cher.example", label, name };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (bounce_dns_message_new_query (names[i], BOUNCE_DNS_A, 0));

  /* 253 bytes are possible. */
  name[strlen (name) - 2] = '\0';
  g_bytes_unref (bounce_dns_message_new_query (name, BOUNCE_DNS_A, 0));
}

/* Kept for as long as the answer says, within bounds, and only what says something. */
static void
test_cache (void)
{
  g_autoptr (BounceDnsCache) cache = bounce_dns_cache_new ();
  g_autoptr (GByteArray) message = create_listed ();
  g_autoptr (BounceDnsAnswer) answer = read_message (message, BOUNCE_DNS_A);
  gint64 now = 1000;

  struct
  {
    guint ttl_s;
    guint kept_s;
  } rows[] = { { 0, 60 }, { 120, 120 }, { 86400, 3600 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 until = now + rows[i].kept_s * G_TIME_SPAN_SECOND;
      g_autoptr (BounceDnsAnswer) found = NULL;

      answer->ttl_s = rows[i].ttl_s;
      bounce_dns_cache_store (cache, BOUNCE_DNS_OVER_HTTPS, "A.example", BOUNCE_DNS_A, answer, now);
      found = bounce_dns_cache_lookup (cache, BOUNCE_DNS_OVER_HTTPS, "a.EXAMPLE", BOUNCE_DNS_A,
                                       until - 1);
      g_assert_true (found == answer);
      g_assert_null (bounce_dns_cache_lookup (cache, BOUNCE_DNS_OVER_HTTPS, "a.example",
                                              BOUNCE_DNS_A, until));
      g_assert_null (bounce_dns_cache_lookup (cache, BOUNCE_DNS_OF_SYSTEM, "a.example",
                                              BOUNCE_DNS_A, now));
      g_assert_null (bounce_dns_cache_lookup (cache, BOUNCE_DNS_OVER_HTTPS, "a.example",
                                              BOUNCE_DNS_TXT, now));
    }

  answer->outcome = BOUNCE_DNS_REFUSED;
  bounce_dns_cache_store (cache, BOUNCE_DNS_OVER_HTTPS, "b.example", BOUNCE_DNS_A, answer, now);
  g_assert_null (bounce_dns_cache_lookup (cache, BOUNCE_DNS_OVER_HTTPS, "b.example", BOUNCE_DNS_A,
                                          now));
}

static void
test_cache_bound (void)
{
  g_autoptr (BounceDnsCache) cache = bounce_dns_cache_new ();
  g_autoptr (GByteArray) message = create_listed ();
  g_autoptr (BounceDnsAnswer) answer = read_message (message, BOUNCE_DNS_A);
  guint n_kept = 0;

  for (guint i = 0; i < 2 * BOUNCE_NET_LIMIT_CACHED; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.example", i);

      bounce_dns_cache_store (cache, BOUNCE_DNS_OVER_HTTPS, name, BOUNCE_DNS_A, answer, 0);
    }
  for (guint i = 0; i < 2 * BOUNCE_NET_LIMIT_CACHED; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.example", i);
      g_autoptr (BounceDnsAnswer) found = NULL;

      found = bounce_dns_cache_lookup (cache, BOUNCE_DNS_OVER_HTTPS, name, BOUNCE_DNS_A, 0);
      n_kept += found != NULL;
    }
  g_assert_cmpuint (n_kept, >, 0);
  g_assert_cmpuint (n_kept, <=, BOUNCE_NET_LIMIT_CACHED);
}

/* Under which name a list has an address. */
static void
test_list_name (void)
{
  g_autofree char *four = bounce_list_answer_name ("1.2.3.4", "list.example");
  g_autofree char *six = bounce_list_answer_name ("2a00:bad::1", "list.example");

  g_assert_cmpstr (four, ==, "4.3.2.1.list.example");
  g_assert_cmpstr (six, ==, "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.a.b.0.0.0.a.2."
                   "list.example");
}

/* What a list answers, and what is made of it. */
typedef struct
{
  const char *name;
  const char *list;
  guint n_codes;
  guint8 codes[3][4];
  BounceListingState state;
  const char *sub_list;
  BounceListMeaning meaning;
} JudgeCase;

static const JudgeCase judges[] = {
  { "listed", "bl.spamcop.net", 1, { { 127, 0, 0, 2 } }, BOUNCE_LISTING_LISTED, NULL,
    BOUNCE_LIST_MEANING_SPAM_SOURCE },
  { "part", "zen.spamhaus.org", 1, { { 127, 0, 0, 10 } }, BOUNCE_LISTING_LISTED, "Spamhaus PBL",
    BOUNCE_LIST_MEANING_POLICY },
  { "gravest-part", "zen.spamhaus.org", 3,
    { { 127, 0, 0, 10 }, { 127, 0, 0, 4 }, { 127, 0, 0, 2 } },
    BOUNCE_LISTING_LISTED, "Spamhaus XBL", BOUNCE_LIST_MEANING_EXPLOITED },
  { "new-part", "zen.spamhaus.org", 1, { { 127, 0, 0, 77 } }, BOUNCE_LISTING_LISTED, NULL,
    BOUNCE_LIST_MEANING_LISTED },
  { "open-resolver", "zen.spamhaus.org", 1, { { 127, 255, 255, 254 } }, BOUNCE_LISTING_REFUSED,
    NULL, 0 },
  { "too-many", "zen.spamhaus.org", 1, { { 127, 255, 255, 255 } }, BOUNCE_LISTING_REFUSED, NULL,
    0 },
  { "listed-and-refused", "zen.spamhaus.org", 2, { { 127, 0, 0, 2 }, { 127, 255, 255, 254 } },
    BOUNCE_LISTING_REFUSED, NULL, 0 },
  { "127.0.0.1", "bl.spamcop.net", 1, { { 127, 0, 0, 1 } }, BOUNCE_LISTING_REFUSED, NULL, 0 },
  { "outside", "bl.spamcop.net", 1, { { 198, 51, 100, 80 } }, BOUNCE_LISTING_UNKNOWN, NULL, 0 },
  { "listed-and-outside", "bl.spamcop.net", 2, { { 127, 0, 0, 2 }, { 198, 51, 100, 80 } },
    BOUNCE_LISTING_UNKNOWN, NULL, 0 },
  { "bits", "multi.uribl.com", 1, { { 127, 0, 0, 6 } }, BOUNCE_LISTING_LISTED, "URIBL black",
    BOUNCE_LIST_MEANING_DOMAIN },
  { "good", "hostkarma.junkemailfilter.com", 1, { { 127, 0, 0, 1 } }, BOUNCE_LISTING_NOT_LISTED,
    NULL, 0 },
  { "unknown-code", "all.spamrats.com", 1, { { 127, 0, 0, 2 } }, BOUNCE_LISTING_UNKNOWN, NULL, 0 },
};

static void
test_judge (gconstpointer data)
{
  const JudgeCase *row = data;
  const BounceBlocklist *list = bounce_blocklist_find (row->list);
  g_autoptr (GByteArray) message = create_message (RESPONSE, BOUNCE_DNS_A, row->n_codes, 0);
  g_autoptr (BounceDnsAnswer) answer = NULL;
  g_autoptr (BounceListCheck) check = bounce_list_check_new ("1.2.3.4");
  BounceListing *listing = bounce_list_check_add (check, list);

  for (guint i = 0; i < row->n_codes; i++)
    put_record (message, NAME, BOUNCE_DNS_A, 60, row->codes[i], 4);
  answer = read_message (message, BOUNCE_DNS_A);
  g_assert_cmpint (bounce_list_answer_judge (list, answer), ==, row->state);
  if (row->state != BOUNCE_LISTING_LISTED)
    return;

  bounce_list_answer_explain (listing, answer);
  g_assert_cmpstr (listing->sub_list, ==, row->sub_list);
  g_assert_cmpint (listing->meaning, ==, row->meaning);
  g_assert_cmpuint (g_strv_length (listing->codes), ==, row->n_codes);
}

/* Texts from outside, and what may be shown of them. */
typedef struct
{
  const char *name;
  const char *text;
  const char *shown;
} TextCase;

#define R "\357\277\275"

static const TextCase texts[] = {
  { "plain", "Listed, see https://bl.example/q", "Listed, see https://bl.example/q" },
  { "letters", "gr\303\274n \346\227\245", "gr\303\274n \346\227\245" },
  { "markup", "<b>bold</b> & more", "<b>bold</b> & more" },
  { "escape", "\033[31mred", R "[31mred" },
  { "lines", " one\r\ntwo\tthree\n", "one  two three" },
  { "bidi", "a\342\200\256b\342\200\254c", "a" R "b" R "c" },
  { "isolate", "\342\201\246x\342\201\251", R "x" R },
  { "zero-width", "a\342\200\213b", "a" R "b" },
  { "separator", "a\342\200\250b\342\200\251c", "a b c" },
  { "not-utf8", "a\377\376b", "a" R R "b" },
  { "hangul-filler", "a\343\205\244b", "ab" },
  { "variant", "a\357\270\217b", "ab" },
  { "marks", "a\314\201\314\201\314\201\314\201\314\201\314\201\314\201\314\201b",
    "a\314\201\314\201\314\201\314\201\314\201\314\201b" },
  { "private-use", "\356\200\200", R },
  { "unassigned", "\315\270", R },
  { "surrogate", "\355\240\200", R R R },
  { "blank", " \t\n", NULL },
  { "empty", "", NULL },
};

static void
test_text_clean (gconstpointer data)
{
  const TextCase *row = data;
  g_autofree char *shown = bounce_net_text_clean (row->text, strlen (row->text));

  g_assert_cmpstr (shown, ==, row->shown);
}

static void
test_text_long (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autofree char *shown = bounce_net_text_clean (text, 100000);
  g_autofree char *nul = bounce_net_text_clean ("a\0b", 3);

  g_assert_cmpuint (strlen (shown), ==, 320);
  g_assert_cmpstr (nul, ==, "a" R "b");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dns/listed", test_listed);
  g_test_add_func ("/dns/length", test_length);
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strconcat ("/dns/wrong/", wrongs[i].name, NULL);

      g_test_add_data_func (path, &wrongs[i], test_wrong);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rcodes); i++)
    {
      g_autofree char *path = g_strconcat ("/dns/rcode/", rcodes[i].name, NULL);

      g_test_add_data_func (path, &rcodes[i], test_rcode);
    }
  g_test_add_func ("/dns/other-owner", test_other_owner);
  g_test_add_func ("/dns/case", test_case);
  g_test_add_func ("/dns/alias/to-listing", test_alias);
  g_test_add_func ("/dns/alias/loop", test_alias_loop);
  g_test_add_func ("/dns/alias/to-nothing", test_alias_to_nothing);
  g_test_add_func ("/dns/text/strings", test_text);
  g_test_add_func ("/dns/text/overrun", test_text_overrun);
  g_test_add_func ("/dns/exchangers", test_exchangers);
  g_test_add_func ("/dns/negative", test_negative);
  g_test_add_func ("/dns/query", test_query);
  g_test_add_func ("/dns/query/refused", test_query_refused);
  g_test_add_func ("/dns/cache", test_cache);
  g_test_add_func ("/dns/cache/bound", test_cache_bound);
  g_test_add_func ("/list/name", test_list_name);
  for (gsize i = 0; i < G_N_ELEMENTS (judges); i++)
    {
      g_autofree char *path = g_strconcat ("/list/judge/", judges[i].name, NULL);

      g_test_add_data_func (path, &judges[i], test_judge);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strconcat ("/text/", texts[i].name, NULL);

      g_test_add_data_func (path, &texts[i], test_text_clean);
    }
  g_test_add_func ("/text/long", test_text_long);

  return g_test_run ();
}
