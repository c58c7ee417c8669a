/* text.c - free text: kept as it stands. */
#include "field_types.h"

static void
normalize_text (const char *raw, SohoaValue *value)
{
  sohoa_value_set_string (value, raw, 1);
}

const SohoaFieldType sohoa_type_text = {
  .name = "text",
  .description = "free text, kept as written",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_text,
};
