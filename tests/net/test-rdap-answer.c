/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-net-limits.h"
#include "bounce-rdap-answer-private.h"

typedef struct
{
  const char *name;
  const char *ip;
  const char *file;
  BounceRegistryState state;
  const char *network;
  const char *network_name;
  const char *holder;
  const char *country;
  const char *abuse_address;
  gboolean abuse_is_guess;
} Sample;

/* Answers in the shapes of the five registries, which lie with the seeds of the
 * fuzz entry. */
static const Sample samples[] = {
  { "/rdap/arin-has-the-contact-in-the-holder", "192.0.2.66", "arin.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.0/24", "EXAMPLE-NET-7", "Example Hosting, Inc.", "US",
    "abuse@hosting.example", FALSE },
  { "/rdap/arin-pads-with-zeros", "192.0.2.66", "arin-padded.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.0/25", "EXAMPLE-OLD", "Old Example University", "CA",
    "noc@university.example", FALSE },
  { "/rdap/ripe-has-the-contact-at-the-top", "198.51.100.66", "ripe.json",
    BOUNCE_REGISTRY_FOUND, "198.51.100.0/24", "EXAMPLE-CUSTOMERS", "Beispiel Netze GmbH", "DE",
    "abuse@netze.example", FALSE },
  { "/rdap/an-ipv4-address-in-ipv6", "::ffff:192.0.2.66", "arin.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.0/24", "EXAMPLE-NET-7", "Example Hosting, Inc.", "US",
    "abuse@hosting.example", FALSE },
  { "/rdap/ripe-in-ipv6", "2001:db8::66", "ripe-ipv6.json",
    BOUNCE_REGISTRY_FOUND, "2001:db8::/32", "EXAMPLE-SIX", "EXAMPLE-SIX", "NL",
    "abuse@six.example", FALSE },
  { "/rdap/apnic-prefers-one-of-several-addresses", "203.0.113.66", "apnic.json",
    BOUNCE_REGISTRY_FOUND, "203.0.113.0/24", "EXAMPLE-AP", "Example Pacific Pty Ltd", "AU",
    "incidents@pacific.example", FALSE },
  { "/rdap/lacnic-gives-one-person-three-roles", "192.0.2.66", "lacnic.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.66/32", NULL, "Ejemplo S.A.", "CL",
    "redes@ejemplo.example", FALSE },
  { "/rdap/afrinic-names-the-contact-in-a-remark", "198.51.101.66", "afrinic.json",
    BOUNCE_REGISTRY_FOUND, "198.51.100.0/22", "EXAMPLE-AF", "EXAMPLE-AF", "ZA",
    "abuse@cape.example", TRUE },
  { "/rdap/a-network-that-is-no-prefix", "192.0.2.66", "range.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.10 – 192.0.2.99", "EXAMPLE-RANGE", "Example Ranges", NULL,
    "noc@ranges.example", TRUE },
  { "/rdap/hidden-data-are-no-contact", "192.0.2.66", "redacted.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.0/24", "EXAMPLE-HIDDEN", "EXAMPLE-HIDDEN", NULL,
    NULL, FALSE },
  { "/rdap/entities-four-deep", "192.0.2.66", "deep-entities.json",
    BOUNCE_REGISTRY_FOUND, "192.0.2.0/24", "EXAMPLE-DEEP", "Deep Example", NULL,
    "fourth@deep.example", TRUE },
  { "/rdap/an-error-with-status-200", "192.0.2.66", "error-404.json",
    BOUNCE_REGISTRY_NO_DATA, },
  { "/rdap/a-notice-of-too-many-questions", "192.0.2.66", "rate-limit-notice.json",
    BOUNCE_REGISTRY_LATER, },
  { "/rdap/an-entry-for-the-whole-internet", "192.0.2.66", "whole-internet.json",
    BOUNCE_REGISTRY_NO_DATA, },
  { "/rdap/an-answer-about-another-network", "192.0.2.66", "other-network.json",
    BOUNCE_REGISTRY_UNKNOWN, },
  { "/rdap/an-ipv4-network-for-an-ipv6-address", "2001:db8::66", "arin.json",
    BOUNCE_REGISTRY_UNKNOWN, },
  { "/rdap/wrong-types-everywhere", "192.0.2.66", "wrong-types.json",
    BOUNCE_REGISTRY_UNKNOWN, },
};

static void
assert_check (const BounceRegistryCheck *check,
              const Sample              *wanted)
{
  g_assert_cmpstr (check->ip, ==, wanted->ip);
  g_assert_cmpint (check->state, ==, wanted->state);
  g_assert_cmpstr (check->network, ==, wanted->network);
  g_assert_cmpstr (check->network_name, ==, wanted->network_name);
  g_assert_cmpstr (check->holder, ==, wanted->holder);
  g_assert_cmpstr (check->country, ==, wanted->country);
  g_assert_cmpstr (check->abuse_address, ==, wanted->abuse_address);
  g_assert_cmpint (check->abuse_is_guess, ==, wanted->abuse_is_guess);
}

static void
test_sample (gconstpointer data)
{
  const Sample *sample = data;
  g_autoptr (BounceRegistryCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  path = g_test_build_filename (G_TEST_DIST, "fuzz", "seeds", "rdap", sample->file, NULL);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  check = bounce_rdap_answer_parse (sample->ip, contents, length);
  assert_check (check, sample);
}

#define START "{\"startAddress\":\"192.0.2.0\",\"endAddress\":\"192.0.2.255\","

typedef struct
{
  const char *name;
  const char *data;
  gsize length;
  const char *holder;
} Text;

#define TEXT(string) (string), sizeof (string) - 1

/* What is no JSON, or no answer, tells nothing; all else is still read. */
static const Text texts[] = {
  { "/rdap/plain", TEXT (START "\"name\":\"X\"}"), "X" },
  { "/rdap/byte-order-mark", TEXT ("\xef\xbb\xbf" START "\"name\":\"X\"}"), "X" },
  { "/rdap/empty", TEXT (""), NULL },
  { "/rdap/blank", TEXT (" \n"), NULL },
  { "/rdap/null", TEXT ("null"), NULL },
  { "/rdap/a-number", TEXT ("404"), NULL },
  { "/rdap/a-string", TEXT ("\"X\""), NULL },
  { "/rdap/an-array", TEXT ("[" START "\"name\":\"X\"}]"), NULL },
  { "/rdap/an-empty-object", TEXT ("{}"), NULL },
  { "/rdap/html", TEXT ("<html><body>503</body></html>"), NULL },
  { "/rdap/latin-1", TEXT (START "\"name\":\"M\xfcller\"}"), NULL },
  { "/rdap/utf-16", TEXT ("\xff\xfe{\0}\0"), NULL },
  { "/rdap/nul-in-a-string", TEXT (START "\"name\":\"X\0Y\"}"), NULL },
  { "/rdap/nul-at-the-end", TEXT (START "\"name\":\"X\"}\0"), NULL },
  { "/rdap/nul-escaped", TEXT (START "\"name\":\"X\\u0000Y\"}"), NULL },
  { "/rdap/half-a-surrogate-pair", TEXT (START "\"name\":\"\\ud800\"}"), NULL },
  { "/rdap/half-a-surrogate-pair-and-a-letter", TEXT (START "\"name\":\"\\ud800x\"}"), NULL },
  { "/rdap/the-other-half", TEXT (START "\"name\":\"\\udc00\"}"), NULL },
  { "/rdap/a-whole-surrogate-pair", TEXT (START "\"name\":\"\\ud83d\\ude00\"}"), "😀" },
  { "/rdap/a-comment", TEXT ("/* hello */ " START "\"name\":\"X\"}"), NULL },
  { "/rdap/a-line-comment", TEXT (START "\"name\":\"X\"} // hello"), NULL },
  { "/rdap/a-variable", TEXT ("var x = " START "\"name\":\"X\"};"), NULL },
  { "/rdap/two-roots", TEXT (START "\"name\":\"X\"}" START "\"name\":\"Y\"}"), NULL },
  { "/rdap/single-quotes", TEXT (START "'name':'X'}"), NULL },
  { "/rdap/bare-names", TEXT (START "name:\"X\"}"), NULL },
  { "/rdap/a-comma-too-much", TEXT (START "\"name\":\"X\",}"), NULL },
  { "/rdap/cut-off", TEXT (START "\"name\":\"X\""), NULL },
  { "/rdap/cut-off-in-a-string", TEXT (START "\"name\":\"X"), NULL },
  { "/rdap/cut-off-in-an-escape", TEXT (START "\"name\":\"X\\u00"), NULL },
  { "/rdap/a-wrong-escape", TEXT (START "\"name\":\"X\\q\"}"), NULL },
  { "/rdap/an-octal-number", TEXT (START "\"name\":\"X\",\"length\":010}"), NULL },
  { "/rdap/a-huge-number", TEXT (START "\"name\":\"X\",\"length\":1e999}"), "X" },
  { "/rdap/markup-stays-text", TEXT (START "\"name\":\"<b>X</b>\"}"), "<b>X</b>" },
  { "/rdap/control-characters", TEXT (START "\"name\":\"\\u001b[31mX\\u0007\"}"), "�[31mX�" },
  { "/rdap/turned-reading-order", TEXT (START "\"name\":\"X\\u202eY\"}"), "X�Y" },
  { "/rdap/ends-of-lines", TEXT (START "\"name\":\" X\\r\\n\\tY\\u2028Z \"}"), "X   Y Z" },
  { "/rdap/a-remark-where-nobody-is-named",
    TEXT (START "\"remarks\":[{\"title\":\"x\"},{\"description\":[\"Example Hosting\",\"Paris\"]}]}"),
    "Example Hosting" },
  { "/rdap/a-remark-of-one-string",
    TEXT (START "\"remarks\":[{\"description\":\"Example Hosting\"}]}"), "Example Hosting" },
  { "/rdap/remarks-of-other-types",
    TEXT (START "\"remarks\":[1,null,{\"description\":[2]},{\"description\":{}}]}"), NULL },
  { "/rdap/another-class",
    TEXT (START "\"name\":\"X\",\"objectClassName\":\"autnum\"}"), NULL },
  { "/rdap/no-class-and-no-network", TEXT ("{\"name\":\"X\"}"), "X" },
  { "/rdap/ends-that-are-swapped",
    TEXT ("{\"startAddress\":\"192.0.2.255\",\"endAddress\":\"192.0.2.0\",\"name\":\"X\"}"), NULL },
};

static void
test_text (gconstpointer data)
{
  const Text *text = data;
  /* of its own size, so that a sanitizer sees a read beyond the end */
  g_autofree char *copy = g_memdup2 (text->data, text->length);
  g_autoptr (BounceRegistryCheck) check = NULL;

  check = bounce_rdap_answer_parse ("192.0.2.66", copy, text->length);
  g_assert_cmpstr (check->holder, ==, text->holder);
  g_assert_cmpint (check->state, ==, text->holder != NULL ? BOUNCE_REGISTRY_FOUND
                                                          : BOUNCE_REGISTRY_UNKNOWN);
}

typedef struct
{
  const char *name;
  const char *written;
  const char *abuse_address;
} Address;

static const Address addresses[] = {
  { "/rdap/address/with-mailto", "mailto:abuse@x.example", "abuse@x.example" },
  { "/rdap/address/with-a-name", "Abuse <abuse@x.example>", NULL },
  { "/rdap/address/two", "abuse@x.example, b@x.example", NULL },
  { "/rdap/address/without-a-domain", "abuse", NULL },
  { "/rdap/address/without-a-local-part", "@x.example", NULL },
  { "/rdap/address/of-one-label", "abuse@localhost", NULL },
  { "/rdap/address/with-a-query", "abuse@x.example?bcc=y", NULL },
  { "/rdap/address/with-an-end-of-line", "abuse@x.example\\nBcc: y@x.example", NULL },
  { "/rdap/address/turned-around", "abuse\\u202e@x.example", NULL },
  { "/rdap/address/with-letters-of-other-scripts", "büro@müller.example", "büro@müller.example" },
};

static void
test_address (gconstpointer data)
{
  const Address *address = data;
  g_autoptr (BounceRegistryCheck) check = NULL;
  g_autofree char *text = NULL;

  text = g_strdup_printf (START "\"name\":\"X\",\"entities\":[{\"roles\":[\"abuse\"],"
                          "\"vcardArray\":[\"vcard\",[[\"email\",{},\"text\",\"%s\"]]]}]}",
                          address->written);
  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_FOUND);
  g_assert_cmpstr (check->abuse_address, ==, address->abuse_address);
  g_assert_false (check->abuse_is_guess);
}

/* RFC 9083, 6: an error in the answer, whatever HTTP said. */
typedef struct
{
  const char *name;
  const char *code;
  BounceRegistryState state;
} ErrorAnswer;

static const ErrorAnswer error_answers[] = {
  { "/rdap/error/not-found", "404", BOUNCE_REGISTRY_NO_DATA },
  { "/rdap/error/too-many-questions", "429", BOUNCE_REGISTRY_LATER },
  { "/rdap/error/of-the-server", "500", BOUNCE_REGISTRY_UNKNOWN },
  { "/rdap/error/as-a-string", "\"404\"", BOUNCE_REGISTRY_UNKNOWN },
};

static void
test_error_answer (gconstpointer data)
{
  const ErrorAnswer *row = data;
  g_autofree char *text = g_strdup_printf ("{\"errorCode\":%s,\"title\":\"No\"}", row->code);
  g_autoptr (BounceRegistryCheck) check = NULL;

  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (check->state, ==, row->state);
  g_assert_null (check->holder);
}

static char *
repeat (const char *text,
        gsize       times)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < times; i++)
    g_string_append (out, text);

  return g_string_free (out, FALSE);
}

static void
assert_nested (gsize               depth,
               BounceRegistryState state)
{
  g_autofree char *open = repeat ("[", depth);
  g_autofree char *close = repeat ("]", depth);
  g_autofree char *text = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;

  text = g_strdup_printf (START "\"name\":\"X\",\"deep\":%s%s}", open, close);
  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (check->state, ==, state);
}

static void
test_nesting (void)
{
  assert_nested (BOUNCE_NET_LIMIT_JSON_DEPTH - 1, BOUNCE_REGISTRY_FOUND);
  assert_nested (BOUNCE_NET_LIMIT_JSON_DEPTH, BOUNCE_REGISTRY_UNKNOWN);
}

/* json-glib 1.6 overflows the stack on these. */
static void
test_deep_nesting (void)
{
  assert_nested (100000, BOUNCE_REGISTRY_UNKNOWN);
}

static void
test_brackets_in_strings (void)
{
  g_autofree char *brackets = repeat ("[{\\\"", 1000);
  g_autofree char *text = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;

  text = g_strdup_printf (START "\"name\":\"X\",\"text\":\"%s\"}", brackets);
  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_FOUND);
}

static void
test_long_text (void)
{
  g_autofree char *name = repeat ("ü", 1000);
  g_autofree char *text = g_strdup_printf (START "\"name\":\"%s\"}", name);
  g_autoptr (BounceRegistryCheck) check = NULL;

  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (g_utf8_strlen (check->holder, -1), ==, BOUNCE_NET_LIMIT_TEXT);
}

static void
test_too_long_answer (void)
{
  g_autofree char *blanks = repeat (" ", BOUNCE_NET_LIMIT_REGISTRY_ANSWER);
  g_autofree char *text = g_strdup_printf (START "\"name\":\"X\"}%s", blanks);
  g_autoptr (BounceRegistryCheck) check = NULL;

  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_UNKNOWN);
}

/* The contact past the limit is not looked for. */
static void
test_many_entities (void)
{
  g_autofree char *entities = repeat ("{},", BOUNCE_NET_LIMIT_ENTITIES);
  g_autofree char *text = NULL;
  g_autoptr (BounceRegistryCheck) check = NULL;

  text = g_strdup_printf (START "\"name\":\"X\",\"entities\":[%s{\"roles\":[\"abuse\"],"
                          "\"vcardArray\":[\"vcard\",[[\"email\",{},\"text\",\"a@x.example\"]]]}]}",
                          entities);
  check = bounce_rdap_answer_parse ("192.0.2.66", text, strlen (text));
  g_assert_cmpint (check->state, ==, BOUNCE_REGISTRY_FOUND);
  g_assert_null (check->abuse_address);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    g_test_add_data_func (samples[i].name, &samples[i], test_sample);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_test_add_data_func (texts[i].name, &texts[i], test_text);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    g_test_add_data_func (addresses[i].name, &addresses[i], test_address);
  for (guint i = 0; i < G_N_ELEMENTS (error_answers); i++)
    g_test_add_data_func (error_answers[i].name, &error_answers[i], test_error_answer);
  g_test_add_func ("/rdap/nesting", test_nesting);
  g_test_add_func ("/rdap/deep-nesting", test_deep_nesting);
  g_test_add_func ("/rdap/brackets-in-strings", test_brackets_in_strings);
  g_test_add_func ("/rdap/long-text", test_long_text);
  g_test_add_func ("/rdap/too-long-answer", test_too_long_answer);
  g_test_add_func ("/rdap/many-entities", test_many_entities);

  return g_test_run ();
}
