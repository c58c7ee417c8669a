/* digits.c - codes and parts of times that are digits, with their leading zeros: "07", "5610". */
#include "field_types.h"

#include "letters.h"

static void
normalize_digits (const char *raw, SohoaValue *value)
{
  g_autofree char *digits = sohoa_letters_digits (raw, " .");

  if (digits != NULL && *digits != '\0')
    sohoa_value_set_string (value, digits, 1);
  else
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "digits-shape", "holds more than digits");
}

const SohoaFieldType sohoa_type_digits = {
  .name = "digits",
  .description = "digits, leading zeros kept",
  .charset = SOHOA_CHARSET_DIGITS,
  .normalize = normalize_digits,
};
