/* test_page.c - the gray view of every depth, and warnings said once. */
#include "check.h"

static void
test_the_gray_view_shows_ink_dark_in_every_depth (void **state)
{
  static const struct {
    int depth;
    l_uint32 ink, paper, gray_ink;
  } rows[] = {{1, 1, 0, 0}, {8, 90, 255, 90}, {32, 0x5a5a5a00, 0xffffff00, 90}};
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Pix *pix = pixCreate (9, 4, rows[i].depth);
    pixSetAllArbitrary (pix, rows[i].paper);
    pixSetPixel (pix, 8, 3, rows[i].ink);
    g_autoptr (SohoaPage) page = sohoa_page_new (pix, 300, 300);
    g_autoptr (Pix) gray = sohoa_page_gray (page);
    l_uint32 ink, paper;
    pixGetPixel (gray, 8, 3, &ink);
    pixGetPixel (gray, 0, 0, &paper);
    assert_int_equal (pixGetDepth (gray), 8);
    assert_int_equal (ink, rows[i].gray_ink);
    assert_int_equal (paper, 255);
  }
}

static void
test_luminance_is_what_leptonica_makes_of_colour_to_the_nearest_level (void **state)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (int width = 1; width <= 41; width += 5) {
    g_autoptr (Pix) colour = pixCreate (width, 9, 32);
    for (int i = 0; i < 9 * width; i++)
      pixSetPixel (colour, i % width, i / width, i == 0 ? 0xffffff00 : g_rand_int (random) & 0xffffff00);
    g_autoptr (Pix) gray = sohoa_luminance (colour), theirs = pixConvertRGBToLuminance (colour);
    for (int i = 0; i < 9 * width; i++) {
      l_uint32 mine, other;
      pixGetPixel (gray, i % width, i / width, &mine);
      pixGetPixel (theirs, i % width, i / width, &other);
      assert_true (ABS ((int) mine - (int) other) <= 1);
      assert_true (i > 0 || mine == 255);
    }
  }
}

static void
test_a_warning_is_said_once_and_stays_serious (void **state)
{
  g_autoptr (SohoaPage) page = sohoa_page_new (pixCreate (1, 1, 1), 300, 300);
  sohoa_page_add_warning (page, "damaged", TRUE);
  sohoa_page_add_warning (page, "damaged", FALSE);
  sohoa_page_add_warning (page, "no-resolution", FALSE);
  assert_int_equal (page->warnings->len, 2);
  assert_true (check_find_warning (page, "damaged")->incomplete);
  assert_string_equal (check_find_warning (page, "damaged")->stage, "decode");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_the_gray_view_shows_ink_dark_in_every_depth),
    cmocka_unit_test (test_luminance_is_what_leptonica_makes_of_colour_to_the_nearest_level),
    cmocka_unit_test (test_a_warning_is_said_once_and_stays_serious),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
