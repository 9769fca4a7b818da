/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include "fuzz.h"

#include "bounce-charset-private.h"
#include "bounce-outlook-private.h"

/* The bytes of an .msg file to a mail: the mail, or an error in words. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) mail = NULL;
  g_autoptr (GError) error = NULL;

  bounce_charset_init ();
  if (size > 0)
    g_byte_array_append (file, data, (guint) size);

  bounce_outlook_recognises ((const char *) file->data, file->len);
  mail = bounce_outlook_to_mail (file, &error);
  g_assert_true ((mail != NULL) == (error == NULL));

  return 0;
}
