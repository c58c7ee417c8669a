/* test_raster.c - the smallest depth that shows the same, and caps before memory. */
#include "check.h"

#include "ocr/decode/raster.h"

static void
test_pixels_keep_their_value_in_the_smallest_depth (void **state)
{
  static const struct {
    const char *name;
    int depth;
    l_uint32 paper, mark; /* the mark is one pixel, the last */
    int simple_depth;
    l_uint32 simple_mark;
  } rows[] = {
    {"colour", 32, 0xffffff00, 0xc8000000, 32, 0xc8000000},
    {"one bluish pixel", 32, 0xffffff00, 0x80808100, 32, 0x80808100},
    {"gray in colour", 32, 0xffffff00, 0x80808000, 8, 0x80},
    {"black in colour", 32, 0xffffff00, 0x00000000, 1, 1},
    {"gray", 8, 0xff, 0xfe, 8, 0xfe},
    {"black in gray", 8, 0xff, 0x00, 1, 1},
    {"bilevel", 1, 0, 1, 1, 1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int width = 5; width <= 8; width++) {
      print_message ("%s, %d wide\n", rows[i].name, width);
      Pix *pix = pixCreate (width, 3, rows[i].depth);
      pixSetAllArbitrary (pix, rows[i].paper);
      pixSetPixel (pix, width - 1, 2, rows[i].mark);
      g_autoptr (Pix) simple = sohoa_raster_simplify (pix);
      l_uint32 paper, mark;
      pixGetPixel (simple, 0, 0, &paper);
      pixGetPixel (simple, width - 1, 2, &mark);
      assert_int_equal (pixGetDepth (simple), rows[i].simple_depth);
      assert_int_equal (mark, rows[i].simple_mark);
      assert_int_not_equal (paper, mark);
    }
}

static void
test_caps_hold_before_anything_is_allocated (void **state)
{
  static const struct {
    guint64 width, height;
    int code; /* -1 = allowed */
  } rows[] = {
    {1, 1, -1},
    {32767, 6000, -1},
    {0, 10, SOHOA_ERROR_FORMAT},
    {10, 0, SOHOA_ERROR_FORMAT},
    {32768, 10, SOHOA_ERROR_LIMIT},
    {10, 32768, SOHOA_ERROR_LIMIT},
    {20000, 10001, SOHOA_ERROR_LIMIT},
    {G_MAXUINT64, G_MAXUINT64, SOHOA_ERROR_LIMIT},
    {G_GUINT64_CONSTANT (1) << 33, G_GUINT64_CONSTANT (1) << 31, SOHOA_ERROR_LIMIT}, /* product 2^64 */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    assert_int_equal (sohoa_raster_check_size (rows[i].width, rows[i].height, &error), rows[i].code == -1);
    assert_int_equal (error == NULL ? -1 : error->code, rows[i].code);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_pixels_keep_their_value_in_the_smallest_depth),
    cmocka_unit_test (test_caps_hold_before_anything_is_allocated),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
