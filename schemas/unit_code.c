/* unit_code.c - codes of offices, after Quyết định 20/2020/QĐ-TTg and, the older ones, QCVN 102:2016. */
#include "field_types.h"

static void
normalize_unit_code (const char *raw, SohoaValue *value)
{
  static GRegex *shape = NULL;
  g_autoptr (GString) code = g_string_new (raw);

  g_string_replace (code, " ", "", 0);
  g_string_ascii_up (code);
  if (shape == NULL)
    shape = g_regex_new ("^" SOHOA_UNIT_CODE_PATTERN "$", G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  if (g_regex_match (shape, code->str, 0, NULL))
    sohoa_value_set_string (value, code->str, 1);
  else
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "unit-code-shape", "not a code like H29.26");
}

const SohoaFieldType sohoa_type_unit_code = {
  .name = "unit_code",
  .description = "code of an office, like H29.26",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_unit_code,
};
