/* test_correlation.c - a piece of gray is found where it is, to a fraction of a pixel, whatever light and
 * contrast. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "correlation.h"

enum { WIDTH = 64, HEIGHT = 20, RADIUS = 6, WIDE = WIDTH + 2 * RADIUS, HIGH = HEIGHT + 2 * RADIUS };

/* Smooth and nowhere alike. */
static double
scene (double x, double y)
{
  return 128 + 50 * sin (x * 0.61 + 0.004 * x * x) + 45 * sin (y * 0.4 + 0.02 * y * y + 0.5 * sin (x * 0.2));
}

static void
test_a_piece_is_found_to_a_fraction_of_a_pixel (void **state)
{
  const struct {
    double dx, dy, contrast;
  } cases[] = {{0, 0, 1}, {3, -4, 1}, {-2.5, 1.25, 1}, {4.3, 4.7, 0.3}};
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++) {
    guint8 gray[WIDTH * HEIGHT];
    gint16 values[WIDTH * HEIGHT], window[WIDE * HIGH];
    for (int i = 0; i < WIDTH * HEIGHT; i++)
      gray[i] = (guint8) lround (scene (i % WIDTH, i / WIDTH));
    for (int i = 0; i < WIDE * HIGH; i++)
      window[i] = (gint16) lround (
        90 +
        cases[c].contrast * (scene (i % WIDE - RADIUS - cases[c].dx, i / WIDE - RADIUS - cases[c].dy) - 90));
    SohoaPatch patch = sohoa_patch_init (gray, WIDTH, HEIGHT, values);
    SohoaFind find;
    assert_true (sohoa_patch_find (&patch, window, RADIUS, RADIUS, &find));
    assert_true (find.score > 0.9);
    assert_float_equal (find.dx, cases[c].dx, 0.15);
    assert_float_equal (find.dy, cases[c].dy, 0.15);
  }
}

static void
test_flat_paper_is_like_nothing (void **state)
{
  guint8 gray[WIDTH * HEIGHT];
  gint16 values[WIDTH * HEIGHT], window[WIDE * HIGH];
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    gray[i] = (guint8) lround (scene (i % WIDTH, i / WIDTH));
  for (int i = 0; i < WIDE * HIGH; i++)
    window[i] = 255;
  SohoaPatch patch = sohoa_patch_init (gray, WIDTH, HEIGHT, values);
  SohoaFind find;
  assert_true (!sohoa_patch_find (&patch, window, RADIUS, RADIUS, &find) || find.score < 0.01);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_piece_is_found_to_a_fraction_of_a_pixel),
    cmocka_unit_test (test_flat_paper_is_like_nothing),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
