/* address.c - addresses as declared, written out in full:
 * "12 Lê Lợi, P.5,Q.1, TP.HCM" -> "12 đường Lê Lợi, phường 5, quận 1, Thành phố Hồ Chí Minh".
 *
 * Behind a house number "đường" is put where the paper leaves the street's word out, so that both ways to
 * write one address give one value; that it was not on the paper is said. The units stay those of the paper;
 * which they are today is derived (address_unit.c).
 */
#include "field_types.h"

#include <sohoa/address.h>

#include "address_text.h"
#include "unit_spelling.h"

static double
judge (const SohoaAddress *address, SohoaValue *value)
{
  g_autoptr (SohoaUnitAnswer) answer = NULL;

  if (address->commune == NULL)
    return address->province != NULL || address->district != NULL ? 0.9 : 0.6;
  answer = sohoa_address_current_unit (address, NULL);
  if (answer->verdict != SOHOA_UNIT_UNKNOWN)
    return 1;
  sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "address-unit-unknown",
                           "there is no commune of that name there, neither before nor since July 2025");
  return 0.5;
}

static void
normalize_address (const char *raw, SohoaValue *value)
{
  gboolean added_street;
  g_autofree char *full = sohoa_address_write_out (raw, &added_street);
  g_autoptr (SohoaAddress) address = sohoa_address_split_written_out (full);

  g_autofree char *spelled = sohoa_units_spell (full, address);

  sohoa_value_set_string (value, spelled, judge (address, value));
  if (added_street)
    sohoa_value_add_finding (value, SOHOA_FINDING_INFO, "address-street-word",
                             "the street's word is not on the paper; \"đường\" was put");
}

const SohoaFieldType sohoa_type_address = {
  .name = "address",
  .description = "an address or place, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_address,
};
