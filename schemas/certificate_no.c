/* certificate_no.c - serial numbers of certificates: letters and figures with a space between them, however
 * they were set: "ba123456" -> "BA 123456" (the print of land certificates: two letters, six or eight
 * figures).
 */
#include "field_types.h"

#include <string.h>

static void
normalize_certificate_no (const char *raw, SohoaValue *value)
{
  static GRegex *shape = NULL;
  g_autofree char *capitals = g_utf8_strup (raw, -1);
  g_autoptr (GMatchInfo) match = NULL;

  if (shape == NULL)
    shape =
      g_regex_new ("^([A-ZĐ]{1,3})[ .-]?(\\d{5,9})$", G_REGEX_OPTIMIZE | G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  if (!g_regex_match (shape, capitals, 0, &match)) {
    sohoa_value_set_string (value, raw, 0.8); /* older ones were numbered by each province */
    return;
  }
  g_autofree char *letters = g_match_info_fetch (match, 1), *figures = g_match_info_fetch (match, 2);
  g_autofree char *serial = g_strdup_printf ("%s %s", letters, figures);
  gboolean is_printed_so = strlen (figures) == 6 || strlen (figures) == 8;
  sohoa_value_set_string (value, serial, is_printed_so ? 1 : 0.8);
}

const SohoaFieldType sohoa_type_certificate_no = {
  .name = "certificate_no",
  .description = "serial number of a certificate, like BA 123456",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_certificate_no,
};
