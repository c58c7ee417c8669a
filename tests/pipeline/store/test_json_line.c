/* JSON comes out valid, and the same bytes everywhere. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "pipeline/store/json_line.h"

static void
test_commas_stand_between_values_only (void **state)
{
  g_autoptr (GString) out = g_string_new (NULL);
  sohoa_json_open (out, '{');
  sohoa_json_member (out, "a");
  sohoa_json_open (out, '[');
  sohoa_json_int (out, 1);
  sohoa_json_string (out, "x,");
  sohoa_json_string (out, NULL);
  sohoa_json_open (out, '{');
  sohoa_json_close (out, '}');
  sohoa_json_close (out, ']');
  sohoa_json_member (out, "b");
  sohoa_json_bool (out, TRUE);
  sohoa_json_member (out, "c");
  sohoa_json_raw (out, "{\"d\":1}");
  sohoa_json_close (out, '}');
  assert_string_equal (out->str, "{\"a\":[1,\"x,\",null,{}],\"b\":true,\"c\":{\"d\":1}}");
}

static void
test_strings_are_escaped (void **state)
{
  g_autoptr (GString) out = g_string_new (NULL);
  sohoa_json_string (out, "\"\\\n\x1b\x7f Đặng");
  assert_string_equal (out->str, "\"\\\"\\\\\\u000a\\u001b\\u007f Đặng\"");
}

static void
test_numbers_have_no_needless_digits (void **state)
{
  static const struct {
    double number;
    int decimals;
    const char *expected;
  } cases[] = {{0.987, 3, "0.987"}, {1, 3, "1"},           {0.5, 3, "0.5"},
               {100, 0, "100"},     {-0.0001, 3, "0"},     {0.9996, 3, "1"},
               {NAN, 3, "null"},    {INFINITY, 1, "null"}, {1e300, 0, NULL}};
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    sohoa_json_real (out, cases[i].number, cases[i].decimals);
    if (cases[i].expected != NULL)
      assert_string_equal (out->str, cases[i].expected);
    else
      assert_int_equal (out->len, 301);
  }
}

static void
test_the_box_is_the_hull_of_the_quad (void **state)
{
  const SohoaQuad quad = {{{10.26, 5.5}, {20, 4}, {21.1, 9}, {11, 10.04}}};
  g_autoptr (GString) out = g_string_new (NULL);
  sohoa_json_box (out, &quad);
  sohoa_json_quad (out, &quad);
  assert_string_equal (out->str, "[10,4,22,11],[10.3,5.5,20,4,21.1,9,11,10]");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_commas_stand_between_values_only),
    cmocka_unit_test (test_strings_are_escaped),
    cmocka_unit_test (test_numbers_have_no_needless_digits),
    cmocka_unit_test (test_the_box_is_the_hull_of_the_quad),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
