/* relation.c - family relations, in the word that was written: a "Con dâu" is no "Con", and South and North
 * say "Má" and "Mẹ". */
#include "field_types.h"

#include "coded.h"

static void
normalize_relation (const char *raw, SohoaValue *value)
{
  sohoa_coded_normalize (raw, "relations", SOHOA_CODED_WRITTEN, value);
}

const SohoaFieldType sohoa_type_relation = {
  .name = "relation",
  .description = "how one person is related to another, as written",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_relation,
};
