/* coded.c - see coded.h. */
#include "coded.h"

#include <string.h>

#include <sohoa/codelist.h>

#include "letters.h"

/* The alias of the row that has the same key as raw, else the row's name. Caller frees. */
static char *
spelled_as_listed (const SohoaCodeList *list, guint row, const char *raw)
{
  int aliases = sohoa_code_list_column (list, "aliases");
  g_auto (GStrv) each = g_strsplit (aliases >= 0 ? sohoa_code_list_cell (list, row, aliases) : "", ";", -1);
  g_autofree char *key = sohoa_letters_key (raw);

  for (guint i = 0; each[i] != NULL; i++) {
    g_autofree char *other = sohoa_letters_key (each[i]);

    if (strcmp (key, other) == 0)
      return g_strdup (g_strstrip (each[i]));
  }
  return g_strdup (sohoa_code_list_cell (list, row, sohoa_code_list_column (list, "name")));
}

void
sohoa_coded_normalize (const char *raw, const char *code_list, SohoaCodedStyle style, SohoaValue *value)
{
  const SohoaCodeList *list = sohoa_code_list_lookup (code_list);
  int row = list != NULL ? sohoa_code_list_match (list, raw) : -1;

  if (row < 0) {
    g_autofree char *code = g_strconcat (code_list, "-unknown", NULL);

    sohoa_value_set_string (value, raw, 0.3);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, code, "not in the list of such names");
    return;
  }
  if (style == SOHOA_CODED_NAME) {
    sohoa_value_set_string (
      value, sohoa_code_list_cell (list, (guint) row, sohoa_code_list_column (list, "name")), 1);
    return;
  }
  g_autofree char *spelled = spelled_as_listed (list, (guint) row, raw);
  sohoa_value_set_string (value, spelled, 1);
}
