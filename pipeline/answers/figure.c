/* figure.c - see figure.h. */
#include "figure.h"

#include <math.h>

enum { WEEK_DAYS = 7 };

static const SohoaLabel names[SOHOA_N_RATES] = {
  [SOHOA_RATE_SCANNED] = {"scanned", "Đã quét"},
  [SOHOA_RATE_CHECKED] = {"checked", "Đã kiểm tra ảnh quét"},
  [SOHOA_RATE_EXTRACTED] = {"extracted", "Đã trích xuất dữ liệu"},
  [SOHOA_RATE_VERIFIED] = {"verified", "Đã đối chiếu"},
  [SOHOA_RATE_ELECTRONIC] = {"electronic of finished", "Kết quả điện tử trên hồ sơ đã giải quyết"},
  [SOHOA_RATE_4_1] = {"indicator 4.1", "4.1 Cấp kết quả điện tử"},
  [SOHOA_RATE_4_2] = {"indicator 4.2", "4.2 Số hóa hồ sơ"},
  [SOHOA_RATE_4_3] = {"indicator 4.3", "4.3 Khai thác, sử dụng lại dữ liệu số hóa"},
  [SOHOA_RATE_4_4] = {"indicator 4.4", "4.4 Kết nối, chia sẻ phục vụ tái sử dụng"},
};

SohoaLabel
sohoa_figure_name (SohoaRate rate)
{
  return names[rate];
}

/* Whether anything tells since when an entry counts: without it there is no pace. */
static const gboolean dated[SOHOA_N_RATES] = {
  [SOHOA_RATE_SCANNED] = TRUE,  [SOHOA_RATE_CHECKED] = TRUE,    [SOHOA_RATE_EXTRACTED] = TRUE,
  [SOHOA_RATE_VERIFIED] = TRUE, [SOHOA_RATE_ELECTRONIC] = TRUE, [SOHOA_RATE_4_1] = TRUE,
  [SOHOA_RATE_4_2] = TRUE,
};

static gboolean
has_rate (const SohoaFigure *figure)
{
  return figure->sum.unknown == 0 && figure->sum.base > 0;
}

static double
percent_of (const SohoaFigure *figure)
{
  return 100.0 * (double) figure->sum.counted / (double) figure->sum.base;
}

/* How many dossiers more reach the target, before rounding up. */
static double
missing_of (const SohoaFigure *figure)
{
  return figure->target.percent / 100 * (double) figure->sum.base - (double) figure->sum.counted;
}

static void
add_nothing (SohoaReportTable *table, guint n)
{
  for (guint i = 0; i < n; i++)
    sohoa_report_add_untold (table, NULL);
}

static void
add_sum (SohoaReportTable *table, const SohoaFigure *figure)
{
  const char *why = figure->sum.unknown > 0 ? "n/a" : "empty";
  if (figure->sum.unknown > 0) {
    sohoa_report_add_untold (table, "n/a");
    sohoa_report_add_untold (table, "n/a");
  } else {
    sohoa_report_add_number (table, (double) figure->sum.counted);
    sohoa_report_add_number (table, (double) figure->sum.base);
  }
  if (has_rate (figure))
    sohoa_report_add_number (table, percent_of (figure));
  else
    sohoa_report_add_untold (table, why);
}

static void
add_target (SohoaReportTable *table, const SohoaFigure *figure)
{
  if (figure->target.percent <= 0) {
    add_nothing (table, 3);
    return;
  }
  sohoa_report_add_number (table, figure->target.percent);
  if (!has_rate (figure)) {
    add_nothing (table, 2);
    return;
  }
  sohoa_report_add_number (table, percent_of (figure) - figure->target.percent);
  double missing = ceil (missing_of (figure) - 1e-9); /* what is missing by rounding alone is not */
  sohoa_report_add_number (table, missing > 0 ? missing : 0);
}

/* Beyond this many times the last weeks, a day would be no forecast. */
static const double horizon = 1000;

/* The day on which the pace of the last weeks reaches the target: what comes in meanwhile is aimed at too. */
static void
add_day_reached (SohoaReportTable *table, const SohoaFigure *figure)
{
  double missing = missing_of (figure);
  double gained =
    (double) figure->sum.counted_lately - figure->target.percent / 100 * (double) figure->sum.base_lately;

  if (missing <= 1e-9) {
    sohoa_report_add_label (table, "reached", (SohoaLabel){"reached", "đã đạt"});
  } else if (gained <= 1e-9 || missing / gained > horizon) {
    sohoa_report_add_label (table, "never", (SohoaLabel){"never", "không đạt"});
  } else {
    GDate day;
    g_date_set_parse (&day, figure->day);
    g_date_add_days (&day, (guint) ceil (SOHOA_PACE_DAYS * missing / gained));
    g_autofree char *text = g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&day),
                                             g_date_get_month (&day), g_date_get_day (&day));
    sohoa_report_add_text (table, text);
  }
}

static void
add_pace (SohoaReportTable *table, const SohoaFigure *figure)
{
  if (!has_rate (figure) || !dated[figure->rate]) {
    add_nothing (table, 2);
    return;
  }
  sohoa_report_add_number (table, (double) figure->sum.counted_lately * WEEK_DAYS / SOHOA_PACE_DAYS);
  if (figure->target.percent > 0)
    add_day_reached (table, figure);
  else
    sohoa_report_add_untold (table, NULL);
}

static void
add_score (SohoaReportTable *table, const SohoaFigure *figure)
{
  double points = sohoa_target_points (figure->rate);
  if (points > 0 && has_rate (figure))
    sohoa_report_add_number (table, sohoa_target_score (figure->rate, &figure->target, percent_of (figure)));
  else
    sohoa_report_add_untold (table, NULL);
  if (points > 0)
    sohoa_report_add_number (table, points);
  else
    sohoa_report_add_untold (table, NULL);
}

const SohoaReportColumn sohoa_figure_columns[SOHOA_N_FIGURE_COLUMNS] = {
  {"rate", {"rate", "Tỷ lệ"}, SOHOA_CELLS_TEXT, FALSE},
  {"counted", {"counted", "Đạt"}, SOHOA_CELLS_COUNT, FALSE},
  {"base", {"of", "Trên"}, SOHOA_CELLS_COUNT, FALSE},
  {"percent", {"percent", "%"}, SOHOA_CELLS_PERCENT, FALSE},
  {"target", {"target", "Chỉ tiêu"}, SOHOA_CELLS_PERCENT, FALSE},
  {"gap", {"gap", "Chênh lệch"}, SOHOA_CELLS_NUMBER, FALSE},
  {"missing", {"missing", "Còn thiếu (hồ sơ)"}, SOHOA_CELLS_COUNT, FALSE},
  {"score", {"score", "Điểm"}, SOHOA_CELLS_NUMBER, TRUE},
  {"points", {"points", "Điểm tối đa"}, SOHOA_CELLS_NUMBER, TRUE},
  {"per_week", {"per week", "Mỗi tuần"}, SOHOA_CELLS_NUMBER, TRUE},
  {"reached", {"reached on", "Ngày đạt"}, SOHOA_CELLS_TEXT, TRUE},
  {"unknown", {"untold", "Không rõ"}, SOHOA_CELLS_COUNT, TRUE},
};

void
sohoa_figure_add (SohoaReportTable *table, const SohoaFigure *figure)
{
  sohoa_report_add_label (table, sohoa_rate_nick (figure->rate), names[figure->rate]);
  add_sum (table, figure);
  add_target (table, figure);
  add_score (table, figure);
  add_pace (table, figure);
  sohoa_report_add_number (table, (double) figure->sum.unknown);
}
