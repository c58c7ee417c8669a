/* fuzz_address.c - any text as an address: split, led to a unit, corrected, normalized. */
#include <stddef.h>
#include <stdint.h>

#include <sohoa/address.h>
#include <sohoa/correction.h>
#include <sohoa/reading.h>
#include <sohoa/value.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const names[] = {"address", "authority", "person_name", "date_words", "id_document"};
  g_autofree char *bytes = g_strndup ((const char *) data, MIN (size, 512));
  g_autofree char *text = sohoa_text_fold (bytes);
  g_autoptr (SohoaAddress) address = sohoa_address_split (text);
  g_autoptr (SohoaUnitAnswer) answer = sohoa_address_current_unit (address, "2024-01-01");

  g_assert_true ((answer->verdict == SOHOA_UNIT_UNKNOWN) == (answer->current->len == 0));
  /* One type an input: a name that is near no unit is compared with every one. */
  const SohoaFieldType *type = sohoa_field_type_lookup (names[size % G_N_ELEMENTS (names)]);
  g_autoptr (SohoaCorrection) correction = sohoa_correct (type, text, 0.5, NULL);
  g_autoptr (SohoaValue) value = sohoa_field_type_normalize (type, correction->text);

  g_assert_true (g_utf8_validate (correction->text, -1, NULL) && g_utf8_validate (value->json, -1, NULL));
  g_assert_true (value->plausibility >= 0 && value->plausibility <= 1);
  return 0;
}
