/* text.c - free text: kept as it stands, but for signs that have one spelling: a cross is "X", "47,2 m2" are
 * "47,2 m²", and a grade is counted in Roman figures ("Cấp 1V").
 */
#include "field_types.h"

#include <string.h>

/* Figures among the letters of a Roman number: I, V and X stay, 1 and l are I. */
static gboolean
unify_roman (const GMatchInfo *match, GString *result, gpointer data)
{
  g_autofree char *word = g_match_info_fetch (match, 0);

  for (const char *p = word; *p != '\0'; p++)
    g_string_append_c (result, strchr ("1l", *p) != NULL ? 'I' : *p);
  return FALSE;
}

/* "47,2 m2", "47,2 m?" */
static char *
write_squares (const char *text)
{
  static GRegex *regex;

  if (regex == NULL)
    regex = g_regex_new ("(?<=\\d )m[2?°](?![\\p{L}\\d])", G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace_literal (regex, text, -1, 0, "m²", 0, NULL);
}

static char *
write_grades (const char *text)
{
  static GRegex *regex;

  if (regex == NULL)
    regex = g_regex_new ("(?<=Cấp |cấp |Hạng |hạng )(?=[1l]*[IVX])[IVX1l]+(?![\\p{L}\\d])", G_REGEX_OPTIMIZE,
                         0, NULL);
  return g_regex_replace_eval (regex, text, -1, 0, 0, unify_roman, NULL, NULL);
}

static void
normalize_text (const char *raw, SohoaValue *value)
{
  g_autofree char *squares = write_squares (raw);
  g_autofree char *text = write_grades (squares);

  sohoa_value_set_string (value, strcmp (text, "x") == 0 ? "X" : text, 1);
}

const SohoaFieldType sohoa_type_text = {
  .name = "text",
  .description = "free text, kept as written",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_text,
};
