/* procedure_code.c - codes of administrative procedures: "1.004222", "1.000656.000.00.00.H29". */
#include "field_types.h"

gboolean
sohoa_procedure_code_is_valid (const char *code)
{
  static GRegex *shape = NULL; /* compiled once: a register of a million dossiers is read with it */
  if (shape == NULL)
    shape = g_regex_new ("^\\d\\.\\d{6}(\\.\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2})?$",
                         G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  return g_regex_match (shape, code, 0, NULL);
}

static void
normalize_procedure_code (const char *raw, SohoaValue *value)
{
  g_autoptr (GString) code = g_string_new (raw);

  g_string_replace (code, " ", "", 0);
  if (sohoa_procedure_code_is_valid (code->str))
    sohoa_value_set_string (value, code->str, 1);
  else
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "procedure-code-shape", "not a code like 1.004222");
}

const SohoaFieldType sohoa_type_procedure_code = {
  .name = "procedure_code",
  .description = "code of a procedure, like 1.004222",
  .charset = SOHOA_CHARSET_NUMBER,
  .normalize = normalize_procedure_code,
};
