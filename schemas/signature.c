/* signature.c - somebody has signed: true. Who, is never read from the ink. */
#include "field_types.h"

#include <string.h>

#include "value_internal.h"

static void
normalize_signature (const char *raw, SohoaValue *value)
{
  if (strcmp (raw, "signed") == 0)
    sohoa_value_set_boolean (value, TRUE, 1);
  else
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "signature-unknown",
                             "not a signature; look at the place");
}

const SohoaFieldType sohoa_type_signature = {
  .name = "signature",
  .description = "signed or not: true, or blank",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_signature,
};
