/* abbreviations.c - see abbreviations.h. */
#include "abbreviations.h"

static char *
expand_one (const char *text, const SohoaAbbreviation *row)
{
  g_autofree char *pattern = g_strdup_printf ("(?<![\\p{L}\\d])(?:%s)", row->short_form);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, row->full_form, 0, NULL);
}

char *
sohoa_abbreviations_expand (const char *text, const SohoaAbbreviation *rows, guint n_rows)
{
  char *full = g_strdup (text);

  for (guint i = 0; i < n_rows; i++) {
    g_autofree char *shorter = full;

    full = expand_one (shorter, &rows[i]);
  }
  return full;
}
