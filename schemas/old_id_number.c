/* old_id_number.c - numbers of the identity cards before 2016: nine digits, the first two say where the card
 * was issued. There is no check digit.
 */
#include "field_types.h"

#include <string.h>

#include <sohoa/codelist.h>

#include "letters.h"

static void
normalize_old_id_number (const char *raw, SohoaValue *value)
{
  g_autofree char *digits = sohoa_letters_digits (raw, " .-");
  const SohoaCodeList *list = sohoa_code_list_lookup ("old_id_provinces");

  if (digits == NULL || strlen (digits) != 9) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "old-id-shape", "has not nine digits");
    return;
  }
  g_autofree char *prefix = g_strndup (digits, 2);
  if (list != NULL && sohoa_code_list_find (list, sohoa_code_list_column (list, "prefix"), prefix) < 0) {
    sohoa_value_set_string (value, digits, 0.4);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "old-id-province",
                             "starts with the code of no province");
  } else {
    sohoa_value_set_string (value, digits, 1);
  }
}

const SohoaFieldType sohoa_type_old_id_number = {
  .name = "old_id_number",
  .description = "number of an identity card before 2016, nine digits",
  .charset = SOHOA_CHARSET_DIGITS,
  .normalize = normalize_old_id_number,
};
