/* authority.c - offices and institutions, with their usual abbreviations written out:
 * "Cục CSQLHC về TTXH" -> "Cục Cảnh sát quản lý hành chính về trật tự xã hội".
 */
#include "field_types.h"

#include <string.h>

#include "abbreviations.h"
#include "correction_internal.h"
#include "letters.h"
#include "unit_spelling.h"
#include "units.h"

static const SohoaAbbreviation rows[] = {
  {"UBND(?!\\p{L})", "Ủy ban nhân dân"},
  {"CSQLHC(?!\\p{L})", "Cảnh sát quản lý hành chính"},
  {"QLHC(?!\\p{L})", "quản lý hành chính"},
  {"TTXH(?!\\p{L})", "trật tự xã hội"},
  {"ĐKQL(?!\\p{L})", "đăng ký quản lý"},
  {"DLQG(?!\\p{L})", "dữ liệu quốc gia"},
  {"CA(?=\\s+(?:tỉnh|thành|TP|quận|huyện|phường|xã|P\\.))", "Công an"},
  {"BV(?!\\p{L})\\.?\\s*", "Bệnh viện "},
  {"TP\\.?\\s*(?:HCM|Hồ Chí Minh)(?!\\p{L})", "Thành phố Hồ Chí Minh"},
  {"P\\.\\s*(?=[\\p{L}\\d])", "phường "},
};

/* Where the commune lies: "TP.HCM", "- Quận 1", or nothing. */
static gboolean
is_place_of_commune (const char *rest)
{
  const char *stem, *text = rest + strspn (rest, " ,-");

  return *text == '\0' || text - rest > 1 || sohoa_unit_word (text, &stem) != SOHOA_UNIT_ANY;
}

/* Its first words are the name of a commune, and the others say where that lies. */
static gboolean
begins_with_commune (const char *stem)
{
  for (const char *end = stem; *end != '\0';) {
    end += strcspn (end + 1, " ,-") + 1;
    g_autofree char *name = g_strndup (stem, (gsize) (end - stem));
    if (is_place_of_commune (end) && sohoa_unit_is_known (name, SOHOA_LEVEL_COMMUNE))
      return TRUE;
  }
  return FALSE;
}

/* FALSE for a commune that there is none of: "phường Chợ Lợn". unit: what stands behind the words of an
 * office.
 */
static gboolean
is_known_commune (const char *unit)
{
  const char *stem;
  SohoaUnitWord word = sohoa_unit_word (unit, &stem);

  /* "trật tự xã hội" names no commune, in any capitals. */
  if (word == SOHOA_UNIT_ANY || !sohoa_unit_word_is_level (word, SOHOA_LEVEL_COMMUNE) ||
      !g_unichar_isupper (g_utf8_get_char (stem)) || sohoa_letters_skip (stem, "hội") != NULL)
    return TRUE;
  return begins_with_commune (stem);
}

static void
normalize_authority (const char *raw, SohoaValue *value)
{
  g_autofree char *full = sohoa_abbreviations_expand (raw, rows, G_N_ELEMENTS (rows));

  const char *unit = sohoa_office_unit (full);
  gboolean is_known = unit == NULL || is_known_commune (unit);
  g_autoptr (SohoaAddress) address = sohoa_address_split (unit != NULL ? unit : "");
  g_autofree char *spelled = sohoa_units_spell (full, address);

  sohoa_value_set_string (value, spelled, is_known ? 1 : 0.4);
  if (!is_known)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "authority-unit-unknown",
                             "there is no commune of that name, neither before nor since July 2025");
}

const SohoaFieldType sohoa_type_authority = {
  .name = "authority",
  .description = "an office or institution, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_authority,
};
