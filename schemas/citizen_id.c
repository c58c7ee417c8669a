/* citizen_id.c - personal identification numbers: 12 digits, PPP G YY NNNNNN (Circular 59/2021/TT-BCA).
 *
 * PPP: where the birth was registered; G: century and sex; YY: year of birth. There is no check digit, so the
 * province is the only thing the number itself can be wrong about; agreement with sex and birth date on the
 * same form is a rule of the form. Numbers of nine digits are the older identity cards'.
 */
#include "field_types.h"

#include <string.h>

#include "letters.h"

/* "0" and the code of the 63 provinces before 1 July 2025 (General Statistics Office). The 34 provinces since
 * then keep codes that are among these. */
static const char provinces[] = "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 "
                                "031 033 034 035 036 037 038 040 "
                                "042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 "
                                "074 075 077 079 080 082 083 084 "
                                "086 087 089 091 092 093 094 095 096";

gboolean
sohoa_citizen_id_has_known_province (const char *digits)
{
  g_autofree char *prefix = g_strndup (digits, 3);

  return strstr (provinces, prefix) != NULL;
}

const char *
sohoa_citizen_id_sex (const char *number)
{
  return (number[3] - '0') % 2 == 0 ? "Nam" : "Nữ";
}

guint
sohoa_citizen_id_birth_year (const char *number)
{
  guint century = (guint) (number[3] - '0') / 2;
  return 1900 + 100 * century + 10 * (guint) (number[4] - '0') + (guint) (number[5] - '0');
}

static void
normalize_citizen_id (const char *raw, SohoaValue *value)
{
  g_autofree char *digits = sohoa_letters_digits (raw, " .-");

  if (digits == NULL) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "citizen-id-characters", "holds more than digits");
  } else if (strlen (digits) == 9) {
    sohoa_value_set_string (value, digits, 0.6);
    sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "citizen-id-nine-digits",
                             "the number of an identity card before 2016");
  } else if (strlen (digits) != 12) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "citizen-id-length", "has not 12 digits");
  } else if (!sohoa_citizen_id_has_known_province (digits)) {
    sohoa_value_set_string (value, digits, 0.3);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "citizen-id-province",
                             "starts with the code of no province; births abroad have others");
  } else if (digits[3] > '3') {
    sohoa_value_set_string (value, digits, 0.3);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "citizen-id-century",
                             "belongs to nobody born before 2100");
  } else {
    sohoa_value_set_string (value, digits, 1);
  }
}

const SohoaFieldType sohoa_type_citizen_id = {
  .name = "citizen_id",
  .description = "personal identification number, 12 digits",
  .charset = SOHOA_CHARSET_DIGITS,
  .normalize = normalize_citizen_id,
};
