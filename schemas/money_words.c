/* money_words.c - an amount in words, kept as written: "Năm mươi triệu đồng". */
#include "field_types.h"

#include "number_words.h"

/* Behind the number may stand "đồng", "đồng chẵn", "đồng Việt Nam". */
static gboolean
is_amount (const char *raw)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("[\\s,(]*đồng(\\s+(chẵn|Việt Nam))?[\\s.)]*$", G_REGEX_CASELESS, 0, NULL);
  g_autofree char *number = g_regex_replace_literal (regex, raw, -1, 0, "", 0, NULL);
  guint64 amount;

  return sohoa_number_words_parse (number, &amount);
}

static void
normalize_money_words (const char *raw, SohoaValue *value)
{
  if (is_amount (raw)) {
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
