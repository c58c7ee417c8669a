/* CSV that a spreadsheet reads back as text, whatever the text is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/csv/csv_line.h"

static void
test_cells_are_quoted_and_formulas_defused (void **state)
{
  static const struct {
    const char *text, *expected;
  } cases[] = {
    {"plain", "plain\n"}, {"a,b", "\"a,b\"\n"},  {"a\"b", "\"a\"\"b\"\n"}, {"two\nlines", "\"two\nlines\"\n"},
    {"=1+1", "'=1+1\n"},  {"+84", "'+84\n"},     {"-1", "'-1\n"},          {"@x", "'@x\n"},
    {"\tx", "'\tx\n"},    {"\rx", "\"'\rx\"\n"}, {"=a,b", "\"'=a,b\"\n"},  {"", "\"\"\n"},
    {NULL, "\"\"\n"}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    sohoa_csv_cell (out, cases[i].text);
    sohoa_csv_end (out);
    assert_string_equal (out->str, cases[i].expected);
  }
}

static void
test_cells_are_separated_and_lines_ended (void **state)
{
  g_autoptr (GString) out = g_string_new ("head\n");
  sohoa_csv_cell (out, "");
  sohoa_csv_int (out, -3);
  sohoa_csv_cell (out, "x");
  sohoa_csv_end (out);
  sohoa_csv_int (out, 4);
  sohoa_csv_end (out);
  assert_string_equal (out->str, "head\n\"\",-3,x\n4\n");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_cells_are_quoted_and_formulas_defused),
    cmocka_unit_test (test_cells_are_separated_and_lines_ended),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
