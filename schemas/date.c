/* date.c - dates in ISO order, with the precision of the paper: "1960-05-17", "1960-05", "1960". */
#include "field_types.h"

#include "date_text.h"

static void
normalize_date (const char *raw, SohoaValue *value)
{
  SohoaDate date;

  switch (sohoa_date_parse (raw, &date)) {
  case SOHOA_DATE_GOOD: {
    g_autofree char *iso = sohoa_date_to_iso (&date);

    sohoa_value_set_string (value, iso, date.day > 0 ? 1 : 0.8);
    break;
  }
  case SOHOA_DATE_NONE:
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "date-shape", "not written like a date");
    break;
  case SOHOA_DATE_SHORT_YEAR:
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "date-short-year",
                             "the year has two digits; the century would be a guess");
    break;
  case SOHOA_DATE_IMPOSSIBLE:
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "date-impossible", "there is no such day");
    break;
  }
}

/* "1998-08-01" -> "01/08/1998"; a month or a year as it is known. */
static char *
write_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  GString *written = g_string_new (NULL);
  for (guint i = g_strv_length (parts); i > 0; i--)
    g_string_append_printf (written, "%s%s", written->len > 0 ? "/" : "", parts[i - 1]);
  return g_string_free (written, FALSE);
}

const SohoaFieldType sohoa_type_date = {
  .name = "date",
  .description = "a date, month or year: YYYY-MM-DD, YYYY-MM, YYYY",
  .charset = SOHOA_CHARSET_NUMBER,
  .normalize = normalize_date,
  .write = write_date,
};
