/* test_title.c - a form's title is known on a page, misread letters and all; a sister's title is none of it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../../ocr/describe/keywords.h"
#include "../../../ocr/wording/title.h"

static void
a_title_is_told_from_its_sisters (void **state)
{
  static const struct {
    const char *title, *text, *heading;
    gboolean is_in, resembles;
  } cases[] = {
    {"Tờ khai đăng ký khai sinh", "Độc lập TỜ KHAI ĐĂNG KÝ KHAI SINH Kính gửi", NULL, TRUE, TRUE},
    {"Tờ khai đăng ký khai sinh", "TỜ KHAI ĐÀNG KÝ KHA1 SINH Kính gửi", NULL, TRUE, TRUE},
    {"Tờ khai đăng ký khai sinh", "TỜ KHAI ĐĂNG KÝKHAI SINH", NULL, TRUE, TRUE},
    {"Tờ khai đăng ký khai tử", "TỜ KHAI ĐĂNG KÝ KHAI SINH", NULL, FALSE, TRUE},
    {"Tờ khai đăng ký khai sinh", "TỜ KHAI ĐĂNG KÝ KHAI TỬ", NULL, FALSE, TRUE},
    {"Tờ khai đăng ký khai sinh", "TỜ KHAI ĐĂNG KÝ LẠI KHAI SINH", NULL, FALSE, TRUE},
    {"Tờ khai đăng ký khai sinh", "TỜ KHAI ĐĂNG KÝ KHAI SINH, NHẬN CHA, MẸ, CON",
     "TỜ KHAI ĐĂNG KÝ KHAI SINH, NHẬN CHA, MẸ, CON", FALSE, TRUE},
    {"Tờ khai đăng ký khai sinh", "TỜ KHAI ĐĂNG KÝ KHAI SINH", "TỜ KHAI ĐĂNG KÝ KHAI SINH I", TRUE, TRUE},
    {"Đơn đề nghị cấp phép (nhà ở)", "ĐƠN ĐỀ NGHỊ CẤP PHÉP", "ĐƠN ĐỀ NGHỊ CẤP PHÉP", TRUE, TRUE},
    {"Short-Form Statement", "Washington Short-Form Statement Pursuant to the Act", NULL, TRUE, TRUE},
    {"Đơn", "ĐƠN XIN NGHỈ", NULL, FALSE, FALSE},
    {"", "TỜ KHAI", NULL, FALSE, FALSE},
    {"Tờ khai đăng ký khai sinh", "", NULL, FALSE, FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = sohoa_fold_words (cases[i].text);
    g_autofree char *heading = cases[i].heading ? sohoa_fold_words (cases[i].heading) : NULL;
    print_message ("# '%s' in '%s'\n", cases[i].title, cases[i].text);
    guint at;
    assert_int_equal (sohoa_title_find (cases[i].title, text, heading, &at), cases[i].is_in);
    assert_int_equal (sohoa_title_resembles (cases[i].title, text), cases[i].resembles);
  }
}

static void
the_words_before_it_are_counted (void **state)
{
  guint at = 99;
  assert_true (sohoa_title_find ("Tờ khai đăng ký khai sinh", "TO KHAI DANG KY KHAI SINH", NULL, &at));
  assert_int_equal (at, 0);
  assert_true (
    sohoa_title_find ("Tờ khai đăng ký khai sinh", "DOC LAP HANH PHUC TO KHAI DANG KY KHAI SINH", NULL, &at));
  assert_int_equal (at, 4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_title_is_told_from_its_sisters),
    cmocka_unit_test (the_words_before_it_are_counted),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
