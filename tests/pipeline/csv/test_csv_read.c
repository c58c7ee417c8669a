/* What csv_line.c writes comes back as it was; tables of other programs are read as they mean. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "pipeline/csv/csv_line.h"
#include "pipeline/csv/csv_read.h"

/* Cells joined by "|", rows by "/". */
static char *
flatten (const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *row = g_strjoinv ("|", g_ptr_array_index (rows, i));
    g_string_append_printf (text, "%s%s", i > 0 ? "/" : "", row);
  }
  return g_string_free (text, FALSE);
}

static void
test_tables_are_read_as_they_mean (void **state)
{
  static const struct {
    const char *name, *csv, *expected;
  } cases[] = {
    {"plain", "a,b\nc,d\n", "a|b/c|d"},
    {"no line end", "a,b\nc,d", "a|b/c|d"},
    {"windows", "a,b\r\nc,d\r\n", "a|b/c|d"},
    {"byte order mark",
     "\xef\xbb\xbf"
     "a,b\n",
     "a|b"},
    {"quotes", "\"a,b\",\"c\"\"d\",\"e\nf\"\n", "a,b|c\"d|e\nf"},
    {"empty cells", ",\n\"\",x,\n", "|/|x|"},
    {"blank lines", "a,b\n\n\r\nc,d\n", "a|b/c|d"},
    {"guarded formula", "'=1+1,'-5,'@x,'tis,'\n", "=1+1|-5|@x|'tis|'"},
    {"semicolons, as spreadsheets write them here", "a;b\n1,5;c\n", "a|b/1,5|c"},
    {"tabs", "a\tb\nc;d\te,f\n", "a|b/c;d|e,f"},
    {"marks inside quotes do not count", "\"a;b;c\",d\n1,2\n", "a;b;c|d/1|2"},
    {"nothing", "", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) rows = sohoa_csv_read (cases[i].csv, NULL);
    g_autofree char *text = flatten (rows);
    if (!g_str_equal (text, cases[i].expected))
      fail_msg ("%s: '%s'", cases[i].name, text);
  }
}

static void
test_a_quote_that_is_not_closed_is_refused (void **state)
{
  g_autoptr (GError) error = NULL;
  assert_null (sohoa_csv_read ("a,b\n\"c,d\n", &error));
  assert_true (g_error_matches (error, SOHOA_ERROR, SOHOA_ERROR_USAGE));
}

static void
test_rows_know_the_line_they_begin_on (void **state)
{
  static const struct {
    const char *first;
    guint line;
  } rows[] = {{"a", 1}, {"two\nlines", 2}, {"b", 5}};
  SohoaCsvReader reader;
  GStrv row;
  guint line;
  sohoa_csv_begin (&reader, "a,1\n\"two\nlines\",2\n\nb,3\n");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    assert_true (sohoa_csv_next (&reader, &row, &line, NULL));
    assert_string_equal (row[0], rows[i].first);
    assert_int_equal (line, rows[i].line);
    g_strfreev (row);
  }
  assert_true (sohoa_csv_next (&reader, &row, &line, NULL));
  assert_null (row);
}

static void
test_what_is_written_comes_back (void **state)
{
  static const char *const cells[] = {"", "plain", "=SUM(A1)", "+84 90", "a,\"b\"\r\nc", "Nguyễn", "-"};
  GString *csv = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    sohoa_csv_cell (csv, cells[i]);
  sohoa_csv_end (csv);
  g_autofree char *text = g_string_free (csv, FALSE);
  g_autoptr (GPtrArray) rows = sohoa_csv_read (text, NULL);
  assert_int_equal (rows->len, 1);
  GStrv row = g_ptr_array_index (rows, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    assert_string_equal (row[i], cells[i]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_tables_are_read_as_they_mean),
    cmocka_unit_test (test_a_quote_that_is_not_closed_is_refused),
    cmocka_unit_test (test_rows_know_the_line_they_begin_on),
    cmocka_unit_test (test_what_is_written_comes_back),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
