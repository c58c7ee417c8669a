/* administrative_unit.c - a commune, with what it lies in: "P. Bến Thành, TP.HCM"; or a province. */
#include "field_types.h"

#include <string.h>

#include <sohoa/address.h>

#include "address_text.h"
#include "unit_spelling.h"
#include "units.h"

static gboolean
is_province (const char *text)
{
  const char *stem;

  SohoaUnitWord word = sohoa_unit_word (text, &stem);
  return (word == SOHOA_UNIT_ANY || sohoa_unit_word_is_level (word, SOHOA_LEVEL_PROVINCE)) &&
         sohoa_unit_is_known (stem, SOHOA_LEVEL_PROVINCE);
}

static void
normalize_administrative_unit (const char *raw, SohoaValue *value)
{
  gboolean added_street;
  g_autofree char *full = sohoa_address_write_out (raw, &added_street);
  g_autoptr (SohoaAddress) address = sohoa_address_split_written_out (full);
  g_autoptr (SohoaUnitAnswer) answer = sohoa_address_current_unit (address, NULL);

  const char *stem;
  gboolean is_whole = is_province (full), is_known = is_whole || answer->verdict != SOHOA_UNIT_UNKNOWN;
  /* Without its word it may be a commune's, or a place's: mostly the word was not seen. */
  gboolean has_word = sohoa_unit_word (full, &stem) != SOHOA_UNIT_ANY || strchr (full, ',') != NULL;

  g_autofree char *spelled = sohoa_units_spell (full, address);

  sohoa_value_set_string (value, spelled, !is_known ? 0.4 : is_whole || has_word ? 1 : 0.8);
  if (!is_known)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "address-unit-unknown",
                             "there is no commune of that name there, neither before nor since July 2025");
}

const SohoaFieldType sohoa_type_administrative_unit = {
  .name = "administrative_unit",
  .description = "a commune with its province, or a province, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_administrative_unit,
};
