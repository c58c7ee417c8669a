/* nationality.c - nationalities, by the country's Vietnamese name: "CHXHCN Việt Nam" -> "Việt Nam". */
#include "field_types.h"

#include "coded.h"

static void
normalize_nationality (const char *raw, SohoaValue *value)
{
  sohoa_coded_normalize (raw, "countries", SOHOA_CODED_NAME, value);
}

const SohoaFieldType sohoa_type_nationality = {
  .name = "nationality",
  .description = "a country, by its Vietnamese name",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_nationality,
};
