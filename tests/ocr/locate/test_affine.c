/* test_affine.c - the map that most pairs agree on is found whatever the others say, and only maps of flat
 * scans. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "affine.h"

enum { PAIRS = 50 };

/* A grid of points seen through map; the first n_wrong are moved far away, each its own way. */
static void
make_pairs (const SohoaAffine *map, guint n_wrong, SohoaPair pairs[PAIRS])
{
  for (guint i = 0; i < PAIRS; i++) {
    pairs[i].from = (SohoaPoint){10 + 37 * (i % 7), 15 + 41 * (i / 7)};
    pairs[i].to = sohoa_affine_map (map, pairs[i].from.x, pairs[i].from.y);
    if (i < n_wrong) {
      pairs[i].to.x += 100 * sin (i * 7.3 + 1);
      pairs[i].to.y += 100 * cos (i * 3.1 + 2);
    }
  }
}

static void
assert_maps_equal (const SohoaAffine *a, const SohoaAffine *b)
{
  for (guint i = 0; i < 6; i++)
    assert_true (fabs (a->a[i] - b->a[i]) < 1e-5 * (1 + fabs (b->a[i])));
}

static void
test_the_map_of_the_majority_is_found (void **state)
{
  const struct {
    const char *name;
    SohoaAffine map;
    guint wrong;
  } cases[] = {
    {"upright, all right", {{7.87, 0, 12, 0, 7.87, -5}}, 0},
    {"turned by 5 degrees, half wrong", {{11.76, -1.03, 3, 1.03, 11.76, 4}}, 25},
    {"upside down, two thirds wrong", {{-7.8, 0.1, 1650, -0.1, -7.8, 2330}}, 33},
    {"lying, scales 1 % apart", {{0, -11.8, 3500, 11.68, 0, 8}}, 20},
  };
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++) {
    print_message ("# %s\n", cases[c].name);
    SohoaPair pairs[PAIRS];
    SohoaAffine found;
    make_pairs (&cases[c].map, cases[c].wrong, pairs);
    assert_int_equal (sohoa_affine_fit_most (pairs, PAIRS, 1, &found), PAIRS - cases[c].wrong);
    assert_maps_equal (&found, &cases[c].map);
    assert_true (sohoa_affine_rms (&found, pairs, PAIRS) < 1e-6);
    for (guint i = 0; i < PAIRS; i++)
      assert_int_equal (pairs[i].inlier, i >= cases[c].wrong);
  }
}

static void
test_maps_that_no_flat_scan_makes_are_refused (void **state)
{
  const struct {
    const char *name;
    SohoaAffine map;
  } cases[] = {
    {"mirror image", {{-8, 0, 1600, 0, 8, 0}}},
    {"one axis 10 % longer", {{8, 0, 0, 0, 8.8, 0}}},
    {"sheared by 6 degrees", {{8, 0.84, 0, 0, 8, 0}}},
  };
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++) {
    print_message ("# %s\n", cases[c].name);
    SohoaPair pairs[PAIRS];
    SohoaAffine found;
    make_pairs (&cases[c].map, 0, pairs);
    assert_true (sohoa_affine_fit_most (pairs, PAIRS, 0.5, &found) < PAIRS / 2);
  }
}

static void
test_points_on_one_line_make_no_map (void **state)
{
  SohoaPair pairs[3] = {{{0, 0}, {0, 0}, TRUE}, {{1, 1}, {8, 8}, TRUE}, {{2, 2}, {16, 16}, TRUE}};
  SohoaAffine map;
  assert_false (sohoa_affine_fit (pairs, 3, &map));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_the_map_of_the_majority_is_found),
    cmocka_unit_test (test_maps_that_no_flat_scan_makes_are_refused),
    cmocka_unit_test (test_points_on_one_line_make_no_map),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
