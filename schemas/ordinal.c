/* ordinal.c - which time it is: "Lần thứ nhất", as it was written. */
#include "field_types.h"

#include "coded.h"

static void
normalize_ordinal (const char *raw, SohoaValue *value)
{
  sohoa_coded_normalize (raw, "ordinals", SOHOA_CODED_WRITTEN, value);
}

const SohoaFieldType sohoa_type_ordinal = {
  .name = "ordinal",
  .description = "which time it is, as written",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_ordinal,
};
