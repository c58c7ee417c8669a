/* ethnic_group.c - ethnic groups, by their official names: "H'Mông" -> "Mông". */
#include "field_types.h"

#include "coded.h"

static void
normalize_ethnic_group (const char *raw, SohoaValue *value)
{
  sohoa_coded_normalize (raw, "ethnic_groups", SOHOA_CODED_NAME, value);
}

const SohoaFieldType sohoa_type_ethnic_group = {
  .name = "ethnic_group",
  .description = "one of the 54 ethnic groups, by its official name",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_ethnic_group,
};
