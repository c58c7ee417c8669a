/* One report in every format: what is told, what is not, what a terminal has room for. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>

#include "pipeline/print/print.h"

static const SohoaReportColumn columns[] = {
  {"what", {"what", "Gì"}, SOHOA_CELLS_TEXT, FALSE},
  {"n", {"number", "Số"}, SOHOA_CELLS_COUNT, FALSE},
  {"share", {"share", "Tỷ lệ"}, SOHOA_CELLS_PERCENT, FALSE},
  {"gap", {"gap", "Chênh lệch"}, SOHOA_CELLS_NUMBER, FALSE},
  {"note", {"note", "Ghi chú"}, SOHOA_CELLS_TEXT, TRUE},
};

static SohoaReport *
make_report (const char *note)
{
  SohoaReport *report = sohoa_report_new ("made", (SohoaLabel){"A made report", "Báo cáo thử"});
  sohoa_report_add_fact (report, "unit", (SohoaLabel){"unit", "Đơn vị"}, "=H29");
  SohoaReportTable *table = sohoa_report_add_table (report, "rows", (SohoaLabel){"Rows", "Các dòng"}, columns,
                                                    G_N_ELEMENTS (columns));
  sohoa_report_add_text (table, "Bến Thành");
  sohoa_report_add_number (table, 12);
  sohoa_report_add_number (table, 200.0 / 3);
  sohoa_report_add_number (table, -13.333);
  sohoa_report_add_text (table, note);
  sohoa_report_add_label (table, "=1+1", (SohoaLabel){"sum", "tổng"});
  sohoa_report_add_untold (table, "n/a");
  sohoa_report_add_untold (table, "empty");
  sohoa_report_add_number (table, -0.001);
  sohoa_report_add_untold (table, NULL);
  return report;
}

static void
assert_prints (const char *format, const char *note, const char *expected)
{
  g_autoptr (SohoaReport) report = make_report (note);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sohoa_printer_lookup (format)->print (report, &error);
  assert_non_null (bytes);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  assert_string_equal (text, expected);
}

static void
test_text_is_aligned (void **state)
{
  assert_prints ("text", "ok",
                 "A made report\nunit: =H29\n\nRows\n"
                 "what       number  share     gap  note\n"
                 "Bến Thành      12  66.67  -13.33  ok\n"
                 "=1+1          n/a  empty    0.00\n");
}

static void
test_what_is_optional_gives_way_where_there_is_no_room (void **state)
{
  g_autofree char *note = g_strnfill (70, 'x');
  assert_prints ("text", note,
                 "A made report\nunit: =H29\n\nRows\n"
                 "what       number  share     gap\n"
                 "Bến Thành      12  66.67  -13.33\n"
                 "=1+1          n/a  empty    0.00\n");
}

static void
test_csv_has_empty_cells_for_what_is_not_told_and_no_formulas (void **state)
{
  assert_prints ("csv", "a,b",
                 "what,n,share,gap,note\nBến Thành,12,66.67,-13.33,\"a,b\"\n'=1+1,\"\",\"\",0.00,\"\"\n");
}

static void
test_json_has_nulls_for_what_is_not_told (void **state)
{
  assert_prints ("json", "ok",
                 "{\"v\":1,\"report\":\"made\",\"en\":\"A made report\",\"vi\":\"Báo cáo "
                 "thử\",\"facts\":{\"unit\":\"=H29\"},"
                 "\"tables\":{\"rows\":{\"en\":\"Rows\",\"vi\":\"Các dòng\",\"columns\":["
                 "{\"id\":\"what\",\"en\":\"what\",\"vi\":\"Gì\",\"kind\":\"text\"},"
                 "{\"id\":\"n\",\"en\":\"number\",\"vi\":\"Số\",\"kind\":\"count\"},"
                 "{\"id\":\"share\",\"en\":\"share\",\"vi\":\"Tỷ lệ\",\"kind\":\"percent\"},"
                 "{\"id\":\"gap\",\"en\":\"gap\",\"vi\":\"Chênh lệch\",\"kind\":\"number\"},"
                 "{\"id\":\"note\",\"en\":\"note\",\"vi\":\"Ghi chú\",\"kind\":\"text\"}],\"rows\":["
                 "{\"what\":\"Bến Thành\",\"n\":12,\"share\":66.67,\"gap\":-13.33,\"note\":\"ok\"},"
                 "{\"what\":\"=1+1\",\"n\":null,\"share\":null,\"gap\":0,\"note\":null}]}}}\n");
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;
  for (const char *p = text; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

static void
test_html_is_one_page_that_needs_nothing_else (void **state)
{
  g_autoptr (SohoaReport) report = make_report ("<b>&");
  g_autoptr (GBytes) bytes = sohoa_printer_lookup ("html")->print (report, NULL);
  g_autofree char *html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  static const struct {
    const char *part;
    guint n;
  } cases[] = {
    {"<script", 0},       {"http", 0},           {"src=", 0},        {"href=", 0}, {"@import", 0},
    {"<b>", 0},           {"&lt;b&gt;&amp;", 1}, {"Báo cáo thử", 2}, /* title and heading */
    {"A made report", 1}, {"class=\"bar\"", 1},                      /* of the one share that is told */
    {"class=\"aim\"", 0}, {">66.67<", 1},        {"tổng", 1},        {"=1+1", 0}, /* a word of the program is
                                                                                     shown by its labels */
    {"@media print", 1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (count (html, cases[i].part) != cases[i].n)
      fail_msg ("'%s' stands %u times", cases[i].part, count (html, cases[i].part));
}

/* A workbook is a zip archive; the folder of temporary files is this program's own (main). */
static void
test_a_workbook_is_made_and_leaves_nothing_behind (void **state)
{
  g_autoptr (SohoaReport) report = make_report ("ok");
  g_autoptr (GBytes) bytes = sohoa_printer_lookup ("xlsx")->print (report, NULL);
  assert_true (sohoa_printer_lookup ("xlsx")->binary);
  assert_true (g_bytes_get_size (bytes) > 1000);
  assert_memory_equal (g_bytes_get_data (bytes, NULL), "PK\3\4", 4);
  g_autoptr (GDir) left = g_dir_open (g_get_tmp_dir (), 0, NULL);
  assert_non_null (left);
  assert_null (g_dir_read_name (left));
}

static void
test_every_format_is_in_the_table_once_and_prints (void **state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (const SohoaPrinter *printer = sohoa_printers (); printer->format != NULL; printer++) {
    g_autoptr (SohoaReport) report = make_report ("ok");
    g_autoptr (GBytes) bytes = printer->print (report, NULL);
    g_autoptr (GBytes) again = printer->print (report, NULL);
    assert_true (g_hash_table_add (seen, (gpointer) printer->format));
    assert_non_null (bytes);
    assert_true (g_bytes_get_size (bytes) > 0);
    assert_true (g_bytes_equal (bytes, again));
    assert_ptr_equal (sohoa_printer_lookup (printer->format), printer);
  }
  assert_null (sohoa_printer_lookup ("papyrus"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_text_is_aligned),
    cmocka_unit_test (test_what_is_optional_gives_way_where_there_is_no_room),
    cmocka_unit_test (test_csv_has_empty_cells_for_what_is_not_told_and_no_formulas),
    cmocka_unit_test (test_json_has_nulls_for_what_is_not_told),
    cmocka_unit_test (test_html_is_one_page_that_needs_nothing_else),
    cmocka_unit_test (test_a_workbook_is_made_and_leaves_nothing_behind),
    cmocka_unit_test (test_every_format_is_in_the_table_once_and_prints),
  };
  char folder[] = "/tmp/sohoa-print-XXXXXX";
  if (g_mkdtemp (folder) == NULL || !g_setenv ("TMPDIR", folder, TRUE))
    return 1;
  int failed = cmocka_run_group_tests (tests, NULL, NULL);
  return g_rmdir (folder) == 0 ? failed : 1;
}
