/* test_tiff.c - every kind of page that scanners write comes out as drawn; every declared page is accounted
 * for. */
#include "check.h"

#include <tiffio.h>

static const MakeSize size = {70, 110}; /* not whole bytes, not whole tiles */

static void
test_every_kind_of_image_comes_out_as_drawn (void **state)
{
  static const struct {
    const char *name;
    MakeTiff page;
    int depth;
  } rows[] = {
    {"bilevel, white is 0", {.bits = 1, .samples = 1, .photometric = PHOTOMETRIC_MINISWHITE}, 1},
    {"bilevel, black is 0", {.bits = 1, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK}, 1},
    {"G3", {.bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX3, .rows_per_strip = 20}, 1},
    {"G4", {.bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX4}, 1},
    {"G4 in strips", {.bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX4, .rows_per_strip = 7}, 1},
    {"G4, black is 0",
     {.bits = 1, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_CCITTFAX4},
     1},
    {"bilevel tiles", {.bits = 1, .samples = 1, .tile = 32}, 1},
    {"gray, black is 0", {.bits = 8, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK}, 1},
    {"gray, white is 0, LZW", {.bits = 8, .samples = 1, .compression = COMPRESSION_LZW}, 1},
    {"gray, PackBits",
     {.bits = 8, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK, .compression = COMPRESSION_PACKBITS},
     1},
    {"gray of 2 bits", {.bits = 2, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK}, 1},
    {"gray of 4 bits, white is 0", {.bits = 4, .samples = 1}, 1},
    {"gray of 16 bits", {.bits = 16, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK}, 1},
    {"gray tiles",
     {.bits = 8,
      .samples = 1,
      .photometric = PHOTOMETRIC_MINISBLACK,
      .tile = 16,
      .compression = COMPRESSION_LZW},
     1},
    {"palette", {.bits = 8, .samples = 1, .photometric = PHOTOMETRIC_PALETTE}, 32},
    {"palette of 4 bits", {.bits = 4, .samples = 1, .photometric = PHOTOMETRIC_PALETTE}, 32},
    {"RGB", {.bits = 8, .samples = 3, .photometric = PHOTOMETRIC_RGB}, 32},
    {"RGB, deflate, strips",
     {.bits = 8,
      .samples = 3,
      .photometric = PHOTOMETRIC_RGB,
      .compression = COMPRESSION_ADOBE_DEFLATE,
      .rows_per_strip = 9},
     32},
    {"RGB in planes",
     {.bits = 8, .samples = 3, .photometric = PHOTOMETRIC_RGB, .planar = PLANARCONFIG_SEPARATE},
     32},
    {"RGB of 16 bits", {.bits = 16, .samples = 3, .photometric = PHOTOMETRIC_RGB}, 32},
    {"RGB tiles", {.bits = 8, .samples = 3, .photometric = PHOTOMETRIC_RGB, .tile = 32}, 32},
    {"RGBA", {.bits = 8, .samples = 4, .photometric = PHOTOMETRIC_RGB}, 32},
    {"CMYK", {.bits = 8, .samples = 4, .photometric = PHOTOMETRIC_SEPARATED}, 32},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MakeTiff made = rows[i].page;
    made.size = size;
    print_message ("%s\n", rows[i].name);
    g_autoptr (GBytes) bytes = make_tiff (&made, 1);
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    check_shows_drawing (page, size, rows[i].depth);
    assert_false (check_is_incomplete (page));
  }
}

static void
test_jpeg_in_tiff_keeps_its_shades (void **state)
{
  MakeTiff made = {.size = {64, 96},
                   .bits = 8,
                   .samples = 1,
                   .photometric = PHOTOMETRIC_MINISBLACK,
                   .compression = COMPRESSION_JPEG,
                   .rows_per_strip = 32};
  g_autoptr (GBytes) gray = make_tiff (&made, 1);
  g_autoptr (SohoaPage) page = check_first_page (gray);
  check_shows_drawing (page, made.size, pixGetDepth (page->pix));
  made.samples = 3;
  made.photometric = PHOTOMETRIC_RGB;
  g_autoptr (GBytes) colour = make_tiff (&made, 1);
  g_autoptr (SohoaPage) colour_page = check_first_page (colour);
  check_shows_drawing (colour_page, made.size, 32);
}

static void
test_old_style_jpeg_comes_out_as_drawn (void **state)
{
  MakeSize blocks = {64, 96};
  for (int components = 1; components <= 3; components += 2) {
    g_autoptr (GBytes) bytes = make_tiff_old_jpeg (blocks, components);
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    check_shows_drawing (page, blocks, components == 1 ? pixGetDepth (page->pix) : 32);
    assert_false (check_is_incomplete (page));
  }
}

/* libtiff refuses rows that change at each pixel. */
static void
test_a_fax_of_dithered_rows_comes_out_as_drawn (void **state)
{
  for (guint width = 31; width <= 96; width += 13) {
    MakeSize board = {width, 40};
    g_autoptr (GBytes) bytes = make_tiff_chessboard (board);
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    assert_int_equal (pixGetWidth (page->pix), width);
    for (guint y = 0; y < board.height; y++)
      for (guint x = 0; x < width; x++)
        assert_int_equal (check_dark_at (page, x, y), (x + y) % 2 == 0);
  }
}

static void
test_all_eight_orientations_come_out_upright (void **state)
{
  static const MakeTiff kinds[] = {
    {.bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX4, .dpi = 300},
    {.bits = 8, .samples = 3, .photometric = PHOTOMETRIC_RGB, .dpi = 300}};
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (int orientation = 1; orientation <= 8; orientation++) {
      MakeTiff made = kinds[kind];
      made.size = size;
      made.orientation = orientation;
      print_message ("orientation %d\n", orientation);
      g_autoptr (GBytes) bytes = make_tiff (&made, 1);
      g_autoptr (SohoaPage) page = check_first_page (bytes);
      check_shows_drawing (page, size, kind == 0 ? 1 : 32);
    }
}

static void
test_resolution_is_read_in_inches_and_centimetres (void **state)
{
  for (int centimetres = 0; centimetres < 2; centimetres++) {
    MakeTiff made = {.size = {1654, 2339},
                     .bits = 1,
                     .samples = 1,
                     .compression = COMPRESSION_CCITTFAX4,
                     .dpi = 200,
                     .centimetres = centimetres};
    g_autoptr (GBytes) bytes = make_tiff (&made, 1);
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    assert_float_equal (page->dpi_x, 200, 0.1);
    assert_float_equal (page->dpi_y, 200, 0.1);
    assert_false (page->dpi_inferred);
    assert_int_equal (page->warnings->len, 0);
  }
}

static const MakeTiff plain = {
  .size = {70, 110}, .bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX4};

/* Three plain pages. */
static GBytes *
make_three (void)
{
  const MakeTiff pages[3] = {plain, plain, plain};
  return make_tiff (pages, 3);
}

static void
test_an_unknown_codec_loses_its_own_page_only (void **state)
{
  const MakeTiff pages[4] = {plain, plain, plain, plain};
  g_autoptr (GBytes) good = make_tiff (pages, 4);
  g_autoptr (GBytes) bytes = make_tiff_patched (good, 1, TIFFTAG_COMPRESSION, 34712);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  assert_int_equal (sohoa_container_n_pages (container), 4);
  check_page_fails (container, 2, SOHOA_ERROR_UNSUPPORTED);
  for (guint number = 1; number <= 4; number++)
    if (number != 2) {
      g_autoptr (SohoaPage) page = check_decodes (container, number);
      check_shows_drawing (page, plain.size, 1);
    }
}

static void
test_a_damaged_directory_loses_its_own_page_only (void **state)
{
  g_autoptr (GBytes) good = make_three ();
  g_autoptr (GBytes) bytes = make_tiff_patched (good, 0, TIFFTAG_IMAGEWIDTH, 0);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  assert_int_equal (sohoa_container_n_pages (container), 3);
  check_page_fails (container, 1, SOHOA_ERROR_FORMAT);
  g_autoptr (SohoaPage) page = check_decodes (container, 3);
  check_shows_drawing (page, plain.size, 1);
}

static void
test_a_loop_of_directories_ends_the_count_and_is_told (void **state)
{
  g_autoptr (GBytes) good = make_three ();
  for (guint back_to = 0; back_to < 3; back_to++) {
    g_autoptr (GBytes) bytes = make_tiff_patched (good, 2, 0, make_tiff_directory (good, back_to));
    g_autoptr (SohoaContainer) container = check_opens (bytes);
    assert_int_equal (sohoa_container_n_pages (container), 3);
    g_autoptr (SohoaPage) first = check_decodes (container, 1);
    assert_null (check_find_warning (first, "directory-loop"));
    g_autoptr (SohoaPage) last = check_decodes (container, 3);
    assert_non_null (check_find_warning (last, "directory-loop"));
    check_shows_drawing (last, plain.size, 1);
  }
}

static void
test_a_page_declared_beyond_the_end_is_counted_and_fails (void **state)
{
  g_autoptr (GBytes) good = make_three ();
  g_autoptr (GBytes) bytes = make_tiff_patched (good, 2, 0, 0x00ffffff);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  assert_int_equal (sohoa_container_n_pages (container), 4);
  check_page_fails (container, 4, SOHOA_ERROR_FORMAT);
  g_autoptr (SohoaPage) page = check_decodes (container, 3);
  check_shows_drawing (page, plain.size, 1);
}

static void
test_a_lost_strip_marks_the_page_and_is_white (void **state)
{
  MakeTiff made = {.size = size,
                   .bits = 8,
                   .samples = 3,
                   .photometric = PHOTOMETRIC_RGB,
                   .compression = COMPRESSION_ADOBE_DEFLATE,
                   .rows_per_strip = 10};
  for (int samples = 1; samples <= 3; samples += 2) { /* straight into the page, and through the conversion */
    made.samples = samples;
    made.photometric = samples == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB;
    g_autoptr (GBytes) good = make_tiff (&made, 1);
    g_autoptr (GBytes) bytes = make_tiff_damaged (good, 0);
    g_autoptr (SohoaPage) page = check_first_page (bytes);
    const SohoaWarning *warning = check_find_warning (page, "truncated");
    assert_non_null (warning);
    assert_true (warning->incomplete);
    assert_false (check_dark_at (page, 1, 1));
    assert_true (check_dark_at (page, 1, 11)); /* the strip below is there */
  }
}

/* The end-of-block code comes 60 rows early. */
static void
test_a_fax_that_ends_early_is_marked (void **state)
{
  MakeTiff fax = {.size = {330, 440}, .bits = 1, .samples = 1, .compression = COMPRESSION_CCITTFAX4};
  g_autoptr (GBytes) good = make_tiff (&fax, 1);
  g_autoptr (GBytes) longer = make_tiff_patched (good, 0, TIFFTAG_IMAGELENGTH, 500);
  g_autoptr (GBytes) bytes = make_tiff_patched (longer, 0, TIFFTAG_ROWSPERSTRIP, 500);
  g_autoptr (SohoaPage) page = check_first_page (bytes);
  assert_non_null (check_find_warning (page, "truncated"));
  assert_true (check_dark_at (page, 5, 5));
  assert_false (check_dark_at (page, 5, 490));
}

static void
test_a_page_whose_only_strip_is_lost_fails (void **state)
{
  MakeTiff made = {.size = size,
                   .bits = 8,
                   .samples = 1,
                   .photometric = PHOTOMETRIC_MINISBLACK,
                   .compression = COMPRESSION_ADOBE_DEFLATE};
  g_autoptr (GBytes) good = make_tiff (&made, 1);
  g_autoptr (GBytes) bytes = make_tiff_damaged (good, 0);
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  check_page_fails (container, 1, SOHOA_ERROR_FORMAT);
}

static void
test_sizes_beyond_any_scan_are_refused_unallocated (void **state)
{
  g_autoptr (GBytes) good = make_tiff (&plain, 1);
  g_autoptr (GBytes) wide = make_tiff_patched (good, 0, TIFFTAG_IMAGEWIDTH, 40000);
  g_autoptr (SohoaContainer) container = check_opens (wide);
  check_page_fails (container, 1, SOHOA_ERROR_LIMIT);
}

static void
test_a_chain_without_end_is_refused (void **state)
{
  /* 10,001 directories without entries, each pointing to the next. */
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) "II*\0\x08\0\0\0", 8);
  for (guint i = 0; i < 10001; i++) {
    guint32 next = GUINT32_TO_LE (file->len + 6);
    g_byte_array_append (file, (const guint8 *) "\0\0", 2);
    g_byte_array_append (file, (const guint8 *) &next, 4);
  }
  g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
  check_refused (bytes, SOHOA_ERROR_LIMIT);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_kind_of_image_comes_out_as_drawn),
    cmocka_unit_test (test_jpeg_in_tiff_keeps_its_shades),
    cmocka_unit_test (test_old_style_jpeg_comes_out_as_drawn),
    cmocka_unit_test (test_a_fax_of_dithered_rows_comes_out_as_drawn),
    cmocka_unit_test (test_all_eight_orientations_come_out_upright),
    cmocka_unit_test (test_resolution_is_read_in_inches_and_centimetres),
    cmocka_unit_test (test_an_unknown_codec_loses_its_own_page_only),
    cmocka_unit_test (test_a_damaged_directory_loses_its_own_page_only),
    cmocka_unit_test (test_a_loop_of_directories_ends_the_count_and_is_told),
    cmocka_unit_test (test_a_page_declared_beyond_the_end_is_counted_and_fails),
    cmocka_unit_test (test_a_lost_strip_marks_the_page_and_is_white),
    cmocka_unit_test (test_a_fax_that_ends_early_is_marked),
    cmocka_unit_test (test_a_page_whose_only_strip_is_lost_fails),
    cmocka_unit_test (test_sizes_beyond_any_scan_are_refused_unallocated),
    cmocka_unit_test (test_a_chain_without_end_is_refused),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
