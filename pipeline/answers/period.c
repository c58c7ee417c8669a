/* period.c - see period.h. */
#include "period.h"

#include <stdio.h>
#include <string.h>

#include <sohoa/value.h>

/* The canonical date in JSON is in quotes: "2025-08-01", "2025-08" or "2025". */
static gboolean
parse_day (const char *option, const char *text, gboolean is_end, char ret_day[11], GError **error)
{
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (sohoa_field_type_lookup ("date"), text);
  int year = 0, month = 0, day = 0;
  int n = value->plausibility > 0 ? sscanf (value->json, "\"%4d-%2d-%2d\"", &year, &month, &day) : 0;

  if (n < 1) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
                 "--%s '%s' is no day: write it as 2025-08-01 or 2025-08", option, text);
    return FALSE;
  }
  if (n < 2)
    month = is_end ? 12 : 1;
  if (n < 3)
    day = is_end ? g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year) : 1;
  g_snprintf (ret_day, 11, "%04d-%02d-%02d", year, month, day);
  return TRUE;
}

gboolean
sohoa_period_parse (const char *from, const char *to, SohoaPeriod *ret_period, GError **error)
{
  SohoaPeriod period = {"", ""};
  if ((from != NULL && !parse_day ("from", from, FALSE, period.from, error)) ||
      (to != NULL && !parse_day ("to", to, TRUE, period.to, error)))
    return FALSE;
  if (*period.from != '\0' && *period.to != '\0' && strcmp (period.from, period.to) > 0) {
    g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE, "the period ends on %s, before it begins on %s",
                 period.to, period.from);
    return FALSE;
  }
  *ret_period = period;
  return TRUE;
}
