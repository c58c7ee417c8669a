/* authority.c - offices and institutions, with their usual abbreviations written out:
 * "Cục CSQLHC về TTXH" -> "Cục Cảnh sát quản lý hành chính về trật tự xã hội".
 */
#include "field_types.h"

#include "abbreviations.h"

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

static void
normalize_authority (const char *raw, SohoaValue *value)
{
  g_autofree char *full = sohoa_abbreviations_expand (raw, rows, G_N_ELEMENTS (rows));

  sohoa_value_set_string (value, full, 1);
}

const SohoaFieldType sohoa_type_authority = {
  .name = "authority",
  .description = "an office or institution, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_authority,
};
