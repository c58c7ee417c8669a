/* csv.c - the last table of a report, headed by the ids of its columns. What is not told is an empty cell. */
#include "print_internal.h"

#include "../csv/csv_line.h"

static void
append_cell (GString *csv, const SohoaCell *cell, SohoaCellKind kind)
{
  if (!cell->told) {
    sohoa_csv_cell (csv, NULL);
  } else if (kind == SOHOA_CELLS_TEXT || kind == SOHOA_CELLS_DAY) {
    sohoa_csv_cell (csv, cell->text);
  } else {
    g_autofree char *number = sohoa_print_number (kind, cell->number);
    sohoa_csv_number (csv, number);
  }
}

GBytes *
sohoa_print_csv (const SohoaReport *report, GError **error)
{
  const SohoaReportTable *table = g_ptr_array_index (report->tables, report->tables->len - 1);
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    sohoa_csv_cell (csv, table->columns[i].id);
  sohoa_csv_end (csv);
  for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
    for (guint i = 0; i < table->n_columns; i++)
      append_cell (csv, sohoa_report_cell (table, row, i), table->columns[i].kind);
    sohoa_csv_end (csv);
  }
  return g_string_free_to_bytes (csv);
}
