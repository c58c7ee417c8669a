/* rate_chart.c - see rate_chart.h. */
#include "rate_chart.h"

#include <string.h>

#include "../store/unit.h"
#include "figure.h"

/* A ranking of more says nothing: the lowest are shown. */
enum { RANKED_MAX = 40 };

static gboolean
is_wanted (const SohoaTarget targets[SOHOA_N_RATES], SohoaRate rate)
{
  for (guint i = 0; i < SOHOA_N_RATES; i++)
    if (targets[i].percent > 0)
      return targets[rate].percent > 0;
  return rate == SOHOA_RATE_SCANNED || rate == SOHOA_RATE_4_2;
}

static const char *
name_of (const SohoaRateGroup *group, SohoaBy by)
{
  switch (by) {
  case SOHOA_BY_UNIT:
    return group->unit;
  case SOHOA_BY_PROCEDURE:
    return group->procedure;
  case SOHOA_BY_MONTH:
    return group->month;
  case SOHOA_BY_CHANNEL:
    break;
  }
  return *group->channel != '\0' ? group->channel : "?";
}

/* A unit has its name beside its code where somebody gave it one. */
static char *
whole_name (const SohoaRateGroup *group, SohoaBy by, const GPtrArray *units)
{
  const char *code = name_of (group, by);
  for (guint i = 0; by == SOHOA_BY_UNIT && i < units->len; i++) {
    const SohoaUnit *unit = g_ptr_array_index (units, i);
    if (strcmp (unit->code, code) == 0 && unit->name != NULL)
      return g_strdup_printf ("%s %s", code, unit->name);
  }
  return g_strdup (code);
}

static double
percent_of (const SohoaRateSum *sum)
{
  return 100.0 * (double) sum->counted / (double) sum->base;
}

static int
compare_lowest (gconstpointer a, gconstpointer b)
{
  const SohoaChartPoint *one = a, *other = b;
  return (one->value > other->value) - (one->value < other->value);
}

static void
add_chart (SohoaReport *report, const GPtrArray *groups, const GPtrArray *units,
           const SohoaTarget targets[SOHOA_N_RATES], SohoaRate rate, SohoaBy by)
{
  static const SohoaLabel by_month = {"by month of receipt", "theo tháng tiếp nhận"},
                          by_unit = {"units, the lowest first", "các đơn vị, thấp nhất trước"},
                          by_procedure = {"procedures, the lowest first", "các thủ tục, thấp nhất trước"},
                          by_channel = {"channels, the lowest first", "các kênh, thấp nhất trước"};
  SohoaReportChart *chart = sohoa_report_add_chart (
    report, by == SOHOA_BY_MONTH ? SOHOA_CHART_TREND : SOHOA_CHART_RANKED, sohoa_figure_name (rate),
    by == SOHOA_BY_MONTH       ? by_month
    : by == SOHOA_BY_UNIT      ? by_unit
    : by == SOHOA_BY_PROCEDURE ? by_procedure
                               : by_channel);
  for (guint i = 0; i < groups->len; i++) {
    const SohoaRateGroup *group = g_ptr_array_index (groups, i);
    const SohoaRateSum *sum = &group->sum[rate];
    g_autofree char *name = whole_name (group, by, units);
    if (sum->unknown == 0 && sum->base > 0)
      sohoa_report_add_point (chart, name, (SohoaLabel){NULL, NULL}, percent_of (sum), targets[rate].percent);
  }
  if (by == SOHOA_BY_MONTH)
    return;
  g_array_sort (chart->points, compare_lowest);
  g_array_set_size (chart->points, MIN (chart->points->len, RANKED_MAX));
}

void
sohoa_rate_chart_add (SohoaReport *report, const GPtrArray *cells, const GPtrArray *units,
                      const SohoaTarget targets[SOHOA_N_RATES], guint by)
{
  static const SohoaBy all[] = {SOHOA_BY_MONTH, SOHOA_BY_UNIT, SOHOA_BY_PROCEDURE, SOHOA_BY_CHANNEL};
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    if ((by & all[i]) == 0)
      continue;
    g_autoptr (GPtrArray) groups = sohoa_rate_group (cells, units, all[i]);
    for (guint rate = 0; rate < SOHOA_N_RATES; rate++)
      if (is_wanted (targets, (SohoaRate) rate))
        add_chart (report, groups, units, targets, (SohoaRate) rate, all[i]);
  }
}
