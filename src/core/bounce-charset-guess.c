/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-charset-private.h"
#include "bounce-limits.h"

#include <string.h>

/* How the bytes above 0x7f stand: alone or in runs, and in which rows of the East
 * Asian tables their pairs would lie. */
typedef struct
{
  gsize n_high;
  gsize n_alone;
  gsize n_e0_ff;
  gsize n_c0_df;
  gsize euc_pairs;
  gsize euc_bad;
  gsize euc_kana;
  gsize euc_hangul;
  gsize euc_chinese_marks;
  gsize sjis_pairs;
  gsize sjis_bad;
  gsize sjis_kana;
  gsize big5_pairs;
  gsize big5_bad;
  gsize big5_common;
} Shape;

static gboolean
is_between (guchar byte,
            guchar low,
            guchar high)
{
  return byte >= low && byte <= high;
}

static void
measure_runs (const guchar *bytes,
              gsize         length,
              Shape        *shape)
{
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] < 0x80)
        continue;

      shape->n_high++;
      shape->n_e0_ff += bytes[i] >= 0xe0;
      shape->n_c0_df += is_between (bytes[i], 0xc0, 0xdf);

      /* The second byte of a pair may lie in ASCII (Big5, Shift_JIS). */
      if ((i < 1 || bytes[i - 1] < 0x80) && (i < 2 || bytes[i - 2] < 0x80) &&
          (i + 1 >= length || bytes[i + 1] < 0x80) && (i + 2 >= length || bytes[i + 2] < 0x80))
        shape->n_alone++;
    }
}

static void
measure_euc (const guchar *bytes,
             gsize         length,
             Shape        *shape)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar lead = bytes[i];
      guchar trail = i + 1 < length ? bytes[i + 1] : 0;

      if (lead < 0x80)
        continue;
      if (!is_between (lead, 0xa1, 0xfe) || !is_between (trail, 0xa1, 0xfe))
        {
          shape->euc_bad++;
          continue;
        }

      shape->euc_pairs++;
      shape->euc_kana += lead == 0xa4 || lead == 0xa5;
      shape->euc_hangul += is_between (lead, 0xb0, 0xc8);
      /* the Chinese full stop and comma */
      shape->euc_chinese_marks += (lead == 0xa1 && trail == 0xa3) ||
                                  (lead == 0xa3 && (trail == 0xac || trail == 0xba));
      i++;
    }
}

static void
measure_sjis (const guchar *bytes,
              gsize         length,
              Shape        *shape)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar lead = bytes[i];
      guchar trail = i + 1 < length ? bytes[i + 1] : 0;

      if (lead < 0x80 || is_between (lead, 0xa1, 0xdf))
        continue;
      if (!(is_between (lead, 0x81, 0x9f) || is_between (lead, 0xe0, 0xfc)) ||
          !(is_between (trail, 0x40, 0x7e) || is_between (trail, 0x80, 0xfc)))
        {
          shape->sjis_bad++;
          continue;
        }

      shape->sjis_pairs++;
      shape->sjis_kana += (lead == 0x82 && is_between (trail, 0x9f, 0xf1)) ||
                          (lead == 0x83 && is_between (trail, 0x40, 0x96));
      i++;
    }
}

static void
measure_big5 (const guchar *bytes,
              gsize         length,
              Shape        *shape)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar lead = bytes[i];
      guchar trail = i + 1 < length ? bytes[i + 1] : 0;

      if (lead < 0x80)
        continue;
      if (!is_between (lead, 0xa1, 0xf9) ||
          !(is_between (trail, 0x40, 0x7e) || is_between (trail, 0xa1, 0xfe)))
        {
          shape->big5_bad++;
          continue;
        }

      shape->big5_pairs++;
      shape->big5_common += is_between (lead, 0xa4, 0xc6);
      i++;
    }
}

static const char *
find_escape (const char *bytes,
             gsize       length)
{
  static const struct
  {
    const char *escape;
    const char *charset;
  } escapes[] = {
    { "\033$)C", "ISO-2022-KR" },
    { "\033$)A", "ISO-2022-CN" },
    { "\033$B", "ISO-2022-JP-3" },
    { "\033$@", "ISO-2022-JP-3" },
    { "\033(J", "ISO-2022-JP-3" },
    { "\033(I", "ISO-2022-JP-3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (memmem (bytes, length, escapes[i].escape, strlen (escapes[i].escape)) != NULL)
      return escapes[i].charset;

  return NULL;
}

/**
 * bounce_charset_guess: (skip)
 * @bytes: text that is no UTF-8
 * @length: of @bytes
 *
 * Guesses a charset from the way its bytes stand. It knows the charsets that
 * server programs write their notices in; Latin letters are the rest.
 *
 * Returns: (nullable) (transfer none): a charset for iconv, or %NULL
 */
const char *
bounce_charset_guess (const char *bytes,
                      gsize       length)
{
  const guchar *at = (const guchar *) bytes;
  const char *escaped = find_escape (bytes, MIN (length, BOUNCE_LIMIT_CHARSET_SAMPLE));
  Shape shape = { 0 };

  if (escaped != NULL)
    return escaped;

  length = MIN (length, BOUNCE_LIMIT_CHARSET_SAMPLE);
  measure_runs (at, length, &shape);

  /* Accented letters stand alone between plain ones; letters of another script
   * stand together. */
  if (shape.n_high < 4 || shape.n_alone * 4 > shape.n_high)
    return NULL;

  /* Small letters are the upper half of windows-1251 and the lower of KOI8-R. */
  if (shape.n_e0_ff * 10 > shape.n_high * 7)
    return "CP1251";
  if (shape.n_c0_df * 10 > shape.n_high * 7)
    return "KOI8-R";

  measure_euc (at, length, &shape);
  measure_sjis (at, length, &shape);
  measure_big5 (at, length, &shape);

  if (shape.sjis_bad * 20 <= shape.sjis_pairs && shape.sjis_kana * 5 > shape.sjis_pairs)
    return "CP932";
  if (shape.euc_bad * 20 <= shape.euc_pairs)
    {
      if (shape.euc_kana * 5 > shape.euc_pairs)
        return "EUC-JP";
      if (shape.euc_chinese_marks == 0 && shape.euc_hangul * 10 > shape.euc_pairs * 9)
        return "CP949";
      return "GB18030";
    }
  if (shape.big5_bad * 20 <= shape.big5_pairs && shape.big5_common * 10 > shape.big5_pairs * 6)
    return "BIG5-HKSCS";

  return NULL;
}
