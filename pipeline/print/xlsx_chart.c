/* xlsx_chart.c - see xlsx_chart.h. A waterfall is bars on invisible ones: the column of rests. */
#include "xlsx_chart.h"

#include "chart.h"

static const char sheet_name[] = "charts";

enum { NAMES, VALUES, TARGETS, RESTS, PICTURE, ROWS_MIN = 22 };

typedef struct {
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *share, *count, *title;
  lxw_row_t top; /* the first row of the next chart's figures */
} Sheet;

/* Shares as fractions. */
static void
write_points (const Sheet *sheet, const SohoaReportChart *chart)
{
  gboolean counts = chart->kind == SOHOA_CHART_WATERFALL;
  double right = 0; /* where what is taken away ends */
  for (guint i = 0; i < chart->points->len; i++) {
    const SohoaChartPoint *point = &g_array_index (chart->points, SohoaChartPoint, i);
    g_autofree char *name = sohoa_chart_name (point);
    gboolean taken = i > 0 && i + 1 < chart->points->len;
    right = i == 0 ? point->value : taken ? right - point->value : right;
    worksheet_write_string (sheet->sheet, sheet->top + i, NAMES, name, NULL);
    worksheet_write_number (sheet->sheet, sheet->top + i, VALUES, counts ? point->value : point->value / 100,
                            counts ? sheet->count : sheet->share);
    if (point->target >= 0)
      worksheet_write_number (sheet->sheet, sheet->top + i, TARGETS, point->target / 100, sheet->share);
    if (counts)
      worksheet_write_number (sheet->sheet, sheet->top + i, RESTS, taken ? right : 0, sheet->count);
  }
}

static lxw_chart_series *
add_series (const Sheet *sheet, lxw_chart *picture, const SohoaReportChart *chart, lxw_col_t column,
            const char *name)
{
  lxw_row_t last = sheet->top + chart->points->len - 1;
  lxw_chart_series *series = chart_add_series (picture, NULL, NULL);
  chart_series_set_categories (series, sheet_name, sheet->top, NAMES, last, NAMES);
  chart_series_set_values (series, sheet_name, sheet->top, column, last, column);
  chart_series_set_name (series, name);
  return series;
}

static gboolean
has_target (const SohoaReportChart *chart)
{
  for (guint i = 0; i < chart->points->len; i++)
    if (g_array_index (chart->points, SohoaChartPoint, i).target >= 0)
      return TRUE;
  return FALSE;
}

static void
add_picture (const Sheet *sheet, const SohoaReportChart *chart, const char *title)
{
  static const uint8_t types[] = {[SOHOA_CHART_TREND] = LXW_CHART_LINE,
                                  [SOHOA_CHART_RANKED] = LXW_CHART_BAR,
                                  [SOHOA_CHART_WATERFALL] = LXW_CHART_BAR_STACKED};
  lxw_chart *picture = workbook_add_chart (sheet->book, types[chart->kind]);
  if (chart->kind == SOHOA_CHART_WATERFALL) {
    lxw_chart_fill none = {.none = LXW_TRUE};
    static int16_t rest[] = {0, -1};
    chart_series_set_fill (add_series (sheet, picture, chart, RESTS, ""), &none);
    chart_legend_delete_series (picture, rest);
  }
  add_series (sheet, picture, chart, VALUES, chart->subject.vi);
  if (has_target (chart))
    add_series (sheet, picture, chart, TARGETS, "Chỉ tiêu (target)");
  if (chart->kind != SOHOA_CHART_TREND)
    chart_axis_set_reverse (picture->y_axis); /* the first on top, as in the list */
  chart_title_set_name (picture, title);
  lxw_chart_options options = {.x_scale = 1.5, .y_scale = 1.4};
  worksheet_insert_chart_opt (sheet->sheet, sheet->top - 1, PICTURE, picture, &options);
}

void
sohoa_xlsx_add_charts (lxw_workbook *book, const SohoaReport *report)
{
  Sheet sheet = {.book = book, .top = 1};
  for (guint i = 0; i < report->charts->len; i++) {
    const SohoaReportChart *chart = g_ptr_array_index (report->charts, i);
    if (chart->kind == SOHOA_CHART_HEAT || sohoa_report_chart_is_empty (chart))
      continue;
    if (sheet.sheet == NULL) {
      sheet.sheet = workbook_add_worksheet (book, sheet_name);
      sheet.share = workbook_add_format (book);
      sheet.count = workbook_add_format (book);
      sheet.title = workbook_add_format (book);
      format_set_num_format (sheet.share, "0.00%");
      format_set_num_format (sheet.count, "#,##0");
      format_set_bold (sheet.title);
      worksheet_set_column (sheet.sheet, NAMES, NAMES, 36, NULL);
      worksheet_set_landscape (sheet.sheet);
      worksheet_fit_to_pages (sheet.sheet, 1, 0);
    }
    g_autofree char *title = g_strdup_printf ("%s: %s (%s: %s)", chart->subject.vi, chart->title.vi,
                                              chart->subject.en, chart->title.en);
    worksheet_write_string (sheet.sheet, sheet.top - 1, NAMES, title, sheet.title);
    write_points (&sheet, chart);
    add_picture (&sheet, chart, title);
    sheet.top += MAX (chart->points->len, ROWS_MIN) + 2;
  }
}

void
sohoa_xlsx_shade (lxw_worksheet *sheet, const SohoaReport *report, const SohoaReportTable *table,
                  guint heading)
{
  for (guint i = 0; i < report->charts->len; i++) {
    const SohoaReportChart *chart = g_ptr_array_index (report->charts, i);
    if (chart->kind != SOHOA_CHART_HEAT || chart->table != table || sohoa_report_chart_is_empty (chart))
      continue;
    lxw_conditional_format shades = {
      .type = LXW_CONDITIONAL_2_COLOR_SCALE, .min_color = 0xDCE8F3, .max_color = 0x4F82B0};
    worksheet_conditional_format_range (sheet, heading + 1, (lxw_col_t) chart->first_column,
                                        heading + sohoa_report_n_rows (table),
                                        (lxw_col_t) (table->n_columns - 1), &shades);
  }
}
