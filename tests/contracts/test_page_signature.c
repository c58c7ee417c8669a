/* test_page_signature.c - fingerprints agree unless one cell surely contradicts; bytes are never believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <sohoa/page_result.h>
#include <sohoa/page_signature.h>

enum { COLS = 60, ROWS = 85, CELLS = COLS * ROWS, PLACE = 40 * COLS + 30 };

static GBytes *
signature_with (guint8 ink)
{
  guint8 cells[CELLS] = {0};
  for (int i = 0; i < CELLS; i += 7)
    cells[i] = 200;
  cells[PLACE] = ink;
  return sohoa_page_signature_new (COLS, ROWS, cells);
}

static void
test_only_sure_cells_contradict (void **state)
{
  static const struct {
    guint8 a, b;
    gboolean same;
  } cases[] = {
    {0, 0, TRUE},     {0, 38, TRUE},  {0, 60, TRUE},    {60, 255, TRUE},
    {100, 255, TRUE}, {0, 77, FALSE}, {38, 255, FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) a = signature_with (cases[i].a), b = signature_with (cases[i].b);
    assert_int_equal (sohoa_page_signature_same (a, b), cases[i].same);
    assert_int_equal (sohoa_page_signature_same (b, a), cases[i].same);
  }
}

static void
test_other_grids_and_nothing_are_not_the_same (void **state)
{
  const guint8 cells[CELLS] = {0};
  g_autoptr (GBytes) upright = sohoa_page_signature_new (COLS, ROWS, cells);
  g_autoptr (GBytes) across = sohoa_page_signature_new (ROWS, COLS, cells);
  assert_true (sohoa_page_signature_same (upright, upright));
  assert_false (sohoa_page_signature_same (upright, across));
  assert_false (sohoa_page_signature_same (upright, NULL));
  assert_false (sohoa_page_signature_same (NULL, NULL));
}

static void
test_malformed_bytes_are_never_the_same (void **state)
{
  g_autoptr (GBytes) good = signature_with (0);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (good, &size);
  for (gsize length = 0; length < size; length++) {
    g_autoptr (GBytes) cut = g_bytes_new (bytes, length);
    assert_false (sohoa_page_signature_same (cut, cut));
  }
  g_autofree guint8 *changed = g_memdup2 (bytes, size);
  static const guint8 headers[][5] = {
    {2, 0, COLS, 0, ROWS}, {1, 0, 0, 0, ROWS}, {1, 255, 255, 255, 255}, {1, 0, COLS, 0, ROWS - 1}};
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    memcpy (changed, headers[i], sizeof headers[i]);
    g_autoptr (GBytes) odd = g_bytes_new (changed, size);
    assert_false (sohoa_page_signature_same (odd, odd));
  }
}

static void
test_a_page_too_full_to_be_told_has_none (void **state)
{
  enum { SIDE = 800 };
  g_autofree guint8 *cells = g_malloc (SIDE * SIDE);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (int i = 0; i < SIDE * SIDE; i++)
    cells[i] = (guint8) g_rand_int_range (random, 0, 256);
  assert_null (sohoa_page_signature_new (SIDE, SIDE, cells));
  g_autoptr (GBytes) coarse = sohoa_page_signature_new (SIDE / 4, SIDE / 4, cells);
  assert_non_null (coarse);
  assert_true (g_bytes_get_size (coarse) <= SOHOA_SIGNATURE_MAX);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_only_sure_cells_contradict),
    cmocka_unit_test (test_other_grids_and_nothing_are_not_the_same),
    cmocka_unit_test (test_malformed_bytes_are_never_the_same),
    cmocka_unit_test (test_a_page_too_full_to_be_told_has_none),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
