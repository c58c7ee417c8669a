/* administrative_unit.c - a commune, with what it lies in: "P. Bến Thành, TP.HCM". */
#include "field_types.h"

#include <sohoa/address.h>

#include "address_text.h"

static void
normalize_administrative_unit (const char *raw, SohoaValue *value)
{
  gboolean added_street;
  g_autofree char *full = sohoa_address_write_out (raw, &added_street);
  g_autoptr (SohoaAddress) address = sohoa_address_split_written_out (full);
  g_autoptr (SohoaUnitAnswer) answer = sohoa_address_current_unit (address, NULL);

  sohoa_value_set_string (value, full, answer->verdict == SOHOA_UNIT_UNKNOWN ? 0.4 : 1);
  if (answer->verdict == SOHOA_UNIT_UNKNOWN)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "address-unit-unknown",
                             "there is no commune of that name there, neither before nor since July 2025");
}

const SohoaFieldType sohoa_type_administrative_unit = {
  .name = "administrative_unit",
  .description = "a commune with its province, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_administrative_unit,
};
