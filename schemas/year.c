/* year.c - a year of four digits. Who writes the whole date where a year is asked for has given the year. */
#include "field_types.h"

#include "date_text.h"

static void
normalize_year (const char *raw, SohoaValue *value)
{
  SohoaDate date;

  if (sohoa_date_parse (raw, &date) != SOHOA_DATE_GOOD) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "year-shape", "no year of four digits");
    return;
  }
  g_autofree char *year = g_strdup_printf ("%04u", date.year);
  sohoa_value_set_string (value, year, date.month == 0 ? 1 : 0.9);
}

const SohoaFieldType sohoa_type_year = {
  .name = "year",
  .description = "a year: YYYY",
  .charset = SOHOA_CHARSET_NUMBER,
  .normalize = normalize_year,
};
