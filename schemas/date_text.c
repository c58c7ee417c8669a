/* date_text.c - see date_text.h.
 *
 * The text is cut into numbers and what stands between them; which separators are allowed and how many digits
 * each number has decides what the numbers are. Day always comes before month (there is no American order on
 * Vietnamese papers); a number of four digits is a year.
 */
#include "date_text.h"

#include <string.h>

#include "letters.h"

enum { NUMBERS_MAX = 3 };

/* Before the oldest person in any register, after any term anybody sets. */
static const guint year_min = 1800, year_max = 2200;

typedef struct {
  guint value[NUMBERS_MAX], digits[NUMBERS_MAX];
  guint n;
} Numbers;

/* A separator is one mark, or a word, or a blank; "11//1998" lacks its month and is no date. */
static gboolean
is_separator (const char *text, gsize length)
{
  static const char *const separators[] = {"/", "-", ".", ",", "", "thang", "nam", ", nam"};
  g_autofree char *between = g_strstrip (g_strndup (text, length));

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (strcmp (between, separators[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What may stand before a date: words, and the separators of parts that were left blank ("//1960"). */
static gboolean
is_opening (const char *text, gsize length)
{
  static const char *const openings[] = {"",         "ngay",      "thang", "nam", "sinh ngay", "sinh nam",
                                         "nam sinh", "nam sinh:", "/",     "//",  "-",         "--"};
  g_autofree char *before = g_strstrip (g_strndup (text, length));

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    if (strcmp (before, openings[i]) == 0)
      return TRUE;
  return FALSE;
}

/* "11/08/1998" */
static gboolean
is_full (const Numbers *n)
{
  return n->n == 3 && n->digits[0] == 2 && n->digits[1] == 2 && n->digits[2] == 4;
}

static gboolean
split_numbers (const char *text, Numbers *ret_numbers)
{
  Numbers numbers = {0};
  guint n_blank = 0;
  const char *p = text;

  for (;;) {
    gsize gap = strcspn (p, "0123456789");
    gsize digits = strspn (p + gap, "0123456789");

    if (digits == 0)
      break;
    if (numbers.n == NUMBERS_MAX || digits > 8)
      return FALSE;
    if (!(numbers.n == 0 ? is_opening (p, gap) : is_separator (p, gap)))
      return FALSE;
    if (numbers.n > 0 && strspn (p, " ") == gap)
      n_blank++;
    numbers.value[numbers.n] = (guint) g_ascii_strtoull (p + gap, NULL, 10);
    numbers.digits[numbers.n++] = (guint) digits;
    p += gap + digits;
  }
  /* "1 1/1998" is 11/1998 or 1/1/1998: blanks separate everywhere or nowhere, unless every part is full. */
  if (n_blank > 0 && n_blank != numbers.n - 1 && !is_full (&numbers))
    return FALSE;
  *ret_numbers = numbers;
  return numbers.n > 0 && p[strspn (p, " .,;")] == '\0';
}

/* Day, month and year with separators lost: "11081998" as on the cards' codes, "1108/1998", "11/081998". */
static gboolean
join_numbers (const Numbers *n, SohoaDate *ret_date)
{
  const guint *v = n->value, *digits = n->digits;
  guint all = v[0];

  if (n->n == 2 && digits[0] == 4 && digits[1] == 4 && v[1] >= year_min)
    all = v[0] * 10000 + v[1];
  else if (n->n == 2 && digits[0] == 2 && digits[1] == 6)
    all = v[0] * 1000000 + v[1];
  else if (n->n != 1 || digits[0] != 8)
    return FALSE;
  *ret_date = (SohoaDate){all % 10000, all / 10000 % 100, all / 1000000};
  return TRUE;
}

static SohoaDateVerdict
assign (const Numbers *n, SohoaDate *ret_date, guint *ret_n_parts)
{
  const guint *v = n->value, *digits = n->digits;

  *ret_n_parts = n->n;
  if (n->n == 1 && digits[0] == 4)
    *ret_date = (SohoaDate){v[0], 0, 0};
  else if (join_numbers (n, ret_date))
    *ret_n_parts = 3;
  else if (n->n == 2 && digits[0] <= 2 && digits[1] == 4)
    *ret_date = (SohoaDate){v[1], v[0], 0};
  else if (n->n == 2 && digits[0] == 4 && digits[1] == 2)
    *ret_date = (SohoaDate){v[0], v[1], 0};
  else if (n->n == 3 && digits[0] <= 2 && digits[1] <= 2 && digits[2] == 4)
    *ret_date = (SohoaDate){v[2], v[1], v[0]};
  else if (n->n == 3 && digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
    *ret_date = (SohoaDate){v[0], v[1], v[2]};
  else if (n->n == 3 && digits[0] <= 2 && digits[1] <= 2 && digits[2] == 2)
    return SOHOA_DATE_SHORT_YEAR;
  else
    return SOHOA_DATE_NONE;
  return SOHOA_DATE_GOOD;
}

/* A month of 0 with digits on the paper ("00/00/1960") is no month; only an absent one is 0. */
static gboolean
exists (const SohoaDate *date, guint n_parts)
{
  if (date->year < year_min || date->year > year_max)
    return FALSE;
  if (n_parts == 1)
    return TRUE;
  if (date->month < 1 || date->month > 12)
    return FALSE;
  return n_parts == 2 || (date->day >= 1 && date->day <= g_date_get_days_in_month ((GDateMonth) date->month,
                                                                                   (GDateYear) date->year));
}

SohoaDateVerdict
sohoa_date_parse (const char *text, SohoaDate *ret_date)
{
  g_autofree char *bare = sohoa_letters_bare (text);
  SohoaDateVerdict verdict;
  SohoaDate date;
  Numbers numbers;
  guint n_parts;

  if (!split_numbers (bare, &numbers))
    return SOHOA_DATE_NONE;
  verdict = assign (&numbers, &date, &n_parts);
  if (verdict != SOHOA_DATE_GOOD)
    return verdict;
  if (!exists (&date, n_parts))
    return SOHOA_DATE_IMPOSSIBLE;
  *ret_date = date;
  return SOHOA_DATE_GOOD;
}

char *
sohoa_date_to_iso (const SohoaDate *date)
{
  if (date->month == 0)
    return g_strdup_printf ("%04u", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04u-%02u", date->year, date->month);
  return g_strdup_printf ("%04u-%02u-%02u", date->year, date->month, date->day);
}

gboolean
sohoa_date_is_iso (const char *text)
{
  SohoaDate date;

  if (sohoa_date_parse (text, &date) != SOHOA_DATE_GOOD || date.day == 0)
    return FALSE;
  g_autofree char *iso = sohoa_date_to_iso (&date);
  return strcmp (iso, text) == 0;
}
