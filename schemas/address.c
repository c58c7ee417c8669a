/* address.c - addresses, with the words for streets and units written out:
 * "12 Đ. Lê Lợi, P.5,Q.1, TP.HCM" -> "12 đường Lê Lợi, phường 5, quận 1, Thành phố Hồ Chí Minh".
 *
 * Units are not looked up here: whether a ward exists, and what it is called now, is a matter of code lists.
 */
#include "field_types.h"

#include <string.h>

#include "abbreviations.h"
#include "letters.h"

/* The point is what makes a single letter short; without it only a number tells: "P5", "Q 1". */
static const SohoaAbbreviation rows[] = {
  {"TP\\.?\\s*(?:HCM|Hồ Chí Minh)(?!\\p{L})", "Thành phố Hồ Chí Minh"},
  {"TP(?:\\.\\s*|\\s+)(?=\\p{L})", "thành phố "},
  {"TX\\.\\s*(?=\\p{L})", "thị xã "},
  {"TT\\.\\s*(?=\\p{L})", "thị trấn "},
  {"KP\\.?\\s*(?=\\d)", "khu phố "},
  {"P(?:\\.\\s*(?=[\\p{L}\\d])|\\s?(?=\\d))", "phường "},
  {"Q(?:\\.\\s*(?=[\\p{L}\\d])|\\s?(?=\\d))", "quận "},
  {"Đ\\.\\s*(?=[\\p{L}\\d])", "đường "},
  {"X\\.\\s*(?=\\p{L})", "xã "},
  {"H\\.\\s*(?=\\p{L})", "huyện "},
  {"T\\.\\s*(?=\\p{L})", "tỉnh "},
};

/* One space after a comma, none before; nothing dangling at the end. */
static char *
tidy_commas (const char *text)
{
  g_auto (GStrv) segments = g_strsplit (text, ",", -1);
  GString *tidy = g_string_new (NULL);
  gsize end;

  for (guint i = 0; segments[i] != NULL; i++) {
    g_strstrip (segments[i]);
    if (*segments[i] != '\0')
      g_string_append_printf (tidy, "%s%s", tidy->len > 0 ? ", " : "", segments[i]);
  }
  for (end = tidy->len; end > 0 && strchr (" .;", tidy->str[end - 1]) != NULL; end--)
    continue;
  g_string_truncate (tidy, end);
  return g_string_free (tidy, FALSE);
}

static gboolean
names_a_unit (const char *address)
{
  static const char *const units[] = {"phuong ", "xa ",    "thi tran ", "dac khu ",
                                      "quan ",   "huyen ", "tinh ",     "thanh pho "};
  g_autofree char *bare = sohoa_letters_bare (address);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strstr (bare, units[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
normalize_address (const char *raw, SohoaValue *value)
{
  g_autofree char *full = sohoa_abbreviations_expand (raw, rows, G_N_ELEMENTS (rows));
  g_autofree char *tidy = tidy_commas (full);

  sohoa_value_set_string (value, tidy, names_a_unit (tidy) ? 1 : 0.6);
}

const SohoaFieldType sohoa_type_address = {
  .name = "address",
  .description = "an address or place, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_address,
};
