/* sex.c - "Nam" or "Nữ", whatever case, and with marks lost in a scan. */
#include "field_types.h"

#include <string.h>

#include "letters.h"

static const struct {
  const char *bare, *canonical;
} words[] = {{"nam", "Nam"}, {"nu", "Nữ"}, {"male", "Nam"}, {"female", "Nữ"}};

static void
normalize_sex (const char *raw, SohoaValue *value)
{
  g_autofree char *bare = sohoa_letters_bare (raw);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (bare, words[i].bare) == 0) {
      sohoa_value_set_string (value, words[i].canonical, strcmp (raw, words[i].canonical) == 0 ? 1 : 0.8);
      return;
    }
  sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "sex-unknown", "neither Nam nor Nữ");
}

const SohoaFieldType sohoa_type_sex = {
  .name = "sex",
  .description = "Nam or Nữ",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_sex,
};
