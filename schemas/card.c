/* card.c - see card.h. QR: cards since 2021, and those since July 2024, which append items. MRZ: the back of
 * the same cards; the check digits are those of ICAO 9303-3, 4.9 (weights 7, 3, 1).
 */
#include <sohoa/card.h>

#include <string.h>

#include <sohoa/reading.h>

#include "date_text.h"
#include "letters.h"

void
sohoa_card_free (SohoaCard *card)
{
  if (card == NULL)
    return;
  g_free (card->citizen_id);
  g_free (card->old_id_number);
  g_free (card->full_name);
  g_free (card->birth_date);
  g_free (card->sex);
  g_free (card->residence);
  g_free (card->issue_date);
  g_free (card->expiry_date);
  g_free (card);
}

static gboolean
is_digits (const char *text, gsize length)
{
  return strlen (text) == length && strspn (text, "0123456789") == length;
}

/* "01011990" -> "1990-01-01"; "" when there is no such day. */
static char *
iso_date (const char *digits)
{
  SohoaDate date;

  return strlen (digits) == strlen ("ddmmyyyy") && sohoa_date_parse (digits, &date) == SOHOA_DATE_GOOD
           ? sohoa_date_to_iso (&date)
           : g_strdup ("");
}

/* QR */

enum { ITEM_NUMBER, ITEM_OLD_NUMBER, ITEM_NAME, ITEM_BIRTH, ITEM_SEX, ITEM_RESIDENCE, ITEM_ISSUE, N_ITEMS };
enum { ITEMS_MAX = 32, PAYLOAD_BYTES_MAX = 4096 };

SohoaCard *
sohoa_card_from_qr (const char *payload)
{
  SohoaCard *card;

  if (strlen (payload) > PAYLOAD_BYTES_MAX || !g_utf8_validate (payload, -1, NULL))
    return NULL;
  g_auto (GStrv) items = g_strsplit (payload, "|", ITEMS_MAX);
  if (g_strv_length (items) < N_ITEMS || !is_digits (items[ITEM_NUMBER], 12))
    return NULL;
  card = g_new0 (SohoaCard, 1);
  card->citizen_id = g_strdup (items[ITEM_NUMBER]);
  card->old_id_number = g_strdup (is_digits (items[ITEM_OLD_NUMBER], 9) ? items[ITEM_OLD_NUMBER] : "");
  card->full_name = sohoa_text_fold (items[ITEM_NAME]);
  card->birth_date = iso_date (items[ITEM_BIRTH]);
  card->sex = g_strdup (strcmp (items[ITEM_SEX], "Nam") == 0  ? "Nam"
                        : strcmp (items[ITEM_SEX], "Nữ") == 0 ? "Nữ"
                                                              : "");
  card->residence = sohoa_text_fold (items[ITEM_RESIDENCE]);
  card->issue_date = iso_date (items[ITEM_ISSUE]);
  card->expiry_date = g_strdup ("");
  return card;
}

/* MRZ */

enum { LINE_LENGTH = 30, N_LINES = 3 };

static int
mrz_value (char c)
{
  return g_ascii_isdigit (c) ? c - '0' : g_ascii_isupper (c) ? c - 'A' + 10 : 0;
}

/* Goes on from weight number *at, so that a composite of several pieces is summed piece by piece. */
static guint
mrz_sum (const char *text, gsize length, guint *at)
{
  static const guint weights[] = {7, 3, 1};
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    sum += (guint) mrz_value (text[i]) * weights[(*at)++ % 3];
  return sum;
}

static gboolean
checks (const char *text, gsize length, char digit)
{
  guint at = 0;

  return mrz_sum (text, length, &at) % 10 == (guint) (digit - '0');
}

static gboolean
checks_composite (const char *upper, const char *middle)
{
  guint at = 0, sum = mrz_sum (upper + 5, 25, &at);

  sum += mrz_sum (middle, 7, &at);
  sum += mrz_sum (middle + 8, 7, &at);
  sum += mrz_sum (middle + 18, 11, &at);
  return sum % 10 == (guint) (middle[29] - '0');
}

/* The lines of text with nothing between them; NULL when they are not three of 30 allowed letters. */
static char *
join_lines (const char *text)
{
  GString *lines = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && lines->len <= N_LINES * LINE_LENGTH; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (lines, *p);
  if (lines->len == N_LINES * LINE_LENGTH &&
      strspn (lines->str, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<") == lines->len)
    return g_string_free (lines, FALSE);
  g_string_free (lines, TRUE);
  return NULL;
}

/* yymmdd in the century that the citizen number names (or, for an expiry, this one). */
static char *
mrz_date (const char *yymmdd, guint century)
{
  g_autofree char *digits = g_strdup_printf ("%.2s%.2s%02u%.2s", yymmdd + 4, yymmdd + 2, century, yymmdd);

  return is_digits (digits, 8) ? iso_date (digits) : g_strdup ("");
}

/* "NGUYEN<<VAN<A<<<" -> "NGUYEN VAN A" */
static char *
mrz_name (const char *line)
{
  g_autofree char *name = g_strdelimit (g_strndup (line, LINE_LENGTH), "<", ' ');

  return sohoa_text_fold (name);
}

SohoaCard *
sohoa_card_from_mrz (const char *text)
{
  g_autofree char *lines = join_lines (text);
  SohoaCard *card;

  if (lines == NULL)
    return NULL;
  const char *upper = lines, *middle = lines + LINE_LENGTH, *lower = lines + 2 * LINE_LENGTH;
  if (!g_str_has_prefix (upper, "IDVNM") || strspn (upper + 15, "0123456789") < 12)
    return NULL;
  /* Number (its last nine digits), the whole number with its fillers, birth, expiry, everything. */
  if (!checks (upper + 5, 9, upper[14]) || !checks (upper + 15, 14, upper[29]) ||
      !checks (middle, 6, middle[6]) || !checks (middle + 8, 6, middle[14]) ||
      !checks_composite (upper, middle))
    return NULL;
  card = g_new0 (SohoaCard, 1);
  card->citizen_id = g_strndup (upper + 15, 12);
  card->old_id_number = g_strdup ("");
  card->full_name = mrz_name (lower);
  card->birth_date = mrz_date (middle, 19 + (guint) (card->citizen_id[3] - '0') / 2);
  card->sex = g_strdup (middle[7] == 'M' ? "Nam" : middle[7] == 'F' ? "Nữ" : "");
  card->residence = g_strdup ("");
  card->issue_date = g_strdup ("");
  card->expiry_date = mrz_date (middle + 8, 20);
  card->is_bare = TRUE;
  return card;
}
