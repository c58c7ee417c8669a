/* issuer.c - who issued an identity paper: the few national offices by their names, others written out. */
#include "field_types.h"

#include <sohoa/codelist.h>

static void
normalize_issuer (const char *raw, SohoaValue *value)
{
  const SohoaCodeList *issuers = sohoa_code_list_lookup ("issuers");
  int row = issuers != NULL ? sohoa_code_list_match (issuers, raw) : -1;

  if (row >= 0)
    sohoa_value_set_string (
      value, sohoa_code_list_cell (issuers, (guint) row, sohoa_code_list_column (issuers, "name")), 1);
  else
    sohoa_type_authority.normalize (raw, value);
}

const SohoaFieldType sohoa_type_issuer = {
  .name = "issuer",
  .description = "who issued an identity paper, abbreviations written out",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_issuer,
};
