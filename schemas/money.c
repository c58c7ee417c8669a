/* money.c - amounts in đồng, digits only: "50.000.000 đồng" -> "50000000", "1,5 tỷ" -> "1500000000". */
#include "field_types.h"

#include <string.h>

#include "number_text.h"

/* How many zeros a unit stands for. */
static const struct {
  const char *bare;
  guint zeros;
} units[] = {
  {"", 0},      {"dong", 0},       {"d", 0},  {"dong viet nam", 0}, {"vnd", 0}, {"nghin dong", 3},
  {"trieu", 6}, {"trieu dong", 6}, {"ty", 9}, {"ty dong", 9},
};

static const int no_unit = -1;

static int
lookup_zeros (const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].bare, unit) == 0)
      return (int) units[i].zeros;
  return no_unit;
}

static void
normalize_money (const char *raw, SohoaValue *value)
{
  g_auto (SohoaNumber) number = {0};
  int zeros = no_unit;

  if (sohoa_number_parse (raw, &number))
    zeros = lookup_zeros (number.unit);
  /* There are no fractions of a đồng: ",00" says nothing, other decimals need a unit that takes them. */
  if (zeros == 0 && number.decimals[strspn (number.decimals, "0")] == '\0')
    number.decimals[0] = '\0';
  if (zeros == no_unit || strlen (number.decimals) > (gsize) zeros) {
    sohoa_value_add_finding (value, SOHOA_FINDING_ERROR, "money-shape", "not an amount of money");
    return;
  }
  g_autofree char *fill = g_strnfill ((gsize) zeros - strlen (number.decimals), '0');
  g_autofree char *digits = g_strconcat (number.whole, number.decimals, fill, NULL);
  gsize leading = strspn (digits, "0");
  sohoa_value_set_string (value, digits[leading] != '\0' ? digits + leading : "0", 1);
}

/* In groups of three: "50.000.000". */
static char *
write_money (const char *text)
{
  GString *written = g_string_new (text);
  for (gssize i = (gssize) written->len - 3; i > 0; i -= 3)
    g_string_insert_c (written, i, '.');
  return g_string_free (written, FALSE);
}

const SohoaFieldType sohoa_type_money = {
  .name = "money",
  .description = "an amount in đồng, digits only",
  .charset = SOHOA_CHARSET_TEXT,
  .normalize = normalize_money,
  .write = write_money,
};
