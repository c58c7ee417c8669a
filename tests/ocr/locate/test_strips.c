/* test_strips.c - the skew of a page's lines, and whether they run across or down it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "strips.h"

enum { WIDTH = 620, HEIGHT = 876 };

/* Broken dark lines, `deg` clockwise, across or down the page. */
static SohoaPlane *
lined_page (double deg, gboolean down)
{
  SohoaPlane *plane = g_new (SohoaPlane, 1);
  *plane = (SohoaPlane){WIDTH, HEIGHT, 1, g_malloc (WIDTH * HEIGHT)};
  double c = cos (deg * G_PI / 180), s = sin (deg * G_PI / 180);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      double u = (x - WIDTH / 2) * c + (y - HEIGHT / 2) * s, v = (y - HEIGHT / 2) * c - (x - WIDTH / 2) * s;
      double along = down ? v : u, across = down ? u : v;
      gboolean line = fabs (remainder (across, 18)) < 3 && fabs (remainder (along, 11)) < 4;
      gboolean margin = fabs (u) > WIDTH * 0.4 || fabs (v) > HEIGHT * 0.42;
      plane->data[y * WIDTH + x] = line && !margin ? 30 : 250;
    }
  return plane;
}

static void
test_skew_and_direction_of_lines (void **state)
{
  const double angles[] = {0, 0.4, -1.3, 3, -5, 8, -8};
  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    for (int down = 0; down < 2; down++) {
      print_message ("# %g degrees, %s\n", angles[i], down ? "down" : "across");
      g_autoptr (SohoaPlane) plane = lined_page (angles[i], down);
      g_autoptr (SohoaPageStrips) strips = sohoa_page_strips_new (plane);
      SohoaSkew across = sohoa_strips_skew (&strips->down, FALSE, 9);
      SohoaSkew lying = sohoa_strips_skew (&strips->across, TRUE, 9);
      assert_true (fabs ((down ? lying.skew_deg : across.skew_deg) - angles[i]) < 0.15);
      assert_true (down ? lying.energy > across.energy : across.energy > lying.energy);
    }
}

static void
test_dark_borders_hold_no_ink (void **state)
{
  g_autoptr (SohoaPlane) plane = lined_page (0, FALSE);
  memset (plane->data, 255, WIDTH * HEIGHT);
  memset (plane->data, 10, WIDTH * 20);
  for (int y = 0; y < HEIGHT; y++)
    memset (plane->data + y * WIDTH, 10, 15);
  g_autoptr (SohoaPageStrips) strips = sohoa_page_strips_new (plane);
  assert_float_equal (strips->ink, 0, 1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_skew_and_direction_of_lines),
    cmocka_unit_test (test_dark_borders_hold_no_ink),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
