/* json.c - a report for programs (docs/reports.md): {"v": 1, "report": .., "facts": {..}, "tables": {..}}. */
#include "print_internal.h"

#include "../store/json_line.h"

static void
append_member (GString *json, const char *name, const char *text)
{
  sohoa_json_member (json, name);
  sohoa_json_string (json, text);
}

static void
append_label (GString *json, SohoaLabel label)
{
  append_member (json, "en", label.en);
  append_member (json, "vi", label.vi);
}

static void
append_cell (GString *json, const SohoaCell *cell, SohoaCellKind kind)
{
  if (!cell->told)
    sohoa_json_string (json, NULL);
  else if (kind == SOHOA_CELLS_TEXT || kind == SOHOA_CELLS_DAY)
    sohoa_json_string (json, cell->text);
  else
    sohoa_json_real (json, cell->number, kind == SOHOA_CELLS_COUNT ? 0 : 2);
}

static void
append_columns (GString *json, const SohoaReportTable *table)
{
  static const char *const kinds[] = {[SOHOA_CELLS_TEXT] = "text",
                                      [SOHOA_CELLS_DAY] = "day",
                                      [SOHOA_CELLS_COUNT] = "count",
                                      [SOHOA_CELLS_NUMBER] = "number",
                                      [SOHOA_CELLS_PERCENT] = "percent"};
  sohoa_json_member (json, "columns");
  sohoa_json_open (json, '[');
  for (guint i = 0; i < table->n_columns; i++) {
    sohoa_json_open (json, '{');
    append_member (json, "id", table->columns[i].id);
    append_label (json, table->columns[i].label);
    append_member (json, "kind", kinds[table->columns[i].kind]);
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
}

static void
append_table (GString *json, const SohoaReportTable *table)
{
  sohoa_json_member (json, table->id);
  sohoa_json_open (json, '{');
  append_label (json, table->title);
  append_columns (json, table);
  sohoa_json_member (json, "rows");
  sohoa_json_open (json, '[');
  for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
    sohoa_json_open (json, '{');
    for (guint i = 0; i < table->n_columns; i++) {
      sohoa_json_member (json, table->columns[i].id);
      append_cell (json, sohoa_report_cell (table, row, i), table->columns[i].kind);
    }
    sohoa_json_close (json, '}');
  }
  sohoa_json_close (json, ']');
  sohoa_json_close (json, '}');
}

GBytes *
sohoa_print_json (const SohoaReport *report, GError **error)
{
  GString *json = g_string_new ("{\"v\":1");
  append_member (json, "report", report->id);
  append_label (json, report->title);
  sohoa_json_member (json, "facts");
  sohoa_json_open (json, '{');
  for (guint i = 0; i < report->facts->len; i++) {
    const SohoaReportFact *fact = g_ptr_array_index (report->facts, i);
    append_member (json, fact->id, fact->text);
  }
  sohoa_json_close (json, '}');
  sohoa_json_member (json, "tables");
  sohoa_json_open (json, '{');
  for (guint i = 0; i < report->tables->len; i++)
    append_table (json, g_ptr_array_index (report->tables, i));
  g_string_append (json, "}}\n");
  return g_string_free_to_bytes (json);
}
