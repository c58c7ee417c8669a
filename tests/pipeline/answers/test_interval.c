/* The 95 % interval of a share over persons: holds the share, is the same each time, narrows with more
 * persons, and is none where there are too few. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "pipeline/answers/interval.h"

/* n persons of four items each; every second has `good` of them, the others none. */
static SohoaClusters
make (guint n, guint good)
{
  SohoaClusters clusters = {0};
  for (guint i = 0; i < n; i++) {
    sohoa_clusters_add (&clusters, (SohoaCluster){.good = i % 2 == 0 ? good : 0, .all = 4});
  }
  return clusters;
}

static void
test_it_holds_the_share_and_narrows_with_more_persons (void **state)
{
  static const guint sizes[] = {10, 40, 160, 640, 4000, 20000};
  double width = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_auto (SohoaClusters) clusters = make (sizes[i], 2);
    double low, high;
    assert_true (sohoa_interval (&clusters, &low, &high));
    assert_true (low <= 0.25 && high >= 0.25 && low >= 0 && high <= 1);
    assert_true (high - low < width);
    width = high - low;
  }
}

/* Shares of 0 and 0.5 by halves: a standard deviation of 0.25 a person, so 1.96 x 0.25 / sqrt (n) on each
 * side. */
static void
test_it_is_as_wide_as_theory_has_it (void **state)
{
  static const guint sizes[] = {400, 4000, 20000};
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_auto (SohoaClusters) clusters = make (sizes[i], 2);
    double low, high, expected = 2 * 1.96 * 0.25 / sqrt (sizes[i]);
    assert_true (sohoa_interval (&clusters, &low, &high));
    assert_true (fabs (high - low - expected) < 0.1 * expected);
  }
}

static void
test_the_same_papers_give_the_same_interval (void **state)
{
  g_auto (SohoaClusters) clusters = make (100, 3);
  double low, high, low_again, high_again;
  assert_true (sohoa_interval (&clusters, &low, &high));
  assert_true (sohoa_interval (&clusters, &low_again, &high_again));
  assert_true (low == low_again && high == high_again);
}

static void
test_persons_that_are_all_alike_leave_no_doubt (void **state)
{
  g_auto (SohoaClusters) clusters = {0};
  double low, high;
  for (guint i = 0; i < 50; i++)
    sohoa_clusters_add (&clusters, (SohoaCluster){.good = 1, .all = 4});
  assert_true (sohoa_interval (&clusters, &low, &high));
  assert_true (low == 0.25 && high == 0.25);
}

static void
test_too_few_persons_say_nothing (void **state)
{
  g_auto (SohoaClusters) few = make (SOHOA_INTERVAL_PERSONS_MIN - 1, 4);
  g_auto (SohoaClusters) none = {0}, empty = {0};
  double low, high;
  for (guint i = 0; i < 20; i++)
    sohoa_clusters_add (&empty, (SohoaCluster){0});
  assert_false (sohoa_interval (&few, &low, &high));
  assert_false (sohoa_interval (&none, &low, &high));
  assert_false (sohoa_interval (&empty, &low, &high));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_it_holds_the_share_and_narrows_with_more_persons),
    cmocka_unit_test (test_it_is_as_wide_as_theory_has_it),
    cmocka_unit_test (test_the_same_papers_give_the_same_interval),
    cmocka_unit_test (test_persons_that_are_all_alike_leave_no_doubt),
    cmocka_unit_test (test_too_few_persons_say_nothing),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
