/* What is to be printed travels as it is, and nothing odd is taken for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sohoa/filling.h>

static void
test_a_filling_travels_as_it_is (void **state)
{
  g_autoptr (SohoaFilling) filling = sohoa_filling_new ("ct01", "2023-11-17", "2025-06-30");
  g_autoptr (GBytes) code = g_bytes_new_static ("\1\0\0\1", 4);
  sohoa_filling_add_text (filling, "applicant.full_name", "Nguyễn Văn An");
  sohoa_filling_set_code (filling, 2, code, "5ND7");
  g_autoptr (GVariant) wire = g_variant_ref_sink (sohoa_filling_to_variant (filling));
  g_autoptr (SohoaFilling) got = sohoa_filling_from_variant (wire);
  assert_non_null (got);
  assert_string_equal (got->form, "ct01");
  assert_string_equal (got->day, "2025-06-30");
  assert_string_equal (sohoa_filling_peek_text (got, "applicant.full_name"), "Nguyễn Văn An");
  assert_null (sohoa_filling_peek_text (got, "applicant.sex"));
  assert_int_equal (got->code_side, 2);
  assert_true (g_bytes_equal (got->code, code));
  assert_string_equal (got->caption, "5ND7");
}

static void
test_a_code_of_another_size_than_it_says_is_refused (void **state)
{
  static const guint sides[] = {1, 3, 178, G_MAXUINT};
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    g_autoptr (GBytes) code = g_bytes_new_static ("\1\0\0\1", 4);
    GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, code, TRUE);
    g_autoptr (GVariant) wire = g_variant_ref_sink (
      g_variant_new ("(sssa(ss)u@ays)", "ct01", "1", "2025-06-30", NULL, sides[i], bytes, ""));
    assert_null (sohoa_filling_from_variant (wire));
  }
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new ("(ss)", "ct01", "1"));
  assert_null (sohoa_filling_from_variant (other));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_filling_travels_as_it_is),
    cmocka_unit_test (test_a_code_of_another_size_than_it_says_is_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
