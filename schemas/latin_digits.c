/* latin_digits.c - digits on forms in another language: other hands write them, so another network reads
 * them. */
#include "field_types.h"

static void
normalize_latin_digits (const char *raw, SohoaValue *value)
{
  sohoa_type_digits.normalize (raw, value);
}

const SohoaFieldType sohoa_type_latin_digits = {
  .name = "latin_digits",
  .description = "digits on a form in another language, leading zeros kept",
  .charset = SOHOA_CHARSET_LATIN_DIGITS,
  .normalize = normalize_latin_digits,
};
