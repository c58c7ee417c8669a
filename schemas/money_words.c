/* money_words.c - an amount in words, kept as written: "Năm mươi triệu đồng". */
#include "field_types.h"

#include "number_words.h"

static void
normalize_money_words (const char *raw, SohoaValue *value)
{
  guint64 amount;

  if (sohoa_money_words_parse (raw, &amount)) {
    sohoa_value_set_string (value, raw, 1);
  } else {
    sohoa_value_set_string (value, raw, 0.2);
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "money-words", "not an amount in words");
  }
}

const SohoaFieldType sohoa_type_money_words = {
  .name = "money_words",
  .description = "an amount in words, kept as written",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_money_words,
};
