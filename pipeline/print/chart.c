/* chart.c - see chart.h. Lengths are in CSS pixels of a drawing that is WIDTH wide and scales with the page.
 */
#include "chart.h"

#include "print_internal.h"

enum { WIDTH = 960, ROW = 22, NAME_WIDTH = 260, FIGURE_WIDTH = 170, NAME_LETTERS = 34 };

char *
sohoa_chart_name (const SohoaChartPoint *point)
{
  return point->label.vi != NULL ? g_strdup_printf ("%s (%s)", point->label.vi, point->label.en)
                                 : g_strdup (point->name);
}

static const SohoaChartPoint *
point_at (const SohoaReportChart *chart, guint i)
{
  return &g_array_index (chart->points, SohoaChartPoint, i);
}

/* ---- strokes: numbers never in the locale's way ---- */

static void
append_rect (GString *svg, const char *style, double x, double y, double width, double height)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double values[4] = {x, y, width, height};
  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.1f", values[i]);
  g_string_append_printf (svg, "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", style,
                          numbers[0], numbers[1], numbers[2], numbers[3]);
}

static void
append_line (GString *svg, const char *style, double x0, double y0, double x1, double y1)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double values[4] = {x0, y0, x1, y1};
  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.1f", values[i]);
  g_string_append_printf (svg, "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", style,
                          numbers[0], numbers[1], numbers[2], numbers[3]);
}

/* anchor: start, middle, end. */
static void
append_text (GString *svg, const char *anchor, double x, double y, const char *text)
{
  char numbers[2][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_ascii_formatd (numbers[0], sizeof numbers[0], "%.1f", x);
  g_ascii_formatd (numbers[1], sizeof numbers[1], "%.1f", y);
  g_string_append_printf (svg, "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>", anchor, numbers[0],
                          numbers[1], escaped);
}

/* A name that does not fit ends in an ellipsis; the whole one stands in the table. */
static void
append_name (GString *svg, const char *anchor, double x, double y, const char *name, glong max)
{
  if (g_utf8_strlen (name, -1) <= max) {
    append_text (svg, anchor, x, y, name);
    return;
  }
  g_autofree char *begin = g_utf8_substring (name, 0, max - 1);
  g_autofree char *cut = g_strconcat (begin, "…", NULL);
  append_text (svg, anchor, x, y, cut);
}

static void
begin_svg (GString *svg, const SohoaReportChart *chart, guint height)
{
  g_autofree char *title = g_markup_printf_escaped ("%s: %s", chart->subject.vi, chart->title.vi);
  g_string_append_printf (svg,
                          "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %u\" width=\"%d\" "
                          "height=\"%u\"><title>%s</title>",
                          WIDTH, height, WIDTH, height, title);
}

/* ---- shares in order, each with its gap ---- */

static void
append_ranked (GString *svg, const SohoaReportChart *chart)
{
  const double width = WIDTH - NAME_WIDTH - FIGURE_WIDTH;
  begin_svg (svg, chart, chart->points->len * ROW + 4);
  for (guint i = 0; i < chart->points->len; i++) {
    const SohoaChartPoint *point = point_at (chart, i);
    g_autofree char *name = sohoa_chart_name (point);
    double top = i * ROW + 3, share = CLAMP (point->value, 0, 100) / 100;
    g_autofree char *percent = sohoa_print_number (SOHOA_CELLS_PERCENT, point->value);
    g_autofree char *gap = sohoa_print_number (SOHOA_CELLS_PERCENT, point->value - point->target);
    g_autofree char *figure =
      point->target < 0
        ? g_strdup_printf ("%s %%", percent)
        : g_strdup_printf ("%s %% (%s%s)", percent, point->value > point->target ? "+" : "", gap);
    append_name (svg, "end", NAME_WIDTH - 8, top + 13, name, NAME_LETTERS);
    append_rect (svg, "box", NAME_WIDTH, top, width, ROW - 6);
    append_rect (svg, "bar", NAME_WIDTH, top, width * share, ROW - 6);
    if (point->target >= 0) {
      double x = NAME_WIDTH + width * MIN (point->target, 100) / 100;
      append_line (svg, "aim", x, top - 2, x, top + ROW - 4);
    }
    append_text (svg, "start", NAME_WIDTH + width + 8, top + 13, figure);
  }
  g_string_append (svg, "</svg>");
}

/* ---- shares along an axis ---- */

typedef struct {
  double left, top, width, height;
} Frame;

static const Frame trend_frame = {50, 20, WIDTH - 70, 220};

static double
place_x (const SohoaReportChart *chart, guint i)
{
  guint steps = MAX (chart->points->len, 2) - 1;
  return trend_frame.left + 30 + (trend_frame.width - 60) * i / steps;
}

static double
place_y (double percent)
{
  return trend_frame.top + trend_frame.height * (1 - CLAMP (percent, 0, 100) / 100);
}

static void
append_axis (GString *svg)
{
  for (guint percent = 0; percent <= 100; percent += 20) {
    g_autofree char *text = g_strdup_printf ("%u %%", percent);
    append_line (svg, "grid", trend_frame.left, place_y (percent), trend_frame.left + trend_frame.width,
                 place_y (percent));
    append_text (svg, "end", trend_frame.left - 6, place_y (percent) + 4, text);
  }
}

/* Every so many points are named, so that names do not meet. */
static void
append_trend_point (GString *svg, const SohoaReportChart *chart, guint i, guint every)
{
  const SohoaChartPoint *point = point_at (chart, i);
  double x = place_x (chart, i), y = place_y (point->value);
  g_autofree char *percent = sohoa_print_number (SOHOA_CELLS_PERCENT, point->value);
  g_autofree char *name = sohoa_chart_name (point);
  if (i > 0) {
    const SohoaChartPoint *before = point_at (chart, i - 1);
    append_line (svg, "line", place_x (chart, i - 1), place_y (before->value), x, y);
    if (point->target >= 0 && before->target >= 0)
      append_line (svg, "dash", place_x (chart, i - 1), place_y (before->target), x, place_y (point->target));
  } else if (point->target >= 0) {
    append_line (svg, "dash", x - 30, place_y (point->target), x, place_y (point->target));
  }
  append_rect (svg, "mark", x - 3.5, y - 3.5, 7, 7);
  if (i % every != 0)
    return;
  append_text (svg, "middle", x, point->value > 92 ? y + 18 : y - 8, percent);
  append_text (svg, "middle", x, trend_frame.top + trend_frame.height + 18, name);
}

static void
append_trend (GString *svg, const SohoaReportChart *chart)
{
  enum { NAMED_MAX = 13 };
  begin_svg (svg, chart, (guint) (trend_frame.top + trend_frame.height) + 30);
  append_axis (svg);
  for (guint i = 0; i < chart->points->len; i++)
    append_trend_point (svg, chart, i, (chart->points->len + NAMED_MAX - 1) / NAMED_MAX);
  g_string_append (svg, "</svg>");
}

/* ---- from the whole to what is left ---- */

static void
append_waterfall (GString *svg, const SohoaReportChart *chart)
{
  const double width = WIDTH - NAME_WIDTH - FIGURE_WIDTH, scale = width / MAX (point_at (chart, 0)->value, 1);
  double right = point_at (chart, 0)->value; /* where what is taken away ends */
  guint last = chart->points->len - 1;

  begin_svg (svg, chart, chart->points->len * (ROW + 6) + 4);
  for (guint i = 0; i <= last; i++) {
    const SohoaChartPoint *point = point_at (chart, i);
    g_autofree char *name = sohoa_chart_name (point);
    gboolean taken = i > 0 && i < last;
    double top = i * (ROW + 6) + 3, from = taken ? right - point->value : 0;
    g_autofree char *count = sohoa_print_number (SOHOA_CELLS_COUNT, point->value);
    g_autofree char *share = sohoa_print_number (SOHOA_CELLS_PERCENT, 100 * point->value * scale / width);
    g_autofree char *figure = g_strdup_printf ("%s%s (%s %%)", taken ? "−" : "", count, share);
    append_name (svg, "end", NAME_WIDTH - 8, top + 15, name, NAME_LETTERS);
    append_rect (svg, taken ? "gone" : "bar", NAME_WIDTH + from * scale, top, point->value * scale, ROW);
    append_text (svg, "start", NAME_WIDTH + width + 8, top + 15, figure);
    right = taken ? from : right;
    if (i < last)
      append_line (svg, "thin", NAME_WIDTH + right * scale, top + ROW, NAME_WIDTH + right * scale,
                   top + ROW + 6);
  }
  g_string_append (svg, "</svg>");
}

/* ---- a table of counts ---- */

static double
largest_count (const SohoaReportChart *chart)
{
  double largest = 0;
  for (guint row = 0; row < sohoa_report_n_rows (chart->table); row++)
    for (guint i = chart->first_column; i < chart->table->n_columns; i++)
      largest = MAX (largest, sohoa_report_cell (chart->table, row, i)->number);
  return largest;
}

/* The darker the more; the number stands in it. */
static void
append_heat_cell (GString *svg, double x, double y, double width, double count, double largest)
{
  g_autofree char *text = sohoa_print_number (SOHOA_CELLS_COUNT, count);
  guint shade = MIN (1 + (guint) (4 * (count - 1) / MAX (largest - 1, 1)), 4);
  g_autofree char *style = g_strdup_printf ("heat h%u", shade);
  append_rect (svg, style, x, y, width, ROW - 4);
  g_string_append_printf (svg, "<g class=\"t%u\">", shade);
  append_text (svg, "middle", x + width / 2, y + 13, text);
  g_string_append (svg, "</g>");
}

static void
append_heat (GString *svg, const SohoaReportChart *chart)
{
  enum { HEAD = 96 };
  const SohoaReportTable *table = chart->table;
  guint rows = sohoa_report_n_rows (table);
  double width = (double) (WIDTH - NAME_WIDTH) / (table->n_columns - chart->first_column);
  double largest = largest_count (chart);

  begin_svg (svg, chart, HEAD + rows * (ROW - 4) + 4);
  for (guint i = chart->first_column; i < table->n_columns; i++) {
    double x = NAME_WIDTH + width * (i - chart->first_column) + width / 2;
    g_string_append_printf (svg, "<g transform=\"translate(%d %d) rotate(-50)\">", (int) x, HEAD - 8);
    append_text (svg, "start", 0, 0, table->columns[i].label.vi);
    g_string_append (svg, "</g>");
  }
  for (guint row = 0; row < rows; row++) {
    const SohoaCell *name = sohoa_report_cell (table, row, 0);
    double y = HEAD + row * (ROW - 4);
    append_name (svg, "end", NAME_WIDTH - 8, y + 13, name->label.vi != NULL ? name->label.vi : name->text,
                 NAME_LETTERS);
    append_line (svg, "grid", 0, y + ROW - 4, WIDTH, y + ROW - 4);
    for (guint i = chart->first_column; i < table->n_columns; i++) {
      const SohoaCell *cell = sohoa_report_cell (table, row, i);
      if (cell->told)
        append_heat_cell (svg, NAME_WIDTH + width * (i - chart->first_column), y, width, cell->number,
                          largest);
    }
  }
  g_string_append (svg, "</svg>");
}

void
sohoa_chart_append_svg (GString *html, const SohoaReportChart *chart)
{
  switch (chart->kind) {
  case SOHOA_CHART_TREND:
    append_trend (html, chart);
    return;
  case SOHOA_CHART_RANKED:
    append_ranked (html, chart);
    return;
  case SOHOA_CHART_WATERFALL:
    append_waterfall (html, chart);
    return;
  case SOHOA_CHART_HEAT:
    append_heat (html, chart);
    return;
  }
}
