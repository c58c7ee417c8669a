/* html.c - a report as one page that needs nothing else: no script, no font, no picture from anywhere.
 *
 * Vietnamese first, English beside it. A percentage has its bar beside it (inline SVG), with a mark at the
 * target where the row has one; bars are hatched and outlined, so that they are read without colour. Made for
 * a screen and for A4.
 */
#include "print_internal.h"

#include <string.h>

#include "chart.h"

static const char style[] =
  "body{font:15px/1.45 'Noto Sans',Arial,sans-serif;margin:2em auto;padding:0 2em;color:#111}"
  "h1{font-size:1.5em;margin:0}h2{font-size:1.15em;margin:1.6em 0 .4em}"
  "[lang=en]{color:#555;font-weight:normal;font-size:.85em}"
  "dl{display:grid;grid-template-columns:max-content auto;gap:.15em 1em;margin:1em "
  "0}dt{color:#555}dd{margin:0}"
  "div{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
  "th,td{padding:.2em .6em;border-bottom:1px solid "
  "#ccc;text-align:left;vertical-align:top}td{white-space:nowrap}"
  "thead th{border-bottom:2px solid #111}thead th span{display:block}"
  "td.n,th.n{text-align:right}td.u{color:#555;font-style:italic}"
  "svg{display:inline-block;vertical-align:middle;margin-left:.5em}"
  ".box{fill:#fff;stroke:#111}.bar{fill:url(#hatch);stroke:#111}.aim{stroke:#111;stroke-width:3}"
  "svg.chart{display:block;margin:0;max-width:100%;height:auto;font-size:13px}figure{margin:.6em "
  "0;break-inside:avoid}"
  ".grid{stroke:#ccc}.thin{stroke:#555}.line{stroke:#111;stroke-width:2.5}.dash{stroke:#111;stroke-width:2;"
  "stroke-"
  "dasharray:7 5}.mark{fill:#111}.gone{fill:#fff;stroke:#111;stroke-dasharray:3 2}"
  ".heat{stroke:#fff}.h1{fill:#dce8f3}.h2{fill:#9bbcd9}.h3{fill:#4f82b0}.h4{fill:#1f4e79}.chart "
  "text{paint-order:stroke;stroke:#fff;stroke-width:3px}.chart g text{stroke:none}svg.chart .t3 "
  "text,svg.chart .t4 "
  "text{fill:#fff}"
  "@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4 "
  "landscape;margin:12mm}body{margin:0;padding:0;font-size:9px}div{overflow:visible}th,td{padding:.15em .4em}"
  "h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}}";

static const char hatch[] =
  "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs><pattern "
  "id=\"hatch\" width=\"4\" "
  "height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"4\" "
  "height=\"4\" "
  "fill=\"#9bbcd9\"/><path d=\"M0 0V4\" stroke=\"#1f4e79\" stroke-width=\"1.6\"/></pattern></defs></svg>\n";

/* ---- words ---- */

static void
append_escaped (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_string_append (html, escaped);
}

static void
append_label (GString *html, SohoaLabel label)
{
  g_string_append (html, "<span lang=\"vi\">");
  append_escaped (html, label.vi);
  g_string_append (html, "</span>");
  if (strcmp (label.vi, label.en) == 0)
    return;
  g_string_append (html, " <span lang=\"en\">");
  append_escaped (html, label.en);
  g_string_append (html, "</span>");
}

/* ---- bars ---- */

enum { BAR_WIDTH = 100, BAR_HEIGHT = 10 };

/* The number in the row's column with that id; negative when it has none. */
static double
find_percent (const SohoaReportTable *table, guint row, const char *id)
{
  for (guint i = 0; i < table->n_columns; i++) {
    const SohoaCell *cell = sohoa_report_cell (table, row, i);
    if (strcmp (table->columns[i].id, id) == 0 && cell->told)
      return cell->number;
  }
  return -1;
}

static void
append_bar (GString *html, double percent, double target)
{
  g_autofree char *width = sohoa_print_number (SOHOA_CELLS_NUMBER, CLAMP (percent, 0, 100));
  g_string_append_printf (
    html,
    "<svg width=\"%d\" height=\"%d\" aria-hidden=\"true\"><rect class=\"box\" x=\".5\" y=\"2.5\" "
    "width=\"%d\" height=\"%d\"/><rect class=\"bar\" x=\".5\" y=\"2.5\" width=\"%s\" height=\"%d\"/>",
    BAR_WIDTH + 4, BAR_HEIGHT + 5, BAR_WIDTH, BAR_HEIGHT, width, BAR_HEIGHT);
  if (target >= 0) {
    g_autofree char *place = sohoa_print_number (SOHOA_CELLS_NUMBER, CLAMP (target, 0, 100));
    g_string_append_printf (html, "<path class=\"aim\" d=\"M%s 0V%d\"/>", place, BAR_HEIGHT + 5);
  }
  g_string_append (html, "</svg>");
}

/* ---- tables ---- */

static gboolean
is_text (SohoaCellKind kind)
{
  return kind == SOHOA_CELLS_TEXT || kind == SOHOA_CELLS_DAY;
}

/* The first share of a row is what the row is about: it has the bar. */
static gboolean
has_bar (const SohoaReportTable *table, guint column)
{
  for (guint i = 0; i < column; i++)
    if (table->columns[i].kind == SOHOA_CELLS_PERCENT)
      return FALSE;
  return table->columns[column].kind == SOHOA_CELLS_PERCENT;
}

static void
append_cell (GString *html, const SohoaReportTable *table, guint row, guint column)
{
  const SohoaCell *cell = sohoa_report_cell (table, row, column);
  SohoaCellKind kind = table->columns[column].kind;

  g_string_append_printf (html, "<td class=\"%s%s\">", is_text (kind) ? "" : "n", cell->told ? "" : " u");
  if (cell->label.vi != NULL) {
    append_label (html, cell->label);
  } else if (!cell->told || is_text (kind)) {
    append_escaped (html, cell->text != NULL ? cell->text : "");
  } else {
    g_autofree char *number = sohoa_print_number (kind, cell->number);
    g_string_append (html, number);
    if (has_bar (table, column))
      append_bar (html, cell->number, find_percent (table, row, "target"));
  }
  g_string_append (html, "</td>");
}

static void
append_table (GString *html, const SohoaReportTable *table)
{
  g_string_append (html, "<h2>");
  append_label (html, table->title);
  g_string_append (html, "</h2>\n<div><table><thead><tr>");
  for (guint i = 0; i < table->n_columns; i++) {
    g_string_append_printf (html, "<th scope=\"col\"%s>",
                            is_text (table->columns[i].kind) ? "" : " class=\"n\"");
    append_label (html, table->columns[i].label);
    g_string_append (html, "</th>");
  }
  g_string_append (html, "</tr></thead>\n<tbody>\n");
  for (guint row = 0; row < sohoa_report_n_rows (table); row++) {
    g_string_append (html, "<tr>");
    for (guint i = 0; i < table->n_columns; i++)
      append_cell (html, table, row, i);
    g_string_append (html, "</tr>\n");
  }
  g_string_append (html, "</tbody></table></div>\n");
}

/* ---- the page ---- */

static void
append_chart (GString *html, const SohoaReportChart *chart)
{
  if (sohoa_report_chart_is_empty (chart))
    return;
  g_string_append (html, "<h2>");
  append_label (html, chart->subject);
  g_string_append (html, ": ");
  append_label (html, chart->title);
  g_string_append (html, "</h2>\n<figure>");
  sohoa_chart_append_svg (html, chart);
  g_string_append (html, "</figure>\n");
}

static void
append_facts (GString *html, const SohoaReport *report)
{
  if (report->facts->len == 0)
    return;
  g_string_append (html, "<dl>");
  for (guint i = 0; i < report->facts->len; i++) {
    const SohoaReportFact *fact = g_ptr_array_index (report->facts, i);
    g_string_append (html, "<dt>");
    append_label (html, fact->label);
    g_string_append (html, "</dt><dd>");
    append_escaped (html, fact->text);
    g_string_append (html, "</dd>");
  }
  g_string_append (html, "</dl>\n");
}

GBytes *
sohoa_print_html (const SohoaReport *report, GError **error)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>");
  append_escaped (html, report->title.vi);
  g_string_append_printf (html, "</title>\n<style>%s</style></head>\n<body>\n%s<h1>", style, hatch);
  append_label (html, report->title);
  g_string_append (html, "</h1>\n");
  append_facts (html, report);
  for (guint i = 0; i < report->charts->len; i++)
    append_chart (html, g_ptr_array_index (report->charts, i));
  for (guint i = 0; i < report->tables->len; i++)
    append_table (html, g_ptr_array_index (report->tables, i));
  g_string_append (html, "</body></html>\n");
  return g_string_free_to_bytes (html);
}
