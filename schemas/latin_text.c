/* latin_text.c - text in another language, of plain Latin letters: it is read without the marks of
 * Vietnamese, and kept as it stands. */
#include "field_types.h"

static void
normalize_latin_text (const char *raw, SohoaValue *value)
{
  sohoa_value_set_string (value, raw, 1);
}

const SohoaFieldType sohoa_type_latin_text = {
  .name = "latin_text",
  .description = "text in a language of plain Latin letters, kept as written",
  .charset = SOHOA_CHARSET_LATIN,
  .normalize = normalize_latin_text,
};
