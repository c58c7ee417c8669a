/* religion.c - recognised religions, by their official names: "Hoà Hảo" -> "Phật giáo Hòa Hảo". */
#include "field_types.h"

#include "coded.h"

static void
normalize_religion (const char *raw, SohoaValue *value)
{
  sohoa_coded_normalize (raw, "religions", SOHOA_CODED_NAME, value);
}

const SohoaFieldType sohoa_type_religion = {
  .name = "religion",
  .description = "a recognised religion, or none",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_religion,
};
