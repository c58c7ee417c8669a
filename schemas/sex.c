/* sex.c - "Nam" or "Nữ", whatever case, and with marks lost in a scan. */
#include "field_types.h"

#include <string.h>

#include "letters.h"

static const struct {
  const char *bare, *canonical;
} words[] = {{"nam", "Nam"}, {"nu", "Nữ"}, {"male", "Nam"}, {"female", "Nữ"}};

/* The canonical word among the words of bare; NULL when there is none, or more. Specks stand beside it. */
static const char *
find_word (const char *bare)
{
  g_auto (GStrv) parts = g_strsplit_set (bare, " .,:;_-", -1);
  const char *found = NULL;

  for (guint i = 0; parts[i] != NULL; i++) {
    const char *canonical = NULL;
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      if (strcmp (parts[i], words[k].bare) == 0)
        canonical = words[k].canonical;
    if (canonical == NULL ? g_utf8_strlen (parts[i], -1) > 1 : found != NULL)
      return NULL;
    found = canonical != NULL ? canonical : found;
  }
  return found;
}

static void
normalize_sex (const char *raw, SohoaValue *value)
{
  g_autofree char *bare = sohoa_letters_bare (raw);
  const char *canonical = find_word (bare);

  if (canonical != NULL)
    sohoa_value_set_string (value, canonical, strcmp (raw, canonical) == 0 ? 1 : 0.8);
  else
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "sex-unknown", "neither Nam nor Nữ");
}

const SohoaFieldType sohoa_type_sex = {
  .name = "sex",
  .description = "Nam or Nữ",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_sex,
};
