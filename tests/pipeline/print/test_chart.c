/* Every kind of chart, as SVG and in a workbook: each figure stands there as a number, bars are as long as
 * they must be, and what is too wide for a terminal comes in parts.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/print/print.h"

static const SohoaLabel subject = {"scanned", "Đã quét"}, title = {"by month", "theo tháng"};

static char *
print (const SohoaReport *report, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sohoa_printer_lookup (format)->print (report, &error);
  assert_non_null (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_shows (const SohoaReport *report, const char *const *parts)
{
  g_autofree char *html = print (report, "html");
  for (; *parts != NULL; parts++)
    if (strstr (html, *parts) == NULL)
      fail_msg ("the page has no '%s':\n%s", *parts, strstr (html, "<figure>"));
}

static SohoaReport *
report_new (void)
{
  static const SohoaReportColumn columns[] = {{"what", {"what", "Gì"}, SOHOA_CELLS_TEXT, FALSE}};
  SohoaReport *report = sohoa_report_new ("made", (SohoaLabel){"Made", "Thử"});
  sohoa_report_add_table (report, "rows", (SohoaLabel){"Rows", "Dòng"}, columns, 1);
  return report;
}

static void
add_point (SohoaReportChart *chart, const char *name, double value, double target)
{
  sohoa_report_add_point (chart, name, (SohoaLabel){NULL, NULL}, value, target);
}

static void
test_a_ranking_has_bars_as_long_as_the_shares_and_tells_each_gap (void **state)
{
  g_autoptr (SohoaReport) report = report_new ();
  SohoaReportChart *chart = sohoa_report_add_chart (report, SOHOA_CHART_RANKED, subject, title);
  static const char *const parts[] = {
    "<title>Đã quét: theo tháng</title>",
    "<rect class=\"bar\" x=\"260.0\" y=\"3.0\" width=\"265.0\"", /* 50 % of 530 */
    "<line class=\"aim\" x1=\"684.0\"",                          /* 80 % */
    "50.00 % (-30.00)",
    "90.00 % (+10.00)",
    "H29 &lt;&amp;&gt;",
    NULL};
  add_point (chart, "H29 <&>", 50, 80);
  add_point (chart, "H30", 90, 80);
  assert_shows (report, parts);
}

static void
test_a_trend_has_its_target_as_a_dashed_line (void **state)
{
  g_autoptr (SohoaReport) report = report_new ();
  SohoaReportChart *chart = sohoa_report_add_chart (report, SOHOA_CHART_TREND, subject, title);
  static const char *const parts[] = {
    "<line class=\"line\" x1=\"80.0\" y1=\"130.0\" x2=\"910.0\" y2=\"20.0\"/>",
    "<line class=\"dash\" x1=\"80.0\" y1=\"64.0\" x2=\"910.0\" y2=\"64.0\"/>", ">2025-07</text>",
    ">50.00</text>", NULL};
  add_point (chart, "2025-07", 50, 80);
  add_point (chart, "2025-08", 100, 80);
  assert_shows (report, parts);
}

static void
test_a_waterfall_takes_away_from_the_whole_until_the_rest (void **state)
{
  g_autoptr (SohoaReport) report = report_new ();
  SohoaReportChart *chart = sohoa_report_add_chart (report, SOHOA_CHART_WATERFALL, subject, title);
  static const char *const parts[] = {"<rect class=\"bar\" x=\"260.0\" y=\"3.0\" width=\"530.0\"",
                                      "<rect class=\"gone\" x=\"525.0\"", /* 530 - 265 */
                                      "−5 (50.00 %)",
                                      "<rect class=\"bar\" x=\"260.0\" y=\"59.0\" width=\"265.0\"",
                                      "5 (50.00 %)",
                                      NULL};
  add_point (chart, "asked", 10, -1);
  add_point (chart, "not offered", 5, -1);
  add_point (chart, "saved", 5, -1);
  assert_shows (report, parts);
}

/* A table of so many columns with long headings, and a count in each second cell. */
static SohoaReport *
make_matrix (guint n)
{
  static const char *const names[] = {"what",         "construction", "judicial",     "land_change",
                                      "registration", "declaration",  "certificates", "authorities",
                                      "representing", "temporarily"};
  SohoaReportColumn columns[G_N_ELEMENTS (names)];
  SohoaReport *report = sohoa_report_new ("matrix", (SohoaLabel){"Made", "Thử"});
  for (guint i = 0; i < n; i++)
    columns[i] = (SohoaReportColumn){
      names[i], {names[i], names[i]}, i == 0 ? SOHOA_CELLS_TEXT : SOHOA_CELLS_COUNT, FALSE};
  SohoaReportTable *table = sohoa_report_add_table (report, "rows", (SohoaLabel){"Rows", "Dòng"}, columns, n);
  for (guint row = 0; row < 2; row++) {
    sohoa_report_add_text (table, row == 0 ? "person.full_name" : "person.birth_date");
    for (guint i = 1; i < n; i++)
      if (row == 0 || i < 3)
        sohoa_report_add_number (table, i);
      else
        sohoa_report_add_untold (table, NULL);
  }
  sohoa_report_add_heat (report, subject, title, table, 1);
  return report;
}

static void
test_a_heat_map_has_its_counts_in_shaded_cells (void **state)
{
  g_autoptr (SohoaReport) report = make_matrix (6);
  static const char *const parts[] = {"person.full_name", "class=\"heat h1\"", "class=\"heat h4\"",
                                      "<g class=\"t4\">", "judicial",          NULL};
  assert_shows (report, parts);
}

static void
test_what_is_too_wide_for_a_terminal_comes_in_parts (void **state)
{
  g_autoptr (SohoaReport) report = make_matrix (10);
  g_autofree char *text = print (report, "text");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint headings = 0, births = 0, names = 0;
  for (guint i = 0; lines[i] != NULL; i++) {
    assert_true (g_utf8_strlen (lines[i], -1) <= 100);
    headings += g_str_has_prefix (lines[i], "what");
    names += g_str_has_prefix (lines[i], "person.full_name");
    births += g_str_has_prefix (lines[i], "person.birth_date");
  }
  assert_int_equal (headings, 2);
  assert_int_equal (names, 2);
  assert_int_equal (births, 1); /* it has nothing in the second part */
}

static void
test_a_chart_without_data_is_not_shown (void **state)
{
  g_autoptr (SohoaReport) report = report_new ();
  sohoa_report_add_chart (report, SOHOA_CHART_TREND, subject, title);
  g_autofree char *html = print (report, "html");
  assert_null (strstr (html, "<figure>"));
}

#define TEST(name) cmocka_unit_test (name)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (test_a_ranking_has_bars_as_long_as_the_shares_and_tells_each_gap),
    TEST (test_a_trend_has_its_target_as_a_dashed_line),
    TEST (test_a_waterfall_takes_away_from_the_whole_until_the_rest),
    TEST (test_a_heat_map_has_its_counts_in_shaded_cells),
    TEST (test_what_is_too_wide_for_a_terminal_comes_in_parts),
    TEST (test_a_chart_without_data_is_not_shown),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
