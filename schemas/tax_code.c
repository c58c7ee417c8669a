/* tax_code.c - tax codes: 10 digits, 13 with a branch ("0100109106-001"), or a personal number of 12 digits.
 *
 * Digit 10 is 10 - (sum of the first nine by weight mod 11); a sum that leaves 10 is not given out. The
 * branch has no check. Since July 2025 the personal number is the tax code of persons (Circular
 * 86/2024/TT-BTC).
 */
#include "field_types.h"

#include <string.h>

#include "letters.h"

static gboolean
check_digit_fits (const char *digits)
{
  static const int weights[] = {31, 29, 23, 19, 17, 13, 7, 5, 3};
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (digits[i] - '0');
  return 10 - sum % 11 == digits[9] - '0';
}

static void
normalize_tax_code (const char *raw, SohoaValue *value)
{
  g_autofree char *digits = sohoa_letters_digits (raw, " .-");
  gsize length = digits != NULL ? strlen (digits) : 0;

  if (length == 12) {
    sohoa_value_set_string (value, digits, sohoa_citizen_id_has_known_province (digits) ? 1 : 0.3);
    return;
  }
  if ((length != 10 && length != 13) || (length == 13 && strcmp (digits + 10, "000") == 0)) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "tax-code-shape", "not 10, 12 or 13 digits");
    return;
  }
  g_autofree char *main_part = g_strndup (digits, 10);
  g_autofree char *code = g_strconcat (main_part, length == 13 ? "-" : "", digits + 10, NULL);
  gboolean fits = check_digit_fits (digits);
  sohoa_value_set_string (value, code, fits ? 1 : 0.2);
  if (!fits)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "tax-code-check", "the check digit does not fit");
}

const SohoaFieldType sohoa_type_tax_code = {
  .name = "tax_code",
  .description = "tax code, 10 digits, with a branch 10-3, or a personal number",
  .charset = SOHOA_CHARSET_NUMBER,
  .normalize = normalize_tax_code,
};
