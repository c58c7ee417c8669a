/* test_jpeg.c - gray stays gray, CMYK is seen right, EXIF turns the page, damage is told. */
#include "check.h"

static const MakeSize size = {64, 96}; /* whole blocks: the edges of the bar survive compression */

static void
test_gray_colour_and_cmyk_come_out_as_drawn (void **state)
{
  for (int components = 1; components <= 4; components += components == 1 ? 2 : 1)
    for (int progressive = 0; progressive < 2; progressive++) {
      print_message ("%d components, progressive %d\n", components, progressive);
      g_autoptr (GBytes) bytes =
        make_jpeg (&(MakeJpeg){.size = size, .components = components, .progressive = progressive});
      g_autoptr (SohoaPage) page = check_first_page (bytes);
      check_shows_drawing (page, size, components == 1 ? pixGetDepth (page->pix) : 32);
      assert_true (components > 1 || pixGetDepth (page->pix) <= 8);
      assert_false (check_is_incomplete (page));
    }
}

static void
test_all_exif_orientations_come_out_upright (void **state)
{
  for (int orientation = 1; orientation <= 8; orientation++) {
    print_message ("orientation %d\n", orientation);
    g_autoptr (GBytes) bytes =
      make_jpeg (&(MakeJpeg){.size = size, .components = 3, .orientation = orientation});
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    check_shows_drawing (page, size, 32);
  }
}

static void
test_an_orientation_that_does_not_exist_is_ignored (void **state)
{
  MakeJpeg jpeg = {.size = size, .components = 3, .orientation = 9};
  MakeSize stored = make_stored_size (size, 9);
  g_autoptr (GBytes) bytes = make_jpeg (&jpeg);
  g_autoptr (SohoaPage) page = check_first_page (bytes);
  assert_int_equal (pixGetWidth (page->pix), stored.width);
}

static void
test_density_is_read (void **state)
{
  g_autoptr (GBytes) bytes = make_jpeg (&(MakeJpeg){.size = {1240, 1754}, .components = 1, .dpi = 150});
  g_autoptr (SohoaPage) page = check_first_page (bytes);
  assert_float_equal (page->dpi_x, 150, 0.01);
  assert_false (page->dpi_inferred);
}

static void
test_a_page_cut_off_late_is_kept_and_marked (void **state)
{
  g_autoptr (GBytes) good = make_jpeg (&(MakeJpeg){.size = {800, 1200}, .components = 3});
  g_autoptr (GBytes) late = make_truncated (good, g_bytes_get_size (good) - 600);
  g_autoptr (SohoaPage) page = check_first_page (late);
  assert_true (check_find_warning (page, "truncated")->incomplete);
  assert_int_equal (pixGetHeight (page->pix), 1200);
}

static void
test_a_page_cut_off_early_fails (void **state)
{
  g_autoptr (GBytes) good = make_jpeg (&(MakeJpeg){.size = {800, 1200}, .components = 3});
  static const gsize lengths[] = {4, 200, 1200};
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) early = make_truncated (good, lengths[i]);
    g_autoptr (SohoaContainer) container = check_opens (early);
    check_page_fails (container, 1, SOHOA_ERROR_FORMAT);
  }
}

static void
test_sizes_beyond_any_scan_are_refused_unallocated (void **state)
{
  g_autoptr (GBytes) good = make_jpeg (&(MakeJpeg){.size = size, .components = 1});
  gsize length;
  const guint8 *data = g_bytes_get_data (good, &length);
  g_autofree guint8 *patched = g_memdup2 (data, length);
  guint8 *frame = memmem (patched, length, "\xff\xc0", 2);
  memset (frame + 5, 0xf0, 4); /* height and width: 61680 */
  g_autoptr (GBytes) bytes = g_bytes_new (patched, length);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  check_page_fails (container, 1, SOHOA_ERROR_LIMIT);
}

static void
test_lossless_jpeg_is_called_unsupported (void **state)
{
  g_autoptr (GBytes) good = make_jpeg (&(MakeJpeg){.size = size, .components = 1});
  gsize length;
  const guint8 *data = g_bytes_get_data (good, &length);
  g_autofree guint8 *patched = g_memdup2 (data, length);
  ((guint8 *) memmem (patched, length, "\xff\xc0", 2))[1] = 0xc3;
  g_autoptr (GBytes) bytes = g_bytes_new (patched, length);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  check_page_fails (container, 1, SOHOA_ERROR_UNSUPPORTED);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_gray_colour_and_cmyk_come_out_as_drawn),
    cmocka_unit_test (test_all_exif_orientations_come_out_upright),
    cmocka_unit_test (test_an_orientation_that_does_not_exist_is_ignored),
    cmocka_unit_test (test_density_is_read),
    cmocka_unit_test (test_a_page_cut_off_late_is_kept_and_marked),
    cmocka_unit_test (test_a_page_cut_off_early_fails),
    cmocka_unit_test (test_sizes_beyond_any_scan_are_refused_unallocated),
    cmocka_unit_test (test_lossless_jpeg_is_called_unsupported),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
