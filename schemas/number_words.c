/* number_words.c - see number_words.h.
 *
 * A number is read word by word: digits wait until a word says what they count (mươi, trăm, nghìn, triệu,
 * tỷ). Only spelling is lenient, order is not: "trăm hai" is no number.
 */
#include "number_words.h"

#include <string.h>

#include "letters.h"

typedef enum { WORD_DIGIT, WORD_TEN, WORD_TENS, WORD_ZERO_TENS, WORD_HUNDRED, WORD_GROUP } WordKind;

/* By key (letters.h), so that tone-mark position and case do not matter. */
static const struct {
  const char *key;
  WordKind kind;
  guint64 value;
} words[] = {
  {"kho^ng", WORD_DIGIT, 0},
  {"mo^t5", WORD_DIGIT, 1},
  {"mo^t1", WORD_DIGIT, 1},
  {"hai", WORD_DIGIT, 2},
  {"ba", WORD_DIGIT, 3},
  {"bo^n1", WORD_DIGIT, 4},
  {"tu+", WORD_DIGIT, 4},
  {"na(m", WORD_DIGIT, 5},
  {"la(m", WORD_DIGIT, 5},
  {"nha(m", WORD_DIGIT, 5},
  {"sau1", WORD_DIGIT, 6},
  {"bay3", WORD_DIGIT, 7},
  {"ba^y3", WORD_DIGIT, 7},
  {"tam1", WORD_DIGIT, 8},
  {"chin1", WORD_DIGIT, 9},
  {"mu+o+i2", WORD_TEN, 10},
  {"mu+o+i", WORD_TENS, 10},
  {"chuc5", WORD_TENS, 10},
  {"linh", WORD_ZERO_TENS, 0},
  {"le3", WORD_ZERO_TENS, 0},
  {"tra(m", WORD_HUNDRED, 100},
  {"nghin2", WORD_GROUP, 1000},
  {"ngan2", WORD_GROUP, 1000},
  {"trie^u5", WORD_GROUP, 1000000},
  {"ty3", WORD_GROUP, 1000000000u},
  {"ti3", WORD_GROUP, 1000000000u},
};

/* What has been read of a number: groups above, then hundreds, tens and ones below the last group word. */
typedef struct {
  guint64 total, group;          /* group: the last group word's value */
  guint below;                   /* hundreds and tens so far */
  int digit;                     /* waits for its unit; -1 when there is none */
  guint unit;                    /* the next digit stands for less than this */
  gboolean has_any, needs_digit; /* needs_digit: after "linh" */
} Reader;

static gboolean
take_digit (Reader *reader, guint value)
{
  if (reader->digit >= 0 || reader->unit <= 1)
    return FALSE;
  reader->digit = (int) value;
  reader->needs_digit = FALSE;
  return TRUE;
}

/* mươi and trăm count the digit before them; mười and linh stand alone. */
static gboolean
take_unit (Reader *reader, guint unit, gboolean counts)
{
  if (counts != (reader->digit >= 0) || unit >= reader->unit)
    return FALSE;
  reader->below += counts ? (guint) reader->digit * unit : 0;
  reader->digit = -1;
  reader->unit = unit;
  return TRUE;
}

static gboolean
take_group (Reader *reader, guint64 group)
{
  guint64 count = reader->below + (reader->digit >= 0 ? (guint64) reader->digit : 0);
  gboolean has_count = reader->digit >= 0 || reader->unit < 1000;

  if (!has_count || reader->needs_digit || (group >= reader->group && reader->group != 0))
    return FALSE;
  reader->total += count * group;
  *reader = (Reader){.total = reader->total, .group = group, .digit = -1, .unit = 1000, .has_any = TRUE};
  return TRUE;
}

static gboolean
take_word (Reader *reader, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strcmp (words[i].key, key) != 0)
      continue;
    reader->has_any = TRUE;
    switch (words[i].kind) {
    case WORD_DIGIT:
      return take_digit (reader, (guint) words[i].value);
    case WORD_TEN:
      if (!take_unit (reader, 10, FALSE))
        return FALSE;
      reader->below += 10;
      return TRUE;
    case WORD_TENS:
      return take_unit (reader, 10, TRUE);
    case WORD_ZERO_TENS:
      reader->needs_digit = TRUE;
      return take_unit (reader, 10, FALSE);
    case WORD_HUNDRED:
      return take_unit (reader, 100, TRUE);
    case WORD_GROUP:
      return take_group (reader, words[i].value);
    }
  }
  return FALSE;
}

static gboolean
parse_keys (char *const *keys, guint n, guint64 *ret_number)
{
  Reader reader = {.digit = -1, .unit = 1000};

  for (guint i = 0; i < n; i++)
    if (!take_word (&reader, keys[i]))
      return FALSE;
  *ret_number = reader.total + reader.below + (reader.digit >= 0 ? (guint64) reader.digit : 0);
  return reader.has_any && !reader.needs_digit;
}

gboolean
sohoa_number_words_parse (const char *text, guint64 *ret_number)
{
  g_autofree char *key = sohoa_letters_key (text);
  g_auto (GStrv) keys = g_strsplit (key, " ", -1);

  return parse_keys (keys, g_strv_length (keys), ret_number);
}

gboolean
sohoa_money_words_parse (const char *text, guint64 *ret_amount)
{
  static const char *const endings[] = {" cha(n4", " vie^t5 nam", " d-o^ng2"};
  g_autofree char *key = sohoa_letters_key (text);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (key, endings[i]))
      key[strlen (key) - strlen (endings[i])] = '\0';
  g_auto (GStrv) keys = g_strsplit (key, " ", -1);
  return parse_keys (keys, g_strv_length (keys), ret_amount);
}

/* Writing */

static const char *const digits[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

static void
append_word (GString *text, const char *word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word);
}

/* is_inner: a group stands above, so that zero hundreds are said. */
static void
append_below_1000 (GString *text, guint number, gboolean is_inner)
{
  guint hundreds = number / 100, tens = number / 10 % 10, ones = number % 10;

  if (hundreds > 0 || is_inner) {
    append_word (text, digits[hundreds]);
    append_word (text, "trăm");
    if (tens == 0 && ones > 0)
      append_word (text, "linh");
  }
  if (tens == 1)
    append_word (text, "mười");
  else if (tens > 1) {
    append_word (text, digits[tens]);
    append_word (text, "mươi");
  }
  if (ones > 0)
    append_word (text, ones == 1 && tens > 1 ? "mốt" : ones == 5 && tens > 0 ? "lăm" : digits[ones]);
}

char *
sohoa_number_to_words (guint64 number)
{
  static const struct {
    guint64 value;
    const char *word;
  } groups[] = {{1000000000u, "tỷ"}, {1000000, "triệu"}, {1000, "nghìn"}, {1, NULL}};
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    guint count = (guint) (number / groups[i].value % 1000);

    if (count == 0)
      continue;
    append_below_1000 (text, count, text->len > 0);
    if (groups[i].word != NULL)
      append_word (text, groups[i].word);
  }
  if (text->len == 0)
    append_word (text, digits[0]);
  return g_string_free (text, FALSE);
}

/* Dates */

static int
find_key (char *const *keys, guint from, const char *key)
{
  for (guint i = from; keys[i] != NULL; i++)
    if (strcmp (keys[i], key) == 0)
      return (int) i;
  return -1;
}

static gboolean
parse_day (char *const *keys, guint n, guint64 *ret_day)
{
  gboolean is_first_ten = n > 0 && (strcmp (keys[0], "mo^ng2") == 0 || strcmp (keys[0], "mung2") == 0);

  return parse_keys (keys + is_first_ten, n - is_first_ten, ret_day) && (!is_first_ten || *ret_day <= 10);
}

static gboolean
parse_month (char *const *keys, guint n, guint64 *ret_month)
{
  gboolean is_first = n == 1 && strcmp (keys[0], "gie^ng") == 0;

  if (!is_first && !(n == 1 && strcmp (keys[0], "chap5") == 0))
    return parse_keys (keys, n, ret_month);
  *ret_month = is_first ? 1 : 12;
  return TRUE;
}

/* "năm" is year and five: the year begins at the one that leaves a month before it and a year behind it. */
static gboolean
parse_month_and_year (char *const *keys, guint64 *ret_month, guint64 *ret_year)
{
  guint n = g_strv_length ((char **) keys);

  for (int i = find_key (keys, 0, "na(m"); i >= 0; i = find_key (keys, (guint) i + 1, "na(m"))
    if (parse_month (keys, (guint) i, ret_month) && *ret_month >= 1 && *ret_month <= 12 &&
        parse_keys (keys + i + 1, n - (guint) i - 1, ret_year) && *ret_year >= 1000)
      return TRUE;
  return FALSE;
}

gboolean
sohoa_date_words_parse (const char *text, SohoaDate *ret_date)
{
  g_autofree char *key = sohoa_letters_key (text);
  g_auto (GStrv) keys = g_strsplit (key, " ", -1);
  guint start = keys[0] != NULL && strcmp (keys[0], "ngay2") == 0;
  int month = find_key (keys, start, "thang1");
  guint64 d, m, y;

  if (month < 0 || !parse_day (keys + start, (guint) month - start, &d) ||
      !parse_month_and_year (keys + month + 1, &m, &y) || d > 31 || y > 9999)
    return FALSE;
  g_autofree char *figures =
    g_strdup_printf ("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, d, m, y);
  return sohoa_date_parse (figures, ret_date) == SOHOA_DATE_GOOD;
}

char *
sohoa_date_to_words (const SohoaDate *date)
{
  g_autofree char *day = sohoa_number_to_words (date->day), *month = sohoa_number_to_words (date->month);
  g_autofree char *year = sohoa_number_to_words (date->year);

  return g_strdup_printf ("ngày %s tháng %s năm %s", day, month, year);
}
