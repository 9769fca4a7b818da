/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-outlook-private.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>
#include <string.h>

#include "bounce-limits.h"
#include "bounce-outlook-store-private.h"
#include "bounce-source.h"

/*
 * A .msg becomes the mail it was, or could have been, so that one decoder reads
 * all mail. Only what stands in the file goes into it. The properties are those
 * of [MS-OXPROPS].
 */
enum
{
  MESSAGE_CLASS = 0x001a,
  SUBJECT = 0x0037,
  SUBMIT_TIME = 0x0039,
  REPRESENTING_NAME = 0x0042,
  ORIGINAL_SUBJECT = 0x0049,
  ORIGINAL_SUBMIT_TIME = 0x004e,
  REPRESENTING_ADDRESS = 0x0065,
  ORIGINAL_TO = 0x0074,
  TRANSPORT_HEADERS = 0x007d,
  SUPPLEMENTARY_INFO = 0x0c1b,
  NDR_STATUS_CODE = 0x0c20,
  SENDER_NAME = 0x0c1a,
  SENDER_ADDRESS = 0x0c1f,
  REMOTE_MTA = 0x0c21,
  DISPLAY_TO = 0x0e04,
  DELIVERY_TIME = 0x0e06,
  BODY = 0x1000,
  REPORT_TEXT = 0x1001,
  HTML = 0x1013,
  MESSAGE_ID = 0x1035,
  DISPLAY_NAME = 0x3001,
  EMAIL_ADDRESS = 0x3003,
  ATTACHMENT_DATA = 0x3701,
  ATTACHMENT_TYPE = 0x370e,
  SMTP_ADDRESS = 0x39fe,
  INTERNET_CODEPAGE = 0x3fde,
  MESSAGE_CODEPAGE = 0x3ffd,
  SENDER_SMTP_ADDRESS = 0x5d01,
  REPRESENTING_SMTP_ADDRESS = 0x5d02,
  REPORTING_MTA = 0x6820,
};

/* Reports end in one of these ([MS-OXOMSG] §2.2.2). */
static const struct
{
  const char *suffix;
  const char *action;           /* RFC 3464 §2.3.3 */
} reports[] = {
  { ".ndr", "failed" },
  { ".dr", "delivered" },
  { ".delayed", "delayed" },
  { ".relayed", "relayed" },
  { ".expanded", "expanded" },
};

static void append_message (GString     *mail,
                            BounceStore *store,
                            guint        depth);

/* A value as it can stand in one line of a header. */
static void
append_field (GString    *mail,
              const char *name,
              const char *value)
{
  if (value == NULL)
    return;

  /* [MS-OXCMSG] §2.2.1.9: the first two characters may say how long a prefix is */
  if (value[0] == '\001' && value[1] != '\0')
    value += 2;

  g_string_append_printf (mail, "%s: ", name);
  for (const char *at = value; *at != '\0' && at - value < BOUNCE_LIMIT_FIELD_LENGTH; at++)
    g_string_append_c (mail, g_ascii_iscntrl (*at) ? ' ' : *at);
  g_string_append_c (mail, '\n');
}

static void
append_date (GString   *mail,
             GDateTime *time)
{
  static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };

  if (time == NULL)
    return;

  g_string_append_printf (mail, "Date: %d %s %04d %02d:%02d:%02d +0000\n",
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

static gboolean
is_about_content (const char *line,
                  gsize       name_length)
{
  return (name_length >= 8 && g_ascii_strncasecmp (line, "Content-", 8) == 0) ||
         (name_length == 12 && g_ascii_strncasecmp (line, "MIME-Version", 12) == 0);
}

/* The fields as they came, but for those about a body that is now another. */
static gboolean
append_transport_headers (GString    *mail,
                          const char *headers)
{
  gsize before = mail->len;
  gboolean keep = FALSE;

  while (*headers != '\0')
    {
      gsize length = strcspn (headers, "\r\n");
      gsize name = 0;

      if (length == 0)
        break;

      while (name < length && headers[name] > ' ' && headers[name] < 127 && headers[name] != ':')
        name++;

      if (*headers != ' ' && *headers != '\t')
        keep = name > 0 && headers[name] == ':' && !is_about_content (headers, name);
      if (keep)
        {
          g_string_append_len (mail, headers, length);
          g_string_append_c (mail, '\n');
        }

      headers += length;
      if (*headers == '\r')
        headers++;
      if (*headers == '\n')
        headers++;
    }

  return mail->len > before;
}

static char *
dup_first_text (const BounceStore *store,
                const guint       *ids,
                gsize              n_ids,
                gboolean           is_address)
{
  for (gsize i = 0; i < n_ids; i++)
    {
      g_autofree char *text = bounce_store_dup_text (store, ids[i]);

      /* inside one company, people have paths instead of addresses */
      if (text != NULL && (!is_address || (strchr (text, '@') != NULL && *text != '/')))
        return g_steal_pointer (&text);
    }

  return NULL;
}

static void
append_sender (GString           *mail,
               const BounceStore *store)
{
  static const guint name_ids[] = { SENDER_NAME, REPRESENTING_NAME };
  static const guint address_ids[] = {
    SENDER_SMTP_ADDRESS, REPRESENTING_SMTP_ADDRESS, SENDER_ADDRESS, REPRESENTING_ADDRESS,
  };
  g_autofree char *name = dup_first_text (store, name_ids, G_N_ELEMENTS (name_ids), FALSE);
  g_autofree char *address = NULL;
  g_autofree char *from = NULL;

  address = dup_first_text (store, address_ids, G_N_ELEMENTS (address_ids), TRUE);
  if (name != NULL)
    g_strdelimit (name, "\"\\", '\'');

  if (address != NULL && name != NULL && strcmp (name, address) != 0)
    from = g_strdup_printf ("\"%s\" <%s>", name, address);
  else if (address != NULL)
    from = g_strdup_printf ("<%s>", address);
  else
    from = g_steal_pointer (&name);

  append_field (mail, "From", from);
}

static void
append_header (GString           *mail,
               const BounceStore *store)
{
  g_autofree char *headers = bounce_store_dup_text (store, TRANSPORT_HEADERS);
  g_autofree char *to = bounce_store_dup_text (store, DISPLAY_TO);
  g_autofree char *subject = bounce_store_dup_text (store, SUBJECT);
  g_autofree char *message_id = bounce_store_dup_text (store, MESSAGE_ID);
  g_autoptr (GDateTime) time = NULL;

  if (headers != NULL && append_transport_headers (mail, headers))
    return;

  time = bounce_store_dup_time (store, DELIVERY_TIME);
  if (time == NULL)
    time = bounce_store_dup_time (store, SUBMIT_TIME);

  append_sender (mail, store);
  append_field (mail, "To", to);
  append_field (mail, "Subject", subject);
  append_field (mail, "Message-ID", message_id);
  append_date (mail, time);
}

static GString *
part_new (const char *type,
          const char *charset)
{
  GString *part = g_string_new (NULL);

  g_string_append_printf (part, "Content-Type: %s", type);
  if (charset != NULL)
    g_string_append_printf (part, "; charset=%s", charset);
  g_string_append (part, "\nContent-Transfer-Encoding: 8bit\n\n");

  return part;
}

static void
add_bodies (GPtrArray         *parts,
            const BounceStore *store,
            gboolean           is_report)
{
  static const guint report_ids[] = { REPORT_TEXT, BODY };
  static const guint message_ids[] = { BODY, REPORT_TEXT };
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint32 codepage = store->codepage;
  GString *part;

  text = dup_first_text (store, is_report ? report_ids : message_ids, 2, FALSE);
  if (text != NULL)
    {
      part = part_new ("text/plain", "utf-8");
      g_string_append (part, text);
      g_ptr_array_add (parts, part);
      return;
    }

  bytes = bounce_store_dup_binary (store, HTML);
  if (bytes != NULL)
    {
      bounce_store_get_number (store, INTERNET_CODEPAGE, &codepage);
      part = part_new ("text/html", bounce_codepage_name (codepage));
      g_string_append_len (part, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_ptr_array_add (parts, part);
      return;
    }

  html = bounce_store_dup_text (store, HTML);
  if (html != NULL)
    {
      part = part_new ("text/html", "utf-8");
      g_string_append (part, html);
      g_ptr_array_add (parts, part);
    }
}

/* 511 is 5.1.1, by 100, 10 and 1 ([MS-OXCMAIL] §2.2.3.7). 520 may be 5.2.0 or 5.1.10, and
 * what is not certain is left out. */
static void
append_status (GString           *status,
               const BounceStore *recipient)
{
  guint32 code;
  guint subject;
  guint detail;

  if (!bounce_store_get_number (recipient, NDR_STATUS_CODE, &code))
    return;

  subject = code / 10 % 10;
  detail = code % 10;
  if ((code / 100 != 2 && code / 100 != 4 && code / 100 != 5) ||
      subject == 0 || subject > 7 || detail == 0)
    return;

  g_string_append_printf (status, "Status: %u.%u.%u\n", code / 100, subject, detail);
}

/* One block of message/delivery-status (RFC 3464 §2.3). */
static void
append_recipient (GString           *status,
                  const BounceStore *recipient,
                  const char        *action)
{
  static const guint ids[] = { SMTP_ADDRESS, EMAIL_ADDRESS, DISPLAY_NAME };
  g_autofree char *address = dup_first_text (recipient, ids, G_N_ELEMENTS (ids), TRUE);
  g_autofree char *name = bounce_store_dup_text (recipient, DISPLAY_NAME);
  g_autofree char *mta = bounce_store_dup_text (recipient, REMOTE_MTA);
  g_autofree char *words = bounce_store_dup_text (recipient, SUPPLEMENTARY_INFO);
  g_autofree char *final = NULL;

  if (address == NULL && name == NULL)
    return;

  if (address != NULL)
    {
      g_strdelimit (address, "'\"<>", ' ');
      final = g_strdup_printf ("rfc822; %s", g_strstrip (address));
    }
  else
    {
      final = g_strdup_printf ("x-display-name; %s", name);
    }

  g_string_append_c (status, '\n');
  append_field (status, "Final-Recipient", final);
  append_field (status, "Action", action);
  append_status (status, recipient);
  if (mta != NULL)
    {
      g_autofree char *remote = g_strconcat ("dns; ", mta, NULL);

      append_field (status, "Remote-MTA", remote);
    }
  if (words != NULL)
    {
      g_autofree char *diagnostic = g_strconcat ("smtp; ", words, NULL);

      append_field (status, "Diagnostic-Code", diagnostic);
    }
}

static GString *
make_delivery_status (const BounceStore *store,
                      const char        *action)
{
  GString *part = part_new ("message/delivery-status", NULL);
  g_autofree char *mta = bounce_store_dup_text (store, REPORTING_MTA);

  if (mta != NULL)
    {
      g_autofree char *reporting = g_strconcat ("dns; ", mta, NULL);

      append_field (part, "Reporting-MTA", reporting);
    }

  /* one more than are listed tells the decoder that there are more */
  for (guint i = 0; i <= BOUNCE_LIMIT_RECIPIENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("__recip_version1.0_#%08X", i);
      g_autoptr (BounceOleFolder) folder = bounce_store_open (store, name);
      g_autoptr (BounceStore) recipient = NULL;

      if (folder == NULL)
        break;

      recipient = bounce_store_new (folder, BOUNCE_STORE_CHILD, store->codepage);
      if (recipient != NULL)
        append_recipient (part, recipient, action);
    }

  return part;
}

/* Texts and mails; pictures and documents say nothing about a delivery. */
static GString *
make_attachment (const BounceStore *attachment,
                 guint              depth,
                 gboolean          *is_message)
{
  g_autofree char *type = bounce_store_dup_text (attachment, ATTACHMENT_TYPE);
  g_autoptr (BounceOleFolder) folder = bounce_store_open (attachment, "__substg1.0_3701000D");
  g_autoptr (GBytes) bytes = NULL;
  GString *part;

  if (folder != NULL)
    {
      g_autoptr (BounceStore) embedded = NULL;

      embedded = bounce_store_new (folder, BOUNCE_STORE_EMBEDDED, attachment->codepage);
      /* one deeper than is read, for the same reason as with recipients */
      if (embedded == NULL || depth > BOUNCE_LIMIT_DEPTH)
        return NULL;

      *is_message = TRUE;
      part = part_new ("message/rfc822", NULL);
      append_message (part, embedded, depth + 1);
      return part;
    }

  if (type == NULL || strpbrk (type, "\r\n") != NULL ||
      (g_ascii_strncasecmp (type, "text/", 5) != 0 &&
       g_ascii_strncasecmp (type, "message/", 8) != 0))
    return NULL;

  bytes = bounce_store_dup_binary (attachment, ATTACHMENT_DATA);
  if (bytes == NULL)
    return NULL;

  *is_message = g_ascii_strcasecmp (type, "message/rfc822") == 0;
  part = part_new (type, NULL);
  g_string_append_len (part, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return part;
}

static gboolean
add_attachments (GPtrArray         *parts,
                 const BounceStore *store,
                 guint              depth)
{
  gsize size = 0;
  guint n_added = 0;
  gboolean has_message = FALSE;

  /* one part more than is read, for the same reason as with recipients */
  for (guint i = 0;
       i < BOUNCE_LIMIT_OUTLOOK_ATTACHMENTS && n_added <= BOUNCE_LIMIT_PARTS
       && size < BOUNCE_LIMIT_MESSAGE;
       i++)
    {
      g_autofree char *name = g_strdup_printf ("__attach_version1.0_#%08X", i);
      g_autoptr (BounceOleFolder) folder = bounce_store_open (store, name);
      g_autoptr (BounceStore) attachment = NULL;
      gboolean is_message = FALSE;
      GString *part = NULL;

      if (folder == NULL)
        break;

      attachment = bounce_store_new (folder, BOUNCE_STORE_CHILD, store->codepage);
      if (attachment != NULL)
        part = make_attachment (attachment, depth, &is_message);
      if (part == NULL)
        continue;

      n_added++;
      size += part->len;
      has_message |= is_message;
      g_ptr_array_add (parts, part);
    }

  return has_message;
}

static gboolean
has_type (GPtrArray  *parts,
          const char *type)
{
  g_autofree char *start = g_strconcat ("Content-Type: ", type, NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const GString *part = g_ptr_array_index (parts, i);

      if (g_ascii_strncasecmp (part->str, start, strlen (start)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is known of the message that came back. */
static void
add_returned (GPtrArray         *parts,
              const BounceStore *store)
{
  g_autofree char *subject = bounce_store_dup_text (store, ORIGINAL_SUBJECT);
  g_autofree char *to = bounce_store_dup_text (store, ORIGINAL_TO);
  g_autoptr (GDateTime) time = bounce_store_dup_time (store, ORIGINAL_SUBMIT_TIME);
  GString *part;

  if (subject == NULL && time == NULL)
    return;

  part = part_new ("text/rfc822-headers", NULL);
  append_field (part, "To", to);
  append_field (part, "Subject", subject);
  append_date (part, time);
  g_ptr_array_add (parts, part);
}

/* One that stands in none of the parts. */
static char *
dup_boundary (GPtrArray *parts)
{
  for (guint number = 0; ; number++)
    {
      g_autofree char *boundary = g_strdup_printf ("bounceback-%u", number);
      gboolean is_free = TRUE;

      for (guint i = 0; i < parts->len && is_free; i++)
        {
          const GString *part = g_ptr_array_index (parts, i);

          is_free = memmem (part->str, part->len, boundary, strlen (boundary)) == NULL;
        }

      if (is_free)
        return g_steal_pointer (&boundary);
    }
}

static void
append_parts (GString   *mail,
              GPtrArray *parts)
{
  g_autofree char *boundary = NULL;
  const char *type = "mixed";
  const char *parameter = "";

  if (parts->len == 1)
    {
      const GString *part = g_ptr_array_index (parts, 0);

      g_string_append_len (mail, part->str, part->len);
      return;
    }

  if (has_type (parts, "message/delivery-status"))
    {
      type = "report";
      parameter = "; report-type=delivery-status";
    }
  else if (has_type (parts, "message/disposition-notification"))
    {
      type = "report";
      parameter = "; report-type=disposition-notification";
    }

  boundary = dup_boundary (parts);
  g_string_append_printf (mail, "Content-Type: multipart/%s%s; boundary=\"%s\"\n",
                          type, parameter, boundary);
  for (guint i = 0; i < parts->len; i++)
    {
      const GString *part = g_ptr_array_index (parts, i);

      g_string_append_printf (mail, "\n--%s\n", boundary);
      g_string_append_len (mail, part->str, part->len);
    }
  g_string_append_printf (mail, "\n--%s--\n", boundary);
}

static void
free_part (gpointer data)
{
  g_string_free (data, TRUE);
}

static const char *
find_action (const char *class)
{
  for (guint i = 0; class != NULL && i < G_N_ELEMENTS (reports); i++)
    {
      gsize length = strlen (class);
      gsize suffix = strlen (reports[i].suffix);

      if (length > suffix && g_ascii_strncasecmp (class, "report.", 7) == 0 &&
          g_ascii_strcasecmp (class + length - suffix, reports[i].suffix) == 0)
        return reports[i].action;
    }

  return NULL;
}

static void
append_message (GString     *mail,
                BounceStore *store,
                guint        depth)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GPtrArray) attached = g_ptr_array_new ();
  g_autofree char *class = bounce_store_dup_text (store, MESSAGE_CLASS);
  const char *action = find_action (class);
  gboolean has_message;
  guint32 codepage;

  if (bounce_store_get_number (store, MESSAGE_CODEPAGE, &codepage) ||
      bounce_store_get_number (store, INTERNET_CODEPAGE, &codepage))
    store->codepage = codepage;

  append_header (mail, store);
  g_string_append (mail, "MIME-Version: 1.0\n");

  add_bodies (parts, store, action != NULL);
  has_message = add_attachments (attached, store, depth);
  if (action != NULL && !has_type (attached, "message/delivery-status"))
    g_ptr_array_add (parts, make_delivery_status (store, action));
  for (guint i = 0; i < attached->len; i++)
    g_ptr_array_add (parts, g_ptr_array_index (attached, i));
  if (action != NULL && !has_message)
    add_returned (parts, store);

  if (parts->len == 0)
    g_string_append_c (mail, '\n');
  else
    append_parts (mail, parts);
}

static GsfInfile *
open_file (GByteArray *file)
{
  g_autoptr (BounceOleStream) input = NULL;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      gsf_init ();
      g_once_init_leave (&once, 1);
    }

  input = gsf_input_memory_new (file->data, file->len, FALSE);

  return gsf_infile_msole_new (input, NULL);
}

/* Returns @file itself where it is no message but, say, an old document. */
GBytes *
bounce_outlook_to_mail (GByteArray  *file,
                        GError     **error)
{
  g_autoptr (BounceOleFolder) folder = NULL;
  g_autoptr (BounceStore) store = NULL;
  g_autoptr (GString) mail = NULL;

  if (bounce_outlook_check (file))
    folder = open_file (file);

  if (folder == NULL)
    {
      g_set_error_literal (error, BOUNCE_SOURCE_ERROR, BOUNCE_SOURCE_ERROR_DAMAGED,
                           "The Outlook file is damaged");
      return NULL;
    }

  store = bounce_store_new (folder, BOUNCE_STORE_MESSAGE, 0);
  if (store == NULL)
    return g_bytes_new (file->data, MIN (file->len, BOUNCE_LIMIT_MESSAGE));

  mail = g_string_new (NULL);
  append_message (mail, store, 0);
  g_string_truncate (mail, MIN (mail->len, BOUNCE_LIMIT_MESSAGE + 1));

  return g_string_free_to_bytes (g_steal_pointer (&mail));
}
