/* choice.c - the option that was ticked, as printed. The template knows the options; a type does not. */
#include "field_types.h"

static void
normalize_choice (const char *raw, SohoaValue *value)
{
  sohoa_value_set_string (value, raw, 1);
}

const SohoaFieldType sohoa_type_choice = {
  .name = "choice",
  .description = "one of the printed options, by its text",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_choice,
};
