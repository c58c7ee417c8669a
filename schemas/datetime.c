/* datetime.c - a minute on a day, as counters print it: "14:06 ngày 11/07/2025" -> "2025-07-11T14:06". */
#include "field_types.h"

#include "date_text.h"

/* Hours and minutes, then the day. */
static const char pattern[] = "^(\\d{1,2})\\s*(?::|h|giờ)\\s*(\\d{1,2})(?:\\s*phút)?\\s*,?\\s*(.+)$";

static void
normalize_datetime (const char *raw, SohoaValue *value)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  SohoaDate date;

  if (g_regex_match (regex, raw, 0, &match)) {
    g_autofree char *hour = g_match_info_fetch (match, 1);
    g_autofree char *minute = g_match_info_fetch (match, 2);
    g_autofree char *day = g_match_info_fetch (match, 3);
    guint64 h = g_ascii_strtoull (hour, NULL, 10), m = g_ascii_strtoull (minute, NULL, 10);

    if (h < 24 && m < 60 && sohoa_date_parse (day, &date) == SOHOA_DATE_GOOD && date.day > 0) {
      g_autofree char *iso = sohoa_date_to_iso (&date);
      g_autofree char *canonical = g_strdup_printf ("%sT%02u:%02u", iso, (guint) h, (guint) m);

      sohoa_value_set_string (value, canonical, 1);
      return;
    }
  }
  sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "datetime-shape",
                           "no hour, minute and day that exist");
}

static char *
write_datetime (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "-T", 4);
  if (g_strv_length (parts) != 4)
    return NULL;
  return g_strdup_printf ("%s ngày %s/%s/%s", parts[3], parts[2], parts[1], parts[0]);
}

const SohoaFieldType sohoa_type_datetime = {
  .name = "datetime",
  .description = "a minute on a day: YYYY-MM-DDThh:mm",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_datetime,
  .write = write_datetime,
};
