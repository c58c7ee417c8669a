/* measure.c - measured numbers (area, height, share) with a decimal point: "103,2 m²" -> "103.2".
 *
 * The unit is printed on the form; one that is written behind the number is dropped.
 */
#include "field_types.h"

#include <string.h>

#include "number_text.h"

static const char *const units[] = {"", "m", "m2", "m\u00b2", "met", "met vuong", "%", NULL};

static void
normalize_measure (const char *raw, SohoaValue *value)
{
  g_auto (SohoaNumber) number = {0};

  if (!sohoa_number_parse (raw, &number) || !g_strv_contains (units, number.unit)) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "measure-shape", "not a measured number");
    return;
  }
  g_autofree char *text =
    g_strconcat (number.whole, *number.decimals != '\0' ? "." : "", number.decimals, NULL);
  sohoa_value_set_string (value, text, number.ambiguous ? 0.5 : 1);
  if (number.ambiguous)
    sohoa_value_add_finding (value, SOHOA_FINDING_WARNING, "measure-ambiguous",
                             "one point with three digits was taken as thousands");
}

static char *
write_measure (const char *text)
{
  return g_strdelimit (g_strdup (text), ".", ',');
}

const SohoaFieldType sohoa_type_measure = {
  .name = "measure",
  .description = "a measured number (area, height, share), with a decimal point",
  .charset = SOHOA_CHARSET_NUMBER,
  .normalize = normalize_measure,
  .write = write_measure,
};
