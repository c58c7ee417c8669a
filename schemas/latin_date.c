/* latin_date.c - days as English is written, in words or in figures; the month comes first in figures that
 * allow both. Where the year has two digits the day stays as written. */
#include "field_types.h"

#include <string.h>

#include "date_text.h"

#define NAME "(?<month>[a-z]{3,9})\\.?"
#define DAY "(?<day>0?[1-9]|[1-3]\\d)"
#define YEAR "'?(?<year>\\d{4}|\\d{2})"
#define SUFFIX " ?(?:st|nd|rd|th)"

/* In the order in which they are tried. */
static const char name_first[] = "^" NAME " ?" DAY "(?:" SUFFIX ",? ?|, ?| )" YEAR "$";
static const char day_first[] = "^" DAY "(?:" SUFFIX ")?(?: day of)? ?" NAME ",? " YEAR "$";
static const char no_day[] = "^" NAME ",? (?<year>\\d{4})$";
static const char year_first[] = "^(?<year>\\d{4})-(?<month>\\d{1,2})-" DAY "$";
static const char in_figures[] = "^(?<month>\\d{1,2})(?<mark>[-/.])" DAY "\\k<mark>" YEAR "$";

/* 1 .. 12 by its beginning, of three letters at least, or by its number; 0 when it is none. */
static guint
month_of (const char *text)
{
  static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};
  g_autofree char *small = g_ascii_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (small) >= 3 && g_str_has_prefix (names[i], small))
      return i + 1;
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

/* FALSE when it is not written so. The year may have two digits; the day is 0 where there is none. */
static gboolean
parse (const char *pattern, const char *raw, SohoaDate *ret_date)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  if (!g_regex_match (regex, raw, 0, &found))
    return FALSE;
  g_autofree char *year = g_match_info_fetch_named (found, "year");
  g_autofree char *month = g_match_info_fetch_named (found, "month");
  g_autofree char *day = g_match_info_fetch_named (found, "day");
  *ret_date = (SohoaDate){.year = (guint) g_ascii_strtoull (year, NULL, 10),
                          .month = month_of (month),
                          .day = day != NULL ? (guint) g_ascii_strtoull (day, NULL, 10) : 0};
  return TRUE;
}

/* Any year that has the day, for one whose century nobody knows. */
static gboolean
is_possible (const SohoaDate *date)
{
  SohoaDate some = *date;
  some.year += date->year < 100 ? 2000 : 0;
  some.day = MAX (date->day, 1);
  g_autofree char *iso = sohoa_date_to_iso (&some);
  return date->month > 0 && sohoa_date_is_iso (iso);
}

static void
set_day (const char *raw, const SohoaDate *date, double plausibility, SohoaValue *value)
{
  if (!is_possible (date)) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "date-impossible", "there is no such day");
  } else if (date->year < 100) {
    sohoa_value_set_string (value, raw, plausibility);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "date-short-year",
                             "the year has two digits; the century would be a guess");
  } else {
    g_autofree char *iso = sohoa_date_to_iso (date);
    sohoa_value_set_string (value, iso, plausibility);
  }
}

static void
normalize_latin_date (const char *raw, SohoaValue *value)
{
  SohoaDate date;
  if (parse (name_first, raw, &date) || parse (day_first, raw, &date) || parse (year_first, raw, &date)) {
    set_day (raw, &date, 1, value);
    return;
  }
  if (parse (no_day, raw, &date)) {
    set_day (raw, &date, 0.8, value);
    return;
  }
  if (!parse (in_figures, raw, &date)) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "date-shape", "not written like a date");
    return;
  }
  gboolean is_open = date.month <= 12 && date.day <= 12 && date.month != date.day;
  if (date.month > 12)
    date = (SohoaDate){date.year, date.day, date.month};
  set_day (raw, &date, is_open ? 0.8 : 1, value);
  if (is_open)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "date-order",
                             "day and month may be the other way round");
}

const SohoaFieldType sohoa_type_latin_date = {
  .name = "latin_date",
  .description =
    "a day as English is written, month first: YYYY-MM-DD, or as written where the century is not",
  .charset = SOHOA_CHARSET_LATIN_DATE,
  .normalize = normalize_latin_date,
};
