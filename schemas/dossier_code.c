/* dossier_code.c - dossier codes: unit, day of receipt, number of the day: "H15.50.05.13-261008-0975". */
#include "field_types.h"

#include "date_text.h"

static const char pattern[] = "^" SOHOA_UNIT_CODE_PATTERN "-(\\d{6})-\\d{4,7}$";

static char *
tidy (const char *raw)
{
  g_autoptr (GString) code = g_string_new (raw);

  g_string_replace (code, " ", "", 0);
  g_string_replace (code, "\u2013", "-", 0);
  return g_ascii_strup (code->str, -1);
}

/* Compiled once: a register of a million dossiers is read with it. */
static const GRegex *
shape (void)
{
  static GRegex *regex = NULL;
  if (regex == NULL)
    regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  return regex;
}

static void
normalize_dossier_code (const char *raw, SohoaValue *value)
{
  const GRegex *regex = shape ();
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *code = tidy (raw);
  int at;

  if (g_regex_match (regex, code, 0, &match) && g_match_info_fetch_pos (match, 1, &at, NULL)) {
    g_autofree char *day = g_strdup_printf ("20%.2s-%.2s-%.2s", code + at, code + at + 2, code + at + 4);

    if (sohoa_date_is_iso (day)) {
      sohoa_value_set_string (value, code, 1);
      return;
    }
  }
  sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "dossier-code-shape", "not unit, day and number");
}

const SohoaFieldType sohoa_type_dossier_code = {
  .name = "dossier_code",
  .description = "dossier code: unit-yymmdd-number",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_dossier_code,
};
