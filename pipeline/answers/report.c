/* report.c - see report.h. */
#include "report.h"

static void
clear_cell (gpointer cell)
{
  g_free (((SohoaCell *) cell)->text);
}

static void
free_table (gpointer data)
{
  SohoaReportTable *table = data;
  g_free ((gpointer) table->columns);
  g_array_unref (table->cells);
  g_free (table);
}

static void
free_fact (gpointer data)
{
  g_free (((SohoaReportFact *) data)->text);
  g_free (data);
}

static void
clear_point (gpointer point)
{
  g_free (((SohoaChartPoint *) point)->name);
}

static void
free_chart (gpointer data)
{
  g_array_unref (((SohoaReportChart *) data)->points);
  g_free (data);
}

SohoaReport *
sohoa_report_new (const char *id, SohoaLabel title)
{
  SohoaReport *report = g_new0 (SohoaReport, 1);
  report->id = id;
  report->title = title;
  report->facts = g_ptr_array_new_with_free_func (free_fact);
  report->charts = g_ptr_array_new_with_free_func (free_chart);
  report->tables = g_ptr_array_new_with_free_func (free_table);
  return report;
}

void
sohoa_report_free (SohoaReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->facts);
  g_ptr_array_unref (report->charts);
  g_ptr_array_unref (report->tables);
  g_free (report);
}

void
sohoa_report_add_fact (SohoaReport *report, const char *id, SohoaLabel label, const char *text)
{
  SohoaReportFact *fact = g_new0 (SohoaReportFact, 1);
  fact->id = id;
  fact->label = label;
  fact->text = g_strdup (text);
  g_ptr_array_add (report->facts, fact);
}

SohoaReportTable *
sohoa_report_add_table (SohoaReport *report, const char *id, SohoaLabel title,
                        const SohoaReportColumn *columns, guint n_columns)
{
  SohoaReportTable *table = g_new0 (SohoaReportTable, 1);
  table->id = id;
  table->title = title;
  table->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  table->n_columns = n_columns;
  table->cells = g_array_new (FALSE, FALSE, sizeof (SohoaCell));
  g_array_set_clear_func (table->cells, clear_cell);
  g_ptr_array_add (report->tables, table);
  return table;
}

static void
add (SohoaReportTable *table, SohoaCell cell)
{
  g_array_append_val (table->cells, cell);
}

void
sohoa_report_add_text (SohoaReportTable *table, const char *text)
{
  add (table, (SohoaCell){.told = TRUE, .text = g_strdup (text)});
}

void
sohoa_report_add_label (SohoaReportTable *table, const char *id, SohoaLabel label)
{
  add (table, (SohoaCell){.told = TRUE, .text = g_strdup (id), .label = label});
}

void
sohoa_report_add_number (SohoaReportTable *table, double number)
{
  add (table, (SohoaCell){.told = TRUE, .number = number});
}

void
sohoa_report_add_untold (SohoaReportTable *table, const char *why)
{
  add (table, (SohoaCell){.text = g_strdup (why)});
}

SohoaReportChart *
sohoa_report_add_chart (SohoaReport *report, SohoaChartKind kind, SohoaLabel subject, SohoaLabel title)
{
  SohoaReportChart *chart = g_new0 (SohoaReportChart, 1);
  chart->kind = kind;
  chart->subject = subject;
  chart->title = title;
  chart->points = g_array_new (FALSE, FALSE, sizeof (SohoaChartPoint));
  g_array_set_clear_func (chart->points, clear_point);
  g_ptr_array_add (report->charts, chart);
  return chart;
}

void
sohoa_report_add_heat (SohoaReport *report, SohoaLabel subject, SohoaLabel title,
                       const SohoaReportTable *table, guint first_column)
{
  SohoaReportChart *chart = sohoa_report_add_chart (report, SOHOA_CHART_HEAT, subject, title);
  chart->table = table;
  chart->first_column = first_column;
}

gboolean
sohoa_report_chart_is_empty (const SohoaReportChart *chart)
{
  return chart->kind == SOHOA_CHART_HEAT ? sohoa_report_n_rows (chart->table) == 0 : chart->points->len == 0;
}

void
sohoa_report_add_point (SohoaReportChart *chart, const char *name, SohoaLabel label, double value,
                        double target)
{
  SohoaChartPoint point = {.name = g_strdup (name), .label = label, .value = value, .target = target};
  g_array_append_val (chart->points, point);
}

guint
sohoa_report_n_rows (const SohoaReportTable *table)
{
  return table->cells->len / table->n_columns;
}

const SohoaCell *
sohoa_report_cell (const SohoaReportTable *table, guint row, guint column)
{
  return &g_array_index (table->cells, SohoaCell, row * table->n_columns + column);
}
