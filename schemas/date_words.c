/* date_words.c - a day in words, kept as written: whether it says the same as the figures beside it is a rule
 * of the form (agreement.c).
 */
#include "field_types.h"

#include <string.h>

#include "letters.h"
#include "number_words.h"

static void
normalize_date_words (const char *raw, SohoaValue *value)
{
  g_autofree char *words = g_strndup (raw, strlen (raw) - sohoa_letters_dangling (raw));
  SohoaDate date;

  if (sohoa_date_words_parse (words, &date)) {
    sohoa_value_set_string (value, words, 1);
  } else {
    sohoa_value_set_string (value, raw, 0.2);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "date-words", "not a day in words");
  }
}

const SohoaFieldType sohoa_type_date_words = {
  .name = "date_words",
  .description = "a day in words, kept as written",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_date_words,
};
