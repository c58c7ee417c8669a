/* test_table.c - tables are aligned by characters, not bytes; numbers stand to the right; no line ends in
 * spaces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/cli/progress.h"
#include "pipeline/cli/table.h"

static void
test_cells_are_aligned_by_characters (void **state)
{
  static const char *const columns[] = {"title", "pages", "note", NULL};
  static const char *const cells[][4] = {
    {"Tờ khai", "2", "", NULL},
    {"form", "114", "late", NULL},
  };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    g_ptr_array_add (rows, (gpointer) cells[i]);
  g_autofree char *text = sohoa_table_to_text (columns, rows);
  assert_string_equal (text, "title    pages  note\n"
                             "Tờ khai      2\n"
                             "form       114  late\n");
}

static void
test_no_rows_still_have_a_heading (void **state)
{
  static const char *const columns[] = {"id", "state", NULL};
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *text = sohoa_table_to_text (columns, rows);
  assert_string_equal (text, "id  state\n");
}

static void
test_progress_tells_rate_and_time_left_when_they_mean_something (void **state)
{
  static const struct {
    guint done, known;
    double elapsed_s;
    const char *text;
  } cases[] = {
    {0, 100, 3, "0 of 100 pages"},
    {2, 100, 1, "2 of 100 pages"},
    {50, 100, 30, "50 of 100 pages, 100 pages/min, 30 s left"},
    {100, 1000, 60, "100 of 1000 pages, 100 pages/min, 9 min left"},
    {100, 100100, 60, "100 of 100100 pages, 100 pages/min, 16.7 h left"},
    {100, 100, 60, "100 of 100 pages, 100 pages/min, 0 s left"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = sohoa_progress_describe (cases[i].done, cases[i].known, cases[i].elapsed_s);
    assert_string_equal (text, cases[i].text);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_cells_are_aligned_by_characters),
    cmocka_unit_test (test_no_rows_still_have_a_heading),
    cmocka_unit_test (test_progress_tells_rate_and_time_left_when_they_mean_something),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
