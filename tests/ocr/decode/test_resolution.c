/* test_resolution.c - a stated resolution is believed when it makes a sheet of paper, else taken from A4. */
#include "check.h"

#include <math.h>

#include "ocr/decode/resolution.h"

static void
test_what_makes_a_sheet_is_kept_and_nothing_else (void **state)
{
  static const struct {
    const char *name;
    int width, height;
    double dpi_x, dpi_y, expected; /* expected: 0 = kept as stated */
  } rows[] = {
    {"A4 at 300", 2480, 3508, 300, 300, 0},
    {"A4 across at 200", 2339, 1654, 200, 200, 0},
    {"A5 at 300", 1748, 2480, 300, 300, 0},
    {"A3 at 300", 3508, 4961, 300, 300, 0},
    {"Letter at 300", 2550, 3300, 300, 300, 0},
    {"Legal at 200", 1700, 2800, 200, 200, 0},
    {"identity card at 300", 1011, 638, 300, 300, 0},
    {"coarse fax", 1728, 1145, 204, 98, 0},
    {"fine fax", 1728, 4573, 204, 391, 0},
    {"nothing said", 2480, 3508, 0, 0, 300},
    {"one axis only", 2480, 3508, 300, 0, 300},
    {"not a number", 2480, 3508, NAN, 300, 300},
    {"endless", 2480, 3508, INFINITY, INFINITY, 300},
    {"negative", 2480, 3508, -300, -300, 300},
    {"a camera's 72", 2480, 3508, 72, 72, 300},
    {"a converter's 96 on A4 at 150", 1240, 1754, 96, 96, 150},
    {"finer than any paper", 2480, 3508, 2400, 2400, 300},
    {"a stamp", 1754, 1240, 1200, 1200, 150},
    {"a single line", 2480, 3508, 300, 1100, 300},
    {"A4 across, nothing said", 2339, 1654, 0, 0, 200},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    print_message ("%s\n", rows[i].name);
    g_autoptr (SohoaPage) page =
      sohoa_page_new (pixCreate (rows[i].width, rows[i].height, 1), rows[i].dpi_x, rows[i].dpi_y);
    sohoa_resolution_settle (page);
    gboolean kept = rows[i].expected == 0;
    assert_int_equal (page->dpi_inferred, !kept);
    assert_int_equal (page->warnings->len, kept ? 0 : 1);
    assert_true (fabs (page->dpi_x - (kept ? rows[i].dpi_x : rows[i].expected)) < 0.1);
    assert_true (fabs (page->dpi_y - (kept ? rows[i].dpi_y : rows[i].expected)) < 0.1);
    assert_false (check_is_incomplete (page));
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_what_makes_a_sheet_is_kept_and_nothing_else),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
