/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <gio/gio.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <string.h>

#include "bounce-decode.h"
#include "bounce-limits.h"
#include "bounce-source.h"

/* A .msg in the making: a folder of the file, and the table of its properties. */
typedef struct
{
  GsfOutfile *folder;
  GByteArray *table;
} Writer;

static Writer *
writer_new (GsfOutfile *folder,
            guint       head)
{
  Writer *self = g_new0 (Writer, 1);

  self->folder = folder;
  self->table = g_byte_array_new ();
  g_byte_array_set_size (self->table, head);
  memset (self->table->data, 0, head);

  return self;
}

static Writer *
writer_open (Writer     *parent,
             const char *name,
             guint       head)
{
  return writer_new (GSF_OUTFILE (gsf_outfile_new_child (parent->folder, name, TRUE)), head);
}

static void
write_stream (Writer     *self,
              const char *name,
              const void *data,
              gsize       length)
{
  GsfOutput *output = gsf_outfile_new_child (self->folder, name, FALSE);

  g_assert_true (gsf_output_write (output, length, data));
  g_assert_true (gsf_output_close (output));
  g_object_unref (output);
}

static void
add_row (Writer  *self,
         guint    id,
         guint    type,
         guint64  value)
{
  guint8 row[16] = { type & 0xff, type >> 8, id & 0xff, id >> 8, 6, };

  for (guint i = 0; i < 8; i++)
    row[8 + i] = value >> (8 * i) & 0xff;

  g_byte_array_append (self->table, row, sizeof row);
}

static void
add_binary (Writer     *self,
            guint       id,
            guint       type,
            const void *data,
            gsize       length)
{
  g_autofree char *name = g_strdup_printf ("__substg1.0_%04X%04X", id, type);

  add_row (self, id, type, length);
  write_stream (self, name, data, length);
}

static void
add_text (Writer     *self,
          guint       id,
          const char *text)
{
  gsize length;
  g_autofree char *wide = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);

  add_binary (self, id, 0x001f, wide, length);
}

static void
writer_close (Writer *self)
{
  write_stream (self, "__properties_version1.0", self->table->data, self->table->len);
  g_assert_true (gsf_output_close (GSF_OUTPUT (self->folder)));
  g_object_unref (self->folder);
  g_byte_array_unref (self->table);
  g_free (self);
}

static Writer *
begin (GsfOutput **memory)
{
  *memory = gsf_output_memory_new ();

  return writer_new (gsf_outfile_msole_new (*memory), 32);
}

static GBytes *
end (Writer    *writer,
     GsfOutput *memory)
{
  GBytes *bytes;

  writer_close (writer);
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                       gsf_output_size (memory));
  g_object_unref (memory);

  return bytes;
}

static char *
dup_mail (GBytes *file)
{
  g_autoptr (BounceSource) source = bounce_source_new_for_bytes (file);
  g_autoptr (GBytes) mail = NULL;
  g_autoptr (GError) error = NULL;

  mail = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (mail);
  g_assert_null (bounce_source_next_message (source, NULL, &error));
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (mail, NULL), g_bytes_get_size (mail));
}

static BounceReport *
decode (const char *mail)
{
  g_autoptr (GBytes) bytes = g_bytes_new (mail, strlen (mail));
  g_autoptr (GError) error = NULL;
  BounceReport *report = bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);

  g_assert_no_error (error);

  return report;
}

/* Outlook's own report: no header, no body of the Internet. */
static GBytes *
make_report (const char *class,
             guint       status)
{
  GsfOutput *memory = NULL;
  Writer *writer = begin (&memory);
  Writer *recipient;

  add_text (writer, 0x001a, class);
  add_text (writer, 0x0037, "Undeliverable: Rehearsal on Tuesday");
  add_text (writer, 0x0049, "Rehearsal on Tuesday");
  add_text (writer, 0x0c1a, "System Administrator");
  add_text (writer, 0x0e04, "Carol");
  add_text (writer, 0x1001, "Your message did not reach some or all of the intended recipients.\r\n");
  add_row (writer, 0x0e06, 0x0040, G_GUINT64_CONSTANT (134151984000000000));

  recipient = writer_open (writer, "__recip_version1.0_#00000000", 8);
  add_text (recipient, 0x3001, "'Bob'");
  add_text (recipient, 0x39fe, "bob@example.org");
  add_text (recipient, 0x0c1b,
            "<mx.example.org #5.1.1 smtp;550 5.1.1 <bob@example.org>: User unknown>");
  writer_close (recipient);

  recipient = writer_open (writer, "__recip_version1.0_#00000001", 8);
  add_text (recipient, 0x3001, "eve@example.com");
  add_text (recipient, 0x3003, "/O=EXAMPLE/OU=FIRST/CN=RECIPIENTS/CN=EVE");
  if (status > 0)
    add_row (recipient, 0x0c20, 0x0003, status);
  writer_close (recipient);

  return end (writer, memory);
}

static void
test_report (void)
{
  g_autoptr (GBytes) file = make_report ("REPORT.IPM.Note.NDR", 522);
  g_autofree char *mail = dup_mail (file);
  g_autoptr (BounceReport) report = decode (mail);
  const BounceRecipient *bob;
  const BounceRecipient *eve;
  g_autofree char *code = NULL;

  g_assert_nonnull (strstr (mail, "\nDate: 10 Feb 2026 "));
  g_assert_cmpint (bounce_report_get_kind (report), ==, BOUNCE_KIND_BOUNCE);
  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, 2);
  g_assert_cmpstr (bounce_report_get_returned (report)->subject, ==, "Rehearsal on Tuesday");

  bob = bounce_report_get_recipient (report, 0);
  g_assert_cmpstr (bob->address, ==, "bob@example.org");
  g_assert_cmpuint (bob->reply_code, ==, 550);
  code = bounce_enhanced_code_to_string (&bob->enhanced_code);
  g_assert_cmpstr (code, ==, "5.1.1");
  g_assert_cmpint (bob->verdict.cause, ==, BOUNCE_CAUSE_ADDRESS_UNKNOWN);

  eve = bounce_report_get_recipient (report, 1);
  g_assert_cmpstr (eve->address, ==, "eve@example.com");
  g_assert_cmpuint (eve->reply_code, ==, 0);
  g_assert_cmpint (eve->verdict.cause, ==, BOUNCE_CAUSE_MAILBOX_FULL);
}

/* A number that may be two codes, and one that is none, become no code at all. */
static void
test_no_code_invented (void)
{
  static const guint numbers[] = { 0, 1, 520, 550, 570, 590, 611, 4294967295U };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GBytes) file = make_report ("REPORT.IPM.Note.NDR", numbers[i]);
      g_autofree char *mail = dup_mail (file);
      g_autoptr (BounceReport) report = decode (mail);
      const BounceRecipient *eve = bounce_report_get_recipient (report, 1);

      g_assert_null (strstr (mail, "Status:"));
      g_assert_cmpuint (eve->reply_code, ==, 0);
      g_assert_false (bounce_enhanced_code_is_set (&eve->enhanced_code));
    }
}

static void
test_delivered (void)
{
  g_autoptr (GBytes) file = make_report ("REPORT.IPM.Note.DR", 0);
  g_autofree char *mail = dup_mail (file);

  g_assert_nonnull (strstr (mail, "Action: delivered\n"));
  g_assert_null (strstr (mail, "Action: failed\n"));
}

/* A mail with its header of the Internet: the report in it lies among the
 * attachments, and the message that came back is a file in the file. */
static void
test_attachments (void)
{
  const char status[] =
    "Reporting-MTA: dns; mail.example.net\r\n\r\n"
    "Final-Recipient: rfc822; bob@example.org\r\nAction: failed\r\nStatus: 5.2.2\r\n"
    "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n";
  GsfOutput *memory = NULL;
  Writer *writer = begin (&memory);
  Writer *attachment;
  Writer *embedded;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *mail = NULL;
  g_autoptr (BounceReport) report = NULL;

  add_text (writer, 0x001a, "IPM.Note");
  add_text (writer, 0x007d,
            "Microsoft Mail Internet Headers Version 2.0\r\n"
            "From: MAILER-DAEMON@mail.example.net\r\n"
            "Subject: Returned\r\n mail\r\n"
            "Content-Type: multipart/report; report-type=delivery-status;\r\n"
            "\tboundary=\"gone\"\r\n"
            "MIME-Version: 1.0\r\n"
            "Message-ID: <1@mail.example.net>\r\n"
            "\r\n--gone\r\nContent-Type: text/plain\r\n");
  add_text (writer, 0x1000, "This is the mail system at host mail.example.net.\r\n"
            "--bounceback-0\r\n");

  attachment = writer_open (writer, "__attach_version1.0_#00000000", 8);
  add_text (attachment, 0x370e, "message/delivery-status");
  add_binary (attachment, 0x3701, 0x0102, status, strlen (status));
  writer_close (attachment);

  attachment = writer_open (writer, "__attach_version1.0_#00000001", 8);
  embedded = writer_open (attachment, "__substg1.0_3701000D", 24);
  add_text (embedded, 0x001a, "IPM.Note");
  add_text (embedded, 0x0037, "Gr\303\274\303\237e");
  add_text (embedded, 0x1035, "<2@example.net>");
  add_text (embedded, 0x5d01, "alice@example.net");
  add_text (embedded, 0x1000, "Hello\r\n");
  writer_close (embedded);
  writer_close (attachment);

  attachment = writer_open (writer, "__attach_version1.0_#00000002", 8);
  add_text (attachment, 0x370e, "image/png");
  add_binary (attachment, 0x3701, 0x0102, "PNG", 3);
  writer_close (attachment);
  file = end (writer, memory);

  mail = dup_mail (file);
  report = decode (mail);

  g_assert_null (strstr (mail, "gone"));
  g_assert_null (strstr (mail, "Microsoft"));
  g_assert_null (strstr (mail, "PNG"));
  g_assert_nonnull (strstr (mail, "\n--bounceback-1--\n"));
  g_assert_cmpstr (bounce_report_get_notice_subject (report), ==, "Returned mail");
  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, 1);
  g_assert_cmpstr (bounce_report_get_recipient (report, 0)->address, ==, "bob@example.org");
  g_assert_cmpint (bounce_report_get_verdict (report)->cause, ==, BOUNCE_CAUSE_MAILBOX_FULL);
  g_assert_cmpstr (bounce_report_get_returned (report)->message_id, ==, "<2@example.net>");
  g_assert_cmpstr (bounce_report_get_returned (report)->subject, ==, "Gr\303\274\303\237e");
}

/* Text of before Unicode, and a body that is HTML alone. */
static void
test_codepages (void)
{
  GsfOutput *memory = NULL;
  Writer *writer = begin (&memory);
  g_autoptr (GBytes) file = NULL;
  g_autofree char *mail = NULL;
  const char html[] = "<p>550 5.1.1 &lt;bob@example.org&gt;: \xcd\xe5\xf2</p>";

  add_binary (writer, 0x001a, 0x001e, "IPM.Note", 8);
  add_binary (writer, 0x0037, 0x001e, "\xcd\xe5\xf2\r\nX: injected", 16);
  add_binary (writer, 0x1013, 0x0102, html, strlen (html));
  add_row (writer, 0x3ffd, 0x0003, 1251);
  add_row (writer, 0x3fde, 0x0003, 1251);
  file = end (writer, memory);
  mail = dup_mail (file);

  g_assert_nonnull (strstr (mail, "Subject: \320\235\320\265\321\202  X: injected\n"));
  g_assert_nonnull (strstr (mail, "Content-Type: text/html; charset=windows-1251\n"));
}

/* An old document is no mail, and stays what it is. */
static void
test_document (void)
{
  GsfOutput *memory = gsf_output_memory_new ();
  Writer document = { gsf_outfile_msole_new (memory), NULL };
  g_autoptr (BounceSource) source = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  write_stream (&document, "WordDocument", "text", 4);
  gsf_output_close (GSF_OUTPUT (document.folder));
  g_object_unref (document.folder);
  file = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                      gsf_output_size (memory));
  g_object_unref (memory);

  source = bounce_source_new_for_bytes (file);
  bytes = bounce_source_next_message (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error));
  g_assert_error (error, BOUNCE_ERROR, BOUNCE_ERROR_NOT_TEXT);
}

static gboolean
read_damaged (const guint8 *data,
              gsize         length)
{
  g_autoptr (GBytes) file = g_bytes_new (data, length);
  g_autoptr (BounceSource) source = bounce_source_new_for_bytes (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mail = bounce_source_next_message (source, NULL, &error);

  if (mail == NULL)
    {
      g_assert_error (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_DAMAGED);
      return FALSE;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (mail), <=, BOUNCE_LIMIT_MESSAGE + 1);

  return TRUE;
}

/* Whatever a byte of the file becomes, there is a mail or a plain error, and no
 * word of a library on standard error: warnings are fatal here. */
static void
test_damaged (void)
{
  static const guint8 values[] = { 0x00, 0x01, 0x7f, 0xfe, 0xff };
  g_autoptr (GBytes) file = make_report ("REPORT.IPM.Note.NDR", 511);
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  guint n_failed = 0;

  for (gsize cut = 8; cut < length; cut += 37)
    read_damaged (data, cut);

  for (gsize at = 8; at < length; at++)
    {
      /* what stands inside of texts is not the matter here */
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          copy[at] = values[i];
          n_failed += !read_damaged (copy, length);
        }
      copy[at] = data[at];
    }

  g_assert_cmpuint (n_failed, >, 0);

  for (guint round = 0; round < 20000; round++)
    {
      memcpy (copy, data, length);
      for (guint i = 0; i < 8; i++)
        {
          gsize at = 8 + g_rand_int_range (rand, 0, length - 8);

          /* numbers of sectors and entries go far with small values */
          copy[at] = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 64 : 256);
        }
      read_damaged (copy, length);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gsf_init ();

  g_test_add_func ("/outlook/report", test_report);
  g_test_add_func ("/outlook/report/no-code-invented", test_no_code_invented);
  g_test_add_func ("/outlook/report/delivered", test_delivered);
  g_test_add_func ("/outlook/attachments", test_attachments);
  g_test_add_func ("/outlook/codepages", test_codepages);
  g_test_add_func ("/outlook/document", test_document);
  g_test_add_func ("/outlook/damaged", test_damaged);

  status = g_test_run ();
  gsf_shutdown ();

  return status;
}
