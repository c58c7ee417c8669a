/* phone.c - telephone numbers in national form, digits only: "+84 903.123.456" -> "0903123456".
 *
 * Mobile numbers have 10 digits since 2018, land lines (02…) 10 or 11. Mobile numbers of 11 digits (01…) are
 * older than that: kept, and said.
 */
#include "field_types.h"

#include <string.h>

#include "letters.h"

/* "84…" with 9 digits or more after it is the country code even where the plus was lost. */
static char *
to_national (const char *digits, gboolean has_plus)
{
  if (g_str_has_prefix (digits, "84") && (has_plus || strlen (digits) >= 11))
    return g_strconcat ("0", digits + 2 + (digits[2] == '0' ? 1 : 0), NULL);
  return g_strdup (digits);
}

static void
normalize_phone (const char *raw, SohoaValue *value)
{
  gboolean has_plus = *raw == '+' || g_str_has_prefix (raw, "(+");
  g_autofree char *digits = sohoa_letters_digits (raw, " .-()+");
  g_autofree char *national = digits != NULL ? to_national (digits, has_plus) : g_strdup ("");
  gsize length = strlen (national);

  if (length == 10 && national[0] == '0' && strchr ("35789", national[1]) != NULL) {
    sohoa_value_set_string (value, national, 1);
  } else if ((length == 10 || length == 11) && g_str_has_prefix (national, "02")) {
    sohoa_value_set_string (value, national, 0.9);
  } else if (length == 11 && g_str_has_prefix (national, "01")) {
    sohoa_value_set_string (value, national, 0.6);
    sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "phone-old", "a mobile number from before 2018");
  } else {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "phone-shape", "not a telephone number");
  }
}

const SohoaFieldType sohoa_type_phone = {
  .name = "phone",
  .description = "telephone number in national form, digits only",
  .charset = SOHOA_CHARSET_NUMBER,
  .normalize = normalize_phone,
};
