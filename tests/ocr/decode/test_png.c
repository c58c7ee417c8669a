/* test_png.c - every colour type comes out as drawn, transparency shows white, damage is told. */
#include "check.h"

#include <png.h>

static const MakeSize size = {70, 110};

static void
test_every_colour_type_comes_out_as_drawn (void **state)
{
  static const struct {
    const char *name;
    int type, bits, depth;
  } rows[] = {
    {"bilevel", PNG_COLOR_TYPE_GRAY, 1, 1},
    {"gray of 2 bits", PNG_COLOR_TYPE_GRAY, 2, 1},
    {"gray of 4 bits", PNG_COLOR_TYPE_GRAY, 4, 1},
    {"gray", PNG_COLOR_TYPE_GRAY, 8, 1},
    {"gray of 16 bits", PNG_COLOR_TYPE_GRAY, 16, 1},
    {"gray on transparent paper", PNG_COLOR_TYPE_GRAY_ALPHA, 8, 1},
    {"palette of 1 bit", PNG_COLOR_TYPE_PALETTE, 1, 32},
    {"palette", PNG_COLOR_TYPE_PALETTE, 8, 32},
    {"RGB", PNG_COLOR_TYPE_RGB, 8, 32},
    {"RGB of 16 bits", PNG_COLOR_TYPE_RGB, 16, 32},
    {"RGB on transparent paper", PNG_COLOR_TYPE_RGB_ALPHA, 8, 32},
    {"RGB of 16 bits on transparent paper", PNG_COLOR_TYPE_RGB_ALPHA, 16, 32},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int interlaced = 0; interlaced < 2; interlaced++) {
      print_message ("%s, interlaced %d\n", rows[i].name, interlaced);
      g_autoptr (GBytes) bytes = make_png (
        &(MakePng){.size = size, .type = rows[i].type, .bits = rows[i].bits, .interlaced = interlaced});
      g_autoptr (SohoaPage) page = check_first_page (bytes);
      check_shows_drawing (page, size, rows[i].depth);
      assert_false (check_is_incomplete (page));
    }
}

static void
test_resolution_is_read (void **state)
{
  g_autoptr (GBytes) bytes = make_png (&(MakePng){.size = {1654, 2339}, .bits = 1, .dpi = 200});
  g_autoptr (SohoaPage) page = check_first_page (bytes);
  assert_float_equal (page->dpi_x, 200, 0.02);
  assert_false (page->dpi_inferred);
}

static void
test_a_page_cut_off_late_is_kept_and_marked (void **state)
{
  g_autoptr (GBytes) good = make_png (&(MakePng){.size = size, .type = PNG_COLOR_TYPE_RGB, .bits = 8});
  g_autoptr (GBytes) late = make_truncated (good, g_bytes_get_size (good) - 16); /* the last chunk */
  g_autoptr (SohoaPage) page = check_first_page (late);
  assert_true (check_find_warning (page, "truncated")->incomplete);
  check_shows_drawing (page, size, 32);
}

static void
test_a_page_cut_off_early_fails (void **state)
{
  g_autoptr (GBytes) good = make_png (&(MakePng){.size = size, .type = PNG_COLOR_TYPE_RGB, .bits = 8});
  static const gsize lengths[] = {8, 20, 33, 60};
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) early = make_truncated (good, lengths[i]);
    g_autoptr (SohoaContainer) container = check_opens (early);
    check_page_fails (container, 1, SOHOA_ERROR_FORMAT);
  }
}

static void
test_sizes_beyond_any_scan_are_refused_unallocated (void **state)
{
  g_autoptr (GBytes) bytes = make_png (&(MakePng){.size = {40000, 2}, .bits = 1});
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  check_page_fails (container, 1, SOHOA_ERROR_LIMIT);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_colour_type_comes_out_as_drawn),
    cmocka_unit_test (test_resolution_is_read),
    cmocka_unit_test (test_a_page_cut_off_late_is_kept_and_marked),
    cmocka_unit_test (test_a_page_cut_off_early_fails),
    cmocka_unit_test (test_sizes_beyond_any_scan_are_refused_unallocated),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
