/* test_surface.c - a smooth surface follows bent paper, and nobody who stands alone. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "surface.h"

enum { COLUMNS = 6, ROWS = 8, N = COLUMNS * ROWS };

/* Paper of 6 px/mm, waved by some 2 mm. */
static SohoaPoint
bent (double x_mm, double y_mm)
{
  return (SohoaPoint){6 * (x_mm + 0.8 * sin (y_mm / 60)) + 40, 6 * (y_mm + 2 * sin (x_mm / 45)) - 20};
}

static void
set_pairs (SohoaPair *pairs)
{
  for (guint i = 0; i < N; i++) {
    SohoaPoint from = {15 + 36.0 * (i % COLUMNS), 15 + 38.0 * (i / COLUMNS)};
    pairs[i] = (SohoaPair){from, bent (from.x, from.y), TRUE};
  }
}

static void
test_a_surface_follows_a_bend (void **state)
{
  (void) state;
  SohoaPair pairs[N];
  SohoaSurface surface;
  set_pairs (pairs);
  assert_int_equal (sohoa_surface_fit_most (pairs, N, 6, &surface), N);
  assert_true (sohoa_surface_rms (&surface, pairs, N) < 0.5);
  for (guint i = 0; i < N; i++) {
    double x = 20 + 4.1 * i, y = 270 - 5.3 * i;
    SohoaPoint right = bent (x, y), found = sohoa_surface_map (&surface, x, y);
    assert_true (hypot (found.x - right.x, found.y - right.y) < 2.4); /* 0.4 mm */
    SohoaAffine near = sohoa_surface_affine_at (&surface, x, y);
    SohoaPoint there = sohoa_affine_map (&near, x, y);
    assert_float_equal (there.x, found.x, 1e-6);
    assert_float_equal (there.y, found.y, 1e-6);
  }
}

static void
test_pairs_that_none_vouch_for_are_dropped (void **state)
{
  (void) state;
  SohoaPair pairs[N];
  SohoaSurface surface;
  set_pairs (pairs);
  const guint wrong[] = {3, 20, 21, 40};
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    pairs[wrong[i]].to.x += 25, pairs[wrong[i]].to.y -= 30;
  assert_int_equal (sohoa_surface_fit_most (pairs, N, 6, &surface), N - G_N_ELEMENTS (wrong));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_false (pairs[wrong[i]].inlier);
  SohoaPoint from = pairs[20].from, right = bent (from.x, from.y),
             found = sohoa_surface_map (&surface, from.x, from.y);
  assert_true (hypot (found.x - right.x, found.y - right.y) < 3);
}

static void
test_chance_gives_no_surface (void **state)
{
  (void) state;
  SohoaPair pairs[N];
  SohoaSurface surface;
  guint32 random = 7;
  set_pairs (pairs);
  for (guint i = 0; i < N; i++) {
    random = random * 1664525u + 1013904223u;
    pairs[i].to.x += (random >> 16) % 120 - 60.0;
    pairs[i].to.y += (random >> 24) % 100 - 50.0;
  }
  assert_true (sohoa_surface_fit_most (pairs, N, 5, &surface) < N / 4);
}

static void
test_pairs_on_one_line_determine_nothing (void **state)
{
  (void) state;
  SohoaPair pairs[8];
  SohoaSurface surface;
  for (guint i = 0; i < 8; i++)
    pairs[i] = (SohoaPair){{10.0 * i, 5}, {60.0 * i, 30}, TRUE};
  assert_int_equal (sohoa_surface_fit_most (pairs, 8, 5, &surface), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_a_surface_follows_a_bend),
    cmocka_unit_test (test_pairs_that_none_vouch_for_are_dropped),
    cmocka_unit_test (test_chance_gives_no_surface),
    cmocka_unit_test (test_pairs_on_one_line_determine_nothing),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
