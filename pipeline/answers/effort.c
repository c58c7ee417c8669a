/* effort.c - see effort.h. */
#include "effort.h"

#include <string.h>

enum { FINDING_S = 3, LETTER_S = 1, COMMON_LETTERS = 24 };

static const struct {
  const char *type;
  guint letters;
} commonly[] = {
  {"yes_no", 1},
  {"sex", 3},
  {"choice", 4},
  {"year", 4},
  {"integer", 3},
  {"measure", 6},
  {"relation", 6},
  {"ordinal", 12},
  {"ethnic_group", 5},
  {"religion", 6},
  {"nationality", 8},
  {"date", 8},
  {"digits", 8},
  {"phone", 10},
  {"certificate_no", 9},
  {"tax_code", 10},
  {"old_id_number", 9},
  {"citizen_id", 12},
  {"datetime", 14},
  {"money", 10},
  {"procedure_code", 8},
  {"dossier_code", 20},
  {"person_name", 18},
  {"email", 20},
  {"issuer", 24},
  {"authority", 28},
  {"id_document", 44},
  {"date_words", 48},
  {"money_words", 44},
  {"address", 48},
  {"administrative_unit", 16},
};

guint
sohoa_effort_seconds (const SohoaFieldType *type)
{
  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (commonly); i++)
    if (strcmp (type->name, commonly[i].type) == 0)
      return FINDING_S + LETTER_S * commonly[i].letters;
  return FINDING_S + LETTER_S * COMMON_LETTERS;
}
