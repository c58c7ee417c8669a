/* integer.c - counts: "02 bản" -> "2". What is counted is printed on the form and may be repeated. */
#include "field_types.h"

#include <string.h>

#include "number_text.h"

static void
normalize_integer (const char *raw, SohoaValue *value)
{
  g_auto (SohoaNumber) number = {0};

  if (!sohoa_number_parse (raw, &number) || *number.decimals != '\0') {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "integer-shape", "not a whole number");
    return;
  }
  sohoa_value_set_string (value, number.whole, *number.unit != '\0' || number.ambiguous ? 0.8 : 1);
}

const SohoaFieldType sohoa_type_integer = {
  .name = "integer",
  .description = "a count, without leading zeros",
  .charset = SOHOA_CHARSET_DIGITS,
  .normalize = normalize_integer,
};
