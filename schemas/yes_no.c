/* yes_no.c - a box that is ticked or not, or the same in words: true or false. */
#include "field_types.h"

#include <string.h>

#include "letters.h"
#include "value_internal.h"

static const struct {
  const char *bare;
  gboolean truth;
} words[] = {
  {"true", TRUE}, {"false", FALSE}, {"co", TRUE}, {"khong", FALSE}, {"x", TRUE}, {"v", TRUE},
};

static void
normalize_yes_no (const char *raw, SohoaValue *value)
{
  g_autofree char *bare = sohoa_letters_bare (raw);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (bare, words[i].bare) == 0) {
      sohoa_value_set_boolean (value, words[i].truth, 1);
      return;
    }
  sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "yes-no-unknown",
                           "neither yes nor no; look at the box");
}

const SohoaFieldType sohoa_type_yes_no = {
  .name = "yes_no",
  .description = "ticked or not: true, false",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_yes_no,
};
